//! No secret is written to disk: what is in the browser's profile, byte by byte, while secrets are in use and once they are
//! gone.

use crate::batch::{begin, on_list, project, until};
use crate::hosts::{open_home, origin_of_extension};
use crate::kept::{age, kept_for};
use crate::pages::{open, page};
use anyhow::{Result, ensure};
use e2e::{
    Browser, CONSOLE_PATH, Console, Engine, Needles, Setup, TARGET_CLIENT_ID, credential, paste,
    places_on_disk,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::time::{Duration, Instant};

subjects! {
    chromium_first: [
        no_secret_is_in_the_browsers_profile_before_or_after_it_was_forgotten,
    ],
}

const FORMS_CLIENT_ID: &str = "2b3c4d5e6f708192a3b4c5d6e7f8091a";
const ANALYTICS_CLIENT_ID: &str = "5e6f708192a3b4c5d6e7f8091a2b3c4d";
/// The practice console's *Adobe Analytics*, as it stands in an address.
const ANALYTICS: &str = "com.adobe.granite.auth.oauth.accesstoken.provider~analytics~5";

/// The secrets of this story, by what becomes of them.
const SECRETS: [&str; 7] = [
    // Used in a migration that is saved.
    "pasted",
    "dropped",
    // The second secret of a credential that is used with its first.
    "never used",
    // It stands in AEM's form, which nobody saves.
    "filled in",
    // Nothing usable comes of its text, so it stands in the box.
    "in the box",
    // Held until its time is over.
    "outdated",
    // Held when the browser is closed.
    "held at the end",
];

/// How long it may take a browser to write what it was given: Firefox writes the state of its windows every 15 seconds.
const FLUSHED: Duration = Duration::from_secs(90);

/// A made-up text of 36 letters with the beginning of Adobe's client secrets, or another one. Each name has one of its own,
/// whose letters are as good as random: nothing else holds twelve of them in a row.
fn made_up(beginning: &str, name: &str) -> String {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let letters =
        Sha256::digest(name).into_iter().map(|byte| char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
    beginning.chars().chain(letters).collect()
}

fn secret(name: &str) -> String {
    made_up("p8e-", name)
}

/// The texts that a test has put into the browser's stores on purpose, by the store.
const STORES: [&str; 5] = ["chrome.storage.local", "localStorage", "indexedDB", "history", "a field"];

fn planted(round: &str, store: &str) -> String {
    made_up("ctl-", &format!("{round} {store}"))
}

/// A profile that is searched, and what it must not hold.
struct Profile<'a> {
    folder: &'a Path,
    secrets: Needles,
}

impl Profile<'_> {
    /// Waits until everything that was planted in this round is on disk, in front of which nothing can be that was written
    /// before it; then no secret is there.
    async fn is_clean_once_all_is_written(&self, browser: &Browser, round: &str) -> Result<()> {
        let began = Instant::now();
        loop {
            let missing = self.missing(round)?;
            if missing.is_empty() {
                break;
            }
            ensure!(began.elapsed() < FLUSHED, "{round}: the search does not see {missing:?}");
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        ensure!(self.secrets.found_in(browser.log().as_bytes()).is_empty(), "{round}: in the browser’s log");
        self.is_clean(round)
    }

    /// The stores whose planted text is not on disk.
    fn missing(&self, round: &str) -> Result<Vec<&'static str>> {
        let texts = STORES.map(|store| (store, planted(round, store)));
        let needles = Needles::new(texts.iter().map(|(store, text)| (*store, text.as_str())));
        let places = places_on_disk(self.folder, &needles)?;
        let is_there = |store: &str| places.iter().any(|place| place.contains(&format!(": {store} in ")));
        Ok(STORES.into_iter().filter(|store| !is_there(store)).collect())
    }

    /// No secret is in any file now.
    fn is_clean(&self, when: &str) -> Result<()> {
        let places = places_on_disk(self.folder, &self.secrets)?;
        ensure!(places.is_empty(), "{when}: {places:#?}");
        Ok(())
    }
}

