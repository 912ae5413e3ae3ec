//! Lists of scopes, which are known by their shape: several words that are written like scopes, `openid` or `AdobeID`
//! among them, and nothing between them but what separates the items of a list, in whatever language or syntax.
//!
//! A list goes on over lines, quotes, bullets, numbers, and what somebody wrote behind an item or about it, until
//! something else begins. Whose scopes they are, the reader of the lines knows.

use crate::credentials::{scopes, shapes};
use crate::reading::{keys, labels};
use memchr::memmem;
use std::ops::Range;

/// A list, and where it stands.
#[derive(Debug, PartialEq)]
pub(super) struct List {
    pub(super) scopes: Vec<String>,
    pub(super) place: Range<usize>,
}

/// The scopes that nearly every list has, and that nothing else has.
const KNOWN: [&str; 2] = ["openid", "AdobeID"];

/// The lists in `text`, in its order.
pub(super) fn all(text: &str) -> Vec<List> {
    let mut anchors: Vec<usize> =
        KNOWN.iter().flat_map(|known| memmem::find_iter(text.as_bytes(), known)).collect();
    anchors.sort_unstable();
    let mut found = Vec::new();
    let mut end = 0;
    for anchor in anchors {
        if anchor < end {
            continue;
        }
        let mut scan = Scan::new(text, start_before(text, anchor, end));
        loop {
            let Some(list) = scan.next_list() else { return found };
            let is_passed = list.place.end > anchor;
            end = list.place.end;
            if list.scopes.len() > 1
                && !scan.is_cut(&list)
                && list.scopes.iter().any(|scope| KNOWN.contains(&scope.as_str()))
            {
                found.push(list);
            }
            if is_passed {
                break;
            }
        }
    }
    found
}

/// Where the scan for the list around `anchor` begins: a few lines before it, but not before `earliest`.
fn start_before(text: &str, anchor: usize, earliest: usize) -> usize {
    const LINES: usize = 8;
    const BYTES: usize = 1024;
    let mut earliest = earliest.max(anchor.saturating_sub(BYTES));
    while !text.is_char_boundary(earliest) {
        earliest += 1;
    }
    let before = text.get(earliest..anchor).unwrap_or_default();
    let line = before.rmatch_indices('\n').nth(LINES).map(|(at, _)| at + 1);
    earliest + line.unwrap_or_default()
}

/// A walk from word to word.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// The word that ended the list before.
    held: Option<Word>,
}

/// A word: letters, digits, underscores and full stops.
struct Word {
    /// Without the backslashes that Markdown puts in it.
    text: String,
    start: usize,
    end: usize,
}

