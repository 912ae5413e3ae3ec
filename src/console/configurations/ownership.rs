//! Whose configurations are: by what parts the items of a list.
//!
//! Adobe's word for its own is known in English only, and its markup is not known at all. So whatever an item shows
//! beside its title (lines, tags, named icons) is either [explained], or it is a doubt: a text that some items have and
//! others have not, or that has several values on one list, may be the mark of Adobe's own, in whatever language.

use super::explained::{is_explained, is_mark};
use crate::console::{Confidence, Evidence, Judgement, vocabulary};
use crate::page::{Item, Text};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// Whose a configuration is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ownership {
    /// Made by Adobe's automation, which migrates it too; "should not be migrated manually" (facts, section 5).
    Adobe,
    /// Nothing suggests that it is Adobe's.
    Administrator,
    /// It may be Adobe's: something about it is not understood, or it is not known at all. Treated as Adobe's.
    #[default]
    #[serde(other)]
    Unsure,
}

impl Ownership {
    /// The more careful of two judgements.
    #[must_use]
    pub fn or_more_careful(self, other: Self) -> Self {
        let care = |one| match one {
            Self::Administrator => 0,
            Self::Unsure => 1,
            Self::Adobe => 2,
        };
        if care(other) > care(self) { other } else { self }
    }
}

/// So many items have to say something different each, before that counts as a value of their own, such as a
/// description, and not as two or three groups.
const EACH_ITS_OWN: usize = 3;

/// Judges every item of a list, in its order.
pub(super) fn of(items: &[Item]) -> Vec<Judgement<Ownership>> {
    let list = List::of(items);
    items.iter().enumerate().map(|(index, item)| list.judge(index, item)).collect()
}

/// What is known of a text, once for all items that have it.
struct Known {
    explained: bool,
    mark: Mark,
    /// How many items have it.
    count: usize,
    /// The item that was met last with it, counted from one.
    met: usize,
}

/// How much of a text consists of the words for Adobe's own. Those that only the documentation has are never all of it.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Nothing,
    Part,
    All,
}

impl Mark {
    fn of(text: &str) -> Self {
        if vocabulary::matches(vocabulary::AUTO_PROVISIONED, text) {
            Self::All
        } else if vocabulary::is_part_of(vocabulary::AUTO_PROVISIONED, text)
            || vocabulary::is_part_of(vocabulary::AUTO_PROVISIONED_IN_DOCUMENTATION, text)
        {
            Self::Part
        } else {
            Self::Nothing
        }
    }
}

/// What the items of a list have in common, and what parts them.
struct List<'a> {
    known: HashMap<&'a str, Known>,
    /// By item, the texts that are not explained and that not all items have.
    telling: Vec<Vec<&'a Text>>,
    /// The smallest number of them that an item has.
    fewest: usize,
    /// By place among them, whether the items say a few different things there.
    parts: Vec<bool>,
    /// A text that all items have and that says nothing known, besides the kind of account. A list with nothing but
    /// Adobe's own would have one.
    repeated: Option<&'a Text>,
}

impl<'a> List<'a> {
    fn of(items: &'a [Item]) -> Self {
        let mut known: HashMap<&str, Known> = HashMap::new();
        for (index, item) in items.iter().enumerate() {
            for (text, _) in texts(item) {
                let one = known.entry(text.as_str()).or_insert_with(|| Known {
                    explained: is_explained(text),
                    mark: Mark::of(text),
                    count: 0,
                    met: 0,
                });
                if one.met != index + 1 {
                    (one.met, one.count) = (index + 1, one.count + 1);
                }
            }
        }
        let is_open = |text: &Text| known.get(text.as_str()).is_some_and(|known| !known.explained);
        let is_common =
            |text: &Text| known.get(text.as_str()).is_some_and(|known| known.count == items.len());
        let telling: Vec<Vec<&Text>> = items
            .iter()
            .map(|item| {
                let all = texts(item).map(|(text, _)| text);
                all.filter(|text| is_open(text) && !is_common(text)).collect()
            })
            .collect();
        let fewest = telling.iter().map(Vec::len).min().unwrap_or_default();
        let parts = (0..fewest)
            .map(|place| {
                let values: HashSet<&str> =
                    telling.iter().filter_map(|texts| texts.get(place)).map(|text| text.as_str()).collect();
                values.len() < items.len() || items.len() < EACH_ITS_OWN
            })
            .collect();
        // The kind of account comes first. Where it is in a language that is known, it is explained.
        let has_kind = items.first().is_some_and(|item| item.lines.iter().any(|line| is_kind(&line.text)));
        let repeated = items.first().and_then(|item| {
            // A picture that all have is decoration.
            let mut common = texts(item)
                .filter(|(text, is_icon)| !is_icon && is_open(text) && is_common(text))
                .map(|(text, _)| text);
            if has_kind { common.next() } else { common.nth(1) }
        });
        Self { known, telling, fewest, parts, repeated }
    }

    fn judge(&self, index: usize, item: &Item) -> Judgement<Ownership> {
        let unsure = |evidence| Judgement::new(Ownership::Unsure, Confidence::Low, evidence);
        let mark = |text: &Text| self.known.get(text.as_str()).map_or(Mark::Nothing, |known| known.mark);
        let marked = |wanted: Mark| texts(item).map(|(text, _)| text).find(|text| mark(text) == wanted);
        if let Some(text) = marked(Mark::All) {
            return Judgement::new(Ownership::Adobe, Confidence::High, Evidence::Line(text.clone()));
        }
        // A longer text may say so about something else.
        if let Some(text) = marked(Mark::Part) {
            return unsure(Evidence::Line(text.clone()));
        }
        let is_open = |text: &Text| self.known.get(text.as_str()).is_some_and(|known| !known.explained);
        if let Some(line) = item.lines.iter().find(|line| line.ruled && is_open(&line.text)) {
            return unsure(Evidence::LineBelowRule(line.text.clone()));
        }
        let telling = self.telling.get(index).map(Vec::as_slice).unwrap_or_default();
        if let Some(text) = telling.get(self.fewest) {
            return unsure(Evidence::ExtraLine((*text).clone()));
        }
        let parting = telling.iter().zip(&self.parts).find(|(_, parts)| **parts);
        if let Some((text, _)) = parting {
            return unsure(Evidence::Group((*text).clone()));
        }
        match self.repeated {
            Some(text) => unsure(Evidence::RepeatedLine(text.clone())),
            None => Judgement::new(Ownership::Administrator, Confidence::High, Evidence::NoBadge),
        }
    }
}

/// Everything that an item says beside its title and its id, each with whether it is the name of an icon. Marks of JWT
/// and OAuth say what it authenticates with, not whose it is.
fn texts(item: &Item) -> impl Iterator<Item = (&Text, bool)> {
    let lines = item
        .lines
        .iter()
        .filter(|line| !is_mark(line) && line.text != item.title && line.text != item.id)
        .map(|line| (&line.text, false));
    let says_type = |text: &str| ["JWT", "OAuth"].iter().any(|token| vocabulary::has_token(text, token));
    let statuses = item
        .statuses
        .iter()
        .filter(move |status| {
            !status.text.is_empty() && !says_type(&status.text) && status.text != item.title
        })
        .map(|status| (&status.text, status.is_icon()));
    lines.chain(statuses)
}

fn is_kind(text: &str) -> bool {
    vocabulary::matches(vocabulary::TECHNICAL_ACCOUNT, text)
}
