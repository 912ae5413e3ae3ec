//! Nobody is asked for anything but AEM's own pages, and these only by AEM. What is counted is the traffic itself: the
//! console sees every request for AEM, the proxy every other destination that the browser wants to reach.

use crate::pages::{TARGET, list, open_and_fill, press_saying, properties, start};
use anyhow::{Context, Result, ensure};
use e2e::{Browser, Console, Engine, Setup};
use serde_json::json;
use std::collections::BTreeSet;

subjects! {
    both: [
        a_migration_asks_nobody_for_anything_but_aems_own_pages,
    ],
}

/// What the browsers themselves ask when they start, and now and then: for the time, for their settings, for updates of
/// themselves and of extensions, for their start page. No preference keeps a released one from all of it.
const OF_THE_BROWSERS: [&str; 5] = [
    "firefox.settings.services.mozilla.com",
    "update.googleapis.com",
    "clients2.google.com",
    "accounts.google.com",
    "start.duckduckgo.com",
];

/// Whether a destination, a host with its port or a whole URL, is one that the browser asks by itself.
fn is_of_the_browser(destination: &str) -> bool {
    let authority = destination.split("//").last().unwrap_or_default().split('/').next().unwrap_or_default();
    OF_THE_BROWSERS.contains(&authority.split(':').next().unwrap_or_default())
}

async fn a_migration_asks_nobody_for_anything_but_aems_own_pages(engine: Engine) -> Result<()> {
    // What the pages ask for by themselves.
    let alone = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::without_extension(alone.port())).await?;
    browser.open(&list(&browser, "")).await?;
    browser.find("coral-card").await?;
    browser.open(&properties(&browser, TARGET)).await?;
    browser.find("#propertiesform coral-select").await?;
    browser.close().await?;
    let own = paths(&alone);
    ensure!(own.len() > 10, "the pages ask for little: {own:?}");

    let (console, browser) = start(engine, "").await?;
    panel_has_loaded_nothing(&browser).await?;
    open_and_fill(&browser).await?;
    panel_has_loaded_nothing(&browser).await?;
    press_saying(&browser, "Press “Save & Close”").await?;
    browser.enter_top().await?;
    browser.find("coral-card").await?;
    browser.enter_panel().await?;
    browser.text_with(".done h2", "Done (1)").await?;

    let more: Vec<_> = paths(&console).difference(&own).cloned().collect();
    ensure!(more.is_empty(), "asked of AEM, and not by its pages: {more:?}");
    let aem = format!("{}:443", browser.author());
    let asked = browser.asked();
    let others: Vec<_> = asked.iter().filter(|one| **one != aem && !is_of_the_browser(one)).collect();
    ensure!(asked.contains(&aem), "the proxy sees nothing");
    ensure!(others.is_empty(), "asked for: {others:?}");
    browser.close().await
}

/// The methods and paths that a console was asked for, without the queries.
fn paths(console: &Console) -> BTreeSet<String> {
    let requests = console.requests();
    requests.iter().map(|one| one.split('?').next().unwrap_or_default().to_owned()).collect()
}

/// What the document has loaded that the browser is in, which is the panel's: nothing. Files of the extension are no
/// resources for the browser, whatever comes from elsewhere is one.
async fn panel_has_loaded_nothing(browser: &Browser) -> Result<()> {
    let script =
        "return [location.protocol, performance.getEntriesByType('resource').map(entry => entry.name)]";
    let answer = browser.run(script).await?;
    let protocol = answer[0].as_str().context("no protocol")?;
    ensure!(protocol.ends_with("-extension:"), "not the panel: {answer}");
    ensure!(answer[1] == json!([]), "the panel has loaded {}", answer[1]);
    Ok(())
}
