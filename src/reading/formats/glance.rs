//! What a line tells at a glance, byte by byte. Nearly every line of a long text is none of ours, and what is asked here
//! first must not take longer than it takes to see that.

use super::super::keys::{self, KeyMeaning};
use super::super::labels;

/// Whether a line is surely none of ours: it begins with no label, assigns to no key and holds nothing of an identifier's
/// shape. True of nearly every line of a long text, so it is asked first, byte by byte.
pub(super) fn says_nothing(text: &str) -> bool {
    let line = text.as_bytes();
    let mut start = 0;
    while line.get(start).is_some_and(|byte| is_ornament(char::from(*byte)) || *byte <= b' ') {
        start += 1;
    }
    let (Some(&first), second) = (line.get(start), line.get(start + 1).copied().unwrap_or_default()) else {
        // Nothing but stars may be a masked value, but then its label is the line before.
        return true;
    };
    let may_be_label = || labels::may_begin_with(first, letter_after(line, start + 1, second));
    let is_label = || text.get(start..).is_none_or(|line| labels::leading(line).is_some());
    if first >= 0x80 || first == b'[' || may_be_label() && is_label() {
        return false;
    }
    let look = look(line, start);
    let is_variable = line.get(start..).is_some_and(|line| line.starts_with(b"env:"));
    let is_key = || look.sign.is_some_and(|end| may_be_key(text.get(start..end).unwrap_or_default()));
    !look.shape && !is_variable && !is_key()
}

/// What the bytes of a line tell at a glance.
pub(super) struct Look {
    /// Where the first sign stands that may assign.
    pub(super) sign: Option<usize>,
    /// There may be a word of an identifier's shape.
    pub(super) shape: bool,
}

/// Looks at a line from byte `start` on.
pub(super) fn look(line: &[u8], start: usize) -> Look {
    let mut look = Look { sign: None, shape: false };
    let mut run = 0;
    let mut at = start;
    while let Some(&byte) = line.get(at) {
        match BYTES[usize::from(byte)] {
            Byte::Other => run = 0,
            Byte::OfIdentifier => run += 1,
            Byte::Dash => {
                run += 1;
                // `p8e-`, `s8e-`, `cm-p`
                look.shape |= at > 1 && matches!(line.get(at - 2..at), Some(b"8e" | b"cm"));
            }
            Byte::Sign => {
                run = 0;
                look.sign = look.sign.or(Some(at));
            }
            Byte::Foreign => look.shape = true,
        }
        // The shortest of the other shapes has so many characters.
        look.shape |= run == 32;
        at += 1;
    }
    look
}

/// The first letter from `at` on, if what stands there is no letter of a word.
fn letter_after(line: &[u8], at: usize, byte: u8) -> u8 {
    if matches!(byte, b'_' | b'-' | b'.' | b' ' | b'\'') {
        line.get(at + 1).copied().unwrap_or_default()
    } else {
        byte
    }
}

/// Whether what stands before a sign may be a key, with or without quotes.
fn may_be_key(text: &str) -> bool {
    let of_key = |byte: u8| byte.is_ascii_alphanumeric() || byte == b')';
    let end = text.bytes().rposition(of_key).map_or(0, |last| last + 1);
    let key = text.get(..end).unwrap_or_default();
    // Behind the key may stand the number or the name of an environment.
    keys::meaning(key).is_some()
        || key.bytes().last().is_some_and(|last| last.is_ascii_digit())
        || ENVIRONMENTS.iter().any(|name| {
            let end = key.len().checked_sub(name.len()).and_then(|start| key.as_bytes().get(start..));
            end.is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
        })
}

/// What a byte tells about its line.
#[derive(Clone, Copy)]
enum Byte {
    Other,
    OfIdentifier,
    Dash,
    /// What stands between a key and its value.
    Sign,
    /// Part of a character beyond ASCII.
    Foreign,
}

const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        bytes[byte] = match byte as u8 {
            b'-' => Byte::Dash,
            b'=' | b':' => Byte::Sign,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'@' | b'.' => Byte::OfIdentifier,
            0x80.. => Byte::Foreign,
            _ => Byte::Other,
        };
        byte += 1;
    }
    bytes
};

/// What lines of notes, tables, Markdown and shell sessions begin with.
pub(super) fn is_ornament(c: char) -> bool {
    matches!(c, '-' | '*' | '•' | '·' | '・' | '◦' | '▪' | '|' | '#' | '>' | '$')
}

/// What keys end in where there are several environments.
const ENVIRONMENTS: [&str; 6] = ["dev", "qa", "test", "stage", "prod", "production"];

/// What a key says, and what the keys of its credential have in common with it: what stands before that, and the
/// environment or number behind it (`CLIENTID_STAGE`, `IMS_CLIENT_ID_2`, as App Builder's workflows have them).
pub(super) fn meaning_and_family(key: &str) -> Option<(KeyMeaning, String)> {
    if let Some((meaning, prefix)) = keys::meaning_and_prefix(key) {
        return Some((meaning, prefix.to_owned()));
    }
    let (name, environment) = key.rsplit_once('_')?;
    let is_number = environment.len() < 3 && environment.bytes().all(|byte| byte.is_ascii_digit());
    let is_known = ENVIRONMENTS.iter().any(|known| environment.eq_ignore_ascii_case(known));
    let (meaning, prefix) = keys::meaning_and_prefix(name).filter(|_| is_number || is_known)?;
    Some((meaning, [prefix, "_", environment].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_nothing_is_left() {
        for line in
            ["", "   ", "a plain sentence", "PORT=8080", "# note", "scopesque words", "a-b: c", "x_KEY=1"]
        {
            assert!(says_nothing(line), "{line}");
        }
        for line in [
            "Client ID",
            "- CLIENT_ID: x",
            "ADOBE_CLIENT_ID=",
            "\"client_id\": 1",
            "CLIENTID_STAGE=x",
            "IMS_ORG_ID_2=x",
            "$env:CLIENT_ID = 1",
            "[default]",
            "p8e-Fake",
            "cm-p1-e2",
            "id 0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "組織 ID",
        ] {
            assert!(!says_nothing(line), "{line}");
        }
    }

    #[test]
    fn a_key_has_a_family() {
        let family = |key| meaning_and_family(key).map(|(_, family)| family);
        assert_eq!(family("CLIENT_ID").as_deref(), Some(""));
        assert_eq!(family("ADOBE_CLIENT_ID").as_deref(), Some("ADOBE_"));
        assert_eq!(family("CLIENTID_STAGE").as_deref(), Some("_STAGE"));
        assert_eq!(family("IMS_CLIENT_ID_2").as_deref(), Some("IMS__2"));
        assert_eq!(family("CLIENT_ID_OF_SOMEONE"), None);
    }
}
