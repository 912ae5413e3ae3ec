use super::super::fake::{Call, Event, Fake, run};
use super::*;

fn loaded(fake: &Fake) -> Result<LoadEnd, LoadFailure> {
    run(load_rest(fake, &LoadOrder::default()))
}

fn count(end: Result<LoadEnd, LoadFailure>) -> usize {
    match end {
        Ok(LoadEnd::Complete(view)) => view.configurations.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_list_is_loaded_until_nothing_more_comes() {
    let fake = Fake::list_in_parts(&[20, 20, 7], false);
    assert_eq!(count(loaded(&fake)), 47);
    assert_eq!(fake.calls(Call::LoadMore), 3, "the last one brings nothing");
}

#[test]
fn a_list_that_is_complete_already_is_asked_once() {
    let fake = Fake::list_in_parts(&[20], false);
    assert_eq!((count(loaded(&fake)), fake.calls(Call::LoadMore)), (20, 1));
}

#[test]
fn a_page_that_is_still_loading_is_not_taken_for_complete() {
    let fake = Fake::list_in_parts(&[20, 20], true);
    assert_eq!(loaded(&fake), Ok(LoadEnd::StillLoading));
}

#[test]
fn a_load_that_is_cancelled_ends_after_what_is_under_way() {
    let order = LoadOrder::default();
    let fake =
        Fake::list_in_parts(&[20; 10], false).before(Call::LoadMore, 2, Event::Cancels(order.cancel.clone()));
    assert_eq!(run(load_rest(&fake, &order)), Ok(LoadEnd::Cancelled));
    assert_eq!(fake.calls(Call::LoadMore), 2);
    assert!(order.cancel.is_cancelled());
}

#[test]
fn a_load_that_was_cancelled_before_loads_nothing() {
    let order = LoadOrder::default();
    order.cancel.cancel();
    let fake = Fake::list_in_parts(&[20, 20], false);
    assert_eq!(run(load_rest(&fake, &order)), Ok(LoadEnd::Cancelled));
    assert_eq!(fake.calls(Call::LoadMore), 0);
}

/// That nothing came while it was being cancelled does not tell that all are there.
#[test]
fn a_load_that_is_cancelled_while_nothing_comes_is_not_complete() {
    let order = LoadOrder::default();
    let event = Event::Cancels(order.cancel.clone());
    let fake = Fake::list_in_parts(&[20], false).before(Call::LoadMore, 1, event);
    assert_eq!(run(load_rest(&fake, &order)), Ok(LoadEnd::Cancelled));
}

#[test]
fn a_silent_page_is_told() {
    for error in [PageError::Silent, PageError::Interrupted] {
        let event = Event::Fails(error.clone());
        let fake = Fake::list_in_parts(&[20, 20], false).before(Call::LoadMore, 2, event);
        assert_eq!(loaded(&fake), Err(LoadFailure::Page(error)));
    }
}

#[test]
fn a_page_that_is_no_list_any_more_is_not_a_complete_one() {
    let fake = Fake::oauth(&[]);
    assert_eq!(loaded(&fake), Err(LoadFailure::LeftList));
}
