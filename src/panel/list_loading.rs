//! Having AEM load the rest of a list that it loads a part at a time: its own page is scrolled, as a person would.

use super::{Activity, Event, Panel, later, words};
use crate::locale::Message;
use crate::page::{LinkError, Loaded};
use yew::prelude::*;

impl Panel {
    /// Has it load once more. What comes is seen by the look that every change of the page brings.
    pub(super) fn load_more(&mut self, context: &Context<Self>) {
        let Some(link) = self.link.clone() else { return };
        self.activity = Some(Activity::Loading);
        later(context.link(), async move { Event::LoadedMore(link.load_more().await) });
    }

    /// Goes on until nothing more comes, or the administrator has had enough.
    pub(super) fn loaded_more(&mut self, context: &Context<Self>, loaded: Result<Loaded, LinkError>) {
        if self.activity != Some(Activity::Loading) {
            return;
        }
        match loaded {
            Ok(Loaded { before, count, .. }) if count > before => return self.load_more(context),
            Ok(Loaded { waiting: true, .. }) => self.failed(Message::ListStillLoading),
            Ok(_) => {
                // Counted in whole numbers: to write others out takes kilobytes.
                let count = self.view.as_ref().map_or(0, |view| view.configurations.len());
                self.spoken = self.say(&Message::ListComplete { count: count.to_string() });
            }
            Err(error) => self.failed(words::link_error(&error)),
        }
        self.activity = None;
        // That nothing came changes nothing on the page, and yet says that all is there.
        self.look(context);
    }
}
