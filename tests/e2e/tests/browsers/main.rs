//! The shipped builds in Chromium. One file a subject; each test has a browser and a console of its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where an expectation fails")]

mod elsewhere;
mod migration;
mod page_script;
mod panel;
mod secrets;
mod standalone;
mod widget;
