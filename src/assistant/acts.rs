//! What a press on a button begins, and what follows when it has ended.
//!
//! One thing at a time is done to the page. Every act checks that it is still offered: a press may arrive after the
//! state that drew its button is gone.

use super::steps::{
    Ended, FillOrder, FillReport, Filled, ItemOrder, LoadEnd, LoadFailure, LoadOrder, SaveFailure, SaveOrder,
    SelectFailure, Step, StepFailure, UndoFailure, UndoOrder, Undoing, Undone, WhichForm,
};
use super::{
    Act, Assistant, Effect, FormWork, Milestone, Notice, Place, ReadBack, Spoken, Task, UndoneFields,
};
use crate::console::{Form, PageKind, Role};
use crate::migration::batch::Pause;
use crate::migration::{ConfigurationId, Time, title_for};

impl Assistant {
    pub(super) fn act(&mut self, act: Act, now: Time) -> Vec<Effect> {
        // These hold something back, whatever is being done.
        match act {
            Act::StopLoading => return self.stop_loading(),
            Act::Pause => return self.pause(Pause::Asked),
            Act::Skip => return self.skip(),
            Act::Stop => return self.stop(),
            Act::StopChecking => return self.stop_checking(),
            _ => {}
        }
        if self.is_busy() || self.place == Place::Alone || self.view.is_none() || self.is_driven() {
            return Vec::new();
        }
        match act {
            Act::Migrate(shown) => self.begin_batch(&shown, now),
            Act::Resume => self.resume(),
            Act::Open(id) => self.begin_open(&id),
            Act::LoadRest => self.begin_load_rest(),
            Act::Fill => self.begin_fill(false, false),
            Act::FillAndSave => self.begin_fill(true, false),
            Act::Overwrite => self.begin_fill(false, true),
            Act::FillAnyway => self.begin_fill(false, false),
            Act::Undo => self.begin_undo(),
            Act::Save => self.begin_save(),
            Act::ChooseAnother => vec![Effect::FocusCredentials],
            Act::CheckHealth(ids) => self.begin_checks(ids),
            Act::StopLoading | Act::Pause | Act::Skip | Act::Stop | Act::StopChecking => Vec::new(),
        }
    }

    /// How what was begun has ended.
    pub(super) fn ended(&mut self, ended: Ended, now: Time) -> Vec<Effect> {
        match ended {
            Ended::Check(result) => self.checked(result, now),
            Ended::Open(result) => self.opened(result),
            Ended::LoadRest(result) => self.rest_loaded(result),
            Ended::Fill { epoch, filled } => self.filled(epoch, filled),
            Ended::Undo(result) => self.undone(result),
            Ended::Save(result) => self.saved(result),
            Ended::ToList(_) => self.returning(),
        }
    }

    pub(super) fn begin_open(&mut self, id: &ConfigurationId) -> Vec<Effect> {
        let found =
            self.view.iter().flat_map(|view| &view.configurations).find(|one| *one.id == *id.as_str());
        let Some(configuration) = found.filter(|configuration| self.run.offers(configuration)) else {
            return Vec::new();
        };
        let (id, title) = (configuration.id.to_string(), configuration.title.to_string());
        let order = ItemOrder { key: configuration.key.clone(), id, title };
        self.task = Task::Opening { title: order.title.clone() };
        self.failure = None;
        vec![Effect::Step(Step::Open(order))]
    }

    pub(super) fn begin_create(&mut self, title: String) -> Vec<Effect> {
        self.task = Task::Opening { title };
        self.failure = None;
        vec![Effect::Step(Step::Create)]
    }

    fn opened(&mut self, result: Result<(), SelectFailure>) -> Vec<Effect> {
        let Task::Opening { title } = std::mem::replace(&mut self.task, Task::Idle) else {
            return Vec::new();
        };
        match result {
            Ok(()) => Vec::new(),
            Err(failure) => self.fail(Notice::Step(StepFailure::Open { title, failure })),
        }
    }

    pub(super) fn begin_load_rest(&mut self) -> Vec<Effect> {
        let order = LoadOrder::default();
        self.task = Task::LoadingRest(order.clone());
        vec![Effect::Step(Step::LoadRest(order))]
    }

    fn stop_loading(&mut self) -> Vec<Effect> {
        if let Task::LoadingRest(order) = &self.task {
            order.cancel.cancel();
            self.task = Task::Idle;
        }
        Vec::new()
    }

