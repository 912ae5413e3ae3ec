//! YAML as far as credentials are kept in it: front matter, the settings of asset compute and User Sync, workflows, a
//! workspace file that somebody converted.
//!
//! It reads the part of YAML that such files use: objects and lists by indentation or in brackets, quoted and folded
//! strings, several documents. It knows no anchors, tags or multi-line keys. A YAML parser is of little help with
//! what people paste: it refuses the whole file for one tab or a cut-off quote.

use super::json;
use super::tree::{DEPTH, Escapes, Member, Node, Text};

/// The tree of `text`, if every line of it is YAML and some lines have a structure, which a list of assignments has
/// not.
pub(crate) fn parse(text: &str) -> Option<Node<'_>> {
    let lines = lines(text)?;
    let mut parser = Parser { text, lines, next: 0 };
    let mut documents = Vec::new();
    while let Some(line) = parser.peek() {
        let before = parser.next;
        // A list below a value is none of YAML's: `SCOPES: openid` and `- AdobeID`.
        let follows_object = matches!(documents.last(), Some(Node::Object(_)));
        if follows_object && !line.new_document && is_item(line.text) {
            return None;
        }
        documents.extend(parser.block(line.indent, 0));
        // The line fits nowhere.
        if parser.next == before {
            parser.next += 1;
        }
    }
    Some(Node::List(documents))
}

/// A line with content.
#[derive(Clone, Copy)]
struct Line<'a> {
    indent: usize,
    text: &'a str,
    /// Where `text` begins, in bytes of the whole text.
    at: usize,
    /// A document ended before it.
    new_document: bool,
}

/// The lines without blank ones and comments; `None` if the text is something else.
fn lines(text: &str) -> Option<Vec<Line<'_>>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut at = 0;
    let mut structured = false;
    let mut new_document = false;
    // Inside brackets, or inside a text that began on a line with this indentation, anything may stand.
    let mut free_below: Option<usize> = None;
    let mut brackets_open = false;
    for whole in text.split('\n') {
        let start = at;
        at += whole.len() + 1;
        let line = whole.trim_start_matches(' ');
        let indent = whole.len() - line.len();
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if indent == 0 && (line == "---" || line == "...") {
            structured |= lines.is_empty();
            new_document = true;
            free_below = None;
            continue;
        }
        let is_free = brackets_open || free_below.is_some_and(|limit| indent > limit);
        if !is_free {
            let item = line.strip_prefix("- ").or(line.strip_prefix('-').filter(|rest| rest.is_empty()));
            let content = item.unwrap_or(line);
            let value = key(content).map(|(_, value)| value.trim());
            if item.is_none() && value.is_none() {
                return None;
            }
            let deeper = lines.last().is_some_and(|last| last.text.ends_with(':') && indent > last.indent);
            structured |= deeper || item.is_some() && !lines.is_empty();
            free_below = Some(indent).filter(|_| value != Some(""));
            brackets_open = value.unwrap_or(content).starts_with(['[', '{']);
        }
        if brackets_open {
            brackets_open = !line.ends_with([']', '}']);
        }
        lines.push(Line { indent, text: line, at: start + indent, new_document });
        new_document = false;
    }
    structured.then_some(lines)
}

/// The key of a line, and what follows its colon.
fn key(line: &str) -> Option<(&str, &str)> {
    let end = match line.as_bytes().first()? {
        quote @ (b'"' | b'\'') => line.get(1..)?.find(char::from(*quote))? + 2,
        _ => line.find(':')?,
    };
    let (key, rest) = (line.get(..end)?, line.get(end..)?.strip_prefix(':')?);
    let ends = rest.is_empty() || rest.starts_with([' ', '\t']);
    let key = key.trim_matches(['"', '\'']);
    // A key of several words is a label in a note, unless a block follows.
    let plain = !key.is_empty() && !key.contains([',', '(', '{', '[', '|']);
    let one_word = !key.contains(' ') || rest.trim().is_empty();
    (ends && plain && one_word).then_some((key, rest))
}

