//! Tables: a line whose cells are labels names the columns of the lines below it, and each of these lines is a credential;
//! or a first column of labels names the rows, and each further column is a credential.
//!
//! Cells are parted by bars (Markdown, Jira, MediaWiki), tabs (what a browser or a spreadsheet copies, and HTML), commas
//! or semicolons (CSV, RFC 4180; a cell in quotes may contain the separator).

use super::value::{self, Value};
use crate::credentials::CredentialField as Field;
use crate::reading::cores;
use crate::reading::draft::{Clue, Clues, Draft, Said};
use crate::reading::keys::{self, KeyMeaning};
use crate::reading::labels::{self, Label};
use memchr::{memchr, memchr_iter, memchr2, memchr3};
use std::ops::Range;
use zeroize::Zeroizing;

/// Collects the clues of the tables in `text` that lie outside of `taken`, and tells where they stand.
pub(super) fn read(text: &str, taken: &[Range<usize>], clues: &mut Clues) -> Vec<Range<usize>> {
    if !has_separator(text) {
        return Vec::new();
    }
    let mut places = Vec::new();
    let mut lines = Lines { text, at: 0 };
    let mut before = None;
    let mut taken = taken.iter().peekable();
    while let Some(line) = lines.peek() {
        let end = line.at + line.text.len();
        while taken.next_if(|place| place.end < line.at).is_some() {}
        let is_free = taken.peek().is_none_or(|place| place.start >= end);
        let is_free = is_free && has_separator(line.text);
        let table = || {
            by_marks(lines)
                .or_else(|| by_columns(lines))
                .or_else(|| by_rows(lines, before))
                .or_else(|| by_tuples(lines))
        };
        let table = is_free.then(table).flatten();
        match table {
            Some((mut drafts, rest)) => {
                places.push(line.at..rest.at.min(text.len()));
                clues.drafts.append(&mut drafts);
                lines = rest;
                before = None;
            }
            None => {
                before = Some(line);
                lines.next();
            }
        }
    }
    places
}

const SEPARATORS: [char; 5] = ['|', '\t', ';', ',', SPACES];

/// Stands for several spaces, with which programs line up the columns of what they print.
const SPACES: char = ' ';
const COLUMNS: &str = "  ";

/// Whether `line` may be one of a table: it has one of the [`SEPARATORS`], or MediaWiki's `!!`.
fn has_separator(line: &str) -> bool {
    let bytes = line.as_bytes();
    memchr3(b'|', b'\t', b';', bytes).is_some()
        || memchr2(b',', b'!', bytes).is_some()
        || bytes.windows(COLUMNS.len()).any(|two| two == COLUMNS.as_bytes())
}

/// The lines from a place on.
#[derive(Clone, Copy)]
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    fn peek(&self) -> Option<Value<'a>> {
        let rest = self.text.get(self.at..).filter(|_| self.at <= self.text.len())?;
        let line = memchr(b'\n', rest.as_bytes()).and_then(|end| rest.get(..end)).unwrap_or(rest);
        (!rest.is_empty()).then_some(Value { text: line, at: self.at })
    }

    fn next(&mut self) -> Option<Value<'a>> {
        let line = self.peek()?;
        self.skip(line);
        Some(line)
    }

    fn skip(&mut self, line: Value<'a>) {
        self.at = line.at + line.text.len() + 1;
    }

    /// Whether the next line is blank, and the one after it a row: what a browser makes of the source of a table.
    fn is_gap(mut self, is_row: impl Fn(Value<'a>) -> bool) -> bool {
        let is_blank = self.next().is_some_and(|line| line.text.trim().is_empty());
        is_blank && self.peek().is_some_and(is_row)
    }

    /// The next line, with those after it that belong to it: in CSV, a cell in quotes may have several.
    fn record(mut self, separator: char) -> Value<'a> {
        /// A quote that is still open after so many lines opened no cell.
        const LONGEST: usize = 32;
        let start = self.at;
        let first = self.next().unwrap_or(Value { text: "", at: start });
        if separator == '|' || is_closed(first.text) {
            return first;
        }
        for _ in 1..LONGEST {
            let Some(line) = self.next() else { break };
            let text = self.text.get(start..line.at + line.text.len()).unwrap_or_default();
            if is_closed(text) {
                return Value { text, at: start };
            }
        }
        first
    }
}

