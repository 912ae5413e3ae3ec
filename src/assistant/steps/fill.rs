//! Filling AEM's form and reading it back.
//!
//! A form may be rendered anew at any time: when OAuth is chosen, after the first field, after every field. All handles
//! then point nowhere, so the edits of one call that stand behind the field that caused it are never made. The first
//! call carries all edits, since most forms take them so; from the first lost edit on there is one edit a call, one
//! look and one new plan. Each field has a bounded number of tries, so this ends on any page.
//!
//! The secret goes last, always. Its value can never be read, only compared by `page.js` right after it was written
//! ([`Outcome::equal`]); what a later rendering made of it is unknown: AEM may have kept it in its model, emptied the
//! field, or put a mask into it. So the secret counts as in place only while the element that it was last seen equal in
//! is still there, filled and unedited. Written earlier, it would have to be written again after every other field.

use super::{FillReport, Moved, WhichForm, look_at, took_focus};
use crate::assistant::page::Page;
use crate::console::{ConsoleView, Form, FormField, Role};
use crate::credentials::Credential;
use crate::migration::{How, Plan, Refusal, Run, Shown, Wish, plan};
use crate::page::{Edit, FieldKind, Key, Outcome, PageError, Problem};
use std::time::Duration;

/// How long a form gets to come up with its OAuth fields, and all waiting for fields takes together.
const FIELDS_WITHIN: Duration = Duration::from_secs(10);

/// How long a form that lacks some fields may be quiet before it is taken for complete, in milliseconds.
const QUIET: u32 = 500;

/// How often one field is set. Four covers a form that is rendered anew after every field and once more on its own: one
/// edit is lost in the call of all, one to a stale handle, and one to a rendering that forgot it.
const TRIES: usize = 4;

/// What to fill a form with.
#[derive(Clone, Debug)]
pub struct FillOrder {
    /// The form.
    pub form: WhichForm,
    /// The credential.
    pub credential: Credential,
    /// Which of its client secrets: its index.
    pub secret: usize,
    /// The title of a new configuration; `None` for the one that the credential proposes.
    pub title: Option<String>,
    /// The rows to leave out.
    pub leave_out: Vec<Role>,
    /// Whether to fill what was edited by hand as well.
    pub overwrite: bool,
}

impl FillOrder {
    fn wish(&self) -> Wish<'_> {
        let Self { form: _, credential, secret, title, leave_out, overwrite } = self;
        Wish { credential, secret: *secret, title: title.as_deref(), leave_out, overwrite: *overwrite }
    }

    /// The same for the report. A plan that overwrites does not tell that the secret was typed over since it was filled.
    fn wish_of_report(&self) -> Wish<'_> {
        Wish { overwrite: false, ..self.wish() }
    }
}

/// The fields that were edited, in that order: what can be undone. A field that was edited under several handles is in
/// it several times.
pub type Edited = Vec<(Role, Key)>;

/// How filling ended, and what it edited until then, which is there to be undone even where it failed.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// What the form then held, or why it was not filled.
    pub result: Result<FillReport, FillFailure>,
    /// What was edited.
    pub edited: Edited,
    /// Whether the page took the focus meanwhile.
    pub took_focus: bool,
    /// The page as it was found at the end; `None` where filling failed.
    pub view: Option<ConsoleView>,
}

/// Why a form was not filled.
#[derive(Clone, Debug, PartialEq)]
pub enum FillFailure {
    /// The page did not answer.
    Page(PageError),
    /// The form is not to be touched.
    Refused(Refusal),
    /// The page does not show the form that was decided on.
    Moved(Moved),
    /// OAuth was chosen, and the fields for it did not appear.
    FieldsDidNotAppear,
    /// The page did not take the choice of OAuth.
    OAuthNotTaken,
}

impl From<PageError> for FillFailure {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

impl From<Refusal> for FillFailure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Moved> for FillFailure {
    fn from(moved: Moved) -> Self {
        Self::Moved(moved)
    }
}

/// Switches the form to OAuth where it is not, fills it, and tells what it then holds. Saves nothing.
pub async fn fill(page: &impl Page, run: &Run, order: &FillOrder) -> Filled {
    let mut filling = Filling { page, run, order, edited: Edited::new(), took_focus: false };
    let (result, view) = match filling.fill().await {
        Ok((report, view)) => (Ok(report), Some(view)),
        Err(failure) => (Err(failure), None),
    };
    Filled { result, edited: filling.edited, took_focus: filling.took_focus, view }
}

/// Filling that is under way, and what is to be known of it however it ends.
struct Filling<'a, P> {
    page: &'a P,
    run: &'a Run,
    order: &'a FillOrder,
    edited: Edited,
    took_focus: bool,
}

