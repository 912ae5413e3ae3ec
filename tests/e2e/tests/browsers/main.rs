//! The shipped builds in real browsers. One file a subject; each test has a browser and a console of its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where an expectation fails")]

/// Makes a test in each browser of every function named: `chromium::NAME` and `firefox::NAME`.
macro_rules! in_both_browsers {
    ($($test:ident),* $(,)?) => {
        mod chromium {
            $(#[tokio::test]
            async fn $test() -> anyhow::Result<()> {
                super::$test(e2e::Engine::Chromium).await
            })*
        }
        mod firefox {
            $(#[tokio::test]
            async fn $test() -> anyhow::Result<()> {
                super::$test(e2e::Engine::Firefox).await
            })*
        }
    };
}

mod adversarial;
mod elsewhere;
mod form;
mod list;
mod migration;
mod page_script;
mod pages;
mod panel;
mod reading;
mod report;
mod secrets;
mod standalone;
mod trouble;
mod widget;
