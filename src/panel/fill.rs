//! Filling AEM's form, undoing that, and having it saved: the only place that changes a form.

use super::words;
use crate::console::{self, ConsoleView, Role};
use crate::credentials::Credential;
use crate::locale::Message;
use crate::migration::{Agreement, How, Plan, Refusal, Run, Shown, Wish, agreement, plan};
use crate::page::{Edit, Key, LinkError, Outcome, PageLink, Problem};
use std::time::Duration;
use yew::platform::time::sleep;

/// How long to wait between two looks at a button that is to become enabled.
const PAUSE: Duration = Duration::from_millis(50);
/// How many looks it gets: 3 seconds.
const LOOKS_FOR_BUTTON: usize = 60;
/// How long a form gets to come up with its OAuth fields, in milliseconds.
const FIELDS_WITHIN: u32 = 10_000;
/// How long a form that has some of them may be quiet before it is taken for complete, in milliseconds.
const QUIET: u32 = 500;
/// How often a form that renders itself anew while it is being filled is filled again: once for every field, and once
/// more.
const ROUNDS: usize = 9;

/// What every field held after it was filled.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FillReport {
    /// The fields in AEM's order.
    pub rows: Vec<ReportRow>,
}

/// One field after filling.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ReportRow {
    /// Which field.
    pub role: Role,
    /// What it holds now, as far as that can be seen.
    pub read_back: Shown,
    /// Whether that is what it was to hold.
    pub agreement: Agreement,
}

impl FillReport {
    /// Whether a plan made of a later look still finds everything as it was reported.
    pub(super) fn still_true(&self, plan: &Plan) -> bool {
        report(plan, true) == *self
    }

    /// Whether every field holds what it was to hold.
    pub(super) fn complete(&self) -> bool {
        self.rows.iter().all(|row| row.agreement.good())
    }

    /// The report in a sentence.
    pub(super) fn message(&self) -> Message {
        let equal = self.rows.iter().filter(|row| row.agreement.good()).count();
        Message::ReadBack { equal: equal.to_string(), total: self.rows.len().to_string() }
    }
}

/// The fields that were edited, in that order: what can be undone.
pub(super) type Edited = Vec<(Role, Key)>;

/// How filling ended, and what it edited until then, which is there to be undone even where it failed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Filled {
    /// What the form then held, or why it was not filled.
    pub result: Result<FillReport, FillFailure>,
    /// What was edited.
    pub edited: Edited,
    /// Whether the page took the focus meanwhile.
    pub took_focus: bool,
    /// The page as it was found at the end.
    pub view: Option<ConsoleView>,
}

/// Why a form was not filled.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FillFailure {
    /// The page did not answer.
    Link(LinkError),
    /// The form is not to be touched.
    Refused(Refusal),
    /// The page went to another configuration, or another page, meanwhile.
    PageLeft,
    /// OAuth was chosen, and the fields for it did not appear.
    FieldsDidNotAppear,
    /// The page did not take the choice of OAuth.
    OAuthNotTaken,
}

impl From<LinkError> for FillFailure {
    fn from(error: LinkError) -> Self {
        Self::Link(error)
    }
}

impl From<Refusal> for FillFailure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What to fill with; like a [`Wish`], but its own, since it outlasts a look at the page.
#[derive(Clone, Debug)]
pub(super) struct Order {
    /// The credential.
    pub credential: Credential,
    /// Which of its client secrets.
    pub secret: usize,
    /// The rows to leave out.
    pub leave_out: Vec<Role>,
    /// Whether to fill what was edited by hand as well.
    pub overwrite: bool,
}

impl Order {
    pub(super) fn wish(&self) -> Wish<'_> {
        let Self { credential, secret, leave_out, overwrite } = self;
        Wish { credential, secret: *secret, leave_out, overwrite: *overwrite }
    }
}

/// Switches the form to OAuth where it is not, fills it, and tells what it then holds. Saves nothing.
pub(super) async fn fill(link: &PageLink, run: &Run, order: &Order) -> Filled {
    let mut notes = Notes::default();
    let result = fill_and_note(link, run, order, &mut notes).await;
    Filled { result, edited: notes.edited, took_focus: notes.took_focus, view: notes.view }
}

