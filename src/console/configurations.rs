//! The configurations on a list page.

use super::{Evidence, vocabulary};
use crate::page::{Item, Key};
use serde::Serialize;

/// One Adobe IMS configuration as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Configuration {
    /// The item's handle.
    pub key: Key,
    /// Its id in AEM (probably the OSGi PID); the title where the page gives none.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it authenticates with, and the reason to say so.
    pub authentication: (Authentication, Evidence),
    /// Whose it is, and the reason to say so.
    pub ownership: (Ownership, Evidence),
    /// Whether the page shows it as selected.
    pub selected: bool,
}

impl Configuration {
    /// Whether it is the administrator's to migrate. Anything unsure is left alone.
    pub fn to_migrate(&self) -> bool {
        self.authentication.0 == Authentication::Jwt && self.ownership.0 == Ownership::Administrator
    }
}

/// What a configuration authenticates with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Authentication {
    /// JWT: AEM marks it as deprecated, or its form says so.
    Jwt,
    /// OAuth: its form says so. A list never does.
    #[serde(rename = "oauth")]
    OAuth,
    /// AEM shows no mark. That is not the same as known to be OAuth.
    #[default]
    NotMarked,
}

/// Whose a configuration is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ownership {
    /// Made by Adobe's automation, which migrates it too; "should not be migrated manually" (facts, section 5).
    Adobe,
    /// Nothing says that it is Adobe's.
    #[default]
    Administrator,
    /// Built like Adobe's, but the words are not known; treated as Adobe's.
    Unsure,
}

pub(super) fn read(items: &[Item]) -> Vec<Configuration> {
    items.iter().map(configuration).collect()
}

fn configuration(item: &Item) -> Configuration {
    Configuration {
        key: item.key.clone(),
        id: if item.id.is_empty() { item.title.clone() } else { item.id.clone() },
        title: item.title.clone(),
        authentication: authentication(item),
        ownership: ownership(item),
        selected: item.selected,
    }
}

/// Every language's badge keeps the token `JWT`, and no other text of a card does (facts, section 3, "Invariant").
/// A title may say JWT too, so only a badge counts.
fn authentication(item: &Item) -> (Authentication, Evidence) {
    match item.statuses.iter().find(|status| vocabulary::has_token(&status.text, "JWT")) {
        Some(badge) => (Authentication::Jwt, Evidence::Badge(badge.text.clone())),
        None => (Authentication::NotMarked, Evidence::NoBadge),
    }
}

/// The words where they are known; else the shape: Adobe's cards have a second line below a rule, others none
/// (facts, section 4, detection ladder, step 4).
fn ownership(item: &Item) -> (Ownership, Evidence) {
    let mut lines = item.lines.iter();
    if let Some(line) = lines.find(|line| vocabulary::matches(vocabulary::AUTO_PROVISIONED, &line.text)) {
        return (Ownership::Adobe, Evidence::Line(line.text.clone()));
    }
    match item.lines.iter().find(|line| line.ruled) {
        Some(line) => (Ownership::Unsure, Evidence::LineBelowRule(line.text.clone())),
        None => (Ownership::Administrator, Evidence::NoBadge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Line, Status};

    fn card(badge: Option<&str>, lines: &[(&str, bool)]) -> Configuration {
        configuration(&Item {
            title: "Adobe Target (JWT)".to_owned(),
            statuses: badge
                .iter()
                .map(|text| Status { text: (*text).to_owned(), ..Status::default() })
                .collect(),
            lines: lines
                .iter()
                .map(|(text, ruled)| Line { text: (*text).to_owned(), ruled: *ruled })
                .collect(),
            ..Item::default()
        })
    }

    /// The badges of all twelve languages, as Adobe's documentation prints them (facts, section 3).
    const BADGES: &[&str] = &[
        "JWT Credentials (deprecated)",
        "Informations d’identification JWT (obsolètes)",
        "JWT-Anmeldedaten (nicht mehr unterstützt)",
        "JWT 資格情報（非推奨）",
        "Credenciales de JWT (en desuso)",
        "Credenziali JWT (obsoleto)",
        "Credenciais JWT (obsoleto)",
        "JWT 자격 증명(사용 안 함)",
        "JWT 凭据（已弃用）",
        "JWT 認證 (已淘汰)",
        "JWT Credentials (afgekeurd)",
        "JWT-autentiseringsuppgifter (borttagen)",
    ];

    #[test]
    fn a_badge_with_the_token_jwt_marks_a_configuration_in_every_language() {
        for badge in BADGES {
            assert_eq!(card(Some(badge), &[]).authentication.0, Authentication::Jwt, "{badge}");
        }
    }

    #[test]
    fn no_badge_or_another_badge_is_not_jwt_whatever_the_title_says() {
        assert_eq!(card(None, &[]).authentication.0, Authentication::NotMarked);
        assert_eq!(card(Some("New"), &[]).authentication.0, Authentication::NotMarked);
        assert_eq!(card(Some("XJWTX"), &[]).authentication.0, Authentication::NotMarked);
    }

    #[test]
    fn only_a_marked_configuration_without_a_trace_of_adobes_automation_is_to_be_migrated() {
        let kind = ("Adobe IMS Technical Account", false);
        let jwt = Some("JWT Credentials (deprecated)");
        assert!(card(jwt, &[kind]).to_migrate());
        assert!(!card(None, &[kind]).to_migrate());
        let adobes = card(jwt, &[kind, ("Auto provisioned", true)]);
        assert_eq!((adobes.ownership.0, adobes.to_migrate()), (Ownership::Adobe, false));
        let foreign = card(jwt, &[kind, ("Puesto en marcha por Adobe", true)]);
        assert_eq!((foreign.ownership.0, foreign.to_migrate()), (Ownership::Unsure, false));
    }
}
