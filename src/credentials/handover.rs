//! A [`Reading`] as bytes and back: how it travels from the worker, which reads, to the panel, which shows.
//!
//! The bytes are [postcard](https://docs.rs/postcard)'s. Both ends are the same build of this crate, so there is no
//! version in them. Whatever arrives is checked on the way back in: ids and servers are parsed again, so a value of
//! those types is valid however it came about, and bytes that are no reading give `None`, without a panic and without
//! allocating more than what was sent.
//!
//! [`Secret`] cannot be serialized. Only the private types of this file can, and they hold a secret in memory that is
//! wiped when it is dropped.

use super::identifiers::ServerSource;
use super::{
    AuthorizationServer, ClientId, Credential, CredentialId, CredentialKind, Finding, OrgId, Reading, Scopes,
    Secret, TechnicalAccountId,
};
use postcard::ser_flavors::Size;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

impl Reading {
    /// The reading as bytes, with the secrets in the clear: for [`from_bytes`](Self::from_bytes) in the panel's
    /// memory and for nobody else. The buffer is wiped when it is dropped.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let wire = Wire::of(self);
        // Measured first: a buffer that grows leaves copies of the secrets behind.
        let length = postcard::serialize_with_flavor(&wire, Size::default()).unwrap_or_default();
        let mut bytes = Zeroizing::new(vec![0; length]);
        match postcard::to_slice(&wire, &mut bytes) {
            Ok(_) => bytes,
            // Nothing in a reading refuses to be serialized. If it did, no bytes are no reading.
            Err(_) => Zeroizing::default(),
        }
    }

    /// The reading that [`to_bytes`](Self::to_bytes) was called on; `None` for any other bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (wire, rest) = postcard::take_from_bytes::<Wire>(bytes).ok()?;
        if rest.is_empty() { wire.reading() } else { None }
    }
}

#[derive(Serialize, Deserialize)]
struct Wire {
    credentials: Vec<WireCredential>,
    findings: Vec<Finding>,
}

#[derive(Serialize, Deserialize)]
struct WireCredential {
    id: CredentialId,
    kind: CredentialKind,
    name: Option<String>,
    client_id: Option<String>,
    client_secrets: Vec<WireSecret>,
    scopes: Option<WireScopes>,
    org_id: Option<String>,
    technical_account_id: Option<String>,
    technical_account_email: Option<String>,
    authorization_server: WireServer,
    services: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct WireSecret(Zeroizing<String>);

#[derive(Serialize, Deserialize)]
struct WireScopes {
    text: String,
    of_list: bool,
}

#[derive(Serialize, Deserialize)]
struct WireServer {
    host: String,
    source: ServerSource,
}

impl Wire {
    fn of(reading: &Reading) -> Self {
        Self {
            credentials: reading.credentials.iter().map(WireCredential::of).collect(),
            findings: reading.findings.clone(),
        }
    }

    fn reading(self) -> Option<Reading> {
        let credentials = self.credentials.into_iter().map(WireCredential::credential);
        Some(Reading { credentials: credentials.collect::<Option<_>>()?, findings: self.findings })
    }
}

impl WireCredential {
    fn of(credential: &Credential) -> Self {
        Self {
            id: credential.id.clone(),
            kind: credential.kind,
            name: credential.name.clone(),
            client_id: credential.client_id.as_ref().map(ToString::to_string),
            client_secrets: credential.client_secrets.iter().map(WireSecret::of).collect(),
            scopes: credential.scopes.as_ref().map(WireScopes::of),
            org_id: credential.org_id.as_ref().map(ToString::to_string),
            technical_account_id: credential.technical_account_id.as_ref().map(ToString::to_string),
            technical_account_email: credential.technical_account_email.clone(),
            authorization_server: WireServer::of(&credential.authorization_server),
            services: credential.services.clone(),
        }
    }

    fn credential(self) -> Option<Credential> {
        Some(Credential {
            id: self.id,
            kind: self.kind,
            name: self.name,
            client_id: parsed(self.client_id, ClientId::parse)?,
            client_secrets: self.client_secrets.into_iter().map(WireSecret::secret).collect(),
            scopes: self.scopes.map(|scopes| Scopes::handed_over(scopes.text, scopes.of_list)),
            org_id: parsed(self.org_id, OrgId::parse)?,
            technical_account_id: parsed(self.technical_account_id, TechnicalAccountId::parse)?,
            technical_account_email: self.technical_account_email,
            authorization_server: self.authorization_server.server()?,
            services: self.services,
        })
    }
}

/// `Some(None)` for a value that is absent, `None` for one that is not what it claims to be.
fn parsed<T>(text: Option<String>, parse: fn(&str) -> Option<T>) -> Option<Option<T>> {
    match text {
        Some(text) => parse(&text).map(Some),
        None => Some(None),
    }
}

impl WireSecret {
    /// Here, and nowhere else in the handover, a secret leaves its type.
    fn of(secret: &Secret) -> Self {
        Self(Zeroizing::new(secret.reveal().to_owned()))
    }

