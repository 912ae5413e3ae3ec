//! Beside AEM's list: a long one is loaded to its end, and what is not certain is the administrator's to decide.

use crate::pages::{WORKFLOWS, WORKFLOWS_CLIENT_ID, open, press_saying, properties, start};
use anyhow::Result;
use e2e::{Browser, CONSOLE_PATH, Engine, SECRET, credential, paste};
use std::time::Duration;

subjects! {
    chromium_first: [
        the_rest_of_a_long_list_is_loaded_to_its_end,
        a_doubt_can_be_overruled_and_that_taken_back,
    ],
    when_all: [
        loading_the_rest_can_be_stopped,
    ],
}

async fn a_doubt_can_be_overruled_and_that_taken_back(engine: Engine) -> Result<()> {
    // Built like Adobe's own, in words that nobody knows.
    let (_console, browser) = start(engine, "auto=rule").await?;
    let list = browser.aem(CONSOLE_PATH);
    paste(&browser, &credential(WORKFLOWS_CLIENT_ID, SECRET)).await?;
    press_in(&browser, "adobes", "Offer it all the same").await?;
    browser.text_with("[data-group=to-migrate] .configurations", "Adobe Forms Workflows").await?;
    // Here it really is Adobe's, and AEM itself does not let it be changed.
    open(&browser, &properties(&browser, WORKFLOWS)).await?;
    browser.text_with(".said[data-tone=warning]", "AEM does not let this form be changed").await?;

    open(&browser, &list).await?;
    press_in(&browser, "to-migrate", "Leave it alone again").await?;
    // That group is closed, so nobody sees its text.
    let is_there = "return document.querySelector('[data-group=adobes]').textContent.includes('Workflows')";
    browser.until("it among Adobe's", is_there).await?;
    open(&browser, &properties(&browser, WORKFLOWS)).await?;
    browser.text_with(".said[data-tone=warning]", "Adobe provisioned this configuration").await?;
    browser.close().await
}

/// Opens a group of the list and what stands behind *Adobe Forms Workflows*, and presses what is there.
async fn press_in(browser: &Browser, group: &str, words: &str) -> Result<()> {
    let group = browser.find(&format!("[data-group={group}]")).await?;
    let open = "const [group] = arguments;
                const line = [...group.querySelectorAll('li')].find((one) => one.textContent.includes('Workflows'));
                for (const details of [group, line.querySelector('details')]) details.open = true;
                line.scrollIntoView({ block: 'center' });";
    browser.client().execute(open, vec![serde_json::to_value(&group)?]).await?;
    press_saying(browser, words).await
}

async fn the_rest_of_a_long_list_is_loaded_to_its_end(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "items=500&delay=0").await?;
    browser.text_with(".more", "configurations so far").await?;
    press_saying(&browser, "Load the rest").await?;
    // AEM loads twenty at a time. On a busy machine all of them take longer than one wait does.
    for so_many in [200, 350] {
        let there = format!(
            "const more = document.querySelector('.more');
             return !more || Number(/\\d+/.exec(more.textContent)) >= {so_many};"
        );
        browser.until(&format!("{so_many} configurations"), &there).await?;
    }
    browser.text_with(".spoken", "All 500 configurations are there.").await?;
    browser.until("nothing more to load", "return !document.querySelector('.more')").await?;
    // The button that was pressed is gone, and the focus is on what comes next.
    browser.until("a focus", "return document.activeElement.closest('.group > .buttons') !== null").await?;

    browser.enter_top().await?;
    let to_migrate = "return String(PracticeConsole.truth().configurations
        .filter(one => one.jwt && !one.autoProvisioned).length)";
    let to_migrate = browser.run(to_migrate).await?.as_str().unwrap_or_default().to_owned();
    browser.enter_panel().await?;
    browser.text_with("header .badge", &format!("To do: {to_migrate}")).await?;
    browser.picture("list-500").await?;
    browser.close().await
}

async fn loading_the_rest_can_be_stopped(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "items=500&delay=300").await?;
    press_saying(&browser, "Load the rest").await?;
    press_saying(&browser, "Stop").await?;
    browser.text_with(".more", "Load the rest").await?;
    // What AEM was loading already still comes; then nothing may come any more.
    tokio::time::sleep(Duration::from_millis(1000)).await;
    let there = loaded(&browser).await?;
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert_eq!(loaded(&browser).await?, there);
    assert!(there < 500, "{there} were there before it could be stopped");
    browser.close().await
}

/// How many configurations AEM's page has loaded.
async fn loaded(browser: &Browser) -> Result<u64> {
    browser.enter_top().await?;
    Ok(browser.run("return PracticeConsole.truth().loaded").await?.as_u64().unwrap_or_default())
}
