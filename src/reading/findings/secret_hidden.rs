//! The credential's page was copied before *Retrieve client secret* was pressed.
//!
//! The words of the button stand in place of the secret (screenshots in Adobe's documentation). There is no finding
//! if the secret stands elsewhere in the text, such as in the page's cURL box.

use super::super::draft::Said;
use super::{CredentialField::ClientSecrets, FindingKind, Report, Severity, Subject};

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    let hidden = subject.draft.about(ClientSecrets).find(|clue| matches!(clue.said, Said::Hidden));
    if let Some(clue) = hidden.filter(|_| subject.credential.client_secrets.is_empty()) {
        report.add(FindingKind::SecretHidden, Severity::Error).clue(clue);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::SecretHidden;

    #[test]
    fn the_button_stands_for_the_secret() {
        let page = note(&["client_secret="]) + "\nClient Secret\nRetrieve client secret\nCopy\n";
        check(&page, SecretHidden, &["error client_secrets 5:1 #0"]);
        let page = note(&["client_secret="]) + "\nClient secret: Retrieve client secret";
        check(&page, SecretHidden, &["error client_secrets 4:16 #0"]);
        check(&(note(&[]) + "\nRetrieve client secret"), SecretHidden, &[]);
    }
}
