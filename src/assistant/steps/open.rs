//! Opening a configuration's properties the way a person does: select its card alone, press AEM's own *Properties*.

use super::{BUTTON_WITHIN, PAUSE, all_pressed, look};
use crate::assistant::page::Page;
use crate::console::{Configuration, ConsoleView};
use crate::page::{Edit, Key, PageError};

/// Which configuration to open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenOrder {
    /// The item's handle when it was decided on.
    pub key: Key,
    /// The configuration's id ([`Configuration::id`]).
    pub id: String,
    /// Its title.
    pub title: String,
}

/// Why a configuration's properties were not opened. The administrator can still open them by hand.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenFailure {
    /// The page did not answer.
    Page(PageError),
    /// The configuration is not on the list any more, or the list cannot tell it from another one.
    NotFound,
    /// It could not be selected alone; *Properties* would have opened something else, too.
    NotSelected,
    /// There is no *Properties* to press, or several buttons could be it.
    NoProperties,
}

impl From<PageError> for OpenFailure {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

/// Selects the item alone and presses *Properties*.
pub async fn open(page: &impl Page, order: &OpenOrder) -> Result<(), OpenFailure> {
    let view = look(page).await?;
    let key = find(&view, order)?;
    // Whatever else is selected would be opened, too; pressing a selected item deselects it.
    let presses: Vec<Edit> = view
        .configurations
        .iter()
        .filter(|configuration| configuration.selected != (configuration.key == key))
        .map(|configuration| Edit::Press { key: configuration.key.clone() })
        .collect();
    if !presses.is_empty() && !all_pressed(&page.apply(&presses).await?) {
        return Err(OpenFailure::NotSelected);
    }
    let began = page.now();
    loop {
        let view = look(page).await?;
        let key = find(&view, order)?;
        let alone = view.configurations.iter().all(|one| one.selected == (one.key == key));
        if alone && let Some(properties) = view.open_properties {
            return match page.apply(&[Edit::Press { key: properties }]).await {
                Ok(outcomes) if !all_pressed(&outcomes) => Err(OpenFailure::NoProperties),
                // The page that the press leads to may replace this one before it can answer.
                Ok(_) | Err(PageError::Interrupted) => Ok(()),
                Err(error) => Err(error.into()),
            };
        }
        // The selection is not pressed again: a page that is slow to show it would deselect the item.
        if page.now().since(began) >= BUTTON_WITHIN {
            return Err(if alone { OpenFailure::NoProperties } else { OpenFailure::NotSelected });
        }
        page.wait(PAUSE).await;
    }
}

/// The ordered configuration's handle now. A list that renders its items anew gives them other handles; the id and the
/// title have to be those that were decided on in any case.
fn find(view: &ConsoleView, order: &OpenOrder) -> Result<Key, OpenFailure> {
    let is_it = |one: &&Configuration| *one.id == *order.id && *one.title == *order.title;
    let mut found = view.configurations.iter().filter(is_it);
    if let Some(same) = found.clone().find(|one| one.key == order.key) {
        return Ok(same.key.clone());
    }
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only.key.clone()),
        _ => Err(OpenFailure::NotFound),
    }
}

#[cfg(test)]
mod tests;
