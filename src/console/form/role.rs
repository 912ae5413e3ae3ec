//! The roles of fields, and the names, labels and kinds by which the field for each is recognised.

use crate::console::vocabulary::{self, Words};
use crate::page::FieldKind;

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
    /// *API Key* of a JWT configuration: an older name for the client id.
    ApiKey,
    /// *Payload* of a JWT configuration.
    Payload,
}

impl Role {
    /// The fields of the OAuth form that are filled from a credential, in AEM's order (facts, section 2.2).
    pub const OF_CREDENTIAL: [Self; 5] =
        [Self::AuthorizationServer, Self::ClientId, Self::ClientSecret, Self::Scope, Self::OrgId];
}

/// How the field for one role is recognised.
pub(super) struct Row {
    pub(super) role: Role,
    /// Ends of names, in lower case and with letters and digits only.
    pub(super) names: &'static [&'static str],
    pub(super) labels: Words,
    pub(super) kinds: &'static [FieldKind],
}

/// Names are from the JWT form's requests (facts, section 2.1), from the properties in which AEM 6.5 stores a
/// configuration (section 2.4: `auth.token.provider.client.id`, `auth.token.provider.orgId`,
/// `auth.token.provider.scope`, `auth.ims.client.secret`, `auth.token.provider.title`), and likely ones (section 9.3).
/// Kinds are from the screenshots (sections 2.1 and 2.2). A field for the client id may have kept the API key's name
/// from the requests; then its label tells the two apart.
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
