//! Which form an act was decided on, and whether a page still shows it.

use crate::console::{ConsoleView, PageKind, Role};

/// Identifies the form that an administrator was looking at when they decided on an act. An act compares every look it
/// takes with it, so that a press meant for one configuration never lands in another.
#[derive(Clone, Debug, PartialEq)]
pub struct WhichForm {
    /// Properties or create page.
    pub kind: PageKind,
    /// The configuration's id, where the address tells it.
    pub item: Option<String>,
    /// The page's heading; empty where it has none.
    pub heading: String,
    /// The configuration's title as the form shows it, where it shows one.
    pub title: Option<String>,
}

/// How a page is no longer the one that an act was decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It shows another configuration, or none.
    Left,
    /// It is the same configuration, and its title in the form is another. Other parts of AEM refer to a configuration
    /// by its title (Launch does), so no act goes along with that.
    Retitled,
}

impl WhichForm {
    /// The form that a page shows.
    pub fn of(view: &ConsoleView) -> Self {
        let (kind, item) = (view.kind, view.item.clone());
        if kind == PageKind::Create {
            // Its title is one of the values that are filled in, so it identifies nothing.
            return Self { kind, item, heading: String::new(), title: None };
        }
        Self { kind, item, heading: view.heading.clone(), title: title_of(view) }
    }

    /// Whether a later look shows the same form. What a page does not show says nothing: while AEM renders a form anew,
    /// its fields are missing for a moment.
    pub(super) fn check(&self, view: &ConsoleView) -> Result<(), Moved> {
        let now = Self::of(view);
        let rendering = now.kind == PageKind::Unknown;
        let other_heading =
            !self.heading.is_empty() && !now.heading.is_empty() && self.heading != now.heading;
        if (now.kind != self.kind && !rendering) || now.item != self.item || other_heading {
            return Err(Moved::Left);
        }
        match (&self.title, &now.title) {
            (Some(decided), Some(shown)) if decided != shown => {
                // Without an id in the address the title is all there is to know a configuration by.
                Err(if self.item.is_some() { Moved::Retitled } else { Moved::Left })
            }
            _ => Ok(()),
        }
    }
}

fn title_of(view: &ConsoleView) -> Option<String> {
    view.form.as_ref()?.value(Role::Title).map(str::to_owned)
}

#[cfg(test)]
mod tests;
