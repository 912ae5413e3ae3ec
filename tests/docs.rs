//! What the documents promise: their links lead somewhere, their pictures are there, the commands in them exist, README is
//! short, and the list of messages has every message.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where an expectation fails")]

use regex::Regex;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// How many words README may have: what a stranger reads before the first press.
const README_WORDS: usize = 1_200;

/// The chapters of docs/troubleshooting.md, and the beginnings of the names of the messages in each.
const CHAPTERS: &[(&str, &[&str])] = &[
    ("When a text is pasted or a file dropped", &["finding_", "file_", "too_many_", "reading_", "gone_"]),
    (
        "When AEM's page is looked at",
        &["page_", "list_so_far", "list_still", "marks_vanished", "still_marked", "open_by_hand"],
    ),
    ("When a credential may not belong to a configuration", &["fit_", "choose_not_known"]),
    ("When a form is not filled at all", &["refused_", "title_changed", "loaded_again", "fields_", "oauth_"]),
    ("When one field is not filled", &["copy_", "agreement_", "too_long", "edited_since"]),
    ("When a form is not saved", &["save_", "link_"]),
    ("While many are migrated, and in the report", &["batch_paused_", "batch_for_", "outcome_"]),
    ("When AEM's own check fails", &["check_", "health_", "failure_"]),
    ("When a credential is tested with Adobe IMS", &["ims_"]),
    ("On the home page", &["import_", "home_no_address", "home_refused"]),
];

/// The shortest message that says what is wrong and what to do. What is shorter is a label.
const SHORTEST: usize = 40;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The project's documents: those at its root, in `docs`, and of the fixtures.
fn documents() -> Vec<PathBuf> {
    let folders = ["", "docs", "tests/fixtures/console/adversarial"];
    let mut found: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(root().join(folder)).expect("a folder"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    found.sort();
    assert!(found.len() > 8, "{found:?}");
    found
}

/// The anchors of a document's headings, as code hosts make them.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#'));
    let anchor = |heading: &str| -> String {
        let kept = heading.trim().to_lowercase();
        kept.chars()
            .filter(|c| c.is_alphanumeric() || *c == ' ' || *c == '-' || *c == '_')
            .map(|c| if c == ' ' { '-' } else { c })
            .collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let link = Regex::new(r"(?s)\]\(([^)\s]+)\)").expect("a pattern");
    let mut wrong = Vec::new();
    let mut looked = 0;
    for document in documents() {
        let here = text(&document);
        for found in link.captures_iter(&here) {
            let target = &found[1];
            if target.contains("://") {
                continue;
            }
            looked += 1;
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file =
                if path.is_empty() { document.clone() } else { document.with_file_name("").join(path) };
            if !file.exists() {
                wrong.push(format!("{}: {target} is not there", document.display()));
            } else if !anchor.is_empty() && !anchors(&text(&file)).iter().any(|one| one == anchor) {
                wrong.push(format!("{}: {target} has no such heading", document.display()));
            }
        }
    }
    assert!(looked > 30, "only {looked} links were looked at");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_command_is_there() {
    let verb = Regex::new(r"cargo xtask ([a-z-]+)").expect("a pattern");
    let step = Regex::new(r"--only ([a-z0-9-]+)").expect("a pattern");
    let verbs = text(&root().join("xtask/src/main.rs"));
    let steps = text(&root().join("xtask/src/test.rs"));
    let mut looked = 0;
    for document in documents() {
        let here = text(&document);
        for (pattern, known) in [(&verb, &verbs), (&step, &steps)] {
            for found in pattern.captures_iter(&here) {
                looked += 1;
                let is_there = known.contains(&format!("name: \"{}\"", &found[1]));
                assert!(is_there, "{}: {} is no command", document.display(), &found[0]);
            }
        }
    }
    assert!(looked > 15, "only {looked} commands were looked at");
}

#[test]
fn readme_is_short_and_begins_with_what_it_is_about() {
    let readme = text(&root().join("README.md"));
    let words = readme.split_whitespace().count();
    assert!(words <= README_WORDS, "README has {words} words");
    let first = readme.find("![").expect("README has a picture");
    let before = readme[..first].split_whitespace().count();
    assert!(before < 120, "README’s first picture comes after {before} words");
}

/// A message as a reader finds it on the screen: what stands for a value is an ellipsis.
fn shown(message: &str) -> String {
    Regex::new(r"\$[A-Z_]+\$").expect("a pattern").replace_all(message, "…").replace('|', "\\|")
}

fn troubleshooting() -> String {
    let path = root().join("static/_locales/en/messages.json");
    let all: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text(&path)).expect("messages");
    let mut document = "# Troubleshooting\n\nWhat the panel says when something asks for your attention, and what to do. \
        This page is made from\nthe panel's own words by `UPDATE_EXPECTATIONS=1 cargo test --test docs`, so that no message is \
        missing; an ellipsis\nstands for a value of yours.\n"
        .to_owned();
    for (heading, beginnings) in CHAPTERS {
        write!(document, "\n## {heading}\n\n").expect("a String");
        let mut count = 0;
        for beginning in *beginnings {
            for (_, value) in all.iter().filter(|(name, _)| name.starts_with(beginning)) {
                let message = value["message"].as_str().expect("a message");
                if message.len() >= SHORTEST && message.contains('.') {
                    writeln!(document, "- {}", shown(message)).expect("a String");
                    count += 1;
                }
            }
        }
        assert!(count > 2, "{heading} has {count} messages");
    }
    document
}

#[test]
fn the_page_of_troubles_has_every_message_as_it_is_now() {
    let path = root().join("docs/troubleshooting.md");
    let made = troubleshooting();
    if std::env::var_os("UPDATE_EXPECTATIONS").is_some() {
        fs::write(&path, &made).expect("written");
    }
    assert!(
        text(&path) == made,
        "docs/troubleshooting.md is not up to date: UPDATE_EXPECTATIONS=1 cargo test --test docs"
    );
}
