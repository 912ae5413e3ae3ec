//! There is only the URL of a credential's page, and nothing of what is on the page.
//!
//! Its first number is the organization's number, not its id, so the URL fills no field. Beside a credential it is
//! not worth mentioning. Source of the URL: Adobe's guide to OAuth Server-to-Server credentials.

use super::{FindingKind, Report, Severity, Sighting, Whole};

pub(super) fn check(whole: &Whole<'_>, report: &mut Report) {
    if let Some(at) = whole.seen(Sighting::PageAddress).filter(|_| whole.credentials.is_empty()) {
        report.add(FindingKind::PageAddress, Severity::Error).at(at);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::{NothingFound, PageAddress};

    const ADDRESS: &str = "https://developer.adobe.com/console/projects/23294/4566206088344958295/credentials/436084/details/oauthservertoserver";

    #[test]
    fn an_address_is_no_credential() {
        check(ADDRESS, PageAddress, &["error 1:9"]);
        check(ADDRESS, NothingFound, &[]);
        check(&[ADDRESS, &note(&[])].join("\n"), PageAddress, &[]);
    }
}
