//! What needs a browser but no AEM: `page.js` on a document made for it, and the shapes it exchanges with Rust.
//!
//! Runs in a headless browser by `cargo xtask test`. Real Coral, and the extension as a whole, are for `tests/e2e`.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::panic, missing_docs, reason = "a test ends where an expectation fails")]

use ims_oauth_assistant::console::{self, Authentication, Completeness, Ownership, PageKind, Reason, Role};
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

/// The parts of `page.js`, in the order of the manifest.
const PARTS: [&str; 4] = [
    include_str!("../static/page.js"),
    include_str!("../static/page-items.js"),
    include_str!("../static/page-structure.js"),
    include_str!("../static/page-hands.js"),
];

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

#[wasm_bindgen_test]
async fn cards_become_items() {
    let seen = snapshot(&page(CARDS)).await;
    let [first, second] = seen.items.as_slice() else { panic!("two items: {:?}", seen.items) };
    assert_eq!((first.id.as_str(), first.title.as_str(), first.selected), ("a", "Adobe Target", false));
    assert_eq!(
        (first.statuses[0].tag.as_str(), first.statuses[0].variant.as_str()),
        ("coral-alert", "error")
    );
    assert_eq!((second.id.as_str(), second.selected), ("b", true));
    let lines: Vec<(&str, bool)> = second.lines.iter().map(|line| (line.text.as_str(), line.ruled)).collect();
    assert_eq!(lines, [("Adobe IMS Technical Account", false), ("Auto provisioned", true)]);

    let view = console::read(&as_list(seen.clone()));
    assert_eq!(view.kind, PageKind::List);
    assert!(view.configurations[0].to_migrate(false) && !view.configurations[1].to_migrate(true));
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

/// The same two configurations in every markup of collection items: one marked as JWT, one Adobe's, both with a control
/// and a hidden text that are no part of what they say.
const VIEWS: &[(&str, &str)] = &[
    (
        "table",
        r#"<table is="coral-table" class="foundation-collection"><thead><tr is="coral-table-row"><th>Title</th></tr></thead>
          <tbody>
          <tr is="coral-table-row" class="foundation-collection-item" data-foundation-collection-item-id="a">
            <td><coral-checkbox><span>Select Adobe Target</span></coral-checkbox></td>
            <td class="foundation-collection-item-title">Adobe Target</td>
            <td><div>Adobe IMS Technical Account</div></td>
            <td><coral-tag color="red">JWT Credentials (deprecated)</coral-tag><button>JWT</button></td></tr>
          <tr is="coral-table-row" class="foundation-collection-item" data-foundation-collection-item-id="b">
            <td></td><td class="foundation-collection-item-title">Workflows</td>
            <td><div>Adobe IMS Technical Account</div><hr><div>Auto <b>provisioned</b></div></td><td></td></tr>
          </tbody></table>"#,
    ),
    (
        "columns",
        r#"<coral-columnview class="foundation-collection"><coral-columnview-column
            data-foundation-layout-columnview-hasmore="false"><coral-columnview-column-content>
          <coral-columnview-item class="foundation-collection-item" data-foundation-collection-item-id="a">
            <coral-columnview-item-thumbnail><img alt="JWT"></coral-columnview-item-thumbnail>
            <coral-columnview-item-content><div class="foundation-collection-item-title">Adobe Target</div>
              <div class="foundation-layout-util-subtletext">Adobe IMS Technical Account</div>
              <coral-status variant="error">JWT Credentials (deprecated)</coral-status></coral-columnview-item-content>
          </coral-columnview-item>
          <coral-columnview-item class="foundation-collection-item" data-foundation-collection-item-id="b">
            <coral-columnview-item-content><div class="foundation-collection-item-title">Workflows</div>
              <div>Adobe IMS Technical Account</div><hr><div>Auto provisioned</div></coral-columnview-item-content>
          </coral-columnview-item>
          </coral-columnview-column-content></coral-columnview-column></coral-columnview>"#,
    ),
    (
        "any list",
        r#"<ul class="foundation-collection">
          <li class="foundation-collection-item" data-granite-collection-item-id="a">Adobe IMS Technical Account
            <span class="foundation-collection-item-title">Adobe Target
              <span class="coral-Tag">JWT Credentials (deprecated)</span></span></li>
          <li class="foundation-collection-item" data-granite-collection-item-id="b">
            <span class="foundation-collection-item-title">Workflows</span>
            <p>Adobe IMS Technical Account</p><p>Auto provisioned</p>
            <p hidden>JWT Credentials (deprecated)</p></li></ul>"#,
    ),
    (
        "cards of Coral 3 without Granite's classes",
        r#"<coral-masonry>
          <coral-masonry-item data-foundation-collection-item-id="a"><coral-card><coral-card-content>
            <coral-card-context>Adobe IMS Technical Account</coral-card-context><coral-card-title>Adobe Target</coral-card-title>
            </coral-card-content><coral-card-info><coral-alert variant="error"><coral-alert-header>JWT Credentials
              (deprecated)</coral-alert-header></coral-alert></coral-card-info></coral-card></coral-masonry-item>
          <coral-masonry-item data-foundation-collection-item-id="b"><coral-card><coral-card-content>
            <coral-card-context>Adobe IMS Technical Account</coral-card-context><coral-card-title>Workflows</coral-card-title>
            <coral-card-property icon="lockOn">Auto provisioned</coral-card-property></coral-card-content>
            <coral-card-info><coral-alert variant="error" style="display:none">JWT</coral-alert></coral-card-info>
            </coral-card></coral-masonry-item></coral-masonry>"#,
    ),
];

#[wasm_bindgen_test]
async fn the_same_configurations_are_read_from_every_markup() {
    for (name, html) in VIEWS {
        let seen = snapshot(&page(html)).await;
        let first = seen.items.first().unwrap_or_else(|| panic!("{name}: no items"));
        assert_eq!(first.lines.len(), 1, "{name}: {:?}", first.lines);
        let view = console::read(&as_list(seen));
        let read: Vec<_> = view
            .configurations
            .iter()
            .map(|one| (one.id.as_str(), one.title.as_str(), one.authentication.is, one.ownership.is))
            .collect();
        let expected = [
            ("a", "Adobe Target", Authentication::Jwt, Ownership::Administrator),
            ("b", "Workflows", Authentication::NotMarked, Ownership::Adobe),
        ];
        assert_eq!(read, expected, "{name}");
        assert!(view.configurations[0].to_migrate(false), "{name}");
    }
    let columns = snapshot(&page(VIEWS[1].1)).await;
    assert_eq!(console::read(&as_list(columns)).completeness, Completeness::All(Reason::PageSays));
}

/// A collection that loads 20 at a time when it is scrolled to its end, up to so many.
fn lazy(total: usize) -> PageLink {
    let link = page(
        r#"<div id="scroller" style="height:200px;overflow:auto"><div class="foundation-collection"
            data-foundation-layout='{"name":"foundation-layout-masonry","limit":20}'></div></div>"#,
    );
    let script = "
        const scroller = document.getElementById('scroller'), list = scroller.firstElementChild;
        const load = () => {
          for (let n = 0; n < 20 && list.children.length < total; n++) {
            const item = document.createElement('div');
            Object.assign(item, { className: 'foundation-collection-item', textContent: 'Item ' + list.children.length });
            item.dataset.foundationCollectionItemId = list.children.length;
            item.style.height = '40px';
            list.append(item);
          }
        };
        load();
        scroller.addEventListener('scroll', () => {
          if (scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 50) setTimeout(load, 60);
        });";
    Function::new_with_args("total", script)
        .call1(&JsValue::UNDEFINED, &(total as f64).into())
        .expect("the list is made");
    link
}

#[wasm_bindgen_test]
async fn a_list_that_loads_lazily_is_loaded_to_its_end_and_known_to_be_complete() {
    for (total, reason) in [(50, Reason::ShortLoad), (40, Reason::NothingCame)] {
        let link = lazy(total);
        let completeness = |seen: &PageSnapshot| console::read(&as_list(seen.clone())).completeness;
        let seen = snapshot(&link).await;
        assert_eq!(
            (seen.items.len(), completeness(&seen)),
            (20, Completeness::MoreExpected(Reason::NotAtEnd))
        );
        let mut loads = 0;
        while !matches!(completeness(&snapshot(&link).await), Completeness::All(_)) {
            loads += 1;
            assert!(loads < 6, "it comes to an end");
            let loaded = link.load_more().await.expect("an answer");
            assert!(loaded.count >= loaded.before);
        }
        let seen = snapshot(&link).await;
        assert_eq!((seen.items.len(), completeness(&seen)), (total, Completeness::All(reason)));
    }
}

#[wasm_bindgen_test]
async fn an_item_that_changed_while_it_was_away_is_read_again() {
    let link = page(CARDS);
    let _watch = link.watch(|| {});
    sleep(std::time::Duration::from_millis(50)).await;
    let lines = |seen: &PageSnapshot| seen.items[0].lines[0].text.clone();
    assert_eq!(lines(&snapshot(&link).await), "Adobe IMS Technical Account");
    let take = "globalThis.away = document.querySelector('.foundation-collection-item'); away.remove()";
    let change = "away.querySelector('coral-card-context').textContent = 'Other'";
    let put_back = "document.querySelector('.foundation-collection').prepend(away)";
    for script in [take, change, put_back] {
        Function::new_no_args(script).call0(&JsValue::UNDEFINED).expect("a change");
        // What watches hears of one at a time.
        sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(lines(&snapshot(&link).await), "Other");
}

#[wasm_bindgen_test]
async fn what_changed_since_the_last_look_is_read_anew_while_watching() {
    let link = page(CARDS);
    let watch = link.watch(|| {});
    sleep(std::time::Duration::from_millis(50)).await;
    let title = |seen: &PageSnapshot| seen.items[0].title.clone();
    assert_eq!(title(&snapshot(&link).await), "Adobe Target");
    let change = |script: &str| {
        Function::new_no_args(script).call0(&JsValue::UNDEFINED).expect("a change");
    };
    // No time passes between a change and the next look.
    change("document.querySelector('coral-card-title').firstChild.data = 'Renamed'");
    assert_eq!(title(&snapshot(&link).await), "Renamed");
    change("document.querySelector('coral-alert').remove()");
    assert!(snapshot(&link).await.items[0].statuses.is_empty());
    change(
        "document.querySelector('.foundation-collection-item').classList.add('foundation-selections-item')",
    );
    assert!(snapshot(&link).await.items[0].selected);
    drop(watch);
    change("document.querySelector('coral-card-title').firstChild.data = 'Again'");
    assert_eq!(title(&snapshot(&link).await), "Again");
}

#[wasm_bindgen_test]
async fn many_items_do_not_keep_the_page_from_its_work() {
    let item = r#"<div class="foundation-collection-item" data-foundation-collection-item-id="x">
        <coral-card-title>T</coral-card-title><coral-card-context>C</coral-card-context></div>"#;
    let link = page(&format!("<div class=\"foundation-collection\">{}</div>", item.repeat(5000)));
    let turns = Rc::new(Cell::new(0));
    let counted = turns.clone();
    yew::platform::spawn_local(async move {
        for _ in 0..1000 {
            sleep(std::time::Duration::ZERO).await;
            counted.set(counted.get() + 1);
        }
    });
    let seen = snapshot(&link).await;
    assert_eq!(seen.items.len(), 5000);
    assert!(turns.get() > 0, "the page had its turn in between");
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
async fn what_somebody_typed_is_known_when_the_page_renders_its_form_anew() {
    let link = page(
        r#"<form><input name="typed-in" aria-label="A"><input name="left" aria-label="B" value="b"></form>"#,
    );
    snapshot(&link).await;
    run("document.querySelector('#place [name=typed-in]').value = 'by hand'");
    run("const form = document.querySelector('#place form'); form.innerHTML = form.innerHTML;
         form.elements[0].value = 'by hand'");
    assert!(field_named(&link, "typed-in").await.edited);
    assert!(!field_named(&link, "left").await.edited);
}

#[wasm_bindgen_test]
async fn a_text_in_the_place_of_a_field_is_told_with_its_label() {
    let link = page(
        r#"<form><div class="coral-Form-fieldwrapper"><label>API Key *</label><div> 1a2b </div></div>
           <div class="coral-Form-fieldwrapper"><label>Title</label><input name="title"></div>
           <div class="coral-Form-fieldwrapper"><label>Hidden</label><div hidden>x</div></div></form>"#,
    );
    let fields = snapshot(&link).await.fields;
    let [shown, title] = fields.as_slice() else { panic!("two fields: {fields:?}") };
    assert_eq!((shown.kind, shown.value.as_deref()), (FieldKind::Shown, Some("1a2b")));
    assert!(shown.visible && !shown.editable() && shown.labels == ["API Key *"] && shown.form == title.form);
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
