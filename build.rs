//! Makes the typed enumeration `Message` of `static/_locales/<language>/messages.json`.
//!
//! The build fails when a language misses a message or has one too many, when a placeholder differs between
//! languages, when a message is used nowhere, and (by rustc) when the source names a message that does not exist.
//!
//! For the enumerations in [`WORDED`] it also writes which variant is said by which message.
//! The files are in the format of browser extensions: `$NAME$` in the text, `placeholders` with their positions.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

const LOCALES: &str = "static/_locales";
/// English is the language that the others are compared with.
const REFERENCE: &str = "en";

/// The enumerations whose variants have a message each: the prefix of its key, and the enumeration's name. The message of
/// `FindingKind::JwtOnly` has the key `finding_jwt_only`. Its placeholders have the names of the variant's fields.
const WORDED: &[(&str, &str)] = &[("finding_", "FindingKind"), ("field_", "Role")];

/// The placeholders that stand for a number, and those that stand for several things. A language writes both in its own
/// way. All others stand for a text.
const NUMBERS: &[&str] = &[
    "count", "equal", "failed", "hidden", "left", "length", "limit", "migrated", "problems", "total",
    "usable",
];
const LISTS: &[&str] = &["fields", "metascopes", "our_products", "their_products", "titles"];

/// What the names of messages begin with that the extension's scripts give to the browser.
const MENU: &str = "menu_";

type Failure = Box<dyn std::error::Error>;

/// One message in one language.
#[derive(Clone)]
struct Entry {
    text: String,
    /// Names by position, as declared.
    placeholders: Vec<String>,
}

type Language = BTreeMap<String, Entry>;

