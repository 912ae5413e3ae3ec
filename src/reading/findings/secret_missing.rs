//! There is no client secret, and nothing in its place.
//!
//! A download may lack it if nobody pressed *Retrieve client secret* before, and replies of the secrets API never
//! contain one.

use super::{CredentialField::ClientSecrets, FindingKind, Report, Severity, Subject};

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.draft.mentions(ClientSecrets) {
        report.add(FindingKind::SecretMissing, Severity::Error).field(ClientSecrets);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::SecretMissing;

    #[test]
    fn a_secret_is_needed() {
        check(&note(&["client_secret="]), SecretMissing, &["error client_secrets #0"]);
        check(&note(&["client_secret=[]"]), SecretMissing, &["error client_secrets #0"]);
        check(&note(&[]), SecretMissing, &[]);
    }
}
