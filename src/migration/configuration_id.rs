//! What a configuration is known by, across pages.

use serde::{Deserialize, Serialize};

/// A configuration's id on the list ([`Configuration::id`](crate::console::Configuration::id)) or, where no list has
/// shown it and the address tells none, its title.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConfigurationId(String);

impl ConfigurationId {
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
