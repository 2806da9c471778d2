//! What became of the histories of a version.

use std::collections::BTreeMap;
use std::fmt;

/// What became of a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Replays,
    /// The code does something else than what the history has.
    Diverges(String),
    /// A workflow task fails, and is tried again for ever.
    Fails(String),
}

/// What became of each history, by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcomes(pub(crate) BTreeMap<String, Outcome>);

impl Outcomes {
    pub(crate) fn all_replay(&self) -> bool {
        self.0.values().all(|outcome| *outcome == Outcome::Replays)
    }

    /// What the SDK says of the first history that does not replay, without what it wraps that in.
    pub(crate) fn message(&self) -> &str {
        let mut messages = self.0.values().filter_map(|outcome| match outcome {
            Outcome::Replays => None,
            Outcome::Diverges(message) | Outcome::Fails(message) => Some(message.as_str()),
        });
        let message = messages.next().unwrap_or_default();
        let inside = message.split_once("message: \"").map(|(_, rest)| rest);
        let inside = inside.and_then(|rest| rest.split_once("\", source:"));
        inside.map_or(message, |(inside, _)| inside)
    }
}

/// `replays`, or `diverges: exercise; fails: help`.
impl fmt::Display for Outcomes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |wanted: fn(&Outcome) -> bool| -> Vec<&str> {
            let names = self.0.iter().filter(|(_, outcome)| wanted(outcome));
            names.map(|(name, _)| name.as_str()).collect()
        };
        let diverging = of(|outcome| matches!(outcome, Outcome::Diverges(_)));
        let failing = of(|outcome| matches!(outcome, Outcome::Fails(_)));
        let parts = [("diverges", diverging), ("fails", failing)];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(what, names)| format!("{what}: {}", names.join(" ")))
            .collect();
        match parts.is_empty() {
            true => f.write_str("replays"),
            false => f.write_str(&parts.join("; ")),
        }
    }
}
