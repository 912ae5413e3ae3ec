//! What a person does in the panel.

use crate::Browser;
use anyhow::Result;
use fantoccini::key::Key;
use serde_json::json;

/// The client id of the practice console's *Adobe Target (Prod)*, which its credential keeps.
pub const TARGET_CLIENT_ID: &str = "1a2b3c4d5e6f708192a3b4c5d6e7f809";

/// A client secret of the shape that Adobe's have; made up.
pub const SECRET: &str = "p8e-EndToEnd0Made1Up2Secret3_-4567xy";

/// A *Download JSON* file with made-up values; the client secret is an argument, so that a test can look for it.
pub fn credential(client_id: &str, secret: &str) -> String {
    json!({
        "ORG_ID": "0A1B2C3D4E5F60718293A4B5@AdobeOrg",
        "CLIENT_SECRETS": [secret],
        "CLIENT_ID": client_id,
        "SCOPES": ["openid", "AdobeID", "target_sdk", "additional_info.projectedProductContext",
                   "read_organizations", "additional_info.roles"],
        "TECHNICAL_ACCOUNT_ID": "FEDCBA9876543210FEDCBA98@techacct.adobe.com",
        "TECHNICAL_ACCOUNT_EMAIL": "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d@techacct.adobe.com"
    })
    .to_string()
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
