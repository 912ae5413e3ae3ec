//! How fast AEM's console is read and filled.
//!
//! Reading: ten thousand configurations, by `page.js` in an isolated world, as a content script's is, and the app's
//! WebAssembly after it, in a page that holds nothing else, as the panel's does; beside it a plain reader in JavaScript
//! with the same rules. Each run has a page load and worlds of its own, so that none finds the page's elements wrapped by
//! another, or pays for clearing them away.
//!
//! Filling: the widget's own script time, beside a frame with the console, which a sampling profiler tells apart from
//! the console's by the files that the samples are in. The widget has all of it in one thread; the extension has the
//! same files, but for its ports.

use anyhow::{Context, Result, bail, ensure};
use e2e::{AUTHOR, Browser, CONSOLE_PATH, Console, Setup, TARGET_CLIENT_ID, page_parts};
use fantoccini::{Locator, elements::Element};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;

use super::{RUNS, metric, number};

/// The goals: a look at 10,000 items and its longest slice, and a fill of six fields, in milliseconds.
const LOOK: f64 = 60.0;
const SLICE: f64 = 8.0;
const FILL: f64 = 15.0;

/// How often the form is filled: a fill is short beside what a sampling profiler can tell.
const FILLS: usize = 25;

/// The lists that are read.
const LISTS: [(&str, &str); 2] = [("list", "view=list"), ("coral3", "skin=coral3&view=cards")];

pub(super) async fn measure(console: &Console) -> Result<()> {
    let setup = Setup { extension: false, ..Setup::to_measure(console.port()) };
    let browser = Browser::chromium(&setup).await?;
    for (name, query) in LISTS {
        reading(&browser, &setup, name, query).await?;
    }
    filling(&browser, console).await?;
    browser.close().await
}

/// One look: its milliseconds without the pauses, and the longest slice; `page.js` pauses by the scheduler.
const LOOK_ONCE: &str = "(async () => {
    const slices = [];
    const real = scheduler.realPostTask ??= scheduler.postTask.bind(scheduler);
    let begin;
    scheduler.postTask = (task, options) => {
      slices.push(performance.now() - begin);
      return real(() => {}, options).then(() => { begin = performance.now(); });
    };
    begin = performance.now();
    globalThis.seen = await AemPage.snapshot();
    slices.push(performance.now() - begin);
    return [slices.reduce((sum, one) => sum + one), Math.max(...slices), slices.length];
  })()";

