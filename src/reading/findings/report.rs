//! Collects findings, and works out where they are.

use super::super::draft::Clue;
use crate::credentials::{CredentialField, Finding, FindingCode, Location, Severity};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Findings in the making.
#[derive(Default)]
pub(crate) struct Report {
    entries: Vec<Entry>,
    credential: Option<usize>,
}

/// One of them. Its methods add what the check knows.
pub(crate) struct Entry {
    finding: Finding,
    /// In bytes of the text.
    at: Option<usize>,
}

impl Report {
    /// From now on findings are about the credential `index`.
    pub(super) fn about(&mut self, index: usize) {
        self.credential = Some(index);
    }

    pub(super) fn add(&mut self, code: FindingCode, severity: Severity) -> &mut Entry {
        let (field, location, params) = (None, None, Vec::new());
        let finding = Finding { code, severity, field, location, params, credential: self.credential };
        self.entries.push(Entry { finding, at: None });
        let last = self.entries.len() - 1;
        &mut self.entries[last]
    }

    /// The findings, with their places in `text`.
    pub(super) fn finish(mut self, text: &str) -> Vec<Finding> {
        // A heap, as sorting would be the largest function of the room.
        let mut in_order: BinaryHeap<Reverse<(usize, usize)>> = BinaryHeap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            in_order.extend(entry.at.map(|at| Reverse((at, index))));
        }
        let mut places = Places { bytes: text.as_bytes(), at: 0, here: Location { line: 1, column: 1 } };
        while let Some(Reverse((at, index))) = in_order.pop() {
            if let Some(entry) = self.entries.get_mut(index) {
                entry.finding.location = Some(places.go_to(at));
            }
        }
        self.entries.into_iter().map(|entry| entry.finding).collect()
    }
}

/// A walk through a text, so that a thousand places in a file of one long line cost one walk and not a thousand.
struct Places<'a> {
    bytes: &'a [u8],
    at: usize,
    here: Location,
}

impl Places<'_> {
    /// The place of byte `at`, which lies not before the one asked for last.
    fn go_to(&mut self, at: usize) -> Location {
        while self.at < at {
            match self.bytes.get(self.at) {
                Some(b'\n') => self.here = Location { line: self.here.line + 1, column: 1 },
                // The first byte of a character, not one of those that go on with it.
                Some(byte) => self.here.column += u32::from(byte & 0xc0 != 0x80),
                None => break,
            }
            self.at += 1;
        }
        self.here
    }
}

impl Entry {
    pub(super) fn field(&mut self, field: CredentialField) -> &mut Self {
        self.finding.field = Some(field);
        self
    }

    /// It is about what stands here: field and place.
    pub(super) fn clue(&mut self, clue: &Clue) -> &mut Self {
        self.at = Some(clue.at);
        self.field(clue.field)
    }

    /// It is about what stands at byte `at` of the text.
    pub(super) fn at(&mut self, at: usize) -> &mut Self {
        self.at = Some(at);
        self
    }

    /// Never a secret, and never text of unknown meaning.
    pub(super) fn param(&mut self, name: &'static str, value: impl ToString) -> &mut Self {
        self.finding.params.push((name, value.to_string()));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let text = "aé\n日b";
        let mut report = Report::default();
        // In an order of their own, and one beyond the end.
        for at in [8, 0, 1, 3, 4, 7, 99] {
            report.add(FindingCode::Placeholder, Severity::Note).at(at);
        }
        let places: Vec<(u32, u32)> = report
            .finish(text)
            .iter()
            .filter_map(|finding| finding.location.map(|place| (place.line, place.column)))
            .collect();
        assert_eq!(places, [(2, 3), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)]);
    }
}
