//! The formats that a credential is pasted in. Each turns text into [`Clues`] and judges nothing.
//!
//! The grammars ([`json`], [`yaml`], [`xml`]) make a tree of the text, and [`document`] finds the credentials in any
//! tree. Text without a tree is read as [commands](curl) and as [`lines`]. A new kind of document takes a few lines
//! in `document`; a new grammar takes a new file here and a line in [`read`].

use super::draft::{Clue, Clues, Draft, Sighting};
use crate::credentials::{AuthorizationServer, CredentialField};
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

pub(crate) use value::has_shape;

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
];

/// What kind of file `text` was, if it was no text.
fn file(text: &str) -> Option<&'static str> {
    FILES.iter().find(|(begin, _)| text.starts_with(begin)).map(|(_, file)| *file)
}

/// A host of Adobe's is the server under any key, and of every credential that names none. If there are several, nobody
/// knows, and the finding about that says so.
fn name_servers(text: &str, clues: &mut Clues) {
    let has_none = |draft: &Draft| !draft.mentions(CredentialField::AuthorizationServer);
    if !clues.drafts.iter().any(has_none) || !text.contains(".adobelogin.com") {
        return;
    }
    let mut hosts: Vec<value::Value<'_>> = Vec::new();
    for host in value::hosts(value::Value { text, at: 0 }) {
        let is_new = hosts.iter().all(|known| !known.text.eq_ignore_ascii_case(host.text));
        if is_new && hosts.len() < 4 && AuthorizationServer::parse(host.text).is_some() {
            hosts.push(host);
        }
    }
    for draft in clues.drafts.iter_mut().filter(|draft| has_none(draft)) {
        for host in &hosts {
            draft.say(CredentialField::AuthorizationServer, Zeroizing::new(host.text.to_owned()), host.at);
        }
    }
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
    ["<td", "<th>", "<th ", "<table", "<div", "<p>", "<p ", "<html", "<body", "<li>", "<br"]
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
    yaml::parse(text).is_some_and(|tree| document::walk_all(&tree, clues))
}

/// Reads commands, documents quoted in a text, and all lines around them.
fn parts(text: &str, survey: &Survey, clues: &mut Clues) {
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
