//! There is a *Local Development Token* of AEM's own Developer Console: a developer's token for one day, and no
//! credential.
//!
//! Source: AEM's tutorial on token-based authentication, where the file has the key `accessToken`.

use super::{FindingKind, Report, Severity, Sighting, Whole};

pub(super) fn check(whole: &Whole<'_>, report: &mut Report) {
    if let Some(at) = whole.seen(Sighting::LocalDevelopmentToken) {
        report.add(FindingKind::LocalDevelopmentToken, whole.severity(Severity::Warning)).at(at);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::check;
    use crate::credentials::FindingCode::{AccessTokenIgnored, LocalDevelopmentToken, NothingFound};

    const FILE: &str =
        r#"{"ok":true,"statusCode":200,"accessToken":"eyJhbGciOiJGQUtFIn0.eyJmYWtlIjoiZmFrZSJ9.ZmFrZS1z"}"#;

    #[test]
    fn the_file_is_recognised() {
        check(FILE, LocalDevelopmentToken, &["error 1:44"]);
        check(FILE, AccessTokenIgnored, &[]);
        check(FILE, NothingFound, &[]);
        check(r#"{"accessToken":""}"#, LocalDevelopmentToken, &[]);
    }
}
