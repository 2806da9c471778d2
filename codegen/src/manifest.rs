//! `tempoc.toml`: what the command compiles where no paths are given.
//!
//! ```toml
//! [[contract]]
//! schemas = ["schemas/orders.tempoc.yaml"]
//!
//! [rust]
//! out = "src/generated"
//!
//! [python]
//! out = "python/contracts"
//!
//! [lint.rules]
//! missing-description = "warning"
//!
//! [breaking]
//! against = "origin/main"
//! ```

mod read;
pub(crate) mod read_accepted;
mod read_breaking;
mod read_rules;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::breaking;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::emit;
use crate::lint;
use crate::load::{Disk, Files};
use crate::report::{Error, Report, shown_path};
use crate::source::{Source, Spanned};

/// The name of the file.
pub const FILE_NAME: &str = "tempoc.toml";

/// A `tempoc.toml` that was read.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The folder that it is in, which its paths start at; empty for a bare file name.
    pub folder: PathBuf,
    /// `[[contract]]`
    pub contracts: Vec<Contract>,
    /// `[rust]`
    pub rust: Option<Rust>,
    /// `[python]`
    pub python: Option<Python>,
    /// `[lint]`
    pub lint: lint::Settings,
    /// `[breaking]`
    pub breaking: breaking::Settings,
    /// The file itself, and warnings about it.
    pub report: Report,
}

/// `[[contract]]`: schemas that are compiled together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contract {
    /// `schemas = ["schemas/orders.tempoc.yaml"]`
    pub schemas: Vec<PathBuf>,
}

/// `[rust]`: the Rust that is generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rust {
    /// `out = "src/generated"`
    pub out: PathBuf,
    /// `client = true`
    pub client: bool,
    /// `worker = true`
    pub worker: bool,
    /// `serde = false`
    pub serde: bool,
    /// `extern_packages = {"acme.common.v1" = "::acme_common::common"}`
    pub extern_packages: Vec<(String, String)>,
    /// `templates = "templates"`
    pub templates: Option<PathBuf>,
}

/// `[python]`: the Python that is generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Python {
    /// `out = "python/contracts"`
    pub out: PathBuf,
    /// `client = true`
    pub client: bool,
    /// `worker = true`
    pub worker: bool,
    /// `templates = "templates"`
    pub templates: Option<PathBuf>,
}

impl Manifest {
    /// Reads a `tempoc.toml`; an error names every mistake in it, each with its place.
    pub fn read(path: &Path) -> Result<Manifest, Error> {
        Self::read_from(&Disk, path)
    }

    /// The same as [`Manifest::read`], with the file from anywhere.
    pub fn read_from(files: &dyn Files, path: &Path) -> Result<Manifest, Error> {
        let text = read_text(files, path)?;
        let mut report = Report::default();
        let file = report.sources.add(Source {
            name: shown_path(path),
            path: path.to_path_buf(),
            text: text.clone(),
            mark: 0,
        });
        let tables = read::read_tables(&text, file, &mut report.diagnostics);
        if report.diagnostics.has_errors() {
            return Err(report.into());
        }
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let mut manifest = Manifest {
            folder,
            contracts: tables.contracts,
            rust: tables.rust,
            python: tables.python,
            lint: tables.lint,
            breaking: tables.breaking,
            report,
        };
        // Schemas are known by their one true paths.
        let folder = manifest.folder_to_open();
        let folder = folder.canonicalize().unwrap_or(folder.to_path_buf());
        manifest.breaking.rules.folder.clone_from(&folder);
        manifest.lint.folder = folder;
        Ok(manifest)
    }

    /// What to compile: all contracts together, as their code lies side by side.
    pub fn config(&self) -> Config {
        let schemas = self.contracts.iter().flat_map(|contract| &contract.schemas);
        let config = Config::new()
            .root(self.folder_to_open())
            .schemas(schemas)
            .lint_settings(self.lint.clone());
        let config = match &self.rust {
            Some(rust) => rust.configure(config),
            None => config.without_rust(),
        };
        match &self.python {
            Some(python) => config.python(python.options()),
            None => config,
        }
    }
}

impl Manifest {
    /// The folder of a bare file name is empty, which is not a path that can be opened.
    fn folder_to_open(&self) -> &Path {
        match self.folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => &self.folder,
        }
    }
}

impl Rust {
    fn configure(&self, config: Config) -> Config {
        let mut config = config
            .out_dir(&self.out)
            .client(self.client)
            .worker(self.worker)
            .serde(self.serde);
        for (package, path) in &self.extern_packages {
            config = config.extern_package(package, path);
        }
        match &self.templates {
            Some(folder) => config.templates(folder),
            None => config,
        }
    }
}

impl Python {
    /// What is generated, for [`Config::python`].
    pub fn options(&self) -> emit::python::Options {
        emit::python::Options {
            client: self.client,
            worker: self.worker,
            templates: self.templates.clone(),
        }
    }
}

fn read_text(files: &dyn Files, path: &Path) -> Result<String, Error> {
    let failed = |what: String| {
        Error::at_path(path, |span| {
            let message = format!("`{}` {what}", path.display());
            Diagnostic::error("manifest-unreadable", span, message)
                .help("name a `tempoc.toml` with `--config`, or write one with `tempoc init`")
        })
    };
    let bytes = files
        .read(path, usize::MAX)
        .map_err(|error| match error.kind() {
            ErrorKind::IsADirectory => {
                failed(String::from("is a folder, and a file belongs there"))
            }
            _ => failed(format!("cannot be read: {error}")),
        })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        failed(format!(
            "is not UTF-8 text: byte {at} is not part of a character"
        ))
    })
}

/// A value and where it is written.
type Text = Spanned<String>;

#[cfg(test)]
mod tests;
