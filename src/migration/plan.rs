//! What will change on the form: each field *now -> will be*, and the edits that make it so.

mod rows;

use crate::console::{ConsoleView, Form, Hazard, Ownership, PageKind, Role, Unresolved};
use crate::credentials::{Credential, Secret};
use crate::migration::{Run, Seen};
use crate::page::Edit;

/// What the administrator wants a form filled with, and how.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The credential.
    pub credential: &'a Credential,
    /// Which of its client secrets: its index.
    pub secret: usize,
    /// The rows to leave out; only those that [`Row::optional`] tells can be.
    pub leave_out: &'a [Role],
    /// Whether to fill a field as well that was edited by hand.
    pub overwrite: bool,
}

impl<'a> Wish<'a> {
    /// All of a credential, and nothing that was edited by hand is touched.
    pub fn of(credential: &'a Credential, secret: usize) -> Self {
        Self { credential, secret, leave_out: &[], overwrite: false }
    }
}

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
        self.rows.iter().any(|row| matches!(row.how, How::Copy(_) | How::TooLong(_)))
    }

    /// Whether some field was edited by hand and is left as it is.
    pub fn edited(&self) -> bool {
        self.rows.iter().any(|row| row.how == How::Edited)
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

impl Row {
    /// Whether the administrator can leave it out: it is a proposal, and no part of the credential.
    pub fn optional(&self) -> bool {
        matches!(self.role, Role::CloudSolution | Role::Title)
    }
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
    /// Somebody has put something else into it since it was first seen or since it was filled. It is filled only when
    /// the [`Wish`] says to overwrite.
    Edited,
    /// It takes only so many characters, fewer than the value has. What AEM would make of the rest is not known, so it
    /// is not filled.
    TooLong(usize),
    /// The administrator has left it out.
    LeftOut,
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
    /// Several options, or several selects, could be meant by OAuth.
    OAuthCompetes,
    /// The credential lacks something that the form demands.
    NotUsable,
    /// The page came over plain `http:` from another machine.
    NotSecure,
    /// The page is in a frame of another origin.
    ForeignFrame,
    /// The form would send what is typed to another host.
    SentElsewhere,
}

impl Refusal {
    /// Whether the administrator may still type the values by hand. Not where they would leave AEM.
    pub fn leaves_copying(self) -> bool {
        self != Self::SentElsewhere
    }
}

/// Why a form is not touched whatever it would be filled with; `None` where it may be.
pub fn refusal(view: &ConsoleView, run: &Run) -> Option<Refusal> {
    checked(view, run).err()
}

/// The form, if it may be touched, and the edit that switches it to OAuth, if it is not.
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
    if form.oauth_competes {
        return Err(Refusal::OAuthCompetes);
    }
    let choose_oauth = form.awaits_oauth().then(|| choose_oauth(form)).transpose()?;
    Ok((form, choose_oauth))
}

/// Plans one form for what the administrator wants.
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
