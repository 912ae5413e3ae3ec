//! What every field held after a form was filled.

use crate::console::Role;
use crate::migration::{Agreement, How, Plan, Row, Shown, agreement};

/// What every field held after it was filled.
#[derive(Clone, Debug, PartialEq)]
pub struct FillReport {
    /// The fields, in AEM's order.
    pub rows: Vec<ReportRow>,
}

/// One field after filling.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportRow {
    /// Which field.
    pub role: Role,
    /// What it holds now, as far as that can be seen.
    pub read_back: Shown,
    /// Whether that is what it was to hold.
    pub agreement: Agreement,
}

impl FillReport {
    /// What the form holds, by a plan made after filling it. Whether the secret is in place cannot be seen: the caller
    /// knows it from having written it.
    ///
    /// The plan must be made without `overwrite`, or it would not tell that a field was edited by hand since.
    pub(super) fn of(after: &Plan, secret_is_in: bool) -> Self {
        let rows = after.rows.iter().filter(|row| row.how != How::LeftOut).map(|row| ReportRow {
            role: row.role,
            read_back: row.now.clone(),
            agreement: match (row.role, &row.how) {
                (_, How::Copy(_) | How::TooLong(_) | How::Appears) => Agreement::NotFilled,
                (Role::ClientSecret, how) => {
                    // `page.js` never tells a password's value, but it tells when it is not what an edit left there.
                    let in_place = secret_is_in && row.now == Shown::Filled && *how != How::Edited;
                    let agreement = if in_place { Agreement::Equal } else { Agreement::NotFilled };
                    sent(row, agreement)
                }
                _ => sent(row, agreement(row.role, &row.will_be, &row.now)),
            },
        });
        Self { rows: rows.collect() }
    }

    /// Whether a plan made of a later look, without `overwrite`, still finds everything as it was reported.
    pub fn still_true(&self, plan: &Plan) -> bool {
        Self::of(plan, true) == *self
    }

    /// Whether every field holds what it was to hold.
    pub fn complete(&self) -> bool {
        self.good() == self.rows.len()
    }

    /// How many of the [`rows`](Self::rows) hold what they were to hold.
    pub fn good(&self) -> usize {
        self.rows.iter().filter(|row| row.agreement.good()).count()
    }
}

/// What counts is what the form would send, not what a field shows.
fn sent(row: &Row, agreement: Agreement) -> Agreement {
    if agreement.good() && row.not_sent { Agreement::NotSent } else { agreement }
}