/// Puts a text of its own into each store of the browser, in windows of their own, which stay open: a browser writes the
/// state of a field only while its page is there. The one in the storages stands among so much else that they compress it.
/// Goes back to the window that it came from.
async fn plant(browser: &Browser, origin: &str, round: &str) -> Result<()> {
    const OF_PAGE: &str = "
        const [local, database, history, done] = arguments;
        const filler = 'a value of no interest, '.repeat(400);
        localStorage.setItem('planted', filler + local + filler);
        window.history.replaceState(null, '', `#${history}`);
        document.body.append(Object.assign(document.createElement('input'), { id: 'planted' }));
        const opening = indexedDB.open('planted');
        opening.onupgradeneeded = () => opening.result.createObjectStore('store');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('store', 'readwrite');
          transaction.objectStore('store').put(filler + database + filler, 1);
          transaction.oncomplete = () => { opening.result.close(); done(true); };
        };";
    const OF_EXTENSION: &str = "
        const [text, done] = arguments;
        const filler = 'a value of no interest, '.repeat(400);
        chrome.storage.local.set({ planted: filler + text + filler }).then(() => done(true));";
    let text = |store: &str| json!(planted(round, store));
    let client = browser.client();
    let before = client.window().await?;
    client.switch_to_window(client.new_window(true).await?.handle).await?;
    open_home(browser, origin).await?;
    client.execute_async(OF_EXTENSION, vec![text("chrome.storage.local")]).await?;
    client.switch_to_window(client.new_window(true).await?.handle).await?;
    browser.open(&browser.aem("/practice/nothing-is-here")).await?;
    client.execute_async(OF_PAGE, vec![text("localStorage"), text("indexedDB"), text("history")]).await?;
    browser.find("#planted").await?.send_keys(&planted(round, "a field")).await?;
    // A browser keeps the state of the page that is left, too.
    client.switch_to_window(before).await?;
    Ok(())
}

/// Closes all windows but the one that the test is in.
async fn close_others(browser: &Browser) -> Result<()> {
    let client = browser.client();
    let here = client.window().await?;
    for window in client.windows().await?.into_iter().filter(|window| *window != here) {
        client.switch_to_window(window).await?;
        client.close_window().await?;
    }
    Ok(client.switch_to_window(here).await?)
}

/// No secret is in anything that can be reached from the page that the browser is on, or from the panel in it, but for
/// AEM's own field for a secret.
async fn no_page_holds_one(browser: &Browser, when: &str) -> Result<()> {
    let mut documents = vec!["page"];
    browser.enter_top().await?;
    if browser.has("ims-oauth-assistant-host").await? {
        documents.push("panel");
    }
    for document in documents {
        if document == "panel" {
            browser.enter_panel().await?;
        }
        for name in SECRETS {
            let mut places = browser.places_of(&secret(name)).await?;
            if document == "page" {
                places.extend(browser.places_behind_shadows(&secret(name)).await?);
            }
            let is_aems = |place: &String| name == "filled in" && place.starts_with("input#");
            let is_box = |place: &String| name == "in the box" && place == "textarea.value";
            places.retain(|place| !is_aems(place) && !is_box(place));
            ensure!(places.is_empty(), "{when}: {name} in the {document}: {places:?}");
        }
    }
    Ok(())
}

/// Drops a file onto the panel. What a script drops is no file of the disk's; the panel takes it all the same.
async fn drop_file(browser: &Browser, name: &str, text: &str) -> Result<()> {
    const DROP: &str = "
        const [name, text] = arguments;
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], name, { type: 'application/json' }));
        const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
        document.querySelector('.assistant').dispatchEvent(drop);";
    browser.client().execute(DROP, vec![json!(name), json!(text)]).await?;
    Ok(())
}

/// Waits until so many credentials are shown.
async fn shows_credentials(browser: &Browser, count: usize) -> Result<()> {
    let script = format!("return document.querySelectorAll('.credential').length === {count}");
    browser.until(&format!("{count} credentials"), &script).await
}

/// The list, as it was left.
fn list(browser: &Browser) -> String {
    browser.aem(&format!("{CONSOLE_PATH}?menu=off&assistant=none&lang=en"))
}

