//! Which part of a line is the value of a field.

use super::lists;
use crate::credentials::{CredentialField as Field, scopes, shapes};
use crate::reading::{cores, keys};

/// A part of a line, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) text: &'a str,
    /// Where it begins, in bytes of the whole text.
    pub(super) at: usize,
}

impl<'a> Value<'a> {
    /// The value of an assignment: the text between quotes, a list up to its bracket, or anything else without a
    /// comment.
    pub(super) fn assigned(self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let value = self.skip(start);
        let closing = |open: char, close: &[char]| {
            let inside = value.skip(open.len_utf8());
            inside
                .text
                .find(close)
                .and_then(|end| inside.text.get(..end))
                .map(|text| Value { text, ..inside })
        };
        let quoted = match value.text.chars().next() {
            Some(quote @ ('"' | '\'' | '`')) => closing(quote, &[quote]),
            Some(quote @ ('“' | '”')) => closing(quote, &['”', '“', '"']),
            Some(quote @ ('‘' | '’')) => closing(quote, &['’', '‘', '\'']),
            Some('[') => value
                .text
                .rfind(']')
                .and_then(|end| value.text.get(..=end))
                .map(|text| Value { text, ..value }),
            _ => None,
        };
        if let Some(quoted) = quoted {
            return quoted;
        }
        // `KEY=value # comment`
        let comment = value.text.as_bytes().windows(2).position(|start| start == b" #");
        let text = comment.and_then(|comment| value.text.get(..comment)).unwrap_or(value.text);
        let value = Value { text, ..value }.trim();
        Value { text: value.text.trim_end_matches(','), ..value }
    }

    /// The value of an assignment to `field`. Each scope of a list may have quotes of its own.
    pub(super) fn assigned_to(self, field: Field) -> Self {
        if field != Field::Scopes || self.text.trim_start().starts_with('[') {
            return self.assigned();
        }
        let comment = self.text.as_bytes().windows(2).position(|start| start == b" #");
        let text = comment.and_then(|comment| self.text.get(..comment)).unwrap_or(self.text);
        Self { text, ..self }.trim()
    }

    /// What follows the sign behind a label.
    pub(super) fn after_sign(self) -> Self {
        let text = self.text.trim_start_matches(|c: char| c.is_whitespace() || ":=*`\"'".contains(c));
        self.skip(self.text.len() - text.len()).trim()
    }

    /// Without the quotes and bars that surround a value in notes, tables and files.
    pub(super) fn trim(self) -> Self {
        let around =
            |c: char| c.is_ascii_whitespace() || matches!(c, '\'' | '"' | '“' | '”' | '‘' | '’' | '`' | '|');
        let text = self.text.trim_start_matches(around);
        let at = self.at + self.text.len() - text.len();
        let text = text.trim_end_matches(|c: char| around(c) || matches!(c, ';' | '\\'));
        Self { text, at }
    }

    pub(super) fn skip(self, bytes: usize) -> Self {
        Self { text: self.text.get(bytes..).unwrap_or_default(), at: self.at + bytes }
    }

    /// Its words, without the brackets and punctuation around them.
    pub(super) fn words(self) -> impl Iterator<Item = Value<'a>> {
        let mut rest = self;
        std::iter::from_fn(move || {
            let blank = rest.text.bytes().position(|byte| !byte.is_ascii_whitespace())?;
            rest = rest.skip(blank);
            let blank = rest.text.bytes().position(|byte| byte.is_ascii_whitespace());
            let length = blank.unwrap_or(rest.text.len());
            let word = rest.text.get(..length)?;
            let text = word.trim_start_matches(|c| {
                matches!(c, '(' | '[' | '<' | '\'' | '"' | '“' | '‘' | '`' | '*' | '|')
            });
            let at = rest.at + word.len() - text.len();
            rest = rest.skip(length);
            let whole = text.trim_end_matches(|c| {
                matches!(c, ')' | ']' | '>' | '\'' | '"' | '”' | '’' | '`' | '*' | '|' | ',' | ';' | ':')
            });
            Some(Value { text: whole, at })
        })
    }
}

