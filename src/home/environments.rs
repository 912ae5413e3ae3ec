//! The AEMs that were worked on, side by side: what is left on each and when it was looked at; and the same in writing, for a
//! colleague, a ticket, a spreadsheet or the printer.

use crate::browser::{extension, files, intl, time};
use crate::credentials::Secret;
use crate::inventory::{self, Counts, Environment, ImportError, Outcome, Row, Words};
use crate::locale::{Dictionary, Message};
use crate::migration::{Run, Time};
use crate::page::Address;
use crate::panel::{Choice, CopyButton, outcome_words};
use std::collections::HashSet;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What is known of the AEMs, and what is shown of it.
#[derive(Default)]
pub(super) struct Environments {
    /// `None` until they were looked up.
    all: Option<Vec<Environment>>,
    /// The addresses of those whose configurations are shown.
    open: HashSet<String>,
    /// The address of the one whose removal was asked for, and has to be confirmed.
    removing: Option<String>,
    /// The address of the one that is exported; `None` for all of them.
    exported: Option<String>,
    format: Format,
    /// The export, which is made anew only where something of it changes: it may be long.
    file: Option<Exported>,
    /// Whether the print view is shown.
    printed: bool,
    said: Option<Result<usize, NotImported>>,
}

/// Why nothing was imported.
#[derive(Clone, Copy)]
pub enum NotImported {
    /// What is wrong with the file.
    File(ImportError),
    /// The browser's store is full.
    NotKept,
}

/// An export.
struct Exported {
    text: Secret,
    /// The file, as an address that holds all of it: nothing is sent, and nothing is stored.
    address: AttrValue,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Format {
    #[default]
    Csv,
    Markdown,
    Json,
}

const FORMATS: [Format; 3] = [Format::Csv, Format::Markdown, Format::Json];

impl Format {
    fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
        }
    }

    /// The name of the file, and its type.
    fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Csv => ("ims-oauth-inventory.csv", "text/csv"),
            Self::Markdown => ("ims-oauth-inventory.md", "text/markdown"),
            Self::Json => ("ims-oauth-inventory.json", "application/json"),
        }
    }
}

/// What happens in this part of the page.
pub enum EnvironmentsEvent {
    /// What is kept was looked up.
    LookedUp(Vec<Environment>),
    /// Something that is kept has changed, or may have.
    Changed,
    /// The configurations of the AEM with this address are to be shown, or not.
    Open(String, bool),
    /// What is known of the AEM with this address is to be removed.
    Remove(String),
    /// So many configurations were imported, or none were.
    Imported(Result<usize, NotImported>),
    /// The AEM at this place of the choice is to be exported; zero is all of them.
    Export(usize),
    /// In the format at this place.
    In(usize),
    /// The print view is to be shown, or not.
    Print(bool),
}

impl Environments {
    /// Looks up what is kept, now and whenever it changes.
    pub(super) fn begin(send: &Callback<EnvironmentsEvent>) {
        let changed = send.reform(|()| EnvironmentsEvent::Changed);
        extension::on_environments_changed(move || changed.emit(()));
        look_up(send);
    }

