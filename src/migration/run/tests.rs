use super::*;
use crate::console;
use crate::migration::Matching;
use crate::page::{Field, FieldKind, FieldOption, Item, Key, PageSnapshot, Status};
use serde_json::json;

fn list(configurations: &[(&str, bool)]) -> ConsoleView {
    let item = |(id, jwt): &(&str, bool)| Item {
        id: (*id).into(),
        title: format!("Title of {id}").into(),
        statuses: jwt
            .then(|| Status { text: "JWT Credentials (deprecated)".into(), ..Status::default() })
            .into_iter()
            .collect(),
        ..Item::default()
    };
    console::read(&PageSnapshot {
        url: "https://h/libs/cq/adobeims-configuration/content/configurations.html".to_owned(),
        items: configurations.iter().map(item).collect(),
        ..PageSnapshot::default()
    })
}

fn at(millis: u64) -> Time {
    Time::from_millis(millis)
}

fn ids(run: &Run) -> Vec<(&str, u64)> {
    run.done.iter().map(|done| (done.id.as_str(), done.at.as_millis())).collect()
}

/// The list as it was before anything was done.
const BEFORE: &[(&str, bool)] = &[("a", true), ("b", true), ("c", false)];
/// The list without the mark of `a`.
const AFTER: &[(&str, bool)] = &[("a", false), ("b", true), ("c", false)];

fn on(item: &str) -> ConsoleView {
    ConsoleView { item: Some(item.to_owned()), ..ConsoleView::default() }
}

fn saved(item: &str, run: &mut Run) {
    run.saving(&on(item), &format!("Title of {item}"));
}

#[test]
fn what_was_saved_here_is_done_once_its_mark_stays_gone() {
    let mut run = Run::default();
    assert!(run.observe(&list(BEFORE), at(1)));
    saved("a", &mut run);
    run.observe(&list(AFTER), at(10_000));
    assert_eq!((ids(&run), run.settles_in(at(10_400))), (vec![], Some(Duration::from_millis(600))));
    assert!(run.observe(&list(AFTER), at(11_000)));
    assert_eq!((ids(&run), run.settles_in(at(11_000))), (vec![("a", 11_000)], None));
    assert!(!run.observe(&list(AFTER), at(15_000)));
    assert_eq!(ids(&run), [("a", 11_000)]);
}

#[test]
fn a_mark_that_comes_late_or_comes_back_takes_done_back_with_a_word() {
    let mut run = Run::default();
    run.observe(&list(BEFORE), at(1));
    saved("a", &mut run);
    run.observe(&list(AFTER), at(10_000));
    run.observe(&list(BEFORE), at(10_500));
    run.observe(&list(AFTER), at(11_500));
    assert_eq!(ids(&run), [], "the time begins anew");
    assert_eq!(run.still_marked.as_deref(), Some("Title of a"));
    run.observe(&list(AFTER), at(13_000));
    assert_eq!((ids(&run), run.still_marked.clone()), (vec![("a", 13_000)], None));
    assert!(run.observe(&list(BEFORE), at(20_000)));
    assert_eq!((ids(&run), run.still_marked.as_deref()), (vec![], Some("Title of a")));
}

#[test]
fn what_nobody_touched_here_is_never_done() {
    let mut run = Run::default();
    run.observe(&list(BEFORE), at(1));
    for second in 2..20 {
        run.observe(&list(AFTER), at(1_000 * second));
    }
    assert_eq!(ids(&run), []);

    // Its form shows OAuth, unchanged; not because somebody has chosen it there and gone away.
    let mut run = Run::default();
    run.observe(&list(BEFORE), at(1));
    tell(&mut run, &properties("a", true, "theirs"));
    tell(&mut run, &properties("a", false, ""));
    run.observe(&list(AFTER), at(10_000));
    run.observe(&list(AFTER), at(12_000));
    assert_eq!(ids(&run), []);
    let mut run = Run::default();
    run.observe(&list(BEFORE), at(1));
    tell(&mut run, &properties("a", false, "theirs"));
    run.observe(&list(AFTER), at(10_000));
    run.observe(&list(AFTER), at(12_000));
    assert_eq!(ids(&run), [("a", 12_000)]);
}

