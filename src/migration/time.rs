//! Points in time, without a clock: whoever has one hands them in.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A point in time: whole milliseconds since 1970, UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(u64);

impl Time {
    /// The point so many milliseconds after the beginning of 1970, UTC.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970, UTC.
    pub fn as_millis(self) -> u64 {
        self.0
    }

    /// The point this long after it.
    #[must_use]
    pub fn after(self, time: Duration) -> Self {
        Self(self.0.saturating_add(u64::try_from(time.as_millis()).unwrap_or(u64::MAX)))
    }

    /// How long after `earlier` this is; zero where it is before it, as after a clock was set back.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Time;
    use std::time::Duration;

    #[test]
    fn a_clock_that_was_set_back_gives_no_time_at_all() {
        let [earlier, later] = [1_000, 1_250].map(Time::from_millis);
        assert!(earlier < later);
        assert_eq!(later.since(earlier), Duration::from_millis(250));
        assert_eq!(earlier.since(later), Duration::ZERO);
    }

    #[test]
    fn a_time_is_kept_as_a_plain_number() {
        let time = Time::from_millis(1_795_833_600_000);
        let json = serde_json::to_string(&time).expect("JSON");
        assert_eq!(json, "1795833600000");
        assert_eq!(serde_json::from_str::<Time>(&json).expect("a time").as_millis(), 1_795_833_600_000);
    }
}