/// Whether every quote in `text` has its other half.
fn is_closed(text: &str) -> bool {
    memchr_iter(b'"', text.as_bytes()).count().is_multiple_of(2)
}

/// The cells of `line`.
fn cells(line: Value<'_>, separator: char) -> Vec<Value<'_>> {
    let blank = line.text.len() - line.text.trim_start_matches(' ').len();
    let mut rest = line.skip(blank);
    rest.text = rest.text.trim_end();
    match separator {
        '|' => {
            let double = ["||", "!!"].into_iter().find(|double| rest.text.contains(double));
            rest = rest.skip(rest.text.len() - rest.text.trim_start_matches(['|', '!']).len());
            rest.text = rest.text.trim_end_matches('|');
            split(rest, |text| match double {
                Some(double) => text.find(double).map(|at| (at, 2)),
                None => text.find('|').map(|at| (at, 1)),
            })
        }
        '\t' => {
            rest = rest.skip(usize::from(rest.text.starts_with('\t')));
            split(rest, |text| text.find('\t').map(|at| (at, 1)))
        }
        SPACES => split(rest, |text| {
            let at = text.find(COLUMNS)?;
            let blank = text.get(at..)?.bytes().take_while(|byte| *byte == b' ').count();
            Some((at, blank))
        }),
        separator => split(rest, |text| unquoted(text, separator, '"').map(|at| (at, 1))),
    }
}

fn split<'a>(line: Value<'a>, next: impl Fn(&str) -> Option<(usize, usize)>) -> Vec<Value<'a>> {
    let mut cells = Vec::new();
    let mut rest = line;
    while let Some((at, length)) = next(rest.text) {
        cells.push(Value { text: rest.text.get(..at).unwrap_or_default(), at: rest.at }.trim());
        rest = rest.skip(at + length);
    }
    cells.push(rest.trim());
    cells
}

/// Where the separator stands that ends a cell of CSV, which may be quoted with `quote`.
fn unquoted(text: &str, separator: char, quote: char) -> Option<usize> {
    let mut quoted = false;
    text.char_indices()
        .find(|(_, c)| {
            quoted ^= *c == quote;
            *c == separator && !quoted
        })
        .map(|(at, _)| at)
}

/// The field that a heading names.
fn field(cell: Value<'_>) -> Option<Field> {
    let name = cell.text.trim_matches(|c: char| c.is_whitespace() || "*`\"'{}_:=!".contains(c));
    if let Some((Label::Field(field), "")) = labels::leading(name) {
        return Some(field);
    }
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    if let Some(KeyMeaning::Field(field) | KeyMeaning::Shaped(field)) =
        keys::meaning(name).filter(|_| is_word)
    {
        return Some(field);
    }
    // The export of a password manager.
    LOGINS.iter().find(|(login, _)| name.eq_ignore_ascii_case(login)).map(|(_, field)| *field)
}

const LOGINS: &[(&str, Field)] = &[
    ("username", Field::ClientId),
    ("login_username", Field::ClientId),
    ("user", Field::ClientId),
    ("login", Field::ClientId),
    ("password", Field::ClientSecrets),
    ("login_password", Field::ClientSecrets),
    ("passwort", Field::ClientSecrets),
    ("title", Field::Name),
];

/// `|---|---|`, and `|-` of MediaWiki.
fn is_rule(line: &str) -> bool {
    let is_wiki = matches!(line.trim(), "{|" | "|}");
    is_wiki || line.contains('-') && line.chars().all(|c| "|-:=+ \t".contains(c))
}

/// A row, cell by cell.
type Row<'a> = Vec<Value<'a>>;

