//! Texts of a contract as Python writes them.

use crate::emit::text::is_hidden;
use crate::fold;

/// A string literal of Python: quotes, what cannot be seen, and the marks of the fold step are escaped.
pub(super) fn literal(text: &str) -> String {
    let quote = quote_of(text);
    format!("{quote}{}{quote}", escape(text, quote))
}

/// An f-string of texts and of expressions in turn; a plain literal if there are only texts.
pub(super) fn f_string(parts: &[Part]) -> String {
    let texts: String = parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.as_str(),
            Part::Expression(_) => "",
        })
        .collect();
    if parts.iter().all(|part| matches!(part, Part::Text(_))) {
        return literal(&texts);
    }
    let quote = quote_of(&texts);
    let mut out = format!("f{quote}");
    for part in parts {
        match part {
            Part::Text(text) => {
                let doubled = text.replace('{', "{{").replace('}', "}}");
                out.push_str(&escape(&doubled, quote));
            }
            Part::Expression(expression) => out.push_str(&format!("{{{expression}}}")),
        }
    }
    out.push(quote);
    out
}

/// A part of an f-string.
pub(super) enum Part {
    /// Text as it is.
    Text(String),
    /// An expression that has no quotes in it.
    Expression(String),
}

/// `ruff format` prefers the quotes that need fewer escapes.
fn quote_of(text: &str) -> char {
    let count = |quote| text.chars().filter(|letter| *letter == quote).count();
    match count('"') > count('\'') {
        true => '\'',
        false => '"',
    }
}

fn escape(text: &str, quote: char) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            _ if character == quote => {
                out.push('\\');
                out.push(quote);
            }
            _ if fold::is_mark(character) || is_hidden(character) => {
                let code = u32::from(character);
                out.push_str(&match code {
                    0..=0xff => format!("\\x{code:02x}"),
                    0x100..=0xffff => format!("\\u{code:04x}"),
                    _ => format!("\\U{code:08x}"),
                });
            }
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn literals_hold_nothing_that_hides() {
        for (text, expected) in [
            ("plain", r#""plain""#),
            ("a \"b\"", r#"'a "b"'"#),
            ("'\"", r#""'\"""#),
            ("'\"\"", r#"'\'""'"#),
            ("a\\b\n", r#""a\\b\n""#),
            ("\u{202e}\u{7}\u{e0001}", r#""\u202e\x07\U000e0001""#),
            ("«é»", r#""\xabé\xbb""#),
        ] {
            assert_eq!(literal(text), expected);
        }
    }
}
