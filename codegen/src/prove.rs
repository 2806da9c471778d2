//! Several versions of a contract at work: values that one of them writes are read by another, in each pair of
//! languages.
//!
//! What is generated of each version is compiled, in Rust into one program and in Python into packages side by side.
//! Both programs answer line by line, so that thousands of values take seconds.
//!
//! A language that cannot be run proves nothing, and [`Prover::missing`] says why; one that is not asked for is not
//! missing.

mod changes;
mod dependency;
mod findings;
mod process;
mod python;
mod rust;
mod subject;

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::thread;

use indexmap::IndexSet;

use crate::model::Model;
use crate::sample::Sampler;
use crate::source::SourceMap;

pub use changes::{Change, ChangeKind};
pub use dependency::Dependency;
pub use findings::{Proof, Tally, prove, witness_case};
pub use subject::Subject;

use process::{Pass, Process, Question};

/// A version of a contract.
#[derive(Clone, Copy, Debug)]
pub struct Contract<'a> {
    /// What it means.
    pub model: &'a Model,
    /// The files that it was read from.
    pub sources: &'a SourceMap,
}

/// Where and with what the versions are run.
#[derive(Clone, Debug)]
pub struct Options {
    /// A folder that is kept, and that git passes over: the second time, only what has changed is compiled.
    pub folder: PathBuf,
    /// The languages to run.
    pub languages: Vec<Language>,
    /// What generated Rust calls.
    pub runtime: Dependency,
    /// The interpreter, which has to find `temporalio`.
    pub python: PathBuf,
}

/// A language that code is generated in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "their names")]
pub enum Language {
    Rust,
    Python,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 2] = [Language::Rust, Language::Python];
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rust => "Rust",
            Self::Python => "Python",
        })
    }
}

/// A language that cannot be run, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Which.
    pub language: Language,
    /// A sentence, with what may be done; below it, what a tool has said of it.
    pub reason: String,
}

/// A value that one version writes and another one reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What writes it; nothing where the value is read as it is given.
    pub writer: Option<Place>,
    /// What reads it.
    pub reader: Place,
    /// The value, as JSON that the writer reads; nothing for no payload at all.
    pub json: Option<String>,
}

/// A type of one of the versions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The position of the version among those that were given.
    pub version: usize,
    /// The type in its model.
    pub subject: Subject,
}

/// What came of a value, in a pair of languages.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The language of the writer, if there is one.
    pub writer: Option<Language>,
    /// The language of the reader.
    pub reader: Language,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The writer has no such value, so there was nothing to read.
    NotWritten(Problem),
    /// It was written but not read.
    Refused {
        /// What was written; nothing for no payload.
        written: Option<String>,
        /// Why it was not read.
        problem: Problem,
    },
    /// It was read, but the reader would not write it: a limit is only for writers.
    ReadOnly {
        /// What was written; nothing for no payload.
        written: Option<String>,
        /// Why the reader would not write it.
        problem: Problem,
    },
    /// It was read.
    Read {
        /// What was written; nothing for no payload.
        written: Option<String>,
        /// What the reader writes for what it has read.
        rewritten: Option<String>,
        /// In what the two differ, beside spelling and names that the reader knows as aliases.
        changes: Vec<Change>,
    },
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// `OrderInput.items[3].quantity`, or nothing for the whole value.
    pub path: String,
    /// `expected uint32, found "two"`
    pub message: String,
}

/// The programs of all versions, running.
#[derive(Debug)]
pub struct Prover<'a> {
    contracts: Vec<Contract<'a>>,
    /// For each version, what makes up its values.
    samplers: Vec<Sampler<'a>>,
    running: Vec<(Language, Process)>,
    missing: Vec<Missing>,
    /// Held until the programs have ended, so that nobody else writes to the folder.
    _lock: Option<File>,
}