/// What is to be known of filling, however it ends.
#[derive(Default)]
struct Notes {
    edited: Edited,
    took_focus: bool,
    view: Option<ConsoleView>,
}

impl Notes {
    fn outcomes(&mut self, outcomes: &[Outcome]) {
        self.took_focus |= took_focus(outcomes);
    }
}

fn took_focus(outcomes: &[Outcome]) -> bool {
    outcomes.iter().any(|outcome| outcome.took_focus)
}

async fn fill_and_note(
    link: &PageLink,
    run: &Run,
    order: &Order,
    notes: &mut Notes,
) -> Result<FillReport, FillFailure> {
    let mut view = look(link).await?;
    let item = view.item.clone();
    if let Some(edit) = plan(&view, run, &order.wish())?.choose_oauth {
        view = choose_oauth(link, edit, &item, notes).await?;
    }
    let mut secret_is_in = false;
    for _ in 0..ROUNDS {
        let edits = plan(&view, run, &order.wish())?.edits();
        if edits.is_empty() {
            break;
        }
        let (roles, edits): (Vec<Role>, Vec<Edit>) = edits.into_iter().unzip();
        notes.edited.extend(roles.iter().zip(&edits).filter_map(|(role, edit)| Some((*role, key_of(edit)?))));
        let outcomes = link.apply(&edits).await?;
        notes.outcomes(&outcomes);
        let mut outcomes_of_secret =
            roles.iter().zip(&outcomes).filter(|(role, _)| **role == Role::ClientSecret);
        secret_is_in = outcomes_of_secret.next().is_some_and(|(_, outcome)| outcome.equal);
        view = look_at(link, &item).await?;
        // Anything else than a field that was rendered anew would fail the same way again.
        if !outcomes.iter().any(|outcome| outcome.problem == Some(Problem::Gone)) {
            break;
        }
    }
    let report = report(&plan(&view, run, &order.wish())?, secret_is_in);
    notes.view = Some(view);
    Ok(report)
}

fn key_of(edit: &Edit) -> Option<Key> {
    match edit {
        Edit::SetText { key, .. } | Edit::SetSecret { key, .. } | Edit::Choose { key, .. } => {
            Some(key.clone())
        }
        Edit::Restore { .. } | Edit::Press { .. } | Edit::AwaitFields { .. } => None,
    }
}

async fn look(link: &PageLink) -> Result<ConsoleView, LinkError> {
    Ok(console::read(&link.snapshot().await?))
}

/// A look that has to find the same configuration still.
async fn look_at(link: &PageLink, item: &Option<String>) -> Result<ConsoleView, FillFailure> {
    let view = look(link).await?;
    if view.item == *item { Ok(view) } else { Err(FillFailure::PageLeft) }
}

/// Chooses OAuth and waits until the form that AEM then renders can be filled. The page says when its fields have
/// changed, so there is a look as soon as there is something to see, and none before.
async fn choose_oauth(
    link: &PageLink,
    edit: Edit,
    item: &Option<String>,
    notes: &mut Notes,
) -> Result<ConsoleView, FillFailure> {
    notes.edited.extend(key_of(&edit).map(|key| (Role::AuthenticationType, key)));
    let began = js_sys::Date::now();
    let outcomes = link.apply(&[edit, Edit::AwaitFields { at_most: FIELDS_WITHIN }]).await?;
    notes.outcomes(&outcomes);
    // The select itself may have been rendered anew, which is an answer too.
    let taken = |outcome: &Outcome| outcome.equal || outcome.problem == Some(Problem::Gone);
    if !outcomes.first().is_some_and(taken) {
        return Err(FillFailure::OAuthNotTaken);
    }
    loop {
        let view = look_at(link, item).await?;
        let form = view.form.as_ref().filter(|form| !form.awaits_oauth());
        if form.is_some_and(console::Form::ready_for_credential) {
            return Ok(view);
        }
        let some =
            form.is_some_and(|form| Role::OF_CREDENTIAL.iter().any(|role| form.field(*role).is_some()));
        let quiet = link.apply(&[Edit::AwaitFields { at_most: QUIET }]).await?;
        let quiet = quiet.iter().any(|outcome| outcome.problem == Some(Problem::NothingHappened));
        // Some fields may be there: these are filled, the others are shown with their values to copy.
        if some && quiet {
            return look_at(link, item).await;
        }
        if js_sys::Date::now() - began > f64::from(FIELDS_WITHIN) {
            return if some { look_at(link, item).await } else { Err(FillFailure::FieldsDidNotAppear) };
        }
    }
}

