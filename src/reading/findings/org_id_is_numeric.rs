//! The number that Developer Console gives the organization (`project.org.id`, also in the page's URL) stands where
//! its id belongs.

use super::{CredentialField::OrgId, FindingKind, Report, Severity, Subject};
use crate::credentials::shapes;

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    for (text, clue) in subject.texts(OrgId) {
        if shapes::is_org_number(text) {
            let known = subject.credential.org_id.is_some();
            let severity = if known { Severity::Warning } else { Severity::Error };
            report.add(FindingKind::OrgIdIsNumeric { number: text.to_owned() }, severity).clue(clue);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::OrgIdIsNumeric;

    #[test]
    fn a_number_is_no_id() {
        check(&note(&["org_id=23294"]), OrgIdIsNumeric, &["error org_id 4:8 #0 { number: \"23294\" }"]);
        check(&note(&[]), OrgIdIsNumeric, &[]);
    }
}
