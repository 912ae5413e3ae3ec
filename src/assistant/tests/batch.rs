//! Several migrations in a row.

use super::*;
use crate::assistant::screen::{BatchScreen, BatchState, Ready};
use crate::assistant::steps::FillFailure;
use crate::assistant::steps::{ItemOrder, ListOrder, SaveFailure, SaveOrder, SelectFailure, Undoing, Undone};
use crate::assistant::{Planned, Spoken};
use crate::migration::ConfigurationId;
use crate::migration::batch::{Aim, Mode, Outcome, Pause, Stage, TabId, Why};
use crate::page::{Collection, Dialog, FieldKind, PageError};

/// Two credentials: one for Target, one for Forms.
fn two() -> String {
    let one = |name: &str, id: &str, scope: &str| {
        format!(
            r#"{{"name":"{name}","integration_type":"oauth_server_to_server","oauth_server_to_server":{{
                "client_id":"{id}","client_secrets":["p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"],
                "scopes":["openid","{scope}"]}}}}"#
        )
    };
    format!(
        r#"{{"project":{{"org":{{"ims_org_id":"{ORG}"}},"workspace":{{"details":{{"credentials":[{},{}]}}}}}}}}"#,
        one("Target prod", TARGET, "target_sdk"),
        one("Forms", FORMS, "read_pc.sensei_forms")
    )
}

