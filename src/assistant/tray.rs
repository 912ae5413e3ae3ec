//! The credentials in hand: what was pasted, dropped or opened, and what was read in it.
//!
//! Adding never replaces. A text of which something usable came joins what is there already, a file in any case; a text of
//! which nothing came stays in the box, to be mended. The same credential, known by its client id, is there once, as it was
//! given last.

mod checked;
mod holdings;

pub use checked::Checked;
pub use holdings::Holdings;

use crate::credentials::{Credential, CredentialId, Finding, Reading, ScopeSeparator, Secret};
use crate::ims::TokenRequest;
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
    /// Where each of them is.
    places: Vec<Place>,
    /// What is to be said of a text or a file as a whole.
    remarks: Vec<Remark>,
    separator: ScopeSeparator,
    /// Counts what is given to the reader.
    given: u32,
    /// Race: the number of the box's latest text. The reading of an earlier one is no news.
    of_latest: u32,
    /// The text in the box that was there before, on another page or in another tab.
    taken_over: Secret,
    /// Whether a text came into the box without anybody's doing on this page: then the box has to be seen.
    shows_box: bool,
    /// Race: what was given up to this number is forgotten, its reading may come as late as it likes.
    forgotten: u32,
}

/// Where a credential is.
#[derive(Clone, Debug)]
struct Place {
    /// Its identity among all.
    shown: CredentialId,
    /// Its identity in its text.
    read: CredentialId,
    /// The entry; `None` for the box.
    entry: Option<usize>,
}

/// What is to be said of a text or a file as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// Whether it is about the text in the box.
    pub of_box: bool,
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
    /// What a credential is called: by its name, or that of its file, or the ends of its client id, as *1a2b…f809*.
    pub fn name_of(&self, id: &CredentialId) -> String {
        let Some(credential) = self.credential(id) else { return String::new() };
        let ends = || {
            let id = credential.client_id.as_ref()?.as_str();
            Some([id.get(..4)?, "…", id.get(id.len().checked_sub(4)?..)?].concat())
        };
        let named = credential.name.clone().or_else(|| self.file_of(id).map(str::to_owned));
        named.or_else(ends).unwrap_or_default()
    }

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
        let place = self.places.iter().find(|place| place.shown == *id)?;
        self.holdings.entries().get(place.entry?)?.file.as_deref()
    }

    /// Whether a credential is in the box still: something is wrong with it, and it can be mended there.
    pub fn is_in_box(&self, id: &CredentialId) -> bool {
        self.places.iter().any(|place| place.shown == *id && place.entry.is_none())
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

    /// What Adobe IMS has said in answer to this question.
    pub(super) fn check_of(&self, request: &TokenRequest) -> Option<&Checked> {
        self.holdings.check_of(request)
    }

    /// Takes in what Adobe IMS has said, if that is about a credential that is held.
    pub(super) fn note_check(&mut self, checked: Checked) {
        self.holdings.note_check(checked);
    }

    /// Whether there are several credentials beside those in the box.
    pub fn holds_several(&self) -> bool {
        self.places.iter().filter(|place| place.entry.is_some()).count() > 1
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

    /// Forgets everything, what is still being read included.
    pub(super) fn forget(&mut self) {
        self.forgotten = self.give();
        self.holdings = Holdings::default();
        self.of_box = Reading::default();
        self.gather();
    }

    /// Forgets one credential, and what was said of it. What is in the box, is there to be mended or taken out by hand.
    pub(super) fn forget_one(&mut self, id: &CredentialId) {
        let found = self.places.iter().find(|place| place.shown == *id).cloned();
        if let Some(Place { read, entry: Some(entry), .. }) = found {
            self.holdings.forget(entry, &read);
        }
        self.gather();
    }

    /// Takes what was kept in the place of what is there. What is being mended in the box stays. Gives the number of a text
    /// of the box that is to be read, if there is one.
    pub(super) fn take(&mut self, mut kept: Holdings) -> Option<u32> {
        // What was taken over is not being mended here: it follows the tab where it is.
        let is_mended = !self.in_box().is_empty() && *self.in_box() != self.taken_over;
        if is_mended {
            kept.in_box = self.in_box().clone();
        } else {
            self.taken_over = kept.in_box.clone();
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

    /// Makes anew what is told of all of it.
    fn gather(&mut self) {
        let mut all = Reading::default();
        let (mut places, mut remarks) = (Vec::new(), Vec::new());
        let mut taken = HashSet::new();
        let entries = self.holdings.entries().iter().enumerate();
        let of_entries = entries.map(|(entry, Entry { file, reading })| (Some(entry), file, reading));
        for (entry, file, reading) in of_entries.chain([(None, &None, &self.of_box)]) {
            let first = places.len();
            for credential in &reading.credentials {
                let (read, shown) = (credential.id.clone(), free_identity(&credential.id, &mut taken));
                let mut credential = Credential { id: shown.clone(), ..credential.clone() };
                credential.scopes = credential.scopes.map(|scopes| scopes.separated_by(self.separator));
                all.credentials.push(credential);
                places.push(Place { shown, read, entry });
            }
            let of_text: &[Place] = places.get(first..).unwrap_or_default();
            let mut of_whole = Vec::new();
            for finding in &reading.findings {
                let about = finding.credential.as_ref();
                match about.and_then(|about| of_text.iter().find(|place| place.read == *about)) {
                    Some(place) => {
                        all.findings
                            .push(Finding { credential: Some(place.shown.clone()), ..finding.clone() });
                    }
                    None => of_whole.push(finding.clone()),
                }
            }
            if !of_whole.is_empty() {
                remarks.push(Remark { of_box: entry.is_none(), file: file.clone(), findings: of_whole });
            }
        }
        (self.all, self.places, self.remarks) = (all, places, remarks);
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
