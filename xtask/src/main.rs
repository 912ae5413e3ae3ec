//! The developer's chores, as `cargo xtask VERB`. Without a verb it lists them.
//!
//! One verb, one file, one entry in [`VERBS`]. The verbs share: [`project`], where things are; [`tools`], the programs
//! that are run and how they are installed; [`browsers`], the ones that the tests run in; [`coral`], the practice
//! console's component library; [`assembly`], which files each surface ships; [`notices`], the licences of other
//! people's code in them; [`javascript`], the checks of the JavaScript.
//!
//! Results go to standard output, progress to standard error.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line program speaks by printing")]

mod assembly;
mod bench;
mod browsers;
mod build;
mod coral;
mod format;
mod inspect;
mod javascript;
mod notices;
mod package;
mod panics;
mod project;
mod screenshots;
mod serve;
mod size;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::Result;
use lexopt::{Arg, Parser};

use project::Project;

/// One of the chores.
struct Verb {
    name: &'static str,
    /// Its arguments, as one would write them.
    usage: &'static str,
    about: &'static str,
    run: fn(&Project, Parser) -> Result<ExitCode>,
}

const VERBS: &[Verb] = &[
    Verb {
        name: "build",
        usage: "",
        about: "compile the app and lay out dist/extension, dist/widget, dist/standalone",
        run: build::verb,
    },
    Verb {
        name: "serve",
        usage: "[--port N] [--no-build]",
        about: "build, then serve the standalone page and the practice console on this machine",
        run: serve::verb,
    },
    Verb { name: "format", usage: "", about: "lay out the Rust and the JavaScript", run: format::verb },
    Verb {
        name: "test",
        usage: "[--all] [--only STEP | --list]",
        about: "the checks: format, lints, tests native and in browsers, size budget; --all: everywhere",
        run: test::verb,
    },
    Verb {
        name: "size",
        usage: "[--no-build] [--record]",
        about: "what each shipped file weighs, and whether it has outgrown its record",
        run: size::verb,
    },
    Verb {
        name: "bench",
        usage: "[ARGUMENTS]",
        about: "build, then measure the extension in a browser",
        run: bench::verb,
    },
    Verb {
        name: "package",
        usage: "",
        about: "build, then pack what is given away into dist/packages, with checksums",
        run: package::verb,
    },
    Verb {
        name: "screenshots",
        usage: "",
        about: "build, then take the pictures of README and the guide from the running product",
        run: screenshots::verb,
    },
    Verb {
        name: "inspect",
        usage: "credentials FILE|-",
        about: "say as JSON what would be read from a file, secrets masked",
        run: inspect::verb,
    },
];

fn main() -> ExitCode {
    match chosen() {
        Ok(code) => code,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

fn chosen() -> Result<ExitCode> {
    let mut arguments = Parser::from_env();
    let name = match arguments.next()? {
        Some(Arg::Value(name)) => name.to_string_lossy().into_owned(),
        None | Some(Arg::Short('h') | Arg::Long("help")) => {
            println!("{}", verbs());
            return Ok(ExitCode::SUCCESS);
        }
        Some(other) => return Err(other.unexpected().into()),
    };
    let Some(verb) = VERBS.iter().find(|verb| verb.name == name) else {
        eprintln!("error: there is no verb `{name}`\n\n{}", verbs());
        return Ok(ExitCode::from(2));
    };
    (verb.run)(&Project::find()?, arguments).map_err(|error| {
        let usage = format!("use it like this: cargo xtask {} {}", verb.name, verb.usage);
        if error.is::<lexopt::Error>() { error.context(usage) } else { error }
    })
}

fn verbs() -> String {
    let line = |verb: &Verb| format!("  {:<37} {}", format!("{} {}", verb.name, verb.usage), verb.about);
    let lines: Vec<String> = VERBS.iter().map(line).collect();
    format!("cargo xtask VERB\n\n{}", lines.join("\n"))
}

/// Prints what went wrong, from what was being done down to the cause.
fn report(error: &anyhow::Error) {
    eprintln!("error: {error}");
    for cause in error.chain().skip(1) {
        eprintln!("  because: {}", cause.to_string().trim_end().replace('\n', "\n  "));
    }
}
