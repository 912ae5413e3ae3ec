//! Chromium, through ChromeDriver.

use crate::browser::{Browser, Setup, Started};
use crate::driver::{Driver, Program, file};
use crate::proxy::Proxy;
use anyhow::{Context, Result};
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

const DRIVER: Program =
    Program { variable: "CHROMEDRIVER", name: "chromedriver", before_port: "successfully on port " };

pub(crate) async fn start(setup: &Setup) -> Result<Started> {
    let profile = if setup.profile.is_some() { None } else { Some(TempDir::new()?) };
    let folder = setup.profile.as_deref().or(profile.as_ref().map(TempDir::path)).context("a profile")?;
    let proxy = if setup.direct { None } else { Some(Proxy::start(setup.port).await?) };
    let capabilities = capabilities(setup, folder, proxy.as_ref());
    // What the console says in any frame or worker is written to the browser's log.
    let driver = Driver::start(&DRIVER, &["--enable-chrome-logs".to_owned()]).await?;
    Ok(Started { driver, capabilities, profile, proxy })
}

fn capabilities(setup: &Setup, profile: &Path, proxy: Option<&Proxy>) -> Capabilities {
    let mut arguments = vec![
        "--headless=new".to_owned(),
        // The tests also run as root, in containers.
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        // These would ask Google about every form and, after a while, for models and hints; the last starts a process for a
        // page that may come next.
        "--disable-features=AutofillServerCommunication,OptimizationHints,OptimizationHintsFetching,\
         OptimizationGuideModelDownloading,SpareRendererForSitePerProcess"
            .to_owned(),
        "--ignore-certificate-errors".to_owned(),
        format!("--lang={}", setup.language),
        format!("--window-size={},{}", setup.window.0, setup.window.1),
        format!("--user-data-dir={}", profile.display()),
    ];
    // Nothing leaves this machine: AEM's names lead here, all others nowhere.
    match proxy {
        Some(proxy) => arguments.extend([
            format!("--proxy-server=http://127.0.0.1:{}", proxy.port),
            // Otherwise this machine's own names would be reached without it.
            "--proxy-bypass-list=<-loopback>".to_owned(),
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1".to_owned(),
        ]),
        None => arguments.push(format!(
            "--host-resolver-rules=MAP *.adobeaemcloud.com:443 127.0.0.1:{}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, \
             EXCLUDE localhost",
            setup.port
        )),
    }
    if setup.dark {
        arguments.push("--force-dark-mode".to_owned());
    }
    if setup.extension {
        let extension = setup.extension_folder();
        arguments.push(format!("--load-extension={}", extension.display()));
        arguments.push(format!("--disable-extensions-except={}", extension.display()));
    }
    let mut capabilities = Capabilities::new();
    capabilities.insert(
        "goog:chromeOptions".to_owned(),
        json!({
            "binary": file("CHROMIUM", "/usr/bin/chromium"),
            "args": arguments,
            "prefs": { "intl.accept_languages": setup.language },
            // ChromeDriver would switch extensions off otherwise.
            "excludeSwitches": ["disable-extensions", "enable-automation"],
        }),
    );
    capabilities.insert("acceptInsecureCerts".to_owned(), json!(true));
    capabilities
}

/// Presses *Stop* on the browser's own page about service workers, and comes back.
pub(crate) async fn stop_background(browser: &Browser) -> Result<()> {
    let client = browser.client();
    let page = client.window().await?;
    let other = client.new_window(true).await?;
    client.switch_to_window(other.handle).await?;
    browser.open("chrome://serviceworker-internals/").await?;
    // A worker that runs again has another renderer thread or process.
    let running =
        "return [...document.querySelectorAll('.worker-process-id, [data-command=stop]')].length > 0";
    browser.until("the worker", running).await?;
    browser.run("document.querySelectorAll('[data-command=stop]').forEach(stop => stop.click())").await?;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    client.close_window().await?;
    Ok(client.switch_to_window(page).await?)
}

/// Allows the extension on a host, on the browser's own page about extensions: what asks a person is no page, and in a
/// browser without a screen nobody can answer it.
pub(crate) async fn allow_host(browser: &Browser, extension: &str, pattern: &str) -> Result<()> {
    browser.open("chrome://extensions/").await?;
    let script = "
        const [id, pattern, done] = arguments;
        (async () => {
          const { developerPrivate } = chrome;
          await developerPrivate.updateExtensionConfiguration({ extensionId: id, hostAccess: 'ON_SPECIFIC_SITES' });
          for (const one of [pattern, 'https://*.adobeaemcloud.com/*']) await developerPrivate.addHostPermission(id, one);
          done(true);
        })().catch((error) => done(String(error)))";
    let arguments = vec![json!(extension), json!(pattern)];
    let allowed = browser.client().execute_async(script, arguments).await?;
    anyhow::ensure!(allowed == json!(true), "{pattern} was not allowed: {allowed}");
    Ok(())
}

/// How many listeners the page has, of whatever world: an extension's count as the page's own do.
pub(crate) async fn listeners(browser: &Browser) -> Result<u64> {
    browser.devtools("Performance.enable", json!({})).await?;
    browser.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    let metrics = browser.devtools("Performance.getMetrics", json!({})).await?;
    let metric = |metrics: &Vec<Value>| {
        metrics.iter().find(|metric| metric["name"] == "JSEventListeners")?["value"].as_u64()
    };
    metrics["metrics"].as_array().and_then(metric).context("the listeners were not counted")
}
