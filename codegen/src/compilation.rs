//! A contract that compiled.

use crate::files::Files;
use crate::model::Model;
use crate::report::Report;

/// What a compilation gives: the files, what the contract means, and the warnings.
#[derive(Clone, Debug)]
pub struct Compilation {
    pub(crate) model: Model,
    pub(crate) rust: Files,
    pub(crate) python: Files,
    pub(crate) report: Report,
}

impl Compilation {
    /// What the contract means.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The generated Rust.
    pub fn files(&self) -> &Files {
        &self.rust
    }

    /// The generated Python; none unless [`Config::python`](crate::Config::python) asked for it.
    pub fn python(&self) -> &Files {
        &self.python
    }

    /// The warnings, and every file that was read.
    pub fn warnings(&self) -> &Report {
        &self.report
    }

    /// The Rust, the Python and the warnings, for those who hand them on.
    pub fn into_parts(self) -> (Files, Files, Report) {
        (self.rust, self.python, self.report)
    }

    /// What the contract means and the warnings, for those who need no files.
    pub fn into_model(self) -> (Model, Report) {
        (self.model, self.report)
    }
}