    fn rest_loaded(&mut self, result: Result<LoadEnd, LoadFailure>) -> Vec<Effect> {
        // Race: stopped meanwhile, so how it ended is no news.
        if !matches!(self.task, Task::LoadingRest(_)) {
            return Vec::new();
        }
        self.task = Task::Idle;
        match result {
            Ok(LoadEnd::Complete(view)) => {
                self.spoken = Some(Spoken::ListComplete(view.configurations.len()));
            }
            Ok(LoadEnd::StillLoading) => drop(self.fail(Notice::ListStillLoading)),
            Ok(LoadEnd::Cancelled) | Err(LoadFailure::LeftList) => {}
            Err(LoadFailure::Page(error)) => drop(self.fail(Notice::Page(error))),
        }
        // That nothing came changes nothing on the page, and yet says that all is there.
        self.look()
    }

    /// What the form is to be filled with, and on which page.
    fn fill_order(&self, overwrite: bool) -> Option<FillOrder> {
        let view = self.view.as_ref().filter(|view| view.form.is_some())?;
        let selection = self.selection().filter(|selection| !selection.standing.blocks())?;
        let credential = selection.credential;
        Some(FillOrder {
            secret: self.run.secret_of(&credential.id, credential.client_secrets.len()),
            credential: credential.clone(),
            title: self.title_of_new(&credential.id).map(str::to_owned),
            form: WhichForm::of(view),
            leave_out: self.form.left_out.clone(),
            overwrite,
        })
    }

    pub(super) fn begin_fill(&mut self, then_save: bool, overwrite: bool) -> Vec<Effect> {
        let Some(order) = self.fill_order(overwrite) else { return Vec::new() };
        let may_save = self.selection().is_some_and(|selection| selection.standing.allows_saving_at_once());
        self.task =
            Task::Filling { credential: order.credential.id.clone(), then_save: then_save && may_save };
        // A live region does not read the same words out twice.
        self.spoken = None;
        self.failure = None;
        self.form.report = None;
        self.form.undone = None;
        self.run.choosing = self.configuration().filter(|_| self.awaits_oauth());
        let mut effects = self.note_use(&order);
        effects.push(Effect::Milestone(Milestone::FillBegins));
        effects.push(Effect::Step(Step::Fill {
            order: Box::new(order),
            run: self.run.clone(),
            epoch: self.epoch,
        }));
        effects
    }

    /// Whether the form on the page has to be switched to OAuth first.
    pub(super) fn awaits_oauth(&self) -> bool {
        self.view.as_ref().and_then(|view| view.form.as_ref()).is_some_and(Form::awaits_oauth)
    }

    /// A credential is spent from the moment it goes into a form: AEM's own button can save it behind our back.
    fn note_use(&mut self, order: &FillOrder) -> Vec<Effect> {
        let is_new = self.view.as_ref().is_some_and(|view| view.kind == PageKind::Create);
        let new = || is_new.then(|| ConfigurationId::to_create(&order.credential.id));
        let Some(configuration) = self.configuration().or_else(new) else { return Vec::new() };
        let proposed = || order.title.clone().or_else(|| title_for(&order.credential)).unwrap_or_default();
        let title = if is_new { proposed() } else { self.title_here() };
        self.run.use_for(order.credential.id.clone(), configuration, title);
        self.rematch();
        self.keep()
    }

    /// The title of the configuration on this page, as its own form tells it.
    pub(super) fn title_here(&self) -> String {
        let Some(view) = &self.view else { return String::new() };
        let told = view.form.as_ref().and_then(|form| form.value(Role::Title));
        told.unwrap_or(&view.heading).to_owned()
    }

    fn filled(&mut self, epoch: u32, filled: Filled) -> Vec<Effect> {
        let Task::Filling { then_save, .. } = std::mem::replace(&mut self.task, Task::Idle) else {
            return Vec::new();
        };
        let has_chosen = self.run.choosing.take().is_some();
        // Whatever was decided meanwhile, this much was edited.
        let is_untouched = filled.edited.is_empty() && self.form.edited.is_empty();
        self.form.edited.extend(filled.edited);
        let mut effects = if filled.took_focus { vec![Effect::RestoreFocus] } else { Vec::new() };
        if is_untouched {
            effects.extend(self.release());
        } else if has_chosen {
            effects.extend(self.keep());
        }
        if epoch != self.epoch {
            effects.extend(self.look());
            return effects;
        }
        effects.push(Effect::Milestone(Milestone::Filled));
        // What is said of the form is drawn beside what it was said of.
        self.view = filled.view.or(self.view.take());
        match filled.result {
            Ok(report) => {
                let read_back = read_back(&report);
                self.spoken = Some(Spoken::ReadBack(read_back));
                self.form.report = Some(report);
                if then_save && read_back.complete() {
                    effects.extend(self.begin_save());
                }
            }
            Err(failure) => drop(self.fail(Notice::Step(StepFailure::Fill(failure)))),
        }
        effects.extend(self.look());
        effects
    }

