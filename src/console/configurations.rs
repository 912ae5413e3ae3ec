//! The configurations on a list page: what each authenticates with, and whether it is Adobe's own.

mod explained;
mod ownership;

pub use ownership::Ownership;

use super::{Confidence, Evidence, Judgement, vocabulary};
use crate::page::{Item, Key, Line, Text};
use explained::is_mark;
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

pub(super) fn read(items: &[Item]) -> Vec<Configuration> {
    let owners = ownership::of(items);
    let mut found: Vec<Configuration> =
        items.iter().zip(owners).map(|(item, ownership)| configuration(item, ownership)).collect();

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

fn configuration(item: &Item, ownership: Judgement<Ownership>) -> Configuration {
    // Fallback for a table without a marked title: its first column.
    let first_line = || item.lines.first().map(|line| line.text.clone()).unwrap_or_default();
    let title = if item.title.is_empty() { first_line() } else { item.title.clone() };
    let has_id = !item.id.is_empty();
    Configuration {
        key: item.key.clone(),
        id: if has_id { item.id.clone() } else { title.clone() },
        identity: if has_id { Identity::Id } else { Identity::Title },
        title,
        authentication: authentication(item),
        ownership,
        selected: item.selected,
    }
}

/// The badge has the token `JWT` in every language, and no other text of a card has (facts, section 3, "Invariant"). Its
/// markup may change (section 9.8), so any badge counts unless its variant means success, and any other text counts with
/// low confidence. A named icon is a badge as well: what it says is read out to whoever cannot see it. Titles and ids do
/// not count, since they may say JWT for other reasons.
fn authentication(item: &Item) -> Judgement<Authentication> {
    let says = |token| item.statuses.iter().find(|status| vocabulary::has_token(&status.text, token));
    if let Some(badge) = says("JWT") {
        let contradicts = GOOD_NEWS.contains(&badge.variant.as_str());
        let confidence = if contradicts { Confidence::Low } else { Confidence::High };
        return Judgement::new(Authentication::Jwt, confidence, Evidence::Badge(badge.text.clone()));
    }
    let is_said = |line: &&Line| is_mark(line) && line.text != item.title && line.text != item.id;
    if let Some(line) = item.lines.iter().find(is_said) {
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

#[cfg(test)]
mod tests;
