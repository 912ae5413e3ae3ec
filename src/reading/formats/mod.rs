//! The formats that a credential is pasted in. Each turns text into [`Clues`] and judges nothing.
//!
//! The grammars ([`json`], [`yaml`], [`xml`]) make a tree of the text, and [`document`] finds the credentials in any
//! tree. Text without a tree is read as [commands](curl) and as [`lines`]. A new kind of document takes a few lines
//! in `document`; a new grammar takes a new file here and a line in [`read`].

use super::draft::{Clue, Clues, Draft, Sighting};
use crate::credentials::{AuthorizationServer, CredentialField, CredentialKind};
use memchr::memmem;
use std::ops::Range;
use survey::{Survey, survey};
use tree::{Escapes, Node, Text};
use zeroize::Zeroizing;

mod assignments;
mod authorization;
mod curl;
mod diff;
mod document;
mod forms;
mod interest;
pub(crate) mod json;
mod lines;
mod lists;
mod mail;
mod qualifiers;
mod shell;
mod survey;
mod tables;
mod tree;
mod value;
mod xml;
mod yaml;

pub(crate) use value::{has_shape, host_in_code};

/// Collects the clues of `text`.
pub(crate) fn read(text: &str) -> Clues {
    if let Some(file) = file(text) {
        return Clues { drafts: Vec::new(), sightings: vec![(Sighting::File(file), 0)] };
    }
    let Some([before, after]) = diff::versions(text) else {
        return mail::read(text).unwrap_or_else(|| read_text(text));
    };
    let mut clues = read_text(&after);
    // A credential that is still there is not also the one it was before.
    let ids = |draft: &Draft| -> Vec<String> {
        let texts = draft.about(CredentialField::ClientId).filter_map(Clue::text);
        texts.map(str::to_owned).collect()
    };
    let known: Vec<String> = clues.drafts.iter().flat_map(ids).collect();
    let is_gone = |draft: &Draft| ids(draft).iter().any(|id| !known.contains(id));
    clues.drafts.extend(read_text(&before).drafts.into_iter().filter(is_gone));
    clues
}

/// Collects the clues of a text that is no mail and shows no change.
fn read_text(text: &str) -> Clues {
    let is_json = json::begins(text, 0) || text.trim_start().starts_with('"');
    let survey = survey(text, is_json);
    let mut clues = Clues::default();
    let is_read = if is_json {
        whole_json(text, &survey, &mut clues)
    } else {
        whole_document(text, &survey, &mut clues)
    };
    if !is_read {
        parts(text, &survey, &mut clues);
    }
    let is_of_developer = clues.sightings.iter().any(|(what, _)| *what == Sighting::LocalDevelopmentToken);
    let rest = survey.sightings.into_iter();
    clues.sightings.extend(rest.filter(|(what, _)| *what != Sighting::AccessToken || !is_of_developer));
    authorization::read(text, &mut clues);
    name_scopes(text, &mut clues);
    name_servers(text, &mut clues);
    clues
}

/// How files begin that are no text, and what they are.
const FILES: &[(&str, &str)] = &[
    ("PK\u{3}\u{4}", "Word, Excel, ZIP"),
    ("ÐÏ\u{11}à", "Word, Excel, Outlook"),
    ("%PDF-", "PDF"),
    ("‰PNG", "PNG"),
    ("\u{fffd}PNG", "PNG"),
    ("ÿØÿ", "JPEG"),
    ("\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{0}\u{10}JFIF", "JPEG"),
    ("GIF8", "GIF"),
    ("\u{1f}‹", "gzip"),
    ("\u{1f}\u{fffd}", "gzip"),
    ("{\\rtf", "RTF"),
    ("\u{3}Ù¢š", "KeePass"),
];

/// What kind of file `text` was, if it was no text.
fn file(text: &str) -> Option<&'static str> {
    FILES.iter().find(|(begin, _)| text.starts_with(begin)).map(|(_, file)| *file)
}

