//! What needs a browser but no AEM: `page.js` on a document made for it, and the shapes it exchanges with Rust.
//!
//! Runs in a headless browser by `cargo xtask test`. Real Coral, and the extension as a whole, are for `tests/e2e`.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::panic, missing_docs, reason = "a test ends where an expectation fails")]

use ims_oauth_assistant::console::{self, Authentication, PageKind, Role};
use ims_oauth_assistant::page::{
    Edit, Field, FieldKind, Framed, Key, Outcome, PageLink, PageSnapshot, Problem, SameDocument,
};
use js_sys::{Function, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::platform::time::sleep;

wasm_bindgen_test_configure!(run_in_browser);

/// Puts a page into the document and gives the link to it. Each test has the document for itself.
fn page(html: &str) -> PageLink {
    let global = js_sys::global();
    if Reflect::get(&global, &"AemPage".into()).expect("a global").is_undefined() {
        Function::new_no_args(include_str!("../static/page.js"))
            .call0(&JsValue::UNDEFINED)
            .expect("page.js runs");
    }
    let document = web_sys::window().and_then(|window| window.document()).expect("a document");
    let place = document.get_element_by_id("place").unwrap_or_else(|| {
        let place = document.create_element("div").expect("an element");
        place.set_id("place");
        document.body().expect("a body").append_child(&place).expect("a child");
        place
    });
    place.set_inner_html(html);
    let page = Function::new_no_args("return AemPage");
    PageLink::Document(SameDocument::new(page, None, Function::new_no_args("")))
}

async fn snapshot(link: &PageLink) -> PageSnapshot {
    link.snapshot().await.expect("a snapshot")
}

const CARDS: &str = r#"
  <div class="foundation-collection">
    <div class="foundation-collection-item" data-foundation-collection-item-id="a">
      <coral-card>
        <coral-card-title class="foundation-collection-item-title"> Adobe
          Target </coral-card-title>
        <coral-card-context>Adobe IMS Technical Account</coral-card-context>
        <coral-alert variant="error"><coral-alert-header>JWT Credentials (deprecated)</coral-alert-header></coral-alert>
      </coral-card>
    </div>
    <div class="foundation-collection-item foundation-selections-item" data-foundation-collection-item-id="b">
      <coral-card-title class="foundation-collection-item-title">Workflows</coral-card-title>
      <coral-card-context>Adobe IMS Technical Account</coral-card-context><hr>
      <coral-card-context>Auto provisioned</coral-card-context>
    </div>
  </div>"#;

#[wasm_bindgen_test]
async fn cards_become_items() {
    let mut seen = snapshot(&page(CARDS)).await;
    let [first, second] = seen.items.as_slice() else { panic!("two items: {:?}", seen.items) };
    assert_eq!((first.id.as_str(), first.title.as_str(), first.selected), ("a", "Adobe Target", false));
    assert_eq!(
        (first.statuses[0].tag.as_str(), first.statuses[0].variant.as_str()),
        ("coral-alert", "error")
    );
    assert_eq!((second.id.as_str(), second.selected), ("b", true));
    let lines: Vec<(&str, bool)> = second.lines.iter().map(|line| (line.text.as_str(), line.ruled)).collect();
    assert_eq!(lines, [("Adobe IMS Technical Account", false), ("Auto provisioned", true)]);

    seen.url = "https://h/libs/cq/adobeims-configuration/content/configurations.html".to_owned();
    let view = console::read(&seen);
    assert_eq!(view.kind, PageKind::List);
    assert!(view.configurations[0].to_migrate() && !view.configurations[1].to_migrate());
}

const FORM: &str = r#"
  <form>
    <div class="coral-Form-fieldwrapper"><label id="l1">Client Id *</label>
      <input is="coral-textfield" name="clientId" labelledby="l1" required></div>
    <div class="coral-Form-fieldwrapper"><label id="l2">Client Secret *</label>
      <input type="password" name="clientSecret" labelledby="l2" value="hush"></div>
    <div class="coral-Form-fieldwrapper"><label id="l3">Authentication Type</label>
      <coral-select name="authenticationType" labelledby="l3">
        <button handle="button">JWT</button>
        <coral-select-item value="jwt">JWT</coral-select-item><coral-select-item value="oauth">OAuth</coral-select-item>
        <select handle="nativeSelect" style="position:absolute"><option value="jwt">JWT</option>
          <option value="oauth">OAuth</option></select>
        <input type="hidden" handle="input" name="authenticationType" value="jwt">
      </coral-select></div>
    <textarea name="jwtClaims" aria-label="Payload" readonly>{}</textarea>
    <input name="hidden" style="display:none" aria-label="Org Id">
    <input type="hidden" name=":cq_csrf_token" value="x">
    <button id="shell-propertiespage-doneactivator" variant="primary" disabled>Save &amp; Close</button>
  </form>"#;

#[wasm_bindgen_test]
async fn controls_become_fields_and_a_password_stays_where_it_is() {
    let seen = snapshot(&page(FORM)).await;
    let kinds: Vec<(&str, FieldKind)> =
        seen.fields.iter().map(|field| (field.name.as_str(), field.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("clientId", FieldKind::Text),
            ("clientSecret", FieldKind::Password),
            ("authenticationType", FieldKind::Select),
            ("jwtClaims", FieldKind::Multiline),
            ("hidden", FieldKind::Text),
        ]
    );
    let [client_id, secret, select, payload, hidden] = seen.fields.as_slice() else { panic!("five fields") };
    assert_eq!((client_id.labels[0].as_str(), client_id.required), ("Client Id *", true));
    assert_eq!((secret.value.as_deref(), secret.filled), (None, true));
    assert_eq!((select.value.as_deref(), select.options.len()), (Some("jwt"), 2));
    assert!(payload.read_only && !hidden.visible);
    assert!(
        seen.actions
            .iter()
            .any(|action| action.id == "shell-propertiespage-doneactivator" && action.disabled)
    );
}

#[wasm_bindgen_test]
async fn a_text_is_set_with_its_events_and_read_back() {
    let link = page(FORM);
    let form = console::read(&as_properties(snapshot(&link).await)).form.expect("a form");
    let secret = form.field(Role::ClientSecret).expect("the secret's field").field.key.clone();
    let client_id = form.field(Role::ClientId).expect("the client id's field").field.key.clone();
    let events = Rc::new(Cell::new(0));
    let counted = events.clone();
    let count = Closure::<dyn FnMut()>::new(move || counted.set(counted.get() + 1));
    let document = web_sys::window().and_then(|window| window.document()).expect("a document");
    for event in ["input", "change"] {
        document.add_event_listener_with_callback(event, count.as_ref().unchecked_ref()).expect("a listener");
    }
    let set = |key: &Key, value: &str| Edit::SetText { key: key.clone(), value: value.to_owned() };
    let outcomes = link.apply(&[set(&client_id, "abc"), set(&secret, "new")]).await.expect("outcomes");
    assert_eq!((outcomes[0].equal, outcomes[0].read_back.as_deref()), (true, Some("abc")));
    assert_eq!((outcomes[1].equal, outcomes[1].read_back.as_deref()), (true, None));
    assert_eq!(events.get(), 4, "input and change for each");
}

#[wasm_bindgen_test]
async fn a_value_that_the_page_changes_is_not_a_success() {
    let link = page(
        r#"<input name="a" aria-label="A" maxlength="3" oninput="this.value = this.value.slice(0, 3)">"#,
    );
    let key = snapshot(&link).await.fields[0].key.clone();
    let outcomes = link.apply(&[Edit::SetText { key, value: "abcdef".to_owned() }]).await.expect("outcomes");
    assert_eq!(outcomes[0].problem, Some(Problem::NotEqual));
    assert_eq!((outcomes[0].equal, outcomes[0].read_back.as_deref()), (false, Some("abc")));
}

#[wasm_bindgen_test]
async fn what_a_person_could_not_do_is_not_done() {
    let link = page(
        r#"<input name="a" aria-label="A" disabled><input name="b" aria-label="B" readonly>
           <input name="c" aria-label="C" style="visibility:hidden">"#,
    );
    let fields = snapshot(&link).await.fields;
    let mut edits: Vec<Edit> =
        fields.iter().map(|field| Edit::SetText { key: field.key.clone(), value: "x".to_owned() }).collect();
    edits.push(Edit::Press { key: Key::from("k0") });
    let problems: Vec<Option<Problem>> =
        link.apply(&edits).await.expect("outcomes").iter().map(|outcome| outcome.problem).collect();
    let expected = [Problem::Disabled, Problem::Disabled, Problem::Hidden, Problem::Gone].map(Some);
    assert_eq!(problems, expected);
    assert!(snapshot(&link).await.fields.iter().all(|field| !field.filled));
}

#[wasm_bindgen_test]
async fn a_change_is_told_once_and_not_after_the_watch_has_ended() {
    let link = page(CARDS);
    let told = Rc::new(Cell::new(0));
    let watch = link.watch({
        let told = told.clone();
        move || told.set(told.get() + 1)
    });
    // The first look is asked for right away, since the page may have changed before it was watched.
    sleep(std::time::Duration::from_millis(150)).await;
    let before = told.get();
    for _ in 0..5 {
        page(FORM);
    }
    sleep(std::time::Duration::from_millis(150)).await;
    assert_eq!(told.get() - before, 1, "five changes in a row are one");
    drop(watch);
    page(CARDS);
    sleep(std::time::Duration::from_millis(150)).await;
    assert_eq!(told.get() - before, 1);
}

#[wasm_bindgen_test]
async fn the_form_is_understood_as_jwt() {
    let view = console::read(&as_properties(snapshot(&page(FORM)).await));
    let form = view.form.expect("a form");
    assert_eq!(form.authentication.map(|(kind, _)| kind), Some(Authentication::Jwt));
    assert_eq!(form.oauth_option.as_deref(), Some("oauth"));
    assert!(form.save.is_some_and(|save| !save.enabled));
}

fn as_properties(snapshot: PageSnapshot) -> PageSnapshot {
    let url = "https://h/libs/cq/adobeims-configuration/content/configurations/edit.html?item=a".to_owned();
    PageSnapshot { url, ..snapshot }
}

/// Sets texts by the names of the fields, and gives what became of each.
async fn set(link: &PageLink, values: &[(&str, &str)]) -> Vec<Outcome> {
    let fields = snapshot(link).await.fields;
    let edit = |(name, value): &(&str, &str)| Edit::SetText {
        key: fields.iter().find(|field| field.name == *name).expect("a field of this name").key.clone(),
        value: (*value).to_owned(),
    };
    link.apply(&values.iter().map(edit).collect::<Vec<_>>()).await.expect("outcomes")
}

async fn field_named(link: &PageLink, name: &str) -> Field {
    let fields = snapshot(link).await.fields;
    fields.into_iter().find(|field| field.name == name).expect("a field of this name")
}

fn run(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).expect("a script runs")
}

