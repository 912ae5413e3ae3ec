//! The views: each draws one part of the [`Screen`], and computes nothing. They are plain functions; what has a state
//! of its own is a component.

mod alone;
mod batch;
mod check;
mod choice;
mod copy_button;
mod credentials;
mod form;
mod frame;
mod list;
mod osgi;
mod paste;
mod secret_text;
mod structure;

use super::message::{Message, Sender};
use super::words;
use crate::assistant::{Act, Event, Notice, Screen};
use crate::browser::PageLink;
use crate::credentials::Secret;
use crate::locale::{self, Dictionary};
pub(crate) use choice::Choice;
pub(crate) use copy_button::CopyButton;
use yew::prelude::*;

/// What every view needs.
#[derive(Clone, Copy)]
pub(super) struct Views<'a> {
    pub(super) screen: &'a Screen,
    pub(super) dictionary: &'a Dictionary,
    pub(super) send: &'a Sender,
    pub(super) link: Option<&'a PageLink>,
    pub(super) has_sample: bool,
    pub(super) content: &'a NodeRef,
}

impl Views<'_> {
    pub(super) fn draw(&self) -> Html {
        match self.link {
            Some(link) => self.frame(link),
            None => self.alone_page(),
        }
    }

    fn say(&self, message: &locale::Message) -> String {
        self.dictionary.say(message)
    }

    /// A callback that sends an event.
    fn on<T: 'static>(&self, event: impl Fn() -> Event + 'static) -> Callback<T> {
        self.send.callback(move |_| Message::Event(event()))
    }

    /// A press that does something to AEM or with a secret: only a person's counts, never a script's.
    fn trusted(&self, event: impl Fn() -> Event + 'static) -> Callback<MouseEvent> {
        self.send.batch_callback(move |press: MouseEvent| press.is_trusted().then(|| Message::Event(event())))
    }

    /// A press on a button that does something to AEM's page; nothing while it cannot be pressed.
    fn acts(&self, act: Act, enabled: bool) -> Callback<MouseEvent> {
        if enabled { self.trusted(move || Event::Act(act.clone())) } else { Callback::noop() }
    }

    /// A button that copies a value; `label` says which. The press guard watches over that of a secret.
    fn copy_button(&self, label: &str, value: Secret, guarded: bool) -> Html {
        let words = locale::Message::CopyValue { label: label.to_owned() };
        html! {
            <CopyButton {value} {guarded} described={self.say(&words)} copy={self.say(&locale::Message::Copy)}
                copied={self.say(&locale::Message::Copied)} failed={self.say(&locale::Message::CopyFailed)}
                on_copied={self.send.callback(|copied| Message::Event(Event::Copied(copied)))} />
        }
    }

    /// What went wrong, and what AEM itself says.
    fn said_first(&self) -> Html {
        let failure = |notice: &Notice| {
            let dismiss = self.say(&locale::Message::Dismiss);
            html! {
                <div class="said" data-tone={words::notice_tone(notice)} role="alert">
                    <p>{ self.say(&words::notice(self.dictionary, notice)) }</p>
                    <button class="icon" aria-label={dismiss.clone()} title={dismiss}
                        onclick={self.on(|| Event::Dismiss)}>{ "×" }</button>
                </div>
            }
        };
        let still_marked = self.screen.still_marked.as_ref().map(|title| {
            let message = locale::Message::StillMarked { title: title.clone() };
            html! { <p class="said" data-tone="warning">{ self.say(&message) }</p> }
        });
        let vanished = self.screen.marks_vanished.then(|| {
            html! { <p class="said" data-tone="warning">{ self.say(&locale::Message::MarksVanished) }</p> }
        });
        let aem_says = self.screen.aem_says.iter().map(|(text, failure)| {
            let remedy = failure.map(|failure| self.say(&words::remedy(failure)));
            html! {
                <div class="said remedied" data-tone="warning">
                    <p>{ self.say(&locale::Message::AemSays { text: text.clone() }) }</p>
                    { for remedy.map(|remedy| html! { <p>{ remedy }</p> }) }
                </div>
            }
        });
        html! { <>{ for self.screen.failure.as_ref().map(failure) }{ for still_marked }{ for vanished }{ for aem_says }</> }
    }

    /// What a screen reader is told after each step.
    fn spoken(&self) -> Html {
        let text = self.screen.spoken.as_ref().map(|spoken| words::spoken(self.dictionary, spoken));
        html! { <p class="spoken" role="status">{ text.unwrap_or_default() }</p> }
    }
}

/// A shield with a tick, as on the extension's icon.
pub(crate) fn logo() -> Html {
    html! {
        <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
            <rect width="24" height="24" rx="6" />
            <path d="M12 3.6l6.4 2.3v5.3c0 4.2-2.6 7.4-6.4 9.2-3.8-1.8-6.4-5-6.4-9.2V5.9zM8.7 11.9l2.4 2.5 4.3-5" />
        </svg>
    }
}
