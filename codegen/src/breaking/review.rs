//! The present version against all old ones: what each finding is worth, and from which versions it is.

use std::ops::Range;

use indexmap::IndexMap;

use super::Version as Compiled;
use super::change::{Change, Edit};
use super::finding::{Finding, Level};
use super::judge::{judge, order};
pub use super::old_version::OldVersion;
use super::rules::Rule;
use super::slots::Assumptions;
use super::trial::mend;
use crate::diagnostic::{Diagnostics, Severity};
use crate::render::Remark;
use crate::report::Report;
use crate::source::{FileId, SourceMap, Span};
use crate::version::Version;

/// What comparing the present version with old ones has come to.
#[derive(Clone, Debug)]
pub struct Review {
    /// What the present version is called.
    pub present: String,
    /// What it was compared with, in the order given.
    pub old: Vec<OldVersion>,
    /// The packages of the present version that were named, sorted by name.
    pub packages: Vec<PresentPackage>,
    /// The files of all versions; those of the present one come first, under their own ids.
    pub sources: SourceMap,
    /// Which of them are of old versions.
    pub old_files: Range<u32>,
    /// What was found, the worst first; places are in [`Review::sources`].
    pub findings: Vec<Reviewed>,
    /// The gravity from which on a finding fails the run.
    pub fail_on: Severity,
    /// What a patch changes, once that is settled: see [`Review::settle_edits`].
    pub edits: Option<Vec<Edit>>,
    /// What is to be said besides, such as about settings; places are in [`Review::sources`].
    pub about: Diagnostics,
}

/// A package of the present version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PresentPackage {
    /// Its name.
    pub name: String,
    /// Its `version:`.
    pub version: Option<String>,
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
    /// The path of its element: `acme.orders.v1/OrderInput/region`.
    pub path: String,
    /// What is to be said about it besides.
    pub notes: Vec<Remark>,
    /// Why it does not count, where somebody has decided so.
    pub excuse: Option<Excuse>,
}

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excuse {
    /// The reason that was given.
    pub reason: String,
    /// Who gave it.
    pub by: Option<String>,
    /// The last day, or the version that ends it.
    pub until: Option<String>,
}

/// Compares the present version with each of the old ones; what several of them give is one finding.
pub fn review(present: &Compiled, old: &[Compiled], assumptions: Assumptions) -> Review {
    let mut sources = present.sources.clone();
    let first_old = sources.iter().count() as u32;
    let mut found: IndexMap<String, Reviewed> = IndexMap::new();
    for (position, version) in old.iter().enumerate() {
        let shift = append(&mut sources, &version.sources);
        for mut finding in judge(&version.model, &present.model, assumptions) {
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
                        path: path_of(&finding.change),
                        notes: Vec::new(),
                        excuse: None,
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
    // What the last of several old versions had already is not to be undone.
    let of_last =
        |reviewed: &&mut Reviewed| reviewed.versions.last().map(|at| at + 1) == Some(old.len());
    let findings = found.values_mut().filter(of_last);
    let findings = findings.map(|reviewed| &mut reviewed.finding);
    mend(&present.model, &present.sources, findings);
    let mut packages: Vec<PresentPackage> = present
        .model
        .packages
        .iter()
        .filter(|package| package.entry)
        .map(|package| PresentPackage {
            name: package.name.clone(),
            version: package.version.clone(),
        })
        .collect();
    packages.sort();
    let mut review = Review {
        present: present.label.clone(),
        old: old.iter().map(OldVersion::of).collect(),
        packages,
        old_files: first_old..sources.iter().count() as u32,
        sources,
        findings: found.into_values().collect(),
        edits: None,
        about: Diagnostics::default(),
        fail_on: Severity::Error,
    };
    review.keep_greatest_versions();
    review.sort();
    review
}

impl Review {
    /// Adds what is to be said about other files, such as settings.
    pub fn append(&mut self, report: &Report) {
        let mut all = Report {
            sources: std::mem::take(&mut self.sources),
            diagnostics: std::mem::take(&mut self.about),
        };
        all.append(report);
        self.sources = all.sources;
        self.about = all.diagnostics;
    }

    /// The last of the old versions that give a finding.
    pub(super) fn last_of(&self, reviewed: &Reviewed) -> Option<&OldVersion> {
        self.old.get(*reviewed.versions.last()?)
    }

    /// The version of a package of the present version that was named, and has one.
    pub(super) fn version_of(&self, package: &str) -> Option<&str> {
        let mut packages = self.packages.iter();
        packages
            .find(|known| known.name == package)
            .map(|known| known.version.as_deref().unwrap_or_default())
    }

    /// One old version may ask for more than another; only the most that a package needs is said.
    fn keep_greatest_versions(&mut self) {
        let asked = |reviewed: &Reviewed| {
            let change = &reviewed.finding.change;
            let is_asked = change.rule == Rule::VersionNotBumped;
            is_asked.then(|| (change.package.clone(), Version::parse(&change.old)))
        };
        let all: Vec<_> = self.findings.iter().filter_map(asked).collect();
        self.findings.retain(|reviewed| match asked(reviewed) {
            Some((package, least)) => all
                .iter()
                .all(|(other, more)| *other != package || *more <= least),
            None => true,
        });
    }

    /// The worst first, then by element, so that the order of a schema does not matter.
    pub(super) fn sort(&mut self) {
        self.findings.sort_by(|a, b| {
            order(a.level, &a.finding.change).cmp(&order(b.level, &b.finding.change))
        });
    }
}

impl Reviewed {
    /// The name of its rule.
    pub fn rule(&self) -> &'static str {
        self.finding.change.rule.info().id
    }

    /// Where it is shown: in the present version, if it has a place there.
    pub fn place(&self) -> Option<Span> {
        let change = &self.finding.change;
        change.new_place.or(self.package).or(change.old_place)
    }

    /// Whether it counts.
    pub fn counts(&self) -> bool {
        self.level > Level::Safe && self.excuse.is_none()
    }

    pub(super) fn note(&mut self, name: &'static str, text: String) {
        self.notes.push(Remark { name, text });
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

/// `acme.orders.v1/OrderInput/region`
fn path_of(change: &Change) -> String {
    match change.element == change.package {
        true => change.package.clone(),
        false => format!("{}/{}", change.package, change.element.replace('.', "/")),
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
