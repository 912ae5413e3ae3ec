//! What has to survive a page load: list, properties and list again are three pages.
//!
//! A run holds no secret. The pasted text goes beside it, as a
//! [`Secret`](crate::credentials::Secret), into memory that the browser never writes to disk.

use crate::console::{Authentication, Confidence, Configuration, ConsoleView, Identity, Ownership, PageKind};
use crate::credentials::ScopeSeparator;
use serde::Serialize;
use std::collections::HashMap;

/// The state of one administrator's work on one AEM.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Run {
    /// The configurations as the list last showed them. Their properties page does not tell whose they are.
    pub seen: Vec<Seen>,
    /// The configuration that was saved last, until the list shows what became of it.
    pub pending: Option<Pending>,
    /// What was migrated in this run, the latest last.
    pub done: Vec<Done>,
    /// A saved configuration that the list still marks as JWT: its title.
    pub still_marked: Option<String>,
    /// How the administrator wants a list of scopes to be written.
    pub scope_separator: ScopeSeparator,
    /// The configurations that the administrator wants offered although they are not certain: their ids.
    pub overruled: Vec<String>,
}

/// A configuration as the list showed it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Seen {
    /// Its id in AEM.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it authenticated with.
    pub authentication: Authentication,
    /// Whose it is.
    pub ownership: Ownership,
}

/// A configuration whose form was saved.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Pending {
    /// Its id, where the address told.
    pub id: Option<String>,
    /// Its title.
    pub title: String,
}

/// A configuration that was migrated.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Done {
    /// Its id in AEM.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When its mark was first seen gone: milliseconds since 1970, UTC.
    pub at: f64,
}

impl Run {
    /// Whether a configuration is offered for migration.
    pub fn offers(&self, configuration: &Configuration) -> bool {
        configuration.to_migrate(self.overruled.contains(&configuration.id))
    }

    /// Offers a configuration although it is not certain, or leaves it alone again.
    pub fn overrule(&mut self, id: String) {
        match self.overruled.iter().position(|overruled| *overruled == id) {
            Some(place) => drop(self.overruled.remove(place)),
            None => self.overruled.push(id),
        }
    }

    /// Takes in what a list page shows. A configuration that was marked as JWT and now is not has been migrated,
    /// by us or by hand. `now` is in milliseconds since 1970, UTC. Returns whether anything changed.
    pub fn observe(&mut self, view: &ConsoleView, now: f64) -> bool {
        if view.kind != PageKind::List || view.configurations.is_empty() {
            return false;
        }
        let before = self.clone();
        let mut places: HashMap<String, usize> =
            self.seen.iter().enumerate().map(|(index, seen)| (seen.id.clone(), index)).collect();
        for configuration in &view.configurations {
            // Where two answer to one id, neither can be followed.
            if configuration.identity == Identity::Shared {
                continue;
            }
            let judged = &configuration.authentication;
            let earlier = places.get(&configuration.id).and_then(|index| self.seen.get(*index));
            let seen = Seen {
                id: configuration.id.clone(),
                title: configuration.title.clone(),
                // What is only likely is no news.
                authentication: match judged.confidence {
                    Confidence::High => judged.is,
                    Confidence::Low => earlier.map(|earlier| earlier.authentication).unwrap_or_default(),
                },
                ownership: configuration.ownership.is,
            };
            self.settle(&seen);
            if seen.authentication == Authentication::Jwt {
                self.done.retain(|done| done.id != seen.id);
            }
            // A list may show its items a few at a time, so what is not there now is kept.
            match places.get(&seen.id).and_then(|index| self.seen.get_mut(*index)) {
                Some(earlier) => {
                    let was_jwt = earlier.authentication == Authentication::Jwt;
                    if was_jwt && seen.authentication != Authentication::Jwt {
                        self.done.retain(|done| done.id != seen.id);
                        // Whatever was said of it before is over.
                        self.still_marked.take_if(|title| *title == seen.title);
                        self.done.push(Done { id: seen.id.clone(), title: seen.title.clone(), at: now });
                    }
                    *earlier = seen;
                }
                None => {
                    places.insert(seen.id.clone(), self.seen.len());
                    self.seen.push(seen);
                }
            }
        }
        *self != before
    }

