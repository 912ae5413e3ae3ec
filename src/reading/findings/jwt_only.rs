//! The credential is a Service Account (JWT) credential, without its OAuth successor.
//!
//! None of them has worked since 1 March 2026. What is needed is the OAuth Server-to-Server credential that was added
//! to the same project. It has the same client id, organization and technical account, so these are read. Source:
//! Adobe's guide "Migrating from Service Account (JWT) credential to OAuth Server-to-Server credential".

use super::{CredentialKind, FindingKind, Report, Severity, Subject};

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.credential.kind == CredentialKind::Jwt {
        let severity = if subject.oauth_is_there { Severity::Warning } else { Severity::Error };
        report.add(FindingKind::JwtOnly, severity);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::check;
    use crate::credentials::FindingCode::JwtOnly;

    const JWT: &str = r#"{"jwt":{"client_id":"1b2c3d4e5f60718293a4b5c6d7e8f90a"}}"#;
    const SAME: &str = r#"{"oauth_server_to_server":{"client_id":"1b2c3d4e5f60718293a4b5c6d7e8f90a"}}"#;
    const OTHER: &str = r#"{"oauth_server_to_server":{"client_id":"0a1b2c3d4e5f60718293a4b5c6d7e8f9"}}"#;

    #[test]
    fn a_jwt_credential_needs_its_successor() {
        check(JWT, JwtOnly, &["error #0"]);
        check(&["[", JWT, ",", OTHER, "]"].concat(), JwtOnly, &["warning #1"]);
        check(&["[", JWT, ",", SAME, "]"].concat(), JwtOnly, &[]);
    }
}
