//! What needs a browser but no AEM: `page.js` on a document made for it, and the shapes it exchanges with Rust.
//!
//! Runs in a headless browser by `cargo xtask test`. Real Coral, and the extension as a whole, are for `tests/e2e`.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::panic, missing_docs, reason = "a test ends where an expectation fails")]

use ims_oauth_assistant::browser::{PageLink, SameDocument, intl};
use ims_oauth_assistant::console::{self, Authentication, Completeness, Ownership, PageKind, Reason, Role};
use ims_oauth_assistant::page::{
    Address, Edit, Field, FieldKind, Framed, Key, Outcome, PageSnapshot, Problem,
};
use js_sys::{Function, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::platform::time::sleep;

mod coral3;
mod edits;
mod fields;
mod items;
mod press;
mod shadow;

wasm_bindgen_test_configure!(run_in_browser);

/// The sources of the parts of `page.js`, in the order of the manifest.
const PARTS: &[&str] = include!(concat!(env!("OUT_DIR"), "/page_parts.rs"));

/// Puts a page into the document and gives the link to it. Each test has the document for itself.
fn page(html: &str) -> PageLink {
    let global = js_sys::global();
    if Reflect::get(&global, &"AemPage".into()).expect("a global").is_undefined() {
        for part in PARTS {
            Function::new_no_args(part).call0(&JsValue::UNDEFINED).expect("page.js runs");
        }
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

const FORM: &str = r#"
  <form method="post">
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
async fn the_structure_has_the_pages_words_and_nothing_of_the_customers() {
    let html = format!(
        r#"<coral-shell-header><button>Jo Doe</button></coral-shell-header>{FORM}{CARDS}
        <acme-widget data-acme="x" icon="/content/dam/acme.svg" class="acme foundation-x" title="Acme"></acme-widget>
        <input name="n" value="ValueOfMine"><a href="https://acme.example/">Acme link</a>"#
    );
    let link = page(&html);
    let structure = link.structure().await.expect("the structure");
    for told in [
        "\"Client Id *",
        "@variant=error",
        "@class=foundation-x",
        "@type=password",
        "other-element",
        "@data-foundation-collection-item-id",
    ] {
        assert!(structure.contains(told), "{told} in {structure}");
    }
    for private in
        ["Jo Doe", "cme", "ValueOfMine", "hush", "Adobe Target", "Workflows", "\"a", "=a", "jwtClaims"]
    {
        assert!(!structure.contains(private), "{private} in {structure}");
    }
    let seen = as_list(snapshot(&link).await);
    let report = console::structure::report(&seen, &console::read(&seen), &structure);
    assert!(report.contains("coral-alert[variant=error]"), "{report}");
}

#[wasm_bindgen_test]
async fn steps_dialogs_and_a_wizards_controls_are_told() {
    let seen = snapshot(&page(
        r#"<coral-steplist><coral-step><coral-step-label>Certificate</coral-step-label></coral-step>
             <coral-step selected><coral-step-label>Account</coral-step-label></coral-step></coral-steplist>
           <button data-foundation-wizard-control-action="prev">Back</button>
           <coral-dialog open variant="info"><coral-dialog-header>Check</coral-dialog-header>
             <coral-dialog-content>One item</coral-dialog-content>
             <coral-dialog-footer><button>Cancel</button><button>Check</button></coral-dialog-footer></coral-dialog>"#,
    ))
    .await;
    let steps: Vec<(&str, bool)> = seen.steps.iter().map(|step| (step.text.as_str(), step.active)).collect();
    assert_eq!(steps, [("Certificate", false), ("Account", true)]);
    assert!(seen.actions.iter().any(|action| action.control == "prev"));
    assert_eq!(seen.dialogs[0].buttons, ["Cancel", "Check"]);
    let check = console::read(&as_list(seen)).health_check;
    assert_eq!(check.map(|check| check.kind), Some(console::HealthKind::Question));
}

fn as_list(snapshot: PageSnapshot) -> PageSnapshot {
    let url = "https://h/libs/cq/adobeims-configuration/content/configurations.html".to_owned();
    PageSnapshot { url, ..snapshot }
}

fn as_properties(snapshot: PageSnapshot) -> PageSnapshot {
    let url = "https://h/libs/cq/adobeims-configuration/content/configurations/edit.html?item=a".to_owned();
    PageSnapshot { url, ..snapshot }
}

fn run(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).expect("a script runs")
}

async fn field_named(link: &PageLink, name: &str) -> Field {
    let fields = snapshot(link).await.fields;
    fields.into_iter().find(|field| field.name == name).expect("a field of this name")
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

/// What a field really holds, a password's value included.
fn held(name: &str) -> String {
    run(&format!("return document.querySelector('#place [name={name}]').value")).as_string().expect("a text")
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
               const tell = `AemPage.snapshot().then(({{ framed }}) => parent.postMessage(framed, '*'))`;
               frame.srcdoc = `<script>${{source}}; ${{tell}}</` + 'script>';
               document.querySelector('#place').append(frame);
             }})"
        );
        let source = PARTS.join(";\n");
        let promise = Function::new_with_args("source", &script).call1(&JsValue::UNDEFINED, &source.into());
        wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise.expect("a promise")))
    };
    assert_eq!(asked("").await.expect("an answer").as_string().as_deref(), Some("same"));
    let foreign = asked("frame.sandbox = 'allow-scripts';").await.expect("an answer");
    assert_eq!(foreign.as_string().as_deref(), Some("other"));
}

