//! The configurations on a list page.

use super::{Confidence, Evidence, Judgement, vocabulary};
use crate::page::{Item, Key, Line, Text};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// One Adobe IMS configuration as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Configuration {
    /// The item's handle.
    pub key: Key,
    /// Its id in AEM (probably the OSGi PID); the title where the page gives none.
    pub id: Text,
    /// How it can be known again.
    pub identity: Identity,
    /// Its title.
    pub title: Text,
    /// What it authenticates with.
    pub authentication: Judgement<Authentication>,
    /// Whose it is.
    pub ownership: Judgement<Ownership>,
    /// Whether the page shows it as selected.
    pub selected: bool,
}

impl Configuration {
    /// Whether it is the administrator's to migrate. Anything unsure is left alone, unless the administrator, who can
    /// see what it rests on, has overruled that: a mark that may be one, or a shape that only Adobe's own have been seen
    /// with. Where words say that it is Adobe's, nobody can; nor where it cannot be told from another one.
    pub fn to_migrate(&self, overruled: bool) -> bool {
        let sure = self.authentication.confidence == Confidence::High
            && self.ownership.is == Ownership::Administrator;
        self.authentication.is == Authentication::Jwt
            && self.ownership.is != Ownership::Adobe
            && self.identity != Identity::Shared
            && (sure || overruled)
    }

    /// Whether overruling makes a difference.
    pub fn can_be_overruled(&self) -> bool {
        self.to_migrate(true) && !self.to_migrate(false)
    }
}

/// How a configuration can be known again, such as on the next page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Identity {
    /// By the page's own id.
    Id,
    /// By its title, for want of an id.
    #[default]
    Title,
    /// Not at all: another one on the list answers to the same.
    Shared,
}

/// What a configuration authenticates with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Authentication {
    /// JWT: AEM marks it as deprecated, or its form says so.
    Jwt,
    /// OAuth: its form says so, or a badge on the list, which none has been seen to.
    #[serde(rename = "oauth")]
    OAuth,
    /// AEM shows no mark. That is not the same as known to be OAuth.
    #[default]
    #[serde(other)]
    NotMarked,
}

/// Whose a configuration is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ownership {
    /// Made by Adobe's automation, which migrates it too; "should not be migrated manually" (facts, section 5).
    Adobe,
    /// Nothing says that it is Adobe's.
    Administrator,
    /// Built like Adobe's, but the words are not known; treated as Adobe's.
    #[default]
    #[serde(other)]
    Unsure,
}

pub(super) fn read(items: &[Item]) -> Vec<Configuration> {
    let mut known = KnownTexts::default();
    let items: Vec<Marked> = items.iter().map(Marked::of).collect();
    let shape = Shape::of(&items);
    let mut found: Vec<Configuration> =
        items.iter().map(|item| configuration(*item, &shape, &mut known)).collect();

    let mut places: HashMap<&str, usize> = HashMap::with_capacity(found.len());
    let mut shared = Vec::new();
    for (place, one) in found.iter().enumerate() {
        if let Some(earlier) = places.insert(&one.id, place) {
            shared.extend([earlier, place]);
        }
    }
    for place in shared {
        found[place].identity = Identity::Shared;
    }
    found
}

/// An item, and whether any of its lines is a mark: few are, and most lists are read without looking twice.
#[derive(Clone, Copy)]
struct Marked<'a> {
    item: &'a Item,
    has_mark: bool,
}

impl<'a> Marked<'a> {
    fn of(item: &'a Item) -> Self {
        Self { item, has_mark: item.lines.iter().any(is_mark) }
    }

    /// The lines that any item has: a mark is there only where there is something to mark.
    fn plain_lines(self) -> impl Iterator<Item = &'a Line> {
        self.item.lines.iter().filter(move |line| !self.has_mark || !is_mark(line))
    }
}

/// What the items of a list have in common.
struct Shape {
    /// How many lines each has at least.
    fewest: usize,
    /// Which of those says the same on every item, besides the one of its account: a list of Adobe's own alone would look
    /// like this.
    repeated: Option<usize>,
}

impl Shape {
    fn of(items: &[Marked]) -> Self {
        let fewest = items.iter().map(|item| item.plain_lines().count()).min().unwrap_or_default();
        let says_the_same = |index: &usize| {
            let mut texts =
                items.iter().map(|item| item.plain_lines().nth(*index).map(|line| line.text.as_str()));
            let first = texts.next().flatten();
            texts.all(|text| text == first)
        };
        Self { fewest, repeated: (0..fewest).filter(says_the_same).nth(1) }
    }
}

