//! Having a paste read where something is in the way. In Chromium alone: only its debugging protocol breaks a page so.

use anyhow::Result;
use e2e::{Browser, Console, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use serde_json::json;

subjects! {
    chromium_only: [
        where_no_worker_can_be_had_a_paste_is_read_all_the_same,
        a_worker_that_fails_is_replaced_for_the_next_paste,
        a_reader_that_cannot_be_loaded_is_said_and_the_paste_stays,
    ],
}

/// The standalone page in a browser that runs `script` before any of the page's own.
async fn standalone(console: &Console, script: &str) -> Result<Browser> {
    let setup = Setup { fresh: true, ..Setup::without_extension(console.port()) };
    let browser = Browser::chromium(&setup).await?;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
    browser.open(&format!("https://localhost:{}/", console.port())).await?;
    Ok(browser)
}

const NO_WORKER: &str = "window.Worker = class { constructor() { throw new Error('no worker here') } }";

async fn where_no_worker_can_be_had_a_paste_is_read_all_the_same() -> Result<()> {
    let console = Console::start(None)?;
    let browser = standalone(&console, NO_WORKER).await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".credential", TARGET_CLIENT_ID).await?;
    browser.close().await
}

async fn a_worker_that_fails_is_replaced_for_the_next_paste() -> Result<()> {
    let console = Console::start(None)?;
    // The first worker that is asked for something ends instead of answering.
    let script = "
        const Whole = window.Worker;
        window.Worker = class extends Whole {
          postMessage(...message) {
            if (window.failed) return super.postMessage(...message);
            window.failed = true;
            this.onmessage({ data: { id: message[0].id, error: 'it failed' } });
          }
        }";
    let browser = standalone(&console, script).await?;
    let text = credential(TARGET_CLIENT_ID, SECRET);
    paste(&browser, &text).await?;
    browser.text_with(".said[data-tone=error]", "could not be read").await?;
    let kept = browser.run("return document.querySelector('.paste textarea').value").await?;
    assert_eq!(kept, json!(text), "what was pasted stays");
    browser.run("document.querySelector('.paste textarea').select()").await?;
    paste(&browser, &text).await?;
    browser.text_with(".credential", TARGET_CLIENT_ID).await?;
    browser.close().await
}

async fn a_reader_that_cannot_be_loaded_is_said_and_the_paste_stays() -> Result<()> {
    let console = Console::start(None)?;
    let browser = standalone(&console, NO_WORKER).await?;
    browser.devtools("Network.enable", json!({})).await?;
    browser.devtools("Network.setBlockedURLs", json!({ "urls": ["*credentials_bg.wasm*"] })).await?;
    let text = credential(TARGET_CLIENT_ID, SECRET);
    paste(&browser, &text).await?;
    browser.text_with(".said[data-tone=error]", "could not be read").await?;
    let kept = browser.run("return document.querySelector('.paste textarea').value").await?;
    assert_eq!(kept, json!(text), "what was pasted stays");
    browser.close().await
}