/// What a field really holds, a password's value included.
fn held(name: &str) -> String {
    run(&format!("return document.querySelector('#place [name={name}]').value")).as_string().expect("a text")
}

#[wasm_bindgen_test]
async fn undo_puts_back_what_every_field_held_a_password_included() {
    let link = page(FORM);
    let select = field_named(&link, "authenticationType").await.key;
    let client_id = field_named(&link, "clientId").await.key;
    let secret = field_named(&link, "clientSecret").await.key;
    set(&link, &[("clientId", "first"), ("clientSecret", "new")]).await;
    set(&link, &[("clientId", "second")]).await;
    let restore = [&secret, &client_id].map(|key| Edit::Restore { key: key.clone() });
    let outcomes = link.apply(&restore).await.expect("outcomes");
    assert!(outcomes.iter().all(|outcome| outcome.equal), "{outcomes:?}");
    assert_eq!(outcomes[0].read_back, None, "a password's value does not cross");
    assert_eq!((held("clientId"), held("clientSecret")), (String::new(), "hush".to_owned()));
    // Once undone there is nothing to undo, and what was never edited cannot be.
    let again = link
        .apply(&[Edit::Restore { key: client_id }, Edit::Restore { key: select }])
        .await
        .expect("outcomes");
    assert!(again.iter().all(|outcome| outcome.problem == Some(Problem::Gone)), "{again:?}");
}

