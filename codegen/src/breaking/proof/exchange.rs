//! Values that one version writes and the other one reads, counted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::Subjects;
use crate::prove::{Answer, Case, Contract, Language, Outcome, Place, Prover};
use crate::sample::Sampler;

/// How many values by chance there are besides those at the edges of what is allowed.
const BY_CHANCE: u64 = 40;

/// Both versions at work.
pub(super) struct Exchange<'e, 'm> {
    pub(super) prover: &'e mut Prover<'m>,
    pub(super) contracts: &'e [Contract<'m>],
    pub(super) sides: Sides,
    /// How many values were written and read so far.
    pub(super) values: usize,
}

/// The positions of both versions.
#[derive(Clone, Copy)]
pub(super) struct Sides {
    pub(super) old: usize,
    pub(super) new: usize,
}

/// What came of some values.
#[derive(Default)]
pub(super) struct Tally {
    /// How many were written, how many were refused, and how many were read as another value, for each pair of
    /// languages.
    pairs: BTreeMap<(Language, Language), [usize; 3]>,
    /// The shortest that was refused, and why; or else the shortest that was read as another one.
    refused: Option<(String, String)>,
    changed: Option<(String, String)>,
}

impl Exchange<'_, '_> {
    /// Has values of one version read by the other.
    pub(super) fn run(&mut self, (old, new): Subjects, is_old_writer: bool) -> Tally {
        let old = Place {
            version: self.sides.old,
            subject: old,
        };
        let new = Place {
            version: self.sides.new,
            subject: new,
        };
        let (writer, reader) = match is_old_writer {
            true => (old, new),
            false => (new, old),
        };
        let cases: Vec<Case> = self
            .values_of(writer)
            .into_iter()
            .map(|json| Case {
                writer,
                reader,
                json,
            })
            .collect();
        let mut tally = Tally::default();
        for answer in self.prover.exchange(&cases).into_iter().flatten() {
            self.values += 1;
            tally.count(&answer);
        }
        tally
    }

    /// What is refused without a finding that says so.
    pub(super) fn unsaid(
        &mut self,
        subjects: Subjects,
        slot: &str,
        said: &BTreeSet<(String, bool)>,
        labels: (&str, &str),
    ) -> Vec<String> {
        let mut unsaid = Vec::new();
        for is_old_writer in [true, false] {
            if said.contains(&(slot.to_owned(), is_old_writer)) {
                continue;
            }
            let tally = self.run(subjects, is_old_writer);
            if tally.refused.is_some() {
                unsaid.push(format!("{slot}: {}", tally.sentence(is_old_writer, labels)));
            }
        }
        unsaid
    }

    fn values_of(&self, writer: Place) -> Vec<Option<String>> {
        let Some(contract) = self.contracts.get(writer.version) else {
            return Vec::new();
        };
        let values = writer.subject.with_target(contract.model, |target| {
            let sampler = Sampler::new(contract.model);
            let mut values = sampler.edges(target);
            values.extend((0..BY_CHANCE).map(|seed| sampler.random(target, seed)));
            values.iter().map(|draft| Some(draft.to_string())).collect()
        });
        values.unwrap_or_else(|| vec![None])
    }
}

impl Tally {
    fn count(&mut self, answer: &Answer) {
        let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "no payload".to_owned());
        let shorter = |known: &mut Option<(String, String)>, text: String, why: String| {
            let is_shorter = known
                .as_ref()
                .is_none_or(|(known, _)| text.len() < known.len());
            if is_shorter {
                *known = Some((text, why));
            }
        };
        let [written, refused, changed] = self
            .pairs
            .entry((answer.writer, answer.reader))
            .or_default();
        match &answer.outcome {
            Outcome::NotWritten(_) => return,
            Outcome::Refused {
                written: text,
                problem,
            } => {
                *refused += 1;
                let why = match problem.path.as_str() {
                    "" => problem.message.clone(),
                    path => format!("{path}: {}", problem.message),
                };
                shorter(&mut self.refused, shown(text), why);
            }
            Outcome::Read {
                written: text,
                rewritten,
                changes,
            } if !changes.is_empty() => {
                *changed += 1;
                shorter(&mut self.changed, shown(text), shown(rewritten));
            }
            Outcome::Read { .. } | Outcome::ReadOnly { .. } => {}
        }
        *written += 1;
    }

    /// What came of it, in a sentence.
    pub(super) fn sentence(&self, is_old_writer: bool, (old, new): (&str, &str)) -> String {
        let (writer, reader) = match is_old_writer {
            true => (old, new),
            false => (new, old),
        };
        let mut sentence = format!("written by {writer}, read by {reader}: ");
        let counts: BTreeSet<&[usize; 3]> = self.pairs.values().collect();
        match counts.first() {
            None => sentence.push_str("nothing could be run"),
            Some(counts_of_all) if counts.len() == 1 => {
                sentence.push_str(&counted(counts_of_all));
                let pairs: Vec<String> = self.pairs.keys().map(pair).collect();
                let _ = write!(sentence, ", {}", pairs.join(", "));
            }
            Some(_) => {
                let pairs: Vec<String> = self
                    .pairs
                    .iter()
                    .map(|(languages, counts)| format!("{} {}", pair(languages), counted(counts)))
                    .collect();
                sentence.push_str(&pairs.join("; "));
            }
        }
        if let Some((text, why)) = &self.refused {
            let _ = write!(sentence, "; refused: {text}: {why}");
        } else if let Some((text, other)) = &self.changed {
            let _ = write!(sentence, "; read as another: {text} as {other}");
        }
        sentence
    }
}

/// `12 of 40 values refused, 3 read as another`
fn counted([written, refused, changed]: &[usize; 3]) -> String {
    match (refused, changed) {
        (0, 0) => format!("all of {written} values read as they were meant"),
        (refused, 0) => format!("{refused} of {written} values refused"),
        (0, changed) => format!("{changed} of {written} values read as another"),
        (refused, changed) => {
            format!("{refused} of {written} values refused, {changed} read as another")
        }
    }
}

fn pair((writer, reader): &(Language, Language)) -> String {
    format!("{writer} to {reader}")
}
