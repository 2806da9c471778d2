//! A deploy order in words, and for programs.

use std::fmt;

use serde_json::{Value, json};

use super::{Obstacle, Order, Step};
use crate::breaking::finding::Level;
use crate::breaking::slots::Party;

/// How many obstacles are told one by one.
const MOST_TOLD: usize = 8;

impl Order {
    /// What is said of it, one line each.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self
            .obstacles
            .iter()
            .all(|found| found.level < Level::Error)
        {
            lines.push(format!("deploy order: {}", self.steps_text()));
        } else if self.steps.is_empty() {
            lines.push(String::from("deploy order: none is safe"));
        } else {
            lines.push(format!(
                "deploy order: none is safe for all of it; for the rest: {}",
                self.steps_text()
            ));
        }
        let told = self.obstacles.iter().take(MOST_TOLD);
        lines.extend(told.map(Obstacle::to_string));
        let untold = self.obstacles.len().saturating_sub(MOST_TOLD);
        if untold > 0 {
            lines.push(format!(
                "and {untold} more of that kind; `--format json` has all of them"
            ));
        }
        lines
    }

    fn steps_text(&self) -> String {
        let steps = self.steps.iter().map(Step::to_string);
        match (self.steps.is_empty(), self.obstacles.is_empty()) {
            (true, true) => String::from("any"),
            (true, false) => String::from("any, but see below"),
            (false, _) => steps.collect::<Vec<_>>().join(" -> "),
        }
    }

    /// The same for programs.
    pub fn facts(&self) -> Value {
        let steps = self.steps.iter().map(|step| {
            json!({
                "parties": step.parties.iter().map(party_text).collect::<Vec<_>>(),
                "once": step.once,
            })
        });
        let obstacles = self.obstacles.iter().map(Obstacle::facts);
        json!({
            "safe": self.obstacles.iter().all(|found| found.level < Level::Error),
            "steps": steps.collect::<Value>(),
            "obstacles": obstacles.collect::<Value>(),
        })
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines().join("\n"))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.once.is_empty() {
            let once: Vec<&str> = self.once.iter().copied().collect();
            write!(f, "(once {}) ", once.join(", and "))?;
        }
        let parties: Vec<String> = self.parties.iter().map(party_text).collect();
        f.write_str(&parties.join(", "))
    }
}

/// `workers(orders)`
pub(super) fn party_text(party: &Party) -> String {
    match party {
        Party::Workers(Some(queue)) => format!("workers({queue})"),
        Party::Workers(None) => String::from("workers"),
        Party::Clients => String::from("clients"),
        Party::Schedules => String::from("schedules"),
        Party::OtherNamespaces => String::from("other namespaces"),
        Party::Importers => String::from("importers"),
    }
}
