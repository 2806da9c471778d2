//! The first half of the pipeline: schema files to a model that is whole.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::report::{Error, Report};
use crate::source::{SourceMap, Span};
use crate::{check, load, resolve};

/// Reads, resolves and checks; every problem of all files is in the report.
pub(crate) fn read(schemas: &[PathBuf], root: &Path) -> Result<(Report, Model), Error> {
    let mut diagnostics = Diagnostics::default();
    let loaded =
        load::load(schemas, root, &mut diagnostics).map_err(|error| unreadable(root, &error))?;
    let model = resolve::resolve(
        &loaded.sources,
        &loaded.files,
        &loaded.entries,
        &loaded.imports,
        &mut diagnostics,
    );
    if !diagnostics.has_errors() {
        check::check(&model, &loaded.sources, &mut diagnostics);
    }
    let report = Report {
        sources: loaded.sources,
        diagnostics,
    };
    match report.diagnostics.has_errors() {
        true => Err(report.into()),
        false => Ok((report, model)),
    }
}

fn unreadable(root: &Path, error: &load::LoadError) -> Error {
    let mut report = Report {
        sources: SourceMap::default(),
        diagnostics: Diagnostics::default(),
    };
    for problem in &error.problems {
        report.push_at_path(root, |span: Span| {
            Diagnostic::error("unreadable-file", span, problem.clone())
        });
    }
    report.into()
}
