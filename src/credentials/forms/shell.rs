//! The words of a shell command.
//!
//! As a shell splits it, with two liberties, for the command is read and not run: a line that begins with an option
//! goes on without a backslash before it (Adobe's documentation has such samples), and smart quotes quote. So no crate
//! for shell words: those there are know neither, nor where a word stands, nor what to do with one that is cut off.

use zeroize::Zeroizing;

/// One argument of a command.
pub(super) struct Word {
    pub(super) text: Zeroizing<String>,
    /// Where it begins, in bytes of the whole text.
    pub(super) at: usize,
    /// Its closing quote is missing: the paste was cut off in it.
    pub(super) cut: bool,
}

/// The arguments that begin at `start`, and where the command ends.
pub(super) fn words(text: &str, start: usize) -> (Vec<Word>, usize) {
    let mut words = Vec::new();
    let mut rest = text.get(start..).unwrap_or_default();
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        match c {
            // Continuations of sh, cmd and PowerShell.
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

/// The word `rest` begins with, and what follows it.
fn word<'a>(text: &str, rest: &'a str) -> (Word, &'a str) {
    let at = text.len() - rest.len();
    // The word is at most as long as its line or its quotes; growing would leave copies of a secret behind.
    let room = rest.find([' ', '\n']).unwrap_or(rest.len()).max(1024).min(rest.len());
    let mut word = Word { text: Zeroizing::new(String::with_capacity(room)), at, cut: false };
    let mut quote: Option<char> = None;
    let mut chars = rest.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        match quote {
            None => match c {
                ' ' | '\t' | '\n' => return (word, rest.get(index..).unwrap_or_default()),
                '\'' | '"' | '“' | '”' | '‘' | '’' => {
                    quote = Some(c);
                    if word.text.is_empty() {
                        word.at = at + index + c.len_utf8();
                    }
                }
                '\\' => {
                    if let Some((_, escaped)) = chars.next().filter(|(_, c)| *c != '\n') {
                        word.text.push(escaped);
                    }
                }
                _ => word.text.push(c),
            },
            Some(open) if closes(open, c) => quote = None,
            Some('"' | '“' | '”') if c == '\\' => match chars.next_if(|(_, c)| "\"\\$`\n".contains(*c)) {
                Some((_, '\n')) => {}
                Some((_, escaped)) => word.text.push(escaped),
                None => word.text.push(c),
            },
            Some(_) => word.text.push(c),
        }
    }
    word.cut = quote.is_some();
    (word, "")
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
