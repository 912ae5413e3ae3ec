//! AEM's own *Check Health*, of one configuration after the other, on one press.
//!
//! What it finds is kept with the run, in AEM's words. The list has to stay in sight meanwhile: another page ends it.

use super::act::ToCheck;
use super::steps::{CheckFailure, Health, ItemOrder, SelectFailure, Step, StepFailure};
use super::{Assistant, Effect, Notice, Spoken, Task};
use crate::console::{Authentication, Configuration, ConsoleView, Identity, PageKind};
use crate::migration::{Checked, ConfigurationId, Time};
use std::collections::HashSet;

/// What is known of a configuration's health.
#[derive(Clone, Debug, PartialEq)]
pub struct HealthLine {
    /// Whether AEM has got a token for it.
    pub healthy: bool,
    /// What AEM said.
    pub words: String,
    /// When it was checked.
    pub at: Time,
    /// Whether it still has credentials that Adobe accepts no more, so that this was to be expected.
    pub expected: bool,
}

impl Assistant {
    /// The configurations of the list that AEM can be had to check: those that can be told from all others. A long list is
    /// drawn often, so none is copied.
    pub(super) fn checkable<'a>(
        &'a self,
        view: &'a ConsoleView,
        which: ToCheck,
    ) -> impl Iterator<Item = &'a Configuration> {
        let done: HashSet<&str> = self.run.done.iter().map(|done| done.id.as_str()).collect();
        let is_meant = move |one: &&Configuration| which == ToCheck::All || done.contains(&*one.id);
        view.configurations.iter().filter(|one| one.identity != Identity::Shared).filter(is_meant)
    }

    /// What AEM's last check has found of a configuration.
    pub(super) fn health_of(&self, id: &ConfigurationId) -> Option<HealthLine> {
        let Checked { healthy, words, at, .. } = self.run.check_of(id)?.clone();
        let is_jwt =
            |one: &Configuration| *one.id == *id.as_str() && one.authentication.is == Authentication::Jwt;
        let expected = !healthy && self.view.iter().flat_map(|view| &view.configurations).any(is_jwt);
        Some(HealthLine { healthy, words, at, expected })
    }

    pub(super) fn begin_checks(&mut self, which: ToCheck) -> Vec<Effect> {
        self.failure = None;
        let found = self.view.iter().flat_map(|view| self.checkable(view, which));
        let ids = found.map(|one| ConfigurationId::from(&*one.id)).collect();
        self.next_check(ids)
    }

    /// Begins with the first that is on the list.
    fn next_check(&mut self, mut left: Vec<ConfigurationId>) -> Vec<Effect> {
        self.task = Task::Idle;
        let Some(view) = self.view.as_ref().filter(|view| view.kind == PageKind::List) else {
            return Vec::new();
        };
        let mut found = None;
        while found.is_none() && !left.is_empty() {
            let id = left.remove(0);
            found = view.configurations.iter().find(|one| *one.id == *id.as_str());
        }
        let Some(one) = found else { return self.look() };
        let order = ItemOrder { key: one.key.clone(), id: one.id.to_string(), title: one.title.to_string() };
        self.task = Task::Checking { id: ConfigurationId::from(&*one.id), title: order.title.clone(), left };
        vec![Effect::Step(Step::Check(order))]
    }

    pub(super) fn checked(&mut self, result: Result<Health, CheckFailure>, now: Time) -> Vec<Effect> {
        let Task::Checking { id, title, left } = std::mem::replace(&mut self.task, Task::Idle) else {
            return Vec::new();
        };
        let (health, failure) = match result {
            Ok(health) => (Some(health), None),
            // The result counts; the dialog is in the way of the next one.
            Err(CheckFailure::NotClosed(health)) => {
                (Some(health.clone()), Some(CheckFailure::NotClosed(health)))
            }
            Err(failure) => (None, Some(failure)),
        };
        let mut effects = Vec::new();
        if let Some(Health { healthy, words }) = health {
            self.spoken = Some(Spoken::Checked { title: title.clone(), healthy });
            self.run.note_checked(Checked { id, title: title.clone(), healthy, words, at: now });
            effects.extend(self.keep());
        }
        match failure {
            // Of one that is not there any more nothing is known; the others are checked.
            None | Some(CheckFailure::Select(SelectFailure::NotFound)) => {
                effects.extend(self.next_check(left));
            }
            Some(failure) => {
                effects.extend(self.fail(Notice::Step(StepFailure::Check { title, failure })));
                effects.extend(self.look());
            }
        }
        effects
    }

    /// The one that AEM is checking is the last.
    pub(super) fn stop_checking(&mut self) -> Vec<Effect> {
        if let Task::Checking { left, .. } = &mut self.task {
            left.clear();
        }
        Vec::new()
    }
}