    pub(super) fn update(
        &mut self,
        send: &Callback<EnvironmentsEvent>,
        dictionary: &Dictionary,
        event: EnvironmentsEvent,
    ) {
        match event {
            EnvironmentsEvent::LookedUp(all) => {
                let is_there = |address: &String| all.iter().any(|one| one.address == *address);
                self.exported = self.exported.take().filter(is_there);
                self.removing = self.removing.take().filter(is_there);
                self.open.retain(is_there);
                self.printed &= !all.is_empty();
                self.all = Some(all);
            }
            EnvironmentsEvent::Changed => return look_up(send),
            EnvironmentsEvent::Open(address, true) => drop(self.open.insert(address)),
            EnvironmentsEvent::Open(address, false) => drop(self.open.remove(&address)),
            EnvironmentsEvent::Remove(address) if self.removing.as_ref() == Some(&address) => {
                self.removing = None;
                let send = send.clone();
                spawn_local(async move {
                    let runs = extension::kept_runs().await.into_iter();
                    let is_its = |(name, run): &(String, Run)| Environment::of(name, run).address == address;
                    let runs: Vec<_> = runs.filter(is_its).map(|(name, _)| name).collect();
                    extension::forget_environment(&address, &runs).await;
                    send.emit(EnvironmentsEvent::Changed);
                });
            }
            EnvironmentsEvent::Remove(address) => self.removing = Some(address),
            EnvironmentsEvent::Imported(result) => {
                self.said = Some(result);
                return look_up(send);
            }
            EnvironmentsEvent::Export(place) => {
                let one = place.checked_sub(1).and_then(|place| self.all.as_ref()?.get(place));
                self.exported = one.map(|one| one.address.clone());
            }
            EnvironmentsEvent::In(place) => self.format = FORMATS.get(place).copied().unwrap_or_default(),
            EnvironmentsEvent::Print(printed) => {
                self.printed = printed;
                if let Some(window) = web_sys::window() {
                    window.scroll_to_with_x_and_y(0.0, 0.0);
                }
            }
        }
        self.file = (!self.is_empty()).then(|| self.export(dictionary));
    }

    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.all.as_ref().is_none_or(Vec::is_empty)
    }

    /// Whether the print view takes the place of the page.
    pub(super) fn is_printed(&self) -> bool {
        self.printed
    }

    /// Those that are exported.
    fn chosen(&self) -> Vec<Environment> {
        let all = self.all.iter().flatten();
        let chosen = all.filter(|one| self.exported.as_ref().is_none_or(|address| *address == one.address));
        chosen.cloned().collect()
    }

    /// The same, with what is to be said of each configuration.
    fn chosen_and_noted(&self, dictionary: &Dictionary) -> Vec<Environment> {
        let mut chosen = self.chosen();
        for row in chosen.iter_mut().flat_map(|one| &mut one.rows) {
            row.note = note(dictionary, row).unwrap_or_default();
        }
        chosen
    }

    fn export(&self, dictionary: &Dictionary) -> Exported {
        let (chosen, words) = (self.chosen_and_noted(dictionary), words(dictionary));
        let text = match self.format {
            Format::Csv => inventory::csv(&chosen, &words),
            Format::Markdown => inventory::markdown(&chosen, &words, |one| summary(dictionary, one)),
            Format::Json => inventory::json(&chosen),
        };
        let (_, kind) = self.format.file();
        let encoded = String::from(js_sys::encode_uri_component(&text));
        let address = format!("data:{kind};charset=utf-8,{encoded}").into();
        Exported { text: Secret::new(text), address }
    }

    pub(super) fn view(&self, send: &Callback<EnvironmentsEvent>, dictionary: &Dictionary) -> Html {
        let all = self.all.as_deref().unwrap_or_default();
        let cards = all.iter().map(|one| self.card(send, dictionary, one));
        html! {
            <section class="environments" data-part="environments">
                <h2>{ dictionary.say(&Message::Environments) }</h2>
                if self.all.is_some() && all.is_empty() {
                    <p class="hint">{ dictionary.say(&Message::EnvironmentsNone) }</p>
                }
                if !all.is_empty() {
                    <div class="cards">{ for cards }</div>
                    { self.exports(send, dictionary, all) }
                }
                { import(send, dictionary) }
                <div role="status">{ for self.said.as_ref().map(|said| told(dictionary, said)) }</div>
            </section>
        }
    }

    fn card(&self, send: &Callback<EnvironmentsEvent>, dictionary: &Dictionary, one: &Environment) -> Html {
        let say = |message: &Message| dictionary.say(message);
        let counts = one.counts();
        let (tone, left) = match counts.left {
            0 => ("success", say(&Message::EnvironmentNoneLeft)),
            count => ("warning", say(&Message::EnvironmentLeft { count })),
        };
        let address = one.address.clone();
        let onclick = send.reform(move |_| EnvironmentsEvent::Remove(address.clone()));
        let is_asked = self.removing.as_ref() == Some(&one.address);
        let remove =
            say(if is_asked { &Message::EnvironmentRemoveSure } else { &Message::EnvironmentRemove });
        let open = say(&Message::EnvironmentOpen);
        let is_open = self.open.contains(&one.address);
        let address = one.address.clone();
        let toggled = send.clone();
        let ontoggle = Callback::from(move |event: yew::Event| {
            if let Some(details) = event.target_dyn_into::<web_sys::Element>() {
                toggled.emit(EnvironmentsEvent::Open(address.clone(), details.has_attribute("open")));
            }
        });
        let named = |words: &str| format!("{words}: {}", one.host());
        html! {
            <article class="environment" key={one.address.clone()}>
                <h3>{ host(one) }</h3>
                <p class="left" data-tone={tone}>{ left }</p>
                <ul class="counts">{ for counted(dictionary, counts).map(|text| html! { <li>{ text }</li> }) }</ul>
                { looked(dictionary, one) }
                if !one.rows.is_empty() {
                    <details open={is_open} {ontoggle}>
                        <summary>{ say(&Message::EnvironmentRows { count: counts.all }) }</summary>
                        if is_open {
                            { rows(dictionary, one) }
                        }
                    </details>
                }
                <div class="buttons">
                    <a class="button" href={Address::console_of(&one.address)} target="_blank" rel="noopener noreferrer"
                        aria-label={named(&open)}>{ open }</a>
                    <button class="plain" data-asked={is_asked.to_string()} aria-label={named(&remove)} {onclick}>
                        { remove }
                    </button>
                </div>
            </article>
        }
    }

    fn exports(
        &self,
        send: &Callback<EnvironmentsEvent>,
        dictionary: &Dictionary,
        all: &[Environment],
    ) -> Html {
        let say = |message: &Message| dictionary.say(message);
        let hosts = all.iter().map(|one| one.host().to_owned());
        let environments: Vec<_> =
            std::iter::once(say(&Message::ExportAll)).chain(hosts).map(|text| (text.into(), None)).collect();
        let place = all.iter().position(|one| self.exported.as_ref() == Some(&one.address));
        let export = send.reform(EnvironmentsEvent::Export);
        let formats: Vec<_> = FORMATS.iter().map(|format| (format.name().into(), None)).collect();
        let format = FORMATS.iter().position(|format| *format == self.format).unwrap_or_default();
        let choose = send.reform(EnvironmentsEvent::In);
        let print = send.reform(|_| EnvironmentsEvent::Print(true));
        let (name, _) = self.format.file();
        let copied = say(&Message::CopyValue { label: self.format.name().to_owned() });
        let file = |file: &Exported| {
            html! {
                <>
                    <a class="button" download={name} href={file.address.clone()}>{ say(&Message::StructureSave) }</a>
                    <CopyButton value={file.text.clone()} described={copied.clone()} copy={say(&Message::Copy)}
                        copied={say(&Message::Copied)} failed={say(&Message::CopyFailed)} />
                </>
            }
        };
        html! {
            <div class="exports">
                <label class="setting" data-setting="export">
                    { say(&Message::ExportWhat) }
                    <Choice options={environments} chosen={place.map_or(0, |place| place + 1)} on_choose={export} />
                </label>
                <label class="setting" data-setting="format">
                    { say(&Message::ExportAs) }
                    <Choice options={formats} chosen={format} on_choose={choose} />
                </label>
                <div class="buttons">
                    { for self.file.as_ref().map(file) }
                    <button class="plain" data-part="print" onclick={print}>{ say(&Message::PrintView) }</button>
                </div>
            </div>
        }
    }

    /// The print view: a sheet of tables, and two buttons that are not printed.
    pub(super) fn sheet(&self, send: &Callback<EnvironmentsEvent>, dictionary: &Dictionary) -> Html {
        let say = |message: &Message| dictionary.say(message);
        let back = send.reform(|_| EnvironmentsEvent::Print(false));
        let print = Callback::from(|_| {
            // A browser that cannot print does nothing.
            let _ = web_sys::window().map(|window| window.print());
        });
        let environment = |one: &Environment| {
            html! {
                <section key={one.address.clone()}>
                    <h2>{ host(one) }</h2>
                    <p>{ summary(dictionary, one) }</p>
                    if !one.rows.is_empty() {
                        { printed_rows(dictionary, one) }
                    }
                </section>
            }
        };
        html! {
            <div class="sheet">
                <div class="buttons">
                    <button data-tone="primary" onclick={print}>{ say(&Message::PrintNow) }</button>
                    <button class="plain" data-part="back" onclick={back}>{ say(&Message::PrintBack) }</button>
                </div>
                <h1>{ say(&Message::InventoryHeading) }</h1>
                <p>{ say(&Message::InventoryWho) }</p>
                { for self.chosen().iter().map(environment) }
            </div>
        }
    }
}