/// The table whose first line names the columns, and what follows it.
fn by_columns(mut lines: Lines<'_>) -> Option<(Vec<Draft>, Lines<'_>)> {
    let heading = lines.next().filter(|line| cores::cores(line.text).next().is_none())?;
    let is_there = |separator: &char| match *separator {
        SPACES => heading.text.contains(COLUMNS),
        '|' => heading.text.contains('|') || heading.text.contains("!!"),
        separator => heading.text.contains(separator),
    };
    let separators = SEPARATORS.into_iter().filter(is_there);
    let (separator, fields) = separators
        .filter_map(|separator| Some((separator, heading_of(&cells(heading, separator))?)))
        .next()?;
    let mut rows = Vec::new();
    while let Some(line) = lines.peek() {
        let is_next = |line: Value<'_>| separator == '\t' && cells(line, separator).len() == fields.len();
        if is_rule(line.text) || lines.is_gap(is_next) {
            lines.next();
            continue;
        }
        let record = lines.record(separator);
        let cells = cells(record, separator);
        let of_csv = matches!(separator, ',' | ';' | SPACES);
        let is_row = record.text.contains(separator) && (!of_csv || cells.len() == fields.len());
        if !is_row || cells.iter().filter(|cell| field(**cell).is_some()).count() > 1 {
            break;
        }
        lines.skip(record);
        rows.push(cells);
    }
    (!rows.is_empty()).then(|| (of_columns(&fields, rows), lines))
}

/// The fields that a heading names, if it is one of credentials: it has an id or a secret, and something else.
fn heading_of(cells: &[Value<'_>]) -> Option<Vec<Option<Field>>> {
    let fields: Vec<Option<Field>> = cells.iter().map(|cell| field(*cell)).collect();
    let has = |wanted: Field| fields.contains(&Some(wanted));
    let is_key = has(Field::ClientId) || has(Field::ClientSecrets);
    let mut known: Vec<Field> = fields.iter().flatten().copied().collect();
    known.sort_unstable();
    known.dedup();
    (is_key && known.len() > 1).then_some(fields)
}

/// A credential of each row.
fn of_columns(fields: &[Option<Field>], rows: Vec<Row<'_>>) -> Vec<Draft> {
    let draft = |row: Row<'_>| {
        let mut draft = Draft::default();
        for (index, cell) in row.into_iter().enumerate() {
            say(fields.get(index).copied().flatten(), cell, &mut draft);
        }
        draft
    };
    rows.into_iter().map(draft).filter(Draft::is_of_credential).collect()
}

/// The table whose first column names the rows, if there are several columns of values, and what follows it.
fn by_rows<'a>(mut lines: Lines<'a>, before: Option<Value<'a>>) -> Option<(Vec<Draft>, Lines<'a>)> {
    let first = lines.peek()?;
    let is_there = |separator: &char| *separator != SPACES && first.text.contains(*separator);
    let separator = SEPARATORS.into_iter().filter(is_there).find(|separator| {
        let cells = cells(first, *separator);
        cells.len() > 2 && cells.first().is_some_and(|cell| field(*cell).is_some())
    })?;
    let count = cells(first, separator).len();
    let mut rows = Vec::new();
    let is_row = |line: Value<'_>| {
        let cells = cells(line, separator);
        cells.len() == count && cells.first().is_some_and(|cell| field(*cell).is_some())
    };
    while let Some(line) = lines.peek() {
        if is_rule(line.text) || lines.is_gap(is_row) {
            lines.next();
            continue;
        }
        if !is_row(line) {
            break;
        }
        lines.next();
        rows.push(cells(line, separator));
    }
    let names = before.map(|line| cells(line, separator)).unwrap_or_default();
    Some((of_rows(&names, &rows)?, lines))
}

