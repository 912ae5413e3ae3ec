//! What was once seen to go wrong, from the first page to the last.

use super::*;

/// The Target credential was proposed for the next configuration, with the blue button, and two presses later stood in
/// the Forms integration, shown as done.
#[test]
fn a_credential_that_was_just_used_for_target_is_not_proposed_for_integration_2() {
    let entries = |target: bool| list(&[("t", "Adobe Target (Prod)", target), ("i2", "Integration 2", true)]);
    let mut desk = Desk::beside_aem();
    desk.shows(entries(true)).paste(&target());
    assert_eq!(
        desk.list().next.map(|next| (next.title, next.ready)),
        Some(("Adobe Target (Prod)".into(), true))
    );
    desk.opens("t").happens(Event::Ended(Ended::Open(Ok(())))).shows(jwt("t", "Adobe Target (Prod)", TARGET));
    desk.fills(Act::Fill);
    desk.presses(Act::Save).happens(Event::Ended(Ended::Save(Ok(()))));
    desk.shows(entries(false));

    let list = desk.list();
    assert_eq!(list.done.len(), 1);
    assert_eq!(list.next.map(|next| (next.title, next.ready)), Some(("Integration 2".into(), false)));
    assert_eq!(list.to_migrate.map(|group| group.lines[0].matched.clone()), Some(Match::None));

    // On the properties page neither, whether AEM tells a client id there or not.
    for told in [FORMS, ""] {
        desk.shows(jwt("i2", "Integration 2", told));
        let (offers, primary) = desk.offers();
        assert_eq!((offers, primary), (vec![Act::ChooseAnother], Some(Act::ChooseAnother)), "{told}");
        let verdict = desk.planned().objection.map(|objection| objection.verdict);
        let expected = Verdict::Spent { on: "t".into(), title: "Adobe Target (Prod)".to_owned() };
        assert_eq!(verdict, Some(expected));
        desk.presses(Act::Fill).presses(Act::FillAndSave).presses(Act::FillAnyway);
        assert_eq!(
            desk.fill_asked_for().map(|_| ()),
            None,
            "it is not filled by a press that is not offered"
        );
    }
}

/// Four downloads pasted together ended in "more than one could be meant" where none fits, because each is given all
/// services of its workspace.
#[test]
fn four_downloads_pasted_together_are_each_proposed_for_their_own_and_for_nothing_else() {
    let services = r#"[{"name":"Adobe Target"},{"name":"Adobe Analytics"},{"name":"Adobe Launch"}]"#;
    let one = |name: &str, client_id: &str, scopes: &str| {
        format!(
            r#"{{"project":{{"name":"p","title":"P","org":{{"ims_org_id":"{ORG}"}},"workspace":{{"details":{{
              "services":{services},"credentials":[{{"name":"{name}","integration_type":"oauth_server_to_server",
              "oauth_server_to_server":{{"client_id":"{client_id}",
              "client_secrets":["p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"],"scopes":[{scopes}]}}}}]}}}}}}}}"#
        )
    };
    let paste = [
        one("Target prod", TARGET, r#""openid","target_sdk""#),
        one("Analytics", FORMS, r#""openid""#),
        one("Launch", OTHER, r#""openid""#),
        one("Brand Portal", "8ff3000000000000000000000000b44c", r#""openid""#),
    ];
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[
        ("t", "Adobe Target (Prod)", true),
        ("a", "Adobe Analytics", true),
        ("l", "Adobe Launch", true),
        ("f", "Forms Conversion", true),
    ]));
    desk.paste(&paste.join("\n"));
    assert_eq!(desk.assistant.tray.credentials().len(), 4, "{:?}", desk.assistant.tray.credentials());
    let group = desk.list().to_migrate.expect("a group");
    let matched: Vec<(String, Match)> =
        group.lines.iter().map(|line| (line.title.clone(), line.matched.clone())).collect();
    let fits = |name: &str| Match::Fits(name.to_owned());
    let expected = [
        ("Adobe Target (Prod)", fits("Target prod")),
        ("Adobe Analytics", fits("Analytics")),
        ("Adobe Launch", fits("Launch")),
        ("Forms Conversion", Match::None),
    ];
    assert_eq!(matched, expected.map(|(title, matched)| (title.to_owned(), matched)));
}

#[test]
fn what_a_properties_page_told_counts_on_the_list() {
    let entries = || list(&[("i1", "Integration 1", true), ("i2", "Integration 2", true)]);
    let mut desk = Desk::beside_aem();
    desk.shows(entries()).paste(&plain(FORMS));
    assert_eq!(desk.list().next.map(|next| next.ready), Some(false), "nothing is known");
    desk.shows(jwt("i2", "Integration 2", FORMS)).shows(entries());
    let next = desk.list().next.expect("a next step");
    assert_eq!((next.title.as_str(), next.ready), ("Integration 2", true));
}

#[test]
fn the_run_comes_back_on_the_next_page_with_what_was_told_and_used() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("t", "Adobe Target", true), ("i2", "Integration 2", true)])).paste(&target());
    desk.shows(jwt("t", "Adobe Target", TARGET));
    desk.fills(Act::Fill);
    desk.presses(Act::Save);
    let run = desk.effects.iter().find_map(|effect| match effect {
        Effect::Step(Step::Save { run, .. }) => Some(run.clone()),
        _ => None,
    });
    let run = run.expect("a run to keep");

    let mut next_page = Desk::at(Place::BesideAem);
    let holdings = desk.assistant.tray.holdings().clone();
    next_page.happens(Event::Kept(Ok(Some(Kept { run, holdings, version: String::new() }))));
    next_page.shows(list(&[("t", "Adobe Target", false), ("i2", "Integration 2", true)]));
    assert_eq!(next_page.list().done.len(), 1);
    let card = &next_page.screen().credentials.expect("credentials").cards[0];
    assert_eq!(card.used_for.as_deref(), Some("Adobe Target"));
}

