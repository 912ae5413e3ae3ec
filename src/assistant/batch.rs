//! Several migrations in a row: begun by one press on a page that names them all, and driven from page to page.
//!
//! What to do next is decided by [`next`], a table. Here is what it needs to know (what the page shows of the current
//! migration), and how a move of it is carried out: by the same acts that a person's press begins, one at a time. Only the
//! tab that runs a batch does anything; all others show it.

use super::act::{Planned, Task};
use super::creations::NewEntry;
use super::selection::speaks_against;
use super::steps::{Ended, FillFailure, FillReport, ListOrder, SaveFailure, SelectFailure, Step};
use super::{Assistant, Effect, Looking, Spoken};
use crate::console::{Authentication, Completeness, Configuration, ConsoleView, Identity, PageKind, Role};
use crate::credentials::{Credential, CredentialId};
use crate::migration::batch::{
    Aim, Batch, Job, Mode, Move, OnForm, OnList, Outcome, Pause, Sight, Stage, Why, next,
};
use crate::migration::{ConfigurationId, Time, Verdict, has_title, plan};
use std::collections::HashSet;
use std::time::Duration;

/// How often the list is gone to without a migration coming of it.
const MOST_RETURNS: u32 = 3;

/// How long the list gets to come.
const LIST_WITHIN: Duration = Duration::from_secs(20);

/// What a plan says of one configuration.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) configuration: ConfigurationId,
    pub(super) title: String,
    /// The credential that was chosen for it, or fits it, and how that stands to it.
    pub(super) credential: Option<(CredentialId, Verdict)>,
    /// Whether it is to be migrated.
    pub(super) ticked: bool,
    /// Whether it could be.
    pub(super) tickable: bool,
}

impl Assistant {
    /// What a plan says of each configuration that is offered, in the page's order; nothing where no credential is at hand. A
    /// credential is meant for one of them only, the first.
    pub(super) fn entries(&self, view: &ConsoleView) -> Vec<Entry> {
        // Without a credential there is nothing to plan, however long the list is.
        if !self.tray.usable() {
            return Vec::new();
        }
        let mut taken: HashSet<CredentialId> = HashSet::new();
        let offered = view.configurations.iter().filter(|one| self.run.offers(one));
        let entry = |one: &Configuration| {
            let id = ConfigurationId::from(&*one.id);
            let credential = self.credential_for(&id);
            let is_free = credential.as_ref().is_some_and(|(credential, _)| !taken.contains(credential));
            let tickable = is_free && one.identity != Identity::Shared;
            let ticked = tickable && !self.run.unticked.contains(&id);
            if let Some((credential, _)) = credential.as_ref().filter(|_| ticked) {
                taken.insert(credential.clone());
            }
            Entry { configuration: id, title: one.title.to_string(), credential, ticked, tickable }
        };
        offered.map(entry).collect()
    }

    /// The credential that was chosen for a configuration, or else the one that fits it; none that something speaks
    /// against.
    fn credential_for(&self, id: &ConfigurationId) -> Option<(CredentialId, Verdict)> {
        let matched = self.matching.of(id);
        let chosen = self.run.choice_for(id).map(|choice| &choice.credential);
        let chosen = chosen.filter(|chosen| self.tray.credential(chosen).is_some_and(Credential::usable));
        let credential = chosen.or_else(|| matched.proposed().map(|(id, _)| id))?;
        let verdict = matched.verdict(credential);
        (!speaks_against(&verdict)).then(|| (credential.clone(), verdict))
    }

    /// What a plan says of all that is offered, and of all that could be created.
    pub(super) fn all_entries(&self, view: &ConsoleView) -> (Vec<Entry>, Vec<NewEntry>) {
        let entries = self.entries(view);
        let ticked = entries.iter().filter(|entry| entry.ticked);
        let taken = ticked.filter_map(|entry| Some(entry.credential.as_ref()?.0.clone())).collect();
        let new = self.new_entries(view, &taken);
        (entries, new)
    }

