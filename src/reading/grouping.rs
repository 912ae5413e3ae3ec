//! Which clues are about the same credential, and which credential comes first.
//!
//! A text often says the same thing twice: a page with its cURL box in the middle, a project with both halves of a
//! migration. Whoever pasted it means one credential.

use super::credential;
use super::draft::{Clue, Draft};
use crate::credentials::{Credential, CredentialField, CredentialKind, shapes};
use std::collections::BTreeMap;

/// Merges the drafts that are about the same credential, and makes credentials of them, best first. A credential and
/// its draft have the same index in the two lists.
pub(crate) fn group(drafts: Vec<Draft>) -> (Vec<Credential>, Vec<Draft>) {
    let (mut beside, mut drafts): (Vec<_>, Vec<_>) = drafts.into_iter().partition(|draft| draft.beside);
    if drafts.is_empty() {
        // Nothing else is there, so what has a secret counts as a credential.
        let (secrets, rest) =
            beside.into_iter().partition(|draft| draft.mentions(CredentialField::ClientSecrets));
        (drafts, beside) = (secrets, rest);
    }
    resolve(&mut drafts);
    drafts.retain(|draft| !draft.is_empty());
    drop_others(&mut drafts);
    let mut drafts = join_same_client(drafts);
    // What has neither id nor secret stands beside several credentials, and is none.
    if drafts.iter().filter(|draft| draft.mentions(CredentialField::ClientId)).count() > 1 {
        let is_rest = |draft: &Draft| {
            let is_credential = [CredentialField::ClientId, CredentialField::ClientSecrets];
            !draft.declared && !is_credential.into_iter().any(|field| draft.mentions(field))
        };
        let (rest, named) = drafts.into_iter().partition(is_rest);
        drafts = named;
        beside.extend::<Vec<Draft>>(rest);
    }
    let mut drafts = join_nameless(drafts);
    share(beside, &mut drafts);
    share_organization(&mut drafts);
    let mut ranks: [(Vec<Credential>, Vec<Draft>); 4] = Default::default();
    for mut draft in drafts {
        draft.prefer_lists();
        let credential = credential::of(&draft);
        let (credentials, drafts) = &mut ranks[rank(&credential)];
        credentials.push(credential);
        drafts.push(draft);
    }
    let (credentials, drafts): (Vec<_>, Vec<_>) = ranks.into_iter().unzip();
    (credentials.into_iter().flatten().collect(), drafts.into_iter().flatten().collect())
}

/// A command may refer to the credential that stands above it (`client_id=$IMS_CLIENT_ID`). Then it is about that one, if
/// there is only one.
fn resolve(drafts: &mut [Draft]) {
    let is_real = |draft: &&Draft| draft.about(CredentialField::ClientId).any(Clue::is_adobes);
    let mut real = drafts.iter().filter(is_real).filter_map(client_id);
    let first = real.next();
    if first.is_some() && real.all(|other| Some(other) == first) {
        for draft in drafts.iter_mut().filter(|draft| !draft.declared) {
            draft.drop_references();
        }
    }
}

/// Drops what other vendors have, logins of people, and templates: neither id nor secret is Adobe's, and another one's are.
fn drop_others(drafts: &mut Vec<Draft>) {
    use CredentialField::{ClientId, ClientSecrets};
    let has_adobes = |draft: &Draft| {
        [ClientId, ClientSecrets].into_iter().flat_map(|field| draft.about(field)).any(Clue::is_adobes)
    };
    let is_others = |draft: &Draft| {
        let mut values =
            [ClientId, ClientSecrets].into_iter().flat_map(|field| draft.about(field)).peekable();
        // A masked secret is somebody's.
        let is_value = |clue: &Clue| clue.text().is_some_and(|text| !shapes::is_masked(text));
        !draft.declared && values.peek().is_some() && values.all(|clue| is_value(clue) && !clue.is_adobes())
    };
    if drafts.iter().any(has_adobes) {
        drafts.retain(|draft| !is_others(draft));
    }
    // An id alone that is not Adobe's is that of something else.
    let is_stray = |draft: &Draft| {
        let mut ids = draft.about(ClientId).filter_map(Clue::text).peekable();
        let is_other = |text: &str| !credential::is_placeholder(text) && !shapes::is_client_id(text);
        !draft.declared
            && draft.kind == CredentialKind::OAuthServerToServer
            && draft.has_only(&[ClientId, CredentialField::Name, CredentialField::OrgId])
            && ids.peek().is_some()
            && ids.all(is_other)
    };
    drafts.retain(|draft| !is_stray(draft));
}

/// 0 for usable credentials, then OAuth, then JWT (which can be migrated), then the rest.
fn rank(credential: &Credential) -> usize {
    match credential.kind {
        _ if credential.usable() => 0,
        CredentialKind::OAuthServerToServer => 1,
        CredentialKind::Jwt => 2,
        _ => 3,
    }
}

fn client_id(draft: &Draft) -> Option<String> {
    let id = draft.about(CredentialField::ClientId).find_map(|clue| credential::client_id(clue.text()?));
    id.map(|id| id.as_str().to_owned())
}