/// What one tab has kept is told to another, which asks for it; gives the number of changes with which it does.
fn is_told(desk: &mut Desk) -> u32 {
    desk.happens(Event::KeptElsewhere);
    let asked = desk.effects.iter().find_map(|effect| match effect {
        Effect::Reload { changes } => Some(*changes),
        _ => None,
    });
    asked.expect("it loads")
}

/// What one tab has arrives in another.
fn gets(desk: &mut Desk, changes: u32, other: &Desk) {
    let holdings = other.assistant.tray.holdings().clone();
    let run = other.assistant.run.clone();
    let kept = Ok(Some(Kept { run, holdings, version: "theirs".to_owned() }));
    desk.happens(Event::Reloaded { changes, cause: Cause::OtherTab, kept });
}

/// What one tab has kept reaches another.
fn hears_of(desk: &mut Desk, other: &Desk) {
    let changes = is_told(desk);
    gets(desk, changes, other);
    let is_first = matches!(desk.effects.first(), Some(Effect::Known { .. }));
    assert!(is_first, "what is kept from now on is made from that: {:?}", desk.effects);
}

/// Two tabs of one AEM: what is filled in one was proposed for something else in the other.
#[test]
fn what_is_used_in_one_tab_is_spent_in_the_other() {
    let entries = || list(&[("t", "Adobe Target (Prod)", true), ("i2", "Target Integration", true)]);
    let mut one = Desk::beside_aem();
    one.shows(entries()).paste(&target());
    let mut other = Desk::beside_aem();
    other.shows(entries());
    hears_of(&mut other, &one);
    assert_eq!(other.assistant.tray.credentials().len(), 1, "what is pasted in one is there in the other");

    one.opens("t").happens(Event::Ended(Ended::Open(Ok(())))).shows(jwt("t", "Adobe Target (Prod)", TARGET));
    one.fills(Act::Fill);
    hears_of(&mut other, &one);
    let spent = Verdict::Spent { on: "t".into(), title: "Adobe Target (Prod)".to_owned() };
    other.shows(jwt("i2", "Target Integration", ""));
    assert_eq!(other.planned().objection.map(|objection| objection.verdict), Some(spent));

    // The list of the other tab still has the mark, and is older than what was done.
    let mut third = Desk::beside_aem();
    third.shows(entries());
    hears_of(&mut third, &one);
    third.shows(entries());
    assert_eq!(third.assistant.run.used, one.assistant.run.used);
    assert!(!third.asks_for(|effect| matches!(effect, Effect::Keep { .. })), "nor is it told otherwise");

    one.happens(Event::Forget);
    hears_of(&mut other, &one);
    assert!(
        other.assistant.tray.credentials().is_empty(),
        "what is forgotten in one is forgotten in the other"
    );
}

#[test]
fn what_another_tab_keeps_waits_until_nothing_is_being_done_here() {
    let mut one = Desk::beside_aem();
    one.shows(list(&[("t", "Adobe Target (Prod)", true)])).paste(&target());
    one.opens("t").happens(Event::Ended(Ended::Open(Ok(())))).shows(jwt("t", "Adobe Target (Prod)", TARGET));
    one.presses(Act::Fill);
    let (order, epoch) = one.fill_asked_for().expect("a fill");
    one.happens(Event::KeptElsewhere);
    assert!(one.effects.is_empty());
    gets(&mut one, 0, &Desk::beside_aem());
    assert_eq!(one.assistant.tray.credentials().len(), 1, "not under the hand");
    let filled = as_ordered(&order);
    one.happens(Event::Ended(Ended::Fill { epoch, filled }));
    assert!(one.asks_for(|effect| matches!(effect, Effect::Reload { .. })));
}

