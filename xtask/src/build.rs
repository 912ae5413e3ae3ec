//! `build`: from Rust to what a browser loads.
//!
//! Cargo compiles the app to WASM, wasm-bindgen writes the JavaScript around it, wasm-opt makes it small, and
//! [`assembly`](crate::assembly) lays out the surfaces. Cargo does only what changed, and what wasm-opt made
//! is kept by the hash of what went in; the rest takes no time.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail, ensure};
use lexopt::Parser;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::assembly::{MADE, SURFACES, lay_out, without_comments};
use crate::panics::silence;
use crate::project::{Project, create_folder, empty_folder, files_below, read, read_text, write};
use crate::tools::{WASM, cargo, ensure_npm_packages, ensure_wasm_target, run, say, target_folder};

const PACKAGE: &str = "ims-oauth-assistant";

/// What wasm-opt is asked for. The features are those that rustc uses by default for this target, and [`SIMD`], which
/// every browser with Manifest V3 has; wasm-opt must be told, or it refuses its input.
const WASM_OPT: &[&str] = &[
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// The flag for what is to be quick: text is searched by 16 bytes at once. Chrome has it since version 91, Firefox since
/// 89, Safari since 16.4.
const SIMD: &str = "-Ctarget-feature=+simd128";

pub(crate) fn verb(project: &Project, mut arguments: Parser) -> Result<ExitCode> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    build(project)?;
    for surface in SURFACES {
        println!("{}", project.dist().join(surface.name).display());
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds everything into `dist`.
pub(crate) fn build(project: &Project) -> Result<()> {
    let start = Instant::now();
    ensure_wasm_target()?;
    ensure_npm_packages(project)?;
    let made = project.root.join(MADE);
    // Both at once: most of each is one long link on one core, and Cargo locks each profile by itself.
    let (panel, reader) = std::thread::scope(|threads| {
        let reader = threads.spawn(|| make(project, &READER, &made.join(READER.name)));
        (make(project, &PANEL, &made.join(PANEL.name)), reader.join())
    });
    panel?;
    reader.map_err(|_| anyhow!("the build of the reader panicked"))??;
    say("lay out dist/");
    lay_out(project)?;
    say(&format!("built in {:.1} s", start.elapsed().as_secs_f32()));
    Ok(())
}

/// One WebAssembly file with the JavaScript around it, `name_bg.wasm` and `name.js`.
struct Module {
    name: &'static str,
    /// What of the package it is.
    target: &'static [&'static str],
    /// The one feature that it is built with; none when empty.
    feature: &'static str,
    profile: &'static str,
    /// The file that Cargo makes, below the profile's folder.
    compiled: &'static str,
    /// Whether wasm-opt makes it small rather than quick.
    small: bool,
    /// How often the JavaScript around it calls `fetch`: once to load the WebAssembly, and for what the app asks for.
    fetches: usize,
}

/// What a script can send something with, or load something by. WebAssembly can reach nothing but what the JavaScript
/// around it imports, so what is not named there cannot happen. `fetch` is counted instead ([`Module::fetches`]).
const REQUESTS: &[&str] = &[
    "EventSource",
    "RTCPeerConnection",
    "WebSocket",
    "WebTransport",
    "XMLHttpRequest",
    "import(",
    "importScripts",
    "new Function",
    "new Image",
    "new SharedWorker",
    "new Worker",
    "open(",
    "requestSubmit",
    "sendBeacon",
    "serviceWorker",
    "submit(",
];

/// The panel and everything it needs from its first moment on.
const PANEL: Module = Module {
    name: "assistant",
    target: &["--lib"],
    feature: "panel",
    profile: "release",
    compiled: "ims_oauth_assistant.wasm",
    small: true,
    // Its words, and a text to try.
    fetches: 2,
};

/// What reads a paste, loaded when there is one.
const READER: Module = Module {
    name: "credentials",
    target: &["--lib"],
    feature: "reader",
    profile: "reader",
    compiled: "ims_oauth_assistant.wasm",
    small: false,
    fetches: 1,
};

/// The reading with what the benchmark asks of it, compiled like the one that is shipped.
const READING_BENCH: Module = Module {
    name: "reading_bench",
    target: &["--example", "reading_bench"],
    feature: "",
    compiled: "examples/reading_bench.wasm",
    ..READER
};

/// Builds the reading as the benchmark loads it; returns the folder with its two files.
pub(crate) fn reading_bench(project: &Project) -> Result<PathBuf> {
    let folder = project.cache().join("reading-bench");
    make(project, &READING_BENCH, &folder)?;
    Ok(folder)
}

/// The same file compiled like the panel, which is what reads the console.
const CONSOLE_BENCH: Module = Module { profile: PANEL.profile, small: PANEL.small, ..READING_BENCH };

/// Builds the reading of the console as the benchmark loads it; returns the folder with its two files.
pub(crate) fn console_bench(project: &Project) -> Result<PathBuf> {
    let folder = project.cache().join("console-bench");
    make(project, &CONSOLE_BENCH, &folder)?;
    Ok(folder)
}

/// Makes a module's two files in `folder`.
fn make(project: &Project, module: &Module, folder: &Path) -> Result<()> {
    say(&format!("compile {} to WASM", module.name));
    let compiled = compile(project, module)?.join(module.compiled);
    say(&format!("write the JavaScript around {}", module.name));
    let made = bind(&compiled, module.name, folder)?;
    check_requests(&read_text(&made.with_file_name(format!("{}.js", module.name)))?, module.fetches)
        .with_context(|| format!("{} can do more than it should", module.name))?;
    optimise(project, &made, module.small)
}

/// Compiles a module; returns the folder of what was built.
fn compile(project: &Project, module: &Module) -> Result<PathBuf> {
    let mut build = cargo(project);
    build.args(["build", "--locked", "--package", PACKAGE, "--target", WASM]).args(module.target);
    build.args(["--profile", module.profile, "--no-default-features", "--features", module.feature]);
    // Instead of the caller's RUSTFLAGS: what is shipped depends on the tree alone.
    let mut flags = path_flags(project)?;
    if !module.small {
        flags.push(SIMD.into());
    }
    build.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f".as_ref()));
    // wasm-bindgen reads the section that says which features of WASM are used, then strips more than this would.
    build.env("CARGO_PROFILE_RELEASE_STRIP", "none");
    run(&mut build, "see what the compiler says above")?;
    Ok(target_folder(project)?.join(WASM).join(module.profile))
}

/// Flags that keep this machine's folders out of the messages of panics: the same tree gives the same bytes
/// anywhere, and they tell nothing about who built them.
fn path_flags(project: &Project) -> Result<Vec<OsString>> {
    let flag = |from: &Path, to: &str| {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.push(from);
        flag.push("=");
        flag.push(to);
        flag
    };
    let mut flags = vec![flag(&project.root, ".")];
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    // Each registry keeps its crates in a folder of its own.
    let registries = home.context("there is no home folder")?.join("registry/src");
    if registries.is_dir() {
        for registry in std::fs::read_dir(&registries)? {
            flags.push(flag(&registry?.path(), "crates"));
        }
    }
    Ok(flags)
}

/// Runs wasm-bindgen; returns the WASM file, beside which the JavaScript lies.
fn bind(compiled: &Path, name: &str, folder: &Path) -> Result<PathBuf> {
    empty_folder(folder)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(name, silence(&read(compiled)?)?).out_name(name);
    bindgen.web(true)?.typescript(false).remove_name_section(true).remove_producers_section(true);
    bindgen.generate(folder).context("wasm-bindgen failed")?;
    let expected = [format!("{name}.js"), format!("{name}_bg.wasm")].map(PathBuf::from);
    let files = files_below(folder)?;
    if files != expected {
        bail!(
            "wasm-bindgen wrote more than {expected:?}: {files:?}. \
             A crate brings JavaScript of its own; add its files to the tables in xtask/src/assembly.rs."
        );
    }
    let around = folder.join(&expected[0]);
    write(&around, without_comments(&read_text(&around)?))?;
    Ok(folder.join(&expected[1]))
}

/// An error if the JavaScript around a module can make another request than those that are known.
fn check_requests(around: &str, fetches: usize) -> Result<()> {
    let named: Vec<&str> = REQUESTS.iter().copied().filter(|name| around.contains(name)).collect();
    ensure!(named.is_empty(), "it names {}", named.join(", "));
    let found = around.matches("fetch(").count();
    ensure!(found == fetches, "it calls `fetch` in {found} places instead of {fetches}");
    Ok(())
}

/// Lets wasm-opt make the WASM file smaller or quicker, in its place.
fn optimise(project: &Project, wasm: &Path, small: bool) -> Result<()> {
    let aim = if small { "-Oz" } else { "-O3" };
    // The lock file stands for wasm-opt's version.
    let mut hash = Sha256::new_with_prefix(WASM_OPT.join(" "));
    hash.update(aim);
    hash.update(read(&project.root.join("package-lock.json"))?);
    hash.update(read(wasm)?);
    let folder = project.cache().join("wasm-opt").join(wasm.file_stem().unwrap_or_default());
    let kept = folder.join(format!("{:x}.wasm", hash.finalize()));
    if !kept.is_file() {
        create_folder(&project.cache().join("wasm-opt"))?;
        say(if small { "make one small with wasm-opt" } else { "make one quick with wasm-opt" });
        let optimised = project.cache().join("wasm-opt").join(wasm.file_name().unwrap_or_default());
        let mut optimise = std::process::Command::new(project.npm_tool("wasm-opt"));
        optimise.current_dir(&project.root).arg(aim).args(WASM_OPT).arg(wasm).arg("-o").arg(&optimised);
        run(&mut optimise, "if it names a feature of WASM, add it to WASM_OPT in xtask/src/build.rs")?;
        empty_folder(&folder)?;
        std::fs::rename(&optimised, &kept).context("what wasm-opt wrote cannot be kept")?;
    }
    create_folder(&folder)?;
    write(wasm, read(&kept)?)
}

#[cfg(test)]
mod tests {
    use super::check_requests;

    #[test]
    fn a_module_that_could_make_another_request_is_not_built() {
        let usual = "module_or_path = fetch(module_or_path); // failed to fetch";
        assert!(check_requests(usual, 1).is_ok());
        for more in
            ["const ret = fetch(arg0);", "arg0.sendBeacon(arg1);", "new WebSocket(arg0);", "import(arg0)"]
        {
            assert!(check_requests(&format!("{usual}\n{more}"), 1).is_err(), "{more}");
        }
        assert!(check_requests("", 1).is_err(), "the count is of another file");
    }
}