    fn secret(mut self) -> Secret {
        Secret::new(std::mem::take(&mut *self.0))
    }
}

impl WireScopes {
    fn of(scopes: &Scopes) -> Self {
        Self { text: scopes.as_field().to_owned(), of_list: scopes.is_list() }
    }
}

impl WireServer {
    fn of(server: &AuthorizationServer) -> Self {
        Self { host: server.host().to_owned(), source: server.source() }
    }

    fn server(self) -> Option<AuthorizationServer> {
        AuthorizationServer::handed_over(&self.host, self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credentials::{CredentialField, FindingKind, Location, Severity};

    fn reading() -> Reading {
        let credential = Credential {
            id: CredentialId::from("0a1b2c3d4e5f60718293a4b5c6d7e8f9#2"),
            kind: CredentialKind::OAuthWebApp,
            name: Some("Été".to_owned()),
            client_id: ClientId::parse("0a1b2c3d4e5f60718293a4b5c6d7e8f9"),
            client_secrets: vec![Secret::new("p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"), Secret::new("")],
            scopes: Scopes::from_list(&["openid".to_owned(), "AdobeID".to_owned()]),
            org_id: OrgId::parse("0A1B2C3D4E5F60718293A4B5@AdobeOrg"),
            technical_account_id: None,
            technical_account_email: Some("a@techacct.adobe.com".to_owned()),
            authorization_server: AuthorizationServer::stand_in(),
            services: vec!["Adobe Target".to_owned()],
        };
        let finding = Finding {
            kind: FindingKind::ValuesDisagree {
                field: CredentialField::OrgId,
                kept: "A".to_owned(),
                other: "B".to_owned(),
            },
            severity: Severity::Warning,
            field: Some(CredentialField::OrgId),
            location: Some(Location { line: 3, column: 70_000 }),
            credential: Some(credential.id.clone()),
        };
        Reading { credentials: vec![credential], findings: vec![finding] }
    }

    #[test]
    fn a_reading_arrives_as_it_was_sent() {
        let sent = reading();
        let arrived = Reading::from_bytes(&sent.to_bytes()).expect("a reading");
        assert_eq!(arrived, sent);
        // Which is no part of what makes two scopes equal.
        let of_list = |reading: &Reading| reading.credentials[0].scopes.as_ref().map(Scopes::is_list);
        assert_eq!(of_list(&arrived), Some(true));
        assert_eq!(Reading::from_bytes(&Reading::default().to_bytes()), Some(Reading::default()));
    }

    #[test]
    fn bytes_that_are_too_few_or_too_many_are_no_reading() {
        let whole = reading().to_bytes();
        for end in 0..whole.len() {
            assert_eq!(Reading::from_bytes(&whole[..end]), None, "{end}");
        }
        assert_eq!(Reading::from_bytes(&[whole.as_slice(), &[0]].concat()), None);
    }

    #[test]
    fn a_length_beyond_all_measure_is_no_reading() {
        // Lists of 2^32 - 1 and of 2^64 - 1 credentials.
        assert_eq!(Reading::from_bytes(&[0xff, 0xff, 0xff, 0xff, 0x0f]), None);
        assert_eq!(Reading::from_bytes(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]), None);
    }

    #[test]
    fn what_is_not_what_it_claims_to_be_is_no_reading() {
        let with = |change: fn(&mut WireCredential)| {
            let mut wire = Wire::of(&reading());
            change(&mut wire.credentials[0]);
            Reading::from_bytes(&postcard::to_allocvec(&wire).expect("bytes"))
        };
        assert!(with(|_| {}).is_some());
        assert_eq!(with(|one| one.client_id = Some("no client id".to_owned())), None);
        assert_eq!(with(|one| one.org_id = Some("no organization".to_owned())), None);
        assert_eq!(with(|one| one.technical_account_id = Some("no account".to_owned())), None);
        assert_eq!(with(|one| one.authorization_server.host = "elsewhere.example".to_owned()), None);
    }
}
