//! What a person does in the panel.

use crate::Browser;
use anyhow::Result;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The client id of the practice console's *Adobe Target (Prod)*, which its credential keeps.
pub const TARGET_CLIENT_ID: &str = "1a2b3c4d5e6f708192a3b4c5d6e7f809";

/// A client secret of the shape that Adobe's have; made up.
pub const SECRET: &str = "p8e-EndToEnd0Made1Up2Secret3_-4567xy";

/// The organization of [`credential`].
pub const ORG_ID: &str = "0A1B2C3D4E5F60718293A4B5@AdobeOrg";

/// The scopes of [`credential`], as the panel writes them.
pub const SCOPE: &str = "openid,AdobeID,target_sdk,additional_info.projectedProductContext,read_organizations,additional_info.roles";

/// Where a credential asks for tokens that says nothing of it.
pub const AUTHORIZATION_SERVER: &str = "https://ims-na1.adobelogin.com";

/// A *Download JSON* file with made-up values; the client secret is an argument, so that a test can look for it.
pub fn credential(client_id: &str, secret: &str) -> String {
    json!({
        "ORG_ID": ORG_ID,
        "CLIENT_SECRETS": [secret],
        "CLIENT_ID": client_id,
        "SCOPES": SCOPE.split(',').collect::<Vec<_>>(),
        "TECHNICAL_ACCOUNT_ID": "FEDCBA9876543210FEDCBA98@techacct.adobe.com",
        "TECHNICAL_ACCOUNT_EMAIL": "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d@techacct.adobe.com"
    })
    .to_string()
}

/// The form's button that fills, for 1, or that fills and saves, for 2.
pub fn form_button(number: usize) -> &'static str {
    if number == 2 { ".form button[data-act=fill-and-save]" } else { ".form .buttons button" }
}

/// Pastes a text into the panel's box: the whole at once, as a clipboard does.
pub async fn paste(browser: &Browser, text: &str) -> Result<()> {
    let area = browser.find(".paste textarea").await?;
    let script = "arguments[0].focus(); document.execCommand('insertText', false, arguments[1]);";
    browser.client().execute(script, vec![serde_json::to_value(&area)?, json!(text)]).await?;
    Ok(())
}

/// Copies a text on the page, and pastes it into a box by the keyboard: through the browser's own clipboard.
pub async fn paste_from_clipboard(browser: &Browser, selector: &str, text: &str) -> Result<()> {
    const PLACE: &str = "const place = document.createElement('textarea');
                         place.id = 'copied';
                         place.value = arguments[0];
                         document.body.append(place);
                         place.select();";
    browser.client().execute(PLACE, vec![json!(text)]).await?;
    with_control(browser, "#copied", 'c').await?;
    browser.run("document.querySelector('#copied').remove()").await?;
    with_control(browser, selector, 'v').await
}

/// Presses a key with the control key held, where a browser's own commands listen to that.
async fn with_control(browser: &Browser, selector: &str, key: char) -> Result<()> {
    let keys = format!("{}{key}", char::from(Key::Control));
    Ok(browser.find(selector).await?.send_keys(&keys).await?)
}

/// What the panel shows, without a word of any language: for tests that go through many of them.
#[derive(Clone, Debug, Default)]
pub struct PanelState {
    /// Whether it is doing something.
    pub busy: bool,
    /// Whether one can paste into it, or has.
    pub ready: bool,
    /// The groups of the list: titles, and the number in the heading.
    pub groups: BTreeMap<String, (Vec<String>, String)>,
    /// What it says: tone and text.
    pub said: Vec<(String, String)>,
    /// Whether it shows the table of a form.
    pub form: bool,
    /// Whether it asks which credential is meant.
    pub chooses: bool,
    /// The rows of that table.
    pub rows: Vec<PanelRow>,
    /// How many values it offers to copy beside no table.
    pub values: usize,
    /// How many buttons the form has that can be pressed now.
    pub buttons: usize,
    /// All of its text, for the message of a test that fails.
    pub text: String,
}

/// A row of the panel's table of a form.
#[derive(Clone, Debug)]
pub struct PanelRow {
    /// `equal` or `unequal` once it was read back.
    pub tone: String,
    /// Its label.
    pub label: String,
    /// What is or was to be filled in, as it is shown: a secret is masked.
    pub will_be: String,
    /// Whether its value is offered to copy.
    pub copy: bool,
}

impl PanelState {
    /// Reads the panel, whose frame the browser is in.
    pub async fn read(browser: &Browser) -> Result<Self> {
        let state = browser.run(include_str!("panel_state.js")).await?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let texts = |value: &Value| list(value).iter().map(text).collect();
        let groups = state["groups"].as_object().into_iter().flatten();
        Ok(Self {
            busy: state["busy"] == true,
            ready: state["ready"] == true,
            groups: groups
                .map(|(name, group)| (name.clone(), (texts(&group["titles"]), text(&group["heading"]))))
                .collect(),
            said: list(&state["said"]).iter().map(|said| (text(&said[0]), text(&said[1]))).collect(),
            form: state["form"] == true,
            chooses: state["chooses"] == true,
            rows: list(&state["rows"])
                .iter()
                .map(|row| PanelRow {
                    tone: text(&row["tone"]),
                    label: text(&row["label"]),
                    will_be: text(&row["willBe"]),
                    copy: row["copy"] == true,
                })
                .collect(),
            values: list(&state["values"]).len(),
            buttons: list(&state["buttons"]).len(),
            text: text(&state["text"]),
        })
    }

    /// The titles of a group, none where it is not there.
    pub fn titles(&self, group: &str) -> Vec<String> {
        self.groups.get(group).map(|(titles, _)| titles.clone()).unwrap_or_default()
    }

    /// How many the heading of a group tells, 0 where there is no such group.
    pub fn told(&self, group: &str) -> usize {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        self.groups.get(group).and_then(|(_, heading)| digits(heading).parse().ok()).unwrap_or_default()
    }

    /// Has it show every line of long groups, of which it shows some at first. Ten thousand would take it minutes.
    pub async fn show_all(browser: &Browser) -> Result<()> {
        const PRESS: &str = "const more = document.querySelector('[data-group] > button.plain');
                             more?.click();
                             return !more;";
        for _ in 0..20 {
            if browser.run(PRESS).await? == json!(true) {
                break;
            }
        }
        Ok(())
    }

    /// Whether it says something in a tone.
    pub fn says(&self, tone: &str) -> bool {
        self.said.iter().any(|(said, _)| said == tone)
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}
