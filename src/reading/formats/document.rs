//! Documents: the download of a project or workspace, the credential's own *Download JSON*, and the files of all
//! tools that keep a credential as JSON, YAML or XML.
//!
//! A project (`aio console workspace download`, or *Download* and *Download all* in the console) has the parts of a
//! credential in different places: the credential deep inside, the organization's id at `project.org.ims_org_id`, the
//! product names beside the credentials. So the walk down the tree carries along what the levels above say. *Download
//! JSON* is one flat object. Anything in between (one credential cut out of a project, a list of downloads, the
//! contexts of `aio`, a Postman environment) is read by the same walk.
//!
//! Source: `schema/config.schema.json` and the test files of adobe/aio-cli-plugin-app; the sources for other files
//! are named at their functions.

use super::interest::{interest, is_value};
use super::json::{self, Jump};
use super::lines;
use super::tree::{Member, Node, Text, list};
use super::value;
use crate::credentials::{CredentialField, CredentialKind, shapes};
use crate::reading::cores;
use crate::reading::draft::{Clue, Clues, Draft, LONGEST_VALUE, Said, Sighting};
use crate::reading::keys::{self, KeyMeaning};
use crate::reading::labels::{self, Label};
use memchr::memchr;
use std::ops::Range;
use zeroize::Zeroizing;

/// The key under which a credential has the values of its type. It has two of them while it is being migrated; the
/// first row that is found wins.
const HALVES: &[(&str, CredentialKind)] = &[
    ("oauth_server_to_server", CredentialKind::OAuthServerToServer),
    ("jwt", CredentialKind::Jwt),
    ("oauth2", CredentialKind::OAuthWebApp),
    ("api_key", CredentialKind::ApiKey),
];

/// The values of `integration_type`.
const TYPES: &[(&str, CredentialKind)] = &[
    ("oauth_server_to_server", CredentialKind::OAuthServerToServer),
    ("oauth_server_to_server_migrate", CredentialKind::OAuthServerToServer),
    ("service", CredentialKind::Jwt),
    ("apikey", CredentialKind::ApiKey),
    ("oauthweb", CredentialKind::OAuthWebApp),
    ("oauthwebapp", CredentialKind::OAuthWebApp),
    ("oauthsinglepageapp", CredentialKind::OAuthSinglePageApp),
    ("oauthios", CredentialKind::OAuthNativeApp),
    ("oauthandroid", CredentialKind::OAuthNativeApp),
    ("oauthnativeapp", CredentialKind::OAuthNativeApp),
];

// More than any workspace has, and longer than any name: every credential gets a copy.
const MOST_SERVICES: usize = 64;
const LONGEST_NAME: usize = 256;

/// How many braces without a clue behind them are tried. Each may have to be read to the end of the text, so the
/// limit keeps the time linear.
const MOST_TRIES: usize = 8;

/// Collects the clues of all JSON in a text, wherever it stands (alone, quoted in a mail, behind `const config =`)
/// except at the places `taken`. Tells where it stands, so that its lines are not read again as something else.
pub(crate) fn read_json(text: &str, taken: &[Range<usize>], clues: &mut Clues) -> Vec<Range<usize>> {
    let mut places = Vec::<Range<usize>>::new();
    let mut from = 0;
    let mut tries = 0;
    let mut taken = taken.iter().peekable();
    while let Some(start) = json_after(text, from).filter(|_| tries < MOST_TRIES) {
        from = start + 1;
        while taken.next_if(|place| place.end <= start).is_some() {}
        if let Some(place) = taken.peek().filter(|place| place.start <= start) {
            from = place.end;
            continue;
        }
        let Some((node, end)) = parse(text, start, &[]) else { continue };
        if walk_all(&node, clues) {
            places.push(start..end);
            from = end;
        } else {
            tries += 1;
        }
    }
    places
}

