//! Which field of a form is which.
//!
//! AEM's names for the OAuth fields are not public, and labels come in any language, so a field gets a [`Role`] only
//! when at least two independent signals agree: its `name`, its label, the kind of its control where that is telling
//! (a password), or its place between two neighbours that are already certain. A role that two fields claim equally
//! well is given to neither.

use super::{Authentication, Evidence, vocabulary};
use crate::page::{Action, Field, FieldKind, Key, PageSnapshot};

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

/// One row a role: how a field for it is told.
struct Signals {
    role: Role,
    /// Names, compared in lower case and without `_`, `-` and `.`; facts, sections 2.1 and 9.3.
    names: &'static [&'static str],
    labels: vocabulary::Words,
    kinds: &'static [FieldKind],
}

const SIGNALS: &[Signals] = &[
    Signals {
        role: Role::CloudSolution,
        names: &["cloudservicename", "cloudsolution"],
        labels: vocabulary::CLOUD_SOLUTION,
        kinds: &[FieldKind::Select],
    },
    Signals {
        role: Role::Title,
        names: &["title", "jcrtitle"],
        labels: vocabulary::TITLE,
        kinds: &[FieldKind::Text],
    },
    Signals {
        role: Role::AuthenticationType,
        names: &["authenticationtype", "authtype", "granttype", "type"],
        labels: vocabulary::AUTHENTICATION_TYPE,
        kinds: &[FieldKind::Select],
    },
    Signals {
        role: Role::AuthorizationServer,
        names: &["authserverurl", "authorizationserver", "authserver", "authorizationserverurl"],
        labels: vocabulary::AUTHORIZATION_SERVER,
        kinds: &[FieldKind::Text],
    },
    Signals {
        role: Role::ClientId,
        names: &["clientid"],
        labels: vocabulary::CLIENT_ID,
        kinds: &[FieldKind::Text],
    },
    Signals {
        role: Role::ClientSecret,
        names: &["clientsecret", "secret"],
        labels: vocabulary::CLIENT_SECRET,
        kinds: &[FieldKind::Password],
    },
    Signals {
        role: Role::Scope,
        names: &["scope", "scopes"],
        labels: vocabulary::SCOPE,
        kinds: &[FieldKind::Text, FieldKind::Multiline],
    },
    Signals {
        role: Role::OrgId,
        names: &["orgid", "organizationid", "imsorgid"],
        labels: vocabulary::ORG_ID,
        kinds: &[FieldKind::Text],
    },
    Signals {
        role: Role::ApiKey,
        names: &["apikey"],
        labels: vocabulary::API_KEY,
        kinds: &[FieldKind::Text],
    },
    Signals {
        role: Role::Payload,
        names: &["jwtclaims", "payload"],
        labels: vocabulary::PAYLOAD,
        kinds: &[FieldKind::Multiline, FieldKind::Text],
    },
];

/// A form with its fields resolved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// The fields that are known for certain, in the page's order.
    pub fields: Vec<FormField>,
    /// The roles of [`Role::OF_CREDENTIAL`] that no field, or more than one, was found for.
    pub unresolved: Vec<(Role, Unresolved)>,
    /// What the form authenticates with, and the reason to say so.
    pub authentication: Option<(Authentication, Evidence)>,
    /// The option to choose for OAuth: its `value`. `None` when none or several could be meant.
    pub oauth_option: Option<String>,
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
}

impl FormField {
    /// The label in AEM's own words, without a required field's star.
    pub fn label(&self) -> &str {
        self.field.labels.first().map_or("", |label| label.trim_end_matches(['*', ' ', '\u{a0}']))
    }
}

/// Why a role has no field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// No field gave two signals for it.
    NotFound,
    /// Several fields claim it equally well.
    Ambiguous,
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

    /// The value of a field that shows one.
    pub fn value(&self, role: Role) -> Option<&str> {
        self.field(role)?.field.value.as_deref().filter(|value| !value.is_empty())
    }
}

pub(super) fn read(snapshot: &PageSnapshot) -> Form {
    let visible: Vec<&Field> = snapshot.fields.iter().filter(|field| field.visible).collect();
    let mut fields = Vec::new();
    let mut unresolved = Vec::new();
    for signals in SIGNALS {
        match resolve(signals, &visible) {
            Ok(field) => fields.push(FormField { role: signals.role, field: field.clone() }),
            Err(reason) if Role::OF_CREDENTIAL.contains(&signals.role) => {
                unresolved.push((signals.role, reason));
            }
            Err(_) => {}
        }
    }
    let mut form = Form { fields, unresolved, ..Form::default() };
    form.read_authentication_type();
    form.save = save_button(&snapshot.actions);
    form
}