/// What the form holds, by a plan that was made after filling it.
fn report(after: &Plan, secret_is_in: bool) -> FillReport {
    let rows = after.rows.iter().filter(|row| row.how != How::LeftOut).map(|row| ReportRow {
        role: row.role,
        read_back: row.now.clone(),
        agreement: match (row.role, &row.how) {
            (_, How::Copy(_) | How::TooLong(_) | How::Appears) => Agreement::NotFilled,
            // Its value is not told; that somebody has changed it is.
            (Role::ClientSecret, how) => {
                let in_place = secret_is_in && row.now == Shown::Filled && *how != How::Edited;
                if in_place { Agreement::Equal } else { Agreement::NotFilled }
            }
            _ => agreement(row.role, &row.will_be, &row.now),
        },
    });
    FillReport { rows: rows.collect() }
}

/// What became of a field when filling was undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Undone {
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
pub(super) struct Undoing {
    /// What became of each field, in the order of the first edits.
    pub undone: Vec<(Role, Undone)>,
    /// Whether the page took the focus meanwhile.
    pub took_focus: bool,
    /// The page as it was found at the end; `None` where it did not answer any more.
    pub view: Option<ConsoleView>,
}

/// Puts back what the edited fields held, the last edit first, so that the choice of OAuth comes last: AEM then shows
/// the fields that it showed before it. Says what became of each field, in the order of the first edits.
pub(super) async fn undo(link: &PageLink, edited: &Edited) -> Result<Undoing, LinkError> {
    let edits: Vec<Edit> = edited.iter().rev().map(|(_, key)| Edit::Restore { key: key.clone() }).collect();
    let outcomes = link.apply(&edits).await?;
    let mut undone: Vec<(Role, Undone)> = Vec::new();
    for ((role, _), outcome) in edited.iter().zip(outcomes.iter().rev()) {
        // A field that was edited again after it was rendered anew is one field still.
        if undone.iter().any(|(earlier, _)| earlier == role) {
            continue;
        }
        undone.push((
            *role,
            match outcome.problem {
                None => Undone::Restored,
                Some(Problem::Changed) => Undone::ChangedSince,
                Some(Problem::Gone) => Undone::Gone,
                Some(_) => Undone::Refused,
            },
        ));
    }
    Ok(Undoing { undone, took_focus: took_focus(&outcomes), view: look(link).await.ok() })
}

/// Presses the form's own button that saves, once it can be pressed, if these are still the properties of `item` and the
/// form holds what was ordered. The run is kept before, since the page that comes next asks for it.
pub(super) async fn save(
    link: &PageLink,
    run: &Run,
    item: &Option<String>,
    order: &Order,
) -> Result<(), Message> {
    let in_words = |error: LinkError| words::link_error(&error);
    link.store(run, None).await.map_err(in_words)?;
    for _ in 0..LOOKS_FOR_BUTTON {
        let view = look_at(link, item).await.map_err(|failure| words::fill_failure(&failure))?;
        let plan = plan(&view, run, &order.wish()).map_err(words::refused)?;
        let report = report(&plan, true);
        if !report.complete() {
            return Err(report.message());
        }
        let button = view.form.and_then(|form| form.save).ok_or(Message::SaveNotFound)?;
        if button.enabled {
            return match link.apply(&[Edit::Press { key: button.key }]).await {
                // The page may be gone before it can answer.
                Ok(_) | Err(LinkError::Interrupted) => Ok(()),
                Err(error) => Err(in_words(error)),
            };
        }
        sleep(PAUSE).await;
    }
    Err(Message::SaveDisabled)
}

/// Whether an outcome needs no more attention; used where a press is all there is.
pub(super) fn pressed(outcomes: &[Outcome]) -> bool {
    outcomes.iter().all(|outcome| outcome.problem.is_none())
}
