use super::*;
use serde_json::{Value, json as value};

fn at(millis: u64) -> Time {
    Time::from_millis(millis)
}

const NOW: u64 = 1_000_000;

fn environments() -> Vec<Environment> {
    let row = |id: &str, outcome: Outcome, before: Authentication, now: Authentication| Row {
        id: id.to_owned(),
        title: format!("Title of {id}"),
        before,
        now,
        outcome,
        credential: (id == "b").then(|| "1a2b…f809".to_owned()),
        seen: at(900_000),
        imported: true,
        ..Row::default()
    };
    use Authentication::{Jwt, NotMarked, OAuth};
    vec![Environment {
        address: "http://localhost:4502".to_owned(),
        looked: Some(at(900_000)),
        imported: Some(at(900_000)),
        rows: vec![
            row("a", Outcome::Left, Jwt, Jwt),
            row("b", Outcome::Done(at(800_000)), Jwt, OAuth),
            row("c", Outcome::Adobes, Jwt, Jwt),
            row("d", Outcome::Doubtful, Jwt, Jwt),
            row("e", Outcome::NotMarked, NotMarked, NotMarked),
        ],
    }]
}

#[test]
fn what_was_exported_can_be_imported() {
    assert_eq!(import(&json(&environments()), at(NOW)), Ok(environments()));
    assert_eq!(import(&format!("\u{FEFF}{}", json(&[])), at(NOW)), Ok(Vec::new()));
}

/// Two AEMs behind one host name are two; and a reader that knows no context path must not take them for one.
#[test]
fn a_context_path_goes_into_a_file_and_comes_back() {
    let environment = |address: &str| Environment { address: address.to_owned(), ..environments().remove(0) };
    let both = ["https://aem.example.com/author", "https://aem.example.com/stage"].map(environment);
    let text = json(&both);
    assert_eq!(import(&text, at(NOW)).map(|read| read.len()), Ok(2));
    let addresses = |read: Vec<Environment>| read.into_iter().map(|one| one.address).collect::<Vec<_>>();
    let written = both.iter().map(|one| one.address.clone()).collect::<Vec<_>>();
    assert_eq!(import(&text, at(NOW)).map(addresses), Ok(written));
    let written: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(written["version"], 2);
    let first = &written["environments"][0];
    assert_eq!(
        (&first["origin"], &first["context"]),
        (&value!("https://aem.example.com"), &value!("/author"))
    );
    let without: Value = serde_json::from_str(&json(&environments())).expect("JSON");
    assert_eq!((&without["version"], without["environments"][0].get("context")), (&value!(1), None));
}

/// A file with these environments.
fn file(environments: &Value) -> String {
    value!({ "format": FORMAT, "version": 1, "environments": environments }).to_string()
}

#[test]
fn what_is_no_inventory_is_refused() {
    for text in [
        "",
        "null",
        "[]",
        "{}",
        "text",
        r#"{"format":"other","version":1,"environments":[]}"#,
        r#"{"format":"ims-oauth-assistant-inventory","environments":[]}"#,
        r#"{"format":"ims-oauth-assistant-inventory","version":"1","environments":[]}"#,
        r#"{"format":"ims-oauth-assistant-inventory","version":1}"#,
        r#"{"format":"ims-oauth-assistant-inventory","version":1,"environments":{}}"#,
    ] {
        assert_eq!(import(text, at(NOW)), Err(ImportError::NotOurs), "{text}");
    }
    let newer = file(&value!([])).replace("\"version\":1", "\"version\":3");
    assert_eq!(import(&newer, at(NOW)), Err(ImportError::Newer));
    // As deep as one likes.
    let deep =
        file(&value!(["DEEP"])).replace("\"DEEP\"", &format!("{}{}", "[".repeat(9999), "]".repeat(9999)));
    assert_eq!(import(&deep, at(NOW)), Err(ImportError::NotOurs));
}