/// Joins drafts with the same client id. A JWT credential with the client id of an OAuth credential is the one it
/// replaces: a migration keeps the client id (Adobe's migration guide).
fn join_same_client(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut joined: Vec<Option<Draft>> = Vec::new();
    // For each client id, where in `joined` its draft is, and where that of its JWT credential is.
    let mut places: BTreeMap<String, [Option<usize>; 2]> = BTreeMap::new();
    for draft in drafts {
        if let Some(id) = client_id(&draft) {
            let place = &mut places.entry(id).or_default()[usize::from(draft.kind == CredentialKind::Jwt)];
            if let Some(first) = place.and_then(|at| joined.get_mut(at)).and_then(Option::as_mut) {
                first.absorb(draft);
                continue;
            }
            *place = Some(joined.len());
        }
        joined.push(Some(draft));
    }
    for place in places.into_values() {
        let [Some(oauth), Some(jwt)] = place else { continue };
        let is_successor = |draft: &Draft| draft.kind == CredentialKind::OAuthServerToServer;
        // `SERVICE_API_KEY=…` beside a JWT context only repeats its client id, and AEM's JWT form has a secret of JWT
        // beside the payload. It is the successor only if something in it is of OAuth.
        let is_hint = |draft: &Draft| {
            use CredentialField::Scopes;
            !draft.declared && !draft.mentions(Scopes)
        };
        let jwt_is_there = joined.get(jwt).is_some_and(Option::is_some);
        if jwt_is_there && joined.get(oauth).and_then(Option::as_ref).is_some_and(is_hint) {
            let hint = joined.get_mut(oauth).and_then(Option::take);
            if let (Some(Some(jwt)), Some(hint)) = (joined.get_mut(jwt), hint) {
                jwt.complete_with(&hint);
            }
            continue;
        }
        if joined.get(oauth).and_then(Option::as_ref).is_some_and(is_successor)
            && let Some(jwt) = joined.get_mut(jwt).and_then(Option::take)
            && let Some(Some(oauth)) = joined.get_mut(oauth)
        {
            oauth.replace(jwt);
        }
    }
    joined.into_iter().flatten().collect()
}

/// A draft without a client id belongs to the only client id there is.
fn join_nameless(drafts: Vec<Draft>) -> Vec<Draft> {
    let (mut named, nameless): (Vec<Draft>, Vec<Draft>) =
        drafts.into_iter().partition(|draft| draft.mentions(CredentialField::ClientId));
    match named.as_mut_slice() {
        [only] => {
            let mut left = Vec::new();
            for draft in nameless {
                use CredentialField::Scopes;
                // A program puts the payload of a JWT together, and has the id and the secret elsewhere.
                let is_rest = draft.kind == CredentialKind::Jwt && !only.declared && !only.mentions(Scopes);
                if is_rest {
                    only.kind = CredentialKind::Jwt;
                }
                if draft.kind == only.kind && !has_other_secrets(&draft, only) {
                    only.absorb(draft);
                } else {
                    left.push(draft);
                }
            }
            named.append(&mut left);
        }
        _ => named.extend(nameless),
    }
    named
}

/// Whether `nameless` has secrets and `draft` has others: then it is the rest of another credential.
fn has_other_secrets(nameless: &Draft, draft: &Draft) -> bool {
    let shaped = |draft: &Draft| -> Vec<String> {
        let texts = draft.about(CredentialField::ClientSecrets).filter_map(Clue::text);
        texts.filter(|text| shapes::is_secret(text)).map(str::to_owned).collect()
    };
    let (rest, known) = (shaped(nameless), shaped(draft));
    !known.is_empty() && rest.iter().any(|secret| !known.contains(secret))
}

/// What stands beside credentials is about the only one there is. If there are several, an organization is
/// about all of them, and scopes are where the text says so or none has its own.
fn share(beside: Vec<Draft>, drafts: &mut [Draft]) {
    if let [only] = drafts {
        use CredentialField::{AuthorizationServer, Name, Scopes};
        // A second list of scopes is not dropped: the two disagree.
        let is_second =
            |draft: &Draft| draft.has_only(&[AuthorizationServer, Name, Scopes]) && draft.mentions(Scopes);
        let (lists, others): (Vec<_>, Vec<_>) = beside.into_iter().partition(is_second);
        others.iter().for_each(|draft| only.complete_with(draft));
        lists.into_iter().for_each(|draft| only.absorb(draft));
        others.iter().for_each(|draft| only.complete_with_number(draft));
        return;
    }
    // An old id that is left over beside the new credential has no secret.
    let mut with_secret = drafts.iter_mut().filter(|draft| draft.mentions(CredentialField::ClientSecrets));
    if let (Some(only), None) = (with_secret.next(), with_secret.next()) {
        beside.iter().for_each(|draft| only.complete_with(draft));
    }
    share_scopes(&beside, drafts);
    let organizations = beside.iter().flat_map(|draft| draft.about(CredentialField::OrgId));
    let mut organizations = organizations.filter(|clue| clue.is_adobes());
    let Some(organization) = organizations.next() else { return };
    if organizations.all(|other| other.text() == organization.text()) {
        let without = |draft: &&mut Draft| !draft.mentions(CredentialField::OrgId);
        drafts.iter_mut().filter(without).for_each(|draft| draft.add(organization.clone()));
    }
}