#[test]
fn a_form_that_was_filled_and_left_takes_longer_to_believe() {
    let mut run = Run::default();
    run.observe(&list(BEFORE), at(1));
    filled("x", "a", &mut run);
    run.observe(&list(AFTER), at(10_000));
    run.observe(&list(AFTER), at(12_000));
    assert_eq!(ids(&run), []);
    run.observe(&list(AFTER), at(13_000));
    assert_eq!(ids(&run), [("a", 13_000)]);
}

#[test]
fn marks_that_vanish_together_prove_nothing() {
    let none = [("a", false), ("b", false), ("c", false)];
    let mut run = Run::default();
    run.observe(&list(BEFORE), at(1));
    saved("a", &mut run);
    for second in 2..20 {
        run.observe(&list(&none), at(1_000 * second));
        assert!(run.marks_vanished && ids(&run).is_empty());
    }
    run.observe(&list(AFTER), at(30_000));
    assert!(!run.marks_vanished);
    run.observe(&list(AFTER), at(31_000));
    assert_eq!(ids(&run), [("a", 31_000)]);
    // The last one goes alone.
    saved("b", &mut run);
    run.observe(&list(&none), at(40_000));
    run.observe(&list(&none), at(41_000));
    assert_eq!(ids(&run), [("a", 31_000), ("b", 41_000)]);
}

#[test]
fn the_most_careful_look_counts_and_not_the_latest() {
    let view = |ownership: &[Ownership], evidence: &Evidence| {
        let rows: Vec<(String, bool)> = (0..ownership.len()).map(|one| (one.to_string(), true)).collect();
        let rows: Vec<(&str, bool)> = rows.iter().map(|(id, jwt)| (id.as_str(), *jwt)).collect();
        let mut view = list(&rows);
        for (one, is) in view.configurations.iter_mut().zip(ownership) {
            one.ownership.is = *is;
            if *is == Ownership::Unsure {
                one.ownership.evidence = evidence.clone();
            }
        }
        view
    };
    use Ownership::{Administrator, Adobe, Unsure};
    let looks = |evidence: Evidence, all: &[&[Ownership]]| -> Vec<Ownership> {
        let mut run = Run::default();
        let mut last = Vec::new();
        for ownership in all {
            let mut view = view(ownership, &evidence);
            run.observe(&view, at(1));
            run.recall(&mut view);
            last = view.configurations.iter().map(|one| one.ownership.is).collect();
        }
        last
    };
    let group = || Evidence::Group("x".into());
    let extra = || Evidence::ExtraLine("x".into());
    let two = [Administrator; 2];
    for evidence in [group(), extra()] {
        assert_eq!(looks(evidence, &[&[Unsure, Adobe], &two]), [Unsure, Adobe], "another view of the list");
    }
    // More of the list is there: what a comparison has raised may go, and nothing else.
    let three = [Administrator; 3];
    assert_eq!(looks(group(), &[&[Unsure, Adobe], &three]), [Administrator, Adobe, Administrator]);
    assert_eq!(looks(extra(), &[&[Unsure, Adobe], &three]), [Unsure, Adobe, Administrator]);
    let (some, last) = ([Administrator, Unsure, Unsure], [Administrator; 3]);
    assert_eq!(looks(group(), &[&[Unsure, Adobe], &some, &last]), [Administrator, Adobe, Unsure]);
}

#[test]
fn a_list_that_shows_a_part_makes_nothing_done() {
    let mut run = Run::default();
    run.observe(&list(&[("a", true), ("b", true)]), at(1));
    run.observe(&list(&[("b", true)]), at(2));
    run.observe(&list(&[]), at(3));
    assert_eq!(ids(&run), []);
}

#[test]
fn a_saved_configuration_that_is_still_marked_is_told() {
    let mut run = Run::default();
    saved("a", &mut run);
    run.observe(&list(&[("a", true)]), at(1));
    assert_eq!(run.still_marked.as_deref(), Some("Title of a"));
    saved("a", &mut run);
    run.observe(&list(&[("a", false)]), at(2));
    run.observe(&list(&[("a", false)]), at(2_000));
    assert_eq!((run.still_marked, run.pending), (None, vec![]));
}

#[test]
fn a_saved_configuration_is_known_by_its_title_where_the_list_has_other_ids() {
    let pending = Pending { id: "/path/of/a".into(), title: "Title of a".to_owned() };
    let mut run = Run { pending: vec![pending], ..Run::default() };
    run.observe(&list(&[("b", true)]), at(1));
    assert_eq!(run.still_marked, None, "another one says nothing of it");
    run.observe(&list(&[("a", true)]), at(1));
    assert_eq!(run.still_marked.as_deref(), Some("Title of a"));
}