    /// Nothing of a credential stands in the form any more.
    fn release(&mut self) -> Vec<Effect> {
        let Some(configuration) = self.configuration().or_else(|| self.stand_in_here()) else {
            return Vec::new();
        };
        self.run.release(&configuration);
        self.rematch();
        self.keep()
    }

    pub(super) fn begin_undo(&mut self) -> Vec<Effect> {
        if self.form.edited.is_empty() {
            return Vec::new();
        }
        let Some(form) = self.view.as_ref().map(WhichForm::of) else { return Vec::new() };
        self.task = Task::Undoing;
        self.spoken = None;
        self.failure = None;
        self.form.report = None;
        vec![Effect::Step(Step::Undo(UndoOrder { form, edited: self.form.edited.clone() }))]
    }

    fn undone(&mut self, result: Result<Undoing, UndoFailure>) -> Vec<Effect> {
        if !matches!(self.task, Task::Undoing) {
            return Vec::new();
        }
        self.task = Task::Idle;
        let mut effects = Vec::new();
        match result {
            Ok(undoing) => {
                if undoing.took_focus {
                    effects.push(Effect::RestoreFocus);
                }
                let fields = UndoneFields { left: left_of(&undoing) };
                self.view = undoing.view.or(self.view.take());
                self.form =
                    FormWork { left_out: std::mem::take(&mut self.form.left_out), ..FormWork::default() };
                if fields.left.is_empty() {
                    effects.extend(self.release());
                }
                self.spoken = Some(Spoken::Undone(fields.clone()));
                self.form.undone = Some(fields);
            }
            Err(failure) => drop(self.fail(Notice::Step(StepFailure::Undo(failure)))),
        }
        effects.extend(self.look());
        effects
    }

    /// Has AEM's own button pressed. The page that comes next asks for the run, so it is kept first.
    fn begin_save(&mut self) -> Vec<Effect> {
        let is_complete = self.form.report.as_ref().is_some_and(|report| report.complete());
        let Some(order) = self.fill_order(false).filter(|_| is_complete) else { return Vec::new() };
        let title = self.title_here();
        let Some(view) = &self.view else { return Vec::new() };
        self.run.saving(view, &title);
        self.note_saving();
        self.task = Task::Saving;
        self.failure = None;
        let order = SaveOrder::after(&order);
        vec![Effect::Step(Step::Save { order: Box::new(order), run: self.run.clone() })]
    }

    fn saved(&mut self, result: Result<(), SaveFailure>) -> Vec<Effect> {
        if !matches!(self.task, Task::Saving) {
            return Vec::new();
        }
        self.task = Task::Idle;
        let Err(failure) = result else { return Vec::new() };
        // Where no answer came AEM may have saved, and the list is still to confirm it.
        if !matches!(failure, SaveFailure::Unanswered(_))
            && let Some(view) = &self.view
        {
            self.run.was_not_saved(view);
        }
        let mut effects = self.keep();
        effects.extend(self.fail(Notice::Step(StepFailure::Save(failure))));
        effects
    }
}

/// A report in two numbers.
pub(super) fn read_back(report: &FillReport) -> ReadBack {
    ReadBack { equal: report.good(), total: report.rows.len() }
}

/// The fields that still hold what filling left in them. A field that went with its choice of OAuth has nothing to be put
/// back; the choice itself has.
fn left_of(undoing: &Undoing) -> Vec<Role> {
    let is_left = |(role, undone): &&(Role, Undone)| match undone {
        Undone::ChangedSince | Undone::Refused => true,
        Undone::Gone => *role == Role::AuthenticationType,
        Undone::Restored => false,
    };
    undoing.undone.iter().filter(is_left).map(|(role, _)| *role).collect()
}
