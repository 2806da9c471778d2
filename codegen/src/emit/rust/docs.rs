//! Descriptions of a contract as the lines of a Rust doc comment.

use crate::emit::text::{deprecation, is_hidden};
use crate::fold;
use crate::model::Meta;

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
    // rustdoc reads a note like any other description.
    let note = escape_links(note);
    arguments.push(format!("note = {}", super::print::literal(&note)));
    Some(arguments.join(", "))
}

/// Breaks text into lines of a doc comment that rustdoc and clippy take as they are.
pub(super) fn wrap(text: &str) -> Vec<String> {
    let mut wrapped = Wrapped::default();
    for line in text.trim().lines() {
        wrapped.add(&clean(line.trim_end()));
    }
    // What nobody closed ends with the comment.
    if let Some(fence) = wrapped.fence {
        wrapped.lines.push(fence.to_owned());
    }
    wrapped.lines
}

/// A piece of the contract's text inside a line of a template's own.
pub(super) fn escape_inline(text: &str) -> String {
    clean(text).replace('`', "'")
}

/// Lines of a doc comment, as far as they are broken.
#[derive(Default)]
struct Wrapped {
    lines: Vec<String>,
    /// What ends the code that the last line belongs to.
    fence: Option<&'static str>,
    /// How far the text of the last list item is indented.
    item: usize,
}

impl Wrapped {
    fn add(&mut self, line: &str) {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        if let Some(fence) = self.fence {
            if text.starts_with(fence) {
                self.fence = None;
            }
            self.lines.push(line.to_owned());
        } else if let Some(fence) = ["```", "~~~"]
            .iter()
            .find(|fence| text.starts_with(**fence))
        {
            self.fence = Some(fence);
            self.lines.push(open_fence(fence, text));
        } else if text.is_empty() {
            self.lines.push(String::new());
        } else {
            self.add_prose(text, indent);
        }
    }

    fn add_prose(&mut self, text: &str, indent: usize) {
        let after_blank = self.lines.last().is_none_or(String::is_empty);
        let (first, rest) = match item_marker(text) {
            // An item stands at most as deep as the text of the one before.
            Some(width) => {
                let indent = if indent < 2 { 0 } else { indent.min(self.item) };
                self.item = indent + width;
                (indent, self.item)
            }
            None => {
                if after_blank && indent < 2 {
                    self.item = 0;
                }
                (self.item, self.item)
            }
        };
        let (first, rest) = (" ".repeat(first), " ".repeat(rest));
        match text.chars().next() {
            Some('|') => self.lines.push(format!("{first}{}", escape_links(text))),
            Some('>') => {
                let quoted = text.trim_start_matches('>').trim_start();
                self.wrap_words(quoted, &format!("{first}> "), &format!("{rest}> "));
            }
            _ => self.wrap_words(text, &first, &rest),
        }
    }

    /// Breaks one line of prose between its words.
    fn wrap_words(&mut self, text: &str, first: &str, rest: &str) {
        let (mut current, mut is_empty) = (first.to_owned(), true);
        let text = escape_links(text);
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let is_full = current.chars().count() + 1 + word.chars().count() > WIDTH;
            if !is_empty && is_full {
                // A word that would begin a list, a heading or a quotation stays where it is.
                if item_marker(&format!("{word} x")).is_none() && !word.starts_with(['#', '>', '|'])
                {
                    self.lines
                        .push(std::mem::replace(&mut current, rest.to_owned()));
                    is_empty = true;
                }
            }
            if !is_empty {
                current.push(' ');
            }
            current.push_str(word);
            is_empty = false;
        }
        self.lines.push(current.trim_end().to_owned());
    }
}

/// The line that begins code; what rustdoc would take for a test in Rust is text.
fn open_fence(fence: &str, line: &str) -> String {
    let language = line.trim_start_matches(['`', '~']).trim();
    let is_other = language
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric())
        && ![
            "",
            "rust",
            "ignore",
            "edition2015",
            "edition2018",
            "edition2021",
            "edition2024",
        ]
        .contains(&language);
    let language = if is_other { language } else { "text" };
    format!("{fence}{language}")
}

