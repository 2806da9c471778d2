//! What a contract may do, and had better not: rules that a project sets the levels of.
//!
//! A check stops what cannot work; a rule of these points at what works today and hurts later.
//! Generating runs no rule, so that a new rule never stops a build. Only the packages that were
//! named are looked at: what they import belongs to somebody else.

mod allowed;
mod attempts;
mod closed;
mod cron;
mod deprecation;
mod descriptions;
pub(crate) mod entries;
mod found;
mod glob;
mod ids;
mod imports;
mod long_lived_inputs;
pub(crate) mod named;
mod numbers;
mod paths;
mod payload_roots;
mod pinned;
mod retries;
pub mod rules;
pub mod settings;
mod task_timeouts;
mod untyped;
mod update_errors;
mod versions;

pub use rules::{CheckedAs, Rule};
pub use settings::{Allow, Level, Settings};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::model::Model;
use crate::report::Report;

use found::{Finding, Found};
use named::Named;
use rules::FoundBy;

/// What the rules say about a contract.
#[derive(Clone, Debug)]
pub struct Linted {
    /// The findings, each as grave as the settings say, with the files of the contract.
    pub report: Report,
    /// What is to be said about the settings themselves, in the file that they were read from.
    pub about_settings: Diagnostics,
    /// The findings of rules, in the order of their places.
    elements: Vec<entries::Entry>,
}

impl Linted {
    /// The entries of `tempoc.toml` that would allow every finding of a rule, each with a reason to be filled in.
    pub fn allow_entries(&self) -> String {
        entries::entries(&self.elements)
    }
}

/// Applies every rule that is not off to what a contract means.
///
/// `report` is what compiling it has found: its warnings are findings like others here, and its
/// errors stay as they are.
pub fn lint(model: &Model, report: Report, settings: &Settings) -> Linted {
    let (mut findings, kept) = graded(&report, settings);
    let named = Named::of(model);
    for rule in rules::RULES {
        if let (FoundBy::Lint(look), Some(severity)) =
            (rule.found_by, settings.level(rule).severity())
        {
            look(&named, &mut Found::new(rule, severity, &mut findings));
        }
    }
    allowed::sort_out(model, report.sources, kept, findings, settings)
}

/// What compiling a contract has found, as the settings say of it: what is off or allowed is left out.
///
/// Nothing is graver than a warning here that was none: only [`lint`] fails because of a rule.
pub(crate) fn weigh(model: &Model, report: Report, settings: &Settings) -> Report {
    let (mut findings, kept) = graded(&report, settings);
    for finding in &mut findings {
        // The gravest severity is the least.
        finding.diagnostic.severity = finding.diagnostic.severity.max(Severity::Warning);
    }
    allowed::sort_out(model, report.sources, kept, findings, settings).report
}

/// The warnings that are findings of a rule, each as grave as the settings say, and all else.
fn graded(report: &Report, settings: &Settings) -> (Vec<Finding>, Diagnostics) {
    let mut findings = Vec::new();
    let mut kept = Diagnostics::default();
    for diagnostic in report.diagnostics.sorted() {
        match Rule::find(diagnostic.code) {
            Some(rule) if diagnostic.severity != Severity::Error => {
                let severity = settings.level(rule).severity();
                findings.extend(severity.map(|severity| Finding {
                    owner: diagnostic.primary.span,
                    diagnostic: Diagnostic {
                        severity,
                        ..diagnostic.clone()
                    },
                }));
            }
            _ => kept.push(diagnostic.clone()),
        }
    }
    (findings, kept)
}
