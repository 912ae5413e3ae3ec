//! The question: a token for a credential.

use crate::credentials::{AuthorizationServer, Credential, Secret};
use form_urlencoded::Serializer;

/// Where a server is asked for a token. Adobe documents version 3 for OAuth Server-to-Server.
const PATH: &str = "/ims/token/v3";

/// The question whether Adobe IMS gives a token for a client id and a client secret. Two that are equal have one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRequest {
    server: AuthorizationServer,
    client_id: String,
    secret: Secret,
    scope: String,
}

impl TokenRequest {
    /// The question for the client secret at this index; `None` where the credential cannot be
    /// [used](Credential::usable), or has no such secret.
    pub fn of(credential: &Credential, index: usize) -> Option<Self> {
        let secret = credential.client_secrets.get(index).filter(|_| credential.usable())?;
        Self::kept(
            credential.authorization_server.host(),
            credential.client_id.as_ref()?.as_str().to_owned(),
            secret.clone(),
            credential.scopes.as_ref()?.as_list().join(","),
        )
    }

    /// The questions for all secrets of a credential, in their order.
    pub fn all(credential: &Credential) -> impl Iterator<Item = Self> {
        (0..credential.client_secrets.len()).filter_map(|index| Self::of(credential, index))
    }

    /// A question by its values, as it was kept; `None` where the server is not one of Adobe's.
    pub fn kept(host: &str, client_id: String, secret: Secret, scope: String) -> Option<Self> {
        // How the server came to be known makes no other question.
        Some(Self { server: AuthorizationServer::parse(host)?, client_id, secret, scope })
    }

    /// The server that is asked: always one of Adobe's.
    pub fn server(&self) -> &AuthorizationServer {
        &self.server
    }

    /// The whole address, without anything of the credential in it.
    pub fn url(&self) -> String {
        [self.server.as_str(), PATH].concat()
    }

    /// The client id.
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// The client secret.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The scopes that are asked for, joined by commas.
    pub fn scope(&self) -> &str {
        &self.scope
    }

    /// What is sent, as `application/x-www-form-urlencoded`. Not as an address: addresses are logged.
    pub fn body(&self) -> Secret {
        // Every byte takes three at most. Measured first: a text that grows leaves copies of the secret behind.
        let length =
            [self.client_id.len(), self.secret.reveal().len(), self.scope.len()].iter().sum::<usize>();
        let mut form = Serializer::new(String::with_capacity(3 * length + FORM.len()));
        form.append_pair("grant_type", "client_credentials")
            .append_pair("client_id", &self.client_id)
            .append_pair("client_secret", self.secret.reveal())
            .append_pair("scope", &self.scope);
        Secret::new(form.finish())
    }
}

/// What the body has beside the values.
const FORM: &str = "grant_type=client_credentials&client_id=&client_secret=&scope=";

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::credentials::{ClientId, CredentialId, CredentialKind, OrgId, Scopes, TechnicalAccountId};

    pub(in crate::ims) const CLIENT_ID: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    pub(in crate::ims) const SECRET: &str = "p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5";
    pub(in crate::ims) const ORG: &str = "0A1B2C3D4E5F60718293A4B5@AdobeOrg";
    pub(in crate::ims) const ACCOUNT: &str = "FEDCBA9876543210FEDCBA98@techacct.adobe.com";

    /// A credential that could be asked about; made up.
    pub(in crate::ims) fn credential(secrets: &[&str], scopes: &[&str]) -> Credential {
        let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        Credential {
            id: CredentialId::from(CLIENT_ID),
            kind: CredentialKind::OAuthServerToServer,
            name: None,
            client_id: ClientId::parse(CLIENT_ID),
            client_secrets: secrets.iter().copied().map(Secret::new).collect(),
            scopes: Scopes::from_list(&scopes),
            org_id: OrgId::parse(ORG),
            technical_account_id: TechnicalAccountId::parse(ACCOUNT),
            technical_account_email: None,
            authorization_server: AuthorizationServer::production(),
            services: Vec::new(),
        }
    }

    pub(in crate::ims) fn request() -> TokenRequest {
        TokenRequest::of(&credential(&[SECRET], &["openid", "AdobeID"]), 0).expect("a usable credential")
    }

    /// A question with values that no credential can have.
    #[cfg(unix)]
    pub(in crate::ims) fn made_of(client_id: &str, secret: &str, scope: &str) -> TokenRequest {
        let host = "ims-na1.adobelogin.com";
        TokenRequest::kept(host, client_id.to_owned(), Secret::new(secret), scope.to_owned())
            .expect("one of Adobe’s servers")
    }

    #[test]
    fn the_question_is_a_form_in_the_body_and_its_address_tells_nothing() {
        let request = request();
        assert_eq!(request.url(), "https://ims-na1.adobelogin.com/ims/token/v3");
        assert_eq!(
            request.body().reveal(),
            format!(
                "grant_type=client_credentials&client_id={CLIENT_ID}&client_secret={SECRET}&scope=openid%2CAdobeID"
            )
        );
        assert!(!format!("{request:?}").contains(SECRET));
    }

    #[test]
    fn no_value_can_say_more_than_itself() {
        let odd = "a&client_id=other=%26+ä\n";
        let request = TokenRequest::of(&credential(&[odd], &["openid", "AdobeID"]), 0).expect("usable");
        let body = request.body();
        let pairs: Vec<(String, String)> =
            form_urlencoded::parse(body.reveal().as_bytes()).into_owned().collect();
        let expected = [
            ("grant_type", "client_credentials"),
            ("client_id", CLIENT_ID),
            ("client_secret", odd),
            ("scope", "openid,AdobeID"),
        ];
        assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn a_credential_that_cannot_be_used_is_not_asked_about() {
        let usable = credential(&[SECRET], &["openid", "AdobeID"]);
        assert!(TokenRequest::of(&usable, 0).is_some());
        assert!(TokenRequest::of(&usable, 1).is_none(), "no such secret");
        let elsewhere = AuthorizationServer::stand_in();
        let refused = Credential { authorization_server: elsewhere, ..usable.clone() };
        assert!(TokenRequest::of(&refused, 0).is_none(), "its server was not Adobe’s");
        assert!(TokenRequest::of(&Credential { kind: CredentialKind::Jwt, ..usable }, 0).is_none());
    }
}
