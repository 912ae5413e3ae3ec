//! What a format found about one credential, before any of it is checked.

use super::cores;
use super::formats::{self, json};
use super::keys;
use crate::credentials::{CredentialField, CredentialKind, scopes, shapes};
use zeroize::Zeroizing;

/// A credential in the making: its clues in the order of the text.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) kind: CredentialKind,
    clues: Vec<Clue>,
    /// The JWT credential that this one replaces still exists.
    pub(crate) migrating: bool,
    /// The names of the products its workspace has.
    pub(crate) services: Vec<String>,
    /// The text says what kind it is; otherwise the likeliest kind is assumed.
    pub(crate) declared: bool,
    /// No credential by itself, only something that stands beside one. If there is exactly one credential, this
    /// completes it; an organization completes all there are.
    pub(crate) beside: bool,
    /// The text says that it is about all credentials.
    pub(crate) of_all: bool,
}

/// Everything that the formats found.
#[derive(Default)]
pub(crate) struct Clues {
    pub(crate) drafts: Vec<Draft>,
    /// What belongs to no credential but is worth a finding, and where it stands in bytes.
    pub(crate) sightings: Vec<(Sighting, usize)>,
}

/// Something that is not used, but has to be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sighting {
    /// An access token, valid for a day at most.
    AccessToken,
    /// The one-day token that AEM's own Developer Console gives to a developer.
    LocalDevelopmentToken,
    PrivateKey,
    /// The address of a credential's page.
    PageAddress,
    /// A file that is no text, and what kind.
    File(&'static str),
}

const QUOTES: [char; 3] = ['"', '\'', '`'];

fn has_secret(text: &str) -> bool {
    cores::only(CredentialField::ClientSecrets, text).is_some() || text.contains("8e-")
}

/// The longest value, in bytes. No list of scopes comes near it; anything longer is something else.
pub(crate) const LONGEST_VALUE: usize = 8 << 10;

/// How many clues a field may have. No real text comes near it; in any other, it keeps the time linear.
const MOST_CLUES: usize = 64;

/// The text gives a field a value.
#[derive(Clone)]
pub(crate) struct Clue {
    pub(crate) field: CredentialField,
    pub(crate) said: Said,
    /// Where the value begins, in bytes of the cleaned text.
    pub(crate) at: usize,
}

/// The value as it stands in the text. Any value may be a secret, if only by mistake, so all of them are wiped.
#[derive(Clone)]
pub(crate) enum Said {
    /// One value.
    Text(Zeroizing<String>),
    /// A list of scopes.
    List(Zeroizing<Vec<String>>),
    /// The page showed *Retrieve client secret* in place of the value.
    Hidden,
}

