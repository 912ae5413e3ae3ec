//! From the bytes of a file to text.

use zeroize::Zeroizing;

/// The text of a file, in the encodings that programs save it in: UTF-8, or UTF-16 when a byte order mark says so or when
/// every other byte at its begin is zero, as PowerShell and Notepad write. What is no text becomes U+FFFD.
pub fn decode(bytes: &[u8]) -> Zeroizing<String> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => utf16(bytes, u16::from_le_bytes),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => utf16(bytes, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            // The lossy way goes character by character, so it is for what needs it.
            Zeroizing::new(match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => String::from_utf8_lossy(bytes).into_owned(),
            })
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Zeroizing<String> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    // Never more than three bytes for a unit, so the buffer is not reallocated and leaves no copy behind.
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
        ];
        for (input, expected) in cases {
            assert_eq!(decode(input).as_str(), *expected, "{input:?}");
        }
    }
}
