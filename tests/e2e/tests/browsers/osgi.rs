//! A credential as OSGi configuration.

use crate::pages::open;
use anyhow::{Result, ensure};
use e2e::{Browser, CONSOLE_PATH, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use serde_json::{Value, json};

subjects! {
    chromium_first: [
        a_credential_is_shown_as_the_files_for_either_aem_without_its_secret,
    ],
}

async fn a_credential_is_shown_as_the_files_for_either_aem_without_its_secret(engine: Engine) -> Result<()> {
    for language in ["en", "de", "ja"] {
        let console = Console::start(None)?;
        let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
        let list = format!("{CONSOLE_PATH}?seed=reset&menu=off&assistant=none&lang={language}");
        open(&browser, &browser.aem(&list)).await?;
        paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        browser.find(".osgi:not([open])").await?;
        browser.press(".osgi summary").await?;
        browser.text_with(".osgi figcaption", &format!("provider~{TARGET_CLIENT_ID}.cfg.json")).await?;
        let file = browser.text_with(".osgi pre", "client_credentials").await?;
        let provider: Value = serde_json::from_str(&file)?;
        ensure!(provider["auth.token.provider.client.id"] == json!(TARGET_CLIENT_ID), "{provider}");
        let name = format!("IMS_CLIENT_SECRET_{}", TARGET_CLIENT_ID.to_ascii_uppercase());
        browser.text_with(".osgi p", &name).await?;
        browser.text_with(".osgi figure:last-of-type pre", &format!("$[secret:{name}]")).await?;
        browser.run("document.querySelector('.osgi').scrollIntoView()").await?;
        browser.picture(&format!("osgi-cloud-{language}")).await?;

        let choose = "
            const select = document.querySelector('.osgi select');
            select.selectedIndex = 1;
            select.dispatchEvent(new Event('change', { bubbles: true }))";
        browser.run(choose).await?;
        browser.text_with(".osgi figcaption", &format!("provider-{TARGET_CLIENT_ID}.config")).await?;
        browser.text_with(".osgi p", "/system/console/crypto").await?;
        browser.picture(&format!("osgi-65-{language}")).await?;
        ensure!(browser.places_of(SECRET).await?.is_empty(), "the secret is on the screen");
        browser.close().await?;
    }
    Ok(())
}
