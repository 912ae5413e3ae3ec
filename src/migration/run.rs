//! What has to survive a page load: list, properties and list again are three pages.
//!
//! A run holds no secret. The pasted text is kept beside it, as a [`Secret`](crate::credentials::Secret), in memory that
//! the browser never writes to disk.

use super::{ConfigurationId, Known, Subject, Time, lenient};
use crate::console::{
    Authentication, Confidence, Configuration, ConsoleView, Form, Identity, Ownership, PageKind, Role,
};
use crate::credentials::{CredentialId, ScopeSeparator};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The state of one administrator's work on one AEM.
///
/// It comes back from a store that another version may have written. So whatever of it cannot be read is as if it had
/// never been kept, and the rest is read all the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Run {
    /// The configurations as the list last showed them; a properties page does not tell whose they are.
    #[serde(deserialize_with = "lenient::list")]
    pub seen: Vec<Seen>,
    /// The configuration that was saved last, until the list shows what became of it.
    #[serde(deserialize_with = "crate::page::lenient")]
    pub pending: Option<Pending>,
    /// What was migrated in this run, the latest last.
    #[serde(deserialize_with = "lenient::list")]
    pub done: Vec<Done>,
    /// A configuration that was saved, and that the list still marks as JWT: its title.
    #[serde(deserialize_with = "crate::page::lenient")]
    pub still_marked: Option<String>,
    /// What the administrator wants between the scopes of a list.
    #[serde(deserialize_with = "crate::page::lenient")]
    pub scope_separator: ScopeSeparator,
    /// The configurations that the administrator wants offered although they are not certain.
    #[serde(deserialize_with = "lenient::list")]
    pub overruled: Vec<ConfigurationId>,
    /// The credentials that the administrator chose, at most one for each configuration.
    #[serde(deserialize_with = "lenient::list")]
    pub chosen: Vec<Choice>,
    /// The client secrets that the administrator chose, at most one for each credential.
    #[serde(deserialize_with = "lenient::list")]
    pub secrets: Vec<ChosenSecret>,
    /// What properties pages have told, once for each configuration.
    #[serde(deserialize_with = "lenient::list")]
    pub told: Vec<Told>,
    /// The credentials that were filled in, the earliest first and at most one for each configuration.
    #[serde(deserialize_with = "lenient::list")]
    pub used: Vec<Used>,
}

/// The credential that the administrator chose for a configuration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// For which configuration.
    pub configuration: ConfigurationId,
    /// Which credential.
    pub credential: CredentialId,
    /// Whether the administrator has confirmed the configuration's title, for a credential that contradicts or is
    /// spent.
    #[serde(default)]
    pub confirmed: bool,
}

/// Which client secret to use of a credential that has several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChosenSecret {
    /// Which credential.
    pub credential: CredentialId,
    /// The index of the secret.
    pub index: u32,
}

/// What a configuration's properties page told before anyone changed its form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Which configuration.
    pub id: ConfigurationId,
    /// What it told.
    pub known: Known,
}

/// A credential that was filled into a configuration's form. It is spent for all others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Used {
    /// Which credential.
    pub credential: CredentialId,
    /// For which configuration.
    pub configuration: ConfigurationId,
    /// The configuration's title.
    pub title: String,
}

/// A configuration as the list showed it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// Which one.
    pub id: ConfigurationId,
    /// Its title.
    pub title: String,
    /// What it authenticated with.
    pub authentication: Authentication,
    /// Whose it is.
    pub ownership: Ownership,
}

/// A configuration whose form was saved.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pending {
    /// Which one.
    pub id: ConfigurationId,
    /// Its title, to find it by where the list has other ids.
    pub title: String,
}

/// A configuration that was migrated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// Which one.
    pub id: ConfigurationId,
    /// Its title.
    pub title: String,
    /// When its mark was first seen gone.
    pub at: Time,
}

impl Run {
    /// Whether a configuration is offered for migration.
    pub fn offers(&self, configuration: &Configuration) -> bool {
        configuration.to_migrate(self.overruled.iter().any(|id| configuration.id == *id.as_str()))
    }

    /// Offers a configuration although it is not certain, or leaves it alone again.
    pub fn overrule(&mut self, id: ConfigurationId) {
        match self.overruled.iter().position(|overruled| *overruled == id) {
            Some(place) => drop(self.overruled.remove(place)),
            None => self.overruled.push(id),
        }
    }

