//! Which members [`document`](super::document) looks at; nothing else of a JSON document becomes part of its tree.

use super::json::Interest;
use crate::credentials::shapes;
use crate::reading::by_byte::ByByte;
use crate::reading::cores;
use crate::reading::keys::{self, KeyMeaning};
use std::sync::LazyLock;

/// Keys that are no field's, but whose members the walk needs with everything below them: they make an entry, an
/// account, a token or a pair.
const WHOLE: &[&str] = &[
    "integration_type",
    "oauth_server_to_server",
    "jwt",
    "oauth2",
    "api_key",
    "services",
    "technicalAccount",
    "technical_account",
    "accessToken",
    "aud",
    "value",
    "secretValue",
    "password",
    "credential",
    "currentValue",
    "ParameterValue",
    "SecretString",
    "valueFrom",
    "itemValue",
    "iss",
    "sub",
];

/// Keys that it needs only if their object has one of the others.
const BESIDE: &[&str] = &[
    "name",
    "title",
    "id",
    "email",
    "org",
    "key",
    "enabled",
    "label",
    "variable",
    "secretKey",
    "field",
    "ParameterKey",
    "fieldName",
    "username",
];

/// [`WHOLE`] and [`BESIDE`] by their last letter, in lower case.
static BY_LAST_LETTER: LazyLock<ByByte<(&str, Interest)>> = LazyLock::new(|| {
    let whole = WHOLE.iter().map(|key| (*key, Interest::Whole));
    let beside = BESIDE.iter().map(|key| (*key, Interest::Beside));
    ByByte::new(whole.chain(beside).map(|row| (last_letter(row.0), row)))
});

fn last_letter(key: &str) -> Option<u8> {
    key.bytes().last().map(|last| last.to_ascii_lowercase())
}

/// What the walk needs of the member with this key.
pub(super) fn interest(key: &str) -> Interest {
    let mut rows = last_letter(key).map(|last| BY_LAST_LETTER.get(last)).unwrap_or_default().iter();
    if let Some((_, interest)) = rows.find(|(known, _)| known.eq_ignore_ascii_case(key)) {
        return *interest;
    }
    match keys::meaning(key) {
        Some(KeyMeaning::Shaped(_)) => Interest::Beside,
        Some(KeyMeaning::Field(_) | KeyMeaning::OfJwt | KeyMeaning::OfUser) => Interest::Whole,
        None => Interest::Below,
    }
}

/// Whether a string is of interest under any key: there is something unmistakable in it.
pub(super) fn is_value(string: &str) -> bool {
    string.len() >= 24 && (cores::cores(string).next().is_some() || shapes::contains(string, "openid"))
}

/// Whether the string between the quotes at `start` and `end` makes its object interesting: it is a key of interest
/// whose value is not `null`, or it may be a document itself.
pub(super) fn is_mark(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let next = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().position(|byte| !byte.is_ascii_whitespace()).map(|blank| from + blank)
    };
    let Some(string) = text.get(start + 1..end) else { return false };
    if matches!(string.trim_ascii_start().as_bytes(), [b'{' | b'[' | b'"', ..]) || is_value(string) {
        return true;
    }
    let Some(colon) = next(end + 1).filter(|at| bytes.get(*at) == Some(&b':')) else { return false };
    let is_null = next(colon + 1).and_then(|value| bytes.get(value..value + 4)) == Some(b"null");
    !is_null && interest(string) == Interest::Whole
}
