//! Marks on the browser's own timeline: `cargo xtask bench` and a browser's profiler read them.

use web_sys::Performance;

fn timeline() -> Option<Performance> {
    web_sys::window()?.performance()
}

/// Marks this moment.
pub(crate) fn mark(name: &str) {
    // Best effort: a timeline that is full changes nothing for the user.
    let _ = timeline().map(|timeline| timeline.mark(name));
}

/// Measures the time since the mark `since`.
pub(crate) fn measure(name: &str, since: &str) {
    let _ = timeline().map(|timeline| timeline.measure_with_start_mark(name, since));
}
