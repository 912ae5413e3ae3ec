use super::*;
use crate::console::Ownership;
use crate::inventory::{Words, csv, markdown};
use crate::migration::{Batch, Checked, Job, Known, Told, Used};

const ORIGIN: &str = "https://author-p1-e2.adobeaemcloud.com";

fn at(millis: u64) -> Time {
    Time::from_millis(millis)
}

fn seen(id: &str, authentication: Authentication, ownership: Ownership) -> Seen {
    Seen { id: id.into(), title: format!("Title of {id}"), authentication, ownership, among: 0 }
}

/// A run in which everything has happened.
fn run() -> Run {
    use Authentication::{Jwt, NotMarked};
    use Ownership::{Administrator, Adobe, Unsure};
    let told = Told { id: "shown".into(), known: Known::default(), oauth: true, jwt_here: false };
    let used = |configuration: &str| Used {
        credential: "1a2b3c4d5e6f708192a3b4c5d6e7f809".into(),
        configuration: configuration.into(),
        title: String::new(),
    };
    let done = |id: &str| Done { id: id.into(), title: format!("Title of {id}"), at: at(5_000) };
    Run {
        looked: at(60_000),
        seen: vec![
            seen("left", Jwt, Administrator),
            seen("done", NotMarked, Administrator),
            seen("adobes", Jwt, Adobe),
            seen("doubtful", Jwt, Unsure),
            seen("overruled", Jwt, Unsure),
            seen("other", NotMarked, Administrator),
            seen("shown", NotMarked, Administrator),
        ],
        overruled: vec!["overruled".into()],
        done: vec![done("done"), done("deleted")],
        told: vec![told],
        used: vec![used("done")],
        ..Run::default()
    }
}

#[test]
fn a_run_becomes_a_row_for_each_configuration() {
    use Authentication::{Jwt, NotMarked, OAuth};
    let environment = Environment::of(ORIGIN, &run());
    let rows: Vec<_> =
        environment.rows.iter().map(|row| (&*row.id, row.before, row.now, row.outcome)).collect();
    let expected = [
        ("left", Jwt, Jwt, Outcome::Left),
        ("done", Jwt, OAuth, Outcome::Done(at(5_000))),
        ("adobes", Jwt, Jwt, Outcome::Adobes),
        ("doubtful", Jwt, Jwt, Outcome::Doubtful),
        ("overruled", Jwt, Jwt, Outcome::Left),
        ("other", NotMarked, NotMarked, Outcome::NotMarked),
        ("shown", OAuth, OAuth, Outcome::NotMarked),
        ("deleted", Jwt, OAuth, Outcome::Done(at(5_000))),
    ];
    assert_eq!(rows, expected);
    assert_eq!(environment.looked, Some(at(60_000)));
    assert_eq!(environment.rows[1].credential.as_deref(), Some("1a2b…f809"));
    let expected = Counts { all: 8, jwt: 4, adobes: 1, done: 2, left: 2, doubtful: 1 };
    assert_eq!(environment.counts(), expected);
    // What the toolbar button says is left.
    assert_eq!(environment.counts().left, run().unfinished_subjects().len());
    assert_eq!(Environment::of(ORIGIN, &Run::default()).looked, None);
}

#[test]
fn an_id_is_told_by_its_ends_only() {
    for (id, ends) in [
        ("1a2b3c4d5e6f708192a3b4c5d6e7f809", "1a2b…f809"),
        ("1a2b3c4d5e6f708192a3b4c5d6e7f809#2", "1a2b…f809"),
        ("short", "short"),
        ("#1", ""),
        ("ééééééééé", "éé…éé"),
        ("aé€aaaaaaaaaaa€é", "aé€aaaaaaaaaaa€é"),
    ] {
        assert_eq!(ends_of(&id.into()), ends);
    }
}

fn row(id: &str, seen: u64, title: &str, imported: bool) -> Row {
    Row { id: id.to_owned(), title: title.to_owned(), seen: at(seen), imported, ..Row::default() }
}

#[test]
fn the_later_look_counts_and_ones_own_where_both_are_equal() {
    let own = Environment {
        address: ORIGIN.to_owned(),
        looked: Some(at(20)),
        imported: None,
        rows: vec![row("a", 20, "own", false), row("b", 20, "own", false), row("c", 20, "own", false)],
    };
    let theirs = Environment {
        looked: Some(at(30)),
        imported: Some(at(30)),
        rows: vec![
            row("a", 19, "theirs", true),
            row("b", 20, "theirs", true),
            row("c", 21, "theirs", true),
            row("d", 1, "theirs", true),
        ],
        ..own.clone()
    };
    let both = own.with(theirs);
    let titles: Vec<_> = both.rows.iter().map(|row| (&*row.id, &*row.title, row.imported)).collect();
    assert_eq!(
        titles,
        [("a", "own", false), ("b", "own", false), ("c", "theirs", true), ("d", "theirs", true)]
    );
    assert_eq!((both.looked, both.imported), (Some(at(30)), Some(at(30))));
}

