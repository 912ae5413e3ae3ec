//! What of a document [`document`](super::document) looks at, so that the rest is never made a tree of.

use super::json::Interest;
use crate::reading::keys::{self, KeyMeaning};

/// Keys besides those of fields that the walk looks at with all that is below them: they make an entry, an account, a
/// token, a pair.
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
];

/// Keys that it looks at where there is one of the others.
const BESIDE: &[&str] = &["name", "title", "id", "email", "org", "key", "enabled", "iss", "sub"];

/// What the walk looks at.
pub(super) fn interest(key: &str) -> Interest {
    let among = |keys: &[&str]| keys.iter().any(|known| known.eq_ignore_ascii_case(key));
    if among(BESIDE) {
        Interest::Beside
    } else if among(WHOLE) {
        Interest::Whole
    } else {
        match keys::meaning(key) {
            Some(KeyMeaning::Shaped(_)) => Interest::Beside,
            Some(KeyMeaning::Field(_) | KeyMeaning::OfJwt) => Interest::Whole,
            None => Interest::Below,
        }
    }
}

/// Whether there is something of interest in the string between the quotes at `start` and `end`: it is a key of interest
/// whose value says something, or may be a document itself.
pub(super) fn is_mark(bytes: &[u8], start: usize, end: usize) -> bool {
    let next = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().position(|byte| !byte.is_ascii_whitespace()).map(|blank| from + blank)
    };
    let Some(string) = bytes.get(start + 1..end) else { return false };
    if matches!(string.trim_ascii_start(), [b'{' | b'[' | b'"', ..]) {
        return true;
    }
    let Some(colon) = next(end + 1).filter(|at| bytes.get(*at) == Some(&b':')) else { return false };
    let is_null = next(colon + 1).and_then(|value| bytes.get(value..value + 4)) == Some(b"null");
    !is_null && interest(std::str::from_utf8(string).unwrap_or_default()) == Interest::Whole
}
