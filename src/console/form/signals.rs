//! The signals of a field: which of its name, labels and kind speak for which role. [`super::resolve`] decides.

use super::role::{ROWS, Role};
use crate::console::vocabulary;
use crate::page::{Field, FieldKind, FieldOption};

/// One thing that speaks for a field's role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Its `name`.
    Name,
    /// One of its labels, in a language that is known.
    Label,
    /// The kind of its control, where that is telling: a password, a select that offers OAuth.
    Kind,
    /// Its place: the fields next to it are those that AEM has next to it.
    Place,
    /// It is one of five free fields for five values, and the others are certain.
    Rest,
}

/// For each row of [`ROWS`], whether a field's name, label and kind speak for it.
pub(super) struct Claims {
    claims: [[bool; 3]; ROWS.len()],
    /// Whether a label names a value that is not in AEM's form.
    other: bool,
}

impl Claims {
    pub(super) fn of(field: &Field) -> Self {
        let name = letters_of(without_tail(&field.name));
        let mut claims = [[false; 3]; ROWS.len()];
        for (claim, row) in claims.iter_mut().zip(ROWS) {
            *claim = [
                row.names.iter().any(|end| name.ends_with(end)) && !is_any_secret(row.role, &name),
                // Where several elements have the same id, the label may be another field's.
                !field.shared_id && field.labels.iter().any(|label| vocabulary::matches(row.labels, label)),
                telling_kind(row.role, field),
            ];
        }
        let other = field.labels.iter().any(|label| vocabulary::matches(vocabulary::OTHER_VALUES, label));
        Self { claims, other }
    }

    /// The signals for a row; none where the field is of another kind, or contradicts itself.
    pub(super) fn signals(&self, index: usize, field: &Field) -> Vec<Signal> {
        let fits = ROWS.get(index).is_some_and(|row| row.kinds.contains(&field.kind));
        let Some(claim) = self.claims.get(index).filter(|_| fits && !self.contradictory()) else {
            return Vec::new();
        };
        let signals = [Signal::Name, Signal::Label, Signal::Kind].into_iter().zip(claim);
        signals.filter(|(_, speaks)| **speaks).map(|(signal, _)| signal).collect()
    }

    /// Whether its name speaks for a role, whatever the other signals say.
    pub(super) fn named(&self, role: Role) -> bool {
        self.says(role, 0)
    }

    /// Whether one of its labels speaks for a role, whatever the other signals say.
    pub(super) fn labelled(&self, role: Role) -> bool {
        self.says(role, 1)
    }

    /// Whether it has a label that only this console's forms have (any form has a title), or offers OAuth.
    pub(super) fn of_this_console(&self) -> bool {
        let telling = |role| !matches!(role, Role::Title);
        self.claims.iter().zip(ROWS).any(|(claim, row)| {
            telling(row.role) && claim[1] || row.role == Role::AuthenticationType && claim[2]
        })
    }

    /// Whether one of its labels is known, whatever it names.
    pub(super) fn labelled_at_all(&self) -> bool {
        self.other || self.claims.iter().any(|claim| claim[1])
    }

    fn says(&self, role: Role, signal: usize) -> bool {
        self.claims.iter().zip(ROWS).any(|(claim, row)| row.role == role && claim[signal])
    }

    /// Whether anything speaks for a row.
    pub(super) fn mentions(&self, index: usize) -> bool {
        self.claims.get(index).is_some_and(|claim| claim.contains(&true))
    }

    /// Whether the signals that it has share no role, or its labels name several.
    pub(super) fn contradictory(&self) -> bool {
        if self.other || self.claims.iter().filter(|claim| claim[1]).nth(1).is_some() {
            return true;
        }
        let claims = &self.claims;
        let spoken = [0, 1, 2].map(|signal| claims.iter().any(|claim| claim[signal]));
        let agrees = |claim: &[bool; 3]| claim.iter().zip(spoken).all(|(speaks, spoken)| *speaks || !spoken);
        spoken.contains(&true) && !claims.iter().any(agrees)
    }
}

/// What may come after the telling part of a name and does not change what it says: `clientId_oauth`, `scopeField`.
const TAILS: [&str; 6] = ["oauth", "value", "field", "input", "text", "ims"];

/// A name without the words at its end that say nothing. What is before the telling part does not count anyway.
fn without_tail(name: &str) -> &str {
    let is_tail = |word: &str| TAILS.iter().any(|tail| word.eq_ignore_ascii_case(tail));
    let mark = name.rfind(|character: char| !character.is_ascii_alphanumeric());
    let capital = name.rfind(|character: char| character.is_ascii_uppercase());
    let after_mark = mark.and_then(|at| Some((name.get(..at)?, name.get(at + 1..)?)));
    let at_capital = capital.and_then(|at| name.split_at_checked(at));
    let ends =
        [after_mark, at_capital].into_iter().flatten().find(|(rest, word)| !rest.is_empty() && is_tail(word));
    ends.map_or(name, |(rest, _)| without_tail(rest))
}

/// Its letters and digits, in lower case.
fn letters_of(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|character| character.to_ascii_lowercase()).collect()
}

/// Whether a name says no more than the kind of the field does: that a password is some secret. Another product's is one,
/// too. `clientSecret` is AEM's own name for the one that is meant (facts, section 2.1).
fn is_any_secret(role: Role, name: &str) -> bool {
    role == Role::ClientSecret && !name.ends_with("clientsecret")
}

/// Whether the kind of a field alone speaks for a role. "OAuth" is the same in every language (facts, section 3), and no
/// other select of the form offers it (section 9.2).
fn telling_kind(role: Role, field: &Field) -> bool {
    match role {
        Role::ClientSecret => field.kind == FieldKind::Password,
        Role::AuthenticationType => offers_oauth(field),
        _ => false,
    }
}

/// Whether an option names OAuth, and not JWT as well. "OAuth" is the same in every language (facts, section 3).
pub(super) fn says_oauth(option: &FieldOption) -> bool {
    says(option, "oauth") && !says(option, "jwt")
}

/// Whether a field is a select that offers OAuth, as no other select of the console does (facts, section 9.2).
pub(in crate::console) fn offers_oauth(field: &Field) -> bool {
    field.kind == FieldKind::Select && field.options.iter().any(says_oauth)
}

fn says(option: &FieldOption, word: &str) -> bool {
    option.text.to_ascii_lowercase().contains(word) || option.value.to_ascii_lowercase().contains(word)
}

/// The values that a form shows as text, by the roles of their labels.
pub(super) fn shown(fields: &[Field]) -> Vec<(Role, String)> {
    let texts = fields.iter().filter(|field| field.visible && field.kind == FieldKind::Shown);
    let told = texts.filter_map(|field| {
        let claims = Claims::of(field);
        let row = ROWS.iter().find(|row| claims.labelled(row.role))?;
        Some((row.role, field.value.clone()?))
    });
    told.collect()
}

/// All signals of a field, contradictions included: for a structure report.
pub(in crate::console) fn spoken(field: &Field) -> Vec<(Role, Vec<Signal>)> {
    let claims = Claims::of(field);
    let signals = |claim: &[bool; 3]| -> Vec<Signal> {
        let all = [Signal::Name, Signal::Label, Signal::Kind].into_iter().zip(claim);
        all.filter(|(_, speaks)| **speaks).map(|(signal, _)| signal).collect()
    };
    let all = ROWS.iter().zip(&claims.claims).map(|(row, claim)| (row.role, signals(claim)));
    all.filter(|(_, signals)| !signals.is_empty()).collect()
}
