//! Whether patterns allow the same, and a text that tells them apart where they do not.

mod automaton;
mod meaning;
mod shortest;
mod tries;

use automaton::Automaton;
use shortest::shortest_apart;
use tries::tried_apart;

/// What is known of patterns that are held against others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Apart {
    /// A text that all of the ones match, and one of the others does not.
    Text(String),
    /// There is none.
    Never,
    /// Their automata are too large to be gone through, and no text was found by trying.
    Unknown,
}

/// Holds some patterns against some others, for texts of so many characters.
///
/// The text is the shortest one, unless the patterns are too large for that.
pub(crate) fn apart(matching: &[&str], refusing: &[&str], lengths: (usize, usize)) -> Apart {
    let automata = |patterns: &[&str]| -> Option<Vec<Automaton>> {
        patterns.iter().map(|text| Automaton::of(text)).collect()
    };
    let decided = match (automata(matching), automata(refusing)) {
        (Some(matching), Some(refusing)) => shortest_apart(matching, refusing, lengths),
        _ => Apart::Unknown,
    };
    match decided {
        Apart::Unknown => {
            tried_apart(matching, refusing, lengths).map_or(Apart::Unknown, Apart::Text)
        }
        decided => decided,
    }
}

/// The pattern of texts of so many characters.
pub(crate) fn pattern_of_lengths(least: Option<u64>, most: Option<u64>) -> String {
    let (least, most) = (least.unwrap_or(0), most.map(|most| most.to_string()));
    format!("(?s)^.{{{least},{}}}$", most.unwrap_or_default())
}
