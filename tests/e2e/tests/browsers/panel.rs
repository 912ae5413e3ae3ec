//! The panel's manners: it covers nothing, obeys only people, and keeps its place and its run.

use crate::hosts::{open_home, origin_of_extension};
use crate::pages::{TARGET, create, focus_is_on, list, open_ready_to_fill, press_key, properties};
use anyhow::Result;
use e2e::{Browser, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::key::Key;
use serde_json::json;
use std::time::Duration;

subjects! {
    both: [
        a_press_that_no_person_made_does_nothing,
        the_panel_is_dragged_by_its_head_and_stays_there,
        everything_is_reached_by_the_keyboard,
        folding_and_unfolding_keep_the_focus,
        a_broker_that_the_browser_stops_loses_nothing,
        going_back_to_the_list_finds_a_panel_that_works,
        what_is_pasted_used_and_forgotten_in_one_tab_is_so_in_the_other,
    ],
    chromium_first: [
        the_panel_never_covers_the_buttons_of_the_page,
        the_panel_stays_off_buttons_in_shadow_trees_within_shadow_trees,
        the_properties_of_adobes_own_configuration_are_left_alone,
        a_configuration_that_no_list_has_shown_is_not_filled,
        a_folded_panel_is_a_tab_and_stays_one_on_the_next_page,
    ],
    firefox_only: [
        what_is_forgotten_stays_forgotten_though_the_page_goes_before_the_broker_comes_to_it,
        what_two_tabs_keep_at_the_same_time_is_kept_together,
    ],
}

/// Forgets where the panel was put, and that it was folded, which is kept for all hosts: the next test finds it in its
/// usual place. A browser whose test fails before this is not used again.
async fn forget_place(browser: &Browser) -> Result<()> {
    let forget = "const done = arguments[0]; chrome.storage.local.clear().then(() => done(true))";
    browser.client().execute_async(forget, Vec::new()).await?;
    Ok(())
}

/// Opens the properties of *Adobe Target (Prod)* by way of the list, with its credential pasted.
async fn from_the_list(browser: &Browser) -> Result<()> {
    browser.open(&list(browser, "")).await?;
    browser.enter_panel().await?;
    browser.find(".configurations").await?;
    open_ready_to_fill(browser).await
}

/// Two components that overlap, one of which is in the other: each is found where the other is.
async fn the_panel_stays_off_buttons_in_shadow_trees_within_shadow_trees(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    browser.open(&list(&browser, "")).await?;
    // Away from the edge, where AEM does not make room for it.
    browser.enter_panel().await?;
    let away = "const done = arguments[0];
        chrome.storage.local.set({ dock: { x: 40, y: 0, folded: false } }).then(() => done(true))";
    browser.client().execute_async(away, Vec::new()).await?;
    browser.open(&list(&browser, "")).await?;
    browser.find("ims-oauth-assistant-host").await?;
    const PLANT: &str = "
        const host = (parent, style, html) => {
          const element = document.createElement('div');
          element.style = `position: fixed; right: 0; width: 500px; z-index: 1; ${style}`;
          parent.append(element);
          const root = element.attachShadow({ mode: 'open' });
          root.innerHTML = html;
          return root;
        };
        const outer = host(document.body, 'top: 0; height: 300px', '<p>outer</p>');
        host(outer, 'top: 10px; height: 200px',
          '<div role=toolbar style=\"position: absolute; right: 40px; top: 130px\"><button>Deep</button></div>');
        host(document.body, 'top: 20px; height: 250px', '<p>beside</p>');
        const deep = outer.querySelector('div').shadowRoot.querySelector('button');
        return deep.getBoundingClientRect().bottom";
    let bottom = browser.run(PLANT).await?.as_f64().unwrap_or_default();
    browser.client().set_window_size(1300, 880).await?;
    let top = "document.querySelector('ims-oauth-assistant-host').getBoundingClientRect().top";
    browser.until("the panel below the button", &format!("return {top} >= {bottom}")).await?;
    assert!(bottom > 100.0, "the button is at {bottom}");
    browser.enter_panel().await?;
    forget_place(&browser).await?;
    browser.client().set_window_size(1441, 900).await?;
    browser.close().await
}

async fn the_panel_never_covers_the_buttons_of_the_page(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    for window in [(1600, 900), (1000, 700), (600, 800)] {
        let browser =
            Browser::start(engine, &Setup { window, ..Setup::with_extension(console.port()) }).await?;
        for (name, address, button) in [
            ("list", list(&browser, ""), ".granite-collection-create"),
            ("properties", properties(&browser, TARGET), "#shell-propertiespage-doneactivator"),
            ("create", create(&browser, ""), "[data-foundation-wizard-control-action=next]"),
        ] {
            browser.open(&address).await?;
            browser.find(button).await?;
            browser.enter_panel().await?;
            paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
            browser.find(".credential").await?;
            browser.picture(&format!("window-{}-{name}", window.0)).await?;
            browser.leave_frame().await?;
            let covered = format!(
                "const button = document.querySelector({button:?}).getBoundingClientRect();
                 const panel = document.querySelector('ims-oauth-assistant-host').getBoundingClientRect();
                 return panel.left < button.right && panel.right > button.left
                     && panel.top < button.bottom && panel.bottom > button.top"
            );
            assert_eq!(browser.run(&covered).await?, json!(false), "{name} in a window of {window:?}");
        }
        browser.close().await?;
    }
    Ok(())
}

async fn a_press_that_no_person_made_does_nothing(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    from_the_list(&browser).await?;
    browser.run("document.querySelectorAll('.form button').forEach(button => button.click())").await?;
    tokio::time::sleep(Duration::from_millis(600)).await;
    browser.leave_frame().await?;
    let value = "return document.querySelector('coral-select[name=authenticationType]').value";
    assert_eq!(browser.run(value).await?, json!("jwt"));
    browser.close().await
}

async fn the_properties_of_adobes_own_configuration_are_left_alone(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    browser.open(&list(&browser, "")).await?;
    browser.enter_panel().await?;
    browser.text_with("details.group summary", "Adobe’s own (1)").await?;
    paste(&browser, &credential("3c4d5e6f708192a3b4c5d6e7f8091a2b", SECRET)).await?;
    browser.find(".credential").await?;
    browser
        .open(&properties(&browser, "com.adobe.granite.auth.oauth.accesstoken.provider~forms-workflows~3"))
        .await?;
    browser.enter_panel().await?;
    browser.text_with(".said[data-tone=warning]", "leaves it alone").await?;
    assert!(!browser.has(".form button").await?);
    browser.picture("adobes-own").await?;
    browser.close().await
}

async fn a_configuration_that_no_list_has_shown_is_not_filled(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    browser.open(&properties(&browser, TARGET)).await?;
    browser.enter_panel().await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".said[data-tone=warning]", "from the list").await?;
    assert!(!browser.has(".form button").await?);
    browser.close().await
}

