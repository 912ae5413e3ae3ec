use super::super::fake::{
    CLIENT_ID, Call, Event, Fake, Habit, ORG_ID, SCOPES, SECRET, TITLE, credential, run, run_so_far,
};
use super::super::{FillOrder, fill};
use super::*;
use Role::{AuthenticationType, ClientId, ClientSecret, OrgId, Scope, Title};
use Undone::{ChangedSince, Gone, Refused, Restored};

/// Fills, and gives the order to undo that.
fn fill_it(fake: &Fake) -> UndoOrder {
    let form = fake.which_form();
    let order = FillOrder {
        title: None,
        form: form.clone(),
        credential: credential(),
        secret: 0,
        leave_out: Vec::new(),
        overwrite: false,
    };
    UndoOrder { form, edited: run(fill(fake, &run_so_far(), &order)).edited }
}

fn undone_of(undoing: &Undoing, role: Role) -> Undone {
    undoing.undone.iter().find(|(other, _)| *other == role).map(|(_, undone)| *undone).expect("a role")
}

fn check_what_was_sent(fake: &Fake, from: usize) {
    for (role, edit) in &fake.sent()[from..] {
        assert!(matches!(edit, Edit::Restore { .. }), "{edit:?}");
        assert_ne!(*role, Some(Title));
    }
}

fn undo_it(fake: &Fake, order: &UndoOrder) -> Undoing {
    let from = fake.sent().len();
    let undoing = run(undo(fake, order)).expect("an end");
    check_what_was_sent(fake, from);
    undoing
}

#[test]
fn filled_fields_hold_again_what_they_held() {
    let fake = Fake::oauth(&[]);
    let order = fill_it(&fake);
    let undoing = undo_it(&fake, &order);
    let expected = [ClientId, Scope, OrgId, ClientSecret].map(|role| (role, Restored));
    assert_eq!(undoing.undone, expected);
    for role in [ClientId, Scope, OrgId, ClientSecret] {
        assert_eq!(fake.holds(role).as_deref(), Some(""), "{role:?}");
    }
    assert!(undoing.view.is_some());
}

#[test]
fn the_choice_of_oauth_is_undone_last_and_brings_the_jwt_fields_back() {
    let fake = Fake::jwt(&[]);
    let order = fill_it(&fake);
    let undoing = undo_it(&fake, &order);
    assert_eq!(undone_of(&undoing, AuthenticationType), Restored);
    let last = fake.sent().pop().map(|(role, _)| role);
    assert_eq!(last, Some(Some(AuthenticationType)));
    assert!(fake.holds(Role::ApiKey).is_some() && fake.holds(ClientId).is_none());
    assert_eq!(fake.holds(Title).as_deref(), Some(TITLE));
}

#[test]
fn a_form_that_is_rendered_anew_after_every_field_is_undone() {
    let fake = Fake::oauth(&[Habit::RendersAnew]);
    let order = fill_it(&fake);
    let undoing = undo_it(&fake, &order);
    let all = [ClientId, Scope, OrgId, ClientSecret].map(|role| (role, Restored));
    assert_eq!(undoing.undone, all);
    assert_eq!(fake.holds(ClientSecret).as_deref(), Some(""));
}

#[test]
fn what_somebody_has_changed_since_is_left_alone() {
    let fake = Fake::oauth(&[]);
    let order = fill_it(&fake);
    let fake = fake.before(Call::Apply, 2, Event::Types(Scope, "typed"));
    let undoing = undo_it(&fake, &order);
    assert_eq!(undone_of(&undoing, Scope), ChangedSince);
    assert_eq!(undone_of(&undoing, OrgId), Restored);
    assert_eq!(fake.holds(Scope).as_deref(), Some("typed"));
}

#[test]
fn a_secret_that_somebody_has_changed_since_is_left_alone() {
    let fake = Fake::oauth(&[]);
    let order = fill_it(&fake);
    let fake = fake.before(Call::Apply, 2, Event::Types(ClientSecret, "typed"));
    assert_eq!(undone_of(&undo_it(&fake, &order), ClientSecret), ChangedSince);
    assert_eq!(fake.holds(ClientSecret).as_deref(), Some("typed"));
}

#[test]
fn fields_without_names_that_were_rendered_anew_are_gone() {
    let fake = Fake::oauth(&[Habit::Nameless]);
    let order = fill_it(&fake);
    let fake = fake.before(Call::Apply, 2, Event::Renders);
    let undoing = undo_it(&fake, &order);
    assert!(undoing.undone.iter().all(|(_, undone)| *undone == Gone), "{:?}", undoing.undone);
    assert_eq!(fake.holds(ClientId).as_deref(), Some(CLIENT_ID));
}

