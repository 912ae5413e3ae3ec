//! What becomes of a text that was pasted: it is read, and taken if it is of more use than what is there.

use super::{Event, Panel, later};
use crate::credentials::{Reading, Secret};
use crate::locale::Message;
use yew::prelude::*;

impl Panel {
    /// Has a text read that was pasted.
    pub(super) fn paste(&mut self, context: &Context<Self>, text: String, instead: bool) {
        self.pastes += 1;
        let (paste, reader) = (self.pastes, self.reader.clone());
        later(context.link(), async move {
            let reading = reader.read(&text).await;
            Event::Read { paste, text, reading, instead }
        });
    }

    /// Takes a text, and what is in it, in the place of what was there.
    pub(super) fn take(&mut self, text: String, reading: Reading, instead: bool) {
        // What can be used is given up only for something that can be used.
        if instead && self.reading.usable() && !reading.usable() {
            self.failed(Message::NotReplaced);
            // It may still be mended, or gone on with.
            self.other = text;
            return;
        }
        self.run.forget_choices();
        self.hold(Secret::new(text), reading);
        self.keep(true);
        self.say_reading();
    }

    pub(super) fn hold(&mut self, pasted: Secret, reading: Reading) {
        self.reading = reading;
        self.separate_scopes();
        self.pasted = pasted;
        self.other = String::new();
        self.failure = None;
        self.decide();
    }

    /// Writes the scopes of all credentials as the administrator wants them.
    pub(super) fn separate_scopes(&mut self) {
        for scopes in self.reading.credentials.iter_mut().filter_map(|credential| credential.scopes.as_mut())
        {
            *scopes = scopes.separated_by(self.run.scope_separator);
        }
    }

    pub(super) fn say_reading(&mut self) {
        let usable = self.reading.credentials.iter().filter(|credential| credential.usable()).count();
        let problems = self.reading.findings.len();
        self.spoken =
            self.say(&Message::SpokenReading { usable: usable.to_string(), problems: problems.to_string() });
    }
}