impl Form {
    /// Chosen is what the select says; the option for OAuth is the only one that speaks of OAuth and not of JWT
    /// (facts, section 9.4; "OAuth" is untranslated everywhere, section 3).
    fn read_authentication_type(&mut self) {
        let Some(select) = self.field(Role::AuthenticationType).map(|found| found.field.clone()) else {
            // A form without the choice is what AEM shows for a configuration that is OAuth from the start.
            if self.field(Role::ApiKey).is_some() || self.field(Role::Payload).is_some() {
                self.authentication = Some((Authentication::Jwt, Evidence::NoBadge));
            }
            return;
        };
        let says = |option: &crate::page::FieldOption, word: &str| {
            option.text.to_ascii_lowercase().contains(word)
                || option.value.to_ascii_lowercase().contains(word)
        };
        let mut oauth = select.options.iter().filter(|option| says(option, "oauth") && !says(option, "jwt"));
        self.oauth_option =
            oauth.next().map(|option| option.value.clone()).filter(|_| oauth.next().is_none());

        let value = select.value.unwrap_or_default();
        let chosen = select.options.iter().find(|option| option.value == value);
        self.authentication = chosen.map(|option| {
            let kind = if Some(&option.value) == self.oauth_option.as_ref() {
                Authentication::OAuth
            } else {
                Authentication::Jwt
            };
            (kind, Evidence::Option(option.text.clone()))
        });
    }
}

/// How many independent signals say that a field has the role: its name, one of its labels, and its kind where that
/// alone is telling. A kind that does not fit rules it out.
fn strength(signals: &Signals, field: &Field) -> usize {
    if !signals.kinds.contains(&field.kind) {
        return 0;
    }
    let name: String = field.name.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let by_name = signals.names.contains(&name.as_str());
    let by_label = field.labels.iter().any(|label| vocabulary::matches(signals.labels, label));
    let by_kind = field.kind == FieldKind::Password;
    [by_name, by_label, by_kind].iter().filter(|signal| **signal).count()
}

fn resolve<'a>(signals: &Signals, fields: &[&'a Field]) -> Result<&'a Field, Unresolved> {
    let best = fields.iter().map(|field| strength(signals, field)).max().unwrap_or_default();
    // A page that lies about one signal must not win: two fields with two signals compete, whichever has more.
    let mut candidates = fields.iter().filter(|field| strength(signals, field) >= 2);
    match (candidates.next(), candidates.next()) {
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => Err(Unresolved::Ambiguous),
        _ => by_place(signals, fields, best),
    }
}

/// One signal and the right place: the fields just before and just after are certain, and it alone lies between them.
fn by_place<'a>(signals: &Signals, fields: &[&'a Field], best: usize) -> Result<&'a Field, Unresolved> {
    let order = SIGNALS.iter().filter(|row| Role::OF_CREDENTIAL.contains(&row.role)).collect::<Vec<_>>();
    let place = order.iter().position(|row| row.role == signals.role).ok_or(Unresolved::NotFound)?;
    if best == 0 {
        return Err(Unresolved::NotFound);
    }
    let mut found = fields.iter().enumerate().filter(|(_, field)| strength(signals, field) == best);
    let (Some((index, field)), None) = (found.next(), found.next()) else {
        return Err(Unresolved::Ambiguous);
    };
    let certain = |at: Option<usize>, row: Option<usize>| match (at, row.and_then(|row| order.get(row))) {
        (Some(at), Some(row)) => fields.get(at).is_some_and(|neighbour| strength(row, neighbour) >= 2),
        (_, None) => true,
        (None, Some(_)) => false,
    };
    let before = certain(index.checked_sub(1), place.checked_sub(1));
    let after = certain(index.checked_add(1), place.checked_add(1));
    if before && after { Ok(field) } else { Err(Unresolved::NotFound) }
}

/// The button that saves: its words in a known language together with its id (facts, section 4: ids that AEM's
/// properties pages have) or with being the page's primary button.
fn save_button(actions: &[Action]) -> Option<SaveButton> {
    let certain = |action: &&Action| {
        let by_words = vocabulary::matches(vocabulary::SAVE_AND_CLOSE, &action.text)
            || vocabulary::matches(vocabulary::CREATE, &action.text);
        let by_id = action.id == "shell-propertiespage-doneactivator";
        let by_variant = action.variant == "primary" || action.variant == "cta";
        action.visible && [by_words, by_id, by_variant].iter().filter(|signal| **signal).count() >= 2
    };
    let mut found = actions.iter().filter(certain);
    let (Some(action), None) = (found.next(), found.next()) else { return None };
    Some(SaveButton { key: action.key.clone(), text: action.text.clone(), enabled: action.pressable() })
}

#[cfg(test)]
mod tests;