#[test]
fn a_text_that_is_being_mended_is_not_taken_away_by_another_tab() {
    let mut one = Desk::beside_aem();
    one.shows(list(&[("t", "Adobe Target (Prod)", true)])).paste("CLIENT_ID=not yet");
    let mut other = Desk::beside_aem();
    other.shows(list(&[("t", "Adobe Target (Prod)", true)])).happens(Event::Forget);
    hears_of(&mut one, &other);
    assert_eq!(one.assistant.tray.in_box().reveal(), "CLIENT_ID=not yet");
    other.paste(&target());
    hears_of(&mut one, &other);
    assert!(one.assistant.tray.usable());
    assert_eq!(one.assistant.tray.in_box().reveal(), "CLIENT_ID=not yet");
}

/// Two secrets of one client id were pasted, the second was used, and is pasted again alone: then it has another number.
#[test]
fn a_credential_is_spent_however_its_text_had_numbered_it() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("t", "Adobe Target (Prod)", true), ("i2", "Target Integration", true)]))
        .paste(&target());
    let numbered = CredentialId::from(format!("{TARGET}#2"));
    desk.assistant.run.use_for(numbered, "t".into(), "Adobe Target (Prod)".to_owned());
    desk.paste(&target());
    desk.shows(jwt("i2", "Target Integration", ""));
    let verdict = desk.planned().objection.map(|objection| objection.verdict);
    assert_eq!(verdict, Some(Verdict::Spent { on: "t".into(), title: "Adobe Target (Prod)".to_owned() }));
}

/// A text that another tab is mending is shown here, too, and goes when it is mended there.
#[test]
fn a_text_that_was_taken_over_follows_the_tab_where_it_is_mended() {
    let mut one = Desk::beside_aem();
    one.shows(list(&[("t", "Adobe Target (Prod)", true)])).paste("CLIENT_ID=not yet");
    let mut other = Desk::beside_aem();
    other.shows(list(&[("t", "Adobe Target (Prod)", true)]));
    hears_of(&mut other, &one);
    other.reads_box();
    assert_eq!(other.assistant.tray.in_box().reveal(), "CLIENT_ID=not yet");
    one.paste(&target());
    hears_of(&mut other, &one);
    assert_eq!(other.assistant.tray.in_box().reveal(), "");
    assert!(other.assistant.tray.usable());
}

/// What was forgotten or pasted here while something of another tab's was on its way stays so.
#[test]
fn what_happens_here_meanwhile_is_not_undone_by_what_another_tab_had() {
    let entries = || list(&[("t", "Adobe Target (Prod)", true)]);
    let mut other = Desk::beside_aem();
    other.shows(entries()).paste(&target());
    let mut one = Desk::beside_aem();
    one.shows(entries());
    hears_of(&mut one, &other);

    let changes = is_told(&mut one);
    one.happens(Event::Forget);
    gets(&mut one, changes, &other);
    assert!(one.assistant.tray.credentials().is_empty(), "forgotten");
    assert!(one.asks_for(|effect| matches!(effect, Effect::Reload { .. })), "it asks again");
    assert!(!one.asks_for(|effect| matches!(effect, Effect::Known { .. })), "nothing of it was taken");

    let changes = is_told(&mut one);
    one.paste(&plain(FORMS));
    gets(&mut one, changes, &other);
    assert_eq!(one.assistant.tray.credentials()[0].id.as_str(), FORMS);
}

#[test]
fn what_another_tab_keeps_before_this_one_has_begun_is_asked_for_then() {
    let mut one = Desk::at(Place::BesideAem);
    one.happens(Event::KeptElsewhere);
    assert!(one.effects.is_empty());
    one.happens(Event::Kept(Ok(None)));
    assert!(one.asks_for(|effect| matches!(effect, Effect::Reload { .. })));
}

