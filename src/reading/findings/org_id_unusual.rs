//! The organization id has a shape that Adobe does not issue: not 24 hexadecimal digits and `@AdobeOrg`.
//!
//! A missing suffix is added, and an id of another length is used, both with a warning. Anything else is not used.

use super::super::credential;
use super::{CredentialField, FindingKind, Report, Severity, Subject};
use crate::credentials::shapes;

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    for (text, clue) in subject.texts(CredentialField::OrgId) {
        let explained_elsewhere = shapes::is_org_number(text)
            || shapes::name_at(text, shapes::TECHNICAL_ACCOUNT).is_some()
            || credential::org_id(text).is_none() && credential::is_placeholder(text);
        if !shapes::is_org_id(text) && !explained_elsewhere {
            let used = subject.credential.org_id.is_some();
            let severity = if used { Severity::Warning } else { Severity::Error };
            report.add(FindingKind::OrgIdUnusual, severity).clue(clue);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::OrgIdUnusual;

    #[test]
    fn what_can_be_used_is_a_warning() {
        check(&note(&["org_id=0A1B2C3D4E5F60718293A4B5"]), OrgIdUnusual, &["warning org_id 4:8 #0"]);
        check(&note(&["org_id=0A1B2C3D4E5F6071@AdobeOrg"]), OrgIdUnusual, &["warning org_id 4:8 #0"]);
        check(&note(&["org_id=0A1B2C3D4E5F60718293A4B5@adobeorg"]), OrgIdUnusual, &[]);
    }

    #[test]
    fn what_cannot_be_used_is_an_error() {
        check(&note(&["org_id=Exemple SA"]), OrgIdUnusual, &["error org_id 4:8 #0"]);
        check(&note(&["org_id=camille@exemple.example"]), OrgIdUnusual, &["error org_id 4:8 #0"]);
    }
}