async fn a_folded_panel_is_a_tab_and_stays_one_on_the_next_page(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    browser.open(&list(&browser, "")).await?;
    browser.enter_panel().await?;
    browser.press("header button.icon").await?;
    browser.find(".tab").await?;
    browser.picture("folded").await?;
    browser.open(&properties(&browser, TARGET)).await?;
    browser.enter_panel().await?;
    browser.press(".tab").await?;
    browser.find(".assistant").await?;
    forget_place(&browser).await?;
    browser.close().await
}

async fn the_panel_is_dragged_by_its_head_and_stays_there(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    browser.open(&list(&browser, "")).await?;
    browser.enter_panel().await?;
    let place =
        "const { left, top } = document.querySelector('ims-oauth-assistant-host').getBoundingClientRect();
                 return [Math.round(left), Math.round(top)]";
    browser.leave_frame().await?;
    let before = browser.run(place).await?;
    let (left, top) = (before[0].as_i64().unwrap_or_default(), before[1].as_i64().unwrap_or_default());
    let pointer = |x: i64, y: i64, milliseconds: u64| PointerAction::MoveTo {
        duration: Some(Duration::from_millis(milliseconds)),
        x: (left + x) as f64,
        y: (top + y) as f64,
    };
    let mut drag = MouseActions::new("mouse".to_owned())
        .then(pointer(120, 20, 0))
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
    // The panel follows the pointer, so that the next place is one on its head again.
    for step in 1..=6 {
        drag = drag.then(pointer(120 - 50 * step, 20 + 15 * step, 0));
        drag = drag.then(PointerAction::Pause { duration: Duration::from_millis(120) });
    }
    drag = drag.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    browser.client().perform_actions(drag).await?;
    let after = browser.run(place).await?;
    assert_eq!(after, json!([left - 300, top + 90]));
    browser.client().refresh().await?;
    browser.find("ims-oauth-assistant-host").await?;
    let there = format!("{place}.join() === '{},{}'", left - 300, top + 90);
    browser.until("the place it had", &there).await?;
    browser.enter_panel().await?;
    forget_place(&browser).await?;
    browser.close().await
}

