//! Selecting one item of the list alone, as a person does, so that an action of AEM's selection bar is about it and about
//! nothing else.

use super::{BUTTON_WITHIN, PAUSE, all_pressed, look};
use crate::assistant::page::Page;
use crate::console::{Configuration, ConsoleView};
use crate::page::{Edit, Key, PageError};

/// Which configuration to select.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemOrder {
    /// The item's handle when it was decided on.
    pub key: Key,
    /// The configuration's id ([`Configuration::id`]).
    pub id: String,
    /// Its title.
    pub title: String,
}

/// Why one configuration was not selected alone.
#[derive(Clone, Debug, PartialEq)]
pub enum SelectFailure {
    /// The page did not answer.
    Page(PageError),
    /// The configuration is not on the list any more, or the list cannot tell it from another one.
    NotFound,
    /// It could not be selected alone; the action would have been about something else, too.
    NotSelected,
    /// There is no such action to press, or several buttons could be it.
    NoButton,
}

impl From<PageError> for SelectFailure {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

/// Selects the item alone, and gives the button of an action as soon as it can be pressed.
pub(super) async fn select_alone(
    page: &impl Page,
    order: &ItemOrder,
    button: fn(&ConsoleView) -> Option<&Key>,
) -> Result<Key, SelectFailure> {
    let view = look(page).await?;
    let key = find(&view, order)?;
    // Whatever else is selected would be acted on, too.
    press_items(page, &view, |one| one.selected != (one.key == key)).await?;
    let began = page.now();
    loop {
        let view = look(page).await?;
        let key = find(&view, order)?;
        let alone = view.configurations.iter().all(|one| one.selected == (one.key == key));
        if let Some(button) = button(&view).filter(|_| alone) {
            return Ok(button.clone());
        }
        // The selection is not pressed again: a page that is slow to show it would deselect the item.
        if page.now().since(began) >= BUTTON_WITHIN {
            return Err(if alone { SelectFailure::NoButton } else { SelectFailure::NotSelected });
        }
        page.wait(PAUSE).await;
    }
}

/// Presses these items, which selects those that are not selected, and deselects the others.
pub(super) async fn press_items(
    page: &impl Page,
    view: &ConsoleView,
    which: impl Fn(&Configuration) -> bool,
) -> Result<(), SelectFailure> {
    let pressed = view.configurations.iter().filter(|one| which(one));
    let presses: Vec<Edit> = pressed.map(|one| Edit::Press { key: one.key.clone() }).collect();
    if presses.is_empty() || all_pressed(&page.apply(&presses).await?) {
        Ok(())
    } else {
        Err(SelectFailure::NotSelected)
    }
}

/// The ordered configuration's handle now. A list that renders its items anew gives them other handles; the id and the
/// title have to be those that were decided on in any case.
fn find(view: &ConsoleView, order: &ItemOrder) -> Result<Key, SelectFailure> {
    let is_it = |one: &&Configuration| *one.id == *order.id && *one.title == *order.title;
    let mut found = view.configurations.iter().filter(is_it);
    if let Some(same) = found.clone().find(|one| one.key == order.key) {
        return Ok(same.key.clone());
    }
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only.key.clone()),
        _ => Err(SelectFailure::NotFound),
    }
}
