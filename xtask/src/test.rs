//! `test`: the checks, in one run, with one line at the end that counts them.
//!
//! By default every subject is tested, but not everywhere: what both browsers run as the same code runs in Chromium, and
//! some combinations of the practice console's switches stand for all. `--all` tests everything everywhere.
//!
//! The quick answers come first; what takes one core for long is built beside them. A step that fails does not stop those after it, unless they need what it should have
//! made. What the steps need from outside, such as a browser, is found or installed before the first of them.

mod web;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use lexopt::{Arg, Parser, ValueExt};
use serde_json::Value;

use crate::browsers::Browser;
use crate::build::build;
use crate::coral;
use crate::javascript;
use crate::project::Project;
use crate::size;
use crate::tools::{WASM, cargo, ensure_npm_packages, ensure_wasm_target};

/// One check, or one run of tests.
struct Step {
    name: &'static str,
    about: &'static str,
    needs: &'static [Need],
    /// The steps that have to succeed before this one makes sense.
    after: &'static [&'static str],
    /// Whether it begins at once, beside the others: a build of its own profile, of which most is one long link on one
    /// core. Its report still comes in its turn.
    beside: bool,
    run: fn(&Project, Scope) -> Result<Count>,
    /// What to do when it fails.
    advice: &'static str,
}

/// How much is tested.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Every subject, where it can fail.
    Usual,
    /// Everything, everywhere.
    All,
}

/// What a step needs that is not in the tree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    WasmTarget,
    NpmPackages,
    Browsers,
    Coral,
}

/// How many tests passed and failed. A check that is not a run of tests counts as one.
#[derive(Clone, Copy, Default)]
struct Count {
    passed: usize,
    failed: usize,
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

const ONE_PASSED: Count = Count { passed: 1, failed: 0 };
const ONE_FAILED: Count = Count { passed: 0, failed: 1 };

const STEPS: &[Step] = &[
    Step {
        name: "format",
        about: "the code is laid out by rustfmt",
        needs: &[],
        after: &[],
        beside: false,
        run: |project, _| check(cargo(project).args(["fmt", "--all", "--check"])),
        advice: "run `cargo fmt --all`",
    },
    Step {
        name: "native",
        about: "the tests of everything that decides, and of the tools",
        needs: &[],
        after: &[],
        beside: false,
        run: |project, _| {
            let test = ["test", "--workspace", "--exclude", "e2e", "--locked", "--no-fail-fast"];
            tests(cargo(project).args(test))
        },
        advice: "the names of the failed tests are above; `cargo test NAME` runs one alone",
    },
    Step {
        name: "lints",
        about: "clippy has nothing to say about the native code",
        needs: &[],
        after: &[],
        beside: false,
        run: |project, _| {
            check(cargo(project).args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--locked",
                "--",
                "-D",
                "warnings",
            ]))
        },
        advice: "do what clippy says, or allow the lint there with a reason",
    },
    Step {
        name: "lints-wasm",
        about: "clippy has nothing to say about the code for browsers",
        needs: &[Need::WasmTarget],
        after: &[],
        beside: false,
        run: |project, _| {
            let clippy = ["clippy", "--package", "ims-oauth-assistant", "--target", WASM, "--lib", "--tests"];
            check(cargo(project).args(clippy).args(["--locked", "--", "-D", "warnings"]))
        },
        advice: "do what clippy says, or allow the lint there with a reason",
    },
    Step {
        name: "format-js",
        about: "the JavaScript is laid out by Prettier",
        needs: &[Need::NpmPackages],
        after: &[],
        beside: false,
        run: |project, _| javascript::format(project).map(|()| ONE_PASSED),
        advice: "run `cargo xtask format`",
    },
    Step {
        name: "lints-js",
        about: "ESLint has nothing to say about the JavaScript",
        needs: &[Need::NpmPackages],
        after: &[],
        beside: false,
        run: |project, _| javascript::lint(project).map(|()| ONE_PASSED),
        advice: "do what ESLint says, or disable the rule there with a reason",
    },
    Step {
        name: "types-js",
        about: "the types of the JavaScript that is shipped agree, with the contract of page.js too",
        needs: &[Need::NpmPackages],
        after: &[],
        beside: false,
        run: |project, _| javascript::types(project).map(|()| ONE_PASSED),
        advice: "the types are in static/*.d.ts and, generated, in static/page/page.d.ts",
    },
    Step {
        name: "build",
        about: "the extension, the widget and the standalone page can be built",
        needs: &[Need::WasmTarget, Need::NpmPackages],
        after: &[],
        beside: true,
        run: |project, _| build(project).map(|()| ONE_PASSED),
        advice: "`cargo xtask build` does it alone",
    },
    Step {
        name: "extension-lint",
        about: "Mozilla's linter finds no error in the extension",
        needs: &[Need::NpmPackages],
        after: &["build"],
        beside: false,
        run: |project, _| extension_lint(project),
        advice: "what the linter's codes mean is said in Mozilla's Extension Workshop",
    },
    Step {
        name: "size",
        about: "no shipped file has grown by more than 2 % unrecorded",
        needs: &[],
        after: &["build"],
        beside: false,
        run: |project, _| size::check(project).map(|()| ONE_PASSED),
        advice: "the table above says what weighs most; `cargo xtask size --record` records it",
    },
    Step {
        name: "web-runner",
        about: "the program that runs WASM tests in a browser can be built",
        needs: &[],
        after: &[],
        beside: true,
        run: |project, _| web::runner(project).map(|_| ONE_PASSED),
        advice: "see what the compiler says above",
    },
    Step {
        name: "web",
        about: "the tests that need a browser's DOM, in Chromium and in Firefox",
        needs: &[Need::WasmTarget, Need::Browsers],
        after: &["web-runner"],
        beside: false,
        run: |project, _| web::run(project),
        advice: "what the browser printed is above; `cargo xtask test --only web` runs them again",
    },
    Step {
        name: "e2e",
        about: "the extension, the widget and the standalone page do their work in Chromium and in Firefox",
        needs: &[Need::Browsers, Need::Coral, Need::NpmPackages],
        after: &["build"],
        beside: false,
        run: end_to_end,
        advice: "the names of the failed tests are above; `cargo test -p e2e NAME -- --include-ignored` runs one alone",
    },
    Step {
        name: "matrix",
        about: "whatever AEM is like, what is there is read, and nothing is filled wrongly",
        needs: &[Need::Browsers, Need::Coral],
        after: &["build"],
        beside: false,
        run: matrix,
        advice: "the table says which combinations failed; `cargo test -p e2e --test matrix -- NUMBER` runs one alone",
    },
];

