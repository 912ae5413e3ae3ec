//! Which files each surface ships. A new file of a surface is one line in a table here; a new part of `page.js` is one
//! line in `manifest.json`.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value};

use crate::notices::notices;
use crate::project::{Project, empty_folder, files_below, read, read_text, write};

/// Where a build puts what is generated: the app, the word lists, the manifest's words.
pub(crate) const MADE: &str = ".cache/made";

/// One of the shapes that the app is shipped in.
pub(crate) struct Surface {
    /// The name of its folder in `dist`.
    pub(crate) name: &'static str,
    files: &'static [Files],
}

/// Files by their place in the project and in the surface. A name that ends with `/` is a folder with everything in it.
type Files = &'static [(&'static str, &'static str)];

/// What goes with every surface, so that each can be passed on by itself.
const LICENCES: Files =
    &[("LICENSE", "LICENSE"), (".cache/made/THIRD-PARTY-NOTICES.txt", "THIRD-PARTY-NOTICES.txt")];

/// What the panel needs wherever it is shown.
const PANEL: Files = &[
    ("static/panel/panel.css", "panel.css"),
    ("static/panel/reading.js", "reading.js"),
    ("static/panel/reader.js", "reader.js"),
    (".cache/made/assistant/assistant.js", "assistant.js"),
    (".cache/made/assistant/assistant_bg.wasm", "assistant_bg.wasm"),
    (".cache/made/credentials/credentials.js", "credentials.js"),
    (".cache/made/credentials/credentials_bg.wasm", "credentials_bg.wasm"),
    (".cache/made/words/", "words/"),
];

const EXTENSION: Files = &[
    ("manifest.json", "manifest.json"),
    (".cache/made/_locales/", "_locales/"),
    ("static/icons/", "icons/"),
    ("static/page/address.js", "address.js"),
    ("static/extension/background.js", "background.js"),
    ("static/extension/content.js", "content.js"),
    ("static/extension/home.css", "home.css"),
    ("static/extension/home.html", "home.html"),
    ("static/extension/home.js", "home.js"),
    ("static/extension/hosts.js", "hosts.js"),
    ("static/extension/managed.json", "managed.json"),
    ("static/extension/panel.html", "panel.html"),
    ("static/extension/panel.js", "panel.js"),
    ("static/extension/toolbar.js", "toolbar.js"),
    ("static/standalone/standalone.css", "standalone.css"),
    ("static/panel/dock.js", "dock.js"),
    (".cache/made/page/", "page/"),
];

const WIDGET: Files = &[
    ("static/widget/widget.js", "ims-oauth-assistant.js"),
    ("static/panel/dock.js", "dock.js"),
    (".cache/made/page.js", "page.js"),
];

const STANDALONE: Files = &[
    ("static/standalone/index.html", "index.html"),
    ("static/icons/", "icons/"),
    ("static/standalone/standalone.js", "standalone.js"),
    ("static/standalone/standalone.css", "standalone.css"),
    ("static/standalone/practice.html", "practice.html"),
    ("static/standalone/practice.js", "practice.js"),
    ("static/standalone/sample-credential.json", "sample-credential.json"),
];

pub(crate) const SURFACES: &[Surface] = &[
    Surface { name: "extension", files: &[EXTENSION, PANEL, LICENCES] },
    Surface { name: "widget", files: &[WIDGET, PANEL, LICENCES] },
    Surface { name: "standalone", files: &[STANDALONE, PANEL, LICENCES] },
];

