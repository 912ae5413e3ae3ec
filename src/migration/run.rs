//! What has to survive a page load: list, properties and list again are three pages.
//!
//! A run holds no secret, so it may be kept for as long as it is of use. The credentials are kept beside it, as a
//! [`Secret`](crate::credentials::Secret), in memory that the browser never writes to disk, and not for long: a run comes
//! back without them.

mod looked;
mod together;

use super::{Batch, ConfigurationId, Known, Subject, Time, lenient};
use crate::console::{
    Authentication, Completeness, Confidence, Configuration, ConsoleView, Evidence, Form, Identity,
    Judgement, Ownership, PageKind, Reason, Role,
};
use crate::credentials::{CredentialId, ScopeSeparator};
use crate::page::Address;
use looked::Lack;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::time::Duration;

/// The state of one administrator's work on one AEM.
///
/// It comes back from a store that another version may have written. So whatever of it cannot be read is as if it had
/// never been kept, and the rest is read all the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Run {
    /// When a list was last looked at, to the minute; the beginning of 1970 where none was.
    #[serde(deserialize_with = "crate::page::lenient")]
    pub looked: Time,
    /// The configurations as the list last showed them; a properties page does not tell whose they are.
    #[serde(deserialize_with = "lenient::list")]
    pub seen: Vec<Seen>,
    /// Those that the list no longer shows, and that were Adobe's or may be.
    #[serde(deserialize_with = "lenient::list")]
    pub away: Vec<Seen>,
    /// The configurations whose form was saved, until the list shows that their marks are gone.
    #[serde(deserialize_with = "lenient::list")]
    pub pending: Vec<Pending>,
    /// What was migrated in this run, the latest last.
    #[serde(deserialize_with = "lenient::list")]
    pub done: Vec<Done>,
    /// A configuration that was saved, or that was done already, and that the list marks as JWT: its title.
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
    /// The configuration in whose form OAuth was chosen, until that has ended. AEM may load the page again for it.
    #[serde(deserialize_with = "crate::page::lenient")]
    pub choosing: Option<ConfigurationId>,
    /// The migrations that were planned together, and how far they have come.
    #[serde(deserialize_with = "crate::page::lenient")]
    pub batch: Option<Batch>,
    /// The configurations that the administrator does not want in a plan, although a credential is there for them.
    #[serde(deserialize_with = "lenient::list")]
    pub unticked: Vec<ConfigurationId>,
    /// What was said of configurations that could be created, once for each credential.
    #[serde(deserialize_with = "lenient::list")]
    pub making: Vec<Making>,
    /// The address of the list on this host, with its query, as it was last seen.
    #[serde(deserialize_with = "crate::page::lenient")]
    pub list: String,
    /// What AEM's own check has found last, once for each configuration.
    #[serde(deserialize_with = "lenient::list")]
    pub checked: Vec<Checked>,
    /// The marks that are gone, and since when, on the page that is there. Another page begins anew.
    #[serde(skip)]
    pub gone: Vec<Gone>,
    /// Whether all marks of the list have vanished at once, so that nothing follows from it.
    #[serde(skip)]
    pub marks_vanished: bool,
    /// The configurations that another tab has worked on since the page that is there was loaded. A mark on this page says
    /// nothing of them: it may be older than that work.
    #[serde(skip)]
    pub elsewhere: Vec<ConfigurationId>,
    /// Whether the list on the page that is there lacks something that was seen before.
    #[serde(skip)]
    pub lack: Option<Lack>,
}

/// How long the mark of a configuration that was saved here has to stay gone: AEM may show a list before its marks.
const SETTLED: Duration = Duration::from_secs(1);

/// The same where it was filled here, and nobody saw it being saved.
const SETTLED_UNSAVED: Duration = Duration::from_secs(3);

/// A mark that is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Gone {
    id: ConfigurationId,
    since: Time,
    /// How long it has to stay gone.
    patience: Duration,
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

