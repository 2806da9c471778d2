//! `tempoc lint`

use tempoc::Report;
use tempoc::diagnostic::Severity;
use tempoc::lint::Settings;
use tempoc::lint::rules::{CHECKED, RULES};

use super::arguments::{FailOn, Lint};
use super::inputs::{Job, settings_to_lint, sources_for_patch, today};
use super::outcome::{Found, Outcome, ReportFormat, exit_of};

/// Reports what is wrong or doubtful, and generates nothing.
pub(crate) fn lint(arguments: &Lint) -> Outcome {
    if arguments.rules {
        return match settings_to_lint(&arguments.inputs) {
            Ok((settings, _)) => Outcome::fine(Report::default(), list(&settings)),
            Err(error) => error.into(),
        };
    }
    let job = match Job::from_inputs_to_lint(&arguments.inputs) {
        Ok(job) => job,
        Err(error) => return error.into(),
    };
    let contracts = match job.contracts {
        1 => String::from("1 contract"),
        contracts => format!("{contracts} contracts"),
    };
    let change = |settings: &mut Settings| {
        settings.today = Some(today());
        if let Some(fail_on) = arguments.fail_on {
            settings.fail_on = fail_on.into();
        }
    };
    let found = match job.lint(change) {
        Ok(found) => found,
        Err(report) => return Outcome::failed(report),
    };
    if arguments.print_allow {
        return Outcome::fine(Report::default(), found.allow_entries);
    }
    let findings = found.report.diagnostics.sorted();
    if findings.is_empty() {
        return Outcome::fine(found.report, format!("{contracts}: no findings\n"));
    }
    let report = match arguments.inputs.format {
        ReportFormat::Patch => Report {
            sources: sources_for_patch(found.report.sources, usize::MAX),
            ..found.report
        },
        _ => found.report,
    };
    let found = Found::Findings(report, found.fail_on);
    let outcome = Outcome::fine(Report::default(), String::new());
    let outcome = Outcome { found, ..outcome };
    let exit = exit_of(&outcome.document("lint"));
    Outcome { exit, ..outcome }
}

/// A line for each rule, with its level; then a line for each error that others have as a rule.
fn list(settings: &Settings) -> String {
    let mut rows: Vec<[&str; 3]> = Vec::new();
    for rule in RULES {
        rows.push([rule.name, settings.level(rule).name(), rule.summary]);
    }
    for entry in CHECKED {
        rows.push([entry.name, entry.code, entry.summary]);
    }
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let (names, levels) = (width(0), width(1));
    let (rules, checked) = rows.split_at(RULES.len());
    let lines = |rows: &[[&str; 3]]| -> String {
        let line = |[name, level, summary]: &[&str; 3]| {
            format!("{name:names$}  {level:levels$}  {summary}\n")
        };
        rows.iter().map(line).collect()
    };
    format!(
        "{}\nAlways errors, under these codes:\n{}",
        lines(rules),
        lines(checked)
    )
}

impl From<FailOn> for Severity {
    fn from(fail_on: FailOn) -> Self {
        match fail_on {
            FailOn::Info => Severity::Info,
            FailOn::Warning => Severity::Warning,
            FailOn::Error => Severity::Error,
        }
    }
}
