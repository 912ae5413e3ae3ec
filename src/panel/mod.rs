//! The panel: what the administrator sees and presses.
//!
//! [`Panel`] holds the state and is the only one that changes it; the other files of the room draw one part each from
//! it. Nothing is done to AEM but by [`fill`] and [`open`], and these run only after a press that the browser says
//! came from a person ([`trusted`]).
//!
//! The panel judges nothing by itself: what is on the page comes from [`console`](crate::console), what to do from
//! [`migration`](crate::migration), what to say from [`locale`](crate::locale).

mod acts;
mod copy;
mod credential_view;
mod event;
mod fill;
mod form_view;
mod frame;
mod list_loading;
mod list_view;
mod marks;
mod open;
mod paste;
mod reading;
mod secret_text;
mod standalone;
mod structure_view;
mod taking;
mod words;

use crate::console::{self, ConsoleView, PageKind, Role};
use crate::credentials::{Credential, Reading, Secret};
use crate::locale::{Dictionary, Message};
use crate::migration::{Fit, Known, Run, Suggestion, Wish, plan, suggest};
use crate::page::{Dock, LinkError, PageLink, PageSnapshot, Watch};
use fill::{Edited, FillReport};
use yew::prelude::*;

pub use event::Event;
pub use reading::Reader;

/// What a panel is made with.
#[derive(Properties, PartialEq)]
pub struct PanelProperties {
    /// The way to the page; without one it is the standalone page.
    #[prop_or_default]
    pub link: Option<PageLink>,
    /// Who reads what is pasted.
    pub reader: Reader,
    /// The words to speak.
    pub dictionary: Dictionary,
    /// Whether it begins folded to a tab.
    #[prop_or_default]
    pub folded: bool,
    /// A made-up credential to offer for a try.
    #[prop_or_default]
    pub sample: Option<String>,
}

/// The panel, or the standalone page: the only component, since each one brings its own copy of Yew's machinery.
pub struct Panel {
    link: Option<PageLink>,
    reader: Reader,
    dictionary: Dictionary,
    sample: Option<String>,
    /// What the page is; `None` until it was first looked at.
    view: Option<ConsoleView>,
    /// Where the page is, such as `author-p12345-e67890.adobeaemcloud.com`.
    host: String,
    run: Run,
    pasted: Secret,
    /// What stands in the box for something else, while a credential is there that can be used.
    other: String,
    /// Counts the pastes: one that is still being read counts no more when another has come.
    pastes: u32,
    reading: Reading,
    /// The credential that the administrator chose, where there are several.
    chosen: Option<usize>,
    /// The configuration that the administrator picked from the list: its id.
    picked: Option<String>,
    /// The credential whose secret is readable while its button is held.
    revealed: Option<usize>,
    /// What was copied last, and whether the browser let it.
    copied: Option<(String, bool)>,
    activity: Option<Activity>,
    report: Option<FillReport>,
    /// What was edited on this page since it was last undone.
    edited: Edited,
    /// What became of the fields when filling was last undone.
    undone: Option<Message>,
    /// The proposals that the administrator does not want filled.
    leave_out: Vec<Role>,
    failure: Option<Message>,
    /// The structure report, while it is looked through.
    structure: Option<String>,
    /// How many lines of a group of the list are shown.
    shown: usize,
    /// What a screen reader is told last.
    spoken: String,
    folded: bool,
    /// What had the focus when something began to be done to the page.
    focused: Option<web_sys::Element>,
    drag: Option<(i32, i32)>,
    content: NodeRef,
    /// Whether the page changed while it was being looked at, and has to be looked at again.
    looking: Looking,
    /// Whether what was kept from the page before has come. Until then there is no box to paste in: it would go as soon
    /// as one turns to it.
    loaded: bool,
    /// Counts what is decided: a fill that began under another decision has nothing to say any more.
    decision: u32,
    /// What the configuration's form told before anyone changed it, with its item.
    known: Option<(Option<String>, Known)>,
    _watch: Option<Watch>,
    resize: Option<frame::Resize>,
}

/// What is being done to the page right now.
#[derive(Clone, Copy, PartialEq)]
enum Activity {
    Filling,
    Saving,
    Opening,
    Loading,
}

#[derive(Clone, Copy, PartialEq)]
enum Looking {
    No,
    Yes,
    Again,
}

impl Component for Panel {
    type Message = Event;
    type Properties = PanelProperties;

