//! What a check is, and what it looks at.

use super::super::draft::{Clue, Draft, Sighting};
use super::report::Report;
use crate::credentials::{Credential, CredentialField, Severity};

/// A check, and what it looks at.
pub(super) enum Check {
    /// The reading as a whole.
    Reading(fn(&Whole<'_>, &mut Report)),
    /// Each credential.
    Each(fn(&Subject<'_>, &mut Report)),
    /// Each OAuth Server-to-Server credential: nobody cares what one of another type lacks.
    OAuth(fn(&Subject<'_>, &mut Report)),
}

/// What a check of the whole text looks at.
pub(super) struct Whole<'a> {
    pub(super) credentials: &'a [Credential],
    pub(super) sightings: &'a [(Sighting, usize)],
}

impl Whole<'_> {
    /// Where `sighting` was seen first, if it was.
    pub(super) fn seen(&self, sighting: Sighting) -> Option<usize> {
        self.sightings.iter().find(|(what, _)| *what == sighting).map(|(_, at)| *at)
    }

    /// How serious it is that there is something which is no credential: an error if there is nothing else, and
    /// otherwise `beside`.
    pub(super) fn severity(&self, beside: Severity) -> Severity {
        if self.credentials.is_empty() { Severity::Error } else { beside }
    }
}

/// What a check of one credential looks at: what the text says, and what was made of it.
pub(super) struct Subject<'a> {
    pub(super) credential: &'a Credential,
    pub(super) draft: &'a Draft,
    /// Whether there is an OAuth Server-to-Server credential, this one or another.
    pub(super) oauth_is_there: bool,
}

impl<'a> Subject<'a> {
    /// The single values given for `field`, in the order of the text.
    pub(super) fn texts(&self, field: CredentialField) -> impl Iterator<Item = (&'a str, &'a Clue)> {
        self.draft.about(field).filter_map(|clue| clue.text().map(|text| (text, clue)))
    }

    /// Whether the credential has what AEM needs for `field`. The server has a default.
    pub(super) fn has(&self, field: CredentialField) -> bool {
        let credential = self.credential;
        match field {
            CredentialField::ClientId => credential.client_id.is_some(),
            CredentialField::ClientSecrets => !credential.client_secrets.is_empty(),
            CredentialField::Scopes => credential.scopes.is_some(),
            CredentialField::OrgId => credential.org_id.is_some(),
            CredentialField::AuthorizationServer => true,
            CredentialField::Name
            | CredentialField::TechnicalAccountId
            | CredentialField::TechnicalAccountEmail => false,
        }
    }

    /// Whether the text gives `field` one value at most, and the credential has it: a value that is used is no placeholder
    /// and not masked, and there is no other.
    pub(super) fn is_settled(&self, field: CredentialField) -> bool {
        self.has(field) && self.draft.about(field).nth(1).is_none()
    }
}
