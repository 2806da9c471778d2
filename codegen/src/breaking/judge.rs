//! From what differs to what is said: every change judged, once, in a fixed order.

use std::cell::OnceCell;

use indexmap::IndexMap;

use super::bump::hold_to_versions;
use super::change::Change;
use super::compare::{Comparison, compare};
use super::finding::{Finding, Level, Verdict};
use super::severity::assess;
use super::slots::Assumptions;
use super::window::hold_to_windows;
use super::witness::Search;
use crate::fingerprint::fingerprint;
use crate::model::Model;

/// Everything that a reader of the new version should know, the worst first.
pub fn judge(old: &Model, new: &Model, assumptions: Assumptions) -> Vec<Finding> {
    let comparison = &compare(old, new, assumptions);
    let of_change = |change| finding(change, comparison);
    let mut findings: Vec<Finding> = comparison.changes.iter().cloned().map(of_change).collect();
    findings.retain(|finding| finding.verdict.worst() > Level::Safe);
    let windows = hold_to_windows(old, new, &mut findings);
    findings.extend(windows.into_iter().map(of_change));
    let versions = hold_to_versions(old, new, &findings);
    findings.extend(versions.into_iter().map(of_change));
    let mut findings = joined(findings);
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    let search = OnceCell::new();
    for finding in findings.iter_mut().filter(|finding| is_shown(finding)) {
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

/// Whether there is something to show: a payload, a call or a history that meets another version.
fn is_shown(finding: &Finding) -> bool {
    let Verdict {
        replay,
        old_reader,
        new_reader,
        source: _,
        behaviour: _,
    } = finding.verdict;
    replay.max(old_reader).max(new_reader) > Level::Info
}

fn finding(change: Change, comparison: &Comparison) -> Finding {
    let slots = comparison.slots_of(&change.holder);
    Finding {
        verdict: assess(&change, &slots),
        slots: slots.into_iter().cloned().collect(),
        witness: None,
        mend: None,
        fingerprint: fingerprint_of(&change),
        change,
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
