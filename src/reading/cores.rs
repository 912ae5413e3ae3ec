//! Adobe's unmistakable values, wherever they stand in a text.
//!
//! `p8e-` and 32 characters, 32 hexadecimal digits, a name `@AdobeOrg` or `@techacct.adobe.com`: whatever is around them
//! (`cryptString(…)`, `{{…}}`, `<mailto:…>`, a full stop, `&nbsp;`) is not part of them. What could be part of them
//! bounds them: 33 digits are no client id.

use crate::credentials::{CredentialField as Field, shapes};
use zeroize::Zeroizing;

/// A value, and where it begins and ends in the text.
pub(crate) struct Core {
    pub(crate) field: Field,
    pub(crate) text: Zeroizing<String>,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The values in `text`, in its order.
pub(crate) fn cores(text: &str) -> impl Iterator<Item = Core> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let bytes = text.as_bytes();
            let start = at + bytes.get(at..)?.iter().position(|byte| of_word(*byte))?;
            let length = bytes.get(start..)?.iter().position(|byte| !of_word(*byte));
            let end = length.map_or(bytes.len(), |length| start + length);
            at = end;
            // The shortest, `cm-p1-e2`, is rare; all others have at least 24 characters.
            if end - start < 24 && bytes.get(start..start + 4) != Some(b"cm-p") {
                continue;
            }
            if let Some(core) = core(text, start, end) {
                at = core.to.max(end);
                return Some(core);
            }
        }
    })
}

/// The one value of `field` in `text`; `None` if there is none, or another beside it.
pub(crate) fn only(field: Field, text: &str) -> Option<Core> {
    let mut found = cores(text).filter(|core| core.field == field);
    let first = found.next()?;
    found.all(|other| other.text == first.text).then_some(first)
}

/// The same of values that were found already.
pub(crate) fn only_of(field: Field, found: &[Core]) -> Option<&Core> {
    let mut found = found.iter().filter(|core| core.field == field);
    let first = found.next()?;
    found.all(|other| other.text == first.text).then_some(first)
}

fn of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

/// The value in the word from `start` to `end`.
fn core(text: &str, start: usize, end: usize) -> Option<Core> {
    let found = |field, from: usize, to: usize| {
        let text = Zeroizing::new(text.get(from..to)?.to_owned());
        Some(Core { field, text, from, to })
    };
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
            let text = Zeroizing::new([bare, "@", domain].concat());
            Some(Core { field, text, from, to: end + behind })
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
    let of_address = text.get(end..)?.starts_with('@') || text.get(..from)?.ends_with('@');
    found(Field::ClientId, from, to).filter(|_| is_id && !of_address)
}

const ADOBE_ORG: &str = "AdobeOrg";

/// The domain behind a name, however its `@` is written, and how many bytes the two take.
fn domain(rest: &str) -> Option<(&'static str, usize)> {
    let at = ["@", "%40", "&#64;", "\\u0040"].into_iter().find(|at| rest.starts_with(at))?;
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
