//! The AEM IMS OAuth Assistant: it detects Adobe IMS configurations that still use JWT in AEM's console, reads pasted
//! Developer Console details, and fills AEM's own OAuth form with them.
//!
//! # The map
//!
//! ```text
//! AEM page --page.js--> page::PageSnapshot --> console::read --> ConsoleView --+
//!                                                                              +--> assistant --> Screen, Effects
//! pasted text --------> reading::read ------> credentials and findings --------+         (migration: matching, plan)
//! AEM page <--page.js-- page::Edit <-- assistant::steps <-- a person's press in the panel
//! ```
//!
//! * [`credentials`]: what a credential is, and what there is to say about it;
//! * [`reading`]: any text or file becomes credentials and findings;
//! * [`page`]: the contract with `page.js`;
//! * [`console`]: what the page in front of the administrator is;
//! * [`migration`]: which credential belongs where, and what to change;
//! * [`inventory`]: what was seen and done on each AEM, in writing;
//! * [`ims`]: what Adobe IMS is asked, and what its answer says;
//! * [`assistant`]: what happens next;
//! * [`locale`]: everything a person reads;
//! * `browser`, `panel`, `home`, `surfaces`: the way to the page, what is seen, and how it is started (in the browser
//!   only);
//! * `reader`: the reading of what is pasted, as a WebAssembly file of its own.
//!
//! The first seven are pure: they know no browser, ask for nothing and cannot fail. Which room may use which is drawn in
//! `ARCHITECTURE.md`; `tests/architecture` compares the drawing with the source.

pub mod assistant;
#[cfg(any(test, target_arch = "wasm32"))]
pub mod browser;
pub mod console;
pub mod credentials;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub mod home;
pub mod ims;
pub mod inventory;
pub mod locale;
pub mod migration;
pub mod page;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub mod panel;
#[cfg(all(target_arch = "wasm32", feature = "reader"))]
pub mod reader;
pub mod reading;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub mod surfaces;
