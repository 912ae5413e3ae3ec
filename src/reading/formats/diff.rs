//! What a version control tool shows of a change: lines with a minus were there before, lines with a plus are there
//! now, and all others are in both.
//!
//! Where two changes meet, it shows both of them, between marks.
//!
//! The two versions are read as two texts, so that nothing of one is mixed with the other. A credential whose secret was
//! replaced is the one that is there now.

use crate::reading::keys::{self, KeyMeaning};
use crate::reading::labels::{self, Label};
use memchr::memmem;
use zeroize::Zeroizing;

/// `text` as it was before the change and as it is now, if it shows one. What stands in both stands at the same place as
/// in `text`.
pub(super) fn versions(text: &str) -> Option<[Zeroizing<String>; 2]> {
    if let Some(both) = conflict(text).or_else(|| words(text)) {
        return Some(both);
    }
    if !is_diff(text) {
        return None;
    }
    let version = |other: char| {
        // As long as the text, and never longer, so the buffer never grows.
        let mut version = Zeroizing::new(String::with_capacity(text.len()));
        for line in text.split_inclusive('\n') {
            let of_header = ["+++", "---", "@@"].iter().any(|begin| line.starts_with(begin));
            if line.starts_with(other) || of_header {
                version.push_str(&blank(line));
            } else {
                match line.strip_prefix(['+', '-']) {
                    Some(rest) => version.extend([" ", rest]),
                    None => version.push_str(line),
                }
            }
        }
        version
    };
    Some(['+', '-'].map(version))
}

/// Both versions of a merge that is not finished: what stands between the marks of one, of the other, and of none.
fn conflict(text: &str) -> Option<[Zeroizing<String>; 2]> {
    let has = |mark: &str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if !["<<<<<<<", "=======", ">>>>>>>"].into_iter().all(has) {
        return None;
    }
    let version = |wanted: char| {
        let mut version = Zeroizing::new(String::with_capacity(text.len()));
        let mut inside = None;
        for line in text.split_inclusive('\n') {
            let mark = line.get(..7).unwrap_or_default();
            let is_mark = matches!(mark, "<<<<<<<" | "|||||||" | "=======" | ">>>>>>>");
            if is_mark {
                inside = mark.chars().next().filter(|mark| *mark != '>');
            }
            match inside {
                _ if is_mark => version.push_str(&blank(line)),
                Some(other) if other != wanted => version.push_str(&blank(line)),
                _ => version.push_str(line),
            }
        }
        version
    };
    Some(['<', '='].map(version))
}

/// Both versions of a change that is shown word by word: `[-old-]{+new+}`.
fn words(text: &str) -> Option<[Zeroizing<String>; 2]> {
    let has = |mark: &str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if !["[-", "-]", "{+", "+}"].into_iter().all(has) {
        return None;
    }
    let version = |gone: (&str, &str), kept: (&str, &str)| {
        let mut version = Zeroizing::new(String::with_capacity(text.len()));
        let mut rest = text;
        while let Some(start) = [gone.0, kept.0].iter().filter_map(|mark| rest.find(mark)).min() {
            let (before, mark) = rest.split_at(start);
            version.push_str(before);
            let (open, close) = if mark.starts_with(gone.0) { gone } else { kept };
            let inside = mark.get(open.len()..).unwrap_or_default();
            let Some(end) = inside.find(close) else {
                version.push_str(mark);
                return version;
            };
            let inside = inside.get(..end).unwrap_or_default();
            version.push_str(&blank(open));
            match open == gone.0 {
                true => version.push_str(&blank(inside)),
                false => version.push_str(inside),
            }
            version.push_str(&blank(close));
            rest = mark.get(open.len() + end + close.len()..).unwrap_or_default();
        }
        version.push_str(rest);
        version
    };
    let (removed, added) = (("[-", "-]"), ("{+", "+}"));
    Some([version(added, removed), version(removed, added)])
}

/// As many spaces as `line` has bytes.
fn blank(line: &str) -> String {
    line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

/// Whether lines with a plus and lines with a minus are two versions of the same: a tool's headers say so, or they give
/// the same field. Lists may have either as their bullet.
fn is_diff(text: &str) -> bool {
    let begins = |sign: &str| {
        text.starts_with(sign) || memmem::find(text.as_bytes(), &[b"\n", sign.as_bytes()].concat()).is_some()
    };
    if !begins("+") || !begins("-") {
        return false;
    }
    let lines = |sign: char| text.lines().filter_map(move |line| line.strip_prefix(sign));
    let has_header = text.lines().any(|line| line.starts_with("@@ ") || line.starts_with("diff --git "));
    let is_of = |field| move |line: &str| names(line).is_some_and(|named| named == field);
    has_header || lines('+').filter_map(names).any(|field| lines('-').any(is_of(field)))
}

/// The field that the line gives.
fn names(line: &str) -> Option<crate::credentials::CredentialField> {
    let line = line.trim_start();
    if let Some((Label::Field(field), _)) = labels::leading(line) {
        return Some(field);
    }
    let (key, _) = line.split_once([':', '='])?;
    match keys::meaning(key.trim().trim_matches(['"', '\'', '`', '*']))? {
        KeyMeaning::Field(field) | KeyMeaning::Shaped(field) => Some(field),
        KeyMeaning::OfJwt | KeyMeaning::OfUser => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<[&str; 2]>) {
        let versions = versions(text);
        let versions = versions.as_ref().map(|both| both.each_ref().map(|version| version.as_str()));
        assert_eq!(versions, expect, "{text}");
    }

    #[test]
    fn a_change_has_two_versions() {
        check(
            "-client_id=a\n+client_id=b\n org=c\n",
            Some([" client_id=a\n            \n org=c\n", "            \n client_id=b\n org=c\n"]),
        );
        check("@@ -1 +1 @@\n-a\n+b", Some(["           \n a\n  ", "           \n  \n b"]));
        check(
            "- Client ID: a\n+ Client ID: b",
            Some(["  Client ID: a\n              ", "              \n  Client ID: b"]),
        );
    }

    #[test]
    fn a_conflict_has_two_versions() {
        check(
            "a\n<<<<<<< b\nc\n=======\nd\n>>>>>>> e\nf",
            Some(["a\n         \nc\n       \n \n         \nf", "a\n         \n \n       \nd\n         \nf"]),
        );
    }

    #[test]
    fn words_have_two_versions() {
        check("a: [-b-]{+c+}.", Some(["a:   b       .", "a:        c  ."]));
    }

    #[test]
    fn bullets_are_no_change() {
        for text in
            ["- Client ID: a\n- Client Secret: b", "- Client ID: a\n+ Client Secret: b", "+ a\n- b", ""]
        {
            check(text, None);
        }
    }
}
