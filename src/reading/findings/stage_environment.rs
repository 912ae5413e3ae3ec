//! The credential belongs to Adobe's stage environment, which no production AEM uses.
//!
//! Its server (`ims-na1-stg1.adobelogin.com`) and its secret (`s8e-`, where production has `p8e-`) show it. If they
//! disagree, the credential will not work, and this is a warning.

use super::{CredentialField::AuthorizationServer, FindingKind, Report, Severity, Subject};

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    let server = &subject.credential.authorization_server;
    let secrets = &subject.credential.client_secrets;
    let begins = |prefix| secrets.iter().any(|secret| secret.reveal().starts_with(prefix));
    if !server.is_stage() && !begins("s8e-") {
        return;
    }
    let agree = server.is_stage() && !begins("p8e-");
    let severity = if agree { Severity::Note } else { Severity::Warning };
    let host = server.host().to_owned();
    report.add(FindingKind::StageEnvironment { host }, severity).field(AuthorizationServer);
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::StageEnvironment;

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
