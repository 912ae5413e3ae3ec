//! The practice console, and what it holds.

use crate::{Browser, project};
use anyhow::{Context, Result, anyhow};
use practice_console::{Server, Site, start_https};
use serde_json::Value;

/// An author host as AEM as a Cloud Service names them; made up.
pub const AUTHOR: &str = "author-p12345-e67890.adobeaemcloud.com";

/// Where the console is on every AEM.
pub const CONSOLE_PATH: &str = "/libs/cq/adobeims-configuration/content/configurations.html";

/// The practice console on a free port of this machine, over HTTPS.
pub struct Console(Server);

/// One configuration as the console keeps it; the secret as a digest only.
#[derive(Clone, Debug, PartialEq)]
pub struct Configuration(Value);

impl Configuration {
    /// A member's text, empty where there is none.
    pub fn text(&self, member: &str) -> &str {
        self.0[member].as_str().unwrap_or_default()
    }
}

impl Console {
    /// Starts it; `content_security_policy` goes with every page.
    pub fn start(content_security_policy: Option<&str>) -> Result<Self> {
        let site =
            Site { root: project(), content_security_policy: content_security_policy.map(str::to_owned) };
        // The server has a runtime of its own, which cannot be started on the thread of a test's.
        let start = move || start_https(site, ([127, 0, 0, 1], 0).into(), &[AUTHOR, "localhost"]);
        let started = std::thread::spawn(start).join();
        Ok(Self(started.map_err(|_| anyhow!("the practice console did not start"))??))
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.0.address.port()
    }

    /// Everything that was asked of it: method and path.
    pub fn requests(&self) -> Vec<String> {
        self.0.requests()
    }
}

impl Browser {
    /// What the console holds now, by the page that the browser is on.
    pub async fn configurations(&self) -> Result<Vec<Configuration>> {
        let script = "return localStorage.getItem('practice-console.configurations')";
        let kept = self.client().execute(script, Vec::new()).await?;
        let kept = kept.as_str().context("the practice console keeps nothing yet")?;
        let list: Vec<Value> = serde_json::from_str(kept)?;
        Ok(list.into_iter().map(Configuration).collect())
    }
}
