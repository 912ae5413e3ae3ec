//! How a language writes times, numbers and lists, as the browser knows it (`Intl`). Each function gets the language's tag,
//! such as `pt-BR`.

use super::to_js::object;
use crate::migration::Time;
use js_sys::{Array, Date, Intl, Number};
use wasm_bindgen::JsValue;

/// The time of day of a moment, as it is written in a language.
pub fn of_day(language: &str, moment: Time) -> String {
    Date::new(&(moment.as_millis() as f64).into()).to_locale_time_string(language).into()
}

/// A moment, as date and time are written in a language, where the browser is.
pub fn moment(language: &str, moment: Time) -> String {
    written(language, moment, &[])
}

/// The same in UTC, which the text says: for who reads it elsewhere.
pub fn moment_utc(language: &str, moment: Time) -> String {
    written(language, moment, &[("timeZone", &"UTC".into())]) + " UTC"
}

fn written(language: &str, moment: Time, more: &[(&str, &JsValue)]) -> String {
    let [date, time] = ["medium", "short"].map(JsValue::from);
    let options = [&[("dateStyle", &date), ("timeStyle", &time)], more].concat();
    Date::new(&(moment.as_millis() as f64).into()).to_locale_string(language, &object(&options)).into()
}

/// A number of minutes in the words of a language, in hours where they are whole ones: *30 minutes*, *1 hour*.
pub fn duration(language: &str, minutes: u32) -> String {
    let (count, unit) = if minutes.is_multiple_of(60) { (minutes / 60, "hour") } else { (minutes, "minute") };
    let options =
        object(&[("style", &"unit".into()), ("unit", &unit.into()), ("unitDisplay", &"long".into())]);
    let format = Intl::NumberFormat::new(&Array::of1(&language.into()), &options).format();
    let text = format.call1(&JsValue::UNDEFINED, &count.into());
    text.ok().and_then(|text| text.as_string()).unwrap_or_else(|| format!("{minutes} min"))
}

/// A number: *12,000* in English.
pub fn number(language: &str, number: usize) -> String {
    Number::from(number as f64).to_locale_string(language).into()
}

/// Several things: *A, B and C* in English.
pub fn list(language: &str, items: &[String]) -> String {
    let format = Intl::ListFormat::new(&Array::of1(&language.into()), &object(&[]));
    format.format(&items.iter().map(|item| JsValue::from_str(item)).collect()).into()
}
