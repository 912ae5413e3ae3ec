//! Drives the shipped builds in real browsers, on the practice console under AEM's own host names.
//!
//! [`Console`] is the practice console on this machine; [`Browser`] is a browser with a fresh profile, with the
//! extension from `dist/extension` in it or without. All names of AEM hosts lead to this machine, and nowhere else.
//! `cargo xtask test` builds `dist` before these tests run.

mod browser;
mod chromium;
mod console;
mod driver;
mod firefox;
mod panel;
mod proxy;

pub use browser::{Browser, Engine, Setup};
pub use console::{AUTHOR, CONSOLE_PATH, Configuration, Console};
pub use panel::{
    AUTHORIZATION_SERVER, ORG_ID, PanelRow, PanelState, SCOPE, SECRET, TARGET_CLIENT_ID, credential, paste,
    paste_from_clipboard,
};

use std::path::{Path, PathBuf};

/// The project's root.
pub fn project() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.join("../..").canonicalize().unwrap_or_else(|_| here.join("../.."))
}
