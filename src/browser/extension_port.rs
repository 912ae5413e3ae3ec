//! The panel's port to the extension's broker (`static/extension/background.js`).
//!
//! The browser may stop the broker at any moment. The port then reconnects, which wakes it, and asks again what is
//! idempotent; an edit fails instead, since it may have been carried out. A question that finds no connection waits for
//! one, until its deadline.

use super::call::Call;
use super::deadline::within;
use super::from_js::member;
use super::questions::{Questions, Repeat};
use super::to_js::object;
use super::watch::Watch;
use crate::credentials::Secret;
use crate::migration::Run;
use crate::migration::batch::TabId;
use crate::page::PageError;
use js_sys::{Function, Object, Promise};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::platform::time::sleep;

#[wasm_bindgen]
extern "C" {
    type Port;
    type PortEvent;

    /// `chrome.runtime.connect`; Firefox has it under this name too.
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = connect, catch)]
    fn connect(options: &JsValue) -> Result<Port, JsValue>;
    #[wasm_bindgen(method, js_name = postMessage, catch)]
    fn post_message(this: &Port, message: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, getter, js_name = onMessage)]
    fn on_message(this: &Port) -> PortEvent;
    #[wasm_bindgen(method, getter, js_name = onDisconnect)]
    fn on_disconnect(this: &Port) -> PortEvent;
    #[wasm_bindgen(method, js_name = addListener)]
    fn add_listener(this: &PortEvent, listener: &Closure<dyn FnMut(JsValue)>);
}

/// The first pause before a reconnect. It doubles with every connection that does not lead to the page.
const SHORTEST_PAUSE: Duration = Duration::from_millis(50);

/// The longest pause, while nobody asks anything.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A port that stays connected. Clones share it.
#[derive(Clone)]
pub struct ExtensionPort(Rc<Inner>);

impl PartialEq for ExtensionPort {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    nonce: String,
    /// `None` during the pause before a reconnect.
    connection: RefCell<Option<Connection>>,
    /// Counts the connections: a pause that was cut short must not end in a second one.
    connections: Cell<u32>,
    paired: Cell<bool>,
    /// The number of the tab, as the broker has told it.
    tab: Cell<u32>,
    /// Messages to the surroundings that wait for the page.
    wishes: RefCell<Vec<Object>>,
    pause: Cell<Duration>,
    questions: RefCell<Questions<Object, Resolver>>,
    changed: RefCell<Option<Rc<dyn Fn()>>>,
    summoned: RefCell<Option<Rc<dyn Fn()>>>,
    /// Whether that happened before anyone listened.
    was_summoned: Cell<bool>,
    /// What to call when another tab has kept something.
    kept: RefCell<Option<Rc<dyn Fn()>>>,
    /// What of that which the broker keeps the panel's own run was made from.
    known: RefCell<Rc<Known>>,
    /// Whether what this panel has is being put together with what another tab has kept.
    storing: Cell<bool>,
    /// For how many minutes after their last use the broker keeps the credentials.
    keeps_for: Cell<Option<u32>>,
    /// Counts the times at which they would be forgotten: only the latest one counts.
    forgets: Cell<u32>,
}

/// The turn of one store. Another one may begin when it is dropped.
pub(super) struct Turn(Rc<Inner>);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.storing.set(false);
    }
}

struct Connection {
    port: Port,
    // The listeners live as long as their port does.
    _listeners: [Closure<dyn FnMut(JsValue)>; 2],
}

/// What a panel's own run was made from: what it has loaded, or stored itself.
#[derive(Default)]
pub(super) struct Known {
    pub(super) version: String,
    pub(super) run: Run,
    pub(super) tray: Secret,
}

/// Takes the answer to a question.
struct Resolver {
    resolve: Function,
    reject: Function,
}

impl Resolver {
    fn answer(&self, value: &JsValue) {
        let _ = self.resolve.call1(&JsValue::UNDEFINED, value);
    }

    /// Fails with the other side's words; without any, the connection broke.
    fn fail(&self, words: &JsValue) {
        let _ = self.reject.call1(&JsValue::UNDEFINED, words);
    }
}

impl ExtensionPort {
    /// Connects to the page whose frame knows the nonce.
    pub fn connect(nonce: String) -> Self {
        let inner = Rc::new(Inner {
            nonce,
            connection: RefCell::default(),
            connections: Cell::new(0),
            paired: Cell::new(false),
            tab: Cell::default(),
            wishes: RefCell::default(),
            pause: Cell::new(SHORTEST_PAUSE),
            questions: RefCell::default(),
            changed: RefCell::default(),
            summoned: RefCell::default(),
            was_summoned: Cell::new(false),
            kept: RefCell::default(),
            known: RefCell::default(),
            storing: Cell::default(),
            keeps_for: Cell::default(),
            forgets: Cell::default(),
        });
        inner.open();
        Self(inner)
    }

