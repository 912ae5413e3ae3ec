//! Any text or file becomes a [`Reading`]: the [`Credential`](crate::credentials::Credential)s in it, best first, and
//! the [`Finding`](crate::credentials::Finding)s about them.
//!
//! [`read`] takes any string at all: a downloaded project, a *Download JSON* file, the *View cURL command* box, the
//! text of the credential's page, the settings of some tool, a few lines from a ticket. It cannot fail, and it never
//! guesses silently: whatever it refused or is unsure of is a finding.
//!
//! The stages, in the order the text goes through them:
//!
//! 1. `decoding` turns the bytes of a file into text; `text` drops what a clipboard adds and nobody sees (byte order
//!    marks, no-break spaces, CR).
//! 2. `formats` recognises what kind of text it is and collects *clues*: "under the key `ORG_ID`, at this place, stood
//!    this". A format judges nothing; `keys` and `labels` tell it which words name which field, and
//!    `cores` what is unmistakably Adobe's whatever is around it. Something that is not part of a credential but has to
//!    be explained is a *sighting*.
//! 3. `grouping` decides which clues are about the same credential; they form a `draft`.
//! 4. `credential` makes a typed credential of each draft.
//! 5. `findings` compares what was said with what was made of it, topic by topic.
//!
//! What this room never does: speak a human language, or touch a browser, a clock or the network.

mod by_byte;
mod cores;
mod credential;
mod decoding;
mod draft;
mod findings;
mod formats;
mod grouping;
#[cfg(not(target_arch = "wasm32"))]
mod inspection;
mod keys;
mod labels;
mod text;

use crate::credentials::Reading;

pub use decoding::decode;
pub use findings::LARGEST_INPUT;
#[cfg(not(target_arch = "wasm32"))]
pub use inspection::inspection;

/// Reads whatever was pasted or dropped.
///
/// Total: every string gives a reading, and one that holds nothing useful gives a finding that says so. Takes
/// time linear in the length of `input`, and refuses more than 8 MiB.
pub fn read(input: &str) -> Reading {
    if let Some(finding) = findings::too_large(input) {
        return Reading { credentials: Vec::new(), findings: vec![finding] };
    }
    let cleaned = text::clean(input);
    let text = cleaned.as_ref().map_or(input, |cleaned| cleaned.as_str());
    let clues = formats::read(text);
    let (mut credentials, drafts) = grouping::group(clues.drafts);
    credential::identify(&mut credentials);
    let findings = findings::examine(&credentials, &drafts, &clues.sightings, text);
    Reading { credentials, findings }
}
