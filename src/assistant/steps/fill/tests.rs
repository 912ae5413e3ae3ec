use super::super::fake::{
    CLIENT_ID, Call, Event, Fake, Habit, ORG_ID, SCOPES, SECRET, SERVER, TITLE, credential, run, run_so_far,
};
use super::super::{FillReport, Moved};
use super::*;
use crate::console::PageKind;
use crate::migration::Agreement;
use Role::{
    AuthenticationType, AuthorizationServer, ClientId, ClientSecret, CloudSolution, OrgId, Scope, Title,
};

fn order(fake: &Fake) -> FillOrder {
    FillOrder {
        title: None,
        form: fake.which_form(),
        credential: credential(),
        secret: 0,
        leave_out: Vec::new(),
        overwrite: false,
    }
}

fn filled(fake: &Fake) -> Filled {
    run(fill(fake, &run_so_far(), &order(fake)))
}

fn report_of(filled: &Filled) -> &FillReport {
    filled.result.as_ref().expect("a report")
}

/// What was not filled as ordered.
fn short(filled: &Filled) -> Vec<(Role, Agreement)> {
    let rows = report_of(filled).rows.iter().filter(|row| !row.agreement.good());
    rows.map(|row| (row.role, row.agreement)).collect()
}

/// What no filling may do, whatever the page does: press something, or touch a configuration's title.
fn check_what_was_sent(fake: &Fake) {
    let is_new = fake.which_form().kind == PageKind::Create;
    for (role, edit) in fake.sent() {
        assert!(is_new || role != Some(Title), "the title is never touched");
        assert!(
            matches!(
                edit,
                Edit::SetText { .. }
                    | Edit::SetSecret { .. }
                    | Edit::Choose { .. }
                    | Edit::AwaitFields { .. }
            ),
            "{edit:?}"
        );
    }
}

/// Whether a report says of the secret what is true of the form.
fn check_the_secret(fake: &Fake, filled: &Filled) {
    let row = report_of(filled).rows.iter().find(|row| row.role == ClientSecret).expect("a row");
    let is_in = fake.holds(ClientSecret).as_deref() == Some(SECRET);
    assert!(is_in || row.agreement == NotFilled, "a secret that is not there is not said to be");
}

