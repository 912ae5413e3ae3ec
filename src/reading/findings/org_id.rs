//! Findings about the organization id.

use super::super::credential;
use super::{Check, CredentialField::OrgId, FindingKind, Report, Severity, Subject};
use crate::credentials::shapes;

pub(super) const CHECKS: &[Check] = &[
    Check::OAuth(org_id_missing),
    Check::OAuth(org_id_is_technical_account),
    Check::OAuth(org_id_is_numeric),
    Check::OAuth(org_id_unusual),
];

/// There is no organization id. AEM asks for it, and the *View cURL command* box does not contain it.
fn org_id_missing(subject: &Subject<'_>, report: &mut Report) {
    if !subject.draft.mentions(OrgId) {
        report.add(FindingKind::OrgIdMissing, Severity::Error).field(OrgId);
    }
}

/// The technical account's id stands where the organization's belongs.
///
/// The two look alike, and in eleven of its twelve languages Adobe's page on AEM Forms conversion says to put the
/// *Technical Account ID* into *Org ID*, contrary to its own screenshot.
fn org_id_is_technical_account(subject: &Subject<'_>, report: &mut Report) {
    for (text, clue) in subject.texts(OrgId) {
        if shapes::name_at(text, shapes::TECHNICAL_ACCOUNT).is_some() {
            let known = subject.credential.org_id.is_some();
            let severity = if known { Severity::Warning } else { Severity::Error };
            report.add(FindingKind::OrgIdIsTechnicalAccount, severity).clue(clue);
        }
    }
}

/// The number that Developer Console gives the organization (`project.org.id`, also in the page's URL) stands where
/// its id belongs.
fn org_id_is_numeric(subject: &Subject<'_>, report: &mut Report) {
    for (text, clue) in subject.texts(OrgId) {
        if shapes::is_org_number(text) {
            let known = subject.credential.org_id.is_some();
            let severity = if known { Severity::Warning } else { Severity::Error };
            report.add(FindingKind::OrgIdIsNumeric { number: text.to_owned() }, severity).clue(clue);
        }
    }
}

/// Whether a placeholder stands there, as a whole or before the `@`.
fn is_placeholder(text: &str) -> bool {
    let name = text.split('@').next().unwrap_or_default();
    credential::is_placeholder(text) || credential::is_placeholder(name)
}

/// The organization id has a shape that Adobe does not issue: not 24 hexadecimal digits and `@AdobeOrg`.
///
/// A missing suffix is added, and an id of another length is used, both with a warning. Anything else is not used.
fn org_id_unusual(subject: &Subject<'_>, report: &mut Report) {
    for (text, clue) in subject.texts(OrgId) {
        let explained_elsewhere = shapes::is_org_number(text)
            || shapes::name_at(text, shapes::TECHNICAL_ACCOUNT).is_some()
            || credential::org_id(text).is_none() && is_placeholder(text);
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
    use crate::credentials::FindingCode::{
        OrgIdIsNumeric, OrgIdIsTechnicalAccount, OrgIdMissing, OrgIdUnusual,
    };

    #[test]
    fn an_organization_is_needed() {
        check(&note(&["org_id="]), OrgIdMissing, &["error org_id #0"]);
        check(&note(&[]), OrgIdMissing, &[]);
    }

    #[test]
    fn the_two_are_told_apart() {
        let swapped = note(&["org_id=FEDCBA9876543210FEDCBA98@techacct.adobe.com"]);
        check(&swapped, OrgIdIsTechnicalAccount, &["error org_id 4:8 #0"]);
        let known = swapped + "\nThe organization is 0A1B2C3D4E5F60718293A4B5@AdobeOrg.";
        check(&known.replace("Org.", "Org"), OrgIdIsTechnicalAccount, &["warning org_id 4:8 #0"]);
        check(&note(&[]), OrgIdIsTechnicalAccount, &[]);
    }

    #[test]
    fn a_number_is_no_id() {
        check(&note(&["org_id=23294"]), OrgIdIsNumeric, &["error org_id 4:8 #0 { number: \"23294\" }"]);
        check(&note(&[]), OrgIdIsNumeric, &[]);
    }

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
