//! The properties and the create page: each field *now -> will be*, the buttons that fill and save, and what was
//! read back.

use super::fill::FillReport;
use super::{Activity, Event, Panel, copy, standalone, trusted, words};
use crate::console::{ConsoleView, PageKind, Role};
use crate::credentials::{Credential, Secret};
use crate::locale::Message;
use crate::migration::{How, Plan, Refusal, Row, Shown, plan, refusal};
use yew::html::Scope;
use yew::prelude::*;

pub(super) fn draw(panel: &Panel, view: &ConsoleView, scope: &Scope<Panel>) -> Html {
    let Some((_, credential, _)) = panel.credential() else {
        // Whoever is refused anyway is not to look for a credential first.
        if let Some(refusal) = refusal(view, &panel.run) {
            return refused(panel, refusal);
        }
        let hint = if panel.reading.usable() { Message::ChooseCredential } else { Message::PasteFirst };
        return html! { <p class="hint">{ panel.say(&hint) }</p> };
    };
    match plan(view, &panel.run, &panel.wish(credential)) {
        Ok(plan) => planned(panel, view, &plan, scope),
        Err(refusal) => html! {
            <>
                { refused(panel, refusal) }
                { for (credential.usable() && refusal.leaves_copying()).then(|| values_to_copy(panel, scope, credential)) }
            </>
        },
    }
}

fn refused(panel: &Panel, refusal: Refusal) -> Html {
    html! { <p class="said" data-tone="warning">{ panel.say(&words::refused(refusal)) }</p> }
}

fn planned(panel: &Panel, view: &ConsoleView, plan: &Plan, scope: &Scope<Panel>) -> Html {
    let heading =
        if view.kind == PageKind::Create { Message::HeadingCreate } else { Message::HeadingProperties };
    // A reason that several fields share is said once.
    let rows = plan.rows.iter().enumerate().map(|(index, row)| {
        let is_new = !plan.rows.iter().take(index).any(|earlier| earlier.how == row.how);
        table_row(panel, scope, view, row, is_new)
    });
    html! {
        <section class="form">
            <h2>{ if view.heading.is_empty() { panel.say(&heading) } else { view.heading.clone() } }</h2>
            <table>
                <thead><tr>
                    <th scope="col">{ panel.say(&Message::ColumnField) }</th>
                    <th scope="col">{ panel.say(&Message::ColumnNow) }</th>
                    <th scope="col">{ panel.say(&Message::ColumnWillBe) }</th>
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
            // Each in one place of its own: what comes and goes would have what stands before it drawn anew.
            <>{ for panel.report.as_ref().map(|report| reported(panel, report)) }</>
            <>{ for panel.undone.as_ref().map(|undone| html! { <p class="said">{ panel.say(undone) }</p> }) }</>
            { buttons(panel, view, plan, scope) }
        </section>
    }
}

fn table_row(panel: &Panel, scope: &Scope<Panel>, view: &ConsoleView, row: &Row, is_new: bool) -> Html {
    let label = label(panel, row);
    let read_back =
        panel.report.as_ref().and_then(|report| report.rows.iter().find(|read| read.role == row.role));
    let (tone, mark) = match read_back.map(|read| read.agreement.good()) {
        Some(true) => ("equal", "✓"),
        Some(false) => ("unequal", "✗"),
        None if row.how == How::Same => ("same", "="),
        None => ("", ""),
    };
    // What somebody has typed is not AEM's doing.
    let ours = read_back.filter(|_| row.how != How::Edited);
    let made_of_it = ours.and_then(|read| words::agreement(read.agreement));
    let reason = words::left_alone(&row.how).filter(|_| made_of_it.is_none());
    let take_in = row.optional().then(|| {
        let (role, taken) = (row.role, row.how != How::LeftOut);
        let named = panel.say(&Message::TakeIn { label: label.clone() });
        let change = scope.callback(move |_: yew::Event| Event::LeaveOut(role));
        html! { <input type="checkbox" aria-label={named.clone()} title={named} checked={taken} onchange={change} /> }
    });
    html! {
        <tr data-tone={tone}>
            <th scope="row">{ &label }{ " " }{ why(panel, view, row.role) }</th>
            <td>{ value(panel, &row.now) }</td>
            <td>
                <>{ for take_in }</>
                <span class="mark" aria-hidden="true">{ mark }</span>
                { value(panel, &row.will_be) }
                <>{ for made_of_it.map(|message| html! { <p class="hint">{ panel.say(&message) }</p> }) }</>
                <>{ for reason.map(|reason| by_hand(panel, scope, row, &label, is_new.then_some(&reason))) }</>
            </td>
        </tr>
    }
}

