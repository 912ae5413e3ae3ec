//! What every judgement about the page carries: how sure it is, and why.

use crate::page::Text;

/// A judgement about an item, how sure it is, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgement<T> {
    /// The judgement itself.
    pub is: T,
    /// How sure it is.
    pub confidence: Confidence,
    /// The reason.
    pub evidence: Evidence,
}

impl<T> Judgement<T> {
    pub(super) fn new(is: T, confidence: Confidence, evidence: Evidence) -> Self {
        Self { is, confidence, evidence }
    }
}

/// How sure a judgement is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confidence {
    /// As sure as AEM's own marks.
    High,
    /// Likely. A person has to look at it before anything is done because of it.
    #[default]
    Low,
}

/// One reason for a judgement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Evidence {
    /// A badge of the item says so; its text.
    Badge(Text),
    /// A line of the item says so; its text.
    Line(Text),
    /// The item has a line below a rule, as only Adobe's own configurations are known to have; its text.
    LineBelowRule(Text),
    /// A text of the item that is not a badge says so; the text.
    Text(Text),
    /// The item has one line more than others on the same list; its text.
    ExtraLine(Text),
    /// All items of the list have a second line in common; its text.
    RepeatedLine(Text),
    /// Some items of the list say this and others something else, and it is not known what that means; its text.
    Group(Text),
    /// An earlier look at the list, or another view of it, showed a sign.
    SeenBefore,
    /// No badge was found.
    #[default]
    NoBadge,
    /// A select's chosen option says so; its text.
    Option(Text),
}
