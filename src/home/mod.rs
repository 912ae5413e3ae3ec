//! The extension's home page: what to do first, the AEMs that were worked on, the hosts that it may work on, the language, for
//! how long credentials are kept, and a place to paste, check and copy without AEM.
//!
//! It decides nothing about credentials or AEM: the panel on it is the standalone page's.

mod environments;
mod pictures;
mod tests_allowed;

use crate::browser::{Reader, extension, intl};
use crate::locale::{Dictionary, LANGUAGES, Message, tag_of};
use crate::page::Address;
use crate::panel::{Choice, Panel};
use environments::{Environments, EnvironmentsEvent};
use tests_allowed::TestsAllowed;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::html::Scope;
use yew::prelude::*;

/// What the page is made with.
#[derive(Properties, PartialEq)]
pub struct HomeProperties {
    /// Reads what is pasted.
    pub reader: Reader,
    /// The words to speak.
    pub dictionary: Dictionary,
    /// The language that was chosen for good; empty where none was.
    pub chosen: String,
    /// For how many minutes a paste is to be kept; `None` where that was not chosen.
    pub kept: Option<u32>,
    /// The server for which it is to be asked whether credentials may be tested there.
    pub asks_for: Option<String>,
}

/// The times for which credentials can be kept after their last use, in minutes, beside the longest.
const TIMES: [u32; 5] = [5, 15, 30, 60, 120];

/// The longest. The broker keeps no credential for longer.
const LONGEST: u32 = 240;

/// The usual one, as the broker has it too.
const USUAL: u32 = 30;

/// The page.
pub struct Home {
    /// Patterns of the hosts that are allowed, such as `https://aem.example.com/*`.
    allowed: Vec<String>,
    /// Patterns of the hosts that a policy offers.
    offered: Vec<String>,
    /// The longest time for which a policy lets a paste be kept, in minutes.
    longest: Option<u32>,
    /// For how many minutes a paste is to be kept, where that was chosen.
    kept: Option<u32>,
    /// What is typed into the address's field.
    typed: String,
    said: Option<Said>,
    environments: Environments,
}

/// What came of the last press.
enum Said {
    /// What was typed is no address.
    NoAddress(String),
    /// The browser did not allow it.
    Refused,
    /// The host of this pattern is allowed.
    Allowed(String),
    /// It no longer is.
    Removed(String),
}

/// What happens on the page.
pub enum HomeEvent {
    /// The hosts were looked up: those that are allowed, and those that are offered.
    Hosts(Vec<String>, Vec<String>),
    /// A policy has been looked up: the longest time for which a paste may be kept.
    Longest(Option<u32>),
    /// So many minutes were chosen.
    Keep(u32),
    /// The browser has answered about tests.
    TestsAnswered,
    /// Something was typed.
    Typed(String),
    /// What was typed is to be allowed, and is no address.
    NoAddress,
    /// The browser has answered for this pattern.
    Answered(String, bool),
    /// The permission for this pattern is to be given back.
    Remove(String),
    /// It was.
    Removed(String),
    /// A language was chosen; empty for none.
    Language(String),
    /// Something about the AEMs that were worked on.
    Environments(EnvironmentsEvent),
}

impl Component for Home {
    type Message = HomeEvent;
    type Properties = HomeProperties;

    fn create(context: &Context<Self>) -> Self {
        Self::look_up(context);
        Environments::begin(&context.link().callback(HomeEvent::Environments));
        context.link().send_future(async { HomeEvent::Longest(extension::longest_kept().await) });
        Self {
            allowed: Vec::new(),
            offered: Vec::new(),
            longest: None,
            kept: context.props().kept,
            typed: String::new(),
            said: None,
            environments: Environments::default(),
        }
    }

