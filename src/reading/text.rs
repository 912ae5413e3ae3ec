//! Removes what a clipboard adds to a text and nobody sees.

use memchr::memchr2;
use zeroize::Zeroizing;

/// `input` without invisible characters, with plain spaces, and with `\n` as the only line break; `None` if it is
/// like that already, which is usual and needs no copy.
///
/// Quotes stay: a smart quote may open a string (`“client_id”: …`) or be part of a project's title, and only the format
/// that reads it can tell.
pub(crate) fn clean(input: &str) -> Option<Zeroizing<String>> {
    if input.is_ascii() && memchr2(b'\r', ESCAPE, input.as_bytes()).is_none() {
        return None;
    }
    // Never longer than the input, so the buffer never grows and leaves no copy behind.
    let mut cleaned = Zeroizing::new(String::with_capacity(input.len()));
    let mut chars = input.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    cleaned.push('\n');
                }
            }
            '\u{1b}' => skip_escape(&mut chars),
            // Line and paragraph separator.
            '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            // The no-break and the typographic spaces.
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => cleaned.push(' '),
            // Soft hyphen, zero-width spaces and joiners, writing-direction marks, byte order mark.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {}
            _ => cleaned.push(c),
        }
    }
    Some(cleaned)
}

const ESCAPE: u8 = 0x1b;

/// Skips what a terminal takes for a command, such as a colour: `ESC [ 0 ; 32 m`, `ESC ] … BEL` (ECMA-48).
fn skip_escape(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match chars.peek() {
        Some('[') => {
            chars.next();
            while chars.next_if(|c| c.is_ascii_digit() || ";:?<=>".contains(*c)).is_some() {}
            chars.next_if(char::is_ascii_graphic);
        }
        Some(']') => while chars.next_if(|c| !c.is_control()).is_some() {},
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    fn check(input: &str, expect: &str) {
        let cleaned = super::clean(input);
        assert_eq!(cleaned.as_ref().map_or(input, |text| text.as_str()), expect);
    }

    #[test]
    fn what_nobody_sees_is_dropped() {
        check("\u{feff}{}", "{}");
        check("Client\u{a0}ID", "Client ID");
        check("p8e-\u{200b}Fake", "p8e-Fake");
        check("\u{1b}[0;32m\"a\"\u{1b}[0m", "\"a\"");
        check("a\r\nb\rc\n", "a\nb\nc\n");
    }

    #[test]
    fn what_is_seen_stays() {
        check("plain\ttext\n", "plain\ttext\n");
        check("Projet « Été » “2026”", "Projet « Été » “2026”");
    }
}
