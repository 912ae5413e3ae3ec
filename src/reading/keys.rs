//! Which key of a file names which field.
//!
//! Every tool has its own spelling, so keys are compared folded, in lower case and without joints: `CLIENT_ID`,
//! `clientId` and `client-id` are the same key. A new spelling is one more row in [`KEYS`], with the place it was
//! seen in.

use super::by_byte::ByByte;
use crate::credentials::{CredentialField, CredentialField as Field, shapes};
use std::sync::LazyLock;

/// What a key says about the value behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyMeaning {
    /// The value is this field of a credential.
    Field(CredentialField),
    /// The value is this field if it has the shape of Adobe's values: other vendors use the same key.
    Shaped(CredentialField),
    /// Only JWT credentials have this key; its value does not matter.
    OfJwt,
    /// Only credentials that act for a user have this key; its value does not matter.
    OfUser,
}

struct Key {
    /// The key, folded.
    folded: &'static str,
    /// Whether longer keys may end in it: `IMS_OAUTH_S2S_CLIENT_ID`, `AIO_ims_contexts_…_client__id`. Not for short
    /// words, in which too many other keys end.
    suffix: bool,
    meaning: KeyMeaning,
}

const fn key(folded: &'static str, meaning: KeyMeaning) -> Key {
    Key { folded, suffix: false, meaning }
}

const fn suffix(folded: &'static str, meaning: KeyMeaning) -> Key {
    Key { folded, suffix: true, meaning }
}

