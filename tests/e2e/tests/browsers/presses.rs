//! Presses that were not meant: none of them saves. And those that were meant do what they say, for as long as they last.

use crate::pages::{
    TARGET, form_of_aem, list, open, open_and_fill, open_ready_to_fill, page, press_saying, start, type_into,
};
use anyhow::{Context, Result, ensure};
use e2e::{Browser, Console, Engine, PanelState, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::key::Key;
use serde_json::json;
use std::time::{Duration, Instant};

subjects! {
    both: [
        a_second_press_on_fill_does_not_save_in_german,
        hold_to_show_shows_for_as_long_as_it_is_held,
    ],
    chromium_first: [
        a_migration_leaves_the_title_alone,
        a_form_that_is_made_anew_after_every_field_is_filled_and_saved,
    ],
    when_all: [
        a_second_press_on_fill_does_not_save_in_english,
        a_second_press_on_fill_does_not_save_in_french,
        a_second_press_on_fill_does_not_save_in_japanese,
    ],
    chromium_only: [
        a_full_store_ends_in_words,
    ],
}

/// The panel's button that fills, and afterwards the one that saves.
const PRIMARY: &str = ".form .buttons button[data-tone=primary]";

/// How much time is between two presses that people make for one: well below the systems’ 500 ms for a double-click.
const BETWEEN: Duration = Duration::from_millis(150);

/// How long a button stands there before it is pressed, so that the first press acts.
const BEFORE: Duration = Duration::from_millis(900);

// Where the buttons stand is another matter in each language. German words are the longest.

async fn a_second_press_on_fill_does_not_save_in_german(engine: Engine) -> Result<()> {
    a_second_press_on_fill_does_not_save(engine, "de").await
}

async fn a_second_press_on_fill_does_not_save_in_english(engine: Engine) -> Result<()> {
    a_second_press_on_fill_does_not_save(engine, "en").await
}

async fn a_second_press_on_fill_does_not_save_in_french(engine: Engine) -> Result<()> {
    a_second_press_on_fill_does_not_save(engine, "fr").await
}

async fn a_second_press_on_fill_does_not_save_in_japanese(engine: Engine) -> Result<()> {
    a_second_press_on_fill_does_not_save(engine, "ja").await
}

async fn a_second_press_on_fill_does_not_save(engine: Engine, language: &str) -> Result<()> {
    let (_console, browser) = start(engine, "").await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.find(".credential code").await?;
    for (second, keyboard) in [
        (Second::After, false),
        (Second::WhenFilled, false),
        (Second::After, true),
        (Second::WhenFilled, true),
    ] {
        let how = format!("{} {second:?}", if keyboard { "Enter" } else { "the mouse" });
        open(&browser, &list(&browser, "")).await?;
        browser.find(".configurations").await?;
        let query = format!("menu=off&assistant=none&delay=0&lang={language}&item={TARGET}");
        open(&browser, &page(&browser, &format!("editimsconfig.html?{query}"))).await?;
        browser.find(&format!("{PRIMARY}[data-armed]")).await?;
        press_twice(&browser, keyboard, second).await?;
        let filled = async || PanelState::read(&browser).await.is_ok_and(|panel| panel.says("success"));
        let begin = Instant::now();
        // A page that saves goes away, and with it the panel's frame.
        while !filled().await && begin.elapsed() < Duration::from_secs(10) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        ensure!(filled().await, "{language}, {how}: nothing was filled, or it was saved at once");
        tokio::time::sleep(Duration::from_millis(1500)).await;
        browser.enter_top().await?;
        let stored = browser.configurations().await?;
        ensure!(stored[0].text("authentication") == "jwt", "{language}, {how}: it was saved");
        ensure!(browser.has("#propertiesform").await?, "{language}, {how}: the form is gone");
    }
    browser.close().await
}

/// When the second press comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Second {
    /// [`BETWEEN`] after the first.
    After,
    /// As soon as the form is filled, however long that takes: a slow machine must not hide what a quick one does.
    WhenFilled,
}

async fn press_twice(browser: &Browser, keyboard: bool, second: Second) -> Result<()> {
    let filled = "return document.querySelector('.said[data-tone=success]') !== null";
    let enter = char::from(Key::Enter);
    if keyboard {
        browser.run(&format!("document.querySelector({PRIMARY:?}).focus()")).await?;
        let press = |keys: KeyActions| {
            keys.then(KeyAction::Down { value: enter })
                .then(KeyAction::Up { value: enter })
                .then(KeyAction::Pause { duration: BETWEEN })
        };
        let keys = || KeyActions::new("keys".to_owned());
        let first = press(keys().then(KeyAction::Pause { duration: BEFORE }));
        if second == Second::After {
            return Ok(browser.client().perform_actions(press(first)).await?);
        }
        browser.client().perform_actions(first).await?;
        browser.until("the form to be filled", filled).await?;
        return Ok(browser.client().perform_actions(press(keys())).await?);
    }
    let press = |mouse: MouseActions| {
        mouse
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT })
    };
    let mouse = || MouseActions::new("mouse".to_owned());
    let element = browser.find(PRIMARY).await?;
    let first = press(
        mouse()
            .then(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Pause { duration: BEFORE }),
    );
    if second == Second::After {
        let pause = first.then(PointerAction::Pause { duration: BETWEEN });
        return Ok(browser.client().perform_actions(press(pause)).await?);
    }
    browser.client().perform_actions(first).await?;
    browser.until("the form to be filled", filled).await?;
    Ok(browser.client().perform_actions(press(mouse())).await?)
}