    /// What would be migrated, and then what would be created.
    pub(super) fn all_planned(&self) -> Vec<Planned> {
        let Some(view) = self.view.as_ref().filter(|view| view.kind == PageKind::List) else {
            return Vec::new();
        };
        let migrated = |entry: Entry| {
            let (credential, _) = entry.credential.filter(|_| entry.ticked)?;
            let Entry { configuration, title, .. } = entry;
            Some(Planned { aim: Aim::Migrate, configuration, title, credential })
        };
        let created = |entry: NewEntry| {
            let NewEntry { credential, title, solution, ticked, .. } = entry;
            let (aim, configuration) = (Aim::Create { solution }, ConfigurationId::to_create(&credential));
            ticked.then_some(Planned { aim, configuration, title, credential })
        };
        let (entries, new) = self.all_entries(view);
        entries.into_iter().filter_map(migrated).chain(new.into_iter().filter_map(created)).collect()
    }

    /// Takes a configuration into the plan, or out of it.
    pub(super) fn tick(&mut self, id: ConfigurationId, ticked: bool) -> Vec<Effect> {
        self.run.unticked.retain(|unticked| *unticked != id);
        if !ticked {
            self.run.unticked.push(id);
        }
        self.keep()
    }

    /// Chooses a credential for a configuration of the list; `None` for the one that fits, if any.
    pub(super) fn choose_for(
        &mut self,
        id: ConfigurationId,
        credential: Option<CredentialId>,
    ) -> Vec<Effect> {
        if self.is_busy() {
            return Vec::new();
        }
        match credential {
            Some(credential) if self.tray.credential(&credential).is_some_and(Credential::usable) => {
                self.run.choose(id.clone(), credential);
                self.run.unticked.retain(|unticked| *unticked != id);
            }
            Some(_) => return Vec::new(),
            None => self.run.chosen.retain(|choice| choice.configuration != id),
        }
        self.keep()
    }

    /// Begins to migrate what the person has just seen: nothing where the plan is another one by now.
    pub(super) fn begin_batch(&mut self, shown: &[Planned], now: Time) -> Vec<Effect> {
        let planned = self.all_planned();
        if !self.reviewing || planned.is_empty() || planned != shown || self.batch_is_open() {
            return Vec::new();
        }
        let job = |Planned { aim, configuration, title, credential }| {
            let name = self.tray.name_of(&credential);
            Job { aim, ..Job::new(configuration, title, credential, name) }
        };
        let jobs: Vec<Job> = planned.into_iter().map(job).collect();
        self.reviewing = false;
        self.failure = None;
        self.driving = self.driving.anew();
        self.run.batch = Some(Batch {
            jobs,
            stops_before_saving: self.stops_before_saving,
            mode: Mode::Running,
            tab: self.tab,
            began: now,
            ..Batch::default()
        });
        self.recall_choices();
        self.keep()
    }

    /// Whether there is a batch that has not come to its end.
    pub(super) fn batch_is_open(&self) -> bool {
        self.run.batch.as_ref().is_some_and(|batch| batch.mode != Mode::Ended)
    }

    /// Whether a batch waits for a press.
    pub(super) fn batch_is_paused(&self) -> bool {
        self.run.batch.as_ref().is_some_and(|batch| matches!(batch.mode, Mode::Paused(_)))
    }

    /// Whether a batch goes on by itself in this tab, and does not wait for a person's word on a form that it has filled.
    pub(super) fn is_driven(&self) -> bool {
        self.run.batch.as_ref().is_some_and(|batch| {
            batch.runs_in(self.tab) && batch.current().is_some_and(|job| job.stage != Stage::Filled)
        })
    }

