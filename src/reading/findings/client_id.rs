//! Findings about the client id.

use super::super::credential;
use super::{Check, CredentialField::ClientId, FindingKind, Report, Severity, Subject};
use crate::credentials::shapes;

pub(super) const CHECKS: &[Check] = &[Check::OAuth(client_id_missing), Check::OAuth(client_id_unusual)];

/// There is no client id. AEM asks for it, and without it nobody knows which credential this is.
fn client_id_missing(subject: &Subject<'_>, report: &mut Report) {
    if !subject.draft.mentions(ClientId) {
        report.add(FindingKind::ClientIdMissing, Severity::Error).field(ClientId);
    }
}

/// The client id has a shape that Adobe does not issue: neither 32 hexadecimal digits nor AEM's own
/// `cm-p12345-e67890…`.
///
/// Usually it was cut while copying, or is another value of the page. It is used with a warning, unless it could be a
/// client secret: then it is neither used nor shown.
fn client_id_unusual(subject: &Subject<'_>, report: &mut Report) {
    for (text, clue) in subject.texts(ClientId) {
        if !shapes::is_client_id(text) && !credential::is_placeholder(text) {
            let used = subject.credential.client_id.is_some();
            let severity = if used { Severity::Warning } else { Severity::Error };
            report.add(FindingKind::ClientIdUnusual, severity).clue(clue);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::{ClientIdMissing, ClientIdUnusual};

    #[test]
    fn a_client_id_is_needed() {
        check(&note(&["client_id="]), ClientIdMissing, &["error client_id #0"]);
        check(&note(&["client_id=unlikely"]), ClientIdMissing, &[]);
    }

    #[test]
    fn an_unknown_shape_is_used_with_a_warning() {
        check(
            &note(&["client_id=0a1b2c3d4e5f60718293a4b5c6d7e8f"]),
            ClientIdUnusual,
            &["warning client_id 4:11 #0"],
        );
        check(&note(&["client_id=cm-p12345-e67890-integration-1"]), ClientIdUnusual, &[]);
        check(&note(&[]), ClientIdUnusual, &[]);
    }

    #[test]
    fn a_secret_is_refused() {
        let swapped = note(&["client_id=p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"]);
        check(&swapped, ClientIdUnusual, &["error client_id 4:11 #0"]);
        let swapped = note(&["client_id=01234567-89ab-4cde-8f01-23456789abcd"]);
        check(&swapped, ClientIdUnusual, &["error client_id 4:11 #0"]);
    }
}
