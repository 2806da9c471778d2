//! Text -> [`ast::File`], with every problem of the file at once.

mod activities;
mod booleans;
mod children;
mod defaults;
mod enums;
mod errors;
mod fields;
mod imports;
mod keys;
mod kinds;
mod languages;
mod literals;
mod messages;
mod meta;
mod names;
mod nexus;
mod options;
mod package;
mod references;
mod samples;
mod schedules;
mod search_attributes;
mod snippet;
mod synonyms;
mod type_expr;
mod types;
mod unions;
mod versions;
mod workflows;

use crate::ast;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, SourceMap, Span};
use crate::yaml::{self, Kind, Node, Report};

use self::keys::{Keys, Shape};

/// Reads one file of a contract.
///
/// Every problem of the file is reported. `None` means that nothing of it could be understood, and
/// that this is reported; otherwise what could not be read is left out.
///
/// ```
/// use tempoc::diagnostic::Diagnostics;
/// use tempoc::parse::parse_file;
/// use tempoc::source::{Source, SourceMap};
///
/// let mut sources = SourceMap::default();
/// let id = sources.add(Source {
///     name: "greeting.tempoc.yaml".into(),
///     path: "greeting.tempoc.yaml".into(),
///     text: "tempoc: 1\npackage: acme.greeting.v1\n".into(),
///     mark: 0,
/// });
/// let mut diagnostics = Diagnostics::default();
/// let file = parse_file(&sources, id, &mut diagnostics).ok_or("unreadable")?;
/// assert_eq!(file.package.map(|package| package.value).as_deref(), Some("acme.greeting.v1"));
/// assert!(diagnostics.is_empty());
/// # Ok::<(), &str>(())
/// ```
pub fn parse_file(sources: &SourceMap, id: FileId, out: &mut Diagnostics) -> Option<ast::File> {
    let text = sources.get(id).text.as_str();
    let mut report = Report::new(out);
    let tree = yaml::parse_yaml(text, id, &mut report)?;
    let mut reader = Reader {
        text,
        report,
        is_whole: tree.is_whole,
    };
    // A part of a file is read for its problems; what it lacks would be missed by others.
    parse_tree(&mut reader, id, &tree.root).filter(|_| tree.is_whole)
}

/// What every `parse_` function needs: the text that places point into, and where problems go.
struct Reader<'d> {
    text: &'d str,
    report: Report<'d>,
    /// False where the file breaks off, so that what is missing may only not have been read.
    is_whole: bool,
}

impl Reader<'_> {
    fn push(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }
}

const FILE: Shape = Shape {
    what: "a contract",
    sample: "tempoc: 1",
};

fn parse_tree(reader: &mut Reader<'_>, id: FileId, tree: &Node<'_>) -> Option<ast::File> {
    let start = Span {
        file: id,
        start: 0,
        end: 0,
    };
    if matches!(tree.kind, Kind::Empty) {
        reader.push(versions::no_language_version(start));
        return None;
    }
    let top = match &tree.kind {
        Kind::Map(entries) => entries.as_slice(),
        _ => &[],
    };
    let docs_above = top.first().and_then(|first| first.docs.clone());
    let place = top.first().map_or(start, |first| first.key.span);

    let mut keys = Keys::of_node(reader, tree, FILE)?;
    if !versions::parse_language_version(&mut keys, place) {
        return None;
    }
    let file = ast::File {
        id,
        docs: keys.description().or(docs_above),
        package: package::parse_package(&mut keys, place),
        version: keys.version("version"),
        since: keys.version("since"),
        imports: keys.each("imports", imports::IMPORTS, imports::parse_import),
        defaults: defaults::parse_defaults(&mut keys),
        types: keys.each("types", types::TYPES, types::parse_type),
        errors: keys.each("errors", errors::ERRORS, errors::parse_error),
        activities: keys.each(
            "activities",
            activities::ACTIVITIES,
            activities::parse_activity,
        ),
        workflows: keys.each("workflows", workflows::WORKFLOWS, workflows::parse_workflow),
        nexus: keys.each("nexus", nexus::SERVICES, nexus::parse_service),
    };
    keys.finish();
    Some(file)
}
