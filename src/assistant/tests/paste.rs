//! What is pasted, read, kept and forgotten.

use super::*;
use crate::assistant::{MOST_FILES, Notice, Spoken};
use crate::credentials::Reading;
use crate::page::PageError;

/// What is asked to be kept of the credentials: nothing, or what they are then.
fn kept(desk: &Desk) -> Option<Option<Holdings>> {
    desk.effects.iter().find_map(|effect| match effect {
        Effect::Keep { tray, .. } => Some(tray.clone().map(Holdings::of_kept)),
        _ => None,
    })
}

fn ids(desk: &Desk) -> Vec<String> {
    desk.assistant.tray.credentials().iter().map(|one| one.id.as_str().to_owned()).collect()
}

fn in_box(desk: &Desk) -> String {
    desk.screen().credentials.expect("credentials").in_box.reveal().to_owned()
}

#[test]
fn a_paste_is_shown_at_once_and_read_in_the_background() {
    let mut desk = Desk::beside_aem();
    desk.happens(Event::Pasted(Secret::new("something")));
    assert!(matches!(desk.effects.as_slice(), [Effect::Read { number: 1, .. }]));
    assert_eq!(in_box(&desk), "something");
}

#[test]
fn a_reading_that_comes_late_never_replaces_a_newer_paste() {
    let mut desk = Desk::beside_aem();
    desk.happens(Event::Pasted(Secret::new(target()))).happens(Event::Pasted(Secret::new("newer")));
    let reading = Some(reading::read(&target()));
    desk.happens(Event::Read { number: 1, reading, source: Source::Box });
    assert!(desk.effects.is_empty() && desk.assistant.tray.credentials().is_empty());
}

#[test]
fn what_was_read_is_kept_and_spoken_of() {
    let mut desk = Desk::beside_aem();
    desk.paste(&target());
    assert_eq!(kept(&desk), Some(Some(desk.assistant.tray.holdings().clone())));
    assert_eq!(desk.screen().spoken, Some(Spoken::Reading { usable: 1, problems: 0 }));
    assert_eq!(in_box(&desk), "", "the box is free for the next one");
}

#[test]
fn a_usable_credential_is_never_replaced_by_an_unusable_paste() {
    let mut desk = Desk::beside_aem();
    desk.paste(&target()).paste("Client ID:");
    assert_eq!(ids(&desk), [TARGET]);
    assert_eq!(in_box(&desk), "Client ID:", "it stays to be mended");
    let credentials = desk.screen().credentials.expect("credentials");
    assert!(!credentials.remarks.is_empty(), "and it is said what is wrong");
}

#[test]
fn adding_never_replaces() {
    let mut desk = Desk::beside_aem();
    desk.paste(&target())
        .paste(&plain(OTHER))
        .drops(&[("forms.json", &plain(FORMS)), ("notes.txt", "nothing")]);
    assert_eq!(ids(&desk), [TARGET, OTHER, FORMS]);
    let credentials = desk.screen().credentials.expect("credentials");
    assert!(credentials.several && credentials.held);
    let files: Vec<_> = credentials.remarks.iter().map(|remark| remark.file.as_deref()).collect();
    assert_eq!(files, [Some("notes.txt")], "a file without a credential is told by its name");
}

#[test]
fn the_same_credential_is_there_once_as_it_was_given_last() {
    let mut desk = Desk::beside_aem();
    desk.paste(&target()).paste(&plain(OTHER)).paste(&target().replace("Fake0", "Fake9"));
    assert_eq!(ids(&desk), [OTHER, TARGET]);
    let secret = desk.assistant.tray.credentials()[1].client_secrets[0].clone();
    assert!(secret.reveal().contains("Fake9"));
    // What cannot be used does not take its place.
    let hidden = target().lines().filter(|line| !line.contains("SECRET")).collect::<Vec<_>>().join("\n");
    desk.drops(&[("hidden.txt", &hidden)]);
    assert_eq!(desk.assistant.tray.credentials().iter().filter(|one| one.usable()).count(), 2);
    desk.drops(&[("same.json", &plain(OTHER)), ("same.json", &plain(OTHER))]);
    assert_eq!(ids(&desk).iter().filter(|id| *id == OTHER).count(), 1);
}

