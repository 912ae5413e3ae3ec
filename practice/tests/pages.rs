//! What holds for the practice console's own files: its words in every language, and the adversarial pages.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap()
}

/// The files of a folder that end so, in order.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|file| file.to_string_lossy().ends_with(end)).collect();
    files.sort();
    files
}

/// A file's keys and words, as far as they are AEM's; the practice console's own stand below a comment that says so.
fn words(file: &Path) -> Vec<(String, String)> {
    // A long word has a line of its own, below its key.
    let text = read(file).replace(":\n    \"", ": \"");
    let of_aem = text.split("// the practice console's own").next().unwrap_or_default();
    of_aem
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.strip_suffix("\",")?.split_once(": \""))
        .map(|(key, word)| (key.to_owned(), word.to_owned()))
        .collect()
}

#[test]
fn every_language_has_every_word_once_and_keeps_the_token_of_the_badge() {
    let languages = files(&here().join("pages/words"), ".js");
    assert_eq!(languages.len(), 12);
    let keys = |file: &Path| words(file).into_iter().map(|(key, _)| key).collect::<BTreeSet<_>>();
    let english = keys(&here().join("pages/words/en.js"));
    assert!(english.len() > 40, "{english:?}");
    for file in &languages {
        assert_eq!(keys(file), english, "{}", file.display());
        assert_eq!(words(file).len(), english.len(), "a key stands twice in {}", file.display());
        let badge = words(file).into_iter().find(|(key, _)| key == "jwtBadge").unwrap();
        assert!(badge.1.contains("JWT"), "{}", file.display());
    }
}

#[test]
fn every_word_that_a_page_asks_for_exists() {
    let english = read(&here().join("pages/words/en.js"));
    let mut asked = 0;
    for file in files(&here().join("pages"), ".js") {
        for call in read(&file).split("word(\"").skip(1) {
            let key = call.split('"').next().unwrap_or_default();
            assert!(english.contains(&format!("\n  {key}:")), "{key}, in {}", file.display());
            asked += 1;
        }
    }
    assert!(asked > 40);
}

/// The path is cached for good, so it has to change with the version.
#[test]
fn the_pages_ask_for_coral_by_the_version_of_the_lock_file() {
    let package = "\"node_modules/@adobe/coral-spectrum\": {\n      \"version\": \"";
    let lock = read(&here().join("package-lock.json"));
    let version = lock.split_once(package).unwrap().1.split('"').next().unwrap();
    let mut asked = 0;
    for file in files(&here().join("pages"), ".js") {
        for path in read(&file).split("/practice/coral/").skip(1) {
            assert!(path.starts_with(version), "{} asks for {path:.20}", file.display());
            asked += 1;
        }
    }
    assert!(asked >= 3, "{asked}");
}

#[test]
fn every_switch_is_explained_where_it_is_declared() {
    let text = read(&here().join("pages/switches.js"));
    let (head, code) = text.split_once("\nconst KEY").unwrap();
    let table = code.split_once("SWITCHES = {\n").unwrap().1.split_once("\n};").unwrap().0;
    for line in table.lines() {
        let (name, values) = line.trim().split_once(": [").unwrap();
        let explained = head.split_once(&format!("\n//   {name} ")).unwrap_or_else(|| panic!("{name}")).1;
        for value in values.trim_end_matches("],").split(", ").map(|value| value.trim_matches('"')) {
            // The usual delay has no name, the others are any number.
            assert!(name == "delay" || explained.contains(value), "{name}={value}");
        }
    }
}

#[test]
fn every_adversarial_page_says_what_is_expected_of_fields_that_it_has() {
    let folder = here().join("../tests/fixtures/console/adversarial");
    let framed = read(&folder.join("framed-form.html"));
    let expectations = files(&folder, ".expected.json");
    assert!(expectations.len() >= 25);
    assert_eq!(files(&folder, ".html").len(), expectations.len() + 1, "a page without, or one too many");
    for file in expectations {
        let expectation = read(&file);
        let page = read(Path::new(&file.to_string_lossy().replace(".expected.json", ".html")));
        for key in ["about", "page", "may_fill", "must_stay_empty", "offered"] {
            assert!(expectation.contains(&format!("\n  \"{key}\": ")), "{key} in {}", file.display());
        }
        for selector in expectation.split('"').filter(|text| text.starts_with('#')) {
            let (document, selector) = match selector.split_once(" >>> ") {
                // In a frame's document, or in a shadow tree of the page itself.
                Some((_, inner)) if page.contains("<iframe") => (&framed, inner),
                Some((_, inner)) => (&page, inner),
                None => (&page, selector),
            };
            let id = selector.trim_start_matches('#').split(' ').next().unwrap_or_default();
            assert_eq!(
                document.matches(&format!(" id=\"{id}\"")).count(),
                1,
                "{selector} in {}",
                file.display()
            );
        }
        for title in expectation.split_once("\"offered\": [").unwrap().1.split(']').next().unwrap().split('"')
        {
            assert!(page.contains(title.trim()), "{title} in {}", file.display());
        }
    }
}
