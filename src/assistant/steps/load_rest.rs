//! Having AEM load the rest of a list that it loads a part at a time: its own page is scrolled, as a person would.

use super::look;
use crate::assistant::page::Page;
use crate::console::{ConsoleView, PageKind};
use crate::page::PageError;
use std::cell::Cell;
use std::rc::Rc;

/// Cancels a step that is under way. Clones share one flag.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Rc<Cell<bool>>);

impl Cancel {
    /// Has the step end as soon as what it is waiting for has come.
    pub fn cancel(&self) {
        self.0.set(true);
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.get()
    }
}

/// An order to load the rest of a list.
#[derive(Clone, Debug, Default)]
pub struct LoadOrder {
    /// Set by the administrator who has had enough.
    pub cancel: Cancel,
}

/// How loading the rest of a list ended.
#[derive(Clone, Debug, PartialEq)]
pub enum LoadEnd {
    /// Nothing more came; the list as it then was.
    Complete(Box<ConsoleView>),
    /// Nothing came in time, while the page shows that it is still loading.
    StillLoading,
    /// It was cancelled.
    Cancelled,
}

/// Why the rest of a list was not loaded.
#[derive(Clone, Debug, PartialEq)]
pub enum LoadFailure {
    /// The page did not answer.
    Page(PageError),
    /// The page is no list any more.
    LeftList,
}

impl From<PageError> for LoadFailure {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

/// Loads more until nothing more comes or it is cancelled. Nothing on the page tells how many items there are, so only
/// a load that brought nothing tells that all are there.
pub async fn load_rest(page: &impl Page, order: &LoadOrder) -> Result<LoadEnd, LoadFailure> {
    while !order.cancel.is_cancelled() {
        let loaded = page.load_more().await?;
        if loaded.count > loaded.before {
            continue;
        }
        if order.cancel.is_cancelled() {
            break;
        }
        if loaded.waiting {
            return Ok(LoadEnd::StillLoading);
        }
        let view = look(page).await?;
        let is_list = view.kind == PageKind::List;
        return if is_list { Ok(LoadEnd::Complete(Box::new(view))) } else { Err(LoadFailure::LeftList) };
    }
    Ok(LoadEnd::Cancelled)
}

#[cfg(test)]
mod tests;
