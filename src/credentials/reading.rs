//! The result of reading a text.

use super::{Credential, Finding};

/// What was understood of everything that was pasted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// The credentials, best first: usable ones, then OAuth Server-to-Server ones that lack something, then JWT, then
    /// all other types.
    pub credentials: Vec<Credential>,
    /// The findings about them and about the text as a whole.
    pub findings: Vec<Finding>,
}

impl Reading {
    /// Whether AEM's form can be filled from one of the credentials.
    pub fn usable(&self) -> bool {
        self.credentials.iter().any(Credential::usable)
    }
}
