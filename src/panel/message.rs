//! What reaches the root, and the way there.

use crate::assistant::Event;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// What reaches the root. One message is on its way at a time, so its size costs nothing.
#[allow(clippy::large_enum_variant, reason = "messages are handled one at a time, and none is kept")]
pub enum Message {
    /// For the assistant.
    Event(Event),
    /// Files were dropped or chosen. The assistant knows no files of the browser's: the shell keeps them until they are to be
    /// read.
    Files(Vec<web_sys::File>),
    /// The sample is to be tried.
    TrySample,
}

/// Sends messages to the root, for those who need not know what the root is.
#[derive(Clone)]
pub(super) struct Sender(Callback<Message>);

impl Sender {
    pub(super) fn new(send: Callback<Message>) -> Self {
        Self(send)
    }

    /// Sends a message.
    pub(super) fn send(&self, message: Message) {
        self.0.emit(message);
    }

    /// A callback that sends what `message` makes of its argument.
    pub(super) fn callback<T: 'static>(&self, message: impl Fn(T) -> Message + 'static) -> Callback<T> {
        self.0.reform(message)
    }

    /// A callback that sends what `message` makes of its argument, if anything.
    pub(super) fn batch_callback<T: 'static>(
        &self,
        message: impl Fn(T) -> Option<Message> + 'static,
    ) -> Callback<T> {
        let send = self.0.clone();
        Callback::from(move |given| {
            if let Some(message) = message(given) {
                send.emit(message);
            }
        })
    }

    /// Sends the event that a future ends in.
    pub(super) fn later(&self, future: impl Future<Output = Event> + 'static) {
        let send = self.0.clone();
        spawn_local(async move { send.emit(Message::Event(future.await)) });
    }
}
