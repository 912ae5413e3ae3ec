use super::*;
use crate::console;
use crate::page::{Dialog, Field, Item, Line, Status};

const URL: &str =
    "https://author-p1-e2.adobeaemcloud.com/libs/cq/adobeims-configuration/content/configurations.html";

fn list() -> PageSnapshot {
    let item = |title: &str, badge: &str| Item {
        id: format!("provider~{title}").into(),
        title: title.into(),
        statuses: vec![Status { text: badge.into(), variant: "error".into(), ..Status::default() }],
        lines: vec![Line { text: "Adobe IMS Technical Account".into(), ruled: false }],
        ..Item::default()
    };
    PageSnapshot {
        url: URL.to_owned(),
        lang: "de".to_owned(),
        items: vec![item("Kunde A", "JWT (alt)"), item("Kunde B", "JWT (alt)"), item("Kunde C", "")],
        ..PageSnapshot::default()
    }
}

fn reported(snapshot: &PageSnapshot, page: &str) -> serde_json::Value {
    serde_json::from_str(&report(snapshot, &console::read(snapshot), page)).expect("JSON")
}

#[test]
fn a_report_says_how_the_page_was_understood_and_how_it_is_built() {
    let page =
        "0\tbody\t@class=coral--light\n1\tbutton\t@is=coral-button\t@id\t@variant=cta\t\"Erstellen\t×3";
    let report = reported(&list(), page);
    assert_eq!(report["page"]["kind"], "List");
    assert_eq!(report["page"]["lang"], "de");
    let kinds = [
        "2 × jwt (badge, high) administrator (no-badge, high) by id",
        "1 × not-marked (no-badge, high) administrator (no-badge, high) by id",
    ];
    assert_eq!(report["list"]["kinds"], serde_json::json!(kinds));
    let tree = ["body[class=coral--light]", " button[is=coral-button][id][variant=cta] \"Erstellen\" ×3"];
    assert_eq!(report["tree"], serde_json::json!(tree));
}

#[test]
fn what_is_on_no_list_is_left_out_of_the_tree() {
    let check = |line: &str, expected: &str| {
        assert_eq!(reported(&list(), line)["tree"], serde_json::json!([expected]), "{line}");
    };
    check("0\tdiv\t@class=acme-secret foundation-collection", "div[class=foundation-collection]");
    check("0\tdiv\t@data-foundation-collection-item-id=x", "div[data-foundation-collection-item-id]");
    check("0\tdiv\t@icon=/content/dam/acme.svg", "div[icon]");
    check("0\tbutton\t\"Migrate Kunde A", "button \"…\"");
    check("0\tbutton\twords", "button");
    check("0\tdiv\t@title=x\t@value=y", "div[title][value]");
    assert_eq!(reported(&list(), "x\tdiv\n0\t<b>\n\n")["tree"], serde_json::json!([]));
}

#[test]
fn a_field_is_told_by_its_kind_its_role_and_its_labels() {
    let field = Field {
        kind: FieldKind::Password,
        name: "clientSecret".to_owned(),
        labels: vec!["Client Secret *".to_owned()],
        filled: true,
        visible: true,
        ..Field::default()
    };
    let snapshot = PageSnapshot { url: URL.to_owned(), fields: vec![field], ..PageSnapshot::default() };
    assert_eq!(
        reported(&snapshot, "")["fields"],
        serde_json::json!(["Password filled = ClientSecret [Name, Label, Kind] \"Client Secret *\""])
    );
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    /// A text that is in no vocabulary.
    fn private() -> impl Strategy<Value = String> {
        "[QXZ][0-9qxzäß~@./:\"\\\\ -]{5,24}[QXZ]"
    }

    proptest! {
        #[test]
        fn nothing_of_the_customers_is_in_a_report(
            texts in proptest::collection::vec(private(), 11),
            in_path in any::<bool>(),
            label_at in 0_usize..4,
        ) {
            let [id, title, line, status, value, select, dialog, heading, page_title, host, other] =
                texts.as_slice() else { unreachable!() };
            let host = host.replace(|character: char| !character.is_ascii_alphanumeric(), "x");
            let path = if in_path { "libs/cq/adobeims-configuration/content/configurations.html" } else { "x" };
            let snapshot = PageSnapshot {
                url: format!("https://{host}/{host}2/{path}?item={id}"),
                title: page_title.clone(),
                heading: heading.clone(),
                items: vec![Item {
                    id: id.as_str().into(),
                    title: title.as_str().into(),
                    lines: vec![Line { text: line.as_str().into(), ruled: true }, Line { text: format!("{other} JWT").into(), ruled: false }],
                    statuses: vec![Status { text: format!("JWT {status}").into(), ..Status::default() }],
                    ..Item::default()
                }],
                fields: vec![
                    Field { kind: FieldKind::Text, value: Some(value.clone()), labels: vec![title.clone()], ..Field::default() },
                    Field { kind: FieldKind::Select, value: Some(select.clone()), visible: true, ..Field::default() },
                ],
                dialogs: vec![Dialog { text: dialog.clone(), variant: "error".to_owned(), ..Dialog::default() }],
                ..PageSnapshot::default()
            };
            let leaked = [title, id, value, &host][label_at];
            let page = format!(
                "0\tbody\t@class={leaked}\t@id={leaked}\t@role={leaked}\t\"About {leaked}\n1\t{leaked}\t@{leaked}\n1\tdiv\t{leaked}"
            );
            let report = report(&snapshot, &console::read(&snapshot), &page);
            let parsed: serde_json::Value = serde_json::from_str(&report).expect("JSON");
            let mut told = Vec::new();
            fn texts_of(value: &serde_json::Value, told: &mut Vec<String>) {
                match value {
                    serde_json::Value::String(text) => told.push(text.clone()),
                    serde_json::Value::Array(all) => all.iter().for_each(|one| texts_of(one, told)),
                    serde_json::Value::Object(all) => all.values().for_each(|one| texts_of(one, told)),
                    _ => {}
                }
            }
            texts_of(&parsed, &mut told);
            for text in [id, title, line, status, value, select, dialog, heading, page_title, &host, other] {
                prop_assert!(!told.iter().any(|told| told.contains(text.as_str())), "{text} in {report}");
            }
        }
    }
}