    /// Calls a function of `page.js`; `given` is undefined where it takes nothing.
    pub(super) async fn call(
        &self,
        call: Call,
        given: &JsValue,
        limit: Duration,
    ) -> Result<JsValue, PageError> {
        let repeat = if call == Call::Apply { Repeat::Never } else { Repeat::Safe };
        let message = object(&[("to", &"page".into()), ("call", &call.name().into()), ("edits", given)]);
        self.0.ask(message, repeat, limit).await
    }

    /// Asks the broker itself; `question` has what goes with the call.
    pub(super) async fn ask_broker(
        &self,
        call: &str,
        question: &Object,
        limit: Duration,
    ) -> Result<JsValue, PageError> {
        let message = object(&[("to", &"broker".into()), ("call", &call.into())]);
        self.0.ask(Object::assign(&message, question), Repeat::Safe, limit).await
    }

    /// Shows on the toolbar button how many configurations are left. Where the broker is out of reach it shows the next
    /// count.
    pub(super) fn show_count(&self, count: usize) {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.0.post(&object(&[
            ("to", &"broker".into()),
            ("call", &"badge".into()),
            ("count", &count.into()),
        ]));
    }

    pub(super) fn tab(&self) -> TabId {
        TabId::from(self.0.tab.get())
    }

    pub(super) fn known(&self) -> Rc<Known> {
        self.0.known.borrow().clone()
    }

    /// Waits until no other store is being put together.
    pub(super) async fn turn_to_store(&self) -> Turn {
        while self.0.storing.replace(true) {
            sleep(Duration::from_millis(10)).await;
        }
        Turn(self.0.clone())
    }

    pub(super) fn know(&self, known: Known) {
        self.0.known.replace(Rc::new(known));
    }

    pub(super) fn keep_for(&self, minutes: Option<u32>) {
        self.0.keeps_for.set(minutes);
    }

    pub(super) fn keeps_for(&self) -> Option<u32> {
        self.0.keeps_for.get()
    }

    /// The broker forgets the credentials after this time, unless somebody uses them meanwhile: then it is looked again
    /// whether they are there. Takes the place of an earlier call.
    pub(super) fn expect_end_after(&self, time: Duration) {
        let turn = self.0.forgets.get().wrapping_add(1);
        self.0.forgets.set(turn);
        let inner = Rc::downgrade(&self.0);
        wasm_bindgen_futures::spawn_local(async move {
            sleep(time).await;
            if let Some(inner) = inner.upgrade().filter(|inner| inner.forgets.get() == turn) {
                inner.tell_kept();
            }
        });
    }

    pub(super) fn on_kept(&self, kept: impl Fn() + 'static) {
        *self.0.kept.borrow_mut() = Some(Rc::new(kept));
    }

    pub(super) fn tell_kept(&self) {
        self.0.tell_kept();
    }

    /// Calls back when the toolbar button was pressed while the focus was in AEM.
    pub(super) fn on_summon(&self, summoned: impl Fn() + 'static) {
        // Race: the port is there before the panel is, which waits for its words.
        if self.0.was_summoned.take() {
            summoned();
        }
        *self.0.summoned.borrow_mut() = Some(Rc::new(summoned));
    }

    pub(super) fn dock(&self, wish: &JsValue) {
        let wish = object(&[("to", &"page".into()), ("dock", wish)]);
        if !self.0.paired.get() || !self.0.post(&wish) {
            self.0.wishes.borrow_mut().push(wish);
        }
    }

    pub(super) fn watch(&self, changed: impl Fn() + 'static) -> Watch {
        *self.0.changed.borrow_mut() = Some(Rc::new(changed));
        self.0.begin_watch();
        let port = self.clone();
        Watch::ending_with(move || *port.0.changed.borrow_mut() = None)
    }
}

impl Inner {
    fn open(self: &Rc<Self>) {
        self.connections.set(self.connections.get().wrapping_add(1));
        let name = format!("panel#{}", self.nonce);
        let Ok(port) = connect(&object(&[("name", &name.into())])) else {
            // The extension was removed or updated: nobody will ever answer.
            let failed = self.questions.borrow_mut().abandon();
            failed.iter().for_each(|resolver| resolver.fail(&JsValue::UNDEFINED));
            return;
        };
        let on_message = self.listener(Self::receive);
        let on_disconnect = self.listener(|inner, _| inner.reopen());
        port.on_message().add_listener(&on_message);
        port.on_disconnect().add_listener(&on_disconnect);
        *self.connection.borrow_mut() = Some(Connection { port, _listeners: [on_message, on_disconnect] });
    }