/// What the administrator has said of a configuration that could be created with a credential.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Making {
    /// With which credential.
    pub credential: CredentialId,
    /// Whether it is to be created.
    #[serde(default)]
    pub wanted: bool,
    /// The title that was typed; `None` for the proposed one.
    #[serde(default)]
    pub title: Option<String>,
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
    /// Whether it showed OAuth before anyone changed its form.
    #[serde(default)]
    pub oauth: bool,
    /// Whether it has shown JWT on the page that is there: then OAuth is what somebody has chosen, and not yet saved.
    #[serde(skip)]
    pub jwt_here: bool,
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
    /// Whose it is, by the most careful look.
    pub ownership: Ownership,
    /// Among how many configurations that was judged, where it is a doubt that a comparison with them has raised: what
    /// parts a list shows only once enough of it is there. Zero for whatever the configuration itself shows.
    #[serde(default)]
    pub among: u32,
}

impl Seen {
    /// Whose it is after one more look, and among how many that was judged. A doubt goes only where it came of a comparison,
    /// and more of the list is there by now; a configuration that once said it is Adobe's stays Adobe's.
    fn most_careful(&self, judged: (Ownership, u32), count: u32) -> (Ownership, u32) {
        let is_outdated = self.among > 0 && count > self.among;
        let is_less = self.ownership.or_more_careful(judged.0) != self.ownership;
        if is_outdated || is_less { judged } else { (self.ownership, self.among) }
    }
}

/// A configuration whose form was saved.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pending {
    /// Which one.
    pub id: ConfigurationId,
    /// Its title, to find it by where the list has other ids.
    pub title: String,
}

impl Pending {
    /// Whether a configuration on the list is the one that was saved. Where no list has ever shown its id, the address of
    /// the properties has another one, and the title tells; `places` has the ids of the list.
    fn is(&self, one: &Configuration, places: &HashMap<&str, usize>, seen: &[Seen]) -> bool {
        let is_id_of_lists =
            places.contains_key(self.id.as_str()) || seen.iter().any(|seen| seen.id == self.id);
        if is_id_of_lists { one.id == *self.id.as_str() } else { one.title == self.title }
    }
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

/// What AEM's own *Check Health* has found of a configuration.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// Which one.
    pub id: ConfigurationId,
    /// Its title.
    pub title: String,
    /// Whether AEM has got a token for it.
    pub healthy: bool,
    /// What AEM's dialog said.
    pub words: String,
    /// When.
    pub at: Time,
}

impl Run {
    /// Keeps what a check has found, in the place of an earlier one.
    pub fn note_checked(&mut self, checked: Checked) {
        self.checked.retain(|earlier| earlier.id != checked.id);
        self.checked.push(checked);
    }

    /// What the last check of a configuration has found, unless it was saved since.
    pub fn check_of(&self, id: &ConfigurationId) -> Option<&Checked> {
        self.checked.iter().find(|checked| checked.id == *id)
    }

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

