//! What a command reports, ready for any format.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Severity, Suggestion};
use crate::fingerprint::fingerprint;
use crate::report::Report;
use crate::source::{FileId, SourceMap, Span};

/// What a command reports: findings, the files that they point into, and what is to be said of all
/// of them together.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// The command: `breaking`.
    pub command: &'static str,
    /// Whether the command could do what it was asked for, so that no finding means that all is well.
    pub completed: bool,
    /// The files that the findings point into.
    pub sources: &'a SourceMap,
    /// The findings, in the order in which they are written.
    pub entries: Vec<Entry<'a>>,
    /// The edits that mend what can be mended together, where the command knows them; without it, those of the findings.
    pub edits: Option<Vec<Suggestion>>,
    /// The gravity from which on a finding fails the run.
    pub fail_on: Severity,
    /// The files of old versions, which are not in the tree that is looked at.
    pub old_files: Range<u32>,
    /// The lines after the findings; without any, the totals.
    pub closing: Vec<String>,
    /// What the object of [`Format::Json`](super::Format::Json) has besides its findings; without
    /// it, that is an array of the findings.
    pub facts: Option<Facts>,
}

/// A finding, with what a format may say besides what a [`Diagnostic`] has.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// What is said, and where.
    pub diagnostic: Cow<'a, Diagnostic>,
    /// The same for the same finding, wherever it stands in its file.
    pub fingerprint: String,
    /// Lines with a name of their own, such as whom it affects.
    pub remarks: Vec<Remark>,
    /// How bad it is in each respect that the command knows of.
    pub ratings: Vec<Rating>,
    /// Why it does not count, where somebody has decided so.
    pub accepted: Option<String>,
    /// What its object in JSON has besides.
    pub facts: Facts,
}

/// ``affects: the input of workflow `buy` ``
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// A word or two.
    pub name: &'static str,
    /// A sentence, lower case, without a full stop.
    pub text: String,
}

/// `replay`: `error`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// In which respect.
    pub respect: &'static str,
    /// How bad it is.
    pub level: &'static str,
}

/// The fields of a JSON object, in their order.
#[derive(Clone, Debug, Default)]
pub struct Facts(pub Vec<(&'static str, Value)>);

impl<'a> Document<'a> {
    /// Findings of which there is no more to be said.
    pub fn new(diagnostics: &[&'a Diagnostic], sources: &'a SourceMap) -> Self {
        // The same may be said twice of one file.
        let mut seen: BTreeMap<[&str; 3], u32> = BTreeMap::new();
        let entries = diagnostics.iter().map(|diagnostic| {
            let file = &sources.get(diagnostic.primary.span.file).name;
            let parts = [diagnostic.code, file, &diagnostic.message];
            let before = seen.entry(parts).or_default();
            let [code, file, message] = parts;
            let fingerprint = fingerprint(&[code, file, message, &before.to_string()]);
            *before += 1;
            Entry {
                diagnostic: Cow::Borrowed(*diagnostic),
                fingerprint,
                remarks: Vec::new(),
                ratings: Vec::new(),
                accepted: None,
                facts: Facts::default(),
            }
        });
        Self {
            command: "",
            completed: true,
            edits: None,
            fail_on: Severity::Error,
            old_files: 0..0,
            entries: entries.collect(),
            sources,
            closing: Vec::new(),
            facts: None,
        }
    }

    /// The findings that count.
    pub fn shown(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.entries.iter().filter(|entry| entry.accepted.is_none())
    }
}

impl Document<'_> {
    /// Where a finding is in the tree that is looked at, for those who show it there: at its own
    /// place, or at another that belongs to it, or at the beginning of the first file.
    pub(super) fn place_in_tree(&self, entry: &Entry<'_>) -> Span {
        let diagnostic = entry.diagnostic.as_ref();
        let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.others);
        let mut places = labels.map(|label| label.span);
        let in_tree = places.find(|place| !self.old_files.contains(&place.file.0));
        in_tree.unwrap_or(Span {
            file: FileId(0),
            start: 0,
            end: 0,
        })
    }
}

impl Entry<'_> {
    /// All that is said, a line each: the message, what is to be known of it, the help.
    pub(super) fn lines(&self) -> Vec<String> {
        let diagnostic = self.diagnostic.as_ref();
        let mut lines = vec![diagnostic.message.clone()];
        lines.extend(diagnostic.notes.iter().map(|note| format!("note: {note}")));
        let remarks = self.remarks.iter();
        lines.extend(remarks.map(|remark| format!("{}: {}", remark.name, remark.text)));
        lines.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
        lines
    }
}

impl<'a> From<&'a Report> for Document<'a> {
    fn from(report: &'a Report) -> Self {
        Document::new(&report.diagnostics.sorted(), &report.sources)
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