struct Parser<'a> {
    text: &'a str,
    lines: Vec<Line<'a>>,
    next: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<Line<'a>> {
        self.lines.get(self.next).copied()
    }

    /// The block whose lines are indented by `indent`.
    fn block(&mut self, indent: usize, depth: usize) -> Option<Node<'a>> {
        let first = self.peek().filter(|_| depth < DEPTH)?;
        if is_item(first.text) { self.list(indent, depth) } else { self.object(indent, depth) }
    }

    fn list(&mut self, indent: usize, depth: usize) -> Option<Node<'a>> {
        let mut nodes = Vec::new();
        let mut first = true;
        while let Some(line) = self.peek() {
            if line.indent != indent || !is_item(line.text) || line.new_document && !first {
                break;
            }
            first = false;
            // What follows the dash is a block of its own, whose indentation includes the dash.
            let content = line.text.get(1..).unwrap_or_default();
            let text = content.trim_start();
            let skipped = 1 + content.len() - text.len();
            if text.is_empty() {
                self.next += 1;
                nodes.extend(self.deeper(indent, depth));
                continue;
            }
            let inner = Line { indent: indent + skipped, text, at: line.at + skipped, new_document: false };
            if let Some(slot) = self.lines.get_mut(self.next) {
                *slot = inner;
            }
            let is_block = key(text).is_some() && !text.starts_with(['{', '[']) || is_item(text);
            nodes.extend(match is_block {
                true => self.block(inner.indent, depth + 1),
                false => self.scalar(inner, inner.at, indent),
            });
        }
        Some(Node::List(nodes))
    }

    fn object(&mut self, indent: usize, depth: usize) -> Option<Node<'a>> {
        let mut members = Vec::new();
        let mut first = true;
        while let Some(line) = self.peek() {
            let Some((key, rest)) = key(line.text) else { break };
            if line.indent != indent || line.new_document && !first {
                break;
            }
            first = false;
            let value = rest.trim_start();
            let at = line.at + line.text.len() - value.len();
            let node = if value.is_empty() || value.starts_with(['#', '&', '!']) {
                self.next += 1;
                self.deeper(indent, depth).or_else(|| self.items_beside(indent, depth))
            } else {
                self.scalar(Line { text: value, ..line }, at, indent)
            };
            let key = Text { raw: key, at: line.at, escapes: Escapes::None };
            members.extend(node.map(|node| Member { key, node }));
        }
        Some(Node::Object(members))
    }

    /// The block below a line indented by `indent`.
    fn deeper(&mut self, indent: usize, depth: usize) -> Option<Node<'a>> {
        let line = self.peek().filter(|line| line.indent > indent && !line.new_document)?;
        if is_item(line.text) || key(line.text).is_some() {
            return self.block(line.indent, depth + 1);
        }
        self.scalar(line, line.at, indent)
    }

    /// A list whose items stand right below their key, without indentation.
    fn items_beside(&mut self, indent: usize, depth: usize) -> Option<Node<'a>> {
        let line = self.peek().filter(|line| line.indent == indent && !line.new_document)?;
        if is_item(line.text) { self.list(indent, depth + 1) } else { None }
    }

    /// The value that begins at `at` in `line`, with the deeper lines that continue it.
    fn scalar(&mut self, line: Line<'a>, at: usize, indent: usize) -> Option<Node<'a>> {
        self.next += 1;
        if line.text.starts_with(['[', '{', '"', '\'']) {
            let (mut node, end) = json::parse_at(self.text, at)?;
            if let Node::Text(text) = &mut node
                && line.text.starts_with('\'')
            {
                text.escapes = Escapes::None;
            }
            self.skip_to(end);
            return Some(node);
        }
        // `|` and `>` say how the lines below are joined; here they are one text.
        let is_block = line.text.starts_with(['|', '>']);
        let start = if is_block { self.peek().map_or(at, |next| next.at) } else { at };
        let mut end = if is_block { start } else { at + before_comment(line.text).len() };
        while let Some(more) = self.peek().filter(|more| more.indent > indent && !more.new_document) {
            end = more.at + before_comment(more.text).len();
            self.next += 1;
        }
        let raw = self.text.get(start..end).filter(|raw| !raw.is_empty())?;
        Some(Node::Text(Text { raw, at: start, escapes: Escapes::None }))
    }

    fn skip_to(&mut self, end: usize) {
        while self.peek().is_some_and(|line| line.at < end) {
            self.next += 1;
        }
    }
}

fn is_item(line: &str) -> bool {
    line == "-" || line.starts_with("- ")
}

fn before_comment(text: &str) -> &str {
    let end = text.as_bytes().windows(2).position(|start| start == b" #");
    end.and_then(|end| text.get(..end)).unwrap_or(text).trim_end()
}

#[cfg(test)]
mod tests {
    use super::super::tree::show;

    fn check(text: &str, expect: &str) {
        assert_eq!(super::parse(text).as_ref().map(show).unwrap_or_default(), expect, "{text}");
    }

    #[test]
    fn blocks_are_by_indentation() {
        check("a:\n  b: c\n  d:\n    e: f\ng: h", "[{a:{b:|c|d:{e:|f|}}g:|h|}]");
        check("---\na: b\n---\na: c\n", "[{a:|b|}{a:|c|}]");
        check("# note\na:\n\n  b: c # d\n", "[{a:{b:|c|}}]");
    }

    #[test]
    fn lists_are_of_dashes_or_brackets() {
        check("a:\n  - b\n  - c\n", "[{a:[|b||c|]}]");
        check("a:\n- b\n- c\nd: e", "[{a:[|b||c|]d:|e|}]");
        check("a:\n - b: c\n   d: e\n - b: f\n", "[{a:[{b:|c|d:|e|}{b:|f|}]}]");
        check("---\na: [b, c,\n  d]\ne: f", "[{a:[|b||c||d|]e:|f|}]");
        check("- - a\n  - b\n- c\n", "[[[|a||b|]|c|]]");
    }

    #[test]
    fn strings_are_quoted_plain_or_folded() {
        check("---\na: \"b\\\"c\"\nd: 'e\\f'\ng: h i: j", "[{a:|b\"c|d:|e\\f|g:|h i: j|}]");
        check("---\na: >-\n  b,\n  c\nd: e", "[{a:|b,\n  c|d:|e|}]");
        check("---\na: b,\n  c\nd: e", "[{a:|b,\n  c|d:|e|}]");
    }

    #[test]
    fn notes_are_not_yaml() {
        for text in
            ["", "a: b", "a: b\nc: d", "Hello,\na:\n  b: c", "Client ID: a\n  Org ID: b", "a=b\nc:\n  d: e"]
        {
            check(text, "");
        }
    }

    #[test]
    fn nonsense_ends() {
        check("---", "[]");
        check("---\na:", "[{}]");
        check("---\n - a\n- b", "[[|a|][|b|]]");
        check("---\na: [", "[{a:[]}]");
        check("---\na: \"b", "[{}]");
        super::parse(
            &["a:\n", &(0..2000).map(|depth| [&" ".repeat(depth), "- a:\n"].concat()).collect::<String>()]
                .concat(),
        );
    }
}
