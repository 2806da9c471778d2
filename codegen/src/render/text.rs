//! A finding the way rustc shows it: the source line, what is wrong with it, how to mend it.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet,
};

use super::escape::{ShownSource, escape_text};
use super::places::Places;
use super::{Entry, Remark};
use crate::diagnostic::{Diagnostic, Label, Severity, Suggestion};
use crate::source::{FileId, Span};

/// The renderer of all findings of a report.
pub(super) fn renderer(coloured: bool) -> Renderer {
    match coloured {
        true => Renderer::styled(),
        false => Renderer::plain(),
    }
}

/// A finding, without a line break at its end.
pub(super) fn render_one(renderer: &Renderer, entry: &Entry<'_>, places: &Places<'_>) -> String {
    let diagnostic = entry.diagnostic.as_ref();
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group = level
        .primary_title(escape_text(&diagnostic.message))
        .id(diagnostic.code)
        .elements(place_elements(diagnostic, places));
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(escape_text(note)));
    }
    for Remark { name, text } in &entry.remarks {
        let level = Level::NOTE.with_name(*name);
        group = group.element(level.message(escape_text(text)));
    }

    let edits = edit_snippets(&diagnostic.suggestions, places);
    let help = diagnostic.help.as_deref().map(escape_text);
    if edits.is_empty() {
        let help = help.map(|help| Level::HELP.message(help));
        return renderer.render(&[group.elements(help)]);
    }
    let help = help.unwrap_or_else(|| String::from("write"));
    let mending = Group::with_title(Level::HELP.secondary_title(help)).elements(edits);
    renderer.render(&[group, mending])
}

/// The places of a finding: those of a file in one snippet, the file of the primary place first.
fn place_elements<'a>(diagnostic: &'a Diagnostic, places: &Places<'_>) -> Vec<Element<'a>> {
    let primary = &diagnostic.primary;
    let mut files: Vec<(FileId, Vec<(AnnotationKind, &Label)>)> =
        vec![(primary.span.file, vec![(AnnotationKind::Primary, primary)])];
    for other in &diagnostic.others {
        let marked = (AnnotationKind::Context, other);
        match files.iter_mut().find(|(file, _)| *file == other.span.file) {
            Some((_, labels)) => labels.push(marked),
            None => files.push((other.span.file, vec![marked])),
        }
    }
    files
        .into_iter()
        .map(|(_, labels)| annotated_lines(&labels, places))
        .collect()
}

/// The lines of some places of one file, with the words about each; only the path of a file that
/// has no text, such as one that could not be read.
fn annotated_lines(labels: &[(AnnotationKind, &Label)], places: &Places<'_>) -> Element<'static> {
    let spans: Vec<Span> = labels.iter().map(|(_, label)| label.span).collect();
    let Some(lines) = Lines::of(&spans, places) else {
        let path = spans.first().map(|span| path_of(*span, places));
        return Origin::path(path.unwrap_or_default()).into();
    };
    let annotations: Vec<Annotation<'static>> = labels
        .iter()
        .map(|(kind, label)| {
            let text = Some(escape_text(&label.text)).filter(|text| !text.is_empty());
            kind.span(lines.shown_range(label.span)).label(text)
        })
        .collect();
    Snippet::source(lines.shown.text)
        .line_start(lines.first_line)
        .path(lines.path)
        .annotations(annotations)
        .into()
}

/// The edits as a difference, one snippet a file.
fn edit_snippets(
    suggestions: &[Suggestion],
    places: &Places<'_>,
) -> Vec<Snippet<'static, Patch<'static>>> {
    let mut files: Vec<FileId> = suggestions.iter().map(|edit| edit.span.file).collect();
    files.dedup();
    let mut snippets = Vec::new();
    for file in files {
        let edits: Vec<&Suggestion> = suggestions
            .iter()
            .filter(|edit| edit.span.file == file)
            .collect();
        let spans: Vec<Span> = edits.iter().map(|edit| edit.span).collect();
        let Some(lines) = Lines::of(&spans, places) else {
            continue;
        };
        let patches: Vec<Patch<'static>> = edits
            .iter()
            .map(|edit| {
                let replacement = ShownSource::new(&edit.replacement).text;
                Patch::new(lines.shown_range(edit.span), replacement)
            })
            .collect();
        snippets.push(
            Snippet::source(lines.shown.text)
                .line_start(lines.first_line)
                .path(lines.path)
                .patches(patches),
        );
    }
    snippets
}

/// The lines that some places of one file lie in. Only these reach the renderer, which would
/// otherwise read a whole file again for each finding.
struct Lines {
    path: String,
    shown: ShownSource,
    first_line: usize,
    /// Where the lines begin in the file.
    start: usize,
}

impl Lines {
    /// Nothing if the file has no text.
    fn of(spans: &[Span], places: &Places<'_>) -> Option<Self> {
        let first = spans.iter().min_by_key(|span| span.start)?;
        let last = spans.iter().map(|span| span.end).max()?;
        let text = &places.source(*first).text;
        let (range, first_line) = places.lines(first.file, first.start as usize, last as usize);
        let start = range.start;
        let lines = text.get(range).filter(|lines| !lines.is_empty())?;
        Some(Self {
            path: path_of(*first, places),
            shown: ShownSource::new(lines),
            first_line,
            start,
        })
    }

    fn shown_range(&self, span: Span) -> Range<usize> {
        let shown = |at: u32| {
            self.shown
                .position((at as usize).saturating_sub(self.start))
        };
        shown(span.start)..shown(span.end)
    }
}

fn path_of(span: Span, places: &Places<'_>) -> String {
    escape_text(&places.source(span).name)
}
