//! Drives the shipped builds in real browsers, on the practice console under AEM's own host names.
//!
//! [`Console`] is the practice console on this machine; [`Browser`] is a browser with or without the extension from
//! `dist/extension`. Tests share browsers, but each has an AEM host name of its own, which leads to its own console: what
//! a page or the extension keeps, it keeps for one origin. No name leads anywhere but to this machine.
//! `cargo xtask test` builds `dist` before these tests run.

mod browser;
mod chromium;
mod console;
mod disk;
mod driver;
mod firefox;
mod ims;
mod panel;
mod places;
mod policy;
mod pool;
mod proxy;

pub use browser::{Browser, Engine, Setup};
pub use console::{AUTHOR, CONSOLE_PATH, Configuration, Console};
pub use disk::{Needles, places_on_disk};
pub use ims::{Ims, ImsAnswer, ImsQuestion};
pub use panel::{
    AUTHORIZATION_SERVER, ORG_ID, PanelRow, PanelState, SCOPE, SECRET, TARGET_CLIENT_ID, credential,
    form_button, paste, paste_from_clipboard,
};
pub use policy::Policy;
pub use pool::{end_idle_browsers, run};

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The project's root.
pub fn project() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.join("../..").canonicalize().unwrap_or_else(|_| here.join("../.."))
}

/// The sources of the parts of `page.js` as they are shipped, in the order in which the manifest has them injected.
pub fn page_parts() -> Result<Vec<String>> {
    let extension = project().join("dist/extension");
    let manifest = std::fs::read_to_string(extension.join("manifest.json"))?;
    let manifest: serde_json::Value = serde_json::from_str(&manifest)?;
    let scripts =
        manifest["content_scripts"][0]["js"].as_array().context("the manifest injects no scripts")?;
    let parts =
        scripts.iter().filter_map(serde_json::Value::as_str).filter(|script| script.starts_with("page/"));
    parts.map(|part| std::fs::read_to_string(extension.join(part)).with_context(|| part.to_owned())).collect()
}
