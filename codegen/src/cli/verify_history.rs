//! `tempoc verify-history`

use std::path::Path;

use tempoc::diagnostic::{Diagnostic, Severity};
use tempoc::history::{Amount, Verified, Verifier};
use tempoc::{Error, Report};

use super::arguments::{Inputs, VerifyHistory};
use super::codec;
use super::exported::read_exported;
use super::inputs::Job;
use super::outcome::{Exit, Found, Outcome};
use super::recorded::read_recorded;

/// Holds histories of files, and of a server, against the contract.
pub(crate) fn verify_history(arguments: &VerifyHistory) -> Outcome {
    if arguments.paths.is_empty() && arguments.server.query.is_none() {
        let error = Error::at_path(Path::new("tempoc verify-history"), |span| {
            let message = "neither a file nor a query says which histories to read";
            Diagnostic::error("no-history", span, message).help(
                "name files or folders, or executions of a server: `--query 'ExecutionStatus=\"Running\"'`",
            )
        });
        return nothing_looked_at(error.into_report());
    }
    let inputs = Inputs {
        paths: arguments.contracts.clone(),
        config: arguments.config.clone(),
        format: arguments.format,
    };
    let understood = Job::from_inputs(&inputs)
        .map_err(Error::into_report)
        .and_then(Job::understand);
    let (model, contract) = match understood {
        Ok(understood) => understood,
        Err(report) => return nothing_looked_at(report),
    };
    let decode = codec::decoder(&arguments.codec, arguments.server.namespace.as_deref());
    let mut verifier = Verifier::new(&model, decode.as_deref());
    // What is doubtful about the contract is for `tempoc lint` to say.
    let mut report = Report {
        sources: contract.sources,
        ..Report::default()
    };
    let mut about = read_exported(&arguments.paths, &mut verifier);
    if let Some(query) = &arguments.server.query {
        about.append(&read_recorded(query, &arguments.server, &mut verifier));
    }
    let could_not = about.diagnostics.has_errors();
    report.append(&about);
    let Verified {
        report,
        is_whole,
        amount,
    } = verifier.finish(report);
    let found = report.diagnostics.sorted();
    let is_wrong = found.iter().any(|found| found.severity == Severity::Error);
    let (exit, verdict) = match is_wrong {
        _ if could_not || !is_whole => (Exit::Failed, "not everything could be looked at"),
        true => (Exit::Findings, "see the errors"),
        false if found.is_empty() => (Exit::Fine, "no findings"),
        false => (Exit::Fine, "no errors"),
    };
    drop(found);
    Outcome {
        found: Found::Histories(report, amount),
        results: format!("{amount}: {verdict}\n"),
        exit,
    }
}

fn nothing_looked_at(report: Report) -> Outcome {
    Outcome {
        found: Found::Histories(report, Amount::default()),
        results: String::from("no history was looked at\n"),
        exit: Exit::Failed,
    }
}
