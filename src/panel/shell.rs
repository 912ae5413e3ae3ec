//! Carries out the assistant's effects: the only place where the panel does something to the world.

use super::focus;
use super::message::{Message, Sender};
use crate::assistant::page::Page as _;
use crate::assistant::{Cause, CheckEvent, Effect, Event, Holdings, Kept, MOST_FILES, Milestone, Source};
use crate::browser::{Dock, Loaded, PageLink, Reader, ask_ims, files, timeline};
use crate::page::PageError;
use std::collections::VecDeque;
use web_sys::{Element, File};
use yew::NodeRef;

/// Carries effects out, and keeps what it needs for that between two of them.
pub(super) struct Shell {
    link: Option<PageLink>,
    reader: Reader,
    send: Sender,
    /// What the panel is drawn into.
    root: NodeRef,
    /// The files that were dropped or chosen, until they are read.
    files: VecDeque<File>,
    /// What had the focus when something began to be done to the page.
    focused: Option<Element>,
}

impl Shell {
    pub(super) fn new(link: Option<PageLink>, reader: Reader, send: Sender, root: NodeRef) -> Self {
        Self { link, reader, send, root, files: VecDeque::new(), focused: None }
    }

    /// Keeps files until the assistant asks for them to be read.
    pub(super) fn keep_files(&mut self, files: Vec<File>) {
        self.files.extend(files.into_iter().take(MOST_FILES));
    }

    /// Loads what was kept from the page before.
    pub(super) fn load(&self, link: PageLink) {
        let in_tab = self.send.callback(|tab| Message::Event(Event::InTab(tab)));
        self.send.later(async move {
            let loaded = link.load().await;
            // The broker has told it by now.
            in_tab.emit(link.tab());
            Event::Kept(loaded.map(kept))
        });
    }

    /// Finds out whether tests with Adobe IMS can be offered.
    pub(super) fn ask_what_is_offered(&self, link: PageLink) {
        self.send.later(async move { Event::Check(CheckEvent::Offered(link.offer().await)) });
    }

    pub(super) fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Read { number, text } => {
                let reader = self.reader.clone();
                self.send.later(async move {
                    let reading = reader.read(&text).await;
                    Event::Read { number, reading, source: Source::Box }
                });
            }
            Effect::ReadFile { number } => {
                let (file, reader) = (self.files.pop_front(), self.reader.clone());
                self.send.later(async move {
                    let Some(file) = file else {
                        return Event::FileUnreadable { number, name: String::new() };
                    };
                    let name = file.name();
                    let Some(text) = files::text_of(file).await else {
                        return Event::FileUnreadable { number, name };
                    };
                    let reading = reader.read(&text).await;
                    Event::Read { number, reading, source: Source::File(name) }
                });
            }
            Effect::AskIms { number, request } => self.send.later(async move {
                let reply = ask_ims(&request).await;
                Event::Check(CheckEvent::Answered { number, reply })
            }),
            Effect::RestoreFocus => focus::restore(&self.root, self.focused.take()),
            Effect::FocusCredentials => focus::on_credentials(&self.root),
            Effect::FocusNextStep => focus::on_next_step(&self.root),
            Effect::Milestone(Milestone::Usable) => timeline::mark("usable"),
            Effect::Milestone(Milestone::FillBegins) => timeline::mark("fill-begins"),
            Effect::Milestone(Milestone::Filled) => timeline::measure("fill", "fill-begins"),
            Effect::Look
            | Effect::LookAfter(_)
            | Effect::Keep { .. }
            | Effect::Reload { .. }
            | Effect::Known { .. }
            | Effect::Step(_)
            | Effect::Report
            | Effect::ShowCount(_)
            | Effect::Fold(_) => {
                // Without a page the assistant asks for none of these.
                if let Some(link) = self.link.clone() {
                    self.do_to_page(link, effect);
                }
            }
        }
    }

    fn do_to_page(&mut self, link: PageLink, effect: Effect) {
        match effect {
            Effect::Look => self.send.later(async move { Event::Looked(link.snapshot().await) }),
            Effect::LookAfter(time) => self.send.later(async move {
                link.wait(time).await;
                Event::PageChanged
            }),
            Effect::Keep { run, tray } => wasm_bindgen_futures::spawn_local(async move {
                // A store that fails costs a second paste; the next change tries again.
                let _ = link.store(&run, tray.as_ref()).await;
            }),
            Effect::Reload { changes } => self.send.later(async move {
                let newer = link.load_newer().await;
                let cause = newer.as_ref().map_or(Cause::OtherTab, |(cause, _)| *cause);
                Event::Reloaded { changes, cause, kept: newer.map(|(_, loaded)| kept(loaded)) }
            }),
            Effect::Known { version, run, tray } => link.know(version, run, tray),
            Effect::Step(step) => {
                self.focused = focus::focused(&self.root);
                self.send.later(async move { Event::Ended(step.run(&link).await) });
            }
            Effect::Report => {
                let reader = self.reader.clone();
                self.send.later(async move { Event::Reported(report(&link, &reader).await) });
            }
            Effect::ShowCount(count) => link.show_count(count),
            Effect::Fold(folded) => link.dock(Dock::Folded(folded)),
            _ => {}
        }
    }
}

fn kept(loaded: Option<Loaded>) -> Option<Kept> {
    let Loaded { run, tray, version } = loaded?;
    Some(Kept { run, holdings: Holdings::of_kept(tray), version })
}

async fn report(link: &PageLink, reader: &Reader) -> Result<Option<String>, PageError> {
    let (snapshot, structure) = (link.raw_snapshot().await?, link.structure().await?);
    Ok(reader.report(&snapshot, &structure).await)
}