pub(crate) fn verb(project: &Project, mut arguments: Parser) -> Result<ExitCode> {
    let mut only: Option<String> = None;
    let mut scope = Scope::Usual;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("only") => only = Some(arguments.value()?.string()?),
            Arg::Long("all") => scope = Scope::All,
            Arg::Long("list") => {
                for step in STEPS {
                    println!("{:<16}{}", step.name, step.about);
                }
                return Ok(ExitCode::SUCCESS);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let steps = chosen(only.as_deref())?;
    let mut total = Count::default();
    if let Err(error) = prepare(project, &steps) {
        crate::report(&error.context("the tests cannot begin: something they need is not there"));
        total = ONE_FAILED;
    } else {
        let began = Instant::now();
        let reports = run_all(project, &steps, scope);
        print!("{}", summary(&reports));
        println!("all in {:.0} s", began.elapsed().as_secs_f32());
        for report in &reports {
            total += report.count;
        }
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The steps to run: all, or one and those it comes after.
fn chosen(only: Option<&str>) -> Result<Vec<&'static Step>> {
    let Some(only) = only else {
        return Ok(STEPS.iter().collect());
    };
    let Some(step) = STEPS.iter().find(|step| step.name == only) else {
        bail!("there is no step `{only}`: `cargo xtask test --list` lists them");
    };
    Ok(STEPS.iter().filter(|other| other.name == only || step.after.contains(&other.name)).collect())
}

/// Finds, fetches or installs what the steps need.
fn prepare(project: &Project, steps: &[&Step]) -> Result<()> {
    let needs: BTreeSet<Need> = steps.iter().flat_map(|step| step.needs).copied().collect();
    for need in needs {
        match need {
            Need::WasmTarget => ensure_wasm_target()?,
            Need::NpmPackages => ensure_npm_packages(project)?,
            Need::Browsers => drop((Browser::chromium(project)?, Browser::firefox(project)?)),
            Need::Coral => coral::ensure(project)?,
        }
    }
    Ok(())
}

/// What became of one step.
struct Report {
    step: &'static Step,
    count: Count,
    took: Duration,
    /// What to say after its name if it failed or was not run; `None` if all is well.
    trouble: Option<String>,
}

/// How a step ended, and how long it took.
type Ended = (Result<Count>, Duration);

fn run(step: &Step, project: &Project, scope: Scope) -> Ended {
    let start = Instant::now();
    ((step.run)(project, scope), start.elapsed())
}

fn run_all(project: &Project, steps: &[&'static Step], scope: Scope) -> Vec<Report> {
    std::thread::scope(|threads| {
        let (send, ended) = mpsc::channel::<Ended>();
        // One after the other, so that they leave a core to the steps that are waited for.
        threads.spawn(move || {
            for step in steps.iter().filter(|step| step.beside) {
                // Nobody waits any more where an earlier step has panicked.
                let _ = send.send(run(step, project, scope));
            }
        });
        let mut reports = Vec::new();
        for step in steps {
            let report = report(step, &reports, || match step.beside {
                true => ended.recv().unwrap_or_else(|gone| (Err(gone.into()), Duration::ZERO)),
                false => run(step, project, scope),
            });
            reports.push(report);
        }
        reports
    })
}

/// Runs a step, unless one that it needs has failed.
fn report(step: &'static Step, earlier: &[Report], run: impl FnOnce() -> Ended) -> Report {
    let failed = |name: &str| earlier.iter().any(|done| done.step.name == name && done.trouble.is_some());
    if let Some(missing) = step.after.iter().find(|name| failed(name)) {
        let trouble = Some(format!("not run, because `{missing}` failed"));
        return Report { step, count: Count::default(), took: Duration::ZERO, trouble };
    }
    println!("\n== {}: {}", step.name, step.about);
    let (outcome, took) = run();
    let (count, trouble) = match outcome {
        Ok(count) if count.failed == 0 => (count, None),
        Ok(count) => (count, Some(format!("failed: {}", step.advice))),
        Err(error) => (ONE_FAILED, Some(format!("failed, because {error:#}. What to do: {}", step.advice))),
    };
    let verdict = if trouble.is_some() { "FAILED" } else { "ok" };
    println!("== {}: {verdict} after {:.1} s", step.name, took.as_secs_f32());
    Report { step, count, took, trouble }
}

/// A table of the steps, and below it what failed, why, and what to do.
fn summary(reports: &[Report]) -> String {
    let mut text = String::from("\n");
    for report in reports {
        let (name, seconds) = (report.step.name, report.took.as_secs_f32());
        let Count { passed, failed } = report.count;
        // Writing to a string cannot fail.
        let _ = match passed + failed {
            0 => writeln!(text, "{name:<16}not run"),
            _ => writeln!(text, "{name:<16}{seconds:>7.1} s{passed:>6} passed{failed:>4} failed"),
        };
    }
    text.push('\n');
    for report in reports {
        if let Some(trouble) = &report.trouble {
            let _ = writeln!(text, "{} {trouble}\n", report.step.name);
        }
    }
    text
}

/// Runs a command whose exit status is the answer.
fn check(command: &mut Command) -> Result<Count> {
    let status = command.stdin(Stdio::null()).status().context("cargo cannot be started")?;
    Ok(if status.success() { ONE_PASSED } else { ONE_FAILED })
}

/// Runs tests, shows what they print, and counts them by the line that each test program closes with.
fn tests(command: &mut Command) -> Result<Count> {
    tests_told(command, |line| println!("{line}"))
}

/// As [`tests`], for those who do not show at once what is printed.
fn tests_told(command: &mut Command, mut tell: impl FnMut(&str)) -> Result<Count> {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("cargo cannot be started")?;
    let printed = child.stdout.take().context("cargo's output cannot be read")?;
    let mut count = Count::default();
    for line in BufReader::new(printed).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        tell(&line);
        if let Some(closing) = closing(&line) {
            count += closing;
        }
    }
    let status = child.wait()?;
    if !status.success() && count.failed == 0 {
        // It did not come to a closing line: it does not compile, or it crashed.
        count.failed = 1;
    }
    ensure!(count.passed + count.failed > 0, "no test was run");
    Ok(count)
}

/// The counts in the line that libtest, libtest-mimic and wasm-bindgen-test close with:
/// `test result: ok. 3 passed; 0 failed; 1 ignored; ...`.
fn closing(line: &str) -> Option<Count> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let number = |what: &str| {
        let part = counts.split("; ").find_map(|part| part.strip_suffix(what));
        part.and_then(|number| number.trim().parse().ok())
    };
    Some(Count { passed: number(" passed")?, failed: number(" failed")? })
}

/// The tests of the built surfaces.
fn end_to_end(project: &Project, scope: Scope) -> Result<Count> {
    in_browsers(project, &["--lib", "--bins", "--test", "browsers"], scope)
}

/// The combinations of the practice console's switches.
fn matrix(project: &Project, scope: Scope) -> Result<Count> {
    in_browsers(project, &["--test", "matrix"], scope)
}

fn in_browsers(project: &Project, targets: &[&str], scope: Scope) -> Result<Count> {
    let mut test = cargo(project);
    test.args(["test", "--package", "e2e", "--locked", "--no-fail-fast"]).args(targets);
    if scope == Scope::All {
        test.args(["--", "--include-ignored"]);
    }
    Browser::chromium(project)?.tell(&mut test);
    Browser::firefox(project)?.tell(&mut test);
    tests(&mut test)
}

/// Runs Mozilla's linter, and shows what it found. Warnings are shown, errors fail.
fn extension_lint(project: &Project) -> Result<Count> {
    let mut lint = Command::new(project.npm_tool("web-ext"));
    lint.current_dir(&project.root).stdin(Stdio::null()).stderr(Stdio::inherit());
    lint.args(["lint", "--no-config-discovery", "--output", "json", "--source-dir", "dist/extension"]);
    let output = lint.output().context("web-ext cannot be started")?;
    let found: Value =
        serde_json::from_slice(&output.stdout).context("web-ext did not print JSON: see above")?;
    let count = |kind: &str| found["summary"][kind].as_u64().context("web-ext printed no summary");
    for kind in ["errors", "warnings", "notices"] {
        for message in found[kind].as_array().into_iter().flatten() {
            let text = |key: &str| message[key].as_str().unwrap_or_default();
            println!("{kind}: {} {} {}: {}", text("file"), message["line"], text("code"), text("message"));
        }
    }
    println!("{} errors, {} warnings, {} notices", count("errors")?, count("warnings")?, count("notices")?);
    Ok(if count("errors")? == 0 { ONE_PASSED } else { ONE_FAILED })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closing_line_is_counted_and_no_other() {
        let cases = [
            ("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out", Some((3, 0))),
            (
                "test result: FAILED. 12 passed; 4 failed; 0 ignored; 0 filtered out; finished in 0.1s",
                Some((12, 4)),
            ),
            ("test result: ok. 0 passed; 0 failed; 0 ignored", Some((0, 0))),
            ("  test result: ok. 3 passed; 0 failed", None),
            ("test result: ok", None),
            ("test routes::tests::each_path_has_its_file ... ok", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(closing(line).map(|count| (count.passed, count.failed)), expected, "{line}");
        }
    }

    #[test]
    fn every_step_comes_after_those_it_needs() {
        for (position, step) in STEPS.iter().enumerate() {
            for before in step.after {
                let found = STEPS[..position].iter().any(|earlier| earlier.name == *before);
                assert!(found, "`{}` needs `{before}`, which does not come before it", step.name);
            }
        }
    }

    #[test]
    fn a_step_beside_the_others_needs_none_of_them() {
        // It begins before anything else has ended.
        assert!(STEPS.iter().filter(|step| step.beside).all(|step| step.after.is_empty()));
    }

    #[test]
    fn one_step_alone_brings_what_it_needs() {
        let names = |only| chosen(only).map(|steps| steps.iter().map(|step| step.name).collect::<Vec<_>>());
        assert_eq!(names(Some("format")).ok(), Some(vec!["format"]));
        assert_eq!(names(Some("e2e")).ok(), Some(vec!["build", "e2e"]));
        assert_eq!(names(None).ok().map(|all| all.len()), Some(STEPS.len()));
        assert!(names(Some("nothing")).is_err());
    }
}
