//! What really becomes of the payloads of findings.

use crate::breaking::compare::Comparison;
use crate::breaking::finding::{Finding, Shape, Writer};

use super::{Answer, Case, ChangeKind, Language, Outcome, Place, Prover, Subject};

/// What was tried for a finding.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proof {
    /// What became of its witness; nothing if that is no payload.
    pub witness: Vec<Answer>,
    /// What the new version did with values of the old one, in each pair of languages.
    pub old_to_new: Vec<Tally>,
    /// What the old version did with values of the new one, in each pair of languages.
    pub new_to_old: Vec<Tally>,
}

/// What became of many values, in one pair of languages.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// The language of the writer.
    pub writer: Language,
    /// The language of the reader.
    pub reader: Language,
    /// How many values were written.
    pub written: usize,
    /// How many of them were refused.
    pub refused: usize,
    /// How many were read as something else, or not as a whole.
    pub changed: usize,
    /// The shortest of those that were refused, or else changed, with what became of it.
    pub example: Option<Outcome>,
}

/// Tries the witness of each finding, and values at the edges and by chance of what it is about.
///
/// The findings are what [`findings`](crate::breaking::findings) gives for the comparison of the versions at these two
/// positions; those of a review of several versions have types of one of them only. What no payload shows has an empty
/// proof.
pub fn prove(
    prover: &mut Prover<'_>,
    (old, new): (usize, usize),
    comparison: &Comparison,
    findings: &[Finding],
) -> Vec<Proof> {
    let mut cases = Vec::new();
    let mut of = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        if let Some(case) = witness_case(finding, old, new) {
            cases.push(case);
            of.push((index, Part::Witness));
        }
        let witness = finding.witness.as_ref();
        let payload = witness.and_then(|witness| Some((witness.writer, witness.payload.as_ref()?)));
        let shapes = match payload {
            Some((Writer::New, payload)) => Some((payload.read.clone(), payload.written.clone())),
            Some((_, payload)) => Some((payload.written.clone(), payload.read.clone())),
            None => comparison.shapes(&finding.change.holder),
        };
        let Some((before, after)) = shapes else {
            continue;
        };
        let (Some(before), Some(after)) = (Subject::of_shape(&before), Subject::of_shape(&after))
        else {
            continue;
        };
        let place = |version, subject| Place { version, subject };
        let (before, after) = (place(old, before), place(new, after));
        for (part, writer, reader) in [
            (Part::OldToNew, before, after),
            (Part::NewToOld, after, before),
        ] {
            let tried = prover.cases(writer, reader, 0..VALUES_BY_CHANCE);
            of.extend(tried.iter().map(|_| (index, part)));
            cases.extend(tried);
        }
    }
    let mut proofs = vec![Proof::default(); findings.len()];
    for ((index, part), answers) in of.into_iter().zip(prover.exchange(&cases)) {
        let proof = &mut proofs[index];
        match part {
            Part::Witness => proof.witness = answers,
            Part::OldToNew => count(&mut proof.old_to_new, answers),
            Part::NewToOld => count(&mut proof.new_to_old, answers),
        }
    }
    proofs
}

/// The witness of a finding about two versions, to be tried; nothing if it has none that is a payload.
pub fn witness_case(finding: &Finding, old: usize, new: usize) -> Option<Case> {
    let witness = finding.witness.as_ref()?;
    let payload = witness.payload.as_ref()?;
    let (writer, reader) = match witness.writer {
        Writer::Old | Writer::Earlier => (old, new),
        Writer::New => (new, old),
    };
    let place = |version: usize, shape: &Shape| {
        let subject = Subject::of_shape(shape)?;
        Some(Place { version, subject })
    };
    let writer = place(writer, &payload.written)?;
    Some(Case {
        // Nobody writes it any more where only an earlier version did.
        writer: (witness.writer != Writer::Earlier).then_some(writer),
        reader: place(reader, &payload.read)?,
        json: (payload.written != Shape::Nothing).then(|| witness.text.clone()),
    })
}

/// How many values by chance are tried, beside the edges.
const VALUES_BY_CHANCE: u64 = 50;

/// What a case is tried for.
#[derive(Clone, Copy)]
enum Part {
    Witness,
    OldToNew,
    NewToOld,
}

fn count(tallies: &mut Vec<Tally>, answers: Vec<Answer>) {
    for answer in answers {
        let Some(writer) = answer.writer else {
            continue;
        };
        let reader = answer.reader;
        let mut known = tallies.iter_mut();
        let known = known.position(|tally| (tally.writer, tally.reader) == (writer, reader));
        let position = known.unwrap_or_else(|| {
            tallies.push(Tally {
                writer,
                reader,
                written: 0,
                refused: 0,
                changed: 0,
                example: None,
            });
            tallies.len() - 1
        });
        tallies[position].note(answer.outcome);
    }
}

impl Tally {
    fn note(&mut self, outcome: Outcome) {
        let weight = weight(&outcome);
        match outcome {
            Outcome::NotWritten(_) => return,
            Outcome::Refused { .. } => self.refused += 1,
            Outcome::Read { .. } if weight > 0 => self.changed += 1,
            Outcome::Read { .. } | Outcome::ReadOnly { .. } => {}
        }
        self.written += 1;
        let known = self.example.as_ref();
        let rank = |outcome: &Outcome| (self::weight(outcome), std::cmp::Reverse(length(outcome)));
        if weight > 0 && known.is_none_or(|known| rank(known) < rank(&outcome)) {
            self.example = Some(outcome);
        }
    }
}

/// How much an outcome shows.
fn weight(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::NotWritten(_) | Outcome::ReadOnly { .. } => 0,
        Outcome::Refused { .. } => 3,
        Outcome::Read { changes, .. } => {
            let weights = changes.iter().map(|change| match change.kind {
                ChangeKind::Altered { .. } => 2,
                ChangeKind::Dropped => 1,
                // A default in place of nothing is what was meant.
                ChangeKind::Added => 0,
            });
            weights.max().unwrap_or_default()
        }
    }
}

fn length(outcome: &Outcome) -> usize {
    match outcome {
        Outcome::NotWritten(_) => 0,
        Outcome::Refused { written, .. }
        | Outcome::ReadOnly { written, .. }
        | Outcome::Read { written, .. } => written.as_ref().map_or(0, String::len),
    }
}
