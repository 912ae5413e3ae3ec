//! The programs that the verbs run: how they are found, installed where that is possible, and started.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::project::{Project, read, write};

/// The target that the app is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Says what is being done, for whoever is waiting.
pub(crate) fn say(what: &str) {
    eprintln!("· {what}");
}

/// Cargo, in the project's root, without what the cargo that runs xtask has put into the environment about
/// xtask itself: some build scripts start over when that changes.
pub(crate) fn cargo(project: &Project) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(&project.root);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo
}

/// npm, which on Windows is a script that has to be named in full.
fn npm(folder: &Path) -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(folder);
    npm
}

/// Runs a command to its end; both its outputs are shown on standard error, so that a verb's own answer is
/// all there is on standard output. `advice` says what to do if it fails.
pub(crate) fn run(command: &mut Command, advice: &str) -> Result<()> {
    command.stdin(Stdio::null()).stdout(std::io::stderr());
    let status = command.status().with_context(|| cannot_start(command, advice))?;
    if !status.success() {
        bail!("`{}` failed ({status}): {advice}", line(command));
    }
    Ok(())
}

/// Runs a command to its end and takes what it prints on standard output.
pub(crate) fn ask(command: &mut Command, advice: &str) -> Result<String> {
    command.stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output().with_context(|| cannot_start(command, advice))?;
    if !output.status.success() {
        bail!("`{}` failed ({}): {advice}", line(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn cannot_start(command: &Command, advice: &str) -> String {
    format!("`{}` cannot be started: {advice}", command.get_program().to_string_lossy())
}

/// A command as one would type it, its program without the folder.
pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The folder that cargo builds into.
pub(crate) fn target_folder(project: &Project) -> Result<PathBuf> {
    let mut metadata = cargo(project);
    metadata.args(["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: serde_json::Value =
        serde_json::from_str(&ask(&mut metadata, "see what cargo says above")?)?;
    let folder = metadata["target_directory"].as_str().context("cargo metadata names no target directory")?;
    Ok(PathBuf::from(folder))
}

/// Makes sure that the standard library for WASM is there, for the toolchain in use.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    let library = ask(&mut rustc, "is Rust installed, and on the PATH?")?;
    if Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    say("install the WASM target of this Rust toolchain");
    let advice = format!("install the target {WASM} of your Rust toolchain, then try again");
    run(Command::new("rustup").args(["target", "add", WASM]), &advice)
}

/// Makes sure that the npm packages are there, just as `package-lock.json` lists them.
pub(crate) fn ensure_npm_packages(project: &Project) -> Result<()> {
    let wanted = read(&project.root.join("package-lock.json"))?;
    // A copy of the list that was installed last; gone with the folder.
    let installed = project.root.join("node_modules/.package-lock-installed.json");
    if std::fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say("install the tools of package.json from npm");
    let mut install = npm(&project.root);
    install.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run(
        &mut install,
        "npm comes with Node.js, which has to be 20 or newer; the first time it needs the network",
    )?;
    write(&installed, wanted)
}

/// Downloads a package's archive from npm into `folder`; returns the archive's path.
pub(crate) fn npm_archive(package: &str, folder: &Path) -> Result<PathBuf> {
    let mut pack = npm(folder);
    pack.args(["pack", package, "--loglevel=error", "--ignore-scripts"]);
    let printed = ask(&mut pack, "is the network there? It is needed this once; npm comes with Node.js")?;
    let name = printed.lines().last().unwrap_or_default().trim();
    let archive = folder.join(name);
    if name.is_empty() || !archive.is_file() {
        bail!("`{}` did not say which file it wrote", line(&pack));
    }
    Ok(archive)
}
