//! What a company's policy says to the extension, from the file where the browser looks for it.

use crate::hosts::{open_home, origin_of_extension};
use crate::pages::{list, open};
use anyhow::{Result, ensure};
use e2e::{Browser, Console, Engine, Policy, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use libtest_mimic::Trial;
use serde_json::json;

/// The tests of this file. To set a policy takes root; where it cannot be set they are listed as ignored.
pub(crate) fn trials() -> Vec<Trial> {
    let both = crate::harness::both(
        module_path!(),
        "a_policy_forbids_tests_with_adobe_limits_the_time_and_offers_hosts",
        a_policy_forbids_tests_with_adobe_limits_the_time_and_offers_hosts,
    );
    both.into_iter().map(|trial| trial.with_ignored_flag(!Policy::is_possible())).collect()
}

/// What a browser shows of a credential's test and of its time, and which hosts the home page offers.
async fn shown(engine: Engine, setup: &Setup) -> Result<(bool, String, String)> {
    let browser = Browser::start(engine, setup).await?;
    let origin = origin_of_extension(&browser).await?;
    open(&browser, &list(&browser, "")).await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    let time = browser.text_with(".kept-for", "minutes").await?;
    browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
    // What is offered is asked for before the page is looked at.
    browser.text_with(".configurations", "Adobe Target (Prod)").await?;
    let can_test = browser.has(".credential [data-act=test]").await?;
    browser.picture(if can_test { "policy-none" } else { "policy" }).await?;
    browser.enter_top().await?;
    open_home(&browser, &origin).await?;
    let options = browser.text_with("[data-setting=keep]", "minutes").await?;
    ensure!(options.contains("30 minutes") == time.contains("30 minutes"), "{time}: {options}");
    let offered =
        "return [...document.querySelectorAll('.offered button')].map((one) => one.textContent).join()";
    let offered = browser.run(offered).await?.as_str().unwrap_or_default().to_owned();
    browser.close().await?;
    Ok((can_test, time, offered))
}

async fn a_policy_forbids_tests_with_adobe_limits_the_time_and_offers_hosts(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let setup = Setup { fresh: true, ..Setup::with_extension(console.port()) };
    let (can_test, time, offered) = shown(engine, &setup).await?;
    ensure!(can_test && time.contains("30 minutes") && offered.is_empty(), "{can_test} {time} {offered}");

    let values = json!({ "imsChecks": false, "keepMinutes": 7, "hosts": ["https://aem.example.com"] });
    let policy = Policy::set(engine, &values)?;
    let policed = Setup { policed: Some(policy.extension().to_owned()), ..setup.clone() };
    let (can_test, time, offered) = shown(engine, &policed).await?;
    ensure!(!can_test, "a test is offered");
    ensure!(time.contains("7 minutes") && offered.contains("aem.example.com"), "{time}, {offered}");
    // It is this very value that does it.
    drop(policy);
    let policy = Policy::set(engine, &json!({ "imsChecks": true, "keepMinutes": 7 }))?;
    let policed = Setup { policed: Some(policy.extension().to_owned()), ..setup };
    let (can_test, time, offered) = shown(engine, &policed).await?;
    ensure!(can_test && time.contains("7 minutes") && offered.is_empty(), "{can_test} {time} {offered}");
    Ok(())
}
