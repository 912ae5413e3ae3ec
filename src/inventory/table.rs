//! The inventory as a table of texts, which the formats write down each in its own way.

use super::{Environment, Outcome, Row};
use crate::console::Authentication;
use crate::migration::Time;

/// The words of one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// What it is all about.
    pub heading: String,
    /// That who has done it is not known.
    pub who: String,
    /// The heading of the AEM's host.
    pub environment: String,
    /// The heading of a configuration's title.
    pub title: String,
    /// The heading of its id.
    pub id: String,
    /// The heading of what it authenticated with before.
    pub before: String,
    /// The heading of what it authenticates with now.
    pub now: String,
    /// The heading of what became of it.
    pub outcome: String,
    /// The heading of when it was migrated.
    pub when: String,
    /// The heading of the credential that was used.
    pub credential: String,
    /// The heading of how that was checked.
    pub checked: String,
    /// The heading of what is to be said of it.
    pub note: String,
    /// The heading of when it was seen like this.
    pub seen: String,
    /// JWT.
    pub jwt: String,
    /// OAuth.
    pub oauth: String,
    /// Without a mark.
    pub not_marked: String,
    /// It is to be migrated.
    pub left: String,
    /// It was migrated.
    pub done: String,
    /// It is Adobe's.
    pub adobes: String,
    /// It may be Adobe's.
    pub doubtful: String,
    /// The list no longer marks it as JWT.
    pub mark_gone: String,
    /// AEM's own check has got a token.
    pub healthy: String,
    /// AEM's own check has got none.
    pub unhealthy: String,
    /// As the list shows it.
    pub listed: String,
    /// As a colleague's file says.
    pub imported: String,
}

impl Words {
    /// What a configuration authenticates with.
    pub fn authentication(&self, authentication: Authentication) -> &str {
        match authentication {
            Authentication::Jwt => &self.jwt,
            Authentication::OAuth => &self.oauth,
            Authentication::NotMarked => &self.not_marked,
        }
    }

    /// What became of it.
    pub fn of_outcome(&self, outcome: Outcome) -> &str {
        match outcome {
            Outcome::Left => &self.left,
            Outcome::Done(_) => &self.done,
            Outcome::Adobes => &self.adobes,
            Outcome::Doubtful => &self.doubtful,
            Outcome::NotMarked => &self.not_marked,
        }
    }

    /// How that was checked.
    pub fn check(&self, row: &Row) -> String {
        let by_list = match row.outcome {
            _ if row.imported => &self.imported,
            Outcome::Done(_) => &self.mark_gone,
            _ => &self.listed,
        };
        match row.healthy {
            None => by_list.clone(),
            Some(healthy) => {
                [by_list.as_str(), "; ", if healthy { &self.healthy } else { &self.unhealthy }].concat()
            }
        }
    }

    /// The headings of the table.
    pub(super) fn headings(&self) -> [&str; COLUMNS] {
        [
            &self.environment,
            &self.title,
            &self.id,
            &self.before,
            &self.now,
            &self.outcome,
            &self.when,
            &self.credential,
            &self.checked,
            &self.note,
            &self.seen,
        ]
    }

    /// A configuration as a row of the table.
    pub(super) fn cells<'a>(&'a self, environment: &'a Environment, row: &'a Row) -> [String; COLUMNS] {
        let when = match row.outcome {
            Outcome::Done(at) => written(at),
            _ => String::new(),
        };
        [
            environment.host().to_owned(),
            row.title.clone(),
            row.id.clone(),
            self.authentication(row.before).to_owned(),
            self.authentication(row.now).to_owned(),
            self.of_outcome(row.outcome).to_owned(),
            when,
            row.credential.clone().unwrap_or_default(),
            self.check(row),
            row.note.clone(),
            written(row.seen),
        ]
    }
}

/// How many columns the table has.
pub(super) const COLUMNS: usize = 11;

/// A moment as every program and every person reads it (ISO 8601, UTC): `2026-11-27 23:03:13Z`. Empty for the beginning of
/// 1970, which stands for never.
pub(super) fn written(moment: Time) -> String {
    if moment == Time::default() {
        return String::new();
    }
    let seconds = moment.as_millis() / 1000;
    let (days, of_day) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = date_of(days);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}Z")
}

/// The date so many days after the beginning of 1970, in the Gregorian calendar: the well-known `civil_from_days`
/// (<https://howardhinnant.github.io/date_algorithms.html>), for days that are not negative.
fn date_of(days: u64) -> (u64, u64, u64) {
    const ERA: u64 = 146_097;
    let shifted = days.saturating_add(719_468);
    let (era, of_era) = (shifted / ERA, shifted % ERA);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_in_utc() {
        for (millis, text) in [
            (0, ""),
            (1, "1970-01-01 00:00:00Z"),
            (951_827_696_000, "2000-02-29 12:34:56Z"),
            (1_735_689_599_999, "2024-12-31 23:59:59Z"),
            (1_772_323_200_000, "2026-03-01 00:00:00Z"),
            (4_107_542_400_000, "2100-03-01 00:00:00Z"),
        ] {
            assert_eq!(written(Time::from_millis(millis)), text);
        }
        // Whatever a file says.
        assert!(written(Time::from_millis(u64::MAX)).ends_with('Z'));
    }
}
