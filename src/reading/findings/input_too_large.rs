//! More text than a credential ever came in: not read at all.
//!
//! A large organization's workspace download has some hundred kilobytes. Beyond [`LARGEST_INPUT`] it is some other file,
//! dropped by mistake, and reading it would only keep the panel from answering.

use crate::credentials::{Finding, FindingKind, Severity};

/// The longest text that is read, in bytes: 8 MiB.
pub const LARGEST_INPUT: usize = (LIMIT as usize) << 20;

/// The same in mebibytes.
const LIMIT: u32 = 8;

/// The finding, when `input` is not to be read.
pub(crate) fn too_large(input: &str) -> Option<Finding> {
    (input.len() > LARGEST_INPUT).then(|| Finding {
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
