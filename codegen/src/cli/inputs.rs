//! From what was typed to what is compiled.

use std::env;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

use tempoc::breaking::saved;
use tempoc::diagnostic::Diagnostic;
use tempoc::emit::python;
use tempoc::files::{Files, Leftovers};
use tempoc::manifest::{FILE_NAME, Manifest, Python};
use tempoc::source::{Source, SourceMap};
use tempoc::{Config, Error, Report};

use super::arguments::{Inputs, Language};

/// What is compiled, and where it goes.
#[derive(Debug)]
pub(crate) struct Job {
    config: Config,
    contracts: usize,
    python: python::Options,
    /// The output folders, where the inputs name any.
    pub(crate) outputs: Vec<Output>,
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
                contracts: 1,
                python: python::Options::default(),
                outputs: Vec::new(),
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
        // Only a manifest knows all that belongs into a folder.
        let output = |language, out: PathBuf| Output {
            language,
            folder: manifest.folder.join(out),
            leftovers: Leftovers::Delete,
        };
        let options = manifest.python.as_ref().map(Python::options);
        let rust = manifest.rust.map(|rust| output(Language::Rust, rust.out));
        let python = manifest
            .python
            .map(|python| output(Language::Python, python.out));
        Ok(Job {
            config,
            contracts,
            python: options.unwrap_or_default(),
            outputs: rust.into_iter().chain(python).collect(),
            report: manifest.report,
        })
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
        if has_python {
            config = config.python(self.python);
        }
        let (mut rust, mut python, found) = match config.compile() {
            Ok(compilation) => compilation.into_parts(),
            Err(error) => (Files::default(), Files::default(), error.into_report()),
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

    /// Gives the contract as one text, or says all that is wrong.
    pub(crate) fn save(self) -> Result<(String, Report), Report> {
        let (text, found) = match saved::save(&self.config) {
            Ok(saved) => saved,
            Err(error) => (String::new(), error.into_report()),
        };
        let mut report = self.report;
        report.append(&found);
        Ok((text, without_errors(report)?))
    }

    /// Says all that is wrong, and generates nothing; gives how many contracts there are.
    pub(crate) fn lint(self) -> Result<(usize, Report), Report> {
        let found = self.config.lint().unwrap_or_else(Error::into_report);
        let mut report = self.report;
        report.append(&found);
        Ok((self.contracts, without_errors(report)?))
    }
}

fn without_errors(report: Report) -> Result<Report, Report> {
    let report = named_from_here(report);
    match report.diagnostics.has_errors() {
        true => Err(report),
        false => Ok(report),
    }
}

/// The `tempoc.toml` of this folder or of the nearest one above, by a path from here.
fn nearest_manifest() -> Result<PathBuf, Error> {
    let here = env::current_dir().unwrap_or_default();
    let mut up = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(FILE_NAME).is_file() {
            return Ok(up.join(FILE_NAME));
        }
        up.push("..");
    }
    Err(Error::at_path(Path::new(FILE_NAME), |span| {
        let message = "no `tempoc.toml` in this folder or above it";
        Diagnostic::error("no-manifest", span, message).help(
            "name schema files, such as `tempoc lint orders.tempoc.yaml`, or begin with `tempoc init`",
        )
    }))
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
fn named_from_here(report: Report) -> Report {
    let Ok(here) = env::current_dir().and_then(|here| here.canonicalize()) else {
        return report;
    };
    let mut sources = SourceMap::default();
    for (_, source) in report.sources.iter() {
        sources.add(Source {
            name: name_from(&here, source),
            ..source.clone()
        });
    }
    Report { sources, ..report }
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
