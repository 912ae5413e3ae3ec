//! Tells which of the console's pages a snapshot shows: first by the address, then by what is on the page.

use super::vocabulary::{self, Words};
use super::words;
use crate::page::{Address, Field, FieldKind, PageSnapshot};

/// The path of the create page, below the console's (facts, section 1: log line of KA-22693).
const CREATE: &str = "/createimsconfig";

/// The console's pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageKind {
    /// All configurations.
    List,
    /// One configuration's properties.
    Properties,
    /// A new configuration.
    Create,
    /// A new configuration, in the wizard from before OAuth, which can create JWT configurations only.
    Wizard,
    /// A login page, served at the console's address.
    Login,
    /// The server's error page, served at the console's address.
    Error,
    /// Another page of the console, or one that cannot be told yet because it is still loading.
    Unknown,
    /// Not the console at all.
    #[default]
    Elsewhere,
}

impl PageKind {
    /// Whether another page stands in the console's place, where there is nothing to do.
    pub fn stands_in(self) -> bool {
        match self {
            Self::Wizard | Self::Login | Self::Error | Self::Elsewhere => true,
            Self::List | Self::Properties | Self::Create | Self::Unknown => false,
        }
    }
}

/// One reason for a [`PageKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageEvidence {
    /// The path is not the console's.
    OtherPath,
    /// The path is the console's own.
    ConsolePath,
    /// The path is below the console's.
    PathBelow,
    /// The path is the create page's.
    CreatePath,
    /// There are items of a collection.
    Items,
    /// There is a collection without items.
    EmptyCollection,
    /// A field is labelled *Authentication Type*, or offers OAuth.
    AuthenticationType,
    /// Fields have the names or labels that this console's forms have.
    ConsoleFields,
    /// There is a password field.
    Password,
    /// Fields have the names that a login form has.
    LoginNames,
    /// The form asks for a name and a password, and nothing else.
    NameAndPassword,
    /// Fields have the names or labels that only JWT configurations have.
    JwtFields,
    /// A wizard shows several steps.
    Steps,
    /// The server answered with this status.
    HttpStatus(u16),
    /// The title or the heading begins with this status, or contains both it and "HTTP".
    StatusInTitle(u16),
    /// There is neither an item nor a visible field.
    Nothing,
}

pub(super) fn read(snapshot: &PageSnapshot, address: &Address) -> (PageKind, Vec<PageEvidence>) {
    use PageEvidence as E;
    let Some((_, below)) = address.around_console() else {
        return (PageKind::Elsewhere, vec![E::OtherPath]);
    };
    let is_create = below.starts_with(CREATE);
    let is_console_itself = is_console_itself(below);
    let mut why = vec![match (is_create, is_console_itself) {
        (true, _) => E::CreatePath,
        (false, true) => E::ConsolePath,
        (false, false) => E::PathBelow,
    }];

    let visible: Vec<&Field> = snapshot.fields.iter().filter(|field| field.visible).collect();
    let has_items = !snapshot.items.is_empty();
    if let Some(login) = login(&visible).filter(|_| !has_items) {
        return (PageKind::Login, [why, login].concat());
    }
    if let Some(status) = error(snapshot).filter(|_| !has_items && visible.is_empty()) {
        return (PageKind::Error, [why, vec![status, E::Nothing]].concat());
    }

    // A form may have no labels, and may show as plain text what cannot be changed. Its choice of OAuth remains.
    let authentication_type = any_labelled(&snapshot.fields, vocabulary::AUTHENTICATION_TYPE)
        || snapshot.fields.iter().any(super::form::offers_oauth);
    let password = snapshot.fields.iter().any(|field| field.kind == FieldKind::Password);
    let jwt_fields = is_jwt(&snapshot.fields);
    let steps = snapshot.steps.len() > 1;
    let found = [
        (has_items, E::Items),
        (!has_items && snapshot.collection.is_some(), E::EmptyCollection),
        (authentication_type, E::AuthenticationType),
        (password, E::Password),
        (jwt_fields, E::JwtFields),
        (steps, E::Steps),
    ];
    why.extend(found.iter().filter(|(holds, _)| *holds).map(|(_, evidence)| *evidence));
    // The address of the properties page is not public, so any page below the console that has an authentication type
    // or a password field counts as one. Beside items, a password field belongs to some other form.
    let has_form = authentication_type || (password && !has_items);
    let is_wizard = is_create && jwt_fields && !authentication_type && !has_oauth(&snapshot.fields);
    let kind = match (is_create, has_form, is_console_itself, has_items) {
        (true, ..) if is_wizard => PageKind::Wizard,
        (true, ..) => PageKind::Create,
        (_, true, _, _) => PageKind::Properties,
        (_, false, true, _) | (_, false, false, true) => PageKind::List,
        (_, false, false, false) => PageKind::Unknown,
    };
    (kind, why)
}

