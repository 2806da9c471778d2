//! `tempoc breaking accept`

use std::path::Path;

use tempoc::breaking::accepted::{Accept as Entry, Decision, Until};
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
    files::replace(
        &accepted.path,
        &accepted.with(&compared.review, found, decision)?,
    )?;
    let mut results = String::new();
    for reviewed in found {
        results.push_str(&format!(
            "accepted {} at {}{}\n",
            reviewed.rule(),
            escape_text(&reviewed.path),
            escape_text(&kept(accepted.entry_of(reviewed), decision)),
        ));
    }
    let path = shown_path(&accepted.path);
    Ok(format!("{results}wrote {}\n", escape_text(&path)))
}

/// What stays of the entry that was there: `, as before until 2027-01-01, by Ada Lovelace`
fn kept(known: Option<&Entry>, decision: &Decision) -> String {
    let until = known.and_then(|known| known.until.as_ref());
    let until = until.filter(|_| decision.until.is_none());
    let by = known.and_then(|known| known.by.as_ref());
    let by = by.filter(|_| decision.by.is_none());
    let until = until.map(|until| format!("until {}", until.text()));
    let by = by.map(|by| format!("by {by}"));
    let kept: Vec<String> = until.into_iter().chain(by).collect();
    match kept.is_empty() {
        true => String::new(),
        false => format!(", as before {}", kept.join(", ")),
    }
}

/// The findings that are meant, and what is said about them; or all that is wrong with the arguments.
fn decide<'r>(
    arguments: &Accept,
    compared: &'r Compared,
) -> Result<(Vec<&'r Reviewed>, Decision), Report> {
    let Compared {
        review,
        accepted,
        today,
        ..
    } = compared;
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
                let known = accepted.entry_of(reviewed);
                let known = known.and_then(|known| known.until.as_ref());
                let is_known = until.is_none();
                let end = until.as_ref().or(known);
                let end = end.and_then(|end| wrong_end(end, is_known, review, reviewed, today));
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

/// Why a finding cannot be accepted until then, which its entry may have said before, and what to do.
fn wrong_end(
    until: &Until,
    is_known: bool,
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
        let help = match is_known {
            true => {
                "give a later `--until`, or delete `until` from its entry to accept it for good"
            }
            false => "give a day that is to come or a later version, or leave `--until` out",
        };
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
