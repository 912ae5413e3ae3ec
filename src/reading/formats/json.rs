//! JSON as people have it: a tree that borrows from the text and remembers where each value stands.
//!
//! `serde_json` does not do, for three reasons. It gives all or nothing, but a file that is cut off, or has a comment
//! or a trailing comma in it (`aio` reads hjson, and its documentation has such files), still has a credential in it.
//! It does not tell places. And it copies every string, secrets too, into memory that nobody wipes; here a string is
//! copied only when it is [decoded](Text::decode).

use super::tree::{DEPTH, Escapes, Member, Node, Text, list};
use memchr::memchr2;
use zeroize::Zeroizing;

/// What is kept of a member of an object. A download may have thousands of events and only one credential, so most of a
/// long text never becomes part of the tree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Interest {
    /// The member with everything below it.
    Whole,
    /// The member, if it is a string and something else of its object is kept.
    Beside,
    /// Only what is of interest further below.
    Below,
}

/// What is kept of the member with this key.
pub(crate) type Filter = fn(&str) -> Interest;

/// The tree of `text`, as far as it can be read.
pub(crate) fn parse(text: &str) -> Option<Node<'_>> {
    parse_at(text, 0).map(|(node, _)| node)
}

/// The tree that begins at byte `at` of `text`, and where it ends.
pub(crate) fn parse_at(text: &str, at: usize) -> Option<(Node<'_>, usize)> {
    let mut parser =
        Parser { text, at, filter: |_| Interest::Whole, is_value: |_| false, jumps: &[], stopped: false };
    parser.node(0, true).map(|(node, _)| (node, parser.at))
}

/// The same with only what is of interest. The parts that `jumps` skip contain nothing of interest; each begins with a
/// bracket, and they are in order.
pub(crate) fn filter_at<'a>(
    text: &'a str,
    at: usize,
    filter: Filter,
    is_value: fn(&str) -> bool,
    jumps: &'a [Jump],
) -> Option<(Node<'a>, usize)> {
    let mut parser = Parser { text, at, filter, is_value, jumps, stopped: false };
    parser.node(0, false).map(|(node, _)| (node, parser.at))
}

/// An object or list of no interest: from its opening bracket to behind its closing one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Jump {
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// Whether JSON begins at byte `at` of `text`: behind the bracket stands a key or the first item of a list. An INI
/// file may begin with `[default]`, and a note with `{CLIENT_ID}`.
pub(crate) fn begins(text: &str, at: usize) -> bool {
    // A comment may come first, but a bounded one.
    let mut end = text.len().min(at + FARTHEST_KEY);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text.get(..end).unwrap_or_default();
    let mut parser =
        Parser { text, at, filter: |_| Interest::Below, is_value: |_| false, jumps: &[], stopped: false };
    parser.skip(false);
    let of_object = parser.take(b'{');
    if !of_object && !parser.take(b'[') {
        return false;
    }
    parser.skip(false);
    match parser.peek() {
        None => true,
        // As in `"{\"project\":…`, copied from inside a string.
        Some(b'\\') => of_object,
        Some(byte) if b"\"'{}[]\xe2".contains(&byte) => true,
        Some(_) => of_object && parser.key_follows(),
    }
}

/// Whether it can be nothing but JSON: behind its first bracket stands a quote or a bracket.
pub(crate) fn is_strict(text: &str) -> bool {
    let inside = text.trim_start().get(1..).unwrap_or_default().trim_start();
    inside.starts_with(['"', '\'', '{', '[', '}', ']'])
}

/// The strings of a list that is written as text: `["openid","AdobeID"]`.
pub(crate) fn strings(text: &str) -> Zeroizing<Vec<String>> {
    Zeroizing::new(match parse(text) {
        Some(Node::List(nodes)) => list(&nodes),
        _ => Vec::new(),
    })
}