impl<'a> Prover<'a> {
    /// Generates, compiles and starts the programs of all versions.
    ///
    /// The first time this takes minutes, as what generated Rust calls is compiled as well.
    pub fn start(contracts: &[Contract<'a>], options: &Options) -> Self {
        let mut prover = Self {
            contracts: contracts.to_vec(),
            samplers: contracts
                .iter()
                .map(|contract| Sampler::new(contract.model))
                .collect(),
            running: Vec::new(),
            missing: Vec::new(),
            _lock: None,
        };
        match lock(options) {
            Ok(lock) => prover._lock = Some(lock),
            Err(error) => {
                let reason = format!("cannot write to {}: {error}", options.folder.display());
                for language in &options.languages {
                    prover.miss(*language, reason.clone());
                }
                return prover;
            }
        }
        for language in &options.languages {
            let started = match language {
                Language::Rust => rust::start(contracts, options),
                Language::Python => python::start(contracts, options),
            };
            match started {
                Ok(process) => prover.running.push((*language, process)),
                Err(reason) => prover.miss(*language, reason),
            }
        }
        prover
    }

    /// The languages that cannot be run, or that have stopped.
    pub fn missing(&self) -> &[Missing] {
        &self.missing
    }

    /// What a place may write, to be read by another: the edges of what is allowed, and a value by chance for each seed.
    pub fn cases(
        &self,
        writer: Place,
        reader: Place,
        seeds: impl IntoIterator<Item = u64>,
    ) -> Vec<Case> {
        let contract = self.contracts.get(writer.version);
        let Some((contract, sampler)) = contract.zip(self.samplers.get(writer.version)) else {
            return Vec::new();
        };
        let values = writer.subject.with_target(contract.model, |target| {
            let mut values = sampler.edges(target);
            values.extend(seeds.into_iter().map(|seed| sampler.random(target, seed)));
            values.iter().map(|draft| Some(draft.to_string())).collect()
        });
        let values: Vec<Option<String>> = values.unwrap_or_else(|| vec![None]);
        let cases = values.into_iter().map(|json| Case {
            writer: Some(writer),
            reader,
            json,
        });
        cases.collect()
    }

    /// Has each value written and read, in each pair of languages that run: for each case, an answer for each pair.
    pub fn exchange(&mut self, cases: &[Case]) -> Vec<Vec<Answer>> {
        let (mut asked, mut to_write, mut written) = (Vec::new(), Vec::new(), Vec::new());
        for (index, case) in cases.iter().enumerate() {
            let text = case.json.clone();
            match case.writer {
                Some(writer) => {
                    asked.push(index);
                    let subject = writer.key();
                    to_write.push(Question { subject, text });
                }
                None => written.push((None, index, Pass::Written(text))),
            }
        }
        for (writer, passes) in self.pass_all(&to_write) {
            let passes = asked.iter().zip(passes);
            written.extend(passes.map(|(index, pass)| (Some(writer), *index, pass)));
        }

        // Most of the time both languages write the same, which is read once.
        let mut questions = IndexSet::new();
        let mut readable = Vec::new();
        for (writer, index, pass) in written {
            let written = match pass {
                Pass::Refused(problem) | Pass::Unwritable(problem) => Err(problem),
                Pass::Written(text) => {
                    let (position, _) = questions.insert_full(Question {
                        subject: cases[index].reader.key(),
                        text: text.clone(),
                    });
                    Ok((position, text))
                }
            };
            readable.push((writer, index, written));
        }
        let questions: Vec<Question> = questions.into_iter().collect();
        let read = self.pass_all(&questions);

        let mut answers = vec![Vec::new(); cases.len()];
        for (writer, index, written) in readable {
            for (reader, passes) in &read {
                let outcome = match &written {
                    Err(problem) => Outcome::NotWritten(problem.clone()),
                    Ok((position, text)) => {
                        self.outcome(&cases[index], text.clone(), passes[*position].clone())
                    }
                };
                answers[index].push(Answer {
                    writer,
                    reader: *reader,
                    outcome,
                });
            }
        }
        answers
    }

    /// Asks all languages at once; one that stops is missing from then on.
    fn pass_all(&mut self, questions: &[Question]) -> Vec<(Language, Vec<Pass>)> {
        let running = std::mem::take(&mut self.running);
        let asked: Vec<_> = thread::scope(|scope| {
            let asking: Vec<_> = running
                .into_iter()
                .map(|(language, mut process)| {
                    scope.spawn(move || {
                        let passes = process.pass_all(questions);
                        (language, process, passes)
                    })
                })
                .collect();
            let asked = asking.into_iter().map(thread::ScopedJoinHandle::join);
            asked.flatten().collect()
        });
        let mut all = Vec::new();
        for (language, process, passes) in asked {
            match passes {
                Ok(passes) => {
                    all.push((language, passes));
                    self.running.push((language, process));
                }
                Err(reason) => self.miss(language, reason),
            }
        }
        all
    }

    fn outcome(&self, case: &Case, written: Option<String>, read: Pass) -> Outcome {
        match read {
            Pass::Refused(problem) => Outcome::Refused { written, problem },
            Pass::Unwritable(problem) => Outcome::ReadOnly { written, problem },
            Pass::Written(rewritten) => {
                let reader = self.contracts.get(case.reader.version);
                let changes = reader.map(|reader| {
                    let subject = case.reader.subject;
                    changes::changes(
                        reader.model,
                        subject,
                        written.as_deref(),
                        rewritten.as_deref(),
                    )
                });
                Outcome::Read {
                    written,
                    rewritten,
                    changes: changes.unwrap_or_default(),
                }
            }
        }
    }

    fn miss(&mut self, language: Language, reason: String) {
        self.missing.push(Missing { language, reason });
    }
}

/// Waits until the folder is ours.
fn lock(options: &Options) -> io::Result<File> {
    fs::create_dir_all(&options.folder)?;
    fs::write(options.folder.join(".gitignore"), "*\n")?;
    let lock = File::create(options.folder.join("lock"))?;
    lock.lock()?;
    Ok(lock)
}

/// A model without anything but its types and errors, which is all that values are of.
fn types_only(model: &Model) -> Model {
    let mut model = model.clone();
    model.activities.clear();
    model.workflows.clear();
    model.nexus.clear();
    for package in &mut model.packages {
        package.activities.clear();
        package.workflows.clear();
        package.nexus.clear();
    }
    model
}

#[cfg(test)]
mod tests;
