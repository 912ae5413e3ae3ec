//! What the panel has done to AEM's page when the administrator presses a button, and what it says of how that ended.

use super::fill::{self, Edited, Filled, Order, Undoing, Undone};
use super::{Activity, Event, Panel, frame, later, marks, open, words};
use crate::console::Role;
use crate::locale::Message;
use crate::page::{Key, LinkError};
use yew::prelude::*;

impl Panel {
    /// Goes on where the focus was before a component of AEM's took it for an edit of ours.
    fn take_focus_back(&mut self, taken: bool) {
        if let Some(focused) = self.focused.take().filter(|_| taken) {
            frame::focus_again(self, focused);
        }
    }

    /// What to fill with, as it stands now.
    fn order(&self, overwrite: bool) -> Option<Order> {
        let (_, credential, _) = self.credential()?;
        Some(Order {
            credential: credential.clone(),
            secret: self.secret_of(credential),
            leave_out: self.leave_out.clone(),
            overwrite,
        })
    }

    pub(super) fn begin_open(&mut self, context: &Context<Self>, key: Key, title: String) {
        self.activity = Some(Activity::Opening);
        self.failure = None;
        let Some(link) = self.link.clone() else { return };
        later(context.link(), async move { Event::Done(open::open(&link, key, title).await) });
    }

    pub(super) fn begin_fill(&mut self, context: &Context<Self>, save: bool, overwrite: bool) {
        let Some(order) = self.order(overwrite) else { return };
        self.activity = Some(Activity::Filling);
        self.focused = frame::focused(self);
        marks::mark("fill-begins");
        // The same words again would not be read out.
        self.spoken.clear();
        self.failure = None;
        self.report = None;
        self.undone = None;
        let Some(link) = self.link.clone() else { return };
        let (run, decision) = (self.run.clone(), self.decision);
        later(context.link(), async move {
            Event::Filled { decision, filled: fill::fill(&link, &run, &order).await, save }
        });
    }

    pub(super) fn filled(&mut self, context: &Context<Self>, decision: u32, filled: Filled, save: bool) {
        self.activity = None;
        // Whatever was decided meanwhile, it was edited.
        self.edited.extend(filled.edited);
        self.take_focus_back(filled.took_focus);
        if decision != self.decision {
            return self.look(context);
        }
        marks::measure("fill", "fill-begins");
        // What is said of the form is drawn beside what it was said of.
        self.view = filled.view.or(self.view.take());
        match filled.result {
            Ok(report) => {
                self.spoken = self.say(&report.message());
                let complete = report.complete();
                self.report = Some(report);
                if save && complete {
                    self.begin_save(context);
                }
            }
            Err(failure) => self.failed(words::fill_failure(&failure)),
        }
        self.look(context);
    }

    pub(super) fn begin_undo(&mut self, context: &Context<Self>) {
        let Some(link) = self.link.clone() else { return };
        self.activity = Some(Activity::Filling);
        self.focused = frame::focused(self);
        self.spoken.clear();
        self.failure = None;
        self.report = None;
        let edited = self.edited.clone();
        later(context.link(), async move { Event::Undone(fill::undo(&link, &edited).await) });
    }

    pub(super) fn undone(&mut self, context: &Context<Self>, result: Result<Undoing, LinkError>) {
        self.activity = None;
        match result {
            Ok(Undoing { undone, took_focus, view }) => {
                self.view = view.or(self.view.take());
                self.take_focus_back(took_focus);
                self.edited = Edited::new();
                // A field that went with its choice has nothing to be put back; the choice itself has.
                let is_left = |(role, undone): &&(Role, Undone)| match undone {
                    Undone::ChangedSince | Undone::Refused => true,
                    Undone::Gone => *role == Role::AuthenticationType,
                    Undone::Restored => false,
                };
                let left = undone.iter().filter(is_left);
                let left: Vec<String> = left.map(|(role, _)| self.say(&words::role(*role))).collect();
                let message = if left.is_empty() {
                    Message::Undone
                } else {
                    Message::UndoneExcept { fields: left.join(", ") }
                };
                self.spoken = self.say(&message);
                self.undone = Some(message);
            }
            Err(error) => self.failed(words::link_error(&error)),
        }
        self.look(context);
    }

    /// Presses AEM's own button. The page that comes next asks for the run, so it is kept first.
    pub(super) fn begin_save(&mut self, context: &Context<Self>) {
        let (Some(view), Some(link), Some(order)) = (&self.view, self.link.clone(), self.order(false)) else {
            return;
        };
        let title = self.known().map_or_else(|| view.heading.clone(), |known| known.title);
        self.run.saving(view, &title);
        self.activity = Some(Activity::Saving);
        self.failure = None;
        let (run, item) = (self.run.clone(), view.item.clone());
        later(context.link(), async move { Event::Done(fill::save(&link, &run, &item, &order).await) });
    }

    pub(super) fn ended(&mut self, result: Result<(), Message>) {
        let saving = self.activity.take() == Some(Activity::Saving);
        if let Err(message) = result {
            if saving {
                // Nothing was saved that the list could still show as JWT.
                self.run.pending = None;
                self.keep(false);
            }
            self.failed(message);
        }
    }
}
