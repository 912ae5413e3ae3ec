//! The standalone page: paste, check, copy, without AEM.

use super::copy::CopyButton;
use super::paste::PasteBox;
use super::{credential_view, frame, words};
use crate::console::Role;
use crate::credentials::{self, Credential, Reading, Secret};
use crate::locale::{Dictionary, Message};
use yew::prelude::*;

/// What the page is made with.
#[derive(Properties, PartialEq)]
pub struct StandaloneProperties {
    /// The words to speak.
    pub dictionary: Dictionary,
    /// A made-up credential to offer for a try.
    #[prop_or_default]
    pub sample: Option<String>,
}

/// The page.
pub struct Standalone {
    pasted: Secret,
    reading: Reading,
    chosen: usize,
}

/// What happens to the page.
pub enum Act {
    /// A text was pasted, dropped, typed or opened.
    Pasted(String),
    /// Show this credential.
    Choose(usize),
}

impl Component for Standalone {
    type Message = Act;
    type Properties = StandaloneProperties;

    fn create(_: &Context<Self>) -> Self {
        Self { pasted: Secret::new(String::new()), reading: Reading::default(), chosen: 0 }
    }

    fn update(&mut self, _: &Context<Self>, act: Act) -> bool {
        match act {
            Act::Pasted(text) => {
                self.pasted = Secret::new(text);
                self.reading = if self.pasted.is_empty() {
                    Reading::default()
                } else {
                    credentials::read(self.pasted.reveal())
                };
                self.chosen = 0;
            }
            Act::Choose(index) => self.chosen = index,
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let StandaloneProperties { dictionary, sample } = context.props();
        let say = |message: Message| dictionary.say(&message);
        let scope = context.link();
        let forget = (!self.pasted.is_empty()).then(|| {
            html! {
                <button class="plain" onclick={scope.callback(|_| Act::Pasted(String::new()))}>{ say(Message::Forget) }</button>
            }
        });
        html! {
            <div class="standalone">
                <header>
                    { frame::logo() }
                    <div><h1>{ say(Message::PanelTitle) }</h1><p>{ say(Message::StandaloneIntroduction) }</p></div>
                </header>
                <main>
                    <section>
                        <h2>{ say(Message::StandalonePaste) }</h2>
                        <PasteBox dictionary={dictionary.clone()} text={self.pasted.clone()}
                            pasted={scope.callback(Act::Pasted)} sample={sample.clone()} />
                        { for forget }
                        <div role="status">{ credential_view::findings(dictionary, &self.reading.findings) }</div>
                    </section>
                    <section>
                        <h2>{ say(Message::StandaloneValues) }</h2>
                        { self.choices(context) }
                        { self.values(dictionary) }
                    </section>
                </main>
                <footer>
                    <section>
                        <h2>{ say(Message::PracticeHeading) }</h2>
                        <p>{ say(Message::PracticeText) }</p>
                        <a class="primary" href={format!("practice.html?lang={}", dictionary.language())}>{ say(Message::PracticeLink) }</a>
                    </section>
                    <section>
                        <h2>{ say(Message::InstallHeading) }</h2>
                        <p>{ say(Message::InstallText) }</p>
                    </section>
                    <p class="hint">{ say(Message::NothingLeaves) }</p>
                </footer>
            </div>
        }
    }
}

impl Standalone {
    fn choices(&self, context: &Context<Self>) -> Html {
        if self.reading.credentials.len() < 2 {
            return Html::default();
        }
        let scope = context.link();
        let choice = |(index, credential): (usize, &Credential)| {
            let name = credential.name.clone();
            let name = name.unwrap_or_else(|| context.props().dictionary.say(&Message::CredentialUnnamed));
            html! {
                <label>
                    <input type="radio" name="credential" checked={index == self.chosen}
                        onchange={scope.callback(move |_| Act::Choose(index))} />
                    { name }
                </label>
            }
        };
        html! { <div class="choices">{ for self.reading.credentials.iter().enumerate().map(choice) }</div> }
    }

    fn values(&self, dictionary: &Dictionary) -> Html {
        let Some(credential) = self.reading.credentials.get(self.chosen) else {
            return html! { <p class="hint">{ dictionary.say(&Message::StandaloneEmpty) }</p> };
        };
        let row = |(role, value): (Role, Secret)| {
            let label = dictionary.say(&words::role(role));
            let shown = if role == Role::ClientSecret { value.masked() } else { value.reveal().to_owned() };
            html! {
                <tr>
                    <th scope="row">{ &label }</th>
                    <td><code class="value">{ shown }</code></td>
                    <td><CopyButton dictionary={dictionary.clone()} {value} {label} /></td>
                </tr>
            }
        };
        let authentication_type = dictionary.say(&Message::FieldAuthenticationType);
        html! {
            <table>
                <tr><th scope="row">{ authentication_type }</th><td><code class="value">{ "OAuth" }</code></td><td></td></tr>
                { for values(credential, 0).into_iter().map(row) }
            </table>
        }
    }
}

/// What AEM's form takes from a credential, in AEM's order; what the credential lacks is left out. Held as secrets,
/// since one of them is.
pub(super) fn values(credential: &Credential, secret: usize) -> Vec<(Role, Secret)> {
    let text = |text: &str| Some(Secret::new(text.to_owned()));
    let value = |role: &Role| match role {
        Role::AuthorizationServer => text(credential.authorization_server.as_str()),
        Role::ClientId => text(credential.client_id.as_ref()?.as_str()),
        Role::ClientSecret => credential.client_secrets.get(secret).cloned(),
        Role::Scope => text(credential.scopes.as_ref()?.as_field()),
        Role::OrgId => text(credential.org_id.as_ref()?.as_str()),
        _ => None,
    };
    Role::OF_CREDENTIAL.iter().filter_map(|role| Some((*role, value(role)?))).collect()
}
