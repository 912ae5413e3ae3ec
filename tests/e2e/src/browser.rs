//! A browser with a profile of its own, driven through its WebDriver.

use crate::project;
use anyhow::{Context, Result, bail};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How long anything may take before a test gives up on it. Machines that build and test at once are slow.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a browser starts with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Where AEM's host names lead: a port of this machine.
    pub port: u16,
    /// Whether `dist/extension` is loaded.
    pub extension: bool,
    /// The window's width and height in CSS pixels.
    pub window: (u32, u32),
    /// The browser's own language.
    pub language: &'static str,
    /// Whether it prefers dark pages.
    pub dark: bool,
}

impl Setup {
    /// The extension in an English browser with a window of usual size.
    pub fn with_extension(port: u16) -> Self {
        Self { port, extension: true, window: (1400, 900), language: "en-US", dark: false }
    }
}

/// A running browser. It ends, and its profile is deleted, when this is dropped.
pub struct Browser {
    client: Client,
    _driver: Child,
    _profile: TempDir,
}

impl Browser {
    /// Starts Chromium through ChromeDriver.
    pub async fn chromium(setup: &Setup) -> Result<Self> {
        let mut driver = Command::new(program("CHROMEDRIVER", "chromedriver"))
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("chromedriver could not be started; `cargo xtask test` installs it")?;
        let stdout = driver.stdout.take().context("chromedriver has no output")?;
        let address = format!("http://127.0.0.1:{}", chosen_port(stdout).await?);

        let profile = TempDir::new()?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(setup, &profile))
            .connect(&address)
            .await
            .context("chromedriver did not start a browser")?;
        Ok(Self { client, _driver: driver, _profile: profile })
    }

    /// The WebDriver client, for what has no name here.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Opens an address.
    pub async fn open(&self, address: &str) -> Result<()> {
        Ok(self.client.goto(address).await?)
    }

    /// Waits for an element to be there.
    pub async fn find(&self, selector: &str) -> Result<Element> {
        let search = || async { self.client.find(Locator::Css(selector)).await.ok() };
        eventually(&format!("an element {selector}"), search).await
    }

    /// Whether an element is there now.
    pub async fn has(&self, selector: &str) -> Result<bool> {
        Ok(!self.client.find_all(Locator::Css(selector)).await?.is_empty())
    }

    /// Presses an element as a person does, once it can be pressed.
    pub async fn press(&self, selector: &str) -> Result<()> {
        let press = || async { self.client.find(Locator::Css(selector)).await.ok()?.click().await.ok() };
        eventually(&format!("{selector} to be pressed"), press).await
    }

    /// Waits until the text of an element contains something, and gives the whole text.
    pub async fn text_with(&self, selector: &str, wanted: &str) -> Result<String> {
        let read = || async {
            let text = self.client.find(Locator::Css(selector)).await.ok()?.text().await.ok()?;
            text.contains(wanted).then_some(text)
        };
        eventually(&format!("“{wanted}” in {selector}"), read).await
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Waits until a script gives `true`.
    pub async fn until(&self, what: &str, script: &str) -> Result<()> {
        let run = || async { (self.run(script).await.ok()? == json!(true)).then_some(()) };
        eventually(what, run).await
    }

    /// Goes into the panel's frame, from the document that the console is in.
    pub async fn enter_panel(&self) -> Result<()> {
        let enter = || async {
            let host = self.client.find(Locator::Css("ims-oauth-assistant-host")).await.ok()?;
            let frame = host.shadow_root().await.ok()?.find(Locator::Css("iframe")).await.ok()?;
            frame.enter_frame().await.ok()?;
            // The frame may still be about to load its page.
            if self.client.find(Locator::Css(".assistant, .tab")).await.is_ok() {
                return Some(());
            }
            self.client.enter_parent_frame().await.ok()?;
            None
        };
        eventually("the panel", enter).await
    }

    /// Comes back out of the panel's frame, or of any other.
    pub async fn leave_frame(&self) -> Result<()> {
        Ok(self.client.enter_parent_frame().await?)
    }

    /// Goes to the window's own document, out of all frames, those included that are gone meanwhile.
    pub async fn enter_top(&self) -> Result<()> {
        self.client.issue_cmd(Post { path: "frame", body: json!({ "id": null }) }).await?;
        Ok(())
    }

    /// Goes into a frame of the page.
    pub async fn enter_frame(&self, selector: &str) -> Result<()> {
        Ok(self.find(selector).await?.enter_frame().await?)
    }

    /// A command of the browser's own debugging protocol (Chromium only).
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        Ok(self.client.issue_cmd(Post { path: "goog/cdp/execute", body }).await?)
    }

    /// Keeps a picture of the window when `SCREENSHOTS` names a folder.
    pub async fn picture(&self, name: &str) -> Result<()> {
        let Some(folder) = std::env::var_os("SCREENSHOTS") else { return Ok(()) };
        std::fs::create_dir_all(&folder)?;
        let picture = self.client.screenshot().await?;
        Ok(std::fs::write(std::path::Path::new(&folder).join(format!("{name}.png")), picture)?)
    }

    /// Ends the browser, and says so if that fails.
    pub async fn close(self) -> Result<()> {
        Ok(self.client.clone().close().await?)
    }
}

