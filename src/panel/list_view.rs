//! The list page: what is to be migrated, what is Adobe's, what is done.

use super::{Activity, Event, Panel, trusted, words};
use crate::console::{
    Authentication, Completeness, Confidence, Configuration, ConsoleView, HealthKind, Identity, Ownership,
};
use crate::credentials::Credential;
use crate::locale::Message;
use crate::migration::{Known, Suggestion, suggest};
use js_sys::Date;
use yew::html::Scope;
use yew::prelude::*;

/// How many lines of a group are shown until more are asked for, and how many more then.
pub(super) const SHOWN: usize = 50;

/// How many items AEM loads at a time where its page does not say (facts, section 4, pagination).
const USUAL_LIMIT: usize = 20;

pub(super) fn draw(panel: &Panel, view: &ConsoleView, scope: &Scope<Panel>) -> Html {
    if view.configurations.is_empty() {
        return html! { <p class="hint">{ panel.say(&Message::ListEmpty) }</p> };
    }
    let (to_migrate, others): (Vec<&Configuration>, Vec<&Configuration>) =
        view.configurations.iter().partition(|configuration| panel.run.offers(configuration));
    let (adobes, others): (Vec<&Configuration>, Vec<&Configuration>) =
        others.into_iter().partition(|configuration| configuration.ownership.is != Ownership::Administrator);
    let is_done =
        |configuration: &&Configuration| panel.run.done.iter().any(|done| done.id == configuration.id);
    let (doubts, others): (Vec<&Configuration>, Vec<&Configuration>) = others
        .into_iter()
        .filter(|configuration| !is_done(configuration))
        .partition(|configuration| configuration.authentication.is == Authentication::Jwt);
    html! {
        <>
            { health(panel, view) }
            { completeness(panel, view, scope) }
            { migrate(panel, &to_migrate, scope) }
            { done(panel) }
            { group(panel, scope, "doubts", &doubts, |count| Message::GroupDoubts { count }, &Message::WhyDoubts) }
            { group(panel, scope, "adobes", &adobes, |count| Message::GroupAdobes { count }, &Message::WhyAdobes) }
            { group(panel, scope, "others", &others, |count| Message::GroupOthers { count }, &Message::WhyOthers) }
        </>
    }
}

/// What AEM's own check of a configuration found. What is wrong stands above already, in AEM's words.
fn health(panel: &Panel, view: &ConsoleView) -> Html {
    let healthy = view.health_check.as_ref().is_some_and(|check| check.kind == HealthKind::Healthy);
    if !healthy {
        return Html::default();
    }
    html! { <p class="said" data-tone="success">{ panel.say(&Message::HealthOk) }</p> }
}

/// Whether more is to come, and a way to have it come.
fn completeness(panel: &Panel, view: &ConsoleView, scope: &Scope<Panel>) -> Html {
    let count = view.configurations.len();
    let all = match view.completeness {
        Completeness::All(_) => true,
        Completeness::MoreExpected(_) => false,
        Completeness::Unknown(_) => !count.is_multiple_of(USUAL_LIMIT),
    };
    if all && panel.activity != Some(Activity::Loading) {
        return Html::default();
    }
    let said = Message::ListSoFar { count: count.to_string() };
    let button = if panel.activity == Some(Activity::Loading) {
        let onclick = scope.callback(|_| Event::StopLoading);
        html! { <button class="plain" {onclick}>{ panel.say(&Message::Stop) }</button> }
    } else {
        let onclick = if panel.busy() { Callback::noop() } else { trusted(scope, || Event::LoadRest) };
        html! { <button class="plain" {onclick}>{ panel.say(&Message::LoadRest) }</button> }
    };
    html! { <div class="said more"><p>{ panel.say(&said) }</p>{ button }</div> }
}

fn migrate(panel: &Panel, to_migrate: &[&Configuration], scope: &Scope<Panel>) -> Html {
    if to_migrate.is_empty() {
        return html! { <p class="said">{ panel.say(&Message::NothingToMigrate) }</p> };
    }
    let suggestions: Vec<Suggestion> =
        to_migrate.iter().take(panel.shown).map(|configuration| suggestion(panel, configuration)).collect();
    let picked = panel
        .picked
        .as_ref()
        .and_then(|id| to_migrate.iter().position(|configuration| configuration.id == *id));
    // The first one that a credential fits, else the first one.
    let next = picked
        .or_else(|| suggestions.iter().position(|suggestion| matches!(suggestion, Suggestion::One(..))))
        .unwrap_or_default();
    let rows = to_migrate.iter().zip(&suggestions).enumerate().map(|(index, (configuration, suggestion))| {
        let id = configuration.id.to_string();
        html! {
            <li>
                <label>
                    <input type="radio" name="configuration" checked={index == next}
                        onchange={scope.callback(move |_| Event::Pick(id.clone()))} />
                    <span class="title">{ configuration.title.as_str() }</span>
                    <span class="credential-name">{ said_of(panel, suggestion) }</span>
                </label>
                { why(panel, configuration, scope) }
            </li>
        }
    });
    html! {
        <section class="group" data-group="to-migrate">
            <h2>{ panel.say(&Message::GroupToMigrate { count: to_migrate.len().to_string() }) }</h2>
            <ul class="configurations">{ for rows }</ul>
            { more(panel, to_migrate.len(), scope) }
            { for to_migrate.get(next).map(|configuration| open_button(panel, configuration, scope)) }
        </section>
    }
}

