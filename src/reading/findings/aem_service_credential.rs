//! The credential is a service credential of AEM's own Developer Console (`service_token.json`).
//!
//! With it a program calls AEM. Here AEM is to call Adobe, which takes a credential of Adobe Developer Console. It is
//! based on JWT, but not among what Adobe has retired. Source: AEM's page on the deprecation of JWT.

use super::{CredentialKind, FindingKind, Report, Severity, Subject};

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.credential.kind == CredentialKind::AemServiceCredential {
        let severity = if subject.oauth_is_there { Severity::Note } else { Severity::Error };
        report.add(FindingKind::AemServiceCredential, severity);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::{AemServiceCredential, SecretMissing};

    const FILE: &str = r#"{"ok":true,"integration":{"imsEndpoint":"ims-na1.adobelogin.com","metascopes":"ent_aem_cloud_api",
        "technicalAccount":{"clientId":"cm-p12345-e67890-integration-1"},"id":"FEDCBA9876543210FEDCBA98@techacct.adobe.com"}}"#;

    #[test]
    fn it_is_refused_for_what_it_is() {
        check(FILE, AemServiceCredential, &["error #0"]);
        check(FILE, SecretMissing, &[]);
        check(&[&note(&[]), FILE].join("\n"), AemServiceCredential, &["note #1"]);
        check(&note(&[]), AemServiceCredential, &[]);
    }
}
