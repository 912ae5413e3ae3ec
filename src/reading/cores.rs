//! Adobe's unmistakable values, wherever they stand in a text.
//!
//! `p8e-` and 32 characters, 32 hexadecimal digits, a name `@AdobeOrg` or `@techacct.adobe.com`: whatever is around them
//! (`cryptString(…)`, `{{…}}`, `<mailto:…>`, a full stop, `&nbsp;`) is not part of them. What could be part of them
//! bounds them: 33 digits are no client id.

use crate::credentials::{CredentialField as Field, shapes};
use memchr::memmem;
use std::borrow::Cow;
use std::ops::Range;
use zeroize::Zeroizing;

/// A value, and where it begins and ends in the text.
pub(crate) struct Core<'a> {
    pub(crate) field: Field,
    /// As it stands there; an address whose `@` was written as something else is written anew.
    text: Cow<'a, str>,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl Core<'_> {
    /// The value itself.
    pub(crate) fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.text.clone().into_owned())
    }
}

/// The shortest value but [`OF_AEM`].
const SHORTEST: usize = 24;

/// How the client ids of AEM's own integrations begin: `cm-p1-e2`. They are the only ones that may be shorter.
const OF_AEM: &str = "cm-p";

/// The values in `text`, in its order.
pub(crate) fn cores(text: &str) -> impl Iterator<Item = Core<'_>> {
    let mut long = long_words(text.as_bytes()).peekable();
    let mut of_aem = words_of_aem(text.as_bytes()).peekable();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let word = match (long.peek(), of_aem.peek()) {
                (Some(long), Some(short)) if short.start < long.start => of_aem.next(),
                (Some(_), _) => long.next(),
                (None, _) => of_aem.next(),
            }?;
            if word.start < at {
                continue;
            }
            at = word.end;
            if let Some(core) = core(text, word) {
                at = at.max(core.to);
                return Some(core);
            }
        }
    })
}

/// The words in `bytes` that are long enough for a value. Only one byte in [`SHORTEST`] has to be looked at.
fn long_words(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let probe = at + SHORTEST - 1;
            if !of_word(*bytes.get(probe)?) {
                at = probe + 1;
                continue;
            }
            let start = bytes.get(at..probe)?.iter().rposition(|byte| !of_word(*byte));
            let start = start.map_or(at, |bound| at + bound + 1);
            let end = end_of_word(bytes, probe);
            at = end + 1;
            if end - start >= SHORTEST {
                return Some(start..end);
            }
        }
    })
}

/// The words in `bytes` that begin as [`OF_AEM`].
fn words_of_aem(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let begins = |at: &usize| at.checked_sub(1).is_none_or(|at| !bytes.get(at).copied().is_some_and(of_word));
    memmem::find_iter(bytes, OF_AEM).filter(begins).map(|start| start..end_of_word(bytes, start))
}

fn end_of_word(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|byte| !of_word(*byte)).map_or(bytes.len(), |length| at + length)
}

/// The one value of `field` in `text`; `None` if there is none, or another beside it.
pub(crate) fn only(field: Field, text: &str) -> Option<Core<'_>> {
    let mut found = cores(text).filter(|core| core.field == field);
    let first = found.next()?;
    found.all(|other| other.text == first.text).then_some(first)
}

/// The same of values that were found already.
pub(crate) fn only_of<'c, 'a>(field: Field, found: &'c [Core<'a>]) -> Option<&'c Core<'a>> {
    let mut found = found.iter().filter(|core| core.field == field);
    let first = found.next()?;
    found.all(|other| other.text == first.text).then_some(first)
}

fn of_word(byte: u8) -> bool {
    /// By byte: this is asked more often than anything else.
    const OF_WORD: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < 128 {
            table[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'_' | b'-');
            byte += 1;
        }
        table
    };
    OF_WORD[usize::from(byte)]
}

