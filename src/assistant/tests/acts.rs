//! Filling, undoing and saving: what a press begins, and what follows when it has ended.

use super::*;
use crate::assistant::screen::Label;
use crate::assistant::steps::{FillFailure, Moved, SaveFailure, UndoFailure, Undoing, Undone};
use crate::assistant::{Notice, ReadBack, Spoken};
use crate::page::PageError;

/// Beside the properties of a configuration that the pasted credential fits.
fn ready() -> Desk {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("t", "Adobe Target", true)])).paste(&target()).shows(jwt("t", "Adobe Target", TARGET));
    desk
}

fn filled() -> Desk {
    let mut desk = ready();
    desk.fills(Act::Fill);
    desk
}

fn is_save(effect: &Effect) -> bool {
    matches!(effect, Effect::Step(Step::Save { .. }))
}

/// How many fields were as intended, less one.
fn all_but_one(order: &FillOrder) -> Filled {
    let mut filled = as_ordered(order);
    if let Ok(report) = &mut filled.result {
        report.rows[1].agreement = Agreement::Different;
    }
    filled
}

#[test]
fn a_fill_is_ordered_for_the_form_that_was_shown() {
    let mut desk = ready();
    desk.presses(Act::Fill);
    let (order, _) = desk.fill_asked_for().expect("a fill");
    assert_eq!(order.credential.id.as_str(), TARGET);
    assert_eq!(order.form.item.as_deref(), Some("t"));
    assert_eq!(order.form.title.as_deref(), Some("Adobe Target"));
    assert!(!order.overwrite && desk.screen().busy);
}

#[test]
fn nothing_else_is_done_while_a_form_is_being_filled() {
    let mut desk = ready();
    desk.presses(Act::Fill);
    for act in [Act::Fill, Act::FillAndSave, Act::Save, Act::Undo, Act::Overwrite, Act::LoadRest] {
        desk.presses(act.clone());
        assert!(desk.effects.is_empty(), "{act:?}");
    }
    desk.chooses(TARGET);
    assert!(desk.effects.is_empty());
    assert!(desk.buttons().iter().all(|button| !button.enabled));
}

#[test]
fn changes_of_the_page_are_not_looked_at_while_it_is_being_edited() {
    let mut desk = ready();
    desk.presses(Act::Fill).happens(Event::PageChanged);
    assert!(desk.effects.is_empty());
}

#[test]
fn a_complete_report_offers_saving_with_aems_own_words_and_says_that_there_is_no_way_back() {
    let desk = filled();
    let planned = desk.planned();
    assert_eq!(planned.report, Some(ReadBack { equal: 6, total: 6 }));
    let save = planned.buttons.save.first().expect("a button");
    assert_eq!((&save.label, save.primary), (&Label::Press("Save & Close".to_owned()), true));
    assert!(planned.buttons.one_way);
    assert_eq!(desk.screen().spoken, Some(Spoken::ReadBack(ReadBack { equal: 6, total: 6 })));
    assert!(!desk.asks_for(is_save), "filled is not saved");
}

#[test]
fn what_saves_never_takes_the_place_of_what_fills() {
    let (before, after) = (ready().planned().buttons, filled().planned().buttons);
    let acts = |buttons: &[Button]| buttons.iter().map(|button| button.act.clone()).collect::<Vec<_>>();
    assert_eq!((acts(&before.fill), acts(&before.save)), (vec![Act::Fill], vec![Act::FillAndSave]));
    assert_eq!((acts(&after.fill), acts(&after.save)), (vec![Act::Fill, Act::Undo], vec![Act::Save]));
    assert!(before.one_way, "beside every button that saves");
}

#[test]
fn an_incomplete_report_offers_no_saving() {
    let mut desk = ready();
    desk.presses(Act::Fill);
    let (order, epoch) = desk.fill_asked_for().expect("a fill");
    desk.happens(Event::Ended(Ended::Fill { epoch, filled: all_but_one(&order) }));
    assert_eq!(desk.planned().report, Some(ReadBack { equal: 5, total: 6 }));
    assert!(!desk.offers().0.contains(&Act::Save));
    desk.presses(Act::Save);
    assert!(desk.effects.is_empty(), "nor by a press that comes all the same");
}

