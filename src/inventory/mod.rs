//! What was seen and done on each AEM, for whoever looks after several, and for those who want it in writing.
//!
//! Everything here is a pure function of the [`Run`](crate::migration::Run)s that are kept. It knows no browser, no clock and
//! no language: whoever calls it hands in the words.
//!
//! * [`Environment`]: one AEM, what is left there and when it was looked at, and a [`Row`] for each configuration;
//! * [`csv`], [`markdown`] and [`json`]: the same in writing, without any secret;
//! * [`import`]: what a colleague has written with [`json`].

mod csv;
mod environment;
mod file;
mod markdown;
mod outcome;
mod table;

pub use csv::csv;
pub use environment::{Counts, Environment, Row};
pub use file::{ImportError, LONGEST_FILE, import, json};
pub use markdown::markdown;
pub use outcome::{Outcome, outcome};
pub use table::Words;
