//! What can happen to the test of a credential, and how far the tests are.

use crate::credentials::CredentialId;
use crate::ims::{Reply, TokenRequest};
use std::collections::VecDeque;

/// What is offered to find out whether Adobe takes a credential.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offer {
    /// Nothing: it is not known yet what may be offered, or a company's policy forbids tests.
    #[default]
    Nothing,
    /// A button that asks.
    Test,
    /// A command to ask with oneself: a web page cannot, since Adobe lets none read its answer.
    Command,
}

/// Whether the server may be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// It may.
    Granted,
    /// A person has said no.
    Refused,
    /// A person is asked on a page of the extension's own, which has been opened.
    AskedElsewhere,
}

/// What happens to tests.
#[derive(Debug)]
pub enum CheckEvent {
    /// It has been found out what can be offered.
    Offered(Offer),
    /// A person has pressed *Test* for these credentials; the permission is being asked for.
    Pressed(Vec<CredentialId>),
    /// Whether it was given.
    Permitted(Vec<CredentialId>, Permission),
    /// The question with this number ([`Effect::AskIms`](super::Effect::AskIms)) has ended.
    Answered {
        /// Its number.
        number: u32,
        /// What came back.
        reply: Reply,
    },
}

/// What keeps a test from being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hindrance {
    Refused,
    AskedElsewhere,
}

/// The tests under way. They do not survive a page load; what they found out does.
#[derive(Debug, Default)]
pub(super) struct Checks {
    pub(super) offer: Offer,
    /// Whose permission is being asked for.
    pub(super) permitting: Vec<CredentialId>,
    /// Whose turn is to come.
    pub(super) waiting: VecDeque<CredentialId>,
    pub(super) asked: Option<Asked>,
    /// Counts the questions. Race: the answer to one that is not awaited is no news.
    pub(super) number: u32,
    pub(super) hindered: Vec<(CredentialId, Hindrance)>,
}

/// The question that is being answered.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) credential: CredentialId,
    /// Which of its secrets.
    pub(super) index: usize,
    pub(super) request: TokenRequest,
}

impl Checks {
    /// Whether a test of this credential is under way.
    pub(super) fn is_under_way(&self, id: &CredentialId) -> bool {
        self.permitting.contains(id)
            || self.waiting.contains(id)
            || self.asked.as_ref().is_some_and(|asked| asked.credential == *id)
    }

    pub(super) fn hindrance(&self, id: &CredentialId) -> Option<Hindrance> {
        self.hindered.iter().find(|(hindered, _)| hindered == id).map(|(_, hindrance)| *hindrance)
    }
}
