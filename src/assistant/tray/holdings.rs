//! What of the tray survives a page load: the credentials as they were read, so that nothing is read twice, and the text
//! that stands in the box.

use super::checked::{self, Checked};
use crate::credentials::{Credential, CredentialId, Reading, Secret};
use crate::ims::TokenRequest;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::collections::HashSet;
use zeroize::Zeroizing;

/// What the tray holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Holdings {
    entries: Vec<Entry>,
    /// What Adobe IMS has said of the credentials that are in the entries.
    checks: Vec<Checked>,
    /// The text in the box, of which nothing usable came yet.
    pub(super) in_box: Secret,
}

/// What one text or one file has given.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// The file's name; `None` for what was pasted.
    pub(super) file: Option<String>,
    pub(super) reading: Reading,
}

/// The longest text in the box that is kept for the next page, in bytes: a browser's memory for all that an extension keeps has
/// an end, and with a text that nothing came of, credentials would find no room.
const LONGEST_IN_BOX: usize = 1 << 20;

/// What a text begins with that [`Holdings::kept`] has made. Any other text is one that somebody has pasted.
const HEAD: &str = "ims-oauth-assistant tray 2";

impl Holdings {
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What Adobe IMS has said in answer to this question.
    pub(super) fn check_of(&self, request: &TokenRequest) -> Option<&Checked> {
        self.checks.iter().find(|checked| checked.request == *request)
    }

    /// Takes in what Adobe IMS has said, if that is about a credential that is held.
    pub(super) fn note_check(&mut self, checked: Checked) {
        self.checks.retain(|earlier| earlier.request != checked.request);
        self.checks.push(checked);
        self.drop_outdated_checks();
    }

    /// Drops what was said of credentials, or of secrets, that are not held any more.
    fn drop_outdated_checks(&mut self) {
        if self.checks.is_empty() {
            return;
        }
        let held: Vec<TokenRequest> = self.credentials().flat_map(TokenRequest::all).collect();
        self.checks.retain(|checked| held.contains(&checked.request));
    }

    /// Whether only the box and what Adobe IMS has said differ.
    pub fn has_same_credentials(&self, other: &Self) -> bool {
        self.entries == other.entries
    }

    /// Whether there is any credential beside the box.
    pub(crate) fn has_credentials(&self) -> bool {
        self.credentials().next().is_some()
    }

    /// Adds what was read. A credential that is there already, by its client id, is there once, as it was given last; but what
    /// can be used is never replaced by what cannot. What is said of one that is not taken for that is said of its text.
    pub(super) fn add(&mut self, mut entry: Entry) {
        let clients: HashSet<String> = client_ids(&entry.reading.credentials).collect();
        for client in clients {
            let is_it = |one: &Credential| client_of(one) == Some(client.as_str());
            let usable = |reading: &Reading| reading.credentials.iter().any(|one| is_it(one) && one.usable());
            if !usable(&entry.reading) && self.entries.iter().any(|earlier| usable(&earlier.reading)) {
                for finding in &mut entry.reading.findings {
                    let about = entry
                        .reading
                        .credentials
                        .iter()
                        .find(|one| finding.credential.as_ref() == Some(&one.id));
                    if about.is_some_and(&is_it) {
                        finding.credential = None;
                    }
                }
                entry.reading.credentials.retain(|one| !is_it(one));
            } else {
                self.drop_credentials(is_it);
            }
        }
        // The same text again, or a file that was dropped twice.
        self.entries.retain(|earlier| *earlier != entry);
        if !entry.is_empty() {
            self.entries.push(entry);
        }
        self.drop_outdated_checks();
    }

    /// Forgets a credential of one text or file, by the identity that it has there.
    pub(super) fn forget(&mut self, place: usize, id: &CredentialId) {
        if let Some(entry) = self.entries.get_mut(place) {
            drop_credentials(&mut entry.reading, |one| one.id == *id);
        }
        self.entries.retain(|entry| !entry.is_empty());
        self.drop_outdated_checks();
    }

    fn drop_credentials(&mut self, is_it: impl Fn(&Credential) -> bool) {
        for entry in &mut self.entries {
            drop_credentials(&mut entry.reading, &is_it);
        }
        self.entries.retain(|entry| !entry.is_empty());
    }

    fn credentials(&self) -> impl Iterator<Item = &Credential> {
        self.entries.iter().flat_map(|entry| &entry.reading.credentials)
    }

