//! The text after `=` in the short form of a field: JSON, or a bare word.

use super::place::place_inside;
use crate::ast::{Literal, LiteralKind, Text};
use crate::source::{SourceMap, Span};

/// How deep lists and objects may lie in each other.
const DEEPEST: usize = 32;

/// The literal that a text says, with every part at its place; or the place of a mistake and what it is.
///
/// Numbers, `true`, `false`, `null` and bare words become plain literals, text in quotes a quoted one.
pub(super) fn parse_short(sources: &SourceMap, text: &Text) -> Result<Literal, (Span, String)> {
    let mut reader = Reader {
        sources,
        text,
        at: 0,
    };
    let literal = reader.value(0)?;
    reader.skip_space();
    if reader.at < text.value.len() {
        return Err(reader.mistake("something is left behind the value"));
    }
    Ok(literal)
}

struct Reader<'a> {
    sources: &'a SourceMap,
    text: &'a Text,
    at: usize,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Result<Literal, (Span, String)> {
        self.skip_space();
        let start = self.at;
        let kind = match self.peek() {
            Some('[' | '{') if depth >= DEEPEST => {
                return Err(self.mistake("this value lies too deep"));
            }
            Some('[') => LiteralKind::List(self.list(depth)?),
            Some('{') => LiteralKind::Map(self.object(depth)?),
            Some('"') => LiteralKind::Quoted(self.quoted()?),
            Some(letter) if is_word(letter) => LiteralKind::Plain(self.word()),
            Some(letter) => {
                return Err(self.mistake(&format!("`{letter}` does not begin a value")));
            }
            None => return Err(self.mistake("a value is missing")),
        };
        Ok(Literal {
            span: self.place(start, self.at),
            kind,
        })
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Literal>, (Span, String)> {
        self.at += 1;
        let mut items = Vec::new();
        if self.skip('[', ']', true)? {
            return Ok(items);
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.skip('[', ']', false)? {
                return Ok(items);
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Vec<(Text, Literal)>, (Span, String)> {
        self.at += 1;
        let mut entries: Vec<(Text, Literal)> = Vec::new();
        if self.skip('{', '}', true)? {
            return Ok(entries);
        }
        loop {
            self.skip_space();
            let start = self.at;
            let key = match self.peek() {
                Some('"') => self.quoted()?,
                Some(letter) if is_word(letter) => self.word(),
                _ => return Err(self.mistake("a key is missing")),
            };
            let key = Text::new(key, self.place(start, self.at));
            self.skip_space();
            if self.peek() != Some(':') {
                return Err(self.mistake("a `:` is missing"));
            }
            self.at += 1;
            let value = self.value(depth + 1)?;
            if entries.iter().any(|(other, _)| other.value == key.value) {
                return Err((
                    key.span,
                    format!("the key `{}` is written twice", key.value),
                ));
            }
            entries.push((key, value));
            if self.skip('{', '}', false)? {
                return Ok(entries);
            }
        }
    }

    /// Steps over a comma, or over the end of a list or an object, and says whether it was the end.
    fn skip(&mut self, open: char, close: char, first: bool) -> Result<bool, (Span, String)> {
        self.skip_space();
        match self.peek() {
            Some(letter) if letter == close => {
                self.at += 1;
                Ok(true)
            }
            Some(',') if !first => {
                self.at += 1;
                Ok(false)
            }
            Some(_) if first => Ok(false),
            None => Err(self.mistake(&format!("the `{open}` is never closed"))),
            Some(_) => Err(self.mistake(&format!("a `,` or a `{close}` is missing"))),
        }
    }

    fn quoted(&mut self) -> Result<String, (Span, String)> {
        let rest = self.rest();
        let mut escaped = false;
        let end = rest.char_indices().skip(1).find(|(_, letter)| {
            let ends = *letter == '"' && !escaped;
            escaped = *letter == '\\' && !escaped;
            ends
        });
        let Some((end, _)) = end else {
            return Err(self.mistake("the text is never closed"));
        };
        match serde_json::from_str::<String>(&rest[..=end]) {
            Ok(text) => {
                self.at += end + 1;
                Ok(text)
            }
            Err(_) => Err(self.mistake("the text is not a JSON string")),
        }
    }

    fn word(&mut self) -> String {
        let rest = self.rest();
        let length = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
        let word = rest[..length].to_owned();
        self.at += length;
        word
    }

    fn rest(&self) -> &str {
        self.text.value.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn place(&self, start: usize, end: usize) -> Span {
        place_inside(self.sources, self.text, start..end)
    }

    fn mistake(&self, message: &str) -> (Span, String) {
        let end = self.at + self.peek().map_or(0, char::len_utf8);
        (self.place(self.at, end), message.to_owned())
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '+' | '.')
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test stops at what it does not expect"
    )]

    use std::path::PathBuf;

    use super::*;
    use crate::source::{FileId, Source};

    fn parse(text: &str) -> Result<Literal, (Span, String)> {
        let mut sources = SourceMap::default();
        sources.add(Source {
            name: "a.yaml".into(),
            path: PathBuf::from("a.yaml"),
            text: text.into(),
            mark: 0,
        });
        let span = Span {
            file: FileId(0),
            start: 0,
            end: text.len() as u32,
        };
        parse_short(&sources, &Text::new(text.into(), span))
    }

    #[test]
    fn values_at_their_places() {
        let literal = parse("[1, \"a,]\", {b: received}]").unwrap();
        let LiteralKind::List(items) = literal.kind else {
            unreachable!("it is a list");
        };
        assert_eq!(items[1].kind, LiteralKind::Quoted("a,]".into()));
        assert_eq!((items[1].span.start, items[1].span.end), (4, 9));
        assert!(matches!(&items[2].kind, LiteralKind::Map(entries) if entries[0].0.value == "b"));
    }

    #[test]
    fn mistakes_have_a_place() {
        for (text, at) in [
            ("", 0),
            ("[1", 2),
            ("[1 2]", 3),
            ("{a 1}", 3),
            ("\"a", 0),
            ("1 2", 2),
            ("'a'", 0),
            ("é'", 2),
        ] {
            assert_eq!(parse(text).unwrap_err().0.start, at, "{text}");
        }
        assert!(parse(&"[".repeat(100_000)).is_err());
    }
}
