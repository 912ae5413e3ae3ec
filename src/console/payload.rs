//! Reads the claims of a JWT: the client id, organization, server and product of their configuration.
//!
//! A JWT configuration's form shows its claims as JSON (facts, section 2.1). They are recognised by their shapes and
//! not parsed by a grammar, so that claims that are truncated, escaped or shown as plain text can be read as well. No
//! field is ever filled from here; the claims only help to tell which credential belongs to the configuration.

/// The values that were found. A claim that was found with two different values is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims {
    /// The client id: the last part of `aud`, `https://SERVER/c/CLIENT-ID`.
    pub client_id: Option<String>,
    /// The organization id: `iss`, `…@AdobeOrg`.
    pub org_id: Option<String>,
    /// The authorization server: the origin of `aud`.
    pub authorization_server: Option<String>,
    /// The metascope, which names the product: the last part of the key `https://SERVER/s/METASCOPE`.
    pub metascope: Option<String>,
}

impl Claims {
    /// Reads any text, in time linear in its length.
    pub(super) fn read(text: &str) -> Self {
        let mut claims = Told::default();
        // JSON may escape its slashes.
        let text = text.replace("\\/", "/");
        let ends = |character: char| character.is_whitespace() || "\"'`,;{}[]()<>\\=".contains(character);
        for word in text.split(ends).filter(|word| !word.is_empty()) {
            claims.take(word);
        }
        claims.told()
    }

    /// Whether no claim was found.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The claims of both. A claim on which they differ is left out.
    pub(super) fn and(self, other: Self) -> Self {
        let mut claims = Told::default();
        for Self { client_id, org_id, authorization_server, metascope } in [self, other] {
            let told = [client_id, org_id, authorization_server, metascope];
            for (place, value) in claims.0.iter_mut().zip(told) {
                if let Some(value) = value {
                    place.take(&value);
                }
            }
        }
        claims.told()
    }
}

/// The values of one claim that were met so far.
#[derive(Default)]
enum Said {
    #[default]
    Nothing,
    Once(String),
    Differently,
}

impl Said {
    fn take(&mut self, value: &str) {
        match self {
            Self::Nothing => *self = Self::Once(value.to_owned()),
            Self::Once(earlier) if earlier != value => *self = Self::Differently,
            Self::Once(_) | Self::Differently => {}
        }
    }

    fn told(self) -> Option<String> {
        match self {
            Self::Once(value) => Some(value),
            Self::Nothing | Self::Differently => None,
        }
    }
}

/// The values met so far: client id, organization id, server and metascope, in this order.
#[derive(Default)]
struct Told([Said; 4]);

impl Told {
    fn take(&mut self, word: &str) {
        let [client_id, org_id, server, metascope] = &mut self.0;
        if let Some(name) = word.strip_suffix("@AdobeOrg") {
            if is_id(name) {
                org_id.take(word);
            }
            return;
        }
        let Some(rest) = word.strip_prefix("https://") else { return };
        let mut parts = rest.splitn(3, '/');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(host), Some("c"), Some(id)) if is_id(id) => {
                client_id.take(id);
                server.take(&format!("https://{host}"));
            }
            (Some(_), Some("s"), Some(name)) if is_id(name.trim_end_matches(':')) => {
                metascope.take(name.trim_end_matches(':'));
            }
            _ => {}
        }
    }

    fn told(self) -> Claims {
        let [client_id, org_id, authorization_server, metascope] = self.0.map(Said::told);
        Claims { client_id, org_id, authorization_server, metascope }
    }
}

fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    /// Client id, organization id, server and metascope; `-` for none.
    fn check(text: &str, expected: [&str; 4]) {
        let Claims { client_id, org_id, authorization_server, metascope } = Claims::read(text);
        let told =
            [client_id, org_id, authorization_server, metascope].map(|claim| claim.unwrap_or("-".to_owned()));
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn the_claims_of_a_jwt_tell_client_id_organization_server_and_metascope() {
        let all = [ID, "0A1B2C3D@AdobeOrg", "https://ims-na1.adobelogin.com", "ent_marketing_sdk"];
        let json = format!(
            r#"{{ "exp": 1700000000, "iss": "0A1B2C3D@AdobeOrg", "sub": "0F0F@techacct.adobe.com",
                 "https://ims-na1.adobelogin.com/s/ent_marketing_sdk": true,
                 "aud": "https://ims-na1.adobelogin.com/c/{ID}" }}"#
        );
        check(&json, all);
        check(&json.replace('/', "\\/"), all);
        check(&json.replace('"', ""), all);
        check(&json.replace('\n', ""), all);
    }

    #[test]
    fn claims_that_are_cut_off_tell_what_is_left_of_them() {
        check(r#"{"iss":"0A1B@AdobeOrg","aud":"https://ims-na1.adobelo"#, ["-", "0A1B@AdobeOrg", "-", "-"]);
        check("", ["-", "-", "-", "-"]);
        check("•••• {}", ["-", "-", "-", "-"]);
        check(r#"{"aud":3}"#, ["-", "-", "-", "-"]);
    }

    #[test]
    fn a_claim_that_is_there_twice_with_different_contents_is_not_told() {
        check(r#"{"iss":"0A@AdobeOrg","x":"0B@AdobeOrg"}"#, ["-", "-", "-", "-"]);
        check(r#"{"iss":"0A@AdobeOrg","x":"0A@AdobeOrg"}"#, ["-", "0A@AdobeOrg", "-", "-"]);
    }

    #[test]
    fn neither_a_technical_account_nor_another_address_is_taken_for_a_claim() {
        check("0F@techacct.adobe.com", ["-", "-", "-", "-"]);
        check("@AdobeOrg https://h/c/ https://h/x/y https://h/c/a?b http://h/c/a", ["-", "-", "-", "-"]);
    }
}
