//! The credentials in hand: what was pasted, dropped or opened, and what was read in it.
//!
//! Adding never replaces. A text of which something usable came joins what is there already, a file in any case; a text of
//! which nothing came stays in the box, to be mended. The same credential, known by its client id, is there once, as it was
//! given last.

mod holdings;

pub use holdings::Holdings;

use crate::credentials::{Credential, CredentialId, Finding, Reading, ScopeSeparator, Secret};
use holdings::Entry;
use std::collections::HashSet;

/// The credentials in hand. Kept in memory only.
#[derive(Debug, Default)]
pub struct Tray {
    holdings: Holdings,
    /// What was read in the text that stands in the box.
    of_box: Reading,
    /// All credentials, each with an identity of its own, and all that is to be said of them.
    all: Reading,
    /// What is to be said of a text or a file as a whole.
    remarks: Vec<Remark>,
    separator: ScopeSeparator,
    /// Counts what is given to the reader.
    given: u32,
    /// Race: the number of the box's latest text. The reading of an earlier one is no news.
    of_latest: u32,
    /// Whether a text came into the box without anybody's doing on this page: then the box has to be seen.
    shows_box: bool,
    /// Race: what was given up to this number is forgotten, its reading may come as late as it likes.
    forgotten: u32,
}

/// What is to be said of a text or a file as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// The file's name; `None` for what was pasted.
    pub file: Option<String>,
    /// What is to be said.
    pub findings: Vec<Finding>,
}

/// Where a text came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// It was typed or pasted into the box.
    Box,
    /// It was in a file with this name.
    File(String),
}

impl Tray {
    /// The text in the box.
    pub fn in_box(&self) -> &Secret {
        &self.holdings.in_box
    }

    /// Whether the box is to be open beside the credentials from the start, for a text that is still to be mended.
    pub fn shows_box(&self) -> bool {
        self.shows_box
    }

    /// All that were read, usable or not, in the order in which they came; those of the box last.
    pub fn credentials(&self) -> &[Credential] {
        &self.all.credentials
    }

    /// What is to be said about a credential.
    pub fn findings_of(&self, id: &CredentialId) -> Vec<Finding> {
        let about = |finding: &&Finding| finding.credential.as_ref() == Some(id);
        self.all.findings.iter().filter(about).cloned().collect()
    }

    /// What is to be said about texts and files as a whole.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The name of the file that a credential came in.
    pub fn file_of(&self, id: &CredentialId) -> Option<&str> {
        let (_, place) = self.places().into_iter().find(|(named, _)| named == id)?;
        self.holdings.entries().get(place?)?.file.as_deref()
    }

    /// A credential by its identity.
    pub fn credential(&self, id: &CredentialId) -> Option<&Credential> {
        self.credentials().iter().find(|credential| credential.id == *id)
    }

    /// Whether AEM's form can be filled from one of them.
    pub fn usable(&self) -> bool {
        self.all.usable()
    }

    /// The only usable credential.
    pub fn only_usable(&self) -> Option<&Credential> {
        let mut usable = self.credentials().iter().filter(|credential| credential.usable());
        usable.next().filter(|_| usable.next().is_none())
    }

    /// What is to be kept for the next page.
    pub fn holdings(&self) -> &Holdings {
        &self.holdings
    }

    /// Whether there is anything beside the box.
    pub fn holds_any(&self) -> bool {
        !self.holdings.entries().is_empty()
    }