impl<P: Page> Filling<'_, P> {
    async fn fill(&mut self) -> Result<(FillReport, ConsoleView), FillFailure> {
        let began = self.page.now();
        let mut view = self.look().await?;
        if let Some(edit) = self.plan(&view)?.choose_oauth {
            view = self.choose_oauth(edit).await?;
        }
        let mut progress = Progress::default();
        let mut waits = true;
        loop {
            let planned = self.plan(&view);
            let edits = planned.as_ref().map_or_else(|_| Vec::new(), |plan| progress.next(plan, &view));
            if !edits.is_empty() {
                let outcomes = self.apply(&edits).await?;
                view = self.look().await?;
                progress.take_in(edits, &outcomes, &view);
                waits = true;
            } else if waits && progress.expects_fields(&planned, &view) {
                // The form is being rendered: fields that were there are to come back.
                let quiet = self.await_fields(QUIET).await?;
                waits = !quiet && self.page.now().since(began) < FIELDS_WITHIN;
                view = self.look().await?;
            } else {
                planned?;
                let after = plan(&view, self.run, &self.order.wish_of_report())?;
                return Ok((FillReport::of(&after, progress.secret_is_in(&view)), view));
            }
        }
    }

    async fn look(&self) -> Result<ConsoleView, FillFailure> {
        look_at(self.page, &self.order.form).await
    }

    fn plan(&self, view: &ConsoleView) -> Result<Plan, Refusal> {
        plan(view, self.run, &self.order.wish())
    }

    /// Applies edits of fields. They count as made as soon as they are sent: where no answer comes, they may have been.
    async fn apply(&mut self, edits: &[Planned]) -> Result<Vec<Outcome>, FillFailure> {
        self.edited.extend(edits.iter().map(|planned| (planned.role, planned.key.clone())));
        let edits: Vec<Edit> = edits.iter().map(|planned| planned.edit.clone()).collect();
        let outcomes = self.page.apply(&edits).await?;
        self.took_focus |= took_focus(&outcomes);
        Ok(outcomes)
    }

    /// Waits until the page has other fields, at most so many milliseconds; tells whether nothing happened.
    async fn await_fields(&self, at_most: u32) -> Result<bool, FillFailure> {
        let outcomes = self.page.apply(&[Edit::AwaitFields { at_most }]).await?;
        Ok(outcomes.iter().any(|outcome| outcome.problem == Some(Problem::NothingHappened)))
    }

    /// Chooses OAuth and waits until the form that AEM then renders can be filled. The page says when its fields have
    /// changed, so there is a look as soon as there is something to see, and none before.
    async fn choose_oauth(&mut self, edit: Edit) -> Result<ConsoleView, FillFailure> {
        self.edited.extend(edit.writes_to().map(|key| (Role::AuthenticationType, key.clone())));
        let began = self.page.now();
        let at_most = u32::try_from(FIELDS_WITHIN.as_millis()).unwrap_or(u32::MAX);
        let outcomes = self.page.apply(&[edit, Edit::AwaitFields { at_most }]).await?;
        self.took_focus |= took_focus(&outcomes);
        // The select itself may have been rendered anew, which is an answer, too.
        let taken = |outcome: &Outcome| outcome.equal || outcome.problem == Some(Problem::Gone);
        if !outcomes.first().is_some_and(taken) {
            return Err(FillFailure::OAuthNotTaken);
        }
        loop {
            let view = self.look().await?;
            let form = view.form.as_ref().filter(|form| !form.awaits_oauth());
            if form.is_some_and(Form::ready_for_credential) {
                return Ok(view);
            }
            let some =
                form.is_some_and(|form| Role::OF_CREDENTIAL.iter().any(|role| form.field(*role).is_some()));
            let quiet = self.await_fields(QUIET).await?;
            // Some fields may be there: these are filled, the others are shown with their values to copy.
            if some && quiet {
                return self.look().await;
            }
            if self.page.now().since(began) > FIELDS_WITHIN {
                return if some { self.look().await } else { Err(FillFailure::FieldsDidNotAppear) };
            }
        }
    }
}

/// An edit of a field, and what the field showed when it was planned.
struct Planned {
    role: Role,
    key: Key,
    edit: Edit,
    before: Shown,
}

/// The last edit of one field, and what became of it.
struct Made {
    role: Role,
    /// The element that it was meant for.
    key: Key,
    /// What the field showed before it.
    before: Shown,
    /// The element that the field was found equal in. It is another one where the page replaced it and `page.js`
    /// compared the new one.
    equal_in: Option<Key>,
}

