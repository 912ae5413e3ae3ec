//! The formats that a credential is pasted in. Each turns text into [`Clues`] and judges nothing.
//!
//! The grammars ([`json`], [`yaml`], [`xml`]) make a tree of the text, and [`document`] finds the credentials in any
//! tree. Text without a tree is read as [commands](curl) and as [`lines`]. A new kind of document takes a few lines
//! in `document`; a new grammar takes a new file here and a line in [`read`].

use super::draft::{Clues, Sighting};
use std::ops::Range;
use survey::{Survey, survey};
use tree::{Escapes, Node, Text};

mod curl;
mod document;
mod interest;
pub(crate) mod json;
mod lines;
mod shell;
mod survey;
mod tree;
mod value;
mod xml;
mod yaml;

pub(crate) use value::has_shape;

/// Collects the clues of `text`.
pub(crate) fn read(text: &str) -> Clues {
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
    clues
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

/// Reads `text` as XML or YAML. `true` if it is one of them, so nothing is left to read.
fn whole_document(text: &str, survey: &Survey, clues: &mut Clues) -> bool {
    // A mail may begin with an address in angle brackets.
    if let Some(tree) = xml::parse(text).filter(|_| text.contains("</") || text.contains("/>")) {
        if !document::walk_all(&tree, clues) {
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
    lines::read(text, &places, clues);
}