    /// The migration whose turn it is, where it is the one of the configuration on this page.
    fn is_of_current(&self) -> bool {
        let here = self.configuration();
        let batch = self.run.batch.as_ref().filter(|batch| batch.mode != Mode::Ended);
        batch.and_then(Batch::current).is_some_and(|job| here.as_ref() == Some(&job.configuration))
    }

    /// Notes that AEM's button is about to be pressed, before anybody can press it again.
    pub(super) fn note_saving(&mut self) {
        if self.is_of_current()
            && let Some(batch) = &mut self.run.batch
        {
            batch.advance(Stage::Saving);
        }
    }

    /// Has the batch wait after what is being done now.
    pub(super) fn pause(&mut self, why: Pause) -> Vec<Effect> {
        self.holds_back_saving();
        let Some(batch) = self.run.batch.as_mut().filter(|batch| batch.runs_in(self.tab)) else {
            return Vec::new();
        };
        batch.mode = Mode::Paused(why);
        self.driving.shown = None;
        self.keep()
    }

    /// Goes on with the batch, in this tab.
    pub(super) fn resume(&mut self) -> Vec<Effect> {
        let is_list = self.view.as_ref().is_some_and(|view| view.kind == PageKind::List);
        let tab = self.tab;
        let Some(batch) = self.run.batch.as_mut().filter(|batch| batch.mode != Mode::Ended) else {
            return Vec::new();
        };
        batch.mode = Mode::Running;
        batch.tab = tab;
        batch.turn += 1;
        batch.returns = 0;
        batch.begin_page(is_list);
        self.failure = None;
        self.driving = self.driving.anew();
        self.recall_choices();
        self.keep()
    }

    /// Leaves the current migration alone, unless AEM is saving it.
    pub(super) fn skip(&mut self) -> Vec<Effect> {
        let can_skip = |job: &Job| job.stage != Stage::Saving;
        let batch = self.run.batch.as_ref().filter(|batch| batch.mode != Mode::Ended);
        if !batch.and_then(Batch::current).is_some_and(can_skip) {
            return Vec::new();
        }
        self.holds_back_saving();
        if self.is_busy() {
            self.driving.skips = true;
            return Vec::new();
        }
        self.end_job(Outcome::LeftAlone(Why::Skipped))
    }

    /// Ends the batch here.
    pub(super) fn stop(&mut self) -> Vec<Effect> {
        self.holds_back_saving();
        if let Task::LoadingRest(order) = &self.task {
            order.cancel.cancel();
            self.task = Task::Idle;
        }
        if let Some(batch) = &mut self.run.batch {
            batch.stop();
        }
        self.driving.skips = false;
        self.release_uncreated();
        self.keep()
    }

    /// The credentials of configurations that were not created are free again.
    fn release_uncreated(&mut self) {
        let Some(batch) = &self.run.batch else { return };
        let is_free =
            |job: &&Job| matches!(job.outcome(), Some(Outcome::LeftAlone(_) | Outcome::NotSaved(_)));
        let uncreated = batch.jobs.iter().filter(|job| job.solution().is_some()).filter(is_free);
        let ids: Vec<ConfigurationId> = uncreated.map(|job| job.configuration.clone()).collect();
        let is_news = ids.iter().filter(|id| self.run.release(id)).count() > 0;
        if is_news {
            self.rematch();
        }
    }

    /// Puts the report of a batch away that has come to its end.
    pub(super) fn put_batch_away(&mut self) -> Vec<Effect> {
        if self.batch_is_open() || self.run.batch.take().is_none() {
            return Vec::new();
        }
        self.keep()
    }

    /// A form that is being filled is not saved by itself then.
    fn holds_back_saving(&mut self) {
        if let Task::Filling { then_save, .. } = &mut self.task {
            *then_save = false;
        }
    }