#[test]
fn what_cannot_be_read_is_passed_over_and_the_rest_is_read() {
    let text = file(&value!([
        7,
        { "origin": "javascript:alert(1)", "configurations": [] },
        { "origin": "https://a/path", "configurations": [] },
        { "origin": "https://a\" onclick", "configurations": [] },
        { "origin": "https://user@a", "configurations": [] },
        { "origin": "https://", "configurations": [] },
        { "origin": "https://a" },
        { "origin": "https://a", "context": "/b/c", "configurations": [] },
        { "origin": "https://a", "context": "?b", "configurations": [] },
        { "origin": "https://a", "context": "@b", "configurations": [] },
        { "origin": "https://a", "context": ".b", "configurations": [] },
        { "origin": "https://aem.example.com", "looked": "soon", "more": [1], "configurations": [
            null,
            { "title": "no id" },
            { "id": "a", "title": "first", "outcome": "left", "before": 7, "now": "unheard-of", "seen": -1 },
            { "id": "a", "title": "again" },
            { "id": "b", "title": ["x"], "outcome": "unheard-of", "secret": "s" },
        ] },
    ]));
    let environments = import(&text, at(NOW)).expect("an inventory");
    assert_eq!(environments.len(), 1);
    let rows: Vec<_> = environments[0].rows.iter().map(|row| (&*row.id, &*row.title, row.outcome)).collect();
    assert_eq!(rows, [("a", "first", Outcome::Left), ("b", "", Outcome::NotMarked)]);
    assert_eq!((environments[0].looked, environments[0].imported), (None, Some(Time::default())));
}

#[test]
fn no_look_is_later_than_now_and_no_text_has_no_end() {
    let long = "x\u{7}".repeat(5_000);
    let text = file(&value!([{ "origin": "https://a", "looked": NOW * 9, "configurations": [
        { "id": long, "title": long, "credential": long, "outcome": "done", "at": NOW * 9, "seen": NOW * 9 },
        { "id": "b" },
    ] }]));
    let environments = import(&text, at(NOW)).expect("an inventory");
    let [long, other] = environments[0].rows.as_slice() else { panic!("two rows") };
    assert_eq!(environments[0].looked, Some(at(NOW)));
    assert_eq!((long.seen, long.outcome, other.seen), (at(NOW), Outcome::Done(at(NOW)), at(NOW)));
    let lengths = (long.id.len(), long.title.len(), long.credential.as_ref().map(String::len));
    assert_eq!(lengths, (LONGEST_TEXT, LONGEST_TEXT, Some(LONGEST_ENDS)));
}

#[test]
fn a_file_has_an_end() {
    let rows = |count: usize| -> Vec<Value> {
        (0..count).map(|number| value!({ "id": number.to_string() })).collect()
    };
    let of = |counts: &[usize]| {
        let environments: Vec<Value> = counts
            .iter()
            .enumerate()
            .map(|(number, count)| value!({ "origin": format!("https://a{number}"), "configurations": rows(*count) }))
            .collect();
        import(&file(&value!(environments)), at(NOW)).map(|read| read.len())
    };
    assert_eq!(of(&[MOST_ROWS]), Ok(1));
    assert_eq!(of(&[MOST_ROWS + 1]), Err(ImportError::TooLarge));
    assert_eq!(of(&[MOST_ROWS, 1]), Err(ImportError::TooLarge));
    assert_eq!(of(&vec![0; MOST_ENVIRONMENTS + 1]), Err(ImportError::TooLarge));
    let blank = " ".repeat(LONGEST_FILE - file(&value!([])).len());
    assert_eq!(import(&(file(&value!([])) + &blank), at(NOW)), Ok(Vec::new()));
    assert_eq!(import(&(file(&value!([])) + &blank + " "), at(NOW)), Err(ImportError::TooLarge));
}

#[cfg(not(target_arch = "wasm32"))]
mod any {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_gives_a_result(text in "\\PC*", members in "[\\[\\]{}\":,a-z0-9]{0,60}") {
            let _ = import(&text, at(NOW));
            let _ = import(&file(&value!(["HERE"])).replace("\"HERE\"", &members), at(NOW));
        }
    }
}
