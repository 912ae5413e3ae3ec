//! The server is not one of the two that Adobe documents.
//!
//! Another host of `adobelogin.com` is Adobe's and is used with a warning: nothing but `ims-na1` and its stage twin
//! was ever seen with these credentials. Any other host, however similar, is refused with an error. The production
//! server replaces it, and the credential is not usable: AEM would send the secret to that host, and whoever wrote it
//! there may be waiting for it.

use super::super::credential;
use super::{CredentialField, FindingKind, Report, Severity, Subject};
use crate::credentials::{identifiers, shapes};
use identifiers::AuthorizationServer;

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    for (text, clue) in subject.texts(CredentialField::AuthorizationServer) {
        let severity = match AuthorizationServer::parse(text) {
            _ if credential::is_server_placeholder(text) => continue,
            Some(server) if server.is_known() => continue,
            Some(_) => Severity::Warning,
            None => Severity::Error,
        };
        // A text that is no host is not shown: it may be anything.
        let host = identifiers::host(text).filter(|host| !shapes::may_be_secret(host));
        report.add(FindingKind::UnknownAuthorizationServer { host }, severity).clue(clue);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::UnknownAuthorizationServer;
    use crate::reading::read;

    #[test]
    fn only_documented_servers_pass_in_silence() {
        check(&note(&["ims_host=ims-na1.adobelogin.com"]), UnknownAuthorizationServer, &[]);
        check(&note(&["ims_host={{IMS}}"]), UnknownAuthorizationServer, &[]);
        check(
            &note(&["ims_host=https://ims-na1-qa2.adobelogin.com/"]),
            UnknownAuthorizationServer,
            &["warning authorization_server 5:10 #0 { host: Some(\"ims-na1-qa2.adobelogin.com\") }"],
        );
    }

    #[test]
    fn a_look_alike_makes_the_credential_unusable() {
        let input = note(&["ims_host=https://ims-na1.adobelogin.com.example.org"]);
        check(
            &input,
            UnknownAuthorizationServer,
            &["error authorization_server 5:10 #0 { host: Some(\"ims-na1.adobelogin.com.example.org\") }"],
        );
        let reading = read(&input);
        let servers: Vec<&str> =
            reading.credentials.iter().map(|one| one.authorization_server.as_str()).collect();
        assert_eq!(servers, ["https://ims-na1.adobelogin.com"]);
        assert!(reading.credentials.iter().all(|credential| !credential.usable()));
    }

    #[test]
    fn what_is_no_host_is_not_repeated() {
        check(
            &note(&["ims_host=https://user:pass@ims-na1.adobelogin.com"]),
            UnknownAuthorizationServer,
            &["error authorization_server 5:10 #0 { host: None }"],
        );
    }
}
