//! Remarks about many histories, put together: what was found in many of them is said once.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;

use super::event::Event;
use super::held::Remark;
use crate::diagnostic::{Diagnostic, Label};
use crate::report::Report;
use crate::source::{FileId, Source, Span};

/// What was found so far.
#[derive(Default)]
pub(super) struct Findings {
    found: BTreeMap<(&'static str, String, Option<Span>), Finding>,
    /// The files of the examples.
    files: Vec<Source>,
}

/// The file and the execution that remarks are about.
pub(super) struct About<'a> {
    pub(super) name: &'a str,
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
    /// Tells executions apart.
    pub(super) history: usize,
    pub(super) events: &'a [Event<'a>],
}

/// How often something was found.
#[derive(Default)]
pub(super) struct Counts {
    times: usize,
    histories: usize,
    last_history: Option<usize>,
    /// Executions that have not ended.
    open: usize,
    oldest: Option<Timestamp>,
}

struct Finding {
    /// The first of the most severe.
    example: Example,
    counts: Counts,
}

struct Example {
    remark: Remark,
    /// Which of the files it is in, and where.
    file: usize,
    place: (u32, u32),
    event: String,
}

/// A line that is longer says nothing to people.
const LONGEST_LINE: usize = 200;

impl Findings {
    /// Adds what was found in an execution.
    pub(super) fn add(&mut self, remarks: Vec<Remark>, about: &About<'_>) {
        let mut file = None;
        for remark in remarks {
            let Some(event) = about.events.get(remark.event) else {
                continue;
            };
            let place = remark.place.map(|(span, _)| span);
            let key = (remark.code, remark.key.clone(), place);
            let known = self.found.get_mut(&key);
            let is_better = known
                .as_ref()
                .is_none_or(|known| remark.severity < known.example.remark.severity);
            let example = is_better.then(|| {
                let shows_lines = line_length(about.text, event.place.0) <= LONGEST_LINE;
                let file = *file.get_or_insert_with(|| {
                    self.files.push(about.source(shows_lines));
                    self.files.len() - 1
                });
                Example {
                    remark,
                    file,
                    place: if shows_lines { event.place } else { (0, 0) },
                    event: format!("event {}, {}", event.id, event.kind),
                }
            });
            match (known, example) {
                (Some(known), example) => {
                    known.counts.add(about);
                    if let Some(example) = example {
                        known.example = example;
                    }
                }
                (None, Some(example)) => {
                    let mut counts = Counts::default();
                    counts.add(about);
                    self.found.insert(key, Finding { example, counts });
                }
                (None, None) => {}
            }
        }
    }

    /// Puts everything into a report whose sources are those of the contract.
    pub(super) fn report(self, report: &mut Report) {
        let files: Vec<FileId> = self
            .files
            .into_iter()
            .map(|file| report.sources.add(file))
            .collect();
        for finding in self.found.into_values() {
            if let Some(file) = files.get(finding.example.file) {
                report.diagnostics.push(finding.diagnostic(*file));
            }
        }
    }
}

impl About<'_> {
    fn source(&self, shows_lines: bool) -> Source {
        Source {
            name: self.name.to_owned(),
            path: self.path.to_owned(),
            text: match shows_lines {
                true => self.text.to_owned(),
                false => String::new(),
            },
            mark: 0,
        }
    }
}

impl Counts {
    /// Counts one more, in an execution.
    pub(super) fn add(&mut self, about: &About<'_>) {
        self.times += 1;
        if self.last_history == Some(about.history) {
            return;
        }
        self.last_history = Some(about.history);
        self.histories += 1;
        if about.events.last().is_some_and(|last| !last.closes()) {
            self.open += 1;
            let start = about.events.first().and_then(|start| start.time);
            let start = start.and_then(|time| time.parse().ok());
            self.oldest = self.oldest.into_iter().chain(start).min();
        }
    }

    /// How many histories there are.
    pub(super) fn histories(&self) -> usize {
        self.histories
    }

    /// How often, as a sentence; `first` is where first.
    fn sentence(&self, first: &str) -> String {
        match (self.times, self.histories) {
            (1, _) => format!("found in {first}"),
            (times, 1) => format!("found {times} times in one history, first in {first}"),
            (times, histories) => {
                format!("found {times} times in {histories} histories, first in {first}")
            }
        }
    }

    /// How many executions have not ended, and since when; nothing if all have.
    pub(super) fn open(&self) -> Option<String> {
        let since = self
            .oldest
            .map_or(String::new(), |oldest| format!(", since {oldest}"));
        match self.open {
            0 => None,
            1 => Some(format!("1 execution that it touches is still open{since}")),
            open => Some(format!(
                "{open} executions that it touches are still open, the oldest{since}"
            )),
        }
    }
}

impl Finding {
    fn diagnostic(self, file: FileId) -> Diagnostic {
        let Example {
            remark,
            place,
            event,
            ..
        } = self.example;
        let mut notes: Vec<String> = remark.note.into_iter().collect();
        notes.push(self.counts.sentence(&event));
        notes.extend(self.counts.open());
        let declared = remark.place.map(|(span, about)| Label {
            span,
            text: about.to_owned(),
        });
        Diagnostic {
            code: remark.code,
            severity: remark.severity,
            message: remark.message,
            primary: Label {
                span: Span {
                    file,
                    start: place.0,
                    end: place.1,
                },
                text: event,
            },
            others: declared.into_iter().collect(),
            notes,
            help: remark.help,
            suggestions: Vec::new(),
        }
    }
}

/// How long the line of a byte is.
fn line_length(text: &str, at: u32) -> usize {
    let at = at as usize;
    let before = text.get(..at).and_then(|before| before.rfind('\n'));
    let start = before.map_or(0, |at| at + 1);
    let rest = text.get(start..).unwrap_or_default();
    rest.find('\n').unwrap_or(rest.len())
}
