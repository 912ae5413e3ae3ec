//! What `page.js` is asked to do, and what it read back afterwards.

use super::Key;
use super::lenient::lenient;
use crate::credentials::Secret;
use serde::{Deserialize, Serialize, Serializer};

/// One thing to do on the page.
#[derive(Clone, PartialEq, Serialize)]
#[serde(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Edit {
    /// Put a text into a text field or a text area.
    SetText {
        /// The field.
        key: Key,
        /// The whole new value.
        value: String,
    },
    /// Put a client secret into a password field. For `page.js` this is the same as [`SetText`](Self::SetText).
    #[serde(rename = "setText")]
    #[cfg_attr(test, ts(skip))]
    SetSecret {
        /// The field.
        key: Key,
        /// The whole new value. Writing the edit for `page.js` is what reveals it.
        #[serde(serialize_with = "revealed")]
        value: Secret,
    },
    /// Choose an option of a select.
    Choose {
        /// The select.
        key: Key,
        /// The option's `value`.
        option: String,
    },
    /// Put back what a field held before its first edit, provided that it still holds what the last edit left in it.
    /// The old value stays in the page; for a password it is never told. Where the page has rendered the field anew, it
    /// is found by its name.
    Restore {
        /// The field, by the handle that it was edited with.
        key: Key,
    },
    /// Wait until there are other fields than before the edits, or other ones can be edited.
    AwaitFields {
        /// How long to wait at most, in milliseconds.
        at_most: u32,
    },
    /// Go to another page of this very origin.
    Visit {
        /// Its path, with its query.
        path: String,
    },
    /// Press a button, or an item to select it.
    Press {
        /// The button or the item.
        key: Key,
    },
}

impl Edit {
    /// The field that it gives a new value; `None` where it gives none.
    pub fn writes_to(&self) -> Option<&Key> {
        match self {
            Self::SetText { key, .. } | Self::SetSecret { key, .. } | Self::Choose { key, .. } => Some(key),
            Self::Restore { .. } | Self::Press { .. } | Self::AwaitFields { .. } | Self::Visit { .. } => None,
        }
    }
}

fn revealed<S: Serializer>(secret: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.reveal())
}

/// By hand, so that no log ever has a value that was pasted.
impl std::fmt::Debug for Edit {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SetText { key, value } => write!(formatter, "SetText({}, {} bytes)", key.0, value.len()),
            Self::SetSecret { key, value } => write!(formatter, "SetSecret({}, {value:?})", key.0),
            Self::Choose { key, option } => write!(formatter, "Choose({}, {option})", key.0),
            Self::Restore { key } => write!(formatter, "Restore({})", key.0),
            Self::AwaitFields { at_most } => write!(formatter, "AwaitFields({at_most} ms)"),
            Self::Visit { path } => write!(formatter, "Visit({path})"),
            Self::Press { key } => write!(formatter, "Press({})", key.0),
        }
    }
}

/// What became of one [`Edit`]; outcomes come in the order of the edits.
#[serde_with::apply(_ => #[serde(deserialize_with = "lenient")])]
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct Outcome {
    /// What stopped it; `None` when the page took it.
    pub problem: Option<Problem>,
    /// What the field held once the page had settled; `None` for a password, a press, or a field that is gone.
    pub read_back: Option<String>,
    /// Whether what was read back equals what was set. `page.js` compares passwords itself, and tells only this.
    pub equal: bool,
    /// Whether a component of the page took the focus for the edit. Nothing on the page has the focus then.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub took_focus: bool,
}

/// Why an edit was not carried out, or did not last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
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
    /// The field has a pattern that the value does not match; nothing was set.
    NotAccepted,
    /// The page changed the value after it was set.
    NotEqual,
    /// The field no longer holds what the last edit left in it: somebody has changed it, and it is left alone.
    Changed,
    /// Nothing happened in the time that there was.
    NothingHappened,
    /// A problem that this version does not know.
    #[default]
    #[serde(other)]
    #[cfg_attr(test, ts(skip))]
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn edits_are_written_as_page_js_takes_them() {
        let key = || Key::from("k");
        let check = |edit: Edit, expected: serde_json::Value| {
            assert_eq!(serde_json::to_value(&edit).expect("JSON"), expected, "{edit:?}");
        };
        check(
            Edit::SetText { key: key(), value: "v".to_owned() },
            json!({ "do": "setText", "key": "k", "value": "v" }),
        );
        check(
            Edit::SetSecret { key: key(), value: Secret::new("s") },
            json!({ "do": "setText", "key": "k", "value": "s" }),
        );
        check(
            Edit::Choose { key: key(), option: "o".to_owned() },
            json!({ "do": "choose", "key": "k", "option": "o" }),
        );
        check(Edit::Restore { key: key() }, json!({ "do": "restore", "key": "k" }));
        check(Edit::AwaitFields { at_most: 5 }, json!({ "do": "awaitFields", "atMost": 5 }));
        check(Edit::Visit { path: "/p".to_owned() }, json!({ "do": "visit", "path": "/p" }));
        check(Edit::Press { key: key() }, json!({ "do": "press", "key": "k" }));
    }

    #[test]
    fn no_edit_shows_a_pasted_value_when_it_is_debugged() {
        let edits = [
            Edit::SetText { key: Key::from("k"), value: "p8e-Fake0Fake1Fake2".to_owned() },
            Edit::SetSecret { key: Key::from("k"), value: Secret::new("p8e-Fake0Fake1Fake2") },
        ];
        assert!(!format!("{edits:?}").contains("Fake"), "{edits:?}");
    }
}