/// What is of interest in the JSON at byte `at` of `text`, and where it ends.
pub(crate) fn parse<'a>(text: &'a str, at: usize, jumps: &'a [Jump]) -> Option<(Node<'a>, usize)> {
    json::filter_at(text, at, interest, is_value, jumps)
}

/// Where the next JSON object may begin. The objects of a list are read one by one: `SCOPES=["…"]` is no document.
fn json_after(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr(b'{', text.as_bytes().get(at..)?)?;
        if json::begins(text, at) {
            return Some(at);
        }
        at += 1;
    }
}

/// Collects the clues of a tree. `true` if there are any.
pub(crate) fn walk_all(node: &Node<'_>, clues: &mut Clues) -> bool {
    let before = (clues.drafts.len(), clues.sightings.len());
    // A list of pairs, `[{"name": …, "value": …}]`, which no object is around.
    if matches!(node, Node::List(_)) {
        let mut draft = Draft::default();
        if pairs(node, &mut draft) && !draft.mentions(CredentialField::Scopes) {
            draft.kind = CredentialKind::Jwt;
        }
        if has_two_clients(&draft) {
            clues.drafts.extend(by_prefix_in(&[], std::slice::from_ref(node)));
        } else if !draft.is_empty() {
            draft.beside = !draft.is_of_credential();
            clues.drafts.push(draft);
        }
    }
    walk(node, &Above::default(), clues);
    before != (clues.drafts.len(), clues.sightings.len())
}

/// What the levels above say about a credential.
#[derive(Default, Clone)]
struct Above<'a> {
    org: Option<Text<'a>>,
    project: Option<Text<'a>>,
    workspace: Option<Text<'a>>,
    services: Vec<Text<'a>>,
    /// The name of the `aio` context.
    context: Option<Text<'a>>,
    /// How many strings this document is nested in.
    strings: u8,
}

fn walk<'a>(node: &Node<'a>, above: &Above<'a>, clues: &mut Clues) {
    let members = match node {
        Node::Text(text) => return walk_string(*text, above, clues),
        Node::List(nodes) => return nodes.iter().for_each(|node| walk(node, above, clues)),
        Node::Object(members) => members,
    };
    if is_entry(members) {
        clues.drafts.extend(entry(members, above));
        return;
    }
    if let Some(at) = local_development_token(members) {
        clues.sightings.push((Sighting::LocalDevelopmentToken, at));
    }
    let (mut flat, is_whole) = flat(members);
    for mut draft in notes(members) {
        if draft.mentions(CredentialField::ClientId) {
            complete(&mut draft, above);
            clues.drafts.push(draft);
        } else {
            flat.complete_with(&draft);
        }
    }
    let fields = |field| flat.mentions(field);
    use CredentialField::{AuthorizationServer, ClientId, ClientSecrets, OrgId, Scopes, TechnicalAccountId};
    let is_credential = fields(ClientId)
        || fields(ClientSecrets)
        || [OrgId, Scopes, TechnicalAccountId].into_iter().filter(|field| fields(*field)).count() > 1;
    if is_credential && has_two_clients(&flat) {
        for mut draft in by_prefix(members) {
            complete(&mut draft, above);
            clues.drafts.push(draft);
        }
    } else if is_credential {
        // A secret alone may be anybody's, such as that of a program's sessions.
        let is_jwt = flat.kind == CredentialKind::Jwt;
        flat.beside = !is_jwt && !fields(ClientId) && flat.about(ClientSecrets).all(|clue| !clue.is_adobes());
        complete(&mut flat, above);
        clues.drafts.push(flat);
    } else if [OrgId, AuthorizationServer, TechnicalAccountId].into_iter().any(fields) {
        flat.beside = flat.kind != CredentialKind::Jwt;
        clues.drafts.push(flat);
    } else if let Some(list) = flat.about(Scopes).find(|clue| clue.is_adobes() && pair_of(members).is_none())
    {
        // Its name, if it has one, is that of the list.
        let mut draft = Draft::default();
        draft.add(list.clone());
        draft.beside = true;
        clues.drafts.push(draft);
    }
    if is_whole {
        return;
    }
    let learnt = learn(members, above);
    let above = learnt.as_ref().unwrap_or(above);
    for Member { key, node } in members {
        match node {
            // Taken as a list.
            Node::Object(_) if keys::meaning(key.raw) == Some(KeyMeaning::Field(Scopes)) => {}
            // `learn` takes its id.
            Node::Object(org) if key.raw == "org" && text(org, "ims_org_id").is_some() => {}
            Node::Object(contexts) if key.raw == "contexts" => {
                for Member { key, node } in contexts {
                    walk(node, &Above { context: Some(*key), ..above.clone() }, clues);
                }
            }
            node => walk(node, above, clues),
        }
    }
}

