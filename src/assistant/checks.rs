//! The test of a credential: Adobe IMS is asked for a token, one question after the other, and only after a press on that
//! credential's *Test*.
//!
//! A press first asks for the permission to reach the server; then the credential waits for its turn. Of several client
//! secrets one after the other is asked about, until one is not refused. What was found out is kept beside the credentials
//! ([`Checked`]), for as long as these are.

use super::check::{Asked, CheckEvent, Hindrance, Offer, Permission};
use super::tray::Checked;
use super::{Assistant, Effect};
use crate::credentials::{Credential, CredentialId};
use crate::ims::{Reply, TokenRequest, Verdict, judge};
use crate::migration::Time;

impl Assistant {
    pub(super) fn check(&mut self, event: CheckEvent, now: Time) -> Vec<Effect> {
        match event {
            CheckEvent::Offered(offer) => {
                self.checks.offer = offer;
                Vec::new()
            }
            CheckEvent::Pressed(ids) => {
                for id in ids {
                    self.begin_check(id);
                }
                Vec::new()
            }
            CheckEvent::Permitted(ids, permission) => {
                ids.into_iter().flat_map(|id| self.permitted(id, permission)).collect()
            }
            CheckEvent::Answered { number, reply } => self.answered(number, &reply, now),
        }
    }

    fn begin_check(&mut self, id: CredentialId) {
        let is_usable = self.tray.credential(&id).is_some_and(Credential::usable);
        if self.checks.offer == Offer::Test && is_usable && !self.checks.is_under_way(&id) {
            self.checks.hindered.retain(|(hindered, _)| *hindered != id);
            self.checks.permitting.push(id);
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