    /// Has each open migration's credential chosen for it, as the plan said. What was pasted again has lost that.
    fn recall_choices(&mut self) {
        let Some(batch) = &self.run.batch else { return };
        let open = batch.jobs.iter().filter(|job| !job.has_ended());
        let choices: Vec<_> = open.map(|job| (job.configuration.clone(), job.credential.clone())).collect();
        for (configuration, credential) in choices {
            if self.tray.credential(&credential).is_some() {
                self.run.choose(configuration, credential);
            }
        }
    }

    /// The list shows which migrations are done, whoever thought what of them. Returns whether that is news.
    pub(super) fn settle_batch(&mut self, view: &ConsoleView, now: Time) -> bool {
        let before = self.run.batch.clone();
        let has_adopted = self.settle_creations(view, now);
        let (Some(before), Some(batch)) = (before, &mut self.run.batch) else { return has_adopted };
        let began = batch.began;
        for done in self.run.done.iter().filter(|done| done.at >= began) {
            batch.settle(&done.id, done.at);
        }
        let news = before.jobs.iter().zip(&batch.jobs).find(|(before, job)| *before != *job);
        if let Some((_, job)) = news {
            let next = batch.current().map(|job| job.title.clone());
            self.spoken = job.outcome().map(|outcome| Spoken::JobEnded {
                title: job.title.clone(),
                outcome: outcome.clone(),
                next,
            });
        }
        has_adopted || before != *batch
    }

    /// How something that was done for a migration ends it, where it does.
    pub(super) fn outcome_of(&self, ended: &Ended) -> Option<Outcome> {
        let batch = self.run.batch.as_ref().filter(|batch| batch.mode != Mode::Ended)?;
        let stage = &batch.current()?.stage;
        let not_filled = |report: &FillReport| Why::NotFilled {
            equal: u32::try_from(report.good()).unwrap_or(u32::MAX),
            total: u32::try_from(report.rows.len()).unwrap_or(u32::MAX),
        };
        let why = match (ended, stage) {
            (Ended::Open(Err(_)), Stage::Opening) => Why::NotOpened,
            (Ended::Fill { epoch, filled }, Stage::Filling) if *epoch == self.epoch => match &filled.result {
                Ok(report) if report.complete() => return None,
                Ok(report) => not_filled(report),
                Err(FillFailure::Refused(refusal)) => Why::Refused(*refusal),
                Err(FillFailure::Moved(_)) => Why::OtherForm,
                Err(_) => Why::Interrupted,
            },
            (Ended::Save(Err(failure)), Stage::Saving) => match failure {
                // AEM may have saved it: the list will tell.
                SaveFailure::Unanswered(_) => return None,
                SaveFailure::Refused(refusal) => Why::Refused(*refusal),
                SaveFailure::Differs(report) => not_filled(report),
                SaveFailure::Moved(_) => Why::OtherForm,
                SaveFailure::NoButton | SaveFailure::Disabled => Why::NoButton,
                SaveFailure::NotKept(_) | SaveFailure::Page(_) => Why::Interrupted,
            },
            _ => return None,
        };
        Some(Outcome::LeftAlone(why))
    }

    /// The current migration has been filled, and is not being saved: a person is to look at it.
    pub(super) fn note_filled(&mut self) -> Vec<Effect> {
        let is_filled = self.form.report.as_ref().is_some_and(FillReport::complete);
        if !is_filled || self.is_busy() || !self.is_of_current() {
            return Vec::new();
        }
        match &mut self.run.batch {
            Some(batch) if batch.current().is_some_and(|job| job.stage == Stage::Filling) => {
                batch.advance(Stage::Filled);
            }
            _ => return Vec::new(),
        }
        // The focus stays where it is: whoever is typing in AEM would press what saves.
        self.keep()
    }

