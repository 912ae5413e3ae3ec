//! The identifiers of a credential, as types that hold nothing but valid values: each is parsed here and nowhere else.

use super::shapes;
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// The identifier as Adobe writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier! {
    /// A client id, which Developer Console also calls *API Key (Client ID)*.
    ClientId
}
identifier! {
    /// An organization's id; it always ends in `@AdobeOrg`.
    OrgId
}
identifier! {
    /// A technical account's id; it ends in `@techacct.adobe.com`. AEM does not ask for it.
    TechnicalAccountId
}

impl ClientId {
    /// Accepts `[A-Za-z0-9_.-]{8,64}`: an unusual id is accepted, and reported by a finding. Anything that could be a
    /// secret is refused, because client ids are shown.
    pub fn parse(text: &str) -> Option<Self> {
        let of_word = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
        // Nearly all are 32 digits, which are nothing else.
        let is_plain = shapes::is_client_id(text) && text.len() == 32 && !shapes::is_masked(text);
        let acceptable = is_plain
            || (8..=64).contains(&text.len())
                && text.bytes().all(of_word)
                && !text.bytes().all(|byte| byte.is_ascii_digit())
                && !shapes::may_be_secret(text)
                && !shapes::is_masked(text)
                && !shapes::is_placeholder(text);
        acceptable.then(|| Self(text.to_owned()))
    }
}

impl OrgId {
    /// Accepts `name@AdobeOrg` with the suffix in any case, and a bare name of 24 hexadecimal digits, to which the
    /// suffix is added because every organization id has it.
    pub fn parse(text: &str) -> Option<Self> {
        let name = shapes::name_at(text, "adobeorg")
            .filter(|name| (4..=40).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric()))
            .filter(|name| !shapes::is_placeholder(name))
            .or_else(|| shapes::is_account_number(text).then_some(text))?;
        Some(Self([name, "@AdobeOrg"].concat()))
    }
}

impl TechnicalAccountId {
    /// Accepts `name@techacct.adobe.com`, but not the account's e-mail address, whose name is a UUID.
    pub fn parse(text: &str) -> Option<Self> {
        let name = shapes::name_at(text, shapes::TECHNICAL_ACCOUNT)?;
        let acceptable =
            (4..=40).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        acceptable.then(|| Self([name, "@", shapes::TECHNICAL_ACCOUNT].concat()))
    }
}

/// The e-mail address of a technical account. Any address is accepted, because AEM does not ask for it. Its name is a
/// UUID as some secrets are, but no secret has an `@` right behind it.
pub(crate) fn technical_account_email(text: &str) -> Option<String> {
    let (name, domain) = text.split_once('@')?;
    let plain =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_ascii_whitespace() || c == '@');
    let a_secret = shapes::may_be_secret(domain) || !shapes::is_uuid(name) && shapes::may_be_secret(name);
    (plain(name) && plain(domain) && text.len() <= 254 && !a_secret).then(|| text.to_owned())
}

/// The IMS server that AEM sends the client secret to: `https://` and a host, with nothing after it.
///
/// A value of this type never names a host outside Adobe's `adobelogin.com`. If the pasted text named one, the
/// production server [stands in](Self::is_stand_in) for it and the credential is not usable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizationServer {
    url: String,
    source: ServerSource,
}

/// Where a server comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum ServerSource {
    /// The pasted text names it.
    Named,
    /// The text names none.
    Assumed,
    /// The text names one outside Adobe's domain.
    StandIn,
}

// The two hosts that Adobe's own IMS library knows; it refuses all others.
const PRODUCTION: &str = "ims-na1.adobelogin.com";
const STAGE: &str = "ims-na1-stg1.adobelogin.com";

impl AuthorizationServer {
    /// `https://ims-na1.adobelogin.com`, the server if none is named.
    pub fn production() -> Self {
        Self { source: ServerSource::Assumed, ..Self::of_host(PRODUCTION) }
    }

    /// `https://ims-na1-stg1.adobelogin.com`, the server if none is named and the secrets are stage's.
    pub(crate) fn stage() -> Self {
        Self { source: ServerSource::Assumed, ..Self::of_host(STAGE) }
    }

    /// The production server, in place of one that must not get the secret.
    pub(crate) fn stand_in() -> Self {
        Self { source: ServerSource::StandIn, ..Self::of_host(PRODUCTION) }
    }

    fn of_host(host: &str) -> Self {
        Self { url: ["https://", host].concat(), source: ServerSource::Named }
    }

    /// A server that was parsed in the worker's memory.
    pub(super) fn handed_over(host: &str, source: ServerSource) -> Option<Self> {
        let server = Self::parse(host)?;
        Some(match source {
            ServerSource::StandIn => Self::stand_in(),
            source => Self { source, ..server },
        })
    }

    pub(super) fn source(&self) -> ServerSource {
        self.source
    }

