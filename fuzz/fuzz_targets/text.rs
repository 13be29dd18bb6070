//! See `text` in `tests/robust/targets.rs`.

#![no_main]

#[allow(dead_code, reason = "each target is a program of its own")]
#[path = "../../tests/robust/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::text(bytes));
