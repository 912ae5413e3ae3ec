//! What needs a browser but no AEM: `page.js` on a document made for it, and the shapes it exchanges with Rust.
//!
//! Runs in a headless browser by `cargo xtask test`. Real Coral, and the extension as a whole, are for `tests/e2e`.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::panic, missing_docs, reason = "a test ends where an expectation fails")]

use ims_oauth_assistant::console::{self, Authentication, PageKind, Role};
use ims_oauth_assistant::page::{Edit, FieldKind, Key, PageLink, PageSnapshot, Problem, SameDocument};
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
