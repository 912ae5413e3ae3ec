//! What is kept for the next page, and put together with what another tab has kept.

use super::*;
use crate::ims::{Granted, Verdict};
use crate::migration::Time;
use crate::reading;

fn text(first: char) -> String {
    format!(
        "CLIENT_ID={first}0a1b2c3d4e5f60718293a4b5c6d7e8f\nCLIENT_SECRET=p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5\n\
         SCOPES=openid,AdobeID,target_sdk\nORG_ID=0A1B2C3D4E5F60718293A4B5@AdobeOrg\n"
    )
}

fn holding(entries: &[(Option<&str>, char)]) -> Holdings {
    let mut holdings = Holdings::default();
    for (file, first) in entries {
        holdings.add(Entry { file: file.map(str::to_owned), reading: reading::read(&text(*first)) });
    }
    holdings
}

fn firsts(holdings: &Holdings) -> String {
    let all = holdings.entries.iter().flat_map(|entry| &entry.reading.credentials);
    all.filter_map(|one| one.id.as_str().chars().next()).collect()
}

#[test]
fn what_is_kept_comes_back_as_it_was() {
    let mut holdings = holding(&[(None, 'a'), (Some("größe\n1.json"), 'b')]);
    holdings.add(Entry { file: Some("notes.pdf".to_owned()), reading: reading::read("%PDF-1.7") });
    for in_box in ["", "half of it\nßé\n"] {
        holdings.in_box = Secret::new(in_box);
        assert_eq!(Holdings::of_kept(holdings.kept()), holdings);
    }
    assert!(Holdings::default().kept().is_empty(), "nothing is kept of nothing");
    let empty = Holdings::default();
    assert_eq!(Holdings::of_kept(empty.kept()), empty);
}

#[test]
fn what_was_kept_in_another_way_is_a_text_and_what_is_broken_costs_only_itself() {
    let kept = Holdings::of_kept(Secret::new(text('a')));
    assert_eq!((kept.in_box.reveal(), kept.entries.len()), (text('a').as_str(), 0));

    let whole = holding(&[(None, 'a'), (None, 'b')]);
    let lines: Vec<String> = whole.kept().reveal().lines().map(str::to_owned).collect();
    for place in 1..lines.len() {
        for broken in ["", "AAAA", "ß"] {
            let mut lines = lines.clone();
            lines[place] = broken.to_owned();
            let left = Holdings::of_kept(Secret::new(lines.join("\n")));
            let is_whole = |entry: &Entry| whole.entries.iter().any(|one| one.reading == entry.reading);
            assert!(left.entries.iter().all(is_whole), "{place} {broken}");
        }
        let cut = Holdings::of_kept(Secret::new(lines[..place].join("\n")));
        assert!(cut.entries.len() <= 2, "{place}");
    }
}

#[test]
fn what_two_tabs_have_is_put_together() {
    let base = holding(&[(None, 'a'), (None, 'b')]);
    for (ours, theirs, together) in [
        (&[(None, 'a'), (None, 'b'), (None, 'c')][..], &[(None, 'a'), (None, 'b'), (None, 'd')][..], "abdc"),
        (&[(None, 'a')], &[(None, 'a'), (None, 'b'), (None, 'd')], "ad"),
        (&[(None, 'a'), (None, 'b'), (None, 'c')], &[], "c"),
        (&[], &[(None, 'a'), (None, 'b')], ""),
        (&[], &[(None, 'a'), (None, 'b'), (None, 'd')], "d"),
        (&[(None, 'a'), (None, 'b'), (None, 'c')], &[(None, 'a'), (None, 'b'), (Some("c.json"), 'c')], "abc"),
    ] {
        let both = Holdings::together(&holding(ours).kept(), &holding(theirs).kept(), &base.kept());
        assert_eq!(firsts(&Holdings::of_kept(both)), together, "{ours:?} and {theirs:?}");
    }
}

/// Two credentials of one text, in which each tab changes another one.
#[test]
fn each_credential_counts_for_itself_when_it_is_put_together() {
    let both = |first: char, second: char| {
        let mut holdings = Holdings::default();
        holdings.add(Entry {
            file: None,
            reading: reading::read(&format!("{}\n\n{}", text(first), text(second))),
        });
        holdings
    };
    let base = both('a', 'b');
    let without = |first: char| {
        let mut holdings = base.clone();
        holdings.drop_credentials(|one| one.id.as_str().starts_with(first));
        holdings
    };
    let renewed = |first: char| {
        let mut holdings = base.clone();
        let reading = reading::read(&text(first).replace("Fake0", "Fake9"));
        holdings.add(Entry { file: None, reading });
        holdings
    };
    let secrets = |holdings: &Holdings| -> Vec<String> {
        let secret =
            |one: &Credential| format!("{}{}", &one.id.as_str()[..1], &one.client_secrets[0].reveal()[8..9]);
        holdings.credentials().map(secret).collect()
    };
    assert_eq!(
        secrets(&without('a').and(renewed('b'), &base)),
        ["b9"],
        "the new secret stays, the forgotten one is gone"
    );
    assert_eq!(secrets(&renewed('b').and(without('a'), &base)), ["b9"]);
    assert!(secrets(&without('a').and(without('b'), &base)).is_empty(), "both are gone");
    assert!(secrets(&Holdings::default().and(without('b'), &base)).is_empty());
    assert_eq!(secrets(&renewed('a').and(renewed('b'), &base)), ["b9", "a9"]);
}

