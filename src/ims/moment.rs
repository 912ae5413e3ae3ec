//! When to ask again: the header `Retry-After`, a number of seconds or a date of HTTP (RFC 9110, 10.2.3 and 5.6.7).

use crate::migration::Time;
use std::time::Duration;

/// The longest wait that is believed. A time of day would not say what is further away.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The moment that is meant; `None` where it is past, too far away, or cannot be read.
pub(super) fn retry_after(text: &str, now: Time) -> Option<Time> {
    let text = text.trim();
    let moment = match text.parse::<u64>() {
        Ok(seconds) => now.as_millis().checked_add(seconds.checked_mul(1000)?)?,
        Err(_) => millis_of_date(text)?,
    };
    let moment = Time::from_millis(moment);
    let wait = moment.since(now);
    (!wait.is_zero() && wait <= LONGEST).then_some(moment)
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A date in any of the three forms that HTTP knows, in milliseconds since 1970: `Sun, 06 Nov 1994 08:49:37 GMT`,
/// `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
fn millis_of_date(text: &str) -> Option<u64> {
    let (mut day, mut month, mut year, mut seconds) = (None, None, None, None);
    for word in text.split([' ', ',', '-']).filter(|word| !word.is_empty()) {
        let number = word.parse::<u64>().ok();
        if word.contains(':') {
            seconds = Some(seconds_of_day(word)?);
        } else if let Some(number) = number {
            match day {
                None => day = Some(number).filter(|day| (1..=31).contains(day)),
                Some(_) => year = Some(if word.len() == 2 { in_this_century(number) } else { number }),
            }
        } else if let Some(place) = month_of(word) {
            month = Some(place);
        }
    }
    let year = year.filter(|year| (1970..=9999).contains(year))?;
    let seconds = days_since_1970(year, month?, day?)?.checked_mul(86_400)?.checked_add(seconds?)?;
    seconds.checked_mul(1000)
}

fn month_of(word: &str) -> Option<u64> {
    let place = MONTHS.iter().position(|month| word.eq_ignore_ascii_case(month))?;
    Some(place as u64 + 1)
}

/// Two digits mean a year of the past at most fifty years ahead. Nobody waits for one.
fn in_this_century(year: u64) -> u64 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

fn seconds_of_day(text: &str) -> Option<u64> {
    let mut parts = text.split(':').map(|part| part.parse::<u64>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let is_time = parts.next().is_none() && hours < 24 && minutes < 60 && seconds <= 60;
    is_time.then_some((hours * 60 + minutes) * 60 + seconds)
}

/// The days between the beginning of 1970 and a date of the Gregorian calendar, counted by years that begin in March, so
/// that the leap day is the last of a year.
fn days_since_1970(year: u64, month: u64, day: u64) -> Option<u64> {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    // From 1 March of the year 0 to 1 January 1970.
    days.checked_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sunday, 6 November 1994, 08:49:37 UTC: the example of RFC 9110, in seconds.
    const EXAMPLE: u64 = 784_111_777;

    #[test]
    fn a_wait_is_told_in_seconds_or_as_a_date_of_http() {
        let now = Time::from_millis((EXAMPLE - 60) * 1000);
        let minute = Some(Time::from_millis(EXAMPLE * 1000));
        for (text, expect) in [
            ("60", minute),
            (" 60 ", minute),
            ("Sun, 06 Nov 1994 08:49:37 GMT", minute),
            ("Sunday, 06-Nov-94 08:49:37 GMT", minute),
            ("Sun Nov  6 08:49:37 1994", minute),
            ("sun, 06 nov 1994 08:49:37 gmt", minute),
            // Now, past, and further away than a day.
            ("0", None),
            ("Sun, 06 Nov 1994 08:48:37 GMT", None),
            ("Sat, 05 Nov 1994 08:49:37 GMT", None),
            ("86401", None),
            ("Mon, 06 Nov 2094 08:49:37 GMT", None),
            // No wait at all.
            ("-60", None),
            ("1.5", None),
            ("18446744073709551615", None),
            ("99999999999999999999", None),
            ("soon", None),
            ("", None),
            ("Sun, 06 Nov 1994", None),
            ("Sun, 00 Nov 1994 08:49:37 GMT", None),
            ("Sun, 06 Nov 1994 24:49:37 GMT", None),
            ("Sun, 06 Nov 1994 08:49 GMT", None),
            ("06 1994 08:49:37", None),
            ("::", None),
        ] {
            assert_eq!(retry_after(text, now), expect, "{text:?}");
        }
    }

    #[test]
    fn days_are_counted_through_leap_years() {
        for (year, month, day, days) in [
            (1970, 1, 1, 0),
            (1970, 3, 1, 59),
            (2000, 2, 29, 11_016),
            (2000, 3, 1, 11_017),
            (2024, 12, 31, 20_088),
            (2100, 3, 1, 47_541),
        ] {
            assert_eq!(days_since_1970(year, month, day), Some(days), "{year}-{month}-{day}");
        }
    }
}