async fn hold_to_show_shows_for_as_long_as_it_is_held(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "").await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    let button = browser.find(".credential .secret button").await?;
    let shown = "return document.querySelector('.credential .secret code').textContent";
    let held = MouseActions::new("mouse".to_owned())
        .then(PointerAction::MoveToElement { element: button, duration: None, x: 0.0, y: 0.0 })
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
    browser.client().perform_actions(held).await?;
    browser.until("the secret", &format!("{shown} === {SECRET:?}")).await?;
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_millis(600) {
        ensure!(browser.run(shown).await? == json!(SECRET), "hidden after {:?}", begin.elapsed());
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
    let released =
        MouseActions::new("mouse".to_owned()).then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    browser.client().perform_actions(released).await?;
    browser.until("the secret to be hidden", &format!("{shown} !== {SECRET:?}")).await?;
    assert_eq!(browser.places_of(SECRET).await?, [""; 0]);
    browser.close().await
}

/// A store that takes nothing more: Chromium's panel can fill it by itself.
async fn a_full_store_ends_in_words() -> Result<()> {
    const FILL: &str = "const done = arguments[0];
        (async () => {
          const session = chrome.storage.local;
          const begin = performance.now();
          // As much as goes in. Very short texts are not counted, and would go in for ever.
          for (const size of [1 << 20, 1 << 16, 1 << 12, 1 << 8, 1 << 6]) {
            for (let number = 0; ; number++) {
              if (performance.now() > begin + 20_000) return `after ${number} of ${size}`;
              try {
                await session.set({ [`filling-${size}-${number}`]: 'x'.repeat(size) });
              } catch {
                break;
              }
            }
          }
          return session.getBytesInUse();
        })().then(done, (error) => done(String(error)))";
    let console = Console::start(None)?;
    let setup = Setup { fresh: true, ..Setup::with_extension(console.port()) };
    let browser = Browser::chromium(&setup).await?;
    open(&browser, &list(&browser, "")).await?;
    browser.find(".configurations").await?;
    open_and_fill(&browser).await?;
    let used = browser.client().execute_async(FILL, Vec::new()).await?;
    ensure!(used.as_u64().is_some_and(|bytes| bytes > 10_000_000), "the store was not filled: {used}");
    browser.press(PRIMARY).await?;
    let begin = Instant::now();
    loop {
        // Where it is saved all the same, the panel comes back with the list.
        let panel = PanelState::read(&browser).await.unwrap_or_default();
        if panel.ready && !panel.busy && (panel.says("error") || panel.says("warning")) {
            break;
        }
        ensure!(begin.elapsed() < Duration::from_secs(8), "after 8 s it says: {}", panel.text);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    browser.close().await
}

async fn a_migration_leaves_the_title_alone(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "").await?;
    open_and_fill(&browser).await?;
    let title = form_of_aem(&browser).await?["title"].clone();
    // It could be changed, and the credential's product has another name.
    assert_eq!(title, json!({ "value": "Adobe Target (Prod)", "editable": true }));
    type_into(&browser, "title", " by hand").await?;
    browser.enter_panel().await?;
    press_saying(&browser, "Press “Save & Close”").await?;
    browser.enter_top().await?;
    browser.find("coral-card").await?;
    let migrated = browser.configurations().await?;
    assert_eq!(migrated[0].text("authentication"), "oauth");
    assert_eq!(migrated[0].text("title"), "Adobe Target (Prod) by hand");
    browser.close().await
}

async fn a_form_that_is_made_anew_after_every_field_is_filled_and_saved(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "rerender=each").await?;
    browser.enter_top().await?;
    let switches = browser.run("return localStorage.getItem('practice-console.switches')").await?;
    let switches = switches.as_str().context("no switches")?;
    ensure!(switches.contains("\"rerender\":\"each\""), "there is no such habit: {switches}");
    browser.enter_panel().await?;
    open_ready_to_fill(&browser).await?;
    browser.press(PRIMARY).await?;
    browser.text_with(".said[data-tone=success]", "6 of 6").await?;
    press_saying(&browser, "Press “Save & Close”").await?;
    browser.enter_top().await?;
    browser.find("coral-card").await?;
    let migrated = browser.configurations().await?;
    assert_eq!(migrated[0].text("authentication"), "oauth");
    assert_eq!(migrated[0].text("clientId"), TARGET_CLIENT_ID);
    browser.close().await
}
