//! Whether Adobe takes a credential: the test and its result, or a command to test with.

use super::{Message as Sent, Views};
use crate::assistant::screen::{Card, Check, CheckState, PlanRow, Tested};
use crate::assistant::{CheckEvent, Event};
use crate::browser::{intl, permission};
use crate::credentials::{CredentialId, Secret};
use crate::ims::{Difference, Verdict};
use crate::locale::Message;
use yew::prelude::*;

impl Views<'_> {
    /// What one presses or copies, and before the first test what it does.
    pub(super) fn check(&self, card: &Card) -> Html {
        match &card.check {
            None => Html::default(),
            Some(Check::Command(command)) => self.check_command(command),
            Some(Check::Test { host, state }) => {
                let is_testing = *state == CheckState::Testing;
                let onclick = if is_testing {
                    Callback::noop()
                } else {
                    self.tests(vec![card.id.clone()], host.clone())
                };
                let untested = (*state == CheckState::Untested).then(|| {
                    let host = host.clone();
                    html! { <p class="hint">{ self.say(&Message::ImsUntested { host }) }</p> }
                });
                html! {
                    <div class="check">
                        <button data-act="test" aria-disabled={is_testing.to_string()} {onclick}>
                            { self.say(&Message::ImsTest) }
                        </button>
                        { for untested }
                    </div>
                }
            }
        }
    }

    fn check_command(&self, command: &Secret) -> Html {
        html! {
            <details class="check command">
                <summary>{ self.say(&Message::ImsTest) }</summary>
                <p class="hint">{ self.say(&Message::ImsCommand) }</p>
                <pre tabindex="0"><code>{ command.reveal() }</code></pre>
                { self.copy_button("cURL", command.clone(), false) }
            </details>
        }
    }

    /// The button that tests all credentials of a plan that were not tested, one after the other: those of the server that
    /// most of them are of, since one press asks for one permission.
    pub(super) fn check_all(&self, rows: &[PlanRow]) -> Html {
        let untested = |row: &PlanRow| match &row.check {
            Some(Check::Test { host, state: CheckState::Untested | CheckState::Refused }) => {
                Some((host.clone(), row.credential.clone()))
            }
            _ => None,
        };
        let untested: Vec<(String, CredentialId)> = rows.iter().filter_map(untested).collect();
        let count_of = |host: &str| untested.iter().filter(|(other, _)| other == host).count();
        let Some(host) = untested.iter().map(|(host, _)| host).max_by_key(|host| count_of(host)).cloned()
        else {
            return Html::default();
        };
        let ids: Vec<CredentialId> =
            untested.into_iter().filter(|(of, _)| *of == host).map(|(_, id)| id).collect();
        let count = ids.len();
        if count < 2 {
            return Html::default();
        }
        html! {
            <div class="check">
                <button data-act="test-all" aria-disabled="false" onclick={self.tests(ids, host.clone())}>
                    { self.say(&Message::ImsTestAll { count }) }
                </button>
                <p class="hint">{ self.say(&Message::ImsUntested { host }) }</p>
            </div>
        }
    }

    /// A press on *Test*. The browser asks for a permission only within the press itself, and Yew handles messages later.
    fn tests(&self, ids: Vec<CredentialId>, host: String) -> Callback<MouseEvent> {
        let Some(link) = self.link.cloned() else { return Callback::noop() };
        let send = self.send.clone();
        Callback::from(move |press: MouseEvent| {
            if !press.is_trusted() {
                return;
            }
            let answer = permission(&link, &host);
            send.send(Sent::Event(Event::Check(CheckEvent::Pressed(ids.clone()))));
            let ids = ids.clone();
            send.later(async move { Event::Check(CheckEvent::Permitted(ids, answer.await)) });
        })
    }

    /// How far a test is, and what came of it. The element stays, so that a screen reader tells what comes into it.
    pub(super) fn check_result(&self, check: Option<&Check>) -> Html {
        let Some(Check::Test { host, state }) = check else { return Html::default() };
        let host = host.clone();
        let (tone, said) = match state {
            CheckState::Untested => (None, Html::default()),
            CheckState::Testing => (Some("busy"), self.line(&Message::ImsTesting { host })),
            CheckState::Refused => (Some("warning"), self.line(&Message::ImsNotPermitted { host })),
            CheckState::AskedElsewhere => (Some("warning"), self.line(&Message::ImsAskedElsewhere)),
            CheckState::Tested(tested) => (Some(tone(tested)), self.tested(tested, host)),
        };
        html! { <div class="check-result" role="status" data-tone={tone}>{ said }</div> }
    }

    fn line(&self, message: &Message) -> Html {
        html! { <p>{ self.say(message) }</p> }
    }

    fn tested(&self, tested: &Tested, host: String) -> Html {
        let verdict = self.verdict(tested, host);
        let unread = matches!(&tested.verdict, Verdict::Works(granted) if granted.is_unread());
        let differences = tested.differences.iter().map(|one| {
            html! { <li>{ self.say(&difference(one)) }</li> }
        });
        let debug_id = match &tested.verdict {
            Verdict::ServerError { debug_id, .. } | Verdict::Unexpected { debug_id, .. } => debug_id.clone(),
            _ => None,
        };
        let time = intl::of_day(&self.dictionary.tag(), tested.at);
        html! {
            <>
                { self.line(&verdict) }
                if tested.is_other_chosen { { self.line(&Message::ImsNotChosen) } }
                if unread { { self.line(&Message::ImsUnread) } }
                if !tested.differences.is_empty() { <ul>{ for differences }</ul> }
                { for debug_id.map(|id| self.line(&Message::ImsDebugId { id })) }
                <p class="hint">{ self.say(&Message::ImsTestedAt { time }) }</p>
            </>
        }
    }

    fn verdict(&self, tested: &Tested, host: String) -> Message {
        match &tested.verdict {
            Verdict::Works(_) => match &tested.secret {
                Some(secret) => Message::ImsWorksWith { secret: secret.masked() },
                None => Message::ImsWorks,
            },
            Verdict::UnknownClient => Message::ImsUnknownClient { host },
            Verdict::WrongSecret => match tested.refused {
                Some(count) => Message::ImsWrongSecrets { count },
                None => Message::ImsWrongSecret,
            },
            Verdict::ScopeRefused { words } => Message::ImsScopeRefused { words: words.clone() },
            Verdict::Refused { words, .. } => Message::ImsRefused { words: words.clone() },
            Verdict::Throttled { until: None } => Message::ImsThrottled,
            Verdict::Throttled { until: Some(until) } => {
                Message::ImsThrottledUntil { time: intl::of_day(&self.dictionary.tag(), *until) }
            }
            Verdict::ServerError { status, .. } => Message::ImsServerError { status: status.to_string() },
            Verdict::Unexpected { status, .. } => Message::ImsUnexpected { status: status.to_string() },
            Verdict::NotFromIms { status } => Message::ImsNotFromIms { status: status.to_string() },
            Verdict::Redirected => Message::ImsRedirected,
            Verdict::Silent => Message::ImsSilent { host },
            Verdict::Blocked => Message::ImsBlocked { host },
        }
    }
}

