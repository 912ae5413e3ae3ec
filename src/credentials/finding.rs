//! Findings: what there is to say about a text that was read.
//!
//! A finding is a kind with its parameters, and no words: `locale` has those. A parameter never holds a secret, nor any
//! text that was not recognised as harmless.

use super::{CredentialField, CredentialId, CredentialKind};
use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumIter, IntoStaticStr};

/// One thing worth saying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it says.
    pub kind: FindingKind,
    /// How serious it is.
    pub severity: Severity,
    /// The field it is about.
    pub field: Option<CredentialField>,
    /// Where in the text the value in question stands, if it stands anywhere.
    pub location: Option<Location>,
    /// The credential it is about; `None` when it is about the whole text.
    pub credential: Option<CredentialId>,
}

/// What a finding says, with everything its words need. The check of each kind is in `reading/findings`, as a function
/// of the same name, which also explains it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[cfg_attr(test, derive(EnumIter))]
#[strum_discriminants(
    name(FindingCode),
    doc = "The kind of a finding without its parameters.",
    derive(PartialOrd, Ord, Hash, EnumIter, IntoStaticStr),
    strum(serialize_all = "kebab-case"),
    allow(missing_docs)
)]
#[allow(missing_docs, reason = "the text of a variant names its parameters")]
pub enum FindingKind {
    /// There is an access token. AEM gets its own.
    AccessTokenIgnored,
    /// These are service credentials of AEM's own Developer Console.
    AemServiceCredential,
    /// No client id.
    ClientIdMissing,
    /// A client id of a shape that Adobe does not issue.
    ClientIdUnusual,
    /// The file is no text, but in the format of other programs.
    FileNotText { format: String },
    /// The text was not read because it is longer than `limit` mebibytes.
    InputTooLarge { limit: u32 },
    /// A JWT credential without its OAuth successor.
    JwtOnly,
    /// A developer's one-day token of AEM's own Developer Console.
    LocalDevelopmentToken,
    /// JWT metascopes among the scopes.
    MetascopeInScopes { metascopes: Vec<String> },
    /// The JWT credential that this one replaces still exists.
    MigrationInProgress,
    /// Nothing in the text belongs to a credential.
    NothingFound,
    /// Developer Console's number of the organization stands where its id belongs.
    OrgIdIsNumeric { number: String },
    /// The technical account's id stands where the organization's belongs.
    OrgIdIsTechnicalAccount,
    /// No organization id.
    OrgIdMissing,
    /// An organization id of a shape that Adobe does not issue.
    OrgIdUnusual,
    /// The address of a credential's page, and nothing of what is on the page.
    PageAddress,
    /// Where the value of `field` belongs stands a placeholder, a remark, or a reference to where the value is kept:
    /// `text`, as far as it is harmless.
    Placeholder { field: CredentialField, text: String },
    /// There is a private key. OAuth needs none.
    PrivateKeyPresent,
    /// No scopes.
    ScopesMissing,
    /// The scopes had nothing but spaces between them.
    ScopesSpaceSeparated,
    /// Something among the scopes is no scope.
    ScopesUnusual,
    /// The page was copied while it showed *Retrieve client secret* instead of the secret.
    SecretHidden,
    /// The secret is cut short or starred out.
    SecretMasked,
    /// No client secret.
    SecretMissing,
    /// A client secret of a shape that Adobe does not issue; it has `length` characters.
    SecretUnusual { length: u32 },
    /// There are `count` OAuth Server-to-Server credentials to choose from.
    SeveralCredentials { count: u32 },
    /// The credential has `count` client secrets to choose from.
    SeveralSecrets { count: u32 },
    /// A credential of Adobe's stage environment; its server is `host`.
    StageEnvironment { host: String },
    /// An authorization server that Adobe does not document. `host` is `None` when what was given is no host.
    UnknownAuthorizationServer { host: Option<String> },
    /// The text gives `field` two values: `kept` stands first, `other` is not used. Of two ids, neither is.
    ValuesDisagree { field: CredentialField, kept: String, other: String },
    /// A credential of a `kind` that AEM cannot use.
    WrongCredentialType { kind: CredentialKind },
}

impl FindingKind {
    /// The kind in `kebab-case`, such as `client-id-missing`: stable, so that scripts can rely on it.
    pub fn code(&self) -> &'static str {
        FindingCode::from(self).into()
    }
}

/// How serious a finding is, most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// AEM's form cannot be filled from this credential.
    Error,
    /// It can, but that is likely to fail or not what was meant.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A place in the text as an editor shows it; both numbers start at 1. Columns count characters, without the invisible
/// ones that `reading` drops (byte order mark, zero-width space).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// The line.
    pub line: u32,
    /// The character in the line.
    pub column: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    /// Scripts rely on these: a code may be added, but none may change.
    #[test]
    fn codes_are_stable() {
        let codes: Vec<&'static str> = FindingCode::iter().map(Into::into).collect();
        let expect = [
            "access-token-ignored",
            "aem-service-credential",
            "client-id-missing",
            "client-id-unusual",
            "file-not-text",
            "input-too-large",
            "jwt-only",
            "local-development-token",
            "metascope-in-scopes",
            "migration-in-progress",
            "nothing-found",
            "org-id-is-numeric",
            "org-id-is-technical-account",
            "org-id-missing",
            "org-id-unusual",
            "page-address",
            "placeholder",
            "private-key-present",
            "scopes-missing",
            "scopes-space-separated",
            "scopes-unusual",
            "secret-hidden",
            "secret-masked",
            "secret-missing",
            "secret-unusual",
            "several-credentials",
            "several-secrets",
            "stage-environment",
            "unknown-authorization-server",
            "values-disagree",
            "wrong-credential-type",
        ];
        assert_eq!(codes, expect);
        assert_eq!(FindingKind::SecretUnusual { length: 12 }.code(), "secret-unusual");
    }
}
