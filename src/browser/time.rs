//! The browser's clock, and its words for times.

use super::to_js::object;
use crate::migration::Time;
use js_sys::{Array, Date, Intl};

/// The time now.
pub(crate) fn now() -> Time {
    // `Date.now` gives whole milliseconds, and none before 1970.
    Time::from_millis(Date::now() as u64)
}

/// The time of day of a moment, as it is written in a language.
pub(crate) fn of_day(language: &str, moment: Time) -> String {
    Date::new(&(moment.as_millis() as f64).into()).to_locale_time_string(language).into()
}

/// A number of minutes in the words of a language, in hours where they are whole ones: *30 minutes*, *1 hour*.
pub(crate) fn duration(language: &str, minutes: u32) -> String {
    let (count, unit) = if minutes.is_multiple_of(60) { (minutes / 60, "hour") } else { (minutes, "minute") };
    let options =
        object(&[("style", &"unit".into()), ("unit", &unit.into()), ("unitDisplay", &"long".into())]);
    let format = Intl::NumberFormat::new(&Array::of1(&language.into()), &options).format();
    let text = format.call1(&wasm_bindgen::JsValue::UNDEFINED, &count.into());
    text.ok().and_then(|text| text.as_string()).unwrap_or_else(|| format!("{minutes} min"))
}
