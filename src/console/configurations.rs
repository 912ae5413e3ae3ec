//! The configurations on a list page: what each authenticates with, and whether it is Adobe's own.

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
    /// How it can be recognised.
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
    /// Whether it is to be migrated by the administrator. What is unsure (a text that may be the mark of JWT, a shape that
    /// only Adobe's own are known to have) is left alone, unless the administrator, who is shown the evidence, has
    /// overruled that. A configuration that says it is Adobe's, or that cannot be told from another one, cannot be
    /// overruled.
    pub fn to_migrate(&self, overruled: bool) -> bool {
        let sure = self.authentication.confidence == Confidence::High
            && self.ownership.is == Ownership::Administrator;
        self.authentication.is == Authentication::Jwt
            && self.ownership.is != Ownership::Adobe
            && self.identity != Identity::Shared
            && (sure || overruled)
    }

    /// Whether the administrator can have it migrated by overruling a doubt.
    pub fn can_be_overruled(&self) -> bool {
        self.to_migrate(true) && !self.to_migrate(false)
    }
}

/// How a configuration can be recognised on another page, or at another time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Identity {
    /// By the page's own id.
    Id,
    /// By its title, because the page gives no id.
    #[default]
    Title,
    /// Not at all: another one on the list has the same id, or the same title and no id.
    Shared,
}

/// What a configuration authenticates with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Authentication {
    /// JWT: AEM marks it as deprecated, or its form says so.
    Jwt,
    /// OAuth: its form says so, or a badge on the list. No such badge has been seen yet.
    #[serde(rename = "oauth")]
    OAuth,
    /// AEM shows no mark. That does not make it OAuth.
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
    /// Nothing suggests that it is Adobe's.
    Administrator,
    /// It may be Adobe's: built like Adobe's own but without the known words, or not known at all. Treated as Adobe's.
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

/// An item, and whether any of its lines is a mark of JWT. Few are; knowing so saves asking every line again.
#[derive(Clone, Copy)]
struct Marked<'a> {
    item: &'a Item,
    has_mark: bool,
}

impl<'a> Marked<'a> {
    fn of(item: &'a Item) -> Self {
        Self { item, has_mark: item.lines.iter().any(is_mark) }
    }

    /// The lines without marks, which items of one list have in common.
    fn plain_lines(self) -> impl Iterator<Item = &'a Line> {
        self.item.lines.iter().filter(move |line| !self.has_mark || !is_mark(line))
    }
}

/// What the items of a list have in common.
struct Shape {
    /// The smallest number of lines that an item has.
    fewest: usize,
    /// The index of a line that is the same on every item, besides the line with the kind of account. A list with nothing
    /// but Adobe's own would have one.
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
    // Fallback for a table without a marked title: its first column.
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

/// The badge has the token `JWT` in every language, and no other text of a card has (facts, section 3, "Invariant"). Its
/// markup may change (section 9.8), so any badge counts unless its variant means success, and any other text counts with
/// low confidence. Titles and ids do not count, since they may say JWT for other reasons.
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

/// Variants and colours that AEM's mark, which is an error, never has (facts, section 4; a coral-tag has a colour).
const GOOD_NEWS: [&str; 4] = ["success", "info", "green", "blue"];

fn is_mark(line: &Line) -> bool {
    vocabulary::has_token(&line.text, "JWT")
}

/// By Adobe's words, which are known in English only; otherwise by shape: Adobe's cards have a second line below a rule,
/// and others have not (facts, section 4, detection ladder, step 4). A line more than others on the same list have, or a
/// second one that all have, may be the same line in other markup.
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
        // A longer text may say so about something else.
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

/// How much of a text consists of the words for Adobe's own.
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

/// A cache of [`Mark`]s by text: ten thousand items mostly repeat the same few texts.
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
