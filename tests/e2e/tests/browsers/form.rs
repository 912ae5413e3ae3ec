//! Beside AEM's forms: what is filled can be undone, what somebody typed is kept, and a new configuration is proposed.

use crate::pages::{
    LAUNCH, LAUNCH_CLIENT_ID, WORKFLOWS, create, focus_is_on, form_of_aem, form_of_aem_is, offers, open,
    open_and_fill, open_ready_to_fill, press_saying, properties, start, type_into,
};
use anyhow::Result;
use e2e::{Engine, SECRET, TARGET_CLIENT_ID, credential, paste};
use serde_json::json;

subjects! {
    both: [
        undo_brings_a_jwt_form_back_as_it_was_its_password_included,
        undo_leaves_the_focus_on_what_comes_next,
    ],
    chromium_first: [
        undo_leaves_a_field_that_somebody_has_changed_since,
        what_somebody_typed_is_overwritten_only_by_a_press_for_it,
        a_new_configuration_is_proposed_with_its_solution_and_title,
        a_refusal_is_told_before_anything_is_pasted,
        the_secret_that_was_chosen_on_the_list_is_used_on_the_form,
        a_form_that_shows_text_instead_of_fields_tells_its_client_id,
    ],
}

async fn a_refusal_is_told_before_anything_is_pasted(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "").await?;
    open(&browser, &properties(&browser, WORKFLOWS)).await?;
    browser.text_with(".said[data-tone=warning]", "Adobe provisioned this configuration").await?;
    browser.close().await
}

async fn the_secret_that_was_chosen_on_the_list_is_used_on_the_form(engine: Engine) -> Result<()> {
    const OTHER: &str = "p8e-EndToEnd0Made1Up2Secret3_-8901zz";
    let (_console, browser) = start(engine, "").await?;
    let two = credential(TARGET_CLIENT_ID, SECRET)
        .replace(&json!([SECRET]).to_string(), &json!([SECRET, OTHER]).to_string());
    paste(&browser, &two).await?;
    browser.press("fieldset label:nth-of-type(2) input").await?;
    browser.press("[data-group=to-migrate] .buttons button").await?;
    browser.enter_top().await?;
    browser.find("#propertiesform").await?;
    browser.enter_panel().await?;
    press_saying(&browser, "Fill 6 fields").await?;
    browser.text_with(".said[data-tone=success]", "6 of 6").await?;
    browser.enter_top().await?;
    let held = "return document.querySelector('#propertiesform input[type=password]').value";
    assert_eq!(browser.run(held).await?, json!(OTHER));
    browser.close().await
}

async fn undo_leaves_the_focus_on_what_comes_next(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "").await?;
    open_and_fill(&browser).await?;
    press_saying(&browser, "Undo").await?;
    browser.text_with(".form > .said", "holds what it held before").await?;
    focus_is_on(&browser, ".form button[data-tone=primary]").await?;
    browser.close().await
}

async fn a_form_that_shows_text_instead_of_fields_tells_its_client_id(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "readonly=text&payload=hidden").await?;
    open_ready_to_fill(&browser).await?;
    browser.text_with(".credential", "Same client id as this configuration.").await?;
    browser.close().await
}

async fn undo_brings_a_jwt_form_back_as_it_was_its_password_included(engine: Engine) -> Result<()> {
    // With `toggle` the fields of OAuth stay on the page, hidden, and what is in them would be sent some day.
    let (_console, browser) = start(engine, "render=toggle").await?;
    let passwords = "return [...document.querySelectorAll('input[type=password]')].map(one => one.value)";
    open_ready_to_fill(&browser).await?;
    let before = form_of_aem(&browser).await?;
    let passwords_before = browser.run(passwords).await?;
    assert_eq!(before["authenticationType"]["value"], "jwt");

    browser.enter_panel().await?;
    press_saying(&browser, "Fill 6 fields").await?;
    browser.text_with(".said[data-tone=success]", "6 of 6").await?;
    assert_eq!(form_of_aem(&browser).await?["authenticationType"]["value"], "oauth");
    assert!(browser.run(passwords).await?.to_string().contains(SECRET));

    browser.enter_panel().await?;
    press_saying(&browser, "Undo").await?;
    browser.text_with(".form > .said", "holds what it held before").await?;
    assert!(!offers(&browser, "Undo").await?, "nothing is left to be undone");
    // AEM takes its time to show the fields of another type.
    form_of_aem_is(&browser, &before).await?;
    assert_eq!(browser.run(passwords).await?, passwords_before);
    browser.close().await
}