/// What a word is in a list.
enum Kind {
    Scope,
    /// Could be one: where the others are separated by commas or lines, it is.
    Perhaps,
    /// A number, a letter, *and*: nothing of its own.
    Noise,
    /// The name of a picture: `:white_check_mark:`.
    Mark,
    Other,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, at: usize) -> Self {
        Self { text, at, held: None }
    }

    fn get(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The next run of scopes, be they one or many.
    fn next_list(&mut self) -> Option<List> {
        let mut list: Option<List> = None;
        // From where on nothing may stand but what separates.
        let mut from = self.at;
        let mut last = 0..0;
        loop {
            let Some(word) = self.held.take().or_else(|| self.word()) else { return list };
            let Some(open) = &mut list else {
                if matches!(self.kind(&word), Kind::Scope) {
                    from = word.end;
                    last = word.start..word.end;
                    list = Some(List { scopes: vec![word.text], place: word.start..word.end });
                }
                continue;
            };
            let gap = self.text.get(from..word.start).unwrap_or_default();
            let is_new = !open.scopes.contains(&word.text);
            let goes_on = separates(gap)
                && (!gap.contains('\n') || self.goes_on(&open.place, &last, &word, gap))
                && !self.is_closed(&open.place, gap);
            match self.kind(&word) {
                Kind::Noise => {}
                Kind::Mark => from = word.end + 1,
                Kind::Scope if goes_on && is_new => {
                    open.place.end = word.end;
                    open.scopes.push(word.text);
                    from = word.end;
                    last = word.start..word.end;
                }
                Kind::Perhaps if is_new && goes_on && self.is_item(&word, gap) => {
                    open.place.end = word.end;
                    open.scopes.push(word.text);
                    from = word.end;
                    last = word.start..word.end;
                }
                Kind::Scope => {
                    self.held = Some(word);
                    return list;
                }
                Kind::Perhaps | Kind::Other => match self.remark(&word, &last) {
                    Some(end) => {
                        self.at = end;
                        from = end;
                    }
                    None => {
                        self.held = Some(word);
                        return list;
                    }
                },
            }
        }
    }

    /// The next word. What is an escape or the name of a tag is none.
    fn word(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        let of_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.';
        loop {
            let start = self.at + bytes.get(self.at..)?.iter().position(|byte| of_word(*byte))?;
            let mut end = start;
            let mut text = String::new();
            while let Some(&byte) = bytes.get(end) {
                let escaped = byte == b'\\' && matches!(bytes.get(end + 1), Some(b'_' | b'.'));
                if of_word(byte) {
                    text.push(char::from(byte));
                } else if !escaped || end == start {
                    break;
                }
                end += 1;
            }
            self.at = end;
            let before = start.checked_sub(1).and_then(|at| bytes.get(at));
            let (skipped, is_escape) = match before {
                // `&quot;`, `&#39;`
                Some(b'&' | b'#') if bytes.get(end) == Some(&b';') => (0, true),
                // `%2C`
                Some(b'%') if text.get(..2).is_some_and(is_hex) => (2, text.len() == 2),
                // `\n`, `\u0022`
                Some(b'\\') if text.starts_with('u') && text.get(1..5).is_some_and(is_hex) => {
                    (5, text.len() == 5)
                }
                Some(b'\\') if text.starts_with(['n', 't', 'r', '0']) => (1, text.len() == 1),
                // `<li>`, `</scope>`
                Some(b'<') => (0, self.skip_tag()),
                Some(b'/') if start > 1 && bytes.get(start - 2) == Some(&b'<') => (0, self.skip_tag()),
                _ => (0, false),
            };
            if is_escape {
                continue;
            }
            let full = text.get(skipped..).unwrap_or_default();
            let whole = full.trim_end_matches('.');
            if whole.is_empty() {
                continue;
            }
            return Some(Word {
                text: whole.to_owned(),
                start: start + skipped,
                end: end - (full.len() - whole.len()),
            });
        }
    }

    /// Skips the rest of a tag, if it is one that has nothing but a name and how it looks.
    fn skip_tag(&mut self) -> bool {
        const LONGEST: usize = 40;
        let rest = self.get(self.at..self.text.len());
        let end = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b'>' | b'\n' | b'<'));
        let is_tag = |end: &usize| rest.as_bytes().get(*end) == Some(&b'>');
        match end.filter(is_tag) {
            Some(end) => {
                self.at += end + 1;
                true
            }
            None => false,
        }
    }

    fn kind(&self, word: &Word) -> Kind {
        let text = word.text.as_str();
        let is_known = KNOWN.contains(&text);
        let behind = self.get(word.end..self.text.len());
        let behind = behind.trim_start_matches(['"', '\'', '`', ' ', '\t', '*']);
        let is_assigned =
            behind.starts_with('=') || behind.starts_with(':') && !is_known || behind.starts_with("[\"");
        let is_address = behind.starts_with('@');
        // `p8e-Fake--aa_bb`
        let of_value = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let is_part =
            self.get(0..word.start).strip_suffix('-').is_some_and(|before| before.ends_with(of_value))
                || self
                    .get(word.end..self.text.len())
                    .strip_prefix('-')
                    .is_some_and(|rest| rest.starts_with(of_value));
        let is_code_name =
            self.get(0..word.start).ends_with(':') && self.get(word.end..self.text.len()).starts_with(": ");
        if is_code_name && !is_known {
            return Kind::Mark;
        }
        if text.len() == 1 || text.bytes().all(|byte| byte.is_ascii_digit()) || scopes::joins(text) {
            return Kind::Noise;
        }
        // A function, a class.
        let is_code = self.get(word.end..self.text.len()).starts_with('(')
            || text.contains('.') && text.starts_with(|c: char| c.is_ascii_uppercase());
        let before = self.get(0..word.start);
        let is_option = before.ends_with(" -") || before.ends_with(" --");
        if is_assigned || is_address || is_part || is_code || is_option || is_file(text) || is_number(text) {
            return Kind::Other;
        }
        let is_label = matches!(labels::leading(text), Some((_, "")));
        let names_field = || keys::is_key(text) || is_label;
        if is_known {
            return Kind::Scope;
        }
        if !text.bytes().any(|byte| byte.is_ascii_lowercase()) && text.contains('_') || names_field() {
            return Kind::Other;
        }
        if shapes::is_sure_scope(text) { Kind::Scope } else { Kind::Perhaps }
    }

    /// Whether a program adds something to the list that is not there: half of the scopes is worse than none.
    fn is_cut(&self, list: &List) -> bool {
        let behind = self.get(list.place.end..self.text.len());
        let Some(quote) = behind.trim_start_matches(',').chars().next().filter(|c| "\"'`".contains(*c))
        else {
            return false;
        };
        let behind = behind.trim_start_matches(',').trim_start_matches(quote).trim_start_matches([' ', '\t']);
        let added =
            behind.strip_prefix(['+', '&']).map(|rest| rest.trim_start_matches([' ', '\t', '_', '\n', '\r']));
        added.is_some_and(|added| added.starts_with(|c: char| c.is_ascii_alphabetic() || c == '$'))
    }

    /// Whether `gap`, behind the list at `place`, closes the quote that all of the list is in.
    fn is_closed(&self, place: &Range<usize>, gap: &str) -> bool {
        let quote = self.get(0..place.start).chars().next_back().filter(|c| "\"'`".contains(*c));
        let inside = self.get(place.clone());
        let is_in = |quote: char| inside.contains([',', ' ']) && !inside.contains(quote);
        // `"openid,AdobeID" + ",target_sdk"`
        let goes_on = gap.get(1..).unwrap_or_default().trim_start().starts_with(['+', '&', '.']);
        quote.is_some_and(|quote| is_in(quote) && gap.starts_with(quote) && !goes_on)
    }

    /// Whether the list at `place`, whose last item is at `last`, goes on with `word`, which is on another line: something
    /// at the end of the line or at the beginning of the next one says so, its bracket is still open, or each of the two
    /// is alone on its line.
    fn goes_on(&self, place: &Range<usize>, last: &Range<usize>, word: &Word, gap: &str) -> bool {
        let before = gap.split('\n').next().unwrap_or_default().trim_end();
        let behind = gap.rsplit('\n').next().unwrap_or_default().trim_start();
        // Programs put a list together from parts: `"openid," & _`, `'AdobeID,' +`.
        let joins = |c: char| " \t\"'`_&+.)".contains(c);
        let has_mark = before.ends_with([',', '\\', ';', '|'])
            || before.trim_end_matches(joins).ends_with(',')
            || behind.trim_start_matches(['"', '\'', '+', '&', ' ']).starts_with([',', '|']);
        let inside = self.get(place.start..word.start);
        let before_list = self.get(0..place.start).trim_end_matches([' ', '\t', '\r', '\n', '"', '\'', '`']);
        let closing = match before_list.chars().next_back() {
            Some('[') => Some(']'),
            Some('(') => Some(')'),
            Some('{') => Some('}'),
            _ => None,
        };
        let is_open = closing.is_some_and(|closing| !inside.contains(closing));
        let is_bullet = before.is_empty() && behind.starts_with(['-', '*', '•', '+', '·']);
        has_mark || is_open || self.is_alone(&(word.start..word.end)) && (is_bullet || self.is_alone(last))
    }

    /// Whether a word that may be a scope is an item, with `gap` before it: something surely separates it on both sides,
    /// and a word alone on its line is not written like a sentence.
    fn is_item(&self, word: &Word, gap: &str) -> bool {
        let behind = self.get(word.end..self.text.len());
        let hard = |c: char| scopes::is_hard_separator(c) || "\"'`]})>“”»«".contains(c);
        let is_bounded = behind.trim_start_matches([' ', '\t', '\r']).chars().next().is_none_or(hard);
        let is_separated = gap.contains(hard);
        let starts_small = word.text.starts_with(|c: char| c.is_ascii_lowercase());
        let is_short_name = word.text.len() > 2 && word.text.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_quoted = gap.ends_with(['"', '\'', '`', '“', '«']);
        // The name of a variable that a program adds.
        let is_added = gap.contains(['+', '&']) && !is_quoted;
        let of_remark =
            ["#", "//", "/*", "<!--", "(", " - ", " – ", " — "].iter().any(|mark| gap.contains(mark));
        // A blank line ends a list of bare words.
        let is_far = gap.matches('\n').count() > 1 && !is_quoted;
        // What is separated by spaces only is a sentence.
        let in_sentence = gap.trim().is_empty() && !gap.contains('\n');
        is_bounded
            && is_separated
            && !is_far
            && !in_sentence
            && !of_remark
            && !is_added
            && (is_quoted || starts_small || is_short_name)
            && shapes::is_scope(&word.text)
    }

    /// Whether the item at `item` is alone on its line, but for what is written about it.
    fn is_alone(&self, item: &Range<usize>) -> bool {
        const REMARKS: &[&str] = &["#", "//", "--", "- ", "– ", "— ", "(", "/*", "<!--", ": ", "| ", "→"];
        let before = self.get(0..item.start);
        let before = before.get(before.rfind('\n').map_or(0, |at| at + 1)..).unwrap_or_default();
        let before = if before.trim_start().starts_with('<') { "" } else { before };
        let of_word = |c: char| c.is_alphanumeric() || c == '_';
        let is_word = |word: &&str| word.len() > 1 && word.contains(|c: char| c.is_alphabetic());
        let behind = self.get(item.end..self.text.len());
        let behind = behind.get(..behind.find('\n').unwrap_or(behind.len())).unwrap_or_default();
        let behind = behind.trim_start_matches([
            '"', '\'', '`', ',', ';', '*', '”', '»', ']', ')', '}', '\\', ' ', '\t', '\r',
        ]);
        let is_remark = behind.is_empty()
            || behind.starts_with("</")
            || REMARKS.iter().any(|mark| behind.starts_with(mark));
        is_remark && !before.split(|c| !of_word(c)).any(|word| is_word(&word))
    }

    /// Where the remark ends that `word` is part of: what stands behind an item that is alone on its line, or a comment
    /// on a line of its own. `None` if it is no remark.
    fn remark(&self, word: &Word, last: &Range<usize>) -> Option<usize> {
        let end_of_line = |at: usize| {
            let rest = self.get(at..self.text.len());
            at + rest.find('\n').unwrap_or(rest.len())
        };
        let rest = self.get(last.end..word.start);
        let is_remark = match rest.rfind('\n') {
            // On a line of its own.
            Some(at) => {
                let line = rest.get(at + 1..).unwrap_or_default().trim_start();
                ["#", "//", "--", "/*", "*", "<!--", ";"].iter().any(|mark| line.starts_with(mark))
                    && !line.starts_with("* ")
                    && !line.starts_with("## ")
            }
            None => self.is_alone(last),
        };
        is_remark.then(|| end_of_line(word.start))
    }
}