/// How a result is coloured. What could not be tested is never an error.
fn tone(tested: &Tested) -> &'static str {
    let is_less = |one: &Difference| !matches!(one, Difference::GrantedBesides(_));
    match tested.verdict {
        Verdict::Works(_) if tested.is_other_chosen => "warning",
        Verdict::Works(_) if tested.differences.iter().any(is_less) => "warning",
        Verdict::Works(_) => "success",
        Verdict::UnknownClient
        | Verdict::WrongSecret
        | Verdict::ScopeRefused { .. }
        | Verdict::Refused { .. } => "error",
        Verdict::Throttled { .. }
        | Verdict::ServerError { .. }
        | Verdict::Unexpected { .. }
        | Verdict::NotFromIms { .. }
        | Verdict::Redirected
        | Verdict::Silent
        | Verdict::Blocked => "warning",
    }
}

fn difference(difference: &Difference) -> Message {
    match difference.clone() {
        Difference::ClientId { theirs, ours } => Message::ImsOtherClient { theirs, ours },
        Difference::Organization { theirs, ours } => Message::ImsOtherOrganization { theirs, ours },
        Difference::Account { theirs, ours } => Message::ImsOtherAccount { theirs, ours },
        Difference::NotGranted(scopes) => Message::ImsNotGranted { scopes: scopes.join(", ") },
        Difference::GrantedBesides(scopes) => Message::ImsGrantedBesides { scopes: scopes.join(", ") },
    }
}
