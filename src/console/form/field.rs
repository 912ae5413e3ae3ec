//! A field with a role, or the reason why a role has none.

use super::role::Role;
use super::signals::Signal;
use crate::page::Field;

/// A field whose role is certain.
#[derive(Clone, Debug, PartialEq)]
pub struct FormField {
    /// The role.
    pub role: Role,
    /// The field itself.
    pub field: Field,
    /// The signals that agreed on the role.
    pub signals: Vec<Signal>,
}

impl FormField {
    /// The label in AEM's own words, without the star of a required field.
    pub fn label(&self) -> &str {
        self.field.labels.first().map_or("", |label| label.trim_end_matches(['*', ' ', '\u{a0}']))
    }

    /// The text of a select's chosen option, unless it is empty.
    pub fn chosen(&self) -> Option<&str> {
        let value = self.field.value.as_deref().filter(|value| !value.is_empty())?;
        let option = self.field.options.iter().find(|option| option.value == value)?;
        Some(option.text.as_str()).filter(|text| !text.is_empty())
    }
}

/// Why a role has no field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// No field had two signals for it.
    NotFound,
    /// Several fields claim it.
    Ambiguous,
    /// A field's name, label and kind disagree.
    Contradictory,
    /// The field was found, but cannot be edited.
    Locked,
    /// The field is one entry of a list, and the value has several.
    List,
    /// The field is on another step or tab of the form.
    OtherPanel,
}
