//! Collects findings, and works out where they are.

use super::super::draft::Clue;
use super::{CredentialField, Finding, FindingCode, Location, Severity};

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
    pub(super) fn finish(self, text: &str) -> Vec<Finding> {
        let places =
            if self.entries.iter().any(|entry| entry.at.is_some()) { places(text) } else { Vec::new() };
        let located = |mut entry: Entry| {
            entry.finding.location = entry.at.map(|at| locate(text, at, &places));
            entry.finding
        };
        self.entries.into_iter().map(located).collect()
    }
}

const START: Location = Location { line: 1, column: 1 };

/// How far apart, in bytes, the places are that [`locate`] starts from.
const STEP: usize = 512;

/// The place of the first character at or after each multiple of [`STEP`]. With these, a thousand findings in a file
/// of one long line cost one walk through it, and not a thousand.
fn places(text: &str) -> Vec<(usize, Location)> {
    let mut places = Vec::with_capacity(text.len() / STEP + 1);
    let mut here = START;
    for (at, c) in text.char_indices() {
        if at >= places.len() * STEP {
            places.push((at, here));
        }
        here = next(here, c);
    }
    places
}

fn locate(text: &str, at: usize, places: &[(usize, Location)]) -> Location {
    // Where a character lies across the step, its place may be behind `at`; the one before is not.
    let known = places.get(at / STEP).filter(|(known, _)| *known <= at);
    let known = known.or_else(|| places.get((at / STEP).checked_sub(1)?));
    let (known, start) = known.copied().unwrap_or((0, START));
    text.get(known..)
        .unwrap_or_default()
        .char_indices()
        .take_while(|(index, _)| known + index < at)
        .fold(start, |here, (_, c)| next(here, c))
}

/// The place after the character `c` at `here`.
fn next(here: Location, c: char) -> Location {
    match c {
        '\n' => Location { line: here.line + 1, column: 1 },
        _ => Location { column: here.column + 1, ..here },
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
    fn places_are_found_in_long_lines_and_in_short_ones() {
        let text = ["é".repeat(3 * STEP), "ab\n".repeat(STEP)].concat();
        let places = places(&text);
        let mut here = START;
        for (at, c) in text.char_indices() {
            assert_eq!(locate(&text, at, &places), here, "{at}");
            here = next(here, c);
        }
        assert_eq!(locate(&text, text.len(), &places), here);
    }
}
