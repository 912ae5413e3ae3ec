//! What the broker keeps, where, and for how long.

use crate::environments::press_removal;
use crate::hosts::{open_home, origin_of_extension};
use crate::pages::{list, open, open_and_fill};
use anyhow::{Result, ensure};
use e2e::{Browser, CONSOLE_PATH, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use serde_json::json;

subjects! {
    both: [
        when_the_time_of_the_credentials_is_over_the_run_is_still_there_and_has_no_secret,
        an_open_panel_says_why_its_credentials_are_gone,
    ],
    chromium_first: [
        the_credentials_are_forgotten_after_the_time_that_was_chosen_and_each_use_begins_it_anew,
        after_a_restart_of_the_browser_the_run_goes_on_without_credentials,
        a_run_that_nobody_has_used_for_very_long_goes,
    ],
}

/// The trials of what only one of the browsers lets a test do: in Firefox a frame in AEM's page cannot reach the store.
pub(crate) fn more_trials() -> Vec<libtest_mimic::Trial> {
    let name = "a_panel_that_stays_open_forgets_the_credentials_as_well";
    crate::harness::chromium_only(
        module_path!(),
        name,
        a_panel_that_stays_open_forgets_the_credentials_as_well,
    )
    .into()
}

/// What the broker keeps for a host: the areas and the kinds, in order. Asked on a page of the extension.
pub(crate) async fn kept_for(browser: &Browser, host: &str) -> Result<Vec<String>> {
    let keys = "
        const [host, done] = arguments;
        (async () => {
          const found = [];
          for (const area of ['local', 'session']) {
            for (const key of Object.keys(await chrome.storage[area].get())) {
              if (key.includes(host)) found.push(`${area} ${key.split(':')[0]}:`);
            }
          }
          return found.sort();
        })().then(done)";
    let keys = browser.client().execute_async(keys, vec![json!(host)]).await?;
    Ok(keys.as_array().into_iter().flatten().filter_map(|key| key.as_str().map(str::to_owned)).collect())
}

/// Makes what the broker keeps for the browser's AEM so many minutes older, in an area. Asked on a page of the extension.
pub(crate) async fn age(browser: &Browser, area: &str, minutes: u32) -> Result<()> {
    let age = "
        const [area, host, minutes, done] = arguments;
        (async () => {
          for (const [key, kept] of Object.entries(await chrome.storage[area].get())) {
            if (!key.includes(host)) continue;
            await chrome.storage[area].set({ [key]: { ...kept, usedAt: kept.usedAt - minutes * 60 * 1000 } });
          }
          return true;
        })().then(done)";
    let arguments = vec![json!(area), json!(browser.author()), json!(minutes)];
    ensure!(browser.client().execute_async(age, arguments).await? == json!(true), "nothing was made older");
    Ok(())
}

/// The list, as it was left.
fn list_again(browser: &Browser) -> String {
    browser.aem(&format!("{CONSOLE_PATH}?menu=off&assistant=none&lang=en"))
}

/// A console, a browser in which *Adobe Target (Prod)* was migrated there, and the extension's origin. The browser is on the
/// extension's home page.
async fn migrated(engine: Engine) -> Result<(Console, Browser, String)> {
    let console = Console::start(None)?;
    let setup = Setup { fresh: true, ..Setup::with_extension(console.port()) };
    let browser = Browser::start(engine, &setup).await?;
    let origin = origin_of_extension(&browser).await?;
    open(&browser, &list(&browser, "")).await?;
    browser.find(".configurations").await?;
    open_and_fill(&browser).await?;
    browser.text_with(".kept-for", "30 minutes").await?;
    browser.press(".form [data-act=save]").await?;
    browser.enter_top().await?;
    browser.find(".foundation-collection-item").await?;
    browser.enter_panel().await?;
    browser.text_with(".done li", "Adobe Target (Prod)").await?;
    open_home(&browser, &origin).await?;
    Ok((console, browser, origin))
}

/// Checks that the list knows what was done, and that there are no credentials. Leaves the browser in the panel.
async fn only_the_run_is_there(browser: &Browser) -> Result<()> {
    open(browser, &list_again(browser)).await?;
    browser.text_with(".done li", "Adobe Target (Prod)").await?;
    browser.find(".paste textarea").await?;
    ensure!(!browser.has(".credential").await?, "a credential is still there");
    Ok(())
}

async fn when_the_time_of_the_credentials_is_over_the_run_is_still_there_and_has_no_secret(
    engine: Engine,
) -> Result<()> {
    let (_console, browser, origin) = migrated(engine).await?;
    ensure!(kept_for(&browser, browser.author()).await? == ["local run:", "session tray:"], "what is kept");
    // The search sees the store in which the run is: it names the credential that was used.
    ensure!(
        browser.places_of(TARGET_CLIENT_ID).await?.contains(&"chrome.storage.local".to_owned()),
        "no run"
    );
    // The beginning of every secret of Adobe's.
    let places = browser.places_of("p8e-").await?;
    ensure!(!places.iter().any(|place| place.starts_with("chrome.storage")), "{places:?}");

    age(&browser, "session", 29).await?;
    open(&browser, &list_again(&browser)).await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
    browser.picture("kept-for").await?;
    // That was a use. The next time is counted from there.
    open_home(&browser, &origin).await?;
    age(&browser, "session", 31).await?;
    only_the_run_is_there(&browser).await?;
    open_home(&browser, &origin).await?;
    ensure!(kept_for(&browser, browser.author()).await? == ["local run:"], "the credentials are still kept");

    // The same credential again: the run knows where it was used.
    open(&browser, &list_again(&browser)).await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".credential .fit[data-tone=spent]", "Adobe Target (Prod)").await?;
    browser.close().await
}

