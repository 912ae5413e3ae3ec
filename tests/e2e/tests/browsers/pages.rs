//! The practice console's pages as the tests open them, and what a person does in the panel beside them.
//!
//! Nothing here checks anything.

use anyhow::{Context, Result, bail};
use e2e::{Browser, CONSOLE_PATH, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// The practice console's *Adobe Target (Prod)*, as it stands in an address.
pub(crate) const TARGET: &str = "com.adobe.granite.auth.oauth.accesstoken.provider~target%2Bprod~1";
/// Its *Adobe Launch*, which uses OAuth already.
pub(crate) const LAUNCH: &str = "com.adobe.granite.auth.oauth.accesstoken.provider~launch~4";
pub(crate) const LAUNCH_CLIENT_ID: &str = "4d5e6f708192a3b4c5d6e7f8091a2b3c";
/// Its *Adobe Forms Workflows*, which is JWT and Adobe's own.
pub(crate) const WORKFLOWS: &str = "com.adobe.granite.auth.oauth.accesstoken.provider~forms-workflows~3";
pub(crate) const WORKFLOWS_CLIENT_ID: &str = "3c4d5e6f708192a3b4c5d6e7f8091a2b";

/// The list as it is at first, with more of the practice console's switches.
pub(crate) fn list(browser: &Browser, switches: &str) -> String {
    browser.aem(&format!("{CONSOLE_PATH}?seed=reset&menu=off&assistant=none&lang=en&{switches}"))
}

pub(crate) fn properties(browser: &Browser, item: &str) -> String {
    page(browser, &format!("editimsconfig.html?menu=off&assistant=none&lang=en&item={item}"))
}

pub(crate) fn create(browser: &Browser, switches: &str) -> String {
    page(browser, &format!("createimsconfig.html?menu=off&assistant=none&lang=en&{switches}"))
}

/// A page below the console's.
pub(crate) fn page(browser: &Browser, name: &str) -> String {
    browser.aem(&format!("{}/{name}", CONSOLE_PATH.trim_end_matches(".html")))
}

/// A console, and a browser on its list with the switches, in the panel.
pub(crate) async fn start(engine: Engine, switches: &str) -> Result<(Console, Browser)> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    open(&browser, &list(&browser, switches)).await?;
    // Only the list shows whose a configuration is.
    browser.find(".configurations").await?;
    Ok((console, browser))
}

/// Opens a page, and goes into the panel beside it.
pub(crate) async fn open(browser: &Browser, address: &str) -> Result<()> {
    browser.open(address).await?;
    browser.enter_panel().await
}

/// Goes from the list to the properties of *Adobe Target (Prod)*, with its credential pasted.
pub(crate) async fn open_ready_to_fill(browser: &Browser) -> Result<()> {
    open(browser, &properties(browser, TARGET)).await?;
    paste(browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".form button[data-tone=primary]", "Fill 6 fields").await?;
    Ok(())
}

/// The same, and filled.
pub(crate) async fn open_and_fill(browser: &Browser) -> Result<()> {
    open_ready_to_fill(browser).await?;
    browser.press(".form button[data-tone=primary]").await?;
    browser.text_with(".said[data-tone=success]", "6 of 6").await?;
    Ok(())
}

/// Presses the panel's button with these words.
pub(crate) async fn press_saying(browser: &Browser, words: &str) -> Result<()> {
    let button = format!("//button[.={}]", json!(words));
    let find = async || browser.client().find(Locator::XPath(&button)).await.ok();
    browser.press_found(&format!("the button “{words}”"), find).await
}

/// Whether the panel has a button with these words.
pub(crate) async fn offers(browser: &Browser, words: &str) -> Result<bool> {
    let button = format!("//button[.={}]", json!(words));
    Ok(!browser.client().find_all(Locator::XPath(&button)).await?.is_empty())
}

/// Presses a key where the focus is.
pub(crate) async fn press_key(browser: &Browser, key: Key) -> Result<()> {
    let focused = browser.client().active_element().await?;
    Ok(focused.send_keys(&char::from(key).to_string()).await?)
}

/// A person at the keyboard: every key is counted, the shortcut too, which does what the toolbar button does.
pub(crate) struct Keyboard<'a> {
    pub(crate) browser: &'a Browser,
    pub(crate) pressed: std::cell::Cell<usize>,
}