/// The keys. If one ends in another (`metascopes`, `scopes`), the longer one comes first.
#[rustfmt::skip]
const KEYS: &[Key] = &[
    // JWT only: what marks the JWT download, what users add to it, and the JWT half of a project's credential.
    key("publickeyswithexpiry", KeyMeaning::OfJwt),
    suffix("privatekey", KeyMeaning::OfJwt),          // asset compute, service credentials, AIO_…_jwt__private__key
    suffix("privatekeyfile", KeyMeaning::OfJwt),      // Acrobat Services
    key("privkeypath", KeyMeaning::OfJwt),            // User Sync
    key("pathtokey", KeyMeaning::OfJwt),              // aepp
    key("jwttoken", KeyMeaning::OfJwt),               // curl to /ims/exchange/jwt
    key("jwtpayload", KeyMeaning::OfJwt),             // a JWT context of aio
    key("imsexchange", KeyMeaning::OfJwt),            // config.ini of Analytics samples
    suffix("jwtclaims", KeyMeaning::OfJwt),           // AEM's own form
    suffix("keypairalias", KeyMeaning::OfJwt),        // AEM's own form, and what AEM 6.5 makes of it
    suffix("metascopes", KeyMeaning::OfJwt),          // project JSON, AIO_…_meta__scopes
    suffix("metascope", KeyMeaning::OfJwt),           // Postman environment of the JWT era

    suffix("redirecturi", KeyMeaning::OfUser),        // project JSON, AIO_…_redirect__uri, the address of a sign-in
    suffix("redirecturis", KeyMeaning::OfUser),
    suffix("redirecturl", KeyMeaning::OfUser),
    suffix("callbackurl", KeyMeaning::OfUser),        // passport
    suffix("callbackuri", KeyMeaning::OfUser),

    suffix("technicalaccountid", KeyMeaning::Field(Field::TechnicalAccountId)), // Download JSON, project JSON
    key("technicalaccid", KeyMeaning::Field(Field::TechnicalAccountId)),        // secrets of GitHub Actions
    key("techacct", KeyMeaning::Field(Field::TechnicalAccountId)),              // User Sync
    key("techacctid", KeyMeaning::Field(Field::TechnicalAccountId)),            // User Sync
    key("techaccountid", KeyMeaning::Field(Field::TechnicalAccountId)),         // ACS Commons
    key("techid", KeyMeaning::Field(Field::TechnicalAccountId)),                // aepp

    suffix("technicalaccountemail", KeyMeaning::Field(Field::TechnicalAccountEmail)), // Download JSON, project JSON
    key("technicalaccemail", KeyMeaning::Field(Field::TechnicalAccountEmail)),        // secrets of GitHub Actions

    suffix("clientid", KeyMeaning::Field(Field::ClientId)),      // Download JSON, curl, most .env files
    key("apikey", KeyMeaning::Field(Field::ClientId)),           // JWT download, Postman
    suffix("apikey", KeyMeaning::Shaped(Field::ClientId)),       // SERVICE_API_KEY, x-api-key; but OPENAI_API_KEY too
    key("apikey(clientid)", KeyMeaning::Field(Field::ClientId)), // the console's API page

    suffix("clientsecrets", KeyMeaning::Field(Field::ClientSecrets)), // Download JSON, project JSON
    suffix("clientsecret", KeyMeaning::Field(Field::ClientSecrets)),  // JWT download, curl, Postman
    suffix("s2ssecret", KeyMeaning::Field(Field::ClientSecrets)),
    key("secret", KeyMeaning::Field(Field::ClientSecrets)),           // aepp, config.ini of Analytics samples

    suffix("scopes", KeyMeaning::Field(Field::Scopes)), // Download JSON, project JSON, Postman
    key("scope", KeyMeaning::Field(Field::Scopes)),     // curl
    key("authtokenproviderscope", KeyMeaning::Field(Field::Scopes)), // OSGi configuration of AEM 6.5

    suffix("imsorgid", KeyMeaning::Field(Field::OrgId)),       // project JSON, AIO_…_ims__org__id
    suffix("orgid", KeyMeaning::Field(Field::OrgId)),          // Download JSON, ims_org_id, x-org-id
    suffix("organizationid", KeyMeaning::Field(Field::OrgId)), // Cloud Manager
    suffix("organization", KeyMeaning::Shaped(Field::OrgId)),  // imscli; elsewhere it is a name
    suffix("imsorg", KeyMeaning::Field(Field::OrgId)),         // Postman

    key("ims", KeyMeaning::Field(Field::AuthorizationServer)),         // Postman: the host without a scheme
    key("imshost", KeyMeaning::Field(Field::AuthorizationServer)),     // config.ini, Adobe Experience Platform SDK
    key("imsendpoint", KeyMeaning::Field(Field::AuthorizationServer)), // asset compute, Cloud Manager
    key("imshostname", KeyMeaning::Field(Field::AuthorizationServer)),
    key("authhost", KeyMeaning::Field(Field::AuthorizationServer)),    // User Sync
    key("oauthhost", KeyMeaning::Field(Field::AuthorizationServer)),   // Commerce starter kit
    key("loginendpoint", KeyMeaning::Field(Field::AuthorizationServer)), // ACS Commons
    key("authaccesstokenrequest", KeyMeaning::Field(Field::AuthorizationServer)), // OSGi configuration of AEM 6.5
    key("url", KeyMeaning::Shaped(Field::AuthorizationServer)),    // imscli
    key("imsurl", KeyMeaning::Shaped(Field::AuthorizationServer)), // imscli
    suffix("tokenurl", KeyMeaning::Shaped(Field::AuthorizationServer)), // ADOBE_TOKEN_URL, AEM_TOKEN_URL
    key("authorizationserver", KeyMeaning::Field(Field::AuthorizationServer)),
    suffix("authserverurl", KeyMeaning::Shaped(Field::AuthorizationServer)), // AEM's own form
    suffix("endpoint", KeyMeaning::Shaped(Field::AuthorizationServer)), // ims.token.endpoint, token_endpoint
    suffix("server", KeyMeaning::Shaped(Field::AuthorizationServer)), // imsServer
    suffix("uri", KeyMeaning::Shaped(Field::AuthorizationServer)), // tokenUri
    suffix("authority", KeyMeaning::Shaped(Field::AuthorizationServer)),
    suffix("host", KeyMeaning::Shaped(Field::AuthorizationServer)),
    suffix("exchangeurl", KeyMeaning::Shaped(Field::AuthorizationServer)), // token_exchange_url

    key("credentialname", KeyMeaning::Field(Field::Name)),
    key("name", KeyMeaning::Field(Field::Name)), // project JSON
];

