//! From the bytes of a file to text.

use zeroize::Zeroizing;

/// The text of a file: decoded as UTF-16 if a byte order mark says so or every other byte at its beginning is zero, as
/// PowerShell and Notepad save files, and as UTF-8 otherwise, or as Windows-1252 if it is none. Invalid bytes become
/// U+FFFD.
///
/// The buffer is reused for the text if possible, and wiped otherwise, for there may be secrets in it.
pub fn decode(bytes: Vec<u8>) -> Zeroizing<String> {
    if BINARY.iter().any(|begin| bytes.starts_with(begin)) {
        return windows_1252(&Zeroizing::new(bytes));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if may_be_utf8(text.as_bytes()) => return Zeroizing::new(text),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let bytes = Zeroizing::new(bytes);
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => utf16(&bytes, u16::from_le_bytes),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => utf16(&bytes, u16::from_be_bytes),
        _ => {
            let text = bytes.strip_prefix(UTF8_MARK).unwrap_or(&bytes);
            // One byte outside of ASCII is wrong: is all of it, or was a file of UTF-8 damaged?
            let is_utf8 = text.utf8_chunks().any(|chunk| !chunk.valid().is_ascii()) || text.is_ascii();
            if is_utf8 {
                Zeroizing::new(String::from_utf8_lossy(text).into_owned())
            } else {
                windows_1252(text)
            }
        }
    }
}

/// How files begin that are no text. Byte by byte as characters, they are recognised by their beginning.
const BINARY: &[&[u8]] = &[
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x03\xd9\xa2\x9a",
];

/// What Windows saves as *ANSI* in the west, and a superset of Latin-1 but for control characters.
fn windows_1252(bytes: &[u8]) -> Zeroizing<String> {
    // A character takes at most three bytes, so the buffer never grows and leaves no copy behind.
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 3));
    text.extend(bytes.iter().map(|byte| match byte {
        0x80..=0x9f => {
            WINDOWS_1252.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        byte => char::from(*byte),
    }));
    text
}

/// The characters from 0x80 to 0x9f, by the table of the Encoding Standard (encoding.spec.whatwg.org).
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// UTF-16 of ASCII letters is valid UTF-8 too, with zeros in it.
fn may_be_utf8(bytes: &[u8]) -> bool {
    !bytes.starts_with(UTF8_MARK) && !matches!(bytes, [_, 0, ..] | [0, ..])
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Zeroizing<String> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    // A unit takes at most three bytes, so the buffer never grows and leaves no copy behind.
    let mut text = Zeroizing::new(String::with_capacity(pairs.len() * 3 + 3));
    let units = pairs.iter().map(|pair| unit(*pair));
    text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
    if !odd.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn a_file_s_text_is_found_in_every_encoding_it_is_saved_in() {
        let cases: &[(&[u8], &str)] = &[
            (b"", ""),
            (b"{\"a\"}", "{\"a\"}"),
            (b"\xEF\xBB\xBF{}", "{}"),
            (b"\xFF\xFE{\0\xFC\0", "{\u{fc}"),
            (b"\xFE\xFF\0{\0\xFC", "{\u{fc}"),
            (b"a\0=\0b\0", "a=b"),
            (b"\0a\0=\0b", "a=b"),
            (b"\xFF\xFE{\0}", "{\u{fffd}"),
            (b"\xFF\xFE\x00\xD8", "\u{fffd}"),
            (b"\xC3\xBC\xFF", "\u{fc}\u{fffd}"),
            (b"Port\xE9es \x96 \x80", "Portées – €"),
        ];
        for (input, expected) in cases {
            assert_eq!(decode(input.to_vec()).as_str(), *expected, "{input:?}");
        }
    }
}
