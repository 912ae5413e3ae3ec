//! What is done to a page, and undone.

use super::*;

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
