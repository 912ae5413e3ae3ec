//! Which file answers which path. Pure: nothing here looks at the disk, so what is not there is found out later.

use std::path::PathBuf;

/// Where AEM has its IMS console, whatever precedes it: a context path, `/libs`, `/mnt/overlay`.
const CONSOLE: &str = "/cq/adobeims-configuration/content/configurations";

/// The folders that are served, relative to the project's root.
pub(crate) const CORAL: &str = ".cache/coral";
pub(crate) const PAGES: &str = "tests/console/pages";
pub(crate) const STANDALONE: &str = "dist/standalone";
pub(crate) const WIDGET: &str = "dist/widget";

/// What a request for a path is answered with.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// This file, relative to the project's root; 404 if it is not there.
    File(PathBuf),
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
        ["practice", "coral", _, ..] => return below(CORAL, 2),
        ["practice", _, ..] => return below(PAGES, 1),
        ["widget", _, ..] => return below(WIDGET, 1),
        ["ui"] => return page("ui.html"),
        _ => {}
    }
    if let Some((_, rest)) = path.split_once(CONSOLE) {
        match rest {
            ".html" => return page("configurations.html"),
            "/createimsconfig.html" => return page("createimsconfig.html"),
            // Granite puts the item that is edited after the page's name, as a Sling suffix.
            _ if rest.starts_with("/editimsconfig.html") => return page("editimsconfig.html"),
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
            ("/practice/coral/js/coral.min.js", ".cache/coral/js/coral.min.js"),
            ("/practice/console.js", "tests/console/pages/console.js"),
            ("/practice/a%20b/c.css", "tests/console/pages/a b/c.css"),
            ("/widget/words/en.json", "dist/widget/words/en.json"),
            ("/ui", "tests/console/pages/ui.html"),
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
                assert_eq!(route(&path), file(&format!("tests/console/pages/{page}")), "{path}");
            }
        }
    }

    #[test]
    fn everything_else_is_the_standalone_page_s_or_another_aem_page() {
        let standalone = |name: &str| PathBuf::from("dist/standalone").join(name);
        let other = || Some(PathBuf::from("tests/console/pages/other.html"));
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