#[test]
fn a_save_that_aem_refuses_is_none() {
    let pending = Pending { title: "Title of a".to_owned(), ..Pending::default() };
    let mut run = Run { pending: vec![pending], ..Run::default() };
    let form =
        |errors| ConsoleView { form: Some(console::Form::default()), errors, ..ConsoleView::default() };
    assert!(!run.observe_failure(&form(Vec::new())) && !run.pending.is_empty());
    let refused = Status { text: "invalid parameter".into(), ..Status::default() };
    assert!(run.observe_failure(&form(vec![refused])));
    run.observe(&list(&[("a", true)]), at(1));
    assert_eq!(run.still_marked, None);
}

#[test]
fn the_secret_that_was_chosen_of_a_credential_is_used_as_long_as_it_has_it() {
    let mut run = Run::default();
    let [one, two] = ["one", "two"].map(CredentialId::from);
    assert_eq!(run.secret_of(&one, 2), 0);
    run.choose_secret(&one, 1);
    run.choose_secret(&two, 5);
    assert_eq!([run.secret_of(&one, 2), run.secret_of(&one, 1), run.secret_of(&two, 2)], [1, 0, 0]);
    run.choose_secret(&one, 0);
    assert_eq!((run.secret_of(&one, 2), run.secrets.len()), (0, 2));
    run.forget_choices();
    assert_eq!(run, Run::default());
}

fn used(run: &Run) -> Vec<(&str, &str)> {
    run.used.iter().map(|used| (used.credential.as_str(), used.configuration.as_str())).collect()
}

fn filled(credential: &str, configuration: &str, run: &mut Run) {
    run.use_for(credential.into(), configuration.into(), format!("Title of {configuration}"));
}

#[test]
fn a_form_holds_one_credential_and_undoing_gives_it_back() {
    let mut run = Run::default();
    filled("x", "a", &mut run);
    filled("y", "b", &mut run);
    filled("x", "c", &mut run);
    assert_eq!(used(&run), [("x", "a"), ("y", "b"), ("x", "c")]);
    assert_eq!(run.used_for(&"x".into()), Some("Title of a"), "the first one owns it");
    filled("x", "a", &mut run);
    assert_eq!(used(&run)[0], ("x", "a"), "filling again does not change whose it is");
    filled("z", "b", &mut run);
    assert_eq!(used(&run), [("x", "a"), ("x", "c"), ("z", "b")], "another one takes the place");
    assert!(run.release(&"a".into()) && !run.release(&"a".into()));
    assert_eq!(run.used_for(&"x".into()), Some("Title of c"));
    run.forget_choices();
    assert_eq!(run.used_for(&"z".into()), Some("Title of b"), "the same text may be pasted again");
}

#[test]
fn a_credential_that_was_never_saved_is_given_back_by_the_list() {
    let filled_and = |act: &dyn Fn(&mut Run)| {
        let mut run = Run::default();
        run.observe(&list(&[("a", true), ("b", true)]), at(1));
        filled("x", "a", &mut run);
        act(&mut run);
        run
    };
    let still_jwt = list(&[("a", true), ("b", true)]);

    let mut left = filled_and(&|_| {});
    assert!(left.observe(&still_jwt, at(2)));
    assert_eq!(used(&left), []);

    let mut kept = filled_and(&|run| saved("a", run));
    kept.observe(&still_jwt, at(2));
    kept.observe(&still_jwt, at(3));
    saved("b", &mut kept);
    kept.observe(&still_jwt, at(4));
    assert_eq!(used(&kept), [("x", "a")], "it was saved, whatever the list says");

    let mut migrated = filled_and(&|run| saved("a", run));
    migrated.observe(&list(&[("a", false), ("b", true)]), at(2));
    migrated.observe(&list(&[("a", false), ("b", true)]), at(2_000));
    assert_eq!((used(&migrated), ids(&migrated)), (vec![("x", "a")], vec![("a", 2_000)]));

    let refused = Status { text: "invalid parameter".into(), ..Status::default() };
    let form =
        ConsoleView { form: Some(console::Form::default()), errors: vec![refused], ..ConsoleView::default() };
    let mut refused = filled_and(&|run| saved("a", run));
    refused.observe_failure(&ConsoleView { item: Some("a".to_owned()), ..form });
    assert_eq!(used(&refused), [("x", "a")], "it still stands in the form");
    refused.observe(&still_jwt, at(2));
    assert_eq!(used(&refused), []);

    let mut elsewhere = filled_and(&|_| {});
    elsewhere.observe(&list(&[("b", true)]), at(2));
    assert_eq!(used(&elsewhere), [("x", "a")], "a list that does not show it says nothing");
}

