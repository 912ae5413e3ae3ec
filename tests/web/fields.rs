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