fn configuration<'a>(marked: Marked<'a>, shape: &Shape, known: &mut KnownTexts<'a>) -> Configuration {
    let item = marked.item;
    // A table that names no title has it in its first column.
    let first_line = || item.lines.first().map(|line| line.text.clone()).unwrap_or_default();
    let title = if item.title.is_empty() { first_line() } else { item.title.clone() };
    let has_id = !item.id.is_empty();
    Configuration {
        key: item.key.clone(),
        id: if has_id { item.id.clone() } else { title.clone() },
        identity: if has_id { Identity::Id } else { Identity::Title },
        title,
        authentication: authentication(marked),
        ownership: ownership(marked, shape, known),
        selected: item.selected,
    }
}

/// Every language's badge keeps the token `JWT`, and no other text of a card does (facts, section 3, "Invariant").
/// What marks it may change (section 9.8), so any badge counts that is not one of success, and any other text is at
/// least told. A title or an id may say JWT too, so neither counts.
fn authentication(Marked { item, has_mark }: Marked) -> Judgement<Authentication> {
    let says = |token| item.statuses.iter().find(|status| vocabulary::has_token(&status.text, token));
    if let Some(badge) = says("JWT") {
        let contradicts = GOOD_NEWS.contains(&badge.variant.as_str());
        let confidence = if contradicts { Confidence::Low } else { Confidence::High };
        return Judgement::new(Authentication::Jwt, confidence, Evidence::Badge(badge.text.clone()));
    }
    let is_said = |line: &&Line| is_mark(line) && line.text != item.title && line.text != item.id;
    if let Some(line) = item.lines.iter().filter(|_| has_mark).find(is_said) {
        return Judgement::new(Authentication::Jwt, Confidence::Low, Evidence::Text(line.text.clone()));
    }
    match says("OAuth") {
        Some(badge) => {
            Judgement::new(Authentication::OAuth, Confidence::High, Evidence::Badge(badge.text.clone()))
        }
        None => Judgement::new(Authentication::NotMarked, Confidence::High, Evidence::NoBadge),
    }
}

/// Variants and colours of a status that AEM's mark, an error, never has (facts, section 4; Coral's coral-tag has colours).
const GOOD_NEWS: [&str; 4] = ["success", "info", "green", "blue"];

fn is_mark(line: &Line) -> bool {
    vocabulary::has_token(&line.text, "JWT")
}

/// The words where they are known; else the shape: Adobe's cards have a second line below a rule, others none
/// (facts, section 4, detection ladder, step 4); or one line more than others on the same list; or one that all have.
fn ownership<'a>(marked: Marked<'a>, shape: &Shape, known: &mut KnownTexts<'a>) -> Judgement<Ownership> {
    let item = marked.item;
    let lines = item.lines.iter().map(|line| &line.text);
    let texts = lines.chain(item.statuses.iter().map(|status| &status.text));
    let unsure = |evidence| Judgement::new(Ownership::Unsure, Confidence::Low, evidence);
    let mut part = None;
    for text in texts {
        match known.mark(text) {
            Mark::All => {
                return Judgement::new(Ownership::Adobe, Confidence::High, Evidence::Line(text.clone()));
            }
            Mark::Part => part = part.or(Some(text)),
            Mark::Nothing => {}
        }
    }
    if let Some(text) = part {
        // A sentence about it may say so of something else.
        return unsure(Evidence::Line(text.clone()));
    }
    if let Some(line) = item.lines.iter().find(|line| line.ruled && !is_mark(line)) {
        return unsure(Evidence::LineBelowRule(line.text.clone()));
    }
    if let Some(line) = marked.plain_lines().nth(shape.fewest) {
        return unsure(Evidence::ExtraLine(line.text.clone()));
    }
    match shape.repeated.and_then(|index| marked.plain_lines().nth(index)) {
        Some(line) => unsure(Evidence::RepeatedLine(line.text.clone())),
        None => Judgement::new(Ownership::Administrator, Confidence::High, Evidence::NoBadge),
    }
}

/// How much of a text is the words for Adobe's own.
#[derive(Clone, Copy)]
enum Mark {
    Nothing,
    Part,
    All,
}

impl Mark {
    fn of(text: &str) -> Self {
        if vocabulary::matches(vocabulary::AUTO_PROVISIONED, text) {
            Self::All
        } else if vocabulary::is_part_of(vocabulary::AUTO_PROVISIONED, text) {
            Self::Part
        } else {
            Self::Nothing
        }
    }
}

/// What the texts that were seen last say of that: those of ten thousand items are mostly the same few.
#[derive(Default)]
struct KnownTexts<'a> {
    known: [Option<(&'a str, Mark)>; 8],
    next: usize,
}

impl<'a> KnownTexts<'a> {
    fn mark(&mut self, text: &'a str) -> Mark {
        if let Some((_, mark)) = self.known.iter().flatten().find(|(known, _)| *known == text) {
            return *mark;
        }
        let mark = Mark::of(text);
        self.known[self.next % self.known.len()] = Some((text, mark));
        self.next += 1;
        mark
    }
}

#[cfg(test)]
mod tests;
