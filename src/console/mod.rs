//! Interprets the page in front of the administrator: from a [`PageSnapshot`] to a [`ConsoleView`].
//!
//! AEM's markup of this console is not public, so every judgement carries its [`Evidence`] and a [`Confidence`], and
//! whatever is not recognised stays unknown; it never counts as "fine". The room is pure: no browser, no requests, no
//! clock, and any snapshot gives a view.
//!
//! * [`page_kind`]: list, properties, create, or something else;
//! * [`configurations`]: the items of a list, what they authenticate with, and whose they are;
//! * [`completeness`]: whether all items of a list are on the page;
//! * [`form`]: which field is which, by at least two signals that agree;
//! * [`payload`]: what the claims of a JWT say about their configuration;
//! * [`products`]: which product a configuration or a credential is for;
//! * [`health`]: the dialogs of a health check;
//! * [`failures`]: the error messages of AEM that are known;
//! * [`structure`]: a report on how a page is built and how it was understood, without the customer's data;
//! * [`judgement`]: how sure a judgement is, and why;
//! * [`vocabulary`], [`words`]: the words and patterns that all these look for, each with its source.
//!
//! What to do about it is decided in [`migration`](crate::migration).

mod completeness;
mod configurations;
mod failures;
mod form;
mod health;
mod judgement;
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
pub use judgement::{Confidence, Evidence, Judgement};
pub use page_kind::{PageEvidence, PageKind};
pub use payload::Claims;
pub use products::{Product, product_of_metascope, products_in_words, products_of_scopes};

use crate::page::{Action, Address, Dialog, Key, PageSnapshot, Status};

/// Everything that was understood of one snapshot.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsoleView {
    /// Which of the console's pages it is.
    pub kind: PageKind,
    /// The reasons for [`kind`](Self::kind).
    pub kind_evidence: Vec<PageEvidence>,
    /// The page's language as the page states it (`html[lang]`).
    pub lang: String,
    /// The configurations on a list page, in the page's order.
    pub configurations: Vec<Configuration>,
    /// Whether those are all configurations that there are.
    pub completeness: Completeness,
    /// The form on a properties or create page.
    pub form: Option<Form>,
    /// The id of the configuration whose properties page this is, where the address has it.
    pub item: Option<String>,
    /// The page's heading.
    pub heading: String,
    /// The button that opens the selected configuration's properties, if it can be pressed.
    pub open_properties: Option<Key>,
    /// The button of the list that leads to the page that creates, if it can be pressed.
    pub create: Option<Key>,
    /// The button that checks the selected configuration, if it can be pressed.
    pub check_health: Option<Key>,
    /// Dialogs that are open.
    pub dialogs: Vec<Dialog>,
    /// The dialog of a health check, if one is open.
    pub health_check: Option<HealthCheck>,
    /// Alerts on the page that are errors or contain the message of a known [`Failure`].
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
    let configurations =
        if kind == PageKind::List { configurations::read(&snapshot.items) } else { Vec::new() };
    let has_duplicates = configurations.iter().any(|one| one.identity == Identity::Shared);
    ConsoleView {
        kind,
        kind_evidence,
        lang: snapshot.lang.clone(),
        configurations,
        completeness: completeness::read(snapshot.collection.as_ref(), has_duplicates),
        form: has_form.then(|| form::read(snapshot, &address)),
        item: address.item(),
        heading: snapshot.heading.clone(),
        open_properties: the_only(snapshot.actions.iter().filter(|action| opens_properties(action))),
        create: the_only(snapshot.actions.iter().filter(|action| creates(action))),
        check_health: the_only(snapshot.actions.iter().filter(|action| health::checks(action))),
        health_check: health::read(&snapshot.dialogs, &snapshot.actions, kind),
        dialogs: snapshot.dialogs.clone(),
        // The markup of alerts is not certain, so the message of a known failure counts whatever the variant.
        errors: snapshot
            .notices
            .iter()
            .filter(|notice| {
                (notice.variant == "error" && notice.tag == "coral-alert")
                    || Failure::of(&notice.text).is_some()
            })
            .cloned()
            .collect(),
    }
}

impl ConsoleView {
    /// The texts of open dialogs that report a failure, in AEM's own words.
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

/// The only one. Where several buttons could be meant, none is pressed.
fn the_only<'a>(mut actions: impl Iterator<Item = &'a Action>) -> Option<Key> {
    let first = actions.next()?;
    actions.next().is_none().then(|| first.key.clone())
}

/// Whether it is the list's *Create*, and can be pressed: two of its words, that it stands out, and that it leads to the page
/// that creates (facts, sections 1 and 4).
fn creates(action: &Action) -> bool {
    let by_words = vocabulary::matches(vocabulary::CREATE, &action.text);
    let by_variant = matches!(action.variant.as_str(), "primary" | "cta");
    let by_address = page_kind::is_of_create(&action.leads_to);
    let is_of_list = action.dialog.0.is_empty() && action.form.0.is_empty();
    let signals = [by_words, by_variant, by_address];
    action.pressable() && is_of_list && signals.iter().filter(|signal| **signal).count() >= 2
}

/// Whether it is the selection bar's *Properties* button, and can be pressed: two of Granite's icon name, which is the
/// same in every language, the address in its action (facts, section 4, consequences (b) and (e)), and its words.
fn opens_properties(action: &Action) -> bool {
    let by_icon = action.icon == "infoCircle";
    let by_address = action.action.contains("foundation.link") && action.action.contains("item");
    let by_words = vocabulary::matches(vocabulary::PROPERTIES, &action.text);
    action.pressable() && [by_icon, by_address, by_words].iter().filter(|signal| **signal).count() >= 2
}