/// A credential of each column but the first, which names the rows. `names` are the cells above them.
fn of_rows(names: &[Value<'_>], rows: &[Row<'_>]) -> Option<Vec<Draft>> {
    let several = |row: &Row<'_>| {
        let field = row.first().and_then(|cell| field(*cell));
        let Some(field) = field.filter(|field| matches!(field, Field::ClientId | Field::ClientSecrets))
        else {
            return false;
        };
        let texts = row.iter().skip(1).map(|cell| cell.text);
        let mut shaped: Vec<&str> = texts.filter(|text| value::holds(field, text)).collect();
        shaped.sort_unstable();
        shaped.dedup();
        shaped.len() > 1
    };
    if !rows.iter().any(several) {
        return None;
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut drafts: Vec<Draft> = Vec::new();
    for column in 1..width {
        let mut draft = Draft::default();
        for row in rows {
            if let (Some(heading), Some(cell)) = (row.first(), row.get(column)) {
                say(field(*heading), *cell, &mut draft);
            }
        }
        if draft.is_of_credential() {
            // The first cell above the labels is mostly empty, and HTML's is dropped with its tab.
            let name = (names.len() + column).checked_sub(width).and_then(|at| names.get(at));
            if let Some(name) = name.filter(|name| !name.text.is_empty() && name.text.len() < 60)
                && !draft.mentions(Field::Name)
            {
                draft.say(Field::Name, Zeroizing::new(name.text.to_owned()), name.at);
            }
            drafts.push(draft);
        }
    }
    Some(drafts)
}

/// Rows of a database, and what follows them: `INSERT INTO t (client_id, …) VALUES ('…', …), ('…', …);`
fn by_tuples(mut lines: Lines<'_>) -> Option<(Vec<Draft>, Lines<'_>)> {
    let heading = lines.next()?;
    let start = heading.text.find("INSERT").or_else(|| heading.text.find("insert"))?;
    let heading = heading.skip(start);
    // Everything may stand in one line.
    let (names, values) = match heading.text.find("VALUES").or_else(|| heading.text.find("values")) {
        Some(at) => (Value { text: heading.text.get(..at)?, ..heading }, heading.skip(at)),
        None => (heading, Value { text: "", ..heading }),
    };
    let fields = heading_of(&tuple(names)?)?;
    let mut rows: Vec<Row<'_>> = tuple(values).into_iter().collect();
    while let Some(line) = lines.peek() {
        let text = line.text.trim_start();
        if !text.starts_with('(') && !text.starts_with("VALUES") && !text.starts_with("values") {
            break;
        }
        lines.next();
        rows.extend(tuple(line));
    }
    rows.retain(|row| row.len() == fields.len());
    (!rows.is_empty()).then(|| (of_columns(&fields, rows), lines))
}

