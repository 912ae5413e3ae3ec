//! What only the page that is there knows of migrations that go on by themselves. Another page begins anew.

use crate::migration::Time;
use crate::migration::batch::{Sight, Stage};

/// What only the page that is there knows of a batch.
#[derive(Debug, Default)]
pub(super) struct Driving {
    /// Whether the tab is behind another one. A browser lays nothing out there, so nothing can be pressed as a person would.
    pub(super) is_behind: bool,
    /// Whether it was, at any time since something was last begun.
    pub(super) was_behind: bool,
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

impl Driving {
    /// For a batch that is begun, or gone on with, on this page.
    pub(super) fn anew(&self) -> Self {
        let (is_behind, has_rest) = (self.is_behind, self.has_rest);
        Self { is_behind, has_rest, has_begun: true, ..Self::default() }
    }
}
