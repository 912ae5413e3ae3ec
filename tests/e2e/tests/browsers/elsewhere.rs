//! On pages that are not the console the extension does nothing.

use anyhow::Result;
use e2e::{Browser, CONSOLE_PATH, Console, Engine, Setup};
use serde_json::{Value, json};

subjects! {
    both: [the_extension_leaves_other_pages_as_they_are],
    when_all: [the_extension_leaves_every_other_page_as_it_is],
}

/// One address of each shape: another console of AEM, one beside the IMS console, and one that names it in its query.
const SHAPES: [&str; 3] = [
    "/assets.html",
    "/libs/cq/adobeims-configuration/content/other.html",
    "/libs/granite/core/content/login.html?resource=/libs/cq/adobeims-configuration/content/configurations.html",
];

/// Other consoles of AEM, and addresses that only look like the IMS console.
const PAGES: [&str; 21] = [
    "/aem/start.html",
    "/sites.html",
    "/assets.html",
    "/editor.html/content/site/en.html",
    "/aem/experience-fragments.html",
    "/aem/forms.html",
    "/aem/inbox.html",
    "/libs/granite/security/content/useradmin.html",
    "/libs/granite/security/content/groupadmin.html",
    "/libs/granite/operations/content/maintenance.html",
    "/libs/granite/operations/content/healthreports.html",
    "/libs/cq/workflow/admin/console/content/models.html",
    "/libs/cq/workflow/admin/console/content/instances.html",
    "/libs/cq/cloudservicesprovider/content/cloudservices.html",
    "/libs/cq/i18n/gui/translator.html",
    "/libs/wcm/core/content/sites/properties.html?item=/content/site",
    "/libs/granite/configurations/content/view.html",
    "/libs/cq/adobeims-configuration/content/other.html",
    "/libs/granite/core/content/login.html?resource=/libs/cq/adobeims-configuration/content/configurations.html",
    "/assets.html/libs/cq/adobeims-configuration/content/configurations.html",
    "/sites.html#/libs/cq/adobeims-configuration/content/configurations.html",
];

async fn the_extension_leaves_other_pages_as_they_are(engine: Engine) -> Result<()> {
    leaves_as_they_are(engine, &SHAPES).await
}

async fn the_extension_leaves_every_other_page_as_it_is(engine: Engine) -> Result<()> {
    leaves_as_they_are(engine, &PAGES).await
}

async fn leaves_as_they_are(engine: Engine, pages: &[&str]) -> Result<()> {
    let console = Console::start(None)?;
    // Chromium counts the listeners of a whole process, and those of a page before might not be gone yet.
    let fresh = |setup: Setup| Setup { fresh: engine == Engine::Chromium, ..setup };
    let with = Browser::start(engine, &fresh(Setup::with_extension(console.port()))).await?;
    let without = Browser::start(engine, &fresh(Setup::without_extension(console.port()))).await?;
    for page in pages {
        assert_eq!(traces(&with, page).await?, traces(&without, page).await?, "{page}");
    }
    // On the console it does something, and that it does can be told by this.
    let console = format!("{CONSOLE_PATH}?menu=off&assistant=none");
    let (at_work, alone) = (traces(&with, &console).await?, traces(&without, &console).await?);
    assert_eq!((&at_work["page"]["hosts"], &alone["page"]["hosts"]), (&json!(1), &json!(0)));
    assert!(at_work["listeners"].as_u64() > alone["listeners"].as_u64(), "{at_work} and {alone}");
    with.close().await?;
    without.close().await
}

/// All that an extension could leave on a page: elements, what was loaded, and listeners of whatever world.
async fn traces(browser: &Browser, page: &str) -> Result<Value> {
    browser.open("about:blank").await?;
    browser.open(&browser.aem(page)).await?;
    browser
        .until(
            "the page",
            "return document.readyState === 'complete' && !!document.querySelector('coral-card')",
        )
        .await?;
    // An extension's script runs when the document is idle, which is before this.
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    let page = browser
        .run(
            "return {
               elements: document.querySelectorAll('*').length,
               hosts: document.querySelectorAll('ims-oauth-assistant-host').length,
               frames: window.length,
               loaded: performance.getEntriesByType('resource').map(entry => entry.name)
                         .filter(name => !name.startsWith(location.origin)),
             }",
        )
        .await?;
    Ok(json!({ "page": page, "listeners": browser.listeners().await? }))
}
