//! Beside AEM's list: a long one is loaded to its end, and a doubt is the administrator's to overrule.

use crate::pages::{form_of_aem, press_saying, start};
use anyhow::Result;
use e2e::{Browser, Engine, SECRET, credential, paste};
use serde_json::json;
use std::time::Duration;

in_both_browsers! {
    the_rest_of_a_long_list_is_loaded_to_its_end,
    loading_the_rest_can_be_stopped,
    a_doubt_that_is_overruled_is_offered_filled_and_taken_back,
}

async fn the_rest_of_a_long_list_is_loaded_to_its_end(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "items=500&delay=0").await?;
    browser.text_with(".more", "configurations so far").await?;
    press_saying(&browser, "Load the rest").await?;
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

async fn a_doubt_that_is_overruled_is_offered_filled_and_taken_back(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "auto=rule").await?;
    paste(&browser, &credential("3c4d5e6f708192a3b4c5d6e7f8091a2b", SECRET)).await?;
    browser.text_with("section.group h2", "To migrate (2)").await?;
    browser.press("details.group[data-group=adobes] > summary").await?;
    browser.press("[data-group=adobes] .why > summary").await?;
    press_saying(&browser, "Offer it all the same").await?;
    browser.text_with("section.group h2", "To migrate (3)").await?;

    let doubtful = "//section[@data-group='to-migrate']//li[contains(., 'Adobe Forms Workflows')]";
    let within = |path: &str| format!("{doubtful}{path}");
    let press = async |path: &str| -> Result<()> {
        Ok(browser.client().find(fantoccini::Locator::XPath(&within(path))).await?.click().await?)
    };
    press("//summary").await?;
    press_saying(&browser, "Leave it alone again").await?;
    browser.text_with("section.group h2", "To migrate (2)").await?;
    assert!(!browser.run("return document.body.textContent").await?.to_string().contains("To migrate (3)"));

    // Its group had gone with it, and is drawn anew.
    browser.press("details.group[data-group=adobes]:not([open]) > summary").await?;
    browser.press("[data-group=adobes] .why:not([open]) > summary").await?;
    press_saying(&browser, "Offer it all the same").await?;
    browser.text_with("section.group h2", "To migrate (3)").await?;
    press("//input").await?;

    // It was the administrator's all the time: AEM lets its form be changed, whatever its card looks like.
    browser.enter_top().await?;
    let key = "practice-console.configurations";
    let theirs = format!(
        "const kept = JSON.parse(localStorage.getItem('{key}'));
         kept[2].autoProvisioned = false;
         localStorage.setItem('{key}', JSON.stringify(kept));"
    );
    browser.run(&theirs).await?;
    browser.enter_panel().await?;
    browser.text_with(".group button", "Adobe Forms Workflows").await?;
    browser.press(".group > .buttons > button").await?;
    browser.enter_top().await?;
    browser.find("#propertiesform").await?;
    browser.enter_panel().await?;
    press_saying(&browser, "Fill 6 fields").await?;
    browser.text_with(".said[data-tone=success]", "6 of 6").await?;
    let filled = form_of_aem(&browser).await?;
    assert_eq!(filled["clientId"]["value"], json!("3c4d5e6f708192a3b4c5d6e7f8091a2b"));
    browser.close().await
}
