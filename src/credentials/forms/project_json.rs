//! JSON: the project or workspace download, and the credential's own *Download JSON*.
//!
//! The project (`aio console workspace download`, or *Download* and *Download all* in the console) keeps the parts
//! of a credential apart: the credential deep inside, the organization's id at `project.org.ims_org_id`, the
//! product names beside the credentials. So the tree is walked with what the levels above said. *Download JSON* is
//! one flat object. Anything in between (one credential cut out of a project, a list of downloads) is read by the
//! same walk.
//!
//! Source: `schema/config.schema.json` and the test files of adobe/aio-cli-plugin-app.

use super::json::{self, Member, Node, Text};
use crate::credentials::draft::{Clue, Draft, Said};
use crate::credentials::keys::{self, KeyMeaning};
use crate::credentials::{CredentialField, CredentialKind};
use std::ops::Range;

/// The key under which a credential keeps the part of its type. While it is migrated it has two; the first row
/// found wins.
const HALVES: &[(&str, CredentialKind)] = &[
    ("oauth_server_to_server", CredentialKind::OAuthServerToServer),
    ("jwt", CredentialKind::Jwt),
    ("oauth2", CredentialKind::OAuthWebApp),
    ("api_key", CredentialKind::ApiKey),
];

/// What `integration_type` says.
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

/// Far more than a workspace has; every credential gets a copy.
const MOST_SERVICES: usize = 64;

/// Collects the clues of `text`, which is JSON more or less.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    let mut drafts = Vec::new();
    if let Some(node) = json::parse(text) {
        walk(&node, &Above::default(), &mut drafts);
    }
    drafts
}

/// How many braces that turn out to open nothing of ours are tried; each may have to be read to the end of the text.
const MOST_TRIES: usize = 8;

/// Collects the clues of the JSON that stands inside a text, each from a line that begins with its brace, as in a mail
/// that quotes a download. Also gives where it stands, so that nobody reads its lines once more as something else.
pub(crate) fn read_inside(text: &str) -> (Vec<Draft>, Vec<Range<usize>>) {
    let (mut drafts, mut places) = (Vec::new(), Vec::<Range<usize>>::new());
    let mut at = 0;
    let mut tries = 0;
    for line in text.split('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len() + 1;
        let inside = places.last().is_some_and(|place| start < place.end);
        let begins = text.get(start..).is_some_and(|rest| rest.starts_with('{') && json::is_json(rest));
        if inside || !begins || tries == MOST_TRIES {
            continue;
        }
        if let Some((node, end)) = json::parse_from(text, start) {
            let before = drafts.len();
            walk(&node, &Above::default(), &mut drafts);
            if drafts.len() > before {
                places.push(start..end);
            } else {
                tries += 1;
            }
        }
    }
    (drafts, places)
}

/// What the levels above a credential say about it.
#[derive(Default, Clone)]
struct Above<'a> {
    org: Option<Text<'a>>,
    project: Option<Text<'a>>,
    workspace: Option<Text<'a>>,
    services: Vec<Text<'a>>,
}

fn walk<'a>(node: &Node<'a>, above: &Above<'a>, drafts: &mut Vec<Draft>) {
    let members = match node {
        Node::Text(_) => return,
        Node::List(nodes) => return nodes.iter().for_each(|node| walk(node, above, drafts)),
        Node::Object(members) => members,
    };
    if is_entry(members) {
        drafts.extend(entry(members, above));
        return;
    }
    let mut flat = Draft::default();
    collect(members, &mut flat);
    let fields = |field| flat.mentions(field);
    use CredentialField::{ClientId, ClientSecrets, OrgId, Scopes, TechnicalAccountId};
    let is_credential = fields(ClientId)
        || fields(ClientSecrets)
        || [OrgId, Scopes, TechnicalAccountId].into_iter().filter(|field| fields(*field)).count() > 1;
    if is_credential {
        complete(&mut flat, above);
        drafts.push(flat);
    }
    match learn(members, above) {
        Some(above) => members.iter().for_each(|member| walk(&member.node, &above, drafts)),
        None => members.iter().for_each(|member| walk(&member.node, above, drafts)),
    }
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

