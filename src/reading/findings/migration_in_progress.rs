//! Both the OAuth credential and the JWT credential that it replaces exist. The OAuth half is used.
//!
//! Until the JWT half is deleted, Developer Console allows neither adding APIs nor rotating secrets, and *Cancel
//! migration* deletes the OAuth half. Source: Adobe's migration guide; `integration_type`
//! `oauth_server_to_server_migrate` in the schema of workspace downloads.

use super::{FindingKind, Report, Severity, Subject};

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.draft.migrating {
        report.add(FindingKind::MigrationInProgress, Severity::Note);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::check;
    use crate::credentials::FindingCode::MigrationInProgress;

    #[test]
    fn both_halves_in_one_object_or_in_two() {
        let both = r#"{"jwt":{"client_id":"cm-p1-e2"},"oauth_server_to_server":{"client_id":"cm-p1-e2"}}"#;
        check(both, MigrationInProgress, &["note #0"]);
        let apart =
            r#"[{"jwt":{"client_id":"cm-p1-e2"}},{"oauth_server_to_server":{"client_id":"cm-p1-e2"}}]"#;
        check(apart, MigrationInProgress, &["note #0"]);
        let done = r#"{"oauth_server_to_server":{"client_id":"cm-p1-e2"}}"#;
        check(done, MigrationInProgress, &[]);
    }
}
