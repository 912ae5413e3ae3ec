//! New configurations, in the plan beside the migrations.

use super::*;
use crate::assistant::screen::{NewLine, Ready};
use crate::assistant::{Lack, Planned, Spoken};
use crate::migration::ConfigurationId;
use crate::migration::batch::{Aim, Outcome, Stage, Why};
use crate::page::{Collection, Dialog, Field, FieldKind, FieldOption};

const HERE: [Entry<'_>; 2] = [("f", "Adobe Forms", true), ("a", "Adobe Analytics", false)];

/// The list; and the one that was created, once it is there.
fn with(created: &[&str]) -> PageSnapshot {
    let created = created.iter().map(|title| ("/new", *title, false));
    list(&HERE.into_iter().chain(created).collect::<Vec<_>>())
}

/// AEM's page that creates.
fn form(options: &[&str]) -> PageSnapshot {
    let option = |text: &&str| FieldOption { value: (*text).to_owned(), text: (*text).to_owned() };
    let solution = Field {
        options: options.iter().map(option).collect(),
        ..field(FieldKind::Select, "cloudSolution", "Cloud Solution *", "")
    };
    let mut page = oauth("", "", "");
    page.url = format!("{CONSOLE}/createimsconfig.html");
    page.heading = "Adobe IMS Technical Account Configuration".to_owned();
    page.fields.retain(|field| field.name != "authenticationType");
    page.fields.insert(0, solution);
    page
}

fn new(desk: &Desk) -> Vec<NewLine> {
    desk.list().new
}

fn ticked() -> Desk {
    let mut desk = Desk::beside_aem();
    desk.shows(with(&[])).paste(&target()).happens(Event::Want(TARGET.into(), true));
    desk
}

/// A plan with one new configuration, begun.
fn begun() -> Desk {
    let mut desk = ticked();
    desk.happens(Event::Entitle(TARGET.into(), " Target EU ".to_owned())).happens(Event::Review(true));
    let planned = desk.list().plan.expect("a plan").planned;
    desk.presses(Act::Migrate(planned));
    desk
}

fn outcome(desk: &Desk) -> Option<Outcome> {
    match desk.screen().batch.expect("a batch").lines.remove(0).stage {
        Stage::Ended(outcome) => Some(outcome),
        _ => None,
    }
}

fn is_asked_for(desk: &Desk, step: fn(&Step) -> bool) -> bool {
    desk.effects.iter().any(|effect| matches!(effect, Effect::Step(asked) if step(asked)))
}

fn opens_the_page(desk: &Desk) -> bool {
    is_asked_for(desk, |step| matches!(step, Step::Create))
}

fn saves(desk: &Desk) -> bool {
    is_asked_for(desk, |step| matches!(step, Step::Save { .. }))
}

/// Begun, and on the page that creates.
fn on_form(options: &[&str]) -> Desk {
    let mut desk = begun();
    assert!(opens_the_page(&desk), "{:?}", desk.effects);
    desk.happens(Event::Ended(Ended::Open(Ok(()))));
    let mut next = desk.on_next_page();
    next.shows(form(options)).shows(form(options));
    next
}

/// What the form holds after it was filled as ordered.
fn filled(order: &crate::assistant::steps::FillOrder) -> PageSnapshot {
    let mut page = form(&["Adobe Target"]);
    let done = filled_as_ordered(order);
    for field in &mut page.fields {
        if let Some(same) = done.fields.iter().find(|same| same.name == field.name) {
            (field.value, field.filled) = (same.value.clone(), same.filled);
        }
        match &*field.name {
            "title" => field.value = order.title.clone(),
            "cloudSolution" => field.value = Some("Adobe Target".to_owned()),
            _ => {}
        }
    }
    page
}

/// Filled, and being saved.
fn saving() -> Desk {
    let mut desk = on_form(&["Adobe Target", "Adobe Analytics"]);
    let (order, epoch) = desk.fill_asked_for().expect("a fill");
    assert_eq!(order.title.as_deref(), Some("Target EU"));
    let done = as_ordered(&order);
    let view = Some(crate::console::read(&filled(&order)));
    desk.happens(Event::Ended(Ended::Fill {
        epoch,
        filled: crate::assistant::steps::Filled { view, ..done },
    }));
    assert!(saves(&desk), "{:?}", desk.effects);
    desk.happens(Event::Ended(Ended::Save(Ok(()))));
    desk
}

fn on_list(desk: &Desk, page: PageSnapshot) -> Desk {
    let mut next = desk.on_next_page();
    next.shows(page);
    next
}

#[test]
fn a_credential_that_nothing_waits_for_can_create_one_and_does_not_by_itself() {
    let mut desk = Desk::beside_aem();
    desk.shows(with(&[])).paste(&target());
    let [line] = &new(&desk)[..] else { panic!("one") };
    assert_eq!(
        (&*line.solution, &*line.title, line.ticked, line.lack),
        ("Adobe Target", "Adobe Target", false, None)
    );
    assert_eq!(desk.list().ready, None);
}

#[test]
fn one_that_a_migration_takes_or_that_was_used_creates_nothing() {
    let mut desk = Desk::beside_aem();
    desk.shows(list(&[("t", "Adobe Target", true)])).paste(&target());
    assert_eq!(new(&desk), []);
    desk.happens(Event::Tick("t".into(), false));
    let [line] = &new(&desk)[..] else { panic!("one") };
    assert_eq!((line.lack, &line.beside[..]), (Some(Lack::TitleTaken), &["Adobe Target".to_owned()][..]));
}

#[test]
fn one_without_a_product_or_with_a_title_that_is_taken_says_so() {
    let mut desk = Desk::beside_aem();
    desk.shows(with(&[])).paste(&plain(OTHER));
    assert_eq!(new(&desk)[0].lack, Some(Lack::Solution));
    let mut desk = ticked();
    desk.happens(Event::Entitle(TARGET.into(), "adobe FORMS".to_owned()));
    assert_eq!((new(&desk)[0].lack, desk.list().ready), (Some(Lack::TitleTaken), None));
    desk.happens(Event::Entitle(TARGET.into(), String::new()));
    assert_eq!(desk.list().ready, Some(Ready { migrations: 0, creations: 1 }));
}

#[test]
fn the_plan_names_it_and_its_press_carries_what_was_shown() {
    let mut desk = ticked();
    desk.happens(Event::Review(true));
    let plan = desk.list().plan.expect("a plan");
    let aim = Aim::Create { solution: "Adobe Target".to_owned() };
    assert_eq!((&plan.rows[0].aim, &*plan.rows[0].client_id), (&aim, TARGET));
    let configuration = ConfigurationId::to_create(&TARGET.into());
    let title = "Adobe Target".to_owned();
    assert_eq!(plan.planned, [Planned { aim, configuration, title, credential: TARGET.into() }]);
    // Another title than the one that was shown is another plan.
    desk.happens(Event::Entitle(TARGET.into(), "Another".to_owned())).presses(Act::Migrate(plan.planned));
    assert!(desk.screen().batch.is_none() && !opens_the_page(&desk));
}

#[test]
fn it_is_filled_and_created_once_and_the_list_is_the_proof() {
    let desk = saving();
    let mut desk = on_list(&desk, with(&["Target EU"]));
    assert!(matches!(outcome(&desk), Some(Outcome::Created { .. })), "{:?}", outcome(&desk));
    assert!(matches!(&desk.assistant.spoken, Some(Spoken::JobEnded { .. })));
    assert_eq!(desk.screen().batch.expect("a batch").tally.created, 1);
    let used = &desk.assistant.run.used[0];
    assert_eq!((used.configuration.as_str(), &*used.title), ("/new", "Target EU"));
    desk.happens(Event::CloseBatch);
    assert_eq!(new(&desk), [], "its credential is spent");
}

#[test]
fn what_the_list_does_not_show_is_not_called_created_and_nothing_is_pressed_again() {
    let mut desk = on_list(&saving(), with(&[]));
    for _ in 0..10 {
        desk.shows(with(&[]));
        assert!(!opens_the_page(&desk) && !saves(&desk));
    }
    assert_eq!(outcome(&desk), Some(Outcome::Unconfirmed));
    assert_eq!(desk.assistant.run.used.len(), 1, "AEM may still have it");
    // Late, but there.
    desk.shows(with(&["Target EU"]));
    assert!(matches!(outcome(&desk), Some(Outcome::Created { .. })));
}

#[test]
fn nothing_is_filled_where_aem_does_not_offer_the_solution() {
    let mut desk = on_form(&["Adobe Analytics"]);
    for _ in 0..6 {
        assert!(desk.fill_asked_for().is_none());
        desk.shows(form(&["Adobe Analytics"]));
    }
    assert_eq!(outcome(&desk), Some(Outcome::LeftAlone(Why::NoSolution)));
}

#[test]
fn nothing_is_created_where_the_list_has_the_title_by_then() {
    let mut desk = begun();
    desk.happens(Event::Ended(Ended::Open(Ok(()))));
    let mut desk = on_list(&desk, with(&["Target EU"]));
    for _ in 0..3 {
        assert_eq!(outcome(&desk), Some(Outcome::LeftAlone(Why::TitleTaken)), "it is somebody else's");
        assert!(!opens_the_page(&desk));
        desk.shows(with(&["Target EU"]));
    }
    assert_eq!(desk.assistant.run.used, []);
}

#[test]
fn a_list_that_goes_on_is_loaded_before_a_title_counts_as_free() {
    let mut desk = ticked();
    let mut part = with(&[]);
    part.collection = Some(Collection { at_end: false, stopped: false, ..Collection::default() });
    desk.shows(part).happens(Event::Review(true));
    let planned = desk.list().plan.expect("a plan").planned;
    desk.presses(Act::Migrate(planned));
    assert!(!opens_the_page(&desk) && is_asked_for(&desk, |step| matches!(step, Step::LoadRest(_))));
}

#[test]
fn what_aem_refuses_is_told_in_its_words_and_gives_the_credential_back() {
    let desk = saving();
    let mut next = desk.on_next_page();
    let dialog = Dialog {
        variant: "error".to_owned(),
        text: "Could not create/update configuration: invalid parameter (empty or null)!".to_owned(),
        ..Dialog::default()
    };
    next.shows(PageSnapshot { dialogs: vec![dialog], ..form(&["Adobe Target"]) });
    let mut desk = on_list(&next, with(&[]));
    for _ in 0..8 {
        desk.shows(with(&[]));
    }
    assert!(matches!(outcome(&desk), Some(Outcome::NotSaved(words)) if words.contains("invalid parameter")));
    assert_eq!(desk.assistant.run.used, []);
    // It is there all the same, and has used its credential.
    desk.shows(with(&["Target EU"]));
    assert!(matches!(outcome(&desk), Some(Outcome::Created { .. })));
    assert_eq!(desk.assistant.run.used_for(&TARGET.into()), Some("Target EU"));
}

#[test]
fn a_form_that_was_filled_by_hand_has_used_its_credential_until_the_list_shows_otherwise() {
    let mut desk = Desk::beside_aem();
    desk.shows(with(&[])).paste(&target()).shows(form(&["Adobe Target"])).presses(Act::Fill);
    assert!(desk.fill_asked_for().is_some());
    assert_eq!(desk.assistant.run.used_for(&TARGET.into()), Some("Adobe Target"));
    let mut there = on_list(&desk, with(&["Adobe Target"]));
    assert_eq!(new(&there), []);
    there.happens(Event::Forget);
    let not_there = on_list(&desk, with(&[]));
    assert_eq!(not_there.assistant.run.used, []);
}
