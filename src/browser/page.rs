//! What the assistant's steps need of the world, in the browser.

use super::link::PageLink;
use super::time;
use crate::assistant::page::Page;
use crate::migration::{Run, Time};
use crate::page::{Edit, Loaded, Outcome, PageError, PageSnapshot};
use std::time::Duration;

impl Page for PageLink {
    async fn snapshot(&self) -> Result<PageSnapshot, PageError> {
        Self::snapshot(self).await
    }

    async fn apply(&self, edits: &[Edit]) -> Result<Vec<Outcome>, PageError> {
        Self::apply(self, edits).await
    }

    async fn load_more(&self) -> Result<Loaded, PageError> {
        Self::load_more(self).await
    }

    async fn keep(&self, run: &Run) -> Result<(), PageError> {
        self.store(run, None).await
    }

    async fn wait(&self, pause: Duration) {
        yew::platform::time::sleep(pause).await;
    }

    fn now(&self) -> Time {
        time::now()
    }
}