    fn create(context: &Context<Self>) -> Self {
        let PanelProperties { link, reader, dictionary, folded, sample } = context.props();
        let scope = context.link();
        let watch = link.clone().map(|link| {
            let changed = scope.callback(|()| Event::Changed);
            let watch = link.watch(move || changed.emit(()));
            let reader = reader.clone();
            later(scope, async move {
                let Some((run, pasted)) = link.load().await else { return Event::Loaded(None) };
                let reading = reader.read(pasted.reveal()).await;
                Event::Loaded(Some((run, pasted, reading)))
            });
            watch
        });
        Self {
            link: link.clone(),
            reader: reader.clone(),
            dictionary: dictionary.clone(),
            sample: sample.clone(),
            view: None,
            host: String::new(),
            run: Run::default(),
            pasted: Secret::new(String::new()),
            pastes: 0,
            other: String::new(),
            reading: Reading::default(),
            chosen: None,
            picked: None,
            revealed: None,
            copied: None,
            activity: None,
            report: None,
            edited: Edited::new(),
            undone: None,
            leave_out: Vec::new(),
            failure: None,
            structure: None,
            shown: list_view::SHOWN,
            spoken: String::new(),
            folded: *folded,
            focused: None,
            drag: None,
            content: NodeRef::default(),
            looking: Looking::No,
            // Without a page there is nothing to wait for.
            loaded: watch.is_none(),
            decision: 0,
            known: None,
            _watch: watch,
            resize: None,
        }
    }

    fn update(&mut self, context: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Loaded(kept) => {
                self.loaded = true;
                // Whoever was quicker than the broker has pasted something newer.
                let newer = !self.pasted.is_empty();
                if let Some((run, pasted, reading)) = kept {
                    self.run = run;
                    self.separate_scopes();
                    if !newer {
                        let unread = reading.is_none();
                        self.hold(pasted, reading.unwrap_or_default());
                        if unread {
                            self.failed(Message::ReadingFailed);
                        }
                    }
                }
                self.keep(newer);
                self.look(context);
            }
            // Filling and undoing look for themselves, and their end brings one more look.
            Event::Changed if self.loaded && self.activity != Some(Activity::Filling) => self.look(context),
            Event::Changed => return false,
            Event::Looked(snapshot) => self.looked(context, snapshot),
            Event::Pasted(text) => {
                // What the box shows is what was typed, whatever comes of it.
                self.pasted = Secret::new(text.clone());
                self.paste(context, text, false);
            }
            Event::PastedInstead(text) => {
                self.other.clone_from(&text);
                self.paste(context, text, true);
            }
            Event::Read { paste, text, reading, instead } => {
                if paste != self.pastes {
                    return false;
                }
                match reading {
                    Some(reading) => self.take(text, reading, instead),
                    None => {
                        // It stays in the box, also if it came from a file.
                        if self.reading.usable() {
                            self.other = text;
                        } else {
                            self.pasted = Secret::new(text);
                        }
                        self.failed(Message::ReadingFailed);
                    }
                }
            }
            Event::Opened(file) => {
                self.pastes += 1;
                let (paste, reader) = (self.pastes, self.reader.clone());
                later(context.link(), async move {
                    let Some(text) = paste::text_of(file).await else { return Event::Unreadable };
                    let reading = reader.read(&text).await;
                    Event::Read { paste, text, reading, instead: true }
                });
            }
            Event::Unreadable => self.failed(Message::FileUnreadable),
            Event::Reveal(credential) => {
                return std::mem::replace(&mut self.revealed, credential) != credential;
            }
            Event::Copy(label, value) => {
                self.spoken.clear();
                later(context.link(), async move { Event::Copied(label, copy::copy(&value).await) });
            }
            Event::Copied(label, copied) => {
                self.spoken = self.say(if copied { &Message::Copied } else { &Message::CopyFailed });
                self.copied = Some((label, copied));
            }
            Event::Forget => {
                self.pastes += 1;
                self.run.forget_choices();
                self.hold(Secret::new(String::new()), Reading::default());
                self.keep(true);
                self.spoken = self.say(&Message::Forgotten);
            }
            Event::Choose(index) => {
                self.decide();
                self.chosen = Some(index);
                if let Some(id) = self.reading.credentials.get(index).and_then(id_of) {
                    self.run.choose(&id);
                    self.keep(false);
                }
            }
            Event::Separate(separator) => {
                self.run.scope_separator = separator;
                self.separate_scopes();
                // A fill that is under way was of the scopes as they were.
                self.decision += 1;
                self.report = None;
                self.keep(false);
            }
            Event::ChooseSecret(index) => {
                let chosen = self.chosen;
                self.decide();
                self.chosen = chosen;
                if let Some(id) = self.credential().and_then(|(_, credential, _)| id_of(credential)) {
                    self.run.choose_secret(&id, index);
                    self.keep(false);
                }
            }
            Event::Pick(id) => self.picked = Some(id),
            Event::Open(key, title) => self.begin_open(context, key, title),
            Event::Done(result) => self.ended(result),
            Event::LoadRest => self.load_more(context),
            Event::LoadedMore(loaded) => self.loaded_more(context, loaded),
            Event::StopLoading => self.activity = None,
            Event::ShowMore => self.shown += list_view::SHOWN,
            Event::Overrule(id) => {
                self.run.overrule(id);
                self.keep(false);
            }
            Event::Report => self.begin_report(context),
            Event::Reported(report) => self.reported(report),
            Event::CloseReport => self.structure = None,
            Event::Fill { save, overwrite } => self.begin_fill(context, save, overwrite),
            Event::Filled { decision, filled, save } => self.filled(context, decision, filled, save),
            Event::LeaveOut(role) => {
                let before = self.leave_out.len();
                self.leave_out.retain(|left_out| *left_out != role);
                if self.leave_out.len() == before {
                    self.leave_out.push(role);
                }
                self.report = None;
            }
            Event::Undo => self.begin_undo(context),
            Event::Undone(result) => self.undone(context, result),
            Event::Save => self.begin_save(context),
            Event::Fold(folded) => {
                self.folded = folded;
                self.dock(Dock::Folded(folded));
            }
            Event::Drag(drag) => return self.dragged(drag),
            Event::Dismiss => self.failure = None,
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        match self.link {
            Some(_) => frame::draw(self, context.link()),
            None => standalone::draw(self, context.link()),
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _first: bool) {
        // The surroundings give the panel the height that its content needs.
        if !self.resize.as_ref().is_some_and(frame::Resize::alive) {
            self.resize = self.link.clone().and_then(|link| {
                frame::Resize::observe(&self.content, move |height| link.dock(Dock::Height(height)))
            });
        }
    }
}

impl Panel {
    fn say(&self, message: &Message) -> String {
        self.dictionary.say(message)
    }

