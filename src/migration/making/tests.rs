use super::*;
use crate::console;
use crate::migration::Used;
use crate::page::{Collection, Item, Key, PageSnapshot};

fn credential(name: &str, scopes: &str) -> Credential {
    let text = format!(
        r#"{{"name":"{name}","CLIENT_ID":"1a2b3c4d5e6f708192a3b4c5d6e7f809","ORG_ID":"0A1B2C3D4E5F60718293A4B5@AdobeOrg",
            "CLIENT_SECRETS":["p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"],"SCOPES":[{scopes}]}}"#
    );
    crate::reading::read(&text).credentials.remove(0)
}

fn list(items: &[(&str, &str)], is_whole: bool) -> ConsoleView {
    let item = |(id, title): &(&str, &str)| Item {
        key: Key::from(*id),
        id: (*id).into(),
        title: (*title).into(),
        ..Item::default()
    };
    console::read(&PageSnapshot {
        url: "https://h/libs/cq/adobeims-configuration/content/configurations.html".to_owned(),
        items: items.iter().map(item).collect(),
        collection: Some(Collection { at_end: is_whole, stopped: is_whole, ..Collection::default() }),
        ..PageSnapshot::default()
    })
}

#[test]
fn a_new_configuration_is_for_the_only_product_that_its_credential_speaks_of() {
    for (name, scopes, expected) in [
        ("", r#""openid","target_sdk""#, Some("Adobe Target")),
        ("Our Target", r#""openid""#, Some("Adobe Target")),
        ("Our Analytics", r#""openid","target_sdk""#, None),
        ("", r#""openid""#, None),
    ] {
        let solution = solution_for(&credential(name, scopes)).map(|product| product.name);
        assert_eq!(solution, expected, "{name}: {scopes}");
    }
}

#[test]
fn a_title_is_the_credentials_name_or_its_product() {
    assert_eq!(title_for(&credential("Our own", r#""target_sdk""#)).as_deref(), Some("Our own"));
    assert_eq!(title_for(&credential("", r#""target_sdk""#)).as_deref(), Some("Adobe Target"));
    assert_eq!(title_for(&credential("", r#""openid""#)), None);
}

#[test]
fn a_title_is_taken_however_it_is_written_and_one_of_two_is_none() {
    let view = list(&[("/a", "Adobe Target"), ("/b", "Two"), ("/c", "two ")], true);
    assert!(has_title(&view, " adobe target") && has_title(&view, "Two") && !has_title(&view, "Target"));
    let only = |title| only_of_title(&view, title).map(|one| one.id.to_string());
    assert_eq!((only("Adobe Target"), only("Two"), only("Three")), (Some("/a".to_owned()), None, None));
}

/// A run in which a configuration of this title was filled in on the page that creates.
fn filled(title: &str) -> (Run, ConfigurationId) {
    let credential = CredentialId::from("c");
    let stand_in = ConfigurationId::to_create(&credential);
    let mut run = Run::default();
    run.use_for(credential, stand_in.clone(), title.to_owned());
    (run, stand_in)
}

fn used(run: &Run) -> Vec<&str> {
    run.used.iter().map(|Used { configuration, .. }| configuration.as_str()).collect()
}

#[test]
fn what_was_created_by_hand_has_used_its_credential_and_what_was_not_has_not() {
    let nobody = |_: &ConfigurationId| false;
    let (mut run, stand_in) = filled("New");
    assert!(!run.observe_created(&list(&[("/a", "Other")], false), nobody), "the rest may have it");
    assert_eq!(used(&run), [stand_in.as_str()]);
    assert!(run.observe_created(&list(&[("/a", "Other"), ("/n", "New")], false), nobody));
    assert_eq!(used(&run), ["/n"]);
    let (mut run, stand_in) = filled("New");
    assert!(!run.observe_created(&list(&[("/a", "Other")], true), |id| *id == stand_in), "it goes on");
    assert!(run.observe_created(&list(&[("/a", "Other")], true), nobody));
    assert_eq!(used(&run), [""; 0]);
}

#[test]
fn a_title_that_was_emptied_is_the_proposed_one_again() {
    let mut run = Run::default();
    run.entitle("c".into(), "Mine");
    run.want("c".into(), true);
    run.entitle("c".into(), "  ");
    assert_eq!(run.making, [Making { credential: "c".into(), wanted: true, title: None }]);
    run.forget_choices_of(&"c".into());
    assert_eq!(run.making, []);
}
