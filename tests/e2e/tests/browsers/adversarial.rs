//! Pages that lay traps, with the shipped extension on them: nothing is filled, offered or pressed that should not be.
//!
//! The pages are `tests/fixtures/console/adversarial/NAME.html`, and `NAME.expected.json` beside each says what a careful
//! assistant does; the README there says what its keys mean. A form is opened after the list was, because the panel
//! refuses every form of a configuration that no list has shown, and that would prove nothing.

use crate::harness::trial;
use anyhow::{Context, Result, bail, ensure};
use e2e::{
    AUTHORIZATION_SERVER, Browser, CONSOLE_PATH, Console, ORG_ID, PanelState, SCOPE, SECRET, Setup,
    TARGET_CLIENT_ID, credential, form_button, paste, project,
};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// The roles of a credential in the order of the panel's rows, with their values.
const ROLES: [(&str, &str); 5] = [
    ("authorizationServer", AUTHORIZATION_SERVER),
    ("clientId", TARGET_CLIENT_ID),
    ("clientSecret", SECRET),
    ("scope", SCOPE),
    ("orgId", ORG_ID),
];

/// The practice console's configuration that the forms are said to be of.
const ITEM: &str = "com.adobe.granite.auth.oauth.accesstoken.provider~target%2Bprod~1";

/// The pages that get nothing, and what the panel says about them in a word or two. Every other form must be offered to
/// be filled, since a panel that does nothing anywhere would pass everywhere.
const REFUSED: &[(&str, &str)] = &[
    ("base-sends-to-another-window", "to another site"),
    ("below-a-dialog", "read-only"),
    ("button-sends-elsewhere", "to another site"),
    ("button-sends-in-the-address", "to another site"),
    ("disabled-fieldset", "read-only"),
    ("edit-comes-first", "AEM’s button to edit it"),
    ("foreign-frame", "neither configurations nor a form"),
    ("form-says-it-is-adobes", "leaves it alone"),
    ("hidden-button-sends-elsewhere", "to another site"),
    ("login-lookalike", "sign in again"),
    ("sends-as-plain-text", "to another site"),
    ("sends-by-no-method", "to another site"),
    ("sends-elsewhere", "to another site"),
    ("sends-in-the-address", "to another site"),
    ("sends-to-another-window", "to another site"),
    ("two-oauth-options", "could mean OAuth"),
];

/// The page of which no field is known: the panel offers every value to copy, and fills none.
const COPIED: &[&str] = &["lying-path"];

/// How long a page and the panel get.
const PATIENCE: Duration = Duration::from_secs(30);

/// A test for each page. `adversarial::KIND::NAME` opens it, and fails with all that was wrong with it.
pub(crate) fn trials() -> Vec<Trial> {
    ["list", "form"].into_iter().flat_map(trials_of).collect()
}

fn trials_of(kind: &'static str) -> Vec<Trial> {
    let pages = pages(kind);
    let there = pages.as_ref().map(Vec::len).map_err(|error| format!("{error:#}"));
    let mut trials = vec![trial(format!("adversarial::{kind}::there_are_pages"), move || match there {
        Ok(count @ 0..10) => bail!("only {count} pages are of the kind “{kind}”"),
        Ok(_) => Ok(()),
        Err(error) => bail!("{error}"),
    })];
    for (name, expected) in pages.unwrap_or_default() {
        let presses: &[Presses] =
            if kind == "list" { &[Presses::Open] } else { &[Presses::FillAndSave, Presses::Fill] };
        for presses in presses.iter().copied() {
            let (name, expected) = (name.clone(), expected.clone());
            let whole = format!("adversarial::{}::{name}", presses.name());
            let test = move || e2e::run(every_trap_is_seen(presses, name, expected));
            // Whoever fills and saves does all that filling does, so that this tells enough for most runs.
            trials.push(trial(whole, test).with_ignored_flag(presses == Presses::Fill));
        }
    }
    trials
}

/// What is pressed in the panel beside a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presses {
    /// The button that opens a configuration of a list.
    Open,
    /// *Fill* on a form, and the button that then saves.
    Fill,
    /// *Fill and save* on a form.
    FillAndSave,
}

impl Presses {
    fn name(self) -> &'static str {
        match self {
            Self::Open => "list",
            Self::Fill => "fill",
            Self::FillAndSave => "fill_and_save",
        }
    }
}

async fn every_trap_is_seen(presses: Presses, name: String, expected: Value) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::chromium(&Setup::with_extension(console.port())).await?;
    let page = Page { browser: &browser, name: &name, expected: &expected };
    let faults = match presses {
        Presses::Open => page.list().await?,
        Presses::Fill => page.form(1).await?,
        Presses::FillAndSave => page.form(2).await?,
    };
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    browser.close().await
}

/// The pages of a kind, by their names.
fn pages(kind: &str) -> Result<Vec<(String, Value)>> {
    let folder = project().join("tests/fixtures/console/adversarial");
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".expected.json"))
        else {
            continue;
        };
        let expected = expectation(&path).with_context(|| path.display().to_string())?;
        if expected["page"] == kind {
            pages.push((name.to_owned(), expected));
        }
    }
    pages.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(pages)
}

