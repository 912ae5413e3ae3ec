//! What the rooms may not do, checked on their sources.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where an expectation fails")]

use ims_oauth_assistant::page::Address;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms that decide, and are therefore to run anywhere.
const PURE: [&str; 3] = ["src/credentials", "src/console", "src/migration"];

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
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the project") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
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
        let script = fs::read_to_string(project("static").join(&name)).expect("a part of page.js");
        // It knows its own elements, by their names.
        let script = script.replace("ims-oauth-assistant", "");
        for word in
            ["JWT", "OAuth", "oauth", "Adobe", "clientId", "clientSecret", "orgId", "scope", "properties"]
        {
            assert!(!script.contains(word), "{name} says {word}");
        }
    }
}

/// The files whose names begin like its, so that a new one is never forgotten.
fn parts_of_page_js() -> Vec<String> {
    let files = fs::read_dir(project("static")).expect("static");
    let names = files.map(|file| file.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut parts: Vec<String> =
        names.filter(|name| name.starts_with("page") && name.ends_with(".js")).collect();
    parts.sort();
    parts
}

#[test]
fn every_surface_in_a_page_loads_all_parts_of_page_js_in_one_order() {
    let read = |file: &str| fs::read_to_string(project(file)).expect("a source");
    let manifest: serde_json::Value = serde_json::from_str(&read("manifest.json")).expect("JSON");
    let scripts = manifest["content_scripts"][0]["js"].as_array().expect("scripts");
    let injected: Vec<&str> = scripts
        .iter()
        .filter_map(serde_json::Value::as_str)
        .filter(|script| script.starts_with("page"))
        .collect();
    let mut sorted = injected.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, parts_of_page_js());
    let listed = format!("[\"{}\"]", injected.join("\", \""));
    assert!(read("static/widget.js").contains(&listed), "widget.js loads other parts, or in another order");
    let first = read("static/page.js").find("globalThis.AemPage = ").is_some();
    let last = injected.last().expect("a part");
    assert!(first && read(&format!("static/{last}")).contains("Object.freeze(AemPage)"), "{last} ends it");
}

/// Everything below `static` that runs, and every source that could reach out by itself.
#[test]
fn nothing_makes_a_request_but_for_our_own_files() {
    let request = ["XMLHttpRequest", "sendBeacon", "WebSocket", "EventSource", "fetch("];
    for script in fs::read_dir(project("static")).expect("static") {
        let path = script.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "js") {
            let text = fs::read_to_string(&path).expect("a script");
            for name in request {
                assert!(!text.contains(name), "{} says {name}", path.display());
            }
        }
    }
    let asking: Vec<PathBuf> = sources(&project("src"))
        .into_iter()
        .filter(|source| fs::read_to_string(source).expect("a source").contains("gloo_net"))
        .collect();
    assert_eq!(asking, [project("src/surfaces/mod.rs")], "only the words and the sample are fetched");
}

#[test]
fn the_manifest_asks_for_no_more_than_the_console_needs() {
    let manifest = fs::read_to_string(project("manifest.json")).expect("the manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    assert_eq!(manifest["permissions"], serde_json::json!(["storage"]));
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
