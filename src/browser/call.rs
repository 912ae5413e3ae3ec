//! What is asked of `page.js`.

/// A function of `page.js` that is called and answered once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    Snapshot,
    Apply,
    LoadMore,
    Structure,
}

impl Call {
    /// Its name in `page.js`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Snapshot => "snapshot",
            Self::Apply => "apply",
            Self::LoadMore => "loadMore",
            Self::Structure => "structure",
        }
    }
}
