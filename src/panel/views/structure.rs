//! The structure report: made on a press, looked through before it goes anywhere, and sent by nobody but the
//! administrator.

use super::Views;
use crate::assistant::Event;
use crate::credentials::Secret;
use crate::locale::Message;
use yew::prelude::*;

/// The name of the file that it is saved as.
const FILE: &str = "ims-oauth-assistant-structure.json";

impl Views<'_> {
    /// The button that makes it, or what is in it.
    pub(super) fn structure(&self) -> Html {
        let Some(report) = &self.screen.structure else {
            let onclick = self.trusted(|| Event::Report);
            return html! {
                <footer><button class="plain" {onclick}>{ self.say(&Message::StructureOpen) }</button></footer>
            };
        };
        // The address of the file is the file itself: nothing is sent, and nothing is stored.
        let encoded = String::from(js_sys::encode_uri_component(report));
        let file = ["data:application/json;charset=utf-8,", &encoded].concat();
        let heading = self.say(&Message::StructureHeading);
        html! {
            <section class="structure">
                <h2>{ heading.clone() }</h2>
                <p>{ self.say(&Message::StructureText) }</p>
                <pre tabindex="0">{ report }</pre>
                <div class="buttons">
                    <a class="button" download={FILE} href={file}>{ self.say(&Message::StructureSave) }</a>
                    { self.copy_button(&heading, Secret::new(report.as_str()), false) }
                    <button class="plain" onclick={self.on(|| Event::CloseReport)}>{ self.say(&Message::StructureClose) }</button>
                </div>
            </section>
        }
    }
}
