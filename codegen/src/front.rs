//! Seam until the reader and the resolver are merged: packages by name only.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::model::{Model, Package};
use crate::parse::parse_file;
use crate::report::{Error, Report, shown_path};
use crate::source::Source;

/// Reads files and finds the name of the package of each.
pub(crate) fn read(schemas: &[PathBuf], root: &Path) -> Result<(Report, Model), Error> {
    let mut report = Report::default();
    let mut model = Model::default();
    for schema in schemas {
        let path = root.join(schema);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                report.push_at_path(&path, |span| {
                    Diagnostic::error(
                        "unreadable-file",
                        span,
                        format!("`{}`: {error}", path.display()),
                    )
                });
                continue;
            }
        };
        let file = report.sources.add(Source {
            name: shown_path(schema),
            path,
            text,
        });
        let parsed = parse_file(&report.sources, file, &mut report.diagnostics);
        let Some(package) = parsed.and_then(|parsed| parsed.package) else {
            continue;
        };
        model.packages.push(Package {
            name: package.value,
            span: package.span,
            file,
            docs: None,
            version: None,
            imports: Vec::new(),
            entry: true,
            task_queue: None,
            types: Vec::new(),
            errors: Vec::new(),
            activities: Vec::new(),
            workflows: Vec::new(),
            nexus: Vec::new(),
        });
    }
    match report.diagnostics.has_errors() {
        true => Err(report.into()),
        false => Ok((report, model)),
    }
}