impl Keyboard<'_> {
    pub(crate) async fn shortcut(&self) -> Result<()> {
        self.pressed.set(self.pressed.get() + 1);
        self.browser.press_toolbar().await
    }

    pub(crate) async fn key(&self, key: Key) -> Result<()> {
        self.pressed.set(self.pressed.get() + 1);
        press_key(self.browser, key).await
    }

    /// Tabs until the element has the focus that is to be pressed, and presses it once it may be meant.
    pub(crate) async fn go_and_press(&self, selector: &str) -> Result<()> {
        let there = format!("return document.activeElement?.matches({selector:?}) ?? false");
        for _ in 0..12 {
            if self.browser.run(&there).await? == json!(true) {
                tokio::time::sleep(Duration::from_millis(700)).await;
                return self.key(Key::Enter).await;
            }
            self.key(Key::Tab).await?;
        }
        anyhow::bail!("{selector} was not reached in twelve tabs")
    }
}

/// Goes to AEM's page, and looks what the practice console knows to be in its form: a field's value by its role, of a
/// secret the digest.
pub(crate) async fn form_of_aem(browser: &Browser) -> Result<Value> {
    browser.enter_top().await?;
    browser.run("return PracticeConsole.truth().fields").await
}

/// Waits until the form is as it is told to be by [`form_of_aem`].
pub(crate) async fn form_of_aem_is(browser: &Browser, wanted: &Value) -> Result<()> {
    browser.enter_top().await?;
    // Compared as values: JSON's members have no order.
    let mut form = browser.run("return PracticeConsole.truth().fields").await?;
    for _ in 0..100 {
        if form == *wanted {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        form = browser.run("return PracticeConsole.truth().fields").await?;
    }
    bail!("the form is {form}, and should be {wanted}")
}

/// Types into a field of AEM's form as a person does, after what is in it; leaves the panel for AEM's page.
pub(crate) async fn type_into(browser: &Browser, name: &str, text: &str) -> Result<()> {
    browser.enter_top().await?;
    Ok(browser.find(&format!("#propertiesform input[name={name}]")).await?.send_keys(text).await?)
}

/// Waits until the panel's focus is on an element.
pub(crate) async fn focus_is_on(browser: &Browser, selector: &str) -> Result<()> {
    let there = format!("return document.activeElement.matches({})", json!(selector));
    browser.until(&format!("the focus on {selector}"), &there).await
}

/// Drops a file or a folder of this machine onto a place of the window, as a person does (Chromium only: no other browser
/// lets a test do so).
pub(crate) async fn drop_at(browser: &Browser, path: &Path, (x, y): (f64, f64)) -> Result<()> {
    for kind in ["dragEnter", "dragOver", "drop"] {
        let data = json!({ "items": [], "files": [path.to_string_lossy()], "dragOperationsMask": 1 });
        browser
            .devtools("Input.dispatchDragEvent", json!({ "type": kind, "x": x, "y": y, "data": data }))
            .await?;
    }
    Ok(())
}

/// Drops a folder of this machine onto the panel, which the browser is in. In Chromium it is a real drop. In Firefox, where no
/// test can make one, the panel gets an event that a script has made, whose entries are like those of a real folder.
pub(crate) async fn drop_folder(browser: &Browser, folder: &Path) -> Result<()> {
    if browser.engine() == Engine::Chromium {
        let middle = "const { left, top, width, height } =
              document.querySelector('ims-oauth-assistant-host').getBoundingClientRect();
            return [left + width / 2, top + height / 2];";
        browser.enter_top().await?;
        let middle = browser.run(middle).await?;
        let number = |at: usize| middle[at].as_f64().context("where the panel is");
        drop_at(browser, folder, (number(0)?, number(1)?)).await?;
        return browser.enter_panel().await;
    }
    const DROP: &str = "
        const entry = ({ name, text, inner }) => ({
          name,
          isDirectory: inner !== undefined,
          file: (taken) => taken(new File([text], name)),
          createReader() {
            // A browser gives a folder in portions, and nothing at its end.
            const portions = [inner.slice(0, 2), inner.slice(2), []].map((portion) => portion.map(entry));
            return { readEntries: (taken) => taken(portions.shift() ?? []) };
          },
        });
        const items = [{ kind: 'file', webkitGetAsEntry: () => entry(arguments[0]) }];
        const drop = new DragEvent('drop', { bubbles: true, cancelable: true });
        Object.defineProperty(drop, 'dataTransfer', { value: { items, files: [] } });
        document.querySelector('.assistant').dispatchEvent(drop);";
    browser.client().execute(DROP, vec![tree_of(folder)?]).await?;
    Ok(())
}

/// What is in a file or a folder, as a script can make entries of it.
fn tree_of(path: &Path) -> Result<Value> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if path.is_file() {
        return Ok(json!({ "name": name, "text": std::fs::read_to_string(path)? }));
    }
    let inner: Vec<Value> =
        std::fs::read_dir(path)?.map(|entry| tree_of(&entry?.path())).collect::<Result<_>>()?;
    Ok(json!({ "name": name, "inner": inner }))
}
