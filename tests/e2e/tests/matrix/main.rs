//! What the shipped extension makes of many AEMs: the practice console with its switches in many combinations, each
//! driven from the list to the filled form, some until they are saved. Compared is what was read with what is there,
//! and what every field then holds with what it must hold.
//!
//! It prints the table of combinations with what came of each, in order. By default some combinations stand for all
//! ([`table::some_of`] says which); `--include-ignored` drives all, as libtest would, and so does `cargo xtask test --all`.
//! Arguments that are numbers choose combinations.

#![allow(clippy::print_stdout, reason = "a table is printed")]

mod compare;
mod drive;
mod table;

use anyhow::Result;
use e2e::{Browser, Console, Engine, Setup};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use table::{Combination, cells, combinations, gaps, head, some_of};

/// How many browsers work at once: each waits for its page most of the time.
const BROWSERS: usize = 4;

/// Every so many of the combinations that are driven are driven in Firefox as well.
const ALSO_FIREFOX: usize = 4;

/// How long one combination may take before it is given up.
const PATIENCE: Duration = Duration::from_secs(150);

/// One combination in one browser.
struct Task {
    combination: Combination,
    engine: Engine,
}

/// What is to be done, and what came of what was done.
struct Work {
    tasks: Vec<Task>,
    open: RefCell<VecDeque<usize>>,
    lines: RefCell<Vec<Option<(bool, String)>>>,
}

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    match runtime.map_err(Into::into).and_then(|runtime| runtime.block_on(run())) {
        Ok((passed, failed)) => {
            let verdict = if failed == 0 { "ok" } else { "FAILED" };
            println!("\ntest result: {verdict}. {passed} passed; {failed} failed");
            if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            println!("{error:#}\n\ntest result: FAILED. 0 passed; 1 failed");
            ExitCode::FAILURE
        }
    }
}

/// Drives what is asked for; gives how many passed and failed. The covering of the switches counts as one.
async fn run() -> Result<(usize, usize)> {
    let wanted: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let all = combinations()?;
    let gaps = gaps(&all)?;
    for gap in &gaps {
        println!("{gap}");
    }
    let everything = std::env::args().any(|argument| argument == "--include-ignored");
    let chosen = if !wanted.is_empty() {
        all.into_iter().filter(|one| wanted.contains(&one.number)).collect()
    } else if everything {
        all
    } else {
        let some = some_of(&all);
        println!(
            "{} of {} combinations, with {} of {} cells",
            some.len(),
            all.len(),
            cells(&some),
            cells(&all)
        );
        some
    };
    let task = |engine| move |combination: &Combination| Task { combination: combination.clone(), engine };
    let in_firefox = chosen.iter().skip(ALSO_FIREFOX - 1).step_by(ALSO_FIREFOX);
    let tasks: Vec<Task> =
        chosen.iter().map(task(Engine::Chromium)).chain(in_firefox.map(task(Engine::Firefox))).collect();

    println!("{:width$}  result", head(), width = width(&tasks));
    let work = Work {
        open: RefCell::new((0..tasks.len()).collect()),
        lines: RefCell::new(tasks.iter().map(|_| None).collect()),
        tasks,
    };
    let console = Console::start(None)?;
    let workers: Vec<_> = (0..BROWSERS).map(|_| work.on(console.port())).collect();
    for worker in join(workers).await {
        worker?;
    }
    let lines = work.lines.borrow();
    let failed = lines.iter().flatten().filter(|(passed, _)| !passed).count() + usize::from(!gaps.is_empty());
    Ok((lines.len() + 1 - failed, failed))
}

fn width(tasks: &[Task]) -> usize {
    tasks.iter().map(|task| task.combination.line.chars().count()).max().unwrap_or_default()
}

/// Waits for all of some futures. They share one thread.
async fn join<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    std::future::poll_fn(|context| {
        for (future, output) in futures.iter_mut().filter(|(_, output)| output.is_none()) {
            if let std::task::Poll::Ready(ready) = future.as_mut().poll(context) {
                *output = Some(ready);
            }
        }
        if futures.iter().all(|(_, output)| output.is_some()) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    futures.into_iter().filter_map(|(_, output)| output).collect()
}

impl Work {
    /// Works on what is open, with one browser after the other: a new one for another engine, and after a failure.
    async fn on(&self, port: u16) -> Result<()> {
        let mut browser: Option<Browser> = None;
        loop {
            let next = self.open.borrow_mut().pop_front();
            let Some((index, task)) = next.and_then(|index| Some((index, self.tasks.get(index)?))) else {
                break;
            };
            if browser.as_ref().is_some_and(|browser| browser.engine() != task.engine)
                && let Some(other) = browser.take()
            {
                other.close().await?;
            }
            let began = Instant::now();
            let result = self.one(&mut browser, port, task).await;
            if result.is_err() {
                browser = None;
            }
            self.note(index, task, result, began.elapsed());
        }
        match browser {
            Some(browser) => browser.close().await,
            None => Ok(()),
        }
    }

    async fn one(&self, browser: &mut Option<Browser>, port: u16, task: &Task) -> Result<String> {
        if browser.is_none() {
            *browser = Some(
                Browser::start(task.engine, &Setup { fresh: true, ..Setup::with_extension(port) }).await?,
            );
        }
        let Some(browser) = browser else { anyhow::bail!("no browser") };
        let driven = tokio::time::timeout(PATIENCE, drive::drive(browser, &task.combination));
        driven.await.unwrap_or_else(|_| anyhow::bail!("given up after {} s", PATIENCE.as_secs()))
    }

    /// Keeps a line, and prints all that are complete up to the first that is not.
    fn note(&self, index: usize, task: &Task, result: Result<String>, took: Duration) {
        let seconds = took.as_secs_f32();
        let firefox = if task.engine == Engine::Firefox { "Firefox: " } else { "" };
        let (passed, told) = match result {
            Ok(told) => (true, format!("ok {seconds:>5.1} s  {firefox}{told}")),
            Err(error) => {
                let told = format!("{error:#}").replace('\n', " ");
                (false, format!("FAILED after {seconds:.1} s: {firefox}{told}"))
            }
        };
        let line = format!("{:width$}  {told}", task.combination.line, width = width(&self.tasks));
        let mut lines = self.lines.borrow_mut();
        if let Some(place) = lines.get_mut(index) {
            *place = Some((passed, line));
        }
        let complete = lines.iter().take_while(|line| line.is_some()).count();
        if complete > index {
            lines.iter().take(complete).skip(index).flatten().for_each(|(_, line)| println!("{line}"));
        }
    }
}