/// A host of Adobe's is the server under any key, and of the credential that it stands nearest to, or of all of them if
/// it stands before them. If there are several, nobody knows, and the finding about that says so.
fn name_servers(text: &str, clues: &mut Clues) {
    /// More than that, and nobody knows anyway.
    const MOST: usize = 4;
    let lacks = |draft: &Draft| !draft.mentions(CredentialField::AuthorizationServer);
    if !clues.drafts.iter().any(lacks) || memmem::find(text.as_bytes(), b".adobelogin.com").is_none() {
        return;
    }
    let owners = Owners::of(&clues.drafts);
    let mut named: Vec<Vec<value::Value<'_>>> = vec![Vec::new(); clues.drafts.len()];
    let mut of_all: Vec<value::Value<'_>> = Vec::new();
    for host in value::hosts(value::Value { text, at: 0 }) {
        let hosts = match owners.nearest(host.at).and_then(|index| named.get_mut(index)) {
            Some(hosts) => hosts,
            None => &mut of_all,
        };
        let is_new = hosts.iter().all(|known| !known.text.eq_ignore_ascii_case(host.text));
        if is_new && hosts.len() < MOST && AuthorizationServer::parse(host.text).is_some() {
            hosts.push(host);
        }
    }
    for (draft, named) in clues.drafts.iter_mut().zip(named).filter(|(draft, _)| lacks(draft)) {
        for host in if named.is_empty() { &of_all } else { &named } {
            draft.say(CredentialField::AuthorizationServer, Zeroizing::new(host.text.to_owned()), host.at);
        }
    }
}

/// A list of scopes that no format has taken, in a program that looks like a document, in the middle of a line, is that
/// of the credential without scopes which it stands nearest to, if it is the only one.
fn name_scopes(text: &str, clues: &mut Clues) {
    use CredentialField::{ClientId, Scopes};
    let lacks = |draft: &Draft| {
        draft.kind == CredentialKind::OAuthServerToServer
            && draft.mentions(ClientId)
            && !draft.mentions(Scopes)
    };
    if !clues.drafts.iter().any(lacks) {
        return;
    }
    let mut taken: Vec<usize> =
        clues.drafts.iter().flat_map(|draft| draft.about(Scopes)).map(|clue| clue.at).collect();
    taken.sort_unstable();
    let is_taken = |list: &lists::List| {
        let next = taken.partition_point(|at| *at + 1 < list.place.start);
        taken.get(next).is_some_and(|at| *at <= list.place.end)
    };
    let owners = Owners::of(&clues.drafts);
    let only = (0..clues.drafts.len())
        .filter(|index| clues.drafts.get(*index).is_some_and(|one| one.mentions(ClientId)));
    let only = only.max();
    let mut named: Vec<Vec<lists::List>> =
        std::iter::repeat_with(Vec::new).take(clues.drafts.len()).collect();
    // Nobody knows whether a list that the text ends with is all of it.
    let is_cut = |list: &lists::List| list.place.end == text.trim_end().len();
    for list in lists::all(text).into_iter().filter(|list| !is_taken(list) && !is_cut(list)) {
        // Before several credentials, it is nobody's.
        let owner = if owners.are_several() { owners.nearest(list.place.start) } else { only };
        if let Some(lists) = owner.and_then(|index| named.get_mut(index))
            && !lists.iter().any(|known| known.scopes == list.scopes)
        {
            lists.push(list);
        }
    }
    for (draft, named) in clues.drafts.iter_mut().zip(named).filter(|(draft, _)| lacks(draft)) {
        if let [list] = named.as_slice() {
            draft.say(Scopes, Zeroizing::new(list.scopes.join(",")), list.place.start);
        }
    }
}

/// Where the values of each credential stand, if there are several.
struct Owners(Vec<(usize, usize)>);

impl Owners {
    fn of(drafts: &[Draft]) -> Self {
        let is_own = |draft: &&Draft| draft.mentions(CredentialField::ClientId);
        if drafts.iter().filter(is_own).nth(1).is_none() {
            return Self(Vec::new());
        }
        let named = drafts.iter().enumerate().filter(|(_, draft)| is_own(draft));
        let places = named.flat_map(|(index, draft)| draft.places().map(move |at| (at, index)));
        let mut places: Vec<(usize, usize)> = places.collect();
        places.sort_unstable();
        Self(places)
    }

    fn are_several(&self) -> bool {
        !self.0.is_empty()
    }

    /// The credential, as its index, of which a value stands nearest to byte `at`; `None` before all of them.
    fn nearest(&self, at: usize) -> Option<usize> {
        let next = self.0.partition_point(|(place, _)| *place < at);
        let before = self.0.get(next.checked_sub(1)?)?;
        match self.0.get(next) {
            Some(behind) if behind.0 - at < at - before.0 => Some(behind.1),
            _ => Some(before.1),
        }
    }
}

