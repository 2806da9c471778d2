//! Recorded histories, held against a contract.
//!
//! A [`Verifier`] is given the texts of histories, as the Temporal UI, its command line and the SDKs export them. It
//! looks at every name and every payload in them that a contract speaks of: what is not declared any more, and what
//! does not decode any more. No code of a worker is run.

mod activities;
mod attributes;
mod carried;
mod check;
mod child_id;
mod children;
mod codec;
mod document;
mod event;
mod failures;
mod findings;
mod held;
mod loose;
mod messages;
mod operations;
mod part;
mod strict;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use codec::Decode;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::shown;
use crate::model::Model;
use crate::payload::PayloadReader;
use crate::report::{Report, shown_path};
use document::Document;
use findings::{About, Counts, Findings};
use walk::{Walk, find_workflow, name_in};

/// Holds histories against a contract, one after the other.
pub struct Verifier<'m> {
    model: &'m Model,
    /// The same contract, but that nothing that it does not declare is read; nothing where it is like that.
    strict: Option<Model>,
    /// The same contract without limits.
    loose: Model,
    payloads: PayloadReader,
    codec: Option<&'m Decode<'m>>,
    findings: Findings,
    /// What could not be looked at, by file.
    unreadable: Vec<(PathBuf, String)>,
    /// How many payloads only a codec can read, by their encoding, with the first file.
    encoded: BTreeMap<String, (usize, PathBuf)>,
    /// Why the codec failed, with the first file.
    codec_failure: Option<(PathBuf, String)>,
    /// Workflows that the contract does not declare, with the histories, and the first file.
    foreign: BTreeMap<String, (Counts, PathBuf)>,
    /// How many histories there were, of whatever workflow.
    histories: usize,
    amount: Amount,
}

/// What came of all histories.
#[derive(Debug)]
pub struct Verified {
    /// The findings, beside those about the contract.
    pub report: Report,
    /// Whether all that was given could be looked at. Where it could not, the report says so too, as an error.
    pub is_whole: bool,
    /// How much was held against the contract.
    pub amount: Amount,
}

/// How much of histories was held against a contract, as `12 payloads of 1 history, 38 events`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Executions.
    pub histories: usize,
    /// What happened in them.
    pub events: usize,
    /// What was carried there and then.
    pub payloads: usize,
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} of {}, {}",
            counted(self.payloads, "payload", "payloads"),
            counted(self.histories, "history", "histories"),
            counted(self.events, "event", "events"),
        )
    }
}

impl std::fmt::Debug for Verifier<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verifier")
            .field("histories", &self.histories)
            .field("amount", &self.amount)
            .finish_non_exhaustive()
    }
}

impl<'m> Verifier<'m> {
    /// A verifier that has seen nothing. Without a codec, payloads that need one cannot be looked at.
    pub fn new(model: &'m Model, codec: Option<&'m Decode<'m>>) -> Self {
        Self {
            model,
            strict: strict::strict_of(model),
            loose: loose::loose_of(model),
            payloads: PayloadReader::default(),
            codec,
            findings: Findings::default(),
            unreadable: Vec::new(),
            encoded: BTreeMap::new(),
            codec_failure: None,
            foreign: BTreeMap::new(),
            histories: 0,
            amount: Amount::default(),
        }
    }

    /// Looks at the histories of a file. `path` stands for them in the report.
    pub fn read(&mut self, path: &Path, text: &str) {
        let text = text.trim_start_matches('\u{feff}');
        let tree = match document::parse(text) {
            Ok(tree) => tree,
            Err(problem) => return self.unreadable.push((path.to_owned(), problem)),
        };
        for document in document::histories(&tree, text) {
            match document {
                Ok(document) => self.verify(path, text, &document),
                Err(problem) => self.unreadable.push((path.to_owned(), problem)),
            }
        }
    }

    /// Notes a file that could not be read at all, with a sentence why.
    pub fn give_up(&mut self, path: &Path, problem: String) {
        self.unreadable.push((path.to_owned(), problem));
    }

    /// Says everything that was found, in a report that has the sources of the contract.
    pub fn finish(mut self, mut report: Report) -> Verified {
        std::mem::take(&mut self.findings).report(&mut report);
        self.say_what_workflows_are_gone(&mut report);
        let is_whole = self.say_what_is_left_out(&mut report);
        Verified {
            amount: self.amount,
            report,
            is_whole,
        }
    }