#[test]
fn a_credential_is_forgotten_alone_and_stays_so_on_the_next_page() {
    let mut desk = Desk::beside_aem();
    // Two in one text: what is kept is not the text.
    desk.paste(&format!("{}\n\n{}", target(), plain(OTHER)));
    assert_eq!(ids(&desk), [TARGET, OTHER]);
    desk.happens(Event::ForgetOne(TARGET.into()));
    assert_eq!(ids(&desk), [OTHER]);
    let holdings = kept(&desk).flatten().expect("what is kept");
    let mut next_page = Desk::at(Place::BesideAem);
    let kept = Kept { run: Run::default(), holdings, version: String::new() };
    next_page.happens(Event::Kept(Ok(Some(kept))));
    assert_eq!(ids(&next_page), [OTHER]);
    assert!(!next_page.asks_for(|effect| matches!(effect, Effect::Read { .. })), "nothing is read anew");
}

#[test]
fn credentials_without_a_client_id_are_told_apart_and_forgotten_alone() {
    let mut desk = Desk::beside_aem();
    let nameless = target().lines().filter(|line| !line.contains("CLIENT_ID")).collect::<Vec<_>>().join("\n");
    desk.drops(&[("a.env", &nameless), ("b.env", &nameless.replace("Fake0", "Fake8"))]);
    desk.paste(&nameless.replace("Fake0", "Fake7"));
    let all = ids(&desk);
    let distinct: std::collections::HashSet<_> = all.iter().collect();
    assert_eq!((all.len(), distinct.len()), (3, 3), "{all:?}");
    desk.happens(Event::ForgetOne(all[1].as_str().into()));
    assert_eq!(ids(&desk).len(), 2);
    // What is in the box is there to be mended.
    let cards = desk.screen().credentials.expect("credentials").cards;
    assert_eq!(cards.iter().map(|card| card.in_box).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn forgetting_a_fragment_leaves_what_came_with_it() {
    let mut desk = Desk::beside_aem();
    let mut reading = reading::read(&target());
    let fragment = target().lines().filter(|line| !line.contains("CLIENT_ID")).collect::<Vec<_>>().join("\n");
    reading.credentials.extend(reading::read(&fragment).credentials);
    desk.happens(Event::FilesOpened(1));
    let number = desk.file_asked_for().expect("a file is to be read");
    desk.happens(Event::Read { number, reading: Some(reading), source: Source::File("both.txt".to_owned()) });
    let all = ids(&desk);
    assert_eq!((all.len(), all[0].as_str()), (2, TARGET));
    desk.happens(Event::ForgetOne(all[1].as_str().into()));
    assert_eq!(ids(&desk), [TARGET]);
}

#[test]
fn a_text_that_cannot_be_read_stays_where_it_can_be_mended_and_a_file_is_named() {
    let mut desk = Desk::beside_aem();
    desk.happens(Event::Pasted(Secret::new("text")));
    desk.happens(Event::Read { number: 1, reading: None, source: Source::Box });
    assert_eq!(desk.screen().failure, Some(Notice::ReadingFailed));
    assert_eq!(in_box(&desk), "text");

    desk.happens(Event::FilesOpened(1));
    let number = desk.file_asked_for().expect("a file is to be read");
    desk.happens(Event::Read { number, reading: None, source: Source::File("a.txt".to_owned()) });
    assert_eq!(desk.screen().failure, Some(Notice::FileUnreadable("a.txt".to_owned())));
    assert_eq!(in_box(&desk), "text", "a file is still where it was");
}

#[test]
fn every_file_is_read_one_after_the_other_and_one_that_cannot_be_is_told() {
    let mut desk = Desk::beside_aem();
    desk.happens(Event::FilesOpened(2)).happens(Event::FilesOpened(1));
    assert_eq!(desk.file_asked_for(), None, "one is being read");
    desk.happens(Event::FileUnreadable { number: 1, name: "locked.json".to_owned() });
    assert_eq!(desk.file_asked_for(), Some(2));
    let reading = Some(reading::read(&target()));
    desk.happens(Event::Read { number: 2, reading, source: Source::File("b.json".to_owned()) });
    assert_eq!(
        desk.screen().failure,
        Some(Notice::FileUnreadable("locked.json".to_owned())),
        "it stays said"
    );
    assert_eq!(ids(&desk), [TARGET]);
    assert_eq!(desk.file_asked_for(), Some(3));
    desk.happens(Event::Forget);
    let reading = Some(reading::read(&plain(OTHER)));
    desk.happens(Event::Read { number: 3, reading, source: Source::File("c.json".to_owned()) });
    assert!(ids(&desk).is_empty(), "what was being read is forgotten, too");
    desk.drops(&[("d.json", &plain(OTHER))]);
    assert_eq!(ids(&desk), [OTHER]);
}

#[test]
fn files_never_choose_nor_take_a_choice_away() {
    let mut desk = Desk::at(Place::Alone);
    let selected = |desk: &Desk| desk.assistant.selection().map(|selection| selection.credential.id.clone());
    desk.drops(&[("a.json", &target()), ("b.json", &plain(OTHER))]);
    assert_eq!(selected(&desk), None, "one of two has to be chosen");
    desk.chooses(TARGET).drops(&[("c.json", &plain(FORMS))]);
    assert_eq!(selected(&desk), Some(TARGET.into()));
    desk.drops(&[("a.json", &target().replace("Fake0", "Fake9"))]);
    assert_eq!(selected(&desk), None, "it was given anew");
    desk.chooses(TARGET).happens(Event::ForgetOne(TARGET.into())).drops(&[("a.json", &target())]);
    assert_eq!(selected(&desk), None, "nor does it come back chosen");
}

#[test]
fn of_very_many_files_the_first_are_read_and_that_is_told() {
    let mut desk = Desk::beside_aem();
    desk.happens(Event::FilesOpened(MOST_FILES + 1));
    assert_eq!((desk.file_asked_for(), desk.screen().failure), (Some(1), Some(Notice::TooManyFiles)));
    assert_eq!(desk.assistant.files.len(), MOST_FILES);
}

#[test]
fn a_text_of_over_8_mib_is_called_too_large() {
    let mut desk = Desk::beside_aem();
    let large = "x".repeat(reading::LARGEST_INPUT + 1);
    desk.happens(Event::Pasted(Secret::new(large.as_str())));
    // As it arrives from the worker.
    let bytes = reading::read(&large).to_bytes();
    let reading = Reading::from_bytes(&bytes);
    assert!(reading.is_some(), "it is handed over");
    desk.happens(Event::Read { number: 1, reading, source: Source::Box });
    let remarks = desk.screen().credentials.expect("credentials").remarks;
    let codes: Vec<_> =
        remarks.iter().flat_map(|remark| &remark.findings).map(|finding| finding.kind.code()).collect();
    assert_eq!((codes.as_slice(), desk.screen().failure), (["input-too-large"].as_slice(), None));
}

#[test]
fn forgetting_forgets_the_text_what_is_being_read_and_what_was_chosen() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("a", "First", true)])).paste(&plain(OTHER));
    desk.shows(jwt("a", "First", "")).chooses(OTHER);
    desk.happens(Event::Pasted(Secret::new(target()))).happens(Event::FilesOpened(1));
    desk.happens(Event::Forget);
    assert_eq!(kept(&desk), Some(Some(Holdings::default())));
    assert_eq!(desk.screen().spoken, Some(Spoken::Forgotten));
    assert!(desk.assistant.run.chosen.is_empty());
    for (number, source) in [(2, Source::Box), (3, Source::File("a.json".to_owned()))] {
        let reading = Some(reading::read(&target()));
        desk.happens(Event::Read { number, reading, source });
        assert!(desk.assistant.tray.credentials().is_empty(), "a late reading brings nothing back");
    }
}

