//! The browser's clock.

use crate::migration::Time;
use js_sys::Date;

/// The time now.
pub(crate) fn now() -> Time {
    // `Date.now` gives whole milliseconds, and none before 1970.
    Time::from_millis(Date::now() as u64)
}

/// The time of day of a moment, as it is written in a language.
pub(crate) fn of_day(language: &str, moment: Time) -> String {
    Date::new(&(moment.as_millis() as f64).into()).to_locale_time_string(language).into()
}
