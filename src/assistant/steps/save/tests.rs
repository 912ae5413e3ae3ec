use super::super::fake::{Call, Event, Fake, Habit, credential, run, run_so_far};
use super::super::{FillOrder, fill};
use super::*;
use crate::credentials::ClientId;
use crate::migration::Agreement;
use crate::page::Problem;

/// Fills, and gives the order to save that.
fn fill_it(fake: &Fake) -> SaveOrder {
    let order = FillOrder {
        title: None,
        form: fake.which_form(),
        credential: credential(),
        secret: 0,
        leave_out: Vec::new(),
        overwrite: false,
    };
    let report = run(fill(fake, &run_so_far(), &order)).result.expect("a report");
    assert!(report.complete());
    SaveOrder::after(&order)
}

/// A form that was filled, and the order to save it.
fn filled(habits: &[Habit]) -> (Fake, SaveOrder) {
    let fake = Fake::jwt(habits);
    let order = fill_it(&fake);
    (fake, order)
}

/// Has something happen before the nth look or edit of saving, counted from 1.
fn before(fake: Fake, call: Call, nth: usize, event: Event) -> Fake {
    let nth = fake.calls(call) + nth;
    fake.before(call, nth, event)
}

fn save_it(fake: &Fake, order: &SaveOrder) -> Result<(), SaveFailure> {
    let sent = fake.sent().len();
    let result = run(save(fake, &run_so_far(), order));
    for (_, edit) in &fake.sent()[sent..] {
        assert!(matches!(edit, Edit::Press { .. }), "saving presses, and edits nothing");
    }
    assert!(fake.presses().len() <= 1, "never twice");
    result
}

fn check_refused(fake: &Fake, order: &SaveOrder, expected: &SaveFailure) {
    assert_eq!(save_it(fake, order).as_ref(), Err(expected));
    assert_eq!(fake.presses(), [""; 0], "nothing was pressed");
}

#[test]
fn a_form_that_holds_what_was_ordered_is_saved_once_and_the_run_is_kept_before() {
    let (fake, order) = filled(&[]);
    assert_eq!(save_it(&fake, &order), Ok(()));
    assert_eq!((fake.presses(), fake.kept()), (vec!["save".to_owned()], 1));
}

#[test]
fn a_form_that_is_rendered_anew_after_every_field_is_saved() {
    let (fake, order) = filled(&[Habit::RendersAnew]);
    assert_eq!(save_it(&fake, &order), Ok(()));
    assert_eq!(fake.presses(), ["save"]);
}

#[test]
fn a_new_configuration_is_saved() {
    let fake = Fake::create(&[]);
    let order = fill_it(&fake);
    assert_eq!(save_it(&fake, &order), Ok(()));
}

#[test]
fn nothing_is_pressed_before_the_run_is_kept() {
    for error in [PageError::Silent, PageError::Interrupted, PageError::Failed("quota".to_owned())] {
        let (fake, order) = filled(&[]);
        let fake = fake.before(Call::Keep, 1, Event::Fails(error.clone()));
        check_refused(&fake, &order, &SaveFailure::NotKept(error));
    }
}

#[test]
fn a_button_that_is_enabled_late_is_waited_for() {
    let (fake, order) = filled(&[Habit::ButtonAfter(2_000)]);
    let sent = fake.sent().len();
    assert_eq!(save_it(&fake, &order), Ok(()));
    assert_eq!(fake.sent().len() - sent, 1, "no press before it is enabled");
    assert!((2_000..2_100).contains(&fake.now().as_millis()));
}

#[test]
fn a_button_that_stays_disabled_is_given_up_after_three_seconds() {
    let (fake, order) = filled(&[Habit::ButtonAfter(60_000)]);
    let began = fake.now();
    check_refused(&fake, &order, &SaveFailure::Disabled);
    assert_eq!(fake.now().since(began), BUTTON_WITHIN);
}

#[test]
fn a_button_that_is_not_known_for_certain_is_not_pressed() {
    let (fake, order) = filled(&[Habit::NoButton]);
    check_refused(&fake, &order, &SaveFailure::NoButton);
}

#[test]
fn a_page_that_went_elsewhere_is_not_saved() {
    for event in [Event::Goes("other"), Event::GoesToList] {
        let (fake, order) = filled(&[]);
        let fake = before(fake, Call::Snapshot, 1, event);
        check_refused(&fake, &order, &SaveFailure::Moved(Moved::Left));
    }
}

#[test]
fn a_page_that_goes_elsewhere_while_the_button_is_waited_for_is_not_saved() {
    let (fake, order) = filled(&[Habit::ButtonAfter(1_000)]);
    let fake = before(fake, Call::Snapshot, 3, Event::Goes("other"));
    check_refused(&fake, &order, &SaveFailure::Moved(Moved::Left));
}

