//! The list page: what is to be migrated, what is Adobe's, what is done.

use crate::assistant::{Assistant, LINES, Task};
use crate::console::{
    Authentication, Completeness, Confidence, Configuration, ConsoleView, Evidence, HealthKind, Identity,
    Ownership, Reason,
};
use crate::credentials::Credential;
use crate::migration::{ConfigurationId, Done, NotKnown, Verdict};

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
    /// The next step, where there is something to migrate.
    pub next: Option<NextStep>,
    /// What was migrated, the latest last.
    pub done: Vec<Done>,
    /// What is not certain, what is Adobe's, and what carries no mark; groups without a configuration are left out.
    pub others: Vec<Group>,
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
    /// Whether it is the one to deal with next.
    pub picked: bool,
    /// Which credential belongs to it.
    pub matched: Match,
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

        let next = self.next_step(&to_migrate);
        let group = |kind, configurations: &[&Configuration]| self.group(kind, configurations, next.as_ref());
        let others = [(GroupKind::Doubts, doubts), (GroupKind::Adobes, adobes), (GroupKind::Others, others)];
        ListScreen {
            empty: view.configurations.is_empty(),
            healthy: view.health_check.as_ref().is_some_and(|check| check.kind == HealthKind::Healthy),
            more: self.more(view),
            to_migrate: group(GroupKind::ToMigrate, &to_migrate),
            done: self.run.done.clone(),
            others: others.iter().filter_map(|(kind, configurations)| group(*kind, configurations)).collect(),
            next,
        }
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

    /// The configuration that was picked, else the first that a credential fits, else the first.
    fn next_step(&self, to_migrate: &[&Configuration]) -> Option<NextStep> {
        let picked = self.picked.as_ref();
        let is_picked = |one: &&&Configuration| picked.is_some_and(|picked| *one.id == *picked.as_str());
        let fits = |one: &&&Configuration| self.matching.of(&id_of(one)).proposed().is_some();
        let shown = to_migrate.get(..self.shown.min(to_migrate.len())).unwrap_or_default();
        let next = to_migrate
            .iter()
            .find(is_picked)
            .or_else(|| shown.iter().find(fits))
            .or_else(|| to_migrate.first())?;
        let id = id_of(next);
        Some(NextStep {
            ready: self.matching.of(&id).proposed().is_some(),
            opening: matches!(self.task, Task::Opening { .. }),
            title: next.title.to_string(),
            id,
        })
    }

    fn group(
        &self,
        kind: GroupKind,
        configurations: &[&Configuration],
        next: Option<&NextStep>,
    ) -> Option<Group> {
        let count = configurations.len();
        let hidden = count.saturating_sub(self.shown);
        let lines = configurations.iter().take(self.shown).map(|one| self.line(kind, one, next)).collect();
        let hidden = (hidden > 0).then_some((hidden, hidden.min(LINES)));
        (count > 0).then_some(Group { kind, count, lines, hidden })
    }

    fn line(&self, kind: GroupKind, configuration: &Configuration, next: Option<&NextStep>) -> Line {
        let Configuration { authentication, ownership, identity, .. } = configuration;
        let id = id_of(configuration);
        let mut evidence = vec![authentication.evidence.clone(), ownership.evidence.clone()];
        evidence.dedup();
        Line {
            picked: next.is_some_and(|next| next.id == id),
            matched: if kind == GroupKind::ToMigrate { self.matched(&id) } else { Match::NoCredential },
            title: configuration.title.to_string(),
            evidence,
            shared: *identity == Identity::Shared,
            doubtful: [authentication.confidence, ownership.confidence].contains(&Confidence::Low),
            overrule: configuration.can_be_overruled().then(|| self.run.offers(configuration)),
            id,
        }
    }

    fn matched(&self, id: &ConfigurationId) -> Match {
        let matched = self.matching.of(id);
        if let Some((credential, _)) = matched.proposed() {
            return Match::Fits(self.tray.credential(credential).map(short_name).unwrap_or_default());
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

/// A credential's name, or the ends of its client id, as *1a2b…f809*.
fn short_name(credential: &Credential) -> String {
    let ends = || {
        let id = credential.client_id.as_ref()?.as_str();
        Some([id.get(..4)?, "…", id.get(id.len().checked_sub(4)?..)?].concat())
    };
    credential.name.clone().or_else(ends).unwrap_or_default()
}
