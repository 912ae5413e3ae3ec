//! A [`Reading`] as JSON, for programs and tests. Of a secret it shows the length and the last characters.

use crate::credentials::{Credential, Finding, Reading};
use serde_json::{Map, Value};

/// The reading as JSON; `words` gives each finding its message.
///
/// ```json
/// { "credentials": [ { "kind": "oauth-server-to-server", "name": null, "client_id": "…",
///     "client_secrets": [ { "length": 36, "ends_with": "a1b2" } ], "scopes": ["openid"], "org_id": "…@AdobeOrg",
///     "technical_account_id": null, "technical_account_email": null,
///     "authorization_server": "https://ims-na1.adobelogin.com", "server_is_assumed": true, "usable": true } ],
///   "findings": [ { "code": "several-secrets", "severity": "note", "field": "client_secrets", "line": 3,
///     "column": 5, "message": "…" } ] }
/// ```
///
/// What is not known is `null` or an empty list. `field`, `line` and `column` are left out if a finding has none.
pub fn inspection(reading: &Reading, words: &dyn Fn(&Finding) -> String) -> Value {
    object([
        ("credentials", Value::Array(reading.credentials.iter().map(credential).collect())),
        (
            "findings",
            Value::Array(reading.findings.iter().map(|found| finding(found, words(found))).collect()),
        ),
    ])
}

fn credential(credential: &Credential) -> Value {
    let secrets = credential.client_secrets.iter().map(|secret| {
        object([("length", secret.len().into()), ("ends_with", text(secret.ends_with_hint()))])
    });
    let scopes = credential.scopes.as_ref().map(|scopes| scopes.as_list()).unwrap_or_default();
    object([
        ("kind", credential.kind.as_str().into()),
        ("name", text(credential.name.as_deref())),
        ("client_id", text(credential.client_id.as_ref().map(|id| id.as_str()))),
        ("client_secrets", Value::Array(secrets.collect())),
        ("scopes", scopes.into()),
        ("org_id", text(credential.org_id.as_ref().map(|id| id.as_str()))),
        ("technical_account_id", text(credential.technical_account_id.as_ref().map(|id| id.as_str()))),
        ("technical_account_email", text(credential.technical_account_email.as_deref())),
        ("authorization_server", credential.authorization_server.as_str().into()),
        ("server_is_assumed", credential.authorization_server.is_assumed().into()),
        ("usable", credential.usable().into()),
    ])
}

fn finding(finding: &Finding, message: String) -> Value {
    let mut members =
        vec![("code", finding.kind.code().into()), ("severity", finding.severity.as_str().into())];
    members.extend(finding.field.map(|field| ("field", field.as_str().into())));
    if let Some(location) = finding.location {
        members.push(("line", location.line.into()));
        members.push(("column", location.column.into()));
    }
    members.push(("message", message.into()));
    object(members)
}

fn text(text: Option<&str>) -> Value {
    text.map_or(Value::Null, Value::from)
}

fn object(members: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let members = members.into_iter().map(|(key, value)| (key.to_owned(), value));
    Value::Object(Map::from_iter(members))
}
