//! One version of a contract, compiled.

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::model::Model;
use crate::report::{Error, Report};
use crate::source::SourceMap;

/// What reports call the version that is compared with the old ones.
pub const PRESENT: &str = "this version";

/// One version of a contract, compiled.
#[derive(Clone, Debug)]
pub struct Version {
    /// What reports call it: `origin/main`, `v1.3.0`, `old/`, or [`PRESENT`].
    pub label: String,
    /// The commit that an old version was read from, in full, where it was read from one.
    pub commit: Option<String>,
    /// What the contract means.
    pub model: Model,
    /// Its files; the names of old ones say where they are from, as in
    /// `schemas/order.tempoc.yaml @ v1.3.0`.
    pub sources: SourceMap,
    /// What its compilation warns of, with places in [`Version::sources`].
    pub warnings: Diagnostics,
    /// The packages of the present version that an old one does not have, sorted.
    pub missing: Vec<String>,
}

impl Version {
    /// The present version: what a configuration compiles.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the contract.
    pub fn of(config: &Config) -> Result<Version, Error> {
        let (report, model) = crate::understand(config)?;
        let Report {
            sources,
            diagnostics,
        } = report;
        Ok(Version {
            label: String::from(PRESENT),
            commit: None,
            model,
            sources,
            warnings: diagnostics,
            missing: Vec::new(),
        })
    }
}
