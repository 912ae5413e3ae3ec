//! Which file answers which path. Pure: nothing here looks at the disk, so what is not there is found out later.

use std::path::PathBuf;

/// Where AEM has its IMS console, whatever precedes it: a context path, `/libs`, `/mnt/overlay`.
const CONSOLE: &str = "/cq/adobeims-configuration/content/configurations";

/// The folders that are served, relative to the project's root.
pub(crate) const ADVERSARIAL: &str = "tests/fixtures/console/adversarial";
pub(crate) const CORAL: &str = ".cache/coral";
pub(crate) const PAGES: &str = "practice/pages";
pub(crate) const STANDALONE: &str = "dist/standalone";
pub(crate) const WIDGET: &str = "dist/widget";

/// What a request for a path is answered with.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// This file, relative to the project's root; 404 if it is not there.
    File(PathBuf),
    /// This file as an error page, with the status that it explains.
    Error(u16, PathBuf),
    /// The standalone page's file if it is there, else the practice console's page for any other `.html`.
    StandaloneOr(PathBuf, Option<PathBuf>),
    /// Nothing: the path is malformed, or climbs out of the folders that are served.
    Nothing,
}

/// Finds the file for the path of a request (percent-encoded, without the query).
pub(crate) fn route(path: &str) -> Route {
    let Some(path) = decode(path) else {
        return Route::Nothing;
    };
    let Some(segments) = segments(&path) else {
        return Route::Nothing;
    };
    let page = |name: &str| Route::File(PathBuf::from(PAGES).join(name));
    let below =
        |folder: &str, skip: usize| Route::File(PathBuf::from(folder).join(segments[skip..].join("/")));

    match segments.as_slice() {
        // The segment between is the version, which makes each path cacheable for good.
        ["practice", "coral", _, _, ..] => return below(CORAL, 3),
        ["practice", _, ..] => return below(PAGES, 1),
        ["widget", _, ..] => return below(WIDGET, 1),
        // A context path precedes the Unified Shell as it precedes all of AEM.
        ["ui"] | [_, "ui"] => return page("ui.html"),
        _ => {}
    }
    // Behind another page it is that page's suffix.
    if let Some((_, rest)) = path.split_once(CONSOLE).filter(|(before, _)| !before.contains(".html")) {
        match rest {
            ".html" => return page("configurations.html"),
            "/createimsconfig.html" => return page("createimsconfig.html"),
            // Granite puts the item that is edited after the page's name, as a Sling suffix.
            _ if rest.starts_with("/editimsconfig.html") => return page("editimsconfig.html"),
            "/failing.html" => return Route::Error(500, PathBuf::from(PAGES).join("error.html")),
            _ if rest.starts_with("/adversarial/") => {
                let name = segments.last().copied().unwrap_or_default();
                return Route::File(PathBuf::from(ADVERSARIAL).join(name));
            }
            // Sling answers what it does not know with a page, too.
            _ if rest.starts_with('/') && rest.ends_with(".html") => {
                return Route::Error(404, PathBuf::from(PAGES).join("error.html"));
            }
            _ => {}
        }
    }
    let name = if segments.is_empty() { "index.html".to_owned() } else { segments.join("/") };
    let other = path.ends_with(".html").then(|| PathBuf::from(PAGES).join("other.html"));
    Route::StandaloneOr(PathBuf::from(STANDALONE).join(name), other)
}

/// The path's segments, or `None` where one of them is not plainly the name of a file or folder.
fn segments(path: &str) -> Option<Vec<&str>> {
    let path = path.strip_prefix('/')?;
    if path.is_empty() {
        return Some(Vec::new());
    }
    let segments: Vec<&str> = path.split('/').collect();
    // A backslash or a colon would name another folder or drive on Windows.
    let plain = |s: &&str| !matches!(*s, "" | "." | "..") && !s.contains(['\\', ':', '\0']);
    segments.iter().all(plain).then_some(segments)
}

