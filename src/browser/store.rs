//! What survives a page load: the run and the pasted text, which the extension's broker keeps in memory for the page's
//! origin. A widget lives as long as its document, and needs no store.

use super::extension_port::ExtensionPort;
use super::from_js::{member, shape_of};
use super::link::PageLink;
use super::text::long_text;
use super::to_js::{object, to_js};
use crate::credentials::Secret;
use crate::migration::Run;
use crate::page::PageError;
use js_sys::JsString;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};

/// How often a store is tried again where another tab was quicker each time.
const ATTEMPTS: usize = 5;

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
        port.know_version(&member(&kept, "version"));
        Ok(Some(known_from(port, &kept)))
    }

    /// The same, where it is not what this panel has loaded or stored last; `None` where it is. Then the panel's own run is
    /// the newer one: a store may have failed.
    pub async fn load_newer(&self) -> Result<Option<(Run, Secret)>, PageError> {
        let Self::Extension(port) = self else { return Ok(None) };
        let kept = port.ask_broker("load", &JsValue::UNDEFINED, BROKER).await?;
        if kept.is_undefined() || kept.is_null() || !port.know_version(&member(&kept, "version")) {
            return Ok(None);
        }
        Ok(Some(known_from(port, &kept)))
    }

    /// Keeps the run, and the pasted text when it is a new one. Without one the text that is kept stays, so that a
    /// *Forget* in another tab is not undone. Where another tab has kept something meanwhile, both are kept together
    /// ([`Run::and`]), and the panel is told that its own run is outdated.
    ///
    /// Fails with [`PageError::Failed`] where the browser's store is full.
    pub async fn store(&self, run: &Run, pasted: Option<&Secret>) -> Result<(), PageError> {
        let Self::Extension(port) = self else { return Ok(()) };
        let pasted = pasted.map(|pasted| JsValue::from(pasted.reveal()));
        // What this run was made from; a load that comes in between makes it another one.
        let mut base = port.base();
        let mut both = None;
        for _ in 0..ATTEMPTS {
            let wanted = to_js(both.as_ref().unwrap_or(run));
            let mut kept = vec![("run", &wanted)];
            kept.extend(pasted.as_ref().map(|pasted| ("pasted", pasted)));
            let answer = port.ask_broker("store", &object(&kept), BROKER).await?;
            port.know_version(&member(&answer, "version"));
            let newer = member(&answer, "newer");
            if newer.is_undefined() {
                port.know_base(both.clone().unwrap_or_else(|| run.clone()));
                if both.is_some() {
                    // What is kept now is known to nobody yet, this panel included.
                    port.know_version(&JsValue::UNDEFINED);
                    port.tell_kept();
                }
                return Ok(());
            }
            let theirs: Run = shape_of(&member(&newer, "run"));
            both = Some(both.unwrap_or_else(|| run.clone()).and(theirs.clone(), &base));
            base = Rc::new(theirs);
        }
        Err(PageError::Silent)
    }

    /// Calls `kept` when another tab of this AEM has kept something, or when that may have gone unnoticed.
    pub fn on_kept(&self, kept: impl Fn() + 'static) {
        if let Self::Extension(port) = self {
            port.on_kept(kept);
        }
    }
}

/// The run and the pasted text of what the broker keeps, which this panel knows from now on.
fn known_from(port: &ExtensionPort, kept: &JsValue) -> (Run, Secret) {
    let run: Run = shape_of(&member(kept, "run"));
    port.know_base(run.clone());
    let pasted = member(kept, "pasted").dyn_ref::<JsString>().map(long_text).unwrap_or_default();
    (run, Secret::new(pasted))
}
