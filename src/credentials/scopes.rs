//! The list of scopes, as AEM's *Scope* field takes it.

use super::shapes;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The scopes of a credential.
///
/// Scopes that came as text are kept as they were written: AEM accepts `a,b` as well as `a, b`, and the administrator
/// can compare what is filled in with what was copied. Only text with other separators, or with line breaks, which
/// AEM's one-line field cannot hold, is rewritten.
#[derive(Debug, Clone)]
pub struct Scopes {
    text: String,
    /// They came as a list, so the separator was chosen here.
    of_list: bool,
}

/// Two are equal if they are written the same.
impl PartialEq for Scopes {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// What separates the scopes of a list in AEM's *Scope* field. AEM accepts both; its examples have the second.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScopeSeparator {
    /// `openid,AdobeID`
    #[default]
    Comma,
    /// `openid, AdobeID`
    CommaAndSpace,
}

impl Scopes {
    /// Scopes that came as text, commonly `openid, AdobeID, …`.
    ///
    /// `None` if there is none in it, if something in it is no scope, or if a placeholder or a secret stands where the
    /// list belongs: scopes are shown, so a secret must never become one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches(',');
        if shapes::is_placeholder(text) || shapes::may_be_secret(text) {
            return None;
        }
        let listed = Listed::of(text);
        let scopes = listed.scopes.iter().map(String::as_str).collect::<Vec<_>>();
        let as_written = [",", ", "].into_iter().any(|comma| scopes.join(comma) == text);
        let text = if as_written { text.to_owned() } else { scopes.join(",") };
        listed.is_pure().then_some(Self { text, of_list: !as_written })?.unless_empty()
    }

    /// Scopes that came as a list. They are joined by commas, the separator of the token endpoint
    /// (`scope=openid,AdobeID` in the *View cURL command* box).
    pub(crate) fn from_list(list: &[String]) -> Option<Self> {
        let mut text = String::with_capacity(list.iter().map(|item| item.len() + 1).sum());
        let mut add = |scope: &str| {
            if !text.is_empty() {
                text.push(',');
            }
            text.push_str(scope);
        };
        // Somebody may have put bare dots where they left scopes out.
        for item in list.iter().map(|item| item.trim()).filter(|item| item.contains(is_letter)) {
            if shapes::may_be_secret(item) || shapes::is_placeholder(item) {
                return None;
            }
            // Fast path: items are scopes nearly always.
            if shapes::is_scope(item) && bare(item) == item && is_word(item) {
                add(item);
                continue;
            }
            let listed = Listed::of(item);
            if !listed.is_pure() {
                return None;
            }
            listed.scopes.iter().for_each(|scope| add(scope));
        }
        Self { text, of_list: true }.unless_empty()
    }

    /// Scopes that were parsed in the worker's memory.
    pub(super) fn handed_over(text: String, of_list: bool) -> Self {
        Self { text, of_list }
    }

    fn unless_empty(self) -> Option<Self> {
        // A leftover bracket is no scope.
        let some = self.text.contains(is_letter);
        some.then_some(self)
    }

    /// The scopes one by one.
    pub fn as_list(&self) -> Vec<&str> {
        self.iter().collect()
    }

    /// The same, where no list is needed.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.text.split([',', ' ']).filter(|scope| !scope.is_empty())
    }

    /// What goes into AEM's *Scope* field.
    pub fn as_field(&self) -> &str {
        &self.text
    }

    /// Whether they can be [separated](Self::separated_by) differently: scopes that came as text stay as they were
    /// written.
    pub fn is_list(&self) -> bool {
        self.of_list
    }

    /// The same scopes; if they came as a list, with this separator.
    pub fn separated_by(&self, separator: ScopeSeparator) -> Self {
        let separator = match separator {
            ScopeSeparator::Comma => ",",
            ScopeSeparator::CommaAndSpace => ", ",
        };
        let text = if self.of_list { self.as_list().join(separator) } else { self.text.clone() };
        Self { text, ..*self }
    }

    /// Whether both are the same scopes, in any order and with any separator.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        let [mine, theirs] = [self.as_list(), other.as_list()];
        // Quadratic, so long lists are never the same; real ones have a dozen scopes.
        mine.len() == theirs.len() && mine.len() < 200 && mine.iter().all(|scope| theirs.contains(scope))
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// What a text is made of that should be a list of scopes, as people write and tools export it.
///
/// Commas, semicolons, bars, line breaks and `%2C` separate; spaces too, but a single word between spaces may be a word
/// of a sentence, so there it must be a [scope beyond doubt](shapes::is_sure_scope). Bullets, numbers, quotes and
/// brackets around scopes go, and so does a full stop: no scope ends in one.
#[derive(Default)]
pub(crate) struct Listed {
    /// The scopes.
    pub(crate) scopes: Vec<String>,
    /// Whether there is something in the text that is none.
    rest: bool,
}

