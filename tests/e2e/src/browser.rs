//! A browser, driven through its WebDriver: a fresh one, or one that an earlier test has left behind.

use crate::console::AUTHOR;
use crate::driver::{Driver, Post};
use crate::panel::SECRET;
use crate::proxy::Proxy;
use crate::{chromium, firefox, pool, project};
use anyhow::{Context, Result, bail, ensure};
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long anything may take before a test gives up on it. Machines that build and test at once are slow.
const PATIENCE: Duration = Duration::from_secs(60);

/// How much of a document is told when what was waited for did not come.
const SAID_AT_MOST: usize = 4_000;

/// How long a page looks by itself for what a test waits for, before the test asks again. A page that goes away in the
/// meantime ends the question.
const IN_PAGE: Duration = Duration::from_millis(1000);

/// How long an element has to stand still before it is pressed. A panel that grows meanwhile would move it away from under
/// the pointer.
const STILL: Duration = Duration::from_millis(60);

/// How long the mouse rests on a guarded button before it presses it. The guard asks for 300 ms in the panel.
const REST: Duration = Duration::from_millis(320);

/// What a test wants of its browser.
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
    /// Whether no test may have used it before, and none may use it afterwards: for what outlasts a window and is not
    /// kept for an origin, such as where the panel stands, or a background that was stopped.
    pub fresh: bool,
    /// Whether Chromium reaches the console without a proxy, which costs time that a benchmark would measure.
    /// [`Browser::asked`] then tells nothing.
    pub direct: bool,
    /// A profile of the test's own, which outlives the browser; `None` for a new one that goes with it. No other test gets
    /// the browser.
    pub profile: Option<PathBuf>,
    /// The copy of the extension that a [`Policy`](crate::Policy) is for; it is loaded instead. No other test gets the browser.
    pub policed: Option<PathBuf>,
}

impl Setup {
    /// The extension in an English browser with a window of usual size.
    pub fn with_extension(port: u16) -> Self {
        Self {
            port,
            extension: true,
            window: (1400, 900),
            language: "en-US",
            dark: false,
            fresh: false,
            direct: false,
            profile: None,
            policed: None,
        }
    }

    /// No extension.
    pub fn without_extension(port: u16) -> Self {
        Self { extension: false, ..Self::with_extension(port) }
    }

    /// A browser of one's own, to measure in.
    pub fn to_measure(port: u16) -> Self {
        Self { fresh: true, direct: true, ..Self::with_extension(port) }
    }

    /// Whether one browser can serve this and the next one alike.
    fn shared(&self) -> bool {
        let is_own = self.fresh || self.direct || self.profile.is_some() || self.policed.is_some();
        !is_own && !self.dark && self.language == "en-US"
    }

    /// The folder that the extension is loaded from.
    pub(crate) fn extension_folder(&self) -> PathBuf {
        self.policed.clone().unwrap_or_else(|| project().join("dist/extension"))
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
    /// `None` where it is the test's own.
    pub profile: Option<TempDir>,
    pub proxy: Option<Proxy>,
}

/// A running browser. It ends, and its profile is deleted, when this is dropped; [`Browser::close`] may keep it for the
/// next test.
pub struct Browser {
    engine: Engine,
    setup: Setup,
    /// The AEM that this test has for itself.
    author: String,
    client: Client,
    /// The session that is still open.
    session: Option<String>,
    driver: Driver,
    _profile: Option<TempDir>,
    proxy: Option<Proxy>,
}

impl Browser {
    /// A browser with one empty window: one that waits for a test, or a new one.
    pub async fn start(engine: Engine, setup: &Setup) -> Result<Self> {
        match setup.shared().then(|| pool::take(engine, setup)).flatten() {
            Some(browser) => browser.again(setup).await,
            None => Self::new(engine, setup).await,
        }
    }

    async fn new(engine: Engine, setup: &Setup) -> Result<Self> {
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
        let author = if setup.direct { AUTHOR.to_owned() } else { new_author() };
        let setup = setup.clone();
        let browser = Self { engine, setup, author, client, session, driver, _profile: profile, proxy };
        if engine == Engine::Firefox && browser.setup.extension {
            firefox::install_extension(&browser.client, &browser.setup.extension_folder()).await?;
        }
        Ok(browser)
    }

    /// Makes a used browser ready for the next test.
    async fn again(mut self, setup: &Setup) -> Result<Self> {
        if self.setup.window != setup.window {
            self.client.set_window_size(setup.window.0, setup.window.1).await?;
        }
        self.setup = setup.clone();
        self.author = new_author();
        if let Some(proxy) = &self.proxy {
            proxy.lead_to(setup.port);
        }
        Ok(self)
    }

    /// Starts Chromium, for what only Chromium can tell.
    pub async fn chromium(setup: &Setup) -> Result<Self> {
        Self::start(Engine::Chromium, setup).await
    }

    /// Which browser it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// What it was started with.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The host name of this test's own AEM, which leads to its practice console.
    pub fn author(&self) -> &str {
        &self.author
    }

    /// The address of a path on this test's own AEM.
    pub fn aem(&self, path: &str) -> String {
        format!("https://{}{path}", self.author)
    }

