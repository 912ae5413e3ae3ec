//! Words of others, fit to be shown: bounded, in one line, and without a secret.

use crate::credentials::{Secret, shapes};

/// The most characters that are shown of what an answer says.
pub(super) const LONGEST: usize = 300;

/// What stands in the place of what is not to be seen.
const HIDDEN: &str = "••••";

/// A text as it can be shown: control characters and such as turn the direction of writing are spaces, `secret` and all that
/// looks like a secret or a token is hidden, and it is cut after `longest` characters.
pub(super) fn quoted(text: &str, secret: &Secret, longest: usize) -> String {
    let hidden = if secret.is_empty() { text.to_owned() } else { text.replace(secret.reveal(), HIDDEN) };
    let mut said = String::new();
    for word in hidden.split(|c: char| c.is_whitespace() || is_unseen(c)).filter(|word| !word.is_empty()) {
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(&without_secrets(word));
    }
    match said.char_indices().nth(longest) {
        Some((end, _)) => said.get(..end).unwrap_or_default().trim_end().to_owned() + "…",
        None => said,
    }
}

/// A word whose parts are themselves, unless they look like a secret.
fn without_secrets(word: &str) -> String {
    let of_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut shown = String::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| of_part(c) != of_part(first)).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        let is_hidden = of_part(first) && (shapes::may_be_secret(part) || is_token(part));
        shown.push_str(if is_hidden { HIDDEN } else { part });
        rest = after;
    }
    shown
}

/// A JSON Web Token, or the beginning of one: `{"` in base64.
fn is_token(part: &str) -> bool {
    part.contains("eyJ") && part.len() > 16
}

/// Control characters, what has no width, and what turns the direction of writing.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_one_bounded_line_without_a_secret() {
        let secret = Secret::new("not of Adobe’s shape");
        for (text, expect) in [
            ("invalid client_secret parameter", "invalid client_secret parameter"),
            ("a\n\t b\u{0}\u{202e}c", "a b c"),
            ("it was not of Adobe’s shape.", "it was ••••."),
            ("client_secret=p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5&x", "client_secret=••••&x"),
            ("(01234567-89ab-4cde-8f01-23456789abcd)", "(••••)"),
            ("Bearer eyJhbGciOiJSUzI1NiJ9.eyJpZCI6IjEifQ.c2ln", "Bearer ••••"),
            ("", ""),
            ("\u{feff} \n", ""),
        ] {
            assert_eq!(quoted(text, &secret, LONGEST), expect, "{text:?}");
        }
    }

    #[test]
    fn a_long_text_is_cut_after_its_secrets_are_hidden() {
        let secret = Secret::new("abcdefghijklmnop");
        assert_eq!(quoted("ää ab", &secret, 3), "ää…");
        assert_eq!(quoted("ää a", &secret, 4), "ää a");
        assert_eq!(quoted("1 abcdefghijklmnop", &secret, 4), "1 ••…");
    }
}
