//! What old and new code really make of each other's payloads, for single changes of contracts.
//!
//! Each file of `matrix` has a small contract and changes of it. Both versions of each are generated in Rust and in
//! Python, and values that one writes are read by the other, in both directions and in each pair of languages.
//!
//! `TEMPOC_SEED` and `TEMPOC_PROVE_CASES` ask for other values and for more.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
#![allow(clippy::print_stdout, reason = "what was measured is said")]

mod matrix;
mod measure;
mod slots;

use std::env;
use std::path::PathBuf;

use matrix::{Change, Matrix};
use measure::Measured;
use tempoc::prove::{Contract, Dependency, Options, Prover};

#[test]
fn changes_do_to_payloads_what_the_matrix_says() {
    let matrix = Matrix::read();
    let contracts: Vec<Contract<'_>> = matrix
        .versions
        .iter()
        .map(|version| Contract {
            model: version.compilation.model(),
            sources: &version.compilation.warnings().sources,
        })
        .collect();
    let started = std::time::Instant::now();
    let mut prover = Prover::start(&contracts, &options());
    assert_eq!(prover.missing(), [], "a language cannot be run");
    println!(
        "{} versions were compiled in {:.1?}",
        contracts.len(),
        started.elapsed()
    );

    let mut wrong = Vec::new();
    let (mut values, mut refused) = (0, 0);
    for change in &matrix.changes {
        let measured = measure::measure(&mut prover, &contracts, change);
        values += measured.values();
        refused += measured.refused();
        println!("{:<44} {measured}", change.name);
        wrong.extend(differences(change, &measured));
    }
    println!(
        "{} changes, {values} exchanges, {refused} of them refused, in {:.1?}",
        matrix.changes.len(),
        started.elapsed()
    );
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// In what the measured effects differ from those that the matrix names.
fn differences(change: &Change, measured: &Measured) -> Vec<String> {
    let directions = [
        ("old_to_new", &change.old_to_new, &measured.old_to_new),
        ("new_to_old", &change.new_to_old, &measured.new_to_old),
    ];
    directions
        .into_iter()
        .filter(|(_, named, found)| **named != found.effect())
        .map(|(direction, named, found)| {
            format!(
                "{}: {direction} = \"{named}\", but it {}\n{}",
                change.name,
                found.effect(),
                found.examples()
            )
        })
        .collect()
}

fn options() -> Options {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let python = env::var_os("TEMPOC_PYTHON").map(PathBuf::from);
    Options {
        // Kept from run to run, as what it holds takes a minute to compile.
        folder: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("oracle"),
        runtime: Dependency::at_path(&here.join("../../runtime")),
        python: python.unwrap_or_else(|| here.join("../../.venv/bin/python")),
    }
}
