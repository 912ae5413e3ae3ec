//! The typed contract with `static/page.js`, and the ways to reach it.
//!
//! [`PageSnapshot`] comes in, [`Edit`]s go out, [`Outcome`]s come back. The shapes are plain data and compile
//! everywhere; the transports ([`PageLink`]) exist in the browser only. Nothing here decides anything: what a snapshot
//! means is said in [`console`](crate::console), what to do in [`migration`](crate::migration).

mod edit;
mod error;
mod items;
mod snapshot;

pub use edit::{Edit, Outcome, Problem};
pub use error::PageError;
pub use items::items_of;
pub use snapshot::{
    Action, Collection, Dialog, Field, FieldKind, FieldOption, Framed, Item, Key, Line, Loaded, PageSnapshot,
    Status, Step, Text,
};

#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod extension_port;
#[cfg(target_arch = "wasm32")]
mod from_js;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod link;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
mod same_document;

#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub(crate) use from_js::long_text;
#[cfg(all(target_arch = "wasm32", feature = "panel"))]
pub use {
    extension_port::ExtensionPort,
    link::{Dock, LinkError, PageLink, Watch},
    same_document::SameDocument,
};