/// The cells between the first bracket of `line` and its last one.
fn tuple(line: Value<'_>) -> Option<Row<'_>> {
    let inside = line.skip(line.text.find('(')? + 1);
    let inside = Value { text: inside.text.get(..inside.text.rfind(')')?)?, ..inside };
    Some(split(inside, |text| unquoted(text, ',', '\'').map(|at| (at, 1))))
}

/// A table of MediaWiki, in which each cell may have a line of its own, and what follows it. Source: mediawiki.org,
/// *Help:Tables*.
fn by_marks(mut lines: Lines<'_>) -> Option<(Vec<Draft>, Lines<'_>)> {
    lines.next().filter(|line| line.text.trim_start().starts_with("{|"))?;
    let mut rows: Vec<Row<'_>> = vec![Vec::new()];
    while let Some(line) = lines.next() {
        let text = line.text.trim_start();
        match text.as_bytes() {
            [b'|', b'}', ..] => break,
            [b'|', b'-', ..] => rows.push(Vec::new()),
            [b'|', b'+', ..] => {}
            [b'|' | b'!', ..] => {
                let line = line.skip(line.text.len() - text.len() + 1);
                let row = split(line, |text| {
                    ["||", "!!"].iter().filter_map(|mark| text.find(mark)).min().map(|at| (at, 2))
                });
                if let Some(last) = rows.last_mut() {
                    last.extend(row.into_iter().map(without_style));
                }
            }
            _ => {}
        }
    }
    rows.retain(|row| !row.is_empty());
    let (heading, rest) = rows.split_first()?;
    if let Some(fields) = heading_of(heading) {
        return Some((of_columns(&fields, rest.to_vec()), lines));
    }
    let labelled = |row: &Row<'_>| row.first().is_some_and(|cell| field(*cell).is_some());
    let (names, rows) =
        if labelled(heading) { (&[][..], rows.as_slice()) } else { (heading.as_slice(), rest) };
    Some((of_rows(names, rows)?, lines))
}

/// A cell without what says how it looks: `style="…" | value`.
fn without_style(cell: Value<'_>) -> Value<'_> {
    match cell.text.split_once('|') {
        Some((style, rest)) if style.contains('=') => cell.skip(cell.text.len() - rest.len()).trim(),
        _ => cell,
    }
}

/// Adds what a cell says. Without a label only what is unmistakable counts.
fn say(field: Option<Field>, cell: Value<'_>, draft: &mut Draft) {
    // An address need not be the server's.
    let is_elsewhere =
        |field: &Field| *field == Field::AuthorizationServer && !value::holds(*field, cell.text);
    if let Some(field) = field.filter(|field| !is_elsewhere(field)) {
        // An unmistakable value of another field stands in the wrong column, and is that field's.
        let of_another = cores::cores(cell.text).next().is_some_and(|core| core.field != field);
        if !of_another || field == Field::OrgId {
            return draft.say(field, Zeroizing::new(cell.text.to_owned()), cell.at);
        }
    }
    for core in cores::cores(cell.text) {
        if !draft.mentions(core.field) {
            draft.add(Clue { field: core.field, said: Said::Text(core.text()), at: cell.at + core.from });
        }
    }
    if let Some(list) = value::scopes_in(cell).filter(|_| !draft.mentions(Field::Scopes)) {
        draft.say(Field::Scopes, Zeroizing::new(list.text.to_owned()), list.at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each credential of the tables, by the values of its id and its secret.
    fn check(text: &str, expect: &[&str]) {
        let mut clues = Clues::default();
        read(text, &[], &mut clues);
        let show = |draft: &Draft| {
            let of = |field| {
                draft.about(field).find_map(|clue| clue.text().map(str::to_owned)).unwrap_or_default()
            };
            [of(Field::Name), of(Field::ClientId), of(Field::ClientSecrets)].join("/")
        };
        let found: Vec<String> = clues.drafts.iter().map(show).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_heading_names_the_columns() {
        let both: &[&str] = &["/a/b", "/c/d"];
        check("| Client ID | Client Secret |\n|---|---|\n| a | b |\n| c | d |\n", both);
        check("Client ID\tClient Secret\na\tb\nc\td\n\nOrg", both);
        check("client_id,client_secret\na,b\n\"c\",\"d\"", both);
        check("Client ID;Client Secret\na;b\nc;d", both);
        check("||Client ID||Client Secret||\n|a|b|\n|c|d|", both);
        check("CLIENT_ID   CLIENT_SECRET\na           b\nc           d\n", both);
        check("INSERT INTO t (`client_id`, `client_secret`) VALUES\n  ('a', 'b'),\n  ('c', 'd');", both);
        check("Notes,Client ID,Client Secret\n\"x\ny\",a,b\n\"z\",c,d", both);
        check("{|\n! Client ID\n! Client Secret\n|-\n| a\n| style=\"x\" | b\n|-\n| c\n| d\n|}", both);
        check("{|\n! Client ID !! Client Secret\n|-\n| a || b\n|-\n| c || d\n|}", both);
        check("Name,Username,Password\nx,a,b\ny,c,d", &["x/a/b", "y/c/d"]);
    }

    #[test]
    fn a_first_column_names_the_rows() {
        let [a, c] = ["0a1b2c3d4e5f60718293a4b5c6d7e8f9", "9f8e7d6c5b4a39281706f5e4d3c2b1a0"];
        let rows = format!("|Client ID|{a}|{c}|\n|Client Secret|b|d|\n");
        let expect = [format!("Stage/{a}/b"), format!("Prod/{c}/d")];
        let expect: Vec<&str> = expect.iter().map(String::as_str).collect();
        check(&format!("| |Stage|Prod|\n{rows}"), &expect);
        check(&format!("| |Stage|Prod|\n{rows}").replace('|', "\t"), &expect);
    }

    #[test]
    fn other_lines_are_no_table() {
        for text in [
            "",
            "a, b",
            "Client ID: a, Client Secret: b",
            "Client Secret\tCreated\nx\ty",
            "Client ID|Client Secret",
            "Scopes, Org ID\na,b",
        ] {
            check(text, &[]);
        }
    }
}
