//! What survives a page load: the run and the pasted text, which the extension's broker keeps in memory for the page's
//! origin. A widget lives as long as its document, and needs no store.

use super::from_js::{member, shape_of};
use super::link::PageLink;
use super::text::long_text;
use super::to_js::{object, to_js};
use crate::credentials::Secret;
use crate::migration::Run;
use crate::page::PageError;
use js_sys::JsString;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};

/// Deadline of a question to the broker, which only reads and writes memory. It may have to be woken first.
const BROKER: Duration = Duration::from_secs(5);

impl PageLink {
    /// The run and the pasted text as they were kept for this page's origin; `None` where nothing is kept any more.
    ///
    /// An error does not mean that nothing is kept: who then stores an empty run overwrites the one there is.
    pub async fn load(&self) -> Result<Option<(Run, Secret)>, PageError> {
        let Self::Extension(port) = self else { return Ok(None) };
        let kept = port.ask_broker("load", &JsValue::UNDEFINED, BROKER).await?;
        if kept.is_undefined() || kept.is_null() {
            return Ok(None);
        }
        let pasted = member(&kept, "pasted").dyn_ref::<JsString>().map(long_text).unwrap_or_default();
        Ok(Some((shape_of(&member(&kept, "run")), Secret::new(pasted))))
    }

    /// Keeps the run, and the pasted text when it is a new one. Without one the text that is kept stays, so that a
    /// *Forget* in another tab is not undone.
    ///
    /// Fails with [`PageError::Failed`] where the browser's store is full.
    pub async fn store(&self, run: &Run, pasted: Option<&Secret>) -> Result<(), PageError> {
        let Self::Extension(port) = self else { return Ok(()) };
        let run = to_js(run);
        let pasted = pasted.map(|pasted| JsValue::from(pasted.reveal()));
        let mut kept = vec![("run", &run)];
        kept.extend(pasted.as_ref().map(|pasted| ("pasted", pasted)));
        port.ask_broker("store", &object(&kept), BROKER).await?;
        Ok(())
    }
}
