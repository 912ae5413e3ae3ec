//! What `static/page/page.js` is asked to do, and what it read back afterwards.

use super::Key;
use serde::Serialize;

/// One thing to do on the page.
///
/// `Debug` is written by hand because a text may be a client secret.
#[derive(Clone, PartialEq, Serialize)]
#[serde(tag = "do", rename_all = "camelCase")]
pub enum Edit {
    /// Put a text into a text field, a password field or a text area.
    SetText {
        /// The field.
        key: Key,
        /// The whole new value.
        value: String,
    },
    /// Choose an option of a select.
    Choose {
        /// The select.
        key: Key,
        /// The option's `value`.
        option: String,
    },
    /// Put back what a field held before the first edit of it, if it still holds what the last edit left in it. What
    /// that was stays in the page; for a password it is never told. A field that the page has rendered anew is known
    /// by its name.
    Restore {
        /// The field, by the handle that it was edited with.
        key: Key,
    },
    /// Wait until the page's fields are others than before the edits, or can be used otherwise.
    #[serde(rename_all = "camelCase")]
    AwaitFields {
        /// How long to wait, in milliseconds.
        at_most: u32,
    },
    /// Press a button, or an item to select it.
    Press {
        /// The button or the item.
        key: Key,
    },
}

impl std::fmt::Debug for Edit {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SetText { key, value } => write!(formatter, "SetText({}, {} bytes)", key.0, value.len()),
            Self::Choose { key, option } => write!(formatter, "Choose({}, {option})", key.0),
            Self::Restore { key } => write!(formatter, "Restore({})", key.0),
            Self::AwaitFields { at_most } => write!(formatter, "AwaitFields({at_most} ms)"),
            Self::Press { key } => write!(formatter, "Press({})", key.0),
        }
    }
}

/// What became of one [`Edit`], in the same order as the edits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// What stopped it; `None` when the page took it.
    pub problem: Option<Problem>,
    /// What the field held once the page had settled. `None` for a password, a press, or a field that is gone.
    pub read_back: Option<String>,
    /// Whether what was read back equals what was set. For a password `page.js` compares, and tells only this.
    pub equal: bool,
    /// Whether a component of the page took the focus for the edit. Nothing on the page has it then.
    pub took_focus: bool,
}

/// Why an edit was not carried out, or did not last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The element left the page.
    Gone,
    /// It is not visible, so a person could not have done this either.
    Hidden,
    /// It is disabled or read-only.
    Disabled,
    /// The select has no such option.
    NoSuchOption,
    /// The element is not of the kind that this edit is for.
    WrongKind,
    /// The page changed the value after it was set.
    NotEqual,
    /// It holds something else than the last edit left in it: somebody has changed it, and it is left alone.
    Changed,
    /// Nothing happened in the time that there was.
    NothingHappened,
    /// A problem that this version does not know.
    Unknown,
}