fn main() -> Result<(), Failure> {
    for watched in [LOCALES, "src", "manifest.json", "build.rs"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    let languages = read_languages()?;
    let mut problems = compare(&languages);
    let mut messages = languages.get(REFERENCE).ok_or("static/_locales/en/messages.json is missing")?.clone();

    // What the manifest and the menus name is the browser's to read, and no message of ours.
    let manifest = fs::read_to_string("manifest.json")?;
    messages.retain(|key, _| !manifest.contains(&format!("__MSG_{key}__")) && !key.starts_with(MENU));
    let sources = read_sources(Path::new("src"))?;
    for key in messages.keys() {
        let is_worded = WORDED.iter().any(|(prefix, _)| key.starts_with(prefix));
        if !is_worded && !names(&sources, &format!("Message::{}", variant(key))) {
            problems.push(format!("{key}: used nowhere in src (as Message::{})", variant(key)));
        }
    }
    if !problems.is_empty() {
        return Err(format!("{LOCALES}:\n  {}\n", problems.join("\n  ")).into());
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("messages.rs"), generate(&messages, &languages)?)?;
    for (prefix, of) in WORDED {
        fs::write(out.join(format!("words_of_{of}.rs")), words_of(prefix, of, &messages)?)?;
    }
    fs::write(out.join("page_parts.rs"), page_parts(&manifest)?)?;
    Ok(())
}

/// An array of the sources of `page.js`'s parts, in the manifest's order, for the tests that run it.
fn page_parts(manifest: &str) -> Result<String, Failure> {
    let manifest: serde_json::Value = serde_json::from_str(manifest)?;
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("static");
    let scripts =
        manifest["content_scripts"][0]["js"].as_array().ok_or("manifest.json injects no scripts")?;
    let parts = scripts.iter().filter_map(serde_json::Value::as_str).filter(|part| part.starts_with("page/"));
    let included: Vec<String> = parts.map(|part| format!("include_str!({:?})", folder.join(part))).collect();
    Ok(format!("&[{}]", included.join(", ")))
}

fn read_languages() -> Result<BTreeMap<String, Language>, Failure> {
    let mut languages = BTreeMap::new();
    for folder in fs::read_dir(LOCALES)? {
        let folder = folder?;
        let path = folder.path().join("messages.json");
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let file: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        // Of a key that is there twice a reader of JSON takes the last one, and says nothing.
        let is_key = |line: &&str| line.starts_with("  \"") && line.ends_with("\": {");
        if text.lines().filter(is_key).count() != file.len() {
            return Err(
                format!("{}: a key is there twice, or the file is not laid out", path.display()).into()
            );
        }
        let language = file.iter().map(|(key, value)| Ok((key.clone(), entry(key, value)?)));
        let language: Result<Language, Failure> = language.collect();
        languages.insert(folder.file_name().to_string_lossy().into_owned(), language?);
    }
    Ok(languages)
}

fn entry(key: &str, value: &serde_json::Value) -> Result<Entry, Failure> {
    let text = value["message"].as_str().ok_or_else(|| format!("{key}: has no message"))?;
    let mut placeholders: Vec<(u32, String)> = Vec::new();
    for (name, placeholder) in value["placeholders"].as_object().into_iter().flatten() {
        let content = placeholder["content"].as_str().and_then(|content| content.strip_prefix('$'));
        let position = content.and_then(|position| position.parse().ok());
        placeholders.push((position.ok_or_else(|| format!("{key}: {name} has no position"))?, name.clone()));
    }
    placeholders.sort();
    Ok(Entry {
        text: text.to_owned(),
        placeholders: placeholders.into_iter().map(|(_, name)| name).collect(),
    })
}

/// The `$NAME$`s of a text, in lower case.
fn used_placeholders(text: &str) -> BTreeSet<String> {
    let name = |part: &&str| {
        !part.is_empty() && part.chars().all(|character| character.is_ascii_uppercase() || character == '_')
    };
    text.split('$').filter(name).map(str::to_lowercase).collect()
}

fn compare(languages: &BTreeMap<String, Language>) -> Vec<String> {
    let mut problems = Vec::new();
    let empty = Language::new();
    let reference = languages.get(REFERENCE).unwrap_or(&empty);
    for (language, messages) in languages {
        for (key, wanted) in reference {
            let Some(entry) = messages.get(key) else {
                problems.push(format!("{key}: missing in {language}"));
                continue;
            };
            if entry.placeholders != wanted.placeholders {
                problems.push(format!("{key}: other placeholders in {language} than in {REFERENCE}"));
            }
            if used_placeholders(&entry.text) != entry.placeholders.iter().cloned().collect() {
                problems.push(format!("{key}: the text in {language} does not use just its placeholders"));
            }
            if entry.text.trim().is_empty() {
                problems.push(format!("{key}: empty in {language}"));
            }
        }
        for key in messages.keys().filter(|key| !reference.contains_key(*key)) {
            problems.push(format!("{key}: in {language}, but not in {REFERENCE}"));
        }
    }
    problems
}

fn read_sources(folder: &Path) -> Result<String, Failure> {
    let mut sources = String::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources += &read_sources(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources += &fs::read_to_string(&path)?;
        }
    }
    Ok(sources)
}

/// Whether the sources name it, and not only something longer that begins alike.
fn names(sources: &str, name: &str) -> bool {
    let ends = |after: &str| !after.starts_with(|next: char| next.is_alphanumeric() || next == '_');
    sources.match_indices(name).any(|(start, found)| ends(&sources[start + found.len()..]))
}

/// `fill_fields` is `FillFields`.
fn variant(key: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    key.split('_').map(capital).collect()
}

