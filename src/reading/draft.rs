//! What a form found out about one credential, before anything of it is believed.

use super::formats::{self, json};
use crate::credentials::{CredentialField, CredentialKind, shapes};
use zeroize::Zeroizing;

/// One credential in the making: its clues in the order of the paste.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) kind: CredentialKind,
    clues: Vec<Clue>,
    /// The JWT credential that this one replaces is still there.
    pub(crate) migrating: bool,
    /// Names of the products the credential is for.
    pub(crate) services: Vec<String>,
    /// The paste says what kind it is, where otherwise the most likely one is assumed.
    pub(crate) declared: bool,
    /// Not a credential by itself, only something said beside one: it completes the one there is, and an organization
    /// all there are.
    pub(crate) beside: bool,
}

/// All that the forms found.
#[derive(Default)]
pub(crate) struct Clues {
    pub(crate) drafts: Vec<Draft>,
    /// What belongs to no credential and is worth a word, and where it stands.
    pub(crate) sightings: Vec<(Sighting, usize)>,
}

/// Something that is not read, but has to be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sighting {
    /// A token, of an hour or of a day.
    AccessToken,
    /// The token that AEM's own Developer Console gives a developer for a day.
    LocalDevelopmentToken,
    PrivateKey,
    /// The address of a credential's page.
    PageAddress,
}

/// The longest value, in bytes. Lists of scopes come nowhere near, and whatever is longer is no value of ours.
pub(crate) const LONGEST_VALUE: usize = 8 << 10;

/// How many clues a field may have. No honest paste comes near; in any other, work stays in proportion to length.
const MOST_CLUES: usize = 64;

/// That the paste gave a field a value.
#[derive(Clone)]
pub(crate) struct Clue {
    pub(crate) field: CredentialField,
    pub(crate) said: Said,
    /// Where the value begins, in bytes of the cleaned text.
    pub(crate) at: usize,
}

/// The value as it stood there. Any of it may hold a secret, if only by mistake, so all of it is wiped.
#[derive(Clone)]
pub(crate) enum Said {
    /// One value.
    Text(Zeroizing<String>),
    /// A list of scopes.
    List(Zeroizing<Vec<String>>),
    /// The page showed *Retrieve client secret* where the value would be.
    Hidden,
}

impl Draft {
    pub(crate) fn new(kind: CredentialKind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// Notes a clue.
    pub(crate) fn add(&mut self, clue: Clue) {
        if clue.text().is_some_and(|text| text.len() > LONGEST_VALUE) {
            return;
        }
        if self.about(clue.field).count() < MOST_CLUES {
            self.clues.push(clue);
        }
    }

    /// Whether nothing was said at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.clues.is_empty()
    }

    /// Notes that `field` was given as `text`. An empty value says nothing. A list written as text, as in
    /// `CLIENT_SECRETS=["…"]`, is taken apart.
    pub(crate) fn say(&mut self, field: CredentialField, text: Zeroizing<String>, at: usize) {
        if text.is_empty() {
            return;
        }
        if text.starts_with('[') && text.ends_with(']') {
            return self.say_list(field, json::strings(&text), at);
        }
        if let Some(list) = list_in(field, &text) {
            return self.say_list(field, list, at);
        }
        self.add(Clue { field, said: Said::Text(text), at });
    }

    /// Notes that `field` was given as a list.
    pub(crate) fn say_list(&mut self, field: CredentialField, list: Zeroizing<Vec<String>>, at: usize) {
        if field == CredentialField::Scopes {
            if !list.is_empty() {
                self.add(Clue { field, said: Said::List(list), at });
            }
        } else {
            for text in list.iter().filter(|text| !text.is_empty()) {
                self.add(Clue { field, said: Said::Text(Zeroizing::new(text.clone())), at });
            }
        }
    }

    /// What was said about `field`.
    pub(crate) fn about(&self, field: CredentialField) -> impl Iterator<Item = &Clue> {
        self.clues.iter().filter(move |clue| clue.field == field)
    }

    /// Whether anything was said about `field`.
    pub(crate) fn mentions(&self, field: CredentialField) -> bool {
        self.about(field).next().is_some()
    }

    /// Says that everything stands at `at`: where the text that was read stands as a whole.
    pub(crate) fn place(&mut self, at: usize) {
        self.clues.iter_mut().for_each(|clue| clue.at = at);
    }

    /// Takes over what `other` says about the fields that nothing was said about, if it has the shape that Adobe's have:
    /// it may be about something else altogether.
    pub(crate) fn complete_with(&mut self, other: &Self) {
        let is_new = |clue: &&Clue| !self.mentions(clue.field) && clue.is_adobes();
        let new: Vec<Clue> = other.clues.iter().filter(is_new).cloned().collect();
        new.into_iter().for_each(|clue| self.add(clue));
    }

    /// Takes over everything said in `other`.
    pub(crate) fn absorb(&mut self, other: Self) {
        other.clues.into_iter().for_each(|clue| self.add(clue));
        self.migrating |= other.migrating;
        if self.services.is_empty() {
            self.services = other.services;
        }
    }

    /// Takes over from the JWT credential this one replaces what the replacing keeps: organization and technical
    /// account (Adobe's migration guide). Never its secret, nor its metascopes.
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

/// The parts of a list that is written without brackets of its own: two whole secrets with a comma between them, as in
/// the secrets of GitHub Actions, and scopes as a shell has them, `(openid AdobeID)`.
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
            let inside = text.strip_prefix('(')?.strip_suffix(')')?;
            Some(parts(inside, &[',', ' ']))
        }
        _ => None,
    }
}

impl Clue {
    /// Whether the value can only be Adobe's.
    pub(crate) fn is_adobes(&self) -> bool {
        let is_scope = |text: &str| shapes::contains(text, "openid") || shapes::contains(text, "AdobeID");
        match &self.said {
            Said::Text(text) if self.field == CredentialField::Scopes => is_scope(text),
            Said::Text(text) => formats::has_shape(self.field, text),
            Said::List(list) => list.iter().any(|scope| is_scope(scope)),
            Said::Hidden => true,
        }
    }

    /// The value, where it is a single one.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.said {
            Said::Text(text) => Some(text),
            Said::List(_) | Said::Hidden => None,
        }
    }
}
