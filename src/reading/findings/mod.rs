//! The checks, which make the findings about a text. There is a file for each topic, with its checks, their order and
//! their tests.
//!
//! A finding has no words: `locale` finds them, in the user's language. Its parameters never hold a secret, nor any
//! text that was not recognised as harmless.
//!
//! An [error](Severity::Error) about a credential means that AEM's form cannot be filled from it, so a usable
//! credential has none.

mod client_id;
mod disagreement;
mod kind;
mod org_id;
mod placeholder;
mod report;
mod scopes;
mod secret;
mod server;
mod subject;
mod whole;

use super::draft::{Draft, Sighting};
use crate::credentials::{Credential, CredentialField, CredentialKind, Finding, FindingKind, Severity};
use report::{Report, count};
use subject::{Check, Subject, Whole};

pub use whole::LARGEST_INPUT;
pub(super) use whole::too_large;

/// The checks by topic, in the order in which the findings about a credential are shown.
const TOPICS: &[&[Check]] = &[
    whole::CHECKS,
    kind::CHECKS,
    client_id::CHECKS,
    secret::CHECKS,
    scopes::CHECKS,
    org_id::CHECKS,
    placeholder::CHECKS,
    server::CHECKS,
    disagreement::CHECKS,
];

fn all() -> impl Iterator<Item = &'static Check> {
    TOPICS.iter().copied().flatten()
}

/// Runs all checks. The places of clues and sightings refer to `text`.
pub(crate) fn examine(
    credentials: &[Credential],
    drafts: &[Draft],
    sightings: &[(Sighting, usize)],
    text: &str,
) -> Vec<Finding> {
    let mut report = Report::default();
    let whole = Whole { credentials, sightings };
    for check in all() {
        if let Check::Reading(check) = check {
            check(&whole, &mut report);
        }
    }
    let is_oauth = |credential: &Credential| credential.kind == CredentialKind::OAuthServerToServer;
    let oauth_is_there = credentials.iter().any(is_oauth);
    for (credential, draft) in credentials.iter().zip(drafts) {
        report.about(&credential.id);
        let subject = Subject { credential, draft, oauth_is_there };
        for check in all() {
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
