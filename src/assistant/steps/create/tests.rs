use super::super::fake::{Call, Event, Fake, Habit, run};
use super::*;

fn creates(fake: &Fake) -> (Result<(), SelectFailure>, Vec<String>) {
    (run(create(fake)), fake.presses())
}

#[test]
fn create_is_pressed_on_a_list_where_nothing_is_selected() {
    assert_eq!(creates(&Fake::list(&[], &["a", "b"])), (Ok(()), vec!["create".to_owned()]));
}

#[test]
fn what_is_selected_is_deselected_first_since_aem_shows_no_create_then() {
    for habits in [vec![], vec![Habit::SelectsAfter(700)]] {
        let fake = Fake::list(&habits, &["a*", "b", "c*"]);
        let pressed = ["a", "c", "create"].map(str::to_owned).to_vec();
        assert_eq!(creates(&fake), (Ok(()), pressed), "{habits:?}");
        assert_eq!(fake.selected(), [""; 0]);
    }
}

#[test]
fn nothing_is_pressed_where_something_stays_selected_or_there_is_no_such_button() {
    let fake = Fake::list(&[Habit::NeverSelects], &["a*"]);
    assert_eq!(creates(&fake), (Err(SelectFailure::NoButton), vec!["a".to_owned()]));
    let fake = Fake::list(&[Habit::NoButton], &["a"]);
    assert_eq!(creates(&fake), (Err(SelectFailure::NoButton), vec![]));
    // A form has a button that creates, too: that one saves.
    let fake = Fake::create(&[]);
    assert_eq!(creates(&fake), (Err(SelectFailure::NoButton), vec![]));
}

#[test]
fn the_page_goes_before_it_can_answer_and_that_is_no_failure() {
    let page = |error| Fake::list(&[], &["a"]).before(Call::Apply, 1, Event::AnswerLost(error));
    assert_eq!(creates(&page(PageError::Interrupted)).0, Ok(()));
    assert_eq!(creates(&page(PageError::Silent)).0, Err(SelectFailure::Page(PageError::Silent)));
}
