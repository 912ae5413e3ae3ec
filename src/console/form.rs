//! Which field of a form is which.
//!
//! AEM's names for the OAuth fields are not public, and labels come in any language, so a field gets a [`Role`] only
//! when at least two independent signals agree: its `name`, its label, the kind of its control where that is telling
//! (a password), or its place beside neighbours that are certain. A role that two fields claim is given to neither.
//! A field whose signals contradict each other has none.
//!
//! * [`signals`]: the table of what speaks for which role;
//! * [`resolve`]: from there to the roles;
//! * [`authentication`]: JWT or OAuth, and the option that chooses it.

mod authentication;
mod resolve;
mod signals;

pub(super) use authentication::offers_oauth;
pub use signals::Signal;
pub(super) use signals::spoken;

use super::payload::Claims;
use super::{Authentication, Evidence, vocabulary};
use crate::page::{Action, Address, Field, Framed, Key, PageSnapshot};

/// What a field of the form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// *Cloud Solution* on the create page.
    CloudSolution,
    /// *Title*.
    Title,
    /// *Authentication Type*: JWT or OAuth.
    AuthenticationType,
    /// *Authorization Server*.
    AuthorizationServer,
    /// *Client Id*.
    ClientId,
    /// *Client Secret*.
    ClientSecret,
    /// *Scope*.
    Scope,
    /// *Org Id*.
    OrgId,
    /// *API Key* of a JWT configuration: the client id by its older name.
    ApiKey,
    /// *Payload* of a JWT configuration.
    Payload,
}

impl Role {
    /// The fields of the OAuth form that a credential fills, in AEM's order (facts, section 2.2).
    pub const OF_CREDENTIAL: [Self; 5] =
        [Self::AuthorizationServer, Self::ClientId, Self::ClientSecret, Self::Scope, Self::OrgId];
}

/// A form with its fields resolved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// The fields that are known for certain, in the page's order.
    pub fields: Vec<FormField>,
    /// The roles that no field was found for, and why.
    pub unresolved: Vec<(Role, Unresolved)>,
    /// What the form authenticates with, and the reason to say so.
    pub authentication: Option<(Authentication, Evidence)>,
    /// The option to choose for OAuth: its `value`. `None` when none or several could be meant.
    pub oauth_option: Option<String>,
    /// Whether several options or several selects could choose OAuth.
    pub oauth_competes: bool,
    /// What the form shows as text where a field would stand if it could be changed, by its label: to know a
    /// configuration by, never to fill.
    pub shown: Vec<(Role, String)>,
    /// What the claims of a JWT tell, wherever in the form they are.
    pub claims: Claims,
    /// What makes this page none to hand a secret to.
    pub hazard: Option<Hazard>,
    /// The button that saves, when it is known for certain; it may be disabled still.
    pub save: Option<SaveButton>,
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

/// A field whose role is certain.
#[derive(Clone, Debug, PartialEq)]
pub struct FormField {
    /// What it is for.
    pub role: Role,
    /// The field itself.
    pub field: Field,
    /// The signals that agreed on it.
    pub signals: Vec<Signal>,
}

impl FormField {
    /// The label in AEM's own words, without a required field's star.
    pub fn label(&self) -> &str {
        self.field.labels.first().map_or("", |label| label.trim_end_matches(['*', ' ', '\u{a0}']))
    }

    /// The text of the option that is chosen in a select, if it says anything.
    pub fn chosen(&self) -> Option<&str> {
        let value = self.field.value.as_deref().filter(|value| !value.is_empty())?;
        let option = self.field.options.iter().find(|option| option.value == value)?;
        Some(option.text.as_str()).filter(|text| !text.is_empty())
    }
}

/// Why a page is not to be handed a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hazard {
    /// It came over `http:` from another machine, and what is typed goes back the same way, for anyone to read.
    NotSecure,
    /// It is in a frame, and a page of another origin around it could lay anything over it.
    ForeignFrame,
    /// It has the fields of AEM's form, and would send them to another host.
    SentElsewhere,
}

/// Why a role has no field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// No field gave two signals for it.
    NotFound,
    /// Several fields claim it.
    Ambiguous,
    /// A field's name and its label, or its kind, say different things.
    Contradictory,
    /// The field is known, and cannot be changed.
    Locked,
}

impl Form {
    /// The field that has a role.
    pub fn field(&self, role: Role) -> Option<&FormField> {
        self.fields.iter().find(|candidate| candidate.role == role)
    }

    /// Whether OAuth has to be chosen before the form takes a credential. A form that has the choice is not OAuth
    /// before it says so; one without it is, unless its fields are those of JWT.
    pub fn awaits_oauth(&self) -> bool {
        let authentication = self.authentication.as_ref().map(|(kind, _)| *kind);
        match self.field(Role::AuthenticationType) {
            Some(_) => authentication != Some(Authentication::OAuth),
            None => authentication == Some(Authentication::Jwt),
        }
    }

    /// Whether every field that a credential fills is there and can be typed into.
    pub fn ready_for_credential(&self) -> bool {
        Role::OF_CREDENTIAL.iter().all(|role| self.field(*role).is_some_and(|found| found.field.editable()))
    }

    /// The value of a field that shows one, or what the form shows in its place.
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
    form.save = save_button(&snapshot.actions);
    // Where AEM's own fields are there too, the others are somebody's search or feedback.
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

/// The button that saves: its words in a known language together with its id (facts, section 4: ids that AEM's
/// properties pages have) or with being the page's primary button.
fn save_button(actions: &[Action]) -> Option<SaveButton> {
    let certain = |action: &&Action| {
        let by_words = vocabulary::matches(vocabulary::SAVE_AND_CLOSE, &action.text)
            || vocabulary::matches(vocabulary::CREATE, &action.text);
        let by_id = action.id == "shell-propertiespage-doneactivator";
        let by_variant = action.variant == "primary" || action.variant == "cta";
        // A button that says something else does that, whatever its id.
        let says_other = vocabulary::matches(vocabulary::OTHER_ACTIONS, &action.text);
        action.visible
            && !says_other
            && [by_words, by_id, by_variant].iter().filter(|signal| **signal).count() >= 2
    };
    let mut found = actions.iter().filter(certain);
    let (Some(action), None) = (found.next(), found.next()) else { return None };
    Some(SaveButton { key: action.key.clone(), text: action.text.clone(), enabled: action.pressable() })
}

#[cfg(test)]
mod tests;
