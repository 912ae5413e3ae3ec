//! The dialogs of *Check Health*: the question, and what came of it.
//!
//! A dialog is one of them when two signals agree, out of Coral's variant, its words in a known language, its buttons
//! and the page that it is on (facts, section 2.6). A question to delete looks much like one to check, so a question
//! needs the words.

use super::{PageKind, vocabulary, words};
use crate::page::Dialog;

/// A health check's dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct HealthCheck {
    /// Which of them it is.
    pub kind: HealthKind,
    /// Its text; for an unhealthy configuration this says what is wrong.
    pub text: String,
    /// What says so.
    pub evidence: Vec<HealthEvidence>,
}

/// Which dialog of a health check it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthKind {
    /// Whether to check.
    Question,
    /// A token was retrieved.
    Healthy,
    /// None was.
    Unhealthy,
}

/// One reason to take a dialog for what it is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthEvidence {
    /// Coral's variant.
    Variant,
    /// Its heading or a button has the words, in a known language.
    Words,
    /// Its text says what a check's result says.
    Text,
    /// As many buttons as such a dialog has: two to answer a question, one to close a result.
    Buttons,
    /// It is on the list, where checks are begun.
    OnList,
}

/// The health check's dialog that is open, the latest if there are several.
pub(super) fn read(dialogs: &[Dialog], page: PageKind) -> Option<HealthCheck> {
    dialogs.iter().rev().find_map(|dialog| of_dialog(dialog, page))
}

/// A dialog, what must hold of it, and the signals of which two have to agree.
type Row = (HealthKind, bool, [(bool, HealthEvidence); 4]);

fn of_dialog(dialog: &Dialog, page: PageKind) -> Option<HealthCheck> {
    use HealthEvidence as E;
    let is = |variants: &[&str]| variants.contains(&dialog.variant.as_str());
    let says = |parts: &[&str]| parts.iter().any(|part| dialog.text.contains(part));
    let question = dialog.buttons.len() == 2;
    let on_list = page == PageKind::List;
    let checks = vocabulary::matches(words::CHECK, &dialog.title)
        || dialog.buttons.iter().any(|button| vocabulary::matches(words::CHECK, button));
    let healthy = vocabulary::matches(words::HEALTHY, &dialog.title);
    let rows: [Row; 3] = [
        (
            HealthKind::Unhealthy,
            !question && !is(&["success", "info", "help"]),
            [
                (is(&["error", "warning"]), E::Variant),
                (says(words::NO_TOKEN), E::Text),
                (on_list, E::OnList),
                (dialog.buttons.len() == 1, E::Buttons),
            ],
        ),
        (
            HealthKind::Healthy,
            !question && !is(&["error", "warning"]),
            [
                (is(&["success"]), E::Variant),
                (healthy, E::Words),
                (says(words::TOKEN_RETRIEVED), E::Text),
                (on_list, E::OnList),
            ],
        ),
        (
            HealthKind::Question,
            question && checks,
            [
                (checks, E::Words),
                (is(&["info", "help", "default", ""]), E::Variant),
                (on_list, E::OnList),
                (question, E::Buttons),
            ],
        ),
    ];
    let agree = |signals: &[(bool, E)]| -> Vec<E> {
        signals.iter().filter(|(holds, _)| *holds).map(|(_, evidence)| *evidence).collect()
    };
    // That it is on the list and has a button says nothing of what it is about.
    let telling = |evidence: &[E]| evidence.iter().any(|one| !matches!(one, E::OnList | E::Buttons));
    rows.into_iter().find_map(|(kind, must, signals)| {
        let evidence = agree(&signals);
        (must && evidence.len() >= 2 && telling(&evidence)).then(|| HealthCheck {
            kind,
            text: dialog.text.clone(),
            evidence,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(row: (&str, &str, &str, &[&str]), page: PageKind, expected: Option<HealthKind>) {
        let (variant, title, text, buttons) = row;
        let dialog = Dialog {
            variant: variant.to_owned(),
            title: title.to_owned(),
            text: text.to_owned(),
            buttons: buttons.iter().map(|text| (*text).to_owned()).collect(),
        };
        assert_eq!(of_dialog(&dialog, page).map(|found| found.kind), expected, "{title} / {text}");
    }

    #[test]
    fn the_dialogs_of_a_health_check_are_told_apart() {
        use HealthKind::{Healthy, Question, Unhealthy};
        let going = "You are going to check the following item: Target";
        check(("info", "Check", going, &["Cancel", "Check"]), PageKind::List, Some(Question));
        check(("info", "Überprüfen", "…", &["Abbrechen", "Prüfen"]), PageKind::List, Some(Question));
        let fine = "Target: Token retrieved successfully!";
        check(("success", "Healthy configuration", fine, &["Close"]), PageKind::List, Some(Healthy));
        check(
            ("", "Configuration intègre", "Jeton récupéré avec succès.", &["Fermer"]),
            PageKind::List,
            Some(Healthy),
        );
        check(("success", "건강", "…", &["닫기"]), PageKind::List, Some(Healthy));
        let failed = "…AccessTokenProvider failed to get access token from authorization server status: 400 response: …";
        check(("error", "Fehler", failed, &["Schließen"]), PageKind::List, Some(Unhealthy));
        check(("", "", failed, &["Close"]), PageKind::List, Some(Unhealthy));
    }

    #[test]
    fn another_dialog_is_none_of_them() {
        let delete = "You are going to delete the following item: Target";
        check(("error", "Delete", delete, &["Cancel", "Delete"]), PageKind::List, None);
        check(("warning", "Delete", delete, &["Cancel", "Delete"]), PageKind::List, None);
        check(("info", "About", "Version 6.5", &["Close"]), PageKind::List, None);
        check(
            ("success", "Saved", "The form has been submitted", &["OK", "Open"]),
            PageKind::Properties,
            None,
        );
        check(("", "", "", &[]), PageKind::List, None);
    }
}
