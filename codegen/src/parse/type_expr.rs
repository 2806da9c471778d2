//! `T := NAME | IMPORT.NAME | list<T> | map<T> | map<K, T>`

use std::ops::Range;

use super::snippet::Snippet;
use super::{Reader, kinds};
use crate::ast::{TypeExpr, TypeExprKind};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::{brief, shown};
use crate::source::Spanned;
use crate::yaml::{Entry, Kind};

/// How deep lists and maps of a type may be nested.
const MAX_DEPTH: usize = 32;

/// Reads a type that is the value of a key.
pub(super) fn parse_type_expr(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<TypeExpr> {
    match &entry.value.kind {
        Kind::Scalar(scalar) => {
            let snippet = Snippet::new(reader, scalar, entry.value.span);
            parse_type_text(reader, snippet, 0..snippet.text.len())
        }
        Kind::Broken => None,
        Kind::Empty | Kind::List(_) | Kind::Map(_) => {
            reader.push(kinds::unexpected(entry, "a type"));
            None
        }
    }
}

/// Reads a type that is a part of a text.
pub(super) fn parse_type_text(
    reader: &mut Reader<'_>,
    snippet: Snippet<'_>,
    part: Range<usize>,
) -> Option<TypeExpr> {
    let mut cursor = Cursor {
        snippet,
        at: part.start,
        end: part.end,
    };
    match cursor.parse_whole() {
        Ok(expression) => Some(expression),
        Err(problem) => {
            let span = snippet.span(problem.part);
            let diagnostic =
                Diagnostic::error("type-syntax", span, problem.message).help(problem.help);
            reader.push(match problem.mended {
                Some(mended) => diagnostic.suggest(span, mended),
                None => diagnostic,
            });
            None
        }
    }
}

/// What is wrong with a type, and where in its text.
struct Problem {
    part: Range<usize>,
    message: String,
    help: String,
    mended: Option<String>,
}

struct Cursor<'t> {
    snippet: Snippet<'t>,
    at: usize,
    end: usize,
}

impl<'t> Cursor<'t> {
    fn parse_whole(&mut self) -> Result<TypeExpr, Problem> {
        let start = self.at;
        let expression = self.parse_type(0)?;
        self.skip_spaces();
        if self.at == self.end {
            return Ok(expression);
        }
        let written = brief(self.slice(start..self.at).trim());
        let rest = self.slice(self.at..self.end).trim_end();
        let whole = start..self.at + rest.len();
        let part = self.at..self.at + rest.len();
        Err(match rest {
            "?" => Problem {
                part,
                message: "`?` belongs to the name of the field, not to its type".to_owned(),
                help: format!("write `name?: {written}`"),
                mended: None,
            },
            "[]" => Problem {
                part: whole,
                message: format!(
                    "{} is not how a list is written",
                    shown(&format!("{written}[]"))
                ),
                help: format!("write `list<{written}>`"),
                mended: Some(format!("list<{written}>")).filter(|mended| !mended.contains('…')),
            },
            _ if rest.starts_with('=') => Problem {
                part,
                message: "a default needs a space on both sides of its `=`, and a value".to_owned(),
                help: format!(
                    "write `{written} = VALUE`, or the long form `{{type: {written}, default: VALUE}}`"
                ),
                mended: None,
            },
            _ => Problem {
                part,
                message: format!(
                    "unexpected {} after the type {}",
                    shown(rest),
                    shown(&written)
                ),
                help: format!("end the type after {}", shown(&written)),
                mended: None,
            },
        })
    }

    fn parse_type(&mut self, depth: usize) -> Result<TypeExpr, Problem> {
        self.skip_spaces();
        let start = self.at;
        if depth > MAX_DEPTH {
            return Err(self.problem(
                start..start,
                format!("lists and maps are nested more than {MAX_DEPTH} deep"),
                "declare a record and name it".to_owned(),
            ));
        }
        let name = self.parse_name()?;
        self.skip_spaces();
        match self.peek() {
            Some('<') => self.parse_arguments(start, name, depth),
            Some('.') => {
                self.at += 1;
                let import = Spanned::new(
                    name.to_owned(),
                    self.snippet.span(start..start + name.len()),
                );
                let name_start = self.at;
                let name = self.parse_name()?;
                let name = Spanned::new(name.to_owned(), self.snippet.span(name_start..self.at));
                Ok(self.expression(start, TypeExprKind::Imported { import, name }))
            }
            _ if matches!(name, "list" | "map") => Err(self.problem(
                start..start + name.len(),
                format!("`{name}` needs the type of its items"),
                format!("write `{name}<string>`"),
            )),
            _ => {
                self.at = start + name.len();
                Ok(self.expression(start, TypeExprKind::Name(name.to_owned())))
            }
        }
    }

