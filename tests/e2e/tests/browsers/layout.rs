//! No text is cut off and none lies on another one: in every language, at every width, in every state.

use crate::hosts::{open_home, origin_of_extension};
use crate::pages::{TARGET, open};
use anyhow::{Result, ensure};
use e2e::{Browser, CONSOLE_PATH, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use serde_json::json;

subjects! {
    chromium_first: [
        texts_have_room_in_the_languages_with_the_longest_words,
    ],
    when_all: [
        texts_have_room_in_every_language,
    ],
}

/// The widths of windows, in CSS pixels.
const WIDTHS: [u32; 4] = [320, 768, 1280, 1440];

/// The texts that lie on another one, and those that are cut off, as far as a person could see them. A host name too long
/// for the head ends in an ellipsis, and has its whole length as a tooltip.
const MISPLACED: &str = r"
    const { scrollWidth, clientWidth } = document.scrollingElement;
    const shown = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!/\S/.test(node.data) || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (parent.closest('option, script, style, .host, [aria-live], .spoken')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) shown.push({ node, parent, box });
    }
    // What is stuck to an edge has a ground of its own, and covers what is scrolled below it.
    const isStuck = (element) => {
      for (let around = element; around; around = around.parentElement) {
        if (['sticky', 'fixed'].includes(getComputedStyle(around).position)) return true;
      }
      return false;
    };
    for (const one of shown) one.stuck = isStuck(one.parent);
    const faults = [];
    const said = ({ node }) => node.data.trim().slice(0, 40);
    for (const one of shown) {
      if (one.box.left < -1 || one.box.right > clientWidth + 1) faults.push('beyond the window: ' + said(one));
      for (let around = one.parent; around; around = around.parentElement) {
        if (getComputedStyle(around).overflowX === 'visible') continue;
        const box = around.getBoundingClientRect();
        if (one.box.right > box.right + 1 || one.box.left < box.left - 1) faults.push('cut off: ' + said(one));
        // What is scrolled out of sight lies on nothing.
        const [top, bottom] = [Math.max(one.box.top, box.top), Math.min(one.box.bottom, box.bottom)];
        one.box = new DOMRect(one.box.x, top, one.box.width, Math.max(0, bottom - top));
      }
    }
    for (const [index, one] of shown.entries()) {
      for (const other of shown.slice(index + 1)) {
        if (one.node === other.node || one.stuck !== other.stuck) continue;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        // Line boxes of small and large letters touch; letters do not.
        if (across > 2 && down > 5) faults.push('on one another: ' + said(one) + ' / ' + said(other));
      }
    }
    if (scrollWidth > clientWidth) faults.push(`scrolls sideways by ${scrollWidth - clientWidth} px`);
    return [...new Set(faults)];
";

/// Languages of the practice console, with the one of the panel.
const ALL: [&str; 10] = ["en", "de", "fr", "es", "it", "pt-BR", "ja", "ko", "zh-Hans", "zh-Hant"];

async fn texts_have_room_in_the_languages_with_the_longest_words(engine: Engine) -> Result<()> {
    have_room(engine, &["de", "es"]).await
}

async fn texts_have_room_in_every_language(engine: Engine) -> Result<()> {
    have_room(engine, &ALL).await
}

/// The folder of words for a language of the practice console.
fn folder(language: &str) -> &str {
    match language {
        "pt-BR" => "pt_BR",
        "zh-Hans" => "zh_CN",
        "zh-Hant" => "zh_TW",
        other => other,
    }
}