    /// Looks at the page; while a look is under way, another one is only noted.
    fn look(&mut self, context: &Context<Self>) {
        self.looking = match self.looking {
            Looking::No => {
                let Some(link) = self.link.clone() else { return };
                later(context.link(), async move { Event::Looked(link.snapshot().await) });
                Looking::Yes
            }
            Looking::Yes | Looking::Again => Looking::Again,
        };
    }

    fn looked(&mut self, context: &Context<Self>, snapshot: Result<PageSnapshot, LinkError>) {
        let again = std::mem::replace(&mut self.looking, Looking::No) == Looking::Again;
        match snapshot {
            Ok(snapshot) => {
                self.host = host_of(&snapshot.url).to_owned();
                let view = console::read(&snapshot);
                let moved = self.view.as_ref().is_some_and(|earlier| earlier.item != view.item);
                if moved {
                    self.decide();
                    self.edited = Edited::new();
                    self.undone = None;
                    self.leave_out = Vec::new();
                    self.failure = None;
                }
                self.remember(&view);
                if self.run.observe(&view, js_sys::Date::now()) | self.run.observe_failure(&view) {
                    self.keep(false);
                }
                if self.view.replace(view).is_none() {
                    marks::mark("usable");
                }
                self.doubt_the_report();
            }
            Err(error) => self.failure = Some(words::link_error(&error)),
        }
        if again {
            self.look(context);
        }
    }

    /// What the form tells of its configuration, as long as nobody has changed it: filling it makes its client id ours.
    fn remember(&mut self, view: &ConsoleView) {
        let Some(form) = &view.form else { return };
        let known = Known::from_form(&view.heading, form);
        match &self.known {
            Some((item, earlier))
                if *item == view.item && (earlier.client_id.is_some() || !form.awaits_oauth()) => {}
            _ => self.known = Some((view.item.clone(), known)),
        }
    }

    /// A report is about a moment. Once the form holds something else, it says nothing.
    fn doubt_the_report(&mut self) {
        let Some(report) = self.report.as_ref().filter(|report| report.complete()) else { return };
        let (Some(view), Some((_, credential, _))) = (&self.view, self.credential()) else { return };
        let plan = plan(view, &self.run, &self.wish(credential));
        if !plan.is_ok_and(|plan| report.still_true(&plan)) {
            self.report = None;
        }
    }

    /// What to fill a form with, as it stands.
    fn wish<'a>(&'a self, credential: &'a Credential) -> Wish<'a> {
        let secret = self.secret_of(credential);
        Wish { credential, secret, leave_out: &self.leave_out, overwrite: false }
    }