    fn update(&mut self, context: &Context<Self>, event: HomeEvent) -> bool {
        match event {
            HomeEvent::Hosts(allowed, offered) => {
                let patterns = offered.iter().filter_map(|address| Address::typed(address).host_pattern());
                self.offered = patterns.filter(|pattern| !allowed.contains(pattern)).collect();
                self.allowed = allowed;
            }
            HomeEvent::Environments(event) => {
                let send = context.link().callback(HomeEvent::Environments);
                self.environments.update(&send, &context.props().dictionary, event);
            }
            HomeEvent::TestsAnswered => Self::look_up(context),
            HomeEvent::Longest(minutes) => self.longest = minutes,
            HomeEvent::Keep(minutes) => {
                self.kept = Some(minutes);
                wasm_bindgen_futures::spawn_local(async move { extension::keep_for(minutes).await });
            }
            HomeEvent::Typed(text) => {
                self.typed = text;
                self.said = None;
            }
            HomeEvent::NoAddress => self.said = Some(Said::NoAddress(self.typed.clone())),
            HomeEvent::Answered(pattern, true) => {
                self.typed.clear();
                self.said = Some(Said::Allowed(pattern));
                Self::look_up(context);
            }
            HomeEvent::Answered(_, false) => self.said = Some(Said::Refused),
            HomeEvent::Remove(pattern) => context.link().send_future(async move {
                extension::give_back(&pattern).await;
                HomeEvent::Removed(pattern)
            }),
            HomeEvent::Removed(pattern) => {
                self.said = Some(Said::Removed(pattern));
                Self::look_up(context);
            }
            // The page is loaded anew in that language.
            HomeEvent::Language(language) => {
                wasm_bindgen_futures::spawn_local(async move { extension::choose_language(&language).await });
            }
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let HomeProperties { reader, dictionary, chosen, asks_for, .. } = context.props();
        let send = context.link().callback(HomeEvent::Environments);
        if self.environments.is_printed() {
            return self.environments.sheet(&send, dictionary);
        }
        let environments = self.environments.view(&send, dictionary);
        // Who has begun already comes for these; the first steps are for who has not.
        let (first, later) = if self.environments.is_empty() {
            (Html::default(), environments)
        } else {
            (environments, Html::default())
        };
        let say = |message: &Message| dictionary.say(message);
        let step =
            |message: Message, picture: Html| html! { <li>{ picture }<span>{ say(&message) }</span></li> };
        let tests = asks_for.clone().map(|host| {
            let on_answer = context.link().callback(|()| HomeEvent::TestsAnswered);
            html! { <TestsAllowed {host} dictionary={dictionary.clone()} {on_answer} /> }
        });
        html! {
            <main class="home">
                <header>
                    { crate::panel::logo() }
                    <div>
                        <h1>{ say(&Message::PanelTitle) }</h1>
                        <p>{ say(&Message::HomeIntroduction) }</p>
                    </div>
                </header>
                { for tests }
                { first }
                <div class="columns">
                    <section class="card">
                        <h2>{ say(&Message::HomeSteps) }</h2>
                        <ol class="steps">
                            { step(Message::HomeStepConsole, pictures::download()) }
                            { step(Message::HomeStepAem, pictures::list()) }
                            { step(Message::HomeStepFill, pictures::form()) }
                        </ol>
                        { self.language(context, dictionary, chosen) }
                        { self.keeping(context, dictionary) }
                    </section>
                    <section class="card" data-part="hosts">
                        <h2>{ say(&Message::HomeHosts) }</h2>
                        <p>{ say(&Message::HomeHostsText) }</p>
                        { self.hosts(context, dictionary) }
                        { self.form(context, dictionary) }
                        <div role="status">{ for self.said.as_ref().map(|said| told(dictionary, said)) }</div>
                    </section>
                </div>
                { later }
                <section>
                    <h2>{ say(&Message::HomeCheck) }</h2>
                    <Panel reader={reader.clone()} dictionary={dictionary.clone()} />
                </section>
            </main>
        }
    }
}

impl Home {
    fn look_up(context: &Context<Self>) {
        context.link().send_future(async {
            HomeEvent::Hosts(extension::allowed_hosts().await, extension::offered_hosts().await)
        });
    }

    /// To be called by the event's own listener: a browser asks only in answer to a press, and Yew handles messages later.
    fn ask(link: &Scope<Self>, pattern: String) {
        let answer = extension::ask_for(&pattern);
        link.send_future(async move { HomeEvent::Answered(pattern, answer.await) });
    }

    fn hosts(&self, context: &Context<Self>, dictionary: &Dictionary) -> Html {
        if self.allowed.is_empty() {
            return html! { <p class="hint">{ dictionary.say(&Message::HomeNoHosts) }</p> };
        }
        let host = |pattern: &String| {
            let remove = dictionary.say(&Message::HomeRemove { host: host_of(pattern) });
            let event = pattern.clone();
            let onclick = context.link().callback(move |_| HomeEvent::Remove(event.clone()));
            html! {
                <li key={pattern.clone()}>
                    <code>{ origin_of(pattern) }</code>
                    <button class="plain" {onclick}>{ remove }</button>
                </li>
            }
        };
        html! { <ul class="hosts">{ for self.allowed.iter().map(host) }</ul> }
    }