    /// The current migration has ended: whatever stands in its form is undone, and the list is gone to.
    pub(super) fn end_job(&mut self, outcome: Outcome) -> Vec<Effect> {
        let Some(batch) = &mut self.run.batch else { return Vec::new() };
        let Some(title) = batch.current().map(|job| job.title.clone()) else { return Vec::new() };
        batch.advance(Stage::Ended(outcome.clone()));
        let next = batch.current().map(|job| job.title.clone());
        // It is told with its migration.
        self.failure = None;
        self.driving.shown = None;
        self.driving.returns = self.view.as_ref().is_some_and(|view| view.kind != PageKind::List);
        self.release_uncreated();
        let mut effects = self.keep();
        if !self.is_busy() && self.is_on_form() {
            effects.extend(self.begin_undo());
        }
        self.spoken = Some(Spoken::JobEnded { title, outcome, next });
        effects
    }

    fn is_on_form(&self) -> bool {
        self.view.as_ref().is_some_and(|view| view.form.is_some())
    }

    /// The tab has come to the front, or gone behind another one, where nothing goes on by itself.
    pub(super) fn in_front(&mut self, in_front: bool) -> Vec<Effect> {
        self.driving.is_behind = !in_front;
        self.driving.was_behind |= !in_front;
        // Time behind another tab does not count.
        self.driving.shown = None;
        if in_front { self.look() } else { Vec::new() }
    }

    /// Whether something failed that is to be done again, because it was only interrupted: the way to the page broke, as when
    /// the browser stops the background, or the tab was behind another one.
    pub(super) fn is_to_repeat(&mut self, ended: &Ended) -> bool {
        let Some(batch) = self.run.batch.as_mut().filter(|batch| batch.mode != Mode::Ended) else {
            return false;
        };
        let is_repeated = match (ended, batch.current().map(|job| &job.stage)) {
            (Ended::Open(Err(failure)), Some(Stage::Opening)) => {
                matches!(failure, SelectFailure::Page(_)) || self.driving.was_behind
            }
            (Ended::Fill { filled, .. }, Some(Stage::Filling)) => {
                matches!(filled.result, Err(FillFailure::Page(_)))
            }
            _ => false,
        };
        if is_repeated {
            batch.open_again();
            self.driving.was_behind = self.driving.is_behind;
        }
        is_repeated
    }

    /// Makes ready what is done again: of what was filled everything is put back first.
    pub(super) fn prepare_to_repeat(&mut self) -> Vec<Effect> {
        self.failure = None;
        self.driving.shown = None;
        if self.is_on_form() && !self.is_busy() { self.begin_undo() } else { Vec::new() }
    }

    /// Does what comes next, once nothing else is being done and the page was looked at.
    pub(super) fn drive(&mut self, now: Time) -> Vec<Effect> {
        let mut effects = Vec::new();
        // Each turn ends a migration or something else; there is an end in any case.
        let most = self.run.batch.as_ref().map_or(0, |batch| batch.jobs.len() + 2);
        for _ in 0..most {
            let is_looking = !self.arrived || self.looking != Looking::No || self.view.is_none();
            if self.is_busy() || is_looking || self.driving.is_behind {
                break;
            }
            if std::mem::take(&mut self.driving.skips) {
                effects.extend(self.end_job(Outcome::LeftAlone(Why::Skipped)));
                continue;
            }
            if std::mem::take(&mut self.driving.returns) {
                effects.extend(self.begin_to_list(now));
                continue;
            }
            let Some(made) = self.next_move(now) else { break };
            let is_instant = !matches!(made, Move::Wait(_));
            effects.extend(self.make(made, now));
            if !is_instant {
                break;
            }
        }
        effects
    }

