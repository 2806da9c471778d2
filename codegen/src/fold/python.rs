//! As `ruff format` lays out, which is as Black does:
//!
//! * `‹a, b›` stands in brackets: on a line of its own if that is enough, else one part a line with a comma behind each.
//! * `⟨a¦b⟩` is an expression that gets parentheses if its line is too long, and is broken at each `¦` if need be.
//!
//! Marks may stand in one another.

use super::{is_mark, split_parts};

const LINE_WIDTH: usize = 88;
const INDENT: &str = "    ";

/// Prints a line, broken at its marks if it is too long.
pub(super) fn fold_line(line: &str, out: &mut String) {
    fold(line, "", out);
}

/// Prints a line and what ends it.
fn fold(line: &str, end: &str, out: &mut String) {
    let flat = flatten(line);
    let Some(group) = find_group(line).filter(|_| is_too_long(&flat, end)) else {
        out.push_str(&flat);
        out.push_str(end);
        out.push('\n');
        return;
    };
    let indent: String = line.chars().take_while(|letter| *letter == ' ').collect();
    let inner = format!("{indent}{INDENT}");
    match group.kind {
        Kind::Parts => {
            out.push_str(&flatten(group.before));
            out.push('\n');
            let whole = format!("{inner}{}", flatten(group.inside));
            let parts = split_parts(group.inside);
            // The only parameter of a function has a comma behind it.
            let comma = if is_only_parameter(group.before, &parts) {
                ","
            } else {
                ""
            };
            match is_too_long(&whole, comma) {
                false => {
                    out.push_str(&whole);
                    out.push_str(comma);
                    out.push('\n');
                }
                true => {
                    for part in parts {
                        fold(&format!("{inner}{part}"), ",", out);
                    }
                }
            }
            fold(&format!("{indent}{}", group.after), end, out);
        }
        Kind::Expression => {
            out.push_str(&flatten(group.before));
            out.push_str("(\n");
            let whole = format!("{inner}{}", flatten(group.inside));
            match is_too_long(&whole, "") {
                false => {
                    out.push_str(&whole);
                    out.push('\n');
                }
                true => {
                    for part in group.inside.split('¦') {
                        fold_operand(part.trim(), &inner, out);
                    }
                }
            }
            fold(&format!("{indent}){}", group.after), end, out);
        }
    }
}

/// Prints a part of an expression; a condition that is too long is broken at each `and`.
fn fold_operand(part: &str, indent: &str, out: &mut String) {
    let line = format!("{indent}{part}");
    if !part.starts_with("if ") || !is_too_long(&flatten(&line), "") {
        return fold(&line, "", out);
    }
    for (index, condition) in part.split(" and ").enumerate() {
        let and = if index == 0 { "" } else { "and " };
        fold(&format!("{indent}{and}{condition}"), "", out);
    }
}

fn is_only_parameter(before: &str, parts: &[&str]) -> bool {
    let before = before.trim_start();
    parts.len() == 1 && (before.starts_with("def ") || before.starts_with("async def "))
}

fn is_too_long(flat: &str, end: &str) -> bool {
    flat.chars().count() + end.chars().count() > LINE_WIDTH
}

enum Kind {
    Parts,
    Expression,
}

/// The first marked part of a line.
struct Group<'a> {
    before: &'a str,
    inside: &'a str,
    after: &'a str,
    kind: Kind,
}

fn find_group(line: &str) -> Option<Group<'_>> {
    let (before, rest) = line.split_at(line.find(['‹', '⟨'])?);
    let (open, close, kind) = match rest.chars().next()? {
        '‹' => ('‹', '›', Kind::Parts),
        _ => ('⟨', '⟩', Kind::Expression),
    };
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
                kind,
            });
        }
    }
    None
}

/// A line without its marks.
fn flatten(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for letter in line.chars() {
        match letter {
            '¦' => out.push(' '),
            _ if is_mark(letter) => {}
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::fold::{Style, fold_lines};

    fn fold(text: &str) -> String {
        fold_lines(text, Style::Python)
    }

    #[test]
    fn a_short_line_loses_its_marks() {
        assert_eq!(
            fold("x = ⟨a¦if b¦else c⟩(‹1, 2›)"),
            "x = a if b else c(1, 2)\n"
        );
    }

    #[test]
    fn parts_share_a_line_if_that_is_enough() {
        let (a, b) = ("a".repeat(40), "b".repeat(40));
        assert_eq!(
            fold(&format!("def f(‹{a}, {b}›) -> None:")),
            format!("def f(\n    {a}, {b}\n) -> None:\n")
        );
        assert_eq!(
            fold(&format!("def f(‹{a}, {b}, c›) -> None:")),
            format!("def f(\n    {a},\n    {b},\n    c,\n) -> None:\n")
        );
    }

    #[test]
    fn the_only_parameter_of_a_function_gets_a_comma() {
        let long = "a".repeat(80);
        assert_eq!(
            fold(&format!("    def f(‹self›) -> {long}:")),
            format!("    def f(\n        self,\n    ) -> {long}:\n")
        );
    }

    #[test]
    fn an_expression_gets_parentheses() {
        let (a, b) = ("a".repeat(40), "b".repeat(40));
        let one = "x.y = ";
        assert_eq!(
            fold(&format!("{one}⟨{a}¦if {b}⟩")),
            format!("{one}(\n    {a} if {b}\n)\n")
        );
        assert_eq!(
            fold(&format!("{one}⟨{a}¦if {b}¦else c⟩")),
            format!("{one}(\n    {a}\n    if {b}\n    else c\n)\n")
        );
    }
}