/// How far filling has come.
#[derive(Default)]
struct Progress {
    /// One for each time that a field was set.
    tries: Vec<Role>,
    /// The last edit of each field.
    made: Vec<Made>,
    /// Whether an edit was lost: the page renders its form anew while it is being filled.
    one_by_one: bool,
}

impl Progress {
    /// The edits to apply next, the secret's last. A plan has none for what holds its value already; for the secret it
    /// always has one, since it cannot know.
    fn next(&self, plan: &Plan, view: &ConsoleView) -> Vec<Planned> {
        let is_open = |role: Role| {
            let tries = self.tries.iter().filter(|tried| **tried == role).count();
            tries < TRIES && self.last(role).is_none_or(|made| made.is_lost(view))
        };
        let planned = plan.rows.iter().filter(|row| is_open(row.role)).filter_map(|row| match &row.how {
            How::Fill(edit) => {
                let (key, edit, before) = (edit.writes_to()?.clone(), edit.clone(), row.now.clone());
                Some(Planned { role: row.role, key, edit, before })
            }
            _ => None,
        });
        let mut edits: Vec<Planned> = planned.collect();
        // Stable, so that the others keep AEM's order.
        edits.sort_by_key(|planned| planned.role == Role::ClientSecret);
        if self.one_by_one {
            edits.truncate(1);
        }
        edits
    }

    /// Takes in what became of the edits, by what the page told of them and by the look that followed.
    fn take_in(&mut self, edits: Vec<Planned>, outcomes: &[Outcome], view: &ConsoleView) {
        for (place, Planned { role, key, before, .. }) in edits.into_iter().enumerate() {
            let outcome = outcomes.get(place);
            let equal = outcome.is_some_and(|outcome| outcome.equal);
            let equal_in = key_now(view, role).filter(|_| equal).cloned();
            self.tries.push(role);
            self.made.retain(|made| made.role != role);
            self.made.push(Made { role, key, before, equal_in });
        }
        self.one_by_one |= self.made.iter().any(|made| made.is_lost(view));
    }

    fn last(&self, role: Role) -> Option<&Made> {
        self.made.iter().find(|made| made.role == role)
    }

    fn secret_is_in(&self, view: &ConsoleView) -> bool {
        self.last(Role::ClientSecret).is_some_and(|made| made.secret_is_in(view))
    }

    /// Whether a field whose edit was lost is missing from the form, or the form itself is.
    fn expects_fields(&self, planned: &Result<Plan, Refusal>, view: &ConsoleView) -> bool {
        let is_missing = |role: Role| match planned {
            Ok(plan) => {
                let row = plan.rows.iter().find(|row| row.role == role);
                row.is_none_or(|row| matches!(row.how, How::Copy(_)))
            }
            Err(refusal) => matches!(refusal, Refusal::Locked | Refusal::EditFirst),
        };
        self.made.iter().any(|made| made.is_lost(view) && is_missing(made.role))
    }
}

impl Made {
    /// Whether the edit was lost: the field is another element now, and is empty or as it was before. What a page makes
    /// of a value while the element stays, it would make of it again, so that is no reason to set it again.
    fn is_lost(&self, view: &ConsoleView) -> bool {
        let anew = key_now(view, self.role) != Some(&self.key);
        match self.role {
            Role::ClientSecret => {
                let emptied = self.equal_in.is_some()
                    && field_now(view, self.role).is_some_and(|found| !found.field.filled);
                (anew && !self.secret_is_in(view)) || emptied
            }
            role => {
                anew && shown_now(view, role).is_none_or(|now| now == self.before || now == Shown::Nothing)
            }
        }
    }

    /// For the secret's edit: whether the element that the secret was found equal in is still there. Whether somebody has
    /// emptied it or typed into it since is told by the plan.
    fn secret_is_in(&self, view: &ConsoleView) -> bool {
        self.equal_in.is_some() && key_now(view, Role::ClientSecret) == self.equal_in.as_ref()
    }
}

fn field_now(view: &ConsoleView, role: Role) -> Option<&FormField> {
    view.form.as_ref()?.field(role)
}

fn key_now(view: &ConsoleView, role: Role) -> Option<&Key> {
    Some(&field_now(view, role)?.field.key)
}

/// What a field that is no password shows, as a plan says it; `None` where it is missing.
fn shown_now(view: &ConsoleView, role: Role) -> Option<Shown> {
    let found = field_now(view, role)?;
    let text = match found.field.kind {
        FieldKind::Select => found.chosen(),
        _ => found.field.value.as_deref().filter(|value| !value.is_empty()),
    };
    Some(text.map_or(Shown::Nothing, |text| Shown::Text(text.to_owned())))
}

#[cfg(test)]
mod tests;
