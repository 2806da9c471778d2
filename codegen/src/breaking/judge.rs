//! From what differs to what is said: every change judged, once, in a fixed order.

use super::change::Change;
use super::compare::{Comparison, compare};
use super::finding::{Finding, Level};
use super::severity::assess;
use crate::fingerprint::fingerprint;
use crate::model::Model;

/// Everything that a reader of the new version should know, the worst first.
pub fn judge(old: &Model, new: &Model) -> Vec<Finding> {
    let comparison = &compare(old, new);
    let mut findings: Vec<Finding> = comparison
        .changes
        .iter()
        .map(|change| finding(change, comparison))
        .filter(|finding| finding.verdict.worst() > Level::Safe)
        .collect();
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    findings.dedup_by(|a, b| a.fingerprint == b.fingerprint);
    findings
}

fn finding(change: &Change, comparison: &Comparison) -> Finding {
    let slots = comparison.slots_of(&change.holder);
    Finding {
        change: change.clone(),
        verdict: assess(change, &slots),
        slots: slots.into_iter().cloned().collect(),
        witness: None,
        fingerprint: fingerprint_of(change),
    }
}

/// The worst first, then by element, so that the order of a schema does not matter.
fn order(finding: &Finding) -> impl Ord + '_ {
    let change = &finding.change;
    (
        std::cmp::Reverse(finding.verdict.worst()),
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
