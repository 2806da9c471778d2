//! What old and new code really make of each other's payloads, for single changes of contracts.
//!
//! Each file of `matrix` has a small contract and changes of it. Both versions of each are generated in Rust and in
//! Python, and values that one writes are read by the other, in both directions and in each pair of languages.
//!
//! The same is done to the pull requests of the README, and to contracts by chance with changes by chance.
//!
//! `TEMPOC_SEED`, `TEMPOC_PROVE_CASES` and `TEMPOC_PROVE_CONTRACTS` ask for others, for more values, and for more
//! contracts by chance.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
#![allow(clippy::print_stdout, reason = "what was measured is said")]

mod chance;
mod matrix;
mod measure;
mod slots;
mod verdicts;

use std::env;
use std::path::PathBuf;

use matrix::{Change, Matrix};
use measure::Measured;
use tempoc::breaking::{Assumptions, compare, findings, judge};
use tempoc::prove::{Contract, Dependency, Language, Options, Outcome, Prover, prove};
use verdicts::Verdicts;

#[test]
fn changes_do_to_payloads_what_the_matrix_says() {
    let mut matrix = Matrix::read();
    matrix.add_pull_requests();
    let by_chance = number("TEMPOC_PROVE_CONTRACTS").unwrap_or(20) as usize;
    matrix.add_by_chance(by_chance, seed());
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
    let mut verdicts = Verdicts::default();
    let (mut values, mut refused) = (0, 0);
    for change in &matrix.changes {
        let measured = measure::measure(&mut prover, &contracts, change);
        values += measured.values();
        refused += measured.refused();
        println!("{:<44} {measured}", change.name);
        wrong.extend(differences(change, &measured));
        let (old, new) = (contracts[change.old].model, contracts[change.new].model);
        let findings = judge(old, new, Assumptions::default());
        verdicts.hold(change, &findings, &measured);
        verdicts.try_witnesses(&mut prover, change, &findings);
    }
    println!(
        "{} changes, {values} exchanges, {refused} of them refused, in {:.1?}",
        matrix.changes.len(),
        started.elapsed()
    );
    println!("{verdicts}");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    verdicts.assert_sound();
    proofs_say_what_was_measured(&matrix, &mut prover);
}

/// What users are shown of a finding is what the same payloads came to here.
fn proofs_say_what_was_measured(matrix: &Matrix, prover: &mut Prover<'_>) {
    let mut changes = matrix.changes.iter();
    let change = changes.find(|change| change.name == "fields/required-added");
    let change = change.unwrap();
    let model = |version: usize| matrix.versions[version].compilation.model();
    let (old, new) = (model(change.old), model(change.new));
    let comparison = compare(old, new, Assumptions::default());
    let mut findings = findings(old, new, &comparison);
    findings.retain(|finding| finding.change.rule.info().id == "field-required-added");
    let proofs = prove(prover, (change.old, change.new), &comparison, &findings);
    let [proof] = proofs.as_slice() else {
        panic!("{proofs:?}");
    };
    assert_eq!(proof.witness.len(), 4, "{proof:?}");
    for answer in &proof.witness {
        let Outcome::Refused { problem, .. } = &answer.outcome else {
            panic!("{answer:?}");
        };
        assert_eq!(problem.path, "Order.region");
        assert_eq!(problem.message, "missing, expected string");
    }
    assert_eq!(proof.old_to_new.len(), 4);
    for tally in &proof.old_to_new {
        assert!(
            tally.written > 50 && tally.refused == tally.written,
            "{tally:?}"
        );
        assert!(matches!(tally.example, Some(Outcome::Refused { .. })));
    }
    for tally in &proof.new_to_old {
        assert!(
            tally.refused == 0 && tally.changed == tally.written,
            "{tally:?}"
        );
    }
}

/// In what the measured effects differ from those that the matrix names.
fn differences(change: &Change, measured: &Measured) -> Vec<String> {
    let directions = [
        ("old_to_new", &change.old_to_new, &measured.old_to_new),
        ("new_to_old", &change.new_to_old, &measured.new_to_old),
    ];
    directions
        .into_iter()
        .filter(|(_, named, found)| named.is_some_and(|named| named != found.effect()))
        .map(|(direction, named, found)| {
            format!(
                "{}: {direction} is not {named:?}, but it {}\n{}",
                change.name,
                found.effect(),
                found.examples()
            )
        })
        .collect()
}

/// The seed of everything: `TEMPOC_SEED`, or always the same.
fn seed() -> u64 {
    number("TEMPOC_SEED").unwrap_or(7)
}

fn number(variable: &str) -> Option<u64> {
    let text = env::var(variable).ok()?;
    let number = text.parse();
    Some(number.unwrap_or_else(|_| panic!("{variable} is a number, not {text:?}")))
}

fn options() -> Options {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let python = env::var_os("TEMPOC_PYTHON").map(PathBuf::from);
    Options {
        // Kept from run to run, as what it holds takes a minute to compile.
        folder: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("oracle"),
        languages: Language::ALL.to_vec(),
        runtime: Dependency::at_path(&here.join("../../runtime")),
        python: python.unwrap_or_else(|| here.join("../../.venv/bin/python")),
    }
}