/// Whether it is a hash or a number of something.
fn is_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() >= 16 && is_hex(text) || digits * 3 > text.len()
}

fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether it is the name of a host or of a file.
fn is_file(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "com",
        "org",
        "net",
        "io",
        "json",
        "txt",
        "md",
        "js",
        "py",
        "xml",
        "yaml",
        "yml",
        "zip",
        "jar",
        "cfg",
        "html",
        "java",
        "properties",
        "env",
        "sh",
        "example",
    ];
    let end = text.rsplit_once('.').map(|(_, end)| end);
    end.is_some_and(|end| ENDS.contains(&end)) && !text.contains('_')
}

/// Whether `gap` has nothing but what may stand between two items.
fn separates(gap: &str) -> bool {
    /// The lines between two items: a blank one, and what a bracket or a tag takes.
    const MOST_LINES: usize = 4;
    /// What joins two items in languages that are not written with Latin letters.
    const JOINTS: &[&str] = &["и", "та", "と", "及び", "および", "和", "及", "以及", "与", "및", "και"];
    let mut rest = gap;
    let mut other = false;
    while let Some(start) = rest.find(|c: char| c.is_alphabetic() && !c.is_ascii()) {
        let letters = rest.get(start..).unwrap_or_default();
        let length = letters.find(|c: char| !c.is_alphabetic()).unwrap_or(letters.len());
        other |= !JOINTS.contains(&letters.get(..length).unwrap_or_default());
        rest = letters.get(length..).unwrap_or_default();
    }
    // Serialised PHP and numbered arrays have both between their items.
    let is_indexed = gap.bytes().any(|byte| byte.is_ascii_digit());
    let is_form = gap.starts_with('&') && !gap.contains(';') || gap.ends_with('&');
    let assigns = gap.contains('=') && !gap.contains("=>") && !gap.contains('<');
    let names = gap.contains(':') && !is_indexed;
    gap.len() < 200
        && !other
        && !is_form
        && !assigns
        && !names
        && !gap.contains(['@', '\u{0}'])
        && gap.matches('\n').count() <= MOST_LINES
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&[&str]]) {
        let found: Vec<Vec<String>> = all(text).into_iter().map(|list| list.scopes).collect();
        assert_eq!(found, expect, "{text}");
    }

    const THREE: &[&str] = &["openid", "AdobeID", "target_sdk"];

    #[test]
    fn a_list_is_one_in_any_syntax() {
        for text in [
            "openid, AdobeID, target_sdk",
            "we need openid, AdobeID and target_sdk for it",
            "[\"openid\",\"AdobeID\",\"target_sdk\"]",
            "„openid“, „AdobeID“ sowie „target_sdk“",
            "«openid», «AdobeID», «target_sdk»",
            "[]string{\n\t\"openid\",\n\t\"AdobeID\",\n\t\"target_sdk\", // Target\n}",
            "array(\n  'openid',\n  'AdobeID',\n  'target_sdk',\n);",
            "qw( openid AdobeID\n    target_sdk )",
            "- [x] openid\n- [x] AdobeID\n- [x] target_sdk\n\nStill to do:\n- delete it",
            "1. `openid` - required by IMS\n2. `AdobeID` - required by IMS\n3. `target_sdk` - Target\n\n## Build",
            "openid\n\nAdobeID\n\ntarget_sdk\n\nOrganization ID",
            "[\n  \"openid\",\n  \"AdobeID\", # always\n  # Target\n  \"target_sdk\",\n]",
            "a:3:{i:0;s:6:\"openid\";i:1;s:7:\"AdobeID\";i:2;s:10:\"target_sdk\";}",
            "0 => 'openid', 1 => 'AdobeID', 2 => 'target_sdk'",
            "请带上openid、AdobeID、target_sdk。用完",
            "openid%2CAdobeID%2Ctarget_sdk&client_id=a",
            "<li>openid</li>\n<li>AdobeID</li><li>target_sdk</li>",
            "&quot;openid&quot;, &quot;AdobeID&quot;, &quot;target_sdk&quot;",
            "openid, AdobeID, target\\_sdk",
            "openid,AdobeID,\\\n    target_sdk\nadobe.ims.timeout=1",
            "scopes: openid, AdobeID, target_sdk.\nOrg ID: a",
            "URLEncoder.encode(\"openid,AdobeID,target_sdk\", StandardCharsets.UTF_8)",
            "\"openid,AdobeID,\" & _\n    \"target_sdk\"\n\nPublic Function",
            "'openid,AdobeID' +\n  ',target_sdk';",
            "✅ openid\n✅ AdobeID\n:white_check_mark: target_sdk",
            "openid\\0AdobeID\\0target_sdk",
            "-var 's=[\"openid\",\"AdobeID\",\"target_sdk\"]' -var 'region=a'",
            "with(['SCOPES=openid,AdobeID,target_sdk']) {\n  sh './ci.sh > a.json'",
        ] {
            check(text, &[THREE]);
        }
    }

    #[test]
    fn a_plain_word_is_an_item_where_it_is_surely_separated() {
        check("openid,AdobeID,DCAPI", &[&["openid", "AdobeID", "DCAPI"]]);
        check("\"openid\", \"AdobeID\", \"system\"", &[&["openid", "AdobeID", "system"]]);
        check("openid, AdobeID, please add them", &[&["openid", "AdobeID"]]);
        check("openid AdobeID Copy", &[&["openid", "AdobeID"]]);
    }

    #[test]
    fn another_list_is_another() {
        check(
            "openid, AdobeID\nopenid, AdobeID, a_bc",
            &[&["openid", "AdobeID"], &["openid", "AdobeID", "a_bc"]],
        );
        check(
            "openid\nAdobeID\nclient_id: a\nopenid, AdobeID",
            &[&["openid", "AdobeID"], &["openid", "AdobeID"]],
        );
    }

    #[test]
    fn other_words_are_no_list() {
        for text in [
            "\"openid,AdobeID,\" + extra",
            "",
            "openid",
            "the openid standard",
            "target_sdk, a_bc",
            "openid=AdobeID",
            "openid@AdobeID",
        ] {
            check(text, &[]);
        }
    }
}
