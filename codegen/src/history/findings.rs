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

struct Finding {
    /// The first of the most severe.
    example: Remark,
    /// Which of the files it is in, and where.
    file: usize,
    place: (u32, u32),
    event: String,
    times: usize,
    histories: usize,
    last_history: usize,
    /// Executions that have not ended.
    open: usize,
    oldest: Option<Timestamp>,
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
            let known = self.found.get(&key);
            let is_better = known.is_none_or(|known| remark.severity < known.example.severity);
            if is_better {
                let shows_lines = line_length(about.text, event.place.0) <= LONGEST_LINE;
                let file = *file.get_or_insert_with(|| {
                    self.files.push(Source {
                        name: about.name.to_owned(),
                        path: about.path.to_owned(),
                        text: match shows_lines {
                            true => about.text.to_owned(),
                            false => String::new(),
                        },
                    });
                    self.files.len() - 1
                });
                let (times, histories, last_history, open, oldest) = match known {
                    Some(known) => (
                        known.times,
                        known.histories,
                        known.last_history,
                        known.open,
                        known.oldest,
                    ),
                    None => (0, 0, usize::MAX, 0, None),
                };
                self.found.insert(
                    key.clone(),
                    Finding {
                        example: remark,
                        file,
                        place: match shows_lines {
                            true => event.place,
                            false => (0, 0),
                        },
                        event: format!("event {}, {}", event.id, event.kind),
                        times,
                        histories,
                        last_history,
                        open,
                        oldest,
                    },
                );
            }
            if let Some(finding) = self.found.get_mut(&key) {
                finding.count(about);
            }
        }
    }

    /// Puts everything into a report whose sources are those of the contract.
    pub(super) fn report(self, report: &mut Report) {
        let mut files: Vec<FileId> = Vec::new();
        for file in self.files {
            files.push(report.sources.add(file));
        }
        for finding in self.found.into_values() {
            if let Some(file) = files.get(finding.file) {
                report.diagnostics.push(finding.diagnostic(*file));
            }
        }
    }
}

impl Finding {
    fn count(&mut self, about: &About<'_>) {
        self.times += 1;
        if self.last_history == about.history {
            return;
        }
        self.last_history = about.history;
        self.histories += 1;
        if about.events.last().is_some_and(|last| !last.closes()) {
            self.open += 1;
            let start = about.events.first().and_then(|start| start.time);
            let start = start.and_then(|time| time.parse().ok());
            self.oldest = self.oldest.into_iter().chain(start).min();
        }
    }

    fn diagnostic(self, file: FileId) -> Diagnostic {
        let span = Span {
            file,
            start: self.place.0,
            end: self.place.1,
        };
        let note = |text| Some(text).into_iter();
        let mut notes: Vec<String> = self.example.note.into_iter().collect();
        notes.extend(note(match (self.times, self.histories) {
            (1, _) => format!("found in {}", self.event),
            (times, 1) => format!(
                "found {times} times in one history, first in {}",
                self.event
            ),
            (times, histories) => {
                format!(
                    "found {times} times in {histories} histories, first in {}",
                    self.event
                )
            }
        }));
        let since = self
            .oldest
            .map_or(String::new(), |oldest| format!(", since {oldest}"));
        match self.open {
            0 => {}
            1 => notes.push(format!("1 execution that it touches is still open{since}")),
            open => notes.push(format!(
                "{open} executions that it touches are still open, the oldest{since}"
            )),
        }
        let declared = self.example.place.map(|(span, about)| Label {
            span,
            text: about.to_owned(),
        });
        Diagnostic {
            code: self.example.code,
            severity: self.example.severity,
            message: self.example.message,
            primary: Label {
                span,
                text: self.event,
            },
            others: declared.into_iter().collect(),
            notes,
            help: self.example.help,
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
