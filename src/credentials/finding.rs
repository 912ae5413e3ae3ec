//! A finding: something worth saying about what was read. It is a code with parameters; the words for it are in
//! `locale`. A parameter never holds a secret, nor any text that was not recognised as something harmless.

use super::CredentialField;

/// Something worth saying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub code: FindingCode,
    /// How bad it is.
    pub severity: Severity,
    /// The field it is about.
    pub field: Option<CredentialField>,
    /// Where in the paste the value stands, if it stands there.
    pub location: Option<Location>,
    /// What the words for it need, by name. Never a secret.
    pub params: Vec<(&'static str, String)>,
    /// The credential it is about, as an index into [`Reading::credentials`](super::Reading::credentials); `None`
    /// when it is about the whole paste.
    pub credential: Option<usize>,
}

/// Every name that a finding's parameter has.
pub(crate) const PARAMETERS: &[&str] =
    &["count", "host", "kept", "kind", "label", "length", "metascopes", "number", "other"];

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// AEM's form cannot be filled from this credential.
    Error,
    /// It can, but is likely to fail or not to be what was meant.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// From the worst on.
    pub(crate) const ALL: &'static [Self] = &[Self::Error, Self::Warning, Self::Note];

    /// `error`, `warning` or `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A place in the paste as an editor shows it, both numbers from 1. Columns count characters; invisible ones
/// (byte order mark, zero-width space) do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location {
    /// The line.
    pub line: u32,
    /// The character in the line.
    pub column: u32,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)*) => {
        /// What a finding is; each is explained in the file of its check.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingCode {
            $($(#[$doc])* $variant,)*
        }

        impl FindingCode {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code in `kebab-case`; stable, so that dictionaries and scripts can rely on it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }
        }
    };
}

codes! {
    /// A token, which AEM gets by itself.
    AccessTokenIgnored = "access-token-ignored",
    /// A service credential of AEM's own Developer Console.
    AemServiceCredential = "aem-service-credential",
    /// No client id.
    ClientIdMissing = "client-id-missing",
    /// A client id of a shape Adobe does not issue.
    ClientIdUnusual = "client-id-unusual",
    /// More than 8 MiB pasted.
    InputTooLarge = "input-too-large",
    /// A JWT credential without its OAuth successor.
    JwtOnly = "jwt-only",
    /// A developer's token of AEM's own Developer Console.
    LocalDevelopmentToken = "local-development-token",
    /// A JWT metascope among the scopes.
    MetascopeInScopes = "metascope-in-scopes",
    /// The JWT credential this one replaces is still there.
    MigrationInProgress = "migration-in-progress",
    /// Nothing of a credential in the paste.
    NothingFound = "nothing-found",
    /// Developer Console's number of the organization instead of its id.
    OrgIdIsNumeric = "org-id-is-numeric",
    /// The technical account's id instead of the organization's.
    OrgIdIsTechnicalAccount = "org-id-is-technical-account",
    /// No organization id.
    OrgIdMissing = "org-id-missing",
    /// An organization id of a shape Adobe does not issue.
    OrgIdUnusual = "org-id-unusual",
    /// The address of a credential's page instead of what is on it.
    PageAddress = "page-address",
    /// A private key, which OAuth does not need.
    PrivateKeyPresent = "private-key-present",
    /// A placeholder instead of a value.
    Placeholder = "placeholder",
    /// No scopes.
    ScopesMissing = "scopes-missing",
    /// Scopes with nothing but spaces between them.
    ScopesSpaceSeparated = "scopes-space-separated",
    /// The page shows *Retrieve client secret* instead of the secret.
    SecretHidden = "secret-hidden",
    /// The secret is cut short or starred out.
    SecretMasked = "secret-masked",
    /// No client secret.
    SecretMissing = "secret-missing",
    /// A client secret of a shape Adobe does not issue.
    SecretUnusual = "secret-unusual",
    /// Several OAuth credentials to choose from.
    SeveralCredentials = "several-credentials",
    /// Several client secrets to choose from.
    SeveralSecrets = "several-secrets",
    /// A credential of Adobe's stage environment.
    StageEnvironment = "stage-environment",
    /// An authorization server that is not known.
    UnknownAuthorizationServer = "unknown-authorization-server",
    /// Two different values for one field.
    ValuesDisagree = "values-disagree",
    /// A credential that cannot serve AEM at all.
    WrongCredentialType = "wrong-credential-type",
}
