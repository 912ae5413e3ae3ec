//! One run in several tabs: each works with the whole of it, and what one has done counts in all.

use super::{Done, Pending, Run, Seen, Told, Used};
use crate::migration::ConfigurationId;
use std::collections::HashMap;
use std::hash::Hash;

impl Run {
    /// Both of two runs that parted, for a store that another tab was quicker with. Nothing that either knows is lost, of
    /// two judgements the more careful one counts, and of two decisions the one that is being kept now, `self`'s.
    #[must_use]
    pub fn and(self, theirs: Self) -> Self {
        Self {
            seen: union(
                theirs.seen,
                self.seen,
                |one| one.id.clone(),
                |theirs, ours| *theirs = theirs.with(ours),
            ),
            pending: union(theirs.pending, self.pending, |one| one.id.clone(), |_, _| {}),
            done: union(theirs.done, self.done, |one| one.id.clone(), |_, _| {}),
            still_marked: self.still_marked.or(theirs.still_marked),
            scope_separator: self.scope_separator,
            overruled: self.overruled,
            chosen: union(
                theirs.chosen,
                self.chosen,
                |one| one.configuration.clone(),
                |theirs, ours| *theirs = ours,
            ),
            secrets: union(
                theirs.secrets,
                self.secrets,
                |one| one.credential.clone(),
                |theirs, ours| *theirs = ours,
            ),
            told: union(
                theirs.told,
                self.told,
                |one| one.id.clone(),
                |theirs, ours| *theirs = theirs.with(ours),
            ),
            used: union(
                theirs.used,
                self.used,
                |one| one.configuration.clone(),
                |theirs, ours| *theirs = ours,
            ),
            choosing: self.choosing.or(theirs.choosing),
            gone: self.gone,
            marks_vanished: self.marks_vanished,
            elsewhere: self.elsewhere,
        }
    }

    /// This run, with what is known of the page that `here` is on, which no other tab knows.
    #[must_use]
    pub fn on_the_page_of(mut self, here: &Self) -> Self {
        self.gone.clone_from(&here.gone);
        self.marks_vanished = here.marks_vanished;
        self.elsewhere.clone_from(&here.elsewhere);
        let worked_on = self.worked_on().chain(here.worked_on());
        let news: Vec<ConfigurationId> =
            worked_on.filter(|id| self.work_on(id) != here.work_on(id)).cloned().collect();
        self.elsewhere.extend(news);
        for told in &mut self.told {
            told.jwt_here = here.told_by(&told.id).is_some_and(|told| told.jwt_here);
        }
        self
    }

    /// The configurations that were filled, saved or done.
    fn worked_on(&self) -> impl Iterator<Item = &ConfigurationId> {
        let used = self.used.iter().map(|used| &used.configuration);
        used.chain(self.pending.iter().map(|pending| &pending.id))
            .chain(self.done.iter().map(|done| &done.id))
    }

    /// What was done to a configuration.
    fn work_on(&self, id: &ConfigurationId) -> (Option<&Used>, Option<&Pending>, Option<&Done>) {
        (
            self.used.iter().find(|used| used.configuration == *id),
            self.pending.iter().find(|pending| pending.id == *id),
            self.done.iter().find(|done| done.id == *id),
        )
    }
}

impl Seen {
    /// The same configuration as two tabs have seen it.
    fn with(&self, other: Self) -> Self {
        let careful = self.ownership.or_more_careful(other.ownership);
        let among = if careful == self.ownership { self.among } else { other.among };
        Self { ownership: careful, among, ..other }
    }
}

impl Told {
    /// What the same properties page has told in two tabs.
    fn with(&self, other: Self) -> Self {
        Self { known: other.known.or(self.known.clone()), oauth: self.oauth && other.oauth, ..other }
    }
}

/// Those of both, in the order of the first; `both` says what becomes of one that is in both.
fn union<T, K: Hash + Eq>(
    mut first: Vec<T>,
    second: Vec<T>,
    key: impl Fn(&T) -> K,
    both: impl Fn(&mut T, T),
) -> Vec<T> {
    let places: HashMap<K, usize> = first.iter().enumerate().map(|(place, one)| (key(one), place)).collect();
    for one in second {
        match places.get(&key(&one)).and_then(|place| first.get_mut(*place)) {
            Some(earlier) => both(earlier, one),
            None => first.push(one),
        }
    }
    first
}
