//! The browser's clock.

use crate::migration::Time;
use js_sys::Date;

/// The time now.
pub(crate) fn now() -> Time {
    // `Date.now` gives whole milliseconds, and none before 1970.
    Time::from_millis(Date::now() as u64)
}
