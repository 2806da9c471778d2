//! Why an old version cannot be read.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::report::Error;

/// A failure without a place yet: its code, what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: String,
}

impl Problem {
    pub(super) fn new(
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code,
            message: message.into(),
            help: help.into(),
        }
    }

    /// The error about what was named as the old version.
    pub(super) fn about(self, named: &str) -> Error {
        Error::at_path(Path::new(named), |span| {
            Diagnostic::error(self.code, span, self.message).help(self.help)
        })
    }
}
