//! What was pasted, and what was read in it.

use super::event::Slot;
use crate::credentials::{Credential, CredentialId, Finding, Reading, ScopeSeparator, Secret};

/// The credentials in hand. Kept in memory only.
#[derive(Debug, Default)]
pub struct Tray {
    pasted: Secret,
    /// What stands in the second box, beside a usable credential.
    other: Secret,
    reading: Reading,
    /// Race: counts the pastes, so that a text whose reading comes late cannot replace a newer one.
    latest: u32,
}

impl Tray {
    /// The text that the credentials came from.
    pub fn pasted(&self) -> &Secret {
        &self.pasted
    }

    /// The text in the box beside a usable credential.
    pub fn other(&self) -> &Secret {
        &self.other
    }

    /// All that were read, usable or not.
    pub fn credentials(&self) -> &[Credential] {
        &self.reading.credentials
    }

    /// What is to be said about them.
    pub fn findings(&self) -> &[Finding] {
        &self.reading.findings
    }

    /// A credential by its identity.
    pub fn credential(&self, id: &CredentialId) -> Option<&Credential> {
        self.credentials().iter().find(|credential| credential.id == *id)
    }

    /// Whether AEM's form can be filled from one of them.
    pub fn usable(&self) -> bool {
        self.reading.usable()
    }

    /// The only usable credential.
    pub fn only_usable(&self) -> Option<&Credential> {
        let mut usable = self.credentials().iter().filter(|credential| credential.usable());
        usable.next().filter(|_| usable.next().is_none())
    }

    /// A number for a paste that is about to be read; every earlier one is stale from now on.
    pub(super) fn next_paste(&mut self) -> u32 {
        self.latest += 1;
        self.latest
    }

    /// Whether the paste with this number is the latest one.
    pub(super) fn is_latest(&self, paste: u32) -> bool {
        paste == self.latest
    }

    /// Shows a text in its box, before anything is known of it.
    pub(super) fn show(&mut self, text: Secret, slot: Slot) {
        match slot {
            Slot::First => self.pasted = text,
            Slot::Other => self.other = text,
        }
    }

    /// Shows a text that could not be read where it can be mended, from whatever box or file it came.
    pub(super) fn show_unread(&mut self, text: Secret) {
        self.show(text, if self.usable() { Slot::Other } else { Slot::First });
    }

    /// Takes a text and its reading in the place of what was there.
    pub(super) fn hold(&mut self, pasted: Secret, reading: Reading, separator: ScopeSeparator) {
        self.pasted = pasted;
        self.other = Secret::default();
        self.reading = reading;
        self.separate_scopes(separator);
    }

    /// Writes the scopes of all credentials as the administrator wants them.
    pub(super) fn separate_scopes(&mut self, separator: ScopeSeparator) {
        for scopes in self.reading.credentials.iter_mut().filter_map(|credential| credential.scopes.as_mut())
        {
            *scopes = scopes.separated_by(separator);
        }
    }
}