/// Where the `quote` stands that closes the string which goes on at byte `at`.
pub(crate) fn end_of_string(bytes: &[u8], mut at: usize, quote: u8) -> Option<usize> {
    loop {
        at += memchr2(quote, b'\\', bytes.get(at..)?)?;
        if bytes.get(at) == Some(&quote) {
            return Some(at);
        }
        at += 2;
    }
}

const LONGEST_BARE_KEY: usize = 64;
const FARTHEST_KEY: usize = 4 << 10;

struct Parser<'a> {
    text: &'a str,
    at: usize,
    filter: Filter,
    /// Whether a string is kept under any key.
    is_value: fn(&str) -> bool,
    jumps: &'a [Jump],
    /// The text ended or nests too deep; the tree ends here.
    stopped: bool,
}

/// JSON's syntax is ASCII, so the parser goes byte by byte.
impl<'a> Parser<'a> {
    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips `byte` if it is next.
    #[inline(always)]
    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Skips white space and comments; if `commas`, also the commas between members, of which there may be too many.
    fn skip(&mut self, commas: bool) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' => self.at += 1,
                b',' if commas => self.at += 1,
                b'/' | b'#' => {
                    let rest = self.text.get(self.at..).unwrap_or_default();
                    let end: &[u8] = if rest.starts_with("/*") {
                        b"*/"
                    } else if rest.starts_with("//") || byte == b'#' {
                        b"\n"
                    } else {
                        return;
                    };
                    let length = rest.as_bytes().windows(end.len()).position(|window| window == end);
                    self.at += length.map_or(rest.len(), |length| length + end.len());
                }
                _ => return,
            }
        }
    }

    /// Whether a key without quotes is next: `clientId:`.
    fn key_follows(&self) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let of_key = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.$".contains(byte);
        let length = rest.iter().take(LONGEST_BARE_KEY).position(|byte| !of_key(byte)).unwrap_or_default();
        let behind = rest.get(length..).unwrap_or_default().iter();
        length > 0 && behind.take(LONGEST_BARE_KEY).find(|byte| **byte != b' ') == Some(&b':')
    }

    /// The next value, and whether it is of interest; if `whole`, everything is. `None` if there is no value; then
    /// nothing is consumed.
    fn node(&mut self, depth: usize, whole: bool) -> Option<(Node<'a>, bool)> {
        self.skip(false);
        if depth > DEPTH {
            self.stopped = true;
            return None;
        }
        while let [jump, rest @ ..] = self.jumps
            && jump.from <= self.at
        {
            self.jumps = rest;
            if jump.from == self.at && !whole {
                self.at = jump.to;
                return Some((Node::List(Vec::new()), false));
            }
        }
        if self.take(b'{') {
            let (members, some) = self.object(depth, whole);
            return Some((Node::Object(members), some));
        }
        if self.take(b'[') {
            let (nodes, some) = self.list(depth, whole);
            return Some((Node::List(nodes), some));
        }
        let text = self.string(b",}]\n")?;
        Some((Node::Text(text), whole || text.opens() || (self.is_value)(text.raw)))
    }

    /// The value of a member. Without quotes it may contain commas, as in hjson: `scopes: openid,AdobeID`.
    fn value(&mut self, depth: usize, whole: bool) -> Option<(Node<'a>, bool)> {
        let mut node = self.node(depth, whole)?;
        if let (Node::Text(text), true) = &mut node
            && self.peek() == Some(b',')
            && self.at == text.at + text.raw.len()
        {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let end = rest.find(['\n', '}', ']', ':', '"', '\'', '#']).unwrap_or(rest.len());
            if rest.get(end..).is_some_and(|end| end.starts_with('\n')) {
                self.at += rest.get(..end).unwrap_or_default().trim_end_matches([',', ' ', '\t']).len();
                text.raw = self.text.get(text.at..self.at).unwrap_or_default();
            }
        }
        Some(node)
    }

    fn list(&mut self, depth: usize, whole: bool) -> (Vec<Node<'a>>, bool) {
        let mut nodes = Vec::new();
        loop {
            self.skip(true);
            if self.take(b']') {
                let some = whole || !nodes.is_empty();
                return (nodes, some);
            }
            if self.stopped || self.peek().is_none() {
                // Cut off. The strings before may be half of the scopes, which is worse than none.
                nodes.retain(|node| !matches!(node, Node::Text(_)));
                let some = whole || !nodes.is_empty();
                return (nodes, some);
            }
            match self.node(depth + 1, whole) {
                Some((node, true)) => nodes.push(node),
                Some((_, false)) => {}
                // A bracket that closes nothing.
                None => self.at += 1,
            }
        }
    }

    fn object(&mut self, depth: usize, whole: bool) -> (Vec<Member<'a>>, bool) {
        let mut members = Vec::new();
        let mut some = whole;
        loop {
            self.skip(true);
            if self.stopped || self.take(b'}') || self.peek().is_none() {
                if !some {
                    members.clear();
                }
                return (members, some);
            }
            let Some(key) = self.string(b":,}\n") else {
                // A colon without a key.
                self.at += 1;
                continue;
            };
            self.skip(false);
            if !self.take(b':') {
                continue;
            }
            let interest = if whole { Interest::Whole } else { (self.filter)(key.raw) };
            let Some((node, of_interest)) = self.value(depth + 1, interest == Interest::Whole) else {
                continue;
            };
            // The same as if it were absent.
            if matches!(node, Node::Text(Text { raw: "null", .. })) {
                continue;
            }
            some |= of_interest;
            if of_interest || interest == Interest::Beside && matches!(node, Node::Text(_)) {
                members.push(Member { key, node });
            }
        }
    }

    /// A string in any quotes, or the words up to one of `ends`. A string without an end is dropped: half a secret is
    /// worse than none.
    fn string(&mut self, ends: &[u8]) -> Option<Text<'a>> {
        match self.peek()? {
            b'"' => self.quoted(b'"'),
            b'\'' => self.quoted(b'\''),
            b'`' => self.quoted(b'`'),
            0xe2 if self.goes_on_with(&["“", "”"]) => self.smartly_quoted(&["”", "“", "\""]),
            0xe2 if self.goes_on_with(&["‘", "’"]) => self.smartly_quoted(&["’", "‘", "'"]),
            _ => self.word(ends),
        }
    }

    /// The string between the `quote` that is next and the one that closes it.
    fn quoted(&mut self, quote: u8) -> Option<Text<'a>> {
        let bytes = self.text.as_bytes();
        let at = self.at + 1;
        if let Some(end) = end_of_string(bytes, at, quote) {
            self.at = end + 1;
            let raw = self.text.get(at..end)?;
            return Some(Text { raw, at, escapes: Escapes::Backslash });
        }
        self.at = bytes.len();
        self.stopped = true;
        None
    }

    /// The same for smart quotes, which take three bytes each.
    fn smartly_quoted(&mut self, closes: &[&str]) -> Option<Text<'a>> {
        self.at += 3;
        let at = self.at;
        while let Some(byte) = self.peek() {
            match byte {
                b'\\' => self.at += 1,
                b'"' | b'\'' | 0xe2 if self.goes_on_with(closes) => {
                    let raw = self.text.get(at..self.at);
                    self.at += if byte == 0xe2 { 3 } else { 1 };
                    return raw.map(|raw| Text { raw, at, escapes: Escapes::Backslash });
                }
                _ => {}
            }
            self.at += 1;
        }
        self.stopped = true;
        None
    }

    fn goes_on_with(&self, quotes: &[&str]) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        quotes.iter().any(|quote| rest.starts_with(quote.as_bytes()))
    }

    fn word(&mut self, ends: &[u8]) -> Option<Text<'a>> {
        let at = self.at;
        let rest = self.text.get(at..).unwrap_or_default();
        let Some(end) = rest.bytes().position(|byte| ends.contains(&byte)) else {
            // Nothing says that the word is complete.
            self.stopped = true;
            return None;
        };
        let raw = rest.get(..end)?.trim_ascii_end();
        if raw.is_empty() {
            return None;
        }
        self.at += end;
        Some(Text { raw, at, escapes: Escapes::Backslash })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::show;
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(parse(text).as_ref().map(show).unwrap_or_default(), expect, "{text}");
    }

    #[test]
    fn plain_json() {
        check(r#"{"a": "b", "c": [1, null, "d"], "e": {}}"#, "{a:|b|c:[|1||null||d|]e:{}}");
        check(r#""a\"\\\/\n\u00e9\ud83d\ude00\uZ""#, "|a\"\\/\né😀uZ|");
    }

    #[test]
    fn json_as_people_write_it() {
        check("{a: 'b', // comment\n 'c': 'd',}", "{a:|b|c:|d|}");
        check("//config.json\n{\n.\n# note\n/* more */ a: b c\n}", "{a:|b c|}");
        check("{“a”: “b”, 'c': \"“d”\"}", "{a:|b|c:|“d”|}");
        check("{\n a: b,c, d\n e: f, g: h\n}", "{a:|b,c, d|e:|f|g:|h|}");
    }

    #[test]
    fn a_cut_off_text_gives_what_was_whole() {
        check(r#"{"a":"b","c":[{"d":"e"},"f","g"#, "{a:|b|c:[{d:|e|}]}");
        check(r#"{"a":"b","c":12"#, "{a:|b|}");
        check(r#"{"a":"b","c"#, "{a:|b|}");
        check("{", "{}");
    }

    #[test]
    fn json_begins_with_a_key_or_a_member() {
        for text in
            ["{\"a\":1}", "[{}]", "{ 'a': 1 }", "{\n  clientId: 'x' }", "{\\\"a\\\"", "{", "[[", "//x\n{\"a"]
        {
            assert!(begins(text, 0), "{text}");
        }
        for text in ["{CLIENT_ID}", "[default]", "{{IMS}", "a", "", "{ two words: x}"] {
            let double = text == "{{IMS}";
            assert_eq!(begins(text, 0), double, "{text}");
        }
    }

    #[test]
    fn what_is_of_no_interest_is_left_out() {
        let filter: Filter = |key| match key {
            "id" => Interest::Whole,
            "name" => Interest::Beside,
            _ => Interest::Below,
        };
        let check = |text: &str, expect: &str| {
            let shown = filter_at(text, 0, filter, |_| false, &[]).map(|(node, _)| show(&node));
            assert_eq!(shown.as_deref(), Some(expect), "{text}");
        };
        check(r#"{"a":"b","c":[{"d":"e"},{"name":"f"}],"name":"g"}"#, "{}");
        check(
            r#"{"a":"b","name":"c","d":[{"id":["e"],"name":"f","g":1}]}"#,
            "{name:|c|d:[{id:[|e|]name:|f|}]}",
        );
        check(r#"{"id":{"a":{"b":"c"}}}"#, "{id:{a:{b:|c|}}}");
        check(r#"{"a":"{\"id\":1}","b":"c"}"#, "{a:|{\"id\":1}|}");
    }

    #[test]
    fn jumps_are_taken() {
        let filter: Filter = |key| if key == "id" { Interest::Whole } else { Interest::Below };
        let text = r#"{"a":[1,2],"b":{"id":[3]},"c":{}}"#;
        let jumps = [(5, 10), (21, 24), (30, 32)].map(|(from, to)| Jump { from, to });
        let found = filter_at(text, 0, filter, |_| false, &jumps).map(|(node, end)| (show(&node), end));
        // What is below a key of interest is kept completely.
        assert_eq!(found, Some(("{b:{id:[|3|]}}".to_owned(), text.len())));
    }

    #[test]
    fn nonsense_ends() {
        check("", "");
        check("}", "");
        check("[}]]", "[]");
        check("[a}b]", "[|a||b|]");
        check("{]:,:}", "{}");
        check("{a:,b:c}", "{b:|c|}");
        check(&"[".repeat(100_000), &["[".repeat(DEPTH + 1), "]".repeat(DEPTH + 1)].concat());
    }
}
