//! The panel: the Yew shell around the assistant.
//!
//! [`Panel`] is the one root. It gives every event to the [`Assistant`], carries out the effects (`shell`), and draws
//! the [`Screen`](crate::assistant::Screen) (`views`). It decides nothing. What only matters for a moment and to one
//! element, such as whether a secret is being shown, is the state of a small component of its own.
//!
//! Two things guard what is done to AEM: only presses that the browser vouches for count ([`views::trusted`]), and a
//! press counts only if its button has stood there long enough to be meant ([`press`]).

mod focus;
mod message;
pub mod press;
mod resize;
mod shell;
mod views;
mod words;

pub use message::Message;
pub(crate) use views::{Choice, CopyButton, logo};
pub(crate) use words::outcome as outcome_words;

use crate::assistant::{Assistant, CheckEvent, Event, Offer, Place};
use crate::browser::{PageLink, Reader, Watch, time, watch_front};
use crate::credentials::Secret;
use crate::locale::Dictionary;
use message::Sender;
use press::Guard;
use resize::Resize;
use shell::Shell;
use views::Views;
use yew::prelude::*;

/// What a panel is made with.
#[derive(Properties, PartialEq)]
pub struct PanelProperties {
    /// The way to the page; without one it is the standalone page.
    #[prop_or_default]
    pub link: Option<PageLink>,
    /// Reads what is pasted.
    pub reader: Reader,
    /// The words to speak.
    pub dictionary: Dictionary,
    /// Whether it begins folded to a tab.
    #[prop_or_default]
    pub folded: bool,
    /// A made-up credential to offer for a try.
    #[prop_or_default]
    pub sample: Option<Secret>,
}

/// The panel, or the standalone page.
pub struct Panel {
    assistant: Assistant,
    shell: Shell,
    link: Option<PageLink>,
    dictionary: Dictionary,
    sample: Option<Secret>,
    send: Sender,
    /// What the panel is drawn into.
    root: NodeRef,
    content: NodeRef,
    resize: Option<Resize>,
    guard: Option<Guard>,
    _watch: Option<Watch>,
    _front: Option<Watch>,
}

impl Component for Panel {
    type Message = Message;
    type Properties = PanelProperties;

    fn create(context: &Context<Self>) -> Self {
        let PanelProperties { link, reader, dictionary, folded, sample } = context.props();
        let place = if link.is_some() { Place::BesideAem } else { Place::Alone };
        let send = Sender::new(context.link().callback(|message| message));
        let root = NodeRef::default();
        let shell = Shell::new(link.clone(), reader.clone(), send.clone(), root.clone());
        let watch = link.as_ref().map(|link| {
            shell.load(link.clone());
            shell.ask_what_is_offered(link.clone());
            let changed = send.callback(|()| Message::Event(Event::PageChanged));
            let summoned = send.callback(|()| Message::Event(Event::Summoned));
            link.on_summon(move || summoned.emit(()));
            let kept = send.callback(|()| Message::Event(Event::KeptElsewhere));
            link.on_kept(move || kept.emit(()));
            link.watch(move || changed.emit(()))
        });
        let in_front = send.callback(|in_front| Message::Event(Event::InFront(in_front)));
        let front = link.as_ref().and_then(|_| watch_front(move |is_in_front| in_front.emit(is_in_front)));
        let mut assistant = Assistant::new(place, *folded);
        if link.is_none() {
            assistant.update(Event::Check(CheckEvent::Offered(Offer::Command)), time::now());
        }
        Self {
            assistant,
            shell,
            link: link.clone(),
            dictionary: dictionary.clone(),
            sample: sample.clone(),
            send,
            root,
            content: NodeRef::default(),
            resize: None,
            guard: None,
            _watch: watch,
            _front: front,
        }
    }

    fn update(&mut self, _: &Context<Self>, message: Message) -> bool {
        let event = match message {
            Message::Event(event) => event,
            Message::Files(files) => {
                let count = files.len();
                self.shell.keep_files(files);
                Event::FilesOpened(count)
            }
            Message::TrySample => {
                let Some(text) = self.sample.clone() else { return false };
                Event::Pasted(text)
            }
        };
        for effect in self.assistant.update(event, time::now()) {
            self.shell.carry_out(effect);
        }
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        focus::keep(&self.root);
        let screen = self.assistant.screen();
        let views = Views {
            screen: &screen,
            dictionary: &self.dictionary,
            send: &self.send,
            link: self.link.as_ref(),
            has_sample: self.sample.is_some(),
            content: &self.content,
        };
        let is_report_open = screen.structure.is_some();
        let onkeydown = self.link.clone().map(|link| {
            let root = self.root.clone();
            let close_report = self.send.callback(|()| Message::Event(Event::CloseReport));
            // The one place that listens for Escape: it closes one thing that is open, else it goes back to AEM.
            Callback::from(move |event: KeyboardEvent| {
                if event.key() != "Escape" || event.is_composing() {
                    return;
                }
                if is_report_open {
                    close_report.emit(());
                } else if !focus::close_around(&root) {
                    link.dock(crate::browser::Dock::Leave(true));
                }
            })
        });
        html! { <div class="root" ref={self.root.clone()} {onkeydown}>{ views.draw() }</div> }
    }

    fn rendered(&mut self, _: &Context<Self>, is_first: bool) {
        if is_first {
            self.guard = self.root.cast::<web_sys::Element>().and_then(|root| Guard::install(&root));
        }
        // The surroundings give the panel the height that its content needs.
        if !self.resize.as_ref().is_some_and(Resize::is_alive) {
            self.resize = self.link.clone().and_then(|link| {
                Resize::observe(&self.content, move |height| link.dock(crate::browser::Dock::Height(height)))
            });
        }
    }
}
