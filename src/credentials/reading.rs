//! The one entry point of the room: a string in, a [`Reading`] out.

use super::{Credential, Finding, findings, forms, grouping, text};

/// What was understood of one paste.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// The credentials, best first: usable ones, then OAuth Server-to-Server ones that lack something, then JWT
    /// and all other types.
    pub credentials: Vec<Credential>,
    /// What is worth saying about them, or about the paste as a whole.
    pub findings: Vec<Finding>,
}

impl Reading {
    /// Whether AEM's form can be filled from one of the credentials.
    pub fn usable(&self) -> bool {
        self.credentials.iter().any(Credential::usable)
    }
}

/// Reads whatever was pasted or dropped.
///
/// Total: every string gives a reading, and one that holds nothing useful gives a finding that says so. Takes
/// time linear in the length of `input`, and refuses more than 8 MiB.
pub fn read(input: &str) -> Reading {
    if let Some(finding) = findings::too_large(input) {
        return Reading { credentials: Vec::new(), findings: vec![finding] };
    }
    let cleaned = text::clean(input);
    let text = cleaned.as_ref().map_or(input, |cleaned| cleaned.as_str());
    let clues = forms::read(text);
    let (credentials, drafts) = grouping::group(clues.drafts);
    let findings = findings::examine(&credentials, &drafts, &clues.sightings, text);
    Reading { credentials, findings }
}