/// What says that this is the field for it.
fn why(panel: &Panel, view: &ConsoleView, role: Role) -> Html {
    let Some(found) = view.form.as_ref().and_then(|form| form.field(role)) else { return Html::default() };
    html! {
        <details class="why">
            <summary>{ panel.say(&Message::Why) }</summary>
            { for found.signals.iter().map(|signal| html! { <p>{ panel.say(&words::signal(*signal)) }</p> }) }
        </details>
    }
}

fn label(panel: &Panel, row: &Row) -> String {
    if row.label.is_empty() { panel.say(&words::role(row.role)) } else { row.label.clone() }
}

fn value(panel: &Panel, shown: &Shown) -> Html {
    match shown {
        Shown::Nothing => html! { <span class="nothing">{ "–" }</span> },
        Shown::Text(text) => html! { <span class="value">{ text }</span> },
        Shown::Secret(secret) => html! { <code class="value">{ secret.masked() }</code> },
        Shown::Filled => html! { <span class="value">{ panel.say(&Message::PasswordFilled) }</span> },
    }
}

fn by_hand(panel: &Panel, scope: &Scope<Panel>, row: &Row, label: &str, reason: Option<&Message>) -> Html {
    let value = match &row.will_be {
        Shown::Text(text) => Secret::new(text.clone()),
        Shown::Secret(secret) => secret.clone(),
        Shown::Nothing | Shown::Filled => return Html::default(),
    };
    html! {
        <div class="by-hand">
            { for reason.map(|reason| html! { <p class="hint">{ panel.say(reason) }</p> }) }
            { copy::button(panel, scope, label, value) }
        </div>
    }
}

fn reported(panel: &Panel, report: &FillReport) -> Html {
    let tone = if report.complete() { "success" } else { "warning" };
    html! { <p class="said" data-tone={tone}>{ panel.say(&report.message()) }</p> }
}

fn buttons(panel: &Panel, view: &ConsoleView, plan: &Plan, scope: &Scope<Panel>) -> Html {
    let button = |tone: &'static str, said: Message, event: fn() -> Event| {
        let onclick = if panel.busy() { Callback::noop() } else { trusted(scope, event) };
        html! { <button data-tone={tone} aria-disabled={panel.busy().to_string()} {onclick}>{ panel.say(&said) }</button> }
    };
    let save = view.form.as_ref().and_then(|form| form.save.as_ref()).map(|save| save.text.clone());
    let filled = panel.report.as_ref().is_some_and(FillReport::complete);
    let fill = match panel.activity {
        Some(Activity::Filling | Activity::Opening | Activity::Loading) => Message::Filling,
        Some(Activity::Saving) => Message::Saving,
        None => fill_label(panel, plan),
    };
    // On the create page the solution and the title are the administrator's to choose, so there is nothing to save yet.
    let can_save = !plan.by_hand() && view.kind == PageKind::Properties;
    // Where all is to be done by hand, there is nothing to press.
    let fillable = plan.changes() > 0 || panel.busy();
    html! {
        <div class="buttons">
            if filled && panel.activity.is_none() {
                { for save.map(|button_text| button("primary", Message::PressButton { button: button_text }, || Event::Save)) }
                { button("", Message::FillAgain, || Event::Fill { save: false, overwrite: false }) }
            } else {
                if fillable {
                    { button("primary", fill, || Event::Fill { save: false, overwrite: false }) }
                }
                if fillable && can_save && panel.activity.is_none() {
                    { button("", Message::FillAndSave, || Event::Fill { save: true, overwrite: false }) }
                }
            }
            if plan.edited() && panel.activity.is_none() {
                { button("", Message::Overwrite, || Event::Fill { save: false, overwrite: true }) }
            }
            // While it works it stays, or the focus would have to go somewhere meanwhile.
            if !panel.edited.is_empty() && matches!(panel.activity, None | Some(Activity::Filling)) {
                { button("", Message::Undo, || Event::Undo) }
            }
        </div>
    }
}

fn fill_label(panel: &Panel, plan: &Plan) -> Message {
    match plan.changes() {
        _ if panel.report.is_some() => Message::FillAgain,
        1 => Message::FillField,
        count => Message::FillFields { count: count.to_string() },
    }
}

/// All values with a button each, for a form that is not touched.
fn values_to_copy(panel: &Panel, scope: &Scope<Panel>, credential: &Credential) -> Html {
    let row = |(role, value): (Role, Secret)| {
        let label = panel.say(&words::role(role));
        let (shown, copy) = (standalone::shown(role, &value), copy::button(panel, scope, &label, value));
        html! { <><dt>{ label }</dt><dd><code>{ shown }</code>{ copy }</dd></> }
    };
    html! { <dl class="values">{ for standalone::values(credential, panel.secret_of(credential)).into_iter().map(row) }</dl> }
}
