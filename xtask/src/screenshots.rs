//! `screenshots`: the pictures in `docs/pictures`, taken of the running product. Which they are, and how each is brought
//! about, is in `tests/e2e`.

use std::process::ExitCode;

use anyhow::{Context, Result};
use lexopt::Parser;

use crate::browsers::Browser;
use crate::build::build;
use crate::coral;
use crate::project::Project;
use crate::tools::cargo;

/// The test that takes them.
const TEST: &str = "pictures::the_guides_pictures_are_taken";

pub(crate) fn verb(project: &Project, mut arguments: Parser) -> Result<ExitCode> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    let chromium = Browser::chromium(project)?;
    build(project)?;
    coral::ensure(project)?;
    let mut test = cargo(project);
    test.args([
        "test",
        "--locked",
        "--package",
        "e2e",
        "--test",
        "browsers",
        "--",
        TEST,
        "--include-ignored",
    ]);
    chromium.tell(&mut test);
    test.env("SCREENSHOTS", project.root.join("docs/pictures"));
    let status = test.status().context("cargo cannot be started")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