/// All keys, folded, and what else a key may end in.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|key| key.folded).chain(ENVIRONMENTS)
}

/// What `key` says about its value.
pub(crate) fn meaning(key: &str) -> Option<KeyMeaning> {
    row(key).map(|row| row.meaning)
}

/// What `key` says about its value, and the prefix before the word that says it: `ADOBE_` in `ADOBE_CLIENT_ID`. All
/// keys of one credential have the same prefix.
pub(crate) fn meaning_and_prefix(key: &str) -> Option<(KeyMeaning, &str)> {
    let row = row(key)?;
    let letters = key.char_indices().rev().filter(|(_, c)| !is_joint(*c));
    let start = letters.map(|(at, _)| at).nth(row.folded.len().checked_sub(1)?).unwrap_or_default();
    Some((row.meaning, key.get(..start).unwrap_or_default()))
}

/// Whether `text` is a key and nothing else, whatever its spelling.
pub(crate) fn is_key(text: &str) -> bool {
    /// No key is as long, in any spelling.
    const LONGEST: usize = 40;
    text.len() < LONGEST && meaning_and_prefix(text).is_some_and(|(_, prefix)| prefix.is_empty())
}

/// [`KEYS`] by their last letter, each with the one before it.
static BY_LAST_LETTER: LazyLock<ByByte<(u8, &Key)>> = LazyLock::new(|| {
    let before = |row: &Key| row.folded.bytes().rev().nth(1).unwrap_or_default();
    ByByte::new(KEYS.iter().map(|row| (row.folded.bytes().last(), (before(row), row))))
});

fn row(key: &str) -> Option<&'static Key> {
    let mut letters = letters_from_end(key);
    let (last, before) = (letters.next()?, letters.next()?);
    let mut rows = BY_LAST_LETTER.get(last).iter().filter(|(known, _)| *known == before);
    rows.find(|(_, row)| row.names(key)).map(|(_, row)| *row)
}

impl Key {
    fn names(&self, key: &str) -> bool {
        let mut letters = letters_from_end(key);
        self.folded.bytes().rev().all(|letter| letters.next() == Some(letter))
            && (self.suffix || letters.next().is_none())
    }
}

/// The letters of a folded key, from its end.
fn letters_from_end(key: &str) -> impl Iterator<Item = u8> {
    let is_joint = |byte: u8| matches!(byte, b'_' | b'-' | b'.' | b' ' | b'\'');
    key.bytes().rev().filter(move |byte| !is_joint(*byte)).map(|byte| byte.to_ascii_lowercase())
}

/// How keys end if there are several environments.
const ENVIRONMENTS: [&str; 6] = ["dev", "qa", "test", "stage", "prod", "production"];

/// What `key` says about its value, and its family, which all keys of one credential share: the prefix before the
/// word that says it, and the environment or number behind it (`CLIENTID_STAGE`, `IMS_CLIENT_ID_2`, as in App
/// Builder's workflows).
pub(crate) fn meaning_and_family(key: &str) -> Option<(KeyMeaning, String)> {
    if let Some((meaning, prefix)) = meaning_and_prefix(key) {
        return Some((meaning, prefix.to_owned()));
    }
    let (name, environment) = key.rsplit_once('_')?;
    let is_number = environment.len() < 3 && environment.bytes().all(|byte| byte.is_ascii_digit());
    let is_known = ENVIRONMENTS.iter().any(|known| environment.eq_ignore_ascii_case(known));
    if !is_number && !is_known {
        return None;
    }
    let (meaning, prefix) = meaning_and_prefix(name)?;
    Some((meaning, [prefix, "_", environment].concat()))
}

