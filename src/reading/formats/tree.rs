//! The tree that every grammar makes of a text. It borrows from the text and remembers where each value stands.
//!
//! JSON, YAML and XML differ in how they write a tree, not in what a credential in it looks like, so
//! [`document`](super::document) reads all three.

use memchr::memchr;
use zeroize::Zeroizing;

/// The deepest nesting. Real files nest about ten deep; the limit protects the stack.
pub(crate) const DEPTH: usize = 64;

pub(crate) enum Node<'a> {
    Text(Text<'a>),
    List(Vec<Node<'a>>),
    Object(Vec<Member<'a>>),
}

pub(crate) struct Member<'a> {
    pub(crate) key: Text<'a>,
    pub(crate) node: Node<'a>,
}

/// What stands between the quotes of a string, or a word without quotes (`23294`, `null`).
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) raw: &'a str,
    /// Where it begins, in bytes of the text.
    pub(crate) at: usize,
    pub(crate) escapes: Escapes,
}

/// How a string escapes the characters that have a meaning in its grammar.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Escapes {
    /// Not at all.
    None,
    /// `\"`, `\u00e9`.
    Backslash,
    /// `&quot;`, `&#233;`.
    Entities,
}

impl Text<'_> {
    /// Whether it may be a document in a string.
    pub(crate) fn opens(&self) -> bool {
        self.raw.trim_start().starts_with(['{', '[', '"'])
    }

    /// The string with its escapes resolved; an invalid escape stays as it is.
    pub(crate) fn decode(&self) -> Zeroizing<String> {
        Zeroizing::new(self.decoded())
    }

    /// The same for a place that is wiped as a whole.
    fn decoded(&self) -> String {
        match self.escapes {
            Escapes::Backslash if memchr(b'\\', self.raw.as_bytes()).is_some() => self.without_backslashes(),
            Escapes::Entities if memchr(b'&', self.raw.as_bytes()).is_some() => self.without_entities(),
            _ => self.raw.to_owned(),
        }
    }

    fn without_backslashes(&self) -> String {
        // Never longer than the raw text, so the buffer never grows.
        let mut decoded = String::with_capacity(self.raw.len());
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

    fn without_entities(&self) -> String {
        // An entity is longer than its character, so the buffer never grows.
        let mut decoded = String::with_capacity(self.raw.len());
        let mut rest = self.raw;
        while let Some((before, entity)) = rest.split_once('&') {
            decoded.push_str(before);
            let end = entity.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';').unwrap_or_default();
            let (name, after) = (entity.get(..end), entity.get(end + 1..).unwrap_or_default());
            match name.and_then(character) {
                Some(c) => {
                    decoded.push(c);
                    rest = after;
                }
                None => {
                    decoded.push('&');
                    rest = entity;
                }
            }
        }
        decoded.push_str(rest);
        decoded
    }
}

/// The length of `#x10FFFF;`.
const LONGEST_ENTITY: usize = 9;

/// The character that `&name;` stands for.
fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

/// The character that `u0065…` begins with, and what follows it. Characters beyond U+FFFF are written as two escapes.
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

/// The strings among `nodes`.
pub(crate) fn list(nodes: &[Node<'_>]) -> Vec<String> {
    let mut strings = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let Node::Text(text) = node {
            strings.push(text.decoded());
        }
    }
    strings
}

/// The tree in one line: `{key:value}`, with strings between bars.
#[cfg(test)]
pub(crate) fn show(node: &Node<'_>) -> String {
    let inside: String;
    match node {
        Node::Text(text) => ["|", &text.decode(), "|"].concat(),
        Node::List(nodes) => {
            inside = nodes.iter().map(show).collect();
            ["[", &inside, "]"].concat()
        }
        Node::Object(members) => {
            let member = |member: &Member<'_>| [&member.key.decode(), ":", &show(&member.node)].concat();
            inside = members.iter().map(member).collect();
            ["{", &inside, "}"].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, escapes: Escapes, expect: &str) {
        assert_eq!(*Text { raw, at: 0, escapes }.decode(), expect, "{raw}");
    }

    #[test]
    fn escapes_are_those_of_the_grammar() {
        let raw = r"R&amp;D \n &#233;&#xE9;&nbsp; & &;";
        check(raw, Escapes::None, raw);
        check(raw, Escapes::Entities, r"R&D \n éé&nbsp; & &;");
        check(r#"a\"b\u00e9"#.replace("\\\\", "\\").as_str(), Escapes::Backslash, "a\"bé");
    }
}