#[test]
fn what_is_only_likely_to_be_jwt_gives_no_credential_back() {
    let mut run = Run::default();
    let mut view = list(&[("a", true)]);
    run.observe(&view, at(1));
    filled("x", "a", &mut run);
    view.configurations[0].authentication.confidence = Confidence::Low;
    run.observe(&view, at(2));
    assert_eq!(used(&run), [("x", "a")]);
}

#[test]
fn a_choice_is_confirmed_for_one_credential_and_one_configuration() {
    let mut run = Run::default();
    let chosen = |run: &Run, configuration: &str| {
        run.choice_for(&configuration.into())
            .map(|choice| (choice.credential.as_str().to_owned(), choice.confirmed))
    };
    let of = |credential: &str, confirmed| Some((credential.to_owned(), confirmed));
    run.choose("a".into(), "x".into());
    run.choose("b".into(), "y".into());
    assert_eq!(
        [chosen(&run, "a"), chosen(&run, "b"), chosen(&run, "c")],
        [of("x", false), of("y", false), None]
    );
    run.confirm("a".into(), "x".into(), true);
    run.choose("a".into(), "x".into());
    assert_eq!([chosen(&run, "a"), chosen(&run, "b")], [of("x", true), of("y", false)]);
    run.choose("a".into(), "y".into());
    assert_eq!(chosen(&run, "a"), of("y", false), "another credential has to be confirmed anew");
    run.confirm("c".into(), "z".into(), true);
    run.confirm("c".into(), "z".into(), false);
    assert_eq!((chosen(&run, "c"), run.chosen.len()), (of("z", false), 3));
    run.forget_choices();
    assert_eq!(run, Run::default());
}

/// The properties of a configuration: a JWT form with this API key, or an OAuth form with this client id.
fn properties(item: &str, jwt: bool, client_id: &str) -> ConsoleView {
    let field = |kind, name: &str, label: &str, value: &str| Field {
        key: Key::from(name),
        kind,
        name: name.to_owned(),
        labels: vec![label.to_owned()],
        value: Some(value.to_owned()),
        visible: true,
        ..Field::default()
    };
    let option = |value: &str, text: &str| FieldOption { value: value.to_owned(), text: text.to_owned() };
    let chosen = if jwt { "jwt" } else { "oauth" };
    let authentication = Field {
        options: vec![option("jwt", "JWT"), option("oauth", "OAuth")],
        ..field(FieldKind::Select, "authenticationType", "Authentication Type", chosen)
    };
    let (name, label) = if jwt { ("apiKey", "API Key") } else { ("clientId", "Client Id") };
    console::read(&PageSnapshot {
        url: format!("https://h/libs/cq/adobeims-configuration/content/configurations/edit.html?item={item}"),
        heading: format!("Title of {item}"),
        fields: vec![authentication, field(FieldKind::Text, name, label, client_id)],
        ..PageSnapshot::default()
    })
}

/// Has a run hear what a properties page tells.
fn tell(run: &mut Run, view: &ConsoleView) -> bool {
    let form = view.form.as_ref().expect("a form");
    let id = run.configuration_of(view);
    run.tell(id, Known::from_form(&view.heading, form), form)
}

fn client_id(run: &Run) -> Option<&str> {
    run.told.first().and_then(|told| told.known.client_id.as_deref())
}

#[test]
fn what_a_page_told_before_anyone_changed_its_form_is_kept() {
    let mut run = Run::default();
    assert!(tell(&mut run, &properties("a", true, "")), "its title, at least");
    assert!(tell(&mut run, &properties("a", true, "theirs")), "the form has come");
    assert!(!tell(&mut run, &properties("a", true, "theirs")));
    assert!(!tell(&mut run, &properties("a", true, "")), "what is not shown for a moment is not lost");
    assert!(!tell(&mut run, &properties("a", false, "ours")), "that is what somebody chose OAuth for");
    assert_eq!(client_id(&run), Some("theirs"));

    // Whoever goes back to JWT may leave in the form what was filled in.
    filled("ours", "a", &mut run);
    assert!(!tell(&mut run, &properties("a", true, "ours")));
    assert_eq!(client_id(&run), Some("theirs"));
    run.release(&"a".into());
    assert!(tell(&mut run, &properties("a", true, "changed")), "by somebody else in AEM, meanwhile");
    assert_eq!((client_id(&run), run.told.len()), (Some("changed"), 1));

    let mut typed = properties("b", true, "typed");
    if let Some(form) = &mut typed.form {
        form.fields.iter_mut().for_each(|found| found.field.edited = true);
    }
    tell(&mut run, &typed);
    assert_eq!(run.told[1].known, Known { title: "Title of b".to_owned(), ..Known::default() });
}

