//! Seam until the reader and the resolver are merged: packages by name only.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::model::{Model, Package};
use crate::report::{Error, Report, shown_path};
use crate::source::{Source, Span};

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
        let start = text.find("package: ").map_or(0, |at| at + 9);
        let name = text[start..].lines().next().unwrap_or_default().to_owned();
        let file = report.sources.add(Source {
            name: shown_path(schema),
            path,
            text,
        });
        let span = Span {
            file,
            start: start as u32,
            end: (start + name.len()) as u32,
        };
        if name.contains(' ') || start == 0 {
            report
                .diagnostics
                .push(Diagnostic::error("bad-package", span, "not a package"));
        }
        model.packages.push(Package {
            name,
            span,
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
