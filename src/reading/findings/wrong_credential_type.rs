//! The credential is of a type that AEM cannot use: it acts for a user (web, single-page or native app), or is an API
//! key.
//!
//! AEM's form takes OAuth Server-to-Server only. Such a credential often lies beside the right one in the same project
//! (adobe/aio-cli-plugin-app has several reports of files with both), and then this is only a note. JWT, which can be
//! migrated, and AEM's service credential have findings of their own.

use super::{CredentialKind, FindingKind, Report, Severity, Subject};

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    let kind = subject.credential.kind;
    if matches!(
        kind,
        CredentialKind::OAuthServerToServer | CredentialKind::Jwt | CredentialKind::AemServiceCredential
    ) {
        return;
    }
    let severity = if subject.oauth_is_there { Severity::Note } else { Severity::Error };
    report.add(FindingKind::WrongCredentialType { kind }, severity);
}

#[cfg(test)]
mod tests {
    use super::super::spec::check;
    use crate::credentials::FindingCode::WrongCredentialType;

    const WEB: &str = r#"{"name":"a","integration_type":"oauthweb","oauth2":{"client_id":"1b2c3d4e5f60718293a4b5c6d7e8f90a"}}"#;
    const OAUTH: &str = r#"{"oauth_server_to_server":{"client_id":"0a1b2c3d4e5f60718293a4b5c6d7e8f9"}}"#;

    #[test]
    fn a_web_app_alone_is_an_error_and_beside_the_right_one_a_note() {
        check(WEB, WrongCredentialType, &["error #0 { kind: OAuthWebApp }"]);
        check(&["[", WEB, ",", OAUTH, "]"].concat(), WrongCredentialType, &["note #1 { kind: OAuthWebApp }"]);
        check(OAUTH, WrongCredentialType, &[]);
    }
}
