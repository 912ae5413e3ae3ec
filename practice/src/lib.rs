//! The practice console: a web server for this machine only, that puts a stand-in for AEM's IMS console
//! at AEM's own paths, beside the widget and the standalone page that `cargo xtask build` made.
//!
//! `cargo xtask serve` runs it for a person, the end-to-end tests run it for a browser. It reads files and
//! answers GET and HEAD; it keeps nothing, and there is nothing in it to configure beyond [`Site`]. How AEM differs is
//! told by the pages' own switches (`pages/switches.js`); the traps of `tests/fixtures/console/adversarial` are served
//! below the console's path, too.
//!
//! * [`routes`]: which file answers which path, without touching the disk
//! * [`server`]: the connections, the replies, and the log of what was asked for

mod routes;
mod server;

#[cfg(feature = "https")]
pub use server::start_https;
pub use server::{Server, Site, start_http};
