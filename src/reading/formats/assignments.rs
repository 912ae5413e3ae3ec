//! A line that holds several assignments: `Client ID: …, Client Secret: …`, `export A=… B=…`, `--client-id=…`,
//! `-ClientSecret "…"`, a line copied out of JSON, the arguments of a function.

use super::value::{self, Value};
use crate::credentials::CredentialField;
use crate::reading::by_byte::ByByte;
use crate::reading::keys::{self, KeyMeaning};
use crate::reading::labels::{self, Label};
use memchr::{memchr2_iter, memchr3_iter};
use std::sync::LazyLock;

/// An assignment: from its name to where the next one begins.
pub(super) struct Assignment<'a> {
    pub(super) text: Value<'a>,
    /// The field, and the rest of the text, if no sign but a space stands between them: `-ClientSecret "…"`.
    pub(super) option: Option<(CredentialField, Value<'a>)>,
}

/// Where an assignment begins, and of an option also its field and where its value begins.
type Start = (usize, Option<(CredentialField, usize)>);

/// The longest name, in words: `ID des technischen Kontos`.
const LONGEST_NAME: usize = 5;

/// The assignments of `line`, if there are several, or if what stands before the only one is not part of it.
pub(super) fn split(line: Value<'_>) -> Vec<Assignment<'_>> {
    let bytes = line.text.as_bytes();
    let mut signs = memchr2_iter(b':', b'=', bytes);
    if let Some(sign) = signs.next()
        && signs.next().is_none()
        && !bytes.iter().take(sign).any(u8::is_ascii_whitespace)
    {
        return Vec::new();
    }
    let mut starts: Vec<Start> = Vec::new();
    let mut from = 0;
    for at in memchr3_iter(b':', b'=', b'-', bytes) {
        let start = match bytes.get(at) {
            Some(b':' | b'=') => name_before(line.text, from, at).map(|start| (start, None)),
            _ if at == 0 || bytes.get(at - 1) == Some(&b' ') => option(line.text, at),
            _ => None,
        };
        if let Some(start) = start.filter(|_| at >= from) {
            from = start.1.map_or(at + 1, |(_, end)| end);
            starts.push(start);
        }
    }
    if starts.len() < 2 && starts.first().is_none_or(|(start, _)| *start == 0) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([line.text.len()]);
    let part = |start: usize, end: usize| {
        let text = line.text.get(start..end).unwrap_or_default();
        Value { text: trimmed(text), at: line.at + start }
    };
    let assignment = |((start, option), end): (&Start, usize)| {
        let option = option.map(|(field, value)| (field, part(value, end)));
        Assignment { text: part(*start, end), option }
    };
    starts.iter().zip(ends).map(assignment).collect()
}

/// Without what separates it from the next assignment. A closing quote stays, if there is one that it closes.
fn trimmed(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| " \t,;&|({-".contains(c));
    // `--from-literal=` of the next one.
    let option = text.strip_suffix('=').and_then(|text| text.rsplit_once(" --"));
    let text = option.filter(|(_, name)| !name.contains(' ')).map_or(text, |(before, _)| before.trim_end());
    let quoted = text.strip_suffix(['"', '\'']).filter(|rest| rest.trim_end().ends_with(','));
    quoted.map_or(text, |rest| rest.trim_end_matches(|c: char| " \t,;".contains(c)))
}

/// Where the name begins that ends before the sign at `end`: as many words as make a label, or one that is a key.
fn name_before(text: &str, from: usize, end: usize) -> Option<usize> {
    // No name is longer; without the limit, a long line would be looked through again for every sign.
    const LONGEST: usize = 80;
    let mut from = from.max(end.saturating_sub(LONGEST));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..end)?;
    let name = before.trim_end_matches([' ', '\t', '"', '\'', '`', '*']);
    // A remark in brackets is no part of the name: `Client ID (OAuth): …`
    let name = match name.rfind('(').filter(|_| name.ends_with(')')) {
        Some(open) if !name.ends_with("(s)") && !name.ends_with("Client ID)") => name.get(..open)?.trim_end(),
        _ => name,
    };
    if !may_end_name(name) {
        return None;
    }
    let mut found = None;
    let mut words = 0;
    for (at, c) in name.char_indices().rev() {
        let start = at + c.len_utf8();
        let is_bound = bounds(name, at, c);
        if is_bound {
            found = named(name.get(start..)?).then_some(start).or(found);
            words += 1;
            if words == LONGEST_NAME {
                return found.map(|start| from + start);
            }
        }
    }
    found = named(name).then_some(0).or(found);
    found.map(|start| from + start)
}