#[test]
fn what_a_page_told_counts_on_the_list() {
    let mut run = Run::default();
    run.observe(&list(&[("a", true), ("b", true), ("c", false)]), at(1));
    tell(&mut run, &properties("a", true, "theirs"));
    let subjects = run.unfinished_subjects();
    let told: Vec<_> = subjects
        .iter()
        .map(|subject| {
            (subject.id.as_str(), subject.known.title.as_str(), subject.known.client_id.as_deref())
        })
        .collect();
    assert_eq!(told, [("a", "Title of a", Some("theirs")), ("b", "Title of b", None)]);
    assert_eq!(run.subject("a".into(), "Another"), subjects[0]);
    assert_eq!(run.subject("d".into(), "New").known, Known { title: "New".to_owned(), ..Known::default() });
    assert_eq!(Matching::new(&subjects, &[], &run).of(&"a".into()).proposed(), None);
}

#[test]
fn adobes_own_are_no_subjects_and_what_is_unsure_only_if_it_was_overruled() {
    let seen = |id: &str, ownership| Seen {
        id: id.into(),
        title: id.to_owned(),
        authentication: Authentication::Jwt,
        ownership,
        among: 3,
    };
    let mut run = Run {
        seen: vec![
            seen("adobe", Ownership::Adobe),
            seen("unsure", Ownership::Unsure),
            seen("ours", Ownership::Administrator),
        ],
        ..Run::default()
    };
    let ids = |run: &Run| -> Vec<String> {
        run.unfinished_subjects().iter().map(|subject| subject.id.as_str().to_owned()).collect()
    };
    assert_eq!(ids(&run), ["ours"]);
    run.overrule("unsure".into());
    run.overrule("adobe".into());
    assert_eq!(ids(&run), ["unsure", "ours"]);
    run.overrule("unsure".into());
    assert_eq!(ids(&run), ["ours"]);
}

#[test]
fn a_configuration_is_known_by_its_id_or_else_by_a_title_that_only_it_has() {
    let mut run = Run::default();
    let of = |run: &Run, item: &str| run.configuration_of(&properties(item, true, "")).as_str().to_owned();
    assert_eq!(of(&run, "a"), "a", "for want of a list");
    run.observe(&list(&[("a", true), ("b", true)]), at(1));
    assert_eq!(of(&run, "a"), "a");

    let mut by_title = properties("path/of/it", true, "");
    by_title.heading = "Title of b".to_owned();
    assert_eq!(run.configuration_of(&by_title).as_str(), "b");
    run.seen[0].title = "Title of b".to_owned();
    assert_eq!(run.configuration_of(&by_title).as_str(), "path/of/it", "two have this title");
    by_title.item = None;
    assert_eq!(run.configuration_of(&by_title).as_str(), "Title of b");
    assert_eq!(run.title_of(&"b".into()), Some("Title of b"));
    assert_eq!(run.title_of(&"c".into()), None);
}

#[test]
fn a_run_comes_back_as_it_was_kept() {
    let mut run = Run::default();
    run.observe(&list(&[("a", true), ("b", true)]), at(1));
    saved("a", &mut run);
    run.observe(&list(&[("a", false), ("b", true)]), at(1_795_833_600_000));
    run.observe(&list(&[("a", false), ("b", true)]), at(1_795_833_601_000));
    assert_eq!(run.done.len(), 1);
    run.overrule("b".into());
    run.choose("b".into(), "x".into());
    run.confirm("b".into(), "x".into(), true);
    run.choose_secret(&"x".into(), 1);
    filled("x", "b", &mut run);
    tell(&mut run, &properties("b", true, "theirs"));
    run.told[0].known.product = console::Product::named("Adobe Launch");
    run.saving(&properties("b", true, ""), "Title of b");
    run.scope_separator = ScopeSeparator::CommaAndSpace;
    let kept = serde_json::to_value(&run).expect("JSON");
    assert_eq!(kept["told"][0]["known"]["product"], "Adobe Launch");
    run.told[0].jwt_here = false;
    assert_eq!(serde_json::from_value::<Run>(kept).expect("a run"), run);
}

