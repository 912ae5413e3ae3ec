//! Opening a configuration's properties the way a person does: select its card alone, press AEM's own *Properties*.

use super::all_pressed;
use super::select::{ItemOrder, SelectFailure, select_alone};
use crate::assistant::page::Page;
use crate::page::{Edit, PageError};

/// Selects the item alone and presses *Properties*. Where that fails the administrator can still open it by hand.
pub async fn open(page: &impl Page, order: &ItemOrder) -> Result<(), SelectFailure> {
    let properties = select_alone(page, order, |view| view.open_properties.as_ref()).await?;
    match page.apply(&[Edit::Press { key: properties }]).await {
        Ok(outcomes) if !all_pressed(&outcomes) => Err(SelectFailure::NoButton),
        // The page that the press leads to may replace this one before it can answer.
        Ok(_) | Err(PageError::Interrupted) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests;
