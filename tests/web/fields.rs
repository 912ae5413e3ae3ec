//! The fields of a form, as they are told.

use super::*;

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
async fn the_form_is_understood_as_jwt() {
    let view = console::read(&as_properties(snapshot(&page(FORM)).await));
    let form = view.form.expect("a form");
    assert_eq!(form.authentication.map(|(kind, _)| kind), Some(Authentication::Jwt));
    assert_eq!(form.oauth_option.as_deref(), Some("oauth"));
    assert!(form.save.is_some_and(|save| !save.enabled));
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
    assert_eq!((a.max_length, b.max_length), (Some(36), None));
    assert!(a.shared_id && !b.shared_id);
    assert!(a.form == c.form && a.form != b.form && d.form == e.form && d.form == Key::default());
}

#[wasm_bindgen_test]
async fn a_form_tells_whether_it_sends_by_a_post_to_this_origin_in_this_window() {
    for (form, is_elsewhere) in [
        (r#"<form method="post">"#, false),
        (r#"<form method="POST" action="/save" target="_self" enctype="multipart/form-data">"#, false),
        (r#"<form class="foundation-form">"#, false),
        ("<form>", true),
        (r#"<form method="get">"#, true),
        (r#"<form method="dialog">"#, true),
        (r#"<form method="post" action="https://collector.example.com/">"#, true),
        (r#"<form method="post" action="javascript:void 0">"#, true),
        (r#"<form method="post" target="collector">"#, true),
        (r#"<form method="post" enctype="text/plain">"#, true),
        (r#"<form method="post"><button formmethod="post">"#, false),
        (r#"<form method="post"><button type="button" formmethod="get">"#, false),
        (r#"<form method="post"><button formmethod="get">"#, true),
        (r#"<form method="post"><input type="image" formaction="//collector.example.com/">"#, true),
        (r#"<button form="f" formtarget="_blank"></button><form id="f" method="post">"#, true),
        // A field's name hides the property of the form.
        (r#"<form method="get"><input type="hidden" name="method" value="post">"#, true),
    ] {
        let link = page(&format!(r#"{form}<input name="clientId" aria-label="Client Id"></form>"#));
        assert_eq!(field_named(&link, "clientId").await.sent_elsewhere, is_elsewhere, "{form}");
    }
}

#[wasm_bindgen_test]
async fn a_key_stands_for_a_field_only_as_long_as_it_is_what_it_was_told_as() {
    let changes = [
        ("nothing", "", true),
        ("its value", "field.value = 'typed'", true),
        ("its kind", "field.type = 'text'", false),
        ("its name", "field.name = 'orgId'", false),
        ("its label", "field.setAttribute('aria-label', 'Org Id')", false),
        ("how its form sends", "field.form.method = 'get'", false),
        ("its form", "field.setAttribute('form', 'other')", false),
        ("the page’s address", "history.replaceState(null, '', '?another')", false),
    ];
    for (what, change, is_filled) in changes {
        let link = page(
            r#"<form method="post"><input type="password" name="clientSecret" aria-label="Client Secret"></form>
               <form method="post" id="other"></form>"#,
        );
        let key = field_named(&link, "clientSecret").await.key;
        run(&format!("const field = document.querySelector('#place input'); {change}"));
        let edit = Edit::SetText { key, value: "p8e-Fake".to_owned() };
        let outcomes = link.apply(&[edit]).await.expect("outcomes");
        let problem = (!is_filled).then_some(Problem::Gone);
        assert_eq!((outcomes[0].problem, outcomes[0].equal), (problem, is_filled), "{what}");
    }
    run("history.replaceState(null, '', location.pathname)");
}

#[wasm_bindgen_test]
async fn a_mask_that_is_rendered_in_the_place_of_our_secret_is_another_value() {
    let link = page(r#"<form><input type="password" name="clientSecret" aria-label="Client Secret"></form>"#);
    set(&link, &[("clientSecret", "p8e-Fake")]).await;
    assert!(!field_named(&link, "clientSecret").await.edited);
    for (value, is_edited) in [("***", true), ("p8e-Fake", false), ("", false)] {
        run(&format!(
            "const form = document.querySelector('#place form'); form.innerHTML = form.innerHTML;
             form.elements[0].value = '{value}'"
        ));
        assert_eq!(field_named(&link, "clientSecret").await.edited, is_edited, "{value}");
    }
}

/// The labels of the first field, read from this markup.
async fn labels_of(html: &str) -> Vec<String> {
    let fields = snapshot(&page(html)).await.fields;
    fields.first().map(|field| field.labels.clone()).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_label_is_what_a_person_would_call_the_label() {
    let with_asides = r#"<form><div class="coral-Form-fieldwrapper">
        <label id="l">Client Id <abbr title="required">*</abbr><span class="char-counter">0/32</span>
          <coral-tooltip>Paste it here</coral-tooltip><span hidden>Org Id</span>
          <span role="status" aria-live="polite">saved</span><button type="button">Help</button></label>
        <input labelledby="l"></div></form>"#;
    assert_eq!(labels_of(with_asides).await, ["Client Id"]);
    let in_a_label = "<form><label>Scope <textarea></textarea></label></form>";
    assert_eq!(labels_of(in_a_label).await, ["Scope"]);
    let around =
        "<form><section><em>Org Id</em><div><input></div></section><p><b>Scope</b><input></p></form>";
    assert_eq!(labels_of(around).await, ["Org Id"]);
    let legend =
        "<form><fieldset><legend>Client Secret</legend><input type=password></fieldset><input></form>";
    assert_eq!(labels_of(legend).await, ["Client Secret"]);
    let placeholder = "<form><input placeholder='Org Id'><input></form>";
    assert_eq!(labels_of(placeholder).await, ["Org Id"]);
    let far_away = "<form><h2>Credentials</h2><div><input><input></div></form>";
    assert!(labels_of(far_away).await.is_empty());
}

const RADIOS: &str = r#"<form><fieldset><legend>Authentication Type</legend>
    <label><input type="radio" name="type" value="jwt" checked> JWT</label>
    <label><input type="radio" name="type" value="oauth"> OAuth</label></fieldset>
    <input name="clientId" aria-label="Client Id"></form>"#;

const BUTTONS: &str = r#"<form><div role="group" aria-label="Authentication Type">
    <button type="button" aria-pressed="true" value="jwt" onclick="choose(this)">JWT</button>
    <button type="button" aria-pressed="false" value="oauth" onclick="choose(this)">OAuth</button></div>
    <input name="clientId" aria-label="Client Id"></form>"#;

#[wasm_bindgen_test]
async fn radio_buttons_and_groups_of_buttons_are_one_choice() {
    Function::new_no_args(
        "globalThis.choose = (button) => button.parentElement.querySelectorAll('button')
           .forEach((one) => one.setAttribute('aria-pressed', String(one === button)))",
    )
    .call0(&JsValue::UNDEFINED)
    .expect("a function");
    for html in [RADIOS, BUTTONS] {
        let link = page(html);
        let found = snapshot(&link).await;
        let [choice, _] = found.fields.as_slice() else { panic!("{:?}", found.fields) };
        assert_eq!(
            (choice.kind, choice.value.as_deref(), choice.visible),
            (FieldKind::Select, Some("jwt"), true)
        );
        assert_eq!(choice.labels, ["Authentication Type"]);
        let options: Vec<_> =
            choice.options.iter().map(|one| (one.value.as_str(), one.text.as_str())).collect();
        assert_eq!(options, [("jwt", "JWT"), ("oauth", "OAuth")]);
        assert!(found.actions.is_empty(), "its buttons are no actions");
        let choose = Edit::Choose { key: choice.key.clone(), option: "oauth".to_owned() };
        let outcomes = link.apply(&[choose]).await.expect("outcomes");
        assert!(outcomes[0].equal && outcomes[0].read_back.as_deref() == Some("oauth"), "{outcomes:?}");
    }
}

#[wasm_bindgen_test]
async fn what_a_field_takes_is_told_by_its_container_and_its_pattern() {
    let of_list = async |html: &str| snapshot(&page(html)).await.fields[0].of_list;
    assert!(of_list("<form><coral-multifield><input name='scope'></coral-multifield></form>").await);
    assert!(of_list("<form><input name='scope'><input name='scope'></form>").await);
    let wrapper = |inputs: &str| {
        format!("<form><div class='coral-Form-fieldwrapper'><label id='l'>Scope</label>{inputs}</div></form>")
    };
    assert!(of_list(&wrapper("<input name='s1' labelledby='l'><input name='s2'>")).await);
    assert!(!of_list(&wrapper("<input name='scope' labelledby='l'>")).await);
    assert!(!of_list("<form><p><label>A <input></label><label>B <input></label></p></form>").await);

    let link = page("<form><input pattern='[0-9]+' name='n' value='1'></form>");
    let key = snapshot(&link).await.fields[0].key.clone();
    let outcomes = link.apply(&[Edit::SetText { key, value: "x".to_owned() }]).await.expect("outcomes");
    assert_eq!(outcomes[0].problem, Some(Problem::NotAccepted));
    assert_eq!(snapshot(&link).await.fields[0].value.as_deref(), Some("1"), "nothing was set");
}

#[wasm_bindgen_test]
async fn a_value_counts_only_if_the_form_would_send_it_and_no_other() {
    let not_sent = async |html: &str| snapshot(&page(html)).await.fields[0].not_sent;
    assert!(!not_sent("<form><input name='a' value='x'></form>").await);
    assert!(
        !not_sent("<form><input name='a' value='x'><input type='hidden' name='a' value=''></form>").await
    );
    assert!(
        not_sent("<form><input name='a' value='x'><input type='hidden' name='a' value='y'></form>").await
    );
    assert!(not_sent("<form><p><input value='x'><input type='hidden' name='a' value=''></p></form>").await);
    assert!(!not_sent("<form><p><input value='x'><input type='hidden' name='a' value='x'></p></form>").await);
    assert!(!not_sent("<div><input name='a' value='x'></div>").await, "nobody knows what a script sends");
}

#[wasm_bindgen_test]
async fn a_field_on_another_step_or_tab_is_told_and_a_hidden_one_is_not() {
    let html = "<form><coral-panel style='display:none'><input name='a' value='1'></coral-panel>
        <div hidden><input name='b'></div><input name='c'></form>";
    let fields = snapshot(&page(html)).await.fields;
    let told: Vec<_> = fields.iter().map(|field| (field.visible, field.on_other_panel)).collect();
    assert_eq!(told, [(false, true), (false, false), (true, false)]);
}

#[wasm_bindgen_test]
async fn a_button_tells_its_form_and_its_dialog() {
    let html = "<button variant='cta'>Create</button>
        <dialog open><form id='f'><input name='a'></form><button form='f'>Create</button></dialog>";
    let found = snapshot(&page(html)).await;
    let [list, dialog] = found.actions.as_slice() else { panic!("two buttons") };
    let field = &found.fields[0];
    assert!(list.form.0.is_empty() && list.dialog.0.is_empty());
    assert_eq!((&dialog.form, &dialog.dialog), (&field.form, &field.dialog));
    assert!(!field.form.0.is_empty() && !field.dialog.0.is_empty());
}
