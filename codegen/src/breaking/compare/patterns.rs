//! Patterns that are held against one another, each pair of them once.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::sample::text_apart;

/// How many different pairs are held against one another, so that thousands of them take no minutes.
const MOST_PAIRS: usize = 100;

/// What matches, what may not, and how long texts are.
type Pair = (Vec<String>, Vec<String>, (usize, usize));

/// What is known of patterns so far.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    apart: RefCell<BTreeMap<Pair, bool>>,
}

impl Patterns {
    /// Whether a text was found, or none was looked for, of a length in characters, that all of some patterns match and one of others does not.
    pub(super) fn are_apart<'p>(
        &self,
        matching: impl Iterator<Item = &'p String>,
        refusing: impl Iterator<Item = &'p String>,
        lengths: (usize, usize),
    ) -> bool {
        let pair = (
            matching.cloned().collect(),
            refusing.cloned().collect(),
            lengths,
        );
        let mut apart = self.apart.borrow_mut();
        if let Some(known) = apart.get(&pair) {
            return *known;
        }
        // What was not tried may be anything, and nothing is to be called safe for that.
        if apart.len() >= MOST_PAIRS {
            return true;
        }
        let is_apart = text_apart(&as_texts(&pair.0), &as_texts(&pair.1), lengths).is_some();
        apart.insert(pair, is_apart);
        is_apart
    }
}

fn as_texts(patterns: &[String]) -> Vec<&str> {
    patterns.iter().map(String::as_str).collect()
}
