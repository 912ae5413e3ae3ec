//! What the components of AEM 6.5 (Coral 3) have in other places than those of AEM as a Cloud Service (Coral Spectrum).
//!
//! Seen in the Coral 3 of Adobe's documentation of 6.5 (AdobeDocs/aem-developer-materials, `coralui3`).

use super::*;

/// A select: no native one inside, and its list takes a choice only while it is open.
const SELECT: &str = r#"
  <form><label id="l">Authentication Type</label>
    <coral-select name="authenticationType" labelledby="l" placeholder="">
      <button handle="button" type="button" aria-expanded="false"><coral-button-label></coral-button-label>
        <span handle="label">JWT</span></button>
      <coral-overlay handle="overlay" style="display: none"><coral-selectlist handle="list">
        <coral-selectlist-item value="jwt">JWT</coral-selectlist-item>
        <coral-selectlist-item value="oauth">OAuth</coral-selectlist-item></coral-selectlist></coral-overlay>
      <input type="hidden" handle="input" name="authenticationType" value="jwt">
      <coral-select-item value="jwt">JWT</coral-select-item><coral-select-item value="oauth">OAuth</coral-select-item>
    </coral-select></form>"#;

const BEHAVES: &str = "
    const select = document.querySelector('#place coral-select');
    const button = select.querySelector('button');
    const open = (open) => button.setAttribute('aria-expanded', String(open));
    const isOpen = () => button.getAttribute('aria-expanded') === 'true';
    globalThis.told = 0;
    select.addEventListener('change', () => globalThis.told++);
    button.addEventListener('click', () => open(!isOpen()));
    select.querySelector('coral-selectlist').addEventListener('click', ({ target }) => {
        const wasOpen = isOpen();
        select.querySelector('[handle=input]').value = target.getAttribute('value');
        open(false);
        if (wasOpen) select.dispatchEvent(new Event('change', { bubbles: true }));
    });";

async fn choose(link: &PageLink, option: &str) -> Outcome {
    let key = field_named(link, "authenticationType").await.key;
    let edit = Edit::Choose { key, option: option.to_owned() };
    link.apply(&[edit]).await.expect("outcomes").remove(0)
}

#[wasm_bindgen_test]
async fn a_select_without_a_native_one_is_chosen_from_by_its_list() {
    for is_open in [false, true] {
        let link = page(SELECT);
        run(BEHAVES);
        if is_open {
            run("document.querySelector('#place coral-select button').click()");
        }
        let seen = field_named(&link, "authenticationType").await;
        assert_eq!((seen.kind, seen.value.as_deref()), (FieldKind::Select, Some("jwt")));
        assert_eq!(seen.options.len(), 2);
        let outcome = choose(&link, "oauth").await;
        assert_eq!((outcome.problem, outcome.read_back.as_deref()), (None, Some("oauth")));
        assert_eq!(run("return globalThis.told").as_f64(), Some(1.0), "the page hears of it");
        let expanded = run("return document.querySelector('#place button').getAttribute('aria-expanded')");
        assert_eq!(expanded.as_string().as_deref(), Some("false"), "the list is closed again");
    }
}

#[wasm_bindgen_test]
async fn an_option_that_is_not_in_the_list_is_not_chosen_and_nothing_is_left_open() {
    let link = page(SELECT);
    run(BEHAVES);
    assert_eq!(choose(&link, "saml").await.problem, Some(Problem::NoSuchOption));
    assert_eq!(run("return globalThis.told").as_f64(), Some(0.0));
    let expanded = run("return document.querySelector('#place button').getAttribute('aria-expanded')");
    assert_eq!(expanded.as_string().as_deref(), Some("false"));
}

#[wasm_bindgen_test]
async fn a_locked_select_whose_input_is_not_sent_is_no_alarm() {
    let link = page(
        &SELECT
            .replace("placeholder=\"\"", "readonly")
            .replace("handle=\"input\"", "handle=\"input\" disabled"),
    );
    let seen = field_named(&link, "authenticationType").await;
    assert!(seen.read_only && !seen.not_sent);
}

#[wasm_bindgen_test]
async fn the_native_select_of_a_group_of_buttons_is_no_field_of_its_own() {
    let link = page(
        r#"<form><coral-buttongroup name="type" aria-label="Authentication Type">
             <button value="jwt" aria-pressed="true">JWT</button><button value="oauth">OAuth</button>
             <select handle="nativeSelect" name="type"><option value="jwt" selected><option value="oauth"></select>
           </coral-buttongroup></form>"#,
    );
    assert_eq!(snapshot(&link).await.fields.len(), 1);
}

#[wasm_bindgen_test]
async fn a_dialogs_variant_may_stand_in_its_class() {
    let seen = snapshot(&page(
        r#"<coral-dialog open class="coral3-Dialog coral3-Dialog--error is-open" role="alertdialog">
             <coral-dialog-content>No.</coral-dialog-content></coral-dialog>"#,
    ))
    .await;
    assert_eq!(seen.dialogs[0].variant, "error");
}

#[wasm_bindgen_test]
async fn an_item_of_a_column_that_is_merely_active_is_not_selected() {
    let item = |id: &str, marks: &str| {
        format!(
            r#"<coral-columnview-item class="foundation-collection-item" data-foundation-collection-item-id="{id}" {marks}>
                 <coral-columnview-item-content>{id}</coral-columnview-item-content></coral-columnview-item>"#
        )
    };
    let (active, selected) = (r#"active aria-selected="true""#, r#"selected aria-selected="true""#);
    let link =
        page(&format!("<coral-columnview>{}{}</coral-columnview>", item("a", active), item("b", selected)));
    let seen = snapshot(&link).await;
    assert_eq!(seen.items.iter().map(|item| item.selected).collect::<Vec<_>>(), [false, true]);
}

#[wasm_bindgen_test]
async fn a_wizard_that_lists_its_steps_has_each_once() {
    let seen = snapshot(&page(
        r#"<coral-steplist><coral-step selected>One</coral-step><coral-step>Two</coral-step></coral-steplist>
           <div class="foundation-wizard-step foundation-wizard-step-active">One</div>
           <div class="foundation-wizard-step">Two</div>"#,
    ))
    .await;
    let steps: Vec<(&str, bool)> = seen.steps.iter().map(|step| (step.text.as_str(), step.active)).collect();
    assert_eq!(steps, [("One", true), ("Two", false)]);
}
