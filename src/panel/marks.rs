//! Marks on the browser's own timeline, by which `cargo xtask bench` and a browser's profiler see what takes long.

use web_sys::Performance;

fn timeline() -> Option<Performance> {
    web_sys::window()?.performance()
}

/// Notes that something is so from now on.
pub(super) fn mark(name: &str) {
    // A full timeline is no reason to do anything else differently.
    let _ = timeline().map(|timeline| timeline.mark(name));
}

/// Notes how long something took since the mark of that name.
pub(super) fn measure(name: &str, since: &str) {
    let _ = timeline().map(|timeline| timeline.measure_with_start_mark(name, since));
}
