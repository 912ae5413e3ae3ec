//! There is no organization id. AEM asks for it, and the *View cURL command* box does not contain it.

use super::{CredentialField::OrgId, FindingKind, Report, Severity, Subject};

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.draft.mentions(OrgId) {
        report.add(FindingKind::OrgIdMissing, Severity::Error).field(OrgId);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::OrgIdMissing;

    #[test]
    fn an_organization_is_needed() {
        check(&note(&["org_id="]), OrgIdMissing, &["error org_id #0"]);
        check(&note(&[]), OrgIdMissing, &[]);
    }
}