fn open_button(panel: &Panel, configuration: &Configuration, scope: &Scope<Panel>) -> Html {
    let (key, title) = (configuration.key.clone(), configuration.title.to_string());
    // Without a credential for it, opening it is no step towards its migration yet.
    let ready = suggestion(panel, configuration) != Suggestion::None;
    let said = if panel.busy() {
        Message::Opening
    } else if ready {
        Message::Migrate { title: title.clone() }
    } else {
        Message::OpenProperties { title: title.clone() }
    };
    let busy = panel.busy();
    let onclick = trusted(scope, move || Event::Open(key.clone(), title.clone()));
    html! {
        <div class="buttons">
            <button data-tone={if ready { "primary" } else { "" }} aria-disabled={busy.to_string()}
                onclick={if busy { Callback::noop() } else { onclick }}>{ panel.say(&said) }</button>
        </div>
    }
}

fn suggestion(panel: &Panel, configuration: &Configuration) -> Suggestion {
    let known = Known { title: configuration.title.to_string(), ..Known::default() };
    suggest(&known, &panel.reading.credentials)
}

fn said_of(panel: &Panel, suggestion: &Suggestion) -> String {
    let message = match suggestion {
        Suggestion::One(index, _) => {
            let credential = panel.reading.credentials.get(*index);
            Message::CredentialFits { name: credential.map(short_name).unwrap_or_default() }
        }
        Suggestion::Several(_) => Message::CredentialsCouldFit,
        Suggestion::None if panel.reading.credentials.is_empty() => return String::new(),
        Suggestion::None => Message::NoCredentialFits,
    };
    panel.say(&message)
}

/// A credential's name, or the ends of its client id, as *1a2b…f809*.
fn short_name(credential: &Credential) -> String {
    let client_id = || {
        let id = credential.client_id.as_ref()?.as_str();
        Some([id.get(..4)?, "…", id.get(id.len().checked_sub(4)?..)?].concat())
    };
    credential.name.clone().or_else(client_id).unwrap_or_default()
}

/// The evidence, one click away; and where that leaves a doubt, a way to overrule it.
fn why(panel: &Panel, configuration: &Configuration, scope: &Scope<Panel>) -> Html {
    let Configuration { authentication, ownership, identity, .. } = configuration;
    let mut reasons = vec![words::evidence(&authentication.evidence), words::evidence(&ownership.evidence)];
    reasons.dedup();
    if *identity == Identity::Shared {
        reasons.push(Message::EvidenceShared);
    } else if [authentication.confidence, ownership.confidence].contains(&Confidence::Low) {
        reasons.push(Message::NotCertain);
    }
    let overrule = configuration.can_be_overruled().then(|| {
        let id = configuration.id.to_string();
        let said = if panel.run.offers(configuration) { Message::OverruleBack } else { Message::Overrule };
        let onclick = trusted(scope, move || Event::Overrule(id.clone()));
        html! { <><p class="hint">{ panel.say(&Message::OverruleHint) }</p><button class="plain" {onclick}>{ panel.say(&said) }</button></> }
    });
    html! {
        <details class="why">
            <summary>{ panel.say(&Message::Why) }</summary>
            { for reasons.iter().map(|reason| html! { <p>{ panel.say(reason) }</p> }) }
            { for overrule }
        </details>
    }
}

/// A button for the lines that are not shown, if there are any.
fn more(panel: &Panel, count: usize, scope: &Scope<Panel>) -> Html {
    let hidden = count.saturating_sub(panel.shown);
    if hidden == 0 {
        return Html::default();
    }
    let said = Message::ShowMore { count: hidden.min(SHOWN).to_string(), hidden: hidden.to_string() };
    html! { <button class="plain" onclick={scope.callback(|_| Event::ShowMore)}>{ panel.say(&said) }</button> }
}

fn group(
    panel: &Panel,
    scope: &Scope<Panel>,
    name: &'static str,
    configurations: &[&Configuration],
    heading: impl Fn(String) -> Message,
    explanation: &Message,
) -> Html {
    if configurations.is_empty() {
        return Html::default();
    }
    html! {
        <details class="group" data-group={name}>
            <summary>{ panel.say(&heading(configurations.len().to_string())) }</summary>
            <p class="hint">{ panel.say(explanation) }</p>
            <ul class="configurations">
                { for configurations.iter().take(panel.shown).map(|configuration| html! {
                    <li><span class="title">{ configuration.title.as_str() }</span>{ why(panel, configuration, scope) }</li>
                }) }
            </ul>
            { more(panel, configurations.len(), scope) }
        </details>
    }
}

fn done(panel: &Panel) -> Html {
    if panel.run.done.is_empty() {
        return Html::default();
    }
    html! {
        <section class="group done" data-group="done">
            <h2>{ panel.say(&Message::GroupDone { count: panel.run.done.len().to_string() }) }</h2>
            <ul class="configurations">
                { for panel.run.done.iter().map(|done| html! {
                    <li><span class="tick" aria-hidden="true">{ "✓" }</span><span class="title">{ &done.title }</span>
                        <time>{ time(panel.dictionary.language(), done.at) }</time></li>
                }) }
            </ul>
            <p class="hint">{ panel.say(&Message::CheckNext) }</p>
        </section>
    }
}

/// The time of day in the reader's language.
fn time(language: &str, milliseconds: f64) -> String {
    Date::new(&milliseconds.into()).to_locale_time_string(language).into()
}
