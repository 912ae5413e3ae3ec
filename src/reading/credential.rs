//! A draft becomes a [`Credential`]: of each field, the first value that has its shape.

use super::draft::{Clue, Draft, Said};
use super::keys;
pub(super) use super::keys::is_placeholder;
use crate::credentials::identifiers::{self, AuthorizationServer, ClientId, OrgId, TechnicalAccountId};
use crate::credentials::scopes::may_be_list;
use crate::credentials::{Credential, CredentialField, CredentialId, Scopes, Secret, shapes};
use std::collections::BTreeMap;

/// Makes ids unique, which [`of`] gives by the client id alone: the second credential with the same gets `#2` behind
/// it.
pub(super) fn identify(credentials: &mut [Credential]) {
    let mut counts: BTreeMap<CredentialId, usize> = BTreeMap::new();
    for credential in credentials {
        let count = counts.entry(credential.id.clone()).or_default();
        *count += 1;
        if *count > 1 || credential.client_id.is_none() {
            credential.id = CredentialId::from(format!("{}#{count}", credential.id));
        }
    }
}

/// Makes the credential of `draft`. Its id is not yet [unique](identify).
pub(super) fn of(draft: &Draft) -> Credential {
    use CredentialField::{
        ClientId as Id, Name, OrgId as Org, TechnicalAccountEmail, TechnicalAccountId as Account,
    };
    let client_secrets = secrets(draft);
    // If there are several, the first of Adobe's shape.
    let client_id = first(draft, Id, |text| client_id(text).filter(|_| shapes::is_client_id(text)))
        .or_else(|| first(draft, Id, client_id));
    // Two ids that nobody could tell apart: the secret may be the other's.
    let client_id = client_id.filter(|_| !has_two(draft, Id));
    Credential {
        id: CredentialId::from(client_id.as_ref().map_or("", |id| id.as_str())),
        kind: draft.kind,
        name: first(draft, Name, |text| is_name(text).then(|| text.to_owned())),
        client_id,
        scopes: draft.about(CredentialField::Scopes).find_map(scopes),
        org_id: first(draft, Org, org_id).filter(|_| !has_two(draft, Org)),
        technical_account_id: first(draft, Account, TechnicalAccountId::parse),
        technical_account_email: first(draft, TechnicalAccountEmail, identifiers::technical_account_email),
        authorization_server: server(draft, &client_secrets),
        client_secrets,
        services: draft.services.clone(),
    }
}

/// Whether `text` can be a name, which is short. A paragraph below the heading *Credential name* is none.
fn is_name(text: &str) -> bool {
    const LONGEST: usize = 80;
    let is_sentence = text.contains(". ") || text.ends_with('.') && text.contains(' ');
    text.chars().count() <= LONGEST && !is_sentence && !text.contains('\n') && !shapes::may_be_secret(text)
}

/// Whether the text gives several client ids, or organization ids, of Adobe's shape, and nothing tells which of them is
/// meant.
pub(super) fn has_two(draft: &Draft, field: CredentialField) -> bool {
    let is_id = |text: &&str| match field {
        CredentialField::ClientId => shapes::is_client_id(text),
        CredentialField::OrgId => shapes::is_org_id(text),
        _ => false,
    };
    let mut ids = draft.about(field).filter_map(Clue::text).filter(is_id);
    let first = ids.next().unwrap_or_default();
    ids.any(|other| !other.eq_ignore_ascii_case(first))
}

/// The client id that `text` is.
pub(super) fn client_id(text: &str) -> Option<ClientId> {
    ClientId::parse(text).filter(|_| !keys::is_key(text))
}

/// The organization id that `text` is.
pub(super) fn org_id(text: &str) -> Option<OrgId> {
    let name = text.split('@').next().unwrap_or_default();
    OrgId::parse(text).filter(|_| !keys::is_key(name))
}

fn first<T>(draft: &Draft, field: CredentialField, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
    draft.about(field).filter_map(Clue::text).find_map(parse)
}

/// The scopes that a clue gives.
pub(super) fn scopes(clue: &Clue) -> Option<Scopes> {
    match &clue.said {
        Said::Text(text) if !may_be_list(text) => None,
        Said::Text(text) => Scopes::parse(text).filter(|_| !keys::is_key(text.trim().trim_end_matches(','))),
        Said::List(list) => {
            Scopes::from_list(list).filter(|_| !list.iter().any(|scope| keys::is_key(scope.trim())))
        }
        Said::Hidden => None,
    }
}

