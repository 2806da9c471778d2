//! Rust alone: what was written is read again, and written the same.

use tempoc_cross::{Answer, CONTRACTS, Kind};

use crate::case::{cases, edges};

#[test]
fn what_rust_writes_it_reads_again() {
    let (mut written, mut refused) = (0, 0);
    for contract in CONTRACTS {
        for case in cases(contract, |kind| kind != Kind::Id) {
            let Answer::Written(first) = (case.definition.answer)(&case.text()) else {
                refused += 1;
                continue;
            };
            written += 1;
            let again = (case.definition.answer)(&first);
            assert_eq!(
                again,
                Answer::Written(first),
                "{} {}: {}",
                contract.name,
                case.definition.name,
                case.text()
            );
        }
    }
    println!("{written} values were written, {refused} were refused");
    assert!(refused > written / 10, "hardly anything was wrong");
    assert!(written > refused, "hardly anything was right");
}

#[test]
fn the_edges_of_each_type_are_read() {
    let mut refused = Vec::new();
    let mut read = 0;
    for contract in CONTRACTS {
        for case in edges(contract, |kind| kind != Kind::Id) {
            read += 1;
            if let Answer::Refused { path, message } = (case.definition.answer)(&case.text()) {
                let name = case.definition.name;
                refused.push(format!("{} {name}: {path}: {message}", contract.name));
            }
        }
    }
    println!("{read} values");
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
