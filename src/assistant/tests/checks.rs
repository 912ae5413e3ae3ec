//! The test of a credential: what is asked when, and what is shown of it.

use super::*;
use crate::assistant::check::{CheckEvent, Offer, Permission};
use crate::assistant::screen::{Check, CheckState, Tested};
use crate::ims::{Answer, Difference, Reply, TokenRequest, Verdict};
use crate::migration::Time;
use zeroize::Zeroizing;

const SECRETS: [&str; 2] = ["p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5", "p8e-Fake5Fake4Fake3Fake2_Fake1-Fake0"];

fn with_secrets(client_id: &str, secrets: &[&str]) -> String {
    let secrets: Vec<String> = secrets.iter().map(|secret| format!("\"{secret}\"")).collect();
    let one = format!("\"{}\"", SECRETS[0]);
    download(client_id, &["openid", "AdobeID", "target_sdk"]).replace(&one, &secrets.join(","))
}

/// A desk where tests are offered, with credentials.
fn desk(texts: &[&str]) -> Desk {
    let mut desk = Desk::beside_aem();
    desk.happens(Event::Check(CheckEvent::Offered(Offer::Test)));
    for text in texts {
        desk.paste(text);
    }
    desk
}

fn press(desk: &mut Desk, id: &str) {
    desk.happens(Event::Check(CheckEvent::Pressed(vec![CredentialId::from(id)])));
    assert!(asked(desk).is_none(), "nothing is asked before it is permitted");
    permit(desk, id, Permission::Granted);
}

fn permit(desk: &mut Desk, id: &str, permission: Permission) {
    desk.happens(Event::Check(CheckEvent::Permitted(vec![CredentialId::from(id)], permission)));
}

/// The question that is asked; never more than one at once.
fn asked(desk: &Desk) -> Option<(u32, TokenRequest)> {
    let mut asked = desk.effects.iter().filter_map(|effect| match effect {
        Effect::AskIms { number, request } => Some((*number, TokenRequest::clone(request))),
        _ => None,
    });
    let first = asked.next();
    assert!(asked.next().is_none(), "two questions at once");
    first
}

fn ends(desk: &mut Desk, number: u32, reply: Reply) {
    desk.happens(Event::Check(CheckEvent::Answered { number, reply }));
}

/// Answers the question that was asked, which is about this secret.
fn answers(desk: &mut Desk, secret: &str, reply: Reply) {
    let (number, request) = asked(desk).expect("a question");
    assert_eq!(request.secret().reveal(), secret);
    ends(desk, number, reply);
}

fn reply(status: u16, body: &str) -> Reply {
    let body = Zeroizing::new(body.as_bytes().to_vec());
    Reply::Answer(Answer { status, retry_after: None, debug_id: None, body })
}

