//! Rust alone: what was written is read again, and written the same.

use tempoc_cross::{Answer, CONTRACTS, Kind};

use crate::case::cases;

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
