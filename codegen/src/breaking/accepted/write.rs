//! Entries into the text of `tempoc-breaking.toml`, which keeps whatever else it has.

use super::extent::{Extent, levels_text};
use super::{Accept, PLACED, Until};
use crate::lint::entries::in_quotes;
use crate::render::escape_text;
use crate::source::Span;

/// The text with an entry that accepts a finding; `known` is the one that the text has for it.
///
/// `message` is what the finding says, for those who read the file.
pub(super) fn add(text: &str, entry: &Accept, known: Option<&Accept>, message: &str) -> String {
    match known {
        Some(known) => renew(text, entry, known),
        None => append(text, entry, message),
    }
}

fn append(text: &str, entry: &Accept, message: &str) -> String {
    let mut text = match text.trim_end() {
        "" => String::from("# What breaks, and may. `tempoc breaking accept` adds to this file.\n"),
        before => format!("{before}\n"),
    };
    text.push_str(&format!(
        "\n# {}\n[[accept]]\nfingerprint = {}\nrule = {}\nat = {}\n",
        escape_text(message),
        in_quotes(&entry.fingerprint),
        in_quotes(entry.rule),
        in_quotes(&entry.at),
    ));
    for line in lines(entry).into_iter().flatten() {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Replaces what an entry says with what it says now, line by line.
fn renew(text: &str, entry: &Accept, known: &Accept) -> String {
    let places = known.places;
    let after = known.place_of("reason").unwrap_or(known.span);
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    let range = |place: Span| (place.start as usize, place.end as usize);
    for (place, line) in places.into_iter().zip(lines(entry)) {
        match (place.map(range), line) {
            (Some((start, end)), Some(line)) => edits.push((start, end, line)),
            (Some((start, end)), None) => {
                // With the line break, where nothing else is on the line.
                let is_whole = text.get(end..).is_some_and(|rest| rest.starts_with('\n'));
                edits.push((start, end + usize::from(is_whole), String::new()));
            }
            (None, Some(line)) => {
                let (_, end) = range(after);
                edits.push((end, end, format!("\n{line}")));
            }
            (None, None) => {}
        }
    }
    edits.sort();
    let mut renewed = text.to_owned();
    for (start, end, replacement) in edits.into_iter().rev() {
        if renewed.get(start..end).is_some() {
            renewed.replace_range(start..end, &replacement);
        }
    }
    renewed
}

/// The lines of the keys of [`PLACED`].
fn lines(entry: &Accept) -> [Option<String>; PLACED.len()] {
    let line = |key: &str, value: &str| format!("{key} = {}", in_quotes(value));
    let extent = entry.extent.as_ref();
    [
        extent.map(|extent| line("levels", &levels_text(extent.levels).unwrap_or_default())),
        extent
            .map(Extent::place_texts)
            .filter(|places| !places.is_empty())
            .map(|places| list("places", &places)),
        entry.against.as_ref().map(|old| line("against", old)),
        Some(line("reason", &entry.reason)),
        entry
            .until
            .as_ref()
            .map(|until: &Until| line("until", until.text())),
        entry.by.as_ref().map(|by| line("by", by)),
    ]
}

/// A list on one line where it has one item, and else an item a line.
fn list(key: &str, texts: &[String]) -> String {
    match texts {
        [one] => format!("{key} = [{}]", in_quotes(one)),
        _ => {
            let lines = texts.iter();
            let lines = lines.map(|text| format!("    {},\n", in_quotes(text)));
            format!("{key} = [\n{}]", lines.collect::<String>())
        }
    }
}
