//! AEM's own *Check Health* of one configuration, the way a person does it: select its card alone, press the action, answer
//! the question, read the result, close it. It changes nothing: AEM asks Adobe for a token.

use super::select::{ItemOrder, SelectFailure, select_alone};
use super::{BUTTON_WITHIN, PAUSE, all_pressed, look};
use crate::assistant::page::Page;
use crate::console::{ConsoleView, HealthCheck, HealthKind};
use crate::page::{Edit, Key, PageError};
use std::time::Duration;

/// How long AEM gets for the answer: it asks Adobe, and may have to wait for a time-out there.
const RESULT_WITHIN: Duration = Duration::from_secs(60);

/// What AEM's check has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// Whether AEM has got a token.
    pub healthy: bool,
    /// What AEM's dialog says.
    pub words: String,
}

/// Why a configuration was not checked, or its check not brought to an end.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckFailure {
    /// It could not be selected, or the action not be found.
    Select(SelectFailure),
    /// The page did not answer.
    Page(PageError),
    /// A dialog is open that is not about a check: nothing is pressed in it.
    OtherDialog,
    /// AEM showed no question and no result in time.
    NoResult,
    /// The result is there, and its dialog could not be closed.
    NotClosed(Health),
}

impl From<SelectFailure> for CheckFailure {
    fn from(failure: SelectFailure) -> Self {
        Self::Select(failure)
    }
}

impl From<PageError> for CheckFailure {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

/// Has AEM check one configuration, and gives what it says.
pub async fn check_health(page: &impl Page, order: &ItemOrder) -> Result<Health, CheckFailure> {
    if !look(page).await?.dialogs.is_empty() {
        return Err(CheckFailure::OtherDialog);
    }
    let button = select_alone(page, order, |view| view.check_health.as_ref()).await?;
    press(page, &button).await?;
    let mut check = dialog_within(page, BUTTON_WITHIN, |_| true).await?;
    if check.kind == HealthKind::Question {
        // The question names what is checked. Of another one nothing is pressed.
        let is_about_it = check.text.contains(&order.title);
        let yes = check.go_on.filter(|_| is_about_it).ok_or(CheckFailure::OtherDialog)?;
        press(page, &yes).await?;
        check = dialog_within(page, RESULT_WITHIN, |check| check.kind != HealthKind::Question).await?;
    }
    let health = Health { healthy: check.kind == HealthKind::Healthy, words: check.text };
    match check.go_on {
        Some(close) if press(page, &close).await.is_ok() && is_closed(page).await? => Ok(health),
        _ => Err(CheckFailure::NotClosed(health)),
    }
}

async fn press(page: &impl Page, key: &Key) -> Result<(), CheckFailure> {
    let outcomes = page.apply(&[Edit::Press { key: key.clone() }]).await?;
    if all_pressed(&outcomes) { Ok(()) } else { Err(CheckFailure::NoResult) }
}

/// The dialog of a check that is wanted, once it is there.
async fn dialog_within(
    page: &impl Page,
    limit: Duration,
    wanted: fn(&HealthCheck) -> bool,
) -> Result<HealthCheck, CheckFailure> {
    let began = page.now();
    loop {
        let ConsoleView { health_check, dialogs, .. } = look(page).await?;
        match health_check {
            // A dialog's buttons may come after it.
            Some(check) if wanted(&check) && (check.go_on.is_some() || page.now().since(began) >= limit) => {
                return Ok(check);
            }
            None if !dialogs.is_empty() && page.now().since(began) >= BUTTON_WITHIN => {
                return Err(CheckFailure::OtherDialog);
            }
            _ if page.now().since(began) >= limit => return Err(CheckFailure::NoResult),
            _ => page.wait(PAUSE).await,
        }
    }
}

async fn is_closed(page: &impl Page) -> Result<bool, CheckFailure> {
    let began = page.now();
    while !look(page).await?.dialogs.is_empty() {
        if page.now().since(began) >= BUTTON_WITHIN {
            return Ok(false);
        }
        page.wait(PAUSE).await;
    }
    Ok(true)
}

#[cfg(test)]
mod tests;
