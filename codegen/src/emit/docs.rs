//! Descriptions of a contract as the lines of a Rust doc comment.

use crate::fold;
use crate::model::{Deprecated, Meta};

/// How wide the text of a doc comment is.
const WIDTH: usize = 90;

/// The description of an element, or `otherwise`, and what is said about its deprecation.
pub(super) fn describe(meta: &Meta, otherwise: &str) -> Vec<String> {
    let mut lines = match &meta.docs {
        Some(docs) => wrap(docs),
        None => wrap(otherwise),
    };
    if let Some(deprecated) = &meta.deprecated {
        lines.push(String::new());
        lines.extend(wrap(&deprecation(deprecated)));
    }
    lines
}

/// The sentence about a deprecation.
fn deprecation(deprecated: &Deprecated) -> String {
    let mut text = "Deprecated".to_owned();
    if let Some(since) = &deprecated.since {
        text.push_str(&format!(" since {since}"));
    }
    if let Some(remove_in) = &deprecated.remove_in {
        text.push_str(&format!(", to be removed in {remove_in}"));
    }
    if let Some(message) = &deprecated.message {
        text.push_str(&format!(": {message}"));
    }
    text
}

/// The arguments of `#[deprecated]`.
pub(super) fn deprecated_arguments(meta: &Meta) -> Option<String> {
    let deprecated = meta.deprecated.as_ref()?;
    let mut arguments = Vec::new();
    if let Some(since) = &deprecated.since {
        arguments.push(format!("since = {since:?}"));
    }
    let note = deprecated
        .message
        .as_deref()
        .unwrap_or("deprecated by the contract");
    arguments.push(format!("note = {}", super::print::literal(note)));
    Some(arguments.join(", "))
}

/// Breaks text into lines of a doc comment that rustdoc and clippy take as they are.
pub(super) fn wrap(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fenced = false;
    for line in text.trim().lines() {
        let line = clean(line.trim_end());
        let is_fence = line.trim_start().starts_with("```");
        if is_fence {
            // Code without a language would be taken for a test in Rust.
            let opens_plain = !fenced && line.trim() == "```";
            lines.push(if opens_plain {
                "```text".to_owned()
            } else {
                line.trim().to_owned()
            });
            fenced = !fenced;
        } else if fenced {
            lines.push(line);
        } else {
            wrap_line(line.trim_start(), &mut lines);
        }
    }
    if fenced {
        lines.push("```".to_owned());
    }
    lines
}

/// A piece of the contract's text inside a line of a template's own.
pub(super) fn escape_inline(text: &str) -> String {
    clean(text).replace('`', "'")
}

/// Breaks one line of prose; the rest of an item of a list is indented below it.
fn wrap_line(line: &str, lines: &mut Vec<String>) {
    let is_item = line.starts_with("- ") || line.starts_with("* ");
    let indent = if is_item { "  " } else { "" };
    let mut current = String::new();
    for word in escape_links(line)
        .split(' ')
        .filter(|word| !word.is_empty())
    {
        if !current.trim().is_empty() && current.chars().count() + 1 + word.chars().count() > WIDTH
        {
            lines.push(std::mem::replace(&mut current, format!("{indent}{word}")));
        } else {
            if !current.trim().is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
    }
    lines.push(current);
}

/// Takes out of a line what would end the comment, hide text or break the layout.
fn clean(line: &str) -> String {
    // Nearly every line is plain, and there are many of them.
    if line
        .bytes()
        .all(|byte| byte == b' ' || byte.is_ascii_graphic())
    {
        return line.to_owned();
    }
    let text = fold::escape(line);
    text.chars()
        .flat_map(|character| match character {
            '\t' => vec![' '],
            _ if is_hidden(character) => character.escape_unicode().collect(),
            _ => vec![character],
        })
        .collect()
}

/// Control characters and those that turn the direction of text.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
                | '\u{2028}' | '\u{2029}'
        )
}

/// Escapes brackets outside of code, which rustdoc would take for links and tags of its own.
fn escape_links(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut in_code = false;
    for character in line.chars() {
        match character {
            '`' => in_code = !in_code,
            '[' | ']' | '<' | '>' if !in_code => out.push('\\'),
            _ => {}
        }
        out.push(character);
    }
    out
}
