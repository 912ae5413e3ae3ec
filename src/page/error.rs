//! Why the page did not answer.

/// Why the page did not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageError {
    /// The connection broke while an answer was due. Whether an edit was carried out is not known.
    Interrupted,
    /// No answer came in time.
    Silent,
    /// The page's side failed; its own words.
    Failed(String),
}
