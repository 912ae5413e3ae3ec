//! A browser with a profile of its own, driven through its WebDriver.

use crate::driver::{Driver, Post};
use crate::proxy::Proxy;
use crate::{chromium, firefox};
use anyhow::{Context, Result, bail};
use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tempfile::TempDir;

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

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, through ChromeDriver.
    Chromium,
    /// Firefox, through geckodriver.
    Firefox,
}

/// A driver that has yet to start its browser, and what the browser lives on.
pub(crate) struct Started {
    pub driver: Driver,
    pub capabilities: Capabilities,
    pub profile: TempDir,
    pub proxy: Option<Proxy>,
}

/// A running browser. It ends, and its profile is deleted, when this is dropped.
pub struct Browser {
    engine: Engine,
    client: Client,
    /// The session that is still open.
    session: Option<String>,
    driver: Driver,
    _profile: TempDir,
    _proxy: Option<Proxy>,
}

impl Browser {
    /// Starts a browser, with the extension in it if that is wanted.
    pub async fn start(engine: Engine, setup: &Setup) -> Result<Self> {
        let Started { driver, capabilities, profile, proxy } = match engine {
            Engine::Chromium => chromium::start(setup).await?,
            Engine::Firefox => firefox::start(setup).await?,
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.address())
            .await
            .with_context(|| format!("{engine:?} did not start"))?;
        let session = client.session_id().await?;
        let browser = Self { engine, client, session, driver, _profile: profile, _proxy: proxy };
        if engine == Engine::Firefox && setup.extension {
            firefox::install_extension(&browser.client).await?;
        }
        Ok(browser)
    }

    /// Starts Chromium, for what only Chromium can tell.
    pub async fn chromium(setup: &Setup) -> Result<Self> {
        Self::start(Engine::Chromium, setup).await
    }

    /// Which browser it is.
    pub fn engine(&self) -> Engine {
        self.engine
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

    /// Presses an element as a person does, once it can be pressed and stands still: a panel that grows meanwhile would
    /// move it away from under the pointer.
    pub async fn press(&self, selector: &str) -> Result<()> {
        let press = || async {
            let element = self.client.find(Locator::Css(selector)).await.ok()?;
            let before = element.rectangle().await.ok()?;
            tokio::time::sleep(Duration::from_millis(60)).await;
            if element.rectangle().await.ok()? == before { element.click().await.ok() } else { None }
        };
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

    /// Stops the extension's background, as the browser may at any moment.
    pub async fn stop_background(&self) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::stop_background(self).await,
            Engine::Firefox => firefox::stop_background(&self.client).await,
        }
    }

    /// How many listeners the page has, of whatever world: an extension's count as the page's own do.
    pub async fn listeners(&self) -> Result<u64> {
        match self.engine {
            Engine::Chromium => chromium::listeners(self).await,
            Engine::Firefox => firefox::listeners(&self.client).await,
        }
    }

    /// Keeps a picture of the window when `SCREENSHOTS` names a folder.
    pub async fn picture(&self, name: &str) -> Result<()> {
        let Some(folder) = std::env::var_os("SCREENSHOTS") else { return Ok(()) };
        std::fs::create_dir_all(&folder)?;
        let picture = self.client.screenshot().await?;
        let name = match self.engine {
            Engine::Chromium => format!("{name}.png"),
            Engine::Firefox => format!("{name}-firefox.png"),
        };
        Ok(std::fs::write(std::path::Path::new(&folder).join(name), picture)?)
    }

    /// Ends the browser, and says so if that fails.
    pub async fn close(mut self) -> Result<()> {
        self.session = None;
        Ok(self.client.clone().close().await?)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            // The test has failed already, and what it says matters more than this.
            let _ = self.driver.end(&session);
        }
    }
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
