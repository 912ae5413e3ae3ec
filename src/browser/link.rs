//! The panel's way to the page, whichever surface it runs on.

use super::call::Call;
use super::deadline;
use super::dock::Dock;
use super::extension_port::ExtensionPort;
use super::from_js::{shape_of, snapshot_of};
use super::same_document::SameDocument;
use super::to_js::to_js;
use super::watch::Watch;
use crate::migration::batch::TabId;
use crate::page::{Edit, Loaded, Outcome, PageError, PageSnapshot};
use std::time::Duration;
use wasm_bindgen::JsValue;

/// Deadline of one look at the page. A list of 10,000 items takes well below a second.
const SNAPSHOT: Duration = Duration::from_secs(20);

/// Deadline of loading more of a list: `page.js` itself waits up to 30 seconds for a page that shows that it is loading.
const LOAD_MORE: Duration = Duration::from_secs(40);

/// Deadline of the structure of the whole page.
const STRUCTURE: Duration = Duration::from_secs(30);

/// A connection to the page. Clones share it.
///
/// Every call is answered, or fails with [`PageError::Silent`] at its deadline.
#[derive(Clone, PartialEq)]
pub enum PageLink {
    /// Through the extension's broker to the frame that the panel hangs in.
    Extension(ExtensionPort),
    /// To this very document, or to a frame of the same origin.
    Document(SameDocument),
}

impl PageLink {
    /// One look at the page.
    pub async fn snapshot(&self) -> Result<PageSnapshot, PageError> {
        Ok(snapshot_of(&self.raw_snapshot().await?))
    }

    /// One look at the page as `page.js` gives it, for the reader's structure report.
    pub async fn raw_snapshot(&self) -> Result<JsValue, PageError> {
        self.call(Call::Snapshot, JsValue::UNDEFINED, SNAPSHOT).await
    }

    /// Scrolls the collection to its end, so that the page loads more of it by itself, and waits for that.
    pub async fn load_more(&self) -> Result<Loaded, PageError> {
        Ok(shape_of(&self.call(Call::LoadMore, JsValue::UNDEFINED, LOAD_MORE).await?))
    }

    /// The page's tags, attribute names and labels, for [`console::structure`](crate::console::structure).
    pub async fn structure(&self) -> Result<String, PageError> {
        let structure = self.call(Call::Structure, JsValue::UNDEFINED, STRUCTURE).await?;
        Ok(structure.as_string().unwrap_or_default())
    }

    /// Applies the edits in order and tells what became of each, in the same order. Not idempotent: never asked twice.
    pub async fn apply(&self, edits: &[Edit]) -> Result<Vec<Outcome>, PageError> {
        Ok(shape_of(&self.call(Call::Apply, to_js(edits), deadline::of_edits(edits)).await?))
    }

    async fn call(&self, call: Call, given: JsValue, limit: Duration) -> Result<JsValue, PageError> {
        match self {
            Self::Extension(port) => port.call(call, &given, limit).await,
            Self::Document(document) => document.call(call, &given, limit).await,
        }
    }

    /// Calls `changed` whenever the page may look different, and after every page load.
    pub fn watch(&self, changed: impl Fn() + 'static) -> Watch {
        match self {
            Self::Extension(port) => port.watch(changed),
            Self::Document(document) => document.watch(changed),
        }
    }

    /// Whether the panel is the extension's, which has a home page.
    pub fn is_extension(&self) -> bool {
        matches!(self, Self::Extension(_))
    }

    /// The tab that the panel is in, once the broker has answered something.
    pub fn tab(&self) -> TabId {
        match self {
            Self::Extension(port) => port.tab(),
            Self::Document(_) => TabId::default(),
        }
    }

    /// Shows on the extension's toolbar button how many configurations are left on this tab.
    pub fn show_count(&self, count: usize) {
        if let Self::Extension(port) = self {
            port.show_count(count);
        }
    }

    /// Calls `summoned` when a person wants to get to the panel: by the extension's toolbar button or its shortcut.
    pub fn on_summon(&self, summoned: impl Fn() + 'static) {
        if let Self::Extension(port) = self {
            port.on_summon(summoned);
        }
    }

    /// Tells the surroundings what the panel wants.
    pub fn dock(&self, wish: Dock) {
        match self {
            Self::Extension(port) => port.dock(&to_js(&wish)),
            Self::Document(document) => document.dock(&to_js(&wish)),
        }
    }
}