async fn undo_leaves_a_field_that_somebody_has_changed_since(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "").await?;
    open(&browser, &properties(&browser, LAUNCH)).await?;
    paste(&browser, &credential(LAUNCH_CLIENT_ID, SECRET)).await?;
    browser.press(".form button[data-tone=primary]").await?;
    browser.text_with(".said[data-tone=success]", "as intended").await?;
    type_into(&browser, "scope", ",by_hand").await?;
    let typed = form_of_aem(&browser).await?["scope"].clone();
    assert!(typed.to_string().contains("target_sdk") && typed.to_string().contains(",by_hand"), "{typed}");

    browser.enter_panel().await?;
    press_saying(&browser, "Undo").await?;
    browser.text_with(".form > .said", "changed since").await?;
    browser.text_with(".form > .said", "Scope").await?;
    let after = form_of_aem(&browser).await?;
    assert_eq!(after["scope"], typed);
    assert_eq!(after["clientSecret"]["value"], "", "the others are as they were");
    browser.close().await
}

async fn what_somebody_typed_is_overwritten_only_by_a_press_for_it(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "").await?;
    open_and_fill(&browser).await?;
    type_into(&browser, "clientId", "-by-hand").await?;
    let typed = format!("{TARGET_CLIENT_ID}-by-hand");

    browser.enter_panel().await?;
    browser.text_with(".form tbody", "changed by hand").await?;
    press_saying(&browser, "Fill 1 field").await?;
    browser.text_with(".said[data-tone=warning]", "5 of 6").await?;
    assert_eq!(form_of_aem(&browser).await?["clientId"]["value"], json!(typed));

    browser.enter_panel().await?;
    press_saying(&browser, "Fill these too").await?;
    browser.text_with(".said[data-tone=success]", "6 of 6").await?;
    assert_eq!(form_of_aem(&browser).await?["clientId"]["value"], json!(TARGET_CLIENT_ID));
    browser.close().await
}

async fn a_new_configuration_is_proposed_with_its_solution_and_title(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "").await?;
    browser.enter_top().await?;
    let before = browser.configurations().await?;
    open(&browser, &create(&browser, "")).await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".form button[data-tone=primary]", "Fill 7 fields").await?;

    // Whoever has a title of their own leaves the proposed one out.
    let title = ".form input[aria-label='Fill in: Title']";
    browser.press(title).await?;
    browser.text_with(".form button[data-tone=primary]", "Fill 6 fields").await?;
    press_saying(&browser, "Fill 6 fields").await?;
    browser.text_with(".said[data-tone=success]", "6 of 6").await?;
    let filled = form_of_aem(&browser).await?;
    assert_eq!(
        (&filled["title"]["value"], &filled["cloudSolution"]["value"]),
        (&json!(""), &json!("Adobe Target"))
    );

    browser.enter_panel().await?;
    browser.press(title).await?;
    // The secret is filled again each time: what a password holds is not told.
    press_saying(&browser, "Fill 2 fields").await?;
    browser.text_with(".said[data-tone=success]", "7 of 7").await?;
    press_saying(&browser, "Press “Create”").await?;

    browser.enter_top().await?;
    browser.find("coral-card").await?;
    let after = browser.configurations().await?;
    assert_eq!(after[..before.len()], before, "the others are untouched");
    let created = &after[before.len()..];
    assert_eq!(created.len(), 1);
    for (member, expected) in [
        ("cloudSolution", "Adobe Target"),
        ("title", "Adobe Target"),
        ("authentication", "oauth"),
        ("clientId", TARGET_CLIENT_ID),
        ("orgId", "0A1B2C3D4E5F60718293A4B5@AdobeOrg"),
    ] {
        assert_eq!(created[0].text(member), expected, "{member}");
    }
    browser.close().await
}
