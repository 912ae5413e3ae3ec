//! What survives a page load: the run and the credentials, which the extension's broker keeps for the page's origin, the
//! credentials in memory only. Either may be there without the other. A widget lives as long as its document, and needs no
//! store.

use super::extension_port::{ExtensionPort, Known};
use super::from_js::{member, shape_of};
use super::link::PageLink;
use super::text::long_text;
use super::to_js::{object, to_js};
use crate::assistant::{Cause, Holdings};
use crate::credentials::Secret;
use crate::migration::Run;
use crate::page::PageError;
use js_sys::JsString;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};

/// How often a store is tried again where another tab was quicker each time.
const ATTEMPTS: usize = 5;

/// How long after their end it is looked whether the credentials are gone: two clocks are never the same.
const A_LITTLE: Duration = Duration::from_secs(1);

/// Deadline of a question to the broker, which only reads and writes memory. It may have to be woken first.
const BROKER: Duration = Duration::from_secs(5);

impl PageLink {
    /// The run and the credentials as they were kept for this page's origin; `None` where nothing is kept any more.
    ///
    /// An error does not mean that nothing is kept: who then stores an empty run overwrites the one there is.
    pub async fn load(&self) -> Result<Option<Loaded>, PageError> {
        self.ask_to_load(true).await
    }

    /// The same; `is_use` is whether it counts as a use of the credentials, from which on their time is counted anew.
    async fn ask_to_load(&self, is_use: bool) -> Result<Option<Loaded>, PageError> {
        let Self::Extension(port) = self else { return Ok(None) };
        let kept = port.ask_broker("load", &object(&[("use", &is_use.into())]), BROKER).await?;
        // Whatever was chosen, its minutes are few.
        port.keep_for(member(&kept, "keepMinutes").as_f64().map(|minutes| minutes as u32));
        port.expect_end(&kept);
        let loaded = Loaded {
            run: shape_of(&member(&kept, "run")),
            tray: text_of(&kept),
            version: member(&kept, "version").as_string().unwrap_or_default(),
        };
        let is_kept = !loaded.version.is_empty() || !loaded.tray.reveal().is_empty();
        Ok(is_kept.then_some(loaded))
    }

    /// For how many minutes after their last use the credentials are kept in memory, as the last load has told; `None` where
    /// they are not kept beyond this page.
    pub fn keeps_for(&self) -> Option<u32> {
        let Self::Extension(port) = self else { return None };
        port.keeps_for()
    }

    /// The same, where it is not what this panel knows already; `None` where it is. Then the panel's own run is the newer
    /// one: a store may have failed. That the time of the credentials is over has no version of its own. To look for news is
    /// no use of them. Gives the cause of what is news, too.
    pub async fn load_newer(&self) -> Result<(Cause, Option<Loaded>), PageError> {
        let Self::Extension(port) = self else { return Ok((Cause::OtherTab, None)) };
        let loaded = self.ask_to_load(false).await?;
        let known = port.known();
        let was_kept = !known.version.is_empty();
        Ok(match loaded {
            None => (Cause::Removed, was_kept.then(Loaded::default)),
            Some(loaded) if known.version != loaded.version => (Cause::OtherTab, Some(loaded)),
            Some(loaded) => {
                let is_over = loaded.tray.is_empty() && !known.tray.is_empty();
                (Cause::TimeOver(port.keeps_for().unwrap_or_default()), is_over.then_some(loaded))
            }
        })
    }

    /// What the panel has is made from this, from now on. Not to be called before the panel has taken it.
    pub fn know(&self, version: String, run: Run, tray: Secret) {
        if let Self::Extension(port) = self {
            port.know(Known { version, run, tray });
        }
    }

