//! `format`: lays out all code, Rust and JavaScript.

use std::process::ExitCode;

use anyhow::Result;
use lexopt::Parser;

use crate::javascript;
use crate::project::Project;
use crate::tools::{cargo, ensure_npm_packages, run};

pub(crate) fn verb(project: &Project, mut arguments: Parser) -> Result<ExitCode> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    run(cargo(project).args(["fmt", "--all"]), "see what rustfmt says above")?;
    ensure_npm_packages(project)?;
    javascript::reformat(project)?;
    Ok(ExitCode::SUCCESS)
}
