//! Findings about the type of a credential.

use super::{Check, CredentialKind, FindingKind, Report, Severity, Subject};

pub(super) const CHECKS: &[Check] = &[
    Check::Each(aem_service_credential),
    Check::Each(wrong_credential_type),
    Check::Each(jwt_only),
    Check::Each(migration_in_progress),
];

/// The credential is a service credential of AEM's own Developer Console (`service_token.json`).
///
/// With it a program calls AEM. Here AEM is to call Adobe, which takes a credential of Adobe Developer Console. It is
/// based on JWT, but not among what Adobe has retired. Source: AEM's page on the deprecation of JWT.
fn aem_service_credential(subject: &Subject<'_>, report: &mut Report) {
    if subject.credential.kind == CredentialKind::AemServiceCredential {
        let severity = if subject.oauth_is_there { Severity::Note } else { Severity::Error };
        report.add(FindingKind::AemServiceCredential, severity);
    }
}

/// The credential is of a type that AEM cannot use: it acts for a user (web, single-page or native app), or is an API
/// key.
///
/// AEM's form takes OAuth Server-to-Server only. Such a credential often lies beside the right one in the same project
/// (adobe/aio-cli-plugin-app has several reports of files with both), and then this is only a note. JWT, which can be
/// migrated, and AEM's service credential have findings of their own.
fn wrong_credential_type(subject: &Subject<'_>, report: &mut Report) {
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

/// The credential is a Service Account (JWT) credential, without its OAuth successor.
///
/// None of them has worked since 1 March 2026. What is needed is the OAuth Server-to-Server credential that was added
/// to the same project. It has the same client id, organization and technical account, so these are read. Source:
/// Adobe's guide "Migrating from Service Account (JWT) credential to OAuth Server-to-Server credential".
fn jwt_only(subject: &Subject<'_>, report: &mut Report) {
    if subject.credential.kind == CredentialKind::Jwt {
        let severity = if subject.oauth_is_there { Severity::Warning } else { Severity::Error };
        report.add(FindingKind::JwtOnly, severity);
    }
}

/// Both the OAuth credential and the JWT credential that it replaces exist. The OAuth half is used.
///
/// Until the JWT half is deleted, Developer Console allows neither adding APIs nor rotating secrets, and *Cancel
/// migration* deletes the OAuth half. Source: Adobe's migration guide; `integration_type`
/// `oauth_server_to_server_migrate` in the schema of workspace downloads.
fn migration_in_progress(subject: &Subject<'_>, report: &mut Report) {
    if subject.draft.migrating {
        report.add(FindingKind::MigrationInProgress, Severity::Note);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::{
        AemServiceCredential, JwtOnly, MigrationInProgress, SecretMissing, WrongCredentialType,
    };

    const OF_AEM: &str = r#"{"ok":true,"integration":{"imsEndpoint":"ims-na1.adobelogin.com","metascopes":"ent_aem_cloud_api",
        "technicalAccount":{"clientId":"cm-p12345-e67890-integration-1"},"id":"FEDCBA9876543210FEDCBA98@techacct.adobe.com"}}"#;

    #[test]
    fn it_is_refused_for_what_it_is() {
        check(OF_AEM, AemServiceCredential, &["error #0"]);
        check(OF_AEM, SecretMissing, &[]);
        check(&[&note(&[]), OF_AEM].join("\n"), AemServiceCredential, &["note #1"]);
        check(&note(&[]), AemServiceCredential, &[]);
    }

    const WEB: &str = r#"{"name":"a","integration_type":"oauthweb","oauth2":{"client_id":"1b2c3d4e5f60718293a4b5c6d7e8f90a"}}"#;
    const OAUTH: &str = r#"{"oauth_server_to_server":{"client_id":"0a1b2c3d4e5f60718293a4b5c6d7e8f9"}}"#;

    #[test]
    fn a_web_app_alone_is_an_error_and_beside_the_right_one_a_note() {
        check(WEB, WrongCredentialType, &["error #0 { kind: OAuthWebApp }"]);
        check(&["[", WEB, ",", OAUTH, "]"].concat(), WrongCredentialType, &["note #1 { kind: OAuthWebApp }"]);
        check(OAUTH, WrongCredentialType, &[]);
    }

    const JWT: &str = r#"{"jwt":{"client_id":"1b2c3d4e5f60718293a4b5c6d7e8f90a"}}"#;
    const SAME: &str = r#"{"oauth_server_to_server":{"client_id":"1b2c3d4e5f60718293a4b5c6d7e8f90a"}}"#;
    const OTHER: &str = r#"{"oauth_server_to_server":{"client_id":"0a1b2c3d4e5f60718293a4b5c6d7e8f9"}}"#;

    #[test]
    fn a_jwt_credential_needs_its_successor() {
        check(JWT, JwtOnly, &["error #0"]);
        check(&["[", JWT, ",", OTHER, "]"].concat(), JwtOnly, &["warning #1"]);
        check(&["[", JWT, ",", SAME, "]"].concat(), JwtOnly, &[]);
    }

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
