//! `inspect credentials`: what the app would read from a file, as one JSON object, secrets masked.
//!
//! Ends with 0 if a credential was found that can be used as it is, with 1 if none was, with 2 if the file
//! could not be read. For scripts, and for finding out why a paste is not understood.

use std::ffi::{OsStr, OsString};
use std::io::Read;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use ims_oauth_assistant::credentials::{Credential, Finding};
use ims_oauth_assistant::locale::finding_text;
use ims_oauth_assistant::reading;
use lexopt::{Arg, Parser};

use crate::project::Project;

const NONE_USABLE: u8 = 1;
const UNREADABLE: u8 = 2;

pub(crate) fn verb(_: &Project, arguments: Parser) -> Result<ExitCode> {
    let input = match file_of(arguments).and_then(|file| input(&file)) {
        Ok(input) => input,
        Err(error) => {
            crate::report(&error);
            return Ok(ExitCode::from(UNREADABLE));
        }
    };
    let reading = reading::read(&reading::decode(input));
    let inspection = reading::inspection(&reading, &|finding: &Finding| finding_text("en", finding));
    println!("{}", serde_json::to_string_pretty(&inspection)?);
    let usable = reading.credentials.iter().any(Credential::usable);
    Ok(if usable { ExitCode::SUCCESS } else { ExitCode::from(NONE_USABLE) })
}

/// The file that the arguments name.
fn file_of(mut arguments: Parser) -> Result<OsString> {
    const USAGE: &str =
        "say what to inspect, like this: cargo xtask inspect credentials FILE, or - for standard input";
    match arguments.next()? {
        Some(Arg::Value(what)) if what == "credentials" => {}
        Some(Arg::Value(what)) => bail!("`{}` cannot be inspected: {USAGE}", what.display()),
        _ => bail!(USAGE),
    }
    let Some(Arg::Value(file)) = arguments.next()? else { bail!(USAGE) };
    if let Some(more) = arguments.next()? {
        return Err(more.unexpected().into());
    }
    Ok(file)
}

fn input(file: &OsStr) -> Result<Vec<u8>> {
    if file == "-" {
        let mut input = Vec::new();
        std::io::stdin()
            .read_to_end(&mut input)
            .context("standard input cannot be read: pipe a text into it")?;
        return Ok(input);
    }
    let advice = || {
        format!("`{}` cannot be read: name a file that you may read, or - for standard input", file.display())
    };
    std::fs::read(file).with_context(advice)
}
