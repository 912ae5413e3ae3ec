//! Findings about the client secret.

use super::super::credential;
use super::super::draft::Said;
use super::{Check, CredentialField::ClientSecrets, FindingKind, Report, Severity, Subject, count};
use crate::credentials::shapes;

pub(super) const CHECKS: &[Check] = &[
    Check::OAuth(secret_missing),
    Check::OAuth(secret_hidden),
    Check::OAuth(secret_masked),
    Check::OAuth(secret_unusual),
    Check::OAuth(several_secrets),
];

/// There is no client secret, and nothing in its place.
///
/// A download may lack it if nobody pressed *Retrieve client secret* before, and replies of the secrets API never
/// contain one.
fn secret_missing(subject: &Subject<'_>, report: &mut Report) {
    if !subject.draft.mentions(ClientSecrets) {
        report.add(FindingKind::SecretMissing, Severity::Error).field(ClientSecrets);
    }
}

/// The credential's page was copied before *Retrieve client secret* was pressed.
///
/// The words of the button stand in place of the secret (screenshots in Adobe's documentation). There is no finding
/// if the secret stands elsewhere in the text, such as in the page's cURL box.
fn secret_hidden(subject: &Subject<'_>, report: &mut Report) {
    let hidden = subject.draft.about(ClientSecrets).find(|clue| matches!(clue.said, Said::Hidden));
    if let Some(clue) = hidden.filter(|_| subject.credential.client_secrets.is_empty()) {
        report.add(FindingKind::SecretHidden, Severity::Error).clue(clue);
    }
}

/// The secret is incomplete: the page shortens it with an ellipsis, and terminals put stars in its place.
///
/// After *Retrieve client secret* the page shows `p8e-xxxxxxxxxxxxxxxxxx…` (screenshots in Adobe's documentation).
/// Its copy button and the *View cURL command* box have the complete secret.
fn secret_masked(subject: &Subject<'_>, report: &mut Report) {
    if !subject.credential.client_secrets.is_empty() {
        return;
    }
    if let Some((_, clue)) = subject.texts(ClientSecrets).find(|(text, _)| shapes::is_masked(text)) {
        report.add(FindingKind::SecretMasked, Severity::Error).clue(clue);
    }
}

/// The client secret has a shape that Adobe does not issue: neither `p8e-` (stage: `s8e-`) and 32 characters, nor a
/// UUID.
///
/// JWT credentials have UUIDs, and a migrated credential may have kept its own, so they are fine. Anything else is
/// used with a warning, except for words with spaces between them, which are no secret.
fn secret_unusual(subject: &Subject<'_>, report: &mut Report) {
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

/// The credential has several client secrets.
///
/// Adobe allows two, so that one can be rotated while the other is in use. It is not documented which of them is
/// newer, so the administrator chooses.
fn several_secrets(subject: &Subject<'_>, report: &mut Report) {
    let count = subject.credential.client_secrets.len();
    if count > 1 {
        report
            .add(FindingKind::SeveralSecrets { count: super::count(count) }, Severity::Note)
            .field(ClientSecrets);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::{
        SecretHidden, SecretMasked, SecretMissing, SecretUnusual, SeveralSecrets,
    };

    #[test]
    fn a_secret_is_needed() {
        check(&note(&["client_secret="]), SecretMissing, &["error client_secrets #0"]);
        check(&note(&["client_secret=[]"]), SecretMissing, &["error client_secrets #0"]);
        check(&note(&[]), SecretMissing, &[]);
    }

    #[test]
    fn the_button_stands_for_the_secret() {
        let page = note(&["client_secret="]) + "\nClient Secret\nRetrieve client secret\nCopy\n";
        check(&page, SecretHidden, &["error client_secrets 5:1 #0"]);
        let page = note(&["client_secret="]) + "\nClient secret: Retrieve client secret";
        check(&page, SecretHidden, &["error client_secrets 4:16 #0"]);
        check(&(note(&[]) + "\nRetrieve client secret"), SecretHidden, &[]);
    }

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

    const TWO: &str =
        r#"client_secrets=["p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5","p8e-Fake6Fake7Fake8Fake9_FakeA-FakeB"]"#;
    const TWINS: &str =
        r#"client_secrets=["p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5","p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"]"#;

    #[test]
    fn different_secrets_are_counted() {
        check(&note(&["client_secret=", TWO]), SeveralSecrets, &["note client_secrets #0 { count: 2 }"]);
        check(&note(&["client_secret=", TWINS]), SeveralSecrets, &[]);
    }
}
