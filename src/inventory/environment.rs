//! One AEM, and what is known of its configurations.

use super::{Outcome, outcome};
use crate::console::Authentication;
use crate::credentials::CredentialId;
use crate::migration::{ConfigurationId, Done, Run, Seen, Time, batch};
use crate::page::Address;
use std::collections::HashMap;

/// One AEM, as it was last looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Environment {
    /// Its address: its origin and the context path that it is deployed behind, such as
    /// `https://author-p12345-e67890.adobeaemcloud.com` or `https://aem.example.com/author`. Never a query.
    pub address: String,
    /// When its list was last looked at, by whomever; `None` where it never was.
    pub looked: Option<Time>,
    /// When a colleague had looked at it whose file was imported; `None` where none was.
    pub imported: Option<Time>,
    /// Its configurations, in the order in which they were first seen.
    pub rows: Vec<Row>,
}

/// One configuration. It holds no secret.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it authenticated with before anything was done to it.
    pub before: Authentication,
    /// What it authenticates with now.
    pub now: Authentication,
    /// What became of it.
    pub outcome: Outcome,
    /// The ends of the client id of the credential that was filled in, such as `1a2b…f809`.
    pub credential: Option<String>,
    /// How its migration has ended, where it was planned together with others and is not done.
    pub result: Option<batch::Outcome>,
    /// Whether AEM's own check has got a token since.
    pub healthy: Option<bool>,
    /// What is to be said of that, in words, for the written forms.
    pub note: String,
    /// When it was seen like this.
    pub seen: Time,
    /// Whether that is a colleague's look.
    pub imported: bool,
}

/// How many configurations there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub all: usize,
    /// Those that are marked as JWT.
    pub jwt: usize,
    /// Adobe's own.
    pub adobes: usize,
    /// Those that were migrated.
    pub done: usize,
    /// Those that are to be migrated.
    pub left: usize,
    /// Those that are marked as JWT and may be Adobe's.
    pub doubtful: usize,
}

impl Environment {
    /// What a run knows of an AEM with this address. Earlier versions kept one run for all of an origin, which tells by the
    /// list that it has seen behind which context path that was.
    pub fn of(address: &str, run: &Run) -> Self {
        let has_context = Address::parse(address).path() != "";
        let list = Address::parse(&[address, &run.list].concat());
        let is_base = |context: &&str| Address::is_base(&[address, context].concat());
        let context = list.context_path().filter(|_| !has_context).filter(is_base).unwrap_or_default();
        let looked = (run.looked != Time::default()).then_some(run.looked);
        let deleted = run.done.iter().filter(|done| run.seen.iter().all(|seen| seen.id != done.id));
        let rows = run.seen.iter().map(|seen| row_of(run, seen));
        // What was migrated here and is not on the list any more was migrated all the same.
        let rows = rows.chain(deleted.map(|done| row_of_done(run, done))).collect();
        Self { address: [address, context].concat(), looked, imported: None, rows }
    }

    /// Its host, with its port if it has one of its own, and its context path: what tells it from all others.
    pub fn host(&self) -> &str {
        self.address.split_once("://").map_or(&*self.address, |(_, host)| host)
    }

    /// How many configurations there are of each kind.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { all: self.rows.len(), ..Counts::default() };
        for row in &self.rows {
            counts.jwt += usize::from(row.now == Authentication::Jwt);
            match row.outcome {
                Outcome::Left => counts.left += 1,
                Outcome::Done(_) => counts.done += 1,
                Outcome::Adobes => counts.adobes += 1,
                Outcome::Doubtful => counts.doubtful += 1,
                Outcome::NotMarked => {}
            }
        }
        counts
    }

    /// The same AEM with what a colleague has seen there. Of a configuration that both have seen, the later look counts; of
    /// two at the same time, that of `self`.
    #[must_use]
    pub fn with(mut self, colleagues: Self) -> Self {
        let places: HashMap<String, usize> =
            self.rows.iter().enumerate().map(|(place, row)| (row.id.clone(), place)).collect();
        for row in colleagues.rows {
            match places.get(&row.id).and_then(|place| self.rows.get_mut(*place)) {
                Some(own) if own.seen < row.seen => *own = row,
                Some(_) => {}
                None => self.rows.push(row),
            }
        }
        self.looked = self.looked.max(colleagues.looked);
        self.imported = self.imported.max(colleagues.imported);
        self
    }

    /// Puts the environments of one AEM together, those of `colleagues` after one's own ([`with`](Self::with)). Where most is
    /// left comes first, then the order of the hosts.
    pub fn all(own: Vec<Self>, colleagues: Vec<Self>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for one in own.into_iter().chain(colleagues) {
            match all.iter_mut().find(|known| known.address == one.address) {
                Some(known) => *known = std::mem::take(known).with(one),
                None => all.push(one),
            }
        }
        all.sort_by_cached_key(|one| (std::cmp::Reverse(one.counts().left), one.address.clone()));
        all
    }
}

fn row_of(run: &Run, seen: &Seen) -> Row {
    let told = run.told.iter().find(|told| told.id == seen.id);
    let outcome = outcome(run, seen);
    // That the mark is gone says nothing of OAuth by itself; but what is done was saved, or has shown it.
    let is_oauth = matches!(outcome, Outcome::Done(_)) || told.is_some_and(|told| told.oauth);
    let now = match seen.authentication {
        Authentication::NotMarked if is_oauth => Authentication::OAuth,
        as_seen => as_seen,
    };
    Row {
        id: seen.id.as_str().to_owned(),
        title: seen.title.clone(),
        before: if matches!(outcome, Outcome::Done(_)) { Authentication::Jwt } else { now },
        now,
        outcome,
        credential: credential_of(run, &seen.id),
        result: result_of(run, &seen.id),
        healthy: run.check_of(&seen.id).map(|checked| checked.healthy),
        note: String::new(),
        seen: run.looked,
        imported: false,
    }
}

fn row_of_done(run: &Run, done: &Done) -> Row {
    Row {
        id: done.id.as_str().to_owned(),
        title: done.title.clone(),
        before: Authentication::Jwt,
        now: Authentication::OAuth,
        outcome: Outcome::Done(done.at),
        credential: credential_of(run, &done.id),
        result: None,
        healthy: run.check_of(&done.id).map(|checked| checked.healthy),
        note: String::new(),
        seen: done.at,
        imported: false,
    }
}

/// How its migration has ended, other than well.
fn result_of(run: &Run, configuration: &ConfigurationId) -> Option<batch::Outcome> {
    let job = run.batch.as_ref()?.jobs.iter().find(|job| job.configuration == *configuration)?;
    // What was created is told like that: its row has no other outcome.
    job.outcome().filter(|outcome| !matches!(outcome, batch::Outcome::Migrated { .. })).cloned()
}

/// The ends of the client id that was filled in.
fn credential_of(run: &Run, configuration: &ConfigurationId) -> Option<String> {
    let used = run.used.iter().find(|used| used.configuration == *configuration)?;
    Some(ends_of(&used.credential))
}

/// The ends of a client id: enough to know it by, and not enough to use it.
fn ends_of(credential: &CredentialId) -> String {
    let id = credential.as_str().split('#').next().unwrap_or_default();
    match (id.get(..4), id.len().checked_sub(4).and_then(|end| id.get(end..))) {
        (Some(start), Some(end)) if id.len() > 12 => format!("{start}…{end}"),
        _ => id.to_owned(),
    }
}

#[cfg(test)]
mod tests;
