//! Which credential is used on a page, and what may be done with it.

use super::*;
use crate::assistant::Standing;
use crate::migration::{Contradiction, Fit, NotKnown};

/// Beside the properties of a configuration that the list has shown, with this pasted.
fn beside(title: &str, client_id: &str, paste: &str) -> Desk {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("c", title, true)])).paste(paste).shows(jwt("c", title, client_id));
    desk
}

fn standing(desk: &Desk) -> Option<Standing> {
    desk.assistant.selection().map(|selection| selection.standing)
}

#[test]
fn the_same_client_id_is_proposed_with_a_primary_button() {
    let desk = beside("Integration", TARGET, &target());
    assert_eq!(standing(&desk), Some(Standing::Judged(Verdict::Fits(Fit::SameClientId))));
    assert_eq!(desk.offers(), (vec![Act::Fill, Act::FillAndSave], Some(Act::Fill)));
}

#[test]
fn the_same_product_is_proposed() {
    let desk = beside("Adobe Target", "", &target());
    assert!(matches!(standing(&desk), Some(Standing::Judged(Verdict::Fits(Fit::SameProduct(_))))));
    assert_eq!(desk.offers().1, Some(Act::Fill));
}

#[test]
fn the_only_credential_is_not_chosen_by_itself_where_nothing_is_known() {
    let desk = beside("Integration", "", &plain(OTHER));
    assert_eq!(standing(&desk), None);
    assert_eq!(desk.form(), FormBody::Choose { several: false });
    let card = desk.screen().credentials.expect("credentials").cards.remove(0);
    assert!(card.choosable && card.enabled && !card.chosen);
    assert_eq!(card.verdict, Some(Verdict::NotKnown(NotKnown::NothingToCompare)));
}

#[test]
fn what_was_chosen_where_nothing_is_known_can_be_filled_and_has_no_primary_button() {
    let mut desk = beside("Integration", "", &plain(OTHER));
    desk.chooses(OTHER);
    assert_eq!(desk.offers(), (vec![Act::Fill, Act::FillAndSave], None));
    desk.fills(Act::Fill);
    assert_eq!(desk.offers(), (vec![Act::Fill, Act::Undo, Act::Save], None), "nor once it is filled");
}

#[test]
fn several_where_nothing_is_known_are_left_to_be_chosen() {
    let two = [plain(OTHER), plain(FORMS)].join("\n");
    let mut desk = beside("Integration", "", &two);
    assert_eq!(desk.form(), FormBody::Choose { several: true });
    desk.chooses(FORMS);
    assert_eq!(desk.fills(Act::Fill).credential.id.as_str(), FORMS);
}

#[test]
fn another_client_id_blocks_and_shows_both() {
    let desk = beside("Adobe Target", FORMS, &target());
    let contradiction = Contradiction::ClientId { theirs: FORMS.to_owned(), ours: TARGET.to_owned() };
    assert_eq!(standing(&desk), Some(Standing::Blocked(Verdict::Contradicts(contradiction.clone()))));
    let objection = desk.planned().objection.expect("an objection");
    assert_eq!(objection.verdict, Verdict::Contradicts(contradiction));
    assert_eq!((objection.title.as_str(), objection.confirmed), ("Adobe Target", false));
    assert_eq!(desk.offers(), (vec![Act::ChooseAnother], Some(Act::ChooseAnother)));
    let card = desk.screen().credentials.expect("credentials").cards.remove(0);
    assert_eq!(
        (card.verdict, card.choosable),
        (None, false),
        "it is said once, and there is no other to choose"
    );
}

#[test]
fn another_product_blocks() {
    let desk = beside("Adobe Analytics", "", &target());
    assert!(matches!(
        standing(&desk),
        Some(Standing::Blocked(Verdict::Contradicts(Contradiction::Product { .. })))
    ));
}

#[test]
fn nothing_is_filled_with_what_is_blocked() {
    for act in [Act::Fill, Act::FillAndSave, Act::FillAnyway, Act::Overwrite, Act::Save, Act::Undo] {
        let mut desk = beside("Adobe Target", FORMS, &target());
        desk.presses(act.clone());
        assert!(desk.effects.is_empty(), "{act:?}: {:?}", desk.effects);
    }
}

#[test]
fn what_is_blocked_offers_no_value_to_copy() {
    let desk = beside("Adobe Target", FORMS, &target());
    assert!(desk.planned().rows.iter().all(|row| row.copy.is_none()));
}

#[test]
fn a_confirmed_title_lets_it_be_filled_but_not_saved_in_the_same_press() {
    let mut desk = beside("Adobe Target", FORMS, &target());
    desk.happens(Event::Confirm(true));
    assert!(desk.asks_for(|effect| matches!(effect, Effect::Keep { .. })));
    let expected = (vec![Act::ChooseAnother, Act::FillAnyway], Some(Act::ChooseAnother));
    assert_eq!(desk.offers(), expected, "it is still not the next step");
    let order = desk.fills(Act::FillAnyway);
    assert_eq!(order.credential.id.as_str(), TARGET);
    assert!(!desk.asks_for(|effect| matches!(effect, Effect::Step(Step::Save { .. }))));
    assert_eq!(desk.offers().1, None, "saving is offered, and is not the next step");
    assert!(desk.offers().0.contains(&Act::Save));
}

