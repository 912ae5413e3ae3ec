//! Whose configurations are: by what parts the items of a list.
//!
//! Adobe's word for its own is known in English only, and its markup is not known at all. So whatever an item shows
//! beside its title (lines, tags, named icons) is either [explained], or it is a doubt: a text that some items have and
//! others have not, or that has several values on one list, may be the mark of Adobe's own, in whatever language.

use super::explained::{is_explained, says_oauth};
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
    (0..items.len()).map(|index| list.judge(index)).collect()
}

/// What is known of a text, once for all items that have it.
struct Known<'a> {
    text: &'a Text,
    /// Whether it says what an item authenticates with, and not whose it is.
    says_type: bool,
    explained: bool,
    mark: Mark,
    /// How many items have it.
    count: usize,
    /// The item that was met last with it, counted from one.
    met: usize,
}

impl<'a> Known<'a> {
    fn of(text: &'a Text) -> Self {
        let mark = Mark::of(text);
        Self {
            text,
            // Whoever says that it is Adobe's may say the type in the same breath.
            says_type: mark == Mark::Nothing && (vocabulary::has_token(text, "JWT") || says_oauth(text)),
            explained: is_explained(text),
            mark,
            count: 0,
            met: 0,
        }
    }
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

/// All different texts of a list. Ten thousand items mostly repeat the same few, so the last ones are looked at first:
/// comparing them is quicker than hashing.
#[derive(Default)]
struct Texts<'a> {
    known: Vec<Known<'a>>,
    places: HashMap<&'a str, usize>,
    latest: [usize; 4],
    next: usize,
}

impl<'a> Texts<'a> {
    fn place_of(&mut self, text: &'a Text) -> usize {
        let is_it = |place: &&usize| self.known.get(**place).is_some_and(|known| known.text == text);
        if let Some(place) = self.latest.iter().find(is_it) {
            return *place;
        }
        let place = *self.places.entry(text.as_str()).or_insert_with(|| {
            self.known.push(Known::of(text));
            self.known.len() - 1
        });
        self.latest[self.next % self.latest.len()] = place;
        self.next += 1;
        place
    }
}

/// One text of one item.
#[derive(Clone, Copy)]
struct Said {
    /// Its place among the known ones.
    place: usize,
    is_icon: bool,
    is_ruled: bool,
}

/// What the items of a list have in common, and what parts them.
struct List<'a> {
    known: Vec<Known<'a>>,
    /// The texts of all items, one item after the other, and where each item's end.
    said: Vec<Said>,
    ends: Vec<usize>,
    /// The smallest number of texts of an item that are not explained and that not all items have.
    fewest: usize,
    /// By place among those, whether the items say a few different things there.
    parts: Vec<bool>,
    /// A text that all items have and that says nothing known, besides the kind of account. A list with nothing but
    /// Adobe's own would have one.
    repeated: Option<&'a Text>,
}

impl<'a> List<'a> {
    fn of(items: &'a [Item]) -> Self {
        let mut texts = Texts::default();
        let mut said = Vec::with_capacity(items.len() * 2);
        let mut ends = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            for (text, is_icon, is_ruled) in texts_of(item) {
                let place = texts.place_of(text);
                let Some(known) = texts.known.get_mut(place) else { continue };
                if known.says_type {
                    continue;
                }
                if known.met != index + 1 {
                    (known.met, known.count) = (index + 1, known.count + 1);
                }
                said.push(Said { place, is_icon, is_ruled });
            }
            ends.push(said.len());
        }
        let mut list = Self { known: texts.known, said, ends, fewest: 0, parts: Vec::new(), repeated: None };
        let each = || (0..items.len()).map(|index| list.telling(index));
        list.fewest = each().map(Iterator::count).min().unwrap_or_default();
        let mut values = vec![HashSet::new(); list.fewest];
        for index in 0..items.len() {
            for (values, known) in values.iter_mut().zip(list.telling(index)) {
                values.insert(known.text.as_str());
            }
        }
        let is_few = |values: &HashSet<&str>| values.len() < items.len() || items.len() < EACH_ITS_OWN;
        list.parts = values.iter().map(is_few).collect();
        list.repeated = list.repeated();
        list
    }

    /// What an item says, in its order.
    fn said_by(&self, index: usize) -> impl Iterator<Item = (&Known<'a>, Said)> {
        let begin =
            index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(index).copied().unwrap_or(begin);
        let said = self.said.get(begin..end).unwrap_or_default();
        said.iter().filter_map(|said| Some((self.known.get(said.place)?, *said)))
    }

    fn is_common(&self, known: &Known<'_>) -> bool {
        known.count == self.ends.len()
    }

    /// Those of an item's texts that are not explained and that not all items have.
    fn telling(&self, index: usize) -> impl Iterator<Item = &Known<'a>> {
        let all = self.said_by(index).map(|(known, _)| known);
        all.filter(|known| !known.explained && !self.is_common(known))
    }

    fn repeated(&self) -> Option<&'a Text> {
        // The kind of account comes first. Where it is in a language that is known, it is explained.
        let has_kind = self.said_by(0).any(|(known, _)| is_kind(known.text));
        // A picture that all have is decoration.
        let mut common = self
            .said_by(0)
            .filter(|(known, said)| !said.is_icon && !known.explained && self.is_common(known))
            .map(|(known, _)| known.text);
        if has_kind { common.next() } else { common.nth(1) }
    }

    fn judge(&self, index: usize) -> Judgement<Ownership> {
        let unsure = |evidence| Judgement::new(Ownership::Unsure, Confidence::Low, evidence);
        let marked = |wanted: Mark| {
            let mut all = self.said_by(index).map(|(known, _)| known);
            all.find(|known| known.mark == wanted).map(|known| known.text)
        };
        if let Some(text) = marked(Mark::All) {
            return Judgement::new(Ownership::Adobe, Confidence::High, Evidence::Line(text.clone()));
        }
        // A longer text may say so about something else.
        if let Some(text) = marked(Mark::Part) {
            return unsure(Evidence::Line(text.clone()));
        }
        let ruled = self.said_by(index).find(|(known, said)| said.is_ruled && !known.explained);
        if let Some((known, _)) = ruled {
            return unsure(Evidence::LineBelowRule(known.text.clone()));
        }
        if let Some(known) = self.telling(index).nth(self.fewest) {
            return unsure(Evidence::ExtraLine(known.text.clone()));
        }
        let parting = self.telling(index).zip(&self.parts).find(|(_, parts)| **parts);
        if let Some((known, _)) = parting {
            return unsure(Evidence::Group(known.text.clone()));
        }
        match self.repeated {
            Some(text) => unsure(Evidence::RepeatedLine(text.clone())),
            None => Judgement::new(Ownership::Administrator, Confidence::High, Evidence::NoBadge),
        }
    }
}

/// Everything that an item says beside its title and its id, each with whether it is the name of an icon, and whether it
/// stands below a rule.
fn texts_of(item: &Item) -> impl Iterator<Item = (&Text, bool, bool)> {
    let lines = item.lines.iter().filter(|line| line.text != item.title && line.text != item.id);
    let statuses = item.statuses.iter().filter(|status| !status.text.is_empty() && status.text != item.title);
    lines
        .map(|line| (&line.text, false, line.ruled))
        .chain(statuses.map(|status| (&status.text, status.is_icon(), false)))
}

fn is_kind(text: &str) -> bool {
    vocabulary::matches(vocabulary::TECHNICAL_ACCOUNT, text)
}
