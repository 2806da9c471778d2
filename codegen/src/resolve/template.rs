//! Templates of ids: `order/{input.order_id}`.

use std::ops::Range;

use super::Resolver;
use super::place::place_inside;
use crate::ast;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::shown;
use crate::diagnostic::similar::nearest;
use crate::model::{Scalar, Template, TemplatePart, Type};

/// Whose id a template makes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Maker {
    /// A client: of a workflow or an update.
    Client,
    /// A workflow: of a child.
    Parent,
}

/// A stretch of a template.
#[derive(Debug, PartialEq)]
enum Piece {
    Text(String),
    /// The bytes between `{` and `}`.
    Value(Range<usize>),
}

impl Resolver<'_> {
    /// The parts of a template, with every path followed; nothing if any of them is wrong.
    pub(super) fn resolve_template(
        &mut self,
        text: Option<&ast::Text>,
        input: Option<&Type>,
        maker: Maker,
    ) -> Option<Template> {
        let text = text?;
        let pieces = match split_template(&text.value) {
            Ok(pieces) => pieces,
            Err((bytes, message)) => {
                let span = place_inside(self.sources, text, bytes);
                self.out.push(Diagnostic::error("template-syntax", span, message).help("write a value as `{input.field}`, and a brace that is meant as text twice: `{{` or `}}`"));
                return None;
            }
        };
        if pieces.is_empty() {
            let span = place_inside(self.sources, text, 0..text.value.len());
            self.out.push(Diagnostic::error("template-syntax", span, "an id cannot be empty").help("write text and values, such as `order/{input.order_id}`; leave it out if callers choose the id"));
            return None;
        }
        let parts: Vec<Option<TemplatePart>> = pieces
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) => Some(TemplatePart::Text(text)),
                Piece::Value(bytes) => self.resolve_value(text, bytes, input, maker),
            })
            .collect();
        let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
        Some(Template { parts })
    }

    fn resolve_value(
        &mut self,
        text: &ast::Text,
        bytes: Range<usize>,
        input: Option<&Type>,
        maker: Maker,
    ) -> Option<TemplatePart> {
        let value = text.value.get(bytes.clone())?;
        match value {
            "uuid" if maker == Maker::Client => return Some(TemplatePart::Uuid),
            "uuid" => {
                let span = place_inside(self.sources, text, bytes);
                self.out.push(Diagnostic::error("template-value", span, "`{uuid}` is for ids that a client makes").help("a workflow makes the id of its child again on replay: use `{parent.id}` and fields of the input"));
                return None;
            }
            "parent.id" if maker == Maker::Parent => return Some(TemplatePart::ParentId),
            "parent.id" => {
                let span = place_inside(self.sources, text, bytes);
                self.out.push(
                    Diagnostic::error(
                        "template-value",
                        span,
                        "`{parent.id}` is for the ids of children",
                    )
                    .help("write it in the `id:` of a child under `children:`"),
                );
                return None;
            }
            _ => {}
        }
        let path = match value.strip_prefix("input") {
            Some("") => "",
            Some(rest) if rest.starts_with('.') => &rest[1..],
            _ => {
                self.report_unknown_value(text, bytes, value, input);
                return None;
            }
        };
        let Some(input) = input else {
            let span = place_inside(self.sources, text, bytes);
            self.out.push(
                Diagnostic::error(
                    "template-path",
                    span,
                    "there is no input to take a value from",
                )
                .help("add an `input:`, or leave the value out"),
            );
            return None;
        };
        self.resolve_input_value(text, bytes, path, input)
    }

    fn resolve_input_value(
        &mut self,
        text: &ast::Text,
        bytes: Range<usize>,
        path: &str,
        input: &Type,
    ) -> Option<TemplatePart> {
        if self.is_broken(input) {
            return None;
        }
        let path_start = bytes.end - path.len();
        let target = match self.follow_path(input, path)? {
            Ok(target) => target,
            Err(end) => {
                let place = path_start + end.bytes.start..path_start + end.bytes.end;
                let span = place_inside(self.sources, text, place);
                let mut diagnostic =
                    Diagnostic::error("template-path", span, end.message).help(end.help);
                if let Some(near) = end.near.filter(|_| span != text.span) {
                    diagnostic = diagnostic.suggest(span, near);
                }
                self.out.push(diagnostic);
                return None;
            }
        };
        if self.is_broken(&target.ty) {
            return None;
        }
        if let Some(sensitive) = target.sensitive {
            let span = place_inside(self.sources, text, bytes);
            self.out.push(
                Diagnostic::error(
                    "template-field",
                    span,
                    format!("{sensitive} is sensitive, and ids are shown everywhere"),
                )
                .help("use a field that names the thing without giving it away"),
            );
            return None;
        }
        if let Some(optional) = target.optional {
            let span = place_inside(self.sources, text, bytes);
            self.out.push(
                Diagnostic::error(
                    "template-field",
                    span,
                    format!("`{optional}` may be absent, and then there would be no id"),
                )
                .help("make the field required or give it a default, or use another one"),
            );
            return None;
        }
        if !self.leaf(&target.ty).is_some_and(fits_into_id) {
            let what = self.describe_type(&target.ty);
            let span = place_inside(self.sources, text, bytes);
            self.out.push(
                Diagnostic::error(
                    "template-field",
                    span,
                    format!("{what} cannot be part of an id"),
                )
                .help("use a string, an integer, a uuid, an enum, or a newtype of one of them"),
            );
            return None;
        }
        Some(if target.fields.is_empty() {
            TemplatePart::WholeInput(target.ty)
        } else {
            TemplatePart::Input(target.fields, target.ty)
        })
    }

    fn report_unknown_value(
        &mut self,
        text: &ast::Text,
        bytes: Range<usize>,
        value: &str,
        input: Option<&Type>,
    ) {
        let as_field = input
            .filter(|_| !value.is_empty())
            .is_some_and(|input| matches!(self.follow_path(input, value), Some(Ok(_))));
        let help = if as_field {
            format!("write `{{input.{value}}}`")
        } else {
            match nearest(value, ["input", "uuid", "parent.id"]) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None => {
                    "a value is `{input.field}`, `{uuid}`, or in the id of a child `{parent.id}`"
                        .to_owned()
                }
            }
        };
        let message = format!(
            "{} is not a value that an id can hold",
            shown(&format!("{{{value}}}"))
        );
        let span = place_inside(self.sources, text, bytes);
        self.out
            .push(Diagnostic::error("template-value", span, message).help(help));
    }
}

