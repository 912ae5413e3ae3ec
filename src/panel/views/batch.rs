//! Several migrations in a row: how far each has come, and the buttons that hold them back; at the end, the report.

use super::{Message as RootMessage, Views};
use crate::assistant::screen::{BatchScreen, BatchState, JobLine, PlanRow, PlanScreen};
use crate::assistant::{Act, Event};
use crate::browser::PageLink;
use crate::locale::Message;
use crate::migration::batch::{Aim, Outcome, Stage};
use crate::panel::words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

impl Views<'_> {
    /// The page that names every configuration with its credential, and has the one button.
    pub(super) fn plan(&self, plan: &PlanScreen) -> Html {
        let count = plan.rows.len();
        let (heading, go) = if plan.ready.creations == 0 {
            (Message::PlanHeading { count }, Message::PlanMigrate { count })
        } else {
            (Message::PlanHeadingAll { count }, Message::PlanMigrateAll { count })
        };
        let row = |row: &PlanRow| {
            // Of what is not there yet nothing can speak for or against a credential.
            let (tone, said) = match &row.aim {
                Aim::Migrate => (words::tone(&row.verdict), words::verdict(&row.verdict)),
                Aim::Create { solution } => ("new", Message::PlanNew { solution: solution.clone() }),
            };
            html! {
                <tr>
                    <th scope="row">{ row.title.clone() }</th>
                    <td>
                        <span class="value">{ row.name.clone() }</span>
                        <code class="value">{ row.client_id.clone() }</code>
                        <p class="verdict" data-tone={tone}>{ self.say(&said) }</p>
                        { self.check_result(row.check.as_ref()) }
                    </td>
                </tr>
            }
        };
        let stops = self.send.batch_callback(|event: yew::Event| {
            let stops = event.target_dyn_into::<HtmlInputElement>()?.checked();
            Some(RootMessage::Event(Event::StopBeforeSaving(stops)))
        });
        let act = Act::Migrate(plan.planned.clone());
        let enabled = !self.screen.busy;
        html! {
            <section class="plan">
                <h2>{ self.say(&heading) }</h2>
                <p class="hint">{ self.say(&Message::PlanHint) }</p>
                <table>
                    <thead><tr>
                        <th scope="col">{ self.say(&Message::PlanConfiguration) }</th>
                        <th scope="col">{ self.say(&Message::PlanCredential) }</th>
                    </tr></thead>
                    <tbody>{ for plan.rows.iter().map(row) }</tbody>
                </table>
                { self.check_all(&plan.rows) }
                <div class="next">
                    <label class="confirm">
                        <input type="checkbox" checked={plan.stops_before_saving} onchange={stops} />
                        { self.say(&Message::PlanStop) }
                    </label>
                    <div class="buttons">
                        <button data-act={act.name()} data-tone="primary" aria-disabled={(!enabled).to_string()}
                            onclick={self.acts(act, enabled)}>{ self.say(&go) }</button>
                        <button data-part="back" onclick={self.on(|| Event::Review(false))}>{ self.say(&Message::PlanBack) }</button>
                    </div>
                    // What is created has no JWT to go back to.
                    if plan.ready.migrations > 0 {
                        <p class="hint one-way">{ self.say(&Message::OneWay) }</p>
                    }
                </div>
            </section>
        }
    }

    pub(super) fn batch(&self, batch: &BatchScreen) -> Html {
        let total = batch.lines.len();
        let has_ended = batch.state == BatchState::Ended;
        let heading =
            if has_ended { Message::BatchEnded } else { Message::BatchHeading { count: batch.at, total } };
        let tally = has_ended.then(|| {
            let tally = batch.tally;
            let said =
                Message::BatchTally { migrated: tally.migrated, left: tally.left, failed: tally.failed };
            let created = (tally.created > 0).then(|| {
                [" ", &self.say(&Message::BatchTallyCreated { count: tally.created })].concat()
            });
            let tone = if tally.left + tally.failed == 0 { "success" } else { "warning" };
            html! { <p class="said" data-tone={tone} data-part="tally">{ self.say(&said) }{ for created }</p> }
        });
        let (ended, all) = (batch.ended.to_string(), total.to_string());
        html! {
            <section class="batch" data-batch={state_name(&batch.state)}>
                <h2>{ self.say(&heading) }</h2>
                if !has_ended {
                    <progress value={ended} max={all} aria-label={self.say(&heading)} />
                }
                <>{ for tally }</>
                <ol class="jobs">{ for batch.lines.iter().map(|line| self.job(line)) }</ol>
                <>{ for state(&batch.state).map(|said| html! { <p class="said" role="status">{ self.say(&said) }</p> }) }</>
                { self.batch_buttons(batch) }
            </section>
        }
    }

    fn job(&self, line: &JobLine) -> Html {
        let (tone, mark) = match &line.stage {
            Stage::Waiting => ("waiting", "○"),
            Stage::Ended(Outcome::Migrated { .. } | Outcome::Created { .. }) => ("migrated", "✓"),
            Stage::Ended(Outcome::LeftAlone(_)) => ("left", "–"),
            Stage::Ended(_) => ("failed", "!"),
            _ => ("working", "▸"),
        };
        let verdict = line.verdict.as_ref();
        let verdict =
            verdict.map(|verdict| html! { <p class="hint">{ self.say(&words::verdict(verdict)) }</p> });
        let decide = line.can_decide.then(|| {
            let act = Act::Open(line.id.clone());
            html! {
                <button class="plain" data-act={act.name()} aria-disabled="false" onclick={self.acts(act, true)}>
                    { self.say(&Message::BatchDecide) }
                </button>
            }
        });
        html! {
            <li data-job={tone}>
                <span class="mark" aria-hidden="true">{ mark }</span>
                <div>
                    <span class="title">{ line.title.clone() }</span>
                    <span class="credential-name">{ format!("← {}", line.name) }</span>
                    <p class="stage">{ self.say(&words::stage(&line.stage)) }</p>
                    { for verdict }
                    <>{ for line.health.as_ref().map(|health| self.health(health)) }</>
                </div>
                <>{ for decide }</>
            </li>
        }
    }

    fn batch_buttons(&self, batch: &BatchScreen) -> Html {
        // What only holds back is pressed at any time, and needs no guard.
        let holds = |part: &'static str, act: Act, said: Message| {
            html! {
                <button data-part={part} onclick={self.trusted(move || Event::Act(act.clone()))}>{ self.say(&said) }</button>
            }
        };
        let resume = |said: Message, enabled: bool| {
            html! {
                <button data-act={Act::Resume.name()} data-tone="primary" aria-disabled={(!enabled).to_string()}
                    onclick={self.acts(Act::Resume, enabled)}>{ self.say(&said) }</button>
            }
        };
        let skip = || {
            if batch.can_skip { holds("skip", Act::Skip, Message::BatchSkip) } else { Html::default() }
        };
        let stop = || holds("stop", Act::Stop, Message::Stop);
        let buttons = match &batch.state {
            BatchState::Ended => html! {
                <>
                    <button data-part="close" onclick={self.on(|| Event::CloseBatch)}>{ self.say(&Message::BatchClose) }</button>
                    // The home page has what was done on every AEM, to be written down.
                    if self.link.is_some_and(PageLink::is_extension) {
                        <a class="button" href="home.html#environments" target="_blank">{ self.say(&Message::BatchExport) }</a>
                    }
                </>
            },
            BatchState::Paused { can_resume, .. } => html! {
                <>{ resume(Message::BatchResume, *can_resume) }{ skip() }{ stop() }</>
            },
            BatchState::InAnotherTab => html! {
                <>{ resume(Message::BatchHere, !self.screen.busy) }{ stop() }</>
            },
            BatchState::Running | BatchState::ForLogin | BatchState::ForDialog | BatchState::ForSave => {
                html! {
                    <>{ holds("pause", Act::Pause, Message::BatchPause) }{ skip() }{ stop() }</>
                }
            }
        };
        html! { <div class="buttons">{ buttons }</div> }
    }
}

/// What is to be said of it, where it is not plain to see.
fn state(state: &BatchState) -> Option<Message> {
    match state {
        BatchState::Running | BatchState::Ended => None,
        BatchState::ForLogin => Some(Message::BatchForLogin),
        BatchState::ForDialog => Some(Message::BatchForDialog),
        BatchState::ForSave => Some(Message::BatchForSave),
        BatchState::InAnotherTab => Some(Message::BatchInAnotherTab),
        BatchState::Paused { why, name, .. } => Some(words::paused(*why, name)),
    }
}

/// What it is known by, whatever language it is told in.
fn state_name(state: &BatchState) -> &'static str {
    match state {
        BatchState::Running => "running",
        BatchState::ForLogin => "for-login",
        BatchState::ForDialog => "for-dialog",
        BatchState::ForSave => "for-save",
        BatchState::InAnotherTab => "in-another-tab",
        BatchState::Paused { .. } => "paused",
        BatchState::Ended => "ended",
    }
}
