//! Characters that a reader of the schema, or of generated code, cannot see.

use super::Report;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

/// Why a character may not stand in a contract.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Refused {
    Control,
    Bidirectional,
}

/// Reports control characters and bidirectional marks; false where the text cannot be read on.
pub(super) fn check_characters(text: &str, file: FileId, report: &mut Report<'_>) -> bool {
    let mut readable = true;
    for (at, character) in suspicious(text) {
        let Some(refused) = refuse(character) else {
            continue;
        };
        // A byte order mark at the very start belongs to the file, not to its text.
        if at == 0 && character == '\u{feff}' {
            continue;
        }
        readable &= refused == Refused::Bidirectional;
        let span = Span {
            file,
            start: at as u32,
            end: (at + character.len_utf8()) as u32,
        };
        report.push(diagnose(refused, character, span));
    }
    readable
}

/// Reports the same characters where an escape such as `"\u202e"` wrote them.
pub(super) fn check_escapes(value: &str, span: Span, report: &mut Report<'_>) {
    for (_, character) in suspicious(value) {
        if let Some(refused) = refuse(character) {
            report.push(diagnose(refused, character, span));
            return;
        }
    }
}

/// The characters that are worth a closer look, found without decoding the rest.
fn suspicious(text: &str) -> impl Iterator<Item = (usize, char)> {
    const CHUNK: usize = 64;
    let chunks = text.as_bytes().chunks(CHUNK).enumerate();
    // Most of a contract is plain ASCII; without a branch for each byte it is passed over quickly.
    let chunks = chunks.filter(|(_, chunk)| {
        chunk
            .iter()
            .fold(false, |any, &byte| any | is_suspicious(byte))
    });
    chunks.flat_map(move |(number, chunk)| {
        let found = chunk
            .iter()
            .enumerate()
            .filter(|&(_, &byte)| is_suspicious(byte));
        found.filter_map(move |(offset, _)| {
            let at = number * CHUNK + offset;
            Some((at, text.get(at..)?.chars().next()?))
        })
    })
}

/// Whether a byte is a control character or begins a character that may be refused.
fn is_suspicious(byte: u8) -> bool {
    let is_control = (byte < 0x20) & (byte != b'\n') & (byte != b'\r') & (byte != b'\t');
    is_control | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xd8) | (byte == 0xe2) | (byte == 0xef)
}

fn refuse(character: char) -> Option<Refused> {
    match character {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(Refused::Bidirectional)
        }
        '\n' | '\r' | '\t' => None,
        '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => Some(Refused::Control),
        other if other.is_control() => Some(Refused::Control),
        _ => None,
    }
}

fn diagnose(refused: Refused, character: char, span: Span) -> Diagnostic {
    let number = format!("U+{:04X}", u32::from(character));
    match refused {
        Refused::Control => Diagnostic::error(
            "control-character",
            span,
            format!("the invisible character {number} may not stand in a contract"),
        )
        .help("delete it; of the control characters only the line break and the tab are text"),
        Refused::Bidirectional => Diagnostic::error(
            "bidirectional-character",
            span,
            format!("the bidirectional mark {number} may not stand in a contract"),
        )
        .note("it changes the order in which the line is shown, so that it reads as something else")
        .help("delete it"),
    }
}
