//! Values: defaults in long form, inputs of schedules.

use super::{Reader, kinds};
use crate::ast::{Literal, LiteralKind};
use crate::source::Spanned;
use crate::yaml::{Entry, Kind, Node, Style};

/// Reads the value of a key, whatever it is.
pub(super) fn parse_literal(reader: &mut Reader<'_>, entry: &Entry<'_>) -> Option<Literal> {
    if matches!(entry.value.kind, Kind::Empty) {
        reader.push(kinds::unexpected(entry, "a value"));
        return None;
    }
    parse_value(reader, &entry.value)
}

fn parse_value(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Literal> {
    let kind = match &node.kind {
        Kind::Broken => return None,
        Kind::Empty => {
            reader.push(
                kinds::wrong_kind(node.span, "a value is missing here".to_owned())
                    .help("write the value, `\"\"` for an empty text, or `null`"),
            );
            return None;
        }
        Kind::Scalar(scalar) => match scalar.style {
            Style::Plain => LiteralKind::Plain(scalar.text.to_string()),
            Style::Quoted | Style::Block => LiteralKind::Quoted(scalar.text.to_string()),
        },
        Kind::List(items) => LiteralKind::List(
            items
                .iter()
                .filter_map(|item| parse_value(reader, item))
                .collect(),
        ),
        Kind::Map(entries) => {
            let mut values = Vec::new();
            for entry in entries {
                let key = Spanned::new(entry.key.text.to_string(), entry.key.span);
                values.extend(parse_value(reader, &entry.value).map(|value| (key, value)));
            }
            LiteralKind::Map(values)
        }
    };
    Some(Literal {
        span: node.span,
        kind,
    })
}
