//! The standalone page: paste, check, copy, without AEM.

use super::{Panel, copy, credential_view, frame, paste, words};
use crate::console::Role;
use crate::credentials::{Credential, Secret};
use crate::locale::Message;
use yew::html::Scope;
use yew::prelude::*;

pub(super) fn draw(panel: &Panel, scope: &Scope<Panel>) -> Html {
    let say = |message: Message| panel.say(&message);
    let practice = format!("practice.html?lang={}", panel.dictionary.language());
    html! {
        <div class="standalone" ondrop={paste::dropped(scope)}
            ondragover={|event: DragEvent| event.prevent_default()}>
            <header>
                { frame::logo() }
                <div><h1>{ say(Message::PanelTitle) }</h1><p>{ say(Message::StandaloneIntroduction) }</p></div>
            </header>
            <main>
                <section>
                    <h2>{ say(Message::StandalonePaste) }</h2>
                    { frame::said_first(panel, scope) }
                    { credential_view::draw(panel, scope) }
                </section>
                <section>
                    <h2>{ say(Message::StandaloneValues) }</h2>
                    { chosen(panel, scope) }
                </section>
            </main>
            <footer>
                <section>
                    <h2>{ say(Message::PracticeHeading) }</h2>
                    <p>{ say(Message::PracticeText) }</p>
                    <a class="primary" href={practice}>{ say(Message::PracticeLink) }</a>
                </section>
                <section>
                    <h2>{ say(Message::InstallHeading) }</h2>
                    <p>{ say(Message::InstallText) }</p>
                </section>
                <p class="hint">{ say(Message::NothingLeaves) }</p>
            </footer>
            { frame::spoken(panel) }
        </div>
    }
}

/// The values of the chosen credential, in AEM's order and words.
fn chosen(panel: &Panel, scope: &Scope<Panel>) -> Html {
    let Some((_, credential, _)) = panel.credential() else {
        let none = panel.reading.credentials.is_empty();
        let hint = if none { Message::StandaloneEmpty } else { Message::ChooseCredential };
        return html! { <p class="hint">{ panel.say(&hint) }</p> };
    };
    let row = |(role, value): (Role, Secret)| {
        let label = panel.say(&words::role(role));
        let copy = copy::button(panel, scope, &label, value.clone());
        value_row(label, shown(role, &value), copy)
    };
    let authentication_type = panel.say(&Message::FieldAuthenticationType);
    html! {
        <table>
            { value_row(authentication_type, "OAuth".to_owned(), Html::default()) }
            { for values(credential, panel.secret_of(credential)).into_iter().map(row) }
        </table>
    }
}

fn value_row(label: String, value: String, copy: Html) -> Html {
    html! { <tr><th scope="row">{ label }</th><td><code class="value">{ value }</code></td><td>{ copy }</td></tr> }
}

/// A value as it may be on the screen.
pub(super) fn shown(role: Role, value: &Secret) -> String {
    if role == Role::ClientSecret { value.masked() } else { value.reveal().to_owned() }
}

/// What AEM's form takes from a credential, in AEM's order; what the credential lacks is left out. Held as secrets,
/// since one of them is.
pub(super) fn values(credential: &Credential, secret: usize) -> Vec<(Role, Secret)> {
    let value = |role: &Role| match role {
        Role::AuthorizationServer => Some(Secret::new(credential.authorization_server.as_str())),
        Role::ClientId => credential.client_id.as_ref().map(|id| Secret::new(id.as_str())),
        Role::ClientSecret => credential.client_secrets.get(secret).cloned(),
        Role::Scope => credential.scopes.as_ref().map(|scopes| Secret::new(scopes.as_field())),
        Role::OrgId => credential.org_id.as_ref().map(|id| Secret::new(id.as_str())),
        _ => None,
    };
    Role::OF_CREDENTIAL.iter().filter_map(|role| Some((*role, value(role)?))).collect()
}
