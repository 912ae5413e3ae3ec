//! The inventory as CSV (RFC 4180), for a spreadsheet.

use super::{Environment, Words};

/// A title of AEM's that begins with one of these would be a formula in a spreadsheet, which may fetch or run something
/// (OWASP, *CSV Injection*).
const BEGINS_FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The inventory as CSV: a line of headings, then one for each configuration. It begins with a byte order mark, without which
/// Excel reads any text as one of the computer's old code page. A cell that would be a formula gets an apostrophe before it.
pub fn csv(environments: &[Environment], words: &Words) -> String {
    let mut text = String::from('\u{FEFF}');
    write_line(&mut text, words.headings());
    for environment in environments {
        for row in &environment.rows {
            write_line(&mut text, words.cells(environment, row));
        }
    }
    text
}

fn write_line<T: AsRef<str>>(text: &mut String, cells: impl IntoIterator<Item = T>) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        write_cell(text, cell.as_ref());
    }
    text.push_str("\r\n");
}

fn write_cell(text: &mut String, cell: &str) {
    let guard = if cell.starts_with(BEGINS_FORMULA) { "'" } else { "" };
    let is_quoted = cell.contains(['"', ',', '\r', '\n']);
    if !is_quoted {
        text.push_str(guard);
        text.push_str(cell);
        return;
    }
    text.push('"');
    text.push_str(guard);
    text.push_str(&cell.replace('"', "\"\""));
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> String {
        let mut written = String::new();
        write_cell(&mut written, text);
        written
    }

    #[test]
    fn a_cell_is_quoted_where_it_has_to_be_and_is_never_a_formula() {
        for (given, written) in [
            ("Adobe Target (Prod)", "Adobe Target (Prod)"),
            ("", ""),
            ("a,b", "\"a,b\""),
            ("say \"yes\"", "\"say \"\"yes\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=HYPERLINK(\"https://x\")", "\"'=HYPERLINK(\"\"https://x\"\")\""),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("a=1", "a=1"),
        ] {
            assert_eq!(cell(given), written, "{given:?}");
        }
    }

    /// What a reader by the rules of RFC 4180 makes of it.
    fn read(text: &str) -> Vec<Vec<String>> {
        let (mut lines, mut line, mut cell) = (Vec::new(), Vec::new(), String::new());
        let (mut quoted, mut characters) = (false, text.chars().peekable());
        while let Some(one) = characters.next() {
            match one {
                '"' if quoted && characters.peek() == Some(&'"') => {
                    characters.next();
                    cell.push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => line.push(std::mem::take(&mut cell)),
                '\r' if !quoted => {
                    assert_eq!(characters.next(), Some('\n'));
                    line.push(std::mem::take(&mut cell));
                    lines.push(std::mem::take(&mut line));
                }
                other => cell.push(other),
            }
        }
        assert!(cell.is_empty() && line.is_empty() && !quoted);
        lines
    }

    #[test]
    fn a_reader_gets_back_every_cell() {
        let cells = ["a", "b,c", "\"", "\n", "\"\",\r\n", "ü", ""];
        let mut text = String::new();
        write_line(&mut text, cells);
        write_line(&mut text, cells);
        assert_eq!(read(&text), [cells, cells]);
    }
}
