//! Measures how fast credentials are read natively. Prints one line per corpus and size,
//! `name<tab>bytes<tab>milliseconds` (median).
//!
//! `cargo xtask bench` shows these figures beside those of the browser. An argument restricts it to the corpora whose
//! name contains it.

mod corpora;

use corpora::Corpus;
use ims_oauth_assistant::reading::read;
use std::time::Instant;

const RUNS: usize = 9;

#[allow(clippy::print_stdout, reason = "a benchmark speaks by printing")]
fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for (corpus, name) in Corpus::ALL.into_iter().filter(|(_, name)| name.contains(&wanted)) {
        for size in [1 << 20, 8 << 20] {
            // 8 MiB is the largest text that is read.
            let text = corpus.text(size - 4096);
            let mut times: Vec<f64> = (0..RUNS)
                .map(|_| {
                    let begin = Instant::now();
                    let reading = read(&text);
                    let time = begin.elapsed().as_secs_f64() * 1000.0;
                    assert!(reading.credentials.iter().any(|credential| credential.usable()), "{name}");
                    time
                })
                .collect();
            times.sort_by(f64::total_cmp);
            println!("{name}\t{}\t{}", text.len(), times[RUNS / 2]);
        }
    }
}