    /// Keeps the run, and the credentials ([`Holdings::kept`]) when they are others than before. Without them those that are
    /// kept stay, so that a *Forget* in another tab is not undone. Where another tab has kept something meanwhile, both are
    /// kept together ([`Run::and`], [`Holdings::and`]), and the panel is told that its own run is outdated; until it has taken
    /// the other one, its next stores are put together with what is kept as well.
    ///
    /// Fails with [`PageError::Failed`] where the browser's store is full.
    pub async fn store(&self, run: &Run, tray: Option<&Secret>) -> Result<(), PageError> {
        let Self::Extension(port) = self else { return Ok(()) };
        // What this was made from. Something else may be known before the answer is there.
        let known = port.known();
        let first = port.ask_to_store(run, tray, &known.version, false).await?;
        if !first.is_outdated {
            let tray = tray.unwrap_or(&known.tray).clone();
            port.know(Known { version: first.version, run: run.clone(), tray });
            return Ok(());
        }
        // One after the other: each has to know what the one before has put together.
        let _turn = port.turn_to_store().await;
        let mut stored = Err(PageError::Silent);
        for _ in 0..ATTEMPTS {
            let base = port.known();
            let theirs = self.load().await?.unwrap_or_default();
            let both = run.clone().and(theirs.run, &base.run);
            let both_trays = tray.map(|ours| Holdings::together(ours, &theirs.tray, &base.tray));
            let answer = port.ask_to_store(&both, both_trays.as_ref(), &theirs.version, true).await;
            if matches!(&answer, Ok(StoreAnswer { is_outdated: true, .. })) {
                continue;
            }
            if answer.is_ok() {
                // What this panel has is in what is kept. What it does next is a change of that; the version stays the old
                // one, because what the other tab has is still to be taken.
                let tray = tray.unwrap_or(&base.tray).clone();
                port.know(Known { version: base.version.clone(), run: run.clone(), tray });
            }
            stored = answer.map(|_| ());
            break;
        }
        port.tell_kept();
        stored
    }

    /// Calls `kept` when another tab of this AEM has kept something, or when that may have gone unnoticed.
    pub fn on_kept(&self, kept: impl Fn() + 'static) {
        if let Self::Extension(port) = self {
            port.on_kept(kept);
        }
    }
}

/// What was kept.
#[derive(Default)]
pub struct Loaded {
    /// The run.
    pub run: Run,
    /// The credentials and what stands in the box ([`Holdings::kept`]); empty where there is nothing.
    pub tray: Secret,
    /// Which version of what is kept this is.
    pub version: String,
}

/// What became of a store: the new version, or that another tab has kept something.
struct StoreAnswer {
    version: String,
    is_outdated: bool,
}

impl ExtensionPort {
    async fn ask_to_store(
        &self,
        run: &Run,
        tray: Option<&Secret>,
        base: &str,
        merged: bool,
    ) -> Result<StoreAnswer, PageError> {
        let run = to_js(run);
        let tray = tray.map(|tray| JsValue::from(tray.reveal()));
        let mut kept = vec![("run", &run)];
        kept.extend(tray.as_ref().map(|tray| ("tray", tray)));
        let given = object(&kept);
        let question = object(&[("run", &given), ("base", &base.into()), ("merged", &merged.into())]);
        let answer = self.ask_broker("store", &question, BROKER).await?;
        self.expect_end(&answer);
        let newer = member(&answer, "newer");
        Ok(StoreAnswer {
            version: member(&answer, "version").as_string().unwrap_or_default(),
            is_outdated: !newer.is_undefined(),
        })
    }
}

impl ExtensionPort {
    /// Looks again when the time of the credentials is over, which the broker has told in this answer.
    fn expect_end(&self, answer: &JsValue) {
        if let Some(left) = member(answer, "left").as_f64().filter(|left| *left >= 0.0) {
            self.expect_end_after(Duration::from_millis(left as u64) + A_LITTLE);
        }
    }
}

/// The credentials that are kept in this.
fn text_of(kept: &JsValue) -> Secret {
    Secret::new(member(kept, "tray").dyn_ref::<JsString>().map(long_text).unwrap_or_default())
}
