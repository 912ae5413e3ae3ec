//! The licences of other people's code in what is shipped: every crate that is compiled into the WebAssembly, with the
//! text under which it is taken.
//!
//! Where a crate may be taken under the Apache License 2.0, it is, and the project's own `LICENSE` is its text. Any other
//! crate brings its own. No code from npm is shipped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::project::{Project, read_text};
use crate::tools::{WASM, ask, cargo};

/// The package whose WebAssembly is shipped.
const PACKAGE: &str = "ims-oauth-assistant";

const APACHE: &str = "Apache-2.0";

/// How the names of files begin that hold a licence, or what has to be passed on with one.
const TEXTS: &[&str] = &["COPYING", "COPYRIGHT", "LICENCE", "LICENSE", "UNLICENSE"];

/// What is in the WebAssembly without being a crate of the tree.
const ALSO: &str = "The Rust standard library (MIT OR Apache-2.0), https://github.com/rust-lang/rust";

/// A crate of which code is shipped.
struct Crate {
    name: String,
    version: String,
    /// An SPDX expression; some older crates write `/` for `OR`.
    license: String,
    repository: String,
    folder: PathBuf,
}

/// The text of `THIRD-PARTY-NOTICES.txt`. It depends on the tree alone.
pub(crate) fn notices(project: &Project) -> Result<String> {
    write_notices(&shipped_crates(project)?, &read_text(&project.root.join("LICENSE"))?)
}

fn write_notices(crates: &[Crate], apache: &str) -> Result<String> {
    let mut notices = String::from("The AEM IMS OAuth Assistant contains code of these projects.\n");
    let mut section = |heading: &str, of: &[String], text: &str| {
        let line = "-".repeat(80);
        notices.push_str(&format!("\n{line}\n{heading}\n\n{}\n\n{}\n", of.join("\n"), text.trim_end()));
    };
    let title = |one: &Crate| {
        let Crate { name, version, license, repository, .. } = one;
        format!("{name} {version} ({license}), {repository}").trim_end_matches(", ").to_owned()
    };
    let mut under_apache = vec![ALSO.to_owned()];
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in crates {
        if may_be_apache(&one.license) {
            under_apache.push(title(one));
            for (_, notice) in texts(&one.folder, &["NOTICE"])? {
                by_text.entry(notice).or_default().push(title(one));
            }
        } else {
            let own = texts(&one.folder, TEXTS)?;
            ensure!(
                !own.is_empty(),
                "{} {} is shipped, but brings no text of its license {}",
                one.name,
                one.version,
                one.license
            );
            for (_, text) in own {
                by_text.entry(text).or_default().push(title(one));
            }
        }
    }
    for (text, of) in &by_text {
        section("Under the following terms:", of, text);
    }
    section("Under the Apache License, Version 2.0:", &under_apache, apache);
    Ok(notices)
}

/// Whether a license expression offers the Apache License as one whole alternative.
fn may_be_apache(license: &str) -> bool {
    license.replace('/', " OR ").split(" OR ").any(|alternative| alternative.trim() == APACHE)
}

/// The texts in a crate's folder in files whose names begin like this, by name.
fn texts(folder: &Path, beginnings: &[&str]) -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("{} is not there", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_ascii_uppercase();
        if entry.file_type()?.is_file() && beginnings.iter().any(|beginning| name.starts_with(beginning)) {
            texts.insert(name, read_text(&entry.path())?.replace("\r\n", "\n"));
        }
    }
    Ok(texts)
}

