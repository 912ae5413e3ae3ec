//! The scopes have nothing but spaces between them.
//!
//! The token endpoint takes a list with commas. One of Adobe's guides has spaces, and its readers report that these
//! fail (AdobeDocs/analytics-2.0-apis, pull request 35). AEM's field is filled with commas.

use super::super::draft::Said;
use super::{CredentialField::Scopes, FindingKind, Report, Severity, Subject};
use crate::credentials::scopes;

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    // The clue that the credential's scopes come from.
    let used = subject.draft.about(Scopes).find(|clue| super::super::credential::scopes(clue).is_some());
    if let Some(clue) = used
        && let Said::Text(text) = &clue.said
        && scopes::lacks_commas(text)
    {
        report.add(FindingKind::ScopesSpaceSeparated, Severity::Note).clue(clue);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::ScopesSpaceSeparated;
    use crate::credentials::Scopes;
    use crate::reading::read;

    #[test]
    fn commas_are_put_in() {
        let input = note(&["scopes=openid AdobeID target_sdk"]);
        check(&input, ScopesSpaceSeparated, &["note scopes 4:8 #0"]);
        let reading = read(&input);
        let scopes = reading.credentials.first().and_then(|one| one.scopes.as_ref());
        assert_eq!(scopes.map(Scopes::as_field), Some("openid,AdobeID,target_sdk"));
    }

    #[test]
    fn commas_with_spaces_are_no_news() {
        check(&note(&["scopes=openid, AdobeID"]), ScopesSpaceSeparated, &[]);
        check(&note(&["scopes=openid"]), ScopesSpaceSeparated, &[]);
        check(&note(&[]), ScopesSpaceSeparated, &[]);
    }
}