/// Whether `text` is unmistakably a value of `field`.
pub(crate) fn has_shape(field: Field, text: &str) -> bool {
    match field {
        Field::ClientId => shapes::is_client_id(text),
        Field::ClientSecrets => shapes::is_secret(text) || shapes::is_masked(text),
        Field::OrgId => shapes::is_org_id(text),
        Field::TechnicalAccountId | Field::TechnicalAccountEmail => {
            let of_address = field == Field::TechnicalAccountEmail;
            shapes::name_at(text, shapes::TECHNICAL_ACCOUNT)
                .is_some_and(|name| shapes::is_uuid(name) == of_address)
        }
        Field::AuthorizationServer => shapes::contains(text, ".adobelogin.com"),
        Field::Name | Field::Scopes => false,
    }
}

/// A line of a list without its bullet or number, and without the quotes around it.
pub(super) fn item(line: &str) -> &str {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || "-–*•·▪◦>+".contains(c));
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.strip_prefix(['.', ')']).filter(|_| number.len() < line.len());
    numbered.unwrap_or(line).trim_matches(|c: char| c.is_whitespace() || "\"'`|“”".contains(c))
}

/// The longest list of scopes in `line`.
pub(super) fn scopes_in(line: Value<'_>) -> Option<Value<'_>> {
    let longest = lists::all(line.text).into_iter().rev().max_by_key(|list| list.scopes.len())?;
    Some(Value { text: line.text.get(longest.place.clone())?, at: line.at + longest.place.start })
}

/// The hosts in `line` that end like Adobe's servers.
pub(super) fn hosts(line: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let of_host = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let is_there = shapes::contains(line.text, ".adobelogin.com");
    let words = if is_there { line.text } else { "" }.split(move |c| !of_host(c));
    words.filter(|word| word.ends_with(".adobelogin.com")).map(move |word| {
        let at = word.as_ptr() as usize - line.text.as_ptr() as usize;
        // `https%3A%2F%2Fims-na1…`
        let is_encoded = line.text.get(..at).is_some_and(|before| before.ends_with('%'));
        let escape =
            word.get(..2).filter(|digits| is_encoded && digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let skipped = escape.map_or(0, str::len);
        Value { text: word.get(skipped..).unwrap_or_default(), at: line.at + at + skipped }
    })
}

/// The one host of Adobe's in `text`, if that is a piece of a program and not an address, of which every letter counts:
/// `process.env.IMS_HOST || 'https://ims-na1.adobelogin.com'`.
pub(crate) fn host_in_code(text: &str) -> Option<&str> {
    let is_code = text.contains(['\'', '"', '`']) && !text.contains('@');
    let mut hosts = hosts(Value { text, at: 0 });
    let host = hosts.next().filter(|_| is_code)?;
    hosts.all(|other| other.text.eq_ignore_ascii_case(host.text)).then_some(host.text)
}

/// Whether there is an unmistakable value of `field` in `text`.
pub(super) fn holds(field: Field, text: &str) -> bool {
    has_shape(field, text) || cores::only(field, text).is_some()
}

/// The part of `value` that can be the value of `field`. If only a label above says that a value is to come
/// (`loose`), it has to look like one.
pub(super) fn fitting<'a>(field: Field, value: Value<'a>, loose: bool) -> Option<Value<'a>> {
    match field {
        Field::Name => return Some(value),
        Field::Scopes => {
            let scope =
                |word: &str| word.starts_with("http") || shapes::is_scope(word) || keys::is_placeholder(word);
            // A tab separates the columns of a table.
            let all_scopes = !value.text.contains('\t')
                && (value.text.split(scopes::is_separator).all(|word| word.is_empty() || scope(word))
                    || scopes::Listed::of(value.text).is_pure());
            // A single word may be anything. An underscore, or one of the two scopes that nearly all lists have,
            // makes it a scope.
            let sure = value.text.contains([',', '_', '<', '{'])
                || ["openid", "AdobeID"].iter().any(|scope| shapes::contains(value.text, scope));
            let single = || !loose && !value.text.contains(scopes::is_separator);
            if value.text.starts_with(['[', '(']) {
                return Some(value);
            }
            if !all_scopes || !(sure || single()) {
                // `openid, AdobeID (as on the page)`
                let (list, _) = value.text.split_once(" (")?;
                return fitting(field, Value { text: list, ..value }, loose);
            }
            // In a sentence, only the list itself.
            let is_pure = scopes::Listed::of(value.text).is_pure() || keys::is_placeholder(value.text);
            return if loose && !is_pure { scopes_in(value) } else { Some(value) };
        }
        _ => {}
    }
    if value.text.starts_with('[') {
        return Some(value);
    }
    let core = || {
        let core = cores::only(field, value.text)?;
        Some(Value { text: value.text.get(core.from..core.to)?, at: value.at + core.from })
    };
    let shaped = value.words().find(|word| has_shape(field, word.text)).or_else(core);
    let mistaken = || {
        // Values that often stand in the wrong field; a finding explains them.
        value.words().find(|word| word.text.contains('@') || shapes::is_org_number(word.text))
    };
    let mut words = value.words();
    let (first, second) = (words.next(), words.next());
    let alone = || first.filter(|_| second.is_none()).map(|_| value);
    let of_another = |word: &Value<'_>| {
        [
            Field::ClientId,
            Field::ClientSecrets,
            Field::OrgId,
            Field::TechnicalAccountId,
            Field::TechnicalAccountEmail,
        ]
        .into_iter()
        .any(|other| other != field && has_shape(other, word.text))
    };
    let plausible = |word: &Value<'_>| {
        keys::is_placeholder(word.text) && word.text.len() > 2
            || word.text.len() >= 8 && word.text.bytes().any(|byte| byte.is_ascii_digit())
    };
    shaped
        .or_else(|| mistaken().filter(|_| field == Field::OrgId))
        .or_else(|| alone().filter(|word| !loose || plausible(word) && !of_another(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(field: Field, text: &str, loose: bool, expect: Option<&str>) {
        let value = fitting(field, Value { text, at: 0 }, loose);
        assert_eq!(value.map(|value| value.text), expect, "{text}");
    }

    #[test]
    fn the_shape_is_found_among_other_words() {
        let id = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
        check(Field::ClientId, &[id, " Copy"].concat(), true, Some(id));
        check(Field::ClientId, &["(", id, "),"].concat(), true, Some(id));
        check(Field::ClientSecrets, "p8e-Fake0Fake1…  May 1", true, Some("p8e-Fake0Fake1…"));
        let account = "FEDCBA9876543210FEDCBA98@techacct.adobe.com";
        check(Field::OrgId, account, true, Some(account));
    }

    #[test]
    fn after_a_mere_label_a_value_must_look_like_one() {
        check(Field::ClientId, "is shown on the page", true, None);
        check(Field::ClientSecrets, "Documentation", true, None);
        check(Field::ClientSecrets, "abc123def456", true, Some("abc123def456"));
        check(Field::Scopes, "of the credential", true, None);
        check(Field::Scopes, "openid, AdobeID", true, Some("openid, AdobeID"));
        check(Field::ClientId, "<YOUR_CLIENT_ID>", true, Some("<YOUR_CLIENT_ID>"));
    }

    #[test]
    fn after_a_colon_one_word_is_enough() {
        check(Field::ClientSecrets, "Documentation", false, Some("Documentation"));
        check(Field::ClientSecrets, "ask Camille", false, None);
    }
}
