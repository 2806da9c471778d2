//! Measures the compiler and what it makes, beside the goals: `make bench`.
//!
//! Everything is measured in one run on one machine; a ratio travels to another machine, a time does
//! not. Nothing is saved. With `--full`, `cargo check` is measured for 10,000 types too; with `--payload`, nothing but
//! the payloads is measured.

#![allow(clippy::print_stdout, reason = "a program that prints")]

mod check_cost;
mod command;
mod contract;
mod measure;
mod payload;
mod phases;
mod serde_types;
mod table;
mod workshop;

use std::env;

use anyhow::{Result, bail};

use workshop::Workshop;

fn main() -> Result<()> {
    let mut arguments = env::args_os().skip(1).peekable();
    if arguments
        .next_if(|first| first == measure::ARGUMENT)
        .is_some()
    {
        return measure::report_cost(arguments);
    }
    let payload = arguments.next_if(|first| first == "--payload").is_some();
    let full = arguments.next_if(|first| first == "--full").is_some();
    if let Some(unknown) = arguments.next() {
        bail!(
            "unknown argument {}: only --full and --payload are known",
            unknown.display()
        );
    }

    let workshop = Workshop::open()?;
    if payload {
        return payload::measure_payloads(&workshop);
    }
    command::measure_command(&workshop)?;
    phases::measure_phases(&workshop)?;
    check_cost::measure_check_cost(&workshop, full)?;
    payload::measure_payloads(&workshop)
}