/// Undoes percent-encoding. `None` where the encoding is broken or the bytes are not UTF-8.
fn decode(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut decoded = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digit = |b: u8| char::from(b).to_digit(16);
            let (high, low) = (digit(bytes.next()?)?, digit(bytes.next()?)?);
            decoded.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

/// The `Content-Type` for a file's name. What is not in the table is sent as bytes without meaning.
pub(crate) fn content_type(file: &std::path::Path) -> &'static str {
    const TYPES: &[(&str, &str)] = &[
        ("css", "text/css; charset=utf-8"),
        ("gif", "image/gif"),
        ("html", "text/html; charset=utf-8"),
        ("ico", "image/x-icon"),
        ("js", "text/javascript; charset=utf-8"),
        ("json", "application/json"),
        ("png", "image/png"),
        ("svg", "image/svg+xml"),
        ("ttf", "font/ttf"),
        ("txt", "text/plain; charset=utf-8"),
        ("wasm", "application/wasm"),
        ("woff", "font/woff"),
        ("woff2", "font/woff2"),
    ];
    let extension = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
    TYPES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(extension))
        .map_or("application/octet-stream", |t| t.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> Route {
        Route::File(PathBuf::from(path))
    }

    #[test]
    fn each_path_has_its_file() {
        let cases = [
            ("/practice/coral/4.21.11/js/coral.min.js", ".cache/coral/js/coral.min.js"),
            ("/practice/console.js", "practice/pages/console.js"),
            ("/practice/a%20b/c.css", "practice/pages/a b/c.css"),
            ("/widget/words/en.json", "dist/widget/words/en.json"),
            ("/ui", "practice/pages/ui.html"),
            ("/cp/ui", "practice/pages/ui.html"),
        ];
        for (path, expected) in cases {
            assert_eq!(route(path), file(expected), "{path}");
        }
    }

    #[test]
    fn the_console_is_found_whatever_precedes_it() {
        let pages = [
            (".html", "configurations.html"),
            ("/createimsconfig.html", "createimsconfig.html"),
            ("/editimsconfig.html", "editimsconfig.html"),
            ("/editimsconfig.html/conf/global/ims/target", "editimsconfig.html"),
        ];
        for before in ["", "/libs", "/mnt/overlay", "/aem/context/mnt/override/libs"] {
            for (after, page) in pages {
                let path = format!("{before}{CONSOLE}{after}");
                assert_eq!(route(&path), file(&format!("practice/pages/{page}")), "{path}");
            }
        }
    }

    #[test]
    fn an_unknown_page_below_the_console_is_an_error_and_one_of_them_fails() {
        let error = || PathBuf::from("practice/pages/error.html");
        for before in ["/libs", "/cp/mnt/overlay"] {
            let cases = [("nothing.html", 404), ("a/b.html", 404), ("failing.html", 500)];
            for (name, status) in cases {
                let path = format!("{before}{CONSOLE}/{name}");
                assert_eq!(route(&path), Route::Error(status, error()), "{path}");
            }
        }
        let beside = format!("/libs{CONSOLE}-of-mine.html");
        assert!(matches!(route(&beside), Route::StandaloneOr(..)), "{beside}");
    }

    #[test]
    fn the_adversarial_pages_are_below_the_console() {
        let path = format!("/libs{CONSOLE}/adversarial/two-client-ids.html");
        assert_eq!(route(&path), file("tests/fixtures/console/adversarial/two-client-ids.html"));
    }

    #[test]
    fn everything_else_is_the_standalone_page_s_or_another_aem_page() {
        let standalone = |name: &str| PathBuf::from("dist/standalone").join(name);
        let other = || Some(PathBuf::from("practice/pages/other.html"));
        let cases = [
            ("/", Route::StandaloneOr(standalone("index.html"), None)),
            ("/assistant_bg.wasm", Route::StandaloneOr(standalone("assistant_bg.wasm"), None)),
            ("/sites.html", Route::StandaloneOr(standalone("sites.html"), other())),
            ("/sites.html/content", Route::StandaloneOr(standalone("sites.html/content"), None)),
        ];
        for (path, expected) in cases {
            assert_eq!(route(path), expected, "{path}");
        }
    }

    #[test]
    fn no_path_climbs_out_of_what_is_served() {
        let paths = [
            "/../Cargo.toml",
            "/practice/../../../Cargo.toml",
            "/practice/%2e%2e/%2E%2E/Cargo.toml",
            "/practice/..%2f..%2fCargo.toml",
            "/practice/..%5c..%5cCargo.toml",
            "/practice/./console.js",
            "/practice//etc/passwd",
            "//etc/passwd",
            "/widget/%2fetc/passwd",
            "/widget/C:/windows/win.ini",
            "/widget/a%00.js",
            "/libs/cq/adobeims-configuration/content/configurations/adversarial/../../Cargo.toml",
            "/libs/cq/adobeims-configuration/content/configurations/adversarial/..%2fCargo.toml",
            "/%",
            "/%f",
            "/%zz",
            "/%ff",
            "*",
            "",
        ];
        for path in paths {
            assert_eq!(route(path), Route::Nothing, "{path}");
        }
    }

    #[test]
    fn the_browser_is_told_what_a_file_is() {
        let cases = [
            ("assistant_bg.wasm", "application/wasm"),
            ("panel.js", "text/javascript; charset=utf-8"),
            ("INDEX.HTML", "text/html; charset=utf-8"),
            ("LICENSE", "application/octet-stream"),
        ];
        for (name, expected) in cases {
            assert_eq!(content_type(name.as_ref()), expected, "{name}");
        }
    }
}
