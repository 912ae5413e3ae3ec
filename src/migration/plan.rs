//! What will change on the form: each field *now -> will be*, and the edits that make it so.
//!
//! A migration changes the authentication type and the fields that a credential fills, and nothing else. Above all it
//! leaves the *Title* alone: products such as Launch refer to a configuration by it (facts, section 10.6). Only a new
//! configuration gets one proposed.

mod rows;

pub use rows::{How, Row, Shown, Wish, value_for};

use crate::console::{ConsoleView, Form, Hazard, Ownership, PageKind, Role, Unresolved};
use crate::migration::{Refusal, Run, Seen};
use crate::page::Edit;

/// What will be done to a form, to be shown before it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The fields, in AEM's order.
    pub rows: Vec<Row>,
    /// The edit that switches *Authentication Type* to OAuth. AEM then renders the form anew, so the rows' own edits come
    /// from a second plan, made from the new form.
    pub choose_oauth: Option<Edit>,
}

impl Plan {
    /// The edits that fill the fields on the form, each with the role of its field.
    pub fn edits(&self) -> Vec<(Role, Edit)> {
        let edit = |row: &Row| match &row.how {
            How::Fill(edit) => Some((row.role, edit.clone())),
            _ => None,
        };
        self.rows.iter().filter_map(edit).collect()
    }

    /// How many fields will be filled: those on the form and those that appear once OAuth is chosen.
    pub fn changes(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.how, How::Fill(_) | How::Appears)).count()
    }

    /// Whether some field is left for the administrator to fill by hand.
    pub fn by_hand(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.how, How::Copy(_) | How::TooLong(_)))
    }

    /// Whether some field is left alone because it was edited by hand.
    pub fn edited(&self) -> bool {
        self.rows.iter().any(|row| row.how == How::Edited)
    }
}

/// Why a form is not touched, whichever credential it would be filled from; `None` where it may be.
pub fn refusal(view: &ConsoleView, run: &Run) -> Option<Refusal> {
    checked(view, run).err()
}

/// The form, if it may be touched, and the edit that switches it to OAuth, if it needs one.
fn checked<'a>(view: &'a ConsoleView, run: &Run) -> Result<(&'a Form, Option<Edit>), Refusal> {
    let form = view.form.as_ref().ok_or(Refusal::Locked)?;
    match form.hazard {
        Some(Hazard::NotSecure) => return Err(Refusal::NotSecure),
        Some(Hazard::ForeignFrame) => return Err(Refusal::ForeignFrame),
        Some(Hazard::SentElsewhere) => return Err(Refusal::SentElsewhere),
        None => {}
    }
    if view.kind == PageKind::Properties {
        check_owner(view, form, run)?;
    }
    if form.awaits_edit {
        return Err(Refusal::EditFirst);
    }
    if form.oauth_competes {
        return Err(Refusal::OAuthCompetes);
    }
    let choose_oauth = form.awaits_oauth().then(|| choose_oauth(form)).transpose()?;
    Ok((form, choose_oauth))
}

/// Plans how to fill one form.
pub fn plan(view: &ConsoleView, run: &Run, wish: &Wish<'_>) -> Result<Plan, Refusal> {
    let (form, choose_oauth) = checked(view, run)?;
    let jwt = choose_oauth.is_some();
    if !wish.credential.usable() || wish.secret >= wish.credential.client_secrets.len() {
        return Err(Refusal::NotUsable);
    }
    let mut rows = if view.kind == PageKind::Create { rows::proposals(form, wish) } else { Vec::new() };
    rows.extend(
        form.field(Role::AuthenticationType).map(|found| rows::authentication_type(form, found, jwt)),
    );
    rows.extend(Role::OF_CREDENTIAL.iter().filter_map(|role| rows::of_credential(form, *role, wish, jwt)));
    let locked = rows.iter().filter(|row| row.how == How::Copy(Unresolved::Locked)).count();
    if locked == Role::OF_CREDENTIAL.len() { Err(Refusal::Locked) } else { Ok(Plan { rows, choose_oauth }) }
}

/// The list tells whose a configuration is, and the form may say that it is Adobe's. It is recognised by its id, or where address and list use different
/// ids, by its title.
fn check_owner(view: &ConsoleView, form: &Form, run: &Run) -> Result<(), Refusal> {
    if form.adobes {
        return Err(Refusal::Adobes);
    }
    let by_id = |seen: &&Seen| view.item.as_deref() == Some(seen.id.as_str());
    let title = form.value(Role::Title).unwrap_or(&view.heading);
    let by_title = |seen: &&Seen| seen.title == title;
    let mut seen: Vec<&Seen> = run.seen.iter().filter(by_id).collect();
    if seen.is_empty() {
        seen = run.seen.iter().filter(by_title).collect();
    }
    if seen.is_empty() {
        return Err(Refusal::NotSeen);
    }
    let administrators = seen.iter().all(|seen| match seen.ownership {
        Ownership::Administrator => true,
        Ownership::Unsure => run.overruled.contains(&seen.id),
        Ownership::Adobe => false,
    });
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

#[cfg(test)]
mod tests;
