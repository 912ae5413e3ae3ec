//! One combination in a browser: the list, the form, what is filled, and the list after saving.

use crate::compare::{Groups, check_report, compare, false_words, received};
use crate::table::{Combination, Expected, Place, Presses};
use anyhow::{Result, bail, ensure};
use e2e::{Browser, CONSOLE_PATH, PanelState, SECRET, TARGET_CLIENT_ID, credential, form_button, paste};
use fantoccini::Locator;
use serde_json::Value;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// The configuration that is migrated: the first of any AEM that the practice console plays.
const TITLE: &str = "Adobe Target (Prod)";

/// How long the page and the panel get to agree, and a fill to end.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a page that loads anew while it is filled is filled again.
const RELOADS: usize = 2;

/// Drives a combination; gives what was seen, or what was not as it should be. Each has an AEM of its own, so that
/// nothing that was kept for the one before is there.
pub(crate) async fn drive(browser: &Browser, combination: &Combination) -> Result<String> {
    let drive = Drive { browser, combination };
    drive.open_list().await?;
    if combination.expected == Expected::Login {
        return drive.nothing_is_typed_into_the_login().await;
    }
    drive.compare_list(&[]).await?;
    if combination.expected == Expected::NothingToMigrate {
        return drive.nothing_is_offered().await;
    }
    drive.open_form().await?;
    let fields = drive.fill().await?;
    let saved = drive.save().await?;
    Ok(format!("{fields}{saved}"))
}

struct Drive<'a> {
    browser: &'a Browser,
    combination: &'a Combination,
}

