//! `tempoc breaking`

mod accept;
mod proof;
mod rules;

use tempoc::breaking::accepted::{Accepted, Circumstances};
use tempoc::breaking::against::{self, Request};
use tempoc::breaking::review::review;
use tempoc::breaking::{Assumptions, Review, Version};
use tempoc::{Error, Report};

use super::arguments::{Breaking, BreakingCommand, Inputs, ListFormat, OldVersions};
use super::inputs::{Job, errors_of, named_from_here, sources_for_patch, sources_from_here, today};
use super::outcome::{Exit, Found, Outcome, ReportFormat, exit_of};
use proof::Project;

/// Compares the contract with old versions of it, and says what the difference breaks.
pub(crate) fn breaking(arguments: &Breaking) -> Outcome {
    match &arguments.command {
        Some(BreakingCommand::Accept(arguments)) => return accept::accept(arguments),
        Some(BreakingCommand::Rules(arguments)) => return rules::rules(arguments.format),
        None if arguments.rules => return rules::rules(ListFormat::Text),
        None => {}
    }
    let Compared {
        mut review,
        present,
        old,
        project,
        assumptions,
        ..
    } = match compare(&arguments.inputs, &arguments.old) {
        Ok(compared) => compared,
        Err(report) => return nothing_compared(report),
    };
    let is_proven = !arguments.prove
        || proof::add_proof(&mut review, &present, &old, &project, &arguments.python);
    if arguments.inputs.format == ReportFormat::Patch {
        review.settle_edits(&present, &old, assumptions);
        let present = review.old_files.start as usize;
        review.sources = sources_for_patch(review.sources, present);
    }
    if let Some(fail_on) = arguments.fail_on {
        review.fail_on = fail_on.into();
    }
    let exit = match is_proven {
        true => exit_of(&review.document()),
        false => Exit::Failed,
    };
    Outcome {
        found: Found::Comparison(Box::new(review)),
        results: String::new(),
        exit,
    }
}

/// A comparison, weighed.
struct Compared {
    review: Review,
    accepted: Accepted,
    present: Version,
    old: Vec<Version>,
    project: Project,
    assumptions: Assumptions,
    /// The day, as `2027-01-01`.
    today: String,
}

fn compare(inputs: &Inputs, named: &OldVersions) -> Result<Compared, Report> {
    let job = Job::from_inputs_to_compare(inputs).map_err(Error::into_report)?;
    let mut accepted = Accepted::read(&job.folder).map_err(Error::into_report)?;
    let project = Project::of(&job);
    let present = Version::of(&job.config).map_err(Error::into_report)?;
    let mut settings = job.breaking;
    let is_named = !named.against.is_empty() || named.against_tags.is_some();
    let request = Request {
        config: &job.config,
        manifest: job.manifest.as_deref(),
        present: &present,
        against: match is_named {
            true => &named.against,
            false => &settings.against,
        },
        tags: match is_named {
            true => named.against_tags.as_deref(),
            false => settings.against_tags.as_deref(),
        },
        merge_base: named.merge_base || (!is_named && settings.merge_base),
        allow_new: named.allow_new,
        partial: settings.rules.partial,
    };
    let tags = request.tags.is_some();
    let old = against::open(&request).map_err(Error::into_report)?;

    let mut review = review(&present, &old, settings.assumptions);
    review.sources = sources_from_here(review.sources);
    let today = today();
    settings.rules.today = Some(today.clone());
    let mut about_settings = job.report;
    for diagnostic in review.apply(&settings.rules).sorted() {
        about_settings.diagnostics.push(diagnostic.clone());
    }
    accepted.apply(
        &mut review,
        Circumstances {
            today: &today,
            partial: settings.rules.partial,
            tags,
        },
    );
    review.append(&named_from_here(about_settings));
    review.append(&named_from_here(accepted.report.clone()));
    Ok(Compared {
        review,
        accepted,
        present,
        old,
        project,
        assumptions: settings.assumptions,
        today,
    })
}

fn nothing_compared(report: Report) -> Outcome {
    Outcome {
        found: Found::NoComparison(named_from_here(errors_of(&report))),
        results: String::new(),
        exit: Exit::Failed,
    }
}