    /// Whether there is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.holdings == Holdings::default()
    }

    /// Puts a text into the box, before anything is known of it, and gives it a number.
    pub(super) fn put_in_box(&mut self, text: Secret) -> u32 {
        self.holdings.in_box = text;
        self.of_latest = self.give();
        self.of_latest
    }

    /// A number for something that is about to be read.
    pub(super) fn give(&mut self) -> u32 {
        self.given += 1;
        self.given
    }

    /// Whether the reading of what has this number is still wanted.
    pub(super) fn awaits(&self, number: u32, source: &Source) -> bool {
        number > self.forgotten && (*source != Source::Box || number == self.of_latest)
    }

    /// Takes in what was read. A usable text leaves the box for it. Gives the identities of the usable credentials that came
    /// with it.
    pub(super) fn read(&mut self, reading: Reading, source: Source) -> Vec<CredentialId> {
        let usable = reading.credentials.iter().filter(|credential| credential.usable());
        let usable: Vec<CredentialId> = usable.map(|credential| credential.id.clone()).collect();
        match source {
            Source::Box if usable.is_empty() => self.of_box = reading,
            Source::Box => {
                self.holdings.in_box = Secret::default();
                self.of_box = Reading::default();
                self.holdings.add(Entry { file: None, reading });
            }
            Source::File(name) => self.holdings.add(Entry { file: Some(name), reading }),
        }
        self.gather();
        usable
    }

    /// A text that the reader failed on stays where it can be mended, unless another one is being mended there. A file is
    /// still where it was.
    pub(super) fn put_back(&mut self, text: Secret, source: &Source) {
        if *source == Source::Box || self.in_box().is_empty() {
            self.holdings.in_box = text;
            self.of_box = Reading::default();
            self.gather();
        }
    }

    /// Forgets everything, what is still being read included.
    pub(super) fn forget(&mut self) {
        self.forgotten = self.give();
        self.holdings = Holdings::default();
        self.of_box = Reading::default();
        self.gather();
    }

    /// Forgets one credential, and what was said of it.
    pub(super) fn forget_one(&mut self, id: &CredentialId) {
        let Some(credential) = self.credential(id) else { return };
        let name = credential.client_id.as_ref().map(|_| id.clone());
        match name.filter(|name| self.holdings.has(name)) {
            Some(name) => self.holdings.forget(&name),
            // One without a client id goes with the text or the file that it came from.
            None => self.forget_nameless(id),
        }
        self.gather();
    }

    fn forget_nameless(&mut self, id: &CredentialId) {
        let Some(place) = self.places().iter().find(|(named, _)| named == id).map(|(_, place)| *place) else {
            return;
        };
        match place {
            Some(entry) => self.holdings.remove(entry),
            None => {
                self.holdings.in_box = Secret::default();
                self.of_box = Reading::default();
            }
        }
    }

    /// Takes what was kept in the place of what is there. What is being mended in the box stays. Gives the number of a text
    /// of the box that is to be read, if there is one.
    pub(super) fn take(&mut self, mut kept: Holdings) -> Option<u32> {
        let is_mended = !self.in_box().is_empty();
        if is_mended {
            kept.in_box = self.in_box().clone();
        }
        let is_other = kept.in_box != *self.in_box();
        self.holdings = kept;
        if is_other {
            self.of_box = Reading::default();
        }
        self.gather();
        let is_unread = is_other && !self.in_box().is_empty();
        self.shows_box |= is_unread;
        is_unread.then(|| self.put_in_box(self.in_box().clone()))
    }

    /// Takes in what was kept beside what is there: whoever was quicker than the store has pasted something already.
    pub(super) fn take_beside(&mut self, kept: Holdings) -> Option<u32> {
        let together = self.holdings.clone().and(kept, &Holdings::default());
        self.take(together)
    }

    /// Writes the scopes of all credentials as the administrator wants them.
    pub(super) fn separate_scopes(&mut self, separator: ScopeSeparator) {
        self.separator = separator;
        self.gather();
    }

    /// The identity of each credential, and the place of the entry that it is of; `None` for the box.
    fn places(&self) -> Vec<(CredentialId, Option<usize>)> {
        let mut taken = HashSet::new();
        let entries = self.holdings.entries().iter().enumerate();
        let readings = entries.map(|(place, entry)| (Some(place), &entry.reading));
        let mut places = Vec::new();
        for (place, reading) in readings.chain([(None, &self.of_box)]) {
            for credential in &reading.credentials {
                places.push((free_identity(&credential.id, &mut taken), place));
            }
        }
        places
    }

    /// Makes anew what is told of all of it.
    fn gather(&mut self) {
        let mut all = Reading::default();
        let mut remarks = Vec::new();
        let mut taken = HashSet::new();
        let of_entries = self.holdings.entries().iter().map(|entry| (&entry.file, &entry.reading));
        for (file, reading) in of_entries.chain([(&None, &self.of_box)]) {
            let mut named = Vec::new();
            for credential in &reading.credentials {
                let id = free_identity(&credential.id, &mut taken);
                named.push((credential.id.clone(), id.clone()));
                let mut credential = Credential { id, ..credential.clone() };
                credential.scopes = credential.scopes.map(|scopes| scopes.separated_by(self.separator));
                all.credentials.push(credential);
            }
            let mut of_whole = Vec::new();
            for finding in &reading.findings {
                let about = finding.credential.as_ref();
                match about.and_then(|about| named.iter().find(|(read, _)| read == about)) {
                    Some((_, id)) => {
                        all.findings.push(Finding { credential: Some(id.clone()), ..finding.clone() });
                    }
                    None => of_whole.push(finding.clone()),
                }
            }
            if !of_whole.is_empty() {
                remarks.push(Remark { file: file.clone(), findings: of_whole });
            }
        }
        (self.all, self.remarks) = (all, remarks);
    }
}

/// An identity that no other credential has: two texts may each have one without a client id.
fn free_identity(id: &CredentialId, taken: &mut HashSet<CredentialId>) -> CredentialId {
    let mut free = id.clone();
    let mut count = 1;
    while !taken.insert(free.clone()) {
        count += 1;
        free = CredentialId::from(format!("{id}#{count}"));
    }
    free
}
