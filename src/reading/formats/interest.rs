//! What of a document [`document`](super::document) looks at, so that the rest is never made a tree of.

use super::json::Interest;
use crate::reading::keys::{self, KeyMeaning};
use crate::reading::letter_pairs::LetterPairs;

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
    /// Whether one of `keys` can be so long.
    const fn lengths(keys: &[&str]) -> u32 {
        let mut lengths = 0;
        let mut index = 0;
        while index < keys.len() {
            lengths |= 1 << keys[index].len();
            index += 1;
        }
        lengths
    }
    const LENGTHS: [u32; 2] = [lengths(WHOLE), lengths(BESIDE)];
    let length = 1_u32.checked_shl(u32::try_from(key.len()).unwrap_or(u32::MAX)).unwrap_or_default();
    let among = |keys: &[&str]| keys.iter().any(|known| known.eq_ignore_ascii_case(key));
    if LENGTHS[1] & length != 0 && among(BESIDE) {
        Interest::Beside
    } else if LENGTHS[0] & length != 0 && among(WHOLE) {
        Interest::Whole
    } else {
        match keys::meaning(key) {
            Some(KeyMeaning::Shaped(_)) => Interest::Beside,
            Some(KeyMeaning::Field(_) | KeyMeaning::OfJwt) => Interest::Whole,
            None => Interest::Below,
        }
    }
}

/// The ends of [`WHOLE`].
const ENDS: LetterPairs = {
    let mut ends = LetterPairs::NONE;
    let mut row = 0;
    while row < WHOLE.len() {
        ends = ends.with_end_of(WHOLE[row]);
        row += 1;
    }
    ends
};

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
    let [.., before, last] = string else { return false };
    // Nearly all keys are of other things, and their last two letters tell.
    let may_be = keys::may_end_in(*before, *last)
        || ENDS.has(*before, *last)
        || [before, last].into_iter().any(|byte| keys::is_joint(char::from(*byte)));
    if !may_be {
        return false;
    }
    let is_null = next(colon + 1).and_then(|value| bytes.get(value..value + 4)) == Some(b"null");
    !is_null && interest(std::str::from_utf8(string).unwrap_or_default()) == Interest::Whole
}