async fn everything_is_reached_by_the_keyboard(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    from_the_list(&browser).await?;
    browser.run("document.querySelector('header button').focus()").await?;
    for _ in 0..12 {
        let focused =
            browser.run("return document.activeElement.matches('.form button[data-tone=primary]')").await?;
        if focused == json!(true) {
            break;
        }
        press_key(&browser, Key::Tab).await?;
    }
    // A press counts once its button has stood there for half a second.
    browser.find(".form button[data-tone=primary][data-armed]").await?;
    press_key(&browser, Key::Enter).await?;
    browser.text_with(".said[data-tone=success]", "6 of 6").await?;
    browser.close().await
}

async fn folding_and_unfolding_keep_the_focus(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    browser.open(&list(&browser, "")).await?;
    browser.enter_panel().await?;
    browser.press("header button.icon").await?;
    focus_is_on(&browser, ".tab").await?;
    press_key(&browser, Key::Enter).await?;
    focus_is_on(&browser, "header button.icon").await?;
    forget_place(&browser).await?;
    browser.close().await
}

async fn a_broker_that_the_browser_stops_loses_nothing(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    from_the_list(&browser).await?;

    browser.stop_background().await?;
    browser.enter_top().await?;
    browser.enter_panel().await?;
    browser.press(".form button[data-tone=primary]").await?;
    browser.text_with(".said[data-tone=success]", "6 of 6").await?;
    // What was pasted outlives the broker, and the page.
    browser.open(&properties(&browser, TARGET)).await?;
    browser.enter_panel().await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
    browser.close().await
}

/// Has the broker take three seconds to keep what has this text in it, once. To be called on a page of the extension in a
/// tab of its own, which only Firefox lets get hold of the broker.
async fn be_slow_to_keep(browser: &Browser, text: &str) -> Result<()> {
    let slow = "
        const [text, done] = arguments;
        chrome.runtime.getBackgroundPage((broker) => {
          const { session } = broker.chrome.storage;
          const set = session.set.bind(session);
          session.set = async (items) => {
            if (JSON.stringify(items).includes(text)) {
              session.set = set;
              await new Promise((then) => broker.setTimeout(then, 3000));
            }
            return set(items);
          };
          done(true);
        })";
    browser.client().execute_async(slow, vec![json!(text)]).await?;
    Ok(())
}

