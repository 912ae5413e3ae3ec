//! What is in a text and is no part of an OAuth credential, but has to be explained: tokens, private keys, addresses.

use super::super::draft::{Clues, Sighting};

/// Notes the first of each kind in `text`.
pub(crate) fn find(text: &str, clues: &mut Clues) {
    // The token that a JWT credential signs to get one.
    let is_assertion = |at: usize| text.get(..at).is_some_and(|before| before.ends_with("jwt_token="));
    let mut tokens = positions(text, b'J', "eyJ").filter(|at| is_token(text, *at) && !is_assertion(*at));
    let is_of_developer = clues.sightings.iter().any(|(what, _)| *what == Sighting::LocalDevelopmentToken);
    if let Some(at) = tokens.next().filter(|_| !is_of_developer) {
        clues.sightings.push((Sighting::AccessToken, at));
    }
    let begins_key = |at: &usize| {
        let line = text.get(*at..).unwrap_or_default().bytes().take(64);
        let words: Vec<u8> = line.collect();
        words.windows(12).any(|window| window == b"PRIVATE KEY-")
    };
    if let Some(at) = positions(text, b'G', "-----BEG").find(begins_key) {
        clues.sightings.push((Sighting::PrivateKey, at));
    }
    let page = "developer.adobe.com/console/projects/";
    if let Some(at) = positions(text, b'/', page).next() {
        clues.sightings.push((Sighting::PageAddress, at));
    }
}

/// Where `part` stands in `text`. It is looked for by its last letter, which is rarer than its first.
fn positions<'a>(text: &'a str, last: u8, part: &'a str) -> impl Iterator<Item = usize> + 'a {
    let bytes = text.as_bytes();
    let found = bytes.iter().enumerate().filter(move |(_, byte)| **byte == last);
    found.filter_map(move |(at, _)| {
        let start = (at + 1).checked_sub(part.len())?;
        (bytes.get(start..=at) == Some(part.as_bytes())).then_some(start)
    })
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
        let mut clues = Clues::default();
        find(text, &mut clues);
        assert_eq!(clues.sightings, expect, "{text}");
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