/// Whether `c` is a joint, in which spellings of the same name differ: `_`, `-`, `.`, spaces and apostrophes.
pub(crate) fn is_joint(c: char) -> bool {
    matches!(c, '_' | '-' | '.' | ' ' | '\'' | '’')
}

/// Whether `text` stands where a value belongs but is none: a [placeholder](shapes::is_placeholder), or a key given as
/// its own value (`CLIENT_ID=CLIENT_ID`).
pub(crate) fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    shapes::is_placeholder(text) || is_key(text) || is_member(text)
}

/// Whether a program takes the value out of something: `config.client_id`, `$settings->clientId`.
fn is_member(text: &str) -> bool {
    let of_path = |c: char| c.is_ascii_alphanumeric() || "_.$->:?![]'\"()".contains(c);
    let mut names = text.rsplit(|c: char| ".>:".contains(c));
    let is_last = names.next().is_some_and(|name| is_key(name.trim_end_matches(['(', ')', '"', '\'', ']'])));
    is_last && names.next().is_some() && text.chars().all(of_path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: &str, expect: Option<KeyMeaning>) {
        assert_eq!(meaning(key), expect, "{key}");
    }

    #[test]
    fn spelling_does_not_matter() {
        for key in ["CLIENT_ID", "client_id", "clientId", "client-id", "Client ID", "API_KEY", "x-api-key"] {
            assert!(
                matches!(
                    meaning(key),
                    Some(KeyMeaning::Field(Field::ClientId) | KeyMeaning::Shaped(Field::ClientId))
                ),
                "{key}"
            );
        }
    }

    #[test]
    fn prefixes_do_not_matter() {
        check("IMS_OAUTH_S2S_CLIENT_SECRET", Some(KeyMeaning::Field(Field::ClientSecrets)));
        check("AIO_ims_contexts_Credential__in__AEM_ims__org__id", Some(KeyMeaning::Field(Field::OrgId)));
        check("AIO_ims_contexts_Credential__in__AEM_meta__scopes", Some(KeyMeaning::OfJwt));
    }

    #[test]
    fn what_stands_before_is_told() {
        let prefix = |key| meaning_and_prefix(key).map(|(_, prefix)| prefix);
        assert_eq!(prefix("ADOBE_CLIENT_ID"), Some("ADOBE_"));
        assert_eq!(
            prefix("AIO_ims_contexts_Credential__in__AEM_client__id"),
            Some("AIO_ims_contexts_Credential__in__AEM_")
        );
        assert_eq!(prefix("clientId"), Some(""));
        assert_eq!(prefix("id"), None);
    }

    #[test]
    fn a_key_has_a_family() {
        let family = |key| meaning_and_family(key).map(|(_, family)| family);
        assert_eq!(family("CLIENT_ID").as_deref(), Some(""));
        assert_eq!(family("ADOBE_CLIENT_ID").as_deref(), Some("ADOBE_"));
        assert_eq!(family("CLIENTID_STAGE").as_deref(), Some("_STAGE"));
        assert_eq!(family("IMS_CLIENT_ID_2").as_deref(), Some("IMS__2"));
        assert_eq!(family("CLIENT_ID_OF_SOMEONE"), None);
    }

    #[test]
    fn other_keys_mean_nothing() {
        for key in ["id", "secure_client_id_key", "PLATFORM", "grant_type", ""] {
            check(key, None);
        }
    }

    #[test]
    fn rows_are_folded_and_the_longer_stand_first() {
        for (at, row) in KEYS.iter().enumerate() {
            assert!(row.folded.len() > 1 && !row.folded.contains(is_joint), "{}", row.folded);
            assert_eq!(row.folded, row.folded.to_ascii_lowercase());
            let hidden_by =
                KEYS[..at].iter().find(|above| above.suffix && row.folded.ends_with(above.folded));
            assert!(hidden_by.is_none(), "{} is never reached", row.folded);
        }
    }
}
