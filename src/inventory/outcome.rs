//! What became of a configuration.

use crate::console::{Authentication, Ownership};
use crate::migration::{Run, Seen, Time};

/// What became of a configuration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// It is to be migrated.
    Left,
    /// It was migrated here; when its mark was first seen gone.
    Done(Time),
    /// It is Adobe's, who migrates it too.
    Adobes,
    /// It is marked as JWT, and may be Adobe's.
    Doubtful,
    /// AEM does not mark it as JWT, and it was not migrated here.
    #[default]
    NotMarked,
}

impl Outcome {
    /// A stable code, for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Done(_) => "done",
            Self::Adobes => "adobe",
            Self::Doubtful => "doubtful",
            Self::NotMarked => "not-marked",
        }
    }

    /// The outcome with this code, if there is one; `at` is when it was migrated.
    pub(super) fn of_code(code: &str, at: Time) -> Option<Self> {
        let all = [Self::Left, Self::Done(at), Self::Adobes, Self::Doubtful, Self::NotMarked];
        all.into_iter().find(|outcome| outcome.as_str() == code)
    }
}

/// What became of a configuration in a run. The one place that says so: whatever else comes to be known of it, such as why it
/// was left alone, belongs here.
pub fn outcome(run: &Run, seen: &Seen) -> Outcome {
    if let Some(done) = run.done.iter().find(|done| done.id == seen.id) {
        return Outcome::Done(done.at);
    }
    match (seen.ownership, seen.authentication) {
        (Ownership::Adobe, _) => Outcome::Adobes,
        (Ownership::Administrator, Authentication::Jwt) => Outcome::Left,
        (Ownership::Unsure, Authentication::Jwt) if run.overruled.contains(&seen.id) => Outcome::Left,
        (Ownership::Unsure, Authentication::Jwt) => Outcome::Doubtful,
        (_, Authentication::OAuth | Authentication::NotMarked) => Outcome::NotMarked,
    }
}
