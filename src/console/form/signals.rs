//! What a field says of itself: which names, labels and kinds belong to which role.
//!
//! A table with a source beside each row. Nothing here decides; [`super::resolve`] compares what the signals say.

use super::Role;
use crate::console::vocabulary::{self, Words};
use crate::page::{Field, FieldKind};

/// One thing that says what a field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Its `name`.
    Name,
    /// One of its labels, in a language that is known.
    Label,
    /// What sort of control it is, where that alone is telling: a password, a select that offers OAuth.
    Kind,
    /// Its place: the fields beside it are those that AEM has beside it.
    Place,
}

/// One row a role: how a field for it is told.
pub(super) struct Row {
    pub(super) role: Role,
    /// Ends of names, in lower case and with letters and digits only.
    names: &'static [&'static str],
    labels: Words,
    pub(super) kinds: &'static [FieldKind],
}

/// The names: those of the JWT form's requests (facts, section 2.1), the properties of the configuration that AEM 6.5
/// keeps (section 2.4: `auth.token.provider.client.id`, `auth.token.provider.orgId`, `auth.token.provider.scope`,
/// `auth.ims.client.secret`, `auth.token.provider.title`), and those to be expected (section 9.3). The kinds are those
/// of the pictures (sections 2.1 and 2.2). A field for the client id may have kept the API key's name, which it has in
/// the requests; its label then tells the two apart.
pub(super) const ROWS: &[Row] = &[
    Row {
        role: Role::CloudSolution,
        names: &["cloudservicename", "cloudsolution"],
        labels: vocabulary::CLOUD_SOLUTION,
        kinds: &[FieldKind::Select],
    },
    Row { role: Role::Title, names: &["title"], labels: vocabulary::TITLE, kinds: &[FieldKind::Text] },
    Row {
        role: Role::AuthenticationType,
        names: &["authenticationtype", "authtype", "granttype"],
        labels: vocabulary::AUTHENTICATION_TYPE,
        kinds: &[FieldKind::Select],
    },
    Row {
        role: Role::AuthorizationServer,
        names: &["authserverurl", "authserver", "authorizationserver", "authorizationserverurl"],
        labels: vocabulary::AUTHORIZATION_SERVER,
        kinds: &[FieldKind::Text],
    },
    Row {
        role: Role::ClientId,
        names: &["clientid", "apikey"],
        labels: vocabulary::CLIENT_ID,
        kinds: &[FieldKind::Text],
    },
    Row {
        role: Role::ClientSecret,
        names: &["clientsecret", "secret"],
        labels: vocabulary::CLIENT_SECRET,
        kinds: &[FieldKind::Password],
    },
    Row {
        role: Role::Scope,
        names: &["scope", "scopes"],
        labels: vocabulary::SCOPE,
        kinds: &[FieldKind::Text, FieldKind::Multiline],
    },
    Row {
        role: Role::OrgId,
        names: &["orgid", "organizationid", "organisationid"],
        labels: vocabulary::ORG_ID,
        kinds: &[FieldKind::Text],
    },
    Row { role: Role::ApiKey, names: &["apikey"], labels: vocabulary::API_KEY, kinds: &[FieldKind::Text] },
    Row {
        role: Role::Payload,
        names: &["jwtclaims", "payload"],
        labels: vocabulary::PAYLOAD,
        kinds: &[FieldKind::Multiline, FieldKind::Text],
    },
];

/// What one field says of itself: for each row of [`ROWS`] whether its name, its label and its kind speak for it.
pub(super) struct Claims {
    claims: [[bool; 3]; ROWS.len()],
    /// Whether a label says that it is for something that no row is about.
    other: bool,
}