/// Scopes that stand beside several credentials are everyone's if the text says so, or if none of them has its own.
fn share_scopes(beside: &[Draft], drafts: &mut [Draft]) {
    use CredentialField::{ClientId, Scopes};
    let is_own = |draft: &Draft| draft.mentions(ClientId) && draft.mentions(Scopes);
    let none_has = !drafts.iter().any(is_own);
    let lists = beside.iter().filter(|draft| none_has || draft.of_all).flat_map(|draft| draft.about(Scopes));
    let mut lists = lists.filter_map(|clue| Some((credential::scopes(clue)?, clue)));
    let Some((first, clue)) = lists.next() else { return };
    if lists.all(|(other, _)| other.same_as(&first)) {
        let lacks = |draft: &&mut Draft| draft.mentions(ClientId) && !draft.mentions(Scopes);
        drafts.iter_mut().filter(lacks).for_each(|draft| draft.add(clue.clone()));
    }
}

/// If exactly one organization is named, it is also that of the credentials that name none.
fn share_organization(drafts: &mut [Draft]) {
    let is_id = |clue: &&Clue| clue.text().and_then(credential::org_id).is_some();
    let organization = {
        let mut named = drafts.iter().flat_map(|draft| draft.about(CredentialField::OrgId)).filter(is_id);
        let Some(first) = named.next() else { return };
        if named.any(|other| other.text() != first.text()) {
            return;
        }
        first.clone()
    };
    for draft in drafts.iter_mut().filter(|draft| !draft.mentions(CredentialField::OrgId)) {
        draft.add(organization.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zeroize::Zeroizing;

    fn draft(kind: CredentialKind, client: &str, org: &str) -> Draft {
        let mut draft = Draft::new(kind);
        draft.declared = true;
        draft.say(CredentialField::ClientId, Zeroizing::new(client.to_owned()), 0);
        draft.say(CredentialField::OrgId, Zeroizing::new(org.to_owned()), 0);
        draft
    }

    /// Each credential in one line: kind, client id, organization.
    fn check(drafts: Vec<Draft>, expect: &[&str]) {
        let (credentials, _) = group(drafts);
        let lines: Vec<String> = credentials
            .iter()
            .map(|credential| {
                let id = credential.client_id.as_ref().map_or("-", |id| id.as_str());
                let org = credential.org_id.as_ref().map_or("-", |org| org.as_str());
                [credential.kind.as_str(), id, org].join(" ")
            })
            .collect();
        assert_eq!(lines, expect);
    }

    use CredentialKind::{ApiKey, Jwt, OAuthServerToServer as OAuth};
    const A: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    const B: &str = "1b2c3d4e5f60718293a4b5c6d7e8f90a";

    #[test]
    fn one_client_id_is_one_credential() {
        check(
            vec![draft(OAuth, A, ""), draft(OAuth, A, "AAAA@AdobeOrg")],
            &["oauth-server-to-server 0a1b2c3d4e5f60718293a4b5c6d7e8f9 AAAA@AdobeOrg"],
        );
        check(
            vec![draft(OAuth, A, ""), draft(OAuth, "", "AAAA@AdobeOrg")],
            &["oauth-server-to-server 0a1b2c3d4e5f60718293a4b5c6d7e8f9 AAAA@AdobeOrg"],
        );
    }

    #[test]
    fn the_oauth_half_replaces_the_jwt_half() {
        check(
            vec![draft(Jwt, A, "AAAA@AdobeOrg"), draft(OAuth, A, "")],
            &["oauth-server-to-server 0a1b2c3d4e5f60718293a4b5c6d7e8f9 AAAA@AdobeOrg"],
        );
    }

    #[test]
    fn oauth_comes_first_and_one_organization_is_everyones() {
        check(
            vec![draft(ApiKey, A, ""), draft(Jwt, B, ""), draft(OAuth, "cm-p1-e2", "AAAA@AdobeOrg")],
            &[
                "oauth-server-to-server cm-p1-e2 AAAA@AdobeOrg",
                "jwt 1b2c3d4e5f60718293a4b5c6d7e8f90a AAAA@AdobeOrg",
                "api-key 0a1b2c3d4e5f60718293a4b5c6d7e8f9 AAAA@AdobeOrg",
            ],
        );
    }

    #[test]
    fn two_organizations_are_nobody_elses() {
        check(
            vec![
                draft(OAuth, A, "AAAA@AdobeOrg"),
                draft(OAuth, B, "BBBB@AdobeOrg"),
                draft(OAuth, "cm-p1-e2", ""),
            ],
            &[
                "oauth-server-to-server 0a1b2c3d4e5f60718293a4b5c6d7e8f9 AAAA@AdobeOrg",
                "oauth-server-to-server 1b2c3d4e5f60718293a4b5c6d7e8f90a BBBB@AdobeOrg",
                "oauth-server-to-server cm-p1-e2 -",
            ],
        );
    }
}
