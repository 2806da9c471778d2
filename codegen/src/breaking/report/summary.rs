//! What is said after the findings: how many there are, and what was compared with what.

use serde_json::{Map, Value, json};

use crate::breaking::finding::Level;
use crate::breaking::review::{OldVersion, Review, Reviewed};
use crate::breaking::wording::several;
use crate::render::counted;

/// How many old versions are named one by one.
const MOST_VERSIONS: usize = 4;

impl Review {
    /// The lines after the findings; the last one says what was compared with what.
    pub(super) fn closing(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.counted().next().is_some() {
            lines.push(self.line_of_respects());
        }
        for old in &self.old {
            if !old.missing.is_empty() {
                let packages = old.missing.iter().map(|name| format!("`{name}`"));
                lines.push(format!(
                    "{} does not have {}: nothing to compare there",
                    old.name(),
                    several(packages.collect())
                ));
            }
        }
        lines.push(self.line_of_versions());
        lines
    }

    /// The findings that count.
    fn counted(&self) -> impl Iterator<Item = &Reviewed> {
        self.findings
            .iter()
            .filter(|reviewed| reviewed.level > Level::Safe)
    }

    /// `replay 1, old readers 0, new readers 1, source 1, behaviour 0`
    fn line_of_respects(&self) -> String {
        let counts = self.respects();
        let counts = counts.iter();
        counts
            .map(|(respect, count)| format!("{respect} {count}"))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// In how many findings each respect is more than safe.
    fn respects(&self) -> Vec<(&'static str, usize)> {
        let mut counts: Vec<(&'static str, usize)> = Vec::new();
        for reviewed in self.counted() {
            let respects = reviewed.finding.verdict.respects();
            if counts.is_empty() {
                counts.extend(respects.map(|(respect, _)| (respect, 0)));
            }
            for ((_, count), (_, level)) in counts.iter_mut().zip(respects) {
                *count += usize::from(level > Level::Info);
            }
        }
        counts
    }

    /// `acme.orders.v1: this version against v1.3.0 (4be1c09): 1 error, 2 warnings`
    fn line_of_versions(&self) -> String {
        let counts = counted(self.counted().filter_map(|found| found.level.severity()));
        let counts = match counts.is_empty() {
            true => String::from("no findings"),
            false => counts,
        };
        format!(
            "{}: {} against {}: {counts}",
            several(self.packages.clone()),
            self.present,
            self.names_of_old()
        )
    }

    fn names_of_old(&self) -> String {
        match self.old.as_slice() {
            [first, .., last] if self.old.len() > MOST_VERSIONS => format!(
                "{} versions, {} to {}",
                self.old.len(),
                first.name(),
                last.name()
            ),
            old => several(old.iter().map(OldVersion::name).collect()),
        }
    }

    /// The counts of the summary as JSON.
    pub(super) fn counts(&self) -> Value {
        let of_level = |level| self.counted().filter(|found| found.level == level).count();
        let respects = self.respects().into_iter();
        let respects: Map<String, Value> = respects
            .map(|(respect, count)| (respect.replace(' ', "_"), json!(count)))
            .collect();
        json!({
            "error": of_level(Level::Error),
            "warning": of_level(Level::Warning),
            "info": of_level(Level::Info),
            "respects": respects,
        })
    }
}
