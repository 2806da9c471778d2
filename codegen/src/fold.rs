//! Lays out lines that are too long for the printed language's formatter.
//!
//! A template marks what may be broken: `‹a, b›` is broken if the line is longer than a line may be, and `«a, b»`
//! also if the marked text alone is longer than the arguments of a call may be. What is broken has one part a
//! line, each with a comma behind it. The contract's own text never holds a mark: see [`escape`].

const LINE_WIDTH: usize = 100;
const ARGUMENTS_WIDTH: usize = 60;
const INDENT: &str = "    ";

/// Breaks every line that is too long at its mark, and takes all marks out.
pub(crate) fn fold_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        fold_line(line, &mut out);
    }
    out
}

/// Takes marks out of text that comes from a contract.
pub(crate) fn escape(text: &str) -> String {
    text.replace(['‹', '«'], "<").replace(['›', '»'], ">")
}

fn fold_line(line: &str, out: &mut String) {
    let Some((before, inside, after, width)) = split(line) else {
        out.push_str(line);
        out.push('\n');
        return;
    };
    let length = before.chars().count() + inside.chars().count() + after.chars().count();
    if length <= LINE_WIDTH && inside.chars().count() <= width {
        out.push_str(before);
        out.push_str(inside);
        out.push_str(after);
        out.push('\n');
        return;
    }
    let indent: String = before
        .chars()
        .take_while(|character| *character == ' ')
        .collect();
    out.push_str(before);
    out.push('\n');
    for part in split_parts(inside) {
        out.push_str(&indent);
        out.push_str(INDENT);
        out.push_str(part);
        out.push_str(",\n");
    }
    out.push_str(&indent);
    out.push_str(after);
    out.push('\n');
}

/// The text before the first mark of a line, the marked text, the text after it, and how long the second may be.
fn split(line: &str) -> Option<(&str, &str, &str, usize)> {
    let marks = [('‹', '›', usize::MAX), ('«', '»', ARGUMENTS_WIDTH)];
    marks.into_iter().find_map(|(open, close, width)| {
        let (before, rest) = line.split_once(open)?;
        let (inside, after) = rest.split_once(close)?;
        Some((before, inside, after, width))
    })
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
    use super::*;

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
    fn long_arguments_are_broken_on_a_short_line() {
        let text = format!("f(«\"a, b\", {}»);", "b".repeat(60));
        assert_eq!(
            fold_lines(&text),
            format!("f(\n    \"a, b\",\n    {},\n);\n", "b".repeat(60))
        );
    }
}