    fn form(&self, context: &Context<Self>, dictionary: &Dictionary) -> Html {
        let oninput = context.link().batch_callback(|event: InputEvent| {
            let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
            Some(HomeEvent::Typed(input.value()))
        });
        let (link, typed) = (context.link().clone(), self.typed.clone());
        let onsubmit = Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match Address::typed(&typed).host_pattern() {
                Some(pattern) => Self::ask(&link, pattern),
                None => link.send_message(HomeEvent::NoAddress),
            }
        });
        let offer = |pattern: &String| {
            let (link, offered) = (context.link().clone(), pattern.clone());
            let onclick = Callback::from(move |_| Self::ask(&link, offered.clone()));
            html! { <button type="button" class="plain" {onclick}>{ host_of(pattern) }</button> }
        };
        html! {
            <form class="allow" {onsubmit}>
                if !self.offered.is_empty() {
                    <div class="offered">
                        <span>{ dictionary.say(&Message::HomeOffered) }</span>
                        { for self.offered.iter().map(offer) }
                    </div>
                }
                <label for="address">{ dictionary.say(&Message::HomeAddress) }</label>
                <div>
                    <input id="address" type="text" inputmode="url" autocomplete="off" spellcheck="false"
                        placeholder="https://aem.example.com" value={self.typed.clone()} {oninput} />
                    <button type="submit" data-tone="primary">{ dictionary.say(&Message::HomeAllow) }</button>
                </div>
            </form>
        }
    }

    fn language(&self, context: &Context<Self>, dictionary: &Dictionary, chosen: &str) -> Html {
        // None is the first, and means AEM's own.
        let on_choose = context.link().callback(|place: usize| {
            let language = place.checked_sub(1).and_then(|place| LANGUAGES.get(place)).copied();
            HomeEvent::Language(language.unwrap_or_default().to_owned())
        });
        let automatic = (dictionary.say(&Message::HomeLanguageAutomatic).into(), None);
        let named =
            LANGUAGES.iter().map(|language| (own_name(language).into(), Some(tag_of(language).into())));
        let options: Vec<_> = std::iter::once(automatic).chain(named).collect();
        let chosen = LANGUAGES.iter().position(|language| chosen == *language).map_or(0, |place| place + 1);
        html! {
            <label class="setting" data-setting="language">
                { dictionary.say(&Message::HomeLanguage) }
                <Choice {options} {chosen} {on_choose} />
            </label>
        }
    }

    /// For how long credentials are kept. Where a policy says less, that is the most.
    fn keeping(&self, context: &Context<Self>, dictionary: &Dictionary) -> Html {
        let longest = self.longest.unwrap_or(LONGEST).min(LONGEST);
        let times: Vec<u32> =
            TIMES.iter().copied().filter(|minutes| *minutes < longest).chain([longest]).collect();
        let kept = self.kept.unwrap_or(USUAL);
        let chosen = times.iter().rposition(|minutes| *minutes <= kept).unwrap_or_default();
        let option = |minutes: &u32| (intl::duration(&dictionary.tag(), *minutes).into(), None);
        let options: Vec<_> = times.iter().map(option).collect();
        let on_choose =
            context.link().batch_callback(move |place: usize| times.get(place).copied().map(HomeEvent::Keep));
        html! {
            <label class="setting" data-setting="keep">
                { dictionary.say(&Message::HomeKeep) }
                <Choice {options} {chosen} {on_choose} />
            </label>
        }
    }
}

fn told(dictionary: &Dictionary, said: &Said) -> Html {
    let (tone, message) = match said {
        Said::NoAddress(text) => ("error", Message::HomeNoAddress { text: text.clone() }),
        Said::Refused => ("warning", Message::HomeRefused),
        Said::Allowed(pattern) => ("success", Message::HomeAllowed { host: host_of(pattern) }),
        Said::Removed(pattern) => ("success", Message::HomeRemoved { host: host_of(pattern) }),
    };
    html! { <p class="said" data-tone={tone}>{ dictionary.say(&message) }</p> }
}

/// `https://aem.example.com/*` without what is the same in every pattern.
fn origin_of(pattern: &str) -> String {
    pattern.trim_end_matches("/*").to_owned()
}

fn host_of(pattern: &str) -> String {
    Address::parse(pattern).host().to_owned()
}

/// A language's own name, for whoever reads no other.
fn own_name(language: &str) -> &'static str {
    match language {
        "de" => "Deutsch",
        "es" => "Español",
        "fr" => "Français",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "pt_BR" => "Português (Brasil)",
        "zh_CN" => "简体中文",
        "zh_TW" => "繁體中文",
        _ => "English",
    }
}
