//! What only the page that is there knows of migrations that go on by themselves. Another page begins anew.

use crate::migration::Time;
use crate::migration::batch::{Sight, Stage};

/// What only the page that is there knows of a batch.
#[derive(Debug, Default)]
pub(super) struct Driving {
    /// Whether the page was seen.
    pub(super) has_begun: bool,
    /// What it shows of which stage, and since when.
    pub(super) shown: Option<(Stage, Sight, Time)>,
    /// Whether the rest of its list was loaded.
    pub(super) has_rest: bool,
    /// Whether the list is to be gone to, as soon as nothing else is being done.
    pub(super) returns: bool,
    /// When it was gone to.
    pub(super) left_at: Option<Time>,
    /// Whether the current migration is to be skipped, as soon as nothing else is being done.
    pub(super) skips: bool,
    /// When the page is looked at again for it.
    pub(super) alarm: Option<Time>,
}
