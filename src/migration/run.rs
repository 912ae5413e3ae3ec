//! What has to survive a page load: list, properties and list again are three pages.
//!
//! A run holds no secret. The pasted text goes beside it, as a
//! [`Secret`](crate::credentials::Secret), into memory that the browser never writes to disk.

use crate::console::{Authentication, Confidence, Configuration, ConsoleView, Identity, Ownership, PageKind};
use crate::credentials::ScopeSeparator;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The state of one administrator's work on one AEM.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
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
    /// The client id of the credential that the administrator chose last, for where several could be meant.
    pub chosen: Option<String>,
    /// Which client secret the administrator chose of a credential, where that is not the first.
    pub secrets: Vec<ChosenSecret>,
}

/// Which client secret to use of a credential that has several.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChosenSecret {
    /// The credential's client id.
    pub client_id: String,
    /// The index of the secret.
    pub index: f64,
}

/// A configuration as the list showed it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pending {
    /// Its id, where the address told.
    pub id: Option<String>,
    /// Its title.
    pub title: String,
}

/// A configuration that was migrated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
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
        configuration.to_migrate(self.overruled.iter().any(|id| *id == configuration.id))
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
        let mut changed = false;
        // By the ids that are on the list now: where each was seen before.
        let mut places: HashMap<&str, usize> = HashMap::with_capacity(view.configurations.len());
        for one in &view.configurations {
            places.insert(&one.id, usize::MAX);
        }
        for (index, seen) in self.seen.iter().enumerate() {
            if let Some(place) = places.get_mut(seen.id.as_str()) {
                *place = index;
            }
        }
        for configuration in &view.configurations {
            // Where two answer to one id, neither can be followed.
            if configuration.identity == Identity::Shared {
                continue;
            }
            let judged = &configuration.authentication;
            let place = places.get(configuration.id.as_str()).copied().unwrap_or(usize::MAX);
            let earlier = self.seen.get(place);
            // What is only likely is no news.
            let authentication = match judged.confidence {
                Confidence::High => judged.is,
                Confidence::Low => earlier.map(|earlier| earlier.authentication).unwrap_or_default(),
            };
            let is_jwt = authentication == Authentication::Jwt;
            let is_as_it_was = earlier.is_some_and(|earlier| {
                configuration.title == earlier.title
                    && authentication == earlier.authentication
                    && configuration.ownership.is == earlier.ownership
            });
            let is_pending = self.pending.as_ref().is_some_and(|pending| match &pending.id {
                // The address of the properties and the list may not share an id.
                Some(id) if places.contains_key(id.as_str()) => *id == configuration.id,
                _ => pending.title == configuration.title,
            });
            if is_pending {
                self.settle(&configuration.title, is_jwt);
                changed = true;
            }
            if is_jwt {
                let before = self.done.len();
                self.done.retain(|done| done.id != configuration.id);
                changed |= self.done.len() < before;
            }
            if is_as_it_was {
                continue;
            }
            changed = true;
            let seen = Seen {
                id: configuration.id.to_string(),
                title: configuration.title.to_string(),
                authentication,
                ownership: configuration.ownership.is,
            };
            // A list may show its items a few at a time, so what is not there now is kept.
            match self.seen.get_mut(place) {
                Some(earlier) => {
                    if earlier.authentication == Authentication::Jwt && !is_jwt {
                        self.done.retain(|done| done.id != seen.id);
                        // Whatever was said of it before is over.
                        self.still_marked.take_if(|title| *title == seen.title);
                        self.done.push(Done { id: seen.id.clone(), title: seen.title.clone(), at: now });
                    }
                    *earlier = seen;
                }
                None => self.seen.push(seen),
            }
        }
        changed
    }

    /// The saved configuration is on the list again: its mark is gone, or it is not.
    fn settle(&mut self, title: &str, is_jwt: bool) {
        self.pending = None;
        self.still_marked = is_jwt.then(|| title.to_owned());
    }

    /// Takes in what a form's page shows after its button was pressed: where AEM tells a failure, nothing was saved.
    /// Returns whether anything changed.
    pub fn observe_failure(&mut self, view: &ConsoleView) -> bool {
        let failed =
            view.form.is_some() && (view.dialogs_of_failure().next().is_some() || !view.errors.is_empty());
        failed && self.pending.take().is_some()
    }

    /// Chooses a credential, by its client id.
    pub fn choose(&mut self, client_id: &str) {
        self.chosen = Some(client_id.to_owned());
    }

    /// Chooses one of the client secrets of a credential.
    pub fn choose_secret(&mut self, client_id: &str, index: usize) {
        self.secrets.retain(|chosen| chosen.client_id != client_id);
        self.secrets.push(ChosenSecret { client_id: client_id.to_owned(), index: index as f64 });
    }

    /// The index of the client secret to use of a credential that has so many: the first one, unless another was chosen.
    pub fn secret_of(&self, client_id: &str, count: usize) -> usize {
        let chosen = self.secrets.iter().find(|chosen| chosen.client_id == client_id);
        chosen.map(|chosen| chosen.index as usize).filter(|index| *index < count).unwrap_or_default()
    }

    /// Forgets what was chosen of a paste that is no more.
    pub fn forget_choices(&mut self) {
        self.chosen = None;
        self.secrets.clear();
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
            id: (*id).into(),
            title: format!("Title of {id}").into(),
            statuses: jwt
                .then(|| Status { text: "JWT Credentials (deprecated)".into(), ..Status::default() })
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

    #[test]
    fn a_saved_configuration_is_known_by_its_title_where_the_list_has_other_ids() {
        let pending = Pending { id: Some("/path/of/a".to_owned()), title: "Title of a".to_owned() };
        let mut run = Run { pending: Some(pending), ..Run::default() };
        run.observe(&list(&[("b", true)]), 1.0);
        assert!(run.pending.is_some(), "another one says nothing of it");
        run.observe(&list(&[("a", true)]), 1.0);
        assert_eq!((run.still_marked.as_deref(), run.pending), (Some("Title of a"), None));
    }

    #[test]
    fn a_save_that_aem_refuses_is_none() {
        let pending = Pending { title: "Title of a".to_owned(), ..Pending::default() };
        let mut run = Run { pending: Some(pending), ..Run::default() };
        let form =
            |errors| ConsoleView { form: Some(console::Form::default()), errors, ..ConsoleView::default() };
        assert!(!run.observe_failure(&form(Vec::new())) && run.pending.is_some());
        let refused = Status { text: "invalid parameter".into(), ..Status::default() };
        assert!(run.observe_failure(&form(vec![refused])));
        run.observe(&list(&[("a", true)]), 1.0);
        assert_eq!(run.still_marked, None);
    }

    #[test]
    fn the_secret_that_was_chosen_of_a_credential_is_used_as_long_as_it_has_it() {
        let mut run = Run::default();
        assert_eq!(run.secret_of("one", 2), 0);
        run.choose_secret("one", 1);
        run.choose_secret("two", 5);
        assert_eq!([run.secret_of("one", 2), run.secret_of("one", 1), run.secret_of("two", 2)], [1, 0, 0]);
        run.choose_secret("one", 0);
        assert_eq!((run.secret_of("one", 2), run.secrets.len()), (0, 2));
        run.forget_choices();
        assert_eq!(run, Run::default());
    }
}
