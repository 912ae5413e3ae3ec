//! Which of the console's pages a snapshot shows.

use super::vocabulary;
use crate::page::PageSnapshot;

/// The part of the path that every page of the console has. A context path, `/libs`, `/mnt/overlay` … may precede
/// it (facts, section 1), so it is looked for anywhere in the path.
const CONSOLE: &str = "/cq/adobeims-configuration/content/configurations";

/// The create page lies below the console (facts, section 1: log line of KA-22693).
const CREATE: &str = "/configurations/createimsconfig";

/// The console's pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageKind {
    /// All configurations.
    List,
    /// One configuration's properties.
    Properties,
    /// A new configuration.
    Create,
    /// A page of the console that is none of these, or not understood yet (it may still be loading).
    Unknown,
    /// Not the console at all.
    #[default]
    Elsewhere,
}

pub(super) fn read(snapshot: &PageSnapshot) -> PageKind {
    let path = path_of(&snapshot.url);
    let Some((_, below)) = path.split_once(CONSOLE) else { return PageKind::Elsewhere };
    if path.contains(CREATE) {
        return PageKind::Create;
    }
    // The address of the properties page is not public; a page below the console with an authentication type, or
    // with any field for a secret, is one.
    let has_form = snapshot.fields.iter().any(|field| {
        field.kind == crate::page::FieldKind::Password
            || field.labels.iter().any(|label| vocabulary::matches(vocabulary::AUTHENTICATION_TYPE, label))
    });
    let is_console_itself = below.is_empty() || below == ".html";
    match (has_form, is_console_itself, snapshot.items.is_empty()) {
        (true, _, _) => PageKind::Properties,
        (false, true, _) | (false, false, false) => PageKind::List,
        (false, false, true) => PageKind::Unknown,
    }
}

fn path_of(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after_scheme.find('/').map_or("", |slash| &after_scheme[slash..]);
    path.split(['?', '#']).next().unwrap_or_default()
}

/// The configuration's id in a properties page's address: Granite's `?item=<id>` or the suffix after `.html`
/// (facts, section 1: both by Granite's convention).
pub fn item_in_address(url: &str) -> Option<String> {
    let without_fragment = url.split('#').next().unwrap_or_default();
    let (path, query) = without_fragment.split_once('?').unwrap_or((without_fragment, ""));
    let named = query.split('&').find_map(|pair| pair.strip_prefix("item="));
    let suffix = || path.split_once(".html").map(|(_, suffix)| suffix).filter(|suffix| suffix.len() > 1);
    named.or_else(suffix).map(percent_decode)
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = || {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            u8::from_str_radix(digits, 16).ok()
        };
        match first {
            b'%' if escaped().is_some() => {
                bytes.extend(escaped());
                rest = tail.get(2..).unwrap_or_default();
                continue;
            }
            b'+' => bytes.push(b' '),
            other => bytes.push(other),
        }
        rest = tail;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Field, FieldKind, Item};

    fn check(url: &str, fields: usize, items: usize, expected: PageKind) {
        let password = Field { kind: FieldKind::Password, ..Field::default() };
        let snapshot = PageSnapshot {
            url: url.to_owned(),
            fields: vec![password; fields],
            items: vec![Item::default(); items],
            ..PageSnapshot::default()
        };
        assert_eq!(read(&snapshot), expected, "{url}");
    }

    #[test]
    fn a_page_is_told_by_its_path_wherever_the_path_begins() {
        let host = "https://author-p1-e2.adobeaemcloud.com";
        let console = "cq/adobeims-configuration/content/configurations";
        check(&format!("{host}/libs/{console}.html"), 0, 4, PageKind::List);
        check(&format!("{host}/libs/{console}.html"), 0, 0, PageKind::List);
        check(
            &format!("http://localhost:4502/cp/mnt/overlay/{console}.html?appId=aemshell"),
            0,
            1,
            PageKind::List,
        );
        check(&format!("{host}/libs/{console}/createimsconfig.html"), 1, 0, PageKind::Create);
        check(&format!("{host}/libs/{console}/edit.html?item=a"), 1, 0, PageKind::Properties);
        check(&format!("{host}/libs/{console}/edit.html/a"), 0, 0, PageKind::Unknown);
    }

    #[test]
    fn a_page_that_only_mentions_the_path_is_elsewhere() {
        let console = "/libs/cq/adobeims-configuration/content/configurations.html";
        check("https://author-p1-e2.adobeaemcloud.com/sites.html", 1, 1, PageKind::Elsewhere);
        check(&format!("https://example.com/login.html?resource={console}"), 1, 0, PageKind::Elsewhere);
        check(&format!("https://example.com/ui#/aem{console}"), 1, 0, PageKind::Elsewhere);
        check("", 0, 0, PageKind::Elsewhere);
    }

    #[test]
    fn the_configurations_id_is_read_from_either_form_of_address() {
        let check = |url: &str, id: Option<&str>| assert_eq!(item_in_address(url).as_deref(), id, "{url}");
        check("https://h/x/edit.html?item=provider%7Etarget%20prod", Some("provider~target prod"));
        check("https://h/x/edit.html?appId=aemshell&item=a+b", Some("a b"));
        check("https://h/x/edit.html/apps/a", Some("/apps/a"));
        check("https://h/x/edit.html?item=%e9%zz%", Some("\u{fffd}%zz%"));
        check("https://h/x/edit.html", None);
        check("https://h/x/edit.html#item=a", None);
    }
}
