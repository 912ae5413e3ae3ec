//! The credentials in hand, and what was found out about them.

use super::secret_text::SecretText;
use super::{Choice, Message, Views};
use crate::assistant::screen::{Card, CredentialsScreen, SecretChoice};
use crate::assistant::{Event, Remark};
use crate::browser::intl;
use crate::credentials::{CredentialId, Finding, ScopeSeparator, Secret, Severity};
use crate::locale::{self, finding_message};
use crate::panel::words;
use yew::prelude::*;

impl Views<'_> {
    pub(super) fn credentials(&self, credentials: &CredentialsScreen) -> Html {
        let card = |card: &Card| self.card(card, credentials);
        let cards = credentials.cards.iter().filter(|card| !card.in_box).map(card);
        let remarks = credentials.remarks.iter().filter(|remark| !remark.of_box).map(|one| self.remark(one));
        // What came of the text in the box stands below it, each under a node of its own: a box that siblings come and go
        // beside would be drawn anew under the cursor.
        let of_box = credentials.cards.iter().filter(|card| card.in_box).map(card);
        let of_box =
            of_box.chain(credentials.remarks.iter().filter(|one| one.of_box).map(|one| self.remark(one)));
        let text_box = html! { <>{ self.paste_box(&credentials.in_box) }<>{ for of_box }</></> };
        if !credentials.held {
            return text_box;
        }
        let forget = if credentials.several { locale::Message::ForgetAll } else { locale::Message::Forget };
        html! {
            <div class="credentials">
                <>{ for cards }</>
                <>{ for remarks }</>
                <div class="buttons">
                    <details open={credentials.box_open}>
                        <summary>{ self.say(&locale::Message::PasteOther) }</summary>
                        { text_box }
                    </details>
                    <button class="plain" data-forget="all" onclick={self.on(|| Event::Forget)}>{ self.say(&forget) }</button>
                </div>
                { for self.kept_for() }
            </div>
        }
    }

    /// How long they are kept, where they are kept beyond this page.
    fn kept_for(&self) -> Option<Html> {
        let time = intl::duration(&self.dictionary.tag(), self.link?.keeps_for()?);
        Some(html! { <p class="hint kept-for">{ self.say(&locale::Message::KeptFor { time }) }</p> })
    }

    fn card(&self, card: &Card, among: &CredentialsScreen) -> Html {
        let radio = card.choosable.then(|| {
            let id = card.id.clone();
            html! {
                <input type="radio" name="credential" checked={card.chosen} disabled={!card.enabled}
                    onchange={self.on(move || Event::Choose(id.clone()))} />
            }
        });
        let name = card.name.clone().unwrap_or_else(|| self.say(&locale::Message::CredentialUnnamed));
        let verdict = card.verdict.as_ref().map(|verdict| {
            html! { <p class="fit" data-tone={words::tone(verdict)}>{ self.say(&words::verdict(verdict)) }</p> }
        });
        let used_for = card.used_for.clone().map(|title| {
            html! { <p class="fit" data-tone="spent">{ self.say(&locale::Message::UsedFor { title }) }</p> }
        });
        let fits = card.fits.clone().map(|title| {
            html! { <p class="fit" data-tone="good">{ self.say(&locale::Message::FitsTitle { title }) }</p> }
        });
        // Of a line that is closed only what stops it is said.
        let is_line = among.several && !card.in_box;
        let is_said = |finding: &&Finding| !is_line || finding.severity == Severity::Error;
        let (problems, remarks): (Vec<&Finding>, Vec<&Finding>) = card.findings.iter().partition(is_said);
        let values = html! {
            <>
                { self.card_values(card, among.separator) }
                { self.card_server(card) }
                { self.osgi(card) }
                { self.check(card) }
            </>
        };
        html! {
            <article class="credential" data-line={is_line.then_some("")} data-tone={card.chosen.then_some("chosen")} key={card.id.as_str()}>
                <label class="name">
                    { for radio }
                    <strong>{ name }</strong>
                    <span class="kind">{ card.kind.console_name() }</span>
                </label>
                if is_line {
                    <details class="values" open={card.chosen}>
                        <summary>{ summary(card) }</summary>
                        { values }
                        <>{ for verdict.clone().filter(|_| !card.chosen) }</>
                        { self.findings(&remarks) }
                        { self.forget_one(card) }
                    </details>
                } else {
                    { values }
                }
                { self.check_result(card.check.as_ref()) }
                { self.secret_choices(&card.id, &card.secrets, card.enabled) }
                // Of one that is not used here, that speaks for itself once it is opened.
                { for verdict.filter(|_| card.chosen || !is_line) }
                { for used_for }
                { for fits }
                { self.findings(&problems) }
            </article>
        }
    }

    fn forget_one(&self, card: &Card) -> Html {
        let id = card.id.clone();
        let onclick = self.on(move || Event::ForgetOne(id.clone()));
        html! {
            <button class="plain" data-forget="one" aria-disabled={self.screen.busy.to_string()} {onclick}>
                { self.say(&locale::Message::Forget) }
            </button>
        }
    }

    /// What is said of a text or a file as a whole.
    fn remark(&self, remark: &Remark) -> Html {
        let file = remark.file.clone().map(|name| html! { <p class="file-name">{ name }</p> });
        html! { <div class="remark">{ for file }{ self.findings(&remark.findings.iter().collect::<Vec<_>>()) }</div> }
    }

    fn card_values(&self, card: &Card, separator: ScopeSeparator) -> Html {
        let row = |label: locale::Message, value: Option<Html>| {
            let value = value.unwrap_or_else(|| html! { <em>{ self.say(&locale::Message::Missing) }</em> });
            html! { <><dt>{ self.say(&label) }</dt><dd>{ value }</dd></> }
        };
        let code = |text: &String| html! { <code>{ text }</code> };
        let secret = card.secret.as_ref().map(|secret| {
            html! { <SecretText secret={secret.clone()} label={self.say(&locale::Message::HoldToShow)} /> }
        });
        let scopes = card.scopes.map(|count| {
            let said = self.say(&locale::Message::ScopeCount { count });
            html! { <>{ said }{ for card.separates.then(|| self.separator(separator)) }</> }
        });
        html! {
            <dl>
                { row(locale::Message::FieldClientId, card.client_id.as_ref().map(code)) }
                { row(locale::Message::FieldClientSecret, secret) }
                { row(locale::Message::FieldScope, scopes) }
                { row(locale::Message::FieldOrgId, card.org_id.as_ref().map(code)) }
            </dl>
        }
    }

    /// The server, below the values: its label is too wide to stand beside them.
    fn card_server(&self, card: &Card) -> Html {
        let server = &card.authorization_server;
        if server.is_stand_in() {
            // A finding says which server was refused.
            return Html::default();
        }
        let assumed = server
            .is_assumed()
            .then(|| html! { <em>{ " (" }{ self.say(&locale::Message::ServerAssumed) }{ ")" }</em> });
        html! {
            <p class="server">
                { self.say(&locale::Message::FieldAuthorizationServer) }{ ": " }<code>{ server.host() }</code>
                { for assumed }
            </p>
        }
    }

    /// How a list of scopes is written into AEM's field.
    fn separator(&self, separator: ScopeSeparator) -> Html {
        let on_choose = self.send.callback(|chosen: usize| {
            let separator = if chosen == 0 { ScopeSeparator::Comma } else { ScopeSeparator::CommaAndSpace };
            Message::Event(Event::SeparateScopes(separator))
        });
        let options = ["a,b", "a, b"].map(|text| (text.into(), None)).to_vec();
        let chosen = usize::from(separator == ScopeSeparator::CommaAndSpace);
        html! {
            <label class="separator">
                { self.say(&locale::Message::ScopeSeparator) }
                <Choice {options} {chosen} disabled={self.screen.busy} {on_choose} />
            </label>
        }
    }

    fn secret_choices(&self, credential: &CredentialId, secrets: &[SecretChoice], enabled: bool) -> Html {
        if secrets.is_empty() {
            return Html::default();
        }
        let choice = |(index, choice): (usize, &SecretChoice)| {
            let id = credential.clone();
            html! {
                <label>
                    <input type="radio" name="secret" disabled={!enabled} checked={choice.chosen}
                        onchange={self.on(move || Event::ChooseSecret(id.clone(), index))} />
                    <code>{ choice.secret.masked() }</code>
                </label>
            }
        };
        html! {
            <fieldset>
                <legend>{ self.say(&locale::Message::WhichSecret) }</legend>
                { for secrets.iter().enumerate().map(choice) }
            </fieldset>
        }
    }

    fn findings(&self, findings: &[&Finding]) -> Html {
        let finding = |finding: &&Finding| {
            let (tone, word) = match finding.severity {
                Severity::Error => ("error", locale::Message::SeverityError),
                Severity::Warning => ("warning", locale::Message::SeverityWarning),
                Severity::Note => ("note", locale::Message::SeverityNote),
            };
            html! {
                <li data-tone={tone}>
                    <span class="severity">{ self.say(&word) }</span>{ self.say(&finding_message(finding)) }
                </li>
            }
        };
        if findings.is_empty() {
            return Html::default();
        }
        html! { <ul class="findings">{ for findings.iter().map(finding) }</ul> }
    }
}

/// A credential in a line: how its id begins and ends, and its secret masked.
fn summary(card: &Card) -> Html {
    let id = card.client_id.as_deref().unwrap_or("–");
    let short = match (id.get(..4), id.len().checked_sub(4).and_then(|end| id.get(end..))) {
        (Some(start), Some(end)) if id.len() > 12 => format!("{start}…{end}"),
        _ => id.to_owned(),
    };
    let secret = card.secret.as_ref().map(Secret::masked);
    html! { <><code title={id.to_owned()}>{ short }</code>{ " · " }<code>{ secret.unwrap_or_else(|| "–".to_owned()) }</code></> }
}
