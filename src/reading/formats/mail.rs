//! A mail as a file (`.eml`, *Show original*), whose parts are written in quoted-printable or base64. The `mail-parser`
//! crate knows the grammar; each part is read as a text of its own.

use super::read_text;
use crate::reading::draft::Clues;
use crate::reading::{decoding, text};
use mail_parser::{Message, MessageParser, PartType};
use memchr::memmem;
use zeroize::Zeroizing;

/// How the encodings are called in a part's header.
const ENCODED: [&str; 2] = ["quoted-printable", "base64"];

/// The clues of the mail that `text` is; `None` if it is none, or if nothing in it is encoded, so that it can be read as
/// it stands there.
pub(super) fn read(text: &str) -> Option<Clues> {
    if !is_encoded(text) {
        return None;
    }
    // Who copies a part of a mail begins with the line between two parts, whose name the header would tell.
    let boundary = text.trim_start().lines().next()?.strip_prefix("--").filter(|name| !name.is_empty());
    let header = boundary.map(|name| format!("Content-Type: multipart/mixed; boundary=\"{name}\"\n\n"));
    let header = header.unwrap_or_default();
    let source = Zeroizing::new([&header, text.trim_start()].concat());
    let before = text.len() - text.trim_start().len();
    let message = MessageParser::default().parse(source.as_bytes())?;
    let mut parts = Vec::new();
    collect(message, &mut parts);
    let place = |at: usize| (at + before).saturating_sub(header.len());
    let mut clues = Clues::default();
    // The page is the same text once more, so it counts only if there is nothing else.
    for of_pages in [false, true] {
        for part in parts.iter().filter(|part| part.is_page == of_pages) {
            let at = place(part.at);
            let inside = read_text(&part.text);
            for mut draft in inside.drafts {
                draft.place(at);
                clues.drafts.push(draft);
            }
            clues.sightings.extend(inside.sightings.into_iter().map(|(what, _)| (what, at)));
        }
        if !clues.drafts.is_empty() {
            break;
        }
    }
    Some(clues)
}

/// Whether a header says that a part is encoded.
fn is_encoded(text: &str) -> bool {
    let name = "content-transfer-encoding:";
    memmem::find_iter(text.as_bytes(), "ransfer-").any(|at| {
        let from = at.saturating_sub("content-t".len());
        let line = text.get(from..).unwrap_or_default().lines().next().unwrap_or_default();
        let value = line.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name));
        let value = value.and_then(|_| line.get(name.len()..)).unwrap_or_default().trim();
        ENCODED.iter().any(|encoding| value.eq_ignore_ascii_case(encoding))
    })
}

/// What stands in one part of a mail.
struct Part {
    text: Zeroizing<String>,
    /// It is HTML.
    is_page: bool,
    /// Where it begins in what was parsed.
    at: usize,
}

/// Takes the texts out of `message`, and of the mails that it forwards.
fn collect(message: Message<'_>, parts: &mut Vec<Part>) {
    for part in message.parts {
        let at = usize::try_from(part.raw_body_offset()).unwrap_or_default();
        // What was decoded is moved, not copied, so that it is wiped.
        let (decoded, is_page) = match part.body {
            PartType::Text(text) => (Zeroizing::new(text.into_owned()), false),
            PartType::Html(text) => (Zeroizing::new(text.into_owned()), true),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                (decoding::decode(bytes.into_owned()), false)
            }
            PartType::Message(message) => {
                collect(message, parts);
                continue;
            }
            PartType::Multipart(_) => continue,
        };
        let text = text::clean(&decoded).unwrap_or(decoded);
        parts.push(Part { text, is_page, at });
    }
}