impl Listed {
    /// Takes `text` apart.
    pub(crate) fn of(text: &str) -> Self {
        // Nearly all lists are written like that.
        if text
            .split(',')
            .all(|item| shapes::is_scope(item.strip_prefix(' ').unwrap_or(item)) && item.len() > 1)
        {
            let scopes = text.split(',').map(bare).filter(|word| is_word(word)).map(str::to_owned).collect();
            return Self { scopes, rest: false };
        }
        let decoded;
        let text = if text.contains('%') {
            decoded = percent_encoding::percent_decode_str(text).decode_utf8_lossy();
            decoded.as_ref()
        } else {
            text
        };
        let mut listed = Self::default();
        for item in text.split(is_hard_separator) {
            listed.item(item);
        }
        listed
    }

    /// Whether there is nothing in the text but scopes.
    pub(crate) fn is_pure(&self) -> bool {
        !self.rest
    }

    fn item(&mut self, item: &str) {
        // `AdobeID (as on the page)`
        let remark = item.split_once(" (").filter(|(before, _)| before.contains(is_letter));
        let item = remark.map_or(item, |(before, _)| before);
        // A comment in a file.
        let comment = [" //", " #"].into_iter().filter_map(|mark| item.split_once(mark)).next();
        let item = comment.map_or(item, |(before, _)| before).trim();
        if item.starts_with("//") || item.starts_with('#') {
            return;
        }
        let words: Vec<&str> = item.split(is_separator).map(bare).filter(|word| is_word(word)).collect();
        let alone = words.len() == 1;
        for word in words {
            let is_scope = if alone { shapes::is_scope(word) } else { shapes::is_sure_scope(word) };
            if is_scope || shapes::is_metascope_url(word) {
                self.scopes.push(word.to_owned());
            } else {
                self.rest = true;
            }
        }
    }
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    let marks = |c: char| !(is_letter(c) || c == '_' || c == '/');
    let bare = word.trim_start_matches(marks).trim_end_matches(marks);
    // Markdown's emphasis.
    bare.strip_prefix('_').and_then(|bare| bare.strip_suffix('_')).unwrap_or(bare)
}

/// Whether a word says something: it is no number of a list, and none of the words that join the last two items.
fn is_word(word: &str) -> bool {
    !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit()) && !joins(word)
}

/// Whether `word` joins the last two items of a list.
pub(crate) fn joins(word: &str) -> bool {
    const JOINTS: &[&str] =
        &["and", "und", "et", "y", "e", "en", "och", "og", "sowie", "plus", "ve", "oraz", "as", "well"];
    JOINTS.contains(&word)
}

/// Whether `c` separates scopes, whatever is between two of them.
pub(crate) fn is_hard_separator(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | ';' | '；' | '|' | '\n' | '\t')
}

/// Whether `c` separates scopes: commas, also the Chinese and Japanese ones, semicolons, and white space. Felix puts the
/// backslash before a space in an OSGi `.config` file: `a,\ b`.
pub(crate) fn is_separator(c: char) -> bool {
    is_hard_separator(c) || c == '\\' || c.is_ascii_whitespace()
}

/// Whether `text` can be a list of scopes: it has several words, or one that is written like a scope. A single plain word,
/// `GLOBAL`, is the scope of something else, or the name of a variable.
pub(crate) fn may_be_list(text: &str) -> bool {
    let mut words = text.split(is_separator).filter(|word| !word.is_empty());
    let first = words.next().map(bare).unwrap_or_default();
    let is_known = shapes::contains(text, "openid") || shapes::contains(text, "AdobeID");
    let is_one = is_known || shapes::is_sure_scope(first) || shapes::is_metascope_url(text.trim());
    is_one || words.next().is_some() || shapes::is_placeholder(text)
}

