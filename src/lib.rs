//! The AEM IMS OAuth Assistant: it detects Adobe IMS configurations that still use JWT in AEM's console, reads pasted
//! Developer Console details, and fills AEM's own OAuth form with them.
//!
//! # The map
//!
//! ```text
//! AEM page --static/page.js--> page::PageSnapshot --> console::read --> ConsoleView --+
//!                                                                                     +--> migration::plan
//! pasted text ----------------> credentials::read --> Credential and findings --------+        |
//! AEM page <--static/page.js-- page::Edit <---------------- the administrator confirms in the panel
//! ```
//!
//! * [`credentials`]: what an administrator pastes becomes credentials and findings;
//! * [`console`]: what the page in front of them is;
//! * [`migration`]: what to do about it;
//! * [`locale`]: everything a person reads;
//! * [`page`]: the contract with `page.js`;
//! * `panel`, `surfaces`: what is seen, and how it is started (in the browser only);
//! * `reader`: the reading of what is pasted as a WebAssembly file of its own.
//!
//! The first three are pure: they know no browser, ask for nothing and cannot fail. `tests/architecture.rs` checks it.

pub mod assistant;
pub mod console;
pub mod credentials;
pub mod locale;
pub mod migration;
pub mod page;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub mod panel;
#[cfg(all(target_arch = "wasm32", feature = "reader"))]
pub mod reader;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub mod surfaces;
