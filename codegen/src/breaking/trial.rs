//! Edits that mend a contract, of which every one was tried: with it, the contract compiles.
//!
//! Of a contract with more than some five hundred types they are taken as they are: to compile it once more would take
//! half as long as the whole comparison.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use indexmap::IndexSet;

use super::change::Edit;
use super::finding::{Finding, Level};
use super::mender::Mender;
use crate::diagnostic::Diagnostics;
use crate::load::{Memory, load_from};
use crate::model::Model;
use crate::source::{FileId, SourceMap};
use crate::understand_loaded;

/// How many bytes of schemas are compiled to try edits, so that thousands of bad ones take no minutes.
const MOST_BYTES: usize = 32_000_000;

/// How many bytes of schemas are compiled once more.
const LARGEST: usize = 400_000;

/// Gives each finding the edits that would mend it, if some are known and the contract compiles with them.
pub fn mend<'f>(
    model: &Model,
    sources: &SourceMap,
    findings: impl Iterator<Item = &'f mut Finding>,
) {
    let mender = Mender::new(sources);
    let mut mended = Vec::new();
    let mut edits = IndexSet::new();
    // What is only worth knowing is meant to stay.
    for finding in findings.filter(|finding| finding.verdict.worst() > Level::Info) {
        let found = mender.edits(&finding.change.mend);
        if !found.is_empty() {
            let (at, _) = edits.insert_full(found);
            mended.push((finding, at));
        }
    }
    if mended.is_empty() {
        return;
    }
    let edits: Vec<Vec<Edit>> = edits.into_iter().collect();
    let mut trial = Trial::new(model, sources);
    let good = match trial.bytes() > LARGEST {
        true => vec![true; edits.len()],
        false => trial.good(&edits),
    };
    for (finding, at) in mended {
        let is_good = good.get(at).copied().unwrap_or_default();
        finding.mend = edits
            .get(at)
            .filter(|_| is_good)
            .cloned()
            .unwrap_or_default();
    }
}

/// The edits that mend all of these findings that have any, the first of them where two do not go together.
pub fn mend_together<'f>(
    sources: &SourceMap,
    findings: impl IntoIterator<Item = &'f Finding>,
) -> Vec<Edit> {
    let mended = findings
        .into_iter()
        .filter(|finding| !finding.mend.is_empty());
    let mends = mended.filter_map(|finding| finding.change.mend.as_ref());
    let mut edits: Vec<Edit> = Vec::new();
    for edit in Mender::new(sources).edits(mends) {
        let place = edit.place;
        let is_apart = |other: &Edit| {
            other.place.file != place.file
                || place.end < other.place.start
                || other.place.end < place.start
        };
        if edits.iter().all(is_apart) {
            edits.push(edit);
        }
    }
    edits
}

/// What a contract means with some edits; nothing where it does not compile with them.
pub(super) fn mended(model: &Model, sources: &SourceMap, edits: &[Edit]) -> Option<Model> {
    let trial = Trial::new(model, sources);
    trial.model(&edits.iter().collect::<Vec<_>>())
}

/// A contract that edits are tried on.
struct Trial<'s> {
    sources: &'s SourceMap,
    /// The files that were named.
    entries: Vec<PathBuf>,
    bytes_left: usize,
}

impl<'s> Trial<'s> {
    fn new(model: &Model, sources: &'s SourceMap) -> Self {
        let entries = model.packages.iter().filter(|package| package.entry);
        Self {
            sources,
            entries: entries
                .map(|package| sources.get(package.file).path.clone())
                .collect(),
            bytes_left: MOST_BYTES,
        }
    }

    /// For each mend, whether the contract compiles with its edits.
    ///
    /// All are tried together, as mostly nothing is wrong with any; where they do not compile, each half of them is
    /// tried.
    fn good(&mut self, edits: &[Vec<Edit>]) -> Vec<bool> {
        let mut good = vec![false; edits.len()];
        let all: Vec<usize> = (0..edits.len()).collect();
        let mut open: Vec<&[usize]> = vec![&all];
        while let Some(group) = open.pop() {
            let together: Vec<&Edit> = group
                .iter()
                .filter_map(|at| edits.get(*at))
                .flatten()
                .collect();
            if self.compiles(&together) {
                for at in group {
                    if let Some(good) = good.get_mut(*at) {
                        *good = true;
                    }
                }
            } else if group.len() == edits.len() && !self.compiles(&[]) {
                // A file that is imported through a link is not found again.
                break;
            } else if group.len() > 1 {
                let (first, second) = group.split_at(group.len() / 2);
                open.extend([first, second]);
            }
        }
        good
    }

    /// Whether the contract compiles with all of some edits; what is more than can be tried does not.
    fn compiles(&mut self, edits: &[&Edit]) -> bool {
        match self.bytes_left.checked_sub(self.bytes()) {
            Some(left) => self.bytes_left = left,
            None => return false,
        }
        self.model(edits).is_some()
    }

    /// What the contract means with all of some edits, if it compiles.
    fn model(&self, edits: &[&Edit]) -> Option<Model> {
        let files = self.edited(edits)?;
        let mut diagnostics = Diagnostics::default();
        let loaded = load_from(&files, &self.entries, Path::new(""), &mut diagnostics).ok()?;
        let (_, model) = understand_loaded(loaded, diagnostics).ok()?;
        Some(model)
    }

    /// How long all files are together.
    fn bytes(&self) -> usize {
        let sources = self.sources.iter();
        sources.map(|(_, source)| source.text.len()).sum()
    }

    /// The files with some edits; none where one is in the place of another.
    fn edited(&self, edits: &[&Edit]) -> Option<Memory> {
        let mut of_files: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
        for edit in edits {
            of_files.entry(edit.place.file).or_default().push(edit);
        }
        let mut files = Memory::default();
        for (id, source) in self.sources.iter() {
            let mut text = source.text.clone();
            let mut edits = of_files.remove(&id).unwrap_or_default();
            // The last one first, so that the places of the others hold.
            edits.sort_by_key(|edit| std::cmp::Reverse((edit.place.start, edit.place.end)));
            let mut end = text.len();
            for edit in edits {
                let place = edit.place.start as usize..edit.place.end as usize;
                if place.end > end {
                    return None;
                }
                end = place.start;
                text.replace_range(place, &edit.text);
            }
            files.insert(&source.path, text);
        }
        Some(files)
    }
}
