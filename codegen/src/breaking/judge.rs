//! From what differs to what is said: every change judged, once, in a fixed order.

use std::cell::OnceCell;

use indexmap::IndexMap;

use super::bump::hold_to_versions;
use super::change::Change;
use super::compare::{Comparison, compare};
use super::finding::{Finding, Level};
use super::rules::Rule;
use super::severity::assess;
use super::slots::Assumptions;
use super::window::hold_to_windows;
use super::witness::Search;
use crate::fingerprint::fingerprint;
use crate::model::Model;

/// Everything that a reader of the new version should know, the worst first.
pub fn judge(old: &Model, new: &Model, assumptions: Assumptions) -> Vec<Finding> {
    findings(old, new, &compare(old, new, assumptions))
}

/// The same, of versions that are compared already.
pub fn findings(old: &Model, new: &Model, comparison: &Comparison) -> Vec<Finding> {
    let of_change = |change| finding(change, comparison);
    let mut findings: Vec<Finding> = comparison.changes.iter().cloned().map(of_change).collect();
    findings.retain(|finding| finding.verdict.worst() > Level::Safe);
    let windows = hold_to_windows(old, new, &mut findings);
    findings.extend(windows.into_iter().map(of_change));
    let versions = hold_to_versions(old, new, comparison, &findings);
    findings.extend(versions.into_iter().map(of_change));
    let mut findings = joined(findings);
    findings.sort_by(|a, b| {
        order(a.verdict.worst(), &a.change).cmp(&order(b.verdict.worst(), &b.change))
    });
    let search = OnceCell::new();
    // There is something to show where a payload, a call or a history meets another version.
    let is_shown = |finding: &&mut Finding| finding.verdict.between_versions() > Level::Info;
    for finding in findings.iter_mut().filter(is_shown) {
        let search = search.get_or_init(|| Search::new(old, new, comparison));
        finding.witness = search.find(&finding.change);
    }
    findings
}

/// The same change that was met in several places is one finding, with all that is in any of them.
fn joined(findings: Vec<Finding>) -> Vec<Finding> {
    let mut found: IndexMap<String, Finding> = IndexMap::new();
    for finding in findings {
        match found.get_mut(&finding.fingerprint) {
            Some(known) => {
                known.verdict = known.verdict.or(finding.verdict);
                known.slots.extend(finding.slots);
                known.slots.sort();
                known.slots.dedup();
            }
            None => {
                found.insert(finding.fingerprint.clone(), finding);
            }
        }
    }
    found.into_values().collect()
}

fn finding(change: Change, comparison: &Comparison) -> Finding {
    let slots = comparison.slots_of(&change.holder);
    let mut finding = Finding {
        verdict: assess(&change, &slots),
        is_announced: false,
        slots: slots.into_iter().cloned().collect(),
        witness: None,
        mend: Vec::new(),
        fingerprint: fingerprint_of(&change),
        change,
    };
    // A limit that readers do not check is one for writers still.
    if finding.change.rule == Rule::ConstraintTightened && finding.is_rewritten() {
        finding.change.mend = None;
    }
    finding
}

/// The worst first, then by element, so that the order of a schema does not matter.
pub(super) fn order(level: Level, change: &Change) -> impl Ord + '_ {
    (
        std::cmp::Reverse(level),
        &change.package,
        &change.element,
        change.rule,
        &change.old,
        &change.new,
    )
}

/// The same for the same change, wherever it stands in a file and whatever else changes.
fn fingerprint_of(change: &Change) -> String {
    fingerprint(&[
        change.rule.info().id,
        &change.package,
        &change.element,
        &change.old,
        &change.new,
    ])
}
