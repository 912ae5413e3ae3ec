//! Where a secret is, and where it is not.

use crate::pages::{open_and_fill, start};
use anyhow::Result;
use e2e::{Browser, CONSOLE_PATH, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use serde_json::json;

subjects! {
    both: [
        a_search_sees_every_place_that_can_hold_a_text,
        a_pasted_secret_is_on_no_screen_in_no_address_and_in_no_lasting_storage,
        a_filled_secret_is_in_one_field_of_aems_page_and_nowhere_else,
        forgetting_a_credential_forgets_it_on_the_next_page_too,
    ],
}

/// The searches of this file prove something only if they see what is there.
async fn a_search_sees_every_place_that_can_hold_a_text(engine: Engine) -> Result<()> {
    const NEEDLE: &str = "planted-by-a-test";
    // Each line plants the text in a place of its own, and ends with how that place is called.
    const PLACES: &[(&str, &str)] = &[
        ("div().title = NEEDLE", "div[title]"),
        ("div().textContent = NEEDLE", "div (text)"),
        ("div().append(new Comment(NEEDLE))", "div (text)"),
        ("add('input').value = NEEDLE", "input.value"),
        ("Object.assign(add('input'), { type: 'password' }).value = NEEDLE", "input.value"),
        ("add('textarea').value = NEEDLE", "textarea.value"),
        ("div().property = NEEDLE", "div.property"),
        ("div().property = { of: [NEEDLE] }", "div.property"),
        ("div().attachShadow({ mode: 'open' }).append(NEEDLE)", ""),
        (
            "div().attachShadow({ mode: 'open' }).append(Object.assign(make('input'), { value: NEEDLE }))",
            "div / input.value",
        ),
        ("add('template').innerHTML = `<b>${NEEDLE}</b>`", "template / b (text)"),
        ("add('iframe').contentDocument.body.title = NEEDLE", "iframe / body[title]"),
        ("document.title = NEEDLE", "document.title"),
        ("document.cookie = `name=${NEEDLE}`", "document.cookie"),
        ("history.replaceState({ of: NEEDLE }, '')", "history.state"),
        ("history.replaceState(null, '', `#${NEEDLE}`)", "location"),
        ("localStorage.setItem('name', NEEDLE)", "localStorage"),
        ("localStorage.setItem('name', btoa(`${NEEDLE} `))", "localStorage"),
        ("localStorage.setItem('name', btoa(`1${NEEDLE}`))", "localStorage"),
        ("localStorage.setItem('name', btoa(`12${NEEDLE}34`))", "localStorage"),
        ("sessionStorage.setItem('name', NEEDLE)", "sessionStorage"),
        ("performance.mark(NEEDLE)", "performance"),
        ("window.property = NEEDLE", "window.property"),
        ("window.name = NEEDLE", "window.name"),
        ("await (await caches.open('name')).put('/a', new Response(NEEDLE))", "cache name"),
        (
            "await new Promise((done) => {
               const opening = indexedDB.open('name');
               opening.onupgradeneeded = () => opening.result.createObjectStore('store').put(NEEDLE, 1);
               opening.onsuccess = () => { opening.result.close(); done(); };
             })",
            "indexedDB name store",
        ),
    ];
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    let address = browser.aem("/practice/nothing-is-here");
    browser.open(&address).await?;
    assert_eq!(browser.places_of(NEEDLE).await?, [""; 0]);
    for (plant, place) in PLACES {
        browser.open(&address).await?;
        let script = format!(
            "const done = arguments[0];
             const NEEDLE = {NEEDLE:?};
             const make = (name) => document.createElement(name);
             const add = (name) => {{ const one = make(name); document.body.append(one); return one; }};
             const div = () => add('div');
             (async () => {{ {plant}; }})().then(() => done(null), (error) => done(String(error)))"
        );
        assert_eq!(browser.client().execute_async(&script, Vec::new()).await?, json!(null), "{plant}");
        let found = browser.places_of(NEEDLE).await?;
        // Text that is right below a shadow root belongs to no element; it is seen by what stands behind shadows.
        assert!(place.is_empty() || found.iter().any(|one| one == place), "{plant}: {found:?}");
        browser
            .run("localStorage.clear(); sessionStorage.clear(); document.cookie = 'name=;max-age=0'; window.name = ''")
            .await?;
        let forget = "const done = arguments[0];
             Promise.all([caches.delete('name'), indexedDB.deleteDatabase('name')]).then(() => done(null))";
        browser.client().execute_async(forget, Vec::new()).await?;
    }
    if engine == Engine::Chromium {
        browser.open(&address).await?;
        let plant = format!("document.body.attachShadow({{ mode: 'closed' }}).append({NEEDLE:?})");
        browser.run(&plant).await?;
        assert_eq!(browser.places_of(NEEDLE).await?, [""; 0], "a closed shadow tree is closed to scripts");
        assert_eq!(browser.places_behind_shadows(NEEDLE).await?.len(), 1);
    }
    browser.close().await
}

async fn a_pasted_secret_is_on_no_screen_in_no_address_and_in_no_lasting_storage(
    engine: Engine,
) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    browser.open(&browser.aem(&format!("{CONSOLE_PATH}?seed=reset&menu=off&assistant=none"))).await?;
    browser.enter_panel().await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".credential .secret code", "67xy").await?;

    // `close` looks through what was written to the browser's console.
    assert_eq!(browser.places_of(SECRET).await?, [""; 0], "in the panel’s document");
    // The masked text shows the beginning of every secret of Adobe's; nothing that is kept does.
    let kept: Vec<_> =
        browser.places_of("p8e-").await?.into_iter().filter(|one| !one.contains("code")).collect();
    assert!(!kept.iter().any(|one| one.starts_with("chrome.storage")), "{kept:?}");

    browser.enter_top().await?;
    assert_eq!(browser.places_of(SECRET).await?, [""; 0], "in AEM’s page");
    assert_eq!(browser.places_behind_shadows(SECRET).await?, [""; 0], "in AEM’s page");
    assert!(!console.requests().join("\n").contains("p8e-"), "in a request");
    browser.close().await
}

async fn a_filled_secret_is_in_one_field_of_aems_page_and_nowhere_else(engine: Engine) -> Result<()> {
    let (console, browser) = start(engine, "").await?;
    open_and_fill(&browser).await?;
    assert_eq!(browser.places_of(SECRET).await?, [""; 0], "in the panel’s document");
    browser.enter_top().await?;
    let field =
        browser.run("return document.querySelector('#propertiesform input[type=password]').id").await?;
    let field = format!("input#{}", field.as_str().unwrap_or_default());
    let places = browser.places_of(SECRET).await?;
    // Coral's own text field remembers what it held before a change of it.
    assert!(!places.is_empty() && places.iter().all(|one| one.starts_with(&field)), "{field}: {places:?}");
    assert_eq!(browser.places_behind_shadows(SECRET).await?, [""; 0], "in AEM’s page");
    assert!(!console.requests().join("\n").contains("p8e-"), "in a request");
    browser.close().await
}

async fn forgetting_a_credential_forgets_it_on_the_next_page_too(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    let list = browser.aem(&format!("{CONSOLE_PATH}?menu=off&assistant=none&lang=en"));
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