#[test]
fn fill_and_save_saves_only_what_reads_back_as_intended() {
    for (as_intended, saves) in [(true, true), (false, false)] {
        let mut desk = ready();
        desk.presses(Act::FillAndSave);
        let (order, epoch) = desk.fill_asked_for().expect("a fill");
        let filled = if as_intended { as_ordered(&order) } else { all_but_one(&order) };
        desk.happens(Event::Ended(Ended::Fill { epoch, filled }));
        assert_eq!(desk.asks_for(is_save), saves);
    }
}

#[test]
fn a_result_of_an_older_epoch_is_discarded_and_can_still_be_undone() {
    let mut desk = ready();
    desk.presses(Act::FillAndSave);
    let (order, epoch) = desk.fill_asked_for().expect("a fill");
    desk.happens(Event::SeparateScopes(ScopeSeparator::CommaAndSpace));
    let filled = as_ordered(&order);
    desk.happens(Event::Ended(Ended::Fill { epoch, filled }));
    assert!(!desk.asks_for(is_save), "it is not saved");
    assert_eq!(desk.planned().report, None);
    assert!(desk.offers().0.contains(&Act::Undo));
}

#[test]
fn each_failure_of_a_fill_is_told_and_what_was_edited_can_be_undone() {
    for failure in [
        FillFailure::Page(PageError::Silent),
        FillFailure::Moved(Moved::Left),
        FillFailure::Moved(Moved::Retitled),
        FillFailure::FieldsDidNotAppear,
        FillFailure::OAuthNotTaken,
    ] {
        let mut desk = ready();
        desk.presses(Act::Fill);
        let (order, epoch) = desk.fill_asked_for().expect("a fill");
        let filled = Filled { result: Err(failure.clone()), view: None, ..as_ordered(&order) };
        desk.happens(Event::Ended(Ended::Fill { epoch, filled }));
        assert_eq!(desk.screen().failure, Some(Notice::Step(StepFailure::Fill(failure))));
        assert!(!desk.screen().busy && desk.offers().0.contains(&Act::Undo));
    }
}

#[test]
fn a_credential_is_spent_from_the_press_on_fill() {
    let mut desk = ready();
    desk.presses(Act::Fill);
    assert_eq!(desk.assistant.run.used_for(&CredentialId::from(TARGET)), Some("Adobe Target"));
    assert!(desk.asks_for(|effect| matches!(effect, Effect::Keep { .. })));
}

#[test]
fn a_fill_that_touched_nothing_spends_nothing() {
    let mut desk = ready();
    desk.presses(Act::Fill);
    let (order, epoch) = desk.fill_asked_for().expect("a fill");
    let result = Err(FillFailure::Page(PageError::Silent));
    let filled = Filled { result, edited: Vec::new(), view: None, ..as_ordered(&order) };
    desk.happens(Event::Ended(Ended::Fill { epoch, filled }));
    assert_eq!(desk.assistant.run.used_for(&CredentialId::from(TARGET)), None);
}

fn undoing(undone: &[(Role, Undone)]) -> Undoing {
    let view = crate::console::read(&jwt("t", "Adobe Target", TARGET));
    Undoing { undone: undone.to_vec(), took_focus: false, view: Some(view) }
}

#[test]
fn undoing_gives_the_credential_back() {
    let mut desk = filled();
    desk.presses(Act::Undo);
    let orders = desk.effects.iter().filter(|effect| matches!(effect, Effect::Step(Step::Undo(_)))).count();
    assert_eq!(orders, 1);
    let undoing = undoing(&[(Role::AuthenticationType, Undone::Restored), (Role::Scope, Undone::Gone)]);
    desk.happens(Event::Ended(Ended::Undo(Ok(undoing))));
    assert_eq!(desk.planned().undone, Some(Default::default()));
    assert_eq!(desk.assistant.run.used_for(&CredentialId::from(TARGET)), None);
    assert!(!desk.offers().0.contains(&Act::Undo), "nothing is left to be undone");
}

#[test]
fn what_undoing_leaves_is_named_and_keeps_the_credential_spent() {
    for (undone, left) in [
        ((Role::Scope, Undone::ChangedSince), vec![Role::Scope]),
        ((Role::ClientId, Undone::Refused), vec![Role::ClientId]),
        ((Role::AuthenticationType, Undone::Gone), vec![Role::AuthenticationType]),
    ] {
        let mut desk = filled();
        desk.presses(Act::Undo).happens(Event::Ended(Ended::Undo(Ok(undoing(&[undone])))));
        assert_eq!(desk.planned().undone.map(|fields| fields.left), Some(left));
        assert!(desk.assistant.run.used_for(&CredentialId::from(TARGET)).is_some());
    }
}

