//! `{key: map<string, int64>}`: YAML ends the value at the comma.

use std::borrow::Cow;

use super::{Entry, Kind, Report, Scalar, Style};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::brief;

/// Puts the values of a flow mapping together again that were cut at a comma inside `<...>`.
pub(super) fn join_cut_types<'s>(
    entries: Vec<Entry<'s>>,
    text: &'s str,
    report: &mut Report<'_>,
) -> Vec<Entry<'s>> {
    if !entries.iter().any(|entry| open_brackets(entry) > 0) {
        return entries;
    }
    let mut joined = Vec::with_capacity(entries.len());
    let mut rest = entries.into_iter().peekable();
    while let Some(mut entry) = rest.next() {
        let mut open = open_brackets(&entry);
        let mut end = None;
        while open > 0 {
            let Some(piece) = rest.next_if(|next| {
                next.key.style == Style::Plain && matches!(next.value.kind, Kind::Empty)
            }) else {
                break;
            };
            open += balance(&piece.key.text);
            end = Some(piece.key.span);
        }
        if let Some(end) = end {
            let span = entry.value.span.to(end);
            let written = text
                .get(span.start as usize..span.end as usize)
                .unwrap_or_default();
            let key = brief(&entry.key.text);
            report.push(
                Diagnostic::error(
                    "unquoted-comma",
                    span,
                    format!("inside `{{...}}` YAML ends the value of `{key}` at the comma"),
                )
                .help(format!(
                    "put the type in quotes: `{key}: \"{}\"`",
                    brief(written)
                ))
                .suggest(span, format!("\"{written}\"")),
            );
            entry.value.span = span;
            entry.value.kind = Kind::Scalar(Scalar {
                text: Cow::Borrowed(written),
                style: Style::Plain,
            });
        }
        joined.push(entry);
    }
    joined
}

fn open_brackets(entry: &Entry<'_>) -> i64 {
    match &entry.value.kind {
        Kind::Scalar(scalar) if scalar.style == Style::Plain => balance(&scalar.text),
        Kind::Empty | Kind::Scalar(_) | Kind::List(_) | Kind::Map(_) | Kind::Broken => 0,
    }
}

fn balance(text: &str) -> i64 {
    text.bytes()
        .map(|byte| match byte {
            b'<' => 1,
            b'>' => -1,
            _ => 0,
        })
        .sum()
}