    /// Takes in what a list page shows: whose its configurations are, which are marked as JWT, and which of those that were
    /// saved or filled here are done. A configuration that is marked, and was not saved, has given its credential back.
    /// Returns whether anything changed.
    pub fn observe(&mut self, view: &ConsoleView, now: Time) -> bool {
        if view.kind != PageKind::List || view.configurations.is_empty() {
            self.gone.clear();
            self.elsewhere.clear();
            self.lack = None;
            return false;
        }
        self.bring_back(view);
        let places = self.places(view);
        self.marks_vanished = self.vanish_together(view, &places);
        let is_loading = view.completeness == Completeness::MoreExpected(Reason::Loading);
        let count = u32::try_from(view.configurations.len()).unwrap_or(u32::MAX);
        self.keep_only_what_stays_gone(view, is_loading);
        let is_noted = looked::is_noted(self.looked, now);
        if is_noted {
            self.looked = now;
        }
        let mut changed = self.drop_missing(view, &places, now) || is_noted;
        let places = self.places(view);
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
            let before = earlier.map(|earlier| earlier.authentication).unwrap_or_default();
            let mut authentication = if is_certain { judged.is } else { before };
            if self.elsewhere.iter().any(|id| configuration.id == *id.as_str()) {
                authentication = before;
            } else if authentication == Authentication::Jwt {
                changed |= self.marked(configuration, &places, is_certain);
            } else {
                // Of one that was settled before nothing more is to be found out, and the page need not be looked at again.
                let is_open = before == Authentication::Jwt
                    || self.is_pending(configuration, &places)
                    || self.still_marked.as_deref() == Some(&*configuration.title);
                let evidence = if is_open { self.evidence_for(configuration, &places) } else { None };
                let settled = match evidence.filter(|_| !self.marks_vanished && !is_loading) {
                    Some(patience) => self.is_still_gone(&configuration.id, patience, now),
                    None => false,
                };
                if settled {
                    changed |= self.settle(configuration, &places, before, now);
                } else if before == Authentication::Jwt && (evidence.is_some() || self.marks_vanished) {
                    // Until it has lasted it may be a page whose marks are not there yet.
                    authentication = before;
                }
            }
            let whose = &configuration.ownership;
            let is_compared = matches!(whose.evidence, Evidence::Group(_) | Evidence::RepeatedLine(_));
            let judged = (whose.is, if is_compared { count } else { 0 });
            let (ownership, among) = match self.seen.get(place) {
                Some(earlier) => earlier.most_careful(judged, count),
                None => judged,
            };
            let seen = Seen {
                id: ConfigurationId::from(configuration.id.as_str()),
                title: configuration.title.to_string(),
                authentication,
                ownership,
                among,
            };
            // A list may show its items a few at a time, so what is not there now is kept.
            match self.seen.get_mut(place) {
                Some(earlier) if *earlier == seen => {}
                Some(earlier) => {
                    *earlier = seen;
                    changed = true;
                }
                None => {
                    self.seen.push(seen);
                    changed = true;
                }
            }
        }
        changed
    }

    /// What comes back to the list is known as it was: a list without its marks, such as one that is filtered or another view
    /// of it, must not make an own configuration of one of Adobe's.
    fn bring_back(&mut self, view: &ConsoleView) {
        if self.away.is_empty() {
            return;
        }
        let places = self.places(view);
        let (back, away) =
            std::mem::take(&mut self.away).into_iter().partition(|one| places.contains_key(one.id.as_str()));
        self.away = away;
        for one in back {
            match self.seen.iter_mut().find(|seen| seen.id == one.id) {
                Some(seen) => seen.ownership = seen.ownership.or_more_careful(one.ownership),
                None => self.seen.push(one),
            }
        }
    }

    /// Drops the configurations that were seen and that a complete list has not shown for a while. One whose form was saved is
    /// waited for. Returns whether any was dropped.
    fn drop_missing(&mut self, view: &ConsoleView, places: &HashMap<&str, usize>, now: Time) -> bool {
        let is_complete = matches!(view.completeness, Completeness::All(_))
            && !self.marks_vanished
            && view.configurations.iter().all(|one| one.identity != Identity::Shared);
        let pending = &self.pending;
        let is_missing = |one: &Seen| {
            !places.contains_key(one.id.as_str()) && pending.iter().all(|pending| pending.id != one.id)
        };
        if !is_complete || !self.seen.iter().any(is_missing) {
            self.lack = None;
            return false;
        }
        if !Lack::lasts(&mut self.lack, view.configurations.len(), now) {
            return false;
        }
        let (missing, shown): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.seen).into_iter().partition(is_missing);
        self.seen = shown;
        self.away.extend(missing.into_iter().filter(|one| one.ownership != Ownership::Administrator));
        true
    }

    /// A mark is gone for as long as look after look finds it gone: nothing of it is kept while the list loads, or all
    /// marks are away, or it is not on the list or cannot be told from another one.
    fn keep_only_what_stays_gone(&mut self, view: &ConsoleView, is_loading: bool) {
        if is_loading || self.marks_vanished {
            self.gone.clear();
        }
        self.gone.retain(|gone| {
            let is_it = |one: &&Configuration| one.id == *gone.id.as_str();
            view.configurations.iter().find(is_it).is_some_and(|one| one.identity != Identity::Shared)
        });
    }

    /// By the ids that are on the list now: where each was seen before.
    fn places<'a>(&self, view: &'a ConsoleView) -> HashMap<&'a str, usize> {
        let mut places: HashMap<&str, usize> =
            view.configurations.iter().map(|one| (one.id.as_str(), usize::MAX)).collect();
        for (index, seen) in self.seen.iter().enumerate() {
            if let Some(place) = places.get_mut(seen.id.as_str()) {
                *place = index;
            }
        }
        places
    }

    /// Whether several were marked as JWT and now none is, although not each of them was saved here or has shown OAuth: a
    /// page whose marks have not come (yet) looks like that.
    fn vanish_together(&self, view: &ConsoleView, places: &HashMap<&str, usize>) -> bool {
        let is_marked = |one: &Configuration| one.authentication.is == Authentication::Jwt;
        if view.configurations.iter().any(is_marked) {
            return false;
        }
        let was_marked = |one: &&Configuration| {
            let place = places.get(one.id.as_str()).copied().unwrap_or(usize::MAX);
            self.seen.get(place).is_some_and(|seen| seen.authentication == Authentication::Jwt)
        };
        let vanished: Vec<&Configuration> = view.configurations.iter().filter(was_marked).collect();
        let is_known = |one: &&Configuration| self.is_pending(one, places) || self.has_shown_oauth(&one.id);
        vanished.len() > 1 && !vanished.iter().all(is_known)
    }

    /// Why a configuration whose mark is not there may be taken for migrated, as the time for which it has to stay gone;
    /// `None` where nothing of the kind was done here.
    fn evidence_for(&self, one: &Configuration, places: &HashMap<&str, usize>) -> Option<Duration> {
        if self.is_pending(one, places) || self.has_shown_oauth(&one.id) {
            return Some(SETTLED);
        }
        // It was filled here, and somebody may have pressed AEM's own button, or have left the form.
        self.used.iter().any(|used| one.id == *used.configuration.as_str()).then_some(SETTLED_UNSAVED)
    }

    fn is_pending(&self, one: &Configuration, places: &HashMap<&str, usize>) -> bool {
        self.pending.iter().any(|pending| pending.is(one, places, &self.seen))
    }

    /// Whether its properties page showed OAuth before anyone changed it.
    fn has_shown_oauth(&self, id: &str) -> bool {
        self.told.iter().any(|told| told.oauth && id == told.id.as_str())
    }

    /// Whether its mark has been gone for so long, look after look.
    fn is_still_gone(&mut self, id: &str, patience: Duration, now: Time) -> bool {
        if let Some(gone) = self.gone.iter().find(|gone| id == gone.id.as_str()) {
            return now.since(gone.since) >= gone.patience;
        }
        self.gone.push(Gone { id: id.into(), since: now, patience });
        false
    }

    /// When the list has to be looked at again to know whether a mark stays gone.
    pub fn settles_in(&self, now: Time) -> Option<Duration> {
        let gone = self.gone.iter().map(|gone| gone.patience.saturating_sub(now.since(gone.since)));
        gone.chain(self.lack.as_ref().and_then(|lack| lack.settles_in(now))).min()
    }

    /// A configuration is marked as JWT: it is not done, whatever was thought of it.
    fn marked(&mut self, one: &Configuration, places: &HashMap<&str, usize>, is_certain: bool) -> bool {
        let before = (self.done.len(), self.used.len(), self.still_marked.clone());
        self.gone.retain(|gone| one.id != *gone.id.as_str());
        self.done.retain(|done| one.id != *done.id.as_str());
        let is_pending = self.is_pending(one, places);
        if is_pending || self.done.len() < before.0 {
            self.still_marked = Some(one.title.to_string());
        }
        if is_certain {
            // What its form has shown was not what AEM has stored.
            self.told
                .iter_mut()
                .filter(|told| one.id == *told.id.as_str())
                .for_each(|told| told.oauth = false);
        }
        if is_certain && !is_pending {
            self.used.retain(|used| one.id != *used.configuration.as_str());
        }
        (self.done.len(), self.used.len(), self.still_marked.clone()) != before
    }

    /// The mark of a configuration stays gone.
    fn settle(
        &mut self,
        one: &Configuration,
        places: &HashMap<&str, usize>,
        before: Authentication,
        now: Time,
    ) -> bool {
        let counted = self.pending.len();
        let seen = &self.seen;
        self.pending.retain(|pending| !pending.is(one, places, seen));
        let since = self.gone.iter().find(|gone| one.id == *gone.id.as_str()).map(|gone| gone.since);
        self.gone.retain(|gone| one.id != *gone.id.as_str());
        let had_word = self.still_marked.take_if(|title| one.title == *title).is_some();
        if before == Authentication::Jwt {
            // What AEM had found before says nothing of what it has now, whoever saved it.
            self.checked.retain(|checked| one.id != *checked.id.as_str() || Some(checked.at) >= since);
            self.done.retain(|done| one.id != *done.id.as_str());
            let id = ConfigurationId::from(one.id.as_str());
            self.done.push(Done { id, title: one.title.to_string(), at: now });
        }
        self.pending.len() < counted || had_word || before == Authentication::Jwt
    }

    /// Puts the doubts of earlier looks and of other views of the list into this one: the most careful look counts, not
    /// the latest.
    pub fn recall(&self, view: &mut ConsoleView) {
        let places = self.places(view);
        let recalled: Vec<Option<Ownership>> = view
            .configurations
            .iter()
            .map(|one| self.seen.get(places.get(one.id.as_str()).copied()?).map(|seen| seen.ownership))
            .collect();
        for (one, recalled) in view.configurations.iter_mut().zip(recalled) {
            if let Some(earlier) = recalled
                .map(|earlier| one.ownership.is.or_more_careful(earlier))
                .filter(|careful| *careful != one.ownership.is)
            {
                let confidence = if earlier == Ownership::Adobe { Confidence::High } else { Confidence::Low };
                one.ownership = Judgement { is: earlier, confidence, evidence: Evidence::SeenBefore };
            }
        }
    }

    /// Takes in what a form's page shows after its button was pressed: where AEM reports a failure, nothing was saved.
    /// What was filled in still stands in the form, so its credential stays used. Returns whether anything changed.
    pub fn observe_failure(&mut self, view: &ConsoleView) -> bool {
        let failed =
            view.form.is_some() && (view.dialogs_of_failure().next().is_some() || !view.errors.is_empty());
        failed && self.was_not_saved(view)
    }

    /// Keeps where the list is. Returns whether that is news.
    pub fn remember_list(&mut self, view: &ConsoleView, address: &Address) -> bool {
        let path = address.path_and_query();
        let is_news = view.kind == PageKind::List && self.list != path;
        if is_news {
            self.list = path;
        }
        is_news
    }

    /// The form on this page was not saved after all. Returns whether it was thought to be.
    pub fn was_not_saved(&mut self, view: &ConsoleView) -> bool {
        let id = self.configuration_of(view);
        let before = self.pending.len();
        self.pending.retain(|pending| pending.id != id);
        self.pending.len() < before
    }

    /// Notes that a form is about to be saved.
    pub fn saving(&mut self, view: &ConsoleView, title: &str) {
        let id = self.configuration_of(view);
        self.pending.retain(|pending| pending.id != id);
        // What was found before says nothing of what is being saved.
        self.checked.retain(|checked| checked.id != id);
        self.pending.push(Pending { id, title: title.to_owned() });
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
        let is_used = self.used.iter().any(|used| used.configuration == id);
        let is_untouched = form.awaits_oauth() && !is_used;
        let is_edited = form.fields.iter().any(|found| found.field.edited);
        let is_oauth = form.authentication.as_ref().is_some_and(|(kind, _)| *kind == Authentication::OAuth);
        // What was chosen or filled here may stand in the form unsaved, after a reload as well.
        let is_ours = is_used || self.choosing.as_ref() == Some(&id);
        let oauth = is_oauth && !is_edited && !is_ours && form.field(Role::AuthenticationType).is_some();
        let mut known = known;
        if let Some(seen) = self.seen.iter().find(|seen| seen.id == id) {
            known.title.clone_from(&seen.title);
        }
        match self.told.iter_mut().find(|told| told.id == id) {
            Some(told) if is_untouched => {
                let newer = known.or(told.known.clone());
                let is_news = newer != told.known || told.oauth;
                *told = Told { known: newer, oauth: false, jwt_here: true, ..told.clone() };
                is_news
            }
            Some(told) => {
                let is_news = oauth && !told.oauth && !told.jwt_here;
                told.oauth |= is_news;
                told.jwt_here |= form.awaits_oauth();
                is_news
            }
            None => {
                self.told.push(Told { id, known, oauth, jwt_here: form.awaits_oauth() });
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
        let used = self.used.iter().find(|used| used.credential.has_client_id_of(credential))?;
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
        self.making.clear();
    }

    /// Forgets where a credential was chosen, and which of its secrets: it is no longer there, or has been given anew.
    pub fn forget_choices_of(&mut self, credential: &CredentialId) {
        self.chosen.retain(|choice| choice.credential != *credential);
        self.secrets.retain(|chosen| chosen.credential != *credential);
        self.making.retain(|making| making.credential != *credential);
    }
}

#[cfg(test)]
mod tests;
