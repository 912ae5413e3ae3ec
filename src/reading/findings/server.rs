//! Findings about the authorization server.

use super::super::credential;
use super::{Check, CredentialField, FindingKind, Report, Severity, Subject};
use crate::credentials::identifiers::{self, AuthorizationServer};
use crate::credentials::shapes;

pub(super) const CHECKS: &[Check] =
    &[Check::Each(unknown_authorization_server), Check::OAuth(stage_environment)];

/// The server is not one of the two that Adobe documents.
///
/// Another host of `adobelogin.com` is Adobe's and is used with a warning: nothing but `ims-na1` and its stage twin
/// was ever seen with these credentials. Any other host, however similar, is refused with an error. The production
/// server replaces it, and the credential is not usable: AEM would send the secret to that host, and whoever wrote it
/// there may be waiting for it.
fn unknown_authorization_server(subject: &Subject<'_>, report: &mut Report) {
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

/// The credential belongs to Adobe's stage environment, which no production AEM uses.
///
/// Its server (`ims-na1-stg1.adobelogin.com`) and its secret (`s8e-`, where production has `p8e-`) show it. If they
/// disagree, the credential will not work, and this is a warning.
fn stage_environment(subject: &Subject<'_>, report: &mut Report) {
    let server = &subject.credential.authorization_server;
    let secrets = &subject.credential.client_secrets;
    let begins = |prefix| secrets.iter().any(|secret| secret.reveal().starts_with(prefix));
    if !server.is_stage() && !begins("s8e-") {
        return;
    }
    let agree = server.is_stage() && !begins("p8e-");
    let severity = if agree { Severity::Note } else { Severity::Warning };
    let host = server.host().to_owned();
    report.add(FindingKind::StageEnvironment { host }, severity).field(CredentialField::AuthorizationServer);
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::{StageEnvironment, UnknownAuthorizationServer};
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

    const STAGE_SECRET: &str = "client_secret=s8e-Fake0Fake1Fake2Fake3_Fake4-Fake5";
    const STAGE_HOST: &str = "ims_host=ims-na1-stg1.adobelogin.com";
    const AGREED: &[&str] = &["note authorization_server #0 { host: \"ims-na1-stg1.adobelogin.com\" }"];

    #[test]
    fn the_secret_tells_the_server() {
        check(&note(&[STAGE_SECRET]), StageEnvironment, AGREED);
        check(&note(&[STAGE_SECRET, STAGE_HOST]), StageEnvironment, AGREED);
        check(&note(&[]), StageEnvironment, &[]);
    }

    #[test]
    fn one_of_the_two_alone_is_a_warning() {
        check(
            &note(&[STAGE_HOST]),
            StageEnvironment,
            &["warning authorization_server #0 { host: \"ims-na1-stg1.adobelogin.com\" }"],
        );
        check(
            &note(&[STAGE_SECRET, "ims_host=ims-na1.adobelogin.com"]),
            StageEnvironment,
            &["warning authorization_server #0 { host: \"ims-na1.adobelogin.com\" }"],
        );
    }
}
