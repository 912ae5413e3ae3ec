//! Several migrations in a row: twelve configurations, a handful of files, one press.

use crate::pages::{Keyboard, drop_folder};
use anyhow::{Context, Result, ensure};
use e2e::{Browser, CONSOLE_PATH, Configuration, Console, Engine, ORG_ID, SECRET, Setup, TARGET_CLIENT_ID};
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

subjects! {
    both: [
        a_dozen_configurations_and_a_handful_of_files_end_in_a_report_of_what_became_of_each,
        two_tabs_show_one_batch_and_one_of_them_does_it,
        a_new_configuration_is_created_beside_a_migration,
    ],
    chromium_first: [
        a_person_saves_each_form_skips_one_and_stops,
        a_login_after_each_save_is_waited_for,
    ],
}

/// The trials of what only one of the browsers lets a test do.
pub(crate) fn more_trials() -> Vec<libtest_mimic::Trial> {
    // The shortcut: no other browser lets a test press it.
    let name = "four_migrations_from_four_files_take_three_actions_and_few_keys";
    crate::harness::firefox_only(
        module_path!(),
        name,
        four_migrations_from_four_files_take_three_actions_and_few_keys,
    )
    .into()
}

/// A file for each credential: its name in Developer Console, and its client id. That of Brand Portal is another one than
/// AEM holds.
const CREDENTIALS: [(&str, &str); 5] = [
    ("Target prod", TARGET_CLIENT_ID),
    ("Forms", "2b3c4d5e6f708192a3b4c5d6e7f8091a"),
    ("Analytics", "5e6f708192a3b4c5d6e7f8091a2b3c4d"),
    ("Stock", "6f708192a3b4c5d6e7f8091a2b3c4d5e"),
    ("Brand Portal", "f0e1d2c3b4a5968778695a4b3c2d1e0f"),
];

/// A downloaded project with one credential of this name.
pub(crate) fn project(name: &str, client_id: &str, secrets: &[&str]) -> String {
    let credential = json!({
        "id": "436084",
        "name": name,
        "integration_type": "oauth_server_to_server",
        "oauth_server_to_server": {
            "client_id": client_id,
            "client_secrets": secrets,
            "technical_account_email": "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d@techacct.adobe.com",
            "technical_account_id": "FEDCBA9876543210FEDCBA98@techacct.adobe.com",
            "scopes": ["openid", "AdobeID", "read_organizations"]
        }
    });
    json!({
        "project": {
            "id": "4566206088340000001",
            "name": "485PeachHare",
            "title": name,
            "org": { "id": "23294", "name": "Example", "ims_org_id": ORG_ID },
            "workspace": { "id": "1", "name": "Production", "details": { "credentials": [credential], "services": [] } }
        }
    })
    .to_string()
}

/// Writes a file for each credential into a folder, the last two into one that is in it.
fn write_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let inner = folder.join("more");
    std::fs::create_dir_all(&inner)?;
    let file = |(place, (name, client_id)): (usize, &(&str, &str))| {
        let path = if place < 3 { folder } else { &inner }.join(format!("download-{place}.json"));
        std::fs::write(&path, project(name, client_id, &[SECRET]))?;
        Ok(path)
    };
    CREDENTIALS.iter().enumerate().map(file).collect()
}

/// How the files come into the panel.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Given {
    /// All are chosen at once.
    Chosen,
    /// The folder that they are in is dropped.
    Dropped,
}

/// The practice console with a dozen configurations and these switches, and the panel beside its list with all files in it.
async fn start(engine: Engine, switches: &str) -> Result<(Console, Browser, Vec<Configuration>)> {
    start_with(engine, switches, Given::Chosen).await
}

async fn start_with(
    engine: Engine,
    switches: &str,
    given: Given,
) -> Result<(Console, Browser, Vec<Configuration>)> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    let list = format!("{CONSOLE_PATH}?seed=dozen&menu=off&assistant=none&lang=en{switches}");
    browser.open(&browser.aem(&list)).await?;
    let before = browser.configurations().await?;
    browser.enter_panel().await?;
    give_files(&browser, given).await?;
    browser.text_with("[data-part=review]", "Review migrations: 5").await?;
    Ok((console, browser, before))
}