    /// The saved configuration is on the list again: its mark is gone, or it is not.
    fn settle(&mut self, seen: &Seen) {
        let is_pending = self.pending.as_ref().is_some_and(|pending| match &pending.id {
            Some(id) => *id == seen.id,
            None => pending.title == seen.title,
        });
        if is_pending {
            self.pending = None;
            self.still_marked = (seen.authentication == Authentication::Jwt).then(|| seen.title.clone());
        }
    }

    /// Notes that a form is about to be saved.
    pub fn saving(&mut self, view: &ConsoleView, title: &str) {
        self.pending = Some(Pending { id: view.item.clone(), title: title.to_owned() });
        self.still_marked = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console;
    use crate::page::{Item, PageSnapshot, Status};

    fn list(configurations: &[(&str, bool)]) -> ConsoleView {
        let item = |(id, jwt): &(&str, bool)| Item {
            id: (*id).to_owned(),
            title: format!("Title of {id}"),
            statuses: jwt
                .then(|| Status { text: "JWT Credentials (deprecated)".to_owned(), ..Status::default() })
                .into_iter()
                .collect(),
            ..Item::default()
        };
        console::read(&PageSnapshot {
            url: "https://h/libs/cq/adobeims-configuration/content/configurations.html".to_owned(),
            items: configurations.iter().map(item).collect(),
            ..PageSnapshot::default()
        })
    }

    fn ids(run: &Run) -> Vec<(&str, f64)> {
        run.done.iter().map(|done| (done.id.as_str(), done.at)).collect()
    }

    #[test]
    fn a_mark_that_is_gone_is_a_configuration_migrated() {
        let mut run = Run::default();
        assert!(run.observe(&list(&[("a", true), ("b", true), ("c", false)]), 1.0));
        assert_eq!(ids(&run), []);
        assert!(run.observe(&list(&[("a", false), ("b", true), ("c", false)]), 2.0));
        assert_eq!(ids(&run), [("a", 2.0)]);
        assert!(!run.observe(&list(&[("a", false), ("b", true), ("c", false)]), 3.0));
        assert_eq!(ids(&run), [("a", 2.0)]);
    }

    #[test]
    fn a_list_that_shows_a_part_makes_nothing_done() {
        let mut run = Run::default();
        run.observe(&list(&[("a", true), ("b", true)]), 1.0);
        run.observe(&list(&[("b", true)]), 2.0);
        run.observe(&list(&[]), 3.0);
        assert_eq!(ids(&run), []);
    }

    #[test]
    fn a_saved_configuration_that_is_still_marked_is_told() {
        let mut run = Run {
            pending: Some(Pending { id: Some("a".to_owned()), ..Pending::default() }),
            ..Run::default()
        };
        run.observe(&list(&[("a", true)]), 1.0);
        assert_eq!(run.still_marked.as_deref(), Some("Title of a"));
        run.saving(&ConsoleView { item: Some("a".to_owned()), ..ConsoleView::default() }, "Title of a");
        run.observe(&list(&[("a", false)]), 2.0);
        assert_eq!((run.still_marked, run.pending), (None, None));
    }

    #[test]
    fn what_was_still_marked_is_forgotten_once_its_mark_is_gone() {
        let mut run = Run::default();
        run.observe(&list(&[("a", true)]), 1.0);
        run.still_marked = Some("Title of a".to_owned());
        run.observe(&list(&[("a", false)]), 2.0);
        assert_eq!((run.still_marked.as_deref(), run.done.len()), (None, 1));
    }
}