/// How wide the marker of a list item is, with the space behind it.
fn item_marker(text: &str) -> Option<usize> {
    if ["- ", "* ", "+ "]
        .iter()
        .any(|marker| text.starts_with(marker))
    {
        return Some(2);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=9).contains(&digits)
        && (text[digits..].starts_with(". ") || text[digits..].starts_with(") "));
    is_number.then_some(digits + 2)
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
    let mut out = String::with_capacity(line.len());
    for character in fold::escape(line).chars() {
        match character {
            '\t' => out.push(' '),
            _ if is_hidden(character) => out.extend(character.escape_unicode()),
            _ => out.push(character),
        }
    }
    out
}

/// Escapes brackets outside of code, which rustdoc would take for links and tags of its own, and makes links of
/// addresses, which it would ask for.
fn escape_links(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let (mut in_code, mut escaped) = (false, false);
    let mut rest = line;
    while let Some(character) = rest.chars().next() {
        if let Some((taken, link)) = link_at(rest).filter(|_| !in_code && !escaped) {
            out.push_str(&link);
            rest = &rest[taken..];
            continue;
        }
        rest = &rest[character.len_utf8()..];
        match character {
            // A mark that nothing closes begins no code.
            '`' if in_code || rest.contains('`') => in_code = !in_code,
            '`' => out.push('\\'),
            '[' | ']' | '<' | '>' if !in_code && !escaped => out.push('\\'),
            _ => {}
        }
        escaped = character == '\\' && !escaped && !in_code;
        out.push(character);
    }
    out
}

/// The address that a text begins with, in brackets of its own or not: how long it is, and the link to it.
fn link_at(text: &str) -> Option<(usize, String)> {
    let is_bracketed = text.starts_with('<');
    let address = text.strip_prefix('<').unwrap_or(text);
    if !["http://", "https://"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
    {
        return None;
    }
    let ends = |character: char| character.is_whitespace() || "<>`\"|[]\\".contains(character);
    let length = address.find(ends).unwrap_or(address.len());
    if is_bracketed {
        return address[length..]
            .starts_with('>')
            .then(|| (length + 2, format!("<{}>", &address[..length])));
    }
    let address = address[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
    Some((address.len(), format!("<{address}>")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_their_shape() {
        let long = "word ".repeat(25);
        let text = format!("- a\n  goes on\n  - inner\n1. {long}\n\nafter");
        let lines = wrap(&text);
        assert_eq!(lines[..3], ["- a", "  goes on", "  - inner"]);
        assert!(lines[3].starts_with("1. word"));
        assert!(lines[4].starts_with("   word"));
        assert_eq!(lines[5..], ["", "after"]);
    }

    #[test]
    fn code_is_left_alone_and_is_never_a_test_of_rust() {
        assert_eq!(
            wrap("```\n  a[0]\n```\n```json\n{}"),
            ["```text", "  a[0]", "```", "```json", "{}", "```"]
        );
        assert_eq!(wrap("```rust,no_run\nx\n```")[0], "```text");
    }

    #[test]
    fn addresses_are_links() {
        assert_eq!(
            wrap("see https://a.b/c_d?e=1, (http://f.g) <https://h.i> `https://j`")[0],
            "see <https://a.b/c_d?e=1>, (<http://f.g>) <https://h.i> `https://j`"
        );
        assert_eq!(wrap("https://a.é[0]")[0], "<https://a.é>\\[0\\]");
    }

    #[test]
    fn brackets_outside_of_code_are_escaped() {
        assert_eq!(
            wrap("[a] `[b]` ` <c> \\[d]"),
            ["\\[a\\] `[b]` \\` \\<c\\> \\[d\\]"]
        );
    }

    #[test]
    fn nothing_hides() {
        assert_eq!(wrap("a\tb\u{202e}c\rd"), ["a b\\u{202e}c\\u{d}d"]);
    }
}
