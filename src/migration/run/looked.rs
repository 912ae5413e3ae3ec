//! When the list was looked at, and since when it lacks something that was seen before.

use crate::migration::Time;
use std::time::Duration;

/// How far apart two looks at a list are that are both noted: each costs a store.
const NOTED_EVERY: Duration = Duration::from_secs(60);

/// How long a complete list has to lack something: AEM may show a part of a list first.
const SETTLED: Duration = Duration::from_secs(3);

/// Whether a look is to be noted after an earlier one. A clock may have been set back.
pub(super) fn is_noted(earlier: Time, now: Time) -> bool {
    now < earlier || now.since(earlier) >= NOTED_EVERY
}

/// A complete list that does not show all that was seen before.
#[derive(Clone, Debug, PartialEq)]
pub struct Lack {
    /// How many configurations it shows.
    count: usize,
    /// Since when.
    since: Time,
    /// Whether what it lacks was dropped already. What comes to be there afterwards was seen by another tab, whose list is
    /// the newer one.
    dropped: bool,
}

impl Lack {
    /// Notes that a list with `count` configurations lacks something. Returns whether it has for long enough, which is so
    /// once.
    pub(super) fn lasts(lack: &mut Option<Self>, count: usize, now: Time) -> bool {
        match lack.as_mut().filter(|lack| lack.count == count) {
            None => *lack = Some(Self { count, since: now, dropped: false }),
            Some(lack) if !lack.dropped && now.since(lack.since) >= SETTLED => {
                lack.dropped = true;
                return true;
            }
            Some(_) => {}
        }
        false
    }

    /// When it has to be looked again to know whether the list goes on lacking it.
    pub(super) fn settles_in(&self, now: Time) -> Option<Duration> {
        (!self.dropped).then(|| SETTLED.saturating_sub(now.since(self.since)))
    }
}
