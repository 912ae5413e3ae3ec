//! What is worth saying about a paste. One check, one file, one line in [`CHECKS`].
//!
//! A finding is a code with parameters; the words come from the dictionary, at the very end, in the user's
//! language. A parameter never holds a secret, nor any text that was not recognised as something harmless.
//!
//! An [error](Severity::Error) about a credential means that AEM's form cannot be filled from it; so a usable
//! credential has none.

mod access_token_ignored;
mod aem_service_credential;
mod client_id_missing;
mod client_id_unusual;
mod input_too_large;
mod jwt_only;
mod local_development_token;
mod metascope_in_scopes;
mod migration_in_progress;
mod nothing_found;
mod org_id_is_numeric;
mod org_id_is_technical_account;
mod org_id_missing;
mod org_id_unusual;
mod page_address;
mod placeholder;
mod private_key_present;
mod report;
mod scopes_missing;
mod scopes_space_separated;
mod secret_hidden;
mod secret_masked;
mod secret_missing;
mod secret_unusual;
mod several_credentials;
mod several_secrets;
mod stage_environment;
mod unknown_authorization_server;
mod values_disagree;
mod wrong_credential_type;

use super::draft::{Clue, Draft, Sighting};
use super::{Credential, CredentialField, CredentialKind};
use report::Report;

pub use input_too_large::LARGEST_INPUT;
pub(crate) use input_too_large::too_large;

/// A check and what it is about.
enum Check {
    /// The reading as a whole.
    Reading(fn(&Whole<'_>, &mut Report)),
    /// Each credential.
    Each(fn(&Subject<'_>, &mut Report)),
    /// Each OAuth Server-to-Server credential: what another type lacks does not matter.
    OAuth(fn(&Subject<'_>, &mut Report)),
}

/// The checks, in the order their findings are shown for a credential.
const CHECKS: &[Check] = &[
    Check::Reading(nothing_found::check),
    Check::Reading(local_development_token::check),
    Check::Reading(access_token_ignored::check),
    Check::Reading(private_key_present::check),
    Check::Reading(page_address::check),
    Check::Reading(several_credentials::check),
    Check::Each(aem_service_credential::check),
    Check::Each(wrong_credential_type::check),
    Check::Each(jwt_only::check),
    Check::Each(migration_in_progress::check),
    Check::OAuth(client_id_missing::check),
    Check::OAuth(client_id_unusual::check),
    Check::OAuth(secret_missing::check),
    Check::OAuth(secret_hidden::check),
    Check::OAuth(secret_masked::check),
    Check::OAuth(secret_unusual::check),
    Check::OAuth(several_secrets::check),
    Check::OAuth(scopes_missing::check),
    Check::OAuth(scopes_space_separated::check),
    Check::OAuth(metascope_in_scopes::check),
    Check::OAuth(org_id_missing::check),
    Check::OAuth(org_id_is_technical_account::check),
    Check::OAuth(org_id_is_numeric::check),
    Check::OAuth(org_id_unusual::check),
    Check::OAuth(placeholder::check),
    Check::Each(unknown_authorization_server::check),
    Check::OAuth(stage_environment::check),
    Check::OAuth(values_disagree::check),
];

/// What a check of the whole paste looks at.
struct Whole<'a> {
    credentials: &'a [Credential],
    sightings: &'a [(Sighting, usize)],
}

impl Whole<'_> {
    /// Where `sighting` was seen, if it was.
    fn seen(&self, sighting: Sighting) -> Option<usize> {
        self.sightings.iter().find(|(what, _)| *what == sighting).map(|(_, at)| *at)
    }

    /// How bad it is that something is there which is no credential: as bad as can be where nothing else is.
    fn severity(&self, beside: Severity) -> Severity {
        if self.credentials.is_empty() { Severity::Error } else { beside }
    }
}

/// What a check of one credential looks at: what was said, and what was made of it.
struct Subject<'a> {
    credential: &'a Credential,
    draft: &'a Draft,
    /// Whether the paste holds an OAuth Server-to-Server credential, this one or another.
    oauth_is_there: bool,
}

impl<'a> Subject<'a> {
    /// The single values given for `field`, in the order of the paste.
    fn texts(&self, field: CredentialField) -> impl Iterator<Item = (&'a str, &'a Clue)> {
        self.draft.about(field).filter_map(|clue| clue.text().map(|text| (text, clue)))
    }
}

/// Runs all checks. `text` is the text that the places of clues and sightings refer to.
pub(crate) fn examine(
    credentials: &[Credential],
    drafts: &[Draft],
    sightings: &[(Sighting, usize)],
    text: &str,
) -> Vec<Finding> {
    let mut report = Report::default();
    let whole = Whole { credentials, sightings };
    for check in CHECKS {
        if let Check::Reading(check) = check {
            check(&whole, &mut report);
        }
    }
    let is_oauth = |credential: &Credential| credential.kind == CredentialKind::OAuthServerToServer;
    let oauth_is_there = credentials.iter().any(is_oauth);
    for (index, (credential, draft)) in credentials.iter().zip(drafts).enumerate() {
        report.about(index);
        let subject = Subject { credential, draft, oauth_is_there };
        for check in CHECKS {
            match check {
                Check::Each(check) => check(&subject, &mut report),
                Check::OAuth(check) if is_oauth(credential) => check(&subject, &mut report),
                Check::OAuth(_) | Check::Reading(_) => {}
            }
        }
    }
    report.finish(text)
}

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

#[cfg(test)]
mod spec;