async fn what_two_tabs_keep_at_the_same_time_is_kept_together(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    let client = browser.client();
    let one = client.window().await?;
    from_the_list(&browser).await?;
    let origin = browser.run("return location.origin").await?.as_str().unwrap_or_default().to_owned();
    let other = client.new_window(true).await?.handle;
    client.switch_to_window(other.clone()).await?;
    open_home(&browser, &origin).await?;
    be_slow_to_keep(&browser, "\"used\":[{").await?;
    browser.open(&list(&browser, "")).await?;
    browser.enter_panel().await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;

    client.switch_to_window(one.clone()).await?;
    browser.enter_panel().await?;
    browser.press(".form [data-act=fill]").await?;
    // That is not kept yet, and this tab has not heard of it.
    client.switch_to_window(other).await?;
    browser.enter_panel().await?;
    let choose = "
        const select = document.querySelector('.separator select');
        select.selectedIndex = 1;
        select.dispatchEvent(new Event('change', { bubbles: true }))";
    browser.run(choose).await?;
    browser.text_with(".credential .fit[data-tone=spent]", "Adobe Target (Prod)").await?;
    let chosen = "return document.querySelector('.separator select')?.selectedIndex === 1";
    browser.until("what was chosen here", chosen).await?;
    client.switch_to_window(one).await?;
    browser.enter_panel().await?;
    browser.until("the same there", chosen).await?;
    // No other test gets a slow broker.
    browser.stop_background().await?;
    browser.close().await
}

/// In a browser that was just started, or is busy, the page has long gone when the broker answers its questions.
async fn what_is_forgotten_stays_forgotten_though_the_page_goes_before_the_broker_comes_to_it(
    engine: Engine,
) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    // Only a page of the extension in a tab of its own gets hold of the broker.
    open_home(&browser, &origin_of_extension(&browser).await?).await?;
    be_slow_to_keep(&browser, TARGET_CLIENT_ID).await?;
    browser.open(&list(&browser, "")).await?;
    browser.enter_panel().await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
    // While the credential is being kept, this has to wait.
    browser.press(".credentials > .buttons button.plain").await?;
    browser.open(&properties(&browser, TARGET)).await?;
    browser.enter_panel().await?;
    // The box comes once the broker has answered.
    browser.find(".paste textarea").await?;
    assert!(!browser.has(".credential").await?, "what was forgotten is there again");
    // No other test gets the slow broker.
    browser.stop_background().await?;
    browser.close().await
}

async fn what_is_pasted_used_and_forgotten_in_one_tab_is_so_in_the_other(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    let client = browser.client();
    let one = client.window().await?;
    browser.open(&list(&browser, "")).await?;
    let other = client.new_window(true).await?.handle;
    client.switch_to_window(other.clone()).await?;
    browser.open(&list(&browser, "")).await?;
    browser.enter_panel().await?;
    browser.find(".configurations").await?;

    client.switch_to_window(one.clone()).await?;
    browser.enter_panel().await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
    client.switch_to_window(other.clone()).await?;
    browser.enter_panel().await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;

    client.switch_to_window(one.clone()).await?;
    browser.open(&properties(&browser, TARGET)).await?;
    browser.enter_panel().await?;
    browser.press(".form [data-act=fill]").await?;
    browser.text_with(".said[data-tone=success]", "6 of 6").await?;
    client.switch_to_window(other.clone()).await?;
    browser.enter_panel().await?;
    browser.text_with(".credential .fit[data-tone=spent]", "Adobe Target (Prod)").await?;
    browser.picture("two-tabs-spent").await?;

    // *Forget*, beside the box for something else.
    browser.press(".credentials > .buttons button.plain").await?;
    client.switch_to_window(one).await?;
    browser.enter_panel().await?;
    browser.until("nothing pasted", "return !document.querySelector('.credential')").await?;
    browser.close().await
}

async fn going_back_to_the_list_finds_a_panel_that_works(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    browser.open(&list(&browser, "")).await?;
    browser.enter_panel().await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.press(".group button[data-tone=primary]").await?;
    browser.enter_top().await?;
    browser.find("#propertiesform").await?;

    browser.client().back().await?;
    browser.find("coral-card").await?;
    browser.enter_panel().await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
    browser.press(".group button[data-tone=primary]").await?;
    browser.enter_top().await?;
    browser.find("#propertiesform").await?;
    browser.close().await
}
