//! The pictures of README and of the guide, taken of the running product: `cargo xtask screenshots`. They are no checks, so
//! they are taken only when they are asked for, or when everything is run.

use crate::batch::{Given, begin, give_files, on_list, until};
use crate::hosts::{open_home, origin_of_extension};
use crate::pages::{TARGET, open, page};
use crate::screens::settle;
use anyhow::Result;
use e2e::{Browser, CONSOLE_PATH, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use libtest_mimic::Trial;

/// The window of all pictures, in CSS pixels.
const WINDOW: (u32, u32) = (1280, 860);

/// The practice console without what is not AEM's.
const SWITCHES: &str = "menu=off&assistant=none&lang=en";

/// The one story. In Chromium: its pictures are of one kind with those of its relatives.
pub(crate) fn trials() -> Vec<Trial> {
    crate::harness::chromium_only(
        module_path!(),
        "the_guides_pictures_are_taken",
        the_guides_pictures_are_taken,
    )
    .map(|trial| trial.with_ignored_flag(true))
    .into()
}

async fn the_guides_pictures_are_taken() -> Result<()> {
    let console = Console::start(None)?;
    let setup = Setup { fresh: true, ..Setup::with_extension(console.port()) };
    let browser = Browser::start(Engine::Chromium, &setup).await?;
    browser.client().set_window_size(WINDOW.0, WINDOW.1).await?;
    let origin = origin_of_extension(&browser).await?;

    open(&browser, &browser.aem(&format!("{CONSOLE_PATH}?seed=dozen&{SWITCHES}"))).await?;
    give_files(&browser, Given::Chosen).await?;
    browser.find("[data-part=review]").await?;
    take(&browser, "list").await?;
    browser.press("[data-part=review]").await?;
    browser.find(".plan [data-act=migrate]").await?;
    take(&browser, "plan").await?;
    browser.press(".plan [data-part=back]").await?;
    browser.find("[data-part=review]").await?;
    begin(&browser).await?;
    until(&browser, "the end", |state, _| state == "ended").await?;
    on_list(&browser).await?;
    browser.find("[data-batch=ended] [data-part=tally]").await?;
    take(&browser, "report").await?;
    browser.enter_top().await?;
    open_home(&browser, &origin).await?;
    browser.find(".environment").await?;
    browser.picture("home").await?;

    // One configuration by itself, as it was before.
    open(&browser, &browser.aem(&format!("{CONSOLE_PATH}?seed=reset&{SWITCHES}"))).await?;
    browser.press("[data-part=close]").await?;
    browser.press("[data-forget=all]").await?;
    browser.find(".configurations").await?;
    open(&browser, &page(&browser, &format!("editimsconfig.html?{SWITCHES}&item={TARGET}"))).await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.press(".form [data-act=fill]").await?;
    browser.find(".form .said[data-tone=success]").await?;
    take(&browser, "form").await?;
    browser.close().await
}

/// Takes a picture of the whole window, with the panel at rest.
async fn take(browser: &Browser, name: &str) -> Result<()> {
    settle(browser).await?;
    browser.picture(name).await
}
