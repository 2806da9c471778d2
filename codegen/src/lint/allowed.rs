//! Takes out what a project allows, and says which allowances are of no use.

use super::Linted;
use super::entries;
use super::found::Finding;
use super::paths::Paths;
use super::settings::{Allow, Settings};
use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::report::Report;
use crate::source::SourceMap;

/// What has become of an allowance.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    None,
    Allows,
    /// It would allow a finding, but its last day is over.
    Over,
}

/// Adds the findings that are not allowed to what is `kept` anyway.
pub(super) fn sort_out(
    model: &Model,
    sources: SourceMap,
    mut kept: Diagnostics,
    findings: Vec<Finding>,
    settings: &Settings,
) -> Linted {
    // Most contracts have thousands of elements and no finding.
    let paths = match findings.is_empty() {
        true => Paths::default(),
        false => Paths::of(model),
    };
    let mut uses = vec![Use::None; settings.allow.len()];
    let mut elements = Vec::new();
    for finding in findings {
        let Finding { owner, diagnostic } = finding;
        let path = paths.at(owner);
        let mut is_allowed = false;
        for (allow, of_it) in settings.allow.iter().zip(&mut uses) {
            if allow.rule != diagnostic.code
                || !settings.covers(allow, path, sources.get(owner.file))
            {
                continue;
            }
            if settings.is_over(allow) {
                *of_it = Use::Over;
            } else {
                *of_it = Use::Allows;
                is_allowed = true;
            }
        }
        if !is_allowed {
            let found = entries::Entry {
                rule: diagnostic.code,
                at: path.to_owned(),
                message: diagnostic.message.clone(),
            };
            elements.push((owner, found));
            kept.push(diagnostic);
        }
    }
    elements.sort_by_key(|(owner, found)| (*owner, found.rule));

    let mut about_settings = Diagnostics::default();
    for (allow, of_it) in settings.allow.iter().zip(uses) {
        match of_it {
            Use::Allows => {}
            Use::Over => about_settings.push(report_over(allow)),
            Use::None if settings.partial => {}
            Use::None => about_settings.push(report_unused(allow)),
        }
    }
    Linted {
        report: Report {
            sources,
            diagnostics: kept,
        },
        about_settings,
        elements: elements.into_iter().map(|(_, found)| found).collect(),
    }
}

fn report_over(allow: &Allow) -> Diagnostic {
    let until = allow.until.as_deref().unwrap_or_default();
    let message = format!(
        "`{}` was allowed until {until}, and is found again",
        allow.rule
    );
    Diagnostic::warning("lint-allow-expired", allow.span, message)
        .note(format!("the reason was {}", shown(&allow.reason)))
        .help("mend what is found, or give a later day and say why in `reason`")
}

fn report_unused(allow: &Allow) -> Diagnostic {
    let message = format!("`{}` is allowed here, and is not found", allow.rule);
    Diagnostic::warning("lint-allow-unused", allow.span, message)
        .help("delete the entry, or correct its `at` or `file`")
}