#[test]
fn where_most_is_left_comes_first() {
    let environment = |address: &str, left: usize| Environment {
        address: address.to_owned(),
        rows: (0..left)
            .map(|number| Row { id: number.to_string(), outcome: Outcome::Left, ..Row::default() })
            .collect(),
        ..Environment::default()
    };
    let all = Environment::all(
        vec![environment("https://b", 0), environment("https://a", 0), environment("https://c", 2)],
        vec![environment("https://d", 1), environment("https://a", 1)],
    );
    let order: Vec<_> = all.iter().map(|one| (one.host(), one.counts().left)).collect();
    assert_eq!(order, [("c", 2), ("a", 1), ("d", 1), ("b", 0)]);
}

fn words() -> Words {
    let word = |word: &str| word.to_owned();
    Words {
        heading: word("Inventory"),
        who: word("Who?"),
        environment: word("Environment"),
        title: word("Title"),
        id: word("Id"),
        before: word("Before"),
        now: word("Now"),
        outcome: word("Outcome"),
        when: word("When"),
        credential: word("Credential"),
        checked: word("Checked"),
        note: word("Remark"),
        seen: word("Seen"),
        jwt: word("JWT"),
        oauth: word("OAuth"),
        not_marked: word("not marked"),
        left: word("left"),
        done: word("done"),
        adobes: word("Adobe’s"),
        doubtful: word("doubtful"),
        mark_gone: word("mark gone"),
        healthy: word("token"),
        unhealthy: word("no token"),
        listed: word("listed"),
        imported: word("imported"),
    }
}

#[test]
fn the_table_says_what_was_what_is_and_how_that_was_checked() {
    let mut run = run();
    run.seen.truncate(2);
    run.seen[0].title = "=cmd|'/C calc'!A0".to_owned();
    run.done.truncate(1);
    run.note_checked(Checked { id: "done".into(), healthy: true, ..Checked::default() });
    let mut job = Job::new("left".into(), "Title".to_owned(), "c".into(), "name".to_owned());
    job.stage = batch::Stage::Ended(batch::Outcome::NotSaved("no".to_owned()));
    run.batch = Some(Batch { jobs: vec![job], ..Batch::default() });
    let mut environment = Environment::of(ORIGIN, &run);
    assert_eq!(environment.rows[0].result, Some(batch::Outcome::NotSaved("no".to_owned())));
    environment.rows[0].note = "not saved, no".to_owned();
    let lines = csv(std::slice::from_ref(&environment), &words());
    let expected = "\u{FEFF}Environment,Title,Id,Before,Now,Outcome,When,Credential,Checked,Remark,Seen\r\n\
        author-p1-e2.adobeaemcloud.com,'=cmd|'/C calc'!A0,left,JWT,JWT,left,,,listed,\"not saved, no\",1970-01-01 00:01:00Z\r\n\
        author-p1-e2.adobeaemcloud.com,Title of done,done,JWT,OAuth,done,1970-01-01 00:00:05Z,1a2b…f809,mark gone; token,,1970-01-01 00:01:00Z\r\n";
    assert_eq!(lines, expected);

    let text =
        markdown(std::slice::from_ref(&environment), &words(), |one| format!("{} left", one.counts().left));
    let expected = "# Inventory\n\nWho?\n\n## author-p1-e2.adobeaemcloud.com\n\n1 left\n\n\
        | Title | Before | Now | Outcome | When | Credential | Checked | Remark | Seen |\n\
        |---|---|---|---|---|---|---|---|---|\n\
        | =cmd\\|'/C calc'\\!A0 | JWT | JWT | left |  |  | listed | not saved, no | 1970-01-01 00:01:00Z |\n\
        | Title of done | JWT | OAuth | done | 1970-01-01 00:00:05Z | 1a2b…f809 | mark gone; token |  | 1970-01-01 00:01:00Z |\n";
    assert_eq!(text, expected);
}

/// *Open* led to the origin, where there is no AEM.
#[test]
fn an_aem_behind_a_context_path_keeps_it() {
    let of = |address: &str, list: &str| {
        Environment::of(address, &Run { list: list.to_owned(), ..Run::default() }).address
    };
    let list =
        |context: &str| format!("{context}/libs/cq/adobeims-configuration/content/configurations.html?x=/y");
    for (address, list, expected) in [
        ("https://aem.example.com/author", list("/author"), "https://aem.example.com/author"),
        (ORIGIN, list(""), ORIGIN),
        (ORIGIN, String::new(), ORIGIN),
        // What an earlier version has kept, for the whole of an origin.
        ("https://aem.example.com", list("/author"), "https://aem.example.com/author"),
        ("https://aem.example.com", list("/a\"b"), "https://aem.example.com"),
        ("https://aem.example.com", "/sites.html".to_owned(), "https://aem.example.com"),
        // A context path is what the address has; a list says nothing against it.
        ("https://aem.example.com/author", list(""), "https://aem.example.com/author"),
        ("https://aem.example.com/author", list("/stage"), "https://aem.example.com/author"),
    ] {
        assert_eq!(of(address, &list), expected, "{address} {list}");
    }
    assert_eq!(Environment::of("https://aem.example.com/author", &run()).host(), "aem.example.com/author");
}

#[test]
fn two_context_paths_of_one_host_are_two_aems() {
    let of = |address: &str| Environment::of(address, &run());
    let (one, other) = ("https://aem.example.com/author", "https://aem.example.com/stage");
    let all = Environment::all(vec![of(one), of(other)], vec![of(one)]);
    assert_eq!(all.iter().map(|one| &*one.address).collect::<Vec<_>>(), [one, other]);
}
