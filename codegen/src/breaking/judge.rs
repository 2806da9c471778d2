//! From what differs to what is said: every change judged, once, in a fixed order.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::change::Change;
use super::compare::{Comparison, compare};
use super::finding::{Finding, Level, Verdict};
use super::severity::assess;
use super::witness::Search;
use crate::fingerprint::fingerprint;
use crate::model::Model;

/// Everything that a reader of the new version should know, the worst first.
pub fn judge(old: &Model, new: &Model) -> Vec<Finding> {
    let comparison = &compare(old, new);
    let mut findings: BTreeMap<String, Finding> = BTreeMap::new();
    for change in &comparison.changes {
        let found = finding(change, comparison);
        if found.verdict.worst() == Level::Safe {
            continue;
        }
        // A type may be compared with two others, and differ from both in the same way.
        match findings.entry(found.fingerprint.clone()) {
            Entry::Vacant(place) => {
                place.insert(found);
            }
            Entry::Occupied(mut known) => known.get_mut().also(found),
        }
    }
    let mut findings: Vec<Finding> = findings.into_values().collect();
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    let search = OnceCell::new();
    for finding in findings.iter_mut().filter(|finding| is_shown(finding)) {
        let search = search.get_or_init(|| Search::new(old, new, comparison));
        finding.witness = search.find(&finding.change);
    }
    findings
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

impl Finding {
    /// The same change in other payloads.
    fn also(&mut self, other: Finding) {
        self.verdict = self.verdict.or(other.verdict);
        self.slots.extend(other.slots);
        self.slots.sort();
        self.slots.dedup();
    }
}

fn finding(change: &Change, comparison: &Comparison) -> Finding {
    let slots = comparison.slots_of(&change.holder);
    Finding {
        change: change.clone(),
        verdict: assess(change, &slots),
        slots: slots.into_iter().cloned().collect(),
        witness: None,
        mend: None,
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
