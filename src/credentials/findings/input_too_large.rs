//! More text than a credential ever came in: not read at all.
//!
//! A large organization's workspace download has some hundred kilobytes. Beyond [`LIMIT`] it is some other file,
//! dropped by mistake, and reading it would only keep the panel from answering.

use super::{Finding, FindingCode, Severity};

/// In bytes: 8 MiB.
const LIMIT: usize = 8 << 20;

/// The finding, when `input` is not to be read.
pub(crate) fn too_large(input: &str) -> Option<Finding> {
    (input.len() > LIMIT).then(|| Finding {
        code: FindingCode::InputTooLarge,
        severity: Severity::Error,
        field: None,
        location: None,
        params: vec![("limit", (LIMIT >> 20).to_string())],
        credential: None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::spec::check;
    use super::{FindingCode::InputTooLarge, LIMIT};

    #[test]
    fn eight_mebibytes_are_read_and_no_more() {
        check(&" ".repeat(LIMIT), InputTooLarge, &[]);
        check(&" ".repeat(LIMIT + 1), InputTooLarge, &["error limit=8"]);
    }
}
