//! `tempoc breaking`

use tempoc::breaking::Version;
use tempoc::breaking::against::{self, Request};
use tempoc::breaking::review::review;
use tempoc::diagnostic::Severity;
use tempoc::{Error, Report};

use super::arguments::Breaking;
use super::inputs::{Job, named_from_here, sources_from_here};
use super::outcome::{Exit, Found, Outcome};

/// Compares the contract with old versions of it, and says what the difference breaks.
pub(crate) fn breaking(arguments: &Breaking) -> Outcome {
    match compare(arguments) {
        Ok(outcome) => outcome,
        Err(report) => Outcome {
            found: Found::NoComparison(named_from_here(report)),
            results: String::new(),
            exit: Exit::Failed,
        },
    }
}

fn compare(arguments: &Breaking) -> Result<Outcome, Report> {
    let job = Job::from_inputs(&arguments.inputs).map_err(Error::into_report)?;
    let present = Version::of(&job.config).map_err(Error::into_report)?;
    let old = &arguments.old;
    let old = against::open(&Request {
        config: &job.config,
        manifest: job.manifest.as_deref(),
        present: &present,
        against: &old.against,
        tags: old.against_tags.as_deref(),
        merge_base: old.merge_base,
        allow_new: old.allow_new,
    })
    .map_err(Error::into_report)?;
    let mut review = review(&present, &old);
    review.sources = sources_from_here(review.sources);
    let fail_on = arguments.fail_on.map_or(Severity::Error, Severity::from);
    let fails = review
        .document()
        .shown()
        .any(|entry| entry.diagnostic.severity <= fail_on);
    Ok(Outcome {
        found: Found::Comparison(Box::new(review)),
        results: String::new(),
        exit: match fails {
            true => Exit::Findings,
            false => Exit::Fine,
        },
    })
}
