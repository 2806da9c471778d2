//! The files of a contract, and places in them.

use std::fmt;
use std::path::{Path, PathBuf};

/// A file of the contract, by its position in the [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of one file, in bytes; both ends lie on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that the stretch is in.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The stretch from the start of `self` to the end of `last`, which lies later in the same file.
    pub fn to(self, last: Span) -> Span {
        Span {
            end: last.end.max(self.end),
            ..self
        }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}", self.file.0, self.start, self.end)
    }
}

/// A value and the place where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// What is written.
    pub value: T,
    /// Where it is written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts a value and its place together.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// One file of a contract, as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as it is shown in diagnostics and headers: relative, with `/` between its parts.
    pub name: String,
    /// The path that the file was read from.
    pub path: PathBuf,
    /// The whole text, without a byte order mark.
    pub text: String,
    /// How many bytes of the file come before the text: those of its byte order mark.
    pub mark: u32,
}

/// All files that one compilation has read, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
    /// Where the lines of each file begin.
    line_starts: Vec<Vec<usize>>,
}

impl SourceMap {
    /// Keeps a file and gives it an id.
    pub fn add(&mut self, source: Source) -> FileId {
        let after_breaks = source.text.match_indices('\n').map(|(at, _)| at + 1);
        self.line_starts
            .push(std::iter::once(0).chain(after_breaks).collect());
        self.sources.push(source);
        FileId(self.sources.len() as u32 - 1)
    }

    /// The file of an id that this map gave out.
    pub fn get(&self, id: FileId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// The file that was read from `path`, if any was.
    pub fn find(&self, path: &Path) -> Option<FileId> {
        let position = self.sources.iter().position(|source| source.path == path)?;
        Some(FileId(position as u32))
    }

    /// The text at a place.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file)
            .text
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default()
    }

    /// The line and the column of a place's first character, both from 1; a column counts characters.
    pub fn line_and_column(&self, span: Span) -> (usize, usize) {
        let starts = self.line_starts(span.file);
        let at = span.start as usize;
        let line = starts.partition_point(|start| *start <= at).max(1);
        let start = starts.get(line - 1).copied().unwrap_or_default();
        let before = self.get(span.file).text.get(start..at);
        (line, before.map_or(0, |text| text.chars().count()) + 1)
    }

    /// Where the lines of a file begin, in bytes.
    pub(crate) fn line_starts(&self, id: FileId) -> &[usize] {
        &self.line_starts[id.0 as usize]
    }

    /// Every file with its id, in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.sources
            .iter()
            .enumerate()
            .map(|(position, source)| (FileId(position as u32), source))
    }
}
