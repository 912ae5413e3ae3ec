//! What will change on the form: each field *now -> will be*, and the edits that make it so.

use crate::console::{ConsoleView, Form, FormField, Ownership, PageKind, Role, Unresolved};
use crate::credentials::{Credential, Secret};
use crate::migration::{Run, Seen};
use crate::page::Edit;

/// What would be done with a form, as shown before it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The fields, in AEM's order.
    pub rows: Vec<Row>,
    /// The edit that switches *Authentication Type* to OAuth. AEM then renders its form anew, so the rows' own
    /// edits come from a second plan, made of what is there afterwards.
    pub choose_oauth: Option<Edit>,
}

impl Plan {
    /// The edits that fill the fields that are there, each with the role it fills.
    pub fn edits(&self) -> Vec<(Role, Edit)> {
        let edit = |row: &Row| match &row.how {
            How::Fill(edit) => Some((row.role, edit.clone())),
            _ => None,
        };
        self.rows.iter().filter_map(edit).collect()
    }

    /// How many fields would be changed by us: those there and those that appear once OAuth is chosen.
    pub fn changes(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.how, How::Fill(_) | How::Appears)).count()
    }

    /// Whether some field has to be filled by hand.
    pub fn by_hand(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.how, How::Copy(_)))
    }
}

/// One field's *now -> will be*.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which field.
    pub role: Role,
    /// AEM's own label for it; empty while the field is not there.
    pub label: String,
    /// What it shows now.
    pub now: Shown,
    /// What it will hold.
    pub will_be: Shown,
    /// How that will come about.
    pub how: How,
}

/// A value as it may be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Nothing is there.
    Nothing,
    /// A value that is no secret.
    Text(String),
    /// A secret that we hold.
    Secret(Secret),
    /// A password field holds something; what, nobody can see.
    Filled,
}

/// How a field gets its value.
#[derive(Clone, Debug, PartialEq)]
pub enum How {
    /// By this edit.
    Fill(Edit),
    /// It has the value already.
    Same,
    /// The field appears once OAuth is chosen.
    Appears,
    /// The field is not known for certain: the administrator copies the value.
    Copy(Unresolved),
}

/// Why a form is not touched at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The configuration is Adobe's own, or might be.
    Adobes,
    /// No list has shown whose configuration it is; its properties do not tell.
    NotSeen,
    /// The authentication type cannot be changed: its select is disabled, or the whole form is read-only.
    Locked,
    /// The form is a JWT form and offers no choice of OAuth. AEM 6.5 needs a service pack for it.
    NoChoiceOfOAuth,
    /// The credential lacks something that the form demands.
    NotUsable,
}

/// Plans one form for one credential. `secret` is the index of the client secret to use.
pub fn plan(view: &ConsoleView, run: &Run, credential: &Credential, secret: usize) -> Result<Plan, Refusal> {
    let form = view.form.as_ref().ok_or(Refusal::Locked)?;
    if view.kind == PageKind::Properties {
        check_owner(view, form, run)?;
    }
    if !credential.usable() || secret >= credential.client_secrets.len() {
        return Err(Refusal::NotUsable);
    }
    let jwt = form.awaits_oauth();
    let choose_oauth = if jwt { Some(choose_oauth(form)?) } else { None };

    let mut rows: Vec<Row> =
        form.field(Role::AuthenticationType).map(|found| type_row(form, found, jwt)).into_iter().collect();
    for role in Role::OF_CREDENTIAL {
        if let Some(will_be) = value(credential, role, secret) {
            rows.push(row(form, role, will_be, jwt));
        }
    }
    let locked = rows.iter().filter(|row| row.how == How::Copy(Unresolved::Locked)).count();
    if locked == Role::OF_CREDENTIAL.len() { Err(Refusal::Locked) } else { Ok(Plan { rows, choose_oauth }) }
}

/// Whose a configuration is was said by its list, not by its properties. It is known again by its id, or where the
/// address and the list do not share one, by its title.
fn check_owner(view: &ConsoleView, form: &Form, run: &Run) -> Result<(), Refusal> {
    let by_id = |seen: &&Seen| view.item.as_ref() == Some(&seen.id);
    let title = form.value(Role::Title).unwrap_or(&view.heading);
    let by_title = |seen: &&Seen| seen.title == title;
    let mut seen: Vec<&Seen> = run.seen.iter().filter(by_id).collect();
    if seen.is_empty() {
        seen = run.seen.iter().filter(by_title).collect();
    }
    if seen.is_empty() {
        return Err(Refusal::NotSeen);
    }
    let administrators = seen.iter().all(|seen| seen.ownership == Ownership::Administrator);
    if administrators { Ok(()) } else { Err(Refusal::Adobes) }
}

fn choose_oauth(form: &Form) -> Result<Edit, Refusal> {
    let select = form.field(Role::AuthenticationType).ok_or(Refusal::NoChoiceOfOAuth)?;
    let option = form.oauth_option.clone().ok_or(Refusal::NoChoiceOfOAuth)?;
    if !select.field.editable() {
        return Err(Refusal::Locked);
    }
    Ok(Edit::Choose { key: select.field.key.clone(), option })
}

fn type_row(form: &Form, select: &FormField, jwt: bool) -> Row {
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
    }
}

fn row(form: &Form, role: Role, will_be: Shown, jwt: bool) -> Row {
    let Some(found) = form.field(role) else {
        let unresolved = form.unresolved.iter().find(|(candidate, _)| *candidate == role);
        let reason = unresolved.map_or(Unresolved::NotFound, |(_, reason)| *reason);
        // A JWT form calls the client id by its older name.
        let now = if role == Role::ClientId { form.field(Role::ApiKey).map(shown) } else { None };
        let how = if jwt { How::Appears } else { How::Copy(reason) };
        return Row { role, label: String::new(), now: now.unwrap_or(Shown::Nothing), will_be, how };
    };
    let now = shown(found);
    let how = if jwt {
        How::Appears
    } else if now == will_be {
        How::Same
    } else if found.field.editable() {
        How::Fill(Edit::SetText { key: found.field.key.clone(), value: text_of(&will_be).to_owned() })
    } else {
        How::Copy(Unresolved::Locked)
    };
    Row { role, label: found.label().to_owned(), now, will_be, how }
}

fn shown(found: &FormField) -> Shown {
    match &found.field.value {
        Some(value) if value.is_empty() => Shown::Nothing,
        Some(value) => Shown::Text(value.clone()),
        None if found.field.filled => Shown::Filled,
        None => Shown::Nothing,
    }
}

/// What the credential has for a field, written the way AEM's form takes it.
fn value(credential: &Credential, role: Role, secret: usize) -> Option<Shown> {
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

fn text_of(shown: &Shown) -> &str {
    match shown {
        Shown::Text(text) => text,
        Shown::Secret(secret) => secret.reveal(),
        Shown::Nothing | Shown::Filled => "",
    }
}

#[cfg(test)]
mod tests;
