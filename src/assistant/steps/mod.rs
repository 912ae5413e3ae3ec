//! What is done to AEM's page when an administrator presses a button of ours: one file for each act.
//!
//! Every act takes an order of its own type, which says what was decided and on which form, and ends in an outcome of
//! its own type, in codes without words. An act looks again before it touches anything, and touches nothing on a page
//! that is no longer the one the order was given for. All of them see the world through [`Page`], so they run natively
//! against an AEM in memory (`fake.rs`).
//!
//! A [`Step`] is one of them with its order, and [`Ended`] its outcome.
//!
//! * [`open()`]: selects one configuration and opens its properties;
//! * [`fill()`]: fills the form and reads it back; saves nothing;
//! * [`undo()`]: puts back what filling changed;
//! * [`save()`]: presses AEM's own button that saves;
//! * [`check_health()`]: has AEM check one configuration's health;
//! * [`load_rest()`]: has AEM load the rest of a list;
//! * [`to_list()`]: goes to the list.

mod check;
mod create;
mod fill;
mod load_rest;
mod open;
mod report;
mod save;
mod select;
mod step;
mod to_list;
mod undo;
mod which_form;

pub use check::{CheckFailure, Health, check_health};
pub use create::create;
pub use fill::{Edited, FillFailure, FillOrder, Filled, fill};
pub use load_rest::{Cancel, LoadEnd, LoadFailure, LoadOrder, load_rest};
pub use open::open;
pub use report::{FillReport, ReportRow};
pub use save::{SaveFailure, SaveOrder, save};
pub use select::{ItemOrder, SelectFailure};
pub use step::{Ended, Step, StepFailure};
pub use to_list::{ListOrder, to_list};
pub use undo::{UndoFailure, UndoOrder, Undoing, Undone, undo};
pub use which_form::{Moved, WhichForm};

#[cfg(test)]
mod fake;

use super::page::Page;
use crate::console::{self, ConsoleView};
use crate::page::{Outcome, PageError};
use std::time::Duration;

/// How long to wait between two looks at something that is about to change.
const PAUSE: Duration = Duration::from_millis(50);

/// How long a button gets to appear or to become enabled.
const BUTTON_WITHIN: Duration = Duration::from_secs(3);

async fn look(page: &impl Page) -> Result<ConsoleView, PageError> {
    Ok(console::read(&page.snapshot().await?))
}

/// A look that has to find the form that the act was decided on.
async fn look_at<E: From<PageError> + From<Moved>>(
    page: &impl Page,
    form: &WhichForm,
) -> Result<ConsoleView, E> {
    let view = look(page).await?;
    form.check(&view)?;
    Ok(view)
}

/// Whether every press was carried out. `page.js` reports a problem only for a press that it did not make.
fn all_pressed(outcomes: &[Outcome]) -> bool {
    outcomes.iter().all(|outcome| outcome.problem.is_none())
}

fn took_focus(outcomes: &[Outcome]) -> bool {
    outcomes.iter().any(|outcome| outcome.took_focus)
}
