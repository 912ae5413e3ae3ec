//! The standalone page.

use anyhow::Result;
use e2e::{Browser, Console, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use serde_json::json;

#[tokio::test]
async fn what_was_pasted_is_shown_in_the_order_of_aems_form() -> Result<()> {
    let console = Console::start(None)?;
    for (language, dark, heading) in
        [("en-US", false, "For AEM’s form"), ("fr-FR", true, "Pour le formulaire d’AEM")]
    {
        let setup = Setup { extension: false, language, dark, ..Setup::with_extension(console.port()) };
        let browser = Browser::chromium(&setup).await?;
        browser.open(&format!("https://localhost:{}/", console.port())).await?;
        browser.find(".paste textarea").await?;
        browser.picture(&format!("standalone-{language}-empty")).await?;
        browser.text_with("main section:last-child h2", heading).await?;
        paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        browser.text_with("table", TARGET_CLIENT_ID).await?;
        assert!(!browser.run("return document.body.innerHTML").await?.to_string().contains(SECRET));
        let values = browser
            .run("return [...document.querySelectorAll('table .value')].map(value => value.textContent)")
            .await?;
        assert_eq!(
            values,
            json!([
                "OAuth",
                "https://ims-na1.adobelogin.com",
                TARGET_CLIENT_ID,
                "p8e-••••67xy",
                "openid,AdobeID,target_sdk,additional_info.projectedProductContext,read_organizations,additional_info.roles",
                "0A1B2C3D4E5F60718293A4B5@AdobeOrg"
            ])
        );
        browser.picture(&format!("standalone-{language}-read")).await?;
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_paste_that_is_not_understood_stays_and_is_explained() -> Result<()> {
    let console = Console::start(None)?;
    let browser =
        Browser::chromium(&Setup { extension: false, ..Setup::with_extension(console.port()) }).await?;
    browser.open(&format!("https://localhost:{}/", console.port())).await?;
    paste(&browser, "Dear team, where do I find the credential?").await?;
    browser.find(".findings li").await?;
    browser.picture("standalone-not-understood").await?;
    let text = "return document.querySelector('.paste textarea').value";
    assert_eq!(browser.run(text).await?, json!("Dear team, where do I find the credential?"));
    browser.close().await
}
