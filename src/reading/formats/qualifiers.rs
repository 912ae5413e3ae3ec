//! Words that say of which credential a value is, where several stand in one text: old and new, stage and production.

/// The words, in lower case, and what they are taken for.
const QUALIFIERS: &[(&str, &str)] = &[
    ("old", "old"),
    ("previous", "old"),
    ("former", "old"),
    ("current", "old"),
    ("existing", "old"),
    ("legacy", "old"),
    ("alt", "old"),
    ("alte", "old"),
    ("ancien", "old"),
    ("ancienne", "old"),
    ("旧", "old"),
    ("new", "new"),
    ("neu", "new"),
    ("neue", "new"),
    ("nouveau", "new"),
    ("nouvelle", "new"),
    ("新", "new"),
    ("stage", "stage"),
    ("staging", "stage"),
    ("stg", "stage"),
    ("prod", "prod"),
    ("production", "prod"),
    ("live", "prod"),
    ("dev", "dev"),
    ("development", "dev"),
    ("test", "test"),
    ("qa", "qa"),
    ("uat", "uat"),
    ("sandbox", "sandbox"),
    ("rde", "rde"),
    ("first", "1"),
    ("second", "2"),
    ("third", "3"),
];

/// What `word` is taken for, if it is such a word.
pub(super) fn meaning(word: &str) -> Option<&'static str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    QUALIFIERS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|(_, meaning)| *meaning)
}

/// The first word of `line`, if it is such a word, and what follows it.
pub(super) fn leading(line: &str) -> Option<(&'static str, &str)> {
    let end = line.find(|c: char| c.is_whitespace() || c == ':' || c == '-')?;
    let meaning = meaning(line.get(..end)?)?;
    Some((meaning, line.get(end..)?.trim_start_matches([' ', '\t', ':', '-', '–'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_begin_with_one() {
        assert_eq!(leading("Old client ID: a"), Some(("old", "client ID: a")));
        assert_eq!(leading("Staging - Client ID: a"), Some(("stage", "Client ID: a")));
        assert_eq!(leading("Client ID: a"), None);
        assert_eq!(meaning("(PROD)"), Some("prod"));
        assert_eq!(meaning("oauth"), None);
    }
}