    /// Accepts a host or a URL of `adobelogin.com`; path, query, scheme and case do not matter.
    pub fn parse(text: &str) -> Option<Self> {
        let host = host(text)?;
        let of_adobe = host.strip_suffix(".adobelogin.com").is_some_and(|name| !name.is_empty());
        of_adobe.then(|| Self::of_host(&host))
    }

    /// `https://` and the host, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// The host alone.
    pub fn host(&self) -> &str {
        self.url.trim_start_matches("https://")
    }

    /// Whether it is one of the two servers that Adobe documents.
    pub fn is_known(&self) -> bool {
        self.host() == PRODUCTION || self.is_stage()
    }

    /// Whether it is Adobe's stage environment, in which Adobe and its partners test.
    pub fn is_stage(&self) -> bool {
        self.host() == STAGE
    }

    /// Whether the pasted text named a server outside Adobe, which this production server replaces.
    pub fn is_stand_in(&self) -> bool {
        self.source == ServerSource::StandIn
    }

    /// Whether the pasted text named none.
    pub fn is_assumed(&self) -> bool {
        self.source == ServerSource::Assumed
    }
}

impl fmt::Display for AuthorizationServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

/// The host of a URL, in lower case; `None` if two programs could disagree about which host is meant.
///
/// Strict on purpose, because a secret is sent there: `https://ims-na1.adobelogin.com@elsewhere.example/` and
/// `https://elsewhere.example\@ims-na1.adobelogin.com` both mean `elsewhere.example` to some program.
pub(crate) fn host(text: &str) -> Option<String> {
    let text = text.trim();
    let rest = match text.split_once("://") {
        Some((scheme, rest))
            if scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") =>
        {
            rest
        }
        Some(_) => return None,
        None => text,
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.strip_suffix(":443").unwrap_or(authority);
    let of_host = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
    let plain = host.contains('.')
        && host.len() <= 253
        && host.bytes().all(of_host)
        && host.split('.').all(|label| !label.is_empty());
    plain.then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_server(text: &str, expect: Option<&str>) {
        let server = AuthorizationServer::parse(text);
        assert_eq!(server.as_ref().map(AuthorizationServer::as_str), expect, "{text}");
    }

    #[test]
    fn a_server_is_a_scheme_and_a_host() {
        let production = Some("https://ims-na1.adobelogin.com");
        check_server("ims-na1.adobelogin.com", production);
        check_server("https://ims-na1.adobelogin.com/", production);
        check_server("https://IMS-NA1.adobelogin.com:443/ims/token/v3?x=y", production);
        check_server("http://ims-na1.adobelogin.com", production);
        check_server("ims-na1-qa2.adobelogin.com", Some("https://ims-na1-qa2.adobelogin.com"));
    }

    #[test]
    fn a_look_alike_is_no_server() {
        for text in [
            "https://ims-na1.adobelogin.com.example.org",
            "https://ims-na1-adobelogin.com",
            "https://ims-na1.adobelogin.com@elsewhere.example/",
            "https://elsewhere.example\\@ims-na1.adobelogin.com",
            "https://elsewhere.example/ims-na1.adobelogin.com",
            "https://ims-na1.adobelogin.com:8443",
            "ftp://ims-na1.adobelogin.com",
            "https://ims-na1.аdobelogin.com",
            ".adobelogin.com",
            "adobelogin.com",
            "",
        ] {
            check_server(text, None);
        }
    }

    #[test]
    fn an_org_id_gets_its_suffix() {
        let org = |text| OrgId::parse(text).map(|org| org.to_string());
        let expect = Some("0A1B2C3D4E5F60718293A4B5@AdobeOrg".to_owned());
        assert_eq!(org("0A1B2C3D4E5F60718293A4B5@AdobeOrg"), expect);
        assert_eq!(org("0A1B2C3D4E5F60718293A4B5@ADOBEOrg"), expect);
        assert_eq!(org("0A1B2C3D4E5F60718293A4B5"), expect);
        assert_eq!(org("0A1B2C3D4E5F60718293A4B5@techacct.adobe.com"), None);
        assert_eq!(org("23294"), None);
    }

    #[test]
    fn a_secret_is_no_client_id() {
        assert!(ClientId::parse("0a1b2c3d4e5f60718293a4b5c6d7e8f9").is_some());
        assert!(ClientId::parse("cm-p12345-e67890-integration").is_some());
        assert!(ClientId::parse("p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5").is_none());
        assert!(ClientId::parse("01234567-89ab-4cde-8f01-23456789abcd").is_none());
    }

    #[test]
    fn the_technical_account_has_an_id_and_an_address() {
        let address = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d@techacct.adobe.com";
        assert!(TechnicalAccountId::parse("FEDCBA9876543210FEDCBA98@techacct.adobe.com").is_some());
        assert!(TechnicalAccountId::parse(address).is_none());
        assert_eq!(technical_account_email(address).as_deref(), Some(address));
    }
}
