//! There are several OAuth Server-to-Server credentials, so one has to be chosen for each configuration.
//!
//! Credentials of other types do not count; they have findings of their own.

use super::{CredentialKind, FindingKind, Report, Severity, Whole};

pub(super) fn check(whole: &Whole<'_>, report: &mut Report) {
    let count =
        whole.credentials.iter().filter(|one| one.kind == CredentialKind::OAuthServerToServer).count();
    if count > 1 {
        report.add(FindingKind::SeveralCredentials { count: super::count(count) }, Severity::Note);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::SeveralCredentials;

    #[test]
    fn two_client_ids_are_two_credentials() {
        let other = note(&["client_id=1b2c3d4e5f60718293a4b5c6d7e8f90a"]);
        check(&[note(&[]), other].join("\n\n"), SeveralCredentials, &["note { count: 2 }"]);
        check(&[note(&[]), note(&[])].join("\n\n"), SeveralCredentials, &[]);
    }
}
