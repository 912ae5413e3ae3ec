//! Which tests there are, and in which browsers.
//!
//! A file of tests names its own in [`subjects!`], by the browsers that they run in. What runs only when everything is
//! run, is a test that libtest calls *ignored*: `cargo test -p e2e NAME -- --include-ignored` runs it, and so does
//! `cargo xtask test --all`.

use anyhow::Result;
use e2e::Engine;
use libtest_mimic::{Failed, Trial};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long each test took, for those who want the whole to be quicker.
static TOOK: Mutex<Vec<(Duration, String)>> = Mutex::new(Vec::new());

/// How many of the slowest tests are named at the end.
const SLOWEST: usize = 25;

/// Makes the function `trials` of a file, from lists of its tests: `both: [...], chromium_first: [...]`. The name of a
/// list is the name of a function of this module.
macro_rules! subjects {
    ($($browsers:ident: [$($test:ident),* $(,)?]),* $(,)?) => {
        /// The tests of this file.
        pub(crate) fn trials() -> Vec<libtest_mimic::Trial> {
            let mut trials = Vec::new();
            $($(trials.extend(crate::harness::$browsers(module_path!(), stringify!($test), $test));)*)*
            trials
        }
    };
}

/// A test in both browsers: of something that the two do differently.
pub(crate) fn both<F>(module: &str, name: &str, test: fn(Engine) -> F) -> [Trial; 2]
where
    F: Future<Output = Result<()>> + 'static,
{
    [in_firefox(module, name, test), in_chromium(module, name, test)]
}

/// A test in Chromium, and in Firefox only when everything is run: what it is about is the same code in both.
pub(crate) fn chromium_first<F>(module: &str, name: &str, test: fn(Engine) -> F) -> [Trial; 2]
where
    F: Future<Output = Result<()>> + 'static,
{
    [in_firefox(module, name, test).with_ignored_flag(true), in_chromium(module, name, test)]
}

/// A test in both browsers, but only when everything is run.
pub(crate) fn when_all<F>(module: &str, name: &str, test: fn(Engine) -> F) -> [Trial; 2]
where
    F: Future<Output = Result<()>> + 'static,
{
    [in_firefox(module, name, test), in_chromium(module, name, test)].map(|one| one.with_ignored_flag(true))
}

/// A test that can be made in Firefox only.
pub(crate) fn firefox_only<F>(module: &str, name: &str, test: fn(Engine) -> F) -> [Trial; 1]
where
    F: Future<Output = Result<()>> + 'static,
{
    [in_firefox(module, name, test)]
}

/// A test that can be made in Chromium only.
pub(crate) fn chromium_only<F>(module: &str, name: &str, test: fn() -> F) -> [Trial; 1]
where
    F: Future<Output = Result<()>> + 'static,
{
    [trial(format!("{}::{name}", subject(module)), move || e2e::run(test()))]
}

fn in_firefox<F>(module: &str, name: &str, test: fn(Engine) -> F) -> Trial
where
    F: Future<Output = Result<()>> + 'static,
{
    trial(format!("{}::firefox::{name}", subject(module)), move || e2e::run(test(Engine::Firefox)))
}

fn in_chromium<F>(module: &str, name: &str, test: fn(Engine) -> F) -> Trial
where
    F: Future<Output = Result<()>> + 'static,
{
    trial(format!("{}::chromium::{name}", subject(module)), move || e2e::run(test(Engine::Chromium)))
}

/// A test by its whole name.
pub(crate) fn trial(name: String, test: impl FnOnce() -> Result<()> + Send + 'static) -> Trial {
    let named = name.clone();
    Trial::test(name, move || {
        let began = Instant::now();
        let result = test();
        TOOK.lock().unwrap_or_else(PoisonError::into_inner).push((began.elapsed(), named));
        result.map_err(|error| Failed::from(format!("{error:?}")))
    })
}

/// Prints the tests that took longest, with the seconds. They run several at once, so the sum is not the whole.
pub(crate) fn print_slowest() {
    let mut took = std::mem::take(&mut *TOOK.lock().unwrap_or_else(PoisonError::into_inner));
    took.sort_by(|one, other| other.cmp(one));
    for (time, name) in took.iter().take(SLOWEST) {
        println!("{:>7.1} s  {name}", time.as_secs_f32());
    }
}

/// A file's name, from the path of its module.
fn subject(module: &str) -> &str {
    module.rsplit("::").next().unwrap_or(module)
}
