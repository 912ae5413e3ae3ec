//! Undoing what filling changed.

use super::{Edited, Moved, WhichForm, look, look_at, took_focus};
use crate::assistant::page::Page;
use crate::console::{ConsoleView, Role};
use crate::page::{Edit, Key, Outcome, PageError, Problem};

/// What to undo.
#[derive(Clone, Debug, PartialEq)]
pub struct UndoOrder {
    /// The form that was filled.
    pub form: WhichForm,
    /// What filling edited, in that order.
    pub edited: Edited,
}

/// What became of a field when filling was undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// It holds what it held before.
    Restored,
    /// Somebody has changed it since, so it was left alone.
    ChangedSince,
    /// It is not on the page any more.
    Gone,
    /// The page does not take back what it held.
    Refused,
}

/// How undoing ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Undoing {
    /// What became of each field, in the order of the first edits.
    pub undone: Vec<(Role, Undone)>,
    /// Whether the page took the focus meanwhile.
    pub took_focus: bool,
    /// The page as it was found at the end; `None` where it did not answer any more.
    pub view: Option<ConsoleView>,
}

/// Why nothing was undone, or why it is not known what was.
#[derive(Clone, Debug, PartialEq)]
pub enum UndoFailure {
    /// The page did not answer.
    Page(PageError),
    /// The page does not show the form that was filled.
    Moved(Moved),
}

impl From<PageError> for UndoFailure {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

impl From<Moved> for UndoFailure {
    fn from(moved: Moved) -> Self {
        Self::Moved(moved)
    }
}

/// Puts back what the edited fields held, the last edit first, so that the choice of OAuth comes last: AEM then shows
/// the fields that it showed before it.
pub async fn undo(page: &impl Page, order: &UndoOrder) -> Result<Undoing, UndoFailure> {
    look_at::<UndoFailure>(page, &order.form).await?;
    // `page.js` remembers what a handle's field held before the first edit and forgets it once it is restored, so a
    // handle that was edited twice is restored once.
    let mut keys: Vec<&Key> = Vec::new();
    for (_, key) in &order.edited {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let edits: Vec<Edit> = keys.iter().rev().map(|key| Edit::Restore { key: (*key).clone() }).collect();
    let outcomes = page.apply(&edits).await?;
    let of = |key: &Key| {
        let place = edits.iter().position(|edit| *edit == Edit::Restore { key: key.clone() });
        place.and_then(|place| outcomes.get(place)).map_or(Undone::Refused, undone)
    };
    let view = look(page).await.ok();
    let mut roles: Vec<(Role, Undone)> = Vec::new();
    for (role, _) in &order.edited {
        // A field that was edited again after it was rendered anew is still one field.
        if roles.iter().all(|(earlier, _)| earlier != role) {
            let of_role = order.edited.iter().filter(|(other, _)| other == role).map(|(_, key)| of(key));
            roles.push((*role, in_all(&of_role.collect::<Vec<_>>(), *role, view.as_ref())));
        }
    }
    Ok(Undoing { undone: roles, took_focus: took_focus(&outcomes), view })
}

fn undone(outcome: &Outcome) -> Undone {
    match outcome.problem {
        None => Undone::Restored,
        Some(Problem::Changed) => Undone::ChangedSince,
        Some(Problem::Gone) => Undone::Gone,
        Some(_) => Undone::Refused,
    }
}

/// What became of a field that was edited under several handles, in the order of the edits.
///
/// The first handle knows what the field held before everything, so it decides. It is gone where its edit came too
/// late, after the page had rendered the field anew, and was never made: then the next one knows.
fn in_all(outcomes: &[Undone], role: Role, view: Option<&ConsoleView>) -> Undone {
    let first = outcomes.iter().find(|undone| **undone != Undone::Gone).copied();
    let some_gone = outcomes.contains(&Undone::Gone);
    match first {
        None => Undone::Gone,
        // A password that is not told by its name cannot be followed through a rendering. What it was restored to may
        // be the secret of an earlier edit, so a field that still holds something is not called restored.
        Some(Undone::Restored) if role == Role::ClientSecret && some_gone && !is_empty(view) => {
            Undone::Refused
        }
        Some(undone) => undone,
    }
}

fn is_empty(view: Option<&ConsoleView>) -> bool {
    let secret = view.and_then(|view| view.form.as_ref()).and_then(|form| form.field(Role::ClientSecret));
    secret.is_none_or(|secret| !secret.field.filled)
}

#[cfg(test)]
mod tests;
