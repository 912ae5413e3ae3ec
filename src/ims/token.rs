//! The answer's JSON, and what a token says of itself: it is a JSON Web Token, whose payload Adobe's own clients read too
//! (`getTokenData` of `aio-lib-ims`).

use super::quote::quoted;
use super::verdict::Granted;
use crate::credentials::Secret;
use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use zeroize::Zeroizing;

/// What is looked at in an answer.
#[derive(Deserialize, Default)]
pub(super) struct Said {
    #[serde(default)]
    pub(super) access_token: Text,
    #[serde(default)]
    pub(super) error: Text,
    #[serde(default)]
    pub(super) error_description: Text,
}

impl Said {
    /// `None` where it is no JSON object.
    pub(super) fn of(body: &[u8]) -> Option<Self> {
        object(body)
    }
}

/// A JSON object. A list would be taken for its members in order.
fn object<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Option<T> {
    let is_object = json.trim_ascii_start().first() == Some(&b'{');
    serde_json::from_slice(json).ok().filter(|_| is_object)
}

/// What is looked at in a token's payload.
#[derive(Deserialize, Default)]
struct Claims {
    #[serde(default)]
    client_id: Text,
    #[serde(default)]
    org: Text,
    #[serde(default)]
    user_id: Text,
    #[serde(default)]
    scope: Text,
}

/// A member that is a text; nothing, where it is something else. Held as a secret, since one of them is a token.
#[derive(Default)]
pub(super) struct Text(Option<Secret>);

impl Text {
    /// The text, if there is one that is not empty.
    pub(super) fn get(&self) -> Option<&str> {
        self.0.as_ref().map(Secret::reveal).filter(|text| !text.is_empty())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(Text(Some(Secret::new(text))))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_unit<E>(self) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Text, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }
}

/// The most scopes that are looked at, and the most characters of a claim.
const SCOPES: usize = 200;
const CLAIM: usize = 120;

/// With or without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What a token says of itself, as far as it can be read.
pub(super) fn granted(token: &str) -> Granted {
    let mut parts = token.split('.');
    let payload = parts.nth(1).filter(|_| parts.next().is_some());
    let payload = payload.and_then(|payload| BASE64.decode(payload).map(Zeroizing::new).ok());
    let claims: Claims = payload.and_then(|payload| object(&payload)).unwrap_or_default();
    let claim = |text: &Text| text.get().map(|text| quoted(text, &Secret::default(), CLAIM));
    let scopes = |text: &str| {
        let scopes = text.split([',', ' ']).filter(|scope| !scope.is_empty());
        scopes.take(SCOPES).map(|scope| quoted(scope, &Secret::default(), CLAIM)).collect()
    };
    Granted {
        client_id: claim(&claims.client_id),
        org_id: claim(&claims.org),
        account: claim(&claims.user_id),
        scopes: claims.scope.get().map(scopes),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;

    /// A token with this payload. Its signature is nobody's.
    pub(in crate::ims) fn token(payload: &str) -> String {
        let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
        format!("{}.{}.{}", part(r#"{"alg":"RS256"}"#), part(payload), part("no signature"))
    }

    #[test]
    fn a_token_is_read_without_being_trusted() {
        let payload = r#"{"id":"1","type":"access_token","client_id":"0a1b","user_id":"F@techacct.adobe.com",
            "as":"ims-na1","scope":"openid,AdobeID, target_sdk","org":"0A@AdobeOrg","expires_in":"86400000"}"#;
        let read = granted(&token(payload));
        assert_eq!(read.client_id.as_deref(), Some("0a1b"));
        assert_eq!(read.org_id.as_deref(), Some("0A@AdobeOrg"));
        assert_eq!(read.account.as_deref(), Some("F@techacct.adobe.com"));
        let scopes = ["openid", "AdobeID", "target_sdk"].map(str::to_owned);
        assert_eq!(read.scopes.as_deref(), Some(scopes.as_slice()));
    }

    #[test]
    fn what_is_no_token_says_nothing() {
        for token in [
            String::new(),
            "opaque".to_owned(),
            "a.b".to_owned(),
            "a.!!.c".to_owned(),
            token("not JSON"),
            token(r#"["0a1b","0A@AdobeOrg"]"#),
            token(r#"{"client_id":1,"org":["x"],"user_id":{"y":null},"scope":null}"#),
            token(r#"{"client_id":"","scope":""}"#),
        ] {
            assert!(granted(&token).is_unread(), "{token}");
        }
    }

    #[test]
    fn claims_are_bounded() {
        let scopes = vec!["s"; 5000].join(",");
        let read = granted(&token(&format!(r#"{{"org":"{}","scope":"{scopes}"}}"#, "x\\n".repeat(9000))));
        assert!(read.org_id.is_some_and(|org| org.chars().count() <= CLAIM + 1));
        assert_eq!(read.scopes.map(|scopes| scopes.len()), Some(SCOPES));
    }
}
