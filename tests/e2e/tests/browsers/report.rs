//! The structure report: it tells nothing of the customer, and goes nowhere without a press.

use crate::pages::{focus_is_on, open_and_fill, press_key, press_saying, start};
use anyhow::{Context, Result};
use e2e::{Browser, Engine, SECRET, TARGET_CLIENT_ID};
use fantoccini::key::Key;
use serde_json::Value;
use std::time::Duration;

subjects! {
    both: [
        a_structure_report_is_saved_and_copied_only_by_a_press,
    ],
    chromium_first: [
        a_structure_report_tells_nothing_of_the_customer,
    ],
}

/// What the practice console's pages and the paste hold of a customer, but for the host's name.
const PRIVATE: &[&str] = &[
    SECRET,
    "p8e-",
    TARGET_CLIENT_ID,
    "2b3c4d5e6f708192a3b4c5d6e7f8091a",
    "3c4d5e6f708192a3b4c5d6e7f8091a2b",
    "4d5e6f708192a3b4c5d6e7f8091a2b3c",
    "0A1B2C3D4E5F60718293A4B5",
    "A1A1A1A1B2B2B2B2C3C3C3C3",
    "AdobeOrg",
    "techacct",
    "ent_marketing_sdk",
    "target_sdk",
    "read_organizations",
    "ims-na1",
    "adobelogin",
    "Adobe Target",
    "(Prod)",
    "Automated Forms",
    "Forms Workflows",
    "Adobe Launch",
    "accesstoken.provider",
    "target+prod",
    "target%2Bprod",
    "adobeaemcloud",
];

async fn a_structure_report_tells_nothing_of_the_customer(engine: Engine) -> Result<()> {
    let (_console, browser) = start(engine, "").await?;
    let of_list = report(&browser).await?;
    check(&browser, &of_list);
    // It is one: what AEM’s page is made of, and what was made of that, is in it.
    assert!(of_list.contains("coral-card-info") && of_list.contains("2 × jwt (badge, high)"), "{of_list}");
    browser.picture("report-list").await?;

    open_and_fill(&browser).await?;
    let of_form = report(&browser).await?;
    check(&browser, &of_form);
    assert!(of_form.contains("coral-select") && of_form.contains("Client Secret"), "{of_form}");
    browser.picture("report-filled").await?;
    browser.close().await
}

/// Has the report made, and gives what is shown of it.
async fn report(browser: &Browser) -> Result<String> {
    press_saying(browser, "Structure report").await?;
    browser.find(".structure pre").await?;
    let shown = browser.run("return document.querySelector('.structure pre').textContent").await?;
    Ok(shown.as_str().context("no text")?.to_owned())
}

fn check(browser: &Browser, report: &str) {
    assert!(serde_json::from_str::<Value>(report).is_ok_and(|report| report.is_object()), "{report}");
    let lower = report.to_lowercase();
    // The host itself, its program and its environment.
    let host =
        browser.author().split(['-', '.']).filter(|part| part.contains(|one: char| one.is_ascii_digit()));
    for private in PRIVATE.iter().copied().chain([browser.author()]).chain(host) {
        assert!(!lower.contains(&private.to_lowercase()), "“{private}” is in the report:\n{report}");
    }
}

async fn a_structure_report_is_saved_and_copied_only_by_a_press(engine: Engine) -> Result<()> {
    let (console, browser) = start(engine, "").await?;
    assert!(!browser.has(".structure").await?);
    let requests = console.requests();
    let report = report(&browser).await?;
    // What is saved is what was looked through: the file's address holds it, and nothing fetches it.
    let file = "const file = document.querySelector('.structure a[download]');
                return decodeURIComponent(file.href.slice(file.href.indexOf(',') + 1))";
    assert_eq!(browser.run(file).await?, Value::String(report));
    assert_eq!(console.requests(), requests, "nobody was told");
    assert!(!browser.run("return document.body.innerText").await?.to_string().contains("Copied"));
    browser.press(".structure .buttons button").await?;
    browser.text_with(".structure", "Copied").await?;

    focus_is_on(&browser, ".structure button").await?;
    press_key(&browser, Key::Escape).await?;
    focus_is_on(&browser, ".content > footer button").await?;
    assert!(!browser.has(".structure").await?);

    // One Escape closes one thing; with nothing open, the next one goes back to AEM.
    tokio::time::sleep(Duration::from_millis(300)).await;
    browser.enter_top().await?;
    let in_panel = "return document.activeElement?.localName === 'ims-oauth-assistant-host'";
    assert_eq!(browser.run(in_panel).await?, Value::Bool(true), "it has given the focus to AEM as well");
    browser.enter_panel().await?;
    press_key(&browser, Key::Escape).await?;
    browser.enter_top().await?;
    browser.until("the focus in AEM", &in_panel.replace("===", "!==")).await?;
    browser.close().await
}
