//! The dialogs of *Check Health*: the question before it, and its result.
//!
//! A dialog counts as one of them when two signals agree: Coral's variant, words in a known language, the number of its
//! buttons, the page that it is on (facts, section 2.6). The question before a deletion looks much the same, so for the
//! question one of the signals has to be its words.

use super::{PageKind, vocabulary, words};
use crate::page::{Action, Dialog, Key};

/// A health check's dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct HealthCheck {
    /// Which of them it is.
    pub kind: HealthKind,
    /// Its text; for an unhealthy configuration this says what is wrong.
    pub text: String,
    /// The button that goes on: that answers the question with yes, or closes a result; `None` where it is not certain.
    pub go_on: Option<Key>,
    /// The signals that agreed.
    pub evidence: Vec<HealthEvidence>,
}

/// Which dialog of a health check it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthKind {
    /// The question whether to check.
    Question,
    /// The result that a token was retrieved.
    Healthy,
    /// The result that none was.
    Unhealthy,
}

/// One signal for a [`HealthKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthEvidence {
    /// Coral's variant.
    Variant,
    /// Its heading or a button, in a known language.
    Words,
    /// Its text is that of a result.
    Text,
    /// The number of its buttons: two to answer a question, one to close a result.
    Buttons,
    /// It is on the list, where checks are started.
    OnList,
}

/// The open dialog of a health check; the latest, if there are several.
pub(super) fn read(dialogs: &[Dialog], actions: &[Action], page: PageKind) -> Option<HealthCheck> {
    dialogs.iter().rev().find_map(|dialog| {
        let check = of_dialog(dialog, page)?;
        Some(HealthCheck { go_on: goes_on(dialog, actions, check.kind), ..check })
    })
}

/// The dialog's button that answers with yes, by its words, or the only one that there is to close it.
fn goes_on(dialog: &Dialog, actions: &[Action], kind: HealthKind) -> Option<Key> {
    let is_named = |action: &&Action| match kind {
        HealthKind::Question => vocabulary::matches(words::CHECK, &action.text),
        HealthKind::Healthy | HealthKind::Unhealthy => true,
    };
    let is_its = |action: &&Action| !dialog.key.0.is_empty() && action.dialog == dialog.key;
    let mut buttons = actions.iter().filter(is_its).filter(|action| action.pressable()).filter(is_named);
    let first = buttons.next()?;
    buttons.next().is_none().then(|| first.key.clone())
}

/// Whether it is the selection bar's *Check Health*, and can be pressed: two of Granite's icon name, which is the same in
/// every language, its words, and that it takes one configuration at a time. *Properties*, beside it, is a link.
pub(super) fn checks(action: &Action) -> bool {
    let by_icon = matches!(action.icon.as_str(), "check" | "checkmark" | "checkmarkCircle");
    let by_words = vocabulary::matches(vocabulary::CHECK_HEALTH, &action.text);
    let by_action = action.action.contains("single") && !action.action.contains("foundation.link");
    let is_of_list = !action.action.is_empty() && action.dialog.0.is_empty();
    let signals = [by_icon, by_words, by_action];
    action.pressable() && is_of_list && signals.iter().filter(|signal| **signal).count() >= 2
}

/// What a dialog may be, a condition that must hold, and the signals of which two have to agree.
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
    // Being on the list and having buttons does not tell what a dialog is about.
    let telling = |evidence: &[E]| evidence.iter().any(|one| !matches!(one, E::OnList | E::Buttons));
    rows.into_iter().find_map(|(kind, must, signals)| {
        let evidence = agree(&signals);
        (must && evidence.len() >= 2 && telling(&evidence)).then(|| HealthCheck {
            kind,
            text: dialog.text.clone(),
            go_on: None,
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
            ..Dialog::default()
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

    fn action(text: &str, icon: &str, action: &str, dialog: &str) -> Action {
        Action {
            key: Key::from(text),
            text: text.to_owned(),
            icon: icon.to_owned(),
            action: action.to_owned(),
            dialog: Key::from(dialog),
            visible: true,
            ..Action::default()
        }
    }

    #[test]
    fn the_action_is_known_by_two_signals_and_no_other_action_is_taken_for_it() {
        let single = r#"{"activeSelectionCount":"single","action":"cq.adobeims.check"}"#;
        let several = r#"{"activeSelectionCount":"multiple","action":"cq.adobeims.delete"}"#;
        let link = r#"{"activeSelectionCount":"single","action":"foundation.link"}"#;
        for (one, expected) in [
            (action("Check Health", "check", single, ""), true),
            (action("Ellenőrzés", "check", single, ""), true),
            (action("Konsistenz prüfen", "", single, ""), true),
            (action("Ellenőrzés", "", single, ""), false),
            (action("Delete", "delete", several, ""), false),
            (action("Delete", "delete", single, ""), false),
            (action("Properties", "infoCircle", link, ""), false),
            (action("Check Health", "check", "", ""), false),
            (action("Check Health", "check", single, "d"), false),
            (Action { disabled: true, ..action("Check Health", "check", single, "") }, false),
            (Action { visible: false, ..action("Check Health", "check", single, "") }, false),
        ] {
            assert_eq!(checks(&one), expected, "{one:?}");
        }
    }

    #[test]
    fn only_a_button_of_that_very_dialog_goes_on() {
        let dialog = |title: &str, variant: &str, buttons: &[&str]| Dialog {
            key: Key::from("d"),
            title: title.to_owned(),
            variant: variant.to_owned(),
            buttons: buttons.iter().map(|text| (*text).to_owned()).collect(),
            ..Dialog::default()
        };
        let go_on = |dialog: Dialog, actions: &[Action]| {
            read(&[dialog], actions, PageKind::List)
                .and_then(|check| check.go_on)
                .map(|key| key.0.to_string())
        };
        let of = |text: &str, dialog: &str| action(text, "", "", dialog);
        let question = || dialog("Check", "info", &["Cancel", "Check"]);
        assert_eq!(go_on(question(), &[of("Cancel", "d"), of("Check", "d")]).as_deref(), Some("Check"));
        assert_eq!(go_on(question(), &[of("Cancel", "d"), of("Check", "e"), of("Check", "")]), None);
        assert_eq!(go_on(question(), &[of("Check", "d"), of("Check", "d")]), None, "two could be meant");
        let healthy = || dialog("Healthy configuration", "success", &["Close"]);
        assert_eq!(go_on(healthy(), &[of("Close", "d"), of("Other", "")]).as_deref(), Some("Close"));
        assert_eq!(go_on(healthy(), &[of("Close", "d"), of("Help", "d")]), None);
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