const LIST: [Entry<'_>; 3] =
    [("t", "Adobe Target", true), ("f", "Adobe Forms", true), ("i", "Integration", true)];

fn without(migrated: &[&str]) -> PageSnapshot {
    let entries = LIST.map(|(id, title, _)| (id, title, !migrated.contains(&id)));
    list(&entries)
}

/// Beside the list, with both credentials, and the plan on the screen.
fn reviewing() -> Desk {
    let mut desk = Desk::beside_aem();
    desk.shows(without(&[])).paste(&two()).happens(Event::Review(true));
    desk
}

fn planned(desk: &Desk) -> Vec<Planned> {
    desk.list().plan.map(|plan| plan.planned).unwrap_or_default()
}

/// The same, begun.
fn begun() -> Desk {
    let mut desk = reviewing();
    let shown = planned(&desk);
    desk.presses(Act::Migrate(shown));
    desk
}

fn screen(desk: &Desk) -> BatchScreen {
    desk.screen().batch.expect("a batch")
}

fn stages(desk: &Desk) -> Vec<Stage> {
    screen(desk).lines.into_iter().map(|line| line.stage).collect()
}

fn outcome(desk: &Desk, place: usize) -> Option<Outcome> {
    match stages(desk).into_iter().nth(place) {
        Some(Stage::Ended(outcome)) => Some(outcome),
        _ => None,
    }
}

fn open_asked_for(desk: &Desk) -> Option<ItemOrder> {
    desk.effects.iter().find_map(|effect| match effect {
        Effect::Step(Step::Open(order)) => Some(order.clone()),
        _ => None,
    })
}

fn save_asked_for(desk: &Desk) -> Option<(SaveOrder, crate::migration::Run)> {
    desk.effects.iter().find_map(|effect| match effect {
        Effect::Step(Step::Save { order, run }) => Some((SaveOrder::clone(order), run.clone())),
        _ => None,
    })
}

fn list_asked_for(desk: &Desk) -> Option<ListOrder> {
    desk.effects.iter().find_map(|effect| match effect {
        Effect::Step(Step::ToList(order)) => Some(order.clone()),
        _ => None,
    })
}

fn undo_asked_for(desk: &Desk) -> bool {
    desk.asks_for(|effect| matches!(effect, Effect::Step(Step::Undo(_))))
}

/// Shows a page, and once more after what a form is given to come to rest. What was asked for just before still counts.
fn rests_on(desk: &mut Desk, page: &PageSnapshot) {
    let mut effects = std::mem::take(&mut desk.effects);
    for _ in 0..2 {
        effects.append(&mut desk.shows(page.clone()).effects);
    }
    desk.effects = effects;
}

/// The properties that were asked for come, are filled as ordered, and are being saved.
fn is_saving(id: &str, title: &str, client_id: &str) -> Desk {
    let mut desk = begun();
    assert_eq!(open_asked_for(&desk).map(|order| order.id).as_deref(), Some("t"));
    desk.happens(Event::Ended(Ended::Open(Ok(()))));
    let mut desk = desk.on_next_page();
    rests_on(&mut desk, &jwt(id, title, client_id));
    let (order, epoch) = desk.fill_asked_for().expect("a fill");
    desk.happens(Event::Ended(Ended::Fill { epoch, filled: as_ordered(&order) }));
    assert!(save_asked_for(&desk).is_some(), "{:?}", desk.effects);
    desk
}

#[test]
fn the_plan_has_what_fits_and_nothing_else() {
    let desk = reviewing();
    let plan = desk.list().plan.expect("a plan");
    let rows: Vec<_> = plan.rows.iter().map(|row| (row.title.as_str(), row.name.as_str())).collect();
    assert_eq!(rows, [("Adobe Target", "Target prod"), ("Adobe Forms", "Forms")]);
    assert_eq!(plan.rows[0].client_id, TARGET);
    assert_eq!(desk.list().ready, Some(Ready { migrations: 2, creations: 0 }));
}

#[test]
fn a_line_is_taken_out_of_the_plan_and_in_again() {
    let mut desk = reviewing();
    desk.happens(Event::Tick("t".into(), false));
    assert_eq!(planned(&desk).len(), 1);
    desk.happens(Event::Tick("t".into(), true));
    assert_eq!(planned(&desk).len(), 2);
}

#[test]
fn what_is_not_known_is_planned_only_once_it_was_chosen_by_hand() {
    let mut desk = Desk::beside_aem();
    desk.shows(without(&[])).paste(&plain(OTHER)).happens(Event::Review(true));
    assert_eq!((desk.list().ready, planned(&desk)), (None, vec![]));
    desk.happens(Event::ChooseFor("i".into(), Some(OTHER.into())));
    let only = Planned {
        aim: Aim::Migrate,
        configuration: "i".into(),
        title: "Integration".to_owned(),
        credential: OTHER.into(),
    };
    assert_eq!(planned(&desk), [only]);
    desk.happens(Event::ChooseFor("i".into(), None));
    assert_eq!(planned(&desk), []);
}

#[test]
fn what_contradicts_is_not_planned_even_if_it_was_chosen() {
    let mut desk = Desk::beside_aem();
    desk.shows(without(&[])).paste(&target()).happens(Event::Review(true));
    desk.happens(Event::ChooseFor("f".into(), Some(TARGET.into())));
    let configurations: Vec<_> = planned(&desk).into_iter().map(|one| one.configuration).collect();
    assert_eq!(configurations, [ConfigurationId::from("t")]);
}

#[test]
fn one_credential_is_planned_for_one_configuration_only() {
    let mut desk = Desk::beside_aem();
    desk.shows(without(&[])).paste(&plain(OTHER)).happens(Event::Review(true));
    for id in ["t", "i"] {
        desk.happens(Event::ChooseFor(id.into(), Some(OTHER.into())));
    }
    assert_eq!(planned(&desk).len(), 1);
}

#[test]
fn nothing_begins_without_the_plan_on_the_screen_or_with_another_one() {
    let mut desk = reviewing();
    let shown = planned(&desk);
    desk.happens(Event::Review(false)).presses(Act::Migrate(shown.clone()));
    assert!(desk.screen().batch.is_none() && open_asked_for(&desk).is_none(), "not shown");
    let mut desk = reviewing();
    desk.happens(Event::Tick("f".into(), false)).presses(Act::Migrate(shown));
    assert!(desk.screen().batch.is_none() && open_asked_for(&desk).is_none(), "another one by now");
    let mut desk = reviewing();
    desk.presses(Act::Migrate(Vec::new()));
    assert!(desk.screen().batch.is_none());
}

#[test]
fn two_migrations_go_from_page_to_page_and_end_in_a_report() {
    let desk = is_saving("t", "Adobe Target", TARGET);
    let (order, run) = save_asked_for(&desk).expect("a save");
    assert_eq!(order.credential.id, CredentialId::from(TARGET));
    let kept = run.batch.expect("a batch").current().map(|job| job.stage.clone());
    assert_eq!(kept, Some(Stage::Saving), "kept before the button is pressed");

    let mut desk = desk.on_next_page();
    // The mark has to stay gone before it counts.
    desk.happens(Event::Looked(Ok(without(&["t"]))));
    assert_eq!(outcome(&desk, 0), None);
    assert!(open_asked_for(&desk).is_none(), "one after the other");
    desk.shows(without(&["t"]));
    assert!(matches!(outcome(&desk, 0), Some(Outcome::Migrated { .. })));
    assert_eq!(open_asked_for(&desk).map(|order| order.id).as_deref(), Some("f"));
    desk.happens(Event::Ended(Ended::Open(Ok(()))));

    let mut desk = desk.on_next_page();
    rests_on(&mut desk, &jwt("f", "Adobe Forms", FORMS));
    let (order, epoch) = desk.fill_asked_for().expect("a fill");
    assert_eq!(order.credential.id, CredentialId::from(FORMS));
    desk.happens(Event::Ended(Ended::Fill { epoch, filled: as_ordered(&order) }));
    let mut desk = desk.on_next_page();
    rests_on(&mut desk, &without(&["t", "f"]));
    let batch = screen(&desk);
    assert_eq!((batch.state, batch.tally.migrated, batch.ended), (BatchState::Ended, 2, 2));
    assert!(open_asked_for(&desk).is_none());
    assert!(matches!(desk.screen().spoken, Some(Spoken::JobEnded { next: None, .. })));
    desk.happens(Event::CloseBatch);
    assert_eq!(desk.screen().batch, None);
}

#[test]
fn what_speaks_against_the_credential_is_left_alone_before_anything_is_filled() {
    let mut desk = begun();
    desk.happens(Event::Ended(Ended::Open(Ok(()))));
    let mut desk = desk.on_next_page();
    desk.shows(jwt("t", "Adobe Target", OTHER));
    assert!(desk.fill_asked_for().is_none() && !undo_asked_for(&desk));
    assert_eq!(outcome(&desk, 0), Some(Outcome::LeftAlone(Why::Contradicts)));
    let path = list_asked_for(&desk).expect("back to the list").path;
    assert!(path.ends_with("/content/configurations.html"), "{path}");
    let mut desk = desk.on_next_page();
    desk.shows(without(&[]));
    assert_eq!(open_asked_for(&desk).map(|order| order.id).as_deref(), Some("f"), "and the next one begins");
    assert!(screen(&desk).lines[0].verdict.is_some(), "with both values");
}

#[test]
fn a_form_that_is_not_filled_as_intended_is_put_back_and_not_saved() {
    let mut desk = begun();
    desk.happens(Event::Ended(Ended::Open(Ok(()))));
    let mut desk = desk.on_next_page();
    rests_on(&mut desk, &jwt("t", "Adobe Target", TARGET));
    let (order, epoch) = desk.fill_asked_for().expect("a fill");
    let mut filled = as_ordered(&order);
    if let Ok(report) = &mut filled.result {
        report.rows[1].agreement = Agreement::Cut;
    }
    desk.happens(Event::Ended(Ended::Fill { epoch, filled }));
    assert!(save_asked_for(&desk).is_none());
    assert_eq!(outcome(&desk, 0), Some(Outcome::LeftAlone(Why::NotFilled { equal: 5, total: 6 })));
    assert!(undo_asked_for(&desk) && list_asked_for(&desk).is_none(), "first what was filled is taken back");
    let undone = vec![(Role::ClientId, Undone::Restored)];
    let undoing = Undoing { undone, took_focus: false, view: None };
    desk.happens(Event::Ended(Ended::Undo(Ok(undoing))));
    rests_on(&mut desk, &jwt("t", "Adobe Target", TARGET));
    assert!(list_asked_for(&desk).is_some(), "{:?}", desk.effects);
    assert_eq!(desk.screen().failure, None, "told with its migration");
}

#[test]
fn what_aem_refuses_to_save_is_told_in_its_words_once_the_list_shows_it_still_marked() {
    let mut desk = is_saving("t", "Adobe Target", TARGET);
    desk.happens(Event::Ended(Ended::Save(Ok(()))));
    let words = "Could not create/update configuration: invalid parameter (empty or null)!";
    let dialog = Dialog { variant: "error".to_owned(), text: words.to_owned(), ..Dialog::default() };
    let mut page = oauth("t", "Adobe Target", TARGET);
    page.dialogs = vec![dialog];
    desk.shows(page);
    assert_eq!(outcome(&desk, 0), None, "AEM may have saved it all the same");
    assert!(list_asked_for(&desk).is_some() && save_asked_for(&desk).is_none());
    let mut desk = desk.on_next_page();
    for _ in 0..6 {
        desk.shows(without(&[]));
    }
    assert_eq!(outcome(&desk, 0), Some(Outcome::NotSaved(words.to_owned())));
}

#[test]
fn no_answer_to_the_press_that_saves_never_leads_to_another_one() {
    let mut desk = is_saving("t", "Adobe Target", TARGET);
    desk.happens(Event::Ended(Ended::Save(Err(SaveFailure::Unanswered(PageError::Silent)))));
    for _ in 0..40 {
        desk.shows(oauth("t", "Adobe Target", TARGET));
        assert!(save_asked_for(&desk).is_none() && desk.fill_asked_for().is_none());
        if list_asked_for(&desk).is_some() {
            break;
        }
    }
    let mut desk = desk.on_next_page();
    for _ in 0..6 {
        desk.shows(without(&[]));
        assert!(open_asked_for(&desk).is_none_or(|order| order.id == "f"));
    }
    assert_eq!(outcome(&desk, 0), Some(Outcome::StillMarked));
}

#[test]
fn a_button_that_could_not_be_pressed_leaves_it_alone() {
    let mut desk = is_saving("t", "Adobe Target", TARGET);
    desk.happens(Event::Ended(Ended::Save(Err(SaveFailure::Disabled))));
    assert_eq!(outcome(&desk, 0), Some(Outcome::LeftAlone(Why::NoButton)));
    assert!(undo_asked_for(&desk));
}

#[test]
fn properties_that_could_not_be_opened_leave_it_alone_and_the_next_one_begins() {
    let mut desk = begun();
    desk.happens(Event::Ended(Ended::Open(Err(SelectFailure::NoButton))));
    assert_eq!(outcome(&desk, 0), Some(Outcome::LeftAlone(Why::NotOpened)));
    assert_eq!(desk.screen().failure, None);
    assert_eq!(open_asked_for(&desk).map(|order| order.id).as_deref(), Some("f"));
}

#[test]
fn behind_another_tab_nothing_begins_and_what_failed_there_is_done_again() {
    let mut desk = begun();
    desk.happens(Event::InFront(false)).happens(Event::Ended(Ended::Open(Err(SelectFailure::NoButton))));
    rests_on(&mut desk, &without(&[]));
    assert_eq!(stages(&desk)[0], Stage::Waiting);
    assert!(open_asked_for(&desk).is_none() && desk.screen().failure.is_none());
    desk.happens(Event::InFront(true));
    rests_on(&mut desk, &without(&[]));
    assert_eq!(open_asked_for(&desk).map(|order| order.id).as_deref(), Some("t"));
    // In front a failure is one.
    desk.happens(Event::Ended(Ended::Open(Err(SelectFailure::NoButton))));
    assert_eq!(outcome(&desk, 0), Some(Outcome::LeftAlone(Why::NotOpened)));
}

#[test]
fn a_way_to_the_page_that_breaks_is_no_failure_of_what_can_be_done_again() {
    let mut desk = begun();
    let broken = || SelectFailure::Page(PageError::Interrupted);
    desk.happens(Event::Ended(Ended::Open(Err(broken()))));
    rests_on(&mut desk, &without(&[]));
    assert_eq!(open_asked_for(&desk).map(|order| order.id).as_deref(), Some("t"), "once more");
    desk.happens(Event::Ended(Ended::Open(Ok(()))));

    let mut desk = desk.on_next_page();
    rests_on(&mut desk, &jwt("t", "Adobe Target", TARGET));
    for attempt in 1..=3 {
        let (order, epoch) = desk.fill_asked_for().unwrap_or_else(|| panic!("attempt {attempt}"));
        let filled = Filled { result: Err(FillFailure::Page(PageError::Interrupted)), ..as_ordered(&order) };
        desk.happens(Event::Ended(Ended::Fill { epoch, filled }));
        assert!(undo_asked_for(&desk) && save_asked_for(&desk).is_none());
        let undone = vec![(Role::ClientId, Undone::Restored)];
        desk.happens(Event::Ended(Ended::Undo(Ok(Undoing { undone, took_focus: false, view: None }))));
        rests_on(&mut desk, &jwt("t", "Adobe Target", TARGET));
    }
    assert_eq!(outcome(&desk, 0), Some(Outcome::LeftAlone(Why::Interrupted)), "not for ever");
}

#[test]
fn a_person_may_save_each_by_hand() {
    let mut desk = reviewing();
    desk.happens(Event::StopBeforeSaving(true));
    let shown = planned(&desk);
    desk.presses(Act::Migrate(shown)).happens(Event::Ended(Ended::Open(Ok(()))));
    let mut desk = desk.on_next_page();
    rests_on(&mut desk, &jwt("t", "Adobe Target", TARGET));
    let (order, epoch) = desk.fill_asked_for().expect("a fill");
    desk.happens(Event::Ended(Ended::Fill { epoch, filled: as_ordered(&order) }));
    assert!(save_asked_for(&desk).is_none());
    assert!(
        !desk.asks_for(|effect| matches!(effect, Effect::FocusNextStep)),
        "somebody may be typing in AEM"
    );
    let batch = screen(&desk);
    assert_eq!((batch.state, batch.shows_form), (BatchState::ForSave, true));
    assert!(desk.offers().0.contains(&Act::Save));
    desk.presses(Act::Save);
    let (_, run) = save_asked_for(&desk).expect("a save");
    assert_eq!(run.batch.and_then(|batch| batch.current().map(|job| job.stage.clone())), Some(Stage::Saving));
}

#[test]
fn a_pause_while_a_form_is_filled_holds_the_save_back() {
    let mut desk = begun();
    desk.happens(Event::Ended(Ended::Open(Ok(()))));
    let mut desk = desk.on_next_page();
    rests_on(&mut desk, &jwt("t", "Adobe Target", TARGET));
    let (order, epoch) = desk.fill_asked_for().expect("a fill");
    desk.presses(Act::Pause).happens(Event::Ended(Ended::Fill { epoch, filled: as_ordered(&order) }));
    assert!(save_asked_for(&desk).is_none());
    assert_eq!(stages(&desk)[0], Stage::Filled);
    assert!(matches!(screen(&desk).state, BatchState::Paused { why: Pause::Asked, can_resume: true, .. }));
}

#[test]
fn a_pause_has_nothing_begin_until_it_is_gone_on_with() {
    let mut desk = begun();
    desk.presses(Act::Pause).happens(Event::Ended(Ended::Open(Ok(()))));
    let mut desk = desk.on_next_page();
    for _ in 0..5 {
        desk.shows(jwt("t", "Adobe Target", TARGET));
        assert!(desk.fill_asked_for().is_none());
    }
    desk.presses(Act::Resume);
    rests_on(&mut desk, &jwt("t", "Adobe Target", TARGET));
    assert!(desk.fill_asked_for().is_some());
}

#[test]
fn skipping_takes_back_what_was_filled_and_begins_the_next() {
    let mut desk = begun();
    desk.happens(Event::Ended(Ended::Open(Ok(()))));
    let mut desk = desk.on_next_page();
    rests_on(&mut desk, &jwt("t", "Adobe Target", TARGET));
    let (order, epoch) = desk.fill_asked_for().expect("a fill");
    desk.presses(Act::Skip).happens(Event::Ended(Ended::Fill { epoch, filled: as_ordered(&order) }));
    desk.happens(Event::Looked(Ok(filled_as_ordered(&order))));
    assert!(save_asked_for(&desk).is_none() && undo_asked_for(&desk), "{:?}", desk.effects);
    assert_eq!(outcome(&desk, 0), Some(Outcome::LeftAlone(Why::Skipped)));
}

#[test]
fn what_is_being_saved_cannot_be_skipped() {
    let mut desk = is_saving("t", "Adobe Target", TARGET);
    assert!(!screen(&desk).can_skip);
    desk.presses(Act::Skip);
    assert_eq!(stages(&desk)[0], Stage::Saving);
}

#[test]
fn stopping_ends_it_and_what_was_not_begun_is_not_touched() {
    let mut desk = begun();
    desk.presses(Act::Stop).happens(Event::Ended(Ended::Open(Ok(()))));
    assert_eq!(screen(&desk).state, BatchState::Ended);
    assert_eq!(outcome(&desk, 1), Some(Outcome::LeftAlone(Why::Stopped)));
    let mut desk = desk.on_next_page();
    rests_on(&mut desk, &jwt("t", "Adobe Target", TARGET));
    assert!(desk.fill_asked_for().is_none() && list_asked_for(&desk).is_none());
}

#[test]
fn while_it_goes_on_no_other_act_counts() {
    let mut desk = begun();
    desk.happens(Event::Ended(Ended::Open(Ok(()))));
    let mut desk = desk.on_next_page();
    desk.shows(jwt("t", "Adobe Target", TARGET));
    for act in [Act::Fill, Act::FillAndSave, Act::Save, Act::Resume, Act::Open("i".into())] {
        desk.presses(act.clone());
        assert!(
            !desk.asks_for(|effect| matches!(effect, Effect::Step(Step::Save { .. } | Step::Open(_)))),
            "{act:?}"
        );
    }
    assert!(!screen(&desk).shows_form);
}

#[test]
fn another_tab_shows_it_and_does_nothing_until_it_takes_over() {
    let desk = begun();
    let mut other = next_page(&desk);
    other.happens(Event::InTab(TabId::from(9))).happens(Event::Kept(Ok(Some(desk.kept()))));
    rests_on(&mut other, &without(&[]));
    assert!(open_asked_for(&other).is_none());
    assert_eq!(screen(&other).state, BatchState::InAnotherTab);
    other.presses(Act::Resume);
    rests_on(&mut other, &without(&[]));
    assert_eq!(open_asked_for(&other).map(|order| order.id).as_deref(), Some("t"));

    // The first tab hears of it, and stops.
    let mut desk = desk;
    desk.happens(Event::Ended(Ended::Open(Ok(())))).happens(Event::KeptElsewhere);
    let changes = desk.effects.iter().find_map(|effect| match effect {
        Effect::Reload { changes } => Some(*changes),
        _ => None,
    });
    let changes = changes.expect("a reload");
    desk.happens(Event::Reloaded { changes, cause: Cause::OtherTab, kept: Ok(Some(other.kept())) });
    rests_on(&mut desk, &jwt("t", "Adobe Target", TARGET));
    assert!(desk.fill_asked_for().is_none());
    assert_eq!(screen(&desk).state, BatchState::InAnotherTab);
}

#[test]
fn on_another_day_it_asks_for_the_credential_and_goes_on_with_it() {
    let desk = begun();
    let mut desk = {
        let mut next = next_page(&desk);
        let kept = Kept { holdings: Default::default(), ..desk.kept() };
        next.happens(Event::Kept(Ok(Some(kept))));
        next
    };
    desk.shows(jwt("t", "Adobe Target", TARGET));
    let paused = |can_resume| BatchState::Paused {
        why: Pause::Credential,
        name: "Target prod".to_owned(),
        can_resume,
    };
    assert_eq!(screen(&desk).state, paused(false));
    desk.presses(Act::Resume).shows(jwt("t", "Adobe Target", TARGET));
    assert!(desk.fill_asked_for().is_none());
    desk.paste(&two());
    assert_eq!(screen(&desk).state, paused(true));
    desk.presses(Act::Resume);
    rests_on(&mut desk, &jwt("t", "Adobe Target", TARGET));
    assert_eq!(desk.fill_asked_for().map(|(order, _)| order.credential.id), Some(TARGET.into()));
}

#[test]
fn a_login_in_between_is_waited_for_however_long_it_takes() {
    let mut desk = begun();
    desk.happens(Event::Ended(Ended::Open(Ok(()))));
    let mut desk = desk.on_next_page();
    let login = PageSnapshot {
        url: format!("{CONSOLE}/edit.html?item=t"),
        fields: vec![
            field(FieldKind::Text, "j_username", "User name", ""),
            field(FieldKind::Password, "j_password", "Password", ""),
        ],
        ..PageSnapshot::default()
    };
    for _ in 0..100 {
        desk.shows(login.clone());
    }
    assert_eq!(screen(&desk).state, BatchState::ForLogin);
    let mut desk = desk.on_next_page();
    rests_on(&mut desk, &jwt("t", "Adobe Target", TARGET));
    assert!(desk.fill_asked_for().is_some());
}

#[test]
fn a_list_that_loads_in_parts_is_loaded_for_the_one_that_is_not_there_yet() {
    let desk = is_saving("t", "Adobe Target", TARGET);
    let mut desk = desk.on_next_page();
    let mut part = list(&[("f", "Adobe Forms", true)]);
    part.collection = Some(Collection { at_end: false, ..Collection::default() });
    desk.shows(part);
    assert!(desk.asks_for(|effect| matches!(effect, Effect::Step(Step::LoadRest(_)))), "{:?}", desk.effects);
}

#[test]
fn a_list_that_never_comes_has_it_wait_for_a_press() {
    let mut desk = begun();
    desk.happens(Event::Ended(Ended::Open(Ok(()))));
    let mut desk = desk.on_next_page();
    desk.shows(jwt("t", "Adobe Target", OTHER));
    assert!(list_asked_for(&desk).is_some());
    desk.happens(Event::Ended(Ended::ToList(Ok(()))));
    for _ in 0..30 {
        desk.shows(jwt("t", "Adobe Target", OTHER));
    }
    assert!(matches!(screen(&desk).state, BatchState::Paused { why: Pause::NoList, .. }));
    assert_eq!(desk.assistant.run.batch.as_ref().map(|batch| batch.mode), Some(Mode::Paused(Pause::NoList)));
}