/// Whether `name` ends in the same two letters as one of those that are known: most words before a colon do not.
fn may_end_name(name: &str) -> bool {
    /// By their last letter, the one before it.
    static ENDS: LazyLock<ByByte<u8>> = LazyLock::new(|| {
        let ends = |name: &str| name.bytes().rev().nth(1).map(|before| (name.bytes().last(), before));
        ByByte::new(labels::names().chain(keys::names()).filter_map(ends))
    });
    let mut letters = name.bytes().rev().filter(|byte| !keys::is_joint(char::from(*byte)));
    let (Some(last), Some(before)) = (letters.next(), letters.next()) else { return false };
    let is_known = || ENDS.get(last.to_ascii_lowercase()).contains(&before.to_ascii_lowercase());
    // Beyond ASCII a letter takes several bytes, and a number may stand behind any name.
    !last.is_ascii() || !before.is_ascii() || last.is_ascii_digit() || is_known()
}

/// Whether a name may begin behind `c`, which stands at `at`. Not in the middle of a reference: `$[secret:…]`, `${…}`.
fn bounds(name: &str, at: usize, c: char) -> bool {
    let before = name.get(..at).unwrap_or_default();
    match c {
        '-' => is_option(name, at),
        // `--from-literal=client-id=…`
        '=' => before.rsplit(char::is_whitespace).next().is_some_and(|word| word.starts_with('-')),
        '{' | '(' => !before.ends_with(['$', '#', '{', '%', '@']),
        _ => c.is_whitespace() || ",;|\"'`&*<>}".contains(c),
    }
}

/// Whether the hyphen at `at` begins an option.
fn is_option(name: &str, at: usize) -> bool {
    name.get(..at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '-', '\t']))
}

/// Whether `name` is a field's label, or a key.
fn named(name: &str) -> bool {
    let is_label = matches!(labels::leading(name), Some((Label::Field(_), "")));
    let of_key = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.$".contains(&byte);
    let is_word = name.bytes().all(of_key) && !name.starts_with('-');
    // A key that many others use begins an assignment only if it names an id.
    let is_key = || match keys::meaning_and_family(name) {
        Some((KeyMeaning::Field(_), _)) => true,
        Some((KeyMeaning::Shaped(field), _)) => field != CredentialField::AuthorizationServer,
        _ => false,
    };
    let is_key = || is_word && is_key();
    !name.is_empty() && (is_label || is_key())
}

/// The option that begins at `at` and whose value is the next word; its field, and where the value begins.
fn option(text: &str, at: usize) -> Option<Start> {
    let rest = text.get(at..)?;
    let name = rest.trim_start_matches('-');
    let start = at + rest.len() - name.len();
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))?;
    let (name, value) = (name.get(..end)?, name.get(end..)?);
    let field = match keys::meaning(name)? {
        KeyMeaning::Field(field) => field,
        KeyMeaning::Shaped(field) if value::holds(field, value.split_whitespace().next()?) => field,
        _ => return None,
    };
    value.starts_with([' ', '\t']).then_some((start, Some((field, start + end))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: &[&str]) {
        let found: Vec<&str> = split(Value { text: line, at: 0 }).iter().map(|one| one.text.text).collect();
        assert_eq!(found, expect, "{line}");
    }

    #[test]
    fn a_name_begins_an_assignment() {
        check("Client ID: a, Client Secret: b", &["Client ID: a", "Client Secret: b"]);
        check("export IMS_CLIENT_ID=a IMS_CLIENT_SECRET=b", &["IMS_CLIENT_ID=a", "IMS_CLIENT_SECRET=b"]);
        check("x --from-literal=client-id=a --from-literal=scopes=b,c", &["client-id=a", "scopes=b,c"]);
        check("Connect -ClientID \"a\" -Scopes \"b, c\"", &["ClientID \"a\"", "Scopes \"b, c\""]);
        check("f(client_id=\"a\", client_secret=\"b\")", &["client_id=\"a\"", "client_secret=\"b\")"]);
        check("\"client_id\": \"a\", \"org_id\": \"b\"", &["client_id\": \"a\"", "org_id\": \"b\""]);
        check("Our client id (OAuth): a", &["client id (OAuth): a"]);
    }

    #[test]
    fn a_reference_holds_no_assignment() {
        for line in
            ["client_secret=$[secret:NAME]", "secret: ${secret:NAME}", "a=@Microsoft.KeyVault(SecretUri=b)"]
        {
            check(line, &[]);
        }
    }

    #[test]
    fn one_alone_is_a_line() {
        for line in
            ["Client ID: a", "CLIENT_ID=a", "Scopes: openid, AdobeID", "see: this", "a=b c=d", "-x y", ""]
        {
            check(line, &[]);
        }
    }
}