/// Gives all files to the panel.
pub(crate) async fn give_files(browser: &Browser, given: Given) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let paths: Vec<String> =
        write_files(folder.path())?.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    let input = browser.find("input[type=file]").await?;
    match given {
        Given::Chosen => input.send_keys(&paths.join("\n")).await?,
        Given::Dropped => drop_folder(browser, folder.path()).await?,
    }
    // The browser reads them when it likes.
    browser.until("five credentials", "return document.querySelectorAll('.credential').length === 5").await
}

/// Presses the one button of the plan.
pub(crate) async fn begin(browser: &Browser) -> Result<()> {
    browser.press("[data-part=review]").await?;
    browser.press(".plan [data-act=migrate]").await
}

/// Waits for the list that comes after the last migration, and for the panel beside it.
pub(crate) async fn on_list(browser: &Browser) -> Result<()> {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(30) {
        browser.enter_top().await?;
        if browser.try_to_enter_panel().await.is_some()
            && browser.has("[data-part=check-all]").await.unwrap_or(false)
        {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("the list did not come")
}

/// Scrolls the panel as a person does who looks for a button. WebDriver's own scrolling moves it right before the press.
async fn scroll_to(browser: &Browser, selector: &str) -> Result<()> {
    browser
        .run(&format!("document.querySelector({selector:?}).scrollIntoView({{ block: 'center' }})"))
        .await?;
    Ok(())
}

/// No configuration was tried to be saved more often than once, and these many were.
async fn tried_once(browser: &Browser, count: usize) -> Result<()> {
    browser.enter_top().await?;
    let attempts = browser.run("return PracticeConsole.truth().attempts").await?;
    let times: Vec<_> = attempts.as_object().into_iter().flatten().map(|(_, times)| times).collect();
    ensure!(times.len() == count && times.iter().all(|times| **times == json!(1)), "{attempts}");
    Ok(())
}

/// How the panel says that each migration stands: its title, a word for how, and what is said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Job {
    pub(crate) title: String,
    pub(crate) tone: String,
    pub(crate) said: String,
}

/// The panel's batch, as it is now: its state, and its migrations. `None` while there is no panel, or no batch in it.
async fn seen(browser: &Browser) -> Option<(String, Vec<Job>)> {
    // The page, and the panel with it, may have gone since the last look.
    browser.enter_top().await.ok()?;
    browser.try_to_enter_panel().await?;
    let seen = browser
        .run(
            "const batch = document.querySelector('.batch');
             const text = (one, part) => one.querySelector(part)?.textContent.trim() ?? '';
             return batch && { state: batch.dataset.batch, jobs: [...batch.querySelectorAll('[data-job]')].map(one =>
               ({ title: text(one, '.title'), tone: one.dataset.job, said: text(one, '.stage') })) };",
        )
        .await
        .ok()?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let jobs = seen["jobs"].as_array()?.iter();
    let job =
        |job: &Value| Job { title: text(&job["title"]), tone: text(&job["tone"]), said: text(&job["said"]) };
    Some((text(&seen["state"]), jobs.map(job).collect()))
}

/// Waits until the batch is as wanted.
pub(crate) async fn until(
    browser: &Browser,
    what: &str,
    wanted: impl Fn(&str, &[Job]) -> bool,
) -> Result<Vec<Job>> {
    let began = Instant::now();
    let mut last = None;
    while began.elapsed() < Duration::from_secs(180) {
        let now = seen(browser).await;
        if let Some((state, jobs)) = &now
            && wanted(state, jobs)
        {
            return Ok(jobs.clone());
        }
        last = now.or(last);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    browser.enter_top().await?;
    browser.picture(&format!("batch-failed-{}", what.replace(' ', "-"))).await?;
    Err(anyhow::anyhow!("{what}: {last:#?}"))
}

/// Loads the properties page of a configuration again in the middle of its migration, for certain before anything is saved:
/// what is reloaded while AEM saves may be saved or not, and the report says so. To be called as soon as the batch has begun:
/// from a page's load to the filling of its form is a moment.
async fn reload_before_filling(browser: &Browser, item: &str) -> Result<()> {
    let reload = format!(
        "const secret = document.querySelector('#propertiesform input[type=password]');
         const is_it = decodeURIComponent(location.search).includes({item:?});
         if (!is_it || secret?.value) return false;
         location.reload();
         return true;"
    );
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(60) {
        // The page may be going just now.
        let _ = browser.enter_top().await;
        if browser.run(&reload).await.is_ok_and(|reloaded| reloaded == json!(true)) {
            return Ok(());
        }
    }
    anyhow::bail!("the properties of {item} were not seen before they were filled")
}

async fn a_dozen_configurations_and_a_handful_of_files_end_in_a_report_of_what_became_of_each(
    engine: Engine,
) -> Result<()> {
    let (_console, browser, before) = start_with(engine, "", Given::Dropped).await?;
    browser.picture("batch-list").await?;
    browser.press("[data-part=review]").await?;
    browser.find(".plan [data-act=migrate]").await?;
    browser.picture("batch-plan").await?;
    browser.press(".plan [data-act=migrate]").await?;
    let at = |number: usize| {
        move |_: &str, jobs: &[Job]| jobs.iter().position(|job| job.tone == "working") == Some(number)
    };
    reload_before_filling(&browser, "afcs").await?;
    until(&browser, "the second one", at(1)).await?;
    browser.picture("batch-second").await?;
    until(&browser, "the third one", at(2)).await?;
    browser.stop_background().await?;
    let jobs = until(&browser, "the end", |state, _| state == "ended").await?;
    browser.picture("batch-report").await?;

    let said: BTreeMap<&str, (&str, &str)> =
        jobs.iter().map(|job| (job.title.as_str(), (job.tone.as_str(), job.said.as_str()))).collect();
    let migrated = ["Adobe Target (Prod)", "Automated Forms Conversion", "Adobe Analytics"];
    for title in migrated {
        ensure!(said.get(title).is_some_and(|(tone, _)| *tone == "migrated"), "{title}: {jobs:#?}");
    }
    let (tone, words) = said.get("Adobe Stock").context("Adobe Stock")?;
    ensure!(*tone == "failed" && words.contains("invalid parameter (empty or null)"), "{jobs:#?}");
    let (tone, _) = said.get("Brand Portal").context("Brand Portal")?;
    ensure!(*tone == "left", "{jobs:#?}");
    ensure!(said.len() == 5, "{jobs:#?}");

    // AEM's own check of those that were migrated, and of all: what still is JWT cannot pass.
    on_list(&browser).await?;
    scroll_to(&browser, "[data-part=check-migrated]").await?;
    browser.press("[data-part=check-migrated]").await?;
    let health =
        "const all = [...document.querySelectorAll('.jobs [data-health]')].map(one => one.dataset.health);
                  return all.length === 3 && all.every(one => one === 'good');";
    browser.until("three green checks", health).await?;
    browser.picture("batch-health").await?;
    scroll_to(&browser, "[data-part=check-all]").await?;
    browser.press("[data-part=check-all]").await?;
    let failed = "return document.querySelectorAll('[data-group=to-migrate] [data-health=bad]').length === 3
                    && document.querySelectorAll('[data-group=adobes] [data-health=bad]').length === 2
                    && !document.querySelector('.said [data-part=stop-checking]')";
    browser.until("all checked", failed).await?;
    browser.picture("batch-health-all").await?;

    // What AEM's own record says: nothing else was changed.
    browser.enter_top().await?;
    let after = browser.configurations().await?;
    ensure!(before.len() == 12 && after.len() == 12);
    for (before, after) in before.iter().zip(&after) {
        let title = before.text("title");
        if migrated.contains(&title) {
            ensure!(after.text("authentication") == "oauth" && after.text("title") == title, "{title}");
            let client = CREDENTIALS.iter().any(|(_, id)| *id == after.text("clientId"));
            ensure!(client && after.text("clientId") == before.text("apiKey"), "{title}: another credential");
        } else {
            ensure!(before == after, "{title} was changed");
        }
    }
    // Four forms were saved, or tried to be; each once.
    tried_once(&browser, 4).await?;
    browser.close().await
}

async fn a_new_configuration_is_created_beside_a_migration(engine: Engine) -> Result<()> {
    const LAUNCH: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    browser.open(&browser.aem(&format!("{CONSOLE_PATH}?seed=dozen&menu=off&assistant=none&lang=en"))).await?;
    let before = browser.configurations().await?;
    browser.enter_panel().await?;
    for (count, (name, client_id)) in
        [("Target prod", TARGET_CLIENT_ID), ("Launch EU", LAUNCH)].into_iter().enumerate()
    {
        // With one credential there, the box is one press away.
        browser.run("document.querySelectorAll('details').forEach(one => { one.open = true; })").await?;
        e2e::paste(&browser, &project(name, client_id, &[SECRET])).await?;
        let all = format!("return document.querySelectorAll('.credential').length === {}", count + 1);
        browser.until("its credential", &all).await?;
    }
    // What could be created is there, and nothing of it is planned by itself.
    browser.text_with("[data-part=review]", "Review migrations: 1").await?;
    browser.press("[data-group=to-create] > summary").await?;
    browser.picture("create-list").await?;
    // In the place of what stands there, and on to the next stop.
    let entitle = async |title: &str| -> Result<()> {
        const FIELD: &str = "[data-group=to-create] input[type=text]";
        browser
            .run(&format!("const field = document.querySelector({FIELD:?}); field.focus(); field.select();"))
            .await?;
        Ok(browser.find(FIELD).await?.send_keys(&format!("{title}{}", char::from(Key::Tab))).await?)
    };
    entitle("Adobe Target (Prod)").await?;
    browser.text_with("[data-part=lack]", "already").await?;
    entitle("Launch for EU").await?;
    browser.press("[data-group=to-create] input[type=checkbox]").await?;
    browser.text_with("[data-part=review]", "Review changes: 2").await?;
    browser.press("[data-part=review]").await?;
    browser.text_with(".plan [data-tone=new]", "Adobe Launch").await?;
    browser.picture("create-plan").await?;
    browser.press(".plan [data-act=migrate]").await?;
    let jobs = until(&browser, "both", |state, _| state == "ended").await?;
    browser.picture("create-report").await?;
    let told: Vec<(&str, &str)> = jobs.iter().map(|job| (&*job.title, &*job.tone)).collect();
    ensure!(told == [("Adobe Target (Prod)", "migrated"), ("Launch for EU", "migrated")], "{jobs:#?}");
    browser.text_with("[data-part=tally]", "Created: 1.").await?;

    browser.enter_top().await?;
    let after = browser.configurations().await?;
    let is_new = |one: &&Configuration| one.text("title") == "Launch for EU";
    let new = after.iter().find(is_new).context("the new one")?;
    ensure!(after.len() == before.len() + 1 && new.text("clientId") == LAUNCH, "{after:#?}");
    ensure!(new.text("cloudSolution") == "Adobe Launch" && new.text("authentication") == "oauth");
    for before in before.iter().filter(|one| one.text("title") != "Adobe Target (Prod)") {
        ensure!(after.contains(before), "{} was changed", before.text("title"));
    }
    browser.close().await
}

async fn two_tabs_show_one_batch_and_one_of_them_does_it(engine: Engine) -> Result<()> {
    let (_console, browser, _) = start(engine, "").await?;
    let first = browser.client().window().await?;
    begin(&browser).await?;
    until(&browser, "it has begun", |_, jobs| jobs.iter().any(|job| job.tone == "working")).await?;
    browser.enter_top().await?;
    let other = browser.client().new_window(true).await?.handle;
    browser.client().switch_to_window(other.clone()).await?;
    browser.open(&browser.aem(&format!("{CONSOLE_PATH}?menu=off&assistant=none&lang=en"))).await?;
    until(&browser, "it goes on elsewhere", |state, _| state == "in-another-tab").await?;
    browser.picture("batch-other-tab").await?;
    // A tab behind another one waits: a browser lays nothing out there. In front again it goes on.
    browser.enter_top().await?;
    browser.client().switch_to_window(first).await?;
    browser.bring_to_front().await?;
    let mine = until(&browser, "its end", |state, _| state == "ended").await?;
    ensure!(mine.iter().filter(|job| job.tone == "migrated").count() == 3, "{mine:#?}");
    browser.enter_top().await?;
    browser.client().switch_to_window(other).await?;
    browser.bring_to_front().await?;
    let jobs = until(&browser, "its end, by what the other one told", |state, _| state == "ended").await?;
    ensure!(mine == jobs, "{mine:#?} and {jobs:#?}");
    tried_once(&browser, 4).await?;
    browser.close().await
}

async fn a_person_saves_each_form_skips_one_and_stops(engine: Engine) -> Result<()> {
    let (_console, browser, before) = start(engine, "").await?;
    browser.press("[data-part=review]").await?;
    browser.press(".plan .confirm input").await?;
    browser.press(".plan [data-act=migrate]").await?;
    until(&browser, "the first form, filled", |state, _| state == "for-save").await?;
    browser.picture("batch-for-save").await?;
    browser.press(".form [data-act=save]").await?;
    let is_second = |state: &str, jobs: &[Job]| state == "for-save" && jobs[0].tone == "migrated";
    until(&browser, "the second form, filled", is_second).await?;
    browser.press("[data-part=skip]").await?;
    let is_third = |state: &str, jobs: &[Job]| state == "for-save" && jobs[1].tone == "left";
    until(&browser, "the third form, filled", is_third).await?;
    browser.press("[data-part=pause]").await?;
    until(&browser, "a pause", |state, _| state == "paused").await?;
    browser.picture("batch-paused").await?;
    browser.press("[data-part=stop]").await?;
    let jobs = until(&browser, "the end", |state, _| state == "ended").await?;
    let tones: Vec<_> = jobs.iter().map(|job| job.tone.as_str()).collect();
    ensure!(tones == ["migrated", "left", "left", "left", "left"], "{jobs:#?}");
    tried_once(&browser, 1).await?;
    let after = browser.configurations().await?;
    ensure!(before.iter().zip(&after).filter(|(before, after)| before != after).count() == 1);
    browser.close().await
}

async fn a_login_after_each_save_is_waited_for(engine: Engine) -> Result<()> {
    let (_console, browser, _) = start(engine, "&finish=login").await?;
    begin(&browser).await?;
    let mut logins = 0;
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(120) {
        match seen(&browser).await {
            Some((state, _)) if state == "ended" => break,
            Some((state, _)) if state == "for-login" => {
                if logins == 0 {
                    browser.picture("batch-login").await?;
                }
                browser.enter_top().await?;
                browser.press("#submit-button").await?;
                logins += 1;
            }
            _ => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
    let (state, jobs) = seen(&browser).await.context("a batch")?;
    ensure!(state == "ended" && jobs.iter().filter(|job| job.tone == "migrated").count() == 3, "{jobs:#?}");
    ensure!(logins >= 3, "{logins} logins");
    tried_once(&browser, 4).await?;
    browser.close().await
}

/// What a person does for four migrations from four files, with the pointer and by keyboard.
async fn four_migrations_from_four_files_take_three_actions_and_few_keys(engine: Engine) -> Result<()> {
    // Choosing the files, *Review*, *Migrate*.
    let (_console, browser, _) = start(engine, "").await?;
    let mut actions = 1;
    for selector in ["[data-part=review]", ".plan [data-act=migrate]"] {
        browser.press(selector).await?;
        actions += 1;
    }
    until(&browser, "the end", |state, _| state == "ended").await?;

    // The same by keyboard, from AEM's page on.
    browser.enter_top().await?;
    let list = format!("{CONSOLE_PATH}?seed=dozen&menu=off&assistant=none&lang=en");
    browser.open(&browser.aem(&list)).await?;
    browser.enter_panel().await?;
    browser.press("[data-part=close]").await?;
    browser.press("[data-forget=all]").await?;
    browser.open(&browser.aem(&list)).await?;
    browser.enter_panel().await?;
    let keyboard = Keyboard { browser: &browser, pressed: std::cell::Cell::new(0) };
    browser.enter_top().await?;
    keyboard.shortcut().await?;
    browser.enter_panel().await?;
    browser.until("the focus in the box", "return document.activeElement?.localName === 'textarea'").await?;
    keyboard.key(Key::Tab).await?;
    browser.until("the focus on the files", "return document.activeElement?.type === 'file'").await?;
    // One key opens the system's dialog, and one chooses the marked files in it; a test can only give them.
    keyboard.pressed.set(keyboard.pressed.get() + 2);
    give_files(&browser, Given::Chosen).await?;
    keyboard.go_and_press("[data-part=review]").await?;
    browser.find(".plan [data-act=migrate]").await?;
    keyboard.go_and_press(".plan [data-act=migrate]").await?;
    let keys = keyboard.pressed.get();
    until(&browser, "the end", |state, _| state == "ended").await?;
    println!(
        "four migrations from four files | actions | keys\n                                | {actions:>7} | {keys:>4}"
    );
    ensure!(actions <= 7 && keys <= 14, "{actions} actions, {keys} keys");
    browser.close().await
}
