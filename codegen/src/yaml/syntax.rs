//! Errors of the YAML parser in words for somebody who writes YAML once a month.

use granit_parser::{ErrorKind, ScanError};

use super::hints;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

/// The problem that stopped the YAML parser after the scalar that ends at `floor`.
pub(super) fn diagnose(error: &ScanError, text: &str, file: FileId, floor: usize) -> Diagnostic {
    let at = offset(error, text);
    let place = character_at(text, file, at);
    if let Some(tab) = hints::tab_in_indentation(text, at) {
        return tab_indentation(character_at(text, file, tab));
    }
    if let ErrorKind::MappingValueNotAllowed | ErrorKind::SimpleKeyExpected = error.kind()
        && let Some(space) = hints::colon_without_space(text, at)
    {
        let colon = character_at(text, file, space - 1);
        return Diagnostic::error("yaml-syntax", colon, "this colon needs a space after it")
            .help("write `key: value`")
            .suggest(clamp(text, file, space, space), " ");
    }
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => too_deep(place),
        ErrorKind::DirectiveDisallowed => Diagnostic::error(
            "yaml-directive",
            place,
            "YAML directives such as `%YAML` are not part of the language",
        )
        .help("delete the line"),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => tab_indentation(place),
        ErrorKind::UndeclaredTagHandle
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::InvalidTagUtf8
        | ErrorKind::InvalidTagUtf8LeadingByte
        | ErrorKind::InvalidTagUtf8TrailingByte
        | ErrorKind::ExpectedTagBang
        | ErrorKind::InvalidGlobalTagCharacter => Diagnostic::error(
            "yaml-tag",
            place,
            "a value that begins with `!` is a YAML tag, which is not part of the language",
        )
        .help("put the value in quotes if the `!` belongs to it"),
        ErrorKind::MissingAnchorOrAliasName | ErrorKind::UnknownAnchor => Diagnostic::error(
            "yaml-anchor",
            place,
            "a value that begins with `&` or `*` is a YAML anchor, which is not part of the language",
        )
        .help("put the value in quotes if the sign belongs to it"),
        // The parser runs on to a later line before it notices.
        ErrorKind::UnclosedQuotedScalar | ErrorKind::InvalidQuotedScalarIndent => {
            let quote = hints::opening_quote(text, floor).unwrap_or(at);
            Diagnostic::error(
                "yaml-syntax",
                character_at(text, file, quote),
                "this quote is not closed",
            )
            .help("close it with the same quote; inside double quotes write `\\\"`, inside single quotes `''`")
        }
        ErrorKind::MappingValueNotAllowed if hints::follows_equals(text, at) => Diagnostic::error(
            "yaml-syntax",
            place,
            "this `: ` begins another value where one value is already written",
        )
        .help("write a default that holds `: ` in the long form, `{type: string, default: \"a: b\"}`"),
        ErrorKind::ExpectedBlockMappingKey if hints::follows_bracket(text, at) => {
            Diagnostic::error("yaml-syntax", place, "text follows the closing bracket")
                .help("put the whole value in quotes, as in `id: \"{input.id}/x\"`")
        }
        kind => {
            let (message, help) = explain(kind);
            Diagnostic::error("yaml-syntax", place, message).help(help)
        }
    }
}

/// Lists and mappings inside each other beyond the limit.
pub(super) fn too_deep(place: Span) -> Diagnostic {
    Diagnostic::error(
        "too-deep",
        place,
        "lists and mappings are nested more than 64 deep",
    )
    .help("declare types and name them instead of nesting values")
}

/// A place of the file whose ends lie inside it and between characters.
pub(super) fn clamp(text: &str, file: FileId, start: usize, end: usize) -> Span {
    let start = floor_boundary(text, start);
    let end = floor_boundary(text, end).max(start);
    Span {
        file,
        start: start as u32,
        end: end as u32,
    }
}

