//! A list in memory that has AEM's dialogs of a check, and habits of its own.

use super::super::fake::run;
use super::*;
use crate::migration::{Run, Time};
use crate::page::{Action, Dialog, Item, Loaded, Outcome, PageSnapshot};
use std::cell::{Cell, RefCell};

const CONSOLE: &str =
    "https://author-p1-e2.adobeaemcloud.com/libs/cq/adobeims-configuration/content/configurations.html";

/// What AEM does differently.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Habit {
    /// It finds the configuration unhealthy.
    Unhealthy,
    /// It shows the result at once, without a question.
    NoQuestion,
    /// Its question is about another configuration.
    AsksAboutAnother,
    /// It asks whether to delete.
    AsksToDelete,
    /// The result takes so many milliseconds.
    Takes(u64),
    /// It never answers.
    Silent,
    /// Its result has two buttons.
    TwoButtons,
    /// Its result stays when its button is pressed.
    StaysOpen,
    /// There is no action to check.
    NoAction,
    /// A dialog is open from the beginning.
    OpenBefore,
    /// The buttons of a dialog come so many milliseconds after it.
    ButtonsAfter(u64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Shown {
    Nothing,
    Question,
    Result,
    Other,
}

struct List {
    habits: Vec<Habit>,
    now: Cell<u64>,
    selected: Cell<bool>,
    shown: Cell<Shown>,
    since: Cell<u64>,
    /// When the result comes.
    due: Cell<Option<u64>>,
    pressed: RefCell<Vec<String>>,
}

impl List {
    fn with(habits: &[Habit]) -> Self {
        let shown = if habits.contains(&Habit::OpenBefore) { Shown::Other } else { Shown::Nothing };
        Self {
            habits: habits.to_vec(),
            now: Cell::new(0),
            selected: Cell::new(false),
            shown: Cell::new(shown),
            since: Cell::new(0),
            due: Cell::new(None),
            pressed: RefCell::default(),
        }
    }

    fn has(&self, habit: Habit) -> bool {
        self.habits.contains(&habit)
    }

    fn show(&self, shown: Shown) {
        self.shown.set(shown);
        self.since.set(self.now.get());
    }

    fn ask_adobe(&self) {
        self.show(Shown::Nothing);
        let takes = self.habits.iter().find_map(|habit| match habit {
            Habit::Takes(time) => Some(*time),
            Habit::Silent => Some(u64::MAX),
            _ => None,
        });
        self.due.set(Some(self.now.get().saturating_add(takes.unwrap_or_default())));
    }

    fn dialog(&self) -> Option<(Dialog, Vec<&'static str>)> {
        let dialog = |title: &str, variant: &str, text: &str| Dialog {
            key: Key::from("dialog"),
            title: title.to_owned(),
            variant: variant.to_owned(),
            text: text.to_owned(),
            ..Dialog::default()
        };
        let (dialog, buttons) = match self.shown.get() {
            Shown::Nothing => return None,
            Shown::Other => (dialog("About", "info", "Version 6.5"), vec!["Close"]),
            Shown::Question if self.has(Habit::AsksToDelete) => {
                (dialog("Delete", "error", "You are going to delete: Adobe Target"), vec!["Cancel", "Delete"])
            }
            Shown::Question => {
                let about = if self.has(Habit::AsksAboutAnother) { "Adobe Stock" } else { "Adobe Target" };
                let text = format!("You are going to check the following item: {about}");
                (dialog("Check", "info", &text), vec!["Cancel", "Check"])
            }
            Shown::Result if self.has(Habit::Unhealthy) => {
                let text = "Adobe Target: failed to get access token from authorization server status: 400";
                (dialog("Error", "error", text), vec!["Close"])
            }
            Shown::Result => {
                let text = "Adobe Target: Token retrieved successfully!";
                let buttons = if self.has(Habit::TwoButtons) { vec!["Close", "Help"] } else { vec!["Close"] };
                (dialog("Healthy configuration", "success", text), buttons)
            }
        };
        let buttons_after = self.habits.iter().find_map(|habit| match habit {
            Habit::ButtonsAfter(time) => Some(*time),
            _ => None,
        });
        let names = buttons.iter().map(|name| (*name).to_owned()).collect();
        let are_there = self.now.get() >= self.since.get() + buttons_after.unwrap_or_default();
        Some((Dialog { buttons: names, ..dialog }, if are_there { buttons } else { Vec::new() }))
    }
}

impl Page for List {
    async fn snapshot(&self) -> Result<PageSnapshot, PageError> {
        if self.due.get().is_some_and(|due| due <= self.now.get()) {
            self.due.set(None);
            self.show(Shown::Result);
        }
        let item = Item {
            key: Key::from("item"),
            id: "t".into(),
            title: "Adobe Target".into(),
            selected: self.selected.get(),
            ..Item::default()
        };
        let action = |text: &str, dialog: &str| Action {
            key: Key::from(text),
            text: text.to_owned(),
            visible: true,
            dialog: Key::from(dialog),
            ..Action::default()
        };
        let check = Action {
            icon: "check".to_owned(),
            action: r#"{"activeSelectionCount":"single","action":"cq.adobeims.check"}"#.to_owned(),
            disabled: !self.selected.get(),
            ..action("Check Health", "")
        };
        let (dialog, buttons) = self.dialog().unzip();
        let buttons = buttons.unwrap_or_default().into_iter().map(|text| action(text, "dialog"));
        let check = (!self.has(Habit::NoAction)).then_some(check);
        Ok(PageSnapshot {
            url: CONSOLE.to_owned(),
            items: vec![item],
            actions: buttons.chain(check).collect(),
            dialogs: dialog.into_iter().collect(),
            ..PageSnapshot::default()
        })
    }

    async fn apply(&self, edits: &[Edit]) -> Result<Vec<Outcome>, PageError> {
        for edit in edits {
            let Edit::Press { key } = edit else { panic!("a check presses, and edits nothing: {edit:?}") };
            self.pressed.borrow_mut().push(key.0.to_string());
            match (&*key.0, self.shown.get()) {
                ("item", Shown::Nothing) => self.selected.set(!self.selected.get()),
                ("Check Health", Shown::Nothing) if self.has(Habit::NoQuestion) => self.ask_adobe(),
                ("Check Health", Shown::Nothing) => self.show(Shown::Question),
                ("Check", Shown::Question) => self.ask_adobe(),
                ("Close", _) if !self.has(Habit::StaysOpen) => self.show(Shown::Nothing),
                ("Close", _) => {}
                (other, shown) => panic!("{other} was pressed while {shown:?} is shown"),
            }
        }
        Ok(edits.iter().map(|_| Outcome { equal: true, ..Outcome::default() }).collect())
    }

    async fn load_more(&self) -> Result<Loaded, PageError> {
        Ok(Loaded::default())
    }

    async fn keep(&self, _: &Run) -> Result<(), PageError> {
        Ok(())
    }

    async fn wait(&self, time: Duration) {
        self.now.set(self.now.get() + u64::try_from(time.as_millis()).unwrap_or_default());
    }

    fn now(&self) -> Time {
        Time::from_millis(self.now.get())
    }
}

/// Checks it, and gives what was pressed.
fn checked(habits: &[Habit]) -> (Result<Health, CheckFailure>, Vec<String>) {
    let list = List::with(habits);
    let order = ItemOrder { key: Key::from("item"), id: "t".to_owned(), title: "Adobe Target".to_owned() };
    let result = run(check_health(&list, &order));
    (result, list.pressed.take())
}

const HEALTHY: &str = "Adobe Target: Token retrieved successfully!";

fn healthy() -> Health {
    Health { healthy: true, words: HEALTHY.to_owned() }
}

#[test]
fn a_configuration_is_checked_as_a_person_does_it() {
    let (result, pressed) = checked(&[]);
    assert_eq!(result, Ok(healthy()));
    assert_eq!(pressed, ["item", "Check Health", "Check", "Close"]);
}

#[test]
fn what_aem_says_is_wrong_is_given_in_its_words() {
    let (result, pressed) = checked(&[Habit::Unhealthy]);
    let health = result.expect("a result");
    assert!(!health.healthy && health.words.contains("status: 400"), "{health:?}");
    assert_eq!(pressed.last().map(String::as_str), Some("Close"));
}

#[test]
fn a_result_that_comes_without_a_question_or_late_is_taken_all_the_same() {
    for habit in [Habit::NoQuestion, Habit::Takes(45_000), Habit::ButtonsAfter(700)] {
        assert_eq!(checked(&[habit]).0, Ok(healthy()), "{habit:?}");
    }
}

#[test]
fn nothing_is_pressed_in_a_dialog_that_is_about_something_else() {
    for habit in [Habit::AsksToDelete, Habit::AsksAboutAnother] {
        let (result, pressed) = checked(&[habit]);
        assert_eq!(result, Err(CheckFailure::OtherDialog), "{habit:?}");
        assert_eq!(pressed, ["item", "Check Health"], "{habit:?}");
    }
    assert_eq!(checked(&[Habit::OpenBefore]), (Err(CheckFailure::OtherDialog), vec![]));
    // One that still wants something to be chosen is no result.
    let (result, pressed) = checked(&[Habit::TwoButtons]);
    assert_eq!(result, Err(CheckFailure::OtherDialog));
    assert_eq!(pressed.last().map(String::as_str), Some("Check"));
}

#[test]
fn no_answer_in_a_minute_is_none() {
    assert_eq!(checked(&[Habit::Silent]).0, Err(CheckFailure::NoResult));
}

#[test]
fn a_result_that_cannot_be_closed_is_a_result_and_in_the_way() {
    assert_eq!(checked(&[Habit::StaysOpen]).0, Err(CheckFailure::NotClosed(healthy())));
}

#[test]
fn an_action_that_is_not_there_is_not_guessed() {
    let (result, pressed) = checked(&[Habit::NoAction]);
    assert_eq!(result, Err(CheckFailure::Select(SelectFailure::NoButton)));
    assert_eq!(pressed, ["item"]);
}