    /// Another credential, another secret or another configuration: what was said of the one before is over.
    fn decide(&mut self) {
        self.decision += 1;
        self.chosen = None;
        self.report = None;
        self.copied = None;
    }

    /// The index of the client secret to use.
    fn secret_of(&self, credential: &Credential) -> usize {
        let count = credential.client_secrets.len();
        id_of(credential).map_or(0, |id| self.run.secret_of(&id, count))
    }

    /// Keeps the run across the page load that may come next, and what was pasted when that is new.
    fn keep(&self, pasted: bool) {
        // What is there before the broker has answered is not what was kept.
        let Some(link) = self.link.clone().filter(|_| self.loaded) else { return };
        let (run, pasted) = (self.run.clone(), pasted.then(|| self.pasted.clone()));
        wasm_bindgen_futures::spawn_local(async move {
            // A broker that cannot keep it costs a second paste, no more; the next change tries again.
            let _ = link.store(&run, pasted.as_ref()).await;
        });
    }

    /// What this page's configuration was known by before anyone changed its form.
    fn known(&self) -> Option<Known> {
        let view = self.view.as_ref().filter(|view| view.form.is_some())?;
        self.known.as_ref().filter(|(item, _)| *item == view.item).map(|(_, known)| known.clone())
    }

    /// The credential to use on this page: the administrator's choice, else the one that fits.
    fn credential(&self) -> Option<(usize, &Credential, Option<Fit>)> {
        let known = self.known();
        let index = self.chosen.or_else(|| {
            match suggest(&known.clone().unwrap_or_default(), &self.reading.credentials) {
                Suggestion::One(index, _) => Some(index),
                // A single credential that seems to be for something else is still shown, with that warning.
                Suggestion::None if self.reading.credentials.len() == 1 => Some(0),
                // The choice that was made on another page counts where nothing else decides.
                Suggestion::Several(_) | Suggestion::None => {
                    let is_chosen = |credential: &Credential| id_of(credential) == self.run.chosen;
                    self.run.chosen.as_ref().and_then(|_| self.reading.credentials.iter().position(is_chosen))
                }
            }
        })?;
        let credential = self.reading.credentials.get(index)?;
        // A new configuration has nothing yet that a credential could be compared with.
        let compared =
            known.filter(|_| self.view.as_ref().is_some_and(|view| view.kind == PageKind::Properties));
        let fit = compared.map(|known| crate::migration::fit(&known, credential));
        Some((index, credential, fit))
    }

    fn failed(&mut self, message: Message) {
        self.spoken = self.say(&message);
        self.failure = Some(message);
    }

    fn dragged(&mut self, drag: frame::Drag) -> bool {
        match drag {
            frame::Drag::Begin(x, y) => self.drag = Some((x, y)),
            frame::Drag::To(x, y) => {
                if let Some((from_x, from_y)) = self.drag {
                    self.drag = Some((x, y));
                    self.dock(Dock::Move { x: f64::from(x - from_x), y: f64::from(y - from_y) });
                }
            }
            frame::Drag::End => {
                if self.drag.take().is_some() {
                    self.dock(Dock::Moved(true));
                }
            }
        }
        false
    }

    fn dock(&self, wish: Dock) {
        if let Some(link) = &self.link {
            link.dock(wish);
        }
    }

    fn busy(&self) -> bool {
        self.activity.is_some()
    }

    /// How many configurations are the administrator's to migrate, where that is known.
    fn to_do(&self) -> Option<usize> {
        let view = self.view.as_ref().filter(|view| view.kind == PageKind::List)?;
        Some(view.configurations.iter().filter(|configuration| self.run.offers(configuration)).count())
    }
}

fn id_of(credential: &Credential) -> Option<String> {
    credential.client_id.as_ref().map(|id| id.as_str().to_owned())
}

fn host_of(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    after_scheme.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Sends what a future gives. Boxed, so that there is one such sender and not one a future.
fn later(scope: &yew::html::Scope<Panel>, future: impl Future<Output = Event> + 'static) {
    let future: std::pin::Pin<Box<dyn Future<Output = Event>>> = Box::pin(future);
    let scope = scope.clone();
    wasm_bindgen_futures::spawn_local(async move { scope.send_message(future.await) });
}

/// A press that does something to AEM or with a secret: only a person's counts, never a script's.
fn trusted(scope: &yew::html::Scope<Panel>, event: impl Fn() -> Event + 'static) -> Callback<MouseEvent> {
    scope.batch_callback(move |press: MouseEvent| press.is_trusted().then(&event))
}
