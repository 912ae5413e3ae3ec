//! Collects findings, and works out in which line and column they are.

use super::super::draft::Clue;
use crate::credentials::{CredentialField, CredentialId, Finding, FindingKind, Location, Severity};
use memchr::{memchr_iter, memrchr};

/// The findings so far.
#[derive(Default)]
pub(super) struct Report {
    entries: Vec<Entry>,
    credential: Option<CredentialId>,
}

/// One finding. A check calls its methods to add what it knows.
pub(super) struct Entry {
    finding: Finding,
    /// In bytes of the text.
    at: Option<usize>,
}

impl Report {
    /// From now on findings are about this credential.
    pub(super) fn about(&mut self, credential: &CredentialId) {
        self.credential = Some(credential.clone());
    }

    /// Adds a finding.
    pub(super) fn add(&mut self, kind: FindingKind, severity: Severity) -> &mut Entry {
        let credential = self.credential.clone();
        let finding = Finding { kind, severity, field: None, location: None, credential };
        self.entries.push(Entry { finding, at: None });
        let last = self.entries.len() - 1;
        &mut self.entries[last]
    }

    /// The findings in the order they were added, with their places in `text`.
    pub(super) fn finish(mut self, text: &str) -> Vec<Finding> {
        // In the order of the text, so that it is walked through once.
        let mut placed: Vec<&mut Entry> =
            self.entries.iter_mut().filter(|entry| entry.at.is_some()).collect();
        placed.sort_by_key(|entry| entry.at);
        let mut places = Places { bytes: text.as_bytes(), at: 0, here: Location { line: 1, column: 1 } };
        for entry in placed {
            entry.finding.location = entry.at.map(|at| places.go_to(at));
        }
        self.entries.into_iter().map(|entry| entry.finding).collect()
    }
}

/// A walk through a text. A thousand places in a file of one long line cost one walk, not a thousand.
struct Places<'a> {
    bytes: &'a [u8],
    at: usize,
    here: Location,
}

impl Places<'_> {
    /// The place of byte `at`, which must not lie before the one asked for last.
    fn go_to(&mut self, at: usize) -> Location {
        let at = at.min(self.bytes.len());
        let passed = self.bytes.get(self.at..at).unwrap_or_default();
        let lines = memchr_iter(b'\n', passed).count();
        // Only the first byte of a character counts, not its continuation bytes.
        let columns = |bytes: &[u8]| count(bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count());
        let Location { line, column } = self.here;
        let last = memrchr(b'\n', passed).and_then(|end| passed.get(end + 1..));
        self.here = Location {
            line: line + count(lines),
            column: last.map_or_else(|| column + columns(passed), |line| 1 + columns(line)),
        };
        self.at = self.at.max(at);
        self.here
    }
}

impl Entry {
    /// Says which field it is about.
    pub(super) fn field(&mut self, field: CredentialField) -> &mut Self {
        self.finding.field = Some(field);
        self
    }

    /// Says that it is about this clue: its field and its place.
    pub(super) fn clue(&mut self, clue: &Clue) -> &mut Self {
        self.at = Some(clue.at);
        self.field(clue.field)
    }

    /// Says that it is about what stands at byte `at` of the text.
    pub(super) fn at(&mut self, at: usize) -> &mut Self {
        self.at = Some(at);
        self
    }
}

/// A number, as a finding's parameter.
pub(super) fn count(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let text = "aé\n日b";
        let mut report = Report::default();
        // Out of order, and one beyond the end.
        for at in [8, 0, 1, 3, 4, 7, 99] {
            report.add(FindingKind::ScopesMissing, Severity::Note).at(at);
        }
        let places: Vec<(u32, u32)> = report
            .finish(text)
            .iter()
            .filter_map(|finding| finding.location.map(|place| (place.line, place.column)))
            .collect();
        assert_eq!(places, [(2, 3), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)]);
    }
}
