//! What is pasted, read, kept and forgotten.

use super::*;
use crate::assistant::{Notice, Spoken};
use crate::credentials::Reading;
use crate::page::PageError;

fn kept(desk: &Desk) -> Option<Option<String>> {
    desk.effects.iter().find_map(|effect| match effect {
        Effect::Keep { pasted, .. } => Some(pasted.as_ref().map(|text| text.reveal().to_owned())),
        _ => None,
    })
}

#[test]
fn a_paste_is_shown_at_once_and_read_in_the_background() {
    let mut desk = Desk::beside_aem();
    desk.happens(Event::Pasted { text: Secret::new("something"), slot: Slot::First });
    assert!(matches!(desk.effects.as_slice(), [Effect::Read { paste: 1, .. }]));
    let paste = desk.screen().credentials.expect("credentials").paste;
    assert_eq!(paste.text.reveal(), "something");
}

#[test]
fn a_reading_that_comes_late_never_replaces_a_newer_paste() {
    let mut desk = Desk::beside_aem();
    desk.happens(Event::Pasted { text: Secret::new(target()), slot: Slot::First });
    desk.happens(Event::Pasted { text: Secret::new("newer"), slot: Slot::First });
    let (text, reading) = (Secret::new(target()), Some(reading::read(&target())));
    desk.happens(Event::Read { paste: 1, text, reading, slot: Slot::First });
    assert!(desk.effects.is_empty() && desk.assistant.tray.credentials().is_empty());
}

#[test]
fn what_was_read_is_kept_and_spoken_of() {
    let mut desk = Desk::beside_aem();
    desk.paste(&target());
    assert_eq!(kept(&desk), Some(Some(target())));
    assert_eq!(desk.screen().spoken, Some(Spoken::Reading { usable: 1, problems: 0 }));
}

#[test]
fn a_usable_credential_is_never_replaced_by_an_unusable_paste() {
    let mut desk = Desk::beside_aem();
    desk.paste(&target()).paste("Client ID:");
    assert_eq!(desk.screen().failure, Some(Notice::NotReplaced));
    let credentials = desk.screen().credentials.expect("credentials");
    assert_eq!(credentials.cards.len(), 1);
    assert_eq!(credentials.paste.text.reveal(), "Client ID:", "it stays to be mended");
}

#[test]
fn a_usable_paste_replaces_a_usable_one() {
    let mut desk = Desk::beside_aem();
    desk.paste(&target()).paste(&plain(OTHER));
    let ids: Vec<_> =
        desk.assistant.tray.credentials().iter().map(|one| one.id.as_str().to_owned()).collect();
    assert_eq!(ids, [OTHER]);
}

#[test]
fn a_text_that_cannot_be_read_stays_where_it_can_be_mended() {
    let mut desk = Desk::beside_aem();
    desk.happens(Event::Pasted { text: Secret::new("text"), slot: Slot::First });
    desk.happens(Event::Read { paste: 1, text: Secret::new("text"), reading: None, slot: Slot::First });
    assert_eq!(desk.screen().failure, Some(Notice::ReadingFailed));
    assert_eq!(desk.assistant.tray.pasted().reveal(), "text");

    desk.paste(&target());
    desk.happens(Event::FileOpened);
    desk.happens(Event::Read { paste: 3, text: Secret::new("file"), reading: None, slot: Slot::Other });
    assert_eq!(desk.assistant.tray.other().reveal(), "file");
    assert!(desk.assistant.tray.usable(), "the credential is still there");
}

#[test]
fn a_file_is_read_and_one_that_cannot_be_is_told() {
    let mut desk = Desk::beside_aem();
    desk.happens(Event::FileOpened);
    assert!(matches!(desk.effects.as_slice(), [Effect::ReadFile { paste: 1 }]));
    desk.happens(Event::FileUnreadable { paste: 1 });
    assert_eq!(desk.screen().failure, Some(Notice::FileUnreadable));
}

#[test]
fn a_file_that_fails_after_something_newer_was_pasted_is_no_news() {
    let mut desk = Desk::beside_aem();
    desk.happens(Event::FileOpened).paste(&target()).happens(Event::FileUnreadable { paste: 1 });
    assert_eq!(desk.screen().failure, None);
}

#[test]
fn a_text_of_over_8_mib_is_called_too_large() {
    let mut desk = Desk::beside_aem();
    let large = "x".repeat(reading::LARGEST_INPUT + 1);
    desk.happens(Event::Pasted { text: Secret::new(large.as_str()), slot: Slot::First });
    // As it arrives from the worker.
    let bytes = reading::read(&large).to_bytes();
    let reading = Reading::from_bytes(&bytes);
    assert!(reading.is_some(), "it is handed over");
    desk.happens(Event::Read { paste: 1, text: Secret::new(large), reading, slot: Slot::First });
    let findings = desk.screen().credentials.expect("credentials").findings;
    let codes: Vec<_> = findings.iter().map(|finding| finding.kind.code()).collect();
    assert_eq!((codes.as_slice(), desk.screen().failure), (["input-too-large"].as_slice(), None));
}