    /// Everything that the browser has wanted a connection to since this test has it, as `host:port`: its pages, its
    /// extension and itself.
    pub fn asked(&self) -> Vec<String> {
        self.proxy.as_ref().map(Proxy::asked).unwrap_or_default()
    }

    /// Leads the host names of Adobe IMS to a port of this machine, or nowhere, as at first.
    pub fn lead_ims_to(&self, port: Option<u16>) {
        if let Some(proxy) = &self.proxy {
            proxy.lead_ims_to(port);
        }
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
        let search = || async {
            self.wait_in_page(&format!("return document.querySelector({}) !== null", json!(selector))).await;
            self.client.find(Locator::Css(selector)).await.ok()
        };
        eventually(&format!("an element {selector}"), search).await
    }

    /// Whether an element is there now.
    pub async fn has(&self, selector: &str) -> Result<bool> {
        Ok(!self.client.find_all(Locator::Css(selector)).await?.is_empty())
    }

    /// Presses an element as a person does; see [`Browser::press_found`].
    pub async fn press(&self, selector: &str) -> Result<()> {
        let there = format!("return document.querySelector({}) !== null", json!(selector));
        let find = async || {
            self.wait_in_page(&there).await;
            self.client.find(Locator::Css(selector)).await.ok()
        };
        self.press_found(selector, find).await
    }

    /// Presses an element as a person does, once it can be pressed and stands still.
    ///
    /// A guarded button (`data-act`) acts only if it has stood there for a while (`data-armed`) and the mouse has been in
    /// the panel for a while. WebDriver's click moves the mouse and presses in one go, so the mouse goes there before.
    pub async fn press_found(&self, what: &str, find: impl AsyncFn() -> Option<Element>) -> Result<()> {
        let press = || async {
            let element = find().await?;
            let before = self.standing(&element).await?;
            if before["guarded"] == true {
                self.rest_on(&element).await.ok()?;
            } else {
                tokio::time::sleep(STILL).await;
            }
            let now = self.standing(&element).await?;
            if now["acts"] == true && now["box"] == before["box"] { element.click().await.ok() } else { None }
        };
        eventually(&format!("{what} to be pressed"), press).await
    }

    /// Where an element is, whether its press is guarded, and whether a press would act now.
    async fn standing(&self, element: &Element) -> Option<Value> {
        // What is cut off or below the panel's footer a person scrolls into sight; WebDriver scrolls right before it presses, or
        // takes it for visible.
        const STANDING: &str = "const [element] = arguments;
            const place = () => element.getBoundingClientRect();
            const { left, top, right, bottom } = place();
            const isSeen = (y) => {
              const there = element.getRootNode().elementFromPoint?.((left + right) / 2, y);
              return !there || element.contains(there) || there.contains(element);
            };
            if (![top + 2, (top + bottom) / 2, bottom - 2].every(isSeen)) element.scrollIntoView({ block: 'center' });
            const { x, y, width, height } = place();
            const guarded = element.hasAttribute('data-act');
            return {
              box: [x, y, width, height, innerWidth, innerHeight],
              guarded,
              acts: element.getAttribute('aria-disabled') !== 'true' && (!guarded || element.hasAttribute('data-armed')),
            };";
        self.client.execute(STANDING, vec![serde_json::to_value(element).ok()?]).await.ok()
    }

    /// Moves the mouse onto the middle of an element.
    pub async fn point_at(&self, element: &Element) -> Result<()> {
        let onto = PointerAction::MoveToElement { element: element.clone(), duration: None, x: 0.0, y: 0.0 };
        Ok(self.client.perform_actions(MouseActions::new("mouse".to_owned()).then(onto)).await?)
    }

    /// Moves the mouse onto an element and leaves it there until a guarded button takes a press of it.
    pub async fn rest_on(&self, element: &Element) -> Result<()> {
        self.point_at(element).await?;
        tokio::time::sleep(REST).await;
        Ok(())
    }

