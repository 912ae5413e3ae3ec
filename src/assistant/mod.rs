//! What the assistant does, without a browser.

pub mod page;
pub mod steps;
