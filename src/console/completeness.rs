//! Tells whether all items of a list are on the page, or only those that AEM has loaded so far.
//!
//! AEM loads a collection in batches, of 20 items by default (facts, section 4, pagination), and the next one when
//! somebody scrolls near the end. Nothing on the page says how many items there are in all.

use crate::page::Collection;

/// Whether all items are on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// They are.
    All(Reason),
    /// More are being loaded, or would be after scrolling to the end.
    MoreExpected(Reason),
    /// There is no way to tell.
    Unknown(Reason),
}

/// Why a list counts as complete, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The page itself says whether there are more.
    PageSays,
    /// The page shows that it is loading.
    Loading,
    /// The last batch was not a full one.
    ShortLoad,
    /// The list was scrolled to its end, and nothing came.
    NothingCame,
    /// All batches were full, and the list is not scrolled to its end.
    NotAtEnd,
    /// All batches were full, and the list is at its end: the next batch may be empty or under way.
    FullLoad,
    /// The page does not say how large a batch is.
    NoLimit,
    /// There is no collection.
    NoCollection,
    /// Several items have the same id: a part of the list was loaded twice, and another one may be missing.
    Duplicates,
}

/// Goes by the surest sign that there is.
pub(super) fn read(collection: Option<&Collection>, has_duplicates: bool) -> Completeness {
    use Completeness::{All, Unknown};
    match by_collection(collection) {
        All(_) if has_duplicates => Unknown(Reason::Duplicates),
        other => other,
    }
}

fn by_collection(collection: Option<&Collection>) -> Completeness {
    use Completeness::{All, MoreExpected, Unknown};
    let Some(collection) = collection else { return Unknown(Reason::NoCollection) };
    let rest = collection.limit.and_then(|limit| collection.count.checked_rem(limit));
    let full_load = rest.map(|rest| collection.count > 0 && rest == 0);
    match (collection.has_more, full_load) {
        (Some(false), _) => All(Reason::PageSays),
        (Some(true), _) => MoreExpected(Reason::PageSays),
        (None, Some(false)) => All(Reason::ShortLoad),
        _ if collection.waiting => MoreExpected(Reason::Loading),
        _ if collection.stopped => All(Reason::NothingCame),
        (None, Some(true)) if collection.at_end => Unknown(Reason::FullLoad),
        (None, Some(true)) => MoreExpected(Reason::NotAtEnd),
        (None, None) => Unknown(Reason::NoLimit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Completeness::{All, MoreExpected, Unknown};

    fn check(collection: Collection, expected: Completeness) {
        assert_eq!(read(Some(&collection), false), expected, "{collection:?}");
        let with_duplicates = match expected {
            All(_) => Unknown(Reason::Duplicates),
            other => other,
        };
        assert_eq!(read(Some(&collection), true), with_duplicates, "{collection:?}");
    }

    #[test]
    fn a_list_is_complete_when_a_load_was_short_or_nothing_came() {
        let of = |count: u32| Collection { count, limit: Some(20), ..Collection::default() };
        let at_end = |count| Collection { at_end: true, ..of(count) };
        check(of(7), All(Reason::ShortLoad));
        check(of(27), All(Reason::ShortLoad));
        check(of(0), All(Reason::ShortLoad));
        check(of(40), MoreExpected(Reason::NotAtEnd));
        check(at_end(40), Unknown(Reason::FullLoad));
        check(Collection { stopped: true, ..at_end(40) }, All(Reason::NothingCame));
        check(Collection { waiting: true, stopped: true, ..at_end(40) }, MoreExpected(Reason::Loading));
        check(Collection { has_more: Some(true), ..of(7) }, MoreExpected(Reason::PageSays));
        check(Collection { has_more: Some(false), ..of(40) }, All(Reason::PageSays));
        check(Collection { count: 40, ..Collection::default() }, Unknown(Reason::NoLimit));
        check(Collection { count: 40, stopped: true, ..Collection::default() }, All(Reason::NothingCame));
        check(Collection { count: 40, limit: Some(0), ..Collection::default() }, Unknown(Reason::NoLimit));
        assert_eq!(read(None, false), Unknown(Reason::NoCollection));
    }
}
