//! There is an access token.
//!
//! AEM asks IMS for tokens itself; a copied one expires within a day and belongs in no field of the form. It is
//! not used. Source of the lifetime: Adobe's guide to OAuth Server-to-Server credentials.

use super::{FindingKind, Report, Severity, Sighting, Whole};

pub(super) fn check(whole: &Whole<'_>, report: &mut Report) {
    if let Some(at) = whole.seen(Sighting::AccessToken) {
        report.add(FindingKind::AccessTokenIgnored, whole.severity(Severity::Note)).at(at);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::{AccessTokenIgnored, NothingFound};

    const TOKEN: &str = "access_token=eyJhbGciOiJGQUtFIn0.eyJmYWtlIjoiZmFrZSJ9.ZmFrZS1zaWduYXR1cmU";

    #[test]
    fn a_token_is_noticed() {
        check(&note(&[TOKEN]), AccessTokenIgnored, &["note 5:14"]);
        check(TOKEN, AccessTokenIgnored, &["error 1:14"]);
        check(TOKEN, NothingFound, &[]);
        check(&note(&[]), AccessTokenIgnored, &[]);
    }
}
