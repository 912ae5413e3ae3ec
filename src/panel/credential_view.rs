//! The credential: the box to paste it in, or what was understood of it.

use super::secret_text::SecretText;
use super::{Event, Panel, PanelProperties, frame, words};
use crate::credentials::{Credential, Severity};
use crate::locale::{Dictionary, Message, finding_message};
use yew::html::Scope;
use yew::prelude::*;

pub(super) fn draw(panel: &Panel, scope: &Scope<Panel>, properties: &PanelProperties) -> Html {
    let usable = panel.reading.credentials.iter().any(Credential::usable);
    if !usable {
        return html! {
            <>
                { frame::paste_box(panel, scope, properties, true) }
                { for panel.reading.credentials.iter().map(|credential| card(&panel.dictionary, credential)) }
                { findings(&panel.dictionary, &panel.reading.findings) }
            </>
        };
    }
    html! {
        <div class="credentials">
            { for panel.reading.credentials.iter().enumerate().map(|(index, credential)| choice(panel, scope, index, credential)) }
            { findings(&panel.dictionary, &panel.reading.findings) }
            <div class="buttons">
                <details>
                    <summary>{ panel.say(&Message::PasteOther) }</summary>
                    { frame::paste_box(panel, scope, properties, false) }
                </details>
                <button class="plain" onclick={scope.callback(|_| Event::Forget)}>{ panel.say(&Message::Forget) }</button>
            </div>
        </div>
    }
}

/// One credential, with a radio button where there are several.
fn choice(panel: &Panel, scope: &Scope<Panel>, index: usize, credential: &Credential) -> Html {
    let chosen = panel.credential();
    let is_chosen = chosen.as_ref().is_some_and(|(chosen, ..)| *chosen == index);
    let fit = chosen.filter(|_| is_chosen).and_then(|(_, _, fit)| fit);
    let radio = (panel.reading.credentials.len() > 1).then(|| {
        html! {
            <input type="radio" name="credential" checked={is_chosen} disabled={!credential.usable()}
                onchange={scope.callback(move |_| Event::Choose(index))} />
        }
    });
    let secrets =
        (is_chosen && credential.client_secrets.len() > 1).then(|| secrets(panel, scope, credential));
    html! {
        <article class={classes!("credential", is_chosen.then_some("chosen"))}>
            <label class="name">
                { for radio }
                <strong>{ name(&panel.dictionary, credential) }</strong>
                <span class="kind">{ credential.kind.console_name() }</span>
            </label>
            { values(&panel.dictionary, credential, panel.secret) }
            { for secrets }
            { for fit.map(|fit| {
                let class = if fit.plausible() { "fit" } else { "fit doubt" };
                html! { <p {class}>{ panel.say(&words::fit(fit)) }</p> }
            }) }
        </article>
    }
}

/// One credential that cannot be used: what was understood all the same.
pub(super) fn card(dictionary: &Dictionary, credential: &Credential) -> Html {
    html! {
        <article class="credential">
            <p class="name">
                <strong>{ name(dictionary, credential) }</strong>
                <span class="kind">{ credential.kind.console_name() }</span>
            </p>
            { values(dictionary, credential, 0) }
        </article>
    }
}

fn name(dictionary: &Dictionary, credential: &Credential) -> String {
    credential.name.clone().unwrap_or_else(|| dictionary.say(&Message::CredentialUnnamed))
}

fn values(dictionary: &Dictionary, credential: &Credential, secret: usize) -> Html {
    let missing = || html! { <em>{ dictionary.say(&Message::Missing) }</em> };
    let text = |text: Option<String>| text.map_or_else(missing, |text| html! { <code>{ text }</code> });
    let row =
        |label: Message, value: Html| html! { <><dt>{ dictionary.say(&label) }</dt><dd>{ value }</dd></> };
    let shown = credential.client_secrets.get(secret).map_or_else(missing, |secret| {
        html! { <SecretText dictionary={dictionary.clone()} secret={secret.clone()} /> }
    });
    let scopes = credential.scopes.as_ref().map(|scopes| scopes.as_list().len());
    html! {
        <dl>
            { row(Message::FieldClientId, text(credential.client_id.as_ref().map(|id| id.as_str().to_owned()))) }
            { row(Message::FieldClientSecret, shown) }
            { row(Message::FieldScope, scopes.map_or_else(missing, |count| {
                html! { { dictionary.say(&Message::ScopeCount { count: count.to_string() }) } }
            })) }
            { row(Message::FieldOrgId, text(credential.org_id.as_ref().map(|id| id.as_str().to_owned()))) }
        </dl>
    }
}

fn secrets(panel: &Panel, scope: &Scope<Panel>, credential: &Credential) -> Html {
    html! {
        <fieldset>
            <legend>{ panel.say(&Message::WhichSecret) }</legend>
            { for credential.client_secrets.iter().enumerate().map(|(index, secret)| html! {
                <label>
                    <input type="radio" name="secret" checked={index == panel.secret}
                        onchange={scope.callback(move |_| Event::ChooseSecret(index))} />
                    <code>{ secret.masked() }</code>
                </label>
            }) }
        </fieldset>
    }
}

/// The findings, worst first as they come.
pub(super) fn findings(dictionary: &Dictionary, findings: &[crate::credentials::Finding]) -> Html {
    if findings.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="findings">
            { for findings.iter().map(|finding| {
                let (class, word) = match finding.severity {
                    Severity::Error => ("error", Message::SeverityError),
                    Severity::Warning => ("warning", Message::SeverityWarning),
                    Severity::Note => ("note", Message::SeverityNote),
                };
                html! {
                    <li {class}><span class="severity">{ dictionary.say(&word) }</span>{ dictionary.say(&finding_message(finding)) }</li>
                }
            }) }
        </ul>
    }
}
