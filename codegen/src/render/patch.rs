//! All mends as one patch, for `git apply` and `patch -p1`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use super::document::Document;
use super::escape::escape_text;
use super::places::Places;
use crate::diagnostic::Suggestion;
use crate::source::{FileId, Source};

/// How many lines around a change are shown.
const CONTEXT: usize = 3;

/// The texts to put into a file, by where.
type Edits<'a> = BTreeMap<(usize, usize), &'a str>;

/// Lines of a file that are others afterwards.
struct Change {
    bytes: Range<usize>,
    /// The number of the first, from 1.
    first: usize,
    /// The number after the last.
    end: usize,
    /// What stands there instead.
    made: String,
}

/// A unified diff. Where two findings want a text changed in different ways, the first of them is mended.
pub(super) fn render_all(document: &Document<'_>, places: &Places<'_>) -> String {
    let mut files: BTreeMap<FileId, Edits<'_>> = BTreeMap::new();
    let of_findings = document
        .shown()
        .map(|entry| entry.diagnostic.suggestions.as_slice());
    let sets: Vec<&[Suggestion]> = match &document.edits {
        Some(edits) => edits.chunks(1).collect(),
        None => of_findings.collect(),
    };
    for edits in sets {
        let fits = |edit: &Suggestion| {
            let known = files.get(&edit.span.file);
            !document.old_files.contains(&edit.span.file.0)
                && known.is_none_or(|known| fits(known, edit))
        };
        if edits.iter().all(fits) {
            for edit in edits {
                let place = (edit.span.start as usize, edit.span.end as usize);
                let file = files.entry(edit.span.file).or_default();
                file.insert(place, &edit.replacement);
            }
        }
    }
    let mut out = String::new();
    for (file, edits) in &files {
        let source = document.sources.get(*file);
        let name = escape_text(&source.name);
        let _ = writeln!(out, "--- a/{name}\n+++ b/{name}");
        write_hunks(
            &mut out,
            source,
            &changes(*file, &source.text, edits, places),
        );
    }
    out
}

/// Whether an edit leaves alone what others change.
fn fits(known: &Edits<'_>, edit: &Suggestion) -> bool {
    let (start, end) = (edit.span.start as usize, edit.span.end as usize);
    known.iter().all(|((from, to), text)| {
        let is_same = (*from, *to) == (start, end) && *text == edit.replacement;
        is_same || end < *from || *to < start
    })
}

/// The lines that edits change; those of one line are one change.
fn changes(file: FileId, text: &str, edits: &Edits<'_>, places: &Places<'_>) -> Vec<Change> {
    let part = |bytes: Range<usize>| text.get(bytes).unwrap_or_default();
    let mut changes: Vec<Change> = Vec::new();
    // Up to where the file is copied into a change already.
    let mut at = 0;
    for ((start, end), replacement) in edits {
        let (bytes, first) = places.lines(file, *start, *end);
        let (_, last) = places.lines(file, *end, *end);
        match changes.last_mut() {
            Some(change) if first < change.end => {
                change.made.push_str(part(at..*start));
                change.bytes.end = bytes.end;
                change.end = last + 1;
            }
            before => {
                if let Some(before) = before {
                    before.made.push_str(part(at..before.bytes.end));
                }
                changes.push(Change {
                    made: part(bytes.start..*start).to_owned(),
                    bytes,
                    first,
                    end: last + 1,
                });
            }
        }
        if let Some(change) = changes.last_mut() {
            change.made.push_str(replacement);
        }
        at = *end;
    }
    if let Some(change) = changes.last_mut() {
        change.made.push_str(part(at..change.bytes.end));
    }
    changes
}

fn write_hunks(out: &mut String, source: &Source, changes: &[Change]) {
    let text = &source.text;
    // How many lines there are more than before, after what is written already.
    let mut grown = 0_isize;
    for hunk in changes.chunk_by(|one, next| next.first <= one.end + 2 * CONTEXT) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else {
            continue;
        };
        let above = text.get(..first.bytes.start).unwrap_or_default();
        let above: Vec<&str> = above.split_inclusive('\n').rev().take(CONTEXT).collect();
        let above: String = above.into_iter().rev().collect();
        let below = text.get(last.bytes.end..).unwrap_or_default();
        let below: String = below.split_inclusive('\n').take(CONTEXT).collect();

        let more: isize = hunk.iter().map(|change| change.more(text)).sum();
        let start = first.first - count(&above);
        let lines = count(&above) + (last.end - first.first) + count(&below);
        let _ = writeln!(
            out,
            "@@ -{start},{lines} +{},{} @@",
            start.saturating_add_signed(grown),
            lines.saturating_add_signed(more)
        );
        grown += more;

        // The text is without the byte order mark, which is part of the first line.
        let mark = match start {
            1 if source.mark > 0 => "\u{feff}",
            _ => "",
        };
        let (mark_above, mut mark) = match above.is_empty() {
            true => ("", mark),
            false => (mark, ""),
        };
        write_lines(out, " ", mark_above, &above);
        let mut at = first.bytes.start;
        for change in hunk {
            let between = text.get(at..change.bytes.start).unwrap_or_default();
            write_lines(out, " ", "", between);
            write_lines(out, "-", mark, change.removed(text));
            write_lines(out, "+", mark, &change.made);
            mark = "";
            at = change.bytes.end;
        }
        write_lines(out, " ", "", &below);
    }
}

fn write_lines(out: &mut String, sign: &str, mut mark: &str, text: &str) {
    for line in text.split_inclusive('\n') {
        out.push_str(sign);
        out.push_str(std::mem::take(&mut mark));
        out.push_str(line);
        if !line.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    }
}

fn count(text: &str) -> usize {
    text.split_inclusive('\n').count()
}

impl Change {
    fn removed<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.bytes.clone()).unwrap_or_default()
    }

    /// How many lines it adds.
    fn more(&self, text: &str) -> isize {
        count(&self.made) as isize - count(self.removed(text)) as isize
    }
}
