//! Opening the page that creates a configuration the way a person does: deselect what is selected, since AEM shows *Create*
//! only then, and press it.

use super::select::{SelectFailure, press_items};
use super::{BUTTON_WITHIN, PAUSE, all_pressed, look};
use crate::assistant::page::Page;
use crate::console::PageKind;
use crate::page::{Edit, PageError};

/// Presses AEM's own *Create* on the list. It creates nothing yet: AEM shows an empty form.
pub async fn create(page: &impl Page) -> Result<(), SelectFailure> {
    press_items(page, &look(page).await?, |one| one.selected).await?;
    let began = page.now();
    let button = loop {
        let view = look(page).await?;
        let is_alone = view.kind == PageKind::List && view.configurations.iter().all(|one| !one.selected);
        if let Some(button) = view.create.filter(|_| is_alone) {
            break button;
        }
        if page.now().since(began) >= BUTTON_WITHIN {
            return Err(SelectFailure::NoButton);
        }
        page.wait(PAUSE).await;
    };
    match page.apply(&[Edit::Press { key: button }]).await {
        Ok(outcomes) if !all_pressed(&outcomes) => Err(SelectFailure::NoButton),
        // The page that the press leads to may replace this one before it can answer.
        Ok(_) | Err(PageError::Interrupted) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests;
