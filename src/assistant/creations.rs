//! New configurations, in the plan beside the migrations: which could be created, which are, and what became of them.

use super::Assistant;
use crate::console::{ConsoleView, PageKind, Product};
use crate::credentials::{Credential, CredentialId};
use crate::migration::batch::{Job, Mode, Outcome, Stage};
use crate::migration::{ConfigurationId, Time, folded, only_of_title, solution_for, title_for};
use std::collections::HashSet;

/// Why nothing can be created with a credential as things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It does not tell which cloud solution it is for.
    Solution,
    /// There is no title.
    Title,
    /// There is a configuration of that title already, or another one is to be created under it.
    TitleTaken,
}

/// A configuration that could be created.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NewEntry {
    pub(super) credential: CredentialId,
    /// Its title, as it was typed or is proposed.
    pub(super) title: String,
    /// The product that it is for; empty where that is not known.
    pub(super) solution: String,
    /// Those on the list that seem to be for the same product.
    pub(super) beside: Vec<String>,
    /// Whether it is to be created.
    pub(super) ticked: bool,
    /// Why it cannot be.
    pub(super) lack: Option<Lack>,
}

impl Assistant {
    /// What could be created: one configuration with each credential that was used nowhere, and is not `taken` by a migration.
    pub(super) fn new_entries(&self, view: &ConsoleView, taken: &HashSet<CredentialId>) -> Vec<NewEntry> {
        let free: Vec<&Credential> =
            self.unused().filter(|credential| !taken.contains(&credential.id)).collect();
        if free.is_empty() {
            return Vec::new();
        }
        let mut titles: HashSet<String> = view.configurations.iter().map(|one| folded(&one.title)).collect();
        let entry = |credential: &Credential| {
            let id = &credential.id;
            let title = self.title_of_new(id).map(str::to_owned).or_else(|| title_for(credential));
            let title = title.unwrap_or_default().trim().to_owned();
            let product = solution_for(credential);
            let beside = self.beside.iter().find(|(of, _)| Some(of) == product.as_ref());
            let beside = beside.map(|(_, titles)| titles.clone()).unwrap_or_default();
            let lack = if product.is_none() {
                Some(Lack::Solution)
            } else if title.is_empty() {
                Some(Lack::Title)
            } else {
                titles.contains(&folded(&title)).then_some(Lack::TitleTaken)
            };
            let is_wanted = self.run.making_with(id).is_some_and(|making| making.wanted);
            let ticked = is_wanted && lack.is_none();
            if ticked {
                titles.insert(folded(&title));
            }
            let solution = product.map(|product| product.name.to_owned()).unwrap_or_default();
            NewEntry { credential: id.clone(), title, solution, beside, ticked, lack }
        };
        free.into_iter().map(entry).collect()
    }

    /// The credentials that were used nowhere.
    fn unused(&self) -> impl Iterator<Item = &Credential> {
        let usable = self.tray.credentials().iter().filter(|credential| credential.usable());
        usable.filter(|credential| self.run.used_for(&credential.id).is_none())
    }

    /// What the list already has for the products of credentials that were used nowhere. Made anew with the matching, not
    /// while drawing: it reads every title.
    pub(super) fn find_beside(&mut self) {
        let mut products: Vec<Product> = Vec::new();
        for product in self.unused().filter_map(solution_for) {
            if !products.contains(&product) {
                products.push(product);
            }
        }
        self.beside = self.run.titles_for(&products);
    }

    /// The job whose configuration is being created on this page, as planned.
    pub(super) fn creating(&self) -> Option<&Job> {
        self.view.as_ref().filter(|view| view.kind == PageKind::Create && view.form.is_some())?;
        let batch =
            self.run.batch.as_ref().filter(|batch| batch.mode != Mode::Ended && batch.tab == self.tab)?;
        batch.current().filter(|job| job.solution().is_some() && job.stage != Stage::Waiting)
    }

    /// The stand-in of what is being created on this page by hand.
    pub(super) fn stand_in_here(&self) -> Option<ConfigurationId> {
        self.view.as_ref().filter(|view| view.kind == PageKind::Create)?;
        self.selection().map(|selection| ConfigurationId::to_create(&selection.credential.id))
    }

    /// The title that was planned or typed for the configuration that is created with a credential.
    pub(super) fn title_of_new(&self, credential: &CredentialId) -> Option<&str> {
        let planned = self.creating().filter(|job| job.credential == *credential);
        let typed = || self.run.making_with(credential)?.title.as_deref();
        planned.map(|job| &*job.title).or_else(typed)
    }

    /// Whether AEM's form does not offer the cloud solution that was planned, or the credential is for another one by now.
    pub(super) fn lacks_solution(&self, job: &Job, credential: &Credential, is_offered: bool) -> bool {
        let still = solution_for(credential).is_some_and(|product| job.solution() == Some(product.name));
        !(still && is_offered)
    }

    /// The list shows what was created. Returns whether anything changed.
    pub(super) fn settle_creations(&mut self, view: &ConsoleView, now: Time) -> bool {
        if view.kind != PageKind::List {
            return false;
        }
        let mut changed = false;
        let is_stand_in = |job: &&Job| job.configuration == ConfigurationId::to_create(&job.credential);
        let jobs = self.run.batch.iter().flat_map(|batch| &batch.jobs);
        let stand_ins: Vec<Job> = jobs.filter(is_stand_in).cloned().collect();
        for Job { configuration: stand_in, title, credential, .. } in stand_ins {
            let (Some(one), Some(batch)) = (only_of_title(view, &title), &mut self.run.batch) else {
                continue;
            };
            let id = ConfigurationId::from(&*one.id);
            if batch.created(&stand_in, &id, now) {
                self.run.adopt(&stand_in, &id);
                // AEM had said that it was not saved, so the credential was free meanwhile.
                self.run.use_for(credential, id, title);
                changed = true;
            }
        }
        let batch = self.run.batch.clone();
        let is_open = |id: &ConfigurationId| {
            let may_come = |job: &Job| !job.has_ended() || job.outcome() == Some(&Outcome::Unconfirmed);
            batch.iter().flat_map(|batch| &batch.jobs).any(|job| job.configuration == *id && may_come(job))
        };
        self.run.observe_created(view, is_open) | changed
    }
}