#[test]
fn undoing_that_fails_is_told_and_can_be_tried_again() {
    for failure in [UndoFailure::Page(PageError::Interrupted), UndoFailure::Moved(Moved::Left)] {
        let mut desk = filled();
        desk.presses(Act::Undo).happens(Event::Ended(Ended::Undo(Err(failure.clone()))));
        assert_eq!(desk.screen().failure, Some(Notice::Step(StepFailure::Undo(failure))));
        assert!(desk.offers().0.contains(&Act::Undo));
    }
}

#[test]
fn the_focus_is_given_back_only_where_the_page_took_it() {
    for took_focus in [true, false] {
        let mut desk = ready();
        desk.presses(Act::Fill);
        let (order, epoch) = desk.fill_asked_for().expect("a fill");
        desk.happens(Event::Ended(Ended::Fill {
            epoch,
            filled: Filled { took_focus, ..as_ordered(&order) },
        }));
        assert_eq!(desk.asks_for(|effect| matches!(effect, Effect::RestoreFocus)), took_focus);
    }
}

#[test]
fn saving_is_ordered_once_for_the_form_with_the_run_to_keep() {
    let mut desk = filled();
    desk.presses(Act::Save);
    let saves: Vec<_> = desk.effects.iter().filter(|effect| is_save(effect)).collect();
    let [Effect::Step(Step::Save { order, run })] = saves.as_slice() else { panic!("{saves:?}") };
    assert_eq!(order.form.item.as_deref(), Some("t"));
    assert_eq!(run.pending.first().map(|pending| pending.title.as_str()), Some("Adobe Target"));
    desk.presses(Act::Save);
    assert!(desk.effects.is_empty(), "a second press saves nothing");
}

#[test]
fn a_save_that_failed_is_told_and_nothing_is_pending() {
    for failure in [
        SaveFailure::NotKept(PageError::Silent),
        SaveFailure::Page(PageError::Interrupted),
        SaveFailure::Moved(Moved::Retitled),
        SaveFailure::NoButton,
        SaveFailure::Disabled,
    ] {
        let mut desk = filled();
        desk.presses(Act::Save).happens(Event::Ended(Ended::Save(Err(failure.clone()))));
        assert_eq!(desk.screen().failure, Some(Notice::Step(StepFailure::Save(failure))));
        assert!(desk.assistant.run.pending.is_empty());
        assert!(!desk.screen().busy && desk.asks_for(|effect| matches!(effect, Effect::Keep { .. })));
    }
}

#[test]
fn where_aem_may_have_saved_the_list_is_still_to_confirm_it() {
    let mut desk = filled();
    desk.presses(Act::Save)
        .happens(Event::Ended(Ended::Save(Err(SaveFailure::Unanswered(PageError::Silent)))));
    assert_eq!(desk.assistant.run.pending.len(), 1);
}

#[test]
fn a_report_is_withdrawn_once_the_form_holds_something_else() {
    let mut desk = filled();
    desk.shows(oauth("t", "Adobe Target", "typed-by-hand"));
    assert_eq!(desk.planned().report, None);
    desk.presses(Act::Save);
    assert!(!desk.asks_for(is_save));
}

#[test]
fn another_configuration_begins_anew() {
    let mut desk = filled();
    desk.shows(jwt("other", "Something else", FORMS));
    assert!(desk.assistant.form.edited.is_empty() && desk.assistant.form.report.is_none());
}

#[test]
fn acts_that_are_not_offered_do_nothing_on_a_list() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("t", "Adobe Target", true)])).paste(&target());
    for act in [Act::Fill, Act::FillAndSave, Act::FillAnyway, Act::Overwrite, Act::Undo, Act::Save] {
        desk.presses(act.clone());
        assert!(desk.effects.is_empty() && !desk.screen().busy, "{act:?}");
    }
}

#[test]
fn an_end_that_nobody_waits_for_changes_nothing() {
    let mut desk = ready();
    desk.happens(Event::Ended(Ended::Save(Err(SaveFailure::NoButton))));
    desk.happens(Event::Ended(Ended::Undo(Err(UndoFailure::Moved(Moved::Left)))));
    desk.happens(Event::Ended(Ended::Open(Err(crate::assistant::steps::SelectFailure::NotFound))));
    assert!(desk.effects.is_empty());
    assert_eq!(desk.screen().failure, None);
}

