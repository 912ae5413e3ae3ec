//! What `page.js` saw: plain data about the page, without a judgement.
//!
//! Every part has a `key`, an opaque handle that an [`Edit`](super::Edit) sends back. Members that are missing or of
//! another type read as their defaults ([`lenient`](super::lenient)), so that a snapshot of an older or stranger page is
//! still a snapshot. The docs of the members are those of `static/page/page.d.ts` too.

use super::items::{Item, Status};
use super::key::Key;
use super::lenient::lenient;
use serde::Deserialize;

/// One look at the page.
#[serde_with::apply(_ => #[serde(deserialize_with = "lenient")])]
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct PageSnapshot {
    /// The frame's address (`location.href`).
    pub url: String,
    /// `html[lang]`, such as `en` or `fr-FR`; empty where the page does not say.
    pub lang: String,
    /// `document.title`.
    pub title: String,
    /// The page's own heading, such as the configuration's title on its properties page.
    pub heading: String,
    /// The HTTP status that the server answered the page with; `None` where the browser does not tell.
    pub http_status: Option<u16>,
    /// The collection's items, in document order, as rows: one line an item, its cells separated by tabs. The cells are
    /// key, id, `1` where the item is selected, title, and then for every text of the item a mark and its cells: `L` and
    /// a line, `R` and a line below a rule, `S` and a status's tag, variant and text.
    #[serde_with(skip_apply)]
    #[serde(deserialize_with = "super::items::from_rows")]
    #[cfg_attr(test, ts(type = "string"))]
    pub items: Vec<Item>,
    /// How much of the collection is on the page; `None` where there is neither a collection nor an item.
    pub collection: Option<Collection>,
    /// The form controls, and the texts that stand where one would, in document order.
    #[cfg_attr(test, ts(type = "Array<Field | ShownText>"))]
    pub fields: Vec<Field>,
    /// Buttons outside items and fields.
    pub actions: Vec<Action>,
    /// Dialogs that are open.
    pub dialogs: Vec<Dialog>,
    /// Alerts, tags and statuses outside items and dialogs, as far as they can be seen.
    pub notices: Vec<Status>,
    /// A wizard's steps.
    pub steps: Vec<Step>,
    /// Whether the page is in a frame, and whose.
    pub framed: Framed,
}

/// Where a page stands in its window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Framed {
    /// In no frame.
    #[default]
    Top,
    /// In a frame; everything around it is of its own origin.
    Same,
    /// In a frame; something around it is of another origin.
    Other,
}

/// How much of a collection is on the page, as far as the page shows it.
#[serde_with::apply(_ => #[serde(deserialize_with = "lenient")])]
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct Collection {
    /// The selector that found the items; empty where there are none.
    pub found: String,
    /// How many items there are.
    pub count: u32,
    /// How many items the page loads at a time (`limit` of `data-foundation-layout`).
    pub limit: Option<u32>,
    /// What a column says of itself (`data-foundation-layout-columnview-hasmore`).
    pub has_more: Option<bool>,
    /// Whether everything that scrolls around the items is at its end.
    pub at_end: bool,
    /// Whether the page shows that it is loading.
    pub waiting: bool,
    /// Whether the end was waited at, with as many items as now, and nothing came.
    pub stopped: bool,
}

/// One step of a wizard.
#[serde_with::apply(_ => #[serde(deserialize_with = "lenient")])]
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct Step {
    /// Its title.
    pub text: String,
    /// Whether it is the one that is shown.
    pub active: bool,
}

/// What came of scrolling the collection to its end, so that the page loads more of it.
#[serde_with::apply(_ => #[serde(deserialize_with = "lenient")])]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct Loaded {
    /// How many items there were.
    pub before: u32,
    /// How many there are.
    pub count: u32,
    /// Whether the page shows that it is still loading.
    pub waiting: bool,
}

/// What sort of control a field is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// A password: its value never leaves the page.
    Password,
    /// A text area.
    Multiline,
    /// A choice of one: a `coral-select`, a `select`, radio buttons or a group of buttons.
    Select,
    /// A check box or a switch.
    Checkbox,
    /// No control, but a text that stands where one would if it could be changed.
    Shown,
    /// Anything else.
    #[default]
    #[serde(other)]
    Other,
}