fn look_up(send: &Callback<EnvironmentsEvent>) {
    let send = send.clone();
    spawn_local(async move {
        let now = time::now();
        let own = extension::kept_runs().await;
        let own = own.iter().map(|(address, run)| Environment::of(address, run)).collect();
        // Their own look was bounded when they were imported.
        let imported = extension::imported_environments().await;
        let imported = imported.iter().flat_map(|text| inventory::import(text, now).unwrap_or_default());
        send.emit(EnvironmentsEvent::LookedUp(Environment::all(own, imported.collect())));
    });
}

/// The button that takes a file in.
fn import(send: &Callback<EnvironmentsEvent>, dictionary: &Dictionary) -> Html {
    let send = send.clone();
    let onchange = Callback::from(move |event: yew::Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // The same file can be chosen again.
        input.set_value("");
        let Some(file) = file else { return };
        let send = send.clone();
        spawn_local(async move { send.emit(EnvironmentsEvent::Imported(imported(file).await)) });
    });
    html! {
        <label class="plain file">
            { dictionary.say(&Message::ImportFile) }
            <input type="file" accept=".json,application/json" {onchange} />
        </label>
    }
}

/// Takes a file in, beside what was imported before. Gives the number of its configurations.
async fn imported(file: web_sys::File) -> Result<usize, NotImported> {
    if file.size() > inventory::LONGEST_FILE as f64 {
        return Err(NotImported::File(ImportError::TooLarge));
    }
    let text = files::text_of(file).await.ok_or(NotImported::File(ImportError::NotOurs))?;
    let now = time::now();
    let given = inventory::import(text.reveal(), now).map_err(NotImported::File)?;
    let before = extension::imported_environments().await;
    let before = before.iter().flat_map(|text| inventory::import(text, now).unwrap_or_default()).collect();
    let count = given.iter().map(|one| one.rows.len()).sum();
    let addresses: Vec<String> = given.iter().map(|one| one.address.clone()).collect();
    for one in Environment::all(before, given).iter().filter(|one| addresses.contains(&one.address)) {
        let text = inventory::json(std::slice::from_ref(one));
        if !extension::keep_imported(&one.address, &text, now).await {
            return Err(NotImported::NotKept);
        }
    }
    Ok(count)
}

