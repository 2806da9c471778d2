//! What happens to payloads that no finding says anything of.

use std::collections::BTreeSet;

use super::directions;
use super::sentences::shown;
use crate::breaking::compare::Comparison;
use crate::breaking::finding::{Finding, Level};
use crate::prove::{Answer, Outcome, Place, Prover, Subject};

/// How many values by chance are tried of each payload, beside those at the edges of what is allowed.
const BY_CHANCE: u64 = 20;

/// A sentence for each payload that is refused though no finding says so.
///
/// The versions are at these positions, the old one first.
pub(super) fn unsaid(
    prover: &mut Prover<'_>,
    (before, after): (usize, usize),
    comparison: &Comparison,
    findings: &[Finding],
) -> BTreeSet<String> {
    let said = said(findings);
    let (mut cases, mut payloads) = (Vec::new(), Vec::new());
    for (slot, old, new) in comparison.payloads() {
        let (Some(old), Some(new)) = (Subject::of(old), Subject::of(new)) else {
            continue;
        };
        let place = |version, subject| Place { version, subject };
        let (old, new) = (place(before, old), place(after, new));
        for (is_old_writer, writer, reader) in [(true, old, new), (false, new, old)] {
            let description = slot.description.as_str();
            if said.contains(&(description, is_old_writer)) {
                continue;
            }
            let tried = prover.cases(writer, reader, 0..BY_CHANCE);
            payloads.extend(tried.iter().map(|_| description));
            cases.extend(tried);
        }
    }
    let answers = prover.exchange(&cases).into_iter().zip(payloads);
    answers
        .filter_map(|(answers, payload)| {
            let is_refused = |answer: &&Answer| matches!(answer.outcome, Outcome::Refused { .. });
            let answer = answers.iter().find(is_refused)?;
            Some(format!("{payload}: {}", shown(&answer.outcome)?))
        })
        .collect()
}

/// Which payloads findings say something of, and whether of what the old version writes.
fn said(findings: &[Finding]) -> BTreeSet<(&str, bool)> {
    let mut said = BTreeSet::new();
    for finding in findings {
        for (is_old_writer, level) in directions(finding.verdict) {
            if level > Level::Info {
                let slots = finding.slots.iter();
                said.extend(slots.map(|slot| (slot.description.as_str(), is_old_writer)));
            }
        }
    }
    said
}
