//! Many credentials at once: pastes, files and folders add to what is there, on every page of the run.

use crate::pages::{TARGET, drop_at, list, properties};
use anyhow::{Result, ensure};
use e2e::{Browser, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use serde_json::json;
use std::path::{Path, PathBuf};

subjects! {
    both: [
        several_files_are_read_at_once_and_are_there_on_the_next_page_until_each_is_forgotten,
    ],
}

/// The trials of what only one of the browsers lets a test do.
pub(crate) fn more_trials() -> Vec<libtest_mimic::Trial> {
    // No other browser lets a test drop real files.
    let name = "a_folder_is_dropped_with_all_that_is_in_it";
    crate::harness::chromium_only(module_path!(), name, a_folder_is_dropped_with_all_that_is_in_it).into()
}

const OTHER_CLIENT_ID: &str = "f0e1d2c3b4a5968778695a4b3c2d1e0f";

/// A credential of Adobe Forms' with another id and another secret.
const FORMS_CLIENT_ID: &str = "2b3c4d5e6f708192a3b4c5d6e7f8091a";

fn forms() -> String {
    credential(FORMS_CLIENT_ID, SECRET).replace("target_sdk", "ent_aemforms_sdk")
}

/// Three files: two credentials, and one that is none.
fn write_files(folder: &Path) -> Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder)?;
    let files = [
        ("target.json", credential(TARGET_CLIENT_ID, SECRET)),
        ("forms.json", forms()),
        ("notes.txt", "Ask the team for the third one.".to_owned()),
    ];
    files
        .into_iter()
        .map(|(name, text)| {
            let path = folder.join(name);
            std::fs::write(&path, text)?;
            Ok(path)
        })
        .collect()
}

/// The ids of the credentials that the panel shows, in order.
async fn shown(browser: &Browser) -> Result<Vec<String>> {
    let ids = browser
        .run("return [...document.querySelectorAll('.credential summary code[title]')].map(one => one.title)")
        .await?;
    Ok(ids.as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect())
}

async fn until_shown(browser: &Browser, ids: &[&str]) -> Result<()> {
    let wanted = json!(ids);
    let script = format!(
        "return JSON.stringify([...document.querySelectorAll('.credential summary code[title]')].map(one => one.title))
           === JSON.stringify({wanted})"
    );
    browser.until(&format!("the credentials {ids:?}"), &script).await
}

async fn several_files_are_read_at_once_and_are_there_on_the_next_page_until_each_is_forgotten(
    engine: Engine,
) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    let folder = tempfile::tempdir()?;
    let files = write_files(folder.path())?;
    browser.open(&list(&browser, "")).await?;
    browser.enter_panel().await?;
    let paths: Vec<_> = files.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    browser.find("input[type=file]").await?.send_keys(&paths.join("\n")).await?;
    until_shown(&browser, &[TARGET_CLIENT_ID, FORMS_CLIENT_ID]).await?;
    browser.text_with(".remark .file-name", "notes.txt").await?;
    browser.text_with(".credential .fit[data-tone=good]", "Adobe Target (Prod)").await?;
    browser.picture("tray-files").await?;

    // A paste adds; the same one again does not.
    browser.press(".credentials > .buttons summary").await?;
    paste(&browser, &credential(OTHER_CLIENT_ID, SECRET)).await?;
    until_shown(&browser, &[TARGET_CLIENT_ID, FORMS_CLIENT_ID, OTHER_CLIENT_ID]).await?;
    paste(&browser, &forms()).await?;
    until_shown(&browser, &[TARGET_CLIENT_ID, OTHER_CLIENT_ID, FORMS_CLIENT_ID]).await?;
    browser.picture("tray-four").await?;

    browser.open(&properties(&browser, TARGET)).await?;
    browser.enter_panel().await?;
    until_shown(&browser, &[TARGET_CLIENT_ID, OTHER_CLIENT_ID, FORMS_CLIENT_ID]).await?;
    // The one that fits is chosen, and open.
    browser.text_with(".credential[data-tone=chosen] details[open] dl code", TARGET_CLIENT_ID).await?;
    browser.picture("tray-properties").await?;
    browser.press(".credential:nth-of-type(2) summary").await?;
    browser.picture("tray-others").await?;
    browser.press(".credential:nth-of-type(2) [data-forget=one]").await?;
    until_shown(&browser, &[TARGET_CLIENT_ID, FORMS_CLIENT_ID]).await?;

    browser.open(&list(&browser, "")).await?;
    browser.enter_panel().await?;
    until_shown(&browser, &[TARGET_CLIENT_ID, FORMS_CLIENT_ID]).await?;
    browser.press("[data-forget=all]").await?;
    browser.until("nothing held", "return !document.querySelector('.credential')").await?;
    browser.open(&list(&browser, "")).await?;
    browser.enter_panel().await?;
    browser.find(".paste textarea").await?;
    ensure!(shown(&browser).await?.is_empty(), "what was forgotten is there again");
    browser.close().await
}

async fn a_folder_is_dropped_with_all_that_is_in_it() -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(Engine::Chromium, &Setup::without_extension(console.port())).await?;
    let folder = tempfile::tempdir()?;
    write_files(&folder.path().join("downloads/inner"))?;
    std::fs::write(folder.path().join("downloads/other.json"), credential(OTHER_CLIENT_ID, SECRET))?;
    std::fs::write(folder.path().join("downloads/.DS_Store"), "Bud1")?;
    browser.open(&format!("https://localhost:{}/", console.port())).await?;
    browser.find(".paste textarea").await?;
    drop_at(&browser, &folder.path().join("downloads"), (200.0, 300.0)).await?;
    browser
        .until("three credentials", "return document.querySelectorAll('.credential').length === 3")
        .await?;
    let mut ids = shown(&browser).await?;
    ids.sort();
    ensure!(ids == [TARGET_CLIENT_ID, FORMS_CLIENT_ID, OTHER_CLIENT_ID], "{ids:?}");
    browser.text_with(".remark .file-name", "notes.txt").await?;
    ensure!(!browser.run("return document.body.textContent").await?.to_string().contains("DS_Store"), "told");
    browser.close().await
}