impl Drive<'_> {
    /// The console's address, after whatever precedes it.
    fn address(&self) -> String {
        let host = format!("https://author-p{}-e1.adobeaemcloud.com", 1000 + self.combination.number);
        let once = "seed=reset&switches=reset";
        let query = format!("{once}{}", self.combination.query());
        match self.combination.place {
            Place::Top => format!("{host}{CONSOLE_PATH}?{query}"),
            Place::Context => format!("{host}/cp{CONSOLE_PATH}?{query}"),
            Place::Overlay => format!("{host}{}?{query}", CONSOLE_PATH.replace("/libs/", "/mnt/overlay/")),
            Place::Shell => format!("{host}/ui?{query}#/aem{CONSOLE_PATH}?appId=aemshell"),
        }
    }

    async fn open_list(&self) -> Result<()> {
        self.browser.open(&self.address()).await?;
        if self.combination.switch("frame") == "swapped" {
            let there = "return document.querySelector('iframe[data-other]') !== null";
            self.browser.until("the other frame", there).await?;
        }
        self.to_console().await
    }

    /// Goes to the document that the console is in.
    async fn to_console(&self) -> Result<()> {
        self.browser.enter_top().await?;
        if self.combination.place == Place::Shell {
            self.browser.enter_frame("iframe[name='Main Content']").await?;
        }
        Ok(())
    }

    /// What the practice console knows, once it is on one of its pages.
    async fn truth(&self, page: &str) -> Result<Value> {
        let begin = Instant::now();
        loop {
            // Between two pages there is nothing to ask.
            if self.to_console().await.is_ok()
                && let Ok(truth) = self.browser.run("return globalThis.PracticeConsole?.truth()").await
                && truth["page"] == page
            {
                return Ok(truth);
            }
            ensure!(begin.elapsed() < PATIENCE, "the console did not come to its page “{page}”");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn panel(&self) -> Result<PanelState> {
        let begin = Instant::now();
        // The console's frame may go between two attempts, and another one come.
        while self.to_console().await.is_err() || self.browser.try_to_enter_panel().await.is_none() {
            if begin.elapsed() > PATIENCE {
                let frames = self.browser.frames().await;
                bail!("the panel did not come, where there is {frames:?}");
            }
        }
        PanelState::read(self.browser).await
    }

    /// Waits until the panel lists what is there, and says where it does not.
    async fn compare_list(&self, done: &[&str]) -> Result<()> {
        let begin = Instant::now();
        let marks = self.combination.switch("badge") != "none";
        loop {
            let truth = self.truth("list").await?;
            let there = Groups::there(&truth, marks, done);
            let mut panel = self.panel().await?;
            if self.combination.switch("items") != "10000" {
                PanelState::show_all(self.browser).await?;
                panel = PanelState::read(self.browser).await?;
            }
            let differ = there.differ(&panel);
            // A list that grows while it is compared is compared again, and one that has not come yet.
            let grown = self.truth("list").await?["loaded"] != truth["loaded"];
            match differ {
                None if !grown && truth["loaded"] != 0 => return Ok(()),
                Some(differ) if begin.elapsed() > PATIENCE => bail!("read wrongly: {differ}"),
                _ => {}
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Where nothing is marked, nothing may be offered, with a credential neither.
    async fn nothing_is_offered(&self) -> Result<String> {
        self.browser.enter_panel().await?;
        self.paste().await?;
        let panel = PanelState::read(self.browser).await?;
        let has_read = panel.groups.contains_key("others") && !panel.groups.contains_key("to-migrate");
        ensure!(has_read && !panel.form && panel.buttons == 0, "offered: {}", panel.text);
        Ok("nothing is offered".to_owned())
    }

    /// The session expires while a credential is in the panel, and the login page at the console's address has a field
    /// for a name and one for a password.
    async fn nothing_is_typed_into_the_login(&self) -> Result<String> {
        self.browser.open(&self.address().replace("&session=expired", "")).await?;
        self.compare_list(&[]).await?;
        self.browser.enter_panel().await?;
        self.paste().await?;
        self.browser.open(&self.address()).await?;
        self.truth("login").await?;
        self.settled(|panel| !panel.text.is_empty() && panel.groups.is_empty()).await?;
        // A panel that went on to offer something would do so once it has looked at the page.
        tokio::time::sleep(Duration::from_secs(1)).await;
        let panel = self.panel().await?;
        ensure!(panel.groups.is_empty() && !panel.form && panel.values == 0, "offered: {}", panel.text);
        self.to_console().await?;
        const TYPED: &str = "const typed = [...document.querySelectorAll('#login input:not([type=hidden])')];
                             return typed.length + typed.map(one => one.value).join('')";
        ensure!(self.browser.run(TYPED).await? == "2", "wrong: something was typed into the login");
        Ok("nothing is offered".to_owned())
    }

    /// Pastes the credential, in the panel, and waits until it is understood.
    async fn paste(&self) -> Result<()> {
        paste(self.browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        self.browser.find(".credential code").await?;
        Ok(())
    }

    async fn open_form(&self) -> Result<()> {
        self.to_console().await?;
        self.browser.enter_panel().await?;
        self.paste().await?;
        self.browser.press("[data-group=to-migrate] .buttons button").await?;
        let truth = self.truth("properties").await?;
        // Nothing is there before a slow network has brought it.
        let begin = Instant::now();
        let mut title = truth["fields"]["title"]["value"].clone();
        while title.is_null() && begin.elapsed() < PATIENCE {
            tokio::time::sleep(Duration::from_millis(100)).await;
            title = self.truth("properties").await?["fields"]["title"]["value"].clone();
        }
        ensure!(title == TITLE, "opened the properties of {title}");
        Ok(())
    }

    /// Presses the button that fills, waits for the end of it, and compares every field.
    async fn fill(&self) -> Result<String> {
        let Combination { expected, presses, .. } = self.combination;
        let before = self.truth("properties").await?;
        let at_rest = |panel: &PanelState| panel.form || panel.says("warning");
        let mut panel = self.settled(|panel| at_rest(panel) || panel.chooses).await?;
        if self.combination.switch("lock") == "edit" {
            panel = self.press_edit(&panel).await?;
        }
        // Nothing is offered to copy before it is known of which credential.
        let is_none_chosen = *expected == Expected::Refused && panel.values == 0;
        if panel.chooses || is_none_chosen {
            // Where neither the form nor the list tells whose the credential is, a person does.
            self.browser.press(".credential input[type=radio]").await?;
            panel = self.settled(|panel| at_rest(panel) && (!is_none_chosen || panel.values > 0)).await?;
        }
        let mut reloads = 0;
        let mut after = before.clone();
        if *expected != Expected::Refused {
            ensure!(panel.form, "refused: {}", panel.text);
            // The second button, where there is one, fills and saves; what has to be copied by hand has none.
            let at_once = *presses == Presses::FillAndSave;
            ensure!(!at_once || panel.buttons == 2, "no button fills and saves: {}", panel.text);
            let button = if at_once { 2 } else { 1 };
            self.browser.press(form_button(button)).await?;
            let reloads_once = self.combination.switch("render") == "reload";
            if at_once && expected.everything() && !reloads_once {
                // What was filled is checked by what was saved.
                return Ok("filled".to_owned());
            }
            panel = self.settled(|panel| !panel.busy && panel.ready).await?;
            if self.combination.switch("panels") != "none" {
                panel = self.open_tab_and_fill(&panel).await?;
            }
            while self.combination.switch("render") == "reload" && !reported(&panel) && reloads < RELOADS {
                reloads += 1;
                self.browser.press(form_button(button)).await?;
                if at_once && expected.everything() {
                    return Ok("filled".to_owned());
                }
                panel = self.settled(|panel| !panel.busy && panel.ready).await?;
            }
            after = self.truth("properties").await?;
        }
        let words = false_words(&panel, &after);
        ensure!(words.is_empty(), "wrong: {}", words.join("; "));
        let faults = compare(&before, &after, expected);
        ensure!(faults.wrong.is_empty(), "wrong: {}", faults.wrong.join("; "));
        ensure!(faults.unexpected.is_empty(), "{}: {}", faults.unexpected.join("; "), panel.text);
        if let Some(fault) = check_report(&panel, expected) {
            bail!("{fault}: {}", panel.text);
        }
        self.secrets_are_where_they_belong(expected).await?;
        Ok(match expected {
            Expected::Filled { copy, unequal } => {
                let filled = crate::compare::ROLES.len() - copy.len();
                let told = if unequal.is_empty() { "" } else { ", told as unequal" };
                format!("{filled} of 5 filled{told}")
            }
            _ => "untouched".to_owned(),
        })
    }

    /// A form that is shown for reading only gets no button, and the reason; once AEM's *Edit* is pressed it gets one.
    async fn press_edit(&self, panel: &PanelState) -> Result<PanelState> {
        ensure!(!panel.form && panel.says("warning"), "the form is locked: {}", panel.text);
        self.to_console().await?;
        self.press_in_content(".practice-form-header [icon=edit]").await?;
        self.settled(|panel| panel.form || panel.chooses).await
    }

    /// Presses something in the page's content, in whatever tree that is.
    async fn press_in_content(&self, selector: &str) -> Result<()> {
        if self.combination.switch("tree") != "shadow" {
            return self.browser.press(selector).await;
        }
        let find = async || {
            let host = self.browser.client().find(Locator::Css("#granite-shell-content")).await.ok()?;
            host.shadow_root().await.ok()?.find(Locator::Css(selector)).await.ok()
        };
        self.browser.press_found(selector, find).await
    }

    /// On the first tab nothing but the choice could be made, which may not be told as complete.
    async fn open_tab_and_fill(&self, panel: &PanelState) -> Result<PanelState> {
        ensure!(!panel.says("success"), "complete although the fields are on another tab: {}", panel.text);
        self.to_console().await?;
        let next = match self.combination.switch("panels") {
            "tabs" => "[data-tab='1']",
            _ => "[data-foundation-wizard-control-action=next]",
        };
        self.press_in_content(next).await?;
        self.browser.enter_panel().await?;
        self.browser.find(".form [data-act=fill]").await?;
        self.browser.press(".form [data-act=fill]").await?;
        self.settled(|panel| !panel.busy && panel.ready && reported(panel)).await
    }

    /// The secret is in one field of the page where it was filled, and else nowhere: not in hidden fields, attributes,
    /// scripts' properties, shadow trees or storage.
    async fn secrets_are_where_they_belong(&self, expected: &Expected) -> Result<()> {
        self.to_console().await?;
        let mut places = self.browser.places_of(SECRET).await?;
        if self.combination.switch("tree") == "components" {
            // What a component's value is, and what its hidden input sends, is the page's doing.
            places.retain(|place| place.contains(" / "));
        }
        let filled = matches!(expected, Expected::Filled { copy, .. } if !copy.iter().any(|role| role == "clientSecret"));
        let values = places.iter().filter(|place| place.ends_with(".value")).count();
        // Coral's own field may remember what it holds in a property of its own.
        let fields: BTreeSet<_> = places.iter().map(|place| place.split('.').next()).collect();
        ensure!(
            values == usize::from(filled) && fields.len() == values,
            "wrong: the secret is in {places:?}"
        );
        Ok(())
    }

    /// Waits until the panel is as it is waited for, on whatever page it then is.
    async fn settled(&self, is: impl Fn(&PanelState) -> bool) -> Result<PanelState> {
        let begin = Instant::now();
        loop {
            // The frame may go in the middle of it.
            let panel = self.panel().await;
            if let Ok(panel) = &panel
                && is(panel)
            {
                return Ok(panel.clone());
            }
            ensure!(begin.elapsed() < PATIENCE, "the panel did not come to rest: {panel:?}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Has it saved where the combination says so, and looks at the list again.
    async fn save(&self) -> Result<&'static str> {
        let Combination { expected, presses, .. } = self.combination;
        if !expected.everything() || *presses == Presses::Fill {
            if *presses == Presses::FillAndSave {
                // What does not read back equal is not saved, although that was wanted.
                let truth = self.truth("properties").await?;
                ensure!(stored(&truth, "jwt"), "wrong: it was saved although it did not read back equal");
                return Ok(", not saved");
            }
            return Ok("");
        }
        if *presses == Presses::FillThenSave {
            self.to_console().await?;
            self.browser.enter_panel().await?;
            self.browser.press(".form .buttons button[data-tone=primary]").await?;
        }
        if ["invalid-parameter", "timeout", "server-error"].contains(&self.combination.switch("save")) {
            // AEM's own words are repeated, and the configuration is what it was.
            self.settled(|panel| panel.says("warning") && !panel.busy).await?;
            let truth = self.truth("properties").await?;
            ensure!(stored(&truth, "jwt"), "it was saved although AEM said that it was not");
            return Ok(", AEM's refusal told");
        }
        if self.combination.switch("save") == "after" {
            // AEM has saved it, and says that something else went wrong.
            self.settled(|panel| panel.says("warning") && !panel.busy).await?;
            self.to_console().await?;
            self.browser.press("coral-dialog-footer [coral-close]").await?;
        }
        match self.combination.switch("finish") {
            "veto" => {
                // A script of the page has refused, and says nothing. Nothing may be said to be saved.
                tokio::time::sleep(Duration::from_secs(2)).await;
                ensure!(stored(&self.truth("properties").await?, "jwt"), "it was saved");
                self.browser.open(&self.address().replace("seed=reset&", "")).await?;
                self.compare_list(&[]).await?;
                return Ok(", refused by a script, not told as done");
            }
            "login" => self.sign_in().await?,
            _ => {}
        }
        let truth = self.truth("list").await?;
        ensure!(!stored(&truth, "jwt"), "it was not saved");
        let got = received(&truth, TITLE);
        ensure!(got.is_empty(), "wrong: {}", got.join("; "));
        self.compare_list(&[TITLE]).await?;
        Ok(", saved, list read again")
    }
}

impl Drive<'_> {
    /// The login page came instead of the list: nothing is told as done on it.
    async fn sign_in(&self) -> Result<()> {
        self.truth("login").await?;
        let panel = self.panel().await?;
        ensure!(panel.told("done") == 0, "done on a login page: {}", panel.text);
        self.to_console().await?;
        self.browser.press("#submit-button").await
    }
}

fn reported(panel: &PanelState) -> bool {
    panel.rows.iter().any(|row| row.tone == "equal" || row.tone == "unequal")
}

/// Whether the configuration is kept as one of this kind.
fn stored(truth: &Value, kind: &str) -> bool {
    let all = truth["configurations"].as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().any(|one| one["title"] == TITLE && (one["jwt"] == true) == (kind == "jwt"))
}