/// A list that is loaded in another tab shows the mark of what is filled here and not saved.
#[test]
fn what_stands_in_the_form_here_stays_used_whatever_a_list_in_another_tab_makes_of_it() {
    let entries = || list(&[("t", "Adobe Target (Prod)", true), ("i2", "Integration 2", true)]);
    let mut one = Desk::beside_aem();
    one.shows(entries()).paste(&target());
    one.opens("t").happens(Event::Ended(Ended::Open(Ok(())))).shows(jwt("t", "Adobe Target (Prod)", TARGET));
    one.fills(Act::Fill);
    let mut other = Desk::beside_aem();
    hears_of(&mut other, &one);
    other.assistant.run.elsewhere.clear();
    other.shows(entries());
    assert!(other.assistant.run.used.is_empty(), "its mark is there");
    hears_of(&mut one, &other);
    assert_eq!(one.assistant.run.used.len(), 1);
    assert!(one.asks_for(|effect| matches!(effect, Effect::Keep { .. })), "and the others are told");
}

/// The kept credentials are gone, by nobody's doing in this panel.
fn loses_credentials(desk: &mut Desk, cause: Cause) {
    let changes = is_told(desk);
    let run = if cause == Cause::Removed { Run::default() } else { desk.assistant.run.clone() };
    let kept = Kept { run, holdings: Holdings::default(), version: "left".to_owned() };
    desk.happens(Event::Reloaded { changes, cause, kept: Ok(Some(kept)) });
}

/// The box was empty all of a sudden, and nobody had said why.
#[test]
fn an_open_panel_says_once_why_its_credentials_are_gone() {
    for cause in [Cause::TimeOver(30), Cause::OtherTab, Cause::Removed] {
        let mut desk = Desk::beside_aem();
        desk.shows(list(&[("t", "Adobe Target (Prod)", true), ("i2", "Integration 2", true)]))
            .paste(&target());
        let seen = desk.assistant.run.seen.clone();
        loses_credentials(&mut desk, cause);
        assert!(desk.assistant.tray.credentials().is_empty());
        let notice = Notice::CredentialsGone(cause);
        assert_eq!(desk.screen().failure, Some(notice.clone()));
        assert_eq!(desk.screen().spoken, Some(Spoken::Notice(notice)));
        assert_eq!(desk.assistant.run.seen, seen, "{cause:?}: what the page has shown is known");
        let stores = |effect: &Effect| matches!(effect, Effect::Keep { .. });
        assert!(!desk.asks_for(stores), "{cause:?}: nothing comes back into the store by that");
        assert!(
            matches!(&*desk.effects, [Effect::Known { tray, .. }] if tray.is_empty()),
            "{:?}",
            desk.effects
        );

        // Once it was read it is not said again.
        desk.happens(Event::Dismiss);
        loses_credentials(&mut desk, cause);
        assert_eq!(desk.screen().failure, None, "{cause:?}");
        // What is given anew takes the words away.
        desk.paste(&target());
        loses_credentials(&mut desk, cause);
        assert_eq!(desk.screen().failure, Some(Notice::CredentialsGone(cause)));
        desk.paste(&target());
        assert_eq!(desk.screen().failure, None, "{cause:?}");
    }
}

#[test]
fn who_forgets_the_credentials_or_has_none_is_told_nothing() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("t", "Adobe Target (Prod)", true)])).paste(&target()).happens(Event::Forget);
    loses_credentials(&mut desk, Cause::OtherTab);
    assert_eq!(desk.screen().failure, None);
    // A text that is being mended stays, so that nothing is gone.
    desk.paste("CLIENT_ID=not yet");
    loses_credentials(&mut desk, Cause::TimeOver(30));
    assert_eq!((desk.screen().failure, desk.assistant.tray.in_box().reveal()), (None, "CLIENT_ID=not yet"));

    // One of several that goes is not all of them.
    desk.paste(&target()).paste(&plain(OTHER));
    let mut other = Desk::beside_aem();
    other.shows(list(&[("t", "Adobe Target (Prod)", true)])).paste(&plain(OTHER));
    hears_of(&mut desk, &other);
    assert_eq!((desk.assistant.tray.credentials().len(), desk.screen().failure), (1, None));
}

/// What was forgotten under the hand of a fill is said once that has ended.
#[test]
fn that_the_credentials_are_gone_is_said_once_nothing_is_being_done() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("t", "Adobe Target (Prod)", true)])).paste(&target());
    desk.shows(jwt("t", "Adobe Target (Prod)", TARGET)).presses(Act::Fill);
    let (order, epoch) = desk.fill_asked_for().expect("a fill");
    desk.happens(Event::KeptElsewhere);
    assert_eq!((desk.effects.len(), desk.screen().failure), (0, None));
    let filled = as_ordered(&order);
    desk.happens(Event::Ended(Ended::Fill { epoch, filled }));
    assert!(desk.asks_for(|effect| matches!(effect, Effect::Reload { .. })));
    loses_credentials(&mut desk, Cause::OtherTab);
    assert_eq!(desk.screen().failure, Some(Notice::CredentialsGone(Cause::OtherTab)));
}
