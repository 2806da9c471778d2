//! From what was typed to what is compiled.

mod named;
mod paths;

use std::mem;
use std::path::{Path, PathBuf};

use tempoc::breaking::{self, saved};
use tempoc::diagnostic::Severity;
use tempoc::emit::python;
use tempoc::files::{Files, Leftovers};
use tempoc::lint;
use tempoc::manifest::{Manifest, Python};
use tempoc::model::Model;
use tempoc::{Config, Error, Report};

use super::arguments::{Inputs, Language};
pub(crate) use named::{named_from_here, sources_for_patch, sources_from_here};
use paths::{config_of, find_manifest, nearest_manifest};

/// What is compiled, and where it goes.
#[derive(Debug)]
pub(crate) struct Job {
    /// What is compiled, of what a manifest or the paths say.
    pub(crate) config: Config,
    /// The manifest that says so, if one does.
    pub(crate) manifest: Option<PathBuf>,
    /// How many contracts there are.
    pub(crate) contracts: usize,
    python: python::Options,
    /// The output folders, where the inputs name any.
    pub(crate) outputs: Vec<Output>,
    /// What a manifest says about the rules of `tempoc lint`.
    lint: lint::Settings,
    /// What it says about those of `tempoc breaking`, and what is compared.
    pub(crate) breaking: breaking::Settings,
    /// The folder of the manifest.
    pub(crate) folder: PathBuf,
    /// The manifest, and warnings about it.
    pub(crate) report: Report,
}

/// Where the code of a language goes.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) language: Language,
    pub(crate) folder: PathBuf,
    /// What becomes of files of ours in the folder that the contract does not give any more.
    pub(crate) leftovers: Leftovers,
}

/// What all contracts of a job give together.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) outputs: Vec<(Output, Files)>,
    pub(crate) report: Report,
}

impl Job {
    /// Paths are compiled as they are; without any, `tempoc.toml` says what is.
    pub(crate) fn from_inputs(inputs: &Inputs) -> Result<Job, Error> {
        if !inputs.paths.is_empty() {
            return Ok(Job {
                config: config_of(&inputs.paths),
                manifest: None,
                contracts: 1,
                python: python::Options::default(),
                outputs: Vec::new(),
                lint: lint::Settings::default(),
                breaking: breaking::Settings::default(),
                folder: PathBuf::new(),
                report: Report::default(),
            });
        }
        let path = match &inputs.config {
            Some(path) => path.clone(),
            None => nearest_manifest()?,
        };
        let manifest = Manifest::read(&path)?;
        let config = manifest.config();
        let contracts = manifest.contracts.len();
        let outputs = outputs_of(&manifest);
        let options = manifest.python.as_ref().map(Python::options);
        Ok(Job {
            config,
            manifest: Some(path),
            contracts,
            python: options.unwrap_or_default(),
            outputs,
            lint: manifest.lint,
            breaking: manifest.breaking,
            folder: manifest.folder,
            report: manifest.report,
        })
    }

    /// The same for `tempoc breaking`: what the nearest `tempoc.toml` says about what is compared, and about the
    /// languages, holds for paths as well.
    pub(crate) fn from_inputs_to_compare(inputs: &Inputs) -> Result<Job, Error> {
        let mut job = Job::from_inputs(inputs)?;
        if !inputs.paths.is_empty()
            && let Some(path) = find_manifest()
        {
            let manifest = Manifest::read(&path)?;
            job.outputs = outputs_of(&manifest);
            job.breaking = manifest.breaking;
            job.breaking.rules.partial = true;
            job.folder = manifest.folder;
            job.report = manifest.report;
        }
        Ok(job)
    }

    /// The same for what tells of doubts: what the nearest `tempoc.toml` says about the rules of `tempoc lint` holds for
    /// paths as well.
    pub(crate) fn from_inputs_to_lint(inputs: &Inputs) -> Result<Job, Error> {
        let mut job = Job::from_inputs(inputs)?;
        if !inputs.paths.is_empty() {
            (job.lint, job.report) = settings_to_lint(inputs)?;
            job.lint.partial = true;
        }
        Ok(job)
    }

    /// Writes these folders rather than those that the inputs name; what else is in them is not known.
    pub(crate) fn redirect(&mut self, rust: Option<PathBuf>, python: Option<PathBuf>) {
        let output = |language| {
            move |folder| Output {
                language,
                folder,
                leftovers: Leftovers::Keep,
            }
        };
        let rust = rust.map(output(Language::Rust));
        let python = python.map(output(Language::Python));
        self.outputs = rust.into_iter().chain(python).collect();
    }

    fn folder_of(&self, language: Language) -> Option<PathBuf> {
        let output = self
            .outputs
            .iter()
            .find(|output| output.language == language);
        output.map(|output| output.folder.clone())
    }

