//! `tempoc lint`

use super::arguments::Lint;
use super::inputs::Job;
use super::outcome::{Exit, Found, Outcome};

/// Reports errors and warnings, and generates nothing.
pub(crate) fn lint(arguments: &Lint) -> Outcome {
    let job = match Job::from_inputs(&arguments.inputs) {
        Ok(job) => job,
        Err(error) => return error.into(),
    };
    let (contracts, report) = match job.lint() {
        Ok(found) => found,
        Err(report) => return Outcome::failed(report),
    };
    match report.diagnostics.is_empty() {
        true => {
            let contracts = match contracts {
                1 => String::from("1 contract"),
                _ => format!("{contracts} contracts"),
            };
            Outcome::fine(report, format!("{contracts}: no findings\n"))
        }
        false => Outcome {
            found: Found::Report(report),
            results: String::new(),
            exit: Exit::Findings,
        },
    }
}
