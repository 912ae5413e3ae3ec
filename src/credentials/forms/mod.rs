//! The forms a credential is pasted in. Each turns text into [`Clues`], and believes nothing.
//!
//! Grammars ([`json`], [`yaml`], [`xml`]) make a tree of a text, and [`document`] finds the credentials in any tree.
//! What has no tree is read as [commands](curl) and as [`lines`]. A new form of document is a few lines in `document`; a
//! new grammar is a new file here and a line in [`read`].

use super::draft::{Clues, Sighting};
use std::ops::Range;
use survey::{Survey, survey};

mod curl;
mod document;
pub(crate) mod json;
mod lines;
mod shell;
mod survey;
mod tree;
mod value;
mod xml;
mod yaml;

/// Collects the clues of `text`.
pub(crate) fn read(text: &str) -> Clues {
    let is_json = json::begins(text, 0) || text.trim_start().starts_with('"');
    let survey = survey(text, is_json);
    let mut clues = Clues::default();
    let is_read =
        if is_json { whole_json(text, &survey, &mut clues) } else { whole_document(text, &mut clues) };
    if !is_read {
        parts(text, &survey, &mut clues);
    }
    let is_of_developer = clues.sightings.iter().any(|(what, _)| *what == Sighting::LocalDevelopmentToken);
    let rest = survey.sightings.into_iter();
    clues.sightings.extend(rest.filter(|(what, _)| *what != Sighting::AccessToken || !is_of_developer));
    clues
}

/// Reads `text` as JSON; whether it is nothing else, so that nothing is left to read.
fn whole_json(text: &str, survey: &Survey, clues: &mut Clues) -> bool {
    let Some((node, end)) = document::parse(text, 0, &survey.jumps) else { return false };
    // Behind it there may be more: another document, a command.
    let is_whole = text.get(end..).is_none_or(|rest| rest.trim().is_empty());
    is_whole && (document::walk_all(&node, clues) || json::is_strict(text))
}

/// Reads `text` as XML or YAML; whether it is, so that nothing is left to read.
fn whole_document(text: &str, clues: &mut Clues) -> bool {
    if let Some(tree) = xml::parse(text) {
        if !document::walk_all(&tree, clues) {
            lines::read(&xml::without_tags(text), &[], clues);
        }
        return !clues.drafts.is_empty();
    }
    yaml::parse(text).is_some_and(|tree| document::walk_all(&tree, clues))
}

/// Reads commands, documents quoted between sentences, and all lines around them.
fn parts(text: &str, survey: &Survey, clues: &mut Clues) {
    // The credential's page holds a cURL box in the middle of its text, so both are read and put together later.
    let mut places: Vec<Range<usize>> = if survey.curl { curl::read(text, clues) } else { Vec::new() };
    let quotes = if survey.brace { document::read_json(text, &places, clues) } else { Vec::new() };
    for quote in quotes {
        let at = places.partition_point(|place| place.start < quote.start);
        places.insert(at, quote);
    }
    lines::read(text, &places, clues);
}