#[test]
fn forgetting_forgets_the_text_what_is_being_read_and_what_was_chosen() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("a", "First", true)])).paste(&plain(OTHER));
    desk.shows(jwt("a", "First", "")).chooses(OTHER);
    desk.happens(Event::Pasted { text: Secret::new(target()), slot: Slot::Other });
    desk.happens(Event::Forget);
    assert_eq!(kept(&desk), Some(Some(String::new())));
    assert_eq!(desk.screen().spoken, Some(Spoken::Forgotten));
    assert!(desk.assistant.run.chosen.is_empty());
    let (text, reading) = (Secret::new(target()), Some(reading::read(&target())));
    desk.happens(Event::Read { paste: 2, text, reading, slot: Slot::Other });
    assert!(desk.assistant.tray.credentials().is_empty(), "a late reading brings nothing back");
}

#[test]
fn there_is_no_box_before_what_was_kept_has_arrived() {
    let mut desk = Desk::at(Place::BesideAem);
    assert!(desk.screen().credentials.is_none());
    desk.happens(Event::PageChanged);
    assert!(desk.effects.is_empty(), "nor a look");
    desk.happens(Event::Kept(Ok(None)));
    assert!(desk.screen().credentials.is_some());
    assert!(
        Desk::at(Place::Alone).screen().credentials.is_some(),
        "without AEM there is nothing to wait for"
    );
}

#[test]
fn whoever_is_quicker_than_the_store_has_pasted_something_newer() {
    let mut desk = Desk::at(Place::BesideAem);
    desk.paste(&plain(OTHER));
    assert_eq!(kept(&desk), None, "what was kept is not overwritten before it is known");
    let (pasted, reading) = (Secret::new(target()), Some(reading::read(&target())));
    desk.happens(Event::Kept(Ok(Some(Kept {
        run: Run::default(),
        pasted,
        reading,
        version: String::new(),
    }))));
    assert_eq!(desk.assistant.tray.credentials()[0].id.as_str(), OTHER);
    assert_eq!(kept(&desk), Some(Some(plain(OTHER))));
}

#[test]
fn what_was_kept_and_cannot_be_read_is_told_and_kept() {
    let mut desk = Desk::at(Place::BesideAem);
    let pasted = Secret::new(target());
    desk.happens(Event::Kept(Ok(Some(Kept {
        run: Run::default(),
        pasted,
        reading: None,
        version: String::new(),
    }))));
    assert_eq!(desk.screen().failure, Some(Notice::ReadingFailed));
    assert_eq!(desk.assistant.tray.pasted().reveal(), target());
}

#[test]
fn scopes_are_written_as_one_likes_on_every_page() {
    let mut desk = Desk::at(Place::Alone);
    desk.paste(&target());
    desk.happens(Event::SeparateScopes(ScopeSeparator::CommaAndSpace));
    let field = |desk: &Desk| {
        let scopes = desk.assistant.tray.credentials()[0].scopes.clone();
        scopes.map(|scopes| scopes.as_field().to_owned())
    };
    assert_eq!(field(&desk).as_deref(), Some("openid, AdobeID, target_sdk"));
    desk.paste(&target());
    assert_eq!(field(&desk).as_deref(), Some("openid, AdobeID, target_sdk"), "of the next paste, too");
}

#[test]
fn without_aem_nothing_is_kept_or_done_to_a_page() {
    let mut desk = Desk::at(Place::Alone);
    desk.paste(&target());
    assert!(desk.effects.is_empty());
    for act in [Act::Fill, Act::Save, Act::Undo, Act::LoadRest, Act::Open("t".into()), Act::FillAndSave] {
        desk.presses(act);
        assert!(desk.effects.is_empty() && !desk.screen().busy, "busy only where there is a page");
    }
    desk.happens(Event::Report);
    assert!(desk.effects.is_empty());
}

#[test]
fn no_secret_is_in_the_debug_text_of_state_event_effect_or_screen() {
    let mut desk = Desk::beside_aem();
    let event = Event::Pasted { text: Secret::new(target()), slot: Slot::First };
    assert!(!format!("{event:?}").contains("p8e-"));
    desk.shows(list(&[("t", "Adobe Target", true)])).paste(&target());
    desk.shows(jwt("t", "Adobe Target", TARGET)).presses(Act::Fill);
    let all = format!("{:?} {:?} {:?}", desk.assistant, desk.effects, desk.screen());
    assert!(!all.contains("p8e-Fake0"), "{all}");
}

#[test]
fn a_store_that_does_not_answer_is_told_and_not_written_over_before_something_is_pasted() {
    let mut desk = Desk::at(Place::BesideAem);
    desk.happens(Event::Kept(Err(PageError::Silent)));
    assert_eq!(desk.screen().failure, Some(Notice::Page(PageError::Silent)));
    desk.shows(list(&[("t", "Adobe Target", true)]));
    assert_eq!(kept(&desk), None);
    desk.paste(&target());
    assert_eq!(kept(&desk), Some(Some(target())));
}
