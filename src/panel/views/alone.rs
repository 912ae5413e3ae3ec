//! The standalone page: paste, check, copy, without AEM.

use super::form::shown;
use super::{Views, logo};
use crate::assistant::screen::{AloneScreen, Body};
use crate::console::Role;
use crate::credentials::Secret;
use crate::locale::Message;
use crate::panel::words;
use yew::prelude::*;

impl Views<'_> {
    pub(super) fn alone_page(&self) -> Html {
        // As a part of another page it is in that page's main part.
        let parts = if self.has_sample { "main" } else { "div" };
        html! {
            <div class="standalone" ondrop={self.dropped()} ondragover={|event: DragEvent| event.prevent_default()}>
                { for self.has_sample.then(|| self.introduction()) }
                <@{parts} class="parts">
                    <section>
                        <h2>{ self.say(&Message::StandalonePaste) }</h2>
                        { self.said_first() }
                        { for self.screen.credentials.as_ref().map(|credentials| self.credentials(credentials)) }
                    </section>
                    <section>
                        <h2>{ self.say(&Message::StandaloneValues) }</h2>
                        { self.values_for_aem() }
                    </section>
                </@>
                <footer>
                    { for self.has_sample.then(|| self.ways_on()) }
                    <p class="hint">{ self.say(&Message::NothingLeaves) }</p>
                </footer>
                { self.spoken() }
            </div>
        }
    }

    /// What the page is. Where the panel is a part of another page, that says so itself, and there is nothing to try.
    fn introduction(&self) -> Html {
        html! {
            <header>
                { logo() }
                <div>
                    <h1>{ self.say(&Message::PanelTitle) }</h1>
                    <p>{ self.say(&Message::StandaloneIntroduction) }</p>
                </div>
            </header>
        }
    }

    /// The practice console, and the extension.
    fn ways_on(&self) -> Html {
        let practice = format!("practice.html?lang={}", self.dictionary.tag());
        html! {
            <>
                <section>
                    <h2>{ self.say(&Message::PracticeHeading) }</h2>
                    <p>{ self.say(&Message::PracticeText) }</p>
                    <a class="primary" href={practice}>{ self.say(&Message::PracticeLink) }</a>
                </section>
                <section>
                    <h2>{ self.say(&Message::InstallHeading) }</h2>
                    <p>{ self.say(&Message::InstallText) }</p>
                </section>
            </>
        }
    }

    /// The values of the chosen credential, in AEM's order and words.
    fn values_for_aem(&self) -> Html {
        let hint = |message: Message| html! { <p class="hint">{ self.say(&message) }</p> };
        let values = match &self.screen.body {
            Body::Alone(AloneScreen::Values(values)) => values,
            Body::Alone(AloneScreen::Choose) => return hint(Message::ChooseCredential),
            _ => return hint(Message::StandaloneEmpty),
        };
        let row = |(role, value): &(Role, Secret)| {
            let label = self.say(&words::role(*role));
            let copy = self.copy_button(&label, value.clone(), *role == Role::ClientSecret);
            value_row(label, shown(*role, value), copy)
        };
        let authentication_type = self.say(&Message::FieldAuthenticationType);
        html! {
            <table>
                { value_row(authentication_type, "OAuth".to_owned(), Html::default()) }
                { for values.iter().map(row) }
            </table>
        }
    }
}

fn value_row(label: String, value: String, copy: Html) -> Html {
    html! { <tr><th scope="row">{ label }</th><td><code class="value">{ value }</code></td><td>{ copy }</td></tr> }
}
