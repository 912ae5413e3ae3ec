//! The properties and the create page: each field *now -> will be*, what speaks against the credential, and the buttons
//! that fill and save.

use super::{Message as RootMessage, Views};
use crate::assistant::screen::{
    Button, FieldRow, FormBody, FormScreen, Label, Objection, PlannedForm, RowTone,
};
use crate::assistant::{Event, ReadBack};
use crate::console::{Role, Signal};
use crate::credentials::Secret;
use crate::locale::Message;
use crate::migration::{Refusal, Shown};
use crate::panel::words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

impl Views<'_> {
    pub(super) fn form(&self, form: &FormScreen) -> Html {
        match &form.body {
            FormBody::PasteFirst => html! { <p class="hint">{ self.say(&Message::PasteFirst) }</p> },
            FormBody::Choose { several } => {
                let hint = if *several { Message::ChooseCredential } else { Message::ChooseNotKnown };
                html! { <p class="hint choose">{ self.say(&hint) }</p> }
            }
            FormBody::Refused { refusal, values } => html! {
                <>
                    { self.refused(*refusal) }
                    { for (!values.is_empty()).then(|| self.values_to_copy(values)) }
                </>
            },
            FormBody::Planned(plan) => self.planned(form, plan),
        }
    }

    fn refused(&self, refusal: Refusal) -> Html {
        html! { <p class="said" data-tone="warning">{ self.say(&words::refused(refusal)) }</p> }
    }

    fn planned(&self, form: &FormScreen, plan: &PlannedForm) -> Html {
        let unnamed = if form.creates { Message::HeadingCreate } else { Message::HeadingProperties };
        let heading = if form.heading.is_empty() { self.say(&unnamed) } else { form.heading.clone() };
        let undone = plan.undone.as_ref().map(|undone| words::undone(self.dictionary, undone));
        let again = form.loaded_again.then(|| {
            html! { <p class="said" role="status" data-part="loaded-again">{ self.say(&Message::LoadedAgain) }</p> }
        });
        html! {
            <section class="form">
                <h2>{ heading }</h2>
                <>{ for again }</>
                <>{ for plan.objection.as_ref().map(|objection| self.objection(objection)) }</>
                <table>
                    <thead><tr>
                        <th scope="col">{ self.say(&Message::ColumnField) }</th>
                        <th scope="col">{ self.say(&Message::ColumnNow) }</th>
                        <th scope="col">{ self.say(&Message::ColumnWillBe) }</th>
                    </tr></thead>
                    <tbody>{ for plan.rows.iter().map(|row| self.field_row(row)) }</tbody>
                </table>
                // Under a node of its own: what comes and goes would have its siblings drawn anew.
                <>{ for undone.map(|undone| html! { <p class="said">{ undone }</p> }) }</>
                { self.actions(plan) }
            </section>
        }
    }

    /// What speaks against the credential, with both values, and the confirmation that it takes to use it all the same.
    fn objection(&self, objection: &Objection) -> Html {
        let onchange = self.send.batch_callback(|event: yew::Event| {
            let confirmed = event.target_dyn_into::<HtmlInputElement>()?.checked();
            event.is_trusted().then_some(RootMessage::Event(Event::Confirm(confirmed)))
        });
        let title = objection.title.clone();
        html! {
            <div class="said objection" data-tone="error" role="alert">
                <p>{ self.say(&words::verdict(&objection.verdict)) }</p>
                <label class="confirm">
                    <input type="checkbox" checked={objection.confirmed} disabled={self.screen.busy} {onchange} />
                    { self.say(&Message::ConfirmTitle { title }) }
                </label>
            </div>
        }
    }

    fn field_row(&self, row: &FieldRow) -> Html {
        let label = if row.label.is_empty() { self.say(&words::role(row.role)) } else { row.label.clone() };
        let (tone, mark) = match row.tone {
            RowTone::Equal => ("equal", "✓"),
            RowTone::Unequal => ("unequal", "✗"),
            RowTone::Same => ("same", "="),
            RowTone::Plain => ("", ""),
        };
        let take_in = row.optional.map(|taken| {
            let role = row.role;
            let named = self.say(&Message::TakeIn { label: label.clone() });
            let onchange = self.on(move || Event::LeaveOut(role));
            html! {
                <input type="checkbox" aria-label={named.clone()} title={named} checked={taken} {onchange} />
            }
        });
        let made_of_it = row.made_of_it.and_then(words::agreement);
        html! {
            <tr data-tone={tone}>
                <th scope="row">{ label.clone() }{ " " }{ self.why_field(&row.signals) }</th>
                <td>{ self.value(&row.now) }</td>
                <td>
                    <>{ for take_in }</>
                    <span class="mark" aria-hidden="true">{ mark }</span>
                    { self.value(&row.will_be) }
                    <>{ for made_of_it.map(|message| html! { <p class="hint">{ self.say(&message) }</p> }) }</>
                    <>{ self.by_hand(row, &label) }</>
                </td>
            </tr>
        }
    }

    /// What says that this is the field for it.
    fn why_field(&self, signals: &[Signal]) -> Html {
        if signals.is_empty() {
            return Html::default();
        }
        html! {
            <details class="why">
                <summary>{ self.say(&Message::Why) }</summary>
                { for signals.iter().map(|signal| html! { <p>{ self.say(&words::signal(*signal)) }</p> }) }
            </details>
        }
    }

    fn value(&self, shown: &Shown) -> Html {
        match shown {
            Shown::Nothing => html! { <span class="nothing">{ "–" }</span> },
            Shown::Text(text) => html! { <span class="value">{ text }</span> },
            Shown::Secret(secret) => html! { <code class="value">{ secret.masked() }</code> },
            Shown::Filled => html! { <span class="value">{ self.say(&Message::PasswordFilled) }</span> },
        }
    }

    fn by_hand(&self, row: &FieldRow, label: &str) -> Html {
        let reason = row.left_alone.as_ref().and_then(words::left_alone).filter(|_| !row.repeated);
        let Some(value) = row.copy.clone() else { return Html::default() };
        html! {
            <div class="by-hand">
                { for reason.map(|reason| html! { <p class="hint">{ self.say(&reason) }</p> }) }
                { self.copy_button(label, value, row.role == Role::ClientSecret) }
            </div>
        }
    }

    fn report(&self, report: ReadBack) -> Html {
        let tone = if report.complete() { "success" } else { "warning" };
        html! { <p class="said" data-tone={tone}>{ self.say(&words::read_back(report)) }</p> }
    }

    /// The footer: what was read back, above the buttons that it is about.
    fn actions(&self, plan: &PlannedForm) -> Html {
        let buttons = &plan.buttons;
        let one_way = buttons.one_way.then(|| {
            html! { <p class="hint one-way">{ self.say(&Message::OneWay) }</p> }
        });
        html! {
            <div class="actions">
                <>{ for plan.report.map(|report| self.report(report)) }</>
                <div class="buttons">{ for buttons.fill.iter().map(|button| self.act_button(button)) }</div>
                <div class="buttons">{ for buttons.save.iter().map(|button| self.act_button(button)) }</div>
                <>{ for one_way }</>
            </div>
        }
    }

    fn act_button(&self, button: &Button) -> Html {
        let name = button.act.name();
        html! {
            <button data-act={name} key={name} data-tone={if button.primary { "primary" } else { "" }}
                aria-disabled={(!button.enabled).to_string()} onclick={self.acts(button.act.clone(), button.enabled)}>
                { self.say(&label(&button.label)) }
            </button>
        }
    }

    /// All values with a button each, for a form that is not touched.
    fn values_to_copy(&self, values: &[(Role, Secret)]) -> Html {
        let row = |(role, value): &(Role, Secret)| {
            let label = self.say(&words::role(*role));
            let copy = self.copy_button(&label, value.clone(), *role == Role::ClientSecret);
            html! { <><dt>{ label }</dt><dd><code>{ shown(*role, value) }</code>{ copy }</dd></> }
        };
        html! { <dl class="values">{ for values.iter().map(row) }</dl> }
    }
}

fn label(label: &Label) -> Message {
    match label {
        Label::Fill(1) => Message::FillField,
        Label::Fill(count) => Message::FillFields { count: *count },
        Label::FillAgain => Message::FillAgain,
        Label::FillAnyway => Message::FillAnyway,
        Label::FillAndSave => Message::FillAndSave,
        Label::Overwrite => Message::Overwrite,
        Label::Undo => Message::Undo,
        Label::Press(button) => Message::PressButton { button: button.clone() },
        Label::ChooseAnother => Message::ChooseAnother,
        Label::Filling => Message::Filling,
        Label::Saving => Message::Saving,
    }
}

/// A value as it may be on the screen.
pub(super) fn shown(role: Role, value: &Secret) -> String {
    if role == Role::ClientSecret { value.masked() } else { value.reveal().to_owned() }
}
