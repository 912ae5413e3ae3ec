//! Firefox, through geckodriver.

use crate::browser::{Setup, Started};
use crate::driver::{Driver, Post, Program, file};
use crate::proxy::Proxy;
use anyhow::{Context, Result, ensure};
use fantoccini::Client;
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

const DRIVER: Program =
    Program { variable: "GECKODRIVER", name: "geckodriver", before_port: "Listening on 127.0.0.1:" };

/// The extension's id, as the manifest has it for Firefox.
pub(crate) const EXTENSION: &str = "ims-oauth-assistant@aem.invalid";

pub(crate) async fn start(setup: &Setup) -> Result<Started> {
    let profile = if setup.profile.is_some() { None } else { Some(TempDir::new()?) };
    // Chromium can map a name to a port; Firefox reaches another port through a proxy only.
    let proxy = Proxy::start(setup.port).await?;
    let mut arguments = vec![
        // Several run at once, and each would want the same port for this.
        "--websocket-port=0".to_owned(),
        // For what only the browser's own scripts can do, such as stopping the background.
        "--allow-system-access".to_owned(),
    ];
    arguments.extend(profile.as_ref().map(|profile| format!("--profile-root={}", profile.path().display())));
    let capabilities = capabilities(setup, &proxy);
    Ok(Started {
        driver: Driver::start(&DRIVER, &arguments).await?,
        capabilities,
        profile,
        proxy: Some(proxy),
    })
}

fn capabilities(setup: &Setup, proxy: &Proxy) -> Capabilities {
    let (width, height) = setup.window;
    let through = format!("127.0.0.1:{}", proxy.port);
    let mut arguments =
        vec!["-headless".to_owned(), format!("--width={width}"), format!("--height={height}")];
    if let Some(profile) = &setup.profile {
        arguments.extend(["-profile".to_owned(), profile.display().to_string()]);
    }
    let mut capabilities = Capabilities::new();
    capabilities.insert(
        "moz:firefoxOptions".to_owned(),
        json!({
            "binary": file("FIREFOX", "firefox-esr"),
            "args": arguments,
            "prefs": {
                "intl.accept_languages": setup.language,
                // This machine's own names go through the proxy as well.
                "network.proxy.allow_hijacking_localhost": true,
                // What the console says on any page is written to the browser's output.
                "devtools.console.stdout.content": true,
                // Who asks for an optional permission gets it: nobody is there to answer.
                "extensions.webextOptionalPermissionPrompts": false,
                "ui.systemUsesDarkTheme": u8::from(setup.dark),
                "layout.css.prefers-color-scheme.content-override": u8::from(!setup.dark),
            },
        }),
    );
    capabilities.insert(
        "proxy".to_owned(),
        json!({ "proxyType": "manual", "httpProxy": through, "sslProxy": through }),
    );
    capabilities.insert("acceptInsecureCerts".to_owned(), json!(true));
    capabilities
}

/// Loads the extension in a folder as a temporary add-on.
pub(crate) async fn install_extension(client: &Client, folder: &Path) -> Result<()> {
    let body = json!({ "path": folder, "temporary": true });
    client.issue_cmd(Post { path: "moz/addon/install", body }).await?;
    Ok(())
}

/// Stops the extension's background, as the browser does when it has had nothing to do for a while.
pub(crate) async fn stop_background(client: &Client) -> Result<()> {
    let script = "
        const [id, done] = arguments;
        WebExtensionPolicy.getByID(id).extension.terminateBackground().then(() => done(true), (e) => done(String(e)))";
    let stopped = in_chrome(client, script, vec![json!(EXTENSION)]).await?;
    ensure!(stopped == json!(true), "the background was not stopped: {stopped}");
    Ok(())
}

/// Presses the extension's button in the toolbar.
pub(crate) async fn press_toolbar(client: &Client) -> Result<()> {
    let script = "
        const [id, done] = arguments;
        const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
        const { extension } = WebExtensionPolicy.getByID(id);
        ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
        done(true)";
    let pressed = in_chrome(client, script, vec![json!(EXTENSION)]).await?;
    ensure!(pressed == json!(true), "the toolbar button was not pressed: {pressed}");
    Ok(())
}

/// How many listeners the page has on its window, its document and its elements, of whatever world: an extension's
/// count as the page's own do.
pub(crate) async fn listeners(client: &Client) -> Result<u64> {
    let script = "
        const done = arguments[0];
        const { messageManager } = gBrowser.selectedBrowser;
        messageManager.addMessageListener('listeners', function listen({ data }) {
          messageManager.removeMessageListener('listeners', listen);
          done(data);
        });
        const count = `
          const targets = [content, content.document, ...content.document.querySelectorAll('*')];
          const counts = targets.map((target) => Services.els.getListenerInfoFor(target).length);
          sendAsyncMessage('listeners', counts.reduce((sum, count) => sum + count));`;
        messageManager.loadFrameScript('data:,' + encodeURIComponent(count), false)";
    let count = in_chrome(client, script, Vec::new()).await?;
    count.as_u64().with_context(|| format!("the listeners were not counted: {count}"))
}

/// Runs a script with the browser's own rights, outside every page.
async fn in_chrome(client: &Client, script: &str, arguments: Vec<Value>) -> Result<Value> {
    let context = |name: &str| Post { path: "moz/context", body: json!({ "context": name }) };
    client.issue_cmd(context("chrome")).await?;
    let answer = client.execute_async(script, arguments).await;
    client.issue_cmd(context("content")).await?;
    Ok(answer?)
}