async fn after_a_restart_of_the_browser_the_run_goes_on_without_credentials(engine: Engine) -> Result<()> {
    let (_console, browser, origin) = migrated(engine).await?;
    let end = "const done = arguments[0]; chrome.storage.session.clear().then(() => done(true))";
    browser.client().execute_async(end, Vec::new()).await?;
    browser.stop_background().await?;
    only_the_run_is_there(&browser).await?;
    // Versions go on: what is done now is kept with what was there.
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
    open(&browser, &list_again(&browser)).await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
    browser.text_with(".done li", "Adobe Target (Prod)").await?;
    open_home(&browser, &origin).await?;
    ensure!(kept_for(&browser, browser.author()).await? == ["local run:", "session tray:"], "what is kept");
    browser.close().await
}

async fn a_run_that_nobody_has_used_for_very_long_goes(engine: Engine) -> Result<()> {
    const DAY: u32 = 24 * 60;
    let (_console, browser, origin) = migrated(engine).await?;
    let again = "const done = arguments[0]; chrome.storage.local.remove('prunedAt').then(() => done(true))";
    for (days, kept) in [(390, true), (11, false)] {
        age(&browser, "local", days * DAY).await?;
        browser.client().execute_async(again, Vec::new()).await?;
        browser.stop_background().await?;
        // Another AEM's page wakes the background, which then looks.
        browser
            .open(&format!("https://author-p1-e2.adobeaemcloud.com{CONSOLE_PATH}?menu=off&assistant=none"))
            .await?;
        browser.enter_panel().await?;
        browser.find(".configurations").await?;
        open_home(&browser, &origin).await?;
        let is_kept = kept_for(&browser, browser.author()).await?.contains(&"local run:".to_owned());
        ensure!(is_kept == kept, "after {days} days more");
    }
    browser.close().await
}

