//! `bench`: measures what was built in a real browser. What is measured, and how, is in `tests/e2e`.

use std::process::ExitCode;

use anyhow::{Context, Result};
use lexopt::Parser;

use crate::browsers::Browser;
use crate::build::{build, console_bench, reading_bench};
use crate::coral;
use crate::project::Project;
use crate::tools::cargo;

pub(crate) fn verb(project: &Project, mut arguments: Parser) -> Result<ExitCode> {
    let passed_on: Vec<_> = arguments.raw_args()?.collect();
    let browser = Browser::chromium(project)?;
    build(project)?;
    coral::ensure(project)?;
    let reading = reading_bench(project)?;
    let console = console_bench(project)?;
    let mut bench = cargo(project);
    bench.args(["run", "--locked", "--package", "e2e", "--bin", "bench", "--"]).args(passed_on);
    browser.tell(&mut bench);
    bench.env("READING_BENCH", reading).env("CONSOLE_BENCH", console);
    let status = bench.status().context("cargo cannot be started")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
