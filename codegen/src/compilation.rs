//! A contract that compiled.

use crate::files::Files;
use crate::model::Model;
use crate::report::Report;

/// What a compilation gives: the files, what the contract means, and the warnings.
#[derive(Clone, Debug)]
pub struct Compilation {
    pub(crate) model: Model,
    pub(crate) files: Files,
    pub(crate) report: Report,
}

impl Compilation {
    /// What the contract means.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The generated files.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The warnings, and every file that was read.
    pub fn warnings(&self) -> &Report {
        &self.report
    }

    /// The files and the warnings, for those who hand them on.
    pub fn into_parts(self) -> (Files, Report) {
        (self.files, self.report)
    }
}