/// JSON in a string, as Commerce keeps a workspace (`"workspace_configuration": "{\"project\":…"`).
fn walk_string(text: Text<'_>, above: &Above<'_>, clues: &mut Clues) {
    /// A command with a JSON body that contains a workspace has two.
    const DEEPEST: u8 = 3;
    if above.strings == DEEPEST || !text.opens() {
        return;
    }
    let decoded = text.decode();
    if !matches!(decoded.trim_start().as_bytes(), [b'"', ..]) && !json::begins(&decoded, 0) {
        return;
    }
    let mut inside = Clues::default();
    if let Some((node, _)) = parse(&decoded, 0, &[]) {
        walk(&node, &Above { strings: above.strings + 1, ..above.clone() }, &mut inside);
    }
    // What is in the string has no place of its own in the text.
    for mut draft in inside.drafts {
        draft.place(text.at);
        clues.drafts.push(draft);
    }
    clues.sightings.extend(inside.sightings.into_iter().map(|(sighting, _)| (sighting, text.at)));
}

/// Where AEM's local development token stands, if `members` has one. The token itself is never copied. Source:
/// adobe/aemcs-api-client-lib, AEM's tutorial on service credentials.
fn local_development_token(members: &[Member<'_>]) -> Option<usize> {
    text(members, "accessToken").filter(|token| token.raw.starts_with("eyJ")).map(|token| token.at)
}

fn get<'n, 'a>(members: &'n [Member<'a>], key: &str) -> Option<&'n Node<'a>> {
    members.iter().find(|member| member.key.raw.eq_ignore_ascii_case(key)).map(|member| &member.node)
}

fn text<'a>(members: &[Member<'a>], key: &str) -> Option<Text<'a>> {
    match get(members, key) {
        Some(Node::Text(text)) if !text.raw.is_empty() => Some(*text),
        _ => None,
    }
}

fn object<'n, 'a>(members: &'n [Member<'a>], key: &str) -> Option<&'n [Member<'a>]> {
    match get(members, key) {
        Some(Node::Object(members)) => Some(members),
        _ => None,
    }
}

/// Whether it is an entry of `project.workspace.details.credentials[]`, in its place or alone.
fn is_entry(members: &[Member<'_>]) -> bool {
    text(members, "integration_type").is_some() || HALVES.iter().any(|(key, _)| half(members, key).is_some())
}

/// The values under `key`, if they are a credential's. Without a client id they are something else: many programs have
/// settings under `jwt` and `oauth2`.
fn half<'n, 'a>(members: &'n [Member<'a>], key: &str) -> Option<&'n [Member<'a>]> {
    let is_client_id = |key: &str| keys::meaning(key) == Some(KeyMeaning::Field(CredentialField::ClientId));
    object(members, key).filter(|half| half.iter().any(|member| is_client_id(member.key.raw)))
}