    /// Takes in what a list page shows. A configuration that was marked as JWT and no longer is has been migrated, by us
    /// or by hand; one that still is, and was not saved, has given its credential back. Returns whether anything
    /// changed.
    pub fn observe(&mut self, view: &ConsoleView, now: Time) -> bool {
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
            let is_certain = judged.confidence == Confidence::High;
            let authentication = if is_certain {
                judged.is
            } else {
                earlier.map(|earlier| earlier.authentication).unwrap_or_default()
            };
            let is_jwt = authentication == Authentication::Jwt;
            let is_as_it_was = earlier.is_some_and(|earlier| {
                configuration.title == earlier.title
                    && authentication == earlier.authentication
                    && configuration.ownership.is == earlier.ownership
            });
            let is_pending = self.pending.as_ref().is_some_and(|pending| {
                // The address of the properties and the list may not share an id.
                if places.contains_key(pending.id.as_str()) {
                    configuration.id == *pending.id.as_str()
                } else {
                    configuration.title == pending.title
                }
            });
            if is_pending {
                self.settle(&configuration.title, is_jwt);
                changed = true;
            }
            if is_jwt {
                let before = (self.done.len(), self.used.len());
                self.done.retain(|done| configuration.id != *done.id.as_str());
                let was_saved = self.still_marked.as_ref().is_some_and(|title| configuration.title == *title);
                if is_certain && !was_saved {
                    self.used.retain(|used| configuration.id != *used.configuration.as_str());
                }
                changed |= (self.done.len(), self.used.len()) != before;
            }
            if is_as_it_was {
                continue;
            }
            changed = true;
            let seen = Seen {
                id: ConfigurationId::from(configuration.id.as_str()),
                title: configuration.title.to_string(),
                authentication,
                ownership: configuration.ownership.is,
            };
            // A list may show its items a few at a time, so what is not there now is kept.
            match self.seen.get_mut(place) {
                Some(earlier) => {
                    if earlier.authentication == Authentication::Jwt && !is_jwt {
                        self.done.retain(|done| done.id != seen.id);
                        // Whatever was said of it before no longer holds.
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

    /// Takes in what a form's page shows after its button was pressed: where AEM reports a failure, nothing was saved.
    /// What was filled in still stands in the form, so its credential stays used. Returns whether anything changed.
    pub fn observe_failure(&mut self, view: &ConsoleView) -> bool {
        let failed =
            view.form.is_some() && (view.dialogs_of_failure().next().is_some() || !view.errors.is_empty());
        failed && self.pending.take().is_some()
    }

    /// Notes that a form is about to be saved.
    pub fn saving(&mut self, view: &ConsoleView, title: &str) {
        self.pending = Some(Pending { id: self.configuration_of(view), title: title.to_owned() });
        self.still_marked = None;
    }

    /// The configuration whose properties a page shows: the one that the list showed with the id in the address, or
    /// else the only one with this title; for want of both, what the page itself tells. A title that somebody is editing
    /// is not the configuration's.
    pub fn configuration_of(&self, view: &ConsoleView) -> ConfigurationId {
        let form = view.form.as_ref();
        let is_edited = form.and_then(|form| form.field(Role::Title)).is_some_and(|found| found.field.edited);
        let in_form = form.and_then(|form| form.value(Role::Title)).filter(|_| !is_edited);
        let title = in_form.unwrap_or(&view.heading);
        let item = view.item.as_deref();
        if let Some(seen) = self.seen.iter().find(|seen| item == Some(seen.id.as_str())) {
            return seen.id.clone();
        }
        let mut titled = self.seen.iter().filter(|seen| seen.title == title);
        match (titled.next(), titled.next()) {
            (Some(only), None) => only.id.clone(),
            _ => ConfigurationId::from(item.unwrap_or(title)),
        }
    }

    /// A configuration's title, from the list or else from its properties.
    pub fn title_of(&self, configuration: &ConfigurationId) -> Option<&str> {
        let seen = self.seen.iter().find(|seen| seen.id == *configuration).map(|seen| seen.title.as_str());
        seen.or_else(|| self.told_by(configuration).map(|told| told.known.title.as_str()))
    }

    /// Keeps what a properties page tells of its configuration, for the rest of the run. Returns whether anything
    /// changed.
    ///
    /// Only what AEM has stored counts, never what stands in the form because somebody put it there: filling makes its
    /// client id ours, and an equal client id is the one proof that a credential fits. So after the first look a form is
    /// listened to only while it still is one of JWT and nothing of ours was filled in; what it no longer shows is kept.
    pub fn tell(&mut self, id: ConfigurationId, known: Known, form: &Form) -> bool {
        let is_untouched = form.awaits_oauth() && !self.used.iter().any(|used| used.configuration == id);
        let mut known = known;
        if let Some(seen) = self.seen.iter().find(|seen| seen.id == id) {
            known.title.clone_from(&seen.title);
        }
        match self.told.iter_mut().find(|told| told.id == id) {
            Some(told) if is_untouched => {
                let newer = known.or(told.known.clone());
                let is_news = newer != told.known;
                told.known = newer;
                is_news
            }
            Some(_) => false,
            None => {
                self.told.push(Told { id, known });
                true
            }
        }
    }

    fn told_by(&self, configuration: &ConfigurationId) -> Option<&Told> {
        self.told.iter().find(|told| told.id == *configuration)
    }

    /// A configuration with all that is known of it; with this title where its properties page has not told anything.
    pub fn subject(&self, id: ConfigurationId, title: &str) -> Subject {
        let told = self.told_by(&id).map(|told| told.known.clone());
        let known = told.unwrap_or_else(|| Known { title: title.to_owned(), ..Known::default() });
        Subject { id, known }
    }

    /// The configurations that were offered on the list and are not migrated yet, with all that is known of them.
    pub fn unfinished_subjects(&self) -> Vec<Subject> {
        let is_offered = |seen: &&Seen| {
            let is_ours = match seen.ownership {
                Ownership::Administrator => true,
                Ownership::Unsure => self.overruled.contains(&seen.id),
                Ownership::Adobe => false,
            };
            seen.authentication == Authentication::Jwt && is_ours
        };
        self.seen.iter().filter(is_offered).map(|seen| self.subject(seen.id.clone(), &seen.title)).collect()
    }

    /// Notes that a credential is filled into a configuration's form: it takes the place of any other there.
    pub fn use_for(&mut self, credential: CredentialId, configuration: ConfigurationId, title: String) {
        let known = self.used.iter_mut().find(|used| used.configuration == configuration);
        match known {
            // Which credential was used first, and where, decides whose it is.
            Some(used) if used.credential == credential => used.title = title,
            _ => {
                self.release(&configuration);
                self.used.push(Used { credential, configuration, title });
            }
        }
    }

    /// Nothing that was filled in stands in a configuration's form any more. Returns whether anything did.
    pub fn release(&mut self, configuration: &ConfigurationId) -> bool {
        let before = self.used.len();
        self.used.retain(|used| used.configuration != *configuration);
        self.used.len() < before
    }

    /// The title of the configuration that a credential was used for.
    pub fn used_for(&self, credential: &CredentialId) -> Option<&str> {
        let used = self.used.iter().find(|used| used.credential == *credential)?;
        Some(&used.title)
    }

    /// Chooses a credential for a configuration. Another one than before has to be confirmed anew.
    pub fn choose(&mut self, configuration: ConfigurationId, credential: CredentialId) {
        if self.choice_for(&configuration).is_none_or(|choice| choice.credential != credential) {
            self.set_choice(Choice { configuration, credential, confirmed: false });
        }
    }

    /// Chooses a credential for a configuration that it contradicts or is spent for, and notes whether the administrator
    /// has confirmed the configuration's title.
    pub fn confirm(&mut self, configuration: ConfigurationId, credential: CredentialId, confirmed: bool) {
        self.set_choice(Choice { configuration, credential, confirmed });
    }

    fn set_choice(&mut self, choice: Choice) {
        self.chosen.retain(|earlier| earlier.configuration != choice.configuration);
        self.chosen.push(choice);
    }

    /// What the administrator chose for a configuration.
    pub fn choice_for(&self, configuration: &ConfigurationId) -> Option<&Choice> {
        self.chosen.iter().find(|choice| choice.configuration == *configuration)
    }

    /// Chooses one of the client secrets of a credential, by its index.
    pub fn choose_secret(&mut self, credential: &CredentialId, index: usize) {
        self.secrets.retain(|chosen| chosen.credential != *credential);
        // No credential has more than 16 secrets.
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        self.secrets.push(ChosenSecret { credential: credential.clone(), index });
    }

    /// The index of the client secret to use of a credential that has `count` of them: the first, unless another was
    /// chosen that it has.
    pub fn secret_of(&self, credential: &CredentialId, count: usize) -> usize {
        let chosen = self.secrets.iter().find(|chosen| chosen.credential == *credential);
        let index = chosen.and_then(|chosen| usize::try_from(chosen.index).ok());
        index.filter(|index| *index < count).unwrap_or_default()
    }

    /// Forgets what was chosen among credentials that are no longer there. What was used stays used, also when the same
    /// credential is pasted again.
    pub fn forget_choices(&mut self) {
        self.chosen.clear();
        self.secrets.clear();
    }
}

#[cfg(test)]
mod tests;
