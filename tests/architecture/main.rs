//! What `ARCHITECTURE.md` promises, checked on the sources.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where an expectation fails")]

mod arrows;

use arrows::{Arrow, Sources};
use ims_oauth_assistant::page::Address;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms that decide, and the contracts they are written in: all of it runs anywhere.
const PURE: [&str; 8] = [
    "src/credentials",
    "src/reading",
    "src/page",
    "src/console",
    "src/migration",
    "src/inventory",
    "src/ims",
    "src/assistant",
];

/// What would bind them to a browser.
const BROWSER: [&str; 7] = [
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "yew",
    "gloo_net",
    "serde_wasm_bindgen",
    "target_arch = \"wasm32\"",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    files(folder, "rs")
}

/// Every file below a folder with this extension.
fn files(folder: &Path, wanted: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the project") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, wanted));
        } else if path.extension().is_some_and(|extension| extension == wanted) {
            found.push(path);
        }
    }
    found
}

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What each room uses, as the drawing in `ARCHITECTURE.md` shows it: one line a room, in the drawing's order.
fn drawing() -> Vec<(String, BTreeSet<String>)> {
    let text = fs::read_to_string(project("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let (_, rest) = text.split_once("```rooms\n").expect("a block of rooms");
    let (block, _) = rest.split_once("```").expect("an end of the block");
    let line = |line: &str| {
        let (room, used) = line.split_once("->").unwrap_or((line, ""));
        (room.trim().to_owned(), used.split_whitespace().map(str::to_owned).collect())
    };
    block.lines().map(line).collect()
}

fn arrows() -> BTreeSet<Arrow> {
    Sources::read(&|file| fs::read_to_string(project("src").join(file)).ok()).arrows()
}

/// A file's room: its folder in `src`, or the file itself where it has none.
fn room(file: &Path) -> String {
    let first = file.iter().next().expect("a path").to_string_lossy().into_owned();
    first.strip_suffix(".rs").map_or(first.clone(), str::to_owned)
}

#[test]
fn the_rooms_use_each_other_as_the_drawing_shows() {
    let mut used: BTreeMap<String, BTreeMap<String, Arrow>> = BTreeMap::new();
    for entry in fs::read_dir(project("src")).expect("src") {
        used.insert(room(Path::new(&entry.expect("an entry").file_name())), BTreeMap::new());
    }
    used.remove("lib");
    for arrow in arrows() {
        let (from, to) = (room(&arrow.from), room(&arrow.to));
        if from != to {
            used.entry(from).or_default().insert(to, arrow);
        }
    }
    let drawn: BTreeMap<String, BTreeSet<String>> = drawing().into_iter().collect();
    let rooms = |names: Vec<&String>| names.into_iter().cloned().collect::<Vec<String>>();
    assert_eq!(
        rooms(used.keys().collect()),
        rooms(drawn.keys().collect()),
        "the rooms of src, and those drawn"
    );
    for (room, used) in used {
        for (other, arrow) in &used {
            let known = drawn[&room].contains(other);
            assert!(
                known,
                "{} uses {}, and {room} -> {other} is not drawn",
                arrow.from.display(),
                arrow.name
            );
        }
        for other in &drawn[&room] {
            assert!(used.contains_key(other), "{room} -> {other} is drawn, and no source uses it");
        }
    }
}

#[test]
fn the_drawing_shows_each_room_above_those_that_it_uses() {
    let mut above = BTreeSet::new();
    for (room, used) in drawing() {
        above.insert(room.clone());
        assert!(used.is_disjoint(&above), "{room} uses a room that stands above it: {used:?}");
    }
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let arrows: BTreeSet<(PathBuf, PathBuf)> =
        arrows().into_iter().map(|arrow| (arrow.from, arrow.to)).collect();
    assert_eq!(arrows::circle(&arrows), None);
}

#[test]
fn the_rooms_that_decide_name_nothing_of_a_browser() {
    for room in PURE {
        let sources = sources(&project(room));
        assert!(!sources.is_empty(), "{room} has no sources");
        for source in sources {
            let text = fs::read_to_string(&source).expect("a source");
            for (number, line) in text.lines().enumerate() {
                // `inspection` is for tools only, and says so by the very words.
                let allowed = line.contains("#[cfg(not(target_arch = \"wasm32\"))]");
                for name in BROWSER.iter().filter(|name| line.contains(**name)) {
                    assert!(allowed, "{}:{}: names {name}", source.display(), number + 1);
                }
            }
        }
    }
}

#[test]
fn the_script_in_the_page_knows_no_product_no_language_and_no_credential() {
    for name in parts_of_page_js() {
        let script = fs::read_to_string(project("static/page").join(&name)).expect("a part of page.js");
        // It knows its own elements, by their names.
        let script = script.replace("ims-oauth-assistant", "");
        for word in
            ["JWT", "OAuth", "oauth", "Adobe", "clientId", "clientSecret", "orgId", "scope", "properties"]
        {
            assert!(!script.contains(word), "{name} says {word}");
        }
    }
}

/// All scripts in its folder, so that a new one is never forgotten. `address.js` knows addresses and no page.
fn parts_of_page_js() -> Vec<String> {
    let files = fs::read_dir(project("static/page")).expect("static/page");
    let names = files.map(|file| file.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut parts: Vec<String> = names.filter(|name| name.ends_with(".js") && name != "address.js").collect();
    parts.sort();
    parts
}

#[test]
fn the_manifest_injects_all_parts_of_page_js_with_the_one_that_ends_it_last() {
    let read = |file: &str| fs::read_to_string(project(file)).expect("a source");
    let manifest: serde_json::Value = serde_json::from_str(&read("manifest.json")).expect("JSON");
    let scripts = manifest["content_scripts"][0]["js"].as_array().expect("scripts");
    let parts: Vec<&str> = scripts
        .iter()
        .filter_map(serde_json::Value::as_str)
        .filter_map(|script| script.strip_prefix("page/"))
        .collect();
    let mut sorted = parts.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, parts_of_page_js());
    let has = |part: &str, text: &str| read(&format!("static/page/{part}")).contains(text);
    assert!(parts.first().is_some_and(|first| has(first, "globalThis.AemPage = ")), "{parts:?}");
    assert!(parts.last().is_some_and(|last| has(last, "Object.freeze(AemPage)")), "{parts:?}");
}

/// What a script can send something with.
const REQUESTS: [&str; 17] = [
    "EventSource",
    "FontFace",
    "RTCPeerConnection",
    "WebSocket",
    "WebTransport",
    "XMLHttpRequest",
    "fetch",
    "location.assign",
    "location.href =",
    "location.replace",
    "new Audio",
    "new Image",
    "open(",
    "sendBeacon",
    "serviceWorker",
    "submit(",
    "requestSubmit",
];

/// How a script can load something, and so send its address.
const LOADS: [&str; 6] = [".href =", ".src =", "import(", "importScripts(", "new SharedWorker", "new Worker"];

/// The places where shipped scripts load something: files of our own, and the practice console in a frame.
const OURS: [(&str, &str); 8] = [
    ("extension/background.js", "importScripts(\"address.js\", \"hosts.js\", \"toolbar.js\")"),
    ("extension/content.js", "frame.src = runtime.getURL(`panel.html?"),
    ("panel/reading.js", "new Worker(new URL(\"reader.js\", import.meta.url)"),
    ("panel/reading.js", "import(\"./credentials.js\")"),
    ("standalone/practice.js", "frame.src = `/libs/cq/adobeims-configuration/content/configurations.html?"),
    ("widget/widget.js", "script.src = new URL(name, here).href"),
    ("widget/widget.js", "await load(target, \"page.js\")"),
    ("widget/widget.js", "style.href = new URL(\"panel.css\", here).href"),
];

/// The one place where a shipped script goes to another page: AEM's list, on its own origin, for migrations that a person has
/// begun.
const GOES: (&str, &str) = ("page/hands.js", "location.assign(address.href)");

/// This reads the sources. What a build can do beyond them is read from what it made (`check_requests` in
/// xtask/src/build.rs), and what it does is listened to by the end-to-end tests.
#[test]
fn nothing_that_is_written_makes_a_request_but_for_our_own_files() {
    let folder = project("static");
    let scripts = files(&folder, "js");
    assert!(!scripts.is_empty(), "no script was found");
    for path in scripts {
        let name = path.strip_prefix(&folder).expect("below static").to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).expect("a script");
        for (number, line) in text.lines().enumerate() {
            let place = format!("static/{name}:{}: {line}", number + 1);
            let is_ours = OURS.iter().any(|(file, load)| *file == name && line.contains(load));
            let goes = name == GOES.0 && line.contains(GOES.1);
            assert!(goes || !REQUESTS.iter().any(|request| line.contains(request)), "{place}");
            assert!(is_ours || !LOADS.iter().any(|load| line.contains(load)), "{place}");
        }
    }
    for (file, load) in OURS {
        let text = fs::read_to_string(folder.join(file)).expect("a script");
        assert_eq!(text.matches(load).count(), 1, "{file}: {load}");
    }
    for sheet in files(&folder, "css") {
        let text = fs::read_to_string(&sheet).expect("a style sheet");
        assert!(!text.contains("url(") && !text.contains("@import"), "{} loads something", sheet.display());
    }
    for page in files(&folder, "html") {
        let text = fs::read_to_string(&page).expect("a page");
        assert!(!text.contains("://") && !text.contains("\"//"), "{} names another host", page.display());
    }
}

/// What the browser's interface is asked for in Rust.
#[test]
fn rust_makes_no_request_but_for_words_and_the_sample_and_to_adobe_ims() {
    let cargo = fs::read_to_string(project("Cargo.toml")).expect("Cargo.toml");
    let (_, features) = cargo.split_once("web-sys = {").expect("web-sys");
    let (features, _) = features.split_once("] }").expect("its features");
    for feature in [
        "EventSource",
        "HtmlFormElement",
        "HtmlIFrameElement",
        "HtmlImageElement",
        "HtmlLinkElement",
        "HtmlScriptElement",
        "Location",
        "Request",
        "RequestInit",
        "RtcPeerConnection",
        "ServiceWorker",
        "SharedWorker",
        "WebSocket",
        "WebTransport",
        "Worker",
        "XmlHttpRequest",
    ] {
        assert!(!features.contains(&format!("\"{feature}\"")), "web-sys has {feature}");
    }
    let mut fetching = Vec::new();
    for source in sources(&project("src")) {
        let text = fs::read_to_string(&source).expect("a source");
        // Window and Navigator, which are needed, could do these; and markup as text could load anything.
        for name in ["send_beacon", "fetch_with", "open_with", "from_html_unchecked", "set_inner_html"] {
            assert!(!text.contains(name), "{} says {name}", source.display());
        }
        if text.contains("gloo_net") {
            fetching.push(source);
        }
    }
    fetching.sort();
    assert_eq!(fetching, [project("src/browser/ims.rs"), project("src/surfaces/mod.rs")]);
    // What is sent, and where, is a question of that room's, which is about one of Adobe's servers.
    let ims = fs::read_to_string(project("src/browser/ims.rs")).expect("a source");
    let sends = |text: &str, call: &str| text.matches(call).count();
    assert_eq!(sends(&ims, "Request::"), 1, "one place sends");
    assert_eq!(sends(&ims, "Request::post(&request.url())"), 1, "to the server of a token request");
    assert_eq!(sends(&ims, ".body(request.body().reveal())"), 1, "its body");
    let asking = sources(&project("src")).into_iter().filter(|source| {
        let text = fs::read_to_string(source).expect("a source");
        text.contains("ask_ims(")
    });
    assert_eq!(asking.collect::<Vec<_>>(), [project("src/panel/shell.rs")], "for an effect alone");
}

/// Where the extension's pages may send something, and with whose consent.
#[test]
fn the_manifest_lets_the_pages_reach_nobody_but_adobe_ims() {
    let manifest = fs::read_to_string(project("manifest.json")).expect("the manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let policy = manifest["content_security_policy"]["extension_pages"].as_str().expect("a policy");
    let directives: Vec<&str> = policy.split("; ").filter(|one| one.contains("://")).collect();
    assert_eq!(directives, ["connect-src 'self' https://*.adobelogin.com"]);
    let gecko = &manifest["browser_specific_settings"]["gecko"]["data_collection_permissions"];
    assert_eq!(gecko, &serde_json::json!({ "required": ["none"], "optional": ["authenticationInfo"] }));
}

#[test]
fn the_manifest_asks_for_no_more_than_the_console_needs() {
    let manifest = fs::read_to_string(project("manifest.json")).expect("the manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let permissions = ["storage", "scripting", "activeTab", "contextMenus"];
    assert_eq!(manifest["permissions"], serde_json::json!(permissions));
    // Asked for one host at a time, by a press.
    assert_eq!(manifest["optional_host_permissions"], serde_json::json!(["https://*/*", "http://*/*"]));
    let hosts =
        serde_json::json!(["https://*.adobeaemcloud.com/*", "http://localhost/*", "https://localhost/*"]);
    assert_eq!(manifest["host_permissions"], hosts);
    assert_eq!(manifest["content_scripts"][0]["matches"], hosts);
    assert_eq!(manifest["web_accessible_resources"][0]["resources"], serde_json::json!(["panel.html"]));
}

/// A glob sees the query string too, so the scripts look closer, by what `static/page/address.js` says.
#[test]
fn the_manifest_keeps_content_scripts_to_addresses_with_the_consoles_path() {
    let manifest = fs::read_to_string(project("manifest.json")).expect("the manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let globs: Vec<&serde_json::Value> = manifest["content_scripts"]
        .as_array()
        .expect("content scripts")
        .iter()
        .map(|scripts| &scripts["include_globs"])
        .collect();
    assert!(!globs.is_empty());
    for glob in globs {
        assert_eq!(glob, &serde_json::json!([format!("*{}*", Address::CONSOLE)]));
    }
}

/// Whole paths and links, and sources by the end of their path, such as `steps/open.rs`.
#[test]
fn the_documents_name_only_files_that_exist() {
    let pattern = |text: &str| Regex::new(text).expect("a pattern");
    let path = pattern(r"[`(]((?:docs|practice|src|static|tests|xtask)/[\w./-]*|[A-Z]+\.md)[`)]");
    let source = pattern(r"`([\w./]+\.rs)`");
    let sources: Vec<PathBuf> =
        ["src", "tests", "xtask", "practice"].iter().flat_map(|folder| sources(&project(folder))).collect();
    let mut seen = 0;
    for name in [
        "ARCHITECTURE",
        "CONTRIBUTING",
        "README",
        "SECURITY",
        "docs/decisions",
        "docs/policy",
        "docs/protocol",
    ] {
        let text = fs::read_to_string(project(&format!("{name}.md"))).expect("a document");
        let names = |pattern: &Regex| -> Vec<String> {
            let found = pattern.captures_iter(&text).map(|found| found.extract());
            let found = found.map(|(_, [path]): (&str, [&str; 1])| path.to_owned());
            // What is yet to be written is in capitals, and fuzzing collects its inputs itself.
            found
                .filter(|path| !["YOURS", "/LANGUAGE", "fuzz/"].iter().any(|part| path.contains(part)))
                .collect()
        };
        for path in names(&path) {
            assert!(project(&path).exists(), "{name}.md names {path}");
            seen += 1;
        }
        for path in names(&source) {
            assert!(sources.iter().any(|source| source.ends_with(&path)), "{name}.md names {path}");
            seen += 1;
        }
    }
    assert!(seen > 150, "only {seen} paths were found");
}

#[test]
fn the_map_is_read_in_one_go() {
    let length = fs::metadata(project("ARCHITECTURE.md")).expect("ARCHITECTURE.md").len();
    assert!(length <= 12_000, "{length} bytes: what is not map, flow or invariant belongs into docs/");
}