/// Launch refers to a configuration by its title.
#[test]
fn a_form_whose_title_was_changed_is_not_saved() {
    let (fake, order) = filled(&[]);
    let fake = before(fake, Call::Snapshot, 1, Event::Types(Role::Title, "Renamed"));
    check_refused(&fake, &order, &SaveFailure::Moved(Moved::Retitled));
}

#[test]
fn a_form_that_holds_something_else_is_not_saved() {
    for role in [Role::ClientId, Role::ClientSecret, Role::Scope, Role::OrgId, Role::AuthorizationServer] {
        let (fake, order) = filled(&[]);
        let fake = before(fake, Call::Snapshot, 1, Event::Types(role, "typed"));
        let Err(SaveFailure::Differs(report)) = save_it(&fake, &order) else { panic!("{role:?} differs") };
        let differing = report.rows.iter().filter(|row| !row.agreement.good());
        assert_eq!(differing.map(|row| row.role).collect::<Vec<_>>(), [role]);
        assert_eq!(fake.presses(), [""; 0]);
    }
}

#[test]
fn a_form_that_changes_while_the_button_is_waited_for_is_not_saved() {
    let (fake, order) = filled(&[Habit::ButtonAfter(1_000)]);
    let fake = before(fake, Call::Snapshot, 4, Event::Types(Role::Scope, "typed"));
    assert!(matches!(save_it(&fake, &order), Err(SaveFailure::Differs(_))));
    assert_eq!(fake.presses(), [""; 0]);
}

#[test]
fn a_form_that_has_lost_the_secret_is_not_saved() {
    let (fake, order) = filled(&[Habit::Empties(Role::ClientSecret)]);
    let fake = before(fake, Call::Snapshot, 1, Event::Renders);
    let Err(SaveFailure::Differs(report)) = save_it(&fake, &order) else { panic!("it differs") };
    let secret = report.rows.iter().find(|row| row.role == Role::ClientSecret).map(|row| row.agreement);
    assert_eq!(secret, Some(Agreement::NotFilled));
}

#[test]
fn the_fields_of_another_credential_are_not_saved() {
    let (fake, mut order) = filled(&[]);
    order.credential.client_id = ClientId::parse("f0e1d2c3b4a5f0e1d2c3b4a5f0e1d2c3");
    let Err(SaveFailure::Differs(report)) = save_it(&fake, &order) else { panic!("it differs") };
    let client_id = report.rows.iter().find(|row| row.role == Role::ClientId).map(|row| row.agreement);
    assert_eq!(client_id, Some(Agreement::Different));
    assert_eq!(fake.presses(), [""; 0]);
}

#[test]
fn a_configuration_that_turned_out_to_be_adobes_is_not_saved() {
    let (fake, order) = filled(&[]);
    assert_eq!(run(save(&fake, &Run::default(), &order)), Err(SaveFailure::Refused(Refusal::NotSeen)));
    assert_eq!(fake.presses(), [""; 0]);
}

/// The page that comes after saving may replace this one before it can answer.
#[test]
fn a_connection_that_breaks_while_the_button_is_pressed_counts_as_pressed() {
    let (fake, order) = filled(&[]);
    let fake = before(fake, Call::Apply, 1, Event::AnswerLost(PageError::Interrupted));
    assert_eq!(save_it(&fake, &order), Ok(()));
    assert_eq!(fake.presses(), ["save"]);
}

#[test]
fn a_press_that_is_not_answered_is_neither_saved_nor_unsaved() {
    let (fake, order) = filled(&[]);
    let fake = before(fake, Call::Apply, 1, Event::AnswerLost(PageError::Silent));
    assert_eq!(save_it(&fake, &order), Err(SaveFailure::Unanswered(PageError::Silent)));
    assert_eq!(fake.presses(), ["save"]);
}

#[test]
fn a_page_that_does_not_answer_a_look_is_not_saved() {
    let (fake, order) = filled(&[]);
    let fake = before(fake, Call::Snapshot, 1, Event::Fails(PageError::Interrupted));
    check_refused(&fake, &order, &SaveFailure::Page(PageError::Interrupted));
}

#[test]
fn a_button_that_is_disabled_between_look_and_press_was_not_pressed() {
    let (fake, order) = filled(&[]);
    let fake = before(fake, Call::Apply, 1, Event::Disables);
    check_refused(&fake, &order, &SaveFailure::Disabled);
    assert!(!super::all_pressed(&[crate::page::Outcome {
        problem: Some(Problem::Disabled),
        ..crate::page::Outcome::default()
    }]));
}