impl Claims {
    pub(super) fn of(field: &Field) -> Self {
        let name: String = field
            .name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|character| character.to_ascii_lowercase())
            .collect();
        let mut claims = [[false; 3]; ROWS.len()];
        for (claim, row) in claims.iter_mut().zip(ROWS) {
            *claim = [
                row.names.iter().any(|end| name.ends_with(end)),
                // An id that several elements carry may have bound another field's label.
                !field.shared_id && field.labels.iter().any(|label| vocabulary::matches(row.labels, label)),
                telling_kind(row.role, field),
            ];
        }
        let other = field.labels.iter().any(|label| vocabulary::matches(vocabulary::OTHER_VALUES, label));
        Self { claims, other }
    }

    /// The signals that speak for a row. None do where the field is of another kind, or contradicts itself.
    pub(super) fn signals(&self, index: usize, field: &Field) -> Vec<Signal> {
        let fits = ROWS.get(index).is_some_and(|row| row.kinds.contains(&field.kind));
        let Some(claim) = self.claims.get(index).filter(|_| fits && !self.contradictory()) else {
            return Vec::new();
        };
        let signals = [Signal::Name, Signal::Label, Signal::Kind].into_iter().zip(claim);
        signals.filter(|(_, speaks)| **speaks).map(|(signal, _)| signal).collect()
    }

    /// Whether its name speaks for a role, whatever else does.
    pub(super) fn named(&self, role: Role) -> bool {
        self.says(role, 0)
    }

    /// Whether one of its labels speaks for a role, whatever else does.
    pub(super) fn labelled(&self, role: Role) -> bool {
        self.says(role, 1)
    }

    /// Whether it has a label of this console's forms, beyond those that any form has, or the choice of OAuth.
    pub(super) fn of_this_console(&self) -> bool {
        let telling = |role| !matches!(role, Role::Title);
        self.claims.iter().zip(ROWS).any(|(claim, row)| {
            telling(row.role) && claim[1] || row.role == Role::AuthenticationType && claim[2]
        })
    }

    fn says(&self, role: Role, signal: usize) -> bool {
        self.claims.iter().zip(ROWS).any(|(claim, row)| row.role == role && claim[signal])
    }

    /// Whether anything speaks for a row at all.
    pub(super) fn mentions(&self, index: usize) -> bool {
        self.claims.get(index).is_some_and(|claim| claim.contains(&true))
    }

    /// Whether its name, its label and its kind have no role in common, though each of those that speak has one.
    pub(super) fn contradictory(&self) -> bool {
        if self.other {
            return true;
        }
        let claims = &self.claims;
        let spoken = [0, 1, 2].map(|signal| claims.iter().any(|claim| claim[signal]));
        let agrees = |claim: &[bool; 3]| claim.iter().zip(spoken).all(|(speaks, spoken)| *speaks || !spoken);
        spoken.contains(&true) && !claims.iter().any(agrees)
    }
}

/// "OAuth" is untranslated everywhere (facts, section 3), and no other select of the form offers it (section 9.2).
fn telling_kind(role: Role, field: &Field) -> bool {
    match role {
        Role::ClientSecret => field.kind == FieldKind::Password,
        Role::AuthenticationType => super::authentication::offers_oauth(field),
        _ => false,
    }
}

/// What a form shows as text, by the role that its label speaks for.
pub(super) fn shown(fields: &[Field]) -> Vec<(Role, String)> {
    let texts = fields.iter().filter(|field| field.visible && field.kind == FieldKind::Shown);
    let told = texts.filter_map(|field| {
        let claims = Claims::of(field);
        let row = ROWS.iter().find(|row| claims.labelled(row.role))?;
        Some((row.role, field.value.clone()?))
    });
    told.collect()
}

/// What speaks for which role in a field, whatever speaks against it: for a report.
pub(in crate::console) fn spoken(field: &Field) -> Vec<(Role, Vec<Signal>)> {
    let claims = Claims::of(field);
    let signals = |claim: &[bool; 3]| -> Vec<Signal> {
        let all = [Signal::Name, Signal::Label, Signal::Kind].into_iter().zip(claim);
        all.filter(|(_, speaks)| **speaks).map(|(signal, _)| signal).collect()
    };
    let all = ROWS.iter().zip(&claims.claims).map(|(row, claim)| (row.role, signals(claim)));
    all.filter(|(_, signals)| !signals.is_empty()).collect()
}