    fn listener(self: &Rc<Self>, act: fn(&Rc<Self>, JsValue)) -> Closure<dyn FnMut(JsValue)> {
        let inner: Weak<Self> = Rc::downgrade(self);
        Closure::new(move |message| {
            if let Some(inner) = inner.upgrade() {
                act(&inner, message);
            }
        })
    }

    /// The connection broke: connects anew after a pause.
    fn reopen(self: &Rc<Self>) {
        self.unpair();
        let broken = self.connection.take();
        let (inner, connections, pause) = (self.clone(), self.connections.get(), self.pause.get());
        self.pause.set((pause * 2).min(LONGEST_PAUSE));
        spawn_local(async move {
            sleep(pause).await;
            // Not earlier: its listeners include the one that called this.
            drop(broken);
            if inner.connections.get() == connections {
                inner.open();
            }
        });
    }

    /// The page is out of reach.
    fn unpair(&self) {
        self.paired.set(false);
        let failed = self.questions.borrow_mut().disconnected();
        failed.iter().for_each(|resolver| resolver.fail(&JsValue::UNDEFINED));
    }

    async fn ask(
        self: &Rc<Self>,
        message: Object,
        repeat: Repeat,
        limit: Duration,
    ) -> Result<JsValue, PageError> {
        let id = self.questions.borrow_mut().next_id();
        let _ = js_sys::Reflect::set(&message, &"id".into(), &id.into());
        let answer = Promise::new(&mut |resolve, reject| {
            let resolver = Resolver { resolve, reject };
            self.questions.borrow_mut().ask(id, message.clone(), resolver, repeat);
        });
        // Not after the pause, which may be longer than the deadline. Where the extension is gone, this fails at once.
        if self.connection.borrow().is_none() {
            self.open();
        }
        self.send_questions();
        let answer = async {
            let answer = JsFuture::from(answer).await;
            answer.map_err(|words| words.as_string().map_or(PageError::Interrupted, PageError::Failed))
        };
        let answer = within(sleep(limit), answer).await;
        // Forgets it where its deadline has passed: it must not be sent, or answered, any more.
        drop(self.questions.borrow_mut().take(id));
        answer
    }

    /// Sends the questions that wait, once the page is there: before, the broker does not know whose run is meant.
    fn send_questions(&self) {
        if self.paired.get() {
            self.questions.borrow_mut().send(|message| self.post(message));
        }
    }

    fn post(&self, message: &Object) -> bool {
        self.connection
            .borrow()
            .as_ref()
            .is_some_and(|connection| connection.port.post_message(message).is_ok())
    }

    fn tell_changed(&self) {
        let changed = self.changed.borrow().clone();
        if let Some(changed) = changed {
            changed();
        }
    }

    fn tell_kept(&self) {
        let kept = self.kept.borrow().clone();
        if let Some(kept) = kept {
            kept();
        }
    }

    fn begin_watch(&self) {
        if self.paired.get() && self.changed.borrow().is_some() {
            self.post(&object(&[("to", &"page".into()), ("call", &"watch".into())]));
        }
    }

    fn receive(self: &Rc<Self>, message: JsValue) {
        if let Some(paired) = member(&message, "paired").as_bool() {
            self.unpair();
            self.paired.set(paired);
            if paired {
                // A small whole number; a browser that gives none has one tab.
                self.tab.set(member(&message, "tab").as_f64().unwrap_or_default() as u32);
                self.pause.set(SHORTEST_PAUSE);
                self.begin_watch();
                for wish in self.wishes.take() {
                    self.post(&wish);
                }
                self.send_questions();
                // Changes while the page was out of reach were not told.
                self.tell_changed();
                self.tell_kept();
            }
        } else if member(&message, "kept").is_truthy() {
            self.tell_kept();
        } else if member(&message, "changed").is_truthy() {
            self.tell_changed();
        } else if member(&message, "summon").is_truthy() {
            let summoned = self.summoned.borrow().clone();
            match summoned {
                Some(summoned) => summoned(),
                None => self.was_summoned.set(true),
            }
        } else if let Some(id) = member(&message, "id").as_f64() {
            // Ids are small whole numbers of our own; whatever else comes back is nobody's.
            let Some(resolver) = self.questions.borrow_mut().take(id as u32) else { return };
            let error = member(&message, "error");
            if error.is_undefined() {
                resolver.answer(&member(&message, "value"));
            } else {
                resolver.fail(&error);
            }
        }
    }
}
