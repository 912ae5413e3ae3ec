//! The inventory as Markdown, for a change ticket.

use super::table::written;
use super::{Environment, Outcome, Words};

/// The inventory as Markdown: for each AEM what `summary` says of it, and a table of what was before, what is now, when, and
/// how that was checked. Who has done it cannot be told, and the text says so.
pub fn markdown(
    environments: &[Environment],
    words: &Words,
    summary: impl Fn(&Environment) -> String,
) -> String {
    let mut text = format!("# {}\n\n{}\n", escaped(&words.heading), escaped(&words.who));
    for environment in environments {
        text.push_str(&format!(
            "\n## {}\n\n{}\n",
            escaped(environment.host()),
            escaped(&summary(environment))
        ));
        if environment.rows.is_empty() {
            continue;
        }
        let headings = [
            &words.title,
            &words.before,
            &words.now,
            &words.outcome,
            &words.when,
            &words.credential,
            &words.checked,
            &words.note,
            &words.seen,
        ];
        text.push('\n');
        write_line(&mut text, headings);
        text.push_str(&"|---".repeat(headings.len()));
        text.push_str("|\n");
        for row in &environment.rows {
            let when = match row.outcome {
                Outcome::Done(at) => written(at),
                _ => String::new(),
            };
            write_line(
                &mut text,
                [
                    &*row.title,
                    words.authentication(row.before),
                    words.authentication(row.now),
                    words.of_outcome(row.outcome),
                    &when,
                    row.credential.as_deref().unwrap_or_default(),
                    &words.check(row),
                    &row.note,
                    &written(row.seen),
                ],
            );
        }
    }
    text
}

fn write_line<T: AsRef<str>>(text: &mut String, cells: impl IntoIterator<Item = T>) {
    for cell in cells {
        text.push_str("| ");
        text.push_str(&escaped(cell.as_ref()));
        text.push(' ');
    }
    text.push_str("|\n");
}

/// A text in which nothing is Markdown or HTML, on one line (CommonMark, *Backslash escapes*).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for one in text.chars() {
        if one.is_control() {
            escaped.push(' ');
            continue;
        }
        if matches!(one, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '!') {
            escaped.push('\\');
        }
        escaped.push(one);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_title_is_markdown() {
        assert_eq!(escaped("Target (Prod) – 1.0"), "Target (Prod) – 1.0");
        assert_eq!(
            escaped("a|b\n# c <img src=x> [d](e) ![f](g) `h` \\| &lt;"),
            "a\\|b \\# c \\<img src=x\\> \\[d\\](e) \\!\\[f\\](g) \\`h\\` \\\\\\| \\&lt;"
        );
    }
}