fn entry(members: &[Member<'_>], above: &Above<'_>) -> Option<Draft> {
    let declared = text(members, "integration_type").map(|declared| declared.raw);
    let declared_kind =
        TYPES.iter().find(|(name, _)| declared.is_some_and(|declared| declared.eq_ignore_ascii_case(name)));
    let mut halves =
        HALVES.iter().filter_map(|(key, kind)| half(members, key).map(|members| (members, *kind)));
    let mut draft = match (halves.next(), declared_kind) {
        (Some((half, kind)), _) => {
            // Three types have `oauth2`, and only the declared type tells them apart.
            let exact = declared_kind.filter(|_| kind == CredentialKind::OAuthWebApp).map(|(_, kind)| *kind);
            let mut draft = Draft::default();
            fields(half, &mut draft);
            draft.kind = exact.unwrap_or(kind);
            draft
        }
        (None, Some((_, kind))) => Draft::new(*kind),
        (None, None) => return None,
    };
    draft.declared = true;
    if let Some(name) = text(members, "name") {
        say(&mut draft, CredentialField::Name, name);
    }
    if draft.kind == CredentialKind::OAuthServerToServer {
        draft.migrating = declared == Some("oauth_server_to_server_migrate");
        if let Some((jwt, CredentialKind::Jwt)) = halves.next() {
            let mut old = Draft::default();
            fields(jwt, &mut old);
            old.kind = CredentialKind::Jwt;
            draft.replace(old);
        }
    }
    complete(&mut draft, above);
    Some(draft)
}

/// Reads an object whose members are a credential's values, and tells the type by its keys. The flag says that nothing
/// below it is left to read.
fn flat(members: &[Member<'_>]) -> (Draft, bool) {
    let mut draft = Draft::default();
    let mut of_jwt = fields(members, &mut draft);
    of_jwt |= jwt_payload(members, &mut draft);
    for Member { node, .. } in members {
        of_jwt |= pairs(node, &mut draft);
    }
    by_shape(members, &mut draft);
    let account = object(members, "technicalAccount").or_else(|| object(members, "technical_account"));
    if let Some(account) = account {
        of_jwt |= fields(account, &mut draft);
        // In AEM's service credential the account's id and organization stand beside its client, whose id is one of
        // AEM's. Source: adobe/aemcs-api-client-lib. Asset compute has all of them in one place.
        let of_aem = account_fields(members, &mut draft)
            || text(account, "clientId").is_some_and(|id| id.raw.starts_with("cm-p"));
        account_fields(account, &mut draft);
        if of_aem {
            draft.kind = CredentialKind::AemServiceCredential;
            return (draft, true);
        }
    }
    // Users keep the old keys in the file when they add the new ones; but only OAuth has scopes.
    if of_jwt && !draft.mentions(CredentialField::Scopes) {
        draft.kind = CredentialKind::Jwt;
    }
    (draft, account.is_some())
}

/// More environments than anyone has.
const MOST_PREFIXES: usize = 64;

/// Whether an object is about two clients: two credentials, or one of Adobe's and one of another vendor.
fn has_two_clients(draft: &Draft) -> bool {
    let mut ids = draft.about(CredentialField::ClientId).filter_map(Clue::text);
    let first = ids.next();
    ids.any(|id| Some(id) != first)
}

/// Reads an object in which the keys of each credential have a prefix: `STAGE_CLIENT_ID`, `PROD_CLIENT_ID`.
fn by_prefix(members: &[Member<'_>]) -> Vec<Draft> {
    by_prefix_in(members, &[])
}

fn by_prefix_in(members: &[Member<'_>], lists: &[Node<'_>]) -> Vec<Draft> {
    let mut drafts: Vec<(&str, Draft, bool)> = Vec::new();
    let mut note = |key: Text<'_>, node: &Node<'_>, prefix| {
        if drafts.iter().all(|(known, ..)| *known != prefix) && drafts.len() < MOST_PREFIXES {
            drafts.push((prefix, Draft::default(), false));
        }
        if let Some((_, draft, of_jwt)) = drafts.iter_mut().find(|(known, ..)| *known == prefix) {
            *of_jwt |= member(key, node, draft);
        }
    };
    for Member { key, node } in members {
        if let Some((_, prefix)) = keys::meaning_and_prefix(key.raw) {
            note(*key, node, prefix);
        }
    }
    for node in members.iter().map(|member| &member.node).chain(lists) {
        for pair in pairs_in(node) {
            let Node::Object(members) = pair else { continue };
            if let Some((key, value)) = pair_of(members)
                && let Some((_, prefix)) = keys::meaning_and_prefix(key.raw)
            {
                note(key, value, prefix);
            }
        }
    }
    let finish = |(_, mut draft, of_jwt): (&str, Draft, bool)| {
        if of_jwt && !draft.mentions(CredentialField::Scopes) {
            draft.kind = CredentialKind::Jwt;
        }
        draft.beside = !draft.mentions(CredentialField::ClientId);
        draft
    };
    drafts.into_iter().map(finish).collect()
}

/// Adds the values of short keys, which have a meaning only around a technical account. `true` if there are any.
fn account_fields(members: &[Member<'_>], draft: &mut Draft) -> bool {
    use CredentialField::{OrgId, TechnicalAccountEmail, TechnicalAccountId};
    let known = [("id", TechnicalAccountId), ("org", OrgId), ("email", TechnicalAccountEmail)];
    let mut any = false;
    for (key, field) in known {
        if let Some(value) = text(members, key) {
            say(draft, field, value);
            any = true;
        }
    }
    any
}

/// Adds the values of a JWT's payload, as in the console's *Generate JWT* tab and AEM's own form: the organization is
/// the issuer, the technical account the subject, server and client id are in the audience, and metascopes are keys.
/// `true` if it is one. Source: AdobeDocs/adobeio-auth.
fn jwt_payload(members: &[Member<'_>], draft: &mut Draft) -> bool {
    use CredentialField::{AuthorizationServer, ClientId, OrgId, TechnicalAccountId};
    let of_audience = |audience: &str| audience.rfind("/c/").filter(|_| audience.starts_with("http"));
    let audience = text(members, "aud").and_then(|audience| Some((audience, of_audience(audience.raw)?)));
    let has_shape = |key, field| text(members, key).is_some_and(|text| value::has_shape(field, text.raw));
    // A program may put the audience together from parts.
    if audience.is_none() && !(has_shape("iss", OrgId) && has_shape("sub", TechnicalAccountId)) {
        return false;
    }
    if let Some((audience, end)) = audience
        && let (Some(host), Some(client)) = (audience.raw.get(..end), audience.raw.get(end + 3..))
        // Not so in `"https://…/c/" + api_key`.
        && shapes::is_client_id(client)
    {
        let part = |raw, at| Text { raw, at, ..audience };
        say(draft, AuthorizationServer, part(host, audience.at));
        say(draft, ClientId, part(client, audience.at + end + 3));
    }
    for (key, field) in [("iss", OrgId), ("sub", TechnicalAccountId)] {
        if let Some(value) = text(members, key) {
            say(draft, field, value);
        }
    }
    true
}

/// Adds what the members of one object say. `true` if one of them is JWT's.
fn fields(members: &[Member<'_>], draft: &mut Draft) -> bool {
    members.iter().fold(false, |of_jwt, Member { key, node }| member(*key, node, draft) | of_jwt)
}

/// Adds what keys and values say that are written as values: Postman's `values: [{key, value, enabled}]`, the
/// variables of pipelines and containers (`{name, value}`), `<add key="…" value="…"/>`. `true` if one of them is
/// JWT's.
fn pairs(node: &Node<'_>, draft: &mut Draft) -> bool {
    let nodes = pairs_in(node);
    let mut of_jwt = false;
    // A disabled entry counts only if no other has its key.
    for disabled in [false, true] {
        for node in nodes {
            let Node::Object(members) = node else { continue };
            let Some((key, value)) = pair_of(members) else { continue };
            let is_disabled = text(members, "enabled").is_some_and(|enabled| enabled.raw == "false");
            let taken = match meaning(key.raw) {
                Some(KeyMeaning::Field(field)) => disabled && draft.mentions(field),
                _ => false,
            };
            if is_disabled == disabled && !taken {
                of_jwt |= member(key, value, draft);
            }
        }
    }
    of_jwt
}

/// What may be pairs: the items of a list, or a single object.
fn pairs_in<'n, 'a>(node: &'n Node<'a>) -> &'n [Node<'a>] {
    match node {
        Node::List(nodes) => nodes,
        Node::Object(_) => std::slice::from_ref(node),
        Node::Text(_) => &[],
    }
}

fn pair_of<'n, 'a>(members: &'n [Member<'a>]) -> Option<(Text<'a>, &'n Node<'a>)> {
    // Few objects have any of these, so they are looked for first.
    let value = PAIR_VALUES.iter().find_map(|value| get(members, value)).or_else(|| property(members))?;
    let mut keys = PAIR_KEYS.iter().filter_map(|key| text(members, key));
    keys.find(|key| meaning(key.raw).is_some()).map(|key| (key, value))
}

/// The value of an element whose properties are elements again, as in JMeter's plans:
/// `<elementProp name="CLIENT_ID"><stringProp name="Argument.value">…`
fn property<'n, 'a>(members: &'n [Member<'a>]) -> Option<&'n Node<'a>> {
    members.iter().find_map(|member| match &member.node {
        Node::Object(below) if text(below, "name").is_some_and(|name| name.raw.ends_with(".value")) => {
            get(below, "value")
        }
        _ => None,
    })
}

/// The members that name a field, and those that hold its value: Postman and pipelines (`key`, `name`, `value`), 1Password
/// (`label`), Infisical (`secretKey`, `secretValue`), KeePass (`Key`, `Value`), and what people call them.
pub(super) const PAIR_KEYS: &[&str] =
    &["key", "name", "label", "title", "variable", "secretKey", "id", "field", "fieldName", "ParameterKey"];
pub(super) const PAIR_VALUES: &[&str] = &[
    "value",
    "secretValue",
    "password",
    "credential",
    "secret",
    "currentValue",
    "ParameterValue",
    "SecretString",
    "valueFrom",
    "itemValue",
];

/// What `key` says about its value, in a file's spelling or as a label.
fn meaning(key: &str) -> Option<KeyMeaning> {
    keys::meaning(key).or_else(|| match labels::leading(key)? {
        (Label::Field(field), "") => Some(KeyMeaning::Field(field)),
        _ => None,
    })
}

/// Adds what is unmistakable where no key names it (`username`, `password`), here or in the only object below.
fn by_shape(members: &[Member<'_>], draft: &mut Draft) {
    use CredentialField::{
        AuthorizationServer, ClientId, ClientSecrets, OrgId, Scopes, TechnicalAccountEmail,
        TechnicalAccountId,
    };
    if pair_of(members).is_some() {
        return;
    }
    let mut found: Vec<Clue> = Vec::new();
    let mut add = |members: &[Member<'_>]| {
        for Member { key, node } in members {
            if let Node::List(nodes) = node
                && meaning(key.raw).is_none()
                && let Some(list) = scopes_of(nodes)
            {
                found.push(Clue { field: Scopes, said: Said::List(Zeroizing::new(list)), at: key.at });
            }
            let Node::Text(text) = node else { continue };
            if let Some(host) = value::hosts(value::Value { text: text.raw, at: text.at }).next()
                && text.raw.len() < LONGEST_VALUE
                && meaning(key.raw).is_none()
            {
                let said = Said::Text(Zeroizing::new(host.text.to_owned()));
                found.push(Clue { field: AuthorizationServer, said, at: host.at });
            }
            if meaning(key.raw).is_some()
                || text.raw.len() < 24
                || text.raw.len() > LONGEST_VALUE
                || text.opens()
            {
                continue;
            }
            let decoded = text.decode();
            if decoded.contains('\n') {
                continue;
            }
            let here: Vec<cores::Core<'_>> = cores::cores(&decoded).collect();
            for field in [ClientId, ClientSecrets, OrgId, TechnicalAccountId, TechnicalAccountEmail] {
                if let Some(core) = cores::only_of(field, &here) {
                    found.push(Clue { field, said: Said::Text(core.text()), at: text.at });
                }
            }
        }
    };
    add(members);
    let below = members.iter().filter_map(|member| match &member.node {
        Node::Object(below) => Some(below.as_slice()),
        _ => None,
    });
    let mut below =
        below.filter(|below| text(below, "username").is_some() || text(below, "password").is_some());
    if let Some(login) = below.next().filter(|_| below.next().is_none()) {
        add(login);
    }
    // A hash alone is nobody's client id.
    let is_ours = draft.mentions(ClientSecrets) || found.iter().any(|clue| clue.field == ClientSecrets);
    found.retain(|clue| clue.field != ClientId || is_ours);
    let is_credential = draft.mentions(ClientId) || found.iter().any(|clue| clue.field == ClientId);
    found.retain(|clue| is_credential || !matches!(clue.field, Scopes | AuthorizationServer));
    for field in [
        ClientId,
        ClientSecrets,
        OrgId,
        TechnicalAccountId,
        TechnicalAccountEmail,
        Scopes,
        AuthorizationServer,
    ] {
        let mut of_field = found.iter().filter(|clue| clue.field == field);
        if let Some(first) = of_field.next().filter(|_| !draft.mentions(field))
            && of_field.all(|other| other.text() == first.text())
        {
            draft.add(first.clone());
        }
    }
}

/// The scopes that a list has, if all of its items are some, `openid` or `AdobeID` among them.
fn scopes_of(nodes: &[Node<'_>]) -> Option<Vec<String>> {
    let is_known = |text: &String| text == "openid" || text == "AdobeID";
    let scopes = list(nodes);
    let are_all = scopes.len() == nodes.len() && scopes.len() > 1;
    let are_scopes = scopes.iter().all(|scope| shapes::is_scope(scope)) && scopes.iter().any(is_known);
    (are_all && are_scopes).then_some(scopes)
}

/// What people wrote into a document: the notes of an entry, the text of a ticket.
fn notes(members: &[Member<'_>]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for Member { key, node } in members {
        let Node::Text(text) = node else { continue };
        let is_field =
            keys::meaning(key.raw).is_some_and(|meaning| !matches!(meaning, KeyMeaning::Shaped(_)));
        if is_field || text.opens() || !is_of_interest(text.raw) {
            continue;
        }
        let decoded = text.decode();
        let mut inside = Clues::default();
        lines::read(&decoded, &[], &mut inside);
        for mut draft in inside.drafts {
            draft.place(text.at);
            drafts.push(draft);
        }
    }
    drafts
}

/// Whether a string may hold a part of a credential, whatever its key is: several lines or a form with something
/// unmistakable in it, or scopes.
fn is_of_interest(raw: &str) -> bool {
    let is_text = raw.len() > 40
        && (raw.contains('\n') || raw.contains("\\n") || raw.contains('&') || raw.contains(": "));
    let is_list = shapes::contains(raw, "openid");
    is_list || is_text && cores::cores(raw).next().is_some()
}

fn is_empty(node: &Node<'_>) -> bool {
    matches!(node, Node::Text(text) if text.raw.is_empty())
}

/// Adds what one member says. `true` if it is JWT's.
fn member(key: Text<'_>, node: &Node<'_>, draft: &mut Draft) -> bool {
    let field = match meaning(key.raw) {
        None => return false,
        Some(KeyMeaning::OfJwt) => return !is_empty(node),
        Some(KeyMeaning::OfUser) => {
            if !is_empty(node) {
                draft.kind = CredentialKind::OAuthWebApp;
            }
            return false;
        }
        Some(KeyMeaning::Field(field)) => field,
        Some(KeyMeaning::Shaped(field)) => match node {
            Node::Text(text) if value::has_shape(field, text.raw) => field,
            _ => return false,
        },
    };
    match node {
        Node::Text(value) => say(draft, field, *value),
        Node::List(nodes) if field == CredentialField::Scopes => {
            let first = nodes.iter().find_map(|node| match node {
                Node::Text(text) => Some(text.at),
                _ => None,
            });
            draft.say_list(field, Zeroizing::new(list(nodes)), first.unwrap_or(key.at));
        }
        Node::List(nodes) => {
            for node in nodes {
                if let Node::Text(value) = node {
                    say(draft, field, *value);
                }
            }
        }
        Node::Object(members) => {
            const INSIDE: &[&str] =
                &["string", "concealed", "computed", "raw", "text", "plaintext", "data", "content"];
            let texts = || members.iter().filter(|member| matches!(member.node, Node::Text(_)));
            if let Some(value) = PAIR_VALUES.iter().find_map(|key| get(members, key)) {
                // `{"client_id": {"value": "…"}}`, `<Value ProtectInMemory="True">…</Value>`
                if !matches!(value, Node::Object(_)) {
                    return self::member(key, value, draft);
                }
            } else if let Some(value) = INSIDE.iter().find_map(|key| text(members, key)) {
                // 1Password: `"value": {"concealed": "…"}`
                say(draft, field, value);
            } else if field == CredentialField::Scopes && texts().nth(1).is_some() {
                // `<scopes><scope>openid</scope><scope>AdobeID</scope></scopes>`
                let nodes = texts().filter_map(|member| match &member.node {
                    Node::Text(text) => Some(std::mem::take(&mut *text.decode())),
                    _ => None,
                });
                draft.say_list(field, Zeroizing::new(nodes.collect()), key.at);
            }
        }
    }
    false
}

fn say(draft: &mut Draft, field: CredentialField, value: Text<'_>) {
    if !matches!(value.raw, "null" | "None" | "undefined") && value.raw.len() <= LONGEST_VALUE {
        draft.say(field, value.decode(), value.at);
    }
}

/// Adds what the levels above say and the credential itself does not.
fn complete(draft: &mut Draft, above: &Above<'_>) {
    if let Some(org) = above.org
        && !draft.mentions(CredentialField::OrgId)
    {
        say(draft, CredentialField::OrgId, org);
    }
    if let Some(context) = above.context
        && !draft.mentions(CredentialField::Name)
    {
        say(draft, CredentialField::Name, context);
    }
    if let Some(project) = above.project.filter(|project| project.raw.len() <= LONGEST_VALUE)
        && !draft.mentions(CredentialField::Name)
    {
        let mut name = project.decode();
        if let Some(workspace) = above.workspace {
            name = [name.as_str(), " - ", &workspace.decode()].concat().into();
        }
        draft.add(Clue { field: CredentialField::Name, said: Said::Text(name), at: project.at });
    }
    draft.services = above.services.iter().map(|name| std::mem::take(&mut *name.decode())).collect();
}

/// What the levels below have above them, if this level adds something to it, which is rare.
fn learn<'a>(members: &[Member<'a>], above: &Above<'a>) -> Option<Above<'a>> {
    // Not `org.id`: that is a number, and no organization id for IMS.
    let org = object(members, "org").and_then(|org| text(org, "ims_org_id"));
    let project =
        object(members, "workspace").and_then(|_| text(members, "title").or_else(|| text(members, "name")));
    let workspace = object(members, "details").and_then(|_| text(members, "name"));
    let services = match get(members, "services") {
        Some(Node::List(nodes)) => nodes.as_slice(),
        _ => &[],
    };
    if org.is_none() && project.is_none() && workspace.is_none() && services.is_empty() {
        return None;
    }
    let mut learnt = above.clone();
    learnt.org = org.or(learnt.org);
    learnt.project = project.or(learnt.project);
    learnt.workspace = workspace.or(learnt.workspace);
    for service in services {
        if let Node::Object(service) = service
            && let Some(name) = text(service, "name")
            && learnt.services.len() < MOST_SERVICES
            && name.raw.len() <= LONGEST_NAME
        {
            learnt.services.push(name);
        }
    }
    Some(learnt)
}
