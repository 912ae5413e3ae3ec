//! What of the tray survives a page load: the credentials as they were read, so that nothing is read twice, and the text
//! that stands in the box.

use crate::credentials::{Credential, CredentialId, Reading, Secret};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use zeroize::Zeroizing;

/// What the tray holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Holdings {
    entries: Vec<Entry>,
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

/// What a text begins with that [`Holdings::kept`] has made. Any other text is one that somebody has pasted.
const HEAD: &str = "ims-oauth-assistant tray 1";

impl Holdings {
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether what is in the box is all that differs.
    pub fn has_same_credentials(&self, other: &Self) -> bool {
        self.entries == other.entries
    }

    /// Whether there is a credential with this client id.
    pub(super) fn has(&self, id: &CredentialId) -> bool {
        self.entries.iter().any(|entry| entry.reading.credentials.iter().any(|one| one.id == *id))
    }

    /// Adds what was read. A credential that is there already is there once, as it was given last; but what can be used is
    /// never replaced by what cannot.
    pub(super) fn add(&mut self, mut entry: Entry) {
        let usable = |entries: &[Entry], id: &CredentialId| {
            let all = entries.iter().flat_map(|entry| &entry.reading.credentials);
            all.filter(|one| one.id == *id).any(Credential::usable)
        };
        for credential in entry.reading.credentials.clone() {
            if credential.client_id.is_none() {
                continue;
            }
            if !credential.usable() && usable(&self.entries, &credential.id) {
                drop_credential(&mut entry.reading, &credential.id);
            } else {
                self.forget(&credential.id);
            }
        }
        // The same text again, or a file that was dropped twice.
        self.entries.retain(|earlier| *earlier != entry);
        if !entry.is_empty() {
            self.entries.push(entry);
        }
    }

    /// Forgets the credential with this client id, wherever it is.
    pub(super) fn forget(&mut self, id: &CredentialId) {
        for entry in &mut self.entries {
            drop_credential(&mut entry.reading, id);
        }
        self.entries.retain(|entry| !entry.is_empty());
    }

    /// Forgets all that one text or file has given.
    pub(super) fn remove(&mut self, place: usize) {
        if place < self.entries.len() {
            self.entries.remove(place);
        }
    }

    /// Two holdings that parted from `base`, put together (three-way merge): what was added to either is there, what was
    /// forgotten in either is not. The box is as `self` has it, if it was changed there.
    #[must_use]
    pub fn and(self, mut theirs: Self, base: &Self) -> Self {
        theirs.entries.retain(|entry| self.entries.contains(entry) || !base.entries.contains(entry));
        if self.in_box != base.in_box {
            theirs.in_box = self.in_box;
        }
        for entry in self.entries {
            if !base.entries.contains(&entry) && !theirs.entries.contains(&entry) {
                theirs.add(entry);
            }
        }
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
        let pieces = readings.iter().map(|reading| reading.as_slice());
        let pieces = pieces.chain(files.iter().map(|file| file.as_bytes()));
        let pieces: Vec<&[u8]> = pieces.chain([self.in_box.reveal().as_bytes()]).collect();
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
            return Self { entries: Vec::new(), in_box: text };
        };
        let piece = |line: &str| BASE64_STANDARD.decode(line).map(Zeroizing::new).unwrap_or_default();
        let pieces: Vec<Zeroizing<Vec<u8>>> = lines.split('\n').skip(1).map(piece).collect();
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
        Self { entries, in_box: Secret::new(text_at(2 * count)) }
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

fn drop_credential(reading: &mut Reading, id: &CredentialId) {
    let before = reading.credentials.len();
    reading.credentials.retain(|one| one.id != *id);
    reading.findings.retain(|finding| finding.credential.as_ref() != Some(id));
    // What was said of the text as a whole was said of its credentials.
    if before > 0 && reading.credentials.is_empty() {
        reading.findings.clear();
    }
}

#[cfg(test)]
mod tests;
