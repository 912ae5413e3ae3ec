//! Beside AEM's list.

use super::*;
use crate::assistant::screen::GroupKind;
use crate::assistant::steps::{LoadEnd, LoadFailure, SelectFailure};
use crate::assistant::{Notice, Spoken};
use crate::page::PageError;

fn three() -> PageSnapshot {
    list(&[("t", "Adobe Target", true), ("i", "Integration", true), ("d", "Somebody’s", false)])
}

fn beside_three() -> Desk {
    let mut desk = Desk::beside_aem();
    desk.shows(three());
    desk
}

#[test]
fn before_the_first_look_nothing_is_known_of_the_page() {
    let desk = Desk::beside_aem();
    assert_eq!(desk.screen().body, Body::Looking);
    assert!(desk.asks_for(|effect| matches!(effect, Effect::Look)));
}

#[test]
fn configurations_are_grouped_and_counted() {
    let desk = beside_three();
    let list = desk.list();
    assert_eq!(list.to_migrate.map(|group| (group.kind, group.count)), Some((GroupKind::ToMigrate, 2)));
    let others: Vec<_> = list.others.iter().map(|group| (group.kind, group.count)).collect();
    assert_eq!(others, [(GroupKind::Others, 1)]);
    assert_eq!(desk.screen().to_do, Some(2));
}

#[test]
fn an_empty_list_says_so_and_counts_nothing() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[]));
    assert!(desk.list().empty && desk.list().next.is_none());
    assert!(!desk.screen().has_items);
}

#[test]
fn without_a_credential_the_first_configuration_is_only_opened() {
    let next = beside_three().list().next.expect("a next step");
    assert_eq!((next.title.as_str(), next.ready), ("Adobe Target", false));
}

#[test]
fn the_first_configuration_that_a_credential_fits_is_next() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("i", "Integration", true), ("t", "Adobe Target", true)])).paste(&target());
    let next = desk.list().next.expect("a next step");
    assert_eq!((next.title.as_str(), next.ready), ("Adobe Target", true));
}

#[test]
fn opening_is_ordered_once_and_says_which() {
    let mut desk = beside_three();
    desk.opens("i");
    let [Effect::Step(Step::Open(order))] = desk.effects.as_slice() else { panic!("{:?}", desk.effects) };
    assert_eq!(
        (order.id.as_str(), order.title.as_str(), &order.key),
        ("i", "Integration", &Key::from("key-i"))
    );
    assert!(desk.screen().busy && desk.list().next.is_some_and(|next| next.opening));
    desk.opens("t");
    assert!(desk.effects.is_empty(), "one thing at a time");
}

#[test]
fn what_is_not_offered_is_not_opened() {
    for id in ["d", "nobody"] {
        let mut desk = beside_three();
        desk.opens(id);
        assert!(desk.effects.is_empty() && !desk.screen().busy, "{id}");
    }
}

#[test]
fn an_opening_that_failed_is_told_with_its_title() {
    let mut desk = beside_three();
    desk.opens("i").happens(Event::Ended(Ended::Open(Err(SelectFailure::NotSelected))));
    let expected = Notice::Step(StepFailure::Open {
        title: "Integration".to_owned(),
        failure: SelectFailure::NotSelected,
    });
    assert_eq!(desk.screen().failure, Some(expected.clone()));
    assert_eq!(desk.screen().spoken, Some(Spoken::Notice(expected)));
    assert!(!desk.screen().busy);
}

#[test]
fn a_failure_is_gone_once_it_was_read() {
    let mut desk = beside_three();
    desk.opens("i").happens(Event::Ended(Ended::Open(Err(SelectFailure::NotFound)))).happens(Event::Dismiss);
    assert_eq!(desk.screen().failure, None);
}

#[test]
fn a_change_during_a_look_brings_one_more_look_and_no_more() {
    let mut desk = beside_three();
    desk.happens(Event::PageChanged);
    assert!(desk.asks_for(|effect| matches!(effect, Effect::Look)));
    for _ in 0..5 {
        desk.happens(Event::PageChanged);
        assert!(desk.effects.is_empty(), "debounced");
    }
    desk.happens(Event::Looked(Ok(three())));
    let looks = desk.effects.iter().filter(|effect| matches!(effect, Effect::Look)).count();
    assert_eq!(looks, 1);
    desk.happens(Event::Looked(Ok(three())));
    assert!(desk.effects.is_empty());
}

#[test]
fn a_look_that_fails_keeps_what_was_known() {
    for error in [PageError::Silent, PageError::Interrupted, PageError::Failed("it broke".to_owned())] {
        let mut desk = beside_three();
        desk.happens(Event::PageChanged).happens(Event::Looked(Err(error.clone())));
        assert_eq!(desk.screen().failure, Some(Notice::Page(error)));
        assert_eq!(desk.list().to_migrate.map(|group| group.count), Some(2));
    }
}

