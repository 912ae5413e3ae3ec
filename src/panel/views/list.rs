//! The list page: what is to be migrated, what is Adobe's, what is done.

use super::Views;
use crate::assistant::screen::{Group, GroupKind, Line, ListScreen, LoadMore, NextStep};
use crate::assistant::{Act, Event};
use crate::browser::intl;
use crate::locale::Message;
use crate::migration::Done;
use crate::panel::words;
use yew::prelude::*;

impl Views<'_> {
    pub(super) fn list(&self, list: &ListScreen) -> Html {
        if list.empty {
            return html! { <p class="hint">{ self.say(&Message::ListEmpty) }</p> };
        }
        let healthy = list.healthy.then(|| {
            html! { <p class="said" data-tone="success">{ self.say(&Message::HealthOk) }</p> }
        });
        html! {
            <>
                { for healthy }
                { for list.more.as_ref().map(|more| self.load_more(more)) }
                { self.group_to_migrate(list) }
                { self.done(&list.done) }
                { for list.others.iter().map(|group| self.group(group)) }
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
        let line = |line: &Line| {
            let id = line.id.clone();
            html! {
                <li>
                    <label>
                        <input type="radio" name="configuration" checked={line.picked}
                            onchange={self.on(move || Event::Pick(id.clone()))} />
                        <span class="title">{ line.title.clone() }</span>
                        <span class="credential-name" data-match={words::match_tone(&line.matched)}>
                            { for words::matched(&line.matched).map(|message| self.say(&message)) }
                        </span>
                    </label>
                    { self.why(line) }
                </li>
            }
        };
        html! {
            <section class="group" data-group="to-migrate">
                <h2>{ self.say(&Message::GroupToMigrate { count: group.count }) }</h2>
                // The first stop of the keyboard, however long the list is; shown below it.
                { for list.next.as_ref().map(|next| self.open_button(next)) }
                <ul class="configurations">{ for group.lines.iter().map(line) }</ul>
                { self.show_more(group) }
            </section>
        }
    }

    fn open_button(&self, next: &NextStep) -> Html {
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
            <div class="buttons">
                <button data-act={act.name()} data-tone={if next.ready { "primary" } else { "" }}
                    aria-disabled={(!enabled).to_string()} onclick={self.acts(act, enabled)}>
                    { self.say(&said) }
                </button>
            </div>
        }
    }

    /// The evidence, one click away; and where that leaves a doubt, a way to overrule it.
    fn why(&self, line: &Line) -> Html {
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
        html! {
            <details class="why">
                <summary>{ self.say(&Message::Why) }</summary>
                { for evidence.chain(doubt).map(|reason| html! { <p>{ self.say(&reason) }</p> }) }
                { for overrule }
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
            html! { <li><span class="title">{ line.title.clone() }</span>{ self.why(line) }</li> }
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

    fn done(&self, done: &[Done]) -> Html {
        if done.is_empty() {
            return Html::default();
        }
        let line = |done: &Done| {
            html! {
                <li>
                    <span class="tick" aria-hidden="true">{ "✓" }</span>
                    <span class="title">{ done.title.clone() }</span>
                    <time>{ intl::of_day(&self.dictionary.tag(), done.at) }</time>
                </li>
            }
        };
        html! {
            <section class="group done" data-group="done">
                <h2>{ self.say(&Message::GroupDone { count: done.len() }) }</h2>
                <ul class="configurations">{ for done.iter().map(line) }</ul>
                <p class="hint">{ self.say(&Message::CheckNext) }</p>
            </section>
        }
    }
}
