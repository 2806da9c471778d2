//! As rustfmt lays out. What is broken has one part a line, each with a comma behind it:
//!
//! * `‹a, b›` is broken if the line is longer than a line may be,
//! * `«a, b»` also if it is longer than the arguments of a call may be,
//! * `⟨a, b⟩` also if it is longer than the fields of a struct may be; on one line it has a space at both ends,
//! * `⟦a, b⟧` like the arguments of a call, but short parts share their lines, as they do in a list.
//!
//! Marks may stand in one another.

use super::is_mark;

const LINE_WIDTH: usize = 100;
/// How wide the line of a return type may be, with the brace behind it, before rustfmt puts that on the next line.
const RETURN_TYPE_WIDTH: usize = 96;
const ARGUMENTS_WIDTH: usize = 60;
const ATTRIBUTE_WIDTH: usize = 70;
const FIELDS_WIDTH: usize = 18;
const SHORT_ITEM_WIDTH: usize = 10;
const INDENT: &str = "    ";

/// The marks that begin a part which may be broken, with those that end it and how long it may be on one line.
const MARKS: [(char, char, usize); 4] = [
    ('‹', '›', usize::MAX),
    ('«', '»', ARGUMENTS_WIDTH),
    ('⟨', '⟩', FIELDS_WIDTH),
    ('⟦', '⟧', ARGUMENTS_WIDTH),
];

/// Prints a line, broken at its marks if it is too long.
pub(super) fn fold_line_of(line: &str, out: &mut String) {
    fold_line(line, "", Fold::IfTooLong, out);
}

/// How wide a text is without its marks.
pub(super) fn width(text: &str) -> usize {
    flatten(text).chars().count()
}

/// Whether the first marked part of a line is broken.
#[derive(PartialEq)]
enum Fold {
    IfTooLong,
    Always,
}

/// Prints a line and what ends it, on one line if that is short enough.
fn fold_line(line: &str, end: &str, fold: Fold, out: &mut String) {
    let flat = flatten(line);
    let Some(group) = find_group(line).filter(|group| {
        let is_long = is_too_long(&flat, end) && !fits_without_brace(&flat);
        fold == Fold::Always || is_long || has_wide_group(group)
    }) else {
        print_whole(&flat, end, out);
        return;
    };
    let indent: String = line.chars().take_while(|letter| *letter == ' ').collect();
    let parts = split_parts(group.inside);
    // A call that is the only argument of another one goes on behind the bracket of that one.
    if let [part] = parts.as_slice()
        && part.ends_with("»)")
        && group.close == '»'
    {
        let line = format!("{}{part}{}", flatten(group.before), group.after);
        return fold_line(&line, end, Fold::Always, out);
    }
    out.push_str(&flatten(group.before));
    out.push('\n');
    if group.close == '⟧' && parts.iter().all(|part| is_short(part)) {
        fill_rows(&parts, &format!("{indent}{INDENT}"), out);
    } else {
        for (index, part) in parts.iter().enumerate() {
            let line = format!("{indent}{INDENT}{part}");
            match part.split_once(": ").filter(|_| group.close == '⟩') {
                // A value that does not fit behind the name of its field stands below it.
                Some((field, value)) if find_group(value).is_none() && is_too_long(&line, ",") => {
                    print_whole(&format!("{indent}{INDENT}{field}:"), "", out);
                    print_whole(&format!("{indent}{INDENT}{INDENT}{value}"), ",", out);
                }
                // The last argument of an attribute has no comma behind it.
                _ if is_attribute(group.before) && index + 1 == parts.len() => {
                    fold_line(&line, "", Fold::IfTooLong, out);
                }
                _ => fold_line(&line, ",", Fold::IfTooLong, out),
            }
        }
    }
    let rest = format!("{indent}{}", group.after);
    fold_line(&rest, end, Fold::IfTooLong, out);
}

/// Prints a line that has no mark; a brace that does not fit behind a return type stands below it.
fn print_whole(flat: &str, end: &str, out: &mut String) {
    match flat.strip_suffix(" {") {
        Some(head) if is_return_type(flat) && flat.chars().count() > RETURN_TYPE_WIDTH => {
            let indent: String = flat.chars().take_while(|letter| *letter == ' ').collect();
            out.push_str(&format!("{head}\n{indent}{{"));
        }
        // There is no room for the semicolon of a method that only just fits.
        _ if flat.trim_start().starts_with("fn ") && flat.chars().count() == LINE_WIDTH => {
            let indent: String = flat.chars().take_while(|letter| *letter == ' ').collect();
            out.push_str(&flat.replacen(") -> ", &format!(")\n{indent}-> "), 1));
        }
        _ => out.push_str(flat),
    }
    out.push_str(end);
    out.push('\n');
}

/// Whether a return type is short enough if its brace goes to the next line.
fn fits_without_brace(flat: &str) -> bool {
    let head = flat.strip_suffix(" {").filter(|_| is_return_type(flat));
    // rustfmt lets it be one column wider than other lines.
    head.is_some_and(|head| head.chars().count() <= LINE_WIDTH + 1)
}

