//! A [`Reading`] as bytes and back: what travels from the worker that reads to the panel that shows.
//!
//! Both ends are one build of this crate, so there is no version in it; a worker of another build gives bytes that do
//! not come out even, and those are no reading. Nothing is judged a second time: what was parsed once at the border
//! stays what it is.
//!
//! The layout is one sequence without names: numbers as four bytes, the smallest first; texts as their length and
//! their bytes; what may be absent behind a 0 or a 1; lists behind their length.

use super::{
    AuthorizationServer, ClientId, Credential, CredentialField, CredentialKind, Finding, FindingCode,
    Location, OrgId, Reading, Scopes, Secret, Severity, TechnicalAccountId, finding,
};
use zeroize::Zeroizing;

impl Reading {
    /// The reading as bytes, secrets in the clear: for [`from_bytes`](Self::from_bytes) in the other memory, and
    /// nobody else. Overwritten when dropped.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        // Measured first, so that the buffer never grows and leaves no copy of a secret behind.
        let mut length = 0;
        write(self, &mut |part| length += part.len());
        let mut bytes = Zeroizing::new(Vec::with_capacity(length));
        write(self, &mut |part| bytes.extend_from_slice(part));
        bytes
    }

    /// The reading that [`to_bytes`](Self::to_bytes) was called on; `None` for any other bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = Rest(bytes);
        let reading = Self { credentials: rest.list(Rest::credential)?, findings: rest.list(Rest::finding)? };
        rest.0.is_empty().then_some(reading)
    }
}

/// Takes the parts of a reading in order.
type Sink<'a> = dyn FnMut(&[u8]) + 'a;

fn write(reading: &Reading, sink: &mut Sink<'_>) {
    number(sink, reading.credentials.len());
    for credential in &reading.credentials {
        write_credential(credential, sink);
    }
    number(sink, reading.findings.len());
    for finding in &reading.findings {
        write_finding(finding, sink);
    }
}

fn write_credential(credential: &Credential, sink: &mut Sink<'_>) {
    number(sink, position(CredentialKind::ALL, &credential.kind));
    optional(sink, credential.name.as_deref());
    optional(sink, credential.client_id.as_ref().map(ClientId::as_str));
    number(sink, credential.client_secrets.len());
    for secret in &credential.client_secrets {
        text(sink, secret.reveal());
    }
    optional(sink, credential.scopes.as_ref().map(Scopes::as_field));
    number(sink, usize::from(credential.scopes.as_ref().is_some_and(Scopes::is_list)));
    optional(sink, credential.org_id.as_ref().map(OrgId::as_str));
    optional(sink, credential.technical_account_id.as_ref().map(TechnicalAccountId::as_str));
    optional(sink, credential.technical_account_email.as_deref());
    text(sink, credential.authorization_server.host());
    number(sink, usize::from(credential.authorization_server.is_stand_in()));
    number(sink, credential.services.len());
    for service in &credential.services {
        text(sink, service);
    }
}

fn write_finding(finding: &Finding, sink: &mut Sink<'_>) {
    number(sink, position(FindingCode::ALL, &finding.code));
    number(sink, position(Severity::ALL, &finding.severity));
    // One more than the place in its table; 0 for none.
    number(sink, finding.field.map_or(0, |field| position(CredentialField::ALL, &field) + 1));
    // Lines and columns begin at 1; 0 for none.
    let place = finding.location.unwrap_or(Location { line: 0, column: 0 });
    number(sink, place.line as usize);
    number(sink, place.column as usize);
    number(sink, finding.params.len());
    for (name, value) in &finding.params {
        number(sink, position(finding::PARAMETERS, name));
        text(sink, value);
    }
    number(sink, finding.credential.map_or(0, |credential| credential + 1));
}

/// What is pasted has at most 8 MiB, so nothing in a reading is longer or more than fits.
fn number(sink: &mut Sink<'_>, number: usize) {
    sink(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

fn text(sink: &mut Sink<'_>, text: &str) {
    number(sink, text.len());
    sink(text.as_bytes());
}

fn optional(sink: &mut Sink<'_>, value: Option<&str>) {
    number(sink, usize::from(value.is_some()));
    if let Some(value) = value {
        text(sink, value);
    }
}

fn position<T: PartialEq>(all: &[T], one: &T) -> usize {
    // What is in no table comes out as no reading.
    all.iter().position(|other| other == one).unwrap_or(usize::MAX)
}

/// The bytes that are still to be read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn number(&mut self) -> Option<usize> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        usize::try_from(u32::from_le_bytes(*number)).ok()
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn flag(&mut self) -> Option<bool> {
        match self.number()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn optional(&mut self) -> Option<Option<String>> {
        Some(if self.flag()? { Some(self.text()?.to_owned()) } else { None })
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(self.number()?).copied()
    }

    fn list<T>(&mut self, one: fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        // Nothing is reserved: the length may be anything.
        let mut list = Vec::new();
        for _ in 0..self.number()? {
            list.push(one(self)?);
        }
        Some(list)
    }

    fn credential(&mut self) -> Option<Credential> {
        Some(Credential {
            kind: self.of(CredentialKind::ALL)?,
            name: self.optional()?,
            client_id: self.optional()?.map(ClientId::handed_over),
            client_secrets: self.list(|rest| rest.text().map(Secret::new))?,
            scopes: {
                let scopes = self.optional()?;
                let of_list = self.flag()?;
                scopes.map(|text| Scopes::handed_over(text, of_list))
            },
            org_id: self.optional()?.map(OrgId::handed_over),
            technical_account_id: self.optional()?.map(TechnicalAccountId::handed_over),
            technical_account_email: self.optional()?,
            authorization_server: {
                let host = self.text()?;
                AuthorizationServer::handed_over(host, self.flag()?)
            },
            services: self.list(|rest| rest.text().map(str::to_owned))?,
        })
    }

    fn finding(&mut self) -> Option<Finding> {
        Some(Finding {
            code: self.of(FindingCode::ALL)?,
            severity: self.of(Severity::ALL)?,
            field: match self.number()?.checked_sub(1) {
                Some(field) => Some(*CredentialField::ALL.get(field)?),
                None => None,
            },
            location: {
                let [line, column] = [self.number()?, self.number()?].map(u32::try_from);
                let (line, column) = (line.ok()?, column.ok()?);
                (line > 0).then_some(Location { line, column })
            },
            params: self.list(|rest| Some((rest.of(finding::PARAMETERS)?, rest.text()?.to_owned())))?,
            credential: self.number()?.checked_sub(1),
        })
    }
}