    /// What comes next for the current migration.
    fn next_move(&mut self, now: Time) -> Option<Move> {
        let is_list = self.view.as_ref()?.kind == PageKind::List;
        let batch = self.run.batch.as_mut().filter(|batch| batch.runs_in(self.tab))?;
        if !std::mem::replace(&mut self.driving.has_begun, true) {
            batch.begin_page(is_list);
        }
        if is_list {
            self.driving.left_at = None;
        } else if let Some(left_at) = self.driving.left_at {
            // The list is on its way.
            let left = LIST_WITHIN.checked_sub(now.since(left_at)).filter(|left| !left.is_zero());
            return Some(left.map_or(Move::Pause(Pause::NoList), |left| Move::Wait(Some(left))));
        }
        let job = batch.current()?.clone();
        let sight = self.sight(&job);
        let is_as_before =
            matches!(&self.driving.shown, Some((stage, shown, _)) if *stage == job.stage && *shown == sight);
        if !is_as_before {
            self.driving.shown = Some((job.stage.clone(), sight.clone(), now));
        }
        let since = self.driving.shown.as_ref().map(|(_, _, since)| now.since(*since));
        Some(next(&job, &sight, since.unwrap_or_default()))
    }

    fn make(&mut self, made: Move, now: Time) -> Vec<Effect> {
        match made {
            Move::Wait(None) => Vec::new(),
            Move::Wait(Some(time)) => self.wake_in(time, now),
            Move::LoadRest => {
                self.driving.has_rest = true;
                self.begin_load_rest()
            }
            Move::Open => {
                self.driving.was_behind = false;
                let Some(job) = self.advance(Stage::Opening) else { return Vec::new() };
                let mut effects = self.keep();
                let begun = match job.aim {
                    Aim::Migrate => self.begin_open(&job.configuration),
                    Aim::Create { .. } => self.begin_create(job.title),
                };
                if begun.is_empty() {
                    effects.extend(self.end_job(Outcome::LeftAlone(Why::NotOpened)));
                }
                effects.extend(begun);
                effects
            }
            Move::Fill => {
                self.advance(Stage::Filling);
                let then_save = self.run.batch.as_ref().is_some_and(|batch| !batch.stops_before_saving);
                let mut effects = self.keep();
                let begun = self.begin_fill(then_save, false);
                if begun.is_empty() {
                    effects.extend(self.end_job(Outcome::LeftAlone(Why::Interrupted)));
                }
                effects.extend(begun);
                effects
            }
            Move::ToList => self.begin_to_list(now),
            Move::Heard(words) => {
                if let Some(batch) = &mut self.run.batch {
                    batch.hear(words);
                }
                self.begin_to_list(now)
            }
            Move::End(outcome) => self.end_job(outcome),
            Move::Pause(why) => self.pause(why),
        }
    }

    fn advance(&mut self, stage: Stage) -> Option<Job> {
        let batch = self.run.batch.as_mut()?;
        batch.advance(stage);
        batch.current().cloned()
    }

    /// Looks again after this long; once, however often that is asked for.
    fn wake_in(&mut self, time: Duration, now: Time) -> Vec<Effect> {
        let due = now.after(time);
        let is_set = self.driving.alarm.is_some_and(|alarm| alarm > now && alarm <= due);
        if is_set {
            return Vec::new();
        }
        self.driving.alarm = Some(due);
        vec![Effect::LookAfter(time)]
    }

    fn begin_to_list(&mut self, now: Time) -> Vec<Effect> {
        let Some(batch) = &mut self.run.batch else { return Vec::new() };
        batch.returns += 1;
        if batch.returns > MOST_RETURNS {
            return self.pause(Pause::NoList);
        }
        let known = Some(&self.run.list).filter(|list| !list.is_empty()).cloned();
        let Some(path) = known.or_else(|| self.list_path.clone()) else {
            return self.pause(Pause::NoList);
        };
        self.task = Task::Returning;
        self.driving.left_at = Some(now);
        let mut effects = self.keep();
        effects.push(Effect::Step(Step::ToList(ListOrder { path })));
        effects
    }

    /// The list is on its way, or the page did not answer; then there is an end to waiting for it.
    pub(super) fn returning(&mut self) -> Vec<Effect> {
        if matches!(self.task, Task::Returning) {
            self.task = Task::Idle;
        }
        Vec::new()
    }

