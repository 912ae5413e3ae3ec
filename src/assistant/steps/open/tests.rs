use super::super::fake::{Call, Event, Fake, Habit, run};
use super::*;

fn order(fake: &Fake, id: &str) -> ItemOrder {
    ItemOrder { key: fake.key_of_item(id), id: id.to_owned(), title: format!("Title of {id}") }
}

/// Opens "b" of a list, and gives what was pressed.
fn open_b(fake: &Fake) -> (Result<(), SelectFailure>, Vec<String>) {
    let result = run(open(fake, &order(fake, "b")));
    for (_, edit) in fake.sent() {
        assert!(matches!(edit, Edit::Press { .. }), "opening presses, and edits nothing");
    }
    (result, fake.presses())
}

fn pressed(presses: &[&str]) -> (Result<(), SelectFailure>, Vec<String>) {
    (Ok(()), presses.iter().map(|press| (*press).to_owned()).collect())
}

fn failed(failure: SelectFailure, presses: &[&str]) -> (Result<(), SelectFailure>, Vec<String>) {
    (Err(failure), pressed(presses).1)
}

#[test]
fn a_configuration_is_selected_and_its_properties_are_pressed() {
    assert_eq!(open_b(&Fake::list(&[], &["a", "b", "c"])), pressed(&["b", "properties0"]));
}

#[test]
fn one_that_is_selected_already_is_not_pressed_again() {
    let fake = Fake::list(&[], &["a", "b*"]);
    assert_eq!(open_b(&fake), pressed(&["properties0"]));
    assert_eq!(fake.selected(), ["b"]);
}

#[test]
fn others_that_are_selected_are_deselected_first() {
    let fake = Fake::list(&[], &["a*", "b", "c*"]);
    assert_eq!(open_b(&fake), pressed(&["a", "b", "c", "properties0"]));
    assert_eq!(fake.selected(), ["b"]);
}

#[test]
fn a_selection_that_comes_late_is_waited_for_and_not_pressed_again() {
    let fake = Fake::list(&[Habit::SelectsAfter(1_500)], &["a", "b"]);
    assert_eq!(open_b(&fake), pressed(&["b", "properties0"]));
    assert!(fake.now().as_millis() >= 1_500);
}

#[test]
fn an_item_that_is_never_selected_is_given_up_after_three_seconds() {
    let fake = Fake::list(&[Habit::NeverSelects], &["a", "b"]);
    assert_eq!(open_b(&fake), failed(SelectFailure::NotSelected, &["b"]));
    assert_eq!(fake.now().as_millis(), 3_000);
}

#[test]
fn another_item_that_stays_selected_keeps_properties_from_being_pressed() {
    let fake = Fake::list(&[Habit::NeverSelects], &["a*", "b*"]);
    assert_eq!(open_b(&fake), failed(SelectFailure::NotSelected, &["a"]));
}

#[test]
fn an_item_that_somebody_else_selects_meanwhile_keeps_properties_from_being_pressed() {
    let fake = Fake::list(&[], &["a", "b"]).before(Call::Snapshot, 2, Event::Selects("a"));
    assert_eq!(open_b(&fake), failed(SelectFailure::NotSelected, &["b"]));
}

#[test]
fn a_missing_properties_button_is_told() {
    let fake = Fake::list(&[Habit::Properties(0)], &["a", "b"]);
    assert_eq!(open_b(&fake), failed(SelectFailure::NoButton, &["b"]));
    assert_eq!(fake.now().as_millis(), 3_000);
}

#[test]
fn of_several_properties_buttons_none_is_pressed() {
    let fake = Fake::list(&[Habit::Properties(2)], &["a", "b"]);
    assert_eq!(open_b(&fake), failed(SelectFailure::NoButton, &["b"]));
}

#[test]
fn a_configuration_that_is_gone_is_not_looked_for_by_its_place() {
    let fake = Fake::list(&[], &["a", "b"]).before(Call::Snapshot, 1, Event::Loses("b"));
    assert_eq!(open_b(&fake), failed(SelectFailure::NotFound, &[]));
}

#[test]
fn a_configuration_that_leaves_while_it_is_selected_is_not_opened() {
    let fake = Fake::list(&[], &["a", "b"]).before(Call::Snapshot, 2, Event::Loses("b"));
    assert_eq!(open_b(&fake), failed(SelectFailure::NotFound, &["b"]));
}

#[test]
fn a_list_that_was_rendered_anew_is_known_again_by_its_ids() {
    let fake = Fake::list(&[], &["a", "b"]).before(Call::Snapshot, 1, Event::RendersItems);
    assert_eq!(open_b(&fake), pressed(&["b", "properties0"]));
}

#[test]
fn of_two_that_answer_to_the_same_the_one_that_was_pressed_is_opened_or_none() {
    let fake = Fake::list(&[], &["b", "b"]);
    assert_eq!(open_b(&fake), pressed(&["b", "properties0"]));
    assert_eq!(fake.selected().len(), 1);
    let anew = Fake::list(&[], &["b", "b"]).before(Call::Snapshot, 1, Event::RendersItems);
    assert_eq!(open_b(&anew), failed(SelectFailure::NotFound, &[]));
}

#[test]
fn a_handle_that_now_is_another_configurations_is_not_pressed() {
    let fake = Fake::list(&[], &["a", "b"]);
    let order = ItemOrder { key: fake.key_of_item("a"), ..order(&fake, "b") };
    assert_eq!(run(open(&fake, &order)), Ok(()));
    assert_eq!(fake.selected(), ["b"]);
    let renamed = ItemOrder { title: "Another title".to_owned(), ..order };
    assert_eq!(run(open(&fake, &renamed)), Err(SelectFailure::NotFound));
}

#[test]
fn an_item_that_is_rendered_anew_before_the_press_was_not_selected() {
    let fake = Fake::list(&[], &["a", "b"]).before(Call::Apply, 1, Event::RendersItems);
    assert_eq!(open_b(&fake), failed(SelectFailure::NotSelected, &[]));
}

#[test]
fn a_page_load_that_cuts_the_answer_off_is_what_the_press_is_for() {
    let event = Event::AnswerLost(PageError::Interrupted);
    let fake = Fake::list(&[], &["a", "b"]).before(Call::Apply, 2, event);
    assert_eq!(open_b(&fake), pressed(&["b", "properties0"]));
}

#[test]
fn a_connection_that_breaks_earlier_is_told() {
    let event = Event::Fails(PageError::Interrupted);
    let fake = Fake::list(&[], &["a", "b"]).before(Call::Apply, 1, event);
    assert_eq!(open_b(&fake), failed(SelectFailure::Page(PageError::Interrupted), &[]));
}

#[test]
fn a_silent_page_is_told() {
    for (call, nth, presses) in
        [(Call::Snapshot, 1, &[][..]), (Call::Snapshot, 2, &["b"][..]), (Call::Apply, 2, &["b"][..])]
    {
        let fake = Fake::list(&[], &["a", "b"]).before(call, nth, Event::Fails(PageError::Silent));
        assert_eq!(open_b(&fake), failed(SelectFailure::Page(PageError::Silent), presses), "{call:?} {nth}");
    }
}

#[test]
fn a_page_that_is_no_list_has_nothing_to_open() {
    let list = Fake::list(&[], &["a", "b"]);
    let fake = Fake::oauth(&[]);
    assert_eq!(run(open(&fake, &order(&list, "b"))), Err(SelectFailure::NotFound));
    assert_eq!(fake.sent(), []);
}
