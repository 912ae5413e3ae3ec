//! The rows of a plan: what each field shows, what it will hold, and how.

use crate::console::{Form, FormField, Role, Unresolved, products_in_words};
use crate::credentials::{Credential, Secret};
use crate::migration::offer::Offer;
use crate::migration::title_for;
use crate::page::{Edit, Key};

/// What the administrator wants a form filled with, and how.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The credential.
    pub credential: &'a Credential,
    /// Which of its client secrets: its index.
    pub secret: usize,
    /// The title of a new configuration; `None` for the one that the credential proposes.
    pub title: Option<&'a str>,
    /// The rows to leave out; has no effect on those that are not [optional](Row::optional).
    pub leave_out: &'a [Role],
    /// Whether to overwrite fields that were edited by hand.
    pub overwrite: bool,
}

impl<'a> Wish<'a> {
    /// Fills everything from a credential, but leaves alone what was edited by hand.
    pub fn of(credential: &'a Credential, secret: usize) -> Self {
        Self { credential, secret, title: None, leave_out: &[], overwrite: false }
    }
}

/// One field's *now -> will be*.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which field.
    pub role: Role,
    /// AEM's own label for it; empty while the field does not exist.
    pub label: String,
    /// What it shows now.
    pub now: Shown,
    /// What it will hold.
    pub will_be: Shown,
    /// How it gets there.
    pub how: How,
    /// Whether the form would not send what the field shows, or would send another value under its name as well.
    pub not_sent: bool,
}

impl Row {
    /// Whether the administrator can leave it out, because it is a proposal and not part of the credential.
    pub fn optional(&self) -> bool {
        matches!(self.role, Role::CloudSolution | Role::Title)
    }
}

/// A field's value, as far as it may be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Empty, or absent.
    Nothing,
    /// A value that is not secret.
    Text(String),
    /// A secret from a credential.
    Secret(Secret),
    /// A password field that is not empty; the page never tells its value.
    Filled,
}

impl Shown {
    /// The text itself, of a secret as well; empty where it is not known.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Secret(secret) => secret.reveal(),
            Self::Nothing | Self::Filled => "",
        }
    }
}

/// How a field gets its value.
#[derive(Clone, Debug, PartialEq)]
pub enum How {
    /// By this edit.
    Fill(Edit),
    /// Nothing to do: it already has the value.
    Same,
    /// The field appears once OAuth is chosen.
    Appears,
    /// It is not certain which field it is, so the administrator copies the value.
    Copy(Unresolved),
    /// Its value has changed since it was first seen or filled, so somebody has edited it. It is filled only when the
    /// [`Wish`] says to overwrite.
    Edited,
    /// It takes at most this many characters (UTF-16 units), fewer than the value has. It is not filled, since what AEM
    /// would do with the rest is not known.
    TooLong(usize),
    /// The administrator has left it out.
    LeftOut,
}

/// *Authentication Type* itself.
pub(super) fn authentication_type(form: &Form, select: &FormField, jwt: bool) -> Row {
    let text = |value: Option<&String>| {
        let option = select.field.options.iter().find(|option| Some(&option.value) == value);
        option.map_or(Shown::Nothing, |option| Shown::Text(option.text.clone()))
    };
    Row {
        role: Role::AuthenticationType,
        label: select.label().to_owned(),
        now: text(select.field.value.as_ref()),
        will_be: text(form.oauth_option.as_ref().or(select.field.value.as_ref())),
        how: if jwt { How::Appears } else { How::Same },
        not_sent: select.field.not_sent,
    }
}

/// A field that the credential fills; `None` where the credential has no value for it.
pub(super) fn of_credential(form: &Form, role: Role, wish: &Wish<'_>, jwt: bool) -> Option<Row> {
    let will_be = value_for(wish.credential, role, wish.secret)?;
    let Some(found) = form.field(role) else {
        let unresolved = form.unresolved.iter().find(|(candidate, _)| *candidate == role);
        let reason = unresolved.map_or(Unresolved::NotFound, |(_, reason)| *reason);
        // A JWT form has the client id under its older name.
        let now = if role == Role::ClientId { form.field(Role::ApiKey).map(shown) } else { None };
        let how = if jwt { How::Appears } else { How::Copy(reason) };
        let now = now.unwrap_or(Shown::Nothing);
        return Some(Row { role, label: String::new(), now, will_be, how, not_sent: false });
    };
    let now = shown(found);
    let edit = edit_of(found.field.key.clone(), &will_be);
    let how = if jwt { How::Appears } else { how(found, &now, &will_be, edit, wish) };
    let not_sent = found.field.not_sent;
    Some(Row { role, label: found.label().to_owned(), now, will_be, how, not_sent })
}

