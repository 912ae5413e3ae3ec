//! The contract with `page.js`: the shapes that are exchanged with it, and nothing else.
//!
//! [`PageSnapshot`] comes in, [`Edit`]s go out, [`Outcome`]s come back. Each shape is declared once, here: serde reads
//! and writes it under the names of its members, and a test generates `static/page/page.d.ts` from it, which the
//! JavaScript is type-checked against. [`Address`] is the one place that knows what a console's address is;
//! `static/page/address.js` is generated from it.
//!
//! Nothing here decides anything: what a snapshot means is for [`console`](crate::console) to say, what to do about it
//! for [`migration`](crate::migration). How the page is reached is no part of the contract.
//!
//! * [`snapshot`]: what `page.js` saw;
//! * [`items`]: the items of a list, which come as rows of text;
//! * [`key`]: the handles of elements;
//! * [`edit`]: what `page.js` is asked to do, and what became of it;
//! * [`error`]: why it did not answer;
//! * [`address`] takes URLs apart;
//! * [`lenient`]: any input reads as some snapshot.

mod address;
mod edit;
mod error;
mod items;
mod key;
mod lenient;
mod snapshot;

#[cfg(test)]
mod generated;

pub use address::Address;
pub use edit::{Edit, Outcome, Problem};
pub use error::PageError;
pub use items::{Item, Line, Status, items_of};
pub use key::{Key, Text};
pub(crate) use lenient::lenient;
pub use lenient::read;
pub use snapshot::{
    Action, Collection, Dialog, Field, FieldKind, FieldOption, Framed, Loaded, PageSnapshot, Step,
};
