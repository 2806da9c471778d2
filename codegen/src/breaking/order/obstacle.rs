//! What no order of deployment helps.

use std::fmt;

use serde_json::{Value, json};

use super::party_text;
use crate::breaking::finding::Level;
use crate::breaking::slots::Party;

/// Something that no order of deployment helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// An error where it breaks, a warning where it depends on data.
    pub level: Level,
    /// What it is.
    pub reason: Reason,
    /// The findings that say so, each as a rule and an element.
    pub findings: Vec<String>,
}

/// Why no order helps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Histories of a workflow have it, and are read again by whatever is deployed.
    History {
        /// The workflow.
        workflow: String,
    },
    /// Neither version reads what the other writes.
    BothWays {
        /// What is written.
        payload: String,
    },
    /// Programs read what they write themselves, and both versions of them run while they are deployed one by one.
    Rolling {
        /// The programs.
        party: Party,
    },
    /// What waits for programs may have been written by their own old version.
    Waiting {
        /// The programs.
        party: Party,
    },
    /// Who writes and reads it is in packages that import this one.
    Elsewhere {
        /// What they write and read.
        payload: String,
    },
    /// One payload wants an order, and another one its reverse.
    Contradiction {
        /// Those that one of them wants first.
        first: Party,
        /// Those that the other one wants first.
        second: Party,
        /// What the former is about, and the latter.
        payloads: (String, String),
    },
}

/// How many findings are named for one obstacle.
const MOST_NAMED: usize = 3;

impl Obstacle {
    pub(super) fn facts(&self) -> Value {
        let (kind, about) = match &self.reason {
            Reason::History { workflow } => ("history", json!({ "workflow": workflow })),
            Reason::BothWays { payload } => ("both_ways", json!({ "payload": payload })),
            Reason::Rolling { party } => ("rolling", json!({ "party": party_text(party) })),
            Reason::Waiting { party } => ("waiting", json!({ "party": party_text(party) })),
            Reason::Elsewhere { payload } => ("elsewhere", json!({ "payload": payload })),
            Reason::Contradiction {
                first,
                second,
                payloads,
            } => (
                "contradiction",
                json!({
                    "parties": [party_text(first), party_text(second)],
                    "payloads": [payloads.0, payloads.1],
                }),
            ),
        };
        json!({
            "level": self.level.name(),
            "kind": kind,
            "about": about,
            "findings": self.findings,
            "text": self.to_string(),
        })
    }

    fn named(&self) -> String {
        let mut named = self.findings.clone();
        if let Some(more) = named.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
            named.truncate(MOST_NAMED);
            named.push(format!("{more} more"));
        }
        named.join(", ")
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = self.named();
        let (none, have) = match self.level {
            Level::Error => ("no order is safe for", "have"),
            _ => ("no order helps", "may have"),
        };
        match &self.reason {
            Reason::History { workflow } => {
                let who = match workflow.as_str() {
                    "" => String::from("callers in other namespaces"),
                    workflow => format!("workflow `{workflow}`"),
                };
                write!(
                    f,
                    "{none} {who}: histories {have} it, and histories are data ({named})"
                )
            }
            Reason::BothWays { payload } => write!(
                f,
                "{none} {payload}: neither version reads what the other writes ({named})"
            ),
            Reason::Rolling { party } => write!(
                f,
                "old {} may read what new ones write: stop them before the new ones start ({named})",
                party_text(party)
            ),
            Reason::Waiting { party } => write!(
                f,
                "new {} may find what old ones wrote: let what waits be done first ({named})",
                party_text(party)
            ),
            Reason::Elsewhere { payload } => write!(
                f,
                "an order for {payload} shows only where those packages are compared ({named})"
            ),
            Reason::Contradiction {
                first,
                second,
                payloads,
            } => write!(
                f,
                "{none} {} and {}: {} wants the former first, {} the latter ({named})",
                party_text(first),
                party_text(second),
                payloads.0,
                payloads.1
            ),
        }
    }
}