    fn parse_arguments(
        &mut self,
        start: usize,
        name: &str,
        depth: usize,
    ) -> Result<TypeExpr, Problem> {
        if !matches!(name, "list" | "map") {
            let part = start..start + name.len();
            let lower = name.to_ascii_lowercase();
            return Err(match lower.as_str() {
                "option" | "optional" => self.problem(
                    part,
                    format!(
                        "there is no type {}; a field is made optional at its name",
                        shown(&format!("{name}<...>"))
                    ),
                    "write `note?: string`".to_owned(),
                ),
                "list" | "array" | "vec" | "sequence" | "set" => Problem {
                    mended: Some("list".to_owned()),
                    ..self.problem(
                        part,
                        format!("there is no type {}", shown(&format!("{name}<...>"))),
                        "write `list<T>`".to_owned(),
                    )
                },
                "map" | "dict" | "hashmap" | "record" => Problem {
                    mended: Some("map".to_owned()),
                    ..self.problem(
                        part,
                        format!("there is no type {}", shown(&format!("{name}<...>"))),
                        "write `map<T>` or `map<K, T>`".to_owned(),
                    )
                },
                _ => self.problem(
                    part,
                    format!("{} takes no type in `<...>`", shown(name)),
                    "only `list<T>`, `map<T>` and `map<K, T>` do".to_owned(),
                ),
            });
        }
        let open = self.at;
        self.at += 1;
        let first = self.parse_type(depth + 1)?;
        self.skip_spaces();
        let second = if self.peek() == Some(',') {
            self.at += 1;
            let second = self.parse_type(depth + 1)?;
            self.skip_spaces();
            Some(second)
        } else {
            None
        };
        match self.peek() {
            Some('>') => self.at += 1,
            Some(',') => {
                return Err(self.problem(
                    self.at..self.at + 1,
                    format!("`{name}` takes no more types"),
                    "write `list<T>`, `map<T>` or `map<K, T>`".to_owned(),
                ));
            }
            _ => {
                return Err(self.problem(
                    open..open + 1,
                    "this `<` is never closed".to_owned(),
                    "close every `<` with `>`".to_owned(),
                ));
            }
        }
        let kind = match (name, second) {
            ("list", None) => TypeExprKind::List(Box::new(first)),
            ("list", Some(_)) => {
                return Err(self.problem(
                    start..self.at,
                    "`list` takes one type".to_owned(),
                    "write `list<T>`, or `map<K, T>` for a map".to_owned(),
                ));
            }
            (_, None) => TypeExprKind::Map(None, Box::new(first)),
            (_, Some(second)) => TypeExprKind::Map(Some(Box::new(first)), Box::new(second)),
        };
        Ok(self.expression(start, kind))
    }

    fn parse_name(&mut self) -> Result<&'t str, Problem> {
        let start = self.at;
        let rest = self.slice(start..self.end);
        let length = rest
            .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
            .unwrap_or(rest.len());
        if length == 0 || rest.starts_with(|first: char| first.is_ascii_digit()) {
            let next = rest.chars().next();
            let part = start..start + next.map_or(0, char::len_utf8);
            let message = match next {
                Some(next) => format!(
                    "expected a type, found {}",
                    shown(next.encode_utf8(&mut [0; 4]))
                ),
                None => "expected a type, found nothing".to_owned(),
            };
            return Err(self.problem(
                part,
                message,
                "write a scalar such as `string`, the name of a type, `list<T>` or `map<T>`"
                    .to_owned(),
            ));
        }
        self.at = start + length;
        Ok(self.slice(start..self.at))
    }

    fn expression(&self, start: usize, kind: TypeExprKind) -> TypeExpr {
        TypeExpr {
            span: self.snippet.span(start..self.at),
            kind,
        }
    }

    fn problem(&self, part: Range<usize>, message: String, help: String) -> Problem {
        Problem {
            part,
            message,
            help,
            mended: None,
        }
    }

    fn peek(&self) -> Option<char> {
        self.slice(self.at..self.end).chars().next()
    }

    fn skip_spaces(&mut self) {
        let rest = self.slice(self.at..self.end);
        self.at += rest.len() - rest.trim_start().len();
    }

    fn slice(&self, part: Range<usize>) -> &'t str {
        self.snippet.text.get(part).unwrap_or_default()
    }
}