fn works() -> Reply {
    reply(200, r#"{"access_token":"opaque"}"#)
}

fn refusal(parameter: &str) -> Reply {
    let description = format!("invalid {parameter} parameter");
    reply(400, &format!(r#"{{"error":"invalid_client","error_description":"{description}"}}"#))
}

fn wrong_secret() -> Reply {
    refusal("client_secret")
}

fn state(desk: &Desk, id: &str) -> CheckState {
    let cards = desk.screen().credentials.expect("credentials").cards;
    let card = cards.into_iter().find(|card| card.id == CredentialId::from(id)).expect("the card");
    match card.check {
        Some(Check::Test { host, state }) => {
            assert_eq!(host, "ims-na1.adobelogin.com");
            state
        }
        other => panic!("no test: {other:?}"),
    }
}

fn tested(desk: &Desk, id: &str) -> Tested {
    match state(desk, id) {
        CheckState::Tested(tested) => tested,
        other => panic!("not tested: {other:?}"),
    }
}

#[test]
fn a_press_asks_once_and_the_verdict_is_shown_with_its_time_and_kept() {
    let mut desk = desk(&[&target()]);
    assert_eq!(state(&desk, TARGET), CheckState::Untested);
    desk.happens(Event::Check(CheckEvent::Pressed(vec![CredentialId::from(TARGET)])));
    assert_eq!(state(&desk, TARGET), CheckState::Testing);
    // A second press begins nothing.
    desk.happens(Event::Check(CheckEvent::Pressed(vec![CredentialId::from(TARGET)])));
    permit(&mut desk, TARGET, Permission::Granted);
    let (number, _) = asked(&desk).expect("a question");
    permit(&mut desk, TARGET, Permission::Granted);
    assert!(asked(&desk).is_none(), "one press, one question");
    ends(&mut desk, number, works());
    let shown = tested(&desk, TARGET);
    assert!(matches!(shown.verdict, Verdict::Works(_)));
    assert_eq!((shown.secret, shown.refused), (None, None));
    assert!(shown.at > Time::from_millis(1_000));
    // On the next page it is there, and nothing is asked.
    let tray = desk.effects.iter().find_map(|effect| match effect {
        Effect::Keep { tray, .. } => tray.clone(),
        _ => None,
    });
    let holdings = Holdings::of_kept(tray.expect("it is kept"));
    let mut next = Desk::at(Place::BesideAem);
    let kept = Kept { run: Run::default(), holdings, version: "1".to_owned() };
    next.happens(Event::Kept(Ok(Some(kept)))).happens(Event::Check(CheckEvent::Offered(Offer::Test)));
    assert_eq!(tested(&next, TARGET).at, shown.at);
    assert!(asked(&next).is_none());
}

#[test]
fn one_secret_after_the_other_is_asked_about_until_one_works() {
    let mut desk = desk(&[&with_secrets(TARGET, &SECRETS)]);
    press(&mut desk, TARGET);
    answers(&mut desk, SECRETS[0], wrong_secret());
    assert_eq!(state(&desk, TARGET), CheckState::Testing, "the other one may work");
    answers(&mut desk, SECRETS[1], works());
    assert!(asked(&desk).is_none());
    let shown = tested(&desk, TARGET);
    assert!(matches!(shown.verdict, Verdict::Works(_)));
    assert_eq!(shown.secret.as_ref().map(Secret::reveal), Some(SECRETS[1]));
    assert!(shown.is_other_chosen);
    desk.happens(Event::ChooseSecret(CredentialId::from(TARGET), 1));
    assert!(!tested(&desk, TARGET).is_other_chosen);

    press(&mut desk, TARGET);
    answers(&mut desk, SECRETS[0], works());
    assert!(asked(&desk).is_none(), "one that works is enough");
    assert_eq!(tested(&desk, TARGET).secret.as_ref().map(Secret::reveal), Some(SECRETS[0]));

    press(&mut desk, TARGET);
    answers(&mut desk, SECRETS[0], wrong_secret());
    answers(&mut desk, SECRETS[1], wrong_secret());
    assert!(asked(&desk).is_none());
    let shown = tested(&desk, TARGET);
    assert_eq!((shown.verdict, shown.refused), (Verdict::WrongSecret, Some(2)));
}

#[test]
fn nothing_else_than_a_wrong_secret_has_the_next_one_asked_about() {
    for (reply, verdict) in [
        (refusal("client_id"), Verdict::UnknownClient),
        (reply(429, ""), Verdict::Throttled { until: None }),
        (reply(500, ""), Verdict::ServerError { status: 500, debug_id: None }),
        (Reply::Blocked, Verdict::Blocked),
        (Reply::Silence, Verdict::Silent),
        (Reply::Redirect, Verdict::Redirected),
        (reply(200, "<html>"), Verdict::NotFromIms { status: 200 }),
    ] {
        let mut desk = desk(&[&with_secrets(TARGET, &SECRETS)]);
        press(&mut desk, TARGET);
        answers(&mut desk, SECRETS[0], reply);
        assert!(asked(&desk).is_none(), "{verdict:?}");
        assert_eq!(tested(&desk, TARGET).verdict, verdict);
    }
}

#[test]
fn credentials_wait_for_each_other_and_nobody_asks_on_when_throttled() {
    let mut desk = desk(&[&target(), &plain(OTHER), &plain(FORMS)]);
    press(&mut desk, TARGET);
    let (first, _) = asked(&desk).expect("the first question");
    for id in [OTHER, FORMS] {
        press(&mut desk, id);
        assert!(asked(&desk).is_none(), "one is being answered");
        assert_eq!(state(&desk, id), CheckState::Testing);
    }
    ends(&mut desk, first, works());
    let (second, request) = asked(&desk).expect("the next question");
    assert_eq!(request.client_id(), OTHER);
    ends(&mut desk, first, works());
    assert!(asked(&desk).is_none(), "an answer that nobody awaits");
    ends(&mut desk, second, reply(429, ""));
    assert!(asked(&desk).is_none());
    assert_eq!(tested(&desk, OTHER).verdict, Verdict::Throttled { until: None });
    assert_eq!(state(&desk, FORMS), CheckState::Untested, "it was not asked about");
}

#[test]
fn without_permission_nothing_is_asked() {
    let mut desk = desk(&[&target()]);
    for (permission, shown) in
        [(Permission::Refused, CheckState::Refused), (Permission::AskedElsewhere, CheckState::AskedElsewhere)]
    {
        desk.happens(Event::Check(CheckEvent::Pressed(vec![CredentialId::from(TARGET)])));
        permit(&mut desk, TARGET, permission);
        assert!(asked(&desk).is_none());
        assert_eq!(state(&desk, TARGET), shown);
    }
    // Another press tries again.
    press(&mut desk, TARGET);
    assert!(asked(&desk).is_some());
    permit(&mut desk, OTHER, Permission::Granted);
    assert!(asked(&desk).is_none(), "nobody has pressed that");
}

#[test]
fn what_is_not_offered_or_not_usable_is_not_asked_about() {
    for offer in [Offer::Nothing, Offer::Command] {
        let mut desk = desk(&[&target()]);
        desk.happens(Event::Check(CheckEvent::Offered(offer)));
        press(&mut desk, TARGET);
        assert!(asked(&desk).is_none(), "{offer:?}");
    }
    let mut desk = desk(&["Client ID:"]);
    press(&mut desk, "#1");
    assert!(asked(&desk).is_none());
    let cards = desk.screen().credentials.expect("credentials").cards;
    assert!(cards.iter().all(|card| card.check.is_none()), "nothing is usable");
}

#[test]
fn where_nobody_can_ask_there_is_a_command_without_the_secret() {
    let mut desk = Desk::at(Place::Alone);
    desk.happens(Event::Check(CheckEvent::Offered(Offer::Command))).paste(&target());
    let card = desk.screen().credentials.expect("credentials").cards.remove(0);
    let Some(Check::Command(command)) = card.check else { panic!("no command: {:?}", card.check) };
    assert!(command.reveal().contains(TARGET) && !command.reveal().contains(SECRETS[0]));
}

#[test]
fn a_verdict_is_about_that_very_secret_and_goes_with_it() {
    let mut desk = desk(&[&target()]);
    press(&mut desk, TARGET);
    answers(&mut desk, SECRETS[0], wrong_secret());
    assert_eq!(tested(&desk, TARGET).verdict, Verdict::WrongSecret);
    desk.paste(&target());
    assert_eq!(tested(&desk, TARGET).verdict, Verdict::WrongSecret, "the same again");
    desk.paste(&with_secrets(TARGET, &[SECRETS[1]]));
    assert_eq!(state(&desk, TARGET), CheckState::Untested);
    desk.paste(&target());
    assert_eq!(state(&desk, TARGET), CheckState::Untested, "it was forgotten with its secret");

    // The answer comes when the credential has gone.
    press(&mut desk, TARGET);
    let (number, _) = asked(&desk).expect("a question");
    desk.happens(Event::Forget);
    ends(&mut desk, number, wrong_secret());
    assert!(asked(&desk).is_none());
    assert!(desk.assistant.tray.is_empty(), "nothing of it is kept");
}

#[test]
fn a_token_for_something_else_is_told_whatever_is_given_later() {
    use base64::Engine;
    let payload = format!(r#"{{"client_id":"{TARGET}","org":"{ORG}","scope":"openid,AdobeID"}}"#);
    let payload = base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(payload);
    let mut desk = desk(&[&target()]);
    press(&mut desk, TARGET);
    answers(&mut desk, SECRETS[0], reply(200, &format!(r#"{{"access_token":"e30.{payload}.x"}}"#)));
    let missing = Difference::NotGranted(vec!["target_sdk".to_owned()]);
    assert_eq!(tested(&desk, TARGET).differences, std::slice::from_ref(&missing));
    // Another organization is no other question, and is compared with what the token says.
    let theirs = ORG.to_owned();
    let ours = "0B1B2C3D4E5F60718293A4B5@AdobeOrg".to_owned();
    desk.paste(&target().replace(ORG, &ours));
    assert_eq!(tested(&desk, TARGET).differences, [Difference::Organization { theirs, ours }, missing]);
}

#[test]
fn one_press_tests_all_of_a_plan_one_after_the_other() {
    let mut desk = desk(&[&with_secrets(TARGET, &SECRETS[..1]), &with_secrets(OTHER, &SECRETS[1..])]);
    let both = vec![CredentialId::from(TARGET), CredentialId::from(OTHER)];
    desk.happens(Event::Check(CheckEvent::Pressed(both.clone())));
    assert!(asked(&desk).is_none(), "nothing is asked before it is permitted");
    desk.happens(Event::Check(CheckEvent::Permitted(both.clone(), Permission::Granted)));
    answers(&mut desk, SECRETS[0], reply(200, "{}"));
    answers(&mut desk, SECRETS[1], reply(200, "{}"));
    assert!(asked(&desk).is_none());
    // What nobody pressed for has no permission to wait for.
    desk.happens(Event::Check(CheckEvent::Permitted(both, Permission::Granted)));
    assert!(asked(&desk).is_none());
}

#[test]
fn a_plan_shows_of_each_credential_whether_adobe_takes_it() {
    let mut desk = desk(&[&target()]);
    desk.shows(list(&[("t", "Adobe Target", true)])).happens(Event::Review(true));
    let state = |desk: &Desk| match desk.list().plan.expect("a plan").rows[0].check.clone() {
        Some(Check::Test { state, .. }) => state,
        other => panic!("no test: {other:?}"),
    };
    assert_eq!(state(&desk), CheckState::Untested);
    press(&mut desk, TARGET);
    assert_eq!(state(&desk), CheckState::Testing);
    answers(&mut desk, SECRETS[0], reply(200, "{}"));
    assert!(matches!(state(&desk), CheckState::Tested(_)));
}