#[test]
fn fill_and_save_never_saves_what_was_confirmed() {
    let mut desk = beside("Adobe Target", FORMS, &target());
    desk.happens(Event::Confirm(true));
    desk.presses(Act::FillAndSave);
    let (order, epoch) = desk.fill_asked_for().expect("a fill");
    let filled = as_ordered(&order);
    desk.happens(Event::Ended(Ended::Fill { epoch, filled }));
    assert!(!desk.asks_for(|effect| matches!(effect, Effect::Step(Step::Save { .. }))));
}

#[test]
fn a_confirmation_can_be_taken_back() {
    let mut desk = beside("Adobe Target", FORMS, &target());
    desk.happens(Event::Confirm(true)).happens(Event::Confirm(false));
    assert_eq!(desk.offers().0, [Act::ChooseAnother]);
}

#[test]
fn a_confirmation_is_for_one_configuration_and_one_credential() {
    let two = [target(), plain(OTHER)].join("\n");
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("a", "First", true), ("b", "Second", true)])).paste(&two);
    desk.shows(jwt("a", "First", FORMS)).chooses(TARGET).happens(Event::Confirm(true));
    assert!(matches!(standing(&desk), Some(Standing::Confirmed(_))));
    desk.chooses(OTHER);
    assert!(matches!(standing(&desk), Some(Standing::Blocked(_))), "another credential");
    desk.chooses(TARGET);
    assert!(matches!(standing(&desk), Some(Standing::Blocked(_))), "it is to be confirmed anew");
    desk.happens(Event::Confirm(true)).shows(jwt("b", "Second", FORMS)).chooses(TARGET);
    assert!(matches!(standing(&desk), Some(Standing::Blocked(_))), "another configuration");
}

#[test]
fn choosing_another_moves_the_focus_and_does_nothing_to_the_page() {
    let mut desk = beside("Adobe Target", FORMS, &target());
    desk.presses(Act::ChooseAnother);
    assert!(matches!(desk.effects.as_slice(), [Effect::FocusCredentials]), "{:?}", desk.effects);
}

#[test]
fn an_unusable_credential_cannot_be_chosen() {
    let mut desk = beside("Integration", "", &[plain(OTHER), format!("\nclient_id={FORMS}\n")].concat());
    desk.chooses(FORMS);
    assert_eq!(standing(&desk), None);
    assert!(desk.effects.is_empty());
}

#[test]
fn a_choice_belongs_to_its_configuration() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("a", "First", true), ("b", "Second", true)]));
    desk.paste(&[plain(OTHER), plain(FORMS)].join("\n"));
    desk.shows(jwt("a", "First", "")).chooses(OTHER);
    desk.shows(jwt("b", "Second", ""));
    assert_eq!(desk.form(), FormBody::Choose { several: true });
    desk.shows(jwt("a", "First", ""));
    assert!(standing(&desk).is_some(), "the first one still has its own");
}

#[test]
fn a_new_configuration_takes_the_only_credential() {
    let mut desk = Desk::beside_aem();
    desk.paste(&target()).shows(PageSnapshot {
        url: "https://author-p1-e2.adobeaemcloud.com/libs/cq/adobeims-configuration/content/configurations/createimsconfig.html"
            .to_owned(),
        ..oauth("", "", "")
    });
    assert_eq!(standing(&desk), Some(Standing::Unbound));
    assert!(!desk.planned().buttons.one_way, "there is no JWT to go back to");
}

#[test]
fn without_aem_the_only_credential_is_shown_and_several_are_to_be_chosen() {
    let mut desk = Desk::at(Place::Alone);
    assert_eq!(desk.screen().body, Body::Alone(AloneScreen::Empty));
    desk.paste(&target());
    assert!(matches!(desk.screen().body, Body::Alone(AloneScreen::Values(values)) if values.len() == 5));
    desk.paste(&[target(), plain(OTHER)].join("\n"));
    assert_eq!(desk.screen().body, Body::Alone(AloneScreen::Choose));
    desk.chooses(OTHER);
    assert!(matches!(desk.screen().body, Body::Alone(AloneScreen::Values(_))));
}

#[test]
fn a_secret_that_was_chosen_is_the_one_that_is_filled_in() {
    let two = target().replace(
        r#"["p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"]"#,
        r#"["p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5","p8e-Fake0Fake1Fake2Fake3_Fake4-Fake6"]"#,
    );
    let mut desk = beside("Adobe Target", TARGET, &two);
    desk.happens(Event::ChooseSecret(CredentialId::from(TARGET), 1));
    let order = desk.fills(Act::Fill);
    assert_eq!(order.secret, 1);
    let card = desk.screen().credentials.expect("credentials").cards.remove(0);
    assert_eq!(card.secrets.iter().map(|secret| secret.chosen).collect::<Vec<_>>(), [false, true]);
}
