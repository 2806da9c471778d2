//! A pattern as a machine that reads a text byte by byte, and knows at its end whether the pattern matches.

use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::hir::Hir;

use super::meaning::{any_text, whole_text};

/// How large one may become, in bytes: a pattern whose automaton is larger is not decided.
const LARGEST: usize = 256 * 1024;

#[derive(Debug)]
pub(super) struct Automaton {
    table: dense::DFA<Vec<u32>>,
    start: StateID,
}

impl Automaton {
    /// Of the texts that a pattern matches somewhere; nothing if that is too large.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        Self::build(&whole_text(pattern)?)
    }

    /// Of any text, and of nothing that is none.
    pub(super) fn of_any_text() -> Option<Self> {
        Self::build(&any_text())
    }

    fn build(texts: &Hir) -> Option<Self> {
        let nfa = thompson::Compiler::new()
            .configure(
                thompson::Config::new()
                    .which_captures(WhichCaptures::None)
                    .nfa_size_limit(Some(LARGEST)),
            )
            .build_from_hir(texts)
            .ok()?;
        let table = dense::Builder::new()
            .configure(
                dense::Config::new()
                    // Whether there is a match at the very end counts, not which of several comes first.
                    .match_kind(MatchKind::All)
                    .start_kind(StartKind::Anchored)
                    .dfa_size_limit(Some(LARGEST))
                    .determinize_size_limit(Some(2 * LARGEST)),
            )
            .build_from_nfa(&nfa)
            .ok()?;
        let input = Input::new("").anchored(Anchored::Yes);
        let start = table.start_state_forward(&input).ok()?;
        Some(Self { table, start })
    }

    pub(super) fn start(&self) -> StateID {
        self.start
    }

    pub(super) fn next(&self, state: StateID, byte: u8) -> StateID {
        self.table.next_state(state, byte)
    }

    /// Whether nothing that begins like this is a match.
    pub(super) fn is_lost(&self, state: StateID) -> bool {
        self.table.is_dead_state(state)
    }

    /// Whether the text that ends here is a match.
    pub(super) fn accepts(&self, state: StateID) -> bool {
        self.table.is_match_state(self.table.next_eoi_state(state))
    }

    /// Bytes of one kind lead to one state, wherever it is.
    pub(super) fn kind_of(&self, byte: u8) -> u8 {
        self.table.byte_classes().get(byte)
    }
}