impl Draft {
    pub(crate) fn new(kind: CredentialKind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// Adds a clue.
    pub(crate) fn add(&mut self, clue: Clue) {
        if clue.text().is_some_and(|text| text.len() > LONGEST_VALUE) {
            return;
        }
        if self.about(clue.field).count() < MOST_CLUES {
            self.clues.push(clue);
        }
    }

    /// All clues, in the order of the text. None are left.
    pub(crate) fn take_clues(&mut self) -> Vec<Clue> {
        std::mem::take(&mut self.clues)
    }

    /// Drops references (`$CLIENT_ID`, `<YOUR_CLIENT_ID>`), if there is nothing but references for id and secret.
    pub(crate) fn drop_references(&mut self) {
        let is_named =
            |clue: &Clue| matches!(clue.field, CredentialField::ClientId | CredentialField::ClientSecrets);
        let is_reference = |clue: &Clue| {
            clue.text().is_some_and(|text| keys::is_placeholder(text) && !shapes::is_masked(text))
        };
        if self.clues.iter().filter(|clue| is_named(clue)).all(is_reference) {
            self.clues.retain(|clue| !is_reference(clue));
        }
    }

    /// Drops what cannot be a list of scopes (the name of a variable, the scope of something else), if there is one that
    /// can.
    pub(crate) fn prefer_lists(&mut self) {
        let is_scopes = |clue: &Clue| clue.field == CredentialField::Scopes;
        let may_be = |clue: &Clue| clue.text().is_none_or(scopes::may_be_list);
        if self.clues.iter().filter(|clue| is_scopes(clue)).any(may_be) {
            self.clues.retain(|clue| !is_scopes(clue) || may_be(clue));
        }
    }

    /// Whether there are clues about no other fields.
    pub(crate) fn has_only(&self, fields: &[CredentialField]) -> bool {
        self.clues.iter().all(|clue| fields.contains(&clue.field))
    }

    /// Whether there is anything that makes it a credential and not only something beside one.
    pub(crate) fn is_of_credential(&self) -> bool {
        !self.has_only(&[CredentialField::AuthorizationServer, CredentialField::Name])
    }

    /// Whether there are no clues.
    pub(crate) fn is_empty(&self) -> bool {
        self.clues.is_empty()
    }

    /// Adds the clue that `field` was given as `text`. An empty value says nothing. A list written as text, as in
    /// `CLIENT_SECRETS=["…"]`, is taken apart.
    pub(crate) fn say(&mut self, field: CredentialField, text: Zeroizing<String>, at: usize) {
        if text.is_empty() {
            return;
        }
        // `[MASKED]` and `[use … to reveal]` are lists of nothing.
        let is_list = |inside: &str| {
            inside == "]"
                || field != CredentialField::ClientSecrets
                || inside.starts_with(QUOTES)
                || has_secret(inside)
        };
        if let Some(inside) = text.strip_prefix('[').filter(|inside| inside.ends_with(']'))
            && is_list(inside.trim_start())
        {
            return self.say_list(field, json::strings(&text), at);
        }
        if let Some(list) = list_in(field, &text) {
            return self.say_list(field, list, at);
        }
        let (text, at) = value_in(field, text, at);
        self.add(Clue { field, said: Said::Text(text), at });
    }

    /// Adds the clue that `field` was given as a list.
    pub(crate) fn say_list(&mut self, field: CredentialField, list: Zeroizing<Vec<String>>, at: usize) {
        if field == CredentialField::Scopes {
            if !list.is_empty() {
                self.add(Clue { field, said: Said::List(list), at });
            }
        } else {
            for text in list.iter().filter(|text| !text.is_empty()) {
                let (text, at) = value_in(field, Zeroizing::new(text.clone()), at);
                self.add(Clue { field, said: Said::Text(text), at });
            }
        }
    }

    /// The clues about `field`, in the order of the text.
    pub(crate) fn about(&self, field: CredentialField) -> impl Iterator<Item = &Clue> {
        self.clues.iter().filter(move |clue| clue.field == field)
    }

    /// Where its values stand.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.clues.iter().map(|clue| clue.at)
    }

    /// Whether there is a clue about `field`.
    pub(crate) fn mentions(&self, field: CredentialField) -> bool {
        self.about(field).next().is_some()
    }

    /// Puts all clues at `at`, where the embedded text begins that they were found in.
    pub(crate) fn place(&mut self, at: usize) {
        self.clues.iter_mut().for_each(|clue| clue.at = at);
    }

    /// Takes the clues of `other` about fields that have no value of Adobe's shape yet, if theirs has: `other` may be about
    /// something else altogether.
    pub(crate) fn complete_with(&mut self, other: &Self) {
        let is_new = |clue: &&Clue| clue.is_adobes() && !self.about(clue.field).any(Clue::is_adobes);
        let new: Vec<Clue> = other.clues.iter().filter(is_new).cloned().collect();
        new.into_iter().for_each(|clue| self.add(clue));
    }

    /// Takes the number that `other` gives for the organization, to be explained, if nothing else is there.
    pub(crate) fn complete_with_number(&mut self, other: &Self) {
        let field = CredentialField::OrgId;
        let is_number = |clue: &&Clue| clue.text().is_some_and(shapes::is_org_number);
        if !self.mentions(field)
            && let Some(clue) = other.about(field).find(is_number)
        {
            self.add(clue.clone());
        }
    }

    /// Takes all clues of `other`.
    pub(crate) fn absorb(&mut self, other: Self) {
        other.clues.into_iter().for_each(|clue| self.add(clue));
        self.migrating |= other.migrating;
        if self.services.is_empty() {
            self.services = other.services;
        }
    }

