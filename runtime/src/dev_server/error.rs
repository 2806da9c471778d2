//! Why a development server could not be had.

use std::error::Error;
use std::fmt;
use std::path::Path;

/// Why there is no development server, as one sentence with what was tried and the mend.
#[derive(Debug)]
pub struct DevServerError {
    message: String,
    source: Option<std::io::Error>,
}

impl DevServerError {
    pub(super) fn new(message: String) -> Self {
        Self {
            message,
            source: None,
        }
    }

    pub(super) fn caused_by(message: String, source: std::io::Error) -> Self {
        Self {
            message,
            source: Some(source),
        }
    }

    pub(super) fn cannot_run(cli: &Path, error: std::io::Error) -> Self {
        Self::caused_by(
            format!(
                "the Temporal CLI `{}` cannot be run: {error}; name another with TEMPORAL_CLI",
                cli.display()
            ),
            error,
        )
    }
}

impl fmt::Display for DevServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for DevServerError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
