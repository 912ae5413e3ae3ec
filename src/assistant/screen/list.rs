//! The list page: what is to be migrated, what is Adobe's, what is done.

use super::check::Check;
use crate::assistant::batch::Entry;
use crate::assistant::creations::{Lack, NewEntry};
use crate::assistant::health::HealthLine;
use crate::assistant::{Assistant, LINES, Planned, Task, ToCheck};
use crate::console::{
    Authentication, Completeness, Confidence, Configuration, ConsoleView, Evidence, HealthKind, Identity,
    Ownership, Reason,
};
use crate::credentials::CredentialId;
use crate::migration::batch::Aim;
use crate::migration::{ConfigurationId, Done, NotKnown, Verdict};
use std::collections::HashMap;

/// How many items AEM loads at a time where its page does not say (facts, section 4, pagination).
const USUAL_LIMIT: usize = 20;

/// What is shown beside a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListScreen {
    /// Whether the page shows no configuration at all.
    pub empty: bool,
    /// Whether AEM's own check has just found a configuration to work.
    pub healthy: bool,
    /// Whether more configurations are to come.
    pub more: Option<LoadMore>,
    /// The configurations to migrate; `None` where there are none.
    pub to_migrate: Option<Group>,
    /// The configuration to deal with by hand next, where there is something to migrate.
    pub next: Option<NextStep>,
    /// What is ready to be done together; `None` while a batch is open, or where nothing is.
    pub ready: Option<Ready>,
    /// The configurations that could be created.
    pub new: Vec<NewLine>,
    /// The plan, where it is looked at.
    pub plan: Option<PlanScreen>,
    /// What was migrated, the latest last, and what AEM's check has found of it.
    pub done: Vec<(Done, Option<HealthLine>)>,
    /// What AEM can be had to check, and what it is checking.
    pub checks: Checks,
    /// What is not certain, what is Adobe's, and what carries no mark; groups without a configuration are left out.
    pub others: Vec<Group>,
}

/// What AEM can be had to check.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checks {
    /// How many of those that were migrated here.
    pub migrated: usize,
    /// How many of all that are on the list.
    pub all: usize,
    /// The one that AEM is checking: its title, and how many come after it.
    pub checking: Option<(String, usize)>,
}

/// How much is ready to be done together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// How many migrations.
    pub migrations: usize,
    /// How many new configurations.
    pub creations: usize,
}

impl Ready {
    /// All of it.
    pub fn count(self) -> usize {
        self.migrations + self.creations
    }
}

/// A configuration that could be created with a credential that belongs to no other.
#[derive(Clone, Debug, PartialEq)]
pub struct NewLine {
    /// Which credential.
    pub credential: CredentialId,
    /// What that is called.
    pub name: String,
    /// The title of the configuration.
    pub title: String,
    /// Its cloud solution; empty where the credential does not tell it.
    pub solution: String,
    /// The titles of those on the list that seem to be for the same product.
    pub beside: Vec<String>,
    /// Whether it is to be created.
    pub ticked: bool,
    /// Why it cannot be.
    pub lack: Option<Lack>,
}

/// More configurations are to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadMore {
    /// How many are there so far.
    pub count: usize,
    /// Whether the rest is being loaded.
    pub loading: bool,
}

/// The next step: a configuration to open.
#[derive(Clone, Debug, PartialEq)]
pub struct NextStep {
    /// Which one.
    pub id: ConfigurationId,
    /// Its title.
    pub title: String,
    /// Whether a credential fits it, so that opening it begins its migration.
    pub ready: bool,
    /// Whether it is being opened.
    pub opening: bool,
}

/// What would be migrated, one after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanScreen {
    /// The migrations and what is created, in their order.
    pub rows: Vec<PlanRow>,
    /// How many of each.
    pub ready: Ready,
    /// The same, as the button's press tells them.
    pub planned: Vec<Planned>,
    /// Whether a person is to press AEM's button for each.
    pub stops_before_saving: bool,
}

/// One migration of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanRow {
    /// The configuration's title.
    pub title: String,
    /// The credential.
    pub credential: CredentialId,
    /// What that is called.
    pub name: String,
    /// Whether Adobe takes it, as far as that was or can be tested.
    pub check: Option<Check>,
    /// Its client id.
    pub client_id: String,
    /// Whether it is created, and for which cloud solution.
    pub aim: Aim,
    /// How it stands to the configuration.
    pub verdict: Verdict,
}

/// What is planned for a configuration of the list, and what could be.
#[derive(Clone, Debug, PartialEq)]
pub struct LinePlan {
    /// Whether it is to be migrated.
    pub ticked: bool,
    /// Whether it can be.
    pub tickable: bool,
    /// The credentials, those that cannot be used for it as well.
    pub options: Vec<CredentialOption>,
}

/// A credential that could be used for a configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct CredentialOption {
    /// Which one.
    pub id: CredentialId,
    /// What it is called.
    pub name: String,
    /// Whether it is the one that is meant.
    pub chosen: bool,
    /// How it stands to the configuration.
    pub standing: OptionStanding,
}

