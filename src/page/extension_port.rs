//! The panel's port to the extension's broker (`static/extension/background.js`).
//!
//! The browser may stop the broker at any moment. Then the port connects anew, and everything asked for that can be
//! asked twice is asked again; an edit is not, since it may have been carried out.

use super::link::{LinkError, Watch};
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

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

/// The first pause before a new connection, and the longest after many in vain, in milliseconds.
const SHORTEST_PAUSE: u64 = 50;
const LONGEST_PAUSE: u64 = 30_000;

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
    connection: RefCell<Option<Connection>>,
    paired: Cell<bool>,
    /// What the surroundings were asked for while the page was out of reach.
    wishes: RefCell<Vec<Object>>,
    /// How long to wait before the next connection, in milliseconds.
    pause: Cell<u64>,
    next_id: Cell<u32>,
    waiting: RefCell<Vec<Waiting>>,
    changed: RefCell<Option<Rc<dyn Fn()>>>,
}

struct Connection {
    port: Port,
    // The listeners live as long as their port does.
    _listeners: [Closure<dyn FnMut(JsValue)>; 2],
}

/// A question without an answer yet.
struct Waiting {
    id: u32,
    question: Object,
    resolve: Function,
    reject: Function,
    /// Whether it may be asked again after the connection broke.
    repeatable: bool,
    sent: bool,
}

impl ExtensionPort {
    /// Connects to the page whose frame knows the nonce.
    pub fn connect(nonce: String) -> Self {
        let inner = Rc::new(Inner {
            nonce,
            connection: RefCell::default(),
            paired: Cell::new(false),
            wishes: RefCell::default(),
            pause: Cell::new(SHORTEST_PAUSE),
            next_id: Cell::new(1),
            waiting: RefCell::default(),
            changed: RefCell::default(),
        });
        inner.open();
        Self(inner)
    }

    /// Asks `page.js`. `edits` is undefined for a snapshot.
    pub(super) async fn call(&self, call: &str, edits: &JsValue) -> Result<JsValue, LinkError> {
        let repeatable = edits.is_undefined();
        self.0.ask(&[("to", &"page".into()), ("call", &call.into()), ("edits", edits)], repeatable).await
    }

    /// Asks the broker itself.
    pub(super) async fn ask_broker(&self, call: &str, run: &JsValue) -> Result<JsValue, LinkError> {
        self.0.ask(&[("to", &"broker".into()), ("call", &call.into()), ("run", run)], true).await
    }

    pub(super) fn dock(&self, wish: &JsValue) {
        let wish = message(&[("to", &"page".into()), ("dock", wish)]);
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

fn message(members: &[(&str, &JsValue)]) -> Object {
    let message = Object::new();
    for (name, value) in members {
        // Setting a member of a fresh object cannot fail.
        let _ = Reflect::set(&message, &(*name).into(), value);
    }
    message
}

impl Inner {
    fn open(self: &Rc<Self>) {
        let name = format!("panel#{}", self.nonce);
        let Ok(port) = connect(&message(&[("name", &name.into())])) else {
            // The extension was removed or updated: nobody will ever answer.
            self.fail_all(|_| true);
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

    fn reopen(self: &Rc<Self>) {
        self.unpair();
        let inner = self.clone();
        // Not from within the listener, whose closure the new connection drops.
        wasm_bindgen_futures::spawn_local(async move {
            let pause = inner.pause.get();
            inner.pause.set((pause * 2).min(LONGEST_PAUSE));
            yew::platform::time::sleep(std::time::Duration::from_millis(pause)).await;
            inner.open();
            inner.send_waiting();
        });
    }

    /// The page is out of reach: what it was asked for and may have done fails, and the rest is asked again.
    fn unpair(&self) {
        self.paired.set(false);
        self.fail_all(|waiting| waiting.sent && !waiting.repeatable);
        self.waiting.borrow_mut().iter_mut().for_each(|waiting| waiting.sent = false);
    }

    fn fail_all(&self, which: impl Fn(&Waiting) -> bool) {
        let (failed, kept): (Vec<Waiting>, _) = self.waiting.take().into_iter().partition(which);
        self.waiting.replace(kept);
        for waiting in failed {
            let _ = waiting.reject.call1(&JsValue::UNDEFINED, &JsValue::UNDEFINED);
        }
    }

    async fn ask(&self, question: &[(&str, &JsValue)], repeatable: bool) -> Result<JsValue, LinkError> {
        let id = self.next_id.get();
        self.next_id.set(id + 1);
        let question = message(question);
        let _ = Reflect::set(&question, &"id".into(), &id.into());
        let answer = Promise::new(&mut |resolve, reject| {
            let question = question.clone();
            let waiting = Waiting { id, question, resolve, reject, repeatable, sent: false };
            self.waiting.borrow_mut().push(waiting);
        });
        self.send_waiting();
        JsFuture::from(answer)
            .await
            .map_err(|error| error.as_string().map_or(LinkError::Interrupted, LinkError::Page))
    }

    /// Sends what has not been sent, once the page is there: before, the broker does not know whose run is meant.
    fn send_waiting(&self) {
        if !self.paired.get() {
            return;
        }
        for waiting in self.waiting.borrow_mut().iter_mut().filter(|waiting| !waiting.sent) {
            waiting.sent = self.post(&waiting.question);
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

    fn begin_watch(&self) {
        if self.paired.get() && self.changed.borrow().is_some() {
            self.post(&message(&[("to", &"page".into()), ("call", &"watch".into())]));
        }
    }

    fn receive(self: &Rc<Self>, message: JsValue) {
        let member = |name: &str| Reflect::get(&message, &name.into()).unwrap_or(JsValue::UNDEFINED);
        if let Some(paired) = member("paired").as_bool() {
            self.unpair();
            self.paired.set(paired);
            if paired {
                self.pause.set(SHORTEST_PAUSE);
                self.begin_watch();
                for wish in self.wishes.take() {
                    self.post(&wish);
                }
                self.send_waiting();
                // Whatever changed while the page was out of reach was not told.
                self.tell_changed();
            }
        } else if member("changed").is_truthy() {
            self.tell_changed();
        } else if let Some(id) = member("id").as_f64() {
            let position = self.waiting.borrow().iter().position(|waiting| f64::from(waiting.id) == id);
            let Some(position) = position else { return };
            let waiting = self.waiting.borrow_mut().remove(position);
            let error = member("error");
            let _ = if error.is_undefined() {
                waiting.resolve.call1(&JsValue::UNDEFINED, &member("value"))
            } else {
                waiting.reject.call1(&JsValue::UNDEFINED, &error)
            };
        }
    }
}
