//! What the page in front of the administrator is: from a [`PageSnapshot`] to a [`ConsoleView`].
//!
//! AEM's markup of this console is not public, so every judgement here carries its [`Evidence`] and how sure it is,
//! and whatever is not recognised stays `Unknown` rather than "fine". The room is pure: no browser, no requests, no
//! clock, and any snapshot gives a view.
//!
//! * [`page_kind`]: list, properties, create, or something else;
//! * [`configurations`]: the cards, what they authenticate with, and whose they are;
//! * [`form`]: which field is which, by at least two signals that agree;
//! * [`payload`]: what the claims of a JWT tell of their configuration;
//! * [`products`]: what tells which product a configuration or a credential is for;
//! * [`failures`]: what AEM is known to answer with when something fails;
//! * [`vocabulary`]: the words and patterns those use, each with its source.
//!
//! What to do about all that is decided in [`migration`](crate::migration).

mod configurations;
mod failures;
mod form;
mod page_kind;
mod payload;
mod products;
mod vocabulary;

pub use configurations::{Authentication, Configuration, Ownership};
pub use failures::Failure;
pub use form::{Form, FormField, Hazard, Role, SaveButton, Signal, Unresolved};
pub use page_kind::{PageKind, item_in_address};
pub use payload::Claims;
pub use products::{Product, product_of_metascope, product_of_scopes, products_in_words};

use crate::page::{Action, Dialog, Key, PageSnapshot, Status};

/// Everything the assistant understood of one snapshot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConsoleView {
    /// Which of the console's pages it is.
    pub kind: PageKind,
    /// The page's language as it states it (`html[lang]`).
    pub lang: String,
    /// The configurations on a list page, in the page's order.
    pub configurations: Vec<Configuration>,
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
    /// Alerts of error kind on the page.
    pub errors: Vec<Status>,
}

/// Reads a snapshot. Total: any snapshot gives a view.
pub fn read(snapshot: &PageSnapshot) -> ConsoleView {
    let kind = page_kind::read(snapshot);
    let has_form = matches!(kind, PageKind::Properties | PageKind::Create);
    ConsoleView {
        kind,
        lang: snapshot.lang.clone(),
        configurations: if kind == PageKind::List {
            configurations::read(&snapshot.items)
        } else {
            Vec::new()
        },
        form: has_form.then(|| form::read(snapshot)),
        item: item_in_address(&snapshot.url),
        heading: snapshot.heading.clone(),
        open_properties: the_only(snapshot.actions.iter().filter(|action| opens_properties(action))),
        dialogs: snapshot.dialogs.clone(),
        errors: snapshot.notices.iter().filter(|notice| notice.variant == "error").cloned().collect(),
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

/// One reason for a judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A badge inside the item says so; its text.
    Badge(String),
    /// A line of the item says so; its text.
    Line(String),
    /// The item has a line below a rule, which only Adobe's own have been seen with; its text.
    LineBelowRule(String),
    /// No badge was found.
    NoBadge,
    /// A select's chosen option says so; its text.
    Option(String),
}