fn generate(messages: &Language, languages: &BTreeMap<String, Language>) -> Result<String, Failure> {
    let mut enumeration = String::new();
    let mut parameters = String::new();
    let mut indices = String::new();
    for (index, (key, entry)) in messages.iter().enumerate() {
        let variant = variant(key);
        let fields = entry.placeholders.join(", ");
        let doc = entry.text.replace('\n', " ");
        writeln!(enumeration, "    #[doc = {doc:?}]")?;
        if entry.placeholders.is_empty() {
            writeln!(enumeration, "    {variant},")?;
            writeln!(indices, "            Self::{variant} => {index},")?;
            continue;
        }
        let typed: Vec<String> = entry
            .placeholders
            .iter()
            .map(|name| format!("#[allow(missing_docs)] {name}: {}", sort_of(name).0))
            .collect();
        let given: Vec<String> =
            entry.placeholders.iter().map(|name| sort_of(name).1.replace('_', name)).collect();
        let given = given.join(", ");
        writeln!(enumeration, "    {variant} {{ {} }},", typed.join(", "))?;
        writeln!(indices, "            Self::{variant} {{ .. }} => {index},")?;
        writeln!(parameters, "            Self::{variant} {{ {fields} }} => vec![{given}],")?;
    }
    let all_without =
        if parameters.lines().count() == messages.len() { "" } else { "            _ => Vec::new(),\n" };

    let mut words = String::new();
    for (language, translated) in languages {
        let texts: Vec<String> = messages
            .keys()
            .filter_map(|key| translated.get(key))
            .map(|entry| format!("{:?}", compact(entry)))
            .collect();
        writeln!(words, "    ({language:?}, &[{}]),", texts.join(", "))?;
    }
    let codes: Vec<String> = languages.keys().map(|language| format!("{language:?}")).collect();
    Ok(format!(
        "/// Everything the assistant says, made of `static/_locales` by the build.\n\
         #[derive(Clone, Debug, PartialEq)]\n\
         #[non_exhaustive]\n\
         pub enum Message {{\n{enumeration}}}\n\n\
         impl Message {{\n\
         \x20   /// How many messages there are.\n\
         \x20   pub const COUNT: usize = {count};\n\n\
         \x20   /// Its place in a list of words.\n\
         \x20   pub(super) fn index(&self) -> usize {{\n        match self {{\n{indices}        }}\n    }}\n\n\
         \x20   /// What its placeholders stand for, by position.\n\
         \x20   fn parameters(&self) -> Vec<Parameter<'_>> {{\n        match self {{\n{parameters}{all_without}        }}\n    }}\n\
         }}\n\n\
         /// The languages there are words in.\n\
         pub const LANGUAGES: &[&str] = &[{codes}];\n\n\
         #[cfg(not(target_arch = \"wasm32\"))]\n\
         pub(super) static WORDS: &[(&str, &[&str])] = &[\n{words}];\n",
        count = messages.len(),
        codes = codes.join(", "),
    ))
}

/// The type of a placeholder, and how it is given to `Dictionary::say`, with `_` for its name.
fn sort_of(placeholder: &str) -> (&'static str, &'static str) {
    if NUMBERS.contains(&placeholder) {
        ("usize", "Parameter::Number(*_)")
    } else if LISTS.contains(&placeholder) {
        ("Vec<String>", "Parameter::List(_)")
    } else {
        ("String", "Parameter::Text(_)")
    }
}

/// The conversion of the enumeration `of` into messages. It matches every variant with all its fields, so rustc refuses
/// a variant without a message, a message without a variant, and a placeholder or a field that the other side lacks.
fn words_of(prefix: &str, of: &str, messages: &Language) -> Result<String, Failure> {
    let mut arms = String::new();
    for (key, entry) in messages {
        let Some(name) = key.strip_prefix(prefix) else { continue };
        let (of_enumeration, of_message) = (variant(name), variant(key));
        if entry.placeholders.is_empty() {
            writeln!(arms, "            {of}::{of_enumeration} => Self::{of_message},")?;
            continue;
        }
        let fields = entry.placeholders.join(", ");
        let said: Vec<String> =
            entry.placeholders.iter().map(|field| format!("{field}: {field}.in_words()")).collect();
        let said = said.join(", ");
        writeln!(
            arms,
            "            {of}::{of_enumeration} {{ {fields} }} => Self::{of_message} {{ {said} }},"
        )?;
    }
    Ok(format!(
        "impl From<&{of}> for Message {{\n    fn from(one: &{of}) -> Self {{\n        match one {{\n{arms}        }}\n    }}\n}}\n"
    ))
}

/// The text with `$1`, `$2` … for its placeholders: what the panel loads.
fn compact(entry: &Entry) -> String {
    let mut text = entry.text.clone();
    for (index, name) in entry.placeholders.iter().enumerate() {
        text = text.replace(&format!("${}$", name.to_uppercase()), &format!("${}", index + 1));
    }
    text
}
