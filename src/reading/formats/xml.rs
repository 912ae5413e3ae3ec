//! XML as far as credentials are kept in it: settings of integrations, content packages, `<add key="…" value="…"/>`.
//!
//! It scans for tags and knows only a part of XML: an element becomes a member of its parent, its attributes and child
//! elements become its members. What is cut off or invalid is dropped, where a crate that reads XML fails at the first
//! error.

use super::tree::{DEPTH, Escapes, Member, Node, Text};
use zeroize::Zeroizing;

/// The tree of `text`, if it begins with a tag.
pub(crate) fn parse(text: &str) -> Option<Node<'_>> {
    let trimmed = text.trim_start();
    let name = trimmed.strip_prefix('<')?;
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '?' || c == '!') {
        return None;
    }
    let mut parser = Parser { text, at: text.len() - trimmed.len() };
    Some(Node::Object(parser.content(0).members))
}

/// `text` as a browser would show it: with spaces in place of its tags, and a line break where a tag ends a line.
/// Every word keeps its place.
pub(crate) fn without_tags(text: &str) -> Zeroizing<String> {
    let mut shown = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    let mut in_row = false;
    // Where the next tag ends. It is searched for once, however many begin before it.
    let mut next_end = text.find('>');
    while let Some((before, tag)) = rest.split_once('<') {
        push(&mut shown, before, in_row);
        rest = tag;
        let start = text.len() - tag.len();
        while next_end.is_some_and(|end| end < start) {
            next_end = tag.find('>').map(|end| start + end);
        }
        let is_tag = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        let Some(length) = next_end.map(|end| end - start).filter(|_| is_tag) else {
            shown.push('<');
            continue;
        };
        let name = tag.get(..length).unwrap_or_default().trim_matches('/').split([' ', '/', '\n']).next();
        let in_line = ["a", "b", "i", "em", "strong", "span", "code", "font", "u", "kbd", "tt", "abbr"];
        let ends_line = !name.is_some_and(|name| in_line.iter().any(|one| name.eq_ignore_ascii_case(one)));
        // The cells of a row stay in one line, with tabs between them.
        let is =
            |names: &[&str]| name.is_some_and(|name| names.iter().any(|one| name.eq_ignore_ascii_case(one)));
        let closes = tag.starts_with('/');
        if is(&["tr"]) {
            in_row = !closes;
        }
        shown.push(match () {
            () if is(&["td", "th"]) => {
                if closes {
                    ' '
                } else {
                    '\t'
                }
            }
            () if ends_line && (!in_row || is(&["tr"])) && !(closes && is(&["tr"])) => '\n',
            () => ' ',
        });
        // The rest of the tag and its bracket take as many bytes.
        (0..=length).for_each(|_| shown.push(' '));
        rest = tag.get(length + 1..).unwrap_or_default();
    }
    push(&mut shown, rest, false);
    shown
}

/// A space that Word puts between a label and its value.
const NO_BREAK: &str = "&nbsp;";