#[test]
fn the_first_understood_look_is_a_milestone_and_later_ones_are_not() {
    let mut desk = Desk::beside_aem();
    let usable = |effect: &Effect| matches!(effect, Effect::Milestone(crate::assistant::Milestone::Usable));
    assert!(desk.shows(three()).asks_for(usable));
    assert!(!desk.shows(three()).asks_for(usable));
}

#[test]
fn more_lines_are_shown_on_request() {
    let ids: Vec<String> = (0..120).map(|number| format!("c{number}")).collect();
    let entries: Vec<Entry> = ids.iter().map(|id| (id.as_str(), id.as_str(), true)).collect();
    let mut desk = Desk::beside_aem();
    desk.shows(list(&entries));
    let shown = |desk: &Desk| desk.list().to_migrate.map(|group| (group.lines.len(), group.hidden));
    assert_eq!(shown(&desk), Some((50, Some((70, 50)))));
    desk.happens(Event::ShowMore);
    assert_eq!(shown(&desk), Some((100, Some((20, 20)))));
    desk.happens(Event::ShowMore);
    assert_eq!(shown(&desk), Some((120, None)));
}

#[test]
fn the_rest_is_loaded_until_it_is_complete_which_is_said() {
    let mut desk = beside_three();
    desk.presses(Act::LoadRest);
    assert!(desk.asks_for(|effect| matches!(effect, Effect::Step(Step::LoadRest(_)))));
    assert_eq!(desk.list().more.map(|more| more.loading), Some(true));
    let view = Box::new(crate::console::read(&three()));
    desk.happens(Event::Ended(Ended::LoadRest(Ok(LoadEnd::Complete(view)))));
    assert_eq!(desk.screen().spoken, Some(Spoken::ListComplete(3)));
    assert!(desk.asks_for(|effect| matches!(effect, Effect::Look)) && !desk.screen().busy);
}

#[test]
fn loading_the_rest_can_be_stopped_and_its_end_is_no_news_then() {
    let mut desk = beside_three();
    desk.presses(Act::LoadRest);
    let order = desk.effects.iter().find_map(|effect| match effect {
        Effect::Step(Step::LoadRest(order)) => Some(order.clone()),
        _ => None,
    });
    desk.presses(Act::StopLoading);
    assert!(order.is_some_and(|order| order.cancel.is_cancelled()) && !desk.screen().busy);
    desk.happens(Event::Ended(Ended::LoadRest(Ok(LoadEnd::StillLoading))));
    assert_eq!(desk.screen().failure, None);
}

#[test]
fn loading_the_rest_that_fails_is_told() {
    for (result, notice) in [
        (Ok(LoadEnd::StillLoading), Some(Notice::ListStillLoading)),
        (Err(LoadFailure::Page(PageError::Silent)), Some(Notice::Page(PageError::Silent))),
        (Err(LoadFailure::LeftList), None),
    ] {
        let mut desk = beside_three();
        desk.presses(Act::LoadRest).happens(Event::Ended(Ended::LoadRest(result)));
        assert_eq!(desk.screen().failure, notice);
        assert!(!desk.screen().busy);
    }
}

#[test]
fn a_saved_configuration_that_is_still_marked_is_told() {
    let mut desk = beside_three();
    desk.paste(&target()).shows(jwt("t", "Adobe Target", TARGET));
    desk.fills(Act::Fill);
    desk.presses(Act::Save).happens(Event::Ended(Ended::Save(Ok(())))).shows(three());
    assert_eq!(desk.screen().still_marked.as_deref(), Some("Adobe Target"));
    assert!(desk.list().done.is_empty());
}

#[test]
fn folding_is_told_to_the_surroundings() {
    let mut desk = beside_three();
    desk.happens(Event::Fold(true));
    assert!(desk.screen().folded && matches!(desk.effects.as_slice(), [Effect::Fold(true)]));
}

#[test]
fn a_structure_report_is_shown_until_it_is_closed() {
    let mut desk = beside_three();
    desk.happens(Event::Report);
    assert!(desk.asks_for(|effect| matches!(effect, Effect::Report)));
    desk.happens(Event::Reported(Ok(Some("{}".to_owned()))));
    assert_eq!(desk.screen().structure.as_deref(), Some("{}"));
    desk.happens(Event::CloseReport);
    assert_eq!(desk.screen().structure, None);
    desk.happens(Event::Reported(Ok(None)));
    assert_eq!(desk.screen().failure, Some(Notice::StructureFailed));
}