/// Whether a line is what stands below the broken parameters of a function.
fn is_return_type(flat: &str) -> bool {
    flat.trim_start().starts_with(") -> ") && flat.ends_with(" {")
}

fn is_too_long(flat: &str, end: &str) -> bool {
    flat.chars().count() + end.chars().count() > LINE_WIDTH
}

fn is_short(part: &str) -> bool {
    part.chars().count() <= SHORT_ITEM_WIDTH
}

/// Prints as many parts in a line as it holds.
fn fill_rows(parts: &[&str], indent: &str, out: &mut String) {
    let mut width = 0;
    for part in parts {
        let length = part.chars().count() + 1;
        if width > 0 && width + 1 + length <= LINE_WIDTH {
            out.push(' ');
            width += 1 + length;
        } else {
            if width > 0 {
                out.push('\n');
            }
            out.push_str(indent);
            width = indent.len() + length;
        }
        out.push_str(part);
        out.push(',');
    }
    out.push('\n');
}

/// The first marked part of a line.
struct Group<'a> {
    before: &'a str,
    inside: &'a str,
    after: &'a str,
    close: char,
    width: usize,
}

fn find_group(line: &str) -> Option<Group<'_>> {
    let is_open = |letter: char| MARKS.iter().any(|(open, ..)| *open == letter);
    let (before, rest) = line.split_at(line.find(is_open)?);
    let (open, close, width) = *MARKS.iter().find(|(open, ..)| rest.starts_with(*open))?;
    let rest = rest.strip_prefix(open)?;
    let mut depth = 1;
    for (at, letter) in rest.char_indices() {
        depth += usize::from(letter == open);
        depth -= usize::from(letter == close);
        if depth == 0 {
            return Some(Group {
                before,
                inside: &rest[..at],
                after: &rest[at + close.len_utf8()..],
                close,
                width: match is_attribute(before) {
                    true => width.min(ATTRIBUTE_WIDTH),
                    false => width,
                },
            });
        }
    }
    None
}

/// Whether a marked part, or one behind or inside it, is longer than it may be.
fn has_wide_group(group: &Group<'_>) -> bool {
    let inner = |text| find_group(text).is_some_and(|group| has_wide_group(&group));
    flatten(group.inside).chars().count() > group.width || inner(group.inside) || inner(group.after)
}

fn is_attribute(line: &str) -> bool {
    line.trim_start().starts_with("#[")
}

/// A line without its marks.
fn flatten(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for letter in line.chars() {
        match letter {
            '⟨' | '⟩' => out.push(' '),
            _ if is_mark(letter) => {}
            _ => out.push(letter),
        }
    }
    out
}

/// Splits at the commas that stand in no bracket and in no string.
fn split_parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut quoted, mut escaped) = (0usize, 0, false, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' | '<' => depth += 1,
            // The `>` of an arrow closes nothing.
            '>' if text[..at].ends_with('-') || text[..at].ends_with('=') => {}
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use crate::fold::{Style, fold_lines as fold};

    fn fold_lines(text: &str) -> String {
        fold(text, Style::Rust)
    }

    #[test]
    fn a_short_line_loses_its_marks() {
        assert_eq!(
            fold_lines("fn f(‹a: A, b: B›) -> C {"),
            "fn f(a: A, b: B) -> C {\n"
        );
    }

    #[test]
    fn a_long_line_is_broken_at_its_mark() {
        let long = format!("    fn f(‹a: {}, b: Map<K, V>›) {{", "A".repeat(90));
        let folded = format!(
            "    fn f(\n        a: {},\n        b: Map<K, V>,\n    ) {{\n",
            "A".repeat(90)
        );
        assert_eq!(fold_lines(&long), folded);
    }

    #[test]
    fn the_fields_of_a_struct_have_little_room() {
        assert_eq!(fold_lines("Self {⟨done, of⟩}"), "Self { done, of }\n");
        assert_eq!(
            fold_lines("Self {⟨first: 1, second: 2⟩}"),
            "Self {\n    first: 1,\n    second: 2,\n}\n"
        );
    }

    #[test]
    fn a_call_in_a_call_is_broken_inside() {
        let (a, b) = ("a".repeat(30), "b".repeat(40));
        assert_eq!(
            fold_lines(&format!("f(«g(«{a}, {b}»)»)")),
            format!("f(g(\n    {a},\n    {b},\n))\n")
        );
    }

    #[test]
    fn what_stands_behind_a_broken_part_is_broken_too() {
        let long = "A".repeat(60);
        assert_eq!(
            fold_lines(&format!("fn f(‹{long}›) -> R<‹{long}, {long}›> {{")),
            format!("fn f(\n    {long},\n) -> R<\n    {long},\n    {long},\n> {{\n")
        );
    }

    #[test]
    fn long_arguments_are_broken_on_a_short_line() {
        let text = format!("f(«\"a, b\", {}»);", "b".repeat(60));
        assert_eq!(
            fold_lines(&text),
            format!("f(\n    \"a, b\",\n    {},\n);\n", "b".repeat(60))
        );
    }
}
