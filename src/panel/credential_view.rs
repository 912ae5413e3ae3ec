//! The credential: the box to paste it in, or what was understood of it.

use super::{Event, Panel, paste, secret_text, words};
use crate::credentials::{Credential, Finding, ScopeSeparator, Severity};
use crate::locale::{Message, finding_message};
use crate::migration::Fit;
use web_sys::HtmlSelectElement;
use yew::html::Scope;
use yew::prelude::*;

pub(super) fn draw(panel: &Panel, scope: &Scope<Panel>) -> Html {
    if !panel.reading.usable() {
        return html! {
            <>
                // What was typed or pasted stays to be mended as long as nothing usable came of it.
                { paste::draw(panel, scope, panel.pasted.reveal(), Event::Pasted) }
                // In one place of its own, since a box that others come beside would be drawn anew under the cursor.
                <>{ for panel.reading.credentials.iter().enumerate().map(|(index, credential)| choice(panel, scope, index, credential)) }</>
                { findings(panel) }
            </>
        };
    }
    html! {
        <div class="credentials">
            { for panel.reading.credentials.iter().enumerate().map(|(index, credential)| choice(panel, scope, index, credential)) }
            { findings(panel) }
            <div class="buttons">
                <details>
                    <summary>{ panel.say(&Message::PasteOther) }</summary>
                    { paste::draw(panel, scope, &panel.other, Event::PastedInstead) }
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
            <input type="radio" name="credential" checked={is_chosen} disabled={panel.busy() || !credential.usable()}
                onchange={scope.callback(move |_| Event::Choose(index))} />
        }
    });
    let secrets =
        (is_chosen && credential.client_secrets.len() > 1).then(|| secrets(panel, scope, credential));
    html! {
        <article class="credential" data-tone={is_chosen.then_some("chosen")}>
            <label class="name">
                { for radio }
                <strong>{ name(panel, credential) }</strong>
                <span class="kind">{ credential.kind.console_name() }</span>
            </label>
            { values(panel, scope, index, credential, is_chosen) }
            { for secrets }
            { for fit.map(|fit| {
                let tone = match fit {
                    Fit::Unknown => "unknown",
                    fit if fit.plausible() => "good",
                    _ => "doubt",
                };
                html! { <p class="fit" data-tone={tone}>{ panel.say(&words::fit(fit)) }</p> }
            }) }
        </article>
    }
}

pub(super) fn name(panel: &Panel, credential: &Credential) -> String {
    credential.name.clone().unwrap_or_else(|| panel.say(&Message::CredentialUnnamed))
}

fn values(
    panel: &Panel,
    scope: &Scope<Panel>,
    index: usize,
    credential: &Credential,
    is_chosen: bool,
) -> Html {
    let row = |label: Message, value: Option<Html>| {
        let value = value.unwrap_or_else(|| html! { <em>{ panel.say(&Message::Missing) }</em> });
        html! { <><dt>{ panel.say(&label) }</dt><dd>{ value }</dd></> }
    };
    let code = |text: &str| html! { <code>{ text.to_owned() }</code> };
    let secret = credential.client_secrets.get(if is_chosen { panel.secret_of(credential) } else { 0 });
    let scopes = credential.scopes.as_ref().map(|scopes| {
        let count = scopes.as_list().len();
        let separator = (count > 1 && scopes.is_list()).then(|| separator(panel, scope));
        html! { <>{ panel.say(&Message::ScopeCount { count: count.to_string() }) }{ for separator }</> }
    });
    html! {
        <dl>
            { row(Message::FieldClientId, credential.client_id.as_ref().map(|id| code(id.as_str()))) }
            { row(Message::FieldClientSecret, secret.map(|secret| secret_text::draw(panel, scope, index, secret))) }
            { row(Message::FieldScope, scopes) }
            { row(Message::FieldOrgId, credential.org_id.as_ref().map(|id| code(id.as_str()))) }
        </dl>
    }
}

/// How a list of scopes is written into AEM's field.
fn separator(panel: &Panel, scope: &Scope<Panel>) -> Html {
    let onchange = scope.batch_callback(|event: yew::Event| {
        let chosen = event.target_dyn_into::<HtmlSelectElement>()?.selected_index();
        Some(Event::Separate(if chosen == 0 { ScopeSeparator::Comma } else { ScopeSeparator::CommaAndSpace }))
    });
    let spaced = panel.run.scope_separator == ScopeSeparator::CommaAndSpace;
    html! {
        <label class="separator">
            { panel.say(&Message::ScopeSeparator) }
            <select disabled={panel.busy()} {onchange}>
                <option selected={!spaced}>{ "a,b" }</option>
                <option selected={spaced}>{ "a, b" }</option>
            </select>
        </label>
    }
}

fn secrets(panel: &Panel, scope: &Scope<Panel>, credential: &Credential) -> Html {
    html! {
        <fieldset>
            <legend>{ panel.say(&Message::WhichSecret) }</legend>
            { for credential.client_secrets.iter().enumerate().map(|(index, secret)| html! {
                <label>
                    <input type="radio" name="secret" disabled={panel.busy()} checked={index == panel.secret_of(credential)}
                        onchange={scope.callback(move |_| Event::ChooseSecret(index))} />
                    <code>{ secret.masked() }</code>
                </label>
            }) }
        </fieldset>
    }
}

/// The findings, in the order they come.
pub(super) fn findings(panel: &Panel) -> Html {
    let finding = |finding: &Finding| {
        let (tone, word) = match finding.severity {
            Severity::Error => ("error", Message::SeverityError),
            Severity::Warning => ("warning", Message::SeverityWarning),
            Severity::Note => ("note", Message::SeverityNote),
        };
        html! {
            <li data-tone={tone}>
                <span class="severity">{ panel.say(&word) }</span>{ panel.say(&finding_message(finding)) }
            </li>
        }
    };
    html! { <ul class="findings">{ for panel.reading.findings.iter().map(finding) }</ul> }
}
