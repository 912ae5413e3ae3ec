//! The inventory as JSON, for programs and for a colleague to import.
//!
//! ```json
//! {
//!   "format": "ims-oauth-assistant-inventory",
//!   "version": 1,
//!   "environments": [
//!     {
//!       "origin": "https://author-p12345-e67890.adobeaemcloud.com",
//!       "looked": 1795833600000,
//!       "configurations": [
//!         { "id": "…", "title": "Adobe Target (Prod)", "before": "jwt", "now": "oauth", "outcome": "done",
//!           "at": 1795833000000, "credential": "1a2b…f809", "seen": 1795833600000 }
//!       ]
//!     }
//!   ]
//! }
//! ```
//!
//! An AEM that is deployed behind a context path has it as `context`, such as `/author`; the version is 2 then, so that a reader
//! of the version before does not take two AEMs of one host for one. Times are milliseconds since 1970, UTC. `before` and `now`
//! are `jwt`, `oauth` or `not-marked`; `outcome` is `left`, `done` (then `at` says when), `adobe`, `doubtful` or `not-marked`.
//! `result`, where it is there, says how a job has ended that was planned together with others (`created`, `left-alone`,
//! `not-saved`, `still-marked`, `unconfirmed`), and `healthy` whether AEM's own check has got a token since; neither is
//! imported. A member that is not known here is passed over.

use super::{Environment, Outcome, Row};
use crate::console::Authentication;
use crate::migration::{Time, batch};
use crate::page::Address;
use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

const FORMAT: &str = "ims-oauth-assistant-inventory";

/// Raised when a reader of the version before would take something for what it is not. What is written has the earliest version
/// that has all of it.
const VERSION: u32 = 2;
const VERSION_WITHOUT_CONTEXT: u32 = 1;

/// The longest file that is read, in bytes.
pub const LONGEST_FILE: usize = 8 << 20;

/// The most configurations of a file, and the most AEMs.
const MOST_ROWS: usize = 10_000;
const MOST_ENVIRONMENTS: usize = 1_000;

/// The longest id and the longest title, in characters. What is longer is cut.
const LONGEST_TEXT: usize = 1_000;

/// The longest that is told of a client id, in characters: its ends.
const LONGEST_ENDS: usize = 16;

/// Why a file was not imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// It is longer than [`LONGEST_FILE`], or has more AEMs or configurations than any that was exported.
    TooLarge,
    /// It is no inventory.
    NotOurs,
    /// It was written by a version that this one does not know.
    Newer,
}

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u32,
    environments: Vec<WrittenEnvironment<'a>>,
}

#[derive(Serialize)]
struct WrittenEnvironment<'a> {
    origin: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    context: &'a str,
    looked: Option<Time>,
    configurations: Vec<WrittenRow<'a>>,
}

#[derive(Serialize)]
struct WrittenRow<'a> {
    id: &'a str,
    title: &'a str,
    before: Authentication,
    now: Authentication,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credential: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    healthy: Option<bool>,
    seen: Time,
}

/// The inventory as JSON, for [`import`].
pub fn json(environments: &[Environment]) -> String {
    let environments: Vec<_> = environments.iter().map(written).collect();
    let has_context = environments.iter().any(|one| !one.context.is_empty());
    let version = if has_context { VERSION } else { VERSION_WITHOUT_CONTEXT };
    // Structures and lists of texts and numbers always have a form in JSON.
    serde_json::to_string_pretty(&Written { format: FORMAT, version, environments }).unwrap_or_default()
}

fn written(environment: &Environment) -> WrittenEnvironment<'_> {
    let configurations = environment.rows.iter().map(written_row).collect();
    let (origin, context) = parts_of(&environment.address);
    WrittenEnvironment { origin, context, looked: environment.looked, configurations }
}

/// The origin and the context path of an address.
fn parts_of(address: &str) -> (&str, &str) {
    let host = address.find("://").map_or(0, |end| end + 3);
    let end = address.get(host..).and_then(|rest| rest.find('/')).map_or(address.len(), |path| host + path);
    address.split_at(end)
}

