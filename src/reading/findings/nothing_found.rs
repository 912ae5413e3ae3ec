//! Nothing in the paste belongs to a credential.
//!
//! Said even of an empty paste, so that no reading is without an answer. A project without credentials is one
//! of the cases: Adobe's own test files for workspace downloads have it. Where there is something else that is often
//! taken for a credential, the finding about that says more.

use super::{FindingKind, Report, Severity, Whole};

pub(super) fn check(whole: &Whole<'_>, report: &mut Report) {
    if whole.credentials.is_empty() && whole.sightings.is_empty() {
        report.add(FindingKind::NothingFound, Severity::Error);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::NothingFound;

    #[test]
    fn a_paste_without_a_credential_is_answered() {
        check("", NothingFound, &["error"]);
        check("Meeting at 10:30, room 4", NothingFound, &["error"]);
        check(
            r#"{"project":{"org":{"ims_org_id":"0A1B2C3D4E5F60718293A4B5@AdobeOrg"}}}"#,
            NothingFound,
            &["error"],
        );
        check(&note(&[]), NothingFound, &[]);
    }
}
