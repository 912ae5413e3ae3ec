//! A credential as Adobe Developer Console issues it, in typed values.

use super::{AuthorizationServer, ClientId, OrgId, Scopes, Secret, TechnicalAccountId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One credential of Adobe Developer Console, as far as it is known from what was pasted.
#[derive(Debug, Clone, PartialEq)]
pub struct Credential {
    /// Identifies it among the credentials that were read with it.
    pub id: CredentialId,
    /// Its type.
    pub kind: CredentialKind,
    /// Its name in Developer Console, or else its project's title.
    pub name: Option<String>,
    /// AEM's *Client Id*.
    pub client_id: Option<ClientId>,
    /// AEM's *Client Secret*: all complete secrets in the order of the paste, those of Adobe's shape first. Adobe
    /// allows two at a time; nothing says which one is newer.
    pub client_secrets: Vec<Secret>,
    /// AEM's *Scope*.
    pub scopes: Option<Scopes>,
    /// AEM's *Org Id*.
    pub org_id: Option<OrgId>,
    /// The technical account; AEM does not ask for it.
    pub technical_account_id: Option<TechnicalAccountId>,
    /// The technical account's address; AEM does not ask for it.
    pub technical_account_email: Option<String>,
    /// AEM's *Authorization Server*; Adobe's production server if none was named.
    pub authorization_server: AuthorizationServer,
    /// The names of the products its workspace has, such as `Adobe Target`; at most 64.
    pub services: Vec<String>,
}

impl Credential {
    /// Whether AEM's OAuth form can be filled from it: it is an OAuth Server-to-Server credential with a client id, a
    /// complete secret, scopes and an organization id, and no server outside Adobe was named.
    ///
    /// The last condition is about the pasted text, not about `authorization_server`, which never names a foreign
    /// host: a credential that came with a look-alike server came from someone who wants its secret sent there.
    pub fn usable(&self) -> bool {
        self.kind == CredentialKind::OAuthServerToServer
            && self.client_id.is_some()
            && !self.client_secrets.is_empty()
            && self.scopes.is_some()
            && self.org_id.is_some()
            && !self.authorization_server.is_stand_in()
    }
}

/// Identifies a credential within everything that was pasted; stable across pages and re-readings of the same text.
///
/// It is the client id where the credential has one, and `#1`, `#2` … for credentials without. A second credential with
/// the same client id gets `CLIENTID#2`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CredentialId(String);

impl CredentialId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether both are of one credential of Developer Console: they have the same client id, however they are numbered.
    pub fn has_client_id_of(&self, other: &Self) -> bool {
        fn client_id(id: &CredentialId) -> &str {
            id.0.split('#').next().unwrap_or_default()
        }
        self == other || (!client_id(self).is_empty() && client_id(self) == client_id(other))
    }
}

impl From<&str> for CredentialId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl From<String> for CredentialId {
    fn from(id: String) -> Self {
        Self(id)
    }
}

impl fmt::Display for CredentialId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The type of a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum CredentialKind {
    /// OAuth Server-to-Server, the type AEM's form takes; assumed unless something speaks against it.
    #[default]
    OAuthServerToServer,
    /// Service Account (JWT), dead since 1 March 2026 at the latest.
    Jwt,
    /// OAuth Web App: acts for a user who signs in.
    OAuthWebApp,
    /// OAuth Single-Page App: the same, without a secret.
    OAuthSinglePageApp,
    /// OAuth Native App: the same, in an app.
    OAuthNativeApp,
    /// API Key: nothing but a client id.
    ApiKey,
    /// A service credential of AEM's own Developer Console: for programs that call AEM, not for AEM to call others.
    AemServiceCredential,
}

impl CredentialKind {
    /// A stable code, for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OAuthServerToServer => "oauth-server-to-server",
            Self::Jwt => "jwt",
            Self::OAuthWebApp => "oauth-web-app",
            Self::OAuthSinglePageApp => "oauth-single-page-app",
            Self::OAuthNativeApp => "oauth-native-app",
            Self::ApiKey => "api-key",
            Self::AemServiceCredential => "aem-service-credential",
        }
    }

    /// The name that Adobe's or AEM's Developer Console shows; it is English in every language.
    pub fn console_name(self) -> &'static str {
        match self {
            Self::OAuthServerToServer => "OAuth Server-to-Server",
            Self::Jwt => "Service Account (JWT)",
            Self::OAuthWebApp => "OAuth Web App",
            Self::OAuthSinglePageApp => "OAuth Single-Page App",
            Self::OAuthNativeApp => "OAuth Native App",
            Self::ApiKey => "API Key",
            Self::AemServiceCredential => "AEM Service Credentials",
        }
    }
}

/// A part of a [`Credential`] that a finding can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(Default))]
pub enum CredentialField {
    /// [`Credential::name`]
    #[cfg_attr(test, default)]
    Name,
    /// [`Credential::client_id`]
    ClientId,
    /// [`Credential::client_secrets`]
    ClientSecrets,
    /// [`Credential::scopes`]
    Scopes,
    /// [`Credential::org_id`]
    OrgId,
    /// [`Credential::technical_account_id`]
    TechnicalAccountId,
    /// [`Credential::technical_account_email`]
    TechnicalAccountEmail,
    /// [`Credential::authorization_server`]
    AuthorizationServer,
}

impl CredentialField {
    /// The name in `snake_case`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::ClientId => "client_id",
            Self::ClientSecrets => "client_secrets",
            Self::Scopes => "scopes",
            Self::OrgId => "org_id",
            Self::TechnicalAccountId => "technical_account_id",
            Self::TechnicalAccountEmail => "technical_account_email",
            Self::AuthorizationServer => "authorization_server",
        }
    }

    /// The label in Developer Console, which is English in every language. The server is not shown there, so its
    /// label is the one in AEM.
    pub fn console_label(self) -> &'static str {
        match self {
            Self::Name => "Credential Name",
            Self::ClientId => "Client ID",
            Self::ClientSecrets => "Client Secret",
            Self::Scopes => "Scopes",
            Self::OrgId => "Organization ID",
            Self::TechnicalAccountId => "Technical Account ID",
            Self::TechnicalAccountEmail => "Technical Account Email",
            Self::AuthorizationServer => "Authorization Server",
        }
    }
}