/// The host and the context path, which is the first to go to another line.
fn host(one: &Environment) -> Html {
    match one.host().split_once('/') {
        Some((host, context)) => html! { <>{ host.to_owned() }<wbr />{ format!("/{context}") }</> },
        None => one.host().into(),
    }
}

fn looked(dictionary: &Dictionary, one: &Environment) -> Html {
    let moment = |time: Time| intl::moment(&dictionary.tag(), time);
    // Where nobody has looked here, the file says it all.
    let looked = one.looked.filter(|time| one.imported != Some(*time));
    let looked = looked.map(|time| dictionary.say(&Message::EnvironmentLooked { time: moment(time) }));
    let imported = one.imported.filter(|time| *time != Time::default());
    let imported = imported.map(|time| dictionary.say(&Message::EnvironmentImported { time: moment(time) }));
    html! { <>{ for looked.into_iter().chain(imported).map(|text| html! { <p class="hint">{ text }</p> }) }</> }
}

/// How many there are of each kind, without the kinds of which there is none.
fn counted(dictionary: &Dictionary, counts: Counts) -> impl Iterator<Item = String> {
    let Counts { all, jwt: _, adobes, done, left, doubtful } = counts;
    let others = all.saturating_sub(adobes + done + left + doubtful);
    let kinds = [
        (left, Message::GroupToMigrate { count: left }),
        (doubtful, Message::GroupDoubts { count: doubtful }),
        (done, Message::GroupDone { count: done }),
        (adobes, Message::GroupAdobes { count: adobes }),
        (others, Message::GroupOthers { count: others }),
    ];
    let texts: Vec<String> = kinds
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, message)| dictionary.say(&message))
        .collect();
    texts.into_iter()
}

/// The same in one line.
fn summary(dictionary: &Dictionary, one: &Environment) -> String {
    counted(dictionary, one.counts()).collect::<Vec<_>>().join(" · ")
}

fn changed(words: &Words, row: &Row) -> String {
    let (before, now) = (words.authentication(row.before), words.authentication(row.now));
    if before == now { now.to_owned() } else { format!("{before} → {now}") }
}

