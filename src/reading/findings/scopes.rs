//! Findings about the scopes.

use super::super::credential;
use super::super::draft::{Clue, Said};
use super::{Check, CredentialField as Field, FindingKind, Report, Severity, Subject};
use crate::credentials::{Scopes, scopes, shapes};

pub(super) const CHECKS: &[Check] = &[
    Check::OAuth(scopes_missing),
    Check::OAuth(scopes_unusual),
    Check::OAuth(scopes_space_separated),
    Check::OAuth(metascope_in_scopes),
];

/// There are no scopes. IMS requires them in every request (`scope` is mandatory at `/ims/token/v3`).
fn scopes_missing(subject: &Subject<'_>, report: &mut Report) {
    if subject.credential.scopes.is_some() {
        return;
    }
    let placeholder = subject.texts(Field::Scopes).any(|(text, _)| credential::is_placeholder(text));
    let unusual = subject.draft.about(Field::Scopes).any(is_unusual);
    if !placeholder && !unusual {
        report.add(FindingKind::ScopesMissing, Severity::Error).field(Field::Scopes);
    }
}

/// Among the scopes is something that is none: words of a sentence, the remark of a template.
///
/// Every scope is made of letters, digits, underscores and full stops. If the list may be wrong, none of it is used: AEM
/// would ask for scopes that do not exist.
fn scopes_unusual(subject: &Subject<'_>, report: &mut Report) {
    // The only list is used, so nothing is wrong with it.
    if subject.is_settled(Field::Scopes) {
        return;
    }
    if let Some(clue) = subject.draft.about(Field::Scopes).find(|clue| is_unusual(clue)) {
        let severity = if subject.credential.scopes.is_some() { Severity::Warning } else { Severity::Error };
        report.add(FindingKind::ScopesUnusual, severity).clue(clue);
    }
}

/// Whether something in the list is no scope, and not a secret or placeholder either, which are explained elsewhere.
fn is_unusual(clue: &Clue) -> bool {
    let is_explained = |text: &str| credential::is_placeholder(text) || shapes::may_be_secret(text);
    let is_impure = |text: &str| !scopes::Listed::of(text).is_pure() && !is_explained(text);
    match &clue.said {
        Said::Text(text) => is_impure(text) || !scopes::may_be_list(text) && !is_explained(text),
        Said::List(list) => {
            !list.iter().any(|item| item.len() > 1 && is_explained(item))
                && list.iter().any(|item| is_impure(item))
        }
        Said::Hidden => false,
    }
}

/// The scopes have nothing but spaces between them.
///
/// The token endpoint takes a list with commas. One of Adobe's guides has spaces, and its readers report that these
/// fail (AdobeDocs/analytics-2.0-apis, pull request 35). AEM's field is filled with commas.
fn scopes_space_separated(subject: &Subject<'_>, report: &mut Report) {
    let is_text = |clue: &Clue| matches!(clue.said, Said::Text(_));
    if !subject.draft.about(Field::Scopes).any(is_text) {
        return;
    }
    // The clue that the credential's scopes come from.
    let used = subject.draft.about(Field::Scopes).find(|clue| credential::scopes(clue).is_some());
    if let Some(clue) = used
        && let Said::Text(text) = &clue.said
        && scopes::lacks_commas(text)
    {
        report.add(FindingKind::ScopesSpaceSeparated, Severity::Note).clue(clue);
    }
}

/// There is a JWT metascope among the scopes: `ent_marketing_sdk`,
/// `https://ims-na1.adobelogin.com/s/ent_marketing_sdk`.
///
/// Metascopes belong to the JWT exchange; OAuth has other scopes for the same thing (Adobe documents
/// `asset_compute_meta` -> `asset_compute,read_organizations`). `event_receiver_api` was a metascope too, but
/// OAuth has a scope of the same name. Source: the table of metascopes in Adobe's JWT
/// documentation.
fn metascope_in_scopes(subject: &Subject<'_>, report: &mut Report) {
    for clue in subject.draft.about(Field::Scopes) {
        let parsed;
        let scopes = if subject.is_settled(Field::Scopes) {
            subject.credential.scopes.as_ref()
        } else {
            parsed = credential::scopes(clue);
            parsed.as_ref()
        };
        let list = scopes.into_iter().flat_map(Scopes::iter);
        let metascopes: Vec<String> = list.filter(|scope| is_metascope(scope)).map(str::to_owned).collect();
        if !metascopes.is_empty() {
            report.add(FindingKind::MetascopeInScopes { metascopes }, Severity::Warning).clue(clue);
        }
    }
}

fn is_metascope(scope: &str) -> bool {
    scope.starts_with("ent_")
        || scope == "asset_compute_meta"
        || shapes::contains(scope, "://") && shapes::contains(scope, "/s/")
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::{
        MetascopeInScopes, ScopesMissing, ScopesSpaceSeparated, ScopesUnusual,
    };
    use crate::credentials::Scopes;
    use crate::reading::read;

    #[test]
    fn what_is_no_scope_makes_the_list_unusable() {
        let words = note(&["scopes=openid, AdobeID are needed for it"]);
        check(&words, ScopesUnusual, &["error scopes 4:8 #0"]);
        check(&words, ScopesMissing, &[]);
        assert!(read(&words).credentials.iter().all(|credential| !credential.usable()));
        check(&note(&["scopes=openid;AdobeID"]), ScopesUnusual, &[]);
        check(&note(&[]), ScopesUnusual, &[]);
    }

    #[test]
    fn scopes_are_needed() {
        check(&note(&["scopes="]), ScopesMissing, &["error scopes #0"]);
        check(&note(&["scopes=[]"]), ScopesMissing, &["error scopes #0"]);
        // A secret in the wrong field is not shown, and is no scope.
        check(&note(&["scopes=p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"]), ScopesMissing, &["error scopes #0"]);
        check(&note(&[]), ScopesMissing, &[]);
    }

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

    #[test]
    fn metascopes_are_of_jwt() {
        check(
            &note(&["scopes=openid,ent_marketing_sdk,asset_compute_meta"]),
            MetascopeInScopes,
            &["warning scopes 4:8 #0 { metascopes: [\"ent_marketing_sdk\", \"asset_compute_meta\"] }"],
        );
        check(
            &note(&["scopes=https://ims-na1.adobelogin.com/s/ent_marketing_sdk"]),
            MetascopeInScopes,
            &[
                "warning scopes 4:8 #0 { metascopes: [\"https://ims-na1.adobelogin.com/s/ent_marketing_sdk\"] }",
            ],
        );
        check(&note(&["scopes=openid,event_receiver_api"]), MetascopeInScopes, &[]);
    }
}
