//! The present version against all old ones: what each finding is worth, and from which versions it is.

use indexmap::IndexMap;

use super::Version;
use super::finding::{Finding, Level};
use super::judge::judge;
use crate::source::{FileId, SourceMap, Span};

/// What comparing the present version with old ones has come to.
#[derive(Clone, Debug)]
pub struct Review {
    /// What the present version is called.
    pub present: String,
    /// What it was compared with, in the order given.
    pub old: Vec<OldVersion>,
    /// The packages of the present version that were named, sorted.
    pub packages: Vec<String>,
    /// The files of all versions; those of the present one come first, under their own ids.
    pub sources: SourceMap,
    /// What was found, the worst first; places are in [`Review::sources`].
    pub findings: Vec<Reviewed>,
}

/// An old version that was compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldVersion {
    /// What it is called: `v1.3.0`.
    pub label: String,
    /// The commit that it was read from, in full, where it was read from one.
    pub commit: Option<String>,
    /// The packages of the present version that it does not have, sorted.
    pub missing: Vec<String>,
}

/// A finding, and what it is worth here.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// What was found.
    pub finding: Finding,
    /// How bad it is, all in all.
    pub level: Level,
    /// The old versions that give it, by their positions in [`Review::old`].
    pub versions: Vec<usize>,
    /// The package in the present version, where it is there: the place of what has no other.
    pub package: Option<Span>,
}

/// Compares the present version with each of the old ones; what several of them give is one finding.
pub fn review(present: &Version, old: &[Version]) -> Review {
    let mut sources = present.sources.clone();
    let mut found: IndexMap<String, Reviewed> = IndexMap::new();
    for (position, version) in old.iter().enumerate() {
        let shift = append(&mut sources, &version.sources);
        for mut finding in judge(&version.model, &present.model) {
            finding.change.old_place = finding.change.old_place.map(|place| Span {
                file: FileId(place.file.0 + shift),
                ..place
            });
            let package = present
                .model
                .packages
                .iter()
                .find(|package| package.name == finding.change.package)
                .map(|package| package.span);
            match found.get_mut(&finding.fingerprint) {
                Some(known) => known.also(finding, position),
                None => {
                    let level = finding.verdict.worst();
                    let reviewed = Reviewed {
                        level,
                        versions: vec![position],
                        package,
                        finding,
                    };
                    found.insert(reviewed.finding.fingerprint.clone(), reviewed);
                }
            }
        }
    }
    let mut packages: Vec<String> = present
        .model
        .packages
        .iter()
        .filter(|package| package.entry)
        .map(|package| package.name.clone())
        .collect();
    packages.sort();
    let mut review = Review {
        present: present.label.clone(),
        old: old.iter().map(OldVersion::of).collect(),
        packages,
        sources,
        findings: found.into_values().collect(),
    };
    review.sort();
    review
}

impl Review {
    /// The worst first, then by element, so that the order of a schema does not matter.
    fn sort(&mut self) {
        self.findings.sort_by(|a, b| a.order().cmp(&b.order()));
    }
}

impl Reviewed {
    fn order(&self) -> impl Ord + '_ {
        let change = &self.finding.change;
        (
            std::cmp::Reverse(self.level),
            &change.package,
            &change.element,
            change.rule,
            &change.old,
            &change.new,
        )
    }

    /// The same from a later version, whose places and payloads are nearer to the present ones.
    fn also(&mut self, later: Finding, position: usize) {
        let mut slots = std::mem::take(&mut self.finding.slots);
        slots.extend(later.slots.iter().cloned());
        slots.sort();
        slots.dedup();
        let verdict = self.finding.verdict.or(later.verdict);
        let witness = later.witness.clone().or(self.finding.witness.take());
        self.finding = Finding {
            slots,
            verdict,
            witness,
            ..later
        };
        self.level = verdict.worst();
        self.versions.push(position);
    }
}

impl OldVersion {
    fn of(version: &Version) -> Self {
        Self {
            label: version.label.clone(),
            commit: version.commit.clone(),
            missing: version.missing.clone(),
        }
    }

    /// `v1.3.0 (4be1c09)`
    pub fn name(&self) -> String {
        match &self.commit {
            Some(commit) => {
                let short: String = commit.chars().take(7).collect();
                match commit.starts_with(&self.label) {
                    true => short,
                    false => format!("{} ({short})", self.label),
                }
            }
            None => self.label.clone(),
        }
    }
}

/// Adds files to others; gives how much further their ids are now.
fn append(sources: &mut SourceMap, more: &SourceMap) -> u32 {
    let shift = sources.iter().count() as u32;
    for (_, source) in more.iter() {
        sources.add(source.clone());
    }
    shift
}