    /// Waits until the text of an element contains something, and gives the whole text.
    pub async fn text_with(&self, selector: &str, wanted: &str) -> Result<String> {
        // The text as it is shown may differ from this, and decides.
        let there = format!(
            "const line = (text) => text.replace(/\\s+/g, ' ');
             return line(document.querySelector({})?.textContent ?? '').includes(line({}))",
            json!(selector),
            json!(wanted)
        );
        let read = || async {
            self.wait_in_page(&there).await;
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
    ///
    /// # Errors
    /// With what the document says instead, when it does not.
    pub async fn until(&self, what: &str, script: &str) -> Result<()> {
        let run = || async { self.wait_in_page(script).await.then_some(()) };
        let Err(error) = eventually(what, run).await else { return Ok(()) };
        let said = self.run("return document.body.innerText").await.unwrap_or_default();
        let said: String = said.as_str().unwrap_or_default().chars().take(SAID_AT_MOST).collect();
        Err(error.context(format!("the document says instead:\n{said}")))
    }

    /// Waits for a short while until a script gives `true`. The page looks by itself: a command for every look would take
    /// more of the processor than the page does.
    async fn wait_in_page(&self, script: &str) -> bool {
        let wait = format!(
            "const done = arguments[0];
             const end = performance.now() + {};
             (function look() {{
               let there = false;
               try {{ there = (() => {{ {script} }})(); }} catch {{}}
               if (there === true || performance.now() > end) done(there);
               else setTimeout(look, 20);
             }})()",
            IN_PAGE.as_millis()
        );
        self.client.execute_async(&wait, Vec::new()).await.is_ok_and(|there| there == true)
    }

    /// Goes into the panel's frame, from the document that the console is in.
    pub async fn enter_panel(&self) -> Result<()> {
        eventually("the panel", || self.try_to_enter_panel()).await
    }

    /// The same, once: for whoever has to go to the console's document anew for each attempt, because its frame may go.
    pub async fn try_to_enter_panel(&self) -> Option<()> {
        self.wait_in_page("return document.querySelector('ims-oauth-assistant-host') !== null").await;
        let host = self.client.find(Locator::Css("ims-oauth-assistant-host")).await.ok()?;
        let frame = host.shadow_root().await.ok()?.find(Locator::Css("iframe")).await.ok()?;
        frame.enter_frame().await.ok()?;
        // The frame may still be about to load its page.
        if self.wait_in_page("return document.querySelector('.assistant, .tab') !== null").await {
            return Some(());
        }
        self.client.enter_parent_frame().await.ok()?;
        None
    }

    /// What the window shows, for whoever waits in vain: the addresses of its documents, and whether a panel hangs in each.
    pub async fn frames(&self) -> Result<Value> {
        self.enter_top().await?;
        const LOOK: &str = "
            const look = (document) => ({
              url: document?.location?.href, state: document?.readyState,
              panel: Boolean(document?.querySelector('ims-oauth-assistant-host')),
              inner: [...document?.querySelectorAll('iframe') ?? []].map((frame) => look(frame.contentDocument)),
            });
            return look(document);";
        self.run(LOOK).await
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

    /// A command of the browser's own debugging protocol (Chromium only). What it sets stays with the window: such a test
    /// asks for a fresh browser.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        Ok(self.client.issue_cmd(Post { path: "goog/cdp/execute", body }).await?)
    }

    /// Puts the window's tab before all others. WebDriver's own switch does so in Firefox only.
    pub async fn bring_to_front(&self) -> Result<()> {
        if self.engine == Engine::Chromium {
            self.devtools("Page.bringToFront", json!({})).await?;
        }
        Ok(())
    }

    /// Stops the extension's background, as the browser may at any moment.
    pub async fn stop_background(&self) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::stop_background(self).await,
            Engine::Firefox => firefox::stop_background(&self.client).await,
        }
    }

    /// Presses the extension's button in the toolbar (Firefox only: Chromium has no way to do it without a screen).
    pub async fn press_toolbar(&self) -> Result<()> {
        ensure!(self.engine == Engine::Firefox, "Chromium’s toolbar cannot be reached");
        firefox::press_toolbar(&self.client).await
    }

    /// Allows the extension on a host by the browser's own page about extensions (Chromium only).
    pub async fn allow_host(&self, extension: &str, pattern: &str) -> Result<()> {
        chromium::allow_host(self, extension, pattern).await
    }

    /// How many listeners the page has, of whatever world: an extension's count as the page's own do.
    pub async fn listeners(&self) -> Result<u64> {
        match self.engine {
            Engine::Chromium => chromium::listeners(self).await,
            Engine::Firefox => firefox::listeners(&self.client).await,
        }
    }

    /// All that the browser and its driver have written so far, the messages of the browser's console included.
    pub fn log(&self) -> String {
        self.driver.said()
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

    /// Gives the browser back at the end of a test that has passed: to the next test, if that can have it.
    ///
    /// # Errors
    /// When the client secret of the tests was written to the browser's log, by whatever page or script.
    pub async fn close(self) -> Result<()> {
        ensure!(!self.driver.said().contains(SECRET), "the secret was written to the browser’s log");
        if !self.setup.shared() {
            return self.end().await;
        }
        self.close_other_windows().await?;
        match pool::give_back(self) {
            Some(other) => other.end().await,
            None => Ok(()),
        }
    }

    /// Ends the browser, and says so if that fails.
    pub(crate) async fn end(mut self) -> Result<()> {
        self.session = None;
        Ok(self.client.clone().close().await?)
    }

    /// Closes all windows but the first, and empties that. It stays the one with the focus, as in a browser that has just
    /// been started; a new one has it only at times.
    async fn close_other_windows(&self) -> Result<()> {
        self.client.release_actions().await?;
        let mut windows = self.client.windows().await?.into_iter();
        let first = windows.next().context("a browser without a window")?;
        for window in windows {
            self.client.switch_to_window(window).await?;
            self.client.close_window().await?;
        }
        self.client.switch_to_window(first).await?;
        self.open("about:blank").await
    }
}

/// An author host that no test has had before.
fn new_author() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("author-p{}-e{}.adobeaemcloud.com", 12_000 + number, 67_000 + number)
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
