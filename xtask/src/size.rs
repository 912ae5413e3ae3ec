//! `size`: what each shipped file weighs, held by a ratchet: no file may grow by more than 2 % over its recorded weight
//! (`xtask/sizes.txt`) without somebody recording it anew on purpose.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;
use lexopt::{Arg, Parser};

use crate::assembly::SURFACES;
use crate::build::build;
use crate::project::{Project, files_below, read, read_text, write};
use crate::tools::ask;

/// How many hundredths a file may grow before it has to be recorded anew.
const ALLOWED_PERCENT: u64 = 2;

/// Growth by no more bytes than this is never an error: of a small file, 2 % is a comment.
const ALLOWED_BYTES: u64 = 64;

const HOW_TO_RECORD: &str =
    "`cargo xtask size --record` records what is built now; the changelog says what it is for";

/// The bytes after gzip of every shipped file, by its path in `dist`.
type Sizes = BTreeMap<String, u64>;

/// Prints the length of each file named after `brotli -q 11`. Node.js has it and is there already, for wasm-opt;
/// the crate would take longer to build than everything else here.
const BROTLI: &str = "
const { readFileSync } = require('node:fs'), { brotliCompressSync } = require('node:zlib');
for (const file of process.argv.slice(1)) console.log(brotliCompressSync(readFileSync(file)).length);";

/// The weight of a file, or of several, in bytes: as it is, after gzip, after brotli.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl std::iter::Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::default(), |a, b| Self {
            raw: a.raw + b.raw,
            gzip: a.gzip + b.gzip,
            brotli: a.brotli + b.brotli,
        })
    }
}

pub(crate) fn verb(project: &Project, mut arguments: Parser) -> Result<ExitCode> {
    let (mut builds, mut records) = (true, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("no-build") => builds = false,
            Arg::Long("record") => records = true,
            other => return Err(other.unexpected().into()),
        }
    }
    if builds {
        build(project)?;
    }
    if records {
        write(&record(project), to_text(&table(project)?))?;
    } else {
        check(project)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the table; an error if a file has outgrown its record.
pub(crate) fn check(project: &Project) -> Result<()> {
    let now = table(project)?;
    let recorded = from_text(&read_text(&record(project))?)?;
    let Verdict { outgrown, stale } = compare(&recorded, &now);
    if !stale.is_empty() {
        println!("\nthe record is out of date: {}\n{HOW_TO_RECORD}", stale.join(", "));
    }
    if !outgrown.is_empty() {
        bail!("more than {ALLOWED_PERCENT} % over the record: {}\n{HOW_TO_RECORD}", outgrown.join(", "));
    }
    Ok(())
}

fn record(project: &Project) -> PathBuf {
    project.root.join("xtask/sizes.txt")
}

/// What has changed since the record was made.
#[derive(Debug, Default, PartialEq)]
struct Verdict {
    /// What is an error.
    outgrown: Vec<String>,
    /// What is worth recording: files that have become lighter by as much as they may grow, or are no more.
    stale: Vec<String>,
}

fn compare(recorded: &Sizes, now: &Sizes) -> Verdict {
    let mut verdict = Verdict::default();
    let leeway = |size: u64| (size * ALLOWED_PERCENT / 100).max(ALLOWED_BYTES);
    for (file, size) in now {
        match recorded.get(file) {
            None => verdict.outgrown.push(format!("{file} is new")),
            Some(before) if *size > before + leeway(*before) => {
                verdict.outgrown.push(format!("{file} {before} -> {size}"));
            }
            Some(before) if *before > size + leeway(*before) => {
                verdict.stale.push(format!("{file} {before} -> {size}"));
            }
            Some(_) => {}
        }
    }
    let gone = recorded.keys().filter(|file| !now.contains_key(*file));
    verdict.stale.extend(gone.map(|file| format!("{file} is gone")));
    verdict
}

fn to_text(sizes: &Sizes) -> String {
    let mut text = String::from("# Bytes after gzip of every shipped file: `cargo xtask size --record`.\n");
    for (file, size) in sizes {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{size:>7} {file}");
    }
    text
}

fn from_text(text: &str) -> Result<Sizes> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let size = |line: &str| {
        let (size, file) = line.trim().split_once(' ')?;
        Some((file.to_owned(), size.parse().ok()?))
    };
    lines.map(|line| size(line).with_context(|| format!("xtask/sizes.txt: `{line}` is no size"))).collect()
}

