//! When the list was looked at, and which of the configurations that were seen it no longer shows.

use super::{Lack, Run, SETTLED_UNSAVED};
use crate::console::{Completeness, ConsoleView, Identity, Ownership};
use crate::migration::Time;
use std::collections::HashMap;
use std::time::Duration;

/// How far apart two looks at a list are that are both noted: each costs a store.
const NOTED_EVERY: Duration = Duration::from_secs(60);

impl Run {
    /// Notes that a list was seen. Returns whether that is news.
    pub(super) fn note_look(&mut self, now: Time) -> bool {
        // A clock may have been set back.
        let is_news = now < self.looked || now.since(self.looked) >= NOTED_EVERY;
        if is_news {
            self.looked = now;
        }
        is_news
    }

    /// What comes back to the list is known as it was: a list without its marks, such as one that is filtered or another view
    /// of it, must not make an own configuration of one of Adobe's.
    pub(super) fn bring_back(&mut self, view: &ConsoleView) {
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

    /// Drops the configurations that were seen and that a complete list has not shown for a while: AEM may show a part of a
    /// list first. One whose form was saved is waited for. Returns whether any was dropped.
    pub(super) fn drop_missing(
        &mut self,
        view: &ConsoleView,
        places: &HashMap<&str, usize>,
        now: Time,
    ) -> bool {
        let is_complete = matches!(view.completeness, Completeness::All(_))
            && !self.marks_vanished
            && view.configurations.iter().all(|one| one.identity != Identity::Shared);
        let is_pending = |id: &str| self.pending.iter().any(|pending| pending.id.as_str() == id);
        let lacks = |id: &str| !places.contains_key(id);
        if !is_complete || !self.seen.iter().any(|one| lacks(one.id.as_str()) && !is_pending(one.id.as_str()))
        {
            self.lack = None;
            return false;
        }
        let count = view.configurations.len();
        match self.lack.as_ref().filter(|lack| lack.count == count) {
            None => self.lack = Some(Lack { count, since: now, dropped: false }),
            Some(lack) if !lack.dropped && now.since(lack.since) >= SETTLED_UNSAVED => {
                self.lack = Some(Lack { dropped: true, ..lack.clone() });
                let (dropped, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.seen)
                    .into_iter()
                    .partition(|one| lacks(one.id.as_str()) && !is_pending(one.id.as_str()));
                self.seen = kept;
                let doubted = dropped.into_iter().filter(|one| one.ownership != Ownership::Administrator);
                self.away.extend(doubted);
                return true;
            }
            Some(_) => {}
        }
        false
    }

    /// When it has to be looked again to know whether the list goes on lacking something.
    pub(super) fn drops_in(&self, now: Time) -> Option<Duration> {
        let lack = self.lack.as_ref().filter(|lack| !lack.dropped)?;
        Some(SETTLED_UNSAVED.saturating_sub(now.since(lack.since)))
    }
}