    fn verify(&mut self, path: &Path, text: &str, document: &Document<'_>) {
        let events = &document.events;
        let wire = events
            .first()
            .map_or("", |start| name_in(start.attributes, "workflowType"));
        if wire.is_empty() {
            let problem =
                "event 1, WorkflowExecutionStarted: it does not say which workflow was started";
            return self.unreadable.push((path.to_owned(), problem.to_owned()));
        }
        self.histories += 1;
        let name = match document.number {
            Some(number) => format!("{} ({number})", shown_path(path)),
            None => shown_path(path),
        };
        let about = About {
            name: &name,
            path,
            text,
            history: self.histories,
            events,
        };
        let Some(workflow) = find_workflow(self.model, wire) else {
            let entry = self.foreign.entry(wire.to_owned());
            let (counts, _) = entry.or_insert_with(|| (Counts::default(), path.to_owned()));
            return counts.add(&about);
        };
        let mut walk = Walk::new(self.model, workflow, events);
        if let Err(problem) = walk.walk() {
            return self.unreadable.push((path.to_owned(), problem));
        }
        let Walk {
            mut held,
            mut remarks,
            ..
        } = walk;
        if let Some(codec) = self.codec
            && self.codec_failure.is_none()
            && let Err(problem) = codec::decode(&mut held, codec)
        {
            self.codec_failure = Some((path.to_owned(), problem));
        }
        for (encoding, count) in codec::take_encoded(&mut held) {
            let entry = self.encoded.entry(encoding);
            entry.or_insert_with(|| (0, path.to_owned())).0 += count;
        }
        self.amount.histories += 1;
        self.amount.events += events.len();
        self.amount.payloads += held.iter().map(|held| held.payloads.len()).sum::<usize>();
        let models = check::Models {
            model: self.model,
            strict: self.strict.as_ref(),
            loose: &self.loose,
        };
        let remarks_on = |held| check::check(&self.payloads, models, held);
        remarks.extend(held.iter().flat_map(remarks_on));
        self.findings.add(remarks, &about);
    }

    /// Workflows that the contract does not declare. Where nothing was held against it, only those whose names say
    /// that they are of a package of it: the others are somebody else's.
    fn say_what_workflows_are_gone(&self, report: &mut Report) {
        for (wire, (counts, path)) in &self.foreign {
            if self.amount.histories == 0 && !self.is_ours(wire) {
                continue;
            }
            report.push_at_path(path, |span| {
                let message = format!("workflow {} is not declared", shown(wire));
                let histories = match counts.histories() {
                    1 => "1 history is of it".to_owned(),
                    histories => format!("{histories} histories are of it"),
                };
                let known = self.model.workflows.iter().map(|known| &*known.wire);
                let near = walk::meant(wire, known);
                let mend = format!("`aliases: [{wire}]` lets what took its place serve both");
                let mut diagnostic = Diagnostic::error("undeclared-workflow", span, message)
                    .note("executions of a workflow that no worker knows are stuck until one does")
                    .note(histories);
                diagnostic.notes.extend(counts.open());
                diagnostic.help(match near {
                    Some(near) => format!("{near}: {mend}"),
                    None => format!("declare it again; {mend}"),
                })
            });
        }
    }

    /// Whether a name begins with that of a package of the contract.
    fn is_ours(&self, wire: &str) -> bool {
        self.model.packages.iter().any(|package| {
            let rest = wire.strip_prefix(&package.name);
            rest.is_some_and(|rest| rest.starts_with('.'))
        })
    }

    /// What could not be looked at, as errors; whether there is nothing.
    fn say_what_is_left_out(&self, report: &mut Report) -> bool {
        for (path, problem) in &self.unreadable {
            report.push_at_path(path, |span| {
                Diagnostic::error("history-unreadable", span, problem.clone()).help(
                    "export it again: `temporal workflow show --workflow-id ID --output json`",
                )
            });
        }
        if let Some((path, problem)) = &self.codec_failure {
            report.push_at_path(path, |span| {
                Diagnostic::error("history-codec", span, problem.clone())
                    .note("payloads that it was to decode were not looked at")
                    .help("see whether the codec runs, and decodes what this namespace holds")
            });
        }
        // Of a codec that failed nobody knows what it would have decoded.
        let encoded = self.encoded.iter().filter(|_| self.codec_failure.is_none());
        for (encoding, (count, path)) in encoded {
            report.push_at_path(path, |span| {
                let payloads = counted(*count, "payload", "payloads");
                let message = format!(
                    "{payloads} of encoding {} cannot be looked at",
                    shown(encoding)
                );
                let help = match self.codec {
                    None => "name what decodes them: `--codec-endpoint URL` or `--codec-command PROGRAM`",
                    Some(_) => "the codec that was named passes them through: name the one that knows them",
                };
                Diagnostic::error("history-encoded", span, message).help(help)
            });
        }
        let foreign: usize = self
            .foreign
            .values()
            .map(|(counts, _)| counts.histories())
            .sum();
        let is_gone = self.foreign.keys().any(|wire| self.is_ours(wire));
        let nothing_held = self.amount.histories == 0 && foreign > 0 && !is_gone;
        if nothing_held && let Some((wire, (_, path))) = self.foreign.first_key_value() {
            report.push_at_path(path, |span| {
                let histories = counted(foreign, "history", "histories");
                let message = format!(
                    "none of {histories} is of a workflow of this contract: the first is of {}",
                    shown(wire)
                );
                Diagnostic::error("history-foreign", span, message)
                    .note("nothing was held against the contract")
                    .help(
                        "name the contract that declares it with `--contract`, or other histories",
                    )
            });
        }
        self.unreadable.is_empty()
            && self.codec_failure.is_none()
            && self.encoded.is_empty()
            && !nothing_held
    }
}

/// `1 event`, `2 events`
fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}
