//! Patterns that are held against one another, each pair of them once.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::sample::{Apart, apart};

/// How many different pairs are held against one another, so that thousands of them take no minutes.
const MOST_PAIRS: usize = 100;

/// What matches, what may not, and how long texts are.
type Pair = (Vec<String>, Vec<String>, (usize, usize));

/// What is known of patterns so far.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    known: RefCell<BTreeMap<Pair, Apart>>,
}

impl Patterns {
    /// Whether there is a text, of a length in characters, that all of some patterns match and one of others does not;
    /// nothing if there were too many pairs before.
    pub(super) fn compare(
        &self,
        matching: Vec<String>,
        refusing: Vec<String>,
        lengths: (usize, usize),
    ) -> Option<Apart> {
        let pair = (matching, refusing, lengths);
        let mut known = self.known.borrow_mut();
        if let Some(known) = known.get(&pair) {
            return Some(known.clone());
        }
        if known.len() >= MOST_PAIRS {
            return None;
        }
        let found = apart(&as_texts(&pair.0), &as_texts(&pair.1), lengths);
        known.insert(pair, found.clone());
        Some(found)
    }
}

fn as_texts(patterns: &[String]) -> Vec<&str> {
    patterns.iter().map(String::as_str).collect()
}