/// Whether there are several scopes in `text` and no comma between any two of them.
pub(crate) fn lacks_commas(text: &str) -> bool {
    !text.contains(is_hard_separator) && text.split_ascii_whitespace().nth(1).is_some()
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::{ScopeSeparator, Scopes};

    fn check(text: &str, field: Option<&str>, list: &[&str]) {
        let scopes = Scopes::parse(text);
        assert_eq!(scopes.as_ref().map(Scopes::as_field), field, "{text}");
        assert_eq!(scopes.as_ref().map(Scopes::as_list).unwrap_or_default(), list, "{text}");
    }

    #[test]
    fn text_is_kept_as_it_was_written() {
        check("openid,AdobeID", Some("openid,AdobeID"), &["openid", "AdobeID"]);
        check(" openid, AdobeID, ", Some("openid, AdobeID"), &["openid", "AdobeID"]);
        check(
            "read_pc.dma_smart_content,\\ openid",
            Some("read_pc.dma_smart_content,openid"),
            &["read_pc.dma_smart_content", "openid"],
        );
    }

    #[test]
    fn lists_are_written_in_many_ways() {
        let three: &[&str] = &["openid", "AdobeID", "target_sdk"];
        for text in [
            "openid;AdobeID;target_sdk",
            "openid AdobeID target_sdk",
            "openid, AdobeID and target_sdk",
            "openid, AdobeID, target_sdk.",
            "\"openid\", \"AdobeID\", \"target_sdk\"",
            "`openid` `AdobeID` `target_sdk`",
            "1. openid\n2. AdobeID\n3. target_sdk",
            "- openid\n- AdobeID\n- target_sdk",
            "• openid • AdobeID • target_sdk",
            "openid%2CAdobeID%2Ctarget_sdk",
            "openid、AdobeID、target_sdk",
            "(openid | AdobeID | target_sdk)",
            "- openid, AdobeID, target_sdk\"`",
        ] {
            check(text, Some("openid,AdobeID,target_sdk"), three);
        }
    }

    #[test]
    fn what_is_left_over_is_no_scope() {
        for text in [
            "openid, AdobeID are needed for it",
            "openid, any other scope",
            "ask the team",
            "openid AdobeID Copy",
        ] {
            check(text, None, &[]);
        }
    }

    #[test]
    fn no_scopes_are_none() {
        check("", None, &[]);
        check(" , ", None, &[]);
        check("{SCOPES}", None, &[]);
        check("p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5", None, &[]);
    }

    #[test]
    fn a_list_is_joined_by_commas() {
        let scopes = Scopes::from_list(&["openid".to_owned(), "AdobeID".to_owned()]);
        assert_eq!(scopes.as_ref().map(Scopes::as_field), Some("openid,AdobeID"));
    }

    #[test]
    fn a_list_is_separated_as_one_likes_and_text_as_it_was() {
        let separated = |scopes: Option<Scopes>| {
            let scopes = scopes.map(|scopes| scopes.separated_by(ScopeSeparator::CommaAndSpace));
            scopes.map(|scopes| {
                (scopes.as_field().to_owned(), scopes.separated_by(ScopeSeparator::Comma).to_string())
            })
        };
        let pair = |one: &str, other: &str| Some((one.to_owned(), other.to_owned()));
        let list = ["openid", "AdobeID"].map(str::to_owned);
        assert_eq!(separated(Scopes::from_list(&list)), pair("openid, AdobeID", "openid,AdobeID"));
        assert_eq!(separated(Scopes::parse("openid AdobeID")), pair("openid, AdobeID", "openid,AdobeID"));
        assert_eq!(separated(Scopes::parse("openid,AdobeID")), pair("openid,AdobeID", "openid,AdobeID"));
    }

    #[test]
    fn order_and_separator_do_not_count() {
        let [one, other] = [Scopes::parse("openid,AdobeID"), Scopes::parse("AdobeID, openid")];
        assert!(one.zip(other).is_some_and(|(one, other)| one.same_as(&other)));
    }
}