#[test]
fn whatever_cannot_be_read_is_as_if_it_had_never_been_kept() {
    let back = |kept| serde_json::from_value::<Run>(kept).expect("a run");
    assert_eq!(back(json!({})), Run::default());
    let of_another_version = json!({
        "seen": [
            { "id": "a", "title": "A", "authentication": "jwt", "ownership": "administrator" },
            { "id": "b", "title": "B", "authentication": "jwt" },
            { "id": "c", "title": "C", "authentication": "jwt", "ownership": "somebody's" },
        ],
        "pending": 7,
        "done": "none",
        "still_marked": [],
        "scope_separator": "semicolon",
        "overruled": ["c", 3],
        "chosen": [{ "configuration": "a", "credential": "x" }, { "configuration": "a" }],
        "secrets": [{ "credential": "x", "index": 1.5 }, { "credential": "y", "index": -1 }],
        "told": [{ "id": "a", "known": { "client_id": "theirs", "product": "Adobe Unheard Of" } }],
        "used": [null, { "credential": "x", "configuration": "a", "title": "A", "more": true }],
        "unheard_of": {},
    });
    let seen = |id: &str, ownership| Seen {
        id: id.into(),
        title: id.to_uppercase(),
        authentication: Authentication::Jwt,
        ownership,
        among: 0,
    };
    let known = Known { client_id: Some("theirs".to_owned()), ..Known::default() };
    let expected = Run {
        // Whose it is has to be known, or it would be filled.
        seen: vec![seen("a", Ownership::Administrator), seen("c", Ownership::Unsure)],
        overruled: vec!["c".into()],
        chosen: vec![Choice { configuration: "a".into(), credential: "x".into(), confirmed: false }],
        told: vec![Told { id: "a".into(), known, oauth: false, jwt_here: false }],
        used: vec![Used { credential: "x".into(), configuration: "a".into(), title: "A".to_owned() }],
        ..Run::default()
    };
    assert_eq!(back(of_another_version), expected);
}

#[test]
fn a_mark_counts_as_gone_only_while_every_look_finds_it_gone() {
    let mut run = Run::default();
    run.observe(&list(BEFORE), at(1));
    saved("a", &mut run);
    run.observe(&list(AFTER), at(10_000));
    assert!(run.settles_in(at(10_000)).is_some());
    // It is filtered away, the list loads, all marks are away: nobody has to look again for it.
    run.observe(&list(&[("b", true), ("c", false)]), at(10_500));
    assert_eq!((run.settles_in(at(10_500)), ids(&run)), (None, vec![]));
    run.observe(&list(AFTER), at(11_000));
    let mut loading = list(AFTER);
    loading.completeness = Completeness::MoreExpected(Reason::Loading);
    run.observe(&loading, at(11_500));
    assert_eq!(run.settles_in(at(11_500)), None);
    run.observe(&list(AFTER), at(12_100));
    assert_eq!(ids(&run), [], "the time begins anew");
    run.observe(&list(&[("a", false), ("b", false), ("c", false)]), at(12_500));
    assert_eq!(run.settles_in(at(12_500)), None);
    run.observe(&list(AFTER), at(20_000));
    assert_eq!(ids(&run), []);
    run.observe(&list(AFTER), at(21_000));
    assert_eq!(ids(&run), [("a", 21_000)]);
}

#[test]
fn what_was_chosen_or_filled_here_proves_no_oauth() {
    let mut run = Run::default();
    run.observe(&list(BEFORE), at(1));
    run.choosing = Some("a".into());
    tell(&mut run, &properties("a", false, ""));
    filled("x", "b", &mut run);
    tell(&mut run, &properties("b", false, "ours"));
    assert!(run.told.iter().all(|told| !told.oauth), "{:?}", run.told);
    run.choosing = None;
    tell(&mut run, &properties("a", false, "theirs"));
    assert!(run.told[0].oauth);
    run.observe(&list(BEFORE), at(2));
    assert!(!run.told[0].oauth, "the list says otherwise");
}

