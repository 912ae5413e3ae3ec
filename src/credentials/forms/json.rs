//! JSON as people have it: a tree that borrows from the text and remembers where each value stood.
//!
//! Not `serde_json`, for three reasons. It gives all or nothing, and a file cut off at its end, or with a comment
//! or a trailing comma in it (`aio` reads hjson, and its documentation has such files), still has a credential in
//! it. It knows no places. And it copies every string, secrets too, into memory nobody wipes; here a string is
//! copied only when it is [decoded](Text::decode).

use zeroize::Zeroizing;

/// Real files nest about ten deep; the limit is for the stack.
const DEPTH: usize = 64;

pub(crate) enum Node<'a> {
    Text(Text<'a>),
    List(Vec<Node<'a>>),
    Object(Vec<Member<'a>>),
}

pub(crate) struct Member<'a> {
    pub(crate) key: Text<'a>,
    pub(crate) node: Node<'a>,
}

/// A string between its quotes, or a word without any (`23294`, `null`).
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) raw: &'a str,
    /// Where it begins, in bytes of the text.
    pub(crate) at: usize,
}

impl Text<'_> {
    /// The string with its escapes resolved; one that makes no sense stays as it is.
    pub(crate) fn decode(&self) -> Zeroizing<String> {
        // Never longer than the raw text, so the buffer is not reallocated.
        let mut decoded = Zeroizing::new(String::with_capacity(self.raw.len()));
        let mut rest = self.raw;
        while let Some((before, escape)) = rest.split_once('\\') {
            decoded.push_str(before);
            let mut chars = escape.chars();
            match chars.next() {
                Some('n') => decoded.push('\n'),
                Some('r') => decoded.push('\r'),
                Some('t') => decoded.push('\t'),
                Some('b' | 'f') => {}
                Some('u') => {
                    let (c, after) = code_point(escape);
                    decoded.push(c);
                    rest = after;
                    continue;
                }
                Some(c) => decoded.push(c),
                None => {}
            }
            rest = chars.as_str();
        }
        decoded.push_str(rest);
        decoded
    }
}

/// The character that `u0065…` begins with, and what follows it. Characters beyond the first plane are two.
fn code_point(escape: &str) -> (char, &str) {
    let unit = |text: &str| text.get(1..5).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(first) = unit(escape) else {
        return ('u', escape.get(1..).unwrap_or_default());
    };
    let rest = escape.get(5..).unwrap_or_default();
    if let Some(second) = rest.strip_prefix('\\').filter(|_| (0xd800..0xdc00).contains(&first)).and_then(unit)
        && let Some(low) = second.checked_sub(0xdc00).filter(|low| *low < 0x400)
        && let Some(c) = char::from_u32(0x10000 + ((first - 0xd800) << 10) + low)
    {
        return (c, rest.get(6..).unwrap_or_default());
    }
    (char::from_u32(first).unwrap_or('\u{fffd}'), rest)
}

/// The tree of `text`, as far as it goes.
pub(crate) fn parse(text: &str) -> Option<Node<'_>> {
    parse_from(text, 0).map(|(node, _)| node)
}

/// The tree that begins at byte `at` of `text`, and the byte behind it.
pub(crate) fn parse_from(text: &str, at: usize) -> Option<(Node<'_>, usize)> {
    let mut parser = Parser { text, at, stopped: false };
    parser.node(0).map(|node| (node, parser.at))
}

/// Whether `text` is JSON, and nothing else: what it opens with is a key or a list's first member. An INI file may
/// begin with `[default]`, and a note with `{CLIENT_ID}`.
pub(crate) fn is_json(text: &str) -> bool {
    let mut parser = Parser { text, at: 0, stopped: false };
    parser.skip(false);
    if !parser.take(b'{') && !parser.take(b'[') {
        return false;
    }
    parser.skip(false);
    parser.peek().is_none_or(|byte| b"\"'{}[]\xe2".contains(&byte))
}

/// The strings of a list written as text: `["openid","AdobeID"]`.
pub(crate) fn strings(text: &str) -> Zeroizing<Vec<String>> {
    Zeroizing::new(match parse(text) {
        Some(Node::List(nodes)) => list(&nodes),
        _ => Vec::new(),
    })
}

