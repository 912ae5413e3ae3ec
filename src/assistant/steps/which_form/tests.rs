use super::*;
use crate::console::{Form, FormField};
use crate::page::Field;

fn properties(item: Option<&str>, heading: &str, title: &str) -> ConsoleView {
    let field = Field { value: Some(title.to_owned()), ..Field::default() };
    let title = FormField { role: Role::Title, field, signals: Vec::new() };
    ConsoleView {
        kind: PageKind::Properties,
        item: item.map(str::to_owned),
        heading: heading.to_owned(),
        form: Some(Form { fields: vec![title], ..Form::default() }),
        ..ConsoleView::default()
    }
}

fn check(decided: &ConsoleView, now: &ConsoleView, expected: Result<(), Moved>) {
    assert_eq!(WhichForm::of(decided).check(now), expected);
}

#[test]
fn a_configuration_is_known_by_its_id_its_heading_and_its_title() {
    let decided = properties(Some("a"), "A", "A");
    check(&decided, &decided, Ok(()));
    check(&decided, &properties(Some("b"), "A", "A"), Err(Moved::Left));
    check(&decided, &properties(None, "A", "A"), Err(Moved::Left));
    check(&decided, &properties(Some("a"), "B", "A"), Err(Moved::Left));
    check(&decided, &properties(Some("a"), "A", "B"), Err(Moved::Retitled));
}

#[test]
fn without_an_id_another_title_is_another_configuration() {
    check(&properties(None, "Properties", "A"), &properties(None, "Properties", "B"), Err(Moved::Left));
}

#[test]
fn what_a_page_does_not_show_says_nothing() {
    let decided = properties(Some("a"), "A", "A");
    check(&decided, &properties(Some("a"), "", ""), Ok(()));
    check(&properties(Some("a"), "", ""), &decided, Ok(()));
    let rendering = ConsoleView { kind: PageKind::Unknown, form: None, ..decided.clone() };
    check(&decided, &rendering, Ok(()));
}

#[test]
fn a_page_of_another_kind_is_another_one() {
    let decided = properties(None, "A", "A");
    for kind in [PageKind::List, PageKind::Create, PageKind::Login, PageKind::Error, PageKind::Elsewhere] {
        check(&decided, &ConsoleView { kind, ..decided.clone() }, Err(Moved::Left));
    }
}

#[test]
fn a_new_configurations_title_identifies_nothing() {
    let create = |title| ConsoleView { kind: PageKind::Create, ..properties(None, "New", title) };
    check(&create(""), &create("Adobe Target"), Ok(()));
    check(&create("One"), &create("Two"), Ok(()));
}