    /// What the page shows of a migration.
    pub(super) fn sight(&self, job: &Job) -> Sight {
        let Some(view) = &self.view else { return Sight::Loading };
        match view.kind {
            PageKind::Login => Sight::Login,
            PageKind::Error => Sight::Error,
            PageKind::Unknown => Sight::Loading,
            PageKind::Wizard | PageKind::Elsewhere => Sight::Other,
            PageKind::List if !view.dialogs.is_empty() => Sight::Dialog,
            PageKind::List => Sight::List(self.on_list(view, job)),
            PageKind::Properties | PageKind::Create
                if self.configuration().as_ref() != Some(&job.configuration) =>
            {
                other(view)
            }
            PageKind::Properties | PageKind::Create => self.own_form(view, job),
        }
    }

    fn on_list(&self, view: &ConsoleView, job: &Job) -> OnList {
        let is_all = matches!(view.completeness, Completeness::All(_)) || self.driving.has_rest;
        if job.solution().is_some() {
            return match (has_title(view, &job.title), is_all) {
                (true, _) => OnList::Taken,
                (false, true) => OnList::Free,
                (false, false) => OnList::NotYet,
            };
        }
        let Some(one) = view.configurations.iter().find(|one| *one.id == *job.configuration.as_str()) else {
            return if is_all { OnList::Absent } else { OnList::NotYet };
        };
        if one.identity == Identity::Shared {
            return OnList::NotOurs;
        }
        if one.authentication.is == Authentication::Jwt {
            return if self.run.offers(one) { OnList::Marked } else { OnList::NotOurs };
        }
        let is_done = self.run.done.iter().any(|done| done.id == job.configuration);
        if is_done { OnList::Settled } else { OnList::Unmarked }
    }

    fn own_form(&self, view: &ConsoleView, job: &Job) -> Sight {
        let failure = view.dialogs_of_failure().next().map(str::to_owned);
        if let Some(words) = failure.or_else(|| view.errors.first().map(|error| error.text.to_string())) {
            return Sight::Form(OnForm::Failed(words));
        }
        if !view.dialogs.is_empty() {
            return Sight::Dialog;
        }
        Sight::Form(self.on_form(view, job))
    }

    fn on_form(&self, view: &ConsoleView, job: &Job) -> OnForm {
        let selection = self.selection().filter(|selection| selection.credential.id == job.credential);
        let Some(selection) = selection.filter(|selection| selection.credential.usable()) else {
            return OnForm::NoCredential;
        };
        match selection.standing.verdict() {
            Some(Verdict::Contradicts(_)) => return OnForm::Contradicts,
            Some(Verdict::Spent { .. }) => return OnForm::Spent,
            Some(Verdict::Fits(_) | Verdict::NotKnown(_)) | None => {}
        }
        if self.form.report.as_ref().is_some_and(FillReport::complete) {
            return OnForm::Filled;
        }
        if !self.form.edited.is_empty() {
            return OnForm::InWork;
        }
        let has_oauth = self.run.told.iter().any(|told| told.id == job.configuration && told.oauth);
        if has_oauth {
            return OnForm::NotMarked;
        }
        match plan(view, &self.run, &self.wish(selection.credential)) {
            Ok(plan) => {
                let is_new = job.solution().is_some();
                let is_offered = plan.rows.iter().any(|row| row.role == Role::CloudSolution);
                let lacks = is_new && self.lacks_solution(job, selection.credential, is_offered);
                if lacks { OnForm::NoSolution } else { OnForm::Ready }
            }
            Err(refusal) => OnForm::Refused(refusal),
        }
    }
}

/// Another form than the one that is wanted.
fn other(view: &ConsoleView) -> Sight {
    let is_edited = view.form.as_ref().is_some_and(|form| form.fields.iter().any(|found| found.field.edited));
    if is_edited { Sight::OtherInWork } else { Sight::Other }
}
