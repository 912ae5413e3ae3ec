//! A mail as a file (`.eml`, *Show original*), whose parts are written in quoted-printable or base64. The `mail-parser`
//! crate knows the grammar.

use crate::reading::{decoding, text};
use mail_parser::{Message, MessageParser, PartType};
use memchr::memmem;
use zeroize::Zeroizing;

/// How the encodings are called in a part's header.
const ENCODED: [&str; 2] = ["quoted-printable", "base64"];

/// The parts of the mail that `text` is, each with the place where it begins; `None` if it is none, or if nothing in it is
/// encoded, so that it can be read as it stands there.
pub(super) fn parts(text: &str) -> Option<Vec<Part>> {
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
    for part in &mut parts {
        part.at = (part.at + before).saturating_sub(header.len());
    }
    Some(parts)
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
pub(super) struct Part {
    pub(super) text: Zeroizing<String>,
    /// It is HTML.
    pub(super) is_page: bool,
    /// Where it begins, in bytes of the mail.
    pub(super) at: usize,
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

#[cfg(test)]
mod tests {
    use crate::reading::read;

    #[test]
    fn a_mail_whose_nested_parts_end_in_the_wrong_order_is_read_as_far_as_it_goes() {
        let forwarded = "Content-Type: message/rfc822\n\n";
        let mail = format!(
            "--=_outer_1\r{forwarded}{forwarded}Content-Transfer-Encoding:base64\n\r\u{8a}--=_outer_1--\r"
        );
        assert!(!read(&mail).usable());
    }
}