fn edit_of(key: Key, will_be: &Shown) -> Edit {
    match will_be {
        Shown::Secret(secret) => Edit::SetSecret { key, value: secret.clone() },
        other => Edit::SetText { key, value: other.text().to_owned() },
    }
}

/// Proposals for what a new configuration needs besides the credential, as far as the credential tells: the cloud
/// solution, if exactly one option names its product, and a title.
///
/// For a new configuration only: a migration must never change a title.
pub(super) fn proposals(form: &Form, wish: &Wish<'_>) -> Vec<Row> {
    let products = Offer::of(wish.credential).products();
    let solution = form.field(Role::CloudSolution).and_then(|found| {
        let names_it = |text: &str| products_in_words(text).iter().any(|product| products.contains(product));
        let mut options = found.field.options.iter().filter(|option| names_it(&option.text));
        let option = options.next().filter(|_| options.next().is_none())?;
        let edit = Edit::Choose { key: found.field.key.clone(), option: option.value.clone() };
        Some((found, found.chosen().map(str::to_owned), option.text.clone(), edit))
    });
    let title = form.field(Role::Title).and_then(|found| {
        let title = wish.title.map(str::to_owned).or_else(|| title_for(wish.credential))?;
        let edit = Edit::SetText { key: found.field.key.clone(), value: title.clone() };
        Some((found, form.value(Role::Title).map(str::to_owned), title, edit))
    });
    let row = |(found, now, will_be, edit): (&FormField, Option<String>, String, Edit)| {
        let now = now.map_or(Shown::Nothing, Shown::Text);
        let will_be = Shown::Text(will_be);
        let how = if wish.leave_out.contains(&found.role) {
            How::LeftOut
        } else {
            how(found, &now, &will_be, edit, wish)
        };
        let not_sent = found.field.not_sent;
        Row { role: found.role, label: found.label().to_owned(), now, will_be, how, not_sent }
    };
    solution.into_iter().chain(title).map(row).collect()
}

/// How an existing field gets its value. Nothing is lost by filling an empty one, even if it was edited.
fn how(found: &FormField, now: &Shown, will_be: &Shown, edit: Edit, wish: &Wish<'_>) -> How {
    let length = will_be.text().encode_utf16().count();
    // The HTML attribute `maxlength` counts UTF-16 code units.
    let limit = found.field.max_length.and_then(|limit| usize::try_from(limit).ok());
    let limit = limit.filter(|limit| *limit < length);
    // A client id or a server may stand in the only entry of a list; scopes are several.
    let is_list = found.field.of_list && found.role == Role::Scope;
    if now == will_be {
        How::Same
    } else if found.field.on_other_panel {
        How::Copy(Unresolved::OtherPanel)
    } else if is_list {
        How::Copy(Unresolved::List)
    } else if !found.field.editable() {
        How::Copy(Unresolved::Locked)
    } else if let Some(limit) = limit {
        How::TooLong(limit)
    } else if found.field.edited && *now != Shown::Nothing && !wish.overwrite {
        How::Edited
    } else {
        How::Fill(edit)
    }
}

fn shown(found: &FormField) -> Shown {
    match &found.field.value {
        Some(value) if value.is_empty() => Shown::Nothing,
        Some(value) => Shown::Text(value.clone()),
        None if found.field.filled => Shown::Filled,
        None => Shown::Nothing,
    }
}

/// The credential's value for a field, in the notation that AEM's form takes; `secret` is the index of the client secret
/// to use. `None` where it has no such value, or the field is for something else.
pub fn value_for(credential: &Credential, role: Role, secret: usize) -> Option<Shown> {
    let text = |text: &str| Some(Shown::Text(text.to_owned()));
    match role {
        Role::AuthorizationServer => text(credential.authorization_server.as_str()),
        Role::ClientId => text(credential.client_id.as_ref()?.as_str()),
        Role::ClientSecret => Some(Shown::Secret(credential.client_secrets.get(secret)?.clone())),
        Role::Scope => text(credential.scopes.as_ref()?.as_field()),
        Role::OrgId => text(credential.org_id.as_ref()?.as_str()),
        _ => None,
    }
}
