//! Findings about what is no value.

use super::super::credential;
use super::super::draft::{Clue, Said};
use super::{Check, CredentialField as Field, FindingKind, Report, Severity, Subject};
use crate::credentials::shapes;

pub(super) const CHECKS: &[Check] = &[Check::OAuth(placeholder)];

/// A placeholder stands where a value belongs: `<YOUR_CLIENT_ID>`, `{CLIENT_SECRET}`, `xxxxx`.
///
/// Commands and files in Adobe's documentation have all kinds of them. It is an error if AEM needs the value and it
/// is not given elsewhere. The server has a default, so there it is a warning.
fn placeholder(subject: &Subject<'_>, report: &mut Report) {
    let credential = subject.credential;
    for (field, known) in [
        (Field::ClientId, credential.client_id.is_some()),
        (Field::ClientSecrets, !credential.client_secrets.is_empty()),
        (Field::Scopes, credential.scopes.is_some()),
        (Field::OrgId, credential.org_id.is_some()),
        (Field::AuthorizationServer, true),
    ] {
        let is_placeholder = |text: &str| match field {
            // Stars and dots are a masked secret, which has its own finding.
            Field::ClientSecrets => credential::is_placeholder(text) && !shapes::is_masked(text),
            Field::AuthorizationServer => credential::is_server_placeholder(text),
            Field::OrgId => {
                let name = text.split('@').next().unwrap_or_default();
                credential::is_placeholder(text) || credential::is_placeholder(name)
            }
            _ => credential::is_placeholder(text),
        };
        let in_list = |clue: &&Clue| match &clue.said {
            Said::List(list) => list.iter().any(|text| text.len() > 1 && is_placeholder(text)),
            Said::Text(_) | Said::Hidden => false,
        };
        let alone = subject.texts(field).find(|(text, _)| is_placeholder(text)).map(|(_, clue)| clue);
        if let Some(clue) = alone.or_else(|| subject.draft.about(field).find(in_list)) {
            let severity = if known { Severity::Warning } else { Severity::Error };
            report.add(FindingKind::Placeholder { field }, severity).clue(clue);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::Placeholder;

    #[test]
    fn placeholders_are_named_by_field_and_place() {
        check(
            &note(&["client_id=<YOUR_CLIENT_ID>"]),
            Placeholder,
            &["error client_id 4:11 #0 { field: ClientId }"],
        );
        check(
            &note(&["client_secret=your-client-secret"]),
            Placeholder,
            &["error client_secrets 4:15 #0 { field: ClientSecrets }"],
        );
        check(&note(&["scopes={SCOPES}"]), Placeholder, &["error scopes 4:8 #0 { field: Scopes }"]);
        check(&note(&["scopes=[\"<SCOPE>\"]"]), Placeholder, &["error scopes 4:8 #0 { field: Scopes }"]);
        check(&note(&["org_id={ORG}@AdobeOrg"]), Placeholder, &["error org_id 4:8 #0 { field: OrgId }"]);
        check(
            &note(&["ims_host={IMS}"]),
            Placeholder,
            &["warning authorization_server 5:10 #0 { field: AuthorizationServer }"],
        );
    }

    #[test]
    fn values_are_none() {
        check(&note(&[]), Placeholder, &[]);
        check(&note(&["client_secret=****"]), Placeholder, &[]);
    }
}
