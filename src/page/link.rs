//! The panel's way to the page, whichever surface it runs on.

use super::extension_port::ExtensionPort;
use super::from_js::from_js;
use super::same_document::SameDocument;
use super::{Edit, Loaded, Outcome, PageSnapshot};
use crate::credentials::Secret;
use crate::migration::Run;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// A connection to the page. Clones share it.
#[derive(Clone, PartialEq)]
pub enum PageLink {
    /// Through the extension's broker to the frame that the panel hangs in.
    Extension(ExtensionPort),
    /// To this very document, or to a frame of the same origin.
    Document(SameDocument),
}

/// Why the page did not answer.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkError {
    /// The connection broke while an answer was due. Whether an edit was carried out is not known.
    Interrupted,
    /// The page's side failed; its own words.
    Page(String),
}

/// Keeps watching the page until it is dropped.
pub struct Watch(Option<Box<dyn FnOnce()>>);

impl Watch {
    pub(super) fn ending_with(end: impl FnOnce() + 'static) -> Self {
        Self(Some(Box::new(end)))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(end) = self.0.take() {
            end();
        }
    }
}

/// What the panel wants of its surroundings; see `static/dock.js`. Lengths are CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Dock {
    /// The height that the content needs.
    Height(f64),
    /// Folded to a tab, or not.
    Folded(bool),
    /// Dragged by so much.
    Move {
        /// To the right.
        x: f64,
        /// Down.
        y: f64,
    },
    /// A drag has ended.
    Moved(bool),
}

impl PageLink {
    /// One look at the page.
    pub async fn snapshot(&self) -> Result<PageSnapshot, LinkError> {
        Ok(PageSnapshot::from(&self.raw_snapshot().await?))
    }

    /// One look at the page as `page.js` gives it, for the reader.
    pub async fn raw_snapshot(&self) -> Result<JsValue, LinkError> {
        match self {
            Self::Extension(port) => port.call("snapshot", &JsValue::UNDEFINED).await,
            Self::Document(document) => document.snapshot().await,
        }
    }

    /// Scrolls the collection to its end, so that the page loads more of it by itself, and waits for that.
    pub async fn load_more(&self) -> Result<Loaded, LinkError> {
        let answer = match self {
            Self::Extension(port) => port.call("loadMore", &JsValue::UNDEFINED).await?,
            Self::Document(document) => document.load_more().await?,
        };
        Ok(from_js(answer))
    }

    /// The page's tags, attribute names and labels, for [`console::structure`](crate::console::structure).
    pub async fn structure(&self) -> Result<String, LinkError> {
        let answer = match self {
            Self::Extension(port) => port.call("structure", &JsValue::UNDEFINED).await?,
            Self::Document(document) => document.structure().await?,
        };
        Ok(answer.as_string().unwrap_or_default())
    }

    /// Applies the edits in order and tells what became of each.
    pub async fn apply(&self, edits: &[Edit]) -> Result<Vec<Outcome>, LinkError> {
        let edits = to_js(edits);
        let answer = match self {
            Self::Extension(port) => port.call("apply", &edits).await?,
            Self::Document(document) => document.apply(&edits).await?,
        };
        Ok(from_js(answer))
    }

    /// Calls `changed` whenever the page may look different, a new page after a page load included.
    pub fn watch(&self, changed: impl Fn() + 'static) -> Watch {
        match self {
            Self::Extension(port) => port.watch(changed),
            Self::Document(document) => document.watch(changed),
        }
    }

    /// The run and the pasted text as they were kept for this page's origin, if they still are.
    pub async fn load(&self) -> Option<(Run, Secret)> {
        match self {
            Self::Extension(port) => {
                let kept = port.ask_broker("load", &JsValue::UNDEFINED).await.ok()?;
                if kept.is_undefined() {
                    return None;
                }
                let member = |name: &str| js_sys::Reflect::get(&kept, &name.into()).unwrap_or_default();
                let pasted = member("pasted").as_string().unwrap_or_default();
                Some((from_js(member("run")), Secret::new(pasted)))
            }
            Self::Document(_) => None,
        }
    }

    /// Keeps the run, and the pasted text when it is a new one, in memory across page loads. Without a new one the text
    /// that is kept stays, so that another tab's *Forget* is not undone. A widget lives in its document, and needs no
    /// such place.
    pub async fn store(&self, run: &Run, pasted: Option<&Secret>) -> Result<(), LinkError> {
        if let Self::Extension(port) = self {
            let kept = js_sys::Object::new();
            // Setting a member of a fresh object cannot fail.
            let _ = js_sys::Reflect::set(&kept, &"run".into(), &to_js(run));
            if let Some(pasted) = pasted {
                let _ = js_sys::Reflect::set(&kept, &"pasted".into(), &pasted.reveal().into());
            }
            port.ask_broker("store", &kept).await?;
        }
        Ok(())
    }

    /// Tells the surroundings what the panel wants.
    pub fn dock(&self, wish: Dock) {
        match self {
            Self::Extension(port) => port.dock(&to_js(&wish)),
            Self::Document(document) => document.dock(&to_js(&wish)),
        }
    }
}

/// The shapes of this room are plain structures and lists, which always have a form in JavaScript.
fn to_js<T: Serialize + ?Sized>(value: &T) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}
