//! What reading a text results in.

use super::{Credential, Finding};

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
