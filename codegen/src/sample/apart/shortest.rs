//! The shortest text that some automata accept and others do not.

use std::collections::{BTreeSet, VecDeque};

use regex_automata::util::primitives::StateID;

use super::Apart;
use super::automaton::Automaton;

/// How many steps of all automata together are taken, so that a search ends within a fraction of a second.
const MOST_STEPS: usize = 500_000;

/// Looks for a text of a length in characters that all of the ones accept, and not all of the others.
pub(super) fn shortest_apart(
    matching: Vec<Automaton>,
    refusing: Vec<Automaton>,
    lengths: (usize, usize),
) -> Apart {
    let Some(any_text) = Automaton::of_any_text() else {
        return Apart::Unknown;
    };
    let both = Both {
        matching: matching.len() + 1,
        automata: std::iter::once(any_text)
            .chain(matching)
            .chain(refusing)
            .collect(),
    };
    Search::new(&both).run(lengths)
}

/// Automata that read one text together: the matching ones first, the first of which knows what a text is.
struct Both {
    automata: Vec<Automaton>,
    matching: usize,
}

/// Where each of them is.
type States = Box<[StateID]>;

impl Both {
    fn start(&self) -> States {
        self.automata.iter().map(Automaton::start).collect()
    }

    /// Nothing where no text goes on like this that all of the matching ones accept.
    fn next(&self, states: &States, byte: u8) -> Option<States> {
        let next: States = self
            .automata
            .iter()
            .zip(states)
            .map(|(automaton, state)| automaton.next(*state, byte))
            .collect();
        let mut matching = self.automata.iter().zip(&next).take(self.matching);
        let is_lost = matching.any(|(automaton, state)| automaton.is_lost(*state));
        (!is_lost).then_some(next)
    }

    fn are_apart(&self, states: &States) -> bool {
        let mut accepted = self
            .automata
            .iter()
            .zip(states)
            .map(|(automaton, state)| automaton.accepts(*state));
        accepted.by_ref().take(self.matching).all(|accepts| accepts)
            && !accepted.all(|accepts| accepts)
    }

    /// One byte of each kind: letters and digits before others.
    fn bytes(&self) -> Vec<u8> {
        let plain = (b'a'..=b'z').chain(b'0'..=b'9').chain(b'A'..=b'Z');
        let mut known = BTreeSet::new();
        let kind = |byte: u8| -> Vec<u8> {
            let kinds = self
                .automata
                .iter()
                .map(|automaton| automaton.kind_of(byte));
            kinds.collect()
        };
        plain
            .chain(b' '..=b'~')
            .chain(0..=u8::MAX)
            // How many characters there are so far is counted by the bytes that begin one.
            .filter(|byte| known.insert((is_inside(*byte), kind(*byte))))
            .collect()
    }
}

/// Whether a byte goes on with a character that has begun.
fn is_inside(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// How many bytes a character has that begins with this one.
fn length_of(first: u8) -> usize {
    match first {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

/// A text that was gone through: where it led, and what it is made of.
struct Step {
    states: States,
    /// The text without its last character.
    before: usize,
    letter: Vec<u8>,
}

struct Search<'b> {
    both: &'b Both,
    bytes: Vec<u8>,
    steps: Vec<Step>,
    left: usize,
}

impl<'b> Search<'b> {
    fn new(both: &'b Both) -> Self {
        let first = Step {
            states: both.start(),
            before: 0,
            letter: Vec::new(),
        };
        Self {
            both,
            bytes: both.bytes(),
            steps: vec![first],
            left: MOST_STEPS,
        }
    }

    /// Goes through all texts by their lengths; of those that lead to the same states, through one.
    fn run(mut self, (least, most): (usize, usize)) -> Apart {
        let mut level = 0..1;
        let mut known = BTreeSet::from([self.both.start()]);
        for length in 0..=most {
            if length >= least {
                let mut found = level.clone();
                if let Some(at) = found.find(|at| self.both.are_apart(&self.steps[*at].states)) {
                    return self.text(at).map_or(Apart::Unknown, Apart::Text);
                }
            }
            if level.is_empty() || length == most {
                break;
            }
            // From the least length on, what was met is done with: it was met by a shorter text.
            if length < least {
                known.clear();
            }
            let first = self.steps.len();
            for at in level {
                for (states, letter) in self.letters_after(at) {
                    if known.insert(states.clone()) {
                        self.steps.push(Step {
                            states,
                            before: at,
                            letter,
                        });
                    }
                }
                if self.left == 0 {
                    return Apart::Unknown;
                }
            }
            level = first..self.steps.len();
        }
        Apart::Never
    }

    /// What one more character leads to.
    fn letters_after(&mut self, at: usize) -> Vec<(States, Vec<u8>)> {
        let mut ends = Vec::new();
        let mut begun = VecDeque::from([(self.steps[at].states.clone(), Vec::new())]);
        while let Some((states, letter)) = begun.pop_front() {
            let is_first = letter.is_empty();
            for byte in &self.bytes {
                if is_inside(*byte) == is_first {
                    continue;
                }
                self.left = self.left.saturating_sub(self.both.automata.len());
                let Some(states) = self.both.next(&states, *byte) else {
                    continue;
                };
                let mut letter: Vec<u8> = letter.clone();
                letter.push(*byte);
                let is_whole = letter
                    .first()
                    .is_some_and(|first| length_of(*first) == letter.len());
                match is_whole {
                    true => ends.push((states, letter)),
                    false => begun.push_back((states, letter)),
                }
            }
        }
        ends
    }

    fn text(&self, mut at: usize) -> Option<String> {
        let mut letters = Vec::new();
        while at != 0 {
            let step = self.steps.get(at)?;
            letters.push(step.letter.as_slice());
            at = step.before;
        }
        letters.reverse();
        String::from_utf8(letters.concat()).ok()
    }
}