    /// Takes from the JWT credential that this one replaces what a migration keeps: organization and technical account
    /// (Adobe's migration guide). Never its secret or its metascopes.
    pub(crate) fn replace(&mut self, jwt: Self) {
        use CredentialField::{AuthorizationServer, Name, OrgId, TechnicalAccountEmail, TechnicalAccountId};
        self.migrating = true;
        for field in [Name, OrgId, TechnicalAccountId, TechnicalAccountEmail, AuthorizationServer] {
            if !self.mentions(field) {
                jwt.about(field).for_each(|clue| self.add(clue.clone()));
            }
        }
        if self.services.is_empty() {
            self.services = jwt.services;
        }
    }
}

/// The value of `field` in `text`: what is unmistakable in it, or what base64 of it contains (Kubernetes keeps secrets
/// like that); otherwise all of it.
fn value_in(field: CredentialField, text: Zeroizing<String>, at: usize) -> (Zeroizing<String>, usize) {
    let has_none = field == CredentialField::Name;
    if has_none || formats::has_shape(field, &text) && !shapes::is_masked(&text) {
        return (text, at);
    }
    if let Some(core) = cores::only(field, &text) {
        return (core.text(), at + core.from);
    }
    if let Some(decoded) = base64(field, &text) {
        return (decoded, at);
    }
    if field == CredentialField::AuthorizationServer
        && let Some(host) = formats::host_in_code(&text)
    {
        return (Zeroizing::new(host.to_owned()), at);
    }
    (text, at)
}

/// What `text` is in base64, if that is unmistakably a value of `field`.
fn base64(field: CredentialField, text: &str) -> Option<Zeroizing<String>> {
    use base64::Engine as _;
    let of_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    if text.len() < 16 || !text.len().is_multiple_of(4) || !text.bytes().all(of_base64) {
        return None;
    }
    let bytes = Zeroizing::new(base64::engine::general_purpose::STANDARD.decode(text).ok()?);
    let decoded = Zeroizing::new(std::str::from_utf8(&bytes).ok()?.trim().to_owned());
    let is_list = || shapes::contains(&decoded, "openid") || shapes::contains(&decoded, "AdobeID");
    let is_value = formats::has_shape(field, &decoded) || field == CredentialField::Scopes && is_list();
    is_value.then_some(decoded)
}

/// The items of a list that has no square brackets: two complete secrets with a comma between them, as in the secrets
/// of GitHub Actions, or scopes as a shell writes them, `(openid AdobeID)`.
fn list_in(field: CredentialField, text: &str) -> Option<Zeroizing<Vec<String>>> {
    let parts = |text: &str, separators: &[char]| {
        let parts = text.split(separators).map(|part| part.trim_matches(['"', '\'']));
        Zeroizing::new(parts.filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>())
    };
    match field {
        CredentialField::ClientSecrets if text.contains(',') => {
            let list = parts(text, &[',', ' ']);
            list.iter().all(|part| shapes::is_secret(part)).then_some(list)
        }
        CredentialField::Scopes => {
            let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
            // PowerShell shows lists like that. A placeholder has one word.
            let braces = || text.strip_prefix('{')?.strip_suffix('}').filter(|inside| inside.contains(','));
            Some(parts(inside.or_else(braces)?, &[',', ' ']))
        }
        _ => None,
    }
}

impl Clue {
    /// Whether the value is unmistakably Adobe's.
    pub(crate) fn is_adobes(&self) -> bool {
        let is_scope = |text: &str| shapes::contains(text, "openid") || shapes::contains(text, "AdobeID");
        match &self.said {
            Said::Text(text) if self.field == CredentialField::Scopes => is_scope(text),
            Said::Text(text) => formats::has_shape(self.field, text),
            Said::List(list) => list.iter().any(|scope| is_scope(scope)),
            Said::Hidden => true,
        }
    }

    /// The value, if it is a single one.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.said {
            Said::Text(text) => Some(text),
            Said::List(_) | Said::Hidden => None,
        }
    }
}
