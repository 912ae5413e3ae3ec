//! Never the wrong credential: what fits is proposed, what is not known is not, what contradicts or is spent is blocked.

use crate::pages::{TARGET, list, offers, open, page, press_saying, start};
use anyhow::{Result, ensure};
use e2e::{Browser, Engine, SECRET, TARGET_CLIENT_ID, credential, paste};

subjects! {
    chromium_first: [
        a_credential_that_was_used_for_one_configuration_is_not_filled_into_another,
        another_client_id_takes_a_confirmed_title,
        where_nothing_is_known_nothing_is_proposed,
    ],
}

/// A client id that no configuration of the practice console has.
const OTHER_CLIENT_ID: &str = "f0e1d2c3b4a5968778695a4b3c2d1e0f";

/// The practice console's *Automated Forms Conversion*, as it stands in an address.
const FORMS: &str = "com.adobe.granite.auth.oauth.accesstoken.provider~afcs%26forms~2";

const PRIMARY: &str = "button[data-tone=primary]";

fn properties_in(browser: &Browser, language: &str, item: &str) -> String {
    page(browser, &format!("editimsconfig.html?menu=off&assistant=none&lang={language}&item={item}"))
}

/// The acts that the form offers, in the order in which they stand.
async fn acts(browser: &Browser) -> Result<Vec<String>> {
    let acts = "return [...document.querySelectorAll('.form [data-act]')].map(button => button.dataset.act)";
    Ok(serde_json::from_value(browser.run(acts).await?)?)
}

async fn a_credential_that_was_used_for_one_configuration_is_not_filled_into_another(
    engine: Engine,
) -> Result<()> {
    let (_console, browser) = start(engine, "").await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(&format!(".group {PRIMARY}"), "Migrate Adobe Target (Prod)").await?;
    browser.picture("matching-en-fits").await?;
    open(&browser, &properties_in(&browser, "en", TARGET)).await?;
    browser.text_with(&format!(".form {PRIMARY}"), "Fill 6 fields").await?;
    press_saying(&browser, "Fill 6 fields").await?;
    press_saying(&browser, "Press “Save & Close”").await?;
    browser.enter_top().await?;
    browser.find("coral-card").await?;
    let stored = browser.configurations().await?;
    browser.enter_panel().await?;

    // On the list it is not proposed any more: there is no primary button.
    browser.text_with(".done h2", "Done (1)").await?;
    browser.text_with(".credential .fit[data-tone=spent]", "Adobe Target (Prod)").await?;
    browser.text_with(".group > .buttons button", "Open Automated Forms Conversion").await?;
    ensure!(!browser.has(&format!(".group {PRIMARY}")).await?, "a spent credential is proposed");
    browser.picture("matching-en-spent-list").await?;

    for (language, words) in [("en", "already used for “Adobe Target (Prod)”"), ("de", "Adobe Target (Prod)")]
    {
        open(&browser, &properties_in(&browser, language, FORMS)).await?;
        browser.text_with(".objection", words).await?;
        ensure!(acts(&browser).await? == ["choose-another"], "it can be filled in");
        browser.picture(&format!("matching-{language}-spent")).await?;
    }
    browser.enter_top().await?;
    ensure!(browser.configurations().await? == stored, "something was saved");
    browser.close().await
}

async fn another_client_id_takes_a_confirmed_title(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "").await?;
    paste(&browser, &credential(OTHER_CLIENT_ID, SECRET)).await?;
    browser.find(".credential code").await?;
    for language in ["en", "de", "fr", "ja"] {
        open(&browser, &properties_in(&browser, language, TARGET)).await?;
        browser.text_with(".objection", TARGET_CLIENT_ID).await?;
        browser.text_with(".objection", OTHER_CLIENT_ID).await?;
        browser.find(&format!(".form {PRIMARY}[data-act=choose-another]")).await?;
        ensure!(acts(&browser).await? == ["choose-another"], "{language}: it can be filled in unconfirmed");
        browser.picture(&format!("matching-{language}-contradicts")).await?;
    }
    open(&browser, &properties_in(&browser, "en", TARGET)).await?;
    browser.text_with(".objection .confirm", "Adobe Target (Prod)").await?;
    browser.press(".objection input[type=checkbox]").await?;
    browser.text_with("[data-act=fill-anyway]", "Fill anyway").await?;
    ensure!(acts(&browser).await? == ["choose-another", "fill-anyway"], "it can be saved in one press");
    browser.picture("matching-en-confirmed").await?;
    press_saying(&browser, "Fill anyway").await?;
    browser.text_with(".said[data-tone=success]", "6 of 6").await?;
    ensure!(offers(&browser, "Press “Save & Close”").await?, "what was confirmed and filled can be saved");
    browser.close().await
}

async fn where_nothing_is_known_nothing_is_proposed(engine: Engine) -> Result<()> {
    // A credential whose scopes name no product.
    let plain = credential(OTHER_CLIENT_ID, SECRET).replace("\"target_sdk\",", "");
    let (_console, browser) = start(engine, "").await?;
    paste(&browser, &plain).await?;
    browser.find(".credential code").await?;
    for (language, open_it) in [("en", "Open Adobe Target (Prod)"), ("de", "Adobe Target (Prod)")] {
        let address = list(&browser, "").replace("lang=en", &format!("lang={language}"));
        open(&browser, &address).await?;
        browser.find(".credential-name[data-match=unknown]").await?;
        browser.text_with(".group > .buttons button", open_it).await?;
        ensure!(!browser.has(&format!(".group {PRIMARY}")).await?, "{language}: silence is a match");
        browser.picture(&format!("matching-{language}-not-known")).await?;
    }
    browser.close().await
}
