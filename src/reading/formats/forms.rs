//! A form, `a=b&c=d`, wherever it stands: the address of the token endpoint, the body of a request, a string of code.

use super::value::{self, Value};
use crate::credentials::shapes;
use crate::credentials::{CredentialField, CredentialKind};
use crate::reading::draft::Draft;
use crate::reading::keys::{self, KeyMeaning};
use memchr::memchr;
use zeroize::Zeroizing;

/// The credential of the form in `line`, if there is one.
pub(super) fn read(line: Value<'_>) -> Option<Draft> {
    let has = |byte| memchr(byte, line.text.as_bytes()).is_some();
    if !has(b'&') || !has(b'=') {
        return None;
    }
    // As HTML and Windows' command line write it.
    let mut plain = Zeroizing::new(line.text.replace("&amp;", "&").replace('^', ""));
    // An address in an address, as mail gateways rewrite links.
    if plain.contains("%26") && plain.contains("%3D") && plain.contains("%3F") {
        plain = Zeroizing::new(percent_encoding::percent_decode_str(&plain).decode_utf8_lossy().into_owned());
    }
    let bound = |c: char| c.is_whitespace() || "\"'`<>“”‘’".contains(c);
    let words = plain.split(bound).filter(|word| word.contains('&') && word.contains('='));
    let mut words = words.filter(|word| fields(word) > 1);
    let word = words.next()?;
    let start = word.as_ptr() as usize - plain.as_ptr() as usize;
    let mut draft = Draft::default();
    let (address, form) = word.split_once('?').unwrap_or(("", word));
    let mut pairs: Vec<&str> = form.split('&').collect();
    // Somebody wrote the scopes without encoding the spaces between them.
    let longer = pairs.last().copied().filter(|pair| pair.ends_with(',') && pair.starts_with("scope"));
    let whole = longer.and_then(|pair| {
        let rest = plain.get(start + word.len() - pair.len()..)?;
        rest.split(['"', '\'', '`', '<', '&']).next()
    });
    if let (Some(whole), Some(last)) = (whole, pairs.last_mut()) {
        *last = whole;
    }
    for pair in pairs {
        if let Some((key, value)) = pair.split_once('=') {
            say(key, percent_decode(value), line.at, &mut draft);
        }
    }
    if shapes::contains(address, "/ims/") || shapes::contains(address, "adobelogin") {
        draft.say(CredentialField::AuthorizationServer, Zeroizing::new(address.to_owned()), line.at);
    }
    Some(draft)
}

/// How many fields of a credential the form names.
fn fields(form: &str) -> usize {
    let form = form.split_once('?').map_or(form, |(_, form)| form);
    let keys = form.split('&').filter_map(|pair| pair.split_once('='));
    keys.filter(|(key, _)| matches!(keys::meaning(key), Some(KeyMeaning::Field(_)))).count()
}

/// Adds what one field says, whose value is decoded.
pub(super) fn say(key: &str, value: Zeroizing<String>, at: usize, draft: &mut Draft) {
    let key = key.trim();
    if key.eq_ignore_ascii_case("grant_type") && value.as_str() == "authorization_code" {
        draft.kind = CredentialKind::OAuthWebApp;
    }
    match keys::meaning(key) {
        Some(KeyMeaning::Field(field)) => draft.say(field, value, at),
        Some(KeyMeaning::Shaped(field)) if value::has_shape(field, &value) => draft.say(field, value, at),
        Some(KeyMeaning::Shaped(_)) => {}
        Some(KeyMeaning::OfJwt) => draft.kind = CredentialKind::Jwt,
        Some(KeyMeaning::OfUser) => draft.kind = CredentialKind::OAuthWebApp,
        None => {}
    }
}

/// `text` with `%2C` and `+` resolved; anything that is no escape stays as it is.
pub(super) fn percent_decode(text: &str) -> Zeroizing<String> {
    // Never longer than the text, so the buffer never grows.
    let mut decoded = Zeroizing::new(Vec::with_capacity(text.len()));
    for (index, part) in text.split('+').enumerate() {
        if index > 0 {
            decoded.push(b' ');
        }
        decoded.extend(percent_encoding::percent_decode_str(part));
    }
    // Text that is not UTF-8 is no value of ours.
    Zeroizing::new(std::str::from_utf8(&decoded).unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(*percent_decode("openid%2CAdobeID+x%20y%e2%9c%93%zz%"), *"openid,AdobeID x y✓%zz%");
        assert_eq!(*percent_decode("%ff"), *"");
    }

    fn check(text: &str, expect: &[&str]) {
        let draft = read(Value { text, at: 0 });
        let mut draft = draft.unwrap_or_default();
        let said: Vec<String> =
            draft.take_clues().iter().filter_map(|clue| clue.text().map(str::to_owned)).collect();
        assert_eq!(said, expect, "{text}");
    }

    #[test]
    fn a_form_is_one_wherever_it_stands() {
        let all: &[&str] = &["a", "b", "openid,AdobeID"];
        check("client_id=a&client_secret=b&scope=openid%2CAdobeID", all);
        check("payload = 'client_id=a&client_secret=b&scope=openid,AdobeID'", all);
        check("-Body \"client_id=a&amp;client_secret=b&amp;scope=openid,AdobeID\" -x", all);
        check("^\"client_id=a^&client_secret=b^&scope=openid^%^2CAdobeID^\"", all);
        check("\"client_id=a&client_secret=b&scope=openid, AdobeID\"", &["a", "b", "openid, AdobeID"]);
        check(
            "POST https://ims-na1.adobelogin.com/ims/token/v3?client_id=a&scope=b HTTP/1.1",
            &["a", "b", "https://ims-na1.adobelogin.com/ims/token/v3"],
        );
    }

    #[test]
    fn other_forms_are_none_of_ours() {
        for text in ["", "a=b&c=d", "client_id=a", "Q&A = client_id", "https://example.org/?client_id=a&x=y"]
        {
            check(text, &[]);
        }
    }
}