/// Prints what each file weighs; returns the weights after gzip.
fn table(project: &Project) -> Result<Sizes> {
    let mut sizes = Sizes::new();
    for surface in SURFACES {
        let files = weigh(project, surface.name)?;
        row(surface.name, "raw", "gzip", "brotli");
        for (name, weight) in &files {
            weights(&format!("  {name}"), *weight);
            sizes.insert(format!("{}/{name}", surface.name), weight.gzip);
        }
        weights("  total", files.iter().map(|(_, weight)| *weight).sum());
        println!();
    }
    Ok(sizes)
}

fn row(name: &str, raw: &str, gzip: &str, brotli: &str) {
    println!("{name:<40}{raw:>10}{gzip:>10}{brotli:>10}");
}

fn weights(name: &str, weight: Weight) {
    row(name, &weight.raw.to_string(), &weight.gzip.to_string(), &weight.brotli.to_string());
}

/// Every file of a surface with its weight, by name.
fn weigh(project: &Project, surface: &str) -> Result<Vec<(String, Weight)>> {
    let folder = project.dist().join(surface);
    let files = files_below(&folder).context("nothing is built yet: run `cargo xtask build`")?;
    let mut node = Command::new("node");
    node.arg("--eval").arg(BROTLI).arg("--").args(&files).current_dir(&folder);
    let printed = ask(&mut node, "Node.js has to be installed, 20 or newer")?;
    let brotli: Vec<u64> = printed.lines().map(str::parse).collect::<Result<_, _>>()?;
    ensure!(brotli.len() == files.len(), "node did not measure every file of dist/{surface}");
    let weighed = files.iter().zip(brotli).map(|(file, brotli)| {
        let content = read(&folder.join(file))?;
        let weight = Weight { raw: content.len() as u64, gzip: gzipped(&content)?, brotli };
        Ok((file.display().to_string().replace('\\', "/"), weight))
    });
    weighed.collect()
}

/// The length after `gzip -9`.
fn gzipped(content: &[u8]) -> Result<u64> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(content)?;
    Ok(gzip.finish()?.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(of: &[(&str, u64)]) -> Sizes {
        of.iter().map(|(file, size)| ((*file).to_owned(), *size)).collect()
    }

    #[test]
    fn a_file_may_grow_by_two_percent_and_shrink_at_will() {
        let recorded = sizes(&[("a", 100_000), ("b", 100)]);
        let outgrown = |now: &[(&str, u64)]| compare(&recorded, &sizes(now)).outgrown;
        assert_eq!(outgrown(&[("a", 102_000), ("b", 164)]), <[&str; 0]>::default());
        assert_eq!(outgrown(&[("a", 102_001), ("b", 165)]), ["a 100000 -> 102001", "b 100 -> 165"]);
        assert_eq!(outgrown(&[("a", 100_000), ("b", 100), ("c", 1)]), ["c is new"]);
        let shrunk = compare(&recorded, &sizes(&[("a", 1)]));
        let stale = ["a 100000 -> 1", "b is gone"].map(str::to_owned).to_vec();
        assert_eq!(shrunk, Verdict { outgrown: Vec::new(), stale });
    }

    #[test]
    fn what_is_recorded_is_read_back() -> Result<()> {
        let recorded = sizes(&[("extension/manifest.json", 640), ("widget/words/en.json", 12_345)]);
        assert_eq!(from_text(&to_text(&recorded))?, recorded);
        assert!(from_text("640 a\nnone b\n").is_err());
        Ok(())
    }
}
