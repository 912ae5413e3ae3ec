//! The *View cURL command* box of the credential's page, and commands that people write after it.
//!
//! ```text
//! curl -X POST 'https://ims-na1.adobelogin.com/ims/token/v3' -H '…' -d 'grant_type=client_credentials&client_id=…'
//! ```
//!
//! It is the only place of the page that shows the complete secret, and it names the server. It does not contain the
//! organization.

use super::super::draft::{Clues, Draft};
use super::forms::{percent_decode, say};
use super::shell::{self, Word};
use super::{document, json};
use crate::credentials::{CredentialField, CredentialKind, shapes};
use std::borrow::Cow;
use std::ops::Range;
use zeroize::Zeroizing;

/// How many commands without a clue are tried. Each may extend to the end of the text, so the limit keeps the time
/// linear.
const MOST_TRIES: usize = 8;

/// Collects the clues of all commands in `text`, and tells where they stand.
pub(crate) fn read(text: &str, clues: &mut Clues) -> Vec<Range<usize>> {
    let mut commands = Vec::new();
    let mut at = 0;
    let mut tries = 0;
    while let Some(start) = find(text, at).filter(|_| tries < MOST_TRIES) {
        let (words, end) = shell::words(text, start);
        let before = clues.drafts.len();
        let mut draft = command(&words, clues);
        if draft.is_empty() && clues.drafts.len() == before {
            // A sentence, perhaps with an apostrophe that opens a quote: its lines are read like any other.
            tries += 1;
            at = start;
            continue;
        }
        // Even a call to some API may have a client id and an organization in its headers.
        if !draft.is_empty() {
            draft.beside = !draft.is_of_credential();
            clues.drafts.push(draft);
        }
        commands.push(start..end);
        at = end;
    }
    commands
}

/// The start of the arguments of the next `curl`. What follows the word must look like an argument: the page also has
/// the words *View cURL command*.
fn find(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        let is_curl = || bytes.get(at..at + 4).is_some_and(|word| word.eq_ignore_ascii_case(b"curl"));
        let word_before = || at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_alphanumeric);
        if !matches!(byte, b'c' | b'C') || !is_curl() || word_before() {
            continue;
        }
        let end = at + 4;
        let rest = text.get(end..).unwrap_or_default();
        let rest = rest.strip_prefix(".exe").unwrap_or(rest);
        let argument = rest.trim_start_matches([' ', '\t']);
        let is_argument =
            argument.starts_with("http") || argument.starts_with(|c| "-–—'\"“‘\\^`".contains(c));
        if is_argument && argument.len() < rest.len() {
            return Some(text.len() - argument.len());
        }
    }
    None
}

/// What the value of an option is.
#[derive(Clone, Copy)]
enum Part {
    /// A form, percent-encoded: `a=b&c=%20`.
    Form,
    /// One field, not encoded: `a=b c`.
    Plain,
    Header,
    Url,
    /// `client id:client secret`.
    User,
    /// Nothing of interest; the next word has to be skipped.
    Skipped,
}

const OPTIONS: &[(&str, Part)] = &[
    ("-d", Part::Form),
    ("--data", Part::Form),
    ("--data-raw", Part::Form),
    ("--data-ascii", Part::Form),
    ("--data-binary", Part::Form),
    ("--data-urlencode", Part::Plain),
    ("-F", Part::Plain),
    ("--form", Part::Plain),
    ("--form-string", Part::Plain),
    ("-H", Part::Header),
    ("--header", Part::Header),
    ("--url", Part::Url),
    ("-u", Part::User),
    ("--user", Part::User),
    ("-X", Part::Skipped),
    ("--request", Part::Skipped),
    ("-x", Part::Skipped),
    ("--proxy", Part::Skipped),
    ("-o", Part::Skipped),
    ("--output", Part::Skipped),
    ("-e", Part::Skipped),
    ("--referer", Part::Skipped),
    ("-A", Part::Skipped),
    ("--user-agent", Part::Skipped),
];

fn command(words: &[Word], clues: &mut Clues) -> Draft {
    let mut draft = Draft::default();
    let mut url: Option<(String, usize)> = None;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let Some((part, attached)) = option(&word.text) else {
            if url.is_none() && is_address(&word.text) {
                url = Some((without_carets(&word.text).into_owned(), word.at));
            }
            continue;
        };
        let (value, at, cut) = match attached {
            Some(value) => (value, word.at + (word.text.len() - value.len()), word.cut),
            None => match words.next() {
                Some(next) => (next.text.as_str(), next.at, next.cut),
                None => break,
            },
        };
        let uncareted = without_carets(value);
        let value = uncareted.as_ref();
        match part {
            Part::Form if json::begins(value, 0) => body(value, at, clues),
            Part::Form => form(value, at, cut, &mut draft),
            Part::Plain if !cut => plain(value, at, '=', &mut draft),
            Part::Header if !cut => plain(value, at, ':', &mut draft),
            Part::Url => url = Some((value.to_owned(), at)),
            Part::User if !cut => user(value, at, &mut draft),
            Part::Plain | Part::Header | Part::User | Part::Skipped => {}
        }
    }
    if let Some((url, at)) = url {
        let (address, query) = url.split_once('?').unwrap_or((&url, ""));
        form(query, at + address.len() + 1, false, &mut draft);
        // Any other address is an API's, not that of a server which takes secrets.
        if shapes::contains(address, "/ims/")
            || shapes::contains(address, "adobelogin")
            || draft.mentions(CredentialField::ClientSecrets)
        {
            draft.say(CredentialField::AuthorizationServer, Zeroizing::new(address.to_owned()), at);
        }
        if shapes::contains(address, "/ims/exchange/jwt") {
            draft.kind = CredentialKind::Jwt;
        }
    }
    draft
}

