//! The shipped builds in real browsers. One file a subject; tests share browsers, and each has an AEM and a console of its
//! own.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends where an expectation fails"
)]

#[macro_use]
mod harness;

mod adversarial;
mod batch;
mod dock;
mod elsewhere;
mod environments;
mod form;
mod hosts;
mod ims;
mod kept;
mod layout;
mod list;
mod matching;
mod migration;
mod on_disk;
mod osgi;
mod page_script;
mod pages;
mod panel;
mod pictures;
mod policy;
mod presses;
mod reading;
mod report;
mod requests;
mod screens;
mod secrets;
mod standalone;
mod tray;
mod trouble;
mod widget;

use libtest_mimic::{Arguments, Trial};
use std::process::ExitCode;

/// How many tests run at once, if nobody says otherwise: they wait for their browsers most of the time.
const AT_ONCE: usize = 4;

fn main() -> anyhow::Result<ExitCode> {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(AT_ONCE);
    let conclusion = libtest_mimic::run(&arguments, in_order());
    harness::print_slowest();
    e2e::end_idle_browsers()?;
    Ok(conclusion.exit_code())
}

/// All tests, in the order in which they begin: browsers of one kind are used one test after the other, and those in
/// Firefox are spread among the others, so that few Firefoxes are started, which takes long.
fn in_order() -> Vec<Trial> {
    let subjects = [
        // The longest begin first, so that none of them is left over at the end.
        batch::trials,
        batch::more_trials,
        on_disk::trials,
        presses::trials,
        list::trials,
        screens::trials,
        layout::trials,
        hosts::trials,
        hosts::more_trials,
        kept::trials,
        environments::trials,
        osgi::trials,
        policy::trials,
        kept::more_trials,
        ims::trials,
        matching::trials,
        panel::trials,
        tray::trials,
        elsewhere::trials,
        adversarial::trials,
        form::trials,
        migration::trials,
        report::trials,
        secrets::trials,
        trouble::trials,
        requests::trials,
        // Without the extension, which takes other browsers.
        dock::trials,
        widget::trials,
        standalone::trials,
        tray::more_trials,
        page_script::trials,
        reading::trials,
        pictures::trials,
    ];
    let all = subjects.into_iter().flat_map(|trials| trials());
    let (ignored, run): (Vec<_>, Vec<_>) = all.partition(Trial::has_ignored_flag);
    let (firefox, chromium): (Vec<_>, Vec<_>) =
        run.into_iter().chain(ignored).partition(|trial| trial.name().contains("::firefox::"));
    let place = |at: usize, of: usize| at * 1000 / of.max(1);
    let (firefoxes, chromiums) = (firefox.len(), chromium.len());
    let mut placed: Vec<_> = firefox
        .into_iter()
        .enumerate()
        .map(|(at, trial)| (place(at, firefoxes), trial))
        .chain(chromium.into_iter().enumerate().map(|(at, trial)| (place(at, chromiums), trial)))
        .collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, trial)| trial).collect()
}
