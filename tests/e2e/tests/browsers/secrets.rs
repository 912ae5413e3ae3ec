//! Where a secret is, and where it is not.

use anyhow::Result;
use e2e::{
    AUTHOR, Browser, CONSOLE_PATH, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste,
};

in_both_browsers! {
    a_pasted_secret_is_on_no_screen_in_no_address_and_in_no_lasting_storage,
    forgetting_a_credential_forgets_it_on_the_next_page_too,
}

async fn a_pasted_secret_is_on_no_screen_in_no_address_and_in_no_lasting_storage(
    engine: Engine,
) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    browser.open(&format!("https://{AUTHOR}{CONSOLE_PATH}?seed=reset&menu=off&assistant=none")).await?;
    browser.enter_panel().await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".credential .secret code", "67xy").await?;

    let panel = browser.run("return document.documentElement.outerHTML + location.href").await?.to_string();
    assert!(!panel.contains(SECRET), "in the panel’s document");
    let kept = browser
        .client()
        .execute_async(
            "const done = arguments[0]; chrome.storage.local.get().then(kept => done(JSON.stringify(kept)))",
            Vec::new(),
        )
        .await?;
    assert!(!kept.to_string().contains("p8e-"), "in storage.local: {kept}");

    browser.leave_frame().await?;
    let page = "return document.documentElement.outerHTML + location.href
                + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)
                + JSON.stringify(performance.getEntries().map(entry => entry.name))";
    assert!(!browser.run(page).await?.to_string().contains(SECRET), "in AEM’s page");
    assert!(!console.requests().join("\n").contains("p8e-"), "in a request");
    browser.close().await
}

async fn forgetting_a_credential_forgets_it_on_the_next_page_too(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    let list = format!("https://{AUTHOR}{CONSOLE_PATH}?menu=off&assistant=none&lang=en");
    browser.open(&list).await?;
    browser.enter_panel().await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.find(".credential").await?;
    browser.open(&list).await?;
    browser.enter_panel().await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
    browser.press(".credentials > .buttons > button").await?;
    browser.find(".paste textarea").await?;
    browser.open(&list).await?;
    browser.enter_panel().await?;
    browser.find(".configurations").await?;
    assert!(!browser.has(".credential").await?);
    browser.close().await
}
