//! `size`: what each surface weighs on the wire, and how far what the panel loads is from its goal.

use std::io::Write;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;
use lexopt::{Arg, Parser};

use crate::assembly::SURFACES;
use crate::build::build;
use crate::project::{Project, files_below, read};
use crate::tools::ask;

/// What the extension's panel is to load before it can be used, in bytes after gzip. A kilobyte is 1000 bytes.
const PANEL_GOAL: u64 = 110_000;

/// What it may load until the goal is reached: whoever makes the panel lighter lowers it.
const PANEL_CEILING: u64 = 188_000;

const PANEL: &[&str] = &[
    "panel.html",
    "panel.js",
    "panel.css",
    "reading.js",
    "assistant.js",
    "assistant_bg.wasm",
    "words/en.json",
];

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
    let mut builds = true;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("no-build") => builds = false,
            other => return Err(other.unexpected().into()),
        }
    }
    if builds {
        build(project)?;
    }
    check(project)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the table; an error if the panel is over its ceiling.
pub(crate) fn check(project: &Project) -> Result<()> {
    let mut panel = Weight::default();
    for surface in SURFACES {
        let files = weigh(project, surface.name)?;
        row(surface.name, "raw", "gzip", "brotli");
        for (name, weight) in &files {
            weights(&format!("  {name}"), *weight);
        }
        weights("  total", files.iter().map(|(_, weight)| *weight).sum());
        println!();
        if surface.name == "extension" {
            panel = files.iter().filter(|(name, _)| PANEL.contains(&name.as_str())).map(|f| f.1).sum();
        }
    }
    weights("the extension's panel", panel);
    row("its ceiling", "", &PANEL_CEILING.to_string(), "");
    row("its goal", "", &PANEL_GOAL.to_string(), "");
    if panel.gzip > PANEL_GOAL {
        println!("\nwhat the panel loads is {} bytes over its goal", panel.gzip - PANEL_GOAL);
    }
    ensure!(
        panel.gzip <= PANEL_CEILING,
        "what the panel loads is {} bytes over its ceiling: take something out (see PANEL_CEILING in \
         xtask/src/size.rs)",
        panel.gzip - PANEL_CEILING
    );
    Ok(())
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
