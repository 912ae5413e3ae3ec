//! What the page in front of the administrator is: from a [`PageSnapshot`] to a [`ConsoleView`].
//!
//! AEM's markup of this console is not public, so every judgement here carries its [`Evidence`] and how sure it is,
//! and whatever is not recognised stays `Unknown` rather than "fine". The room is pure: no browser, no requests, no
//! clock, and any snapshot gives a view.
//!
//! * [`page_kind`]: list, properties, create, or something else;
//! * [`configurations`]: the cards, what they authenticate with, and whose they are;
//! * [`completeness`]: whether the list is all there is;
//! * [`health`]: the dialogs of a health check;
//! * [`structure`]: a page's structure and how it was understood, without anything of the customer's;
//! * [`form`]: which field is which, by at least two signals that agree;
//! * [`payload`]: what the claims of a JWT tell of their configuration;
//! * [`products`]: what tells which product a configuration or a credential is for;
//! * [`failures`]: what AEM is known to answer with when something fails;
//! * [`vocabulary`]: the words and patterns those use, each with its source.
//!
//! What to do about all that is decided in [`migration`](crate::migration).

mod completeness;
mod configurations;
mod failures;
mod form;
mod health;
mod page_kind;
mod payload;
mod products;
pub mod structure;
mod vocabulary;
mod words;

pub use completeness::{Completeness, Reason};
pub use configurations::{Authentication, Configuration, Identity, Ownership};
pub use failures::Failure;
pub use form::{Form, FormField, Hazard, Role, SaveButton, Signal, Unresolved};
pub use health::{HealthCheck, HealthEvidence, HealthKind};
pub use page_kind::{PageEvidence, PageKind};
pub use payload::Claims;
pub use products::{Product, product_of_metascope, product_of_scopes, products_in_words};

use crate::page::{Action, Address, Dialog, Key, PageSnapshot, Status, Text};

/// Everything the assistant understood of one snapshot.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsoleView {
    /// Which of the console's pages it is.
    pub kind: PageKind,
    /// What says so.
    pub kind_evidence: Vec<PageEvidence>,
    /// The page's language as it states it (`html[lang]`).
    pub lang: String,
    /// The configurations on a list page, in the page's order.
    pub configurations: Vec<Configuration>,
    /// Whether those are all that there are.
    pub completeness: Completeness,
    /// The form on a properties or create page.
    pub form: Option<Form>,
    /// The id of the configuration whose properties these are, where the address tells.
    pub item: Option<String>,
    /// The page's heading.
    pub heading: String,
    /// The button that opens the selected configuration's properties, when it can be pressed.
    pub open_properties: Option<Key>,
    /// Dialogs that are open.
    pub dialogs: Vec<Dialog>,
    /// The dialog of a health check, if one is open.
    pub health_check: Option<HealthCheck>,
    /// Alerts on the page that are of error kind or tell a known failure.
    pub errors: Vec<Status>,
}

impl Default for ConsoleView {
    /// The view of an empty snapshot.
    fn default() -> Self {
        read(&PageSnapshot::default())
    }
}

/// Reads a snapshot. Total: any snapshot gives a view.
pub fn read(snapshot: &PageSnapshot) -> ConsoleView {
    let address = Address::parse(&snapshot.url);
    let (kind, kind_evidence) = page_kind::read(snapshot, &address);
    let has_form = matches!(kind, PageKind::Properties | PageKind::Create);
    ConsoleView {
        kind,
        kind_evidence,
        lang: snapshot.lang.clone(),
        configurations: if kind == PageKind::List {
            configurations::read(&snapshot.items)
        } else {
            Vec::new()
        },
        completeness: completeness::read(snapshot.collection.as_ref()),
        form: has_form.then(|| form::read(snapshot, &address)),
        item: address.item(),
        heading: snapshot.heading.clone(),
        open_properties: the_only(snapshot.actions.iter().filter(|action| opens_properties(action))),
        health_check: health::read(&snapshot.dialogs, kind),
        dialogs: snapshot.dialogs.clone(),
        // AEM's markup may say it otherwise: what a known failure says is one.
        errors: snapshot
            .notices
            .iter()
            .filter(|notice| notice.variant == "error" || Failure::of(&notice.text).is_some())
            .cloned()
            .collect(),
    }
}

impl ConsoleView {
    /// What AEM's dialogs say went wrong, in its own words.
    pub fn dialogs_of_failure(&self) -> impl Iterator<Item = &str> {
        let failed = |text: &str| {
            let check = self.health_check.as_ref().filter(|check| check.kind == HealthKind::Unhealthy);
            check.is_some_and(|check| check.text == text) || Failure::of(text).is_some()
        };
        let dialogs =
            self.dialogs.iter().filter(move |dialog| dialog.variant == "error" || failed(&dialog.text));
        dialogs.map(|dialog| dialog.text.as_str())
    }
}

/// Of several buttons that could be meant, none is pressed.
fn the_only<'a>(mut actions: impl Iterator<Item = &'a Action>) -> Option<Key> {
    let first = actions.next()?;
    actions.next().is_none().then(|| first.key.clone())
}

/// The Properties button of the selection bar: Granite's icon name, which no language changes, or the address
/// that its action names (facts, section 4, consequences (b) and (e)); and one can press it.
fn opens_properties(action: &Action) -> bool {
    let by_icon = action.icon == "infoCircle";
    let by_address = action.action.contains("foundation.link") && action.action.contains("item");
    let by_words = vocabulary::matches(vocabulary::PROPERTIES, &action.text);
    action.pressable() && [by_icon, by_address, by_words].iter().filter(|signal| **signal).count() >= 2
}

/// What is made of an item, how sure that is, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgement<T> {
    /// What it is.
    pub is: T,
    /// How sure that is.
    pub confidence: Confidence,
    /// The reason.
    pub evidence: Evidence,
}

impl<T> Judgement<T> {
    fn new(is: T, confidence: Confidence, evidence: Evidence) -> Self {
        Self { is, confidence, evidence }
    }
}

/// How sure a judgement is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confidence {
    /// As sure as AEM's marks are.
    High,
    /// Likely, and to be looked at by a person before anything rests on it.
    #[default]
    Low,
}

/// One reason for a judgement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Evidence {
    /// A badge inside the item says so; its text.
    Badge(Text),
    /// A line of the item says so; its text.
    Line(Text),
    /// The item has a line below a rule, which only Adobe's own have been seen with; its text.
    LineBelowRule(Text),
    /// A text of the item says so that is no badge; the text.
    Text(Text),
    /// The item has a line more than others of the same list; its text.
    ExtraLine(Text),
    /// All items of the list have a second line that says the same; its text.
    RepeatedLine(Text),
    /// No badge was found.
    #[default]
    NoBadge,
    /// A select's chosen option says so; its text.
    Option(Text),
}
