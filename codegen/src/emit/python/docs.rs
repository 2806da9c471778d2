//! Descriptions of a contract as docstrings.

use crate::emit::text::{deprecation, is_hidden};
use crate::fold;
use crate::model::Meta;

/// How wide a docstring is, with what it is indented by.
const WIDTH: usize = 88;

/// The docstring of an element: its description, or `otherwise`, and what is said about its deprecation.
///
/// Each line is indented by `indent` spaces.
pub(super) fn describe(meta: &Meta, otherwise: &str, indent: usize) -> Vec<String> {
    describe_more(meta, otherwise, "", indent)
}

/// The same, and what more there is to say about the element.
pub(super) fn describe_more(
    meta: &Meta,
    otherwise: &str,
    more: &str,
    indent: usize,
) -> Vec<String> {
    let mut text = meta.docs.as_deref().unwrap_or(otherwise).to_owned();
    if !more.is_empty() {
        text.push_str(&format!("\n\n{more}"));
    }
    if let Some(deprecated) = &meta.deprecated {
        text.push_str(&format!(
            "\n\n{}.",
            deprecation(deprecated).trim_end_matches('.')
        ));
    }
    docstring(&text, indent)
}

/// A text as the lines of a docstring, with its quotes; none if the text is empty.
pub(super) fn docstring(text: &str, indent: usize) -> Vec<String> {
    let pad = " ".repeat(indent);
    let mut lines = Vec::new();
    for line in text.trim().lines() {
        wrap_line(&clean(line.trim_end()), WIDTH - indent, &mut lines);
    }
    let Some(first) = lines.first_mut() else {
        return Vec::new();
    };
    first.insert_str(0, "\"\"\"");
    let is_single = lines.len() == 1;
    match lines.last_mut().filter(|_| is_single) {
        Some(only) => {
            // A quote at the end would belong to the ones that close it.
            if only.ends_with('"') {
                only.push(' ');
            }
            only.push_str("\"\"\"");
        }
        None => lines.push("\"\"\"".to_owned()),
    }
    lines
        .into_iter()
        .map(|line| match line.is_empty() {
            true => line,
            false => format!("{pad}{line}"),
        })
        .collect()
}

/// Breaks a line between its words; what is indented stays so.
fn wrap_line(line: &str, width: usize, lines: &mut Vec<String>) {
    let text = line.trim_start();
    let indent = &line[..line.len() - text.len()];
    let mut current = indent.to_owned();
    let mut is_empty = true;
    // The quotes stand at both ends of the first line, if it is the only one.
    let mut room = if lines.is_empty() { width - 6 } else { width };
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !is_empty && current.chars().count() + 1 + word.chars().count() > room {
            lines.push(std::mem::replace(&mut current, indent.to_owned()));
            is_empty = true;
            room = width;
        }
        if !is_empty {
            current.push(' ');
        }
        current.push_str(word);
        is_empty = false;
    }
    lines.push(current.trim_end().to_owned());
}

/// Takes out of a line what would end the docstring, begin an escape, hide text or break the layout.
fn clean(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for character in fold::escape(line).chars() {
        match character {
            '\t' => out.push(' '),
            '\\' => out.push_str("\\\\"),
            _ if is_hidden(character) => {
                out.push_str(&format!("\\\\u{{{:x}}}", u32::from(character)));
            }
            _ => out.push(character),
        }
    }
    out.replace("\"\"\"", "'''")
}

#[cfg(test)]
mod tests {
    use super::docstring;

    #[test]
    fn short_ones_stand_on_one_line() {
        assert_eq!(docstring("An order.", 4), ["    \"\"\"An order.\"\"\""]);
        assert_eq!(docstring(" ", 0), Vec::<String>::new());
    }

    #[test]
    fn long_ones_are_broken_between_words() {
        let lines = docstring(&"word ".repeat(20), 4);
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| line.len() <= 88));
        assert_eq!(lines[2], "    \"\"\"");
    }

    #[test]
    fn nothing_ends_a_docstring_early() {
        assert_eq!(docstring("a\"\"\"b\\", 0), ["\"\"\"a'''b\\\\\"\"\""]);
        assert_eq!(docstring("say \"a\"", 0), ["\"\"\"say \"a\" \"\"\""]);
        assert_eq!(docstring("\u{202e}", 0), ["\"\"\"\\\\u{202e}\"\"\""]);
    }
}
