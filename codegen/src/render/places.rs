//! Lines and columns of places, found without reading a file again for each of them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::source::{FileId, Source, SourceMap, Span};

/// The sources of a report with their lines counted.
pub(super) struct Places<'a> {
    sources: &'a SourceMap,
    line_starts: BTreeMap<FileId, Vec<usize>>,
}

/// A line and a column, both from 1; a column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a SourceMap) -> Self {
        let line_starts = sources
            .iter()
            .map(|(id, source)| {
                let after_breaks = source.text.match_indices('\n').map(|(at, _)| at + 1);
                (id, std::iter::once(0).chain(after_breaks).collect())
            })
            .collect();
        Self {
            sources,
            line_starts,
        }
    }

    /// The file that a place is in.
    pub(super) fn source(&self, span: Span) -> &'a Source {
        self.sources.get(span.file)
    }

    /// Where a place begins.
    pub(super) fn start(&self, span: Span) -> Position {
        self.position(span.file, span.start as usize)
    }

    /// Where a place ends, after its last character.
    pub(super) fn end(&self, span: Span) -> Position {
        self.position(span.file, span.end as usize)
    }

    /// The bytes of the lines from that of one byte to that of a later one, and the number of the
    /// first of them.
    pub(super) fn lines(&self, file: FileId, first: usize, last: usize) -> (Range<usize>, usize) {
        let starts = self.starts(file);
        let first_line = self.line_at(file, first);
        let end = starts.get(self.line_at(file, last) + 1).copied();
        let whole = self.sources.get(file).text.len();
        let start = starts.get(first_line).copied().unwrap_or_default();
        (start..end.unwrap_or(whole), first_line + 1)
    }

    fn position(&self, file: FileId, at: usize) -> Position {
        let line = self.line_at(file, at);
        let start = self.starts(file).get(line).copied().unwrap_or_default();
        let before = self.sources.get(file).text.get(start..at);
        Position {
            line: line + 1,
            column: before.map_or(0, |text| text.chars().count()) + 1,
        }
    }

    /// The line of a byte, from 0.
    fn line_at(&self, file: FileId, at: usize) -> usize {
        self.starts(file)
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    }

    fn starts(&self, file: FileId) -> &[usize] {
        self.line_starts.get(&file).map_or(&[], Vec::as_slice)
    }
}