/// A table of what a page does, of what is then reported to be amiss, and of the values that were sent, in order.
macro_rules! habits {
    ($($(#[$doc:meta])* $name:ident: $kind:ident [$($habit:expr),*] => [$($short:expr),*], sent [$($set:expr),*];)*) => {$(
        $(#[$doc])*
        #[test]
        fn $name() {
            let fake = Fake::$kind(&[$($habit),*]);
            let filled = filled(&fake);
            let expected: &[(Role, Agreement)] = &[$($short),*];
            assert_eq!(short(&filled), expected, "reported");
            assert_eq!(fake.set(), [$($set),*], "sent");
            check_what_was_sent(&fake);
            check_the_secret(&fake, &filled);
        }
    )*};
}

use Agreement::{Cut, Different, NotFilled, OnlyCase};

habits! {
    an_oauth_form_takes_all_in_one_call_and_the_secret_last: oauth [] => [],
        sent [ClientId, Scope, OrgId, ClientSecret];
    a_jwt_form_is_switched_first: jwt [] => [],
        sent [AuthenticationType, ClientId, Scope, OrgId, ClientSecret];
    a_form_that_comes_late_is_waited_for: jwt [Habit::FieldsAfter(4000)] => [],
        sent [AuthenticationType, ClientId, Scope, OrgId, ClientSecret];
    a_form_that_comes_in_parts_is_waited_for: jwt [Habit::FieldsAfter(100), Habit::FieldsApart(300)] => [],
        sent [AuthenticationType, ClientId, Scope, OrgId, ClientSecret];
    a_field_that_the_form_lost_is_left_to_copy: jwt [Habit::Lacks(Scope)] => [(Scope, NotFilled)],
        sent [AuthenticationType, ClientId, OrgId, ClientSecret];
    a_select_that_is_rendered_anew_has_taken_the_choice: jwt [Habit::SelectAnew] => [],
        sent [AuthenticationType, ClientId, Scope, OrgId, ClientSecret];
    a_select_without_a_name_that_is_rendered_anew_has_taken_it_too:
        jwt [Habit::SelectAnew, Habit::Nameless] => [],
        sent [AuthenticationType, ClientId, Scope, OrgId, ClientSecret];
    a_form_that_is_rendered_anew_once_is_completed: oauth [Habit::RendersAnewOnce] => [],
        sent [ClientId, Scope, OrgId, ClientSecret, Scope, OrgId, ClientSecret];
    /// The fault: the secret was set in every round, which took what stands behind it away.
    a_form_that_is_rendered_anew_after_every_field_is_completed: oauth [Habit::RendersAnew] => [],
        sent [ClientId, Scope, OrgId, ClientSecret, Scope, OrgId, ClientSecret];
    so_is_one_that_was_jwt: jwt [Habit::RendersAnew, Habit::FieldsAfter(100)] => [],
        sent [AuthenticationType, ClientId, Scope, OrgId, ClientSecret, Scope, OrgId, ClientSecret];
    so_is_one_that_empties_the_secret_for_every_other_field:
        oauth [Habit::RendersAnew, Habit::Empties(ClientSecret)] => [],
        sent [ClientId, Scope, OrgId, ClientSecret, Scope, OrgId, ClientSecret];
    so_is_one_that_empties_a_field_before_the_secret: oauth [Habit::RendersAnewOnce, Habit::Empties(ClientId)] => [],
        sent [ClientId, Scope, OrgId, ClientSecret, Scope, OrgId, ClientSecret];
    /// All but the secret: while the page has no field to compare, it cannot tell whether the secret is in it.
    one_that_is_rendered_for_a_while_is_waited_for:
        oauth [Habit::RendersAnew, Habit::RendersFor(200)] => [(ClientSecret, NotFilled)],
        sent [ClientId, Scope, OrgId, ClientSecret, Scope, OrgId, ClientSecret];
    a_form_that_is_rendered_anew_a_moment_later_is_completed: oauth [Habit::RendersAnewAfter(20)] => [],
        sent [ClientId, Scope, OrgId, ClientSecret];
    /// The secret is in no field in the end, so it must not be said to be.
    a_secret_that_is_lost_by_its_own_rendering_is_not_in_place:
        oauth [Habit::RendersAnew, Habit::Forgets(ClientSecret)] => [(ClientSecret, NotFilled)],
        sent [ClientId, Scope, OrgId, ClientSecret, Scope, OrgId, ClientSecret, ClientSecret, ClientSecret];
    a_mask_in_the_secrets_place_is_not_the_secret:
        oauth [Habit::RendersAnew, Habit::Masks] => [(ClientSecret, NotFilled)],
        sent [ClientId, Scope, OrgId, ClientSecret, Scope, OrgId, ClientSecret, ClientSecret, ClientSecret];
    /// Without a name nobody can tell whether what stands in the new field is what was written.
    a_secret_that_cannot_be_followed_is_not_in_place:
        oauth [Habit::RendersAnew, Habit::Nameless] => [(ClientSecret, NotFilled)],
        sent [ClientId, Scope, OrgId, ClientSecret, Scope, OrgId, ClientSecret, ClientSecret, ClientSecret];
    a_text_that_a_rendering_always_forgets_is_tried_a_few_times:
        oauth [Habit::RendersAnew, Habit::Forgets(Scope)] => [(Scope, NotFilled)],
        sent [ClientId, Scope, OrgId, ClientSecret, Scope, Scope, Scope, OrgId, ClientSecret];
    scopes_that_are_spaced_out_mean_the_same: oauth [Habit::SpacesScopes] => [],
        sent [ClientId, Scope, OrgId, ClientSecret];
    what_a_form_makes_of_a_value_while_it_is_rendered_anew_is_not_set_again:
        oauth [Habit::RendersAnew, Habit::SpacesScopes] => [],
        sent [ClientId, Scope, OrgId, ClientSecret, Scope, OrgId, ClientSecret];
    another_case_is_told: oauth [Habit::Uppers(OrgId)] => [(OrgId, OnlyCase)],
        sent [ClientId, Scope, OrgId, ClientSecret];
    a_cut_value_is_told: oauth [Habit::Cuts(Scope, 8)] => [(Scope, Cut)],
        sent [ClientId, Scope, OrgId, ClientSecret];
    a_cut_secret_is_not_in_place_and_not_set_again: oauth [Habit::Cuts(ClientSecret, 10)] => [(ClientSecret, NotFilled)],
        sent [ClientId, Scope, OrgId, ClientSecret];
    a_refused_value_is_told_and_not_tried_again: oauth [Habit::Refuses(ClientId)] => [(ClientId, NotFilled)],
        sent [ClientId, Scope, OrgId, ClientSecret];
    a_locked_field_is_left_to_copy: oauth [Habit::Locks(OrgId)] => [(OrgId, NotFilled)],
        sent [ClientId, Scope, ClientSecret];
    a_new_configuration_is_filled_with_its_product_and_its_title: create [] => [],
        sent [CloudSolution, Title, AuthorizationServer, ClientId, Scope, OrgId, ClientSecret];
    so_is_one_whose_form_is_rendered_anew_after_every_field: create [Habit::RendersAnew] => [],
        sent [CloudSolution, Title, AuthorizationServer, ClientId, Scope, OrgId, ClientSecret,
            Title, AuthorizationServer, ClientId, Scope, OrgId, ClientSecret];
}

#[test]
fn a_filled_form_holds_what_the_credential_has() {
    let fake = Fake::jwt(&[Habit::RendersAnew]);
    let filled = filled(&fake);
    for (role, value) in [
        (Title, TITLE),
        (AuthenticationType, "oauth"),
        (AuthorizationServer, SERVER),
        (ClientId, CLIENT_ID),
        (ClientSecret, SECRET),
        (Scope, SCOPES),
        (OrgId, ORG_ID),
    ] {
        assert_eq!(fake.holds(role).as_deref(), Some(value), "{role:?}");
    }
    assert!(report_of(&filled).complete());
    assert_eq!((report_of(&filled).good(), report_of(&filled).rows.len()), (6, 6));
    let view = filled.view.expect("a view");
    assert_eq!(
        view.form.and_then(|form| form.value(ClientId).map(str::to_owned)).as_deref(),
        Some(CLIENT_ID)
    );
}

#[test]
fn the_other_secret_of_a_credential_is_filled_where_it_was_chosen() {
    let fake = Fake::oauth(&[]);
    let filled = run(fill(&fake, &run_so_far(), &FillOrder { secret: 1, ..order(&fake) }));
    assert!(report_of(&filled).complete());
    assert_eq!(fake.holds(ClientSecret).as_deref(), Some("p8e-Other0Other1Other2Other3_Other4-O5"));
}

#[test]
fn filling_twice_sets_the_secret_again_and_nothing_else() {
    let fake = Fake::oauth(&[Habit::RendersAnew]);
    filled(&fake);
    let sent = fake.set().len();
    assert!(report_of(&filled(&fake)).complete());
    assert_eq!(fake.set()[sent..], [ClientSecret]);
}

#[test]
fn a_value_that_is_trimmed_is_told() {
    let fake = Fake::create(&[Habit::Trims(Title)]);
    let mut order = order(&fake);
    order.credential.name = Some("Our Target ".to_owned());
    let filled = run(fill(&fake, &run_so_far(), &order));
    assert_eq!(short(&filled), [(Title, Cut)]);
    assert_eq!(fake.holds(Title).as_deref(), Some("Our Target"));
}

#[test]
fn a_field_that_was_left_out_is_not_touched() {
    let fake = Fake::create(&[]);
    let leave_out = vec![CloudSolution, Title];
    let filled = run(fill(&fake, &run_so_far(), &FillOrder { leave_out, ..order(&fake) }));
    assert!(report_of(&filled).complete());
    assert_eq!(fake.set(), [AuthorizationServer, ClientId, Scope, OrgId, ClientSecret]);
}

#[test]
fn what_was_typed_by_hand_is_left_alone() {
    let fake = Fake::oauth(&[]);
    let order = order(&fake);
    let fake = fake.before(Call::Snapshot, 1, Event::Types(Scope, "typed"));
    let filled = run(fill(&fake, &run_so_far(), &order));
    assert_eq!(short(&filled), [(Scope, Different)]);
    assert_eq!(fake.holds(Scope).as_deref(), Some("typed"));
}

#[test]
fn what_was_typed_by_hand_is_overwritten_where_that_was_ordered() {
    let fake = Fake::oauth(&[]);
    let order = FillOrder { overwrite: true, ..order(&fake) };
    let fake = fake.before(Call::Snapshot, 1, Event::Types(Scope, "typed"));
    assert!(report_of(&run(fill(&fake, &run_so_far(), &order))).complete());
    assert_eq!(fake.holds(Scope).as_deref(), Some(SCOPES));
}

/// It used to be said to be in place where overwriting had been ordered.
#[test]
fn a_secret_that_is_typed_over_before_the_last_look_is_not_in_place() {
    for overwrite in [false, true] {
        let fake = Fake::oauth(&[]);
        let order = FillOrder { overwrite, ..order(&fake) };
        let fake = fake.before(Call::Snapshot, 2, Event::Types(ClientSecret, "typed"));
        let filled = run(fill(&fake, &run_so_far(), &order));
        assert_eq!(short(&filled), [(ClientSecret, NotFilled)], "{overwrite}");
        assert_eq!(fake.holds(ClientSecret).as_deref(), Some("typed"));
    }
}

#[test]
fn a_secret_that_is_emptied_before_the_last_look_is_set_again() {
    let fake = Fake::oauth(&[Habit::Empties(ClientSecret)]).before(Call::Snapshot, 2, Event::Renders);
    let filled = filled(&fake);
    assert!(report_of(&filled).complete());
    assert_eq!(fake.set(), [ClientId, Scope, OrgId, ClientSecret, ClientSecret]);
    assert_eq!(fake.holds(ClientSecret).as_deref(), Some(SECRET));
}

/// What a later rendering put into the secret's new field is not known, here a mask.
#[test]
fn a_secret_whose_field_is_another_one_by_now_is_set_again() {
    let fake = Fake::oauth(&[Habit::Empties(OrgId)])
        .before(Call::Snapshot, 2, Event::Renders)
        .before(Call::Snapshot, 3, Event::Begins(Habit::Masks))
        .before(Call::Snapshot, 3, Event::Renders)
        .before(Call::Snapshot, 3, Event::Types(OrgId, ORG_ID));
    let filled = filled(&fake);
    check_the_secret(&fake, &filled);
    assert!(report_of(&filled).complete());
    assert_eq!(fake.set(), [ClientId, Scope, OrgId, ClientSecret, OrgId, ClientSecret]);
    assert_eq!(fake.holds(ClientSecret).as_deref(), Some(SECRET));
}

#[test]
fn a_secret_that_is_emptied_in_its_place_is_set_again() {
    let fake = Fake::oauth(&[]).before(Call::Snapshot, 2, Event::Types(ClientSecret, ""));
    assert!(report_of(&filled(&fake)).complete());
    assert_eq!(fake.holds(ClientSecret).as_deref(), Some(SECRET));
}

/// Overwriting is meant for what was there when it was ordered.
#[test]
fn what_somebody_types_into_the_secret_while_it_is_filled_is_not_overwritten() {
    let fake = Fake::oauth(&[Habit::RendersAnew]);
    let order = FillOrder { overwrite: true, ..order(&fake) };
    let fake = fake.before(Call::Snapshot, 5, Event::Types(ClientSecret, "typed"));
    let filled = run(fill(&fake, &run_so_far(), &order));
    assert_eq!(short(&filled), [(ClientSecret, NotFilled)]);
    assert_eq!(fake.holds(ClientSecret).as_deref(), Some("typed"));
}

#[test]
fn a_form_that_is_rendered_anew_between_look_and_edit_is_filled_nevertheless() {
    let fake = Fake::oauth(&[]).before(Call::Apply, 1, Event::Renders);
    assert!(report_of(&filled(&fake)).complete());
}

#[test]
fn a_report_stays_true_until_somebody_types() {
    let fake = Fake::oauth(&[]);
    let order = order(&fake);
    let filled = run(fill(&fake, &run_so_far(), &order));
    let still_true = |fake: &Fake| {
        let view = crate::console::read(&run(fake.snapshot()).expect("a snapshot"));
        report_of(&filled).still_true(&plan(&view, &run_so_far(), &order.wish_of_report()).expect("a plan"))
    };
    assert!(still_true(&fake));
    assert!(!still_true(&fake.before(Call::Snapshot, 4, Event::Types(ClientSecret, "typed"))));
}

fn failure(fake: &Fake) -> FillFailure {
    let filled = filled(fake);
    check_what_was_sent(fake);
    assert_eq!(filled.view, None);
    filled.result.expect_err("a failure")
}

#[test]
fn a_silent_page_is_told_and_nothing_was_edited() {
    let fake = Fake::oauth(&[]).before(Call::Snapshot, 1, Event::Fails(PageError::Silent));
    let filled = filled(&fake);
    assert_eq!(filled.result, Err(FillFailure::Page(PageError::Silent)));
    assert_eq!(filled.edited, []);
}

/// Whether the edits were made is not known, so they are there to be undone.
#[test]
fn edits_whose_answer_is_lost_can_be_undone() {
    let fake = Fake::oauth(&[]).before(Call::Apply, 1, Event::AnswerLost(PageError::Interrupted));
    let filled = filled(&fake);
    assert_eq!(filled.result, Err(FillFailure::Page(PageError::Interrupted)));
    let roles: Vec<Role> = filled.edited.iter().map(|(role, _)| *role).collect();
    assert_eq!(roles, [ClientId, Scope, OrgId, ClientSecret]);
}

#[test]
fn a_page_that_falls_silent_after_the_choice_of_oauth_leaves_the_choice_to_undo() {
    let fake = Fake::jwt(&[]).before(Call::Snapshot, 2, Event::Fails(PageError::Silent));
    let filled = filled(&fake);
    assert_eq!(filled.result, Err(FillFailure::Page(PageError::Silent)));
    assert_eq!(filled.edited.len(), 1);
}

#[test]
fn a_page_that_went_elsewhere_before_the_first_look_is_not_touched() {
    let fake = Fake::oauth(&[]);
    let order = order(&fake);
    for event in [Event::Goes("other"), Event::GoesToList] {
        let fake = Fake::oauth(&[]).before(Call::Snapshot, 1, event);
        let filled = run(fill(&fake, &run_so_far(), &order));
        assert_eq!(filled.result, Err(FillFailure::Moved(Moved::Left)));
        assert_eq!(fake.sent(), []);
    }
}

#[test]
fn a_page_that_goes_elsewhere_under_the_hand_gets_no_further_edit() {
    let fake = Fake::oauth(&[Habit::RendersAnew]).before(Call::Snapshot, 3, Event::Goes("other"));
    assert_eq!(failure(&fake), FillFailure::Moved(Moved::Left));
    assert_eq!(fake.holds(ClientSecret).as_deref(), Some(""));
}

#[test]
fn a_page_that_goes_elsewhere_after_the_choice_of_oauth_is_not_filled() {
    let fake = Fake::jwt(&[]).before(Call::Snapshot, 2, Event::Goes("other"));
    assert_eq!(failure(&fake), FillFailure::Moved(Moved::Left));
    assert_eq!(fake.set(), [AuthenticationType]);
}

#[test]
fn a_form_whose_title_is_another_is_not_touched() {
    let fake = Fake::oauth(&[]);
    let order = order(&fake);
    let fake = fake.before(Call::Snapshot, 1, Event::Types(Title, "Renamed"));
    let filled = run(fill(&fake, &run_so_far(), &order));
    assert_eq!(filled.result, Err(FillFailure::Moved(Moved::Retitled)));
    assert_eq!(fake.sent(), []);
}

#[test]
fn a_choice_of_oauth_that_does_not_last_is_told() {
    let fake = Fake::jwt(&[Habit::KeepsJwt]);
    assert_eq!(failure(&fake), FillFailure::OAuthNotTaken);
}

#[test]
fn fields_that_never_come_are_told_after_ten_seconds() {
    let fake = Fake::jwt(&[Habit::FieldsAfter(60_000)]);
    assert_eq!(failure(&fake), FillFailure::FieldsDidNotAppear);
    assert!((10_000..12_000).contains(&fake.now().as_millis()), "{:?}", fake.now());
}

#[test]
fn a_form_that_is_not_to_be_touched_is_refused_before_any_edit() {
    let fake = Fake::jwt(&[]);
    let filled = run(fill(&fake, &Run::default(), &order(&fake)));
    assert_eq!(filled.result, Err(FillFailure::Refused(Refusal::NotSeen)));
    assert_eq!(fake.sent(), []);
}

#[test]
fn a_form_whose_select_is_locked_is_refused() {
    let fake = Fake::jwt(&[Habit::Locks(AuthenticationType)]);
    assert_eq!(failure(&fake), FillFailure::Refused(Refusal::Locked));
}

#[test]
fn a_page_that_took_the_focus_is_told_of() {
    assert!(filled(&Fake::oauth(&[Habit::TakesFocus])).took_focus);
    assert!(!filled(&Fake::oauth(&[])).took_focus);
}

#[test]
fn a_form_that_never_stops_rendering_ends_in_a_report() {
    let everything = Role::OF_CREDENTIAL.map(Habit::Forgets);
    let fake = Fake::oauth(&[&[Habit::RendersAnew][..], &everything].concat());
    let filled = filled(&fake);
    assert_eq!(report_of(&filled).good(), 1, "but for the authentication type");
    assert!(fake.calls(Call::Apply) <= 5 * TRIES);
}

#[test]
fn fields_that_do_not_come_back_are_not_waited_for_for_ever() {
    let fake = Fake::oauth(&[Habit::RendersAnew, Habit::RendersFor(60_000)]);
    let filled = filled(&fake);
    assert_eq!(report_of(&filled).good(), 1, "but for the authentication type");
    assert!(fake.now().as_millis() <= 11_000);
}
