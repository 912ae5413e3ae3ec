//! `page.js` in an isolated world on real Coral, which hides its JavaScript interface from such a world.

use anyhow::{Context, Result};
use e2e::{Browser, Console, Setup, page_parts};
use serde_json::{Value, json};

const PROPERTIES: &str = "/libs/cq/adobeims-configuration/content/configurations/editimsconfig.html\
    ?menu=off&assistant=none&item=com.adobe.granite.auth.oauth.accesstoken.provider~target%2Bprod~1";

subjects! {
    chromium_only: [
        choosing_an_option_reaches_coral_where_the_obvious_ways_do_not,
        what_cannot_be_done_is_told_and_not_done,
        a_password_is_never_read,
    ],
}

/// What Coral itself says the select holds.
const CORALS_VALUE: &str = "return document.querySelector('coral-select[name=authenticationType]').value";

async fn choosing_an_option_reaches_coral_where_the_obvious_ways_do_not() -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::chromium(&Setup::without_extension(console.port())).await?;

    for obvious in [
        "const item = select.querySelector('coral-select-item[value=oauth]'); item.selected = true;",
        "const item = select.querySelector('coral-select-item[value=oauth]'); item.setAttribute('selected', '');",
        "select.value = 'oauth';",
    ] {
        let world = open(&browser).await?;
        let script = format!(
            "const select = document.querySelector('coral-select[name=authenticationType]');
             {obvious} select.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        );
        world.run(&browser, &format!("(() => {{ {script} }})()")).await?;
        assert_ne!(
            browser.run("return !!document.querySelector('[name=scope]')").await?,
            json!(true),
            "{obvious}"
        );
    }

    let world = open(&browser).await?;
    let outcome = world
        .run(
            &browser,
            "(async () => {
               const { fields } = await AemPage.snapshot();
               const select = fields.find(field => field.name === 'authenticationType');
               return AemPage.apply([{ do: 'choose', key: select.key, option: 'oauth' }]);
             })()",
        )
        .await?;
    // Coral focuses the select when its value changes, and that is told.
    assert_eq!(outcome, json!([{ "equal": true, "read_back": "oauth", "took_focus": true }]));
    assert_eq!(browser.run(CORALS_VALUE).await?, json!("oauth"));
    browser.find("input[name=scope]").await?;
    browser.close().await
}

async fn what_cannot_be_done_is_told_and_not_done() -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::chromium(&Setup::without_extension(console.port())).await?;
    let world = open(&browser).await?;
    let outcomes = world
        .run(
            &browser,
            "(async () => {
               const { fields } = await AemPage.snapshot();
               const key = name => fields.find(field => field.name === name).key;
               return AemPage.apply([
                 { do: 'setText', key: key('apiKey'), value: 'x' },
                 { do: 'choose', key: key('authenticationType'), option: 'saml' },
                 { do: 'setText', key: 'k999', value: 'x' },
                 { do: 'setText', key: key('authenticationType'), value: 'x' },
               ]);
             })()",
        )
        .await?;
    let problems: Vec<&Value> =
        outcomes.as_array().context("a list")?.iter().map(|outcome| &outcome["problem"]).collect();
    assert_eq!(problems, ["disabled", "no-such-option", "gone", "wrong-kind"]);
    assert_eq!(browser.run(CORALS_VALUE).await?, json!("jwt"));
    browser.close().await
}

async fn a_password_is_never_read() -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::chromium(&Setup::without_extension(console.port())).await?;
    let world = open(&browser).await?;
    let snapshot = world
        .run(
            &browser,
            "(() => {
               const input = document.createElement('input');
               Object.assign(input, { type: 'password', value: 'p8e-OnThePage', name: 'probe' });
               document.body.append(input);
               return AemPage.snapshot();
             })()",
        )
        .await?;
    assert!(!snapshot.to_string().contains("p8e-OnThePage"));
    let fields = snapshot["fields"].as_array().context("fields")?;
    let probe = fields.iter().find(|field| field["name"] == "probe").context("the probe")?;
    assert_eq!((&probe["kind"], &probe["filled"]), (&json!("password"), &json!(true)));
    browser.close().await
}

/// An isolated world of the page, as an extension's content script has one, with `page.js` in it.
struct World(Value);

async fn open(browser: &Browser) -> Result<World> {
    browser.open(&browser.aem(PROPERTIES)).await?;
    browser
        .until(
            "the form",
            "return document.querySelector('coral-select[name=authenticationType]')?.value === 'jwt'",
        )
        .await?;
    let frames = browser.devtools("Page.getFrameTree", json!({})).await?;
    let parameters = json!({ "frameId": frames["frameTree"]["frame"]["id"], "worldName": "assistant" });
    let created = browser.devtools("Page.createIsolatedWorld", parameters).await?;
    let world = World(created["executionContextId"].clone());
    for part in page_parts()? {
        world.run(browser, &part).await?;
    }
    Ok(world)
}

impl World {
    async fn run(&self, browser: &Browser, script: &str) -> Result<Value> {
        let parameters = json!({
            "contextId": self.0, "expression": script, "awaitPromise": true, "returnByValue": true
        });
        let answer = browser.devtools("Runtime.evaluate", parameters).await?;
        assert!(answer["exceptionDetails"].is_null(), "{}", answer["exceptionDetails"]);
        Ok(answer["result"]["value"].clone())
    }
}