/// How a credential stands to a configuration, for a list of choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionStanding {
    /// It fits.
    Fits,
    /// Nothing is known.
    NotKnown,
    /// It is another configuration's, or used. It cannot be chosen here.
    Against,
}

/// Which group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// To be migrated.
    ToMigrate,
    /// It seems to use JWT, but that is not certain.
    Doubts,
    /// Adobe's own.
    Adobes,
    /// Without a mark.
    Others,
}

/// A group of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Which one.
    pub kind: GroupKind,
    /// How many configurations it has.
    pub count: usize,
    /// Those that are shown.
    pub lines: Vec<Line>,
    /// How many are not, and how many of these would be shown next.
    pub hidden: Option<(usize, usize)>,
}

/// One configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which one.
    pub id: ConfigurationId,
    /// Its title.
    pub title: String,
    /// Which credential belongs to it.
    pub matched: Match,
    /// What AEM's check has found of it.
    pub health: Option<HealthLine>,
    /// What is planned for it, where it is to be migrated and there are credentials.
    pub plan: Option<LinePlan>,
    /// What it was judged by, each reason once.
    pub evidence: Vec<Evidence>,
    /// Whether another one answers to the same id.
    pub shared: bool,
    /// Whether not all about it is certain.
    pub doubtful: bool,
    /// Whether it can be overruled, and whether it is.
    pub overrule: Option<bool>,
}

/// Which credential belongs to a configuration.
#[derive(Clone, Debug, PartialEq)]
pub enum Match {
    /// There is none to compare with.
    NoCredential,
    /// This one fits, and is proposed: its name, or the ends of its client id.
    Fits(String),
    /// Several fit, or one fits several configurations.
    Several,
    /// Nothing is known.
    NotKnown,
    /// All speak against it or are spent.
    None,
}

impl Assistant {
    pub(super) fn list_screen(&self, view: &ConsoleView) -> ListScreen {
        let offers = |configuration: &&Configuration| self.run.offers(configuration);
        let (to_migrate, rest): (Vec<&Configuration>, Vec<_>) = view.configurations.iter().partition(offers);
        let is_administrators =
            |configuration: &&Configuration| configuration.ownership.is == Ownership::Administrator;
        let (rest, adobes): (Vec<&Configuration>, Vec<_>) = rest.into_iter().partition(is_administrators);
        let is_done = |configuration: &Configuration| {
            self.run.done.iter().any(|done| *done.id.as_str() == *configuration.id)
        };
        let (doubts, others): (Vec<&Configuration>, Vec<_>) = rest
            .into_iter()
            .filter(|configuration| !is_done(configuration))
            .partition(|configuration| configuration.authentication.is == Authentication::Jwt);

        let (entries, new) = self.all_entries(view);
        let next = self.next_step(&to_migrate, &entries);
        let entries: HashMap<&str, &Entry> =
            entries.iter().map(|entry| (entry.configuration.as_str(), entry)).collect();
        let group = |kind, configurations: &[&Configuration]| self.group(kind, configurations, &entries);
        let others = [(GroupKind::Doubts, doubts), (GroupKind::Adobes, adobes), (GroupKind::Others, others)];
        let ready = Ready {
            migrations: entries.values().filter(|entry| entry.ticked).count(),
            creations: new.iter().filter(|entry| entry.ticked).count(),
        };
        let can_plan = !self.batch_is_open();
        let ready = (can_plan && ready.count() > 0).then_some(ready);
        let new_line = |entry: NewEntry| {
            let name = self.tray.name_of(&entry.credential);
            let NewEntry { credential, title, solution, beside, ticked, lack } = entry;
            NewLine { credential, name, title, solution, beside, ticked, lack }
        };
        ListScreen {
            empty: view.configurations.is_empty(),
            healthy: view.health_check.as_ref().is_some_and(|check| check.kind == HealthKind::Healthy),
            more: self.more(view),
            to_migrate: group(GroupKind::ToMigrate, &to_migrate),
            done: self.run.done.iter().map(|done| (done.clone(), self.health_of(&done.id))).collect(),
            checks: Checks {
                migrated: self.checkable(view, ToCheck::Migrated).count(),
                all: self.checkable(view, ToCheck::All).count(),
                checking: match &self.task {
                    Task::Checking { title, left, .. } => Some((title.clone(), left.len())),
                    _ => None,
                },
            },
            others: others.iter().filter_map(|(kind, configurations)| group(*kind, configurations)).collect(),
            next,
            plan: ready.filter(|_| self.reviewing).map(|ready| self.plan_screen(ready)),
            ready,
            new: new.into_iter().filter(|_| can_plan).map(new_line).collect(),
        }
    }

    fn plan_screen(&self, ready: Ready) -> PlanScreen {
        let planned = self.all_planned();
        let row = |one: &Planned| {
            let credential = self.tray.credential(&one.credential);
            let client_id = credential.and_then(|credential| credential.client_id.as_ref());
            PlanRow {
                title: one.title.clone(),
                credential: one.credential.clone(),
                name: self.tray.name_of(&one.credential),
                check: credential.and_then(|credential| self.check_screen(credential)),
                client_id: client_id.map(|id| id.as_str().to_owned()).unwrap_or_default(),
                aim: one.aim.clone(),
                verdict: self.matching.of(&one.configuration).verdict(&one.credential),
            }
        };
        let rows = planned.iter().map(row).collect();
        PlanScreen { rows, ready, planned, stops_before_saving: self.stops_before_saving }
    }