async fn the_credentials_are_forgotten_after_the_time_that_was_chosen_and_each_use_begins_it_anew(
    engine: Engine,
) -> Result<()> {
    let console = Console::start(None)?;
    let setup = Setup { fresh: true, ..Setup::with_extension(console.port()) };
    let browser = Browser::start(engine, &setup).await?;
    let list = list_again(&browser);
    let origin = origin_of_extension(&browser).await?;
    open(&browser, &list).await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;

    open_home(&browser, &origin).await?;
    let options = browser.text_with("[data-setting=keep] select", "15 minutes").await?;
    ensure!(options.contains("1 hour") && options.contains("4 hours"), "{options}");
    let chosen = |place: usize| {
        format!("return document.querySelector('[data-setting=keep] select')?.selectedIndex === {place}")
    };
    browser.until("30 minutes, as nothing was chosen", &chosen(2)).await?;
    let choose = "
        const select = document.querySelector('[data-setting=keep] select');
        select.selectedIndex = 1;
        select.dispatchEvent(new Event('change', { bubbles: true }))";
    browser.run(choose).await?;
    for _ in 0..2 {
        age(&browser, "session", 10).await?;
        open(&browser, &list).await?;
        browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
        browser.text_with(".kept-for", "15 minutes").await?;
        open_home(&browser, &origin).await?;
    }
    browser.until("the choice", &chosen(1)).await?;
    age(&browser, "session", 16).await?;
    open(&browser, &list).await?;
    browser.find(".paste textarea").await?;
    ensure!(!browser.has(".credential").await?, "it is still there");
    browser.close().await
}

/// In one tab the credentials are held, in another one they go: forgotten there, too old, or with their AEM on the home page.
async fn an_open_panel_says_why_its_credentials_are_gone(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let setup = Setup { fresh: true, ..Setup::with_extension(console.port()) };
    let browser = Browser::start(engine, &setup).await?;
    let origin = origin_of_extension(&browser).await?;
    let list = list_again(&browser);
    let client = browser.client();
    let panel = client.window().await?;
    let other = client.new_window(true).await?.handle;
    open(&browser, &list).await?;
    let ways = [
        "in another tab of this AEM",
        "had used them for 30 minutes",
        "removed on the assistant’s home page",
    ];
    for (way, words) in ways.into_iter().enumerate() {
        paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
        browser.enter_top().await?;
        client.switch_to_window(other.clone()).await?;
        // What is there was kept.
        open(&browser, &list).await?;
        browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
        if way == 0 {
            browser.press("[data-forget=all]").await?;
        } else {
            browser.enter_top().await?;
            open_home(&browser, &origin).await?;
        }
        if way == 1 {
            age(&browser, "session", 31).await?;
            // The broker notices it when it is asked next.
            open(&browser, &list).await?;
        }
        if way == 2 {
            press_removal(&browser).await?;
        }
        browser.enter_top().await?;
        client.switch_to_window(panel.clone()).await?;
        browser.bring_to_front().await?;
        browser.enter_panel().await?;
        browser.text_with(".said[data-tone=warning]", words).await?;
        browser.picture(&format!("gone-{way}")).await?;
        ensure!(!browser.has(".credential").await?, "{words}");
        // It is said once.
        browser.press(".said[data-tone=warning] button").await?;
        browser.until("no more of it", "return !document.querySelector('.said')").await?;
    }
    browser.close().await
}

async fn a_panel_that_stays_open_forgets_the_credentials_as_well() -> Result<()> {
    let console = Console::start(None)?;
    let setup = Setup { fresh: true, ..Setup::with_extension(console.port()) };
    let browser = Browser::start(Engine::Chromium, &setup).await?;
    open(&browser, &list_again(&browser)).await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
    let stored = "
        const [host, done] = arguments;
        chrome.storage.session.get().then((all) => done(Object.keys(all).some((key) => key.includes(host))))";
    let host = vec![json!(browser.author())];
    while browser.client().execute_async(stored, host.clone()).await? != json!(true) {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    // A panel looks again after it has lost the broker, which is no use of the credentials.
    for (minutes, held) in [(29, true), (2, false)] {
        age(&browser, "session", minutes).await?;
        browser.stop_background().await?;
        // By then it has connected again.
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        browser.enter_panel().await?;
        let wanted = format!("return Boolean(document.querySelector('.credential')) === {held}");
        browser.until("the credentials, as long as they are kept", &wanted).await?;
    }
    browser.text_with(".said[data-tone=warning]", "30 minutes").await?;
    browser.find(".paste textarea").await?;
    browser.close().await
}