async fn reading(browser: &Browser, setup: &Setup, name: &str, query: &str) -> Result<()> {
    let switches = "seed=reset&switches=reset&menu=off&assistant=none&lang=en&items=10000&lazy=off";
    let list = format!("https://{AUTHOR}{CONSOLE_PATH}?{switches}&{query}");
    let all = "return document.querySelectorAll('.foundation-collection-item').length === 10000";
    let page = page_parts()?.concat();
    let plain_reader = include_str!("../../../../bench/console-reader.js");
    let mut times: HashMap<&str, Vec<f64>> = HashMap::new();
    let mut note = |what, time| times.entry(what).or_default().push(time);
    let mut snapshot = Value::Null;
    let mut expected = Value::Null;
    for run in 0..RUNS {
        browser.open(&list).await?;
        browser.until("all items", all).await?;
        let world = World::open(browser, &format!("assistant-{name}-{run}")).await?;
        world.run(&page).await?;
        let first = world.run(LOOK_ONCE).await?;
        note("first", number(&first[0])?);
        note("first slice", number(&first[1])?);
        world.run("globalThis.end = AemPage.watch(() => {}); 0").await?;
        world.run(LOOK_ONCE).await?;
        let again = world.run(LOOK_ONCE).await?;
        note("again", number(&again[0])?);
        note("again slice", number(&again[1])?);
        let structure = "(() => { const begin = performance.now(); AemPage.structure();
                         return performance.now() - begin; })()";
        note("structure", number(&world.run(structure).await?)?);
        if run == 0 {
            snapshot = world.run("seen").await?;
        }
        world.run("end(); 0").await?;

        let other = World::open(browser, &format!("plain-{name}-{run}")).await?;
        other.run(plain_reader).await?;
        let once = "(() => { const begin = performance.now(); globalThis.seen = readConsole();
                    return performance.now() - begin; })()";
        note("plain", number(&other.run(once).await?)?);
        note("plain again", number(&other.run(once).await?)?);
        if run == 0 {
            let lines =
                "seen.map(({ title, id, jwt, whose }) => [title, id, jwt, whose].join('\\t')).join('\\n')";
            expected = other.run(lines).await?;
        }
    }
    let truth = "return PracticeConsole.truth().configurations.filter(one => one.jwt).length";
    let truth = browser.run(truth).await?;
    let (decoding, told) = decoding(setup, &snapshot).await?;
    ensure!(told == expected, "{name}: the two readers do not agree");
    let marked = told.as_str().unwrap_or_default().lines().filter(|line| line.contains("\ttrue\t")).count();
    ensure!(truth == json!(marked), "{name}: {marked} are said to be JWT");

    println!();
    println!("{:<52}{:>9}{:>9}  goal", format!("10,000 items, {name}: ms of {RUNS} runs"), "median", "least");
    let get = |what: &str| Times::of(&times[what]);
    let [first, again, plain, plain_again] = ["first", "again", "plain", "plain again"].map(get);
    let line = |what: &str, time: &Times, goal: String| {
        println!("{what:<52}{:>9.1}{:>9.1}  {goal}", time.median, time.least);
    };
    line("page.js, first look", &first, String::new());
    line("  its longest slice", &get("first slice"), format!("at most {SLICE}"));
    line("decoding and console::read in wasm", &decoding, String::new());
    line("both", &first.and(&decoding), format!("at most {LOOK}, and the plain reader’s"));
    line("plain JavaScript reader, first", &plain, first.and(&decoding).beside(&plain));
    line("page.js, again while watched", &again, String::new());
    line("  its longest slice", &get("again slice"), format!("at most {SLICE}"));
    line("both, again while watched", &again.and(&decoding), String::new());
    line("plain JavaScript reader, again", &plain_again, again.and(&decoding).beside(&plain_again));
    line("structure()", &get("structure"), String::new());
    Ok(())
}

/// What the app takes for a snapshot, and what it makes of it.
async fn decoding(setup: &Setup, snapshot: &Value) -> Result<(Times, Value)> {
    let browser = Browser::chromium(setup).await?;
    browser.open(&format!("https://{AUTHOR}/sites.html")).await?;
    let folder = PathBuf::from(std::env::var_os("CONSOLE_BENCH").context("CONSOLE_BENCH is not set")?);
    let file = |name: &str| std::fs::read(folder.join(name)).with_context(|| format!("{name} is missing"));
    let (wasm, glue) = (file("reading_bench_bg.wasm")?, String::from_utf8(file("reading_bench.js")?)?);
    let script = "
        const [wasm, glue, snapshot, runs, done] = arguments;
        (async () => {
          const app = await import(URL.createObjectURL(new Blob([glue], { type: 'text/javascript' })));
          app.initSync({ module: Uint8Array.from(wasm) });
          const times = [];
          for (let run = 0; run < runs; run++) {
            await new Promise((next) => setTimeout(next, 20));
            const begin = performance.now();
            if (app.look(snapshot) !== 10000) throw new Error('not all were read');
            times.push(performance.now() - begin);
          }
          return [times, app.told(snapshot)];
        })().then(done, (error) => done(String(error)))";
    let arguments = vec![json!(wasm), json!(glue), snapshot.clone(), json!(RUNS)];
    let answer = browser.client().execute_async(script, arguments).await?;
    let times = answer[0].as_array().with_context(|| format!("the page answers {answer}"))?;
    let times: Vec<f64> = times.iter().map(number).collect::<Result<_>>()?;
    browser.close().await?;
    Ok((Times::of(&times), answer[1].clone()))
}

