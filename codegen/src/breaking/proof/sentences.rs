//! What became of many values, in a sentence.

use std::fmt::Write;

use crate::prove::{Outcome, Tally};

/// Who wrote, who read, how many of the values were refused, and the shortest of these.
pub(super) fn sentence(tallies: &[Tally], is_old_writer: bool, labels: (&str, &str)) -> String {
    let (old, new) = labels;
    let (writer, reader) = match is_old_writer {
        true => (old, new),
        false => (new, old),
    };
    let mut sentence = format!("written by {writer}, read by {reader}: ");
    let pair = |tally: &Tally| format!("{} to {}", tally.writer, tally.reader);
    match tallies {
        [first, others @ ..] if others.iter().all(|other| counts(other) == counts(first)) => {
            let pairs: Vec<String> = tallies.iter().map(pair).collect();
            let _ = write!(sentence, "{}, {}", counted(first), pairs.join(", "));
        }
        _ => {
            let pairs = tallies.iter();
            let pairs: Vec<String> = pairs
                .map(|tally| format!("{} {}", pair(tally), counted(tally)))
                .collect();
            sentence.push_str(&pairs.join("; "));
        }
    }
    let mut examples = tallies.iter().filter_map(|tally| tally.example.as_ref());
    let is_refused = |outcome: &&Outcome| matches!(outcome, Outcome::Refused { .. });
    let example = examples.clone().find(is_refused).or(examples.next());
    if let Some(example) = example.and_then(shown) {
        let _ = write!(sentence, "; {example}");
    }
    sentence
}

fn counts(tally: &Tally) -> (usize, usize, usize, usize) {
    (tally.written, tally.refused, tally.changed, tally.elsewhere)
}

/// `12 of 40 values refused, 3 read as another, and 5 more refused at other places`
fn counted(tally: &Tally) -> String {
    let Tally {
        written,
        refused,
        changed,
        elsewhere,
        ..
    } = tally;
    let counted = match (refused, changed) {
        (0, 0) => format!("none of {written} values refused or read as another"),
        (refused, 0) => format!("{refused} of {written} values refused"),
        (0, changed) => format!("{changed} of {written} values read as another"),
        (refused, changed) => {
            format!("{refused} of {written} values refused, {changed} read as another")
        }
    };
    match elsewhere {
        0 => counted,
        _ => format!("{counted}, and {elsewhere} more refused at other places"),
    }
}

/// The value, and what became of it.
pub(super) fn shown(outcome: &Outcome) -> Option<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "no payload".to_owned());
    match outcome {
        Outcome::Refused { written, problem } => Some(match problem.path.as_str() {
            "" => format!("refused: {}: {}", text(written), problem.message),
            path => format!("refused: {}: {path}: {}", text(written), problem.message),
        }),
        Outcome::Read {
            written, rewritten, ..
        } => Some(format!("{} read as {}", text(written), text(rewritten))),
        Outcome::NotWritten(_) | Outcome::ReadOnly { .. } => None,
    }
}
