//! Tells which field of a form is which.
//!
//! AEM's names for the OAuth fields are not public, and labels may be in any language. So a field gets a [`Role`] only
//! when at least two independent signals agree: its `name`, its label, the kind of its control where that is telling (a
//! password), or its place between neighbours that are certain. A role that two fields claim goes to neither, and a
//! field whose signals contradict each other gets none.
//!
//! * [`role`], [`field`]: the roles, and a field that has one;
//! * [`signals`]: which names, labels and kinds speak for which role;
//! * [`resolve`]: from signals to roles;
//! * [`authentication`]: JWT or OAuth, and the option that chooses OAuth.

mod authentication;
mod field;
mod resolve;
mod role;
mod signals;

pub use field::{FormField, Unresolved};
pub use role::Role;
pub use signals::Signal;
pub(super) use signals::{offers_oauth, spoken};

use super::payload::Claims;
use super::{Authentication, Evidence, vocabulary};
use crate::page::{Action, Address, FieldKind, Framed, Key, PageSnapshot};

/// A form with its fields resolved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// The fields whose roles are certain, in the order of the table of roles.
    pub fields: Vec<FormField>,
    /// The roles without a field, and why.
    pub unresolved: Vec<(Role, Unresolved)>,
    /// What the form authenticates with, and the evidence for it.
    pub authentication: Option<(Authentication, Evidence)>,
    /// The `value` of the option that chooses OAuth; `None` where there is none, or several could be meant.
    pub oauth_option: Option<String>,
    /// Whether several options or several selects could choose OAuth.
    pub oauth_competes: bool,
    /// Values that the form shows as text instead of in a field, by the roles of their labels. They help to recognise a
    /// configuration, and are never filled.
    pub shown: Vec<(Role, String)>,
    /// The claims of a JWT, wherever in the form they are.
    pub claims: Claims,
    /// Why this page must not be handed a secret, if so.
    pub hazard: Option<Hazard>,
    /// The button that saves, where it is certain which one that is. It may still be disabled.
    pub save: Option<SaveButton>,
    /// Whether a button of AEM's has to be pressed before the form can be changed.
    pub awaits_edit: bool,
    /// AEM's word for its own configurations, where the page says it.
    pub adobes: bool,
}

/// The button that saves the form.
#[derive(Clone, Debug, PartialEq)]
pub struct SaveButton {
    /// Its handle.
    pub key: Key,
    /// Its text in AEM's words.
    pub text: String,
    /// Whether it can be pressed now.
    pub enabled: bool,
}

/// Why a page must not be handed a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hazard {
    /// It came over plain `http:` from another machine, and what is typed would go back the same way.
    NotSecure,
    /// It is in a frame of a page of another origin, which could cover it with anything.
    ForeignFrame,
    /// It looks like AEM's form, but would send its fields to another host.
    SentElsewhere,
}

impl Form {
    /// The field with this role.
    pub fn field(&self, role: Role) -> Option<&FormField> {
        self.fields.iter().find(|candidate| candidate.role == role)
    }

    /// Whether OAuth has to be chosen before the form can be filled. A form with the choice counts as JWT until it says
    /// OAuth; one without it counts as OAuth, unless it has fields of JWT.
    pub fn awaits_oauth(&self) -> bool {
        let authentication = self.authentication.as_ref().map(|(kind, _)| *kind);
        match self.field(Role::AuthenticationType) {
            Some(_) => authentication != Some(Authentication::OAuth),
            None => authentication == Some(Authentication::Jwt),
        }
    }

    /// Whether every field that is filled from a credential is there and can be edited.
    pub fn ready_for_credential(&self) -> bool {
        Role::OF_CREDENTIAL.iter().all(|role| self.field(*role).is_some_and(|found| found.field.editable()))
    }

    /// The value of a field, or what the form shows in its place; `None` where that is empty.
    pub fn value(&self, role: Role) -> Option<&str> {
        let of_field = self.field(role).and_then(|found| found.field.value.as_deref());
        let shown = self.shown.iter().find(|(known, _)| *known == role).map(|(_, text)| text.as_str());
        of_field.or(shown).filter(|value| !value.is_empty())
    }
}