/// One of `project.workspace.details.credentials[]`, alone or in its place.
fn is_entry(members: &[Member<'_>]) -> bool {
    text(members, "integration_type").is_some()
        || HALVES.iter().any(|(key, _)| object(members, key).is_some())
}

fn entry(members: &[Member<'_>], above: &Above<'_>) -> Option<Draft> {
    let declared = text(members, "integration_type").map(|declared| declared.raw);
    let declared_kind =
        TYPES.iter().find(|(name, _)| declared.is_some_and(|declared| declared.eq_ignore_ascii_case(name)));
    let mut halves =
        HALVES.iter().filter_map(|(key, kind)| object(members, key).map(|members| (members, *kind)));
    let mut draft = match (halves.next(), declared_kind) {
        (Some((half, kind)), _) => {
            // `oauth2` is the part of three types, which only the declared type tells apart.
            let exact = declared_kind.filter(|_| kind == CredentialKind::OAuthWebApp).map(|(_, kind)| *kind);
            let mut draft = Draft::new(exact.unwrap_or(kind));
            fields(half, &mut draft);
            draft
        }
        (None, Some((_, kind))) => Draft::new(*kind),
        (None, None) => return None,
    };
    if let Some(name) = text(members, "name") {
        say(&mut draft, CredentialField::Name, name);
    }
    if draft.kind == CredentialKind::OAuthServerToServer {
        draft.migrating = declared == Some("oauth_server_to_server_migrate");
        if let Some((jwt, CredentialKind::Jwt)) = halves.next() {
            let mut old = Draft::new(CredentialKind::Jwt);
            fields(jwt, &mut old);
            draft.replace(old);
        }
    }
    complete(&mut draft, above);
    Some(draft)
}

/// Reads a flat object, and tells by its keys whether it is a JWT credential's.
fn collect(members: &[Member<'_>], draft: &mut Draft) {
    let of_jwt = fields(members, draft);
    // Users keep old keys in the file when they add the new ones; a real scope list is of OAuth.
    if of_jwt && !draft.mentions(CredentialField::Scopes) {
        draft.kind = CredentialKind::Jwt;
    }
}

/// Notes what the keys of one object say; whether one of them is JWT's.
fn fields(members: &[Member<'_>], draft: &mut Draft) -> bool {
    let mut of_jwt = false;
    for Member { key, node } in members {
        match keys::meaning(key.raw) {
            None => {}
            Some(KeyMeaning::OfJwt) => of_jwt = true,
            Some(KeyMeaning::Field(field)) => match node {
                Node::Text(value) => say(draft, field, *value),
                Node::List(nodes) if field == CredentialField::Scopes => {
                    let first = nodes.iter().find_map(|node| match node {
                        Node::Text(text) => Some(text.at),
                        _ => None,
                    });
                    draft.say_list(field, json::list(nodes).into(), first.unwrap_or(key.at));
                }
                Node::List(nodes) => {
                    for node in nodes {
                        if let Node::Text(value) = node {
                            say(draft, field, *value);
                        }
                    }
                }
                Node::Object(_) => {}
            },
        }
    }
    of_jwt
}

fn say(draft: &mut Draft, field: CredentialField, value: Text<'_>) {
    let null = value.raw == "null";
    if !null {
        draft.say(field, value.decode(), value.at);
    }
}

/// Adds what the levels above know and the credential itself does not say.
fn complete(draft: &mut Draft, above: &Above<'_>) {
    if let Some(org) = above.org
        && !draft.mentions(CredentialField::OrgId)
    {
        say(draft, CredentialField::OrgId, org);
    }
    if let Some(project) = above.project
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

/// What this level adds for the ones below; `None`, the usual case, when nothing.
fn learn<'a>(members: &[Member<'a>], above: &Above<'a>) -> Option<Above<'a>> {
    // Not `org.id`, which is a number and no organization id for IMS.
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
        {
            learnt.services.push(name);
        }
    }
    Some(learnt)
}
