//! `tempoc lint`

use super::arguments::Lint;
use super::inputs::{Compiled, Job};
use super::outcome::{Exit, Outcome};

/// Compiles, and reports errors and warnings.
pub(crate) fn lint(arguments: &Lint) -> Outcome {
    let job = match Job::from_inputs(&arguments.inputs) {
        Ok(job) => job,
        Err(error) => return error.into(),
    };
    let Compiled {
        report, contracts, ..
    } = match job.compile() {
        Ok(compiled) => compiled,
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
            report,
            results: String::new(),
            exit: Exit::Findings,
        },
    }
}