#[test]
fn a_credential_that_is_given_anew_has_to_be_chosen_anew() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("a", "First", true)])).paste(&plain(OTHER));
    desk.shows(jwt("a", "First", "")).chooses(OTHER);
    assert_eq!(desk.assistant.run.chosen.len(), 1);
    desk.paste(&target());
    assert_eq!(desk.assistant.run.chosen.len(), 1, "another one changes nothing");
    desk.paste(&plain(OTHER));
    assert!(desk.assistant.run.chosen.is_empty());
}

#[test]
fn what_cannot_be_used_takes_no_report_back() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("t", "Adobe Target", true)])).paste(&target());
    desk.shows(jwt("t", "Adobe Target", TARGET));
    desk.fills(Act::Fill);
    assert!(desk.planned().report.is_some());
    desk.paste("Client ID:").drops(&[("notes.txt", "nothing")]);
    assert!(desk.planned().report.is_some());
    desk.paste(&plain(OTHER));
    assert!(desk.planned().report.is_none(), "another credential begins anew");
}

#[test]
fn without_a_configuration_what_was_given_last_is_meant() {
    let mut desk = Desk::at(Place::Alone);
    desk.paste(&target()).paste(&plain(OTHER));
    let selected = desk.assistant.selection().map(|selection| selection.credential.id.clone());
    assert_eq!(selected, Some(OTHER.into()));
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
fn whoever_is_quicker_than_the_store_has_added_to_what_was_kept() {
    let mut desk = Desk::at(Place::BesideAem);
    desk.paste(&plain(OTHER));
    assert_eq!(kept(&desk), None, "what was kept is not overwritten before it is known");
    let holdings = Desk::beside_aem().paste(&target()).assistant.tray.holdings().clone();
    desk.happens(Event::Kept(Ok(Some(Kept { run: Run::default(), holdings, version: String::new() }))));
    assert_eq!(ids(&desk), [TARGET, OTHER]);
    assert_eq!(kept(&desk), Some(Some(desk.assistant.tray.holdings().clone())));
}

#[test]
fn what_stood_in_the_box_is_there_on_the_next_page_and_is_read_there() {
    let mut desk = Desk::beside_aem();
    desk.paste("CLIENT_ID=not yet");
    let holdings = kept(&desk).flatten().expect("what is kept");
    let mut next_page = Desk::at(Place::BesideAem);
    next_page.happens(Event::Kept(Ok(Some(Kept { run: Run::default(), holdings, version: String::new() }))));
    next_page.reads_box();
    assert_eq!(in_box(&next_page), "CLIENT_ID=not yet");
    assert!(next_page.screen().credentials.expect("credentials").box_open, "it is seen");
    assert!(!next_page.screen().credentials.expect("credentials").remarks.is_empty());
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
    let event = Event::Pasted(Secret::new(target()));
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
    assert_eq!(kept(&desk), Some(Some(desk.assistant.tray.holdings().clone())));
}

#[test]
fn a_usable_credential_is_there_as_osgi_configuration_too() {
    let mut desk = Desk::at(Place::Alone);
    desk.paste(&target());
    let cards = desk.screen().credentials.expect("credentials").cards;
    let [cloud, aem65] = cards[0].osgi.as_ref().expect("files");
    assert!(cloud.provider.name.ends_with(&format!("~{TARGET}.cfg.json")), "{}", cloud.provider.name);
    assert!(aem65.provider.name.ends_with(&format!("-{TARGET}.config")), "{}", aem65.provider.name);
    let mut desk = Desk::at(Place::Alone);
    desk.paste("CLIENT_ID=not yet");
    let cards = desk.screen().credentials.expect("credentials").cards;
    assert!(cards.iter().all(|card| card.osgi.is_none()));
}