async fn have_room(engine: Engine, languages: &[&str]) -> Result<()> {
    let console = Console::start(None)?;
    // Resized, so it is not handed on.
    let setup = Setup { window: (1441, 900), ..Setup::with_extension(console.port()) };
    let browser = Browser::start(engine, &setup).await?;
    let mut faults = Vec::new();
    for language in languages {
        let switches = format!("menu=off&assistant=none&lang={language}");
        open(&browser, &browser.aem(&format!("{CONSOLE_PATH}?seed=reset&{switches}"))).await?;
        browser.find(".configurations").await?;
        faults.extend(measure(&browser, language, "empty").await?);
        paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        browser.find(".credential code").await?;
        browser
            .run("document.querySelectorAll('details').forEach(details => { details.open = true; })")
            .await?;
        faults.extend(measure(&browser, language, "list").await?);
        // Several credentials, each a line that opens, and a file that has none.
        paste(&browser, &credential("f0e1d2c3b4a5968778695a4b3c2d1e0f", SECRET)).await?;
        browser
            .until("two credentials", "return document.querySelectorAll('.credential').length === 2")
            .await?;
        drop_file(&browser, "notes-of-a-team-with-a-very-long-name-and-nothing-else.txt").await?;
        browser.find(".remark .file-name").await?;
        faults.extend(measure(&browser, language, "tray-closed").await?);
        browser
            .run("document.querySelectorAll('.credential details').forEach(one => { one.open = true; })")
            .await?;
        faults.extend(measure(&browser, language, "tray").await?);
        let below = CONSOLE_PATH.trim_end_matches(".html");
        let address = browser.aem(&format!("{below}/editimsconfig.html?{switches}&item={TARGET}"));
        open(&browser, &address).await?;
        browser.find(".form [data-act=fill]").await?;
        faults.extend(measure(&browser, language, "properties").await?);
        browser.press(".form [data-act=fill]").await?;
        browser.find(".form [data-act=save]").await?;
        faults.extend(measure(&browser, language, "filled").await?);
        browser
            .run("document.querySelectorAll('details').forEach(details => { details.open = true; })")
            .await?;
        paste(&browser, "CLIENT_ID=1a2b3c\nCLIENT_SECRET=${SECRET}\nSCOPES=openid,target_sdk,\n").await?;
        browser.find(".findings").await?;
        faults.extend(measure(&browser, language, "findings").await?);
    }
    let origin = origin_of_extension(&browser).await?;
    for language in languages {
        open_home(&browser, &origin).await?;
        // The page is loaded anew in that language, unless it has it already.
        let choose = "
            const [language, done] = arguments;
            chrome.storage.local.set({ language }).then(() => done(true))";
        browser.client().execute_async(choose, vec![json!(folder(language))]).await?;
        open_home(&browser, &origin).await?;
        faults.extend(measure(&browser, language, "home").await?);
        let long = format!("{}.example.com", "author-of-a-company-with-a-long-name".repeat(3));
        browser.find("#address").await?.send_keys(&format!("ftp://{long}")).await?;
        browser.press(".allow button[type=submit]").await?;
        browser.find(".said[data-tone=error]").await?;
        paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        browser.find(".credential code").await?;
        faults.extend(measure(&browser, language, "home-error").await?);
    }
    let forget = "const done = arguments[0]; chrome.storage.local.clear().then(() => done(true))";
    browser.client().execute_async(forget, Vec::new()).await?;
    browser.close().await?;
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// Drops a file with a text that is no credential.
async fn drop_file(browser: &Browser, name: &str) -> Result<()> {
    let drop = format!(
        "const transfer = new DataTransfer();
         transfer.items.add(new File(['nothing'], {name:?}));
         document.querySelector('textarea').dispatchEvent(
           new DragEvent('drop', {{ bubbles: true, cancelable: true, dataTransfer: transfer }}))"
    );
    browser.run(&drop).await?;
    Ok(())
}

/// What is misplaced in this state, at every width.
async fn measure(browser: &Browser, language: &str, state: &str) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for width in WIDTHS {
        browser.client().set_window_size(width, 900).await?;
        // Two frames: the panel is placed anew in the first, and laid out in the second.
        let settled =
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        browser.client().execute_async(settled, Vec::new()).await?;
        let found = browser.run(MISPLACED).await?;
        for fault in found.as_array().into_iter().flatten() {
            faults.push(format!("{language}, {state}, {width} px: {}", fault.as_str().unwrap_or_default()));
        }
        if found != json!([]) || ["es", "ko", "zh-Hant"].contains(&language) {
            browser.picture(&format!("layout-{language}-{state}-{width}")).await?;
        }
    }
    browser.client().set_window_size(1441, 900).await?;
    Ok(faults)
}