/// The folder of the widget's files; WebAssembly that was not streamed has an address of its own.
const OURS: &str = "/widget/";

async fn filling(browser: &Browser, console: &Console) -> Result<()> {
    let switches = "seed=reset&switches=reset&menu=off&assistant=none&lang=en&delay=0";
    let local = format!("https://localhost:{}", console.port());
    let [mut ours, mut layout, mut others] = [(); 3].map(|()| Vec::new());
    browser.devtools("Performance.enable", json!({})).await?;
    browser.devtools("Profiler.enable", json!({})).await?;
    browser.devtools("Profiler.setSamplingInterval", json!({ "interval": 200 })).await?;
    for _ in 0..FILLS {
        // Its switches are remembered.
        browser.open(&format!("{local}{CONSOLE_PATH}?{switches}")).await?;
        browser.open(&format!("{local}/practice.html?lang=en")).await?;
        in_widget(browser, "section.group h2", "To migrate").await?;
        in_widget(browser, ".paste button", "").await?.click().await?;
        let migrate = "Migrate Adobe Target (Prod)";
        let found = async || in_widget(browser, ".group button[data-tone=primary]", migrate).await.ok();
        browser.press_found(migrate, found).await?;
        let button =
            in_widget(browser, ".form button[data-tone=primary][data-armed]", "Fill 6 fields").await?;
        browser.rest_on(&button).await?;
        browser.devtools("Profiler.start", json!({})).await?;
        button.click().await?;
        in_widget(browser, ".said[data-tone=success]", "6 of 6").await?;
        let stopped = browser.devtools("Profiler.stop", json!({})).await?;
        // What the panel does once all has been read back, such as to draw what it says of it, is not filling.
        let end = "const { startTime, duration } = performance.getEntriesByName('fill', 'measure').at(-1);
                   return startTime + duration";
        let end = number(&browser.run(end).await?)? + navigation_start(browser).await?;
        let held = "return document.querySelector('#console').contentDocument
                        .querySelector('input[name=clientId]').value";
        ensure!(browser.run(held).await? == json!(TARGET_CLIENT_ID), "another client id was filled");
        let spent = Spent::until(end, &stopped["profile"])?;
        ours.push(spent.ours);
        layout.push(spent.layout);
        others.push(spent.others);
    }
    println!();
    println!("{:<52}{:>9}{:>9}  goal", format!("filling six fields: ms of {FILLS} runs"), "median", "least");
    let line = |what: &str, times: &[f64], goal: String| {
        let times = Times::of(times);
        println!("{what:<52}{:>9.1}{:>9.1}  {goal}", times.median, times.least);
    };
    line("script time of ours, all read back equal", &ours, format!("at most {FILL}"));
    line("style and layout that ours asks for", &layout, String::new());
    line("script time of the console and Coral", &others, String::new());
    Ok(())
}

/// When the page began to be loaded, in milliseconds on the clock of the profiler.
async fn navigation_start(browser: &Browser) -> Result<f64> {
    Ok(metric(browser, "NavigationStart").await? * 1000.0)
}

