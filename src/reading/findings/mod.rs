//! The checks, which make the findings about a text. One check is one file and one line in [`CHECKS`].
//!
//! A finding has no words: `locale` finds them, in the user's language. Its parameters never hold a secret, nor any
//! text that was not recognised as harmless.
//!
//! An [error](Severity::Error) about a credential means that AEM's form cannot be filled from it, so a usable
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
mod subject;
mod unknown_authorization_server;
mod values_disagree;
mod wrong_credential_type;

use super::draft::{Draft, Sighting};
use crate::credentials::{Credential, CredentialField, CredentialKind, Finding, FindingKind, Severity};
use report::Report;
use subject::{Subject, Whole, count};

pub use input_too_large::LARGEST_INPUT;
pub(super) use input_too_large::too_large;

/// A check, and what it looks at.
enum Check {
    /// The reading as a whole.
    Reading(fn(&Whole<'_>, &mut Report)),
    /// Each credential.
    Each(fn(&Subject<'_>, &mut Report)),
    /// Each OAuth Server-to-Server credential: nobody cares what one of another type lacks.
    OAuth(fn(&Subject<'_>, &mut Report)),
}

/// The checks, in the order in which the findings about a credential are shown.
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

/// Runs all checks. The places of clues and sightings refer to `text`.
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
    for (credential, draft) in credentials.iter().zip(drafts) {
        report.about(&credential.id);
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

#[cfg(test)]
mod spec;