fn tab_indentation(place: Span) -> Diagnostic {
    Diagnostic::error("tab-indentation", place, "YAML does not allow tabs here")
        .help("indent with spaces, two for each level")
}

/// What is wrong in plain words, and what to type.
fn explain(kind: &ErrorKind) -> (String, &'static str) {
    let (message, help) = match kind {
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidMappingValueWhitespace => (
            "this `: ` begins another value where one value is already written",
            "put a value that holds `: ` in quotes, or move the key to a line of its own",
        ),
        ErrorKind::UnclosedFlowCollection { open } => {
            return (
                format!("this `{open}` is never closed"),
                "close every `[` with `]` and every `{` with `}`",
            );
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            return (
                format!("`{open}` is closed by `{close}`"),
                "close every `[` with `]` and every `{` with `}`",
            );
        }
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => (
            "the file ends before a `[` or `{` is closed",
            "close every `[` with `]` and every `{` with `}`",
        ),
        ErrorKind::MisplacedFlowCollectionEnd => (
            "this bracket closes nothing",
            "delete it, or put text that holds brackets in quotes",
        ),
        ErrorKind::ExpectedFlowMappingSeparator => (
            "expected `,` or `}` here",
            "separate the entries of `{...}` by commas, and put text that holds `,` or brackets in quotes",
        ),
        ErrorKind::ExpectedFlowSequenceSeparator => (
            "expected `,` or `]` here",
            "separate the items of `[...]` by commas, and put text that holds `,` or brackets in quotes",
        ),
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent => (
            "this line does not line up with the lines above it",
            "begin the keys of one mapping in the same column",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            "expected `key: value`, found text without a colon",
            "write a colon and a space after the key, as in `input: OrderInput`",
        ),
        ErrorKind::MappingKeyNotAllowed => (
            "a key cannot begin here",
            "begin each key on its own line, in the column of its neighbours",
        ),
        ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::InvalidBlockEntryWhitespace
        | ErrorKind::ExpectedBlockSequenceEntry => (
            "a list item cannot begin here",
            "put each `- item` on its own line, in the column of its neighbours, or write `[a, b]`",
        ),
        ErrorKind::UnexpectedCharacter { character } => {
            return (
                format!("a value cannot begin with `{}`", character.escape_debug()),
                "put the value in quotes",
            );
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => (
            "double quotes do not know this escape",
            "write `\\\\` for a backslash, or use single quotes, which have no escapes",
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            "text follows the closing quote",
            "put the whole value inside the quotes; write a default under `default:` when its type is quoted",
        ),
        ErrorKind::CommentNotSeparated => (
            "a comment needs a space before its `#`",
            "put a space before the `#`, or quotes round the value if the `#` belongs to it",
        ),
        ErrorKind::CommentInterceptedScalar => (
            "a comment stands in the middle of a text of several lines",
            "move the comment above the key",
        ),
        ErrorKind::InvalidDocumentEnd => (
            "text follows the end of the document",
            "delete the `...` line",
        ),
        ErrorKind::UnexpectedEof
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::UnexpectedEofBlockSequence => (
            "the file ends in the middle of a value",
            "write the rest of the value",
        ),
        other => {
            return (
                format!("this is not YAML: {other}"),
                "put the value in quotes if it is text",
            );
        }
    };
    (message.to_owned(), help)
}

fn offset(error: &ScanError, text: &str) -> usize {
    let marker = error.marker();
    let by_characters = || {
        text.char_indices()
            .nth(marker.index())
            .map_or(text.len(), |(at, _)| at)
    };
    let at = marker.byte_offset().unwrap_or_else(by_characters);
    floor_boundary(text, at)
}

fn character_at(text: &str, file: FileId, at: usize) -> Span {
    let length = match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some('\n' | '\r') | None => 0,
        Some(character) => character.len_utf8(),
    };
    clamp(text, file, at, at + length)
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