/// What Windows' command line makes of a word: a caret only quotes what follows it.
fn without_carets(word: &str) -> Cow<'_, str> {
    let is_quoted =
        ["^&", "^%", "^\"", "^^"].iter().any(|quoted| word.contains(quoted)) || word.ends_with('^');
    if is_quoted { Cow::Owned(word.replace('^', "")) } else { Cow::Borrowed(word) }
}

/// Whether a word that belongs to no option is the URL. Other such words are values of options that are not known here.
fn is_address(word: &str) -> bool {
    let host = word.split(['/', '?']).next().unwrap_or_default();
    word.starts_with("http")
        || host.contains('.') && host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '{')
}

/// The option that `word` is, with the value attached to it: `-dkey=value`, `--data=key=value`. Word processors turn
/// its hyphens into dashes.
fn option(word: &str) -> Option<(Part, Option<&str>)> {
    let (dashes, name) = match word.strip_prefix(['–', '—']) {
        Some(rest) if rest.find(['=', ' ']).unwrap_or(rest.len()) > 1 => ("--", rest),
        Some(rest) => ("-", rest),
        None if word.starts_with("--") => ("--", word.get(2..)?),
        None => ("-", word.strip_prefix('-')?),
    };
    OPTIONS.iter().find_map(|(option, part)| {
        let rest = name.strip_prefix(option.strip_prefix(dashes)?)?;
        let attached = match (rest, dashes) {
            ("", _) => None,
            (_, "--") => Some(rest.strip_prefix('=')?),
            _ => Some(rest),
        };
        // `-` is a prefix of the long options too.
        (dashes == "--" || !option.starts_with("--")).then_some((*part, attached))
    })
}

/// A JSON body. It was unescaped, so the places in it are lost.
fn body(text: &str, at: usize, clues: &mut Clues) {
    let mut inside = Clues::default();
    document::read_json(text, &[], &mut inside);
    inside.drafts.iter_mut().for_each(|draft| draft.place(at));
    clues.drafts.append(&mut inside.drafts);
}

/// `a=b&c=d`, percent-encoded. If the form is cut off, its last field is dropped: half a value is worse than none.
fn form(text: &str, at: usize, cut: bool, draft: &mut Draft) {
    let text = if cut { text.rsplit_once('&').map_or("", |(whole, _)| whole) } else { text };
    let mut at = at;
    for pair in text.split('&') {
        if let Some((key, value)) = pair.split_once('=') {
            say(key, percent_decode(value), at + key.len() + 1, draft);
        }
        at += pair.len() + 1;
    }
}

/// One field that is not encoded.
fn plain(text: &str, at: usize, separator: char, draft: &mut Draft) {
    if let Some((key, value)) = text.split_once(separator) {
        let blank = value.len() - value.trim_start().len();
        let place = at + key.len() + 1 + blank;
        // curl accepts quotes around the value of a form field.
        let value = value.trim().trim_matches('"');
        say(key, Zeroizing::new(value.to_owned()), place, draft);
    }
}

/// HTTP's basic authentication, by which IMS takes id and secret too.
fn user(text: &str, at: usize, draft: &mut Draft) {
    if let Some((id, secret)) = text.split_once(':') {
        draft.say(CredentialField::ClientId, Zeroizing::new(id.to_owned()), at);
        let place = at + id.len() + 1;
        draft.say(CredentialField::ClientSecrets, Zeroizing::new(secret.to_owned()), place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_known_by_any_dash() {
        let known = |word| option(word).map(|(_, attached)| attached);
        assert_eq!(known("-d"), Some(None));
        assert_eq!(known("-da=b"), Some(Some("a=b")));
        assert_eq!(known("--data"), Some(None));
        assert_eq!(known("--data=a=b"), Some(Some("a=b")));
        assert_eq!(known("–data"), Some(None));
        assert_eq!(known("–d"), Some(None));
        assert_eq!(known("--silent"), None);
        assert_eq!(known("-"), None);
    }

    #[test]
    fn the_words_on_the_page_are_no_command() {
        for text in ["View cURL command", "cURL command to generate", "curl", "libcurl -d", ""] {
            assert_eq!(find(text, 0), None, "{text}");
        }
        assert_eq!(find("$ Curl -d x", 0), Some(7));
    }
}
