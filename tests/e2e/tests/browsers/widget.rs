//! The widget: on the practice page, beside the console in a frame, and in the console's own document.

use anyhow::Result;
use e2e::{Browser, Console, Engine, Setup};
use serde_json::json;

subjects! {
    both: [
        a_migration_of_the_practice_console_needs_no_extension,
    ],
    chromium_first: [
        the_widget_works_in_the_consoles_own_document,
        a_page_that_loads_anew_while_it_is_filled_leaves_no_widget_waiting,
    ],
}

async fn a_migration_of_the_practice_console_needs_no_extension(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let setup = Setup { window: (1500, 900), ..Setup::without_extension(console.port()) };
    let browser = Browser::start(engine, &setup).await?;
    browser.open(&format!("https://localhost:{}/practice.html?lang=en", console.port())).await?;
    let widget = Widget(&browser);
    widget.text_with("section.group h2", "To migrate (2)").await?;
    browser.picture("practice-1-list").await?;
    widget.press(".paste button").await?;
    widget.text_with(".group button[data-tone=primary]", "Migrate Adobe Target (Prod)").await?;
    widget.press(".group button[data-tone=primary]").await?;
    widget.text_with(".form button[data-tone=primary]", "Fill 6 fields").await?;
    let covered = "const save = document.querySelector('#console').contentDocument
                       .querySelector('#shell-propertiespage-doneactivator').getBoundingClientRect();
                   const panel = document.querySelector('ims-oauth-assistant').getBoundingClientRect();
                   return panel.top < save.bottom && panel.left < save.right";
    assert_eq!(browser.run(covered).await?, json!(false), "the panel covers AEM’s button");
    widget.press(".form button[data-tone=primary]").await?;
    widget.text_with(".said[data-tone=success]", "6 of 6").await?;
    browser.picture("practice-2-filled").await?;
    widget.press(".form button[data-tone=primary]").await?;
    widget.text_with(".done h2", "Done (1)").await?;
    browser.picture("practice-3-done").await?;

    let configurations = browser.configurations().await?;
    assert_eq!(configurations[0].text("authentication"), "oauth");
    assert_eq!(configurations[0].text("clientId"), "1a2b3c4d5e6f708192a3b4c5d6e7f809");
    assert_eq!(configurations[1].text("authentication"), "jwt");
    browser.close().await
}

async fn the_widget_works_in_the_consoles_own_document(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::without_extension(console.port())).await?;
    let path = e2e::CONSOLE_PATH;
    browser
        .open(&format!("https://localhost:{}{path}?assistant=widget&menu=off&lang=fr", console.port()))
        .await?;
    Widget(&browser).text_with("section.group h2", "À migrer (2)").await?;
    browser.close().await
}

async fn a_page_that_loads_anew_while_it_is_filled_leaves_no_widget_waiting(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser =
        Browser::start(engine, &Setup { window: (1500, 900), ..Setup::without_extension(console.port()) })
            .await?;
    let local = format!("https://localhost:{}", console.port());
    let switches = "seed=reset&switches=reset&render=reload&menu=off&assistant=none&lang=en";
    browser.open(&format!("{local}{}?{switches}", e2e::CONSOLE_PATH)).await?;
    browser.open(&format!("{local}/practice.html?lang=en")).await?;
    let widget = Widget(&browser);
    widget.text_with("section.group h2", "To migrate").await?;
    widget.press(".paste button").await?;
    widget.text_with(".group button[data-tone=primary]", "Migrate").await?;
    widget.press(".group button[data-tone=primary]").await?;
    widget.text_with(".form button[data-tone=primary]", "Fill 6 fields").await?;
    widget.press(".form button[data-tone=primary]").await?;
    widget.text_with(".said[data-tone=error]", "The page went away").await?;
    // It waits for nothing any more, and the page that came can be filled.
    widget.text_with(".form button[data-tone=primary]", " fields").await?;
    browser.close().await
}

/// The widget's inside, through its closed shadow tree.
struct Widget<'a>(&'a Browser);

impl Widget<'_> {
    async fn element(&self, selector: &str) -> Result<fantoccini::elements::Element> {
        let host = self.0.find("ims-oauth-assistant").await?;
        Ok(host.shadow_root().await?.find(fantoccini::Locator::Css(selector)).await?)
    }

    async fn text_with(&self, selector: &str, wanted: &str) -> Result<()> {
        let mut last = json!(null);
        for _ in 0..300 {
            if let Ok(element) = self.element(selector).await
                && let Ok(text) = element.text().await
            {
                if text.contains(wanted) {
                    return Ok(());
                }
                last = json!(text);
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        anyhow::bail!("“{wanted}” did not appear in {selector}; there is {last}")
    }

    async fn press(&self, selector: &str) -> Result<()> {
        self.0.press_found(selector, async || self.element(selector).await.ok()).await
    }
}