/// A program that `cargo xtask` found, or its usual name.
fn program(variable: &str, usual: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| usual.to_owned())
}

/// Tries again until it gives something; a page takes its time.
pub(crate) async fn eventually<T, F>(what: &str, attempt: impl Fn() -> F) -> Result<T>
where
    F: Future<Output = Option<T>>,
{
    let begin = Instant::now();
    loop {
        if let Some(found) = attempt().await {
            return Ok(found);
        }
        if begin.elapsed() > PATIENCE {
            bail!("waited {} s in vain for {what}", PATIENCE.as_secs());
        }
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
}

/// ChromeDriver says which port it chose.
async fn chosen_port(stdout: tokio::process::ChildStdout) -> Result<u16> {
    let mut lines = BufReader::new(stdout).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some((_, port)) = line.split_once("successfully on port ") {
            // It goes on writing; a reader that is gone would end it.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok(port.trim_end_matches('.').parse()?);
        }
    }
    bail!("chromedriver ended before it listened")
}

fn capabilities(setup: &Setup, profile: &TempDir) -> fantoccini::wd::Capabilities {
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
        "--ignore-certificate-errors".to_owned(),
        format!("--lang={}", setup.language),
        format!("--window-size={},{}", setup.window.0, setup.window.1),
        format!("--user-data-dir={}", profile.path().display()),
        // Nothing leaves this machine: AEM's names lead here, all others nowhere.
        format!(
            "--host-resolver-rules=MAP *.adobeaemcloud.com:443 127.0.0.1:{}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, \
             EXCLUDE localhost",
            setup.port
        ),
    ];
    if setup.dark {
        arguments.push("--force-dark-mode".to_owned());
    }
    if setup.extension {
        let extension = project().join("dist/extension");
        arguments.push(format!("--load-extension={}", extension.display()));
        arguments.push(format!("--disable-extensions-except={}", extension.display()));
    }
    let mut capabilities = fantoccini::wd::Capabilities::new();
    capabilities.insert(
        "goog:chromeOptions".to_owned(),
        json!({
            "binary": program("CHROMIUM", "/usr/bin/chromium"),
            "args": arguments,
            "prefs": { "intl.accept_languages": setup.language },
            // ChromeDriver would switch extensions off otherwise.
            "excludeSwitches": ["disable-extensions", "enable-automation"],
        }),
    );
    capabilities.insert("acceptInsecureCerts".to_owned(), json!(true));
    capabilities
}

/// A command that the client has no name for.
#[derive(Debug)]
struct Post {
    path: &'static str,
    body: Value,
}

impl fantoccini::wd::WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
