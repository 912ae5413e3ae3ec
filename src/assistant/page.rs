//! What the steps need of the world: a page to look at and to edit, a place to keep a run, and a clock.

use crate::migration::{Run, Time};
use crate::page::{Edit, Loaded, Outcome, PageError, PageSnapshot};
use std::time::Duration;

/// AEM's page, as the [steps](super::steps) see it. In the browser it is a connection to `page.js`; in tests it is an
/// AEM in memory.
///
/// Every call is answered or fails after some seconds, so no step can hang.
#[allow(async_fn_in_trait, reason = "one thread runs everything, so no future has to be `Send`")]
pub trait Page {
    /// One look at the page.
    async fn snapshot(&self) -> Result<PageSnapshot, PageError>;

    /// Applies the edits in order, lets the page settle, and tells what became of each, in the same order.
    async fn apply(&self, edits: &[Edit]) -> Result<Vec<Outcome>, PageError>;

    /// Scrolls the list to its end, so that AEM loads more of it by itself, and waits for that.
    async fn load_more(&self) -> Result<Loaded, PageError>;

    /// Keeps the run across the next page load.
    async fn keep(&self, run: &Run) -> Result<(), PageError>;

    /// Returns after this long.
    async fn wait(&self, time: Duration);

    /// The time now.
    fn now(&self) -> Time;
}