/// Every crate that is compiled into the WebAssembly, in the order of names. What only runs while it is compiled,
/// procedural macros and build scripts, is not shipped.
fn shipped_crates(project: &Project) -> Result<Vec<Crate>> {
    let mut tree = cargo(project);
    tree.args(["tree", "--locked", "--package", PACKAGE, "--target", WASM]);
    tree.args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]);
    let tree = ask(&mut tree, "see what cargo says above")?;
    let mut metadata = cargo(project);
    metadata.args(["metadata", "--locked", "--format-version", "1", "--filter-platform", WASM]);
    let metadata: Value = serde_json::from_str(&ask(&mut metadata, "see what cargo says above")?)?;
    // `name v1.2.3`, and behind it what is no part of the identity here.
    let shipped: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?, words.next()?.strip_prefix('v')?))
        })
        .filter(|(name, _)| *name != PACKAGE)
        .collect();
    ensure!(!shipped.is_empty(), "cargo tree names no crate");
    shipped.into_iter().map(|(name, version)| find(&metadata, name, version)).collect()
}

fn find(metadata: &Value, name: &str, version: &str) -> Result<Crate> {
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    let package = packages.iter().find(|package| package["name"] == name && package["version"] == version);
    let Some(package) = package else { bail!("cargo metadata does not know {name} {version}") };
    let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
    ensure!(!text("license").is_empty(), "{name} {version} names no license");
    let manifest = PathBuf::from(text("manifest_path"));
    Ok(Crate {
        name: name.to_owned(),
        version: version.to_owned(),
        license: text("license"),
        repository: text("repository"),
        folder: manifest.parent().context("a manifest without a folder")?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_crate(license: &str, folder: &Path) -> Crate {
        let [name, version, repository] = ["serde", "1.0.0", ""].map(str::to_owned);
        Crate { name, version, license: license.to_owned(), repository, folder: folder.to_owned() }
    }

    #[test]
    fn apache_is_taken_where_it_is_one_whole_alternative() {
        let cases = [
            ("Apache-2.0", true),
            ("MIT OR Apache-2.0", true),
            ("Apache-2.0 / MIT", true),
            ("Apache-2.0 OR MIT OR Zlib", true),
            ("MIT", false),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", false),
            ("Apache-2.0 WITH LLVM-exception", false),
        ];
        for (license, expected) in cases {
            assert_eq!(may_be_apache(license), expected, "{license}");
        }
    }

    #[test]
    fn a_crate_without_its_licence_s_text_is_an_error() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("xtask-notices-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let without = write_notices(&[a_crate("MIT", &folder)], "apache");
        std::fs::write(folder.join("LICENSE-MIT"), "Copyright (c) somebody")?;
        let with = write_notices(&[a_crate("MIT", &folder)], "apache");
        std::fs::remove_dir_all(&folder)?;
        assert!(without.is_err_and(|error| error.to_string().contains("serde 1.0.0")));
        assert!(with?.contains("serde 1.0.0 (MIT)\n\nCopyright (c) somebody\n"));
        Ok(())
    }

    /// The tree is walked a second time, as a tree: all that is not below a procedural macro.
    #[test]
    fn every_crate_in_what_is_shipped_is_named() -> Result<()> {
        let project = Project::find()?;
        let notices = notices(&project)?;
        let mut tree = cargo(&project);
        tree.args(["tree", "--locked", "--package", PACKAGE, "--target", WASM, "--no-dedupe"]);
        tree.args(["--edges", "normal", "--prefix", "depth", "--format", " {p}"]);
        let mut named = BTreeSet::new();
        // The depth of the procedural macro that the lines are below of.
        let mut in_macro = None;
        for line in ask(&mut tree, "cargo tree")?.lines() {
            let mut words = line.split_whitespace();
            let depth: usize = words.next().context("a depth")?.parse()?;
            let (name, version) = (words.next().context("a name")?, words.next().context("a version")?);
            if in_macro.is_some_and(|outer| depth > outer) {
                continue;
            }
            in_macro = line.contains("(proc-macro)").then_some(depth);
            if in_macro.is_none() && depth > 0 {
                let title = format!("\n{name} {} (", version.trim_start_matches('v'));
                assert!(notices.contains(&title), "{name} {version} is not named");
                named.insert(title);
            }
        }
        assert!(named.len() > 30, "{named:?}");
        Ok(())
    }
}
