//! Filling AEM's form and having it saved: the only place that changes a form.

use super::words;
use crate::console::{self, ConsoleView, Role};
use crate::credentials::Credential;
use crate::locale::Message;
use crate::migration::{How, Plan, Refusal, Run, Shown, plan};
use crate::page::{Edit, LinkError, Outcome, PageLink, Problem};
use std::time::Duration;
use yew::platform::time::sleep;

/// How long to wait between two looks at a page that is changing.
const PAUSE: Duration = Duration::from_millis(50);
/// How many looks a form gets to come up with its OAuth fields: 10 seconds.
const LOOKS_FOR_FIELDS: usize = 200;
/// How many looks a button gets to become enabled: 3 seconds.
const LOOKS_FOR_BUTTON: usize = 60;
/// How often a form that renders itself anew while it is being filled is filled again.
const ROUNDS: usize = 3;

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
    pub equal: bool,
}

impl FillReport {
    /// Whether a plan made of a later look still finds everything as it was reported.
    pub(super) fn still_true(&self, plan: &Plan) -> bool {
        report(plan, true) == *self
    }

    /// Whether every field holds what it was to hold.
    pub(super) fn complete(&self) -> bool {
        self.rows.iter().all(|row| row.equal)
    }

    /// The report in a sentence.
    pub(super) fn message(&self) -> Message {
        let equal = self.rows.iter().filter(|row| row.equal).count();
        Message::ReadBack { equal: equal.to_string(), total: self.rows.len().to_string() }
    }
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

/// Switches the form to OAuth where it is not, fills it, and tells what it then holds. Saves nothing.
pub(super) async fn fill(
    link: &PageLink,
    run: &Run,
    credential: &Credential,
    secret: usize,
) -> Result<FillReport, FillFailure> {
    let mut view = look(link).await?;
    let item = view.item.clone();
    let first = plan(&view, run, credential, secret)?;
    if let Some(edit) = first.choose_oauth {
        view = choose_oauth(link, edit, &item).await?;
    }
    let mut secret_is_in = false;
    for _ in 0..ROUNDS {
        let planned = plan(&view, run, credential, secret)?;
        let edits: Vec<(Role, Edit)> = planned
            .edits()
            .into_iter()
            .filter(|(role, _)| *role != Role::ClientSecret || !secret_is_in)
            .collect();
        if edits.is_empty() {
            break;
        }
        let (roles, edits): (Vec<Role>, Vec<Edit>) = edits.into_iter().unzip();
        let outcomes = link.apply(&edits).await?;
        let outcome_of_secret = roles.iter().zip(&outcomes).find(|(role, _)| **role == Role::ClientSecret);
        if let Some((_, outcome)) = outcome_of_secret {
            secret_is_in = outcome.equal;
        }
        view = look_at(link, &item).await?;
        // Anything else than a field that was rendered anew would fail the same way again.
        if !outcomes.iter().any(|outcome| outcome.problem == Some(Problem::Gone)) {
            break;
        }
        secret_is_in = false;
    }
    Ok(report(&plan(&view, run, credential, secret)?, secret_is_in))
}

async fn look(link: &PageLink) -> Result<ConsoleView, LinkError> {
    Ok(console::read(&link.snapshot().await?))
}

/// A look that has to find the same configuration still.
async fn look_at(link: &PageLink, item: &Option<String>) -> Result<ConsoleView, FillFailure> {
    let view = look(link).await?;
    if view.item == *item { Ok(view) } else { Err(FillFailure::PageLeft) }
}

/// Chooses OAuth and waits until the form that AEM then renders can be filled.
async fn choose_oauth(
    link: &PageLink,
    edit: Edit,
    item: &Option<String>,
) -> Result<ConsoleView, FillFailure> {
    let outcomes = link.apply(&[edit]).await?;
    // The select itself may have been rendered anew, which is an answer too.
    if !outcomes.iter().all(|outcome| outcome.equal || outcome.problem == Some(Problem::Gone)) {
        return Err(FillFailure::OAuthNotTaken);
    }
    for _ in 0..LOOKS_FOR_FIELDS {
        let view = look_at(link, item).await?;
        if view.form.as_ref().is_some_and(|form| !form.awaits_oauth() && form.ready_for_credential()) {
            return Ok(view);
        }
        sleep(PAUSE).await;
    }
    // Some fields may be there: these are filled, the others are shown with their values to copy.
    let view = look_at(link, item).await?;
    let usable = |form: &console::Form| {
        !form.awaits_oauth() && Role::OF_CREDENTIAL.iter().any(|role| form.field(*role).is_some())
    };
    if view.form.as_ref().is_some_and(usable) { Ok(view) } else { Err(FillFailure::FieldsDidNotAppear) }
}

/// What the form holds, by a plan that was made after filling it: a field that would not be changed is equal.
fn report(after: &Plan, secret_is_in: bool) -> FillReport {
    let rows = after.rows.iter().map(|row| ReportRow {
        role: row.role,
        read_back: row.now.clone(),
        equal: match row.role {
            Role::ClientSecret => secret_is_in && row.now == Shown::Filled,
            _ => row.how == How::Same,
        },
    });
    FillReport { rows: rows.collect() }
}

/// Presses the form's own button that saves, once it can be pressed, if these are still the properties of `item`. The
/// run is kept before, since the page that comes next asks for it.
pub(super) async fn save(link: &PageLink, run: &Run, item: &Option<String>) -> Result<(), Message> {
    let in_words = |error: LinkError| words::link_error(&error);
    link.store(run, None).await.map_err(in_words)?;
    for _ in 0..LOOKS_FOR_BUTTON {
        let view = look_at(link, item).await.map_err(|failure| words::fill_failure(&failure))?;
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
