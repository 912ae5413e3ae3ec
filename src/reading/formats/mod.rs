//! The formats that a credential is pasted in. Each turns text into [`Clues`] and judges nothing.
//!
//! The grammars ([`json`], [`yaml`], [`xml`]) make a tree of the text, and [`document`] finds the credentials in any
//! tree. Text without a tree is read as [commands](curl), as [`tables`] and as [`lines`]. A [`mail`] is read part by part,
//! and a change in its [two versions](diff). A new kind of document takes a few lines in `document`; a new grammar takes
//! a new file here and a line in [`read`].

use super::draft::{Clue, Clues, Draft, Sighting};
use crate::credentials::CredentialField;
use memchr::{memchr, memmem};
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
mod owners;
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
        return mail::parts(text).map_or_else(|| read_text(text), |parts| read_mail(&parts));
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

/// Collects the clues of a mail. Its page is the same text once more, so it counts only if there is nothing else.
fn read_mail(parts: &[mail::Part]) -> Clues {
    let mut clues = Clues::default();
    for of_pages in [false, true] {
        for part in parts.iter().filter(|part| part.is_page == of_pages) {
            let inside = read_text(&part.text);
            for mut draft in inside.drafts {
                draft.place(part.at);
                clues.drafts.push(draft);
            }
            clues.sightings.extend(inside.sightings.into_iter().map(|(what, _)| (what, part.at)));
        }
        if !clues.drafts.is_empty() {
            break;
        }
    }
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
    owners::name_scopes(text, &mut clues);
    owners::name_servers(text, &mut clues);
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

/// `text` with spaces in place of what colours it and quotes it in Jira: `{color:#de350b}`, `{*}`, `{noformat}`.
fn without_macros(text: &str) -> Option<Zeroizing<String>> {
    const MACROS: &[&str] = &["{color", "{*}", "{noformat", "{code", "{quote", "{panel"];
    let has = |name: &&str| memmem::find(text.as_bytes(), name.as_bytes()).is_some();
    if memchr(b'{', text.as_bytes()).is_none() || !MACROS.iter().any(has) {
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