#[wasm_bindgen_test]
async fn undo_leaves_alone_what_was_changed_since() {
    let link = page(FORM);
    let keys = [field_named(&link, "clientId").await.key, field_named(&link, "clientSecret").await.key];
    set(&link, &[("clientId", "ours"), ("clientSecret", "ours")]).await;
    run("document.querySelector('#place [name=clientId]').value = 'theirs'");
    run("document.querySelector('#place [name=clientSecret]').value = 'theirs'");
    assert!(field_named(&link, "clientSecret").await.edited);
    let outcomes = link.apply(&keys.map(|key| Edit::Restore { key })).await.expect("outcomes");
    assert!(outcomes.iter().all(|outcome| outcome.problem == Some(Problem::Changed)), "{outcomes:?}");
    assert_eq!((held("clientId"), held("clientSecret")), ("theirs".to_owned(), "theirs".to_owned()));
}

/// Renders the form anew when a field changes, and keeps what was typed.
const RENDERED_ANEW: &str = r#"
  <form onchange="const kept = [...this.elements].map(e => e.value); this.innerHTML = this.innerHTML;
    [...this.elements].forEach((e, i) => e.value = kept[i])">
    <input name="a" aria-label="A"><input name="b" aria-label="B" type="password">
  </form>"#;

#[wasm_bindgen_test]
async fn a_field_that_was_rendered_anew_is_read_back_and_undone_by_its_name() {
    let link = page(RENDERED_ANEW);
    let key = field_named(&link, "a").await.key;
    let first = set(&link, &[("a", "one"), ("b", "two")]).await;
    assert_eq!((first[0].equal, first[0].read_back.as_deref()), (true, Some("one")));
    assert_eq!(
        first[1].problem,
        Some(Problem::Gone),
        "nothing is put into a field that nobody has looked at"
    );
    assert_eq!(held("b"), "");
    assert!(set(&link, &[("b", "two")]).await[0].equal);
    let outcomes = link.apply(&[Edit::Restore { key }]).await.expect("outcomes");
    assert!(outcomes[0].equal, "{outcomes:?}");
    assert_eq!((held("a"), held("b")), (String::new(), "two".to_owned()));
}

