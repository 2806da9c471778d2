//! JSON that may be wrong: a tree that prints each name and each scalar exactly as it was made up.

use std::fmt::{self, Write};

use super::random::Random;

/// A document, most probably of JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum Draft {
    /// A scalar, or anything else, by its text.
    Text(String),
    /// The items in their order.
    List(Vec<Draft>),
    /// The fields in their order. Names are JSON texts too; a name may be there twice.
    Object(Vec<(String, Draft)>),
}

impl Draft {
    /// A scalar, or anything else, by its text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A string in its shortest spelling.
    pub(super) fn string(text: &str) -> Self {
        Self::Text(quoted(text))
    }

    /// Every draft that has one part less, or a part in place of the whole: what may show a difference more simply.
    pub fn smaller(&self) -> Vec<Draft> {
        let mut all = Vec::new();
        match self {
            Self::Text(_) => {}
            Self::List(items) => {
                for index in 0..items.len() {
                    let mut fewer = items.clone();
                    fewer.remove(index);
                    all.push(Self::List(fewer));
                }
                for (index, item) in items.iter().enumerate() {
                    for smaller in item.smaller() {
                        let mut items = items.clone();
                        items[index] = smaller;
                        all.push(Self::List(items));
                    }
                }
            }
            Self::Object(fields) => {
                for index in 0..fields.len() {
                    let mut fewer = fields.clone();
                    fewer.remove(index);
                    all.push(Self::Object(fewer));
                }
                for (index, (_, value)) in fields.iter().enumerate() {
                    for smaller in value.smaller() {
                        let mut fields = fields.clone();
                        fields[index].1 = smaller;
                        all.push(Self::Object(fields));
                    }
                }
            }
        }
        all
    }
}

impl fmt::Display for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::List(items) => {
                f.write_char('[')?;
                for (index, item) in items.iter().enumerate() {
                    let comma = if index > 0 { "," } else { "" };
                    write!(f, "{comma}{item}")?;
                }
                f.write_char(']')
            }
            Self::Object(fields) => {
                f.write_char('{')?;
                for (index, (name, value)) in fields.iter().enumerate() {
                    let comma = if index > 0 { "," } else { "" };
                    write!(f, "{comma}{name}:{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

/// A text as a JSON string, in its shortest spelling.
pub fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter < ' ' => push_unit(&mut out, letter as u16),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// A JSON string in any of its spellings.
pub(super) fn spelled(text: &str, random: &mut Random) -> String {
    if random.percent(60) {
        return quoted(text);
    }
    let mut out = String::from('"');
    for letter in text.chars() {
        let short = match letter {
            '"' => Some("\\\""),
            '\\' => Some("\\\\"),
            '/' => Some("\\/"),
            '\n' => Some("\\n"),
            '\r' => Some("\\r"),
            '\t' => Some("\\t"),
            '\u{8}' => Some("\\b"),
            '\u{c}' => Some("\\f"),
            _ => None,
        };
        match short {
            Some(escape) if random.percent(60) => out.push_str(escape),
            None if letter >= ' ' && random.percent(50) => out.push(letter),
            _ => {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    push_unit(&mut out, *unit);
                }
            }
        }
    }
    out.push('"');
    out
}

fn push_unit(out: &mut String, unit: u16) {
    let _ = match unit % 2 {
        0 => write!(out, "\\u{unit:04x}"),
        _ => write!(out, "\\u{unit:04X}"),
    };
}
