//! The technical account's id stands where the organization's belongs.
//!
//! The two look alike, and in eleven of its twelve languages Adobe's page on AEM Forms conversion says to put the
//! *Technical Account ID* into *Org ID*, contrary to its own screenshot.

use super::{CredentialField::OrgId, FindingKind, Report, Severity, Subject};
use crate::credentials::shapes;

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    for (text, clue) in subject.texts(OrgId) {
        if shapes::name_at(text, shapes::TECHNICAL_ACCOUNT).is_some() {
            let known = subject.credential.org_id.is_some();
            let severity = if known { Severity::Warning } else { Severity::Error };
            report.add(FindingKind::OrgIdIsTechnicalAccount, severity).clue(clue);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::OrgIdIsTechnicalAccount;

    #[test]
    fn the_two_are_told_apart() {
        let swapped = note(&["org_id=FEDCBA9876543210FEDCBA98@techacct.adobe.com"]);
        check(&swapped, OrgIdIsTechnicalAccount, &["error org_id 4:8 #0"]);
        let known = swapped + "\nThe organization is 0A1B2C3D4E5F60718293A4B5@AdobeOrg.";
        check(&known.replace("Org.", "Org"), OrgIdIsTechnicalAccount, &["warning org_id 4:8 #0"]);
        check(&note(&[]), OrgIdIsTechnicalAccount, &[]);
    }
}
