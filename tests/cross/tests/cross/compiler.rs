//! The compiler itself: what it makes of a payload is what the generated Rust makes of it.

use tempoc::model::ErrorId;
use tempoc::payload::{PayloadReader, Problem};
use tempoc_cross::{Answer, CONTRACTS, Kind};

use crate::case::{Named, cases, compile, named};
use crate::compare::{Agreement, compare};

#[test]
fn the_compiler_reads_what_rust_reads() {
    let payloads = PayloadReader::default();
    let (mut written, mut refused) = (0, 0);
    for contract in CONTRACTS {
        let compilation = compile(contract);
        let model = compilation.model();
        for case in cases(contract, |kind| kind != Kind::Id) {
            let text = case.text();
            let json = text.as_bytes();
            let read = match (case.definition.kind, named(model, case.definition)) {
                (Kind::Record | Kind::Enum, Named::Type(ty)) => {
                    payloads.read_message(model, &ty, Some(json))
                }
                (_, Named::Type(ty)) => payloads.read(model, &ty, json),
                (_, Named::Error(index)) => {
                    payloads.read_error_details(model, ErrorId(index as u32), json)
                }
            };
            let found = match read.map(|payload| payload.written) {
                Ok(Ok(text)) => Answer::Written(text),
                Ok(Err(problem)) => refuse(problem),
                // Generated code stops at the first.
                Err(problems) => refuse(problems[0].clone()),
            };
            let rust = (case.definition.answer)(&text);
            let is_same = match &rust {
                // Fields are in no order.
                Answer::Written(_) => compare(&text, &rust, &found) == Agreement::Same,
                Answer::Refused { .. } => rust == found,
            };
            assert!(
                is_same,
                "{} {}: {text}\n  Rust:     {rust:?}\n  compiler: {found:?}",
                contract.name, case.definition.name
            );
            match rust {
                Answer::Written(_) => written += 1,
                Answer::Refused { .. } => refused += 1,
            }
        }
    }
    println!("{written} values were read, {refused} were refused");
    assert!(written > 1000 && refused > 1000);
}

fn refuse(problem: Problem) -> Answer {
    Answer::Refused {
        path: problem.path,
        message: problem.message,
    }
}
