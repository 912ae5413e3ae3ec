//! The AEMs that were worked on, on the extension's home page.

use crate::hosts::{open_home, origin_of_extension};
use crate::pages::{list, open, press_saying};
use anyhow::{Context, Result, ensure};
use e2e::{Browser, CONSOLE_PATH, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use serde_json::{Value, json};

subjects! {
    both: [
        an_aem_is_listed_with_what_is_left_is_exported_and_is_removed,
    ],
    chromium_first: [
        a_colleagues_file_is_taken_in_and_never_stands_above_what_was_seen_later,
        two_aems_behind_context_paths_of_one_host_are_two_and_each_is_opened_where_it_is,
    ],
    // Each of ten languages at four widths and in print, which takes minutes.
    when_all: [
        many_environments_have_room_in_every_language_and_in_print,
    ],
}

async fn start(engine: Engine) -> Result<(Console, Browser, String)> {
    let console = Console::start(None)?;
    let setup = Setup { fresh: true, ..Setup::with_extension(console.port()) };
    let browser = Browser::start(engine, &setup).await?;
    let origin = origin_of_extension(&browser).await?;
    // By then the panel there has asked for its run to be kept.
    browser.find(".configurations").await?;
    Ok((console, browser, origin))
}

/// What the export holds in a format: the text of the file behind the link.
async fn export(browser: &Browser, format: usize) -> Result<String> {
    let choose = format!(
        "const select = document.querySelector('[data-setting=format] select');
         select.selectedIndex = {format};
         select.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    browser.run(&choose).await?;
    let kind = ["text/csv", "text/markdown", "application/json"].get(format).copied().unwrap_or_default();
    let link =
        format!("return document.querySelector('.exports a[download]').href.startsWith('data:{kind};')");
    browser.until(kind, &link).await?;
    let read = "return decodeURIComponent(document.querySelector('.exports a[download]').href.split(',').slice(1).join(','))";
    Ok(browser.run(read).await?.as_str().unwrap_or_default().to_owned())
}

async fn an_aem_is_listed_with_what_is_left_is_exported_and_is_removed(engine: Engine) -> Result<()> {
    let (_console, browser, origin) = start(engine).await?;
    open_home(&browser, &origin).await?;
    // The page that told the extension's origin was a console's.
    press_removal(&browser).await?;
    browser.text_with(".environments .hint", "No AEM has been looked at yet").await?;
    ensure!(!browser.has(".exports").await?, "there is nothing to export");
    browser.picture("environments-none").await?;

    open(&browser, &list(&browser, "")).await?;
    browser.find(".configurations").await?;
    open_home(&browser, &origin).await?;
    browser.text_with(".environment h3", browser.author()).await?;
    browser.text_with(".environment .left", "2 left").await?;
    let counts = browser.text_with(".environment .counts", "To migrate (2)").await?;
    ensure!(counts.contains("Adobe’s own (1)"), "{counts}");
    browser.text_with(".environment .hint", "Looked at: ").await?;
    browser.press(".environment summary").await?;
    browser.text_with(".environment tbody", "Adobe Target (Prod)").await?;
    browser.picture("environments-one").await?;
    let link = browser.run("return document.querySelector('.environment a.button').href").await?;
    ensure!(
        link == json!(format!(
            "https://{}/libs{}",
            browser.author(),
            CONSOLE_PATH.trim_start_matches("/libs")
        )),
        "{link}"
    );

    let csv = export(&browser, 0).await?;
    ensure!(csv.lines().count() > 3 && csv.contains(",Adobe Target (Prod),"), "{csv}");
    ensure!(csv.starts_with("\u{FEFF}Environment,Title,Id in AEM,Before,Now,State,"), "{csv}");
    let markdown = export(&browser, 1).await?;
    ensure!(markdown.contains("| Adobe Target (Prod) | JWT | JWT | to migrate |"), "{markdown}");
    let inventory: Value = serde_json::from_str(&export(&browser, 2).await?)?;
    ensure!(
        inventory["environments"][0]["origin"] == json!(format!("https://{}", browser.author())),
        "{inventory}"
    );

    // A run that an open page stores shows here without a reload.
    press_removal(&browser).await?;
    browser.text_with(".environments .hint", "No AEM has been looked at yet").await?;
    let keys =
        "const done = arguments[0]; chrome.storage.local.get().then((all) => done(Object.keys(all).join()))";
    let kept = browser.client().execute_async(keys, Vec::new()).await?;
    ensure!(!kept.to_string().contains("run:"), "{kept}");
    browser.close().await
}

/// Presses *Remove*, and once more.
pub(crate) async fn press_removal(browser: &Browser) -> Result<()> {
    browser.press(".environment button[data-asked=false]").await?;
    press_saying(browser, "Remove for good").await
}

/// Has the page take a file in.
async fn import(browser: &Browser, text: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("inventory.json");
    std::fs::write(&file, text)?;
    browser.find(".environments input[type=file]").await?.send_keys(&file.to_string_lossy()).await?;
    // The page has read it before the folder goes.
    browser.find(".environments .said").await?;
    Ok(())
}

async fn a_colleagues_file_is_taken_in_and_never_stands_above_what_was_seen_later(
    engine: Engine,
) -> Result<()> {
    let (_console, browser, origin) = start(engine).await?;
    open(&browser, &list(&browser, "")).await?;
    browser.find(".configurations").await?;
    open_home(&browser, &origin).await?;
    let mut inventory: Value = serde_json::from_str(&export(&browser, 2).await?)?;
    import(&browser, "{\"client_secret\": \"none\"}").await?;
    browser.text_with(".environments .said[data-tone=error]", "no inventory").await?;

    // The same AEM as a colleague saw it earlier, one configuration that was seen by the colleague alone, and another AEM.
    for environment in inventory["environments"].as_array_mut().into_iter().flatten() {
        for configuration in environment["configurations"].as_array_mut().into_iter().flatten() {
            configuration["outcome"] = json!("done");
            configuration["seen"] = json!(1_700_000_000_000_u64);
        }
        environment["looked"] = json!(1_700_000_000_000_u64);
        if let Some(list) = environment["configurations"].as_array_mut() {
            list.push(
                json!({ "id": "x", "title": "Only there", "outcome": "left", "now": "jwt", "before": "jwt" }),
            );
        }
    }
    let other = json!({ "origin": "https://author-p9-e9.adobeaemcloud.com", "looked": 1_700_000_000_000_u64,
        "configurations": [{ "id": "y", "title": "Elsewhere", "outcome": "done", "now": "oauth", "before": "jwt", "at": 1_700_000_000_000_u64 }] });
    if let Some(list) = inventory["environments"].as_array_mut() {
        list.push(other);
    }
    import(&browser, &inventory.to_string()).await?;
    browser.text_with(".environments .said[data-tone=success]", "is imported").await?;
    browser.until("the other AEM", "return document.querySelectorAll('.environment').length === 2").await?;
    browser.text_with(".environment .left", "3 left").await?;
    browser.text_with(".environment", "From a colleague’s file: ").await?;
    let csv = export(&browser, 0).await?;
    ensure!(
        csv.contains("Elsewhere,y,JWT,OAuth,done,2023-11-14 22:13:20Z,,from a colleague’s file"),
        "{csv}"
    );
    ensure!(
        csv.contains(",Adobe Target (Prod),") && csv.contains(",JWT,JWT,to migrate,,,as the list shows it,"),
        "{csv}"
    );
    browser.picture("environments-imported").await?;
    browser.close().await
}

/// The headings and the links of the environments, in order.
async fn heads_and_links(browser: &Browser) -> Result<Value> {
    let heads = "return [...document.querySelectorAll('.environment')].map((one) =>
        [one.querySelector('h3').textContent, one.querySelector('a.button').href])";
    browser.run(heads).await
}

/// The keys of the kept runs.
async fn runs(browser: &Browser) -> Result<Value> {
    let keys = "const done = arguments[0];
        chrome.storage.local.get().then((all) => done(Object.keys(all).filter((key) => key.startsWith('run:')).sort()))";
    Ok(browser.client().execute_async(keys, Vec::new()).await?)
}

async fn two_aems_behind_context_paths_of_one_host_are_two_and_each_is_opened_where_it_is(
    engine: Engine,
) -> Result<()> {
    let (_console, browser, origin) = start(engine).await?;
    open_home(&browser, &origin).await?;
    press_removal(&browser).await?;
    let console_at = |context: &str| browser.aem(&format!("{context}{CONSOLE_PATH}"));
    let list_at =
        |context: &str| format!("{}?seed=reset&menu=off&assistant=none&lang=en", console_at(context));
    for (context, credentials) in [("/author", 1), ("/stage", 0)] {
        open(&browser, &list_at(context)).await?;
        browser.find(".configurations").await?;
        if context == "/author" {
            paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        }
        let count = format!("return document.querySelectorAll('.credential').length === {credentials}");
        browser.until("what was pasted on this very AEM", &count).await?;
    }
    let host = browser.author().to_owned();
    let expected =
        ["/author", "/stage"].map(|context| json!([format!("{host}{context}"), console_at(context)]));
    open_home(&browser, &origin).await?;
    browser.until("two AEMs", "return document.querySelectorAll('.environment').length === 2").await?;
    ensure!(heads_and_links(&browser).await? == json!(expected), "{}", heads_and_links(&browser).await?);
    browser.picture("environments-context").await?;

    // A colleague gets both, and opens each where it is.
    let inventory = export(&browser, 2).await?;
    for _ in 0..2 {
        press_removal(&browser).await?;
        browser.until("removed", "return !document.querySelector('[data-asked=true]')").await?;
    }
    browser.text_with(".environments .hint", "No AEM has been looked at yet").await?;
    import(&browser, &inventory).await?;
    browser.until("both", "return document.querySelectorAll('.environment').length === 2").await?;
    ensure!(heads_and_links(&browser).await? == json!(expected), "{}", heads_and_links(&browser).await?);

    // *Open* leads to the very console, and its run is kept for it alone.
    let before = browser.client().window().await?;
    browser.press(".environment a.button").await?;
    let windows = browser.client().windows().await?;
    let opened = windows.into_iter().find(|window| *window != before);
    browser.client().switch_to_window(opened.context("no window was opened")?).await?;
    browser.enter_panel().await?;
    browser.find(".configurations").await?;
    browser.enter_top().await?;
    ensure!(browser.run("return location.href").await? == json!(console_at("/author")), "elsewhere");
    open_home(&browser, &origin).await?;
    let key = |context: &str| format!("run:https://{host}{context}");
    ensure!(runs(&browser).await? == json!([key("/author")]), "{}", runs(&browser).await?);

    // What an earlier version has kept, by the origin alone, is that AEM's whose list it has seen.
    let older = "const [from, to, done] = arguments;
        (async () => {
          const { [from]: run } = await chrome.storage.local.get(from);
          await chrome.storage.local.set({ [to]: run });
          await chrome.storage.local.remove(from);
          return true;
        })().then(done)";
    browser.client().execute_async(older, vec![json!(key("/author")), json!(key(""))]).await?;
    open_home(&browser, &origin).await?;
    browser.until("both", "return document.querySelectorAll('.environment').length === 2").await?;
    ensure!(heads_and_links(&browser).await? == json!(expected), "{}", heads_and_links(&browser).await?);
    open(&browser, &console_at("")).await?;
    browser.find(".configurations").await?;
    open_home(&browser, &origin).await?;
    ensure!(runs(&browser).await? == json!([key(""), key("/author")]), "{}", runs(&browser).await?);
    browser.close().await
}

/// Puts runs into the store as the broker does: one for each AEM, with `configurations` configurations.
async fn plant(browser: &Browser, aems: usize, configurations: usize) -> Result<()> {
    let plant = "
        const [aems, configurations, client, done] = arguments;
        const now = Date.now();
        const all = {};
        for (let aem = 0; aem < aems; aem += 1) {
          const long = aem === 1 ? ' – Dynamic Media with OpenAPI, Content Advisor and a very long name of an integration' : '';
          const seen = [];
          for (let one = 0; one < configurations; one += 1) {
            const authentication = one % 3 === 0 && aem % 4 ? 'jwt' : 'not-marked';
            seen.push({ id: `com.adobe.granite.auth.oauth.accesstoken.provider~${aem}~${one}`, title: `Adobe Target ${one}${long}`,
              authentication, ownership: one % 5 === 4 ? 'adobe' : 'administrator', among: 0 });
          }
          const done = seen.slice(1, 2).map(({ id, title }) => ({ id, title, at: now - 3600_000 }));
          const used = seen.slice(1, 2).map(({ id, title }) => ({ credential: client, configuration: id, title }));
          const run = { looked: now - aem * 86_400_000, seen, done, used };
          const host = aem === 2 ? 'author-a-very-long-name-of-a-program-p12345-e1234567-cmstg-stage.adobeaemcloud.com' : `author-p1234${aem}-e67890.adobeaemcloud.com`;
          all[`run:https://${host}`] = { usedAt: now, version: 'v', by: '', run };
        }
        chrome.storage.local.clear().then(() => chrome.storage.local.set(all)).then(() => done(true))";
    let arguments = vec![json!(aems), json!(configurations), json!(TARGET_CLIENT_ID)];
    browser.client().execute_async(plant, arguments).await?;
    Ok(())
}

/// The parts of the page that are wider than the window.
const TOO_WIDE: &str = "
    const width = document.documentElement.clientWidth;
    return [...document.querySelectorAll('.home *, .sheet > *')]
      .filter((one) => one.getBoundingClientRect().right > width + 1 && !one.closest('table, .sheet section, svg, .spoken'))
      .map((one) => `${one.localName}.${one.className}`)";

async fn many_environments_have_room_in_every_language_and_in_print(engine: Engine) -> Result<()> {
    let (_console, browser, origin) = start(engine).await?;
    open_home(&browser, &origin).await?;
    for language in ["en", "de", "ja", "fr", "es", "it", "pt_BR", "ko", "zh_CN", "zh_TW"] {
        plant(&browser, 12, 8).await?;
        let choose = "const [language, done] = arguments; chrome.storage.local.set({ language }).then(() => done(true))";
        browser.client().execute_async(choose, vec![json!(language)]).await?;
        for width in [320, 768, 1440] {
            browser.client().set_window_size(width, 900).await?;
            open_home(&browser, &origin).await?;
            browser
                .until("12 AEMs", "return document.querySelectorAll('.environment').length === 12")
                .await?;
            browser.press(".environment:nth-child(2) summary").await?;
            browser.find(".environment tbody").await?;
            let too_wide = browser.run(TOO_WIDE).await?;
            ensure!(too_wide == json!([]), "{language}, {width}: {too_wide}");
            if ["en", "de", "ja"].contains(&language) {
                browser.picture(&format!("environments-{language}-{width}")).await?;
            }
            browser.press(".exports [data-part=print]").await?;
            browser
                .until("a table for each", "return document.querySelectorAll('.sheet table').length === 12")
                .await?;
            let too_wide = browser.run(TOO_WIDE).await?;
            ensure!(too_wide == json!([]), "{language}, {width}, in print: {too_wide}");
            // Other browsers give a test no such thing.
            if engine == Engine::Chromium && language == "en" && width == 768 {
                // As it is printed, in a browser that is dark.
                let media = json!({ "media": "print", "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
                browser.devtools("Emulation.setEmulatedMedia", media).await?;
                let buttons =
                    "return getComputedStyle(document.querySelector('.sheet > .buttons')).display + ' ' +
                    getComputedStyle(document.querySelector('.sheet')).backgroundColor";
                ensure!(browser.run(buttons).await? == json!("none rgb(255, 255, 255)"), "in print");
                browser.picture("sheet-print").await?;
                let media =
                    json!({ "media": "", "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
                browser.devtools("Emulation.setEmulatedMedia", media).await?;
                browser.press(".sheet [data-part=back]").await?;
                browser.find(".environment").await?;
                browser.run("document.querySelector('.exports').scrollIntoView()").await?;
                browser.picture("environments-dark").await?;
                browser
                    .devtools("Emulation.setEmulatedMedia", json!({ "media": "", "features": [] }))
                    .await?;
                browser.press(".exports [data-part=print]").await?;
                browser.find(".sheet").await?;
            }
            if ["en", "de", "ja"].contains(&language) && width == 1440 {
                browser.picture(&format!("sheet-{language}-{width}")).await?;
            }
            browser.press(".sheet [data-part=back]").await?;
            browser.find(".environment").await?;
        }
    }
    browser.close().await
}
