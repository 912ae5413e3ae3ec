//! The words of a shell command.
//!
//! They are split as a shell splits them, with two exceptions, because the command is not run: a line that begins
//! with an option continues the command without a backslash before it (Adobe's documentation has such samples), and
//! smart quotes quote. The existing crates for shell words know neither, do not tell where a word stands, and fail if
//! the text is cut off.

use zeroize::Zeroizing;

/// One argument of a command.
pub(super) struct Word {
    pub(super) text: Zeroizing<String>,
    /// Where it begins, in bytes of the whole text.
    pub(super) at: usize,
    /// Its closing quote is missing: the text is cut off in it.
    pub(super) cut: bool,
}

/// The arguments that begin at byte `start`, and where the command ends.
pub(super) fn words(text: &str, start: usize) -> (Vec<Word>, usize) {
    let mut words = Vec::new();
    let mut rest = text.get(start..).unwrap_or_default();
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        match c {
            // How sh, cmd and PowerShell continue a line.
            '\\' | '^' | '`' if ends_line(chars.as_str()) => rest = after_line(rest),
            '\n' => {
                let next = after_line(rest).trim_start();
                let option = next.strip_prefix(['-', '–', '—']).unwrap_or_default();
                if !option.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
                    break;
                }
                rest = next;
            }
            '|' | ';' => break,
            _ => {
                let (word, after) = word(text, rest);
                words.push(word);
                rest = after;
            }
        }
    }
    (words, text.len() - rest.len())
}

fn ends_line(text: &str) -> bool {
    text.trim_start_matches([' ', '\t']).starts_with('\n')
}

fn after_line(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, rest)| rest)
}

/// The word that `rest` begins with, and what follows it.
fn word<'a>(text: &str, rest: &'a str) -> (Word, &'a str) {
    // Measured first and then copied into a buffer that never grows: growing would leave copies of a secret behind.
    let mut length = 0;
    let Read { end, .. } = read(rest, |c| length += c.len_utf8());
    let mut word = Zeroizing::new(String::with_capacity(length));
    let Read { start, cut, .. } = read(rest, |c| word.push(c));
    (Word { text: word, at: text.len() - rest.len() + start, cut }, rest.get(end..).unwrap_or_default())
}

/// Where a word begins and ends, in bytes, and whether its quote is left open.
struct Read {
    start: usize,
    end: usize,
    cut: bool,
}

/// Reads the word that `rest` begins with, character by character.
fn read(rest: &str, mut push: impl FnMut(char)) -> Read {
    let mut read = Read { start: 0, end: rest.len(), cut: false };
    let mut is_empty = true;
    let mut quote: Option<char> = None;
    let mut chars = rest.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let c = match quote {
            None => match c {
                ' ' | '\t' | '\n' => {
                    read.end = index;
                    return read;
                }
                '\'' | '"' | '“' | '”' | '‘' | '’' => {
                    quote = Some(c);
                    if is_empty {
                        read.start = index + c.len_utf8();
                    }
                    continue;
                }
                '\\' => match chars.next().filter(|(_, c)| *c != '\n') {
                    Some((_, escaped)) => escaped,
                    None => continue,
                },
                _ => c,
            },
            Some(open) if closes(open, c) => {
                quote = None;
                continue;
            }
            Some('"' | '“' | '”') if c == '\\' => match chars.next_if(|(_, c)| "\"\\$`\n".contains(*c)) {
                Some((_, '\n')) => continue,
                Some((_, escaped)) => escaped,
                None => c,
            },
            Some(_) => c,
        };
        is_empty = false;
        push(c);
    }
    read.cut = quote.is_some();
    read
}

fn closes(open: char, c: char) -> bool {
    match open {
        '“' | '”' => matches!(c, '“' | '”' | '"'),
        '‘' | '’' => matches!(c, '‘' | '’' | '\''),
        _ => c == open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_words(text: &str, expect: &[&str]) {
        let (words, _) = words(text, 0);
        let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(words, expect, "{text}");
    }

    #[test]
    fn quotes_quote() {
        check_words(r#"-d 'a b' "c \" d" e\ f -H"g""#, &["-d", "a b", "c \" d", "e f", "-Hg"]);
        check_words("-d “a b” ‘c d’", &["-d", "a b", "c d"]);
        check_words(r#"-d "a\\" b"#, &["-d", "a\\", "b"]);
        check_words("-d 'it goes\non'", &["-d", "it goes\non"]);
    }

    #[test]
    fn lines_go_on() {
        check_words("-X POST \\\n  -d a", &["-X", "POST", "-d", "a"]);
        check_words("-X POST ^\n  -d a", &["-X", "POST", "-d", "a"]);
        check_words("-X POST `\n  -d a", &["-X", "POST", "-d", "a"]);
        check_words("-X POST\n-d a\n  --data b\nCopy", &["-X", "POST", "-d", "a", "--data", "b"]);
        check_words("-d a | jq .", &["-d", "a"]);
    }
}