#[test]
fn a_configuration_that_no_list_has_shown_is_refused() {
    let mut desk = Desk::beside_aem();
    desk.paste(&target()).shows(jwt("t", "Adobe Target", TARGET));
    assert!(matches!(desk.form(), FormBody::Refused { refusal: Refusal::NotSeen, .. }));
    desk.presses(Act::Fill);
    assert!(desk.effects.iter().all(|effect| !is_save(effect)));
}

#[test]
fn a_refusal_is_told_before_anything_is_pasted() {
    let mut desk = Desk::beside_aem();
    desk.shows(jwt("t", "Adobe Target", TARGET));
    assert!(
        matches!(desk.form(), FormBody::Refused { refusal: Refusal::NotSeen, values } if values.is_empty())
    );
}

#[test]
fn before_a_paste_one_is_asked_for() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("t", "Adobe Target", true)])).shows(jwt("t", "Adobe Target", TARGET));
    assert_eq!(desk.form(), FormBody::PasteFirst);
}

#[test]
fn no_plan_changes_the_title() {
    let desk = ready();
    assert!(desk.planned().rows.iter().all(|row| row.role != Role::Title));
}

#[test]
fn a_page_that_was_loaded_again_for_oauth_says_that_nothing_is_filled_yet() {
    let mut desk = ready();
    desk.presses(Act::Fill);
    // The page is gone in the middle of it, and the next one has the run that was kept.
    let run = desk.assistant.run.clone();
    let holdings = Holdings::of_kept(Desk::beside_aem().paste(&target()).assistant.tray.holdings().kept());
    let mut next = Desk::at(Place::BesideAem);
    next.happens(Event::Kept(Ok(Some(Kept { run, holdings, version: String::new() }))));
    let says = |desk: &Desk| matches!(desk.screen().body, Body::Form(form) if form.loaded_again);
    next.shows(jwt("t", "Adobe Target", TARGET));
    assert!(!says(&next), "still JWT: nothing was chosen");
    next.shows(oauth("t", "Adobe Target", ""));
    assert!(says(&next));
    next.fills(Act::Fill);
    next.shows(oauth("t", "Adobe Target", ""));
    assert!(!says(&next));
}

#[test]
fn whoever_is_summoned_unfolds_and_takes_the_focus() {
    let mut desk = ready();
    desk.happens(Event::Fold(true)).happens(Event::Summoned);
    assert!(!desk.screen().folded);
    assert!(
        matches!(desk.effects.as_slice(), [Effect::Fold(false), Effect::FocusNextStep]),
        "{:?}",
        desk.effects
    );
    desk.happens(Event::Summoned);
    assert!(matches!(desk.effects.as_slice(), [Effect::FocusNextStep]));
}

#[test]
fn the_toolbar_button_counts_what_is_left_and_is_told_only_changes() {
    let mut desk = Desk::beside_aem();
    let counts = |desk: &Desk| -> Vec<usize> {
        let count = |effect: &Effect| match effect {
            Effect::ShowCount(count) => Some(*count),
            _ => None,
        };
        desk.effects.iter().filter_map(count).collect()
    };
    let two = || list(&[("t", "Adobe Target", true), ("l", "Adobe Launch", true)]);
    assert_eq!(counts(desk.shows(two())), [2]);
    assert!(counts(desk.shows(two())).is_empty());
    assert!(counts(desk.shows(jwt("t", "Adobe Target", TARGET))).is_empty(), "a form counts as the list did");
}

/// AEM may load the page again for the choice, and what then stands there is what was chosen and not what AEM has stored.
#[test]
fn that_oauth_is_being_chosen_is_kept_and_so_is_the_end_of_it() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("t", "Adobe Target (Prod)", true)])).paste(&target());
    desk.shows(jwt("t", "Adobe Target (Prod)", TARGET)).presses(Act::Fill);
    let choosing = |desk: &Desk| {
        desk.effects.iter().rev().find_map(|effect| match effect {
            Effect::Keep { run, .. } | Effect::Step(Step::Fill { run, .. }) => Some(run.choosing.clone()),
            _ => None,
        })
    };
    assert_eq!(choosing(&desk), Some(Some("t".into())));
    let (order, epoch) = desk.fill_asked_for().expect("a fill");
    let filled = as_ordered(&order);
    desk.happens(Event::Ended(Ended::Fill { epoch, filled }));
    assert_eq!(choosing(&desk), Some(None));
}
