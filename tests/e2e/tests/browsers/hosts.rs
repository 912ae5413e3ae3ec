//! Hosts of one's own: AEM 6.5 and Managed Services, which a person allows one by one.

use crate::kept::kept_for;
use crate::pages::{Keyboard, press_saying};
use anyhow::{Result, ensure};
use e2e::{Browser, CONSOLE_PATH, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use fantoccini::key::Key;
use serde_json::json;
use std::time::Duration;

subjects! {
    both: [
        a_host_is_allowed_works_behind_its_context_path_and_is_removed,
    ],
    chromium_first: [
        the_home_page_says_what_is_wrong_with_an_address_and_speaks_the_language_that_was_chosen,
    ],
}

/// The trials of what only one of the browsers lets a test do.
pub(crate) fn more_trials() -> Vec<libtest_mimic::Trial> {
    // Chromium's toolbar is no page, and its prompts cannot be answered without a screen.
    let press = crate::harness::firefox_only(
        module_path!(),
        "a_press_on_the_toolbar_button_brings_the_panel_without_a_reload_and_moves_the_focus",
        a_press_on_the_toolbar_button_brings_the_panel_without_a_reload_and_moves_the_focus,
    );
    let keys = crate::harness::firefox_only(
        module_path!(),
        "one_migration_by_keyboard_takes_at_most_twelve_keys",
        one_migration_by_keyboard_takes_at_most_twelve_keys,
    );
    // The other one has the shortcut and the focus already; counting keys is for a run of all.
    press.into_iter().chain(keys.map(|one| one.with_ignored_flag(true))).collect()
}

const HOST: &str = "aem65.example.test";
const PATTERN: &str = "https://aem65.example.test/*";

fn console_on_own_host() -> String {
    format!("https://{HOST}/cp{CONSOLE_PATH}?seed=reset&menu=off&assistant=none&lang=en&version=65")
}

/// A browser whose permissions no other test has.
async fn start(engine: Engine, console: &Console) -> Result<Browser> {
    Browser::start(engine, &Setup { fresh: true, ..Setup::with_extension(console.port()) }).await
}

/// The extension's own origin, as its panel in the cloud's console tells it.
pub(crate) async fn origin_of_extension(browser: &Browser) -> Result<String> {
    browser.open(&browser.aem(&format!("{CONSOLE_PATH}?menu=off&assistant=none&lang=en"))).await?;
    browser.enter_panel().await?;
    let origin = browser.run("return location.origin").await?;
    Ok(origin.as_str().unwrap_or_default().to_owned())
}

pub(crate) async fn open_home(browser: &Browser, origin: &str) -> Result<()> {
    browser.open(&format!("{origin}/home.html")).await?;
    browser.find(".home form.allow").await?;
    Ok(())
}

async fn type_address(browser: &Browser, text: &str) -> Result<()> {
    let field = browser.find("#address").await?;
    field.clear().await?;
    field.send_keys(text).await?;
    Ok(())
}

/// Allows the host on the home page. The browser's own question is answered by a preference in Firefox; in Chromium it is
/// not asked, since the browser's page about extensions was told before.
async fn allow(browser: &Browser, origin: &str) -> Result<()> {
    if browser.engine() == Engine::Chromium {
        browser.allow_host(origin.trim_start_matches("chrome-extension://"), PATTERN).await?;
    }
    open_home(browser, origin).await?;
    type_address(browser, &format!("{HOST}:4502/cp")).await?;
    press_saying(browser, "Allow on this AEM").await?;
    browser.text_with(".said[data-tone=success]", HOST).await?;
    browser.text_with(".hosts code", &format!("https://{HOST}")).await?;
    Ok(())
}

/// Whether the panel is on a page, after the time in which it would have come.
async fn has_panel(browser: &Browser, address: &str) -> Result<bool> {
    browser.open(address).await?;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    browser.has("ims-oauth-assistant-host").await
}

async fn a_host_is_allowed_works_behind_its_context_path_and_is_removed(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = start(engine, &console).await?;
    ensure!(!has_panel(&browser, &console_on_own_host()).await?, "nobody has allowed it");
    let origin = origin_of_extension(&browser).await?;
    allow(&browser, &origin).await?;
    browser.picture("home-allowed").await?;

    migrate_target(&browser).await?;
    // The scripts are registered for the console's path alone.
    for elsewhere in ["/sites.html", "/cp/assets.html", &format!("/content/site{CONSOLE_PATH}")] {
        ensure!(!has_panel(&browser, &format!("https://{HOST}{elsewhere}")).await?, "{elsewhere}");
    }

    // The browser forgets registrations; the extension makes them anew whenever it starts.
    open_home(&browser, &origin).await?;
    let forget =
        "const done = arguments[0]; chrome.scripting.unregisterContentScripts().then(() => done(true))";
    browser.client().execute_async(forget, Vec::new()).await?;
    ensure!(!has_panel(&browser, &console_on_own_host()).await?, "it is not registered any more");
    browser.stop_background().await?;
    origin_of_extension(&browser).await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    ensure!(has_panel(&browser, &console_on_own_host()).await?, "it is registered at the start");

    open_home(&browser, &origin).await?;
    ensure!(kept_for(&browser, HOST).await? == ["local run:", "session tray:"], "what is kept");
    press_saying(&browser, &format!("Remove {HOST}")).await?;
    browser.text_with(".said[data-tone=success]", "no longer allowed").await?;
    ensure!(!browser.has(".hosts").await?, "it is still listed");
    // What was kept for it goes, although no page of it is open.
    let begin = std::time::Instant::now();
    while !kept_for(&browser, HOST).await?.is_empty() {
        ensure!(begin.elapsed() < Duration::from_secs(10), "what was done there is still kept");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    ensure!(!has_panel(&browser, &console_on_own_host()).await?, "it is not allowed any more");
    browser.close().await
}

/// Migrates *Adobe Target (Prod)* on the host of one's own.
async fn migrate_target(browser: &Browser) -> Result<()> {
    browser.open(&console_on_own_host()).await?;
    browser.enter_panel().await?;
    browser.find(".configurations").await?;
    paste(browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".group button[data-tone=primary]", "Migrate Adobe Target (Prod)").await?;
    browser.picture("own-host-list").await?;
    browser.press(".group button[data-tone=primary]").await?;
    browser.enter_top().await?;
    browser.find("#propertiesform").await?;
    browser.enter_panel().await?;
    browser.press(".form button[data-tone=primary]").await?;
    browser.text_with(".said[data-tone=success]", "6 of 6").await?;
    browser.press(".form [data-act=save]").await?;
    browser.enter_top().await?;
    browser.find(".foundation-collection-item").await?;
    browser.enter_panel().await?;
    browser.text_with(".done li", "Adobe Target (Prod)").await?;
    browser.enter_top().await
}

async fn the_home_page_says_what_is_wrong_with_an_address_and_speaks_the_language_that_was_chosen(
    engine: Engine,
) -> Result<()> {
    let console = Console::start(None)?;
    let browser = start(engine, &console).await?;
    let origin = origin_of_extension(&browser).await?;
    open_home(&browser, &origin).await?;
    browser.picture("home").await?;
    type_address(&browser, "ftp://x").await?;
    press_saying(&browser, "Allow on this AEM").await?;
    browser.text_with(".said[data-tone=error]", "ftp://x").await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
    browser.picture("home-paste").await?;

    let choose = "
        const select = document.querySelector('[data-setting=language] select');
        select.selectedIndex = [...select.options].findIndex((option) => option.lang === 'ko');
        select.dispatchEvent(new Event('change', { bubbles: true }))";
    browser.run(choose).await?;
    browser
        .until(
            "the page in Korean",
            "return document.querySelector('.home h1')?.textContent === 'IMS OAuth 도우미'",
        )
        .await?;
    browser.picture("home-ko").await?;
    browser.open(&browser.aem(&format!("{CONSOLE_PATH}?menu=off&assistant=none&lang=en"))).await?;
    browser.enter_panel().await?;
    browser.text_with("header h1", "IMS OAuth 도우미").await?;
    browser.close().await
}

async fn a_press_on_the_toolbar_button_brings_the_panel_without_a_reload_and_moves_the_focus(
    engine: Engine,
) -> Result<()> {
    let console = Console::start(None)?;
    let browser = start(engine, &console).await?;
    ensure!(!has_panel(&browser, &console_on_own_host()).await?, "nobody has allowed it");
    browser.run("window.isTheSamePage = true").await?;
    browser.press_toolbar().await?;
    browser.find("ims-oauth-assistant-host").await?;
    ensure!(browser.run("return window.isTheSamePage").await? == json!(true), "the page was loaded again");
    browser.enter_panel().await?;
    browser.find(".configurations").await?;

    // Once it is there, the button moves the focus to it, and back.
    browser.enter_top().await?;
    browser.run("document.querySelector('.granite-collection-create').focus()").await?;
    let active = "return document.activeElement?.localName";
    browser.press_toolbar().await?;
    browser
        .until(
            "the focus in the panel",
            "return document.activeElement?.localName === 'ims-oauth-assistant-host'",
        )
        .await?;
    browser.press_toolbar().await?;
    browser
        .until("the focus in AEM", "return document.activeElement?.matches('.granite-collection-create')")
        .await?;
    ensure!(browser.run(active).await? != json!("ims-oauth-assistant-host"), "the panel has kept it");

    // Where there is no console it opens the home page.
    browser.open(&browser.aem("/sites.html")).await?;
    browser.press_toolbar().await?;
    tokio::time::sleep(Duration::from_millis(1000)).await;
    ensure!(browser.client().windows().await?.len() == 2, "no home page was opened");
    browser.close().await
}

async fn one_migration_by_keyboard_takes_at_most_twelve_keys(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = start(engine, &console).await?;
    browser.open(&browser.aem(&format!("{CONSOLE_PATH}?seed=reset&menu=off&assistant=none&lang=en"))).await?;
    browser.enter_panel().await?;
    browser.find(".configurations").await?;
    let keyboard = Keyboard { browser: &browser, pressed: std::cell::Cell::new(0) };
    browser.enter_top().await?;
    keyboard.shortcut().await?;
    browser.enter_panel().await?;
    browser.until("the focus in the box", "return document.activeElement?.localName === 'textarea'").await?;
    // One key for the paste.
    keyboard.pressed.set(keyboard.pressed.get() + 1);
    e2e::paste_from_clipboard(&browser, ".paste textarea", &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".group button[data-tone=primary]", "Migrate").await?;
    keyboard.go_and_press(".group button[data-tone=primary]").await?;

    // The panel of the next page has the focus, since this one led there.
    browser.enter_top().await?;
    browser.find("#propertiesform").await?;
    browser.enter_panel().await?;
    browser.find(".form [data-act=fill]").await?;
    browser
        .until("the focus on the next step", "return document.activeElement?.matches('[data-act=fill]')")
        .await?;
    keyboard.go_and_press("[data-act=fill]").await?;
    browser.text_with(".said[data-tone=success]", "6 of 6").await?;
    keyboard.go_and_press("[data-act=save]").await?;
    browser.enter_top().await?;
    browser.find(".foundation-collection-item").await?;
    browser.enter_panel().await?;
    browser.text_with(".done li", "Adobe Target (Prod)").await?;

    // Escape gives the focus back to AEM.
    browser.enter_top().await?;
    let in_panel = "return document.activeElement?.localName === 'ims-oauth-assistant-host'";
    browser.until("the focus in the panel", in_panel).await?;
    browser.enter_panel().await?;
    keyboard.key(Key::Escape).await?;
    browser.enter_top().await?;
    browser.until("the focus in AEM", &in_panel.replace("===", "!==")).await?;
    let pressed = keyboard.pressed.get();
    ensure!(pressed <= 12, "one migration takes {pressed} keys");
    browser.close().await
}
