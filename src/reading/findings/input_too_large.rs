//! The text is too long, and is not read.
//!
//! The workspace download of a large organization has some hundred kilobytes. Anything longer than [`LARGEST_INPUT`]
//! is some other file that was dropped by mistake, and would only take memory.

use crate::credentials::{Finding, FindingKind, Severity};

/// The longest text that is read, in bytes: 8 MiB.
pub const LARGEST_INPUT: usize = (LIMIT as usize) << 20;

/// The same in mebibytes.
const LIMIT: u32 = 8;

/// The finding, if `input` is too long to be read.
pub(crate) fn too_large(input: &str) -> Option<Finding> {
    (input.len() > LARGEST_INPUT).then_some(Finding {
        kind: FindingKind::InputTooLarge { limit: LIMIT },
        severity: Severity::Error,
        field: None,
        location: None,
        credential: None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::spec::check;
    use super::LARGEST_INPUT;
    use crate::credentials::FindingCode::InputTooLarge;

    #[test]
    fn eight_mebibytes_are_read_and_no_more() {
        check(&" ".repeat(LARGEST_INPUT), InputTooLarge, &[]);
        check(&" ".repeat(LARGEST_INPUT + 1), InputTooLarge, &["error { limit: 8 }"]);
    }
}
