//! The client secret has a shape that Adobe does not issue: neither `p8e-` (stage: `s8e-`) and 32 characters, nor a
//! UUID.
//!
//! JWT credentials have UUIDs, and a migrated credential may have kept its own, so they are fine. Anything else is
//! used with a warning, except for words with spaces between them, which are no secret.

use super::super::credential;
use super::{CredentialField::ClientSecrets, FindingKind, Report, Severity, Subject, count};
use crate::credentials::shapes;

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    for (text, clue) in subject.texts(ClientSecrets) {
        if shapes::is_secret(text) || shapes::is_masked(text) || credential::is_placeholder(text) {
            continue;
        }
        let used = credential::can_be_secret(text) || !subject.credential.client_secrets.is_empty();
        let severity = if used { Severity::Warning } else { Severity::Error };
        let length = count(text.chars().count());
        report.add(FindingKind::SecretUnusual { length }, severity).clue(clue);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::SecretUnusual;

    #[test]
    fn an_unknown_shape_is_used_with_a_warning() {
        let short = note(&["client_secret=0123456789abcdef"]);
        check(&short, SecretUnusual, &["warning client_secrets 4:15 #0 { length: 16 }"]);
        check(&note(&["client_secret=01234567-89ab-4cde-8f01-23456789abcd"]), SecretUnusual, &[]);
        check(&note(&["client_secret=s8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"]), SecretUnusual, &[]);
    }

    #[test]
    fn a_sentence_is_no_secret() {
        let sentence = note(&["client_secret=ask Camille for it"]);
        check(&sentence, SecretUnusual, &["error client_secrets 4:15 #0 { length: 18 }"]);
    }
}