/// Whether `text`, which stands where a secret belongs, can be one. It need not have Adobe's shape: Adobe has changed
/// that before. But nobody issues secrets that are a word.
pub(super) fn can_be_secret(text: &str) -> bool {
    const SHORTEST: usize = 12;
    text.len() >= SHORTEST
        && text.contains(|c: char| c.is_ascii_digit())
        && !shapes::is_masked(text)
        && !is_placeholder(text)
        && !text.contains(|c: char| c.is_ascii_whitespace() || c.is_control())
}

fn secrets(draft: &Draft) -> Vec<Secret> {
    let mut secrets: Vec<Secret> = Vec::new();
    for text in draft.about(CredentialField::ClientSecrets).filter_map(Clue::text) {
        // Adobe allows two. The limit keeps the comparison with the secrets before short.
        if secrets.len() < 16 && can_be_secret(text) && !secrets.iter().any(|known| known.reveal() == text) {
            secrets.push(Secret::new(text));
        }
    }
    // In their order, but those of Adobe's shape first: `SECRET=…` in an environment file may be anyone's.
    let (mut shaped, mut others): (Vec<_>, Vec<_>) =
        secrets.into_iter().partition(|secret| shapes::is_secret(secret.reveal()));
    shaped.append(&mut others);
    shaped
}

/// The server that was named; if none was, production, or stage if all secrets are stage's. A refused server
/// outweighs all others.
fn server(draft: &Draft, client_secrets: &[Secret]) -> AuthorizationServer {
    let mut named = None;
    for text in draft.about(CredentialField::AuthorizationServer).filter_map(Clue::text) {
        if is_server_placeholder(text) {
            continue;
        }
        match AuthorizationServer::parse(text) {
            Some(server) => named = named.or(Some(server)),
            None => return AuthorizationServer::stand_in(),
        }
    }
    let of_stage = |secret: &Secret| secret.reveal().starts_with("s8e-");
    named.unwrap_or_else(|| {
        if !client_secrets.is_empty() && client_secrets.iter().all(of_stage) {
            AuthorizationServer::stage()
        } else {
            AuthorizationServer::production()
        }
    })
}

/// Whether a placeholder stands in place of a server: `{{IMS}}`, `https://{IMS}/ims/token/v3`.
pub(super) fn is_server_placeholder(text: &str) -> bool {
    let authority = text.split_once("://").map_or(text, |(_, rest)| rest);
    is_placeholder(authority.split('/').next().unwrap_or_default()) || is_placeholder(text)
}

#[cfg(test)]
mod tests {
    use crate::reading::read;

    fn check(input: &str, expect: &[&str]) {
        let reading = read(input);
        let ids: Vec<&str> = reading.credentials.iter().map(|credential| credential.id.as_str()).collect();
        assert_eq!(ids, expect, "{input}");
    }

    #[test]
    fn a_credential_is_identified_by_its_client_id() {
        let one = r#"{"oauth_server_to_server":{"client_id":"0a1b2c3d4e5f60718293a4b5c6d7e8f9"}}"#;
        let other = r#"{"oauth_server_to_server":{"client_id":"1b2c3d4e5f60718293a4b5c6d7e8f90a"}}"#;
        let both = ["0a1b2c3d4e5f60718293a4b5c6d7e8f9", "1b2c3d4e5f60718293a4b5c6d7e8f90a"];
        check(&format!("[{one},{other}]"), &both);
        check(one, &both[..1]);
        check(other, &both[1..]);
    }

    #[test]
    fn a_second_one_with_the_same_client_id_is_another() {
        // A single-page app that nobody joins with the credential it was replaced by.
        let jwt = r#"{"jwt":{"client_id":"0a1b2c3d4e5f60718293a4b5c6d7e8f9"}}"#;
        let app =
            r#"{"integration_type":"oauthweb","oauth2":{"client_id":"0a1b2c3d4e5f60718293a4b5c6d7e8f9"}}"#;
        let input = format!("[{jwt},{app}]");
        check(&input, &["0a1b2c3d4e5f60718293a4b5c6d7e8f9", "0a1b2c3d4e5f60718293a4b5c6d7e8f9#2"]);
    }

    #[test]
    fn credentials_without_a_client_id_are_counted() {
        let nameless = r#"{"name":"a","integration_type":"oauth_server_to_server"}"#;
        check(nameless, &["#1"]);
        check(&format!("[{nameless},{nameless}]"), &["#1", "#2"]);
    }

    #[test]
    fn findings_name_the_credential_they_are_about() {
        let nameless = r#"{"name":"a","integration_type":"oauth_server_to_server"}"#;
        let reading = read(&format!("[{nameless},{nameless}]"));
        let about: Vec<Option<&str>> = reading
            .findings
            .iter()
            .filter(|finding| finding.kind.code() == "client-id-missing")
            .map(|finding| finding.credential.as_ref().map(|id| id.as_str()))
            .collect();
        assert_eq!(about, [Some("#1"), Some("#2")]);
    }
}