/// One form control.
#[serde_with::apply(_ => #[serde(deserialize_with = "lenient")])]
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct Field {
    /// The element's handle.
    pub key: Key,
    /// What sort of control it is.
    pub kind: FieldKind,
    /// Its `name`; empty where it has none.
    pub name: String,
    /// Every text that labels it, the strongest binding first.
    pub labels: Vec<String>,
    /// Its value; `None` for a password.
    pub value: Option<String>,
    /// Whether it holds anything, which is all that is told of a password.
    pub filled: bool,
    /// A select's options.
    pub options: Vec<FieldOption>,
    /// Whether the form demands it.
    pub required: bool,
    /// Whether it is disabled.
    pub disabled: bool,
    /// Whether it is read-only.
    pub read_only: bool,
    /// Whether it is rendered and visible.
    pub visible: bool,
    /// Whether the page marks it invalid.
    pub invalid: bool,
    /// The form that it belongs to; empty where it is in none.
    pub form: Key,
    /// How many UTF-16 units it takes (`maxlength`); `None` where it does not say.
    pub max_length: Option<u32>,
    /// Whether several elements carry an id that ties it to its label, so that the label may be another field's.
    pub shared_id: bool,
    /// Whether its form, or a button of it, would send what is typed otherwise than by a POST to the page's origin, in the
    /// same window.
    pub sent_elsewhere: bool,
    /// Whether its value differs from what it was first seen with, or from what an edit last left in it.
    pub edited: bool,
    /// Whether it is one of several fields that hold a list together, so that it takes one entry and no more.
    pub of_list: bool,
    /// Whether the form would not send its value, or would send another one under its name as well.
    pub not_sent: bool,
    /// The open dialog that it is in; empty where it is in none.
    pub dialog: Key,
    /// Whether it is on a step of a wizard, or on a tab, that is not the one that is shown.
    pub on_other_panel: bool,
}

impl Field {
    /// Whether a person could change it now.
    pub fn editable(&self) -> bool {
        self.visible && !self.disabled && !self.read_only && self.kind != FieldKind::Shown
    }
}

/// One option of a select.
#[serde_with::apply(_ => #[serde(deserialize_with = "lenient")])]
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct FieldOption {
    /// What the form would send.
    pub value: String,
    /// What a person reads.
    pub text: String,
}

/// A button.
#[serde_with::apply(_ => #[serde(deserialize_with = "lenient")])]
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct Action {
    /// The element's handle.
    pub key: Key,
    /// Its text, or its accessible name.
    pub text: String,
    /// Coral's `icon`, which is the same in every language.
    pub icon: String,
    /// The element's `id`.
    pub id: String,
    /// Coral's `variant`: `cta`, `primary`, `quiet` …
    pub variant: String,
    /// `data-foundation-collection-action`, as the page wrote it (JSON); empty where there is none.
    pub action: String,
    /// `data-foundation-wizard-control-action`: `next`, `prev`, `cancel`; empty where there is none.
    pub control: String,
    /// The path that it leads to, where it is a link; empty where it is none.
    pub leads_to: String,
    /// Whether it is rendered and visible.
    pub visible: bool,
    /// Whether it is disabled.
    pub disabled: bool,
    /// The form that it belongs to; empty where it belongs to none.
    pub form: Key,
    /// The open dialog that it is in; empty where it is in none.
    pub dialog: Key,
}

impl Action {
    /// Whether a person could press it now.
    pub fn pressable(&self) -> bool {
        self.visible && !self.disabled
    }
}

/// A dialog that is open.
#[serde_with::apply(_ => #[serde(deserialize_with = "lenient")])]
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct Dialog {
    /// The element's handle. Its buttons are among the actions, which tell it.
    pub key: Key,
    /// Its heading.
    pub title: String,
    /// Its content's text.
    pub text: String,
    /// Coral's `variant`: `error`, `success`, `info` …
    pub variant: String,
    /// The texts of its buttons.
    pub buttons: Vec<String>,
}
