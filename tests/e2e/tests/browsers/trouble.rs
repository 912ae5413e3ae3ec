//! What may stand where the console should be, and what AEM says when something fails: the panel has words for it.

use crate::pages::{
    LAUNCH, TARGET, create, list, open, open_and_fill, page, press_saying, properties, start,
};
use anyhow::Result;
use e2e::{Browser, Engine, SECRET, TARGET_CLIENT_ID, credential, paste};

subjects! {
    chromium_first: [
        a_page_in_the_consoles_place_is_called_what_it_is,
        an_older_service_pack_is_told_what_it_lacks,
        a_save_that_aem_refuses_is_explained,
        a_solution_whose_keys_aem_cannot_read_is_explained,
        what_check_health_finds_is_repeated_with_its_remedy,
    ],
}

async fn a_page_in_the_consoles_place_is_called_what_it_is(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "").await?;
    for (name, address, words) in [
        ("login", list(&browser, "session=expired"), "AEM asks you to sign in again"),
        ("error", page(&browser, "failing.html?session=ok&menu=off"), "AEM answered with an error page"),
        ("wizard", create(&browser, "version=65old"), "wizard of the time before OAuth"),
    ] {
        open(&browser, &address).await?;
        browser.text_with(".content > .hint", words).await?;
        assert!(!browser.has("textarea").await?, "nothing is to be pasted beside: {name}");
        browser.picture(&format!("page-{name}")).await?;
    }
    browser.close().await
}

async fn an_older_service_pack_is_told_what_it_lacks(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "version=65old").await?;
    open(&browser, &properties(&browser, TARGET)).await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".said[data-tone=warning]", "service pack 21").await?;
    assert!(!browser.has(".form button").await?);
    browser.picture("page-65old").await?;
    browser.close().await
}

async fn a_save_that_aem_refuses_is_explained(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "save=invalid-parameter").await?;
    open_and_fill(&browser).await?;
    press_saying(&browser, "Press “Save & Close”").await?;
    browser.text_with(".said[data-tone=warning]", "AEM says: Could not create/update configuration").await?;
    browser.text_with(".said[data-tone=warning]", "1.1.26").await?;
    browser.picture("refused-save").await?;
    browser.enter_top().await?;
    assert_eq!(browser.configurations().await?[0].text("authentication"), "jwt");
    browser.close().await
}

async fn a_solution_whose_keys_aem_cannot_read_is_explained(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "save=certificates").await?;
    open(&browser, &create(&browser, "")).await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    press_saying(&browser, "Fill 7 fields").await?;
    browser.text_with(".said[data-tone=warning]", "AEM says: Cannot retrieve certificates").await?;
    browser.text_with(".said[data-tone=warning]", "target-imsconfig-service").await?;
    browser.close().await
}

async fn what_check_health_finds_is_repeated_with_its_remedy(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "").await?;
    for (save, said, words) in [
        ("ok", ".said[data-tone=success]", "this configuration works"),
        ("client-secret", ".said[data-tone=warning]", "client secret"),
        ("token-400", ".said[data-tone=warning]", "client id"),
    ] {
        check_health(&browser, save, LAUNCH).await?;
        let text = browser.text_with(said, words).await?;
        assert_eq!(text.contains("AEM says: "), save != "ok", "{save}: {text}");
        browser.picture(&format!("health-{save}")).await?;
    }
    browser.close().await
}

/// Selects a configuration and presses AEM's own *Check Health*; ends in the panel.
async fn check_health(browser: &Browser, save: &str, item: &str) -> Result<()> {
    browser.open(&list(browser, &format!("save={save}"))).await?;
    browser.press(&format!("[data-foundation-collection-item-id='{item}']")).await?;
    browser.press(".cq-adobeims-admin-actions-check-activator").await?;
    browser.press("coral-dialog[open] button[value=yes]").await?;
    browser.find("coral-dialog[open]:is([variant=success], [variant=error])").await?;
    browser.enter_panel().await
}