/// Its first edit is lost to a rendering, with the secret in the new field: the second handle remembers our own secret
/// as what the field held before, so putting that back restores nothing.
#[test]
fn a_secret_that_cannot_be_followed_is_not_called_restored() {
    let fake = Fake::oauth(&[Habit::Nameless, Habit::RendersAnewOnce]);
    for (role, value) in [(ClientId, CLIENT_ID), (Scope, SCOPES), (OrgId, ORG_ID)] {
        fake.happens(Event::Types(role, value));
    }
    let order = fill_it(&fake);
    assert_eq!(order.edited.iter().map(|(role, _)| *role).collect::<Vec<_>>(), [ClientSecret, ClientSecret]);
    let undoing = undo_it(&fake, &order);
    assert_eq!(fake.holds(ClientSecret).as_deref(), Some(SECRET));
    assert_eq!(undoing.undone, [(ClientSecret, Refused)]);
}

#[test]
fn a_secret_that_was_there_before_is_there_again() {
    let fake = Fake::oauth(&[]);
    fake.happens(Event::Types(ClientSecret, "earlier"));
    let order = fill_it(&fake);
    assert_eq!(fake.holds(ClientSecret).as_deref(), Some(SECRET));
    assert_eq!(undone_of(&undo_it(&fake, &order), ClientSecret), Restored);
    assert_eq!(fake.holds(ClientSecret).as_deref(), Some("earlier"));
}

#[test]
fn a_value_that_the_page_does_not_take_back_is_told() {
    let fake = Fake::oauth(&[]);
    let order = fill_it(&fake);
    let fake = fake.before(Call::Apply, 2, Event::Begins(Habit::Refuses(OrgId)));
    assert_eq!(undone_of(&undo_it(&fake, &order), OrgId), Refused);
}

#[test]
fn a_field_that_is_locked_by_now_is_refused() {
    let fake = Fake::oauth(&[]);
    let order = fill_it(&fake);
    let fake = fake.before(Call::Apply, 2, Event::Begins(Habit::Locks(OrgId)));
    assert_eq!(undone_of(&undo_it(&fake, &order), OrgId), Refused);
}

/// The page forgets what a field held as soon as it is restored: asked twice, it says that the field is gone.
#[test]
fn a_field_that_was_filled_twice_is_restored_once() {
    let fake = Fake::oauth(&[]);
    let mut order = fill_it(&fake);
    order.edited.extend(fill_it(&fake).edited);
    assert_eq!(order.edited.len(), 5, "the secret twice, in the same field");
    let from = fake.sent().len();
    let undoing = undo_it(&fake, &order);
    assert_eq!(undone_of(&undoing, ClientSecret), Restored);
    assert_eq!(fake.sent().len() - from, 4);
    assert_eq!(fake.holds(ClientSecret).as_deref(), Some(""));
}

#[test]
fn another_configuration_is_not_undone() {
    let fake = Fake::oauth(&[]);
    let order = fill_it(&fake);
    let looks = fake.calls(Call::Snapshot);
    let fake = fake.before(Call::Snapshot, looks + 1, Event::Goes("other"));
    let sent = fake.sent().len();
    assert_eq!(run(undo(&fake, &order)), Err(UndoFailure::Moved(Moved::Left)));
    assert_eq!(fake.sent().len(), sent);
}

#[test]
fn a_silent_page_is_told() {
    let fake = Fake::oauth(&[]);
    let order = fill_it(&fake);
    let fake = fake.before(Call::Apply, 2, Event::Fails(PageError::Silent));
    assert_eq!(run(undo(&fake, &order)), Err(UndoFailure::Page(PageError::Silent)));
}

#[test]
fn that_fields_were_restored_is_told_even_where_the_page_then_falls_silent() {
    let fake = Fake::oauth(&[]);
    let order = fill_it(&fake);
    let looks = fake.calls(Call::Snapshot);
    let fake = fake.before(Call::Snapshot, looks + 2, Event::Fails(PageError::Silent));
    let undoing = undo_it(&fake, &order);
    assert_eq!((undone_of(&undoing, ClientSecret), undoing.view), (Restored, None));
}

#[test]
fn a_page_that_took_the_focus_is_told_of() {
    let fake = Fake::oauth(&[Habit::TakesFocus]);
    let order = fill_it(&fake);
    assert!(undo_it(&fake, &order).took_focus);
}
