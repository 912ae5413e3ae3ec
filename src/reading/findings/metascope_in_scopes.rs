//! There is a JWT metascope among the scopes: `ent_marketing_sdk`,
//! `https://ims-na1.adobelogin.com/s/ent_marketing_sdk`.
//!
//! Metascopes belong to the JWT exchange; OAuth has other scopes for the same thing (Adobe documents
//! `asset_compute_meta` -> `asset_compute,read_organizations`). `event_receiver_api` was a metascope too, but
//! OAuth has a scope of the same name. Source: the table of metascopes in Adobe's JWT
//! documentation.

use super::super::credential::scopes;
use super::{CredentialField::Scopes, FindingKind, Report, Severity, Subject};
use crate::credentials::shapes;

pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    for clue in subject.draft.about(Scopes) {
        let Some(scopes) = scopes(clue) else { continue };
        let list = scopes.as_list().into_iter();
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
    use crate::credentials::FindingCode::MetascopeInScopes;

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
