//! Browsers that wait for their next test. Starting one, with a new profile and the extension in it, takes longer than
//! most tests do.
//!
//! A browser goes back to the pool only when its test has passed. What the next test must not see is either gone with
//! the page that is left in between, or belongs to the AEM host of the test before: the extension keeps a run for each
//! origin, and cookies and `localStorage` are the origin's as well. A test that changes what all origins share, or
//! looks at the whole of it, asks for a fresh browser instead ([`Setup::fresh`]).

use crate::browser::{Browser, Engine, Setup};
use std::sync::{LazyLock, Mutex, PoisonError};
use tokio::runtime::Runtime;

/// How many browsers wait at most. One that becomes one too many is ended, the longest unused first.
const IDLE: usize = 4;

static POOL: Mutex<Vec<Browser>> = Mutex::new(Vec::new());

/// A WebDriver session is served by a task of the runtime that began it, so that a browser which outlives its test needs
/// a runtime that does, too.
static RUNTIME: LazyLock<std::io::Result<Runtime>> =
    LazyLock::new(|| tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build());

/// Runs a test to its end, on the runtime that all tests share.
///
/// # Errors
/// The test's own, and when there can be no runtime.
pub fn run(test: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    match &*RUNTIME {
        Ok(runtime) => runtime.block_on(test),
        Err(error) => anyhow::bail!("no runtime: {error}"),
    }
}

/// Ends all browsers that wait. To be called once no test runs any more: nobody else ends them.
///
/// # Errors
/// When a browser does not end by itself.
pub fn end_idle_browsers() -> anyhow::Result<()> {
    let all = std::mem::take(&mut *POOL.lock().unwrap_or_else(PoisonError::into_inner));
    run(async {
        for browser in all {
            browser.end().await?;
        }
        Ok(())
    })
}

/// A browser that was used before, if one waits that is as wanted; preferably one with a window of that size.
pub(crate) fn take(engine: Engine, setup: &Setup) -> Option<Browser> {
    let mut pool = POOL.lock().unwrap_or_else(PoisonError::into_inner);
    let fits = |browser: &Browser| browser.engine() == engine && browser.setup().extension == setup.extension;
    let at = pool
        .iter()
        .position(|browser| fits(browser) && browser.setup().window == setup.window)
        .or_else(|| pool.iter().position(fits))?;
    Some(pool.remove(at))
}

/// Puts a browser into the pool; gives one back that has to be ended for it.
pub(crate) fn give_back(browser: Browser) -> Option<Browser> {
    let mut pool = POOL.lock().unwrap_or_else(PoisonError::into_inner);
    pool.push(browser);
    (pool.len() > IDLE).then(|| pool.remove(0))
}
