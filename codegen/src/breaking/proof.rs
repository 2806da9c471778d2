//! Findings held against what happens: both versions are generated, compiled and run, and each reads what the other
//! writes, in each pair of languages.

mod exchange;

use std::collections::BTreeSet;

use super::Version;
use super::change::{Holder, Kind};
use super::compare::{Comparison, Pair, compare};
use super::finding::{Level, Verdict};
use super::review::{Review, Reviewed};
use super::slots::Assumptions;
use crate::model::Type;
use crate::prove::{Contract, Missing, Options, Prover, Subject};
use exchange::{Exchange, Sides, Tally};

/// What a proof has come to.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// The languages that could not be run; nothing is proven of them.
    pub missing: Vec<Missing>,
    /// How many values were written and read.
    pub values: usize,
    /// What no finding says and happens all the same, in sentences: mistakes of the comparison.
    pub unsaid: Vec<String>,
}

/// A payload of both versions: what it is in the old one, and in the new one.
type Subjects = (Subject, Subject);

/// Notes of each finding what its payloads show, and looks for what no finding says.
///
/// The present version and the old ones are those that the review is of.
pub fn prove(review: &mut Review, present: &Version, old: &[Version], options: &Options) -> Proof {
    let versions = std::iter::once(present).chain(old);
    let contracts: Vec<Contract<'_>> = versions
        .map(|version| Contract {
            model: &version.model,
            sources: &version.sources,
        })
        .collect();
    let mut prover = Prover::start(&contracts, options);
    let mut proof = Proof::default();
    for (position, version) in old.iter().enumerate() {
        let comparison = compare(&version.model, &present.model, Assumptions::default());
        let mut exchange = Exchange {
            prover: &mut prover,
            contracts: &contracts,
            // The present version stands before the old ones.
            sides: Sides {
                old: position + 1,
                new: 0,
            },
            values: 0,
        };
        let labels = (version.label.as_str(), present.label.as_str());
        let from_here = |reviewed: &&mut Reviewed| reviewed.versions.contains(&position);
        for reviewed in review.findings.iter_mut().filter(from_here) {
            note_what_is_shown(reviewed, &comparison, &mut exchange, labels);
        }
        let said = said(&review.findings, position);
        for (slot, old, new) in comparison.payloads() {
            let Some(subjects) = subjects_of(old, new) else {
                continue;
            };
            let unsaid = exchange.unsaid(subjects, &slot.description, &said, labels);
            proof.unsaid.extend(unsaid);
        }
        proof.values += exchange.values;
    }
    proof.missing = prover.missing().to_vec();
    proof.unsaid.sort();
    proof.unsaid.dedup();
    proof
}

/// Which payloads findings of a version say something of: from old to new, and from new to old.
fn said(findings: &[Reviewed], position: usize) -> BTreeSet<(String, bool)> {
    let mut said = BTreeSet::new();
    for reviewed in findings {
        let finding = &reviewed.finding;
        if !reviewed.versions.contains(&position) {
            continue;
        }
        for (is_old_writer, level) in directions(finding.verdict) {
            if level > Level::Info {
                let slots = finding.slots.iter();
                said.extend(slots.map(|slot| (slot.description.clone(), is_old_writer)));
            }
        }
    }
    said
}

fn note_what_is_shown(
    reviewed: &mut Reviewed,
    comparison: &Comparison,
    exchange: &mut Exchange<'_, '_>,
    labels: (&str, &str),
) {
    let change = &reviewed.finding.change;
    if !matches!(change.kind, Kind::Payload(_) | Kind::Presence { .. }) {
        return;
    }
    let Some(subjects) = subjects(comparison, &change.holder) else {
        return;
    };
    for (is_old_writer, level) in directions(reviewed.finding.verdict) {
        if level > Level::Info {
            let tally: Tally = exchange.run(subjects, is_old_writer);
            reviewed.note("proof", tally.sentence(is_old_writer, labels));
        }
    }
}

/// Whether the old version writes, and how bad it is then.
fn directions(verdict: Verdict) -> [(bool, Level); 2] {
    [
        (true, verdict.replay.max(verdict.new_reader)),
        (false, verdict.old_reader),
    ]
}

fn subjects(comparison: &Comparison, holder: &Holder) -> Option<Subjects> {
    match holder {
        Holder::Pair(id) => Some(match comparison.pair(*id)? {
            Pair::Types(old, new) => (Subject::Type(old), Subject::Type(new)),
            Pair::Errors(old, new) => (Subject::Error(old), Subject::Error(new)),
        }),
        Holder::Slots(slots) => {
            let (old, new) = comparison.parts_of_payload(*slots.first()?)?;
            subjects_of(old, new)
        }
    }
}

fn subjects_of(old: Option<&Type>, new: Option<&Type>) -> Option<Subjects> {
    Some((Subject::of(old)?, Subject::of(new)?))
}
