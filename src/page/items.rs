//! The items of a collection, from the rows that `page.js` writes (`rowOf` there).
//!
//! To send ten thousand items as objects through a port, and to read them member by member, takes longer than all the
//! rest of a snapshot. So they come as one text; the doc of [`PageSnapshot::items`](super::PageSnapshot::items) describes
//! its rows. Reading is total: a row that is cut off gives what it has.

use super::key::{Key, Text};
use super::lenient::lenient;
use arcstr::ArcStr;
use serde::Deserialize;

/// One item of a Granite collection: a card, a table row, a column's line. Items come as rows of text and not as
/// objects; see [`items_of`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// The element's handle; pressing it selects the item.
    pub key: Key,
    /// `data-foundation-collection-item-id`; empty where the item has none.
    pub id: Text,
    /// The item's title.
    pub title: Text,
    /// Every further line of text, in document order.
    pub lines: Vec<Line>,
    /// Badges: alerts, tags and statuses inside the item.
    pub statuses: Vec<Status>,
    /// Whether the page shows the item as selected.
    pub selected: bool,
}

/// One line of text inside an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The text, its white space folded.
    pub text: Text,
    /// Whether a rule (`<hr>`) stands somewhere before it in the item.
    pub ruled: bool,
}

/// A badge or an alert.
#[serde_with::apply(_ => #[serde(deserialize_with = "lenient")])]
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct Status {
    /// The element's tag, lower case: `coral-alert`, `coral-tag` …
    #[cfg_attr(test, ts(type = "string"))]
    pub tag: Text,
    /// Coral's `variant`: `error`, `warning`, `success` …; empty where there is none.
    #[cfg_attr(test, ts(type = "string"))]
    pub variant: Text,
    /// The text, its white space folded.
    #[cfg_attr(test, ts(type = "string"))]
    pub text: Text,
}

impl Status {
    /// Whether it is the accessible name of an icon or a picture.
    pub fn is_icon(&self) -> bool {
        self.tag == "coral-icon" || self.tag == "img" || self.tag == "svg"
    }
}

/// Reads the rows of a snapshot. The texts of all items share one copy of `rows`.
pub fn items_of(rows: &str) -> Vec<Item> {
    let rows = ArcStr::from(rows);
    let mut cells = Cells { rows: &rows, rest: &rows, row_ended: false };
    let mut items = Vec::new();
    while !cells.rest.is_empty() {
        cells.row_ended = false;
        let key = cells.text();
        if !key.is_empty() || !cells.row_ended {
            items.push(item_of(Key(key), &mut cells));
        }
    }
    items
}

fn item_of(key: Key, cells: &mut Cells) -> Item {
    let mut item = Item { key, id: cells.text(), ..Item::default() };
    item.selected = cells.next() == Some("1");
    item.title = cells.text();
    while let Some(mark) = cells.next() {
        match mark {
            "S" => {
                let [tag, variant, text] = [(); 3].map(|()| cells.text());
                item.statuses.push(Status { tag, variant, text });
            }
            _ => item.lines.push(Line { ruled: mark == "R", text: cells.text() }),
        }
    }
    item
}

/// Goes through the rows cell by cell. Not by the standard library's searches: cells are so short that setting one up
/// takes longer than to look at every byte.
struct Cells<'a> {
    rows: &'a ArcStr,
    rest: &'a str,
    row_ended: bool,
}

impl<'a> Cells<'a> {
    /// The next cell of the row, if there is one.
    fn next(&mut self) -> Option<&'a str> {
        if self.row_ended {
            return None;
        }
        let end = self.rest.bytes().position(|byte| matches!(byte, b'\t' | b'\n'));
        let (cell, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.row_ended = rest.as_bytes().first() != Some(&b'\t');
        self.rest = rest.get(1..).unwrap_or_default();
        Some(cell)
    }

    /// The next cell's text; empty where there is none.
    fn text(&mut self) -> Text {
        self.next().and_then(|cell| self.rows.try_substr_from(cell)).unwrap_or_default()
    }
}

/// For serde: the rows as a member of a snapshot.
pub(super) fn from_rows<'de, D: serde::Deserializer<'de>>(rows: D) -> Result<Vec<Item>, D::Error> {
    lenient::<String, D>(rows).map(|rows| items_of(&rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_an_item_with_its_lines_and_statuses_in_order() {
        let rows = "k1\tid\t1\tTitle\tL\tone\tS\tcoral-alert\terror\tbad\tR\ttwo\nk2\t\t\tOther";
        let items = items_of(rows);
        let [first, second] = items.as_slice() else { panic!("two items") };
        assert_eq!((first.key.0.as_str(), first.id.as_str(), first.title.as_str()), ("k1", "id", "Title"));
        assert!(first.selected && !second.selected);
        let line = |text: &str, ruled| Line { text: text.into(), ruled };
        assert_eq!(first.lines, [line("one", false), line("two", true)]);
        let status = Status { tag: "coral-alert".into(), variant: "error".into(), text: "bad".into() };
        assert_eq!(first.statuses, [status]);
        assert_eq!(second.title, "Other");
    }

    #[test]
    fn a_row_that_is_cut_off_gives_what_it_has() {
        for (rows, items) in [
            ("", 0),
            ("\n\n", 0),
            ("k", 1),
            ("\ti", 1),
            ("\nk\n\nk\n", 2),
            ("k\ti\t\tt\tS\tcoral-tag", 1),
            ("k\ti\t\tt\tL", 1),
        ] {
            assert_eq!(items_of(rows).len(), items, "{rows:?}");
        }
        assert_eq!(items_of("k\ti\t\tt\tS\tcoral-tag")[0].statuses[0].tag, "coral-tag");
    }

    #[test]
    fn a_snapshot_that_a_browser_took_can_be_read_without_one() {
        let json = r#"{"url": "https://h/", "items": "k\ti\t1\tTitle", "http_status": 200, "newer": {},
            "collection": {"count": 1, "limit": 20}, "fields": [{"key": "f", "kind": "password"}, {"kind": "new"}]}"#;
        let snapshot: crate::page::PageSnapshot = serde_json::from_str(json).expect("a snapshot");
        assert_eq!((snapshot.items[0].title.as_str(), snapshot.http_status), ("Title", Some(200)));
        assert_eq!(snapshot.collection.and_then(|collection| collection.limit), Some(20));
        let kinds: Vec<crate::page::FieldKind> = snapshot.fields.iter().map(|field| field.kind).collect();
        assert_eq!(kinds, [crate::page::FieldKind::Password, crate::page::FieldKind::Other]);
    }
}