/// Lays out every surface in `dist`, from nothing, so that no file of an earlier build stays.
pub(crate) fn lay_out(project: &Project) -> Result<()> {
    let version = manifest_version(project)?;
    if version != env!("CARGO_PKG_VERSION") {
        bail!(
            "manifest.json has the version {version}, Cargo.toml {}: make them the same",
            env!("CARGO_PKG_VERSION")
        );
    }
    make_words(project)?;
    make_locales(project)?;
    make_page(project)?;
    write(&project.root.join(MADE).join("THIRD-PARTY-NOTICES.txt"), notices(project)?)?;
    for surface in SURFACES {
        let folder = project.dist().join(surface.name);
        empty_folder(&folder)?;
        for (from, to) in surface.files.iter().copied().flatten() {
            copy(&project.root.join(from), &folder.join(to), from.ends_with('/')).with_context(|| {
                format!("dist/{} needs {from} (see the tables in xtask/src/assembly.rs)", surface.name)
            })?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path, is_folder: bool) -> Result<()> {
    if is_folder {
        for file in files_below(from)? {
            copy(&from.join(&file), &to.join(&file), false)?;
        }
        return Ok(());
    }
    if to.extension().is_some_and(|extension| extension == "css") {
        return write(to, without_comments(&read_text(from)?));
    }
    write(to, read(from)?)
}

/// A style sheet, or JavaScript that a tool wrote, without the comments that stand on lines of their own: a sixth of a
/// sheet, which nobody reads there.
pub(crate) fn without_comments(source: &str) -> String {
    let mut left = String::with_capacity(source.len());
    let mut is_in_comment = false;
    // A comment of several lines ends with one of them.
    for line in source.split_inclusive('\n') {
        let text = line.trim();
        let end = text.find("*/").map(|end| &text[end + 2..]);
        // What has something behind it on its line may stay.
        is_in_comment |= text.starts_with("/*") && end.is_none_or(str::is_empty);
        if !is_in_comment && !text.starts_with("//") {
            left.push_str(line);
        }
        is_in_comment &= end.is_none();
    }
    left
}

/// Writes `words/LANGUAGE.json`: every message of the panel in one language, in the order in which the app
/// numbers them, as an array of strings.
fn make_words(project: &Project) -> Result<()> {
    let folder = project.root.join(MADE).join("words");
    empty_folder(&folder)?;
    for (language, words) in ims_oauth_assistant::locale::word_lists() {
        write(&folder.join(format!("{language}.json")), serde_json::to_vec(&words)?)?;
    }
    Ok(())
}

/// Writes `_locales/LANGUAGE/messages.json` with the few messages that the manifest names, and those of the browser's
/// menus (`menu_`): the browser reads no others, and the panel has its own lists.
fn make_locales(project: &Project) -> Result<()> {
    let names = messages_of(&manifest(project)?);
    let source = project.root.join("static/_locales");
    let made = project.root.join(MADE).join("_locales");
    empty_folder(&made)?;
    for file in files_below(&source)?.iter().filter(|file| file.ends_with("messages.json")) {
        let written = source.join(file);
        let all: Map<String, Value> = serde_json::from_str(&read_text(&written)?)
            .with_context(|| format!("{} is not a JSON object", written.display()))?;
        let mut some = Map::new();
        let menus = all.keys().filter(|name| name.starts_with(MENU));
        for name in names.iter().chain(menus) {
            let message = all.get(name);
            let message = message.with_context(|| {
                format!("{} has no `{name}`, which manifest.json names", written.display())
            })?;
            some.insert(name.clone(), message.clone());
        }
        write(&made.join(file), serde_json::to_vec_pretty(&some)?)?;
    }
    Ok(())
}

/// What the names of messages begin with that the extension's scripts give to the browser. `build.rs` knows it too.
const MENU: &str = "menu_";

/// The parts of `page.js`, in the order in which they are loaded: the manifest's content scripts from its folder
/// `page/`. This is the only list of them.
pub(crate) fn page_parts(manifest: &Value) -> Vec<&str> {
    let scripts = manifest["content_scripts"][0]["js"].as_array().into_iter().flatten();
    scripts.filter_map(Value::as_str).filter_map(|script| script.strip_prefix("page/")).collect()
}

/// Writes the parts of `page.js` as the extension has them injected, one by one, and as the widget loads them, in one
/// file: a frame shows another page any time, and each file is a request.
fn make_page(project: &Project) -> Result<()> {
    let made = project.root.join(MADE);
    let manifest = manifest(project)?;
    let parts = page_parts(&manifest);
    ensure!(!parts.is_empty(), "manifest.json lists no part of page.js (page/...)");
    empty_folder(&made.join("page"))?;
    let mut whole = String::new();
    for part in parts {
        let source = read_text(&project.root.join("static/page").join(part))?;
        write(&made.join("page").join(part), &source)?;
        whole.push_str(&source);
    }
    write(&made.join("page.js"), whole)
}

fn manifest(project: &Project) -> Result<Value> {
    let file = project.root.join("manifest.json");
    serde_json::from_str(&read_text(&file)?).context("manifest.json is not JSON")
}

fn manifest_version(project: &Project) -> Result<String> {
    let version = manifest(project)?["version"].as_str().map(str::to_owned);
    version.context("manifest.json has no `version`")
}

/// The names of the messages that a manifest asks for as `__MSG_name__`.
fn messages_of(manifest: &Value) -> BTreeSet<String> {
    match manifest {
        Value::String(text) => {
            let name = text.strip_prefix("__MSG_").and_then(|rest| rest.strip_suffix("__"));
            name.filter(|name| !name.starts_with("@@")).map(str::to_owned).into_iter().collect()
        }
        Value::Array(values) => values.iter().flat_map(messages_of).collect(),
        Value::Object(members) => members.values().flat_map(messages_of).collect(),
        _ => BTreeSet::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_s_messages_are_found_at_any_depth() {
        let manifest = serde_json::json!({
            "name": "__MSG_extension_name__",
            "action": { "default_title": "__MSG_open_panel__" },
            "commands": { "a": [{ "description": "__MSG_move_focus__" }] },
            "homepage_url": "plain",
            "id": "__MSG_@@extension_id__",
        });
        let names: Vec<String> = messages_of(&manifest).into_iter().collect();
        assert_eq!(names, ["extension_name", "move_focus", "open_panel"]);
    }

    #[test]
    fn comments_go_with_their_lines_and_nothing_else_does() {
        let stays = "a { b: c; /* stays */ }\n/* stays */ e();\nd(\"//x\"); // stays\n";
        let [first, second, third] = [0, 1, 2].map(|line| stays.split_inclusive('\n').nth(line).unwrap());
        let source = format!("/* one */\n{first}  /**\n   * two\n   */\n{second}  // three\n{third}");
        assert_eq!(without_comments(&source), stays);
    }

    #[test]
    fn every_surface_carries_the_licences() {
        for surface in SURFACES {
            let names: Vec<_> = surface.files.iter().copied().flatten().map(|(_, to)| *to).collect();
            for name in ["LICENSE", "THIRD-PARTY-NOTICES.txt"] {
                assert!(names.contains(&name), "{} has no {name}", surface.name);
            }
        }
    }

    #[test]
    fn no_surface_names_a_file_twice() {
        for surface in SURFACES {
            let all: Vec<_> = surface.files.iter().copied().flatten().map(|(_, to)| to).collect();
            let different: BTreeSet<_> = all.iter().collect();
            assert_eq!(different.len(), all.len(), "{}", surface.name);
        }
    }
}
