//! The items of a collection, from the rows that `static/page.js` writes (`rowOf` there).
//!
//! Ten thousand items as objects take longer to send through a port and to read member by member than all the rest of
//! a look at the page. So they come as one text: a line an item, cells between tabs. The cells are key, id, `1` where the
//! item is selected, title, and then for every text of the item its mark and its cells: `L` and a line, `R` and a line
//! below a rule, `S` and a status's tag, variant and text. Reading is total; a row that is cut off gives what it has.

use super::{Item, Key, Line, Status};

/// Reads the rows of a snapshot.
pub fn items_of(rows: &str) -> Vec<Item> {
    rows.split('\n').filter(|row| !row.is_empty()).map(item_of).collect()
}

fn item_of(row: &str) -> Item {
    let mut cells = row.split('\t');
    let mut next = || cells.next().unwrap_or_default().to_owned();
    let mut item =
        Item { key: Key(next()), id: next(), selected: next() == "1", title: next(), ..Item::default() };
    while let Some(mark) = cells.next() {
        let mut next = || cells.next().unwrap_or_default().to_owned();
        match mark {
            "S" => item.statuses.push(Status { tag: next(), variant: next(), text: next() }),
            _ => item.lines.push(Line { ruled: mark == "R", text: next() }),
        }
    }
    item
}

/// For serde: the rows as a member of a snapshot in JSON.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn from_rows<'de, D: serde::Deserializer<'de>>(rows: D) -> Result<Vec<Item>, D::Error> {
    <String as serde::Deserialize>::deserialize(rows).map(|rows| items_of(&rows))
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
        let line = |text: &str, ruled| Line { text: text.to_owned(), ruled };
        assert_eq!(first.lines, [line("one", false), line("two", true)]);
        let status = Status { tag: "coral-alert".into(), variant: "error".into(), text: "bad".into() };
        assert_eq!(first.statuses, [status]);
        assert_eq!(second.title, "Other");
    }

    #[test]
    fn a_row_that_is_cut_off_gives_what_it_has() {
        for (rows, items) in
            [("", 0), ("\n\n", 0), ("k", 1), ("k\ti\t\tt\tS\tcoral-tag", 1), ("k\ti\t\tt\tL", 1)]
        {
            assert_eq!(items_of(rows).len(), items, "{rows:?}");
        }
        assert_eq!(items_of("k\ti\t\tt\tS\tcoral-tag")[0].statuses[0].tag, "coral-tag");
    }

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn a_snapshot_that_a_browser_took_can_be_read_without_one() {
        let json = r#"{"url": "https://h/", "items": "k\ti\t1\tTitle", "http_status": 200, "newer": {},
            "collection": {"count": 1, "limit": 20}, "fields": [{"key": "f", "kind": "password"}, {"kind": "new"}]}"#;
        let snapshot: crate::page::PageSnapshot = serde_json::from_str(json).expect("a snapshot");
        assert_eq!(snapshot.items[0].title, "Title");
        assert_eq!(snapshot.collection.and_then(|collection| collection.limit), Some(20.0));
        let kinds: Vec<crate::page::FieldKind> = snapshot.fields.iter().map(|field| field.kind).collect();
        assert_eq!(kinds, [crate::page::FieldKind::Password, crate::page::FieldKind::Other]);
    }
}