#[test]
fn a_client_id_is_there_once_however_it_was_numbered() {
    let numbered = |secret: &str| {
        let mut reading = reading::read(&text('a'));
        let mut second = reading.credentials[0].clone();
        second.id = CredentialId::from(format!("{}#2", second.id));
        second.client_secrets = vec![Secret::new(secret)];
        reading.credentials.push(second);
        reading
    };
    let mut holdings = Holdings::default();
    holdings.add(Entry { file: None, reading: numbered("p8e-Other0Fake1Fake2Fake3_Fake4-Fake5") });
    holdings.add(Entry { file: None, reading: reading::read(&text('a')) });
    assert_eq!(holdings.credentials().count(), 1);
}

#[test]
fn a_very_long_text_in_the_box_does_not_keep_credentials_from_being_kept() {
    let mut holdings = holding(&[(None, 'a')]);
    holdings.in_box = Secret::new("x".repeat(LONGEST_IN_BOX + 1));
    let kept = Holdings::of_kept(holdings.kept());
    assert_eq!((firsts(&kept).as_str(), kept.in_box.is_empty()), ("a", true));
}

#[test]
fn the_box_is_as_the_one_has_it_that_changed_it() {
    let with_box = |text: &str| Holdings { in_box: Secret::new(text), ..holding(&[(None, 'a')]) };
    for (ours, theirs, base, both) in [
        ("mine", "", "", "mine"),
        ("", "theirs", "", "theirs"),
        ("mine", "theirs", "", "mine"),
        ("", "old", "old", ""),
    ] {
        let put_together = with_box(ours).and(with_box(theirs), &with_box(base));
        assert_eq!(put_together.in_box.reveal(), both, "{ours} {theirs} {base}");
    }
}

#[test]
fn nothing_kept_shows_in_its_debug_text() {
    let debugged = format!("{:?}", holding(&[(None, 'a')]));
    assert!(!debugged.contains("p8e-Fake0"), "{debugged}");
}

fn check(holdings: &Holdings, verdict: Verdict, at: u64) -> Checked {
    let request = holdings.credentials().flat_map(TokenRequest::all).next().expect("a usable credential");
    Checked { request, verdict, at: Time::from_millis(at) }
}

#[test]
fn what_adobe_ims_has_said_is_kept_with_its_credential_and_goes_with_it() {
    let mut holdings = holding(&[(None, 'a'), (None, 'b')]);
    let refused = check(&holdings, Verdict::WrongSecret, 1);
    holdings.note_check(refused.clone());
    let granted = Granted { scopes: Some(vec!["openid".to_owned()]), ..Granted::default() };
    let works = Checked { verdict: Verdict::Works(granted), at: Time::from_millis(2), ..refused };
    holdings.note_check(works.clone());
    assert_eq!(holdings.checks, std::slice::from_ref(&works), "the last one counts");
    assert_eq!(Holdings::of_kept(holdings.kept()), holdings);
    let id = holdings.entries[0].reading.credentials[0].id.clone();
    holdings.forget(0, &id);
    assert_eq!(holdings.checks, []);
    holdings.note_check(works);
    assert_eq!(holdings.checks, [], "nobody holds that");
}

#[test]
fn of_what_adobe_ims_has_said_to_two_tabs_the_later_counts() {
    let base = holding(&[(None, 'a')]);
    let tab = |verdict: Verdict, at: u64| {
        let mut tab = base.clone();
        tab.note_check(check(&base, verdict, at));
        tab
    };
    let (earlier, later) = (tab(Verdict::Blocked, 1), tab(Verdict::WrongSecret, 2));
    assert_eq!(earlier.clone().and(later.clone(), &base), later);
    assert_eq!(later.clone().and(earlier, &base), later);
    assert_eq!(later.clone().and(base.clone(), &base), later);
    let forgotten = later.and(Holdings::default(), &base);
    assert_eq!(forgotten, Holdings::default(), "it goes with what was forgotten in the other tab");
}