/// Adds what stands between two tags. A line break in the source is none in a row.
fn push(shown: &mut Zeroizing<String>, text: &str, in_row: bool) {
    let mut rest = text;
    loop {
        let (before, behind) = rest.split_once(NO_BREAK).unwrap_or((rest, ""));
        if in_row {
            before.chars().for_each(|c| shown.push(if c == '\n' || c == '\t' { ' ' } else { c }));
        } else {
            shown.push_str(before);
        }
        if before.len() == rest.len() {
            return;
        }
        NO_BREAK.bytes().for_each(|_| shown.push(' '));
        rest = behind;
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

/// What stands between the tags of an element.
struct Content<'a> {
    members: Vec<Member<'a>>,
    text: Option<Text<'a>>,
    /// Its end tag is there.
    closed: bool,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Continues behind the next `end`, and gives what stands before it; without one, continues at the end of the text.
    fn until(&mut self, end: &str) -> Option<&'a str> {
        let found = self.rest().split_once(end).map(|(before, _)| before);
        self.at = found.map_or(self.text.len(), |before| self.at + before.len() + end.len());
        found
    }

    fn content(&mut self, depth: usize) -> Content<'a> {
        let mut content = Content { members: Vec::new(), text: None, closed: false };
        loop {
            let start = self.at;
            let Some(before) = self.until("<") else { return content };
            self.note(before, start, Escapes::Entities, &mut content);
            let rest = self.rest();
            if rest.starts_with('/') {
                content.closed = self.until(">").is_some();
                if depth > 0 {
                    return content;
                }
            } else if rest.starts_with("!--") {
                self.until("-->");
            } else if rest.starts_with("![CDATA[") {
                self.at += "![CDATA[".len();
                let start = self.at;
                if let Some(text) = self.until("]]>") {
                    self.note(text, start, Escapes::None, &mut content);
                }
            } else if rest.starts_with(['?', '!']) {
                self.until(">");
            } else if let Some(member) = self.element(depth) {
                content.members.push(member);
            }
        }
    }

    fn note(&self, text: &'a str, at: usize, escapes: Escapes, content: &mut Content<'a>) {
        let raw = text.trim_start();
        let at = at + text.len() - raw.len();
        let raw = raw.trim_end();
        if !raw.is_empty() {
            content.text = content.text.or(Some(Text { raw, at, escapes }));
        }
    }

    /// The element whose name is next.
    fn element(&mut self, depth: usize) -> Option<Member<'a>> {
        let key = self.name()?;
        let mut members = Vec::new();
        loop {
            self.at += self.rest().len() - self.rest().trim_start().len();
            let rest = self.rest();
            if rest.starts_with("/>") {
                self.at += 2;
                return Some(Member { key, node: Node::Object(members) });
            } else if rest.starts_with('>') {
                self.at += 1;
                break;
            }
            members.push(self.attribute()?);
        }
        if depth == DEPTH {
            return None;
        }
        let content = self.content(depth + 1);
        let is_text = members.is_empty() && content.members.is_empty();
        let text = content.text.filter(|_| content.closed);
        if is_text {
            return text.map(|text| Member { key, node: Node::Text(text) });
        }
        members.extend(content.members);
        // `<property name="clientId">0a1b…</property>`
        let value = |text: Text<'a>| Text { raw: "value", escapes: Escapes::None, ..text };
        members.extend(text.map(|text| Member { key: value(text), node: Node::Text(text) }));
        Some(Member { key, node: Node::Object(members) })
    }

    fn attribute(&mut self) -> Option<Member<'a>> {
        let Some(key) = self.name() else {
            // No tag after all, or an invalid one.
            self.until(">");
            return None;
        };
        let node = Node::Text(self.value(key)?);
        Some(Member { key, node })
    }

    /// The value of an attribute; empty if it has none.
    fn value(&mut self, key: Text<'a>) -> Option<Text<'a>> {
        let rest = self.rest().trim_start();
        let Some(rest) = rest.strip_prefix('=').map(str::trim_start) else {
            return Some(Text { raw: "", ..key });
        };
        let quote = if rest.starts_with('"') { "\"" } else { "'" };
        let raw = rest.strip_prefix(quote)?;
        let at = self.text.len() - raw.len();
        self.at = at;
        let raw = self.until(quote)?;
        Some(Text { raw, at, escapes: Escapes::Entities })
    }

    fn name(&mut self) -> Option<Text<'a>> {
        let rest = self.rest();
        let of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
        let raw = rest.get(..rest.find(|c| !of_name(c))?).filter(|raw| !raw.is_empty())?;
        let at = self.at;
        self.at += raw.len();
        Some(Text { raw, at, escapes: Escapes::None })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::show;
    use super::without_tags;

    fn check(text: &str, expect: &str) {
        assert_eq!(super::parse(text).as_ref().map(show).unwrap_or_default(), expect, "{text}");
    }

    #[test]
    fn elements_and_attributes_are_members() {
        check(
            "<?xml version='1.0'?>\n<!-- c --><a><b>c &amp; d</b><e f='g' h=\"i\"/></a>",
            "{a:{b:|c & d|e:{f:|g|h:|i|}}}",
        );
        check("<a><![CDATA[<b>]]></a>", "{a:|<b>|}");
        check("<a b='c'>d</a>", "{a:{b:|c|value:|d|}}");
        check("<a>1</a>\n<b>2</b>", "{a:|1|b:|2|}");
    }

    #[test]
    fn what_is_cut_off_is_dropped() {
        check("<a><b>c</b><d>e", "{a:{b:|c|}}");
        check("<a b='c' d='e", "{}");
        check("<a><b", "{}");
    }

    #[test]
    fn nonsense_ends() {
        check("", "");
        check("a<b>", "");
        check("< a>", "");
        check("<a <b>c</b>", "{}");
        check("</a></b><c>d</c>", "");
        check("<a/></a><b>c</b>", "{a:{}b:|c|}");
        check("<a b=c d/>", "{}");
        super::parse(&"<a>".repeat(100_000));
    }

    #[test]
    fn tags_become_space_of_the_same_length() {
        let text = "<p>Client ID: <b>0a</b>é</p><td>x < y</td>";
        let shown = without_tags(text);
        assert_eq!(shown.len(), text.len());
        assert_eq!(shown.find("0a"), text.find("0a"));
        let words: Vec<Vec<&str>> = shown.lines().map(|line| line.split_whitespace().collect()).collect();
        let expect: [&[&str]; 2] = [&["Client", "ID:", "0a", "é"], &["x", "<", "y"]];
        assert_eq!(
            words.iter().skip(1).collect::<Vec<_>>(),
            expect.iter().map(|line| line.to_vec()).collect::<Vec<_>>().iter().collect::<Vec<_>>()
        );
    }
}