/// The value in the word at `start..end`.
fn core(text: &str, Range { start, end }: Range<usize>) -> Option<Core<'_>> {
    let found =
        |field, from: usize, to: usize| Some(Core { field, text: text.get(from..to)?.into(), from, to });
    let word = text.get(start..end)?;
    // Markdown's emphasis.
    let bare = word.trim_start_matches(['_', '-']);
    let from = start + word.len() - bare.len();
    if shapes::has_secret_prefix(bare) {
        let emphasised = bare.len() == 37 && bare.ends_with('_') && word.starts_with('_');
        let secret = if emphasised { bare.get(..36)? } else { bare };
        return found(Field::ClientSecrets, from, from + secret.len()).filter(|_| shapes::is_secret(secret));
    }
    let bare = bare.trim_end_matches(['_', '-']);
    let to = from + bare.len();
    if let Some((domain, behind)) = domain(text.get(end..)?).filter(|_| to == end) {
        let name = |field, domain: &str| {
            let to = end + behind;
            let plain = text.get(from..to).filter(|plain| plain.len() == bare.len() + 1 + domain.len());
            let as_it_is = plain.filter(|plain| plain.ends_with(domain));
            let text = as_it_is.map_or_else(|| [bare, "@", domain].concat().into(), Cow::from);
            Some(Core { field, text, from, to })
        };
        return match domain {
            ADOBE_ORG if shapes::is_account_number(bare) => name(Field::OrgId, domain),
            shapes::TECHNICAL_ACCOUNT if shapes::is_uuid(bare) => name(Field::TechnicalAccountEmail, domain),
            shapes::TECHNICAL_ACCOUNT if shapes::is_account_number(bare) => {
                name(Field::TechnicalAccountId, domain)
            }
            _ => None,
        };
    }
    let is_id = shapes::is_client_id(bare) && !shapes::is_secret_number(bare) && !shapes::is_repeated(bare);
    let (before, behind) = (text.get(..from)?.ends_with('@'), text.get(end..)?.starts_with('@'));
    // Textile has one on either side of what is code.
    let of_address = before != behind;
    found(Field::ClientId, from, to).filter(|_| is_id && !of_address)
}

const ADOBE_ORG: &str = "AdobeOrg";

/// The domain behind a name, however its `@` is written, and how many bytes the two take.
fn domain(rest: &str) -> Option<(&'static str, usize)> {
    let at = ["@", "%40", "&#64;", "\\u0040", "\\@"].into_iter().find(|at| rest.starts_with(at))?;
    let domain = rest.get(at.len()..)?;
    let known = [ADOBE_ORG, shapes::TECHNICAL_ACCOUNT];
    let known = known.into_iter().find(|known| {
        let begins = domain.get(..known.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(known));
        let goes_on = |c: char| c.is_ascii_alphanumeric() || c == '-';
        begins && !domain.get(known.len()..).is_some_and(|rest| rest.starts_with(goes_on))
    })?;
    Some((known, at.len() + known.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    const SECRET: &str = "p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5";
    const ORG: &str = "0A1B2C3D4E5F60718293A4B5@AdobeOrg";

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> = cores(text).map(|core| core.text.to_string()).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn what_cannot_belong_to_a_value_bounds_it() {
        for value in [ID, SECRET, ORG] {
            for (before, after) in [
                ("", ""),
                ("", "."),
                ("{{", "}}"),
                ("cryptString(", ")"),
                ("Username:", ""),
                ("<mailto:", ">"),
                ("", "&nbsp;"),
                ("**", "**"),
                ("_", "_"),
                ("«", "»"),
                ("|", "|"),
                ("&quot;", "&quot;"),
                ("名前：", "、"),
            ] {
                check(&[before, value, after].concat(), &[value]);
            }
        }
        check(&ORG.replace('@', "%40"), &[ORG]);
        check(&[ORG, "<mailto:", ORG, ">"].concat(), &[ORG, ORG]);
        check(&[ID, ":", SECRET].concat(), &[ID, SECRET]);
    }

    #[test]
    fn what_could_belong_to_a_value_makes_it_another() {
        for text in [
            "0a1b2c3d4e5f60718293a4b5c6d7e8f9a",
            "p8e-Fake0Fake1Fake2Fake3_Fake4-Fake56",
            "xp8e-Fake0Fake1Fake2Fake3_Fake4-Fake5",
            "0a1b2c3d4e5f60718293a4b5c6d7e8f9@example.org",
            "0A1B2C3D4E5F60718293A4B5@AdobeOrganization",
            "11ed0a1b2c3d4e5f60718293a4b5c6d7",
            "01234567-89ab-4cde-8f01-23456789abcd",
            "p8e-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn one_of_several_is_nobodys() {
        let other = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";
        assert!(only(Field::ClientId, &[ID, " ", ID].concat()).is_some());
        assert!(only(Field::ClientId, &[ID, " ", other].concat()).is_none());
        assert!(only(Field::OrgId, ID).is_none());
    }
}
