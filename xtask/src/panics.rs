//! Takes the words out of a panic: in what is shipped it ends at once.
//!
//! A message of Rust's may quote what was being worked on ("… is not a char boundary; it is inside 'é' of `…`"), and
//! Yew's hook would print it to the browser's console, where no part of a paste may ever be. What makes these messages
//! weighs a few kilobytes, besides. The browser still reports the trap, with the place in the file.

use anyhow::{Result, ensure};
use rustc_demangle::demangle;
use walrus::{FunctionBuilder, FunctionKind, Module};

/// How the names of the functions begin that end the program, and do nothing else.
const ENDS: &[&str] = &[
    "__rustc::rust_begin_unwind",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "console_error_panic_hook::hook",
    "core::cell::panic_already_",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::index::slice_",
    "core::str::slice_error_fail",
    "std::panicking::begin_panic",
    "std::panicking::panic_with_hook",
];

/// The one that all panics of Rust code go through.
const MAIN: &str = "core::panicking::panic_fmt";

/// The same module, where each of these functions is a trap. It needs the names of functions.
pub(crate) fn silence(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(wasm)?;
    let mut silenced = Vec::new();
    for function in module.funcs.iter() {
        let name = function.name.as_deref().map(|name| format!("{:#}", demangle(name)));
        let name = name.unwrap_or_default();
        if matches!(function.kind, FunctionKind::Local(_)) && ENDS.iter().any(|end| name.starts_with(end)) {
            silenced.push((function.id(), name));
        }
    }
    ensure!(
        silenced.iter().any(|(_, name)| name == MAIN),
        "there is no {MAIN}: the standard library has other names now; put them into xtask/src/panics.rs"
    );
    for (id, _) in silenced {
        let kind = module.types.get(module.funcs.get(id).ty());
        let (parameters, results) = (kind.params().to_vec(), kind.results().to_vec());
        let arguments = parameters.iter().map(|kind| module.locals.add(*kind)).collect();
        let mut trap = FunctionBuilder::new(&mut module.types, &parameters, &results);
        trap.func_body().unreachable();
        module.funcs.get_mut(id).kind = FunctionKind::Local(trap.local_func(arguments));
    }
    Ok(module.emit_wasm())
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::ir::Value;

    /// A module with one function, which gives a number.
    fn module(name: &str) -> Vec<u8> {
        let mut module = Module::default();
        let mut function = FunctionBuilder::new(&mut module.types, &[], &[walrus::ValType::I32]);
        function.name(name.to_owned()).func_body().const_(Value::I32(7));
        let function = function.finish(Vec::new(), &mut module.funcs);
        module.exports.add("end", function);
        module.emit_wasm()
    }

    fn traps(wasm: &[u8]) -> Result<bool> {
        let module = Module::from_buffer(wasm)?;
        let Some((_, function)) = module.funcs.iter_local().next() else { return Ok(false) };
        let body = function.block(function.entry_block());
        Ok(matches!(body.instrs.as_slice(), [(walrus::ir::Instr::Unreachable(_), _)]))
    }

    #[test]
    fn what_ends_the_program_does_only_that() -> Result<()> {
        let before = module("_ZN4core9panicking9panic_fmt17h0123456789abcdefE");
        assert!(!traps(&before)?);
        assert!(traps(&silence(&before)?)?);
        Ok(())
    }

    #[test]
    fn a_library_with_other_names_is_noticed() {
        let error = silence(&module("_ZN4core4fmt5write17h0123456789abcdefE"));
        assert!(error.is_err_and(|error| error.to_string().contains("panic_fmt")));
    }
}
