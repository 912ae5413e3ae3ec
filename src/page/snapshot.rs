//! What `static/page.js` saw: plain data about the page, without a judgement.
//!
//! `page.js` builds the same shapes in JavaScript (its header names this file). Every part has a `key`, an opaque
//! handle that an [`Edit`](super::Edit) sends back. Members that are missing read as their defaults, so that a
//! snapshot of an older or stranger page is still a snapshot.

use serde::Serialize;

/// The handle of one element. It means something to the `page.js` that gave it out, and to nobody else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Key(pub String);

impl From<&str> for Key {
    fn from(key: &str) -> Self {
        Self(key.to_owned())
    }
}

/// One look at the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageSnapshot {
    /// The frame's address.
    pub url: String,
    /// `html[lang]`, such as `en` or `fr-FR`; empty where the page does not say.
    pub lang: String,
    /// `document.title`.
    pub title: String,
    /// The page's own heading, such as the configuration's title on its properties page.
    pub heading: String,
    /// The collection's items, in document order.
    pub items: Vec<Item>,
    /// The form controls, in document order.
    pub fields: Vec<Field>,
    /// Buttons outside items and fields.
    pub actions: Vec<Action>,
    /// Dialogs that are open.
    pub dialogs: Vec<Dialog>,
    /// Alerts outside items and dialogs.
    pub notices: Vec<Status>,
    /// Whether the page is in a frame, and of whose.
    pub framed: Framed,
}

/// Where a page stands in its window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Framed {
    /// In no frame.
    #[default]
    Top,
    /// In a frame; everything around it is of its own origin.
    Same,
    /// In a frame; something around it is of another origin.
    Other,
}

/// One item of a Granite collection: a card, a table row, a column's line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// The element's handle; pressing it selects the item.
    pub key: Key,
    /// `data-foundation-collection-item-id`; empty where the item has none.
    pub id: String,
    /// The item's title.
    pub title: String,
    /// Every further line of text, in document order.
    pub lines: Vec<Line>,
    /// Badges: alerts, tags and statuses inside the item.
    pub statuses: Vec<Status>,
    /// Whether the page shows the item as selected.
    pub selected: bool,
}

/// One line of text inside an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The text, its white space folded.
    pub text: String,
    /// Whether a rule (`<hr>`) stands somewhere before it in the item.
    pub ruled: bool,
}

/// A badge or an alert.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// The element's tag, lower case: `coral-alert`, `coral-tag` …
    pub tag: String,
    /// Coral's `variant`: `error`, `warning`, `success` …; empty where there is none.
    pub variant: String,
    /// The text, its white space folded.
    pub text: String,
}

/// What sort of control a field is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// A password: its value never leaves the page.
    Password,
    /// A text area.
    Multiline,
    /// A `coral-select` or a `select`.
    Select,
    /// A check box or a switch.
    Checkbox,
    /// Anything else.
    #[default]
    Other,
}

/// One form control.
#[derive(Clone, Debug, Default, PartialEq)]
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
    pub max_length: Option<f64>,
    /// Whether an id that ties it to its label is carried by several elements, so that the label may be another's.
    pub shared_id: bool,
    /// Whether its value is another than when it was first seen, or than an edit last left in it.
    pub edited: bool,
}

impl Field {
    /// Whether a person could change it now.
    pub fn editable(&self) -> bool {
        self.visible && !self.disabled && !self.read_only
    }
}

/// One option of a select.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldOption {
    /// What the form would send.
    pub value: String,
    /// What a person reads.
    pub text: String,
}

/// A button.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// Whether it is rendered and visible.
    pub visible: bool,
    /// Whether it is disabled.
    pub disabled: bool,
}

impl Action {
    /// Whether a person could press it now.
    pub fn pressable(&self) -> bool {
        self.visible && !self.disabled
    }
}

/// A dialog that is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dialog {
    /// Its heading.
    pub title: String,
    /// Its content's text.
    pub text: String,
    /// Coral's `variant`: `error`, `success`, `info` …
    pub variant: String,
}