/// How a migration that was planned together with others has ended, other than well.
fn note(dictionary: &Dictionary, row: &Row) -> Option<String> {
    row.result.as_ref().map(|result| dictionary.say(&outcome_words(result)))
}

/// What became of it, where the mark does not say so already.
fn state(dictionary: &Dictionary, words: &Words, row: &Row) -> Html {
    let state = if row.outcome == Outcome::NotMarked { "" } else { words.of_outcome(row.outcome) };
    let note = note(dictionary, row).map(|note| html! { <small>{ note }</small> });
    html! { <>{ state }{ for note }</> }
}

fn rows(dictionary: &Dictionary, one: &Environment) -> Html {
    let words = words(dictionary);
    let row = |row: &Row| {
        html! {
            <tr key={row.id.clone()}>
                <th scope="row" title={row.id.clone()}>{ &row.title }</th>
                <td>{ changed(&words, row) }</td>
                <td>{ state(dictionary, &words, row) }</td>
            </tr>
        }
    };
    // It scrolls in its own box, by keyboard, too.
    html! { <table tabindex="0"><tbody>{ for one.rows.iter().map(row) }</tbody></table> }
}

fn printed_rows(dictionary: &Dictionary, one: &Environment) -> Html {
    let words = words(dictionary);
    let moment = |time: Time| intl::moment_utc(&dictionary.tag(), time);
    let headings = [
        &words.title,
        &words.before,
        &words.now,
        &words.outcome,
        &words.when,
        &words.credential,
        &words.checked,
    ];
    let row = |row: &Row| {
        let when = match row.outcome {
            Outcome::Done(at) => moment(at),
            _ => String::new(),
        };
        html! {
            <tr key={row.id.clone()}>
                <th scope="row">{ &row.title }<small>{ &row.id }</small></th>
                <td>{ words.authentication(row.before) }</td>
                <td>{ words.authentication(row.now) }</td>
                <td>{ state(dictionary, &words, row) }</td>
                <td>{ when }</td>
                <td>{ row.credential.clone().unwrap_or_default() }</td>
                <td>{ words.check(row) }</td>
            </tr>
        }
    };
    html! {
        <table>
            <thead><tr>{ for headings.map(|heading| html! { <th scope="col">{ heading }</th> }) }</tr></thead>
            <tbody>{ for one.rows.iter().map(row) }</tbody>
        </table>
    }
}

fn told(dictionary: &Dictionary, said: &Result<usize, NotImported>) -> Html {
    let (tone, message) = match said {
        Ok(count) => ("success", Message::ImportDone { count: *count }),
        Err(NotImported::File(ImportError::TooLarge)) => ("error", Message::ImportTooLarge),
        Err(NotImported::File(ImportError::NotOurs)) => ("error", Message::ImportNotOurs),
        Err(NotImported::File(ImportError::Newer)) => ("error", Message::ImportNewer),
        Err(NotImported::NotKept) => ("error", Message::ImportNotKept),
    };
    html! { <p class="said" data-tone={tone}>{ dictionary.say(&message) }</p> }
}

/// The words of the exports. JWT and OAuth are called so in every language.
fn words(dictionary: &Dictionary) -> Words {
    let say = |message: Message| dictionary.say(&message);
    Words {
        heading: say(Message::InventoryHeading),
        who: say(Message::InventoryWho),
        environment: say(Message::InventoryEnvironment),
        title: say(Message::FieldTitle),
        id: say(Message::InventoryId),
        before: say(Message::InventoryBefore),
        now: say(Message::InventoryNow),
        outcome: say(Message::InventoryOutcome),
        when: say(Message::InventoryWhen),
        credential: say(Message::InventoryCredential),
        checked: say(Message::InventoryChecked),
        seen: say(Message::InventorySeen),
        jwt: "JWT".to_owned(),
        oauth: "OAuth".to_owned(),
        not_marked: say(Message::OutcomeNotMarked),
        left: say(Message::OutcomeLeft),
        done: say(Message::OutcomeDone),
        adobes: say(Message::OutcomeAdobes),
        doubtful: say(Message::OutcomeDoubtful),
        note: say(Message::InventoryNote),
        healthy: say(Message::InventoryHealthy),
        unhealthy: say(Message::InventoryUnhealthy),
        mark_gone: say(Message::CheckMarkGone),
        listed: say(Message::CheckListed),
        imported: say(Message::CheckImported),
    }
}