    fn more(&self, view: &ConsoleView) -> Option<LoadMore> {
        let count = view.configurations.len();
        let loading = matches!(self.task, Task::LoadingRest(_));
        let is_complete = match view.completeness {
            Completeness::All(_) => true,
            Completeness::MoreExpected(_) => false,
            Completeness::Unknown(Reason::Duplicates) => false,
            Completeness::Unknown(_) => !count.is_multiple_of(USUAL_LIMIT),
        };
        (loading || !is_complete).then_some(LoadMore { count, loading })
    }

    /// The first configuration that is planned, else the first that a credential fits, else the first.
    fn next_step(&self, to_migrate: &[&Configuration], entries: &[Entry]) -> Option<NextStep> {
        let planned = entries.iter().find(|entry| entry.ticked).map(|entry| entry.configuration.clone());
        let fits = |one: &&&Configuration| self.matching.of(&id_of(one)).proposed().is_some();
        let shown = to_migrate.get(..self.shown.min(to_migrate.len())).unwrap_or_default();
        let next = to_migrate
            .iter()
            .find(|one| planned.as_ref() == Some(&id_of(one)))
            .or_else(|| shown.iter().find(fits))
            .or_else(|| to_migrate.first())?;
        let id = id_of(next);
        Some(NextStep {
            ready: planned.as_ref() == Some(&id) || self.matching.of(&id).proposed().is_some(),
            opening: matches!(self.task, Task::Opening { .. }),
            title: next.title.to_string(),
            id,
        })
    }

    fn group(
        &self,
        kind: GroupKind,
        configurations: &[&Configuration],
        entries: &HashMap<&str, &Entry>,
    ) -> Option<Group> {
        let count = configurations.len();
        let hidden = count.saturating_sub(self.shown);
        let entry = |one: &Configuration| entries.get(&*one.id).copied();
        let shown = configurations.iter().take(self.shown);
        let lines = shown.map(|one| self.line(kind, one, entry(one))).collect();
        let hidden = (hidden > 0).then_some((hidden, hidden.min(LINES)));
        (count > 0).then_some(Group { kind, count, lines, hidden })
    }

    fn line(&self, kind: GroupKind, configuration: &Configuration, entry: Option<&Entry>) -> Line {
        let Configuration { authentication, ownership, identity, .. } = configuration;
        let id = id_of(configuration);
        let mut evidence = vec![authentication.evidence.clone(), ownership.evidence.clone()];
        evidence.dedup();
        Line {
            matched: if kind == GroupKind::ToMigrate { self.matched(&id) } else { Match::NoCredential },
            health: self.health_of(&id),
            plan: entry.filter(|_| self.tray.usable()).map(|entry| self.line_plan(entry)),
            title: configuration.title.to_string(),
            evidence,
            shared: *identity == Identity::Shared,
            doubtful: [authentication.confidence, ownership.confidence].contains(&Confidence::Low),
            overrule: configuration.can_be_overruled().then(|| self.run.offers(configuration)),
            id,
        }
    }

    fn line_plan(&self, entry: &Entry) -> LinePlan {
        let usable = self.tray.credentials().iter().filter(|credential| credential.usable());
        let meant = entry.credential.as_ref().map(|(id, _)| id);
        let option = |id: &CredentialId| CredentialOption {
            name: self.tray.name_of(id),
            chosen: meant == Some(id),
            standing: match self.matching.of(&entry.configuration).verdict(id) {
                Verdict::Fits(_) => OptionStanding::Fits,
                Verdict::NotKnown(_) => OptionStanding::NotKnown,
                Verdict::Contradicts(_) | Verdict::Spent { .. } => OptionStanding::Against,
            },
            id: id.clone(),
        };
        let options = usable.map(|credential| option(&credential.id)).collect();
        LinePlan { ticked: entry.ticked, tickable: entry.tickable, options }
    }

    fn matched(&self, id: &ConfigurationId) -> Match {
        let matched = self.matching.of(id);
        if let Some((credential, _)) = matched.proposed() {
            return Match::Fits(self.tray.name_of(credential));
        }
        let has = |wanted: fn(&Verdict) -> bool| matched.verdicts.iter().any(|(_, verdict)| wanted(verdict));
        if self.tray.credentials().is_empty() {
            Match::NoCredential
        } else if has(|verdict| matches!(verdict, Verdict::NotKnown(NotKnown::FitsSeveral))) {
            Match::Several
        } else if has(|verdict| matches!(verdict, Verdict::NotKnown(_))) {
            Match::NotKnown
        } else {
            Match::None
        }
    }
}

fn id_of(configuration: &Configuration) -> ConfigurationId {
    ConfigurationId::from(&*configuration.id)
}
