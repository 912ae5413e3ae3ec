//! There is no client id. AEM asks for it, and without it nobody knows which credential this is.

use super::{CredentialField::ClientId, FindingKind, Report, Severity, Subject};

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.draft.mentions(ClientId) {
        report.add(FindingKind::ClientIdMissing, Severity::Error).field(ClientId);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::ClientIdMissing;

    #[test]
    fn a_client_id_is_needed() {
        check(&note(&["client_id="]), ClientIdMissing, &["error client_id #0"]);
        check(&note(&["client_id=unlikely"]), ClientIdMissing, &[]);
    }
}
