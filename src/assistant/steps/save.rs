//! Having the form saved, which AEM cannot undo: the only step that presses a button that saves.

use super::{BUTTON_WITHIN, FillOrder, FillReport, Moved, PAUSE, WhichForm, all_pressed, look_at};
use crate::assistant::page::Page;
use crate::console::Role;
use crate::credentials::Credential;
use crate::migration::{Refusal, Run, Wish, plan};
use crate::page::{Edit, PageError};

/// What to have saved: a form, and what it has to hold.
#[derive(Clone, Debug)]
pub struct SaveOrder {
    /// The form.
    pub form: WhichForm,
    /// The credential that it was filled with.
    pub credential: Credential,
    /// Which of its client secrets: its index.
    pub secret: usize,
    /// The title of a new configuration; `None` for the one that the credential proposes.
    pub title: Option<String>,
    /// The rows that were left out.
    pub leave_out: Vec<Role>,
}

impl SaveOrder {
    /// Saving what this order has filled.
    pub fn after(filled: &FillOrder) -> Self {
        let FillOrder { form, credential, secret, title, leave_out, overwrite: _ } = filled.clone();
        Self { form, credential, secret, title, leave_out }
    }

    /// A form that holds something typed by hand is not what was ordered, so saving never overwrites.
    fn wish(&self) -> Wish<'_> {
        let Self { form: _, credential, secret, title, leave_out } = self;
        Wish { credential, secret: *secret, title: title.as_deref(), leave_out, overwrite: false }
    }
}

/// Why a form was not saved. In every case but [`Unanswered`](Self::Unanswered) nothing was pressed.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveFailure {
    /// The run could not be kept for the page that comes after saving.
    NotKept(PageError),
    /// The page did not answer a look.
    Page(PageError),
    /// The page does not show the form that was decided on.
    Moved(Moved),
    /// The form is not to be touched.
    Refused(Refusal),
    /// The form does not hold what was ordered; what it holds.
    Differs(FillReport),
    /// The button that saves was not found for certain.
    NoButton,
    /// It could not be pressed for three seconds.
    Disabled,
    /// It was to be pressed, and no answer came. Whether AEM has saved is not known.
    Unanswered(PageError),
}

impl From<PageError> for SaveFailure {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

impl From<Moved> for SaveFailure {
    fn from(moved: Moved) -> Self {
        Self::Moved(moved)
    }
}

impl From<Refusal> for SaveFailure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Presses the form's own button that saves, at most once, as soon as it can be pressed.
///
/// The run is kept before, since the page that comes next asks for it: without it, nobody would know what was saved.
/// Each look checks everything again, so what is saved is what was seen to be in the form right before the press.
pub async fn save(page: &impl Page, run: &Run, order: &SaveOrder) -> Result<(), SaveFailure> {
    page.keep(run).await.map_err(SaveFailure::NotKept)?;
    let began = page.now();
    loop {
        let view = look_at::<SaveFailure>(page, &order.form).await?;
        let report = FillReport::of(&plan(&view, run, &order.wish())?, true);
        if !report.complete() {
            return Err(SaveFailure::Differs(report));
        }
        let button = view.form.and_then(|form| form.save).ok_or(SaveFailure::NoButton)?;
        if button.enabled {
            match page.apply(&[Edit::Press { key: button.key }]).await {
                // It was rendered anew or disabled since the look, and not pressed.
                Ok(outcomes) if !all_pressed(&outcomes) => {}
                // The page that comes after saving may replace this one before it can answer.
                Ok(_) | Err(PageError::Interrupted) => return Ok(()),
                Err(error) => return Err(SaveFailure::Unanswered(error)),
            }
        }
        if page.now().since(began) >= BUTTON_WITHIN {
            return Err(SaveFailure::Disabled);
        }
        page.wait(PAUSE).await;
    }
}

#[cfg(test)]
mod tests;
