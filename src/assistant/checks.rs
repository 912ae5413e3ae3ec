//! The test of a credential: Adobe IMS is asked for a token, one question after the other, and only after a press on that
//! credential's *Test*.
//!
//! A press first asks for the permission to reach the server; then the credential waits for its turn. Of several client
//! secrets one after the other is asked about, until one is not refused. What was found out is kept beside the credentials
//! ([`Checked`]), for as long as these are.

use super::{Assistant, Effect};
use crate::credentials::{Credential, CredentialId};
use crate::ims::{Reply, TokenRequest, Verdict, judge};
use crate::migration::Time;
use std::collections::VecDeque;

use super::tray::Checked;

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
    /// A person has pressed *Test* for this credential; the permission is being asked for.
    Pressed(CredentialId),
    /// Whether it was given.
    Permitted(CredentialId, Permission),
    /// The question with this number ([`Effect::AskIms`]) has ended.
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
    permitting: Vec<CredentialId>,
    /// Whose turn is to come.
    waiting: VecDeque<CredentialId>,
    asked: Option<Asked>,
    /// Counts the questions. Race: the answer to one that is not awaited is no news.
    number: u32,
    hindered: Vec<(CredentialId, Hindrance)>,
}

/// The question that is being answered.
#[derive(Debug)]
struct Asked {
    credential: CredentialId,
    /// Which of its secrets.
    index: usize,
    request: TokenRequest,
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

impl Assistant {
    pub(super) fn check(&mut self, event: CheckEvent, now: Time) -> Vec<Effect> {
        match event {
            CheckEvent::Offered(offer) => {
                self.checks.offer = offer;
                Vec::new()
            }
            CheckEvent::Pressed(id) => {
                let is_usable = self.tray.credential(&id).is_some_and(Credential::usable);
                if self.checks.offer == Offer::Test && is_usable && !self.checks.is_under_way(&id) {
                    self.checks.hindered.retain(|(hindered, _)| *hindered != id);
                    self.checks.permitting.push(id);
                }
                Vec::new()
            }
            CheckEvent::Permitted(id, permission) => self.permitted(id, permission),
            CheckEvent::Answered { number, reply } => self.answered(number, &reply, now),
        }
    }

    fn permitted(&mut self, id: CredentialId, permission: Permission) -> Vec<Effect> {
        // A test that nobody has begun here has no permission to wait for.
        let Some(place) = self.checks.permitting.iter().position(|permitting| *permitting == id) else {
            return Vec::new();
        };
        self.checks.permitting.remove(place);
        match permission {
            Permission::Granted => {
                self.checks.waiting.push_back(id);
                self.ask_next()
            }
            Permission::Refused => self.hinder(id, Hindrance::Refused),
            Permission::AskedElsewhere => self.hinder(id, Hindrance::AskedElsewhere),
        }
    }

    fn hinder(&mut self, id: CredentialId, hindrance: Hindrance) -> Vec<Effect> {
        self.checks.hindered.push((id, hindrance));
        Vec::new()
    }

    /// Asks about the first credential that waits, unless a question is under way.
    fn ask_next(&mut self) -> Vec<Effect> {
        while self.checks.asked.is_none() {
            let Some(id) = self.checks.waiting.pop_front() else { break };
            // It may have been forgotten meanwhile.
            let effects = self.ask_about(id, 0);
            if !effects.is_empty() {
                return effects;
            }
        }
        Vec::new()
    }

    /// Asks about one secret of a credential, if there is one.
    fn ask_about(&mut self, credential: CredentialId, index: usize) -> Vec<Effect> {
        let request = self.tray.credential(&credential).and_then(|found| TokenRequest::of(found, index));
        let Some(request) = request else { return Vec::new() };
        self.checks.number += 1;
        let effect = Effect::AskIms { number: self.checks.number, request: Box::new(request.clone()) };
        self.checks.asked = Some(Asked { credential, index, request });
        vec![effect]
    }

    fn answered(&mut self, number: u32, reply: &Reply, now: Time) -> Vec<Effect> {
        if number != self.checks.number {
            return Vec::new();
        }
        let Some(Asked { credential, index, request }) = self.checks.asked.take() else { return Vec::new() };
        let verdict = judge(&request, reply, now);
        let tries_next = verdict.is_about_the_secret() && self.is_held(&credential, index, &request);
        if matches!(verdict, Verdict::Throttled { .. }) {
            // Whoever asks on would be kept out for longer.
            self.checks.waiting.clear();
        }
        self.tray.note_check(Checked { request, verdict, at: now });
        let mut effects = self.keep_tray();
        if tries_next {
            effects.extend(self.ask_about(credential, index + 1));
        }
        effects.extend(self.ask_next());
        effects
    }

    /// Whether a credential is still the one that was asked about.
    fn is_held(&self, id: &CredentialId, index: usize, request: &TokenRequest) -> bool {
        let found = self.tray.credential(id).and_then(|found| TokenRequest::of(found, index));
        found.as_ref() == Some(request)
    }
}