/// `text` with spaces in place of what colours it and quotes it in Jira: `{color:#de350b}`, `{*}`, `{noformat}`.
fn without_macros(text: &str) -> Option<Zeroizing<String>> {
    const MACROS: &[&str] = &["{color", "{*}", "{noformat", "{code", "{quote", "{panel"];
    if !MACROS.iter().any(|name| memmem::find(text.as_bytes(), name.as_bytes()).is_some()) {
        return None;
    }
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        plain.push_str(before);
        let name = rest.get(before.len()..).unwrap_or_default();
        let end = behind.find(['}', '\n', '{']).filter(|end| behind.as_bytes().get(*end) == Some(&b'}'));
        match end.filter(|_| MACROS.iter().any(|known| name.starts_with(known))) {
            Some(end) => {
                (0..end + 2).for_each(|_| plain.push(' '));
                rest = behind.get(end + 1..).unwrap_or_default();
            }
            None => {
                plain.push('{');
                rest = behind;
            }
        }
    }
    plain.push_str(rest);
    Some(plain)
}

/// Reads `text` as JSON. `true` if it is nothing else, so nothing is left to read.
fn whole_json(text: &str, survey: &Survey, clues: &mut Clues) -> bool {
    let start = text.trim_start();
    if start.get(1..).is_some_and(|inside| inside.trim_start().starts_with('\\')) {
        // It was copied from inside a string.
        let at = text.len() - start.len();
        let string = Text { raw: start.trim_end(), at, escapes: Escapes::Backslash };
        return document::walk_all(&Node::Text(string), clues);
    }
    let Some((node, end)) = document::parse(text, 0, &survey.jumps) else { return false };
    // There may be more behind it: another document, a command.
    let is_whole = text.get(end..).is_none_or(|rest| rest.trim().is_empty());
    is_whole && (document::walk_all(&node, clues) || json::is_strict(text))
}

/// Whether XML is a page for people, whose elements say how it looks.
fn is_page(text: &str) -> bool {
    [
        "<td", "<th>", "<th ", "<table", "<div", "<p>", "<p ", "<html", "<body", "<li>", "<br", "<dt", "<h1",
        "<h2", "<h3", "<ul", "<span", "<article",
    ]
    .iter()
    .any(|tag| text.contains(tag))
}

/// Reads `text` as XML or YAML. `true` if it is one of them, so nothing is left to read.
fn whole_document(text: &str, survey: &Survey, clues: &mut Clues) -> bool {
    // A mail may begin with an address in angle brackets.
    if let Some(tree) = xml::parse(text).filter(|_| text.contains("</") || text.contains("/>")) {
        if is_page(text) || !document::walk_all(&tree, clues) {
            parts(&xml::without_tags(text), survey, clues);
        }
        return !clues.drafts.is_empty();
    }
    let Some(tree) = yaml::parse(text) else { return false };
    let mut found = Clues::default();
    if !document::walk_all(&tree, &mut found) {
        return false;
    }
    // Notes with bullets look like YAML, and their credentials fall to pieces.
    let is_whole = |draft: &Draft| {
        let has = |field| draft.mentions(field);
        has(CredentialField::ClientId) && (has(CredentialField::ClientSecrets) || has(CredentialField::OrgId))
    };
    let has_bullets = || text.lines().any(|line| line.trim_start().starts_with("- "));
    if !found.drafts.iter().any(is_whole) && has_bullets() {
        let mut lines = Clues::default();
        parts(text, survey, &mut lines);
        if lines.drafts.iter().any(is_whole) {
            found = lines;
        }
    }
    clues.drafts.append(&mut found.drafts);
    clues.sightings.append(&mut found.sightings);
    true
}

/// Reads commands, documents quoted in a text, and all lines around them.
fn parts(text: &str, survey: &Survey, clues: &mut Clues) {
    let plain = without_macros(text);
    let text = plain.as_ref().map_or(text, |plain| plain.as_str());
    // The credential's page has a cURL box in the middle of its text, so both are read, and grouped later.
    let mut places: Vec<Range<usize>> = if survey.curl { curl::read(text, clues) } else { Vec::new() };
    for quote in document::read_json(text, &places, clues) {
        let at = places.partition_point(|place| place.start < quote.start);
        places.insert(at, quote);
    }
    for table in tables::read(text, &places, clues) {
        let at = places.partition_point(|place| place.start < table.start);
        places.insert(at, table);
    }
    lines::read(text, &places, clues);
}