    /// Compiles, and says all that is wrong.
    pub(crate) fn compile(self) -> Result<Compiled, Report> {
        let has_python = self.folder_of(Language::Python).is_some();
        let mut config = match self.folder_of(Language::Rust) {
            // The command writes modules of a crate, whatever folder they are for.
            Some(folder) => self.config.out_dir(folder),
            None => self.config.without_rust(),
        };
        config = config.lint_settings(lint::Settings {
            today: Some(today()),
            ..self.lint
        });
        if has_python {
            config = config.python(self.python);
        }
        let (mut rust, mut python, found) = match config.compile() {
            Ok(compilation) => compilation.into_parts(),
            Err(error) => (
                Files::default(),
                Files::default(),
                errors_of(error.report()),
            ),
        };
        let mut report = self.report;
        report.append(&found);
        let outputs = self
            .outputs
            .into_iter()
            .map(|output| match output.language {
                Language::Rust => (output, mem::take(&mut rust)),
                Language::Python => (output, mem::take(&mut python)),
            });
        Ok(Compiled {
            outputs: outputs.collect(),
            report: without_errors(report)?,
        })
    }

    /// What the contract means, with its sources, and nothing generated.
    pub(crate) fn understand(self) -> Result<(Model, Report), Report> {
        match self.config.without_rust().compile() {
            Ok(compilation) => {
                let (model, report) = compilation.into_model();
                Ok((model, named_from_here(report)))
            }
            Err(error) => {
                let mut report = self.report;
                report.append(&errors_of(error.report()));
                Err(named_from_here(report))
            }
        }
    }

    /// Gives the contract as one text, or says all that is wrong.
    pub(crate) fn save(self) -> Result<(String, Report), Report> {
        let mut report = self.report;
        match saved::save(&self.config) {
            Ok((text, _)) => Ok((text, named_from_here(report))),
            Err(error) => {
                report.append(&errors_of(error.report()));
                Err(named_from_here(report))
            }
        }
    }

    /// Says all that is wrong or doubtful, and generates nothing.
    ///
    /// `change` may change what a manifest says about the rules.
    pub(crate) fn lint(self, change: impl FnOnce(&mut lint::Settings)) -> Result<Found, Report> {
        let mut settings = self.lint;
        change(&mut settings);
        let fail_on = settings.fail_on;
        let mut report = self.report;
        let linted = match self.config.lint_settings(settings).lint() {
            Ok(linted) => linted,
            Err(error) => {
                report.append(error.report());
                return Err(named_from_here(report));
            }
        };
        for diagnostic in linted.about_settings.sorted() {
            report.diagnostics.push(diagnostic.clone());
        }
        report.append(&linted.report);
        Ok(Found {
            report: named_from_here(report),
            fail_on,
            allow_entries: linted.allow_entries(),
        })
    }
}

/// What `tempoc lint` has found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) report: Report,
    /// The gravity from which on a finding fails the run.
    pub(crate) fail_on: Severity,
    /// What would allow all of it.
    pub(crate) allow_entries: String,
}

/// The errors alone, for commands that stop at them: what is doubtful is said of a contract that compiles, as only then
/// it is known what `tempoc.toml` allows.
pub(crate) fn errors_of(report: &Report) -> Report {
    let mut errors = Report {
        sources: report.sources.clone(),
        ..Report::default()
    };
    for diagnostic in report.diagnostics.sorted() {
        if diagnostic.severity == Severity::Error {
            errors.diagnostics.push(diagnostic.clone());
        }
    }
    errors
}

/// The day, as `2027-01-01`.
pub(crate) fn today() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d").to_string()
}

/// What `--config`, or else the nearest `tempoc.toml`, says about the rules of `tempoc lint`; the
/// rules as they are where there is none.
pub(crate) fn settings_to_lint(inputs: &Inputs) -> Result<(lint::Settings, Report), Error> {
    let Some(path) = inputs.config.clone().or_else(find_manifest) else {
        return Ok(Default::default());
    };
    let manifest = Manifest::read(&path)?;
    Ok((manifest.lint, manifest.report))
}

/// Only a manifest knows all that belongs into a folder.
fn outputs_of(manifest: &Manifest) -> Vec<Output> {
    let output = |language, out: &Path| Output {
        language,
        folder: manifest.folder.join(out),
        leftovers: Leftovers::Delete,
    };
    let rust = manifest.rust.as_ref();
    let rust = rust.map(|rust| output(Language::Rust, &rust.out));
    let python = manifest.python.as_ref();
    let python = python.map(|python| output(Language::Python, &python.out));
    rust.into_iter().chain(python).collect()
}

fn without_errors(report: Report) -> Result<Report, Report> {
    let report = named_from_here(report);
    match report.diagnostics.has_errors() {
        true => Err(report),
        false => Ok(report),
    }
}
