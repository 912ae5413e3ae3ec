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
    for field in
        [Field::ClientId, Field::ClientSecrets, Field::Scopes, Field::OrgId, Field::AuthorizationServer]
    {
        if field != Field::AuthorizationServer && subject.is_settled(field) {
            continue;
        }
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
            let severity = if subject.has(field) { Severity::Warning } else { Severity::Error };
            let text = harmless(clue.text().unwrap_or_default());
            report.add(FindingKind::Placeholder { field, text }, severity).clue(clue);
        }
    }
}

/// What stands in place of the value, as far as it can be shown: the name of a variable, a path in a store of secrets. An
/// encrypted value is not, nor anything else that looks like more than names.
fn harmless(text: &str) -> String {
    const LONGEST: usize = 80;
    let text = text.trim();
    let encrypted = ["ENC(", "ENC[", "{cipher}", "!vault"]
        .into_iter()
        .find(|begin| text.get(..begin.len()).is_some_and(|start| start.eq_ignore_ascii_case(begin)));
    if let Some(encrypted) = encrypted {
        return [encrypted, "…"].concat();
    }
    let is_name = |word: &str| word.len() < 20 || !word.bytes().any(|byte| byte.is_ascii_digit());
    let names = text.split(|c: char| !c.is_ascii_alphanumeric()).all(is_name);
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    let is_harmless =
        names && plain && !text.is_empty() && text.len() <= LONGEST && !shapes::may_be_secret(text);
    if is_harmless { text.to_owned() } else { "…".to_owned() }
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
            &["error client_id 4:11 #0 { field: ClientId, text: \"<YOUR_CLIENT_ID>\" }"],
        );
        check(
            &note(&["client_secret=your-client-secret"]),
            Placeholder,
            &["error client_secrets 4:15 #0 { field: ClientSecrets, text: \"your-client-secret\" }"],
        );
        check(
            &note(&["scopes={SCOPES}"]),
            Placeholder,
            &["error scopes 4:8 #0 { field: Scopes, text: \"{SCOPES}\" }"],
        );
        check(
            &note(&["scopes=[\"<SCOPE>\"]"]),
            Placeholder,
            &["error scopes 4:8 #0 { field: Scopes, text: \"…\" }"],
        );
        check(
            &note(&["org_id={ORG}@AdobeOrg"]),
            Placeholder,
            &["error org_id 4:8 #0 { field: OrgId, text: \"{ORG}@AdobeOrg\" }"],
        );
        check(
            &note(&["ims_host={IMS}"]),
            Placeholder,
            &["warning authorization_server 5:10 #0 { field: AuthorizationServer, text: \"{IMS}\" }"],
        );
    }

    #[test]
    fn a_reference_says_where_the_value_is_kept() {
        for (reference, shown) in [
            ("$[secret:IMS_CLIENT_SECRET]", "$[secret:IMS_CLIENT_SECRET]"),
            ("op://Vault/AEM/secret", "op://Vault/AEM/secret"),
            ("ENC(c2VjcmV0c2VjcmV0)", "ENC(…"),
            ("$NAME0123456789abcdef", "…"),
        ] {
            let expect =
                ["error client_secrets 4:15 #0 { field: ClientSecrets, text: \"", shown, "\" }"].concat();
            check(&note(&[&["client_secret=", reference].concat()]), Placeholder, &[&expect]);
        }
    }

    #[test]
    fn values_are_none() {
        check(&note(&[]), Placeholder, &[]);
        check(&note(&["client_secret=****"]), Placeholder, &[]);
    }
}