#[wasm_bindgen_test]
async fn a_value_that_the_page_writes_in_its_own_way_is_told_as_it_is() {
    let link = page(
        r#"<input name="upper" aria-label="A" oninput="this.value = this.value.toUpperCase()">
           <input name="trim" aria-label="B" onchange="this.value = this.value.trim()">
           <input name="late" aria-label="C" onchange="setTimeout(() => this.value = 'late')">"#,
    );
    let outcomes = set(&link, &[("upper", "abc"), ("trim", "abc "), ("late", "abc")]).await;
    let told: Vec<(bool, Option<&str>)> =
        outcomes.iter().map(|outcome| (outcome.equal, outcome.read_back.as_deref())).collect();
    assert_eq!(told, [(false, Some("ABC")), (false, Some("abc")), (false, Some("late"))]);
    assert!(!snapshot(&link).await.fields.iter().any(|field| field.edited), "nobody else has changed it");
}

#[wasm_bindgen_test]
async fn a_field_is_known_to_be_edited_once_it_holds_something_else_than_it_was_seen_with() {
    let link = page(FORM);
    assert!(!snapshot(&link).await.fields.iter().any(|field| field.edited));
    run("document.querySelector('#place [name=clientSecret]').value = 'typed'");
    assert!(field_named(&link, "clientSecret").await.edited);
    assert!(!field_named(&link, "clientId").await.edited);
    set(&link, &[("clientSecret", "ours")]).await;
    assert!(!field_named(&link, "clientSecret").await.edited);
}

#[wasm_bindgen_test]
async fn a_field_tells_its_form_its_limit_and_whether_its_label_is_certain() {
    let link = page(
        r#"<form id="one"><input name="a" maxlength="36" aria-labelledby="twice"><i id="twice">A</i></form>
           <form><input name="b" aria-labelledby="once"><i id="once">B</i><i id="twice">C</i></form>
           <input name="c" form="one"><input name="d"><coral-select name="e"></coral-select>"#,
    );
    let fields = snapshot(&link).await.fields;
    let [a, b, c, d, e] = fields.as_slice() else { panic!("five fields: {fields:?}") };
    assert_eq!((a.max_length, b.max_length), (Some(36.0), None));
    assert!(a.shared_id && !b.shared_id);
    assert!(a.form == c.form && a.form != b.form && d.form == e.form && d.form == Key::default());
}

#[wasm_bindgen_test]
async fn waiting_for_fields_ends_when_they_are_there_and_not_before() {
    let link = page(FORM);
    let select = field_named(&link, "authenticationType").await.key;
    run("document.querySelector('#place coral-select').addEventListener('change', () =>
           setTimeout(() => document.querySelector('#place form').insertAdjacentHTML('beforeend', '<input name=late>'), 80))");
    let began = js_sys::Date::now();
    let choose = Edit::Choose { key: select, option: "oauth".to_owned() };
    let outcomes = link.apply(&[choose, Edit::AwaitFields { at_most: 5000 }]).await.expect("outcomes");
    let took = js_sys::Date::now() - began;
    assert_eq!(outcomes[1].problem, None);
    assert!((70.0..2000.0).contains(&took), "{took} ms");
    assert!(snapshot(&link).await.fields.iter().any(|field| field.name == "late"));
    let quiet = link.apply(&[Edit::AwaitFields { at_most: 20 }]).await.expect("outcomes");
    assert_eq!(quiet[0].problem, Some(Problem::NothingHappened));
}

#[wasm_bindgen_test]
async fn a_page_that_is_in_no_frame_says_so_and_one_in_ours_too() {
    assert_eq!(snapshot(&page(FORM)).await.framed, Framed::Top);
    let asked = |attributes: &str| {
        let script = format!(
            "return new Promise(told => {{
               addEventListener('message', event => told(event.data), {{ once: true }});
               const frame = document.createElement('iframe');
               {attributes}
               frame.srcdoc = `<script>${{source}}; parent.postMessage(AemPage.snapshot().framed, '*')</` + 'script>';
               document.querySelector('#place').append(frame);
             }})"
        );
        let source = include_str!("../static/page.js");
        let promise = Function::new_with_args("source", &script).call1(&JsValue::UNDEFINED, &source.into());
        wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise.expect("a promise")))
    };
    assert_eq!(asked("").await.expect("an answer").as_string().as_deref(), Some("same"));
    let foreign = asked("frame.sandbox = 'allow-scripts';").await.expect("an answer");
    assert_eq!(foreign.as_string().as_deref(), Some("other"));
}
