//! `tempoc breaking accept`

use std::path::Path;

use tempoc::breaking::accepted::{Decision, Until};
use tempoc::breaking::{Review, Reviewed};
use tempoc::diagnostic::Diagnostic;
use tempoc::render::escape_text;
use tempoc::report::shown_path;
use tempoc::{Error, Report, files};

use super::{Compared, compare, nothing_compared};
use crate::cli::arguments::{Accept, Inputs};
use crate::cli::outcome::{Outcome, ReportFormat};

/// Writes findings into the file of what may break; all of those that are named, or none.
pub(crate) fn accept(arguments: &Accept) -> Outcome {
    let inputs = Inputs {
        paths: arguments.schemas.clone(),
        config: arguments.config.clone(),
        format: ReportFormat::Text,
    };
    let compared = match compare(&inputs, &arguments.old) {
        Ok(compared) => compared,
        Err(report) => return nothing_compared(report),
    };
    let (found, decision) = match decide(arguments, &compared) {
        Ok(decided) => decided,
        Err(report) => return Outcome::failed(report),
    };
    match write(&compared, &found, &decision) {
        Ok(results) => Outcome::fine(Report::default(), results),
        Err(error) => error.into(),
    }
}

fn write(compared: &Compared, found: &[&Reviewed], decision: &Decision) -> Result<String, Error> {
    let accepted = &compared.accepted;
    files::replace(&accepted.path, &accepted.with(found, decision)?)?;
    let mut results = String::new();
    for reviewed in found {
        results.push_str(&format!(
            "accepted {} at {}\n",
            reviewed.rule(),
            escape_text(&reviewed.path)
        ));
    }
    let path = shown_path(&accepted.path);
    Ok(format!("{results}wrote {}\n", escape_text(&path)))
}

/// The findings that are meant, and what is said about them; or all that is wrong with the arguments.
fn decide<'r>(
    arguments: &Accept,
    compared: &'r Compared,
) -> Result<(Vec<&'r Reviewed>, Decision), Report> {
    let Compared { review, today, .. } = compared;
    let mut report = Report::default();
    let mut wrong = |what: &str, message: String, help: String| {
        report.push_at_path(Path::new(what), |span| {
            Diagnostic::error("cannot-accept", span, message).help(help)
        });
    };
    if arguments.reason.trim().is_empty() {
        wrong(
            "--reason",
            String::from("the reason is empty"),
            String::from("say why it may break, for whoever reads this in a year"),
        );
    }
    let until = arguments
        .until
        .as_deref()
        .map(|text| (text, Until::parse(text)));
    if let Some((text, None)) = &until {
        wrong(
            "--until",
            format!("`{}` is neither a date nor a version", escape_text(text)),
            String::from("write `--until 2027-01-01`, or `--until 2.0.0`"),
        );
    }
    let until = until.and_then(|(_, until)| until);
    let mut found: Vec<&Reviewed> = Vec::new();
    for fingerprint in &arguments.fingerprints {
        let fits = |reviewed: &&Reviewed| {
            reviewed
                .finding
                .fingerprint
                .starts_with(fingerprint.as_str())
        };
        let fitting: Vec<&Reviewed> = review.findings.iter().filter(fits).collect();
        match fitting.as_slice() {
            [reviewed] if fingerprint.len() >= SHORTEST => {
                let until = until.as_ref();
                let end = until.and_then(|until| wrong_end(until, review, reviewed, today));
                if let Some((message, help)) = end {
                    wrong(fingerprint, message, help);
                }
                if !found.contains(reviewed) {
                    found.push(reviewed);
                }
            }
            [] => wrong(
                fingerprint,
                format!(
                    "no finding has the fingerprint `{}`",
                    escape_text(fingerprint)
                ),
                present_findings(review),
            ),
            _ => wrong(
                fingerprint,
                format!(
                    "`{}` is the beginning of several fingerprints, or too short",
                    escape_text(fingerprint)
                ),
                String::from("give all sixteen digits"),
            ),
        }
    }
    if report.diagnostics.has_errors() {
        return Err(report);
    }
    let decision = Decision {
        reason: arguments.reason.clone(),
        until,
        by: arguments.by.clone(),
    };
    Ok((found, decision))
}

/// How many digits of a fingerprint are enough, if no other begins with them.
const SHORTEST: usize = 4;

/// Why a finding cannot be accepted until then, and what to do.
fn wrong_end(
    until: &Until,
    review: &Review,
    reviewed: &Reviewed,
    today: &str,
) -> Option<(String, String)> {
    let name = &reviewed.finding.change.package;
    let mut packages = review.packages.iter();
    let package = packages.find(|package| package.name == *name);
    let version = package.and_then(|package| package.version.as_deref());
    if matches!(until, Until::Version(_)) && version.is_none() {
        let message = format!("`{name}` has no `version:` that could end this");
        let help = "give a day, such as `--until 2027-01-01`";
        return Some((message, help.to_owned()));
    }
    until.is_over(today, version).then(|| {
        let text = until.text();
        let message = format!("`{text}` is over already, so that nothing would be accepted");
        let help = "give a day that is to come or a later version, or leave `--until` out";
        (message, help.to_owned())
    })
}

/// What could be meant.
fn present_findings(review: &Review) -> String {
    let lines: Vec<String> = review
        .findings
        .iter()
        .map(|found| {
            format!(
                "{} {} at {}",
                found.finding.fingerprint,
                found.rule(),
                found.path
            )
        })
        .collect();
    match lines.is_empty() {
        true => String::from("nothing is found that could be accepted"),
        false => format!("found are: {}", lines.join(", ")),
    }
}