/// Whether a path on the console's host is that of the page that creates.
pub(super) fn is_of_create(path: &str) -> bool {
    let address = Address::parse(&["https://host", path].concat());
    address.around_console().is_some_and(|(_, below)| below.starts_with(CREATE))
}

/// Whether it is `configurations.html` itself, with or without selectors, and without a suffix.
fn is_console_itself(below: &str) -> bool {
    below.is_empty() || (below.starts_with('.') && !below.contains('/'))
}

/// What makes a form a login form: the names of its fields, or that it asks for a name and a password only. One that has
/// anything of the console's own forms is none.
fn login(fields: &[&Field]) -> Option<Vec<PageEvidence>> {
    let named = words::LOGIN_FIELDS.iter().all(|name| fields.iter().any(|field| field.name == *name));
    let passwords = fields.iter().filter(|field| field.kind == FieldKind::Password).count();
    let texts = fields.iter().filter(|field| field.kind == FieldKind::Text).count();
    let selects = fields.iter().any(|field| matches!(field.kind, FieldKind::Select | FieldKind::Multiline));
    let consoles = CONSOLE_LABELS.iter().any(|words| fields.iter().any(|field| labelled(field, words)))
        || fields.iter().any(|field| words::JWT_FIELDS.contains(&field.name.as_str()));
    let bare = passwords == 1 && texts <= 1 && !selects && !consoles;
    let evidence = [(named, PageEvidence::LoginNames), (bare, PageEvidence::NameAndPassword)];
    let found: Vec<PageEvidence> =
        evidence.iter().filter(|(holds, _)| *holds).map(|(_, evidence)| *evidence).collect();
    (passwords > 0 && !consoles && !found.is_empty()).then_some(found)
}

/// Labels that only the console's own forms have beside a password.
const CONSOLE_LABELS: &[Words] = &[
    vocabulary::AUTHENTICATION_TYPE,
    vocabulary::AUTHORIZATION_SERVER,
    vocabulary::CLIENT_ID,
    vocabulary::CLIENT_SECRET,
    vocabulary::SCOPE,
    vocabulary::ORG_ID,
    vocabulary::API_KEY,
    vocabulary::PAYLOAD,
];

/// Labels that only OAuth forms have.
const OAUTH_LABELS: &[Words] = &[vocabulary::CLIENT_ID, vocabulary::SCOPE, vocabulary::ORG_ID];

fn has_oauth(fields: &[Field]) -> bool {
    OAUTH_LABELS.iter().any(|words| any_labelled(fields, words))
}

fn is_jwt(fields: &[Field]) -> bool {
    let labels = [words::CERTIFICATE, vocabulary::API_KEY, vocabulary::PAYLOAD];
    labels.iter().any(|words| any_labelled(fields, words))
        || fields.iter().any(|field| words::JWT_FIELDS.contains(&field.name.as_str()))
}

fn any_labelled(fields: &[Field], words: Words) -> bool {
    fields.iter().any(|field| labelled(field, words))
}

fn labelled(field: &Field, words: Words) -> bool {
    field.labels.iter().any(|label| vocabulary::matches(words, label))
}

/// The status of an error page. Where the browser does not tell it, the page's own words do: Sling's and other servers'
/// error pages begin with it, or have "HTTP" before it.
fn error(snapshot: &PageSnapshot) -> Option<PageEvidence> {
    let is_error = |status: &u16| (400..600).contains(status);
    if let Some(status) = snapshot.http_status {
        return is_error(&status).then_some(PageEvidence::HttpStatus(status));
    }
    [&snapshot.title, &snapshot.heading].into_iter().find_map(|text| {
        let mut words = text.split(|character: char| !character.is_ascii_alphanumeric());
        let number = words.clone().find_map(|word| word.parse::<u16>().ok().filter(is_error))?;
        let begins = words.next().is_some_and(|word| word.parse() == Ok(number));
        (begins || text.contains("HTTP")).then_some(PageEvidence::StatusInTitle(number))
    })
}

#[cfg(test)]
mod tests;