pub(super) fn read(snapshot: &PageSnapshot, address: &Address) -> Form {
    let (fields, unresolved) = resolve::resolve(&snapshot.fields, false);
    let selects_compete = unresolved.iter().any(|(role, reason)| {
        *role == Role::AuthenticationType
            && matches!(reason, Unresolved::Ambiguous | Unresolved::Contradictory)
    });
    let visible = snapshot.fields.iter().filter(|field| field.visible);
    let texts = visible.filter_map(|field| field.value.as_deref());
    let mut form = Form {
        fields,
        unresolved,
        oauth_competes: selects_compete,
        shown: signals::shown(&snapshot.fields),
        claims: texts.map(Claims::read).fold(Claims::default(), Claims::and),
        hazard: hazard(snapshot.framed, address),
        ..Form::default()
    };
    form.read_authentication_type(&snapshot.fields);
    form.save = save_button(&form, &snapshot.actions);
    form.adobes = says_adobes(snapshot);
    form.awaits_edit = !form.fields.iter().any(|found| found.field.editable())
        && snapshot.actions.iter().any(begins_to_edit);
    // Beside AEM's own fields, such others belong to a search or a feedback form.
    if form.fields.is_empty() && !resolve::resolve(&snapshot.fields, true).0.is_empty() {
        form.hazard = Some(Hazard::SentElsewhere);
    }
    form
}

fn hazard(framed: Framed, address: &Address) -> Option<Hazard> {
    if address.is_readable_on_the_way() {
        Some(Hazard::NotSecure)
    } else {
        (framed == Framed::Other).then_some(Hazard::ForeignFrame)
    }
}

/// Whether the page says that this configuration is Adobe's own: in a tag, an alert or a text of the form.
fn says_adobes(snapshot: &PageSnapshot) -> bool {
    let shown = snapshot.fields.iter().filter(|field| field.visible && field.kind == FieldKind::Shown);
    let texts = shown.flat_map(|field| field.labels.iter().chain(&field.value)).map(String::as_str);
    let notices = snapshot.notices.iter().map(|notice| notice.text.as_str());
    texts.chain(notices).any(|text| vocabulary::matches(vocabulary::AUTO_PROVISIONED, text))
}

/// Whether a button lets a form be edited that is shown for reading only: by its words or, since they are not known in
/// every language, its icon, which is the same in all of them (facts, section 4, consequence (e)).
fn begins_to_edit(action: &Action) -> bool {
    let by_icon = ["edit", "lockOn", "unlock"].contains(&action.icon.as_str());
    action.pressable() && (by_icon || vocabulary::matches(vocabulary::EDIT, &action.text))
}

/// The button that saves: two of its words in a known language, the id that it has on AEM's properties pages (facts,
/// section 4), and being the primary button. Of several, the one that belongs to the form, or stands in its dialog.
fn save_button(form: &Form, actions: &[Action]) -> Option<SaveButton> {
    let certain = |action: &&Action| {
        let by_words = vocabulary::matches(vocabulary::SAVE_AND_CLOSE, &action.text)
            || vocabulary::matches(vocabulary::CREATE, &action.text);
        let by_id = action.id == "shell-propertiespage-doneactivator";
        let by_variant = action.variant == "primary" || action.variant == "cta";
        // A button with other words does something else, whatever its id.
        let says_other = vocabulary::matches(vocabulary::OTHER_ACTIONS, &action.text);
        action.visible
            && !says_other
            && [by_words, by_id, by_variant].iter().filter(|signal| **signal).count() >= 2
    };
    let found: Vec<&Action> = actions.iter().filter(certain).collect();
    let home = form.fields.first().map(|found| found.field.clone()).unwrap_or_default();
    let is_of_form = |action: &&&Action| action.form == home.form && !home.form.0.is_empty();
    let is_beside = |action: &&&Action| action.dialog == home.dialog;
    let of_form: Vec<&Action> = found.iter().filter(is_of_form).copied().collect();
    let beside: Vec<&Action> = found.iter().filter(is_beside).copied().collect();
    let [action] = (if of_form.is_empty() { beside } else { of_form })[..] else { return None };
    Some(SaveButton { key: action.key.clone(), text: action.text.clone(), enabled: action.pressable() })
}

#[cfg(test)]
mod tests;

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod generated;
