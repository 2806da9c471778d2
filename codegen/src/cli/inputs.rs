//! From what was typed to what is compiled.

use std::env;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

use tempoc::breaking::{self, saved};
use tempoc::diagnostic::{Diagnostic, Severity};
use tempoc::emit::python;
use tempoc::files::{Files, Leftovers};
use tempoc::lint;
use tempoc::manifest::{FILE_NAME, Manifest, Python};
use tempoc::model::Model;
use tempoc::source::{Source, SourceMap};
use tempoc::{Config, Error, Report};

use super::arguments::{Inputs, Language};

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

/// The `tempoc.toml` of this folder or of the nearest one above, by a path from here.
fn find_manifest() -> Option<PathBuf> {
    let here = env::current_dir().unwrap_or_default();
    let mut up = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(FILE_NAME).is_file() {
            return Some(up.join(FILE_NAME));
        }
        up.push("..");
    }
    None
}

fn nearest_manifest() -> Result<PathBuf, Error> {
    let missing = || {
        Error::at_path(Path::new(FILE_NAME), |span| {
            let message = "no `tempoc.toml` in this folder or above it";
            Diagnostic::error("no-manifest", span, message).help(
                "name schema files, such as `tempoc lint orders.tempoc.yaml`, or begin with `tempoc init`",
            )
        })
    };
    find_manifest().ok_or_else(missing)
}

/// Imports may not leave this folder, or, where a path does, the nearest that all paths are in.
fn config_of(paths: &[PathBuf]) -> Config {
    let here = env::current_dir().unwrap_or_default();
    let mut root = here.canonicalize().unwrap_or(here);
    let mut is_here = true;
    for path in paths.iter().map(|path| absolute(path)) {
        while !path.starts_with(&root) && root.pop() {
            is_here = false;
        }
    }
    match is_here {
        true => Config::new().root(".").schemas(paths),
        false => {
            let paths = paths.iter().map(|path| absolute(path));
            Config::new().root(root).schemas(paths)
        }
    }
}

/// A path from the top, without `.` and `..` where the file exists.
fn absolute(path: &Path) -> PathBuf {
    let resolved = || -> io::Result<PathBuf> {
        // A link in place of the file itself is for the reader to judge.
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return path.canonicalize();
        };
        let folder = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        Ok(folder.canonicalize()?.join(name))
    };
    resolved()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_path_buf())
}

/// Names every file of a report by its path from this folder, so that a terminal can open it.
pub(crate) fn named_from_here(report: Report) -> Report {
    Report {
        sources: sources_from_here(report.sources),
        ..report
    }
}

/// The same files by names that a patch can have: `git apply` takes none of what is above the folder that it is run in.
///
/// Where one of the first so many, which are those that can be changed, is not below this folder, all of these are named
/// from the root of their repository, and the patch is for there.
pub(crate) fn sources_for_patch(sources: SourceMap, present: usize) -> SourceMap {
    let is_below = |name: &str| !name.starts_with("../") && !Path::new(name).is_absolute();
    let outside = sources
        .iter()
        .take(present)
        .find(|(_, source)| !is_below(&source.name))
        .map(|(_, source)| absolute(&source.path));
    let Some(root) = outside.and_then(|path| repository_of(&path)) else {
        return sources;
    };
    let mut named = SourceMap::default();
    for (position, (_, source)) in sources.iter().enumerate() {
        named.add(match position < present {
            true => Source {
                name: name_from(&root, source),
                ..source.clone()
            },
            false => source.clone(),
        });
    }
    named
}

/// The nearest folder above a file that Git has its own in.
fn repository_of(file: &Path) -> Option<PathBuf> {
    let mut folders = file.ancestors().skip(1);
    let root = folders.find(|folder| folder.join(".git").exists())?;
    Some(root.to_path_buf())
}

/// The same files, each named by its path from this folder.
pub(crate) fn sources_from_here(sources: SourceMap) -> SourceMap {
    let Ok(here) = env::current_dir().and_then(|here| here.canonicalize()) else {
        return sources;
    };
    let mut named = SourceMap::default();
    for (_, source) in sources.iter() {
        named.add(Source {
            name: name_from(&here, source),
            ..source.clone()
        });
    }
    named
}

fn name_from(here: &Path, source: &Source) -> String {
    let path = absolute(&source.path);
    let shared = here
        .components()
        .zip(path.components())
        .take_while(|(a, b)| a == b)
        .count();
    let mut name = PathBuf::new();
    for _ in here.components().skip(shared) {
        name.push("..");
    }
    name.extend(path.components().skip(shared));
    // What has nothing in common with this folder is better named from the top.
    match shared {
        0 | 1 => tempoc::report::shown_path(&path),
        _ => tempoc::report::shown_path(&name),
    }
}
