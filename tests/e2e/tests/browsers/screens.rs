//! The screens of the product, measured: the next step is in sight, what was read back too, and nothing of AEM's lies
//! beneath the panel. And what axe-core has to say of each of them.

use crate::batch::{Given, give_files};
use crate::hosts::{open_home, origin_of_extension};
use crate::pages::{TARGET, open};
use anyhow::{Context, Result, ensure};
use e2e::{
    Browser, CONSOLE_PATH, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste, project,
};
use serde_json::{Value, json};

subjects! {
    chromium_first: [
        the_next_step_is_in_sight_and_aem_is_not_covered,
        a_dialog_of_aems_stands_beside_the_panel_or_above_it,
        axe_finds_nothing_in_a_light_window,
        axe_finds_nothing_in_a_dark_window,
    ],
    when_all: [
        the_same_in_german_and_japanese_at_every_width,
    ],
}

/// Windows that people have, in CSS pixels. The last is one of 1440 by 900 at a zoom of 200 %, for which a page has half as
/// many pixels.
const WINDOWS: [(u32, u32); 7] =
    [(1920, 1080), (1440, 900), (1366, 768), (1024, 768), (600, 800), (320, 640), (720, 450)];

/// The narrowest window in which the panel stands beside AEM's page.
const DOCKED: u32 = 760;

/// The panel's element in AEM's page.
const HOST: &str = "ims-oauth-assistant-host";

/// A person's states, from the list to the report, then the properties of one configuration, then the home page.
const STATES: [&str; 6] = ["list", "plan", "paused", "report", "filled", "home"];

/// What is wrong with the button for the next step, and with what was read back, in the panel's own window: cut off, or
/// below something else.
const UNSEEN: &str = r"
    const faults = [];
    const buttons = [...document.querySelectorAll('[data-tone=primary]:is(button, a)')].filter((one) => one.checkVisibility());
    if (buttons.length > 1) faults.push(`${buttons.length} next steps`);
    const seen = [...buttons, ...document.querySelectorAll('.form > .actions:has([data-tone=primary]) > .said')];
    for (const one of seen) {
      const said = one.textContent.trim().slice(0, 40);
      const { left, top, right, bottom } = one.getBoundingClientRect();
      if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) {
        faults.push(`“${said}” is out of sight: ${[left, top, right, bottom].map(Math.round)} in ${innerWidth} x ${innerHeight}`);
        continue;
      }
      // The corners themselves are round.
      const inset = Math.min(parseFloat(getComputedStyle(one).borderTopLeftRadius) * 0.3 + 1, (bottom - top) / 2);
      for (const x of [left + inset, right - inset]) {
        for (const y of [top + inset, bottom - inset]) {
          const there = document.elementFromPoint(x, y);
          if (!one.contains(there)) faults.push(`“${said}” is below ${there?.localName}.${there?.className}`);
        }
      }
    }
    return { faults, boxes: seen.map((one) => one.getBoundingClientRect()).map(({ x, y, width, height }) => [x, y, width, height]) };";

/// The same from outside: the boxes of the panel's window, in AEM's. `arguments[0]` are the boxes.
const UNSEEN_FROM_OUTSIDE: &str = r"
    const host = document.querySelector('ims-oauth-assistant-host');
    const panel = host.getBoundingClientRect();
    const faults = [];
    for (const [x, y, width, height] of arguments[0]) {
      const [left, top] = [panel.left + x, panel.top + y];
      const isIn = left >= 0 && top >= 0 && left + width <= innerWidth + 1 && top + height <= innerHeight + 1;
      if (!isIn) faults.push(`beyond the window: ${[left, top, width, height].map(Math.round)}`);
      for (const across of [0.1, 0.9]) {
        for (const down of [0.1, 0.9]) {
          const there = document.elementFromPoint(left + across * width, top + down * height);
          if (there !== host) faults.push(`below ${there?.localName} of AEM’s`);
        }
      }
    }
    return faults;";

/// Cards, lines, fields, buttons, links and dialogs.
const PARTS: &str = ".foundation-collection-item, input:not([type=hidden]), textarea, select, button, a[href], \
                     coral-select, coral-dialog ._coral-Dialog, .coral3-Dialog-wrapper, [role=heading]";

