//! The checks of the JavaScript: its layout (Prettier), its lints (ESLint) and its types (TypeScript). What they are set
//! to is in `package.json`, `eslint.config.mjs` and `static/jsconfig.json`.

use std::process::Command;

use anyhow::Result;

use crate::project::Project;
use crate::tools::run;

/// The files that Prettier lays out. Those that are generated come as they are.
const LAID_OUT: &[&str] = &[
    "static/**/*.js",
    "static/*.d.ts",
    "practice/pages/**/*.js",
    "eslint.config.mjs",
    "!static/page/address.js",
];

/// Checks that Prettier would change nothing.
pub(crate) fn format(project: &Project) -> Result<()> {
    prettier(project, "--check", "run `cargo xtask format`")
}

/// Has Prettier lay the files out.
pub(crate) fn reformat(project: &Project) -> Result<()> {
    prettier(project, "--write", "see what Prettier says above")
}

/// Checks what is shipped and the practice console's pages with ESLint. A warning is an error.
pub(crate) fn lint(project: &Project) -> Result<()> {
    let arguments = ["--max-warnings", "0", "static", "practice/pages"];
    run(
        tool(project, "eslint").args(arguments),
        "do what ESLint says, or disable the rule there with a reason",
    )
}

/// Checks the types of what is shipped, against those of the contract with `page.js` too.
pub(crate) fn types(project: &Project) -> Result<()> {
    let advice = "the types are in static/*.d.ts and, generated, in static/page/page.d.ts";
    run(tool(project, "tsc").args(["--project", "static/jsconfig.json"]), advice)
}

fn prettier(project: &Project, mode: &str, advice: &str) -> Result<()> {
    run(tool(project, "prettier").args([mode, "--log-level", "warn"]).args(LAID_OUT), advice)
}

fn tool(project: &Project, name: &str) -> Command {
    let mut tool = Command::new(project.npm_tool(name));
    tool.current_dir(&project.root);
    tool
}