/// The strings among `nodes`.
pub(crate) fn list(nodes: &[Node<'_>]) -> Vec<String> {
    let mut strings = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let Node::Text(text) = node {
            strings.push(std::mem::take(&mut *text.decode()));
        }
    }
    strings
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// The text ended, or went too deep; the tree is closed where it stands.
    stopped: bool,
}

/// All that JSON is made of is ASCII, so the parser goes by bytes; a megabyte should be read before one notices.
impl<'a> Parser<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips `byte` if it is next.
    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Skips white space and comments, and commas between members too: there may be one too many.
    fn skip(&mut self, commas: bool) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\n' | b'\t' | b'\r' => self.at += 1,
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

    /// The value that is next; `None` when there is none, and then nothing is taken.
    fn node(&mut self, depth: usize) -> Option<Node<'a>> {
        self.skip(false);
        if depth > DEPTH {
            self.stopped = true;
            return None;
        }
        if self.take(b'{') {
            return Some(Node::Object(self.object(depth)));
        }
        if self.take(b'[') {
            return Some(Node::List(self.list(depth)));
        }
        self.string(b",}]\n").map(Node::Text)
    }

    fn list(&mut self, depth: usize) -> Vec<Node<'a>> {
        let mut nodes = Vec::new();
        loop {
            self.skip(true);
            if self.take(b']') {
                return nodes;
            }
            if self.stopped || self.peek().is_none() {
                // Cut off. What is left of the strings may be half the scopes, which is worse than none.
                nodes.retain(|node| !matches!(node, Node::Text(_)));
                return nodes;
            }
            match self.node(depth + 1) {
                Some(node) => nodes.push(node),
                // A brace that closes nothing.
                None => self.at += 1,
            }
        }
    }

    fn object(&mut self, depth: usize) -> Vec<Member<'a>> {
        let mut members = Vec::new();
        loop {
            self.skip(true);
            if self.stopped || self.take(b'}') || self.peek().is_none() {
                return members;
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
            if let Some(node) = self.node(depth + 1) {
                members.push(Member { key, node });
            }
        }
    }

    /// A string in any quotes, or the words up to one of `ends`. One whose end is missing is dropped: half a
    /// secret is worse than none.
    fn string(&mut self, ends: &[u8]) -> Option<Text<'a>> {
        let (open, closes): (usize, &[&str]) = match self.peek()? {
            b'"' => (1, &["\""]),
            b'\'' => (1, &["'"]),
            0xe2 if self.goes_on_with(&["“", "”"]) => (3, &["”", "“", "\""]),
            0xe2 if self.goes_on_with(&["‘", "’"]) => (3, &["’", "‘", "'"]),
            _ => return self.word(ends),
        };
        self.at += open;
        let at = self.at;
        while let Some(byte) = self.peek() {
            match byte {
                b'\\' => self.at += 1,
                b'"' | b'\'' | 0xe2 if self.goes_on_with(closes) => {
                    let raw = self.text.get(at..self.at);
                    self.at += if byte == 0xe2 { 3 } else { 1 };
                    return raw.map(|raw| Text { raw, at });
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
            // Nothing says that the word is whole.
            self.stopped = true;
            return None;
        };
        let raw = rest.get(..end)?.trim_ascii_end();
        if raw.is_empty() {
            return None;
        }
        self.at += end;
        Some(Text { raw, at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree on one line: `{key:value}`, strings in bars.
    fn show(node: &Node<'_>, out: &mut String) {
        match node {
            Node::Text(text) => {
                out.push('|');
                out.push_str(&text.decode());
                out.push('|');
            }
            Node::List(nodes) => {
                out.push('[');
                nodes.iter().for_each(|node| show(node, out));
                out.push(']');
            }
            Node::Object(members) => {
                out.push('{');
                for member in members {
                    out.push_str(&member.key.decode());
                    out.push(':');
                    show(&member.node, out);
                }
                out.push('}');
            }
        }
    }

    fn check(text: &str, expect: &str) {
        let mut out = String::new();
        if let Some(node) = parse(text) {
            show(&node, &mut out);
        }
        assert_eq!(out, expect, "{text}");
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
    }

    #[test]
    fn a_cut_off_text_gives_what_was_whole() {
        check(r#"{"a":"b","c":[{"d":"e"},"f","g"#, "{a:|b|c:[{d:|e|}]}");
        check(r#"{"a":"b","c":12"#, "{a:|b|}");
        check(r#"{"a":"b","c"#, "{a:|b|}");
        check("{", "{}");
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