fn expectation(path: &Path) -> Result<Value> {
    Ok(serde_json::from_str(&std::fs::read_to_string(path)?)?)
}

struct Page<'a> {
    browser: &'a Browser,
    name: &'a str,
    expected: &'a Value,
}

impl Page<'_> {
    fn own_address(&self) -> String {
        let console = CONSOLE_PATH.trim_end_matches(".html");
        self.browser.aem(&format!("{console}/adversarial/{}.html?item={ITEM}", self.name))
    }

    async fn list(&self) -> Result<Vec<String>> {
        self.browser.open(&self.own_address()).await?;
        self.watch_presses().await?;
        self.browser.enter_panel().await?;
        paste(self.browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        self.browser.find(".credential code").await?;
        let panel = self.at_rest().await?;
        let mut faults = Vec::new();
        if panel.groups.is_empty() {
            faults.push(format!("no list was read: {}", panel.text));
        }
        let mut offered = panel.titles("to-migrate");
        let mut may_be = texts(&self.expected["offered"]);
        offered.sort();
        may_be.sort();
        // What is offered rightly is so on every page; one that offers nothing has not read it.
        if offered != may_be {
            faults.push(format!("offered are {offered:?}, and may be {may_be:?}"));
        }
        if !offered.is_empty() {
            self.browser.press("[data-group=to-migrate] .buttons button").await?;
            self.at_rest().await?;
        }
        self.browser.enter_top().await?;
        faults.extend(self.wrong(&PanelState::default()).await?);
        Ok(faults)
    }

    /// Presses one of the form's buttons, counted from 1: the one that fills, or the one that saves as well.
    async fn form(&self, button: usize) -> Result<Vec<String>> {
        let list =
            self.browser.aem(&format!("{CONSOLE_PATH}?seed=reset&switches=reset&menu=off&assistant=none"));
        self.browser.open(&list).await?;
        self.browser.enter_panel().await?;
        self.browser.find("[data-group=to-migrate]").await?;
        paste(self.browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        self.browser.find(".credential code").await?;

        let mut faults = Vec::new();
        let refused = REFUSED.iter().find(|(name, _)| *name == self.name);
        self.browser.open(&self.own_address()).await?;
        self.watch_presses().await?;
        self.browser.enter_panel().await?;
        // Beside a login page nothing is shown of a credential.
        if self.name != "login-lookalike" {
            self.browser.find(".credential code").await?;
        }
        let panel = self.settled().await?;
        match refused {
            Some((_, why)) if panel.form || !panel.text.contains(why) => {
                faults.push(format!("was not refused with “{why}”: {}", panel.text));
            }
            None if COPIED.contains(&self.name)
                && panel.rows.iter().filter(|row| row.copy).count() < ROLES.len() =>
            {
                faults.push(format!("something is filled and not copied: {}", panel.text));
            }
            None if !panel.form => faults.push(format!("was not offered: {}", panel.text)),
            _ => {}
        }
        let mut panel = panel;
        // Where there is no second button, the first one is pressed in any case.
        let button = button.min(panel.buttons);
        if button > 0 {
            self.browser.press(form_button(button)).await?;
            panel = self.at_rest().await?;
        }
        faults.extend(self.wrong(&panel).await?.into_iter().map(|fault| format!("after the press: {fault}")));
        // What the panel offers next, once all is filled, is to save; where AEM's button is not certain, it does not.
        const SAVE: &str = ".form button[data-act=save]";
        self.browser.enter_panel().await?;
        if panel.says("success") && button == 1 && self.browser.has(SAVE).await? {
            self.browser.press(SAVE).await?;
            let panel = self.at_rest().await?;
            faults
                .extend(self.wrong(&panel).await?.into_iter().map(|fault| format!("after saving: {fault}")));
        }
        faults.dedup();
        Ok(faults)
    }

    /// The panel once it has looked at the page and said something about it: it waits for a form that may still come.
    async fn settled(&self) -> Result<PanelState> {
        let begin = Instant::now();
        loop {
            let panel = PanelState::read(self.browser).await?;
            if !panel.busy && (panel.form || begin.elapsed() > Duration::from_millis(1500)) {
                return Ok(panel);
            }
            ensure!(begin.elapsed() < PATIENCE, "the panel did not come to rest: {}", panel.text);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// The panel once it does nothing any more. It is busy from the very press.
    async fn at_rest(&self) -> Result<PanelState> {
        let begin = Instant::now();
        loop {
            let panel = PanelState::read(self.browser).await?;
            if !panel.busy && panel.ready {
                return Ok(panel);
            }
            ensure!(begin.elapsed() < PATIENCE, "the panel did not come to rest: {}", panel.text);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Has the page note what is pressed on it, by whomever.
    async fn watch_presses(&self) -> Result<()> {
        const WATCH: &str = "globalThis.pressed = [];
                             document.addEventListener('click', ({ target }) => globalThis.pressed.push(target), true);";
        self.browser.run(WATCH).await?;
        Ok(())
    }

    /// All that is wrong with the page now, from within whatever frame.
    async fn wrong(&self, panel: &PanelState) -> Result<Vec<String>> {
        self.browser.enter_top().await?;
        let mut faults = Vec::new();
        for selector in texts(&self.expected["must_stay_empty"]) {
            let held = self.held(&selector).await?;
            if held != "" {
                faults.push(format!("{selector} holds {held}"));
            }
        }
        let nobody = serde_json::Map::new();
        for (selector, role) in self.expected["holds"].as_object().unwrap_or(&nobody) {
            let at = ROLES.iter().position(|(known, _)| role == known).context("an unknown role")?;
            let held = self.held(selector).await?;
            let right = ROLES.get(at).is_some_and(|(_, value)| held == *value);
            // The rows of a credential's roles are the last ones, in their order.
            let row = panel.rows.len().checked_sub(ROLES.len() - at).and_then(|row| panel.rows.get(row));
            if held != "" && !right && row.is_none_or(|row| row.tone != "unequal") {
                faults
                    .push(format!("{selector} holds {held}, not the {role}, and the panel does not say so"));
            }
            if !right && row.is_some_and(|row| row.tone == "equal") {
                faults.push(format!("{selector} holds {held}, and the panel says that it is the {role}"));
            }
        }
        for (selector, value) in self.expected["must_hold"].as_object().unwrap_or(&nobody) {
            let held = self.held(selector).await?;
            if held != *value {
                faults.push(format!("{selector} held {value}, and now {held}"));
            }
        }
        for selector in texts(&self.expected["must_not_press"]) {
            let pressed = "return globalThis.pressed.some((element) => element.closest(arguments[0]))";
            if self.browser.client().execute(pressed, vec![json!(selector)]).await? != json!(false) {
                faults.push(format!("{selector} was pressed"));
            }
        }
        faults.extend(self.elsewhere().await?);
        Ok(faults)
    }

    /// What a field holds, also one in a frame or in a shadow tree: `FRAME >>> FIELD`, `HOST >>> FIELD`. The browser is at the
    /// top, and is so again.
    async fn held(&self, selector: &str) -> Result<Value> {
        const HELD: &str = "const [selector, host] = arguments;
                            const tree = host ? document.querySelector(host).shadowRoot : document;
                            const field = tree.querySelector(selector);
                            return field ? field.value ?? field.textContent : null;";
        const IS_FRAME: &str = "return document.querySelector(arguments[0]).localName === 'iframe'";
        let (outer, field) = match selector.split_once(" >>> ") {
            Some((outer, field)) => (Some(outer), field),
            None => (None, selector),
        };
        let is_framed = match outer {
            Some(outer) => self.browser.client().execute(IS_FRAME, vec![json!(outer)]).await? == json!(true),
            None => false,
        };
        let frame = outer.filter(|_| is_framed);
        let host = outer.filter(|_| !is_framed);
        if let Some(frame) = frame {
            self.browser.enter_frame(frame).await?;
            self.browser.find(field).await?;
        }
        let held = self.browser.client().execute(HELD, vec![json!(field), json!(host)]).await?;
        if frame.is_some() {
            self.browser.enter_top().await?;
        }
        ensure!(!held.is_null(), "there is no {selector}");
        Ok(held)
    }

    /// Whatever else on the page holds a part of the credential although no list of fields names it.
    async fn elsewhere(&self) -> Result<Vec<String>> {
        const ELSEWHERE: &str = "const [may, values] = arguments;
            return [...document.querySelectorAll('input, textarea, [contenteditable]')]
              .filter((one) => !may.some((selector) => one.matches(selector)))
              .filter((one) => values.some((value) => (one.value ?? one.textContent).includes(value)))
              .map((one) => one.id || one.name || one.localName);";
        let may: Vec<String> = texts(&self.expected["may_fill"])
            .into_iter()
            .chain(texts(&self.expected["must_stay_empty"]))
            .collect();
        let may: Vec<String> = may.into_iter().filter(|selector| !selector.contains(">>>")).collect();
        let values: Vec<&str> = ROLES.iter().map(|(_, value)| *value).collect();
        let found = self.browser.client().execute(ELSEWHERE, vec![json!(may), json!(values)]).await?;
        let filled =
            texts(&found).into_iter().map(|name| format!("{name} was filled, which nothing speaks of"));
        // A field holds the secret as its value, or it is nowhere: not in markup, scripts' properties or storage.
        let places = self.browser.places_of(SECRET).await?.into_iter().filter(|place| !is_of_a_field(place));
        Ok(filled.chain(places.map(|place| format!("the secret is in {place}"))).collect())
    }
}

/// Whether a place is what a field holds, or what a component of AEM's remembers of that in a property of the field.
fn is_of_a_field(place: &str) -> bool {
    let element = place.rsplit(" / ").next().unwrap_or_default();
    ["input", "textarea"].iter().any(|name| element.starts_with(name)) && element.contains('.')
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|text| Some(text.as_str()?.to_owned())).collect()
}