/// What of AEM's lies beneath the panel, as far as its own scroll containers show it. `arguments`: whether each part is
/// scrolled into sight before, as a person does above a sheet; the selectors of the panel and of the parts.
const COVERED: &str = r"
    const [scrolls, host, parts] = arguments;
    const panel = document.querySelector(host).getBoundingClientRect();
    const faults = [];
    let looked = 0;
    for (const part of document.querySelectorAll(parts)) {
      if (!part.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      // Coral keeps what is for screen readers, or for phones, where nobody sees it.
      const { width, height } = part.getBoundingClientRect();
      if (width < 8 || height < 8) continue;
      // What an action bar has no room for, Coral puts far off to the left, and behind a button.
      if (part.getBoundingClientRect().right < -1000) continue;
      if (scrolls) part.scrollIntoView({ block: 'center', inline: 'center' });
      let { left, top, right, bottom } = part.getBoundingClientRect();
      const said = () => `${part.localName} “${(part.title || part.name || part.textContent).trim().slice(0, 30)}” at ${
        [left, top, right, bottom].map(Math.round)}, the panel at ${[panel.left, panel.top, panel.right, panel.bottom].map(Math.round)}`;
      for (let around = part.parentElement; around; around = around.parentElement) {
        if (getComputedStyle(around).overflow === 'visible' || around === document.documentElement) continue;
        const box = around.getBoundingClientRect();
        [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
        [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
      }
      [left, right, top, bottom] = [Math.max(left, 0), Math.min(right, innerWidth), Math.max(top, 0), Math.min(bottom, innerHeight)];
      const isSeen = left < right && top < bottom;
      if (isSeen) looked++;
      if (!isSeen) {
        if (scrolls) faults.push(`cannot be scrolled into sight: ${said()}`);
      } else if (left < panel.right && right > panel.left && top < panel.bottom && bottom > panel.top) {
        faults.push(`covered: ${said()}`);
      }
    }
    return { faults, looked };";

async fn the_next_step_is_in_sight_and_aem_is_not_covered(engine: Engine) -> Result<()> {
    are_in_sight(engine, &["en"], &[(1440, 900), (1024, 768), (600, 800), (320, 640)]).await
}

async fn the_same_in_german_and_japanese_at_every_width(engine: Engine) -> Result<()> {
    are_in_sight(engine, &["en", "de", "ja"], &WINDOWS).await
}

async fn are_in_sight(engine: Engine, languages: &[&str], windows: &[(u32, u32)]) -> Result<()> {
    let mut faults = Vec::new();
    for language in languages {
        let (_console, browser) = start(engine, false).await?;
        let origin = origin_of_extension(&browser).await?;
        for state in STATES {
            bring_about(&browser, &origin, language, state).await?;
            for (width, height) in windows {
                browser.client().set_window_size(*width, *height).await?;
                settle(&browser).await?;
                let found = measure(&browser, state, *width < DOCKED).await?;
                browser.enter_top().await?;
                browser.picture(&format!("screen-{language}-{state}-{width}")).await?;
                let place = format!("{language}, {state}, {width} px");
                faults.extend(found.into_iter().map(|fault| format!("{place}: {fault}")));
            }
            browser.client().set_window_size(1400, 900).await?;
        }
        browser.close().await?;
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// A browser of one's own: it is resized, and its language is chosen.
async fn start(engine: Engine, dark: bool) -> Result<(Console, Browser)> {
    let console = Console::start(None)?;
    let setup = Setup { fresh: true, dark, ..Setup::with_extension(console.port()) };
    let browser = Browser::start(engine, &setup).await?;
    Ok((console, browser))
}

/// Brings a state about, after the one before it, and goes into the panel, or to the home page.
async fn bring_about(browser: &Browser, origin: &str, language: &str, state: &str) -> Result<()> {
    let switches = format!("menu=off&assistant=none&lang={language}");
    match state {
        "list" => {
            open(browser, &browser.aem(&format!("{CONSOLE_PATH}?seed=dozen&{switches}"))).await?;
            give_files(browser, Given::Chosen).await?;
            browser.find("[data-part=review]").await?;
        }
        "plan" => {
            enter_panel(browser).await?;
            browser.press("[data-part=review]").await?;
            browser.find(".plan [data-act=migrate]").await?;
        }
        "paused" => {
            enter_panel(browser).await?;
            // So that it waits somewhere, and is paused there.
            browser.press(".plan .confirm input").await?;
            browser.press(".plan [data-act=migrate]").await?;
            reach(browser, "[data-batch=for-save]").await?;
            browser.press("[data-part=pause]").await?;
            browser.find("[data-batch=paused] [data-tone=primary]").await?;
        }
        "report" => {
            enter_panel(browser).await?;
            browser.press("[data-part=stop]").await?;
            browser.find("[data-batch=ended] [data-part=tally]").await?;
        }
        "filled" => {
            // Another AEM's list, with nothing done yet.
            open(browser, &browser.aem(&format!("{CONSOLE_PATH}?seed=reset&{switches}"))).await?;
            browser.press("[data-part=close]").await?;
            browser.press("[data-forget=all]").await?;
            browser.find(".configurations").await?;
            let below = CONSOLE_PATH.trim_end_matches(".html");
            let address = browser.aem(&format!("{below}/editimsconfig.html?{switches}&item={TARGET}"));
            open(browser, &address).await?;
            paste(browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
            browser.press(".form [data-act=fill]").await?;
            browser.find(".form .said[data-tone=success]").await?;
            browser.find(".form [data-act=save][data-tone=primary]").await?;
        }
        _ => {
            open_home(browser, origin).await?;
            let folder = language.replace('-', "_");
            let choose = "
                const [language, done] = arguments;
                chrome.storage.local.set({ language }).then(() => done(true))";
            browser.client().execute_async(choose, vec![json!(folder)]).await?;
            open_home(browser, origin).await?;
            browser.find(".environment").await?;
        }
    }
    Ok(())
}

async fn enter_panel(browser: &Browser) -> Result<()> {
    browser.enter_top().await?;
    browser.enter_panel().await
}

/// Waits for what comes on a later page.
async fn reach(browser: &Browser, selector: &str) -> Result<()> {
    for _ in 0..600 {
        browser.enter_top().await?;
        if browser.try_to_enter_panel().await.is_some() && browser.has(selector).await.unwrap_or(false) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    anyhow::bail!("{selector} did not come")
}

/// Waits until the window has been laid out anew: AEM's page, the panel in it, and what the panel wants after that.
pub(crate) async fn settle(browser: &Browser) -> Result<()> {
    let boxes = "
        const done = arguments[0];
        let last = '';
        let same = 0;
        (function look() {
          const now = [...document.querySelectorAll('body, body > *, html > *, .foundation-collection-item, .content > *')]
            .map((one) => one.getBoundingClientRect()).map(({ x, y, width, height }) => [x, y, width, height]).join();
          same = now === last ? same + 1 : 0;
          last = now;
          if (same > 20) done(true);
          else requestAnimationFrame(look);
        })()";
    browser.client().execute_async(boxes, Vec::new()).await?;
    Ok(())
}

/// What is wrong with a state in the window as it is. The browser is in the panel, or on the home page.
async fn measure(browser: &Browser, state: &str, is_sheet: bool) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    if state == "home" {
        let sideways = "const { scrollWidth, clientWidth } = document.scrollingElement; return scrollWidth - clientWidth";
        let by = browser.run(sideways).await?;
        if by != json!(0) {
            faults.push(format!("scrolls sideways by {by} px"));
        }
        // A page, not a panel: the one thing to press is where one scrolls to.
        browser
            .run("document.querySelector('[data-tone=primary]').scrollIntoView({ block: 'center' })")
            .await?;
        faults.extend(texts(&browser.run(UNSEEN).await?["faults"]));
        browser.run("scrollTo(0, 0)").await?;
        return Ok(faults);
    }
    enter_panel(browser).await?;
    settle(browser).await?;
    let seen = browser.run(UNSEEN).await?;
    faults.extend(texts(&seen["faults"]));
    let boxes = seen["boxes"].as_array().context("boxes")?;
    ensure!(state == "report" || !boxes.is_empty(), "{state} has no next step");
    ensure!(state != "filled" || boxes.len() == 2, "what was read back is not told");
    browser.enter_top().await?;
    let outside = browser.client().execute(UNSEEN_FROM_OUTSIDE, vec![seen["boxes"].clone()]).await?;
    faults.extend(texts(&outside));
    faults.extend(covered(browser, HOST, PARTS, is_sheet).await?);
    enter_panel(browser).await?;
    Ok(faults)
}

/// What the panel covers of these parts of the page that the browser is on.
pub(crate) async fn covered(
    browser: &Browser,
    panel: &str,
    parts: &str,
    scrolls: bool,
) -> Result<Vec<String>> {
    let found = browser.client().execute(COVERED, vec![json!(scrolls), json!(panel), json!(parts)]).await?;
    ensure!(found["looked"].as_u64() > Some(3), "nothing of AEM’s was looked at: {found}");
    Ok(texts(&found["faults"]))
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

async fn a_dialog_of_aems_stands_beside_the_panel_or_above_it(engine: Engine) -> Result<()> {
    let mut faults = Vec::new();
    for skin in ["spectrum", "coral3"] {
        let (_console, browser) = start(engine, false).await?;
        let switches = format!("seed=reset&menu=off&assistant=none&lang=en&skin={skin}");
        for (width, height) in [(1440, 900), (1024, 768), (600, 800)] {
            browser.client().set_window_size(width, height).await?;
            browser.open(&browser.aem(&format!("{CONSOLE_PATH}?{switches}"))).await?;
            browser.enter_panel().await?;
            browser.find(".configurations").await?;
            browser.enter_top().await?;
            // In a narrow window the button is behind another one, which is not what this is about.
            for part in [".foundation-collection-item", ".cq-adobeims-admin-actions-delete-activator"] {
                browser.find(part).await?;
                browser.run(&format!("document.querySelector({part:?}).click()")).await?;
            }
            browser.find("coral-dialog button[value]").await?;
            settle(&browser).await?;
            browser.picture(&format!("dialog-{skin}-{width}")).await?;
            let place = format!("{skin}, {width} px");
            let found = covered(&browser, HOST, PARTS, width < DOCKED).await?;
            faults.extend(found.into_iter().map(|fault| format!("{place}: {fault}")));
        }
        browser.close().await?;
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

async fn axe_finds_nothing_in_a_light_window(engine: Engine) -> Result<()> {
    axe_finds_nothing(engine, false).await
}

async fn axe_finds_nothing_in_a_dark_window(engine: Engine) -> Result<()> {
    axe_finds_nothing(engine, true).await
}

async fn axe_finds_nothing(engine: Engine, dark: bool) -> Result<()> {
    let (_console, browser) = start(engine, dark).await?;
    let scheme = if dark { "dark" } else { "light" };
    let origin = origin_of_extension(&browser).await?;
    let mut faults = look_with_axe(&browser, "empty", scheme).await?;
    for state in STATES {
        bring_about(&browser, &origin, "en", state).await?;
        faults.extend(look_with_axe(&browser, state, scheme).await?);
        // What opens has words and buttons of its own.
        browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })").await?;
        faults.extend(look_with_axe(&browser, &format!("{state}-open"), scheme).await?);
        if state == "filled" {
            paste(&browser, "CLIENT_ID=1a2b3c\nCLIENT_SECRET=${SECRET}\nSCOPES=openid,target_sdk,\n").await?;
            browser.find(".findings").await?;
            faults.extend(look_with_axe(&browser, "findings", scheme).await?);
            browser.press("header button.icon").await?;
            browser.find(".tab").await?;
            faults.extend(look_with_axe(&browser, "folded", scheme).await?);
        }
    }
    browser.close().await?;
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// What axe-core finds in the document that the browser is in. It is put there by the driver, to which the panel's Content
/// Security Policy does not apply.
async fn look_with_axe(browser: &Browser, state: &str, scheme: &str) -> Result<Vec<String>> {
    const LOOK: &str = "
        const done = arguments[arguments.length - 1];
        // The mouse may rest on a button, whose colours are on their way.
        const settled = Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        settled.then(() => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })).then(
          ({ violations, passes }) => done({
            passes: passes.length,
            faults: violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) =>
              `${id} (${help}): ${html.slice(0, 160)} ${failureSummary.replaceAll('\\n', ' ').slice(0, 240)}`)),
          }),
          (error) => done({ passes: 0, faults: [String(error)] }))";
    let axe = std::fs::read_to_string(project().join("node_modules/axe-core/axe.min.js"))
        .context("`npm ci` brings axe-core, and `cargo xtask test` does that")?;
    browser.picture(&format!("axe-{scheme}-{state}")).await?;
    let found = browser.client().execute_async(&format!("{axe};\n{LOOK}"), Vec::new()).await?;
    ensure!(found["passes"].as_u64() > Some(5), "axe has looked at nothing: {found}");
    Ok(texts(&found["faults"]).into_iter().map(|fault| format!("{scheme}, {state}: {fault}")).collect())
}