#[test]
fn a_saved_configuration_that_is_not_loaded_yet_is_no_other_one_of_its_title() {
    let mut run = Run::default();
    run.observe(&list(BEFORE), at(1));
    filled("x", "a", &mut run);
    saved("a", &mut run);
    let mut other = list(&[("y", false)]);
    other.configurations[0].title = "Title of a".into();
    run.observe(&other, at(10_000));
    run.observe(&other, at(12_000));
    assert_eq!(run.pending.len(), 1);
    run.observe(&list(BEFORE), at(13_000));
    assert_eq!((run.still_marked.as_deref(), used(&run)), (Some("Title of a"), vec![("x", "a")]));
}

#[test]
fn two_runs_that_parted_are_put_together() {
    let mut base = Run::default();
    base.observe(&list(BEFORE), at(1));
    base.use_for("zero".into(), "c".into(), "Title of c".to_owned());
    base.choose("b".into(), "zero".into());
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.release(&"c".into());
    theirs.scope_separator = ScopeSeparator::CommaAndSpace;
    theirs.forget_choices();
    ours.use_for("one".into(), "a".into(), "Title of a".to_owned());
    saved("a", &mut ours);
    ours.observe(&list(&[("d", true)]), at(2));
    theirs.use_for("two".into(), "b".into(), "Title of b".to_owned());
    theirs.seen[2].ownership = Ownership::Adobe;
    theirs.done.push(Done { id: "z".into(), ..Done::default() });
    let both = ours.and(theirs, &base);
    assert_eq!(both.scope_separator, ScopeSeparator::CommaAndSpace, "only one of them has chosen");
    assert!(both.chosen.is_empty(), "only one of them has forgotten");
    let used: Vec<&str> = both.used.iter().map(|used| used.credential.as_str()).collect();
    assert_eq!(used, ["two", "one"]);
    assert_eq!((both.pending.len(), ids(&both)), (1, vec![("z", 0)]));
    assert_eq!(both.seen.len(), 4);
    assert_eq!(both.seen[2].ownership, Ownership::Adobe, "the more careful judgement");
}

#[test]
fn a_list_that_is_older_than_what_another_tab_did_says_nothing_of_it() {
    let mut here = Run::default();
    here.observe(&list(BEFORE), at(1));
    let mut there = here.clone();
    there.use_for("one".into(), "a".into(), "Title of a".to_owned());
    saved("a", &mut there);
    there.observe(&list(AFTER), at(10_000));
    there.observe(&list(AFTER), at(11_000));
    there.use_for("two".into(), "b".into(), "Title of b".to_owned());
    assert_eq!(ids(&there), [("a", 11_000)]);

    let mut told = there.clone().on_the_page_of(&here);
    assert!(!told.observe(&list(BEFORE), at(12_000)), "no news, or two tabs would tell each other for ever");
    assert_eq!((ids(&told), told.used.len(), told.still_marked.clone()), (vec![("a", 11_000)], 2, None));
    // What came before this page was loaded is judged by its marks.
    let mut loaded = there;
    assert!(loaded.observe(&list(BEFORE), at(12_000)));
    assert_eq!((ids(&loaded), loaded.still_marked.as_deref()), (vec![], Some("Title of a")));
}

/// The same, of which the page says whether it is complete.
fn complete(configurations: &[(&str, bool)]) -> ConsoleView {
    let view = list(configurations);
    ConsoleView { completeness: Completeness::All(Reason::PageSays), ..view }
}

fn seen(run: &Run) -> Vec<&str> {
    run.seen.iter().map(|seen| seen.id.as_str()).collect()
}

#[test]
fn a_look_at_a_list_is_noted_once_a_minute() {
    let mut run = Run::default();
    assert!(!run.observe(&on("a"), at(1_000_000)));
    assert_eq!(run.looked, Time::default(), "no list");
    for (now, is_news) in [(1_000_000, true), (1_059_999, false), (1_060_000, true), (500_000, true)] {
        assert_eq!(run.observe(&list(BEFORE), at(now)), is_news, "{now}");
    }
    assert_eq!(run.looked, at(500_000), "a clock may be set back");
    let earlier = Run { looked: at(9), ..Run::default() };
    assert_eq!(earlier.and(run, &Run::default()).looked, at(500_000));
}

