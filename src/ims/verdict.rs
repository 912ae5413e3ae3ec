//! What an answer says of a credential.

use crate::migration::Time;
use serde::{Deserialize, Serialize};

/// What was found out by asking. Nothing in it is a secret or a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Adobe gave a token: what it says of itself.
    Works(Granted),
    /// Adobe does not know the client id.
    UnknownClient,
    /// It knows the client id, and the secret is not one of its.
    WrongSecret,
    /// Id and secret are right, and a scope is not granted to the credential.
    ScopeRefused {
        /// Adobe's own words.
        words: String,
    },
    /// Adobe refused for another reason.
    Refused {
        /// The status of HTTP.
        status: u16,
        /// Adobe's own words.
        words: String,
    },
    /// There were too many questions.
    Throttled {
        /// When to ask again; `None` where Adobe does not say, or says something of no use.
        until: Option<Time>,
    },
    /// Something is wrong with the server.
    ServerError {
        /// The status of HTTP.
        status: u16,
        /// What Adobe's support finds the request by.
        debug_id: Option<String>,
    },
    /// The answer is none that is known: it says nothing of the credential.
    Unexpected {
        /// The status of HTTP.
        status: u16,
        /// What Adobe's support finds the request by.
        debug_id: Option<String>,
    },
    /// An answer without a body, or one that is not JSON: as a rule of something that stands in between.
    NotFromIms {
        /// The status of HTTP.
        status: u16,
    },
    /// The question was to be sent elsewhere.
    Redirected,
    /// No answer came in time.
    Silent,
    /// The server was not reached.
    Blocked,
}

impl Verdict {
    /// Whether another secret of the same credential could do better.
    pub fn is_about_the_secret(&self) -> bool {
        *self == Self::WrongSecret
    }
}

/// What a token says of itself. It is not verified: it came from Adobe over HTTPS just now, and nobody is let in by it.
/// What the token does not say, or not in a readable way, is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// The client id.
    pub client_id: Option<String>,
    /// The organization.
    pub org_id: Option<String>,
    /// The technical account.
    pub account: Option<String>,
    /// The scopes.
    pub scopes: Option<Vec<String>>,
}

impl Granted {
    /// Whether nothing could be read in the token.
    pub fn is_unread(&self) -> bool {
        *self == Self::default()
    }
}
