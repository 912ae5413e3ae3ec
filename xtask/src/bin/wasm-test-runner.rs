//! Runs the WASM tests that `cargo test` built in a headless browser: wasm-bindgen's own runner, built from
//! the tree's lock file, so that its version is always the app's.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
