//! The secret is incomplete: the page shortens it with an ellipsis, and terminals put stars in its place.
//!
//! After *Retrieve client secret* the page shows `p8e-xxxxxxxxxxxxxxxxxx…` (screenshots in Adobe's documentation).
//! Its copy button and the *View cURL command* box have the complete secret.

use super::{CredentialField::ClientSecrets, FindingKind, Report, Severity, Subject};
use crate::credentials::shapes;

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    let masked = subject.texts(ClientSecrets).find(|(text, _)| shapes::is_masked(text));
    if let Some((_, clue)) = masked.filter(|_| subject.credential.client_secrets.is_empty()) {
        report.add(FindingKind::SecretMasked, Severity::Error).clue(clue);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::SecretMasked;

    #[test]
    fn a_part_of_a_secret_is_no_secret() {
        for masked in
            ["p8e-Fake0Fake1Fake2Fa…", "p8e-Fake0Fake1Fake2...", "••••••••", "********", "p8e-Fake0Fake1"]
        {
            let line = ["client_secret=", masked].concat();
            check(&note(&[&line]), SecretMasked, &["error client_secrets 4:15 #0"]);
        }
        check(&note(&[]), SecretMasked, &[]);
    }
}
