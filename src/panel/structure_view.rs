//! The structure report: made on a press, looked through before it goes anywhere, and sent by nobody but the
//! administrator.

use super::{Event, Panel, copy, later, trusted, words};
use crate::credentials::Secret;
use crate::locale::Message;
use crate::page::LinkError;
use yew::html::Scope;
use yew::prelude::*;

/// The name of the file that it is saved as.
const FILE: &str = "ims-oauth-assistant-structure.json";

impl Panel {
    pub(super) fn begin_report(&mut self, context: &Context<Self>) {
        let Some(link) = self.link.clone() else { return };
        let reader = self.reader.clone();
        later(context.link(), async move {
            let made = async {
                let (snapshot, structure) = (link.raw_snapshot().await?, link.structure().await?);
                Ok(reader.report(&snapshot, &structure).await)
            };
            Event::Reported(made.await)
        });
    }

    pub(super) fn reported(&mut self, report: Result<Option<String>, LinkError>) {
        match report {
            Ok(None) => self.failed(Message::StructureFailed),
            Ok(report) => self.structure = report,
            Err(error) => self.failed(words::link_error(&error)),
        }
    }
}

/// The button that makes it, or what is in it.
pub(super) fn draw(panel: &Panel, scope: &Scope<Panel>) -> Html {
    let say = |message: Message| panel.say(&message);
    let Some(report) = &panel.structure else {
        return html! {
            <footer><button class="plain" onclick={trusted(scope, || Event::Report)}>{ say(Message::StructureOpen) }</button></footer>
        };
    };
    // The address of the file is the file itself: nothing is sent, and nothing kept.
    let file = ["data:application/json;charset=utf-8,", &String::from(js_sys::encode_uri_component(report))]
        .concat();
    let closes =
        scope.batch_callback(|press: KeyboardEvent| (press.key() == "Escape").then_some(Event::CloseReport));
    html! {
        <section class="structure" onkeydown={closes}>
            <h2>{ say(Message::StructureHeading) }</h2>
            <p>{ say(Message::StructureText) }</p>
            <pre tabindex="0">{ report }</pre>
            <div class="buttons">
                <a class="button" download={FILE} href={file}>{ say(Message::StructureSave) }</a>
                { copy::button(panel, scope, &say(Message::StructureHeading), Secret::new(report.as_str())) }
                <button class="plain" onclick={scope.callback(|_| Event::CloseReport)}>{ say(Message::StructureClose) }</button>
            </div>
        </section>
    }
}
