//! What becomes of the payloads of a change.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use tempoc::prove::{
    Answer, Case, ChangeKind, Contract, Language, Outcome, Place, Prover, Subject,
};

use crate::matrix::{Change, Effect};
use crate::slots::slots;
use crate::{number, seed};

/// What was measured of a change.
#[derive(Default)]
pub(crate) struct Measured {
    pub(crate) old_to_new: Direction,
    pub(crate) new_to_old: Direction,
    /// The same for each payload, by what findings call it.
    pub(crate) slots: BTreeMap<String, [Direction; 2]>,
}

/// What readers of one version did with values of the other.
#[derive(Default)]
pub(crate) struct Direction {
    /// How many values had each effect.
    counts: BTreeMap<Effect, usize>,
    /// How many values of an effect there are in each pair of languages.
    pairs: BTreeMap<(Language, Language), BTreeMap<Effect, usize>>,
    /// The shortest value of each effect: the slot, and what came of it.
    shortest: BTreeMap<Effect, (usize, String)>,
}

pub(crate) fn measure(
    prover: &mut Prover<'_>,
    contracts: &[Contract<'_>],
    change: &Change,
) -> Measured {
    let model = |version: usize| contracts[version].model;
    let old = slots(model(change.old));
    let new = slots(model(change.new));
    // Of a large contract, each payload is tried with fewer values.
    let most = (values_by_chance() * 120 / old.len().max(1)).max(40);
    let mut cases = Vec::new();
    let mut places = Vec::new();
    for (slot, old) in &old {
        let Some(new) = new.get(slot) else { continue };
        if (*old, *new) == (Subject::Nothing, Subject::Nothing) {
            continue;
        }
        let old = Place {
            version: change.old,
            subject: *old,
        };
        let new = Place {
            version: change.new,
            subject: *new,
        };
        for (is_newer, writer, reader) in [(true, old, new), (false, new, old)] {
            let mut tried = prover.cases(writer, reader, seeds());
            thin(&mut tried, most);
            places.extend(tried.iter().map(|_| (slot, is_newer)));
            cases.extend(tried);
        }
    }
    let answers = prover.exchange(&cases);
    assert_eq!(
        prover.missing(),
        [],
        "{}: a language has stopped",
        change.name
    );
    let mut measured = Measured::default();
    for ((slot, is_newer), answers) in places.into_iter().zip(answers) {
        assert_eq!(answers.len(), 4, "{}: {slot}", change.name);
        let direction = match is_newer {
            true => &mut measured.old_to_new,
            false => &mut measured.new_to_old,
        };
        let known = measured.slots.entry(slot.clone()).or_default();
        let here = &mut known[usize::from(!is_newer)];
        for answer in answers {
            direction.note(slot, &answer);
            here.note(slot, &answer);
        }
    }
    measured
}

/// The seeds of the values by chance of a payload.
fn seeds() -> impl Iterator<Item = u64> {
    let first = seed().wrapping_mul(1_000_003);
    (0..values_by_chance() as u64).map(move |number| first.wrapping_add(number))
}

/// How many values by chance are tried for a payload.
fn values_by_chance() -> usize {
    number("TEMPOC_PROVE_CASES").unwrap_or(50) as usize
}

/// Leaves so many, from everywhere.
fn thin(cases: &mut Vec<Case>, most: usize) {
    let count = cases.len();
    let mut index = 0;
    cases.retain(|_| {
        index += 1;
        count <= most || index * most / count != (index - 1) * most / count
    });
}

impl Measured {
    /// How many values were exchanged.
    pub(crate) fn values(&self) -> usize {
        let directions = [&self.old_to_new, &self.new_to_old];
        directions
            .iter()
            .flat_map(|found| found.counts.values())
            .sum()
    }

    /// How many of them were refused.
    pub(crate) fn refused(&self) -> usize {
        let directions = [&self.old_to_new, &self.new_to_old];
        let counts = directions
            .iter()
            .filter_map(|found| found.counts.get(&Effect::Refuses));
        counts.sum()
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "old -> new: {}; new -> old: {}",
            self.old_to_new, self.new_to_old
        )
    }
}

impl Direction {
    pub(crate) fn note(&mut self, slot: &str, answer: &Answer) {
        let Some((effect, text)) = told(answer) else {
            return;
        };
        *self.counts.entry(effect).or_default() += 1;
        let Some(writer) = answer.writer else {
            return;
        };
        let pair = self.pairs.entry((writer, answer.reader)).or_default();
        *pair.entry(effect).or_default() += 1;
        let text = format!("{slot}, {writer} to {}: {text}", answer.reader);
        let length = text.len();
        let shortest = self
            .shortest
            .entry(effect)
            .or_insert((usize::MAX, String::new()));
        if length < shortest.0 {
            *shortest = (length, text);
        }
    }

    /// The worst that happened; `reads` where nothing was exchanged.
    pub(crate) fn effect(&self) -> Effect {
        self.counts
            .keys()
            .next_back()
            .copied()
            .unwrap_or(Effect::Reads)
    }

    /// The shortest value of each effect.
    pub(crate) fn examples(&self) -> String {
        let mut text = String::new();
        for (effect, (_, example)) in &self.shortest {
            let _ = writeln!(text, "    {effect}: {example}");
        }
        text
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts: Vec<String> = self
            .counts
            .iter()
            .map(|(effect, count)| format!("{effect} {count}"))
            .collect();
        match counts.as_slice() {
            [] => f.write_str("nothing to read"),
            counts => f.write_str(&counts.join(", ")),
        }?;
        // Languages that differ are worth a word.
        let worst = self
            .pairs
            .values()
            .filter_map(|counts| counts.keys().next_back());
        let worst: std::collections::BTreeSet<&Effect> = worst.collect();
        if worst.len() > 1 {
            let pairs = self.pairs.iter().filter_map(|((writer, reader), counts)| {
                let worst = counts.keys().next_back()?;
                Some(format!("{writer} to {reader} {worst}"))
            });
            write!(f, " ({})", pairs.collect::<Vec<_>>().join(", "))?;
        }
        Ok(())
    }
}

/// The effect on a value, with what shows it; nothing for a value that the writer does not have.
fn told(answer: &Answer) -> Option<(Effect, String)> {
    let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "no payload".to_owned());
    match &answer.outcome {
        Outcome::NotWritten(_) => None,
        Outcome::Refused { written, problem } => Some((
            Effect::Refuses,
            format!("{}: {}: {}", shown(written), problem.path, problem.message),
        )),
        Outcome::ReadOnly { written, .. } => Some((Effect::Reads, shown(written))),
        Outcome::Read {
            written,
            rewritten,
            changes,
        } => {
            let effects = changes.iter().map(|change| match change.kind {
                ChangeKind::Dropped => Effect::Drops,
                ChangeKind::Added => Effect::Adds,
                ChangeKind::Altered { .. } => Effect::Alters,
            });
            let effect = effects.max().unwrap_or(Effect::Reads);
            Some((
                effect,
                format!("{} -> {}", shown(written), shown(rewritten)),
            ))
        }
    }
}