#[test]
fn what_a_complete_list_goes_on_lacking_is_dropped() {
    let mut run = Run::default();
    run.observe(&complete(BEFORE), at(100_000));
    let shorter = complete(&[("b", true)]);
    run.observe(&shorter, at(101_000));
    assert_eq!((seen(&run).len(), run.settles_in(at(102_000))), (3, Some(Duration::from_secs(2))));
    assert!(run.observe(&shorter, at(104_000)));
    assert_eq!((seen(&run), run.settles_in(at(104_000))), (vec!["b"], None));
    // What another tab has seen since is on a newer list.
    run.seen.push(Seen { id: "d".into(), ..Seen::default() });
    run.observe(&shorter, at(110_000));
    run.observe(&shorter, at(120_000));
    assert_eq!(seen(&run), ["b", "d"]);
}

#[test]
fn nothing_is_dropped_for_a_list_that_says_little() {
    for short in [
        list(&[("b", true)]),
        ConsoleView { completeness: Completeness::MoreExpected(Reason::Loading), ..list(&[("b", true)]) },
        complete(&[("b", true), ("b", true)]),
        complete(&[]),
    ] {
        let mut run = Run::default();
        run.observe(&complete(BEFORE), at(100_000));
        for now in [101_000, 110_000, 120_000] {
            run.observe(&short, at(now));
        }
        assert_eq!(seen(&run), ["a", "b", "c"], "{:?}", short.completeness);
    }
    // A list that was short for a moment; and one that lacks what has just been saved.
    let mut run = Run::default();
    run.observe(&complete(BEFORE), at(100_000));
    run.observe(&complete(&[("b", true)]), at(101_000));
    run.observe(&complete(BEFORE), at(102_000));
    run.observe(&complete(&[("b", true)]), at(104_500));
    assert_eq!(seen(&run), ["a", "b", "c"]);
    saved("a", &mut run);
    for now in [105_000, 110_000] {
        run.observe(&complete(&[("b", true)]), at(now));
    }
    assert_eq!(seen(&run), ["a", "b"]);
}

#[test]
fn one_of_adobes_stays_adobes_while_it_is_not_shown() {
    let mut run = Run::default();
    run.observe(&complete(BEFORE), at(100_000));
    run.seen[0].ownership = Ownership::Adobe;
    for now in [101_000, 104_000] {
        run.observe(&complete(&[("b", true), ("c", false)]), at(now));
    }
    assert_eq!(seen(&run), ["b", "c"]);
    let kept = serde_json::to_string(&run).expect("JSON");
    let mut run: Run = serde_json::from_str(&kept).expect("a run");
    run.observe(&complete(BEFORE), at(200_000));
    let owners = |run: &Run| -> Vec<(String, Ownership)> {
        let owner = |one: &Seen| (one.id.as_str().to_owned(), one.ownership);
        run.seen.iter().map(owner).collect()
    };
    assert!(owners(&run).contains(&("a".to_owned(), Ownership::Adobe)), "{:?}", owners(&run));
    assert!(run.away.is_empty());
}

#[test]
fn what_was_found_before_a_mark_went_is_not_said_of_what_came_after() {
    let found = |at_time| Checked { id: "a".into(), healthy: false, at: at(at_time), ..Checked::default() };
    for (checked, is_kept) in [(9_000, false), (10_500, true)] {
        let mut run = Run::default();
        run.observe(&list(BEFORE), at(1));
        // Somebody has saved it by AEM's own button.
        run.use_for("c".into(), "a".into(), "Title of a".to_owned());
        run.observe(&list(AFTER), at(10_000));
        run.note_checked(found(checked));
        run.observe(&list(AFTER), at(14_000));
        assert_eq!(ids(&run), [("a", 14_000)]);
        assert_eq!(run.check_of(&"a".into()).is_some(), is_kept, "checked at {checked}");
    }
}

#[test]
fn what_was_found_of_one_that_is_done_stays_however_often_the_list_is_looked_at() {
    let mut run = Run::default();
    run.observe(&list(BEFORE), at(1));
    run.use_for("c".into(), "a".into(), "Title of a".to_owned());
    for now in [10_000, 14_000, 14_500] {
        run.observe(&list(AFTER), at(now));
    }
    assert_eq!(ids(&run), [("a", 14_000)]);
    run.note_checked(Checked { id: "a".into(), healthy: true, at: at(15_000), ..Checked::default() });
    for now in [18_000, 18_500, 22_000, 60_000] {
        run.observe(&list(AFTER), at(now));
        assert_eq!(run.settles_in(at(now)), None, "nothing is left to be looked at again");
        assert!(run.check_of(&"a".into()).is_some(), "looked at {now}");
    }
}
