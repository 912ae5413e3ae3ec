//! The list page: what is to be migrated, what is Adobe's, what is done.

use super::{Choice, Message as RootMessage, Views};
use crate::assistant::screen::{
    BatchState, Checks, CredentialOption, Group, GroupKind, Line, LinePlan, ListScreen, LoadMore, NewLine,
    NextStep, OptionStanding, Ready,
};
use crate::assistant::{Act, Event, HealthLine, Lack, ToCheck};
use crate::browser::intl;
use crate::console::Role;
use crate::locale::Message;
use crate::migration::Done;
use crate::panel::words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

impl Views<'_> {
    pub(super) fn list(&self, list: &ListScreen) -> Html {
        if list.empty {
            return html! { <p class="hint">{ self.say(&Message::ListEmpty) }</p> };
        }
        // Whoever checks by hand is told; what is being checked here is told with its configuration.
        let healthy = (list.healthy && list.checks.checking.is_none()).then(|| {
            html! { <p class="said" data-tone="success">{ self.say(&Message::HealthOk) }</p> }
        });
        html! {
            <>
                { for healthy }
                { for list.more.as_ref().map(|more| self.load_more(more)) }
                { self.group_to_migrate(list) }
                { self.group_to_create(list) }
                { self.done(list) }
                { for list.others.iter().map(|group| self.group(group)) }
                { self.checks(&list.checks) }
            </>
        }
    }

    fn load_more(&self, more: &LoadMore) -> Html {
        let button = |act: Act, said: Message, enabled: bool| {
            html! {
                <button class="plain" data-act={(act != Act::StopLoading).then(|| act.name())}
                    aria-disabled={(!enabled).to_string()} onclick={self.acts(act, enabled)}>{ self.say(&said) }</button>
            }
        };
        html! {
            <div class="said more">
                <p>{ self.say(&Message::ListSoFar { count: more.count }) }</p>
                if more.loading {
                    { button(Act::StopLoading, Message::Stop, true) }
                } else {
                    { button(Act::LoadRest, Message::LoadRest, !self.screen.busy) }
                }
            </div>
        }
    }

    fn group_to_migrate(&self, list: &ListScreen) -> Html {
        let Some(group) = &list.to_migrate else {
            // Said above, and the opposite of this.
            if self.screen.marks_vanished {
                return Html::default();
            }
            return html! { <p class="said">{ self.say(&Message::NothingToMigrate) }</p> };
        };
        let total = group.count;
        let count = list.ready.map_or(0, |ready| ready.migrations);
        let said = (count > 0).then(|| {
            html! { <p class="hint">{ self.say(&Message::PlanReady { count, total }) }</p> }
        });
        let review = list.ready.map(|ready| self.review(ready));
        // One is as quickly done by hand, and seen field by field.
        let is_paused = self.screen.batch.as_ref().is_some_and(|batch| batch.state != BatchState::Ended);
        let is_primary =
            list.ready.is_none_or(|ready| ready == Ready { migrations: 1, creations: 0 }) && !is_paused;
        let open = list.next.as_ref().map(|next| self.open_button(next, is_primary));
        html! {
            <section class="group" data-group="to-migrate">
                <h2>{ self.say(&Message::GroupToMigrate { count: group.count }) }</h2>
                // The first stop of the keyboard, however long the list is; shown below it.
                <div class="buttons">
                    <>{ for said }</>
                    if is_primary {
                        { for open }
                        { for review }
                    } else {
                        { for review }
                        { for open }
                    }
                </div>
                <ul class="configurations">{ for group.lines.iter().map(|line| self.line_to_migrate(line)) }</ul>
                { self.show_more(group) }
            </section>
        }
    }

    fn review(&self, ready: Ready) -> Html {
        let count = ready.count();
        let said = if ready.creations == 0 {
            Message::PlanReview { count }
        } else {
            Message::PlanReviewAll { count }
        };
        // A single migration is as quickly done by hand.
        let is_primary = count > 1 || ready.creations > 0;
        html! {
            <button data-part="review" data-tone={if is_primary { "primary" } else { "" }}
                aria-disabled={self.screen.busy.to_string()} onclick={self.on(|| Event::Review(true))}>
                { self.say(&said) }
            </button>
        }
    }

    /// What could be created; closed, since to migrate comes first.
    fn group_to_create(&self, list: &ListScreen) -> Html {
        if list.new.is_empty() {
            return Html::default();
        }
        // Where there is something to migrate, the button stands there.
        let review = list.ready.filter(|_| list.to_migrate.is_none()).map(|ready| self.review(ready));
        html! {
            <details class="group" data-group="to-create" key="to-create">
                <summary>{ self.say(&Message::GroupNew { count: list.new.len() }) }</summary>
                <p class="hint">{ self.say(&Message::NewHint) }</p>
                <ul class="configurations">{ for list.new.iter().map(|line| self.line_to_create(line)) }</ul>
                { for review.map(|review| html! { <div class="buttons">{ review }</div> }) }
            </details>
        }
    }

    fn line_to_create(&self, line: &NewLine) -> Html {
        let (id, ticked) = (line.credential.clone(), line.ticked);
        let tick = self.on(move || Event::Want(id.clone(), !ticked));
        let id = line.credential.clone();
        let type_title = self.send.batch_callback(move |event: yew::Event| {
            let title = event.target_dyn_into::<HtmlInputElement>()?.value();
            Some(RootMessage::Event(Event::Entitle(id.clone(), title)))
        });
        let named = Message::NewTick { title: line.title.clone(), name: line.name.clone() };
        let beside = (!line.beside.is_empty()).then(|| Message::NewBeside { titles: line.beside.clone() });
        // Whoever cannot create one by a tick is not asked for its title.
        let has_form = line.lack != Some(Lack::Solution);
        let lack = line.lack.map(words::lack);
        html! {
            <li key={line.credential.as_str().to_owned()}>
                <div class="line">
                    <input type="checkbox" aria-label={self.say(&named)} checked={line.ticked}
                        disabled={line.lack.is_some()} onchange={tick} />
                    <span class="title">{ line.name.clone() }</span>
                    <span class="credential-name">{ line.solution.clone() }</span>
                </div>
                if has_form {
                    <label class="field">
                        <span>{ self.say(&words::role(Role::Title)) }</span>
                        <input type="text" value={line.title.clone()} onchange={type_title}
                            aria-invalid={line.lack.is_some().to_string()} />
                    </label>
                }
                <>{ for lack.map(|lack| html! { <p class="hint" data-part="lack">{ self.say(&lack) }</p> }) }</>
                <>{ for beside.map(|beside| html! { <p class="hint">{ self.say(&beside) }</p> }) }</>
            </li>
        }
    }

    fn line_to_migrate(&self, line: &Line) -> Html {
        let tick = line.plan.as_ref().map(|plan| {
            let (id, ticked) = (line.id.clone(), plan.ticked);
            let onchange = self.on(move || Event::Tick(id.clone(), !ticked));
            let named = self.say(&Message::PlanTick { title: line.title.clone() });
            html! {
                <input type="checkbox" aria-label={named} checked={plan.ticked} disabled={!plan.tickable} {onchange} />
            }
        });
        let choice = line.plan.as_ref().map(|plan| self.choice_of_credential(line, plan));
        // The choice below says which.
        let is_chosen =
            line.plan.as_ref().is_some_and(|plan| plan.options.iter().any(|option| option.chosen));
        let matched = words::matched(&line.matched).filter(|_| !is_chosen);
        html! {
            <li>
                <div class="line">
                    <>{ for tick }</>
                    <span class="title">{ line.title.clone() }</span>
                    <span class="credential-name" data-match={words::match_tone(&line.matched)}>
                        { for matched.map(|message| self.say(&message)) }
                    </span>
                </div>
                <>{ for choice }</>
                { self.why(line, true) }
                <>{ for line.health.as_ref().map(|health| self.health(health)) }</>
            </li>
        }
    }

    /// Which credential is meant for a configuration: the one that fits it, or another one by hand.
    fn choice_of_credential(&self, line: &Line, plan: &LinePlan) -> Html {
        let name = |option: &CredentialOption| match option.standing {
            OptionStanding::Against => self.say(&Message::PlanOptionAgainst { name: option.name.clone() }),
            OptionStanding::Fits | OptionStanding::NotKnown => option.name.clone(),
        };
        let none = self.say(&Message::PlanChoose);
        let options = std::iter::once(none).chain(plan.options.iter().map(name));
        let options: Vec<(AttrValue, Option<AttrValue>)> = options.map(|text| (text.into(), None)).collect();
        let is_closed = |(_, option): &(usize, &CredentialOption)| option.standing == OptionStanding::Against;
        let closed = plan.options.iter().enumerate().filter(is_closed).map(|(place, _)| place + 1);
        let chosen = plan.options.iter().position(|option| option.chosen).map_or(0, |place| place + 1);
        let (id, credentials) = (line.id.clone(), plan.options.clone());
        let on_choose = self.send.callback(move |place: usize| {
            let credential = place.checked_sub(1).and_then(|place| credentials.get(place));
            RootMessage::Event(Event::ChooseFor(id.clone(), credential.map(|option| option.id.clone())))
        });
        html! {
            <Choice {options} closed={closed.collect::<Vec<_>>()} {chosen} disabled={self.screen.busy} {on_choose}
                named={self.say(&Message::PlanChooseFor { title: line.title.clone() })} />
        }
    }

    fn open_button(&self, next: &NextStep, is_primary: bool) -> Html {
        let title = next.title.clone();
        let said = if next.opening {
            Message::Opening
        } else if next.ready {
            Message::Migrate { title }
        } else {
            Message::OpenProperties { title }
        };
        let enabled = !self.screen.busy;
        let act = Act::Open(next.id.clone());
        html! {
            <button data-act={act.name()} data-tone={if next.ready && is_primary { "primary" } else { "" }}
                aria-disabled={(!enabled).to_string()} onclick={self.acts(act, enabled)}>
                { self.say(&said) }
            </button>
        }
    }

    /// The evidence, one click away; where that leaves a doubt, a way to overrule it; and for one that is to be migrated, a
    /// way to do that by hand.
    fn why(&self, line: &Line, opens: bool) -> Html {
        let evidence = line.evidence.iter().map(words::evidence);
        let doubt = if line.shared {
            Some(Message::EvidenceShared)
        } else {
            line.doubtful.then_some(Message::NotCertain)
        };
        let overrule = line.overrule.map(|overruled| {
            let id = line.id.clone();
            let said = if overruled { Message::OverruleBack } else { Message::Overrule };
            let onclick = self.trusted(move || Event::Overrule(id.clone()));
            html! {
                <>
                    <p class="hint">{ self.say(&Message::OverruleHint) }</p>
                    <button class="plain" {onclick}>{ self.say(&said) }</button>
                </>
            }
        });
        let open = opens.then(|| {
            let (act, enabled) = (Act::Open(line.id.clone()), !self.screen.busy);
            let said = Message::OpenProperties { title: line.title.clone() };
            html! {
                <button class="plain" data-act={act.name()} aria-disabled={(!enabled).to_string()}
                    onclick={self.acts(act, enabled)}>{ self.say(&said) }</button>
            }
        });
        html! {
            <details class="why">
                <summary>{ self.say(&Message::Why) }</summary>
                { for evidence.chain(doubt).map(|reason| html! { <p>{ self.say(&reason) }</p> }) }
                { for overrule }
                { for open }
            </details>
        }
    }

    /// A button for the lines that are not shown, if there are any.
    fn show_more(&self, group: &Group) -> Html {
        let Some((hidden, next)) = group.hidden else { return Html::default() };
        let said = Message::ShowMore { count: next, hidden };
        html! { <button class="plain" onclick={self.on(|| Event::ShowMore)}>{ self.say(&said) }</button> }
    }

    fn group(&self, group: &Group) -> Html {
        let count = group.count;
        let (name, heading, explanation) = match group.kind {
            GroupKind::ToMigrate => return Html::default(),
            GroupKind::Doubts => ("doubts", Message::GroupDoubts { count }, Message::WhyDoubts),
            GroupKind::Adobes => ("adobes", Message::GroupAdobes { count }, Message::WhyAdobes),
            GroupKind::Others => ("others", Message::GroupOthers { count }, Message::WhyOthers),
        };
        let line = |line: &Line| {
            html! {
                <li>
                    <span class="title">{ line.title.clone() }</span>
                    { self.why(line, false) }
                    { for line.health.as_ref().map(|health| self.health(health)) }
                </li>
            }
        };
        html! {
            <details class="group" data-group={name} key={name}>
                <summary>{ self.say(&heading) }</summary>
                <p class="hint">{ self.say(&explanation) }</p>
                <ul class="configurations">{ for group.lines.iter().map(line) }</ul>
                { self.show_more(group) }
            </details>
        }
    }

    /// What AEM's check has found of a configuration.
    pub(super) fn health(&self, health: &HealthLine) -> Html {
        let time = intl::of_day(&self.dictionary.tag(), health.at);
        let (tone, said) = if health.healthy {
            ("good", Message::HealthGood { time })
        } else {
            ("bad", Message::HealthBad { text: health.words.clone(), time })
        };
        let expected = health.expected.then(|| [" ", &self.say(&Message::HealthExpected)].concat());
        html! { <p class="health" data-health={tone}>{ self.say(&said) }{ for expected }</p> }
    }

    /// The buttons that have AEM check, or what it is checking.
    fn checks(&self, checks: &Checks) -> Html {
        if let Some((title, count)) = &checks.checking {
            let said = Message::Checking { title: title.clone(), count: *count };
            return html! {
                <div class="said" role="status">
                    <p>{ self.say(&said) }</p>
                    <button class="plain" data-part="stop-checking"
                        onclick={self.trusted(|| Event::Act(Act::StopChecking))}>{ self.say(&Message::Stop) }</button>
                </div>
            };
        }
        let button = |which: ToCheck, said: Message, part: &'static str| {
            let (act, enabled) = (Act::CheckHealth(which), !self.screen.busy);
            html! {
                <button class="plain" data-act={act.name()} data-part={part} aria-disabled={(!enabled).to_string()}
                    onclick={self.acts(act, enabled)}>{ self.say(&said) }</button>
            }
        };
        let Checks { migrated, all, .. } = *checks;
        let has_some = migrated > 0 && migrated < all;
        html! {
            <div class="buttons">
                if has_some {
                    { button(ToCheck::Migrated, Message::CheckMigrated { count: migrated }, "check-migrated") }
                }
                { button(ToCheck::All, Message::CheckAll { count: all }, "check-all") }
            </div>
        }
    }

    fn done(&self, list: &ListScreen) -> Html {
        let done = &list.done;
        if done.is_empty() {
            return Html::default();
        }
        let line = |(done, health): &(Done, Option<HealthLine>)| {
            html! {
                <li>
                    <span class="tick" aria-hidden="true">{ "✓" }</span>
                    <span class="title">{ done.title.clone() }</span>
                    <time>{ intl::of_day(&self.dictionary.tag(), done.at) }</time>
                    { for health.as_ref().map(|health| self.health(health)) }
                </li>
            }
        };
        html! {
            <section class="group done" data-group="done">
                <h2>{ self.say(&Message::GroupDone { count: done.len() }) }</h2>
                <ul class="configurations">{ for done.iter().map(line) }</ul>
            </section>
        }
    }
}
