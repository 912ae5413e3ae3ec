//! Carries out the assistant's effects: the only place where the panel does something to the world.

use super::focus;
use super::message::Sender;
use crate::assistant::page::Page as _;
use crate::assistant::{Effect, Event, Kept, Milestone, Slot};
use crate::browser::{Dock, Loaded, PageLink, Reader, files, timeline};
use crate::page::PageError;
use web_sys::{Element, File};
use yew::NodeRef;

/// Carries effects out, and keeps what it needs for that between two of them.
pub(super) struct Shell {
    link: Option<PageLink>,
    reader: Reader,
    send: Sender,
    /// What the panel is drawn into.
    root: NodeRef,
    /// The file that was dropped or chosen last, until it is read.
    file: Option<File>,
    /// What had the focus when something began to be done to the page.
    focused: Option<Element>,
}

impl Shell {
    pub(super) fn new(link: Option<PageLink>, reader: Reader, send: Sender, root: NodeRef) -> Self {
        Self { link, reader, send, root, file: None, focused: None }
    }

    /// Keeps a file until the assistant asks for it to be read.
    pub(super) fn keep_file(&mut self, file: File) {
        self.file = Some(file);
    }

    /// Loads what was kept from the page before, and has it read.
    pub(super) fn load(&self, link: PageLink) {
        let reader = self.reader.clone();
        self.send.later(async move { Event::Kept(kept(link.load().await, &reader).await) });
    }

    pub(super) fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Read { paste, text, slot } => {
                let reader = self.reader.clone();
                self.send.later(async move {
                    let reading = reader.read(&text).await;
                    Event::Read { paste, text, reading, slot }
                });
            }
            Effect::ReadFile { paste } => {
                let (file, reader) = (self.file.take(), self.reader.clone());
                self.send.later(async move {
                    let text = match file {
                        Some(file) => files::text_of(file).await,
                        None => None,
                    };
                    let Some(text) = text else { return Event::FileUnreadable { paste } };
                    let reading = reader.read(&text).await;
                    Event::Read { paste, text, reading, slot: Slot::Other }
                });
            }
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
            Effect::Keep { run, pasted } => wasm_bindgen_futures::spawn_local(async move {
                // A store that fails costs a second paste; the next change tries again.
                let _ = link.store(&run, pasted.as_ref()).await;
            }),
            Effect::Reload { changes } => {
                let reader = self.reader.clone();
                self.send.later(async move {
                    Event::Reloaded { changes, kept: kept(link.load_newer().await, &reader).await }
                });
            }
            Effect::Known { version, run } => link.know(version, run),
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

async fn kept(loaded: Result<Option<Loaded>, PageError>, reader: &Reader) -> Result<Option<Kept>, PageError> {
    let Some(Loaded { run, pasted, version }) = loaded? else { return Ok(None) };
    let reading = reader.read(&pasted).await;
    Ok(Some(Kept { run, pasted, reading, version }))
}

async fn report(link: &PageLink, reader: &Reader) -> Result<Option<String>, PageError> {
    let (snapshot, structure) = (link.raw_snapshot().await?, link.structure().await?);
    Ok(reader.report(&snapshot, &structure).await)
}
