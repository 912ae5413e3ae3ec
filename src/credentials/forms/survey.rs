//! One look over a whole text, for what can be anywhere in it: what is no part of an OAuth credential but has to be
//! explained (tokens, private keys, addresses), and whether there are braces and commands at all.

use super::super::draft::Sighting;

/// What was seen.
#[derive(Default)]
pub(crate) struct Survey {
    /// The first of each kind, and where it stands.
    pub(crate) sightings: Vec<(Sighting, usize)>,
    /// There is a brace, which may open a document.
    pub(crate) brace: bool,
    /// There is the word `curl`.
    pub(crate) curl: bool,
}

/// The bytes that something to be seen is recognised by: not its first letter, but its rarest.
const TELLING: [bool; 256] = {
    let mut telling = [false; 256];
    let mut index = 0;
    while index < b"JG/{uU".len() {
        telling[b"JG/{uU"[index] as usize] = true;
        index += 1;
    }
    telling
};

const PAGE: &[u8] = b"developer.adobe.com/console/projects/";

/// Looks over `text`.
pub(crate) fn survey(text: &str) -> Survey {
    let bytes = text.as_bytes();
    let mut survey = Survey::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if !TELLING[usize::from(byte)] {
            continue;
        }
        // Where what ends here, before `at`, begins.
        let begin_of =
            |part: &[u8]| at.checked_sub(part.len()).filter(|from| bytes.get(*from..at) == Some(part));
        match byte {
            b'{' => survey.brace = true,
            b'u' | b'U' => {
                let word = at.checked_sub(2).and_then(|from| bytes.get(from..from + 4));
                survey.curl |= word.is_some_and(|word| word.eq_ignore_ascii_case(b"curl"));
            }
            b'J' => {
                let token = begin_of(b"eyJ").filter(|at| is_token(text, *at) && !is_assertion(text, *at));
                survey.see(Sighting::AccessToken, token);
            }
            b'G' => {
                let key = begin_of(b"-----BEG").filter(|from| {
                    let line = bytes.get(*from..).unwrap_or_default();
                    line.windows(12).take(64).any(|window| window == b"PRIVATE KEY-")
                });
                survey.see(Sighting::PrivateKey, key);
            }
            _ => survey.see(Sighting::PageAddress, begin_of(PAGE)),
        }
    }
    survey
}

impl Survey {
    fn see(&mut self, what: Sighting, at: Option<usize>) {
        if let Some(at) = at
            && self.sightings.iter().all(|(known, _)| *known != what)
        {
            self.sightings.push((what, at));
        }
    }
}

/// The token that a JWT credential signs to get one.
fn is_assertion(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.ends_with("jwt_token="))
}

/// Whether a token of three parts begins at `at`, as IMS and AEM give out.
fn is_token(text: &str, at: usize) -> bool {
    let of_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'-' | b'_');
    // In the middle of a word none begins, so no word is walked through twice.
    let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
    if before.is_some_and(|byte| of_part(&byte)) {
        return false;
    }
    let mut rest = text.as_bytes().get(at..).unwrap_or_default();
    for part in 0..3 {
        let length = rest.iter().take_while(of_part).count();
        rest = rest.get(length..).unwrap_or_default();
        if length < 4 || part < 2 && rest.first() != Some(&b'.') {
            return false;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(Sighting, usize)]) {
        assert_eq!(survey(text).sightings, expect, "{text}");
    }

    #[test]
    fn the_first_of_each_kind_is_seen() {
        check(
            "token: eyJhbGciOiJG.eyJmYWtl.ZmFrZQ and eyJhbGciOiJG.eyJmYWtl.ZmFrZQ",
            &[(Sighting::AccessToken, 7)],
        );
        check("a\n-----BEGIN RSA PRIVATE KEY-----\nMIIFAKE", &[(Sighting::PrivateKey, 2)]);
        check(
            "https://developer.adobe.com/console/projects/23294/4566/credentials/436084/details/oauthservertoserver",
            &[(Sighting::PageAddress, 8)],
        );
    }

    #[test]
    fn braces_and_commands_are_seen() {
        let seen = |text| (survey(text).brace, survey(text).curl);
        assert_eq!(seen("a {b}"), (true, false));
        assert_eq!(seen("use Curl -d x"), (false, true));
        assert_eq!(seen("cur l url u"), (false, false));
    }

    #[test]
    fn other_words_are_not() {
        for text in [
            "",
            "eyJ",
            "eyJhbGci.eyJmYWtl",
            "jwt_token=eyJhbGciOiJG.eyJmYWtl.ZmFrZQ",
            "heyJane.and.others",
            "-----BEGIN CERTIFICATE-----",
            "J",
            "G",
            "/",
        ] {
            check(text, &[]);
        }
    }
}
