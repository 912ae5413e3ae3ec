//! The standalone page.

use anyhow::Result;
use e2e::{
    Browser, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste, paste_from_clipboard,
};
use serde_json::json;
use std::path::Path;

subjects! {
    both: [
        a_file_is_read_in_the_encoding_it_was_saved_in,
        a_long_paste_is_kept_and_only_its_beginning_is_laid_out,
    ],
    chromium_first: [
        what_was_pasted_is_shown_in_the_order_of_aems_form,
        a_paste_that_is_not_understood_stays_and_is_explained,
        scopes_that_came_as_a_list_are_written_as_one_likes,
        what_cannot_be_used_stays_to_be_mended_beside_what_can,
    ],
}

async fn what_was_pasted_is_shown_in_the_order_of_aems_form(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    for (language, dark, heading) in
        [("en-US", false, "For AEM’s form"), ("fr-FR", true, "Pour le formulaire d’AEM")]
    {
        let setup = Setup { language, dark, ..Setup::without_extension(console.port()) };
        let browser = Browser::start(engine, &setup).await?;
        browser.open(&format!("https://localhost:{}/", console.port())).await?;
        browser.find(".paste textarea").await?;
        browser.picture(&format!("standalone-{language}-empty")).await?;
        browser.text_with("main section:last-child h2", heading).await?;
        paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        browser.text_with("table", TARGET_CLIENT_ID).await?;
        assert_eq!(browser.places_of(SECRET).await?, [""; 0]);
        let values = browser
            .run("return [...document.querySelectorAll('table .value')].map(value => value.textContent)")
            .await?;
        assert_eq!(
            values,
            json!([
                "OAuth",
                "https://ims-na1.adobelogin.com",
                TARGET_CLIENT_ID,
                "p8e-••••67xy",
                "openid,AdobeID,target_sdk,additional_info.projectedProductContext,read_organizations,additional_info.roles",
                "0A1B2C3D4E5F60718293A4B5@AdobeOrg"
            ])
        );
        browser.picture(&format!("standalone-{language}-read")).await?;
        browser.close().await?;
    }
    Ok(())
}

async fn a_paste_that_is_not_understood_stays_and_is_explained(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::without_extension(console.port())).await?;
    browser.open(&format!("https://localhost:{}/", console.port())).await?;
    paste(&browser, "Dear team, where do I find the credential?").await?;
    browser.find(".findings li").await?;
    browser.picture("standalone-not-understood").await?;
    let text = "return document.querySelector('.paste textarea').value";
    assert_eq!(browser.run(text).await?, json!("Dear team, where do I find the credential?"));
    browser.close().await
}

async fn a_file_is_read_in_the_encoding_it_was_saved_in(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::without_extension(console.port())).await?;
    browser.open(&format!("https://localhost:{}/", console.port())).await?;
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/credentials/encodings");
    let file = fixtures.join("utf-16-le-bom.json").canonicalize()?;
    browser.find("input[type=file]").await?.send_keys(&file.to_string_lossy()).await?;
    browser.text_with(".credential", "Été – Target").await?;
    browser.text_with("table", "0a1b2c3d4e5f60718293a4b5c6d7e8f9").await?;
    browser.close().await
}

async fn a_long_paste_is_kept_and_only_its_beginning_is_laid_out(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::without_extension(console.port())).await?;
    browser.open(&format!("https://localhost:{}/", console.port())).await?;
    browser.find(".paste textarea").await?;
    let long = "A line of a log that says nothing.\n".repeat(4000);
    browser.run("addEventListener('paste', event => { window.taken = event.defaultPrevented })").await?;
    paste_from_clipboard(&browser, ".paste textarea", &long).await?;
    // The panel takes it: the browser has nothing left to insert.
    assert_eq!(browser.run("return window.taken").await?, json!(true));
    browser.text_with(".paste .hint", "136 KB").await?;
    browser.find(".paste textarea[readonly]").await?;
    browser.picture("standalone-long").await?;
    let shown = browser.run("return document.querySelector('.paste textarea').value.length").await?;
    assert!(shown.as_u64().is_some_and(|length| length < 3000), "{shown}");
    // The next one takes its place, and all of it is read.
    let credential = [long, credential(TARGET_CLIENT_ID, SECRET)].concat();
    paste_from_clipboard(&browser, ".paste textarea", &credential).await?;
    browser.text_with("table", TARGET_CLIENT_ID).await?;
    browser.close().await
}

async fn scopes_that_came_as_a_list_are_written_as_one_likes(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::without_extension(console.port())).await?;
    browser.open(&format!("https://localhost:{}/", console.port())).await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with("table", "openid,AdobeID,target_sdk").await?;
    browser.find(".separator select").await?.send_keys("a, b").await?;
    browser.text_with("table", "openid, AdobeID, target_sdk").await?;
    browser.picture("standalone-separator").await?;
    browser.close().await
}

async fn what_cannot_be_used_stays_to_be_mended_beside_what_can(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::without_extension(console.port())).await?;
    browser.open(&format!("https://localhost:{}/", console.port())).await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with("table", TARGET_CLIENT_ID).await?;
    browser.press(".credentials > .buttons summary").await?;
    browser.find(".credentials .paste textarea").await?.send_keys("Client ID:").await?;
    let typed = "return document.querySelector('.credentials .paste textarea').value === 'Client ID:'";
    browser.until("all that was typed", typed).await?;
    browser.text_with("table", TARGET_CLIENT_ID).await?;
    browser.close().await
}
