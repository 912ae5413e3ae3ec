//! There are no scopes. IMS requires them in every request (`scope` is mandatory at `/ims/token/v3`).

use super::super::credential;
use super::{CredentialField::Scopes, FindingKind, Report, Severity, Subject};

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    let placeholder = subject.texts(Scopes).any(|(text, _)| credential::is_placeholder(text));
    if subject.credential.scopes.is_none() && !placeholder {
        report.add(FindingKind::ScopesMissing, Severity::Error).field(Scopes);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::ScopesMissing;

    #[test]
    fn scopes_are_needed() {
        check(&note(&["scopes="]), ScopesMissing, &["error scopes #0"]);
        check(&note(&["scopes=[]"]), ScopesMissing, &["error scopes #0"]);
        // A secret in the wrong field is not shown, and is no scope.
        check(&note(&["scopes=p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"]), ScopesMissing, &["error scopes #0"]);
        check(&note(&[]), ScopesMissing, &[]);
    }
}