    /// Two holdings that parted from `base`, put together (three-way merge), credential by credential: what was added to
    /// either is there, what was forgotten in either is not; of one that both were given anew, the one of `self` counts. The
    /// box is as `self` has it, if it was changed there.
    #[must_use]
    pub fn and(self, mut theirs: Self, base: &Self) -> Self {
        let was_there = |one: &Credential| base.credentials().any(|known| known == one);
        let is_here = |one: &Credential| self.credentials().any(|own| own == one);
        theirs.drop_credentials(|one| was_there(one) && !is_here(one));
        let is_bare = |entry: &Entry| entry.reading.credentials.is_empty();
        theirs
            .entries
            .retain(|entry| !is_bare(entry) || !base.entries.contains(entry) || self.entries.contains(entry));
        if self.in_box != base.in_box {
            theirs.in_box = self.in_box.clone();
        }
        for mut entry in self.entries.clone() {
            let was_bare = is_bare(&entry);
            drop_credentials(&mut entry.reading, was_there);
            let is_new = if was_bare { !base.entries.contains(&entry) } else { !is_bare(&entry) };
            if is_new && !theirs.entries.contains(&entry) {
                theirs.add(entry);
            }
        }
        for checked in self.checks {
            if theirs.check_of(&checked.request).is_none_or(|known| known.at < checked.at) {
                theirs.note_check(checked);
            }
        }
        theirs.drop_outdated_checks();
        theirs
    }

    /// As a text to be kept in memory, with the secrets in the clear: for [`of_kept`](Self::of_kept) on the next page, and
    /// for nobody else. Empty where there is nothing.
    pub fn kept(&self) -> Secret {
        if *self == Self::default() {
            return Secret::default();
        }
        let readings: Vec<_> = self.entries.iter().map(|entry| entry.reading.to_bytes()).collect();
        let files: Vec<_> =
            self.entries.iter().map(|entry| entry.file.as_deref().unwrap_or_default()).collect();
        let checks = checked::to_bytes(&self.checks);
        let pieces =
            std::iter::once(checks.as_slice()).chain(readings.iter().map(|reading| reading.as_slice()));
        let pieces = pieces.chain(files.iter().map(|file| file.as_bytes()));
        let in_box = if self.in_box.len() > LONGEST_IN_BOX { "" } else { self.in_box.reveal() };
        let pieces: Vec<&[u8]> = pieces.chain([in_box.as_bytes()]).collect();
        // Measured first: a text that grows leaves copies of the secrets behind.
        let length = |piece: &[u8]| piece.len().div_ceil(3) * 4 + 1;
        let length = HEAD.len() + pieces.iter().map(|piece| length(piece)).sum::<usize>();
        let mut text = Zeroizing::new(String::with_capacity(length));
        text.push_str(HEAD);
        for piece in pieces {
            text.push('\n');
            BASE64_STANDARD.encode_string(piece, &mut text);
        }
        Secret::new(std::mem::take(&mut *text))
    }

    /// What [`kept`](Self::kept) was called on. A text that was not made by it, such as one that an older version has kept,
    /// is a text in the box. Of what cannot be read the rest is there all the same.
    pub fn of_kept(text: Secret) -> Self {
        let Some(lines) = text.reveal().strip_prefix(HEAD) else {
            return Self { in_box: text, ..Self::default() };
        };
        let piece = |line: &str| BASE64_STANDARD.decode(line).map(Zeroizing::new).unwrap_or_default();
        let pieces: Vec<Zeroizing<Vec<u8>>> = lines.split('\n').skip(1).map(piece).collect();
        let Some((checks, pieces)) = pieces.split_first() else { return Self::default() };
        let count = pieces.len() / 2;
        let text_at = |place: usize| {
            let bytes = pieces.get(place).map(|piece| piece.as_slice()).unwrap_or_default();
            std::str::from_utf8(bytes).unwrap_or_default()
        };
        let entry = |place: usize| {
            let reading = Reading::from_bytes(pieces.get(place)?)?;
            let file = text_at(count + place);
            Some(Entry { file: (!file.is_empty()).then(|| file.to_owned()), reading })
        };
        let entries = (0..count).filter_map(entry).collect();
        let in_box = Secret::new(text_at(2 * count));
        let mut holdings = Self { entries, checks: checked::of_bytes(checks), in_box };
        holdings.drop_outdated_checks();
        holdings
    }

    /// [`and`](Self::and), for what is kept.
    pub fn together(ours: &Secret, theirs: &Secret, base: &Secret) -> Secret {
        let [ours, theirs, base] = [ours, theirs, base].map(|kept| Self::of_kept(kept.clone()));
        ours.and(theirs, &base).kept()
    }
}

impl Entry {
    fn is_empty(&self) -> bool {
        self.reading == Reading::default()
    }
}

/// Takes credentials out of a reading, and what was said of them.
fn drop_credentials(reading: &mut Reading, is_it: impl Fn(&Credential) -> bool) {
    let gone: Vec<CredentialId> =
        reading.credentials.iter().filter(|one| is_it(one)).map(|one| one.id.clone()).collect();
    reading.credentials.retain(|one| !is_it(one));
    reading.findings.retain(|finding| !finding.credential.as_ref().is_some_and(|about| gone.contains(about)));
    // What was said of the text as a whole was said of its credentials.
    if !gone.is_empty() && reading.credentials.is_empty() {
        reading.findings.clear();
    }
}

fn client_of(credential: &Credential) -> Option<&str> {
    credential.client_id.as_ref().map(|id| id.as_str())
}

fn client_ids(credentials: &[Credential]) -> impl Iterator<Item = String> {
    credentials.iter().filter_map(|one| client_of(one).map(str::to_owned))
}

#[cfg(test)]
mod tests;