fn fits_into_id(scalar: Scalar) -> bool {
    match scalar {
        Scalar::String
        | Scalar::Uuid
        | Scalar::Int32
        | Scalar::Int64
        | Scalar::Uint32
        | Scalar::Uint64 => true,
        // A float, a moment or a boolean is written in more than one way, or says too little.
        Scalar::Bool
        | Scalar::Float32
        | Scalar::Float64
        | Scalar::Bytes
        | Scalar::Timestamp
        | Scalar::Date
        | Scalar::Duration
        | Scalar::Decimal
        | Scalar::Json => false,
    }
}

/// Text and values in turn; or which bytes are wrong, and why.
fn split_template(text: &str) -> Result<Vec<Piece>, (Range<usize>, &'static str)> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let at = text.len() - rest.len();
        if rest.starts_with("{{") || rest.starts_with("}}") {
            plain.push(letter);
            rest = &rest[2..];
        } else if letter == '}' {
            return Err((at..at + 1, "a `}` without a `{` before it"));
        } else if letter == '{' {
            let Some(length) = rest[1..].find(['{', '}']) else {
                return Err((at..at + 1, "a `{` is never closed"));
            };
            if rest[1 + length..].starts_with('{') {
                return Err((at..at + 1, "a `{` is not closed before the next one"));
            }
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(Piece::Value(at + 1..at + 1 + length));
            rest = &rest[length + 2..];
        } else {
            plain.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_values() {
        assert_eq!(
            split_template("order/{input.id}-{uuid}"),
            Ok(vec![
                Piece::Text("order/".into()),
                Piece::Value(7..15),
                Piece::Text("-".into()),
                Piece::Value(18..22),
            ])
        );
        assert_eq!(
            split_template("a{{b}}c"),
            Ok(vec![Piece::Text("a{b}c".into())])
        );
        assert_eq!(
            split_template("é{x}"),
            Ok(vec![Piece::Text("é".into()), Piece::Value(3..4)])
        );
        assert_eq!(split_template(""), Ok(vec![]));
    }

    #[test]
    fn braces_that_do_not_match() {
        for (text, at) in [
            ("a{b", 1),
            ("a}b", 1),
            ("{a{b}", 0),
            ("{", 0),
            ("é}", 2),
            ("{a}}", 3),
        ] {
            let found = split_template(text).map_err(|(bytes, _)| bytes.start);
            assert_eq!(found, Err(at), "{text}");
        }
    }
}
