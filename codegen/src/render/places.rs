//! Lines and columns of places, found without reading a file again for each of them.

use std::ops::Range;

use crate::source::{FileId, Source, SourceMap, Span};

/// The sources of a report.
pub(super) struct Places<'a> {
    sources: &'a SourceMap,
}

/// A line and a column, both from 1; a column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a SourceMap) -> Self {
        Self { sources }
    }

    /// The file that a place is in.
    pub(super) fn source(&self, span: Span) -> &'a Source {
        self.sources.get(span.file)
    }

    /// Where a place begins.
    pub(super) fn start(&self, span: Span) -> Position {
        self.position(span.file, span.start)
    }

    /// Where a place ends, after its last character.
    pub(super) fn end(&self, span: Span) -> Position {
        self.position(span.file, span.end)
    }

    /// The bytes of the lines from that of one byte to that of a later one, and the number of the
    /// first of them.
    pub(super) fn lines(&self, file: FileId, first: usize, last: usize) -> (Range<usize>, usize) {
        let starts = self.sources.line_starts(file);
        let first_line = self.line_at(file, first);
        let end = starts.get(self.line_at(file, last) + 1).copied();
        let whole = self.sources.get(file).text.len();
        let start = starts.get(first_line).copied().unwrap_or_default();
        (start..end.unwrap_or(whole), first_line + 1)
    }

    fn position(&self, file: FileId, at: u32) -> Position {
        let (line, column) = self.sources.line_and_column(Span {
            file,
            start: at,
            end: at,
        });
        Position { line, column }
    }

    /// The line of a byte, from 0.
    fn line_at(&self, file: FileId, at: usize) -> usize {
        self.sources
            .line_starts(file)
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    }
}
