//! One run in several tabs: each works with the whole of it, and what one has done counts in all.

use super::{Batch, Done, Pending, Run, Seen, Told, Used};
use crate::migration::ConfigurationId;
use std::collections::HashMap;
use std::hash::Hash;

impl Run {
    /// Two runs that parted from `base`, put together (three-way merge), for a store that another tab was quicker with. What
    /// only one of them has changed is as that one has it; where both have, `self` counts, which is being kept now. Of two
    /// judgements of an owner the more careful one counts, whoever made it.
    #[must_use]
    pub fn and(self, theirs: Self, base: &Self) -> Self {
        let is_changed = self.scope_separator != base.scope_separator;
        let scope_separator = if is_changed { self.scope_separator } else { theirs.scope_separator };
        Self {
            looked: self.looked.max(theirs.looked),
            seen: merge(&base.seen, self.seen, theirs.seen, |one| &one.id, Seen::with),
            away: merge(&base.away, self.away, theirs.away, |one| &one.id, Seen::with),
            pending: merge(&base.pending, self.pending, theirs.pending, |one| &one.id, newer),
            done: merge(&base.done, self.done, theirs.done, |one| &one.id, newer),
            still_marked: either(&base.still_marked, self.still_marked, theirs.still_marked),
            scope_separator,
            overruled: merge(&base.overruled, self.overruled, theirs.overruled, |one| one, newer),
            chosen: merge(&base.chosen, self.chosen, theirs.chosen, |one| &one.configuration, newer),
            secrets: merge(&base.secrets, self.secrets, theirs.secrets, |one| &one.credential, newer),
            told: merge(&base.told, self.told, theirs.told, |one| &one.id, Told::with),
            used: merge(&base.used, self.used, theirs.used, |one| &one.configuration, newer),
            unticked: merge(&base.unticked, self.unticked, theirs.unticked, |one| one, newer),
            making: merge(&base.making, self.making, theirs.making, |one| &one.credential, newer),
            list: either(&base.list, self.list, theirs.list),
            batch: together(&base.batch, self.batch, theirs.batch),
            checked: merge(&base.checked, self.checked, theirs.checked, |one| &one.id, newer),
            choosing: either(&base.choosing, self.choosing, theirs.choosing),
            gone: self.gone,
            marks_vanished: self.marks_vanished,
            elsewhere: self.elsewhere,
            lack: self.lack,
        }
    }

    /// This run, with what is known of the page that `here` is on, which no other tab knows.
    #[must_use]
    pub fn on_the_page_of(mut self, here: &Self) -> Self {
        self.gone.clone_from(&here.gone);
        self.marks_vanished = here.marks_vanished;
        self.elsewhere.clone_from(&here.elsewhere);
        self.lack.clone_from(&here.lack);
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

/// Of one that both have changed, the one that is being kept now.
fn newer<T>(_theirs: &T, ours: T) -> T {
    ours
}

/// What became of a batch that two tabs have changed.
fn together(base: &Option<Batch>, ours: Option<Batch>, theirs: Option<Batch>) -> Option<Batch> {
    if ours == *base {
        return theirs;
    }
    if theirs == *base {
        return ours;
    }
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => Some(ours.with(theirs)),
        // Put away in one tab, and gone on with in the other.
        (ours, theirs) => ours.or(theirs),
    }
}

fn either<T: PartialEq>(base: &T, ours: T, theirs: T) -> T {
    if ours == *base { theirs } else { ours }
}

/// Merges two lists that parted from `base`, in the order of theirs; `both` says what becomes of one that both have, and
/// that ours has changed.
fn merge<T: PartialEq, K: Hash + Eq + Clone>(
    base: &[T],
    ours: Vec<T>,
    mut theirs: Vec<T>,
    key: impl Fn(&T) -> &K,
    both: impl Fn(&T, T) -> T,
) -> Vec<T> {
    let places = |list: &[T]| -> HashMap<K, usize> {
        list.iter().enumerate().map(|(place, one)| (key(one).clone(), place)).collect()
    };
    let (in_base, in_ours) = (places(base), places(&ours));
    let before = |one: &T| in_base.get(key(one)).and_then(|place| base.get(*place));
    // What ours has dropped goes, unless theirs has changed it meanwhile.
    theirs.retain(|one| in_ours.contains_key(key(one)) || before(one) != Some(one));
    let in_theirs = places(&theirs);
    for one in ours.into_iter().filter(|one| before(one) != Some(one)) {
        match in_theirs.get(key(&one)).and_then(|place| theirs.get_mut(*place)) {
            Some(earlier) => *earlier = both(earlier, one),
            None => theirs.push(one),
        }
    }
    theirs
}