fn written_row(row: &Row) -> WrittenRow<'_> {
    WrittenRow {
        id: &row.id,
        title: &row.title,
        before: row.before,
        now: row.now,
        outcome: row.outcome.as_str(),
        at: match row.outcome {
            Outcome::Done(at) => Some(at),
            _ => None,
        },
        credential: row.credential.as_deref(),
        result: row.result.as_ref().map(batch::Outcome::code),
        healthy: row.healthy,
        seen: row.seen,
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Head {
    #[serde(deserialize_with = "crate::page::lenient")]
    format: String,
    #[serde(deserialize_with = "crate::page::lenient")]
    version: u32,
}

#[derive(Deserialize)]
struct ReadFile {
    environments: Bounded<ReadEnvironment, MOST_ENVIRONMENTS>,
}

#[derive(Deserialize)]
struct ReadEnvironment {
    origin: String,
    #[serde(default, deserialize_with = "crate::page::lenient")]
    context: String,
    #[serde(default, deserialize_with = "crate::page::lenient")]
    looked: Option<Time>,
    configurations: Bounded<ReadRow, MOST_ROWS>,
}

#[derive(Deserialize)]
struct ReadRow {
    id: String,
    #[serde(default, deserialize_with = "crate::page::lenient")]
    title: String,
    #[serde(default, deserialize_with = "crate::page::lenient")]
    before: Authentication,
    #[serde(default, deserialize_with = "crate::page::lenient")]
    now: Authentication,
    #[serde(default, deserialize_with = "crate::page::lenient")]
    outcome: String,
    #[serde(default, deserialize_with = "crate::page::lenient")]
    at: Option<Time>,
    #[serde(default, deserialize_with = "crate::page::lenient")]
    credential: Option<String>,
    #[serde(default, deserialize_with = "crate::page::lenient")]
    seen: Option<Time>,
}

/// A list without the elements that have another shape. Where it is longer than `MOST`, that is all that is kept of it.
struct Bounded<T, const MOST: usize> {
    elements: Vec<T>,
    is_longer: bool,
}

impl<'de, T: Deserialize<'de>, const MOST: usize> Deserialize<'de> for Bounded<T, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Element<T> {
            Readable(T),
            Unreadable(IgnoredAny),
        }
        struct List<T, const MOST: usize>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>, const MOST: usize> Visitor<'de> for List<T, MOST> {
            type Value = Bounded<T, MOST>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut elements = Vec::new();
                while elements.len() < MOST {
                    match list.next_element()? {
                        Some(Element::Readable(element)) => elements.push(element),
                        Some(Element::Unreadable(IgnoredAny)) => {}
                        None => return Ok(Bounded { elements, is_longer: false }),
                    }
                }
                let is_longer = list.next_element::<IgnoredAny>()?.is_some();
                while list.next_element::<IgnoredAny>()?.is_some() {}
                if is_longer {
                    elements.clear();
                }
                Ok(Bounded { elements, is_longer })
            }
        }
        deserializer.deserialize_seq(List(PhantomData))
    }
}

/// What a colleague has exported, as that colleague's look. Total: any text gives a result. A look that would be later than
/// `now` counts as one of now, so that it cannot stand above everything that is seen afterwards.
pub fn import(text: &str, now: Time) -> Result<Vec<Environment>, ImportError> {
    if text.len() > LONGEST_FILE {
        return Err(ImportError::TooLarge);
    }
    let text = text.trim_start_matches('\u{FEFF}');
    let head: Head = serde_json::from_str(text).map_err(|_| ImportError::NotOurs)?;
    if head.format != FORMAT || head.version == 0 {
        return Err(ImportError::NotOurs);
    }
    if head.version > VERSION {
        return Err(ImportError::Newer);
    }
    let file: ReadFile = serde_json::from_str(text).map_err(|_| ImportError::NotOurs)?;
    let environments = file.environments;
    let count: usize = environments.elements.iter().map(|one| one.configurations.elements.len()).sum();
    let is_longer = environments.is_longer
        || environments.elements.iter().any(|one| one.configurations.is_longer)
        || count > MOST_ROWS;
    if is_longer {
        return Err(ImportError::TooLarge);
    }
    // It becomes a link.
    let is_address = |one: &ReadEnvironment| {
        let is_path = one.context.is_empty() || one.context.starts_with('/');
        let is_origin = parts_of(&one.origin).1.is_empty();
        is_path && is_origin && Address::is_base(&[&*one.origin, &one.context].concat())
    };
    let read = environments.elements.into_iter().filter(is_address);
    Ok(Environment::all(Vec::new(), read.map(|one| environment(one, now)).collect()))
}

fn environment(read: ReadEnvironment, now: Time) -> Environment {
    let looked = read.looked.map(|looked| looked.min(now)).filter(|looked| *looked != Time::default());
    let mut ids = HashSet::new();
    let rows = read.configurations.elements.into_iter().filter_map(|read| {
        let outcome = Outcome::of_code(&read.outcome, read.at.unwrap_or_default().min(now));
        let row = Row {
            id: cut(read.id, LONGEST_TEXT),
            title: cut(read.title, LONGEST_TEXT),
            before: read.before,
            now: read.now,
            outcome: outcome.unwrap_or_default(),
            credential: read.credential.map(|ends| cut(ends, LONGEST_ENDS)),
            seen: read.seen.or(looked).unwrap_or_default().min(now),
            imported: true,
            ..Row::default()
        };
        ids.insert(row.id.clone()).then_some(row)
    });
    let rows = rows.collect();
    Environment {
        address: read.origin + &read.context,
        looked,
        imported: Some(looked.unwrap_or_default()),
        rows,
    }
}

/// The beginning of a text, without what cannot be seen.
fn cut(text: String, longest: usize) -> String {
    text.chars().filter(|one| !one.is_control()).take(longest).collect()
}

#[cfg(test)]
mod tests;
