//! What the panel needs of the browser: the ways to the page, the broker's store, the reader's client, Adobe IMS, the
//! clipboard, files, and the timeline.
//!
//! Everything here carries out what others have decided. The bookkeeping (`questions`, `deadline`) knows no browser and
//! is tested natively. The reader's own WebAssembly file has `from_js` and `text` alone.

// Without a browser there is nobody to ask, and only the tests use these two.
#[cfg(any(test, all(target_arch = "wasm32", feature = "panel")))]
mod deadline;
#[cfg(any(test, all(target_arch = "wasm32", feature = "panel")))]
mod questions;

#[cfg(target_arch = "wasm32")]
mod from_js;
#[cfg(target_arch = "wasm32")]
mod text;

#[cfg(target_arch = "wasm32")]
pub use from_js::snapshot_of;

#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod call;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub(crate) mod clipboard;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod dock;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub(crate) mod extension;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod extension_port;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub(crate) mod files;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod front;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod ims;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub mod intl;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod link;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod page;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod reader;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod same_document;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod store;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub(crate) mod time;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub(crate) mod timeline;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod to_js;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod watch;

#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub use {
    dock::Dock, extension_port::ExtensionPort, front::watch_front, link::PageLink, reader::Reader,
    same_document::SameDocument, store::Loaded, watch::Watch,
};

#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub(crate) use ims::{ask as ask_ims, permission};
