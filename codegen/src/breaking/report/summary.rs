//! What is said after the findings: how many there are, and what was compared with what.

use serde_json::{Map, Value, json};

use crate::breaking::finding::{Finding, Level};
use crate::breaking::order::{Order, deploy_order};
use crate::breaking::review::{OldVersion, Review, Reviewed};
use crate::breaking::rules::Rule;
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
        if !self.findings.is_empty() {
            lines.extend(self.order().lines());
        }
        for old in &self.old {
            let missing = old.missing.iter().filter(|name| !self.is_renamed(name));
            let missing: Vec<String> = missing.map(|name| format!("`{name}`")).collect();
            if !missing.is_empty() {
                lines.push(format!(
                    "{} does not have {}: nothing to compare there",
                    old.name(),
                    several(missing)
                ));
            }
        }
        lines.push(self.line_of_versions());
        lines
    }

    /// Whether a package had another name in an old version, and is compared with that.
    fn is_renamed(&self, package: &str) -> bool {
        let mut changes = self
            .findings
            .iter()
            .map(|reviewed| &reviewed.finding.change);
        changes.any(|change| change.rule == Rule::PackageRenamed && change.new == package)
    }

    /// In which order to deploy. What is accepted, and what is not reported, is deployed as well.
    pub(super) fn order(&self) -> Order {
        let found: Vec<&Finding> = self.findings.iter().map(|found| &found.finding).collect();
        deploy_order(&found)
    }

    /// The findings that count.
    fn counted(&self) -> impl Iterator<Item = &Reviewed> {
        self.findings.iter().filter(|reviewed| reviewed.counts())
    }

    /// How many findings do not count because somebody has decided so.
    fn accepted(&self) -> usize {
        let accepted = |found: &&Reviewed| found.excuse.is_some() && found.level > Level::Safe;
        self.findings.iter().filter(accepted).count()
    }

    /// How many findings are not reported, as their rules are off.
    fn off(&self) -> usize {
        let off = |found: &&Reviewed| found.level == Level::Safe;
        self.findings.iter().filter(off).count()
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
        let about = self.about.sorted().into_iter().map(|about| about.severity);
        let found = self.counted().filter_map(|found| found.level.severity());
        let mut counts = counted(found.chain(about));
        if counts.is_empty() {
            counts.push_str("no findings");
        }
        let accepted = self.accepted();
        if accepted > 0 {
            counts.push_str(&format!(", {accepted} accepted"));
        }
        let off = self.off();
        if off > 0 {
            counts.push_str(&format!(", {off} off"));
        }
        let packages = self.packages.iter().map(|package| package.name.clone());
        format!(
            "{}: {} against {}: {counts}",
            several(packages.collect()),
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
            "accepted": self.accepted(),
            "off": self.off(),
            "respects": respects,
        })
    }
}
