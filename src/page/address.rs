//! Addresses: what a URL says about the page, and whether it is the console's.
//!
//! The one place that takes URLs apart and knows what a console's address is. `static/page/address.js`, which the
//! extension's scripts ask before they do anything, is generated from the constants here; a test compares the manifest
//! with them.
//!
//! Not the `url` crate: all addresses come from `location.href`, so a browser has already parsed and normalized them,
//! and that crate brings the tables of internationalized domain names along, which weigh more than the reader that
//! would carry them.

use percent_encoding::percent_decode_str;

/// The address of a page, taken apart. The fragment is left out: it names a place within a page, or, in Adobe's shell,
/// the page of another frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    scheme: String,
    authority: String,
    path: String,
    query: String,
}

impl Address {
    /// What the path of every page of the console contains, behind one of [`ROOTS`](Self::ROOTS) (facts, section 1).
    pub const CONSOLE: &'static str = "/cq/adobeims-configuration/content/configurations";

    /// The folders that AEM serves consoles from (facts, section 1, "Overlay aliases and context path").
    pub const ROOTS: [&'static str; 5] =
        ["/libs", "/apps", "/mnt/overlay", "/mnt/override/libs", "/mnt/override/apps"];

    /// Folders of the repository where authors put pages of their own, so that a path below them says nothing. A servlet
    /// container's context path could have such a name, but nobody has seen one.
    pub const AUTHORS_FOLDERS: [&'static str; 8] =
        ["content", "conf", "home", "etc", "var", "tmp", "bin", "oak:index"];

    /// The author's host of AEM as a Cloud Service, as a regular expression that reads the same in Rust and JavaScript
    /// (facts, section 1, "Hosts").
    pub const AUTHOR_HOST: &'static str = r"^author-p[0-9]+-e[0-9]+(-[a-z0-9-]+)?\.adobeaemcloud\.com$";

    /// AEM on this very machine is reached over plain `http:` by everyone (facts, section 1, "SDK / 6.5").
    const THIS_MACHINE: [&'static str; 3] = ["localhost", "127.0.0.1", "[::1]"];

    /// Takes a URL apart. Total: of a text that is none, the parts are empty or meaningless, and it is no console's.
    pub fn parse(url: &str) -> Self {
        let without_fragment = url.split('#').next().unwrap_or_default();
        let (location, query) = without_fragment.split_once('?').unwrap_or((without_fragment, ""));
        let (scheme, rest) = location.split_once("://").unwrap_or(("", location));
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Self {
            scheme: scheme.to_ascii_lowercase(),
            authority: authority.to_ascii_lowercase(),
            path: path.to_owned(),
            query: query.to_owned(),
        }
    }

    /// `https`, `http` …, in lower case.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// Host and port as the URL has them, in lower case, such as `localhost:4502`.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The host, without its port and in lower case. A user name before it is left in: no console's address has one,
    /// and with it no host is taken for a known one.
    pub fn host(&self) -> &str {
        self.host_and_port().0
    }

    /// The port, where the URL names one.
    pub fn port(&self) -> Option<u16> {
        self.host_and_port().1.parse().ok()
    }

    /// An IPv6 address has colons of its own, within brackets.
    fn host_and_port(&self) -> (&str, &str) {
        let split = self.authority.rsplit_once(':').filter(|(_, port)| !port.contains(']'));
        split.unwrap_or((&self.authority, ""))
    }

    /// The path, percent-encoded as it came.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path with the query, as a browser takes it.
    pub fn path_and_query(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        [self.path.as_str(), mark, &self.query].concat()
    }

    /// The path of the list of the console that this page belongs to; `None` where it is not a page of the console.
    pub fn list_path(&self) -> Option<String> {
        let (before, _) = self.around_console()?;
        Some([before, Self::CONSOLE, ".html"].concat())
    }

    /// Whether this is a page of the console.
    pub fn is_console(&self) -> bool {
        self.around_console().is_some()
    }

    /// What precedes [`CONSOLE`](Self::CONSOLE) in the path of one of its pages, and what follows. Before it there is one
    /// of [`ROOTS`](Self::ROOTS), and before that at most a context path, which is one segment: an ordinary author can
    /// put a page with any other path below `/content`. Another page may have the console's path in its suffix, which
    /// begins after an extension (`/assets.html/libs/cq/…`), or as the beginning of a longer name. `isConsole` of
    /// `static/page/address.js` says the same.
    pub fn around_console(&self) -> Option<(&str, &str)> {
        let before_suffix = self.path.split(".html").next().unwrap_or_default();
        let (start, found) = before_suffix.match_indices(Self::CONSOLE).next()?;
        let end = start + found.len();
        let below = before_suffix.get(end..)?;
        let ends_there = below.is_empty() || below.starts_with(['.', '/', ';']);
        let before = self.path.get(..start)?;
        let is_console = ends_there && Self::before_root(before).is_some();
        is_console.then_some((before, self.path.get(end..)?))
    }

    /// The context path that AEM is deployed behind, such as `/author`; empty where there is none. `None` where this is not a
    /// page of the console. `contextPath` of `static/page/address.js` says the same.
    pub fn context_path(&self) -> Option<&str> {
        Self::before_root(self.around_console()?.0)
    }

    /// What precedes the root in a folder that AEM serves consoles from.
    fn before_root(folder: &str) -> Option<&str> {
        let mut before = Self::ROOTS.iter().filter_map(|root| folder.strip_suffix(root));
        before.find(|context| Self::is_context_path(context))
    }

    /// Whether AEM can be deployed behind this path: nothing, or one segment that is no folder of authors.
    fn is_context_path(path: &str) -> bool {
        let Some(name) = path.strip_prefix('/') else { return path.is_empty() };
        !name.is_empty() && !name.contains('/') && !Self::AUTHORS_FOLDERS.contains(&name)
    }

    /// The address of the list of the console of the AEM with this base address (origin and context path).
    pub fn console_of(base: &str) -> String {
        [base, "/libs", Self::CONSOLE, ".html"].concat()
    }

    /// Whether a text is the base address of an AEM and nothing else: an origin of the web, and behind it at most a context path
    /// of what RFC 3986 lets a segment have. It may become a link.
    pub fn is_base(text: &str) -> bool {
        let Some(location) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
            return false;
        };
        let (host, path) = location.split_at(location.find('/').unwrap_or(location.len()));
        let is_of_host =
            |one: char| one.is_ascii_alphanumeric() || matches!(one, '.' | '-' | ':' | '[' | ']');
        let is_of_path = |one: char| one.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@%".contains(one);
        let is_host = !host.is_empty() && host.len() <= 255 && host.chars().all(is_of_host);
        let is_step = matches!(path, "/." | "/..");
        is_host
            && path.len() <= 255
            && path.chars().all(is_of_path)
            && !is_step
            && Self::is_context_path(path)
    }

    /// The id of the configuration whose properties page this is: Granite's `?item=<id>`, or the suffix after `.html`
    /// (facts, section 1: both by Granite's convention).
    pub fn item(&self) -> Option<String> {
        let mut parameters = form_urlencoded::parse(self.query.as_bytes());
        let named = parameters.find(|(name, _)| name == "item").map(|(_, id)| id.into_owned());
        let suffix = || {
            let (_, suffix) = self.path.split_once(".html")?;
            (suffix.len() > 1).then(|| percent_decode_str(suffix).decode_utf8_lossy().into_owned())
        };
        named.filter(|id| !id.is_empty()).or_else(suffix)
    }

    /// The pattern by which a browser is asked for permission for all pages of the host, such as `https://h.example/*`;
    /// `None` where this is no address of a web server. Without the port: with one, Firefox finds no permission
    /// (facts, section 10, "Browsers").
    pub fn host_pattern(&self) -> Option<String> {
        let is_web = self.scheme == "https" || self.scheme == "http";
        let (host, port) = self.host_and_port();
        let is_port = port.is_empty() || port.parse::<u16>().is_ok();
        let fits = |character: char| character.is_ascii_alphanumeric() || "-.[]:_".contains(character);
        let is_host =
            !host.is_empty() && host.chars().all(fits) && !host.starts_with('.') && !host.contains("..");
        (is_web && is_host && is_port).then(|| format!("{}://{host}/*", self.scheme))
    }

    /// Reads what a person types for an address: without a scheme it is `https`.
    pub fn typed(text: &str) -> Self {
        let text = text.trim();
        if text.contains("://") { Self::parse(text) } else { Self::parse(&format!("https://{text}")) }
    }

    /// Whether the page came over plain `http:` from another machine, so that anyone on the way can read what is typed
    /// into it.
    pub fn is_readable_on_the_way(&self) -> bool {
        self.scheme == "http" && !Self::THIS_MACHINE.contains(&self.host())
    }

    /// Whether the host is an author of AEM as a Cloud Service: whether [`AUTHOR_HOST`](Self::AUTHOR_HOST) matches it.
    pub fn is_author_host(&self) -> bool {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_suffix = |text: &str| {
            let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            !text.is_empty() && text.bytes().all(fits)
        };
        let name =
            self.host().strip_suffix(".adobeaemcloud.com").and_then(|name| name.strip_prefix("author-p"));
        let Some((program, rest)) = name.and_then(|name| name.split_once("-e")) else { return false };
        let (environment, suffix) =
            rest.split_once('-').map_or((rest, None), |(one, rest)| (one, Some(rest)));
        is_number(program) && is_number(environment) && suffix.is_none_or(is_suffix)
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use regex::Regex;

    /// One address a line, with what it is. The tests in the browser hold `static/page/address.js` against it too.
    const TABLE: &str = include_str!("../../tests/fixtures/addresses.txt");

    /// The regular expressions of `static/page/address.js`: the console, authors' hosts, authors' folders.
    fn patterns() -> [Regex; 3] {
        use crate::page::generated::{authors_pattern, console_pattern};
        [console_pattern(), Address::AUTHOR_HOST.to_owned(), authors_pattern()]
            .map(|pattern| Regex::new(&pattern).expect("a regular expression"))
    }

    #[test]
    fn every_address_of_the_table_is_what_the_table_says() {
        let rows: Vec<(&str, &str)> = TABLE
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(|line| line.split_once(' ').expect("what it is, and the address"))
            .map(|(what, url)| (what, url.trim()))
            .collect();
        assert!(rows.len() > 20, "a table");
        for (what, url) in rows {
            let address = Address::parse(url);
            let is = match what {
                "console" | "elsewhere" => {
                    if address.is_console() {
                        "console"
                    } else {
                        "elsewhere"
                    }
                }
                "author" | "other" => {
                    if address.is_author_host() {
                        "author"
                    } else {
                        "other"
                    }
                }
                unknown => panic!("{unknown}?"),
            };
            assert_eq!(is, what, "{url}");
        }
    }

    #[test]
    fn an_address_is_taken_apart() {
        let check = |url: &str, parts: [&str; 4], port: Option<u16>| {
            let address = Address::parse(url);
            assert_eq!(
                [address.scheme(), address.authority(), address.host(), address.path()],
                parts,
                "{url}"
            );
            assert_eq!(address.port(), port, "{url}");
        };
        check("https://h.example/a/b?c=/d#/e", ["https", "h.example", "h.example", "/a/b"], None);
        check("HTTP://LocalHost:4502", ["http", "localhost:4502", "localhost", ""], Some(4502));
        check("http://[::1]:4502/A", ["http", "[::1]:4502", "[::1]", "/A"], Some(4502));
        check("http://[::1]/", ["http", "[::1]", "[::1]", "/"], None);
        check("https://h?x=https://i/j", ["https", "h", "h", ""], None);
        check("about:blank", ["", "about:blank", "about", ""], None);
        check("", ["", "", "", ""], None);
    }

    #[test]
    fn what_surrounds_the_console_in_a_path_is_told() {
        let address =
            Address::parse("https://h/cp/libs/cq/adobeims-configuration/content/configurations/edit.html/a");
        assert_eq!(address.around_console(), Some(("/cp/libs", "/edit.html/a")));
    }

    #[test]
    fn the_context_path_is_told_of_a_page_of_the_console() {
        let check = |path: &str, expected: Option<&str>| {
            let url = format!("https://h{path}{}.html?a=/b", Address::CONSOLE);
            assert_eq!(Address::parse(&url).context_path(), expected, "{url}");
        };
        for root in Address::ROOTS {
            check(root, Some(""));
            check(&format!("/author{root}"), Some("/author"));
            check(&format!("/content{root}"), None);
            check(&format!("/a/b{root}"), None);
        }
        check("/libs/libs", Some("/libs"));
        check("", None);
        assert_eq!(Address::parse("https://h/sites.html").context_path(), None);
    }

    #[test]
    fn the_console_is_found_again_by_its_base_address() {
        for base in
            ["https://author-p1-e2.adobeaemcloud.com", "http://localhost:4502/author", "https://[::1]/a%20b"]
        {
            assert!(Address::is_base(base), "{base}");
            let console = Address::parse(&Address::console_of(base));
            let context = console.context_path().expect("a console");
            assert_eq!(format!("{}://{}{context}", console.scheme(), console.authority()), base);
        }
        for other in [
            "",
            "https://",
            "https:///author",
            "https://h/",
            "https://h/a/b",
            "https://h/a/",
            "https://h//",
            "https://h/..",
            "https://h/.",
            "https://h/content",
            "https://h/a?b",
            "https://h/a#b",
            "https://h/a b",
            "https://h/a\"b",
            "https://h/a\\b",
            "https://user@h/a",
            "javascript:alert(1)",
            "https://h/ä",
        ] {
            assert!(!Address::is_base(other), "{other}");
        }
        assert!(!Address::is_base(&format!("https://h/{}", "a".repeat(255))));
    }

    #[test]
    fn the_id_of_a_configuration_is_read_from_either_form_of_address() {
        let check =
            |url: &str, id: Option<&str>| assert_eq!(Address::parse(url).item().as_deref(), id, "{url}");
        check("https://h/x/edit.html?item=provider%7Etarget%20prod", Some("provider~target prod"));
        check("https://h/x/edit.html?appId=aemshell&item=a+b", Some("a b"));
        check("https://h/x/edit.html/apps/a", Some("/apps/a"));
        check("https://h/x/edit.html/a+b%20c", Some("/a+b c"));
        check("https://h/x/edit.html?item=%e9%zz%", Some("\u{fffd}%zz%"));
        check("https://h/x/edit.html/a?item=", Some("/a"));
        check("https://h/x/edit.html", None);
        check("https://h/x/edit.html/", None);
        check("https://h/x/edit.html#item=a", None);
    }

    #[test]
    fn a_permission_is_for_one_host_without_its_port() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(Address::typed(text).host_pattern().as_deref(), expected, "{text}");
        };
        check("https://aem65.example.test/cp/libs/x.html?item=a#b", Some("https://aem65.example.test/*"));
        check(" AEM65.example.test ", Some("https://aem65.example.test/*"));
        check("http://aem65.example.test:4502", Some("http://aem65.example.test/*"));
        check("http://10.0.0.7:4502/x", Some("http://10.0.0.7/*"));
        check("https://[::1]:4502/x", Some("https://[::1]/*"));
        for text in [
            "",
            "https://",
            "https://*/",
            "https://*.example.test",
            "ftp://h/",
            "https://a b/",
            "javascript:x",
        ] {
            check(text, None);
        }
        check("https://a@h.example/", None);
        check("https://.example/", None);
    }

    #[test]
    fn plain_http_is_readable_on_the_way_unless_it_stays_on_this_machine() {
        let check =
            |url: &str, expected| assert_eq!(Address::parse(url).is_readable_on_the_way(), expected, "{url}");
        for host in ["localhost", "LOCALHOST:4502", "127.0.0.1:4502", "[::1]:4502", "[::1]"] {
            check(&format!("http://{host}/x"), false);
        }
        for host in ["h.example", "localhost.example:4502", "127.0.0.1.example", "[::2]:80", "a@localhost"] {
            check(&format!("http://{host}/x"), true);
            check(&format!("https://{host}/x"), false);
        }
    }

    proptest! {
        #[test]
        fn rust_and_the_generated_javascript_say_the_same(
            parts in proptest::collection::vec(
                prop_oneof![
                    Just(Address::CONSOLE), Just(".html"), Just("/libs"), Just("."), Just("x"), Just(";"),
                    Just("/mnt/override"), Just("/mnt/overlay"), Just("/content"), Just("/conf"), Just("/"),
                ],
                0..6,
            ),
            host in "(author-p[0-9]{0,2}-e[0-9]{0,2}(-[a-z0-9-]{0,3})?|[a-z0-9.-]{0,9})(\\.adobeaemcloud\\.com)?",
        ) {
            let [console, author, authors] = patterns();
            let path = if parts.first().is_some_and(|part| part.starts_with('/')) {
                parts.concat()
            } else {
                format!("/{}", parts.concat())
            };
            let address = Address::parse(&format!("https://{host}{path}?x#y"));
            let before_suffix = path.split(".html").next().unwrap_or_default();
            let is_authors = authors.is_match(before_suffix);
            prop_assert_eq!(address.is_console(), console.is_match(before_suffix) && !is_authors, "{}", path);
            if address.is_console() {
                let group = console.captures(before_suffix).and_then(|found| found.get(1));
                let context = group.map(|found| found.as_str()).unwrap_or_default();
                prop_assert_eq!(address.context_path(), Some(context), "{}", path);
            }
            prop_assert_eq!(address.is_author_host(), author.is_match(&host), "{}", host);
        }

        #[test]
        fn any_text_is_an_address(text in "\\PC*") {
            let address = Address::parse(&text);
            let _ = (address.item(), address.port(), address.is_console(), address.is_author_host());
        }
    }
}
