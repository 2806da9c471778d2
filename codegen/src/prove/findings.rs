//! What really becomes of the payloads of findings.
//!
//! A payload has other parts than the one that a finding is about, and other findings are about those. So only what fails
//! at the finding's own place counts: where its witness does, or else where its element is.

use std::collections::BTreeSet;

use crate::breaking::change::Kind;
use crate::breaking::compare::Comparison;
use crate::breaking::finding::{Finding, Shape, Writer};

use super::{Answer, Case, Change, ChangeKind, Language, Outcome, Place, Prover, Subject};

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
    /// How many more were refused at places that the finding is not about, and so show nothing of it.
    pub elsewhere: usize,
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
        let (proof, finding) = (&mut proofs[index], &findings[index]);
        // The witness of a finding comes before its other values.
        match part {
            Part::Witness => {
                let tallies = match finding.witness.as_ref().map(|witness| witness.writer) {
                    Some(Writer::New) => &mut proof.new_to_old,
                    _ => &mut proof.old_to_new,
                };
                let own = OwnPlaces::of(finding, &answers);
                count(tallies, answers.clone(), &own);
                proof.witness = answers;
            }
            Part::OldToNew | Part::NewToOld => {
                let own = OwnPlaces::of(finding, &proof.witness);
                let tallies = match part {
                    Part::NewToOld => &mut proof.new_to_old,
                    _ => &mut proof.old_to_new,
                };
                count(tallies, answers, &own);
            }
        }
    }
    proofs
}

/// Where in a payload a finding is.
#[derive(Debug)]
enum OwnPlaces {
    /// It is about the payload as a whole.
    Everywhere,
    /// Where its witness fails.
    At(BTreeSet<String>),
    /// Where its element is, and in that.
    In(String),
}

impl OwnPlaces {
    fn of(finding: &Finding, witness: &[Answer]) -> Self {
        let change = &finding.change;
        if matches!(change.kind, Kind::Presence { .. }) {
            return Self::Everywhere;
        }
        let mut places = BTreeSet::new();
        for answer in witness {
            match &answer.outcome {
                Outcome::Refused { problem, .. } => {
                    places.insert(place_of_problem(&problem.path));
                }
                Outcome::Read { changes, .. } => {
                    let changes = changes.iter().filter(|change| weight_of(change) > 0);
                    places.extend(changes.map(|change| without_positions(&change.path)));
                }
                Outcome::NotWritten(_) | Outcome::ReadOnly { .. } => {}
            }
        }
        match places.is_empty() {
            true => Self::In(place_of_problem(&change.element)),
            false => Self::At(places),
        }
    }

    fn has(&self, place: &str) -> bool {
        match self {
            Self::Everywhere => true,
            Self::At(places) => places.contains(place),
            Self::In(element) => place
                .strip_prefix(element.as_str())
                .is_some_and(|inside| inside.is_empty() || inside.starts_with(['.', '['])),
        }
    }
}

/// `items[].quantity` of `OrderInput.items[3].quantity`
fn place_of_problem(path: &str) -> String {
    let inside = path.find(['.', '[']).map(|at| &path[at..]);
    let inside = inside.unwrap_or_default();
    without_positions(inside.strip_prefix('.').unwrap_or(inside))
}

/// `items[].quantity` of `items[3].quantity`
fn without_positions(path: &str) -> String {
    let mut parts = path.split('[');
    let mut place = String::from(parts.next().unwrap_or_default());
    for part in parts {
        place.push_str("[]");
        place.push_str(part.split_once(']').map_or("", |(_, rest)| rest));
    }
    place
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

fn count(tallies: &mut Vec<Tally>, answers: Vec<Answer>, own: &OwnPlaces) {
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
                elsewhere: 0,
                example: None,
            });
            tallies.len() - 1
        });
        tallies[position].note(answer.outcome, own);
    }
}

impl Tally {
    fn note(&mut self, mut outcome: Outcome, own: &OwnPlaces) {
        if let Outcome::Read { changes, .. } = &mut outcome {
            changes.retain(|change| own.has(&without_positions(&change.path)));
        }
        let weight = weight(&outcome);
        match &outcome {
            Outcome::NotWritten(_) => return,
            Outcome::Refused { problem, .. } if !own.has(&place_of_problem(&problem.path)) => {
                self.elsewhere += 1;
                return;
            }
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
        Outcome::Read { changes, .. } => changes.iter().map(weight_of).max().unwrap_or_default(),
    }
}

fn weight_of(change: &Change) -> u8 {
    match change.kind {
        ChangeKind::Altered { .. } => 2,
        ChangeKind::Dropped => 1,
        // A default in place of nothing is what was meant.
        ChangeKind::Added => 0,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prove::Problem;

    #[test]
    fn places_have_neither_positions_nor_the_name_of_the_whole() {
        for (path, place) in [
            ("", ""),
            ("Arm", ""),
            ("In.arm", "arm"),
            ("In.items[3].arm", "items[].arm"),
            ("In.by[\"x\"][0]", "by[][]"),
        ] {
            assert_eq!(place_of_problem(path), place, "{path}");
        }
        assert_eq!(without_positions("items[3].arm"), "items[].arm");
    }

    #[test]
    fn what_fails_at_another_place_shows_nothing() {
        let own = OwnPlaces::At(BTreeSet::from(["arm".to_owned()]));
        let refused = |path: &str| Answer {
            writer: Some(Language::Rust),
            reader: Language::Python,
            outcome: Outcome::Refused {
                written: Some(format!("{{\"at\":\"{path}\"}}")),
                problem: Problem {
                    path: path.to_owned(),
                    message: "no".to_owned(),
                },
            },
        };
        let mut tallies = Vec::new();
        count(&mut tallies, vec![refused("In.id")], &own);
        assert_eq!(
            (
                tallies[0].written,
                tallies[0].elsewhere,
                &tallies[0].example
            ),
            (0, 1, &None)
        );
        let own_refusal = refused("In.arm");
        count(&mut tallies, vec![own_refusal.clone()], &own);
        assert_eq!((tallies[0].refused, tallies[0].elsewhere), (1, 1));
        assert_eq!(tallies[0].example, Some(own_refusal.outcome));
    }

    #[test]
    fn an_element_has_what_is_in_it_and_nothing_beside_it() {
        let own = OwnPlaces::In(place_of_problem("In.arm"));
        for (place, is_own) in [
            ("arm", true),
            ("arm[]", true),
            ("arm.id", true),
            ("army", false),
            ("id", false),
            ("", false),
        ] {
            assert_eq!(own.has(place), is_own, "{place}");
        }
    }
}
