//! Nothing in the text belongs to a credential.
//!
//! This is said about an empty text too, so that every reading has something to say. A project without credentials is
//! one of the cases; Adobe's own test files for workspace downloads have it. If there is something that is often
//! mistaken for a credential, the finding about that says more.

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
