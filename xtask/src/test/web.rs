//! The tests that need a browser's DOM and nothing else: `tests/web`, compiled to WebAssembly.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, anyhow};
use serde_json::{Value, json};

use super::{Count, tests, tests_told};
use crate::browsers::Browser;
use crate::project::{Project, write};
use crate::tools::{self, WASM, cargo, say, target_folder};

/// Runs them by wasm-bindgen's own runner, in both browsers at once. What Firefox's prints is shown when it has ended.
pub(super) fn run(project: &Project) -> Result<Count> {
    let runner = runner(project)?;
    let runner = format!("target.{WASM}.runner = [{}]", serde_json::to_string(&runner)?);
    let (chromium, firefox) = (Browser::chromium(project)?, Browser::firefox(project)?);
    let test = |name: &str, browser: &Browser, other: &Browser, options: Value| -> Result<Command> {
        let mut test = cargo(project);
        test.args([
            "test",
            "--package",
            "ims-oauth-assistant",
            "--target",
            WASM,
            "--test",
            "web",
            "--locked",
        ]);
        test.arg("--config").arg(&runner);
        let file = project.cache().join(format!("webdriver-{name}.json"));
        write(&file, serde_json::to_vec_pretty(&options)?)?;
        test.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file);
        if std::env::var_os("WASM_BINDGEN_TEST_TIMEOUT").is_none() {
            // In seconds, for all tests together: two slow cores need more than the runner's own 20.
            test.env("WASM_BINDGEN_TEST_TIMEOUT", "180");
        }
        // The runner takes the first driver that it is told of.
        other.hide(&mut test);
        browser.tell(&mut test);
        Ok(test)
    };
    let mut in_chromium = test("chromium", &chromium, &firefox, chromium_options(&chromium.browser))?;
    let mut in_firefox = test("firefox", &firefox, &chromium, firefox_options(&firefox.browser))?;
    std::thread::scope(|threads| {
        let firefox = threads.spawn(move || {
            let mut printed = String::new();
            let count = tests_told(&mut in_firefox, |line| {
                printed.push_str(line);
                printed.push('\n');
            });
            (count, printed)
        });
        let mut count = tests(&mut in_chromium)?;
        let (firefox, printed) = firefox.join().map_err(|_| anyhow!("the tests in Firefox were not run"))?;
        print!("{printed}");
        count += firefox?;
        Ok(count)
    })
}

/// Builds the runner; returns its file.
pub(super) fn runner(project: &Project) -> Result<PathBuf> {
    const NAME: &str = "wasm-test-runner";
    say("build the program that runs WASM tests in a browser");
    let mut build = cargo(project);
    build.args(["build", "--quiet", "--locked", "--package", "xtask", "--bin", NAME, "--features", NAME]);
    tools::run(&mut build, "see what the compiler says above")?;
    Ok(target_folder(project)?.join("debug").join(format!("{NAME}{}", std::env::consts::EXE_SUFFIX)))
}

/// What the runner passes on to ChromeDriver.
fn chromium_options(browser: &Path) -> Value {
    json!({
        "goog:chromeOptions": {
            "binary": browser,
            "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        },
    })
}

/// What the runner passes on to geckodriver, which switches off by itself what a test has no use for.
fn firefox_options(browser: &Path) -> Value {
    json!({ "moz:firefoxOptions": { "binary": browser, "args": ["-headless"] } })
}