#[wasm_bindgen_test]
fn addresses_are_for_javascript_what_they_are_for_rust() {
    Function::new_no_args(include_str!("../../static/page/address.js"))
        .call0(&JsValue::UNDEFINED)
        .expect("address.js runs");
    let rows: Vec<(&str, &str)> = include_str!("../fixtures/addresses.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .collect();
    assert!(rows.len() > 20, "a table");
    let is_console = "return AemAddress.isConsole(new URL(url).pathname) ? 'console' : 'elsewhere'";
    // Outside the cloud a host is one that a person has allowed.
    let is_author = "const { hostname } = new URL(url);
        const isCloud = /(^|\\.)adobeaemcloud\\.com$/.test(hostname);
        if (!isCloud) return AemAddress.isSupportedHost(hostname) ? 'other' : 'unsupported';
        return AemAddress.isSupportedHost(hostname) ? 'author' : 'other'";
    for (what, url) in rows {
        let question = if matches!(what, "console" | "elsewhere") { is_console } else { is_author };
        let answer = Function::new_with_args("url", question).call1(&JsValue::UNDEFINED, &url.into());
        assert_eq!(answer.expect("an answer").as_string().as_deref(), Some(what), "{url}");
        let context = Function::new_with_args("url", "return AemAddress.contextPath(new URL(url).pathname)")
            .call1(&JsValue::UNDEFINED, &url.into());
        if what == "console" {
            let context = context.expect("a context path").as_string();
            assert_eq!(context.as_deref(), Address::parse(url).context_path(), "{url}");
        }
    }
}

#[wasm_bindgen_test]
fn a_language_writes_numbers_lists_and_times_in_its_own_way() {
    let list = |tag: &str| intl::list(tag, &["A", "B", "C"].map(str::to_owned));
    assert_eq!(["en", "de", "ja"].map(list), ["A, B, and C", "A, B und C", "A、B、C"]);
    assert_eq!(["en", "de", "pt-BR"].map(|tag| intl::number(tag, 12_000)), ["12,000", "12.000", "12.000"]);
    assert_eq!(intl::number("fr", 999), "999");
    assert_eq!(["en", "de"].map(|tag| intl::duration(tag, 60)), ["1 hour", "1 Stunde"]);
    assert_eq!(intl::duration("fr", 30), "30 minutes");
}
