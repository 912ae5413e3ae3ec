//! The credential has several client secrets.
//!
//! Adobe allows two, so that one can be rotated while the other is in use. It is not documented which of them is
//! newer, so the administrator chooses.

use super::{CredentialField::ClientSecrets, FindingKind, Report, Severity, Subject};

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
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
    use crate::credentials::FindingCode::SeveralSecrets;

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
