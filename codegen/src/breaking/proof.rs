//! Findings held against what happens: both versions are generated, compiled and run, and each reads what the other
//! writes, in each pair of languages.

mod sentences;
mod unsaid;

use super::Version;
use super::change::Kind;
use super::compare::compare;
use super::finding::{Level, Verdict};
use super::judge::findings;
use super::review::{Review, Reviewed};
use super::slots::Assumptions;
use crate::prove::{self, Contract, Missing, Options, Prover};
use sentences::sentence;
use unsaid::unsaid;

/// What a proof has come to.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// The languages that could not be run; nothing is proven of them.
    pub missing: Vec<Missing>,
    /// What no finding says and happens all the same, in sentences: mistakes of the comparison.
    pub unsaid: Vec<String>,
}

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
        // The present version stands before the old ones.
        let (before, after) = (position + 1, 0);
        let labels = (version.label.as_str(), present.label.as_str());
        // A finding of several versions has the types of one of them, so each version is judged by itself.
        let comparison = compare(&version.model, &present.model, Assumptions::default());
        let findings = findings(&version.model, &present.model, &comparison);
        let proofs = prove::prove(&mut prover, (before, after), &comparison, &findings);
        for (finding, proof) in findings.iter().zip(&proofs) {
            let mut reviewed = review.findings.iter_mut();
            let is_same = |known: &&mut Reviewed| known.finding.fingerprint == finding.fingerprint;
            if let Some(reviewed) = reviewed.find(is_same) {
                note(reviewed, proof, labels);
            }
        }
        let found = unsaid(&mut prover, (before, after), &comparison, &findings);
        proof.unsaid.extend(found);
    }
    proof.missing = prover.missing().to_vec();
    proof
}

fn note(reviewed: &mut Reviewed, proof: &prove::Proof, labels: (&str, &str)) {
    let kind = reviewed.finding.change.kind;
    if !matches!(kind, Kind::Payload(_) | Kind::Presence { .. }) {
        return;
    }
    let tallies = [&proof.old_to_new, &proof.new_to_old];
    for ((is_old_writer, level), tallies) in directions(reviewed.finding.verdict)
        .into_iter()
        .zip(tallies)
    {
        if level > Level::Info && !tallies.is_empty() {
            reviewed.note("proof", sentence(tallies, is_old_writer, labels));
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

#[cfg(test)]
mod tests;