async fn no_secret_is_in_the_browsers_profile_before_or_after_it_was_forgotten(engine: Engine) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let secrets = SECRETS.map(|name| (name, secret(name)));
    let profile = Profile {
        folder: folder.path(),
        // Their beginning is that of every secret of Adobe's, and tells none from another.
        secrets: Needles::new(
            secrets.iter().map(|(name, secret)| (*name, secret.trim_start_matches("p8e-"))),
        ),
    };
    let console = Console::start(None)?;
    let setup = Setup { profile: Some(folder.path().to_owned()), ..Setup::with_extension(console.port()) };
    let browser = Browser::start(engine, &setup).await?;
    let origin = origin_of_extension(&browser).await?;

    migrate_two(&browser).await?;
    hold_two_more(&browser).await?;
    plant(&browser, &origin, "held").await?;
    no_page_holds_one(&browser, "held").await?;
    profile.is_clean_once_all_is_written(&browser, "held").await?;
    close_others(&browser).await?;

    open(&browser, &list(&browser)).await?;
    browser.text_with(".credentials", "Analytics").await?;
    browser.press("[data-forget=all]").await?;
    shows_credentials(&browser, 0).await?;
    plant(&browser, &origin, "forgotten").await?;
    no_page_holds_one(&browser, "forgotten").await?;
    profile.is_clean_once_all_is_written(&browser, "forgotten").await?;
    close_others(&browser).await?;

    hold(&browser, "outdated").await?;
    browser.enter_top().await?;
    open_home(&browser, &origin).await?;
    ensure!(kept_for(&browser, browser.author()).await? == ["local run:", "session tray:"], "what is kept");
    age(&browser, "session", 31).await?;
    open(&browser, &list(&browser)).await?;
    browser.find(".paste textarea").await?;
    shows_credentials(&browser, 0).await?;
    plant(&browser, &origin, "outdated").await?;
    no_page_holds_one(&browser, "outdated").await?;
    profile.is_clean_once_all_is_written(&browser, "outdated").await?;
    close_others(&browser).await?;

    hold(&browser, "held at the end").await?;
    plant(&browser, &origin, "closed").await?;
    let (list, author) = (list(&browser), browser.author().to_owned());
    browser.close().await?;
    let missing = profile.missing("closed")?;
    // What a page has in a field is written when its browser says so, and dropped where it is closed in good order.
    ensure!(missing.iter().all(|store| *store == "a field"), "closed: the search does not see {missing:?}");
    profile.is_clean("closed")?;

    let browser = Browser::start(engine, &setup).await?;
    let origin = origin_of_extension(&browser).await?;
    open(&browser, &list).await?;
    browser.find(".paste textarea").await?;
    shows_credentials(&browser, 0).await?;
    no_page_holds_one(&browser, "started again").await?;
    browser.enter_top().await?;
    open_home(&browser, &origin).await?;
    ensure!(kept_for(&browser, &author).await?.iter().all(|kept| kept != "session tray:"), "what is kept");
    plant(&browser, &origin, "started again").await?;
    profile.is_clean_once_all_is_written(&browser, "started again").await?;
    browser.close().await?;
    profile.is_clean("closed again")
}

/// Migrates *Adobe Target (Prod)* with a credential that was pasted, and the *Forms* with one that was dropped.
async fn migrate_two(browser: &Browser) -> Result<()> {
    let dozen = format!("{CONSOLE_PATH}?seed=dozen&menu=off&assistant=none&lang=en");
    open(browser, &browser.aem(&dozen)).await?;
    paste(browser, &credential(TARGET_CLIENT_ID, &secret("pasted"))).await?;
    shows_credentials(browser, 1).await?;
    let dropped = project("Forms", FORMS_CLIENT_ID, &[&secret("dropped"), &secret("never used")]);
    drop_file(browser, "forms.json", &dropped).await?;
    shows_credentials(browser, 2).await?;
    browser.text_with("[data-part=review]", "Review migrations: 2").await?;
    begin(browser).await?;
    let jobs = until(browser, "the end", |state, _| state == "ended").await?;
    ensure!(jobs.len() == 2 && jobs.iter().all(|job| job.tone == "migrated"), "{jobs:#?}");
    on_list(browser).await
}

/// Fills a third form, which is not saved, and leaves a text in the box that is to be mended.
async fn hold_two_more(browser: &Browser) -> Result<()> {
    let form = format!("editimsconfig.html?menu=off&assistant=none&lang=en&item={ANALYTICS}");
    open(browser, &page(browser, &form)).await?;
    browser.press(".credentials > .buttons summary").await?;
    paste(browser, &project("Analytics", ANALYTICS_CLIENT_ID, &[&secret("filled in")])).await?;
    shows_credentials(browser, 3).await?;
    browser.press(".form [data-act=fill]").await?;
    // The report of the two stands above.
    let filled =
        "return [...document.querySelectorAll('.said')].some((one) => one.textContent.includes('6 of 6'))";
    browser.until("a filled form", filled).await?;
    let text = format!("My secret is {} and no more", secret("in the box"));
    browser.find(".paste textarea").await?.send_keys(&text).await?;
    let typed = format!("return document.querySelector('.paste textarea').value === {}", json!(text));
    browser.until("all that was typed", &typed).await
}

/// Pastes a credential beside the list, and waits until it is kept.
async fn hold(browser: &Browser, name: &str) -> Result<()> {
    open(browser, &list(browser)).await?;
    paste(browser, &credential(ANALYTICS_CLIENT_ID, &secret(name))).await?;
    shows_credentials(browser, 1).await?;
    // What the next page has was kept.
    open(browser, &list(browser)).await?;
    shows_credentials(browser, 1).await
}
