//! The forms a credential is pasted in. Each turns text into [`Draft`]s, and believes nothing.
//!
//! A new form is a new file here and a line in [`read`].

use super::draft::Draft;

mod curl;
pub(crate) mod json;
mod page_text;
mod project_json;
mod shell;
mod value;

/// Collects the clues of `text`.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    if json::is_json(text) {
        return project_json::read(text);
    }
    // JSON by its braces, without quotes around its keys.
    if text.trim_start().starts_with(['{', '[']) {
        let drafts = project_json::read(text);
        if !drafts.is_empty() {
            return drafts;
        }
    }
    // The credential's page holds a cURL box in the middle of its text, so both are read and put together later.
    let (mut drafts, mut places) = curl::read(text);
    // A mail or a ticket quotes a download between its sentences.
    let (quoted, quotes) = project_json::read_inside(text);
    drafts.extend(quoted);
    for quote in quotes {
        let at = places.partition_point(|place| place.start < quote.start);
        places.insert(at, quote);
    }
    drafts.extend(page_text::read(text, &places));
    drafts
}