/// Waits for an element of the widget that has a text, through its closed shadow tree.
async fn in_widget(browser: &Browser, selector: &str, wanted: &str) -> Result<Element> {
    for _ in 0..600 {
        let host = browser.find("ims-oauth-assistant").await?;
        if let Ok(root) = host.shadow_root().await
            && let Ok(element) = root.find(Locator::Css(selector)).await
            && element.text().await.is_ok_and(|text| text.contains(wanted))
        {
            return Ok(element);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("“{wanted}” did not appear in {selector}")
}

/// What the browser does for a script that asks where something is or whether it can be seen. It would have to be done for
/// the next frame, too, so Chromium counts it apart from the script (its metrics ScriptDuration and LayoutDuration).
const ASKS_FOR_LAYOUT: [&str; 3] = ["checkVisibility", "getBoundingClientRect", "getClientRects"];

/// Where the time of a profile went, in milliseconds.
#[derive(Default)]
struct Spent {
    ours: f64,
    layout: f64,
    others: f64,
}

impl Spent {
    /// Of what came before a moment, in milliseconds on the profile's own clock. What the browser does for a script
    /// counts as the script's, but for style and layout.
    fn until(end: f64, profile: &Value) -> Result<Self> {
        let nodes = profile["nodes"].as_array().context("no nodes")?;
        // By node: the file that it is in, and its function.
        let mut owners: HashMap<u64, (String, &str)> = HashMap::new();
        // A node stands before its children.
        for node in nodes {
            let id = node["id"].as_u64().context("a node without an id")?;
            let above = owners.remove(&id).map(|(above, _)| above).unwrap_or_default();
            let url = node["callFrame"]["url"].as_str().unwrap_or_default();
            let owner = if url.is_empty() { above } else { url.to_owned() };
            for child in node["children"].as_array().into_iter().flatten().filter_map(Value::as_u64) {
                owners.insert(child, (owner.clone(), ""));
            }
            owners.insert(id, (owner, node["callFrame"]["functionName"].as_str().unwrap_or_default()));
        }
        let samples = profile["samples"].as_array().context("no samples")?;
        let deltas = profile["timeDeltas"].as_array().context("no times")?;
        let mut spent = Self::default();
        let mut now = number(&profile["startTime"])? / 1000.0;
        // A delta is how long after the one before a sample was taken, the first one's how long after the start: a sample
        // stands for the time until the next.
        for (index, delta) in deltas.iter().enumerate() {
            let milliseconds = number(delta)? / 1000.0;
            now += milliseconds;
            let Some(sample) = index.checked_sub(1).and_then(|before| samples.get(before)) else { continue };
            if now > end {
                break;
            }
            let none = (String::new(), "");
            let (owner, function) = sample.as_u64().and_then(|id| owners.get(&id)).unwrap_or(&none);
            let is_ours = owner.contains(OURS) || owner.starts_with("wasm://");
            match (is_ours, ASKS_FOR_LAYOUT.contains(function)) {
                (true, true) => spent.layout += milliseconds,
                (true, false) => spent.ours += milliseconds,
                (false, _) if !owner.is_empty() => spent.others += milliseconds,
                (false, _) => {}
            }
        }
        Ok(spent)
    }
}

/// Several measurements of one thing, in milliseconds. The least is what is left where a machine has other work.
struct Times {
    median: f64,
    least: f64,
}

impl Times {
    fn of(times: &[f64]) -> Self {
        let mut times = times.to_vec();
        times.sort_by(f64::total_cmp);
        let at = |index: usize| times.get(index).copied().unwrap_or(f64::NAN);
        Self { median: at(times.len() / 2), least: at(0) }
    }

    fn and(&self, other: &Self) -> Self {
        Self { median: self.median + other.median, least: self.least + other.least }
    }

    fn beside(&self, other: &Self) -> String {
        format!(
            "ours takes {:.2} of it, at least {:.2}",
            self.median / other.median,
            self.least / other.least
        )
    }
}

/// An isolated world of the page.
struct World<'a>(&'a Browser, Value);

impl<'a> World<'a> {
    async fn open(browser: &'a Browser, name: &str) -> Result<Self> {
        let frames = browser.devtools("Page.getFrameTree", json!({})).await?;
        let parameters = json!({ "frameId": frames["frameTree"]["frame"]["id"], "worldName": name });
        let created = browser.devtools("Page.createIsolatedWorld", parameters).await?;
        Ok(Self(browser, created["executionContextId"].clone()))
    }

    async fn run(&self, script: &str) -> Result<Value> {
        let parameters = json!({
            "contextId": self.1, "expression": script, "awaitPromise": true, "returnByValue": true
        });
        let answer = self.0.devtools("Runtime.evaluate", parameters).await?;
        ensure!(answer["exceptionDetails"].is_null(), "{}", answer["exceptionDetails"]);
        Ok(answer["result"]["value"].clone())
    }
}
