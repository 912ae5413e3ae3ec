//! What a configuration is known by, across pages.

use crate::credentials::CredentialId;
use serde::{Deserialize, Serialize};

/// A configuration's id on the list ([`Configuration::id`](crate::console::Configuration::id)) or, where no list has
/// shown it and the address tells none, its title.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConfigurationId(String);

impl ConfigurationId {
    /// A stand-in for the configuration that is to be created with a credential: the list has not given it an id yet.
    pub fn to_create(credential: &CredentialId) -> Self {
        Self(format!("to be created with {}", credential.as_str()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ConfigurationId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl From<String> for ConfigurationId {
    fn from(id: String) -> Self {
        Self(id)
    }
}
