//! As `ruff format` lays out, which is as Black does:
//!
//! * `‹a, b›` stands in brackets: on a line of its own if that is enough, else one part a line with a comma behind each.
//! * `«a, b»` is the same for the items of a list, a set, a dict or a tuple, which never share a line of their own.
//! * `⟦a, b⟧` is a tuple that gets parentheses if its line is too long, with its items as above.
//! * `⟨a¦b⟩` is an expression that gets parentheses if its line is too long, and is broken at each `¦` if need be;
//!   one that cannot be broken gets them only if that helps, or if a `¦` stands at its beginning.
//! * `¦` in no marks is where a line is broken that goes on as it began.
//!
//! Marks may stand in one another.

use super::is_mark;

const LINE_WIDTH: usize = 88;
const INDENT: &str = "    ";

/// Prints a line, broken at its marks if it is too long.
pub(super) fn fold_line(line: &str, out: &mut String) {
    fold(line, "", out);
}

/// Prints a line and what ends it.
fn fold(line: &str, end: &str, out: &mut String) {
    let flat = flatten(line);
    let indent: String = line.chars().take_while(|letter| *letter == ' ').collect();
    let Some(group) = find_group(line).filter(|_| is_too_long(&flat, end)) else {
        let line = match is_too_long(&flat, end) {
            true => line.replace('¦', &format!("\n{indent}")),
            false => flat,
        };
        out.push_str(&line);
        out.push_str(end);
        out.push('\n');
        return;
    };
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
            match (is_too_long(&whole, comma), parts.as_slice()) {
                (false, _) => {
                    out.push_str(&whole);
                    out.push_str(comma);
                    out.push('\n');
                }
                (true, [only]) if only.contains('¦') => {
                    for operand in only.split('¦') {
                        fold(&format!("{inner}{}", operand.trim()), "", out);
                    }
                }
                (true, parts) => fold_items(parts, &inner, out),
            }
            fold(&format!("{indent}{}", group.after), end, out);
        }
        Kind::Items => {
            out.push_str(&flatten(group.before));
            out.push('\n');
            fold_items(&split_parts(group.inside), &inner, out);
            fold(&format!("{indent}{}", group.after), end, out);
        }
        Kind::Tuple => {
            out.push_str(&flatten(group.before));
            out.push_str("(\n");
            fold_items(&split_parts(group.inside), &inner, out);
            fold(&format!("{indent}){}", group.after), end, out);
        }
        Kind::Expression => {
            let whole = format!("{inner}{}", flatten(group.inside).trim_start());
            let is_split = group.inside.contains('¦') || is_always_split(group.before);
            if is_too_long(&whole, "") && !is_split {
                let rest = format!("{}{}{}", group.before, group.inside, group.after);
                return fold(&rest, end, out);
            }
            out.push_str(&flatten(group.before));
            out.push_str("(\n");
            match is_too_long(&whole, "") {
                false => {
                    out.push_str(&whole);
                    out.push('\n');
                }
                true => {
                    for part in group.inside.split('¦').filter(|part| !part.is_empty()) {
                        fold_operand(part.trim(), &inner, out);
                    }
                }
            }
            fold(&format!("{indent}){}", group.after), end, out);
        }
    }
}

fn fold_items(items: &[&str], indent: &str, out: &mut String) {
    for item in items {
        fold(&format!("{indent}{item}"), ",", out);
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

/// Whether an expression gets parentheses even if it is too long in them as well.
fn is_always_split(before: &str) -> bool {
    before.contains("lambda ") || before.ends_with("] = ")
}

fn is_too_long(flat: &str, end: &str) -> bool {
    flat.chars().count() + end.chars().count() > LINE_WIDTH
}

enum Kind {
    Parts,
    Items,
    Tuple,
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
    let (before, rest) = line.split_at(line.find(['‹', '«', '⟦', '⟨'])?);
    let (open, close, kind) = match rest.chars().next()? {
        '‹' => ('‹', '›', Kind::Parts),
        '«' => ('«', '»', Kind::Items),
        '⟦' => ('⟦', '⟧', Kind::Tuple),
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

/// Splits at the commas that stand in no bracket and in no string.
fn split_parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut quote, mut escaped) = (0usize, 0, None, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quote.is_some() => escaped = true,
            _ if quote == Some(character) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' => quote = Some(character),
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
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

/// A line without its marks.
fn flatten(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut last = ' ';
    for letter in line.chars() {
        match letter {
            '¦' if last == '⟨' => {}
            '¦' => out.push(' '),
            _ if is_mark(letter) => {}
            _ => out.push(letter),
        }
        last = letter;
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
    fn items_never_share_a_line_of_their_own() {
        let (a, b) = ("a".repeat(41), "b".repeat(40));
        let broken = format!("x = [\n    {a},\n    {b},\n]\n");
        assert_eq!(fold(&format!("x = [«{a}, {b}»]")), broken);
        assert_eq!(fold("x = («1,»)"), "x = (1,)\n");
        let long = "a".repeat(90);
        let broken = format!("x = (\n    {long},\n)\n");
        assert_eq!(fold(&format!("x = («{long},»)")), broken);
        let broken = format!("x, y = (\n    {a},\n    {b},\n)\n");
        assert_eq!(fold(&format!("x, y = ⟦{a}, {b}⟧")), broken);
    }

    #[test]
    fn a_comma_in_a_string_separates_nothing() {
        let text = format!("f(‹'\"(, ', \"', {}\"›)", "b".repeat(80));
        let broken = format!("f(\n    '\"(, ',\n    \"', {}\",\n)\n", "b".repeat(80));
        assert_eq!(fold(&text), broken);
    }

    #[test]
    fn what_may_only_be_parenthesized_gets_no_other_space() {
        let long = "a".repeat(82);
        let broken = format!("value = (\n    {long}\n)\n");
        assert_eq!(fold(&format!("value = ⟨¦{long}⟩")), broken);
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
        let text = "a".repeat(84);
        let broken = format!("{one}(\n    {text}\n)\n");
        assert_eq!(fold(&format!("{one}⟨{text}⟩")), broken);
        let text = "a".repeat(85);
        assert_eq!(fold(&format!("{one}⟨{text}⟩")), format!("{one}{text}\n"));
        let broken = format!("{one}(\n    {text}\n)\n");
        assert_eq!(fold(&format!("{one}⟨¦{text}⟩")), broken);
        assert_eq!(fold("x = ⟨¦a⟩"), "x = a\n");
    }

    #[test]
    fn a_type_of_several_is_broken_between_them() {
        let (a, b) = ("a".repeat(40), "b".repeat(40));
        let broken = format!("    x: {a}\n    | {b},\n");
        assert_eq!(fold(&format!("    x: {a}¦| {b},")), broken);
        assert_eq!(fold("    x: a¦| b,"), "    x: a | b,\n");
    }
}
