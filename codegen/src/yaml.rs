//! YAML text as a tree that keeps what a contract needs: places, order, styles and `##` comments.
//!
//! The tree is stricter than YAML. Anchors, tags, merge keys, directives, several documents,
//! repeated keys and invisible characters are reported, each with its own code, and reading goes on
//! wherever the rest can still be understood.

mod builder;
mod characters;
mod comments;
mod flow;
mod hints;
mod key;
mod report;
mod syntax;

use std::borrow::Cow;
use std::sync::Arc;

pub use self::report::Report;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

/// The longest file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 4 * 1024 * 1024;

/// How deep lists and mappings may be nested.
pub const MAX_DEPTH: usize = 64;

/// How many keys and values a file may have.
pub const MAX_NODES: usize = 200_000;

/// The one document of a file.
#[derive(Clone, Debug)]
pub struct Tree<'s> {
    /// Its value.
    pub root: Node<'s>,
    /// Whether the file was read to its end.
    ///
    /// Where it breaks off, which is reported, the complete entries of its sections are kept, so
    /// that their problems can be shown as well.
    pub is_whole: bool,
}

/// A value, and where it is written.
#[derive(Clone, Debug)]
pub struct Node<'s> {
    /// The value with its quotes or brackets; empty where nothing is written.
    pub span: Span,
    /// What is written.
    pub kind: Kind<'s>,
    /// The `##` lines above it, where it is an item of a list.
    pub docs: Option<Arc<str>>,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Kind<'s> {
    /// Nothing is written, as after `pause:`.
    Empty,
    /// A piece of text; what it means is for the reader to say.
    Scalar(Scalar<'s>),
    /// `[a, b]`, or lines that begin with `-`.
    List(Vec<Node<'s>>),
    /// `{a: b}`, or lines of `a: b`, in the order written.
    Map(Vec<Entry<'s>>),
    /// Something that the language refuses; that is reported.
    Broken,
}

/// A piece of text.
#[derive(Clone, Debug)]
pub struct Scalar<'s> {
    /// The text, after quotes and escapes are taken away.
    pub text: Cow<'s, str>,
    /// How it is written.
    pub style: Style,
}

/// How a piece of text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Bare.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// As a block after `|` or `>`.
    Block,
}

/// A key of a mapping and its value.
#[derive(Clone, Debug)]
pub struct Entry<'s> {
    /// The key.
    pub key: Key<'s>,
    /// The `##` lines above the key.
    pub docs: Option<Arc<str>>,
    /// The value.
    pub value: Node<'s>,
}

/// The key of an entry.
#[derive(Clone, Debug)]
pub struct Key<'s> {
    /// The text, after quotes and escapes are taken away.
    pub text: Cow<'s, str>,
    /// Where it is written, with its quotes.
    pub span: Span,
    /// How it is written.
    pub style: Style,
}

/// Reads the one document of a file; `None` where nothing of it can be read, which is reported.
pub fn parse_yaml<'s>(text: &'s str, file: FileId, report: &mut Report<'_>) -> Option<Tree<'s>> {
    if text.len() > MAX_FILE_BYTES {
        report.push(file_too_large(file));
        return None;
    }
    if !characters::check_characters(text, file, report) {
        return None;
    }
    builder::parse_document(text, file, report)
}

/// The text of a key of the whole document, which is read no further than there.
///
/// Nothing of it is reported: none is what is not there, is no text, or stands behind what YAML does not allow.
pub fn text_of_key(text: &str, key: &str) -> Option<String> {
    key::find(text, key)
}

/// Says that a file is longer than [`MAX_FILE_BYTES`].
pub fn file_too_large(file: FileId) -> Diagnostic {
    let start = Span {
        file,
        start: 0,
        end: 0,
    };
    Diagnostic::error("file-too-large", start, "this file is larger than 4 MiB")
        .help("split it into several files, and name them under `imports:`")
}
