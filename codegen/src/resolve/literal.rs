//! Values in a schema: defaults of fields, and inputs of schedules.

use std::collections::{BTreeMap, BTreeSet};

use super::constraints::int_range;
use super::json_text::json_text;
use super::limits::broken_limit;
use super::literal_json::parse_short;
use super::number::{parse_int, parse_number};
use super::scalar_text::{canonical_text, decode_base64};
use crate::ast::{Literal, LiteralKind, Text};
use crate::diagnostic::shown::shown;
use crate::diagnostic::similar::nearest;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    Constraints, Model, Number, Presence, Record, Scalar, Type, TypeId, TypeKind, Value,
};
use crate::source::{SourceMap, Span};

/// Gives literals their meaning; what does not fit its type is reported.
pub(super) struct Literals<'a, 'r> {
    pub(super) model: &'r Model,
    pub(super) sources: &'r SourceMap,
    pub(super) broken: &'r BTreeSet<TypeId>,
    pub(super) broken_fields: &'r BTreeSet<(TypeId, &'a str)>,
    pub(super) out: &'r mut Diagnostics,
}

impl Literals<'_, '_> {
    /// The value, if it is one of the type and within the limits.
    pub(super) fn resolve_literal(
        &mut self,
        literal: &Literal,
        ty: &Type,
        limits: Option<&Constraints>,
    ) -> Option<Value> {
        let value = match &literal.kind {
            LiteralKind::Short(text) => {
                let text = Text::new(text.clone(), literal.span);
                match parse_short(self.sources, &text) {
                    Ok(parsed) => self.value(&parsed, ty, true)?,
                    Err((span, message)) => {
                        self.report(span, message, "after `=` stands JSON, or the name of an enum's value; text is in quotes: `= \"EUR\"`");
                        return None;
                    }
                }
            }
            _ => self.value(literal, ty, false)?,
        };
        if let Some(limits) = limits {
            self.check_limits(&value, limits, literal.span)?;
        }
        Some(value)
    }

    /// `json` says that the literal is JSON, where text has to be in quotes.
    fn value(&mut self, literal: &Literal, ty: &Type, json: bool) -> Option<Value> {
        match ty {
            Type::Scalar(Scalar::Json) => Some(Value::Json(json_text(literal))),
            Type::Scalar(scalar) => self.scalar(literal, *scalar, json),
            Type::List(item) => self.list(literal, item, json),
            Type::Map(key, value) => self.map(literal, key, value, json),
            Type::Named(id) if self.broken.contains(id) => None,
            Type::Named(id) => match &self.model[*id].kind {
                TypeKind::Record(record) => self.record(literal, *id, record, json),
                TypeKind::Enum(_) => self.enum_value(literal, *id),
                TypeKind::Newtype(newtype) => {
                    let value = self.value(literal, &newtype.of, json)?;
                    self.check_limits(&value, &newtype.constraints, literal.span)?;
                    Some(Value::Newtype(*id, Box::new(value)))
                }
                TypeKind::Union(_) => {
                    let name = &self.model[*id].meta.name;
                    self.report(
                        literal.span,
                        format!("a value of the union `{name}` cannot be written in a schema"),
                        "make the field optional, and let code choose",
                    );
                    None
                }
            },
        }
    }

    fn scalar(&mut self, literal: &Literal, scalar: Scalar, json: bool) -> Option<Value> {
        let name = scalar.name();
        let (text, quoted) = match &literal.kind {
            LiteralKind::Plain(text) => (text.as_str(), false),
            LiteralKind::Quoted(text) | LiteralKind::Short(text) => (text.as_str(), true),
            LiteralKind::List(_) | LiteralKind::Map(_) => {
                let found = describe(literal);
                self.report(
                    literal.span,
                    format!("expected {name}, found {found}"),
                    scalar_help(scalar),
                );
                return None;
            }
        };
        if !quoted && matches!(text, "null" | "~" | "") {
            self.report(
                literal.span,
                format!("expected {name}, found nothing"),
                "a field that may be absent is optional: put `?` behind its name",
            );
            return None;
        }
        let value = match scalar {
            Scalar::Bool => match text {
                "true" if !quoted => Some(Value::Bool(true)),
                "false" if !quoted => Some(Value::Bool(false)),
                _ => None,
            },
            Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => {
                return self.int(literal.span, text, quoted, scalar);
            }
            Scalar::Float32 | Scalar::Float64 => parse_number(text)
                .filter(|_| !quoted)
                .map(as_float)
                .filter(|float| scalar == Scalar::Float64 || (*float as f32).is_finite())
                .map(Value::Float),
            Scalar::String if json && !quoted => None,
            Scalar::String => Some(Value::String(text.to_owned())),
            Scalar::Bytes => decode_base64(text).map(Value::Bytes),
            // A decimal may be written as the number that it is.
            Scalar::Decimal => canonical_text(scalar, text).ok().map(Value::String),
            _ if json && !quoted => None,
            _ => match canonical_text(scalar, text) {
                Ok(text) => Some(Value::String(text)),
                Err(expected) => {
                    self.report(
                        literal.span,
                        format!("expected {}, found {}", expected.what, shown(text)),
                        expected.help,
                    );
                    return None;
                }
            },
        };
        if value.is_none() {
            let found = describe(literal);
            let help = if scalar == Scalar::String {
                format!("put text in quotes: {}", shown(&format!("\"{text}\"")))
            } else {
                scalar_help(scalar)
            };
            self.report(
                literal.span,
                format!("expected {name}, found {found}"),
                help,
            );
        }
        value
    }

    fn int(&mut self, span: Span, text: &str, quoted: bool, scalar: Scalar) -> Option<Value> {
        let name = scalar.name();
        let (least, most) = int_range(scalar)?;
        let Some(whole) = parse_int(text).filter(|_| !quoted) else {
            let quotes = if quoted { "\"" } else { "" };
            self.report(
                span,
                format!(
                    "expected {name}, found {}",
                    shown(&format!("{quotes}{text}{quotes}"))
                ),
                scalar_help(scalar),
            );
            return None;
        };
        if whole < least || whole > most {
            self.report(
                span,
                format!("`{whole}` is outside of what {name} can hold"),
                format!("{name} goes from {least} to {most}"),
            );
            return None;
        }
        Some(Value::Int(whole))
    }

    fn list(&mut self, literal: &Literal, item: &Type, json: bool) -> Option<Value> {
        let LiteralKind::List(items) = &literal.kind else {
            let found = describe(literal);
            self.report(
                literal.span,
                format!("expected a list, found {found}"),
                "write `[]` or `[a, b]`",
            );
            return None;
        };
        let values: Vec<Option<Value>> = items
            .iter()
            .map(|literal| self.value(literal, item, json))
            .collect();
        values
            .into_iter()
            .collect::<Option<Vec<_>>>()
            .map(Value::List)
    }

    fn map(&mut self, literal: &Literal, key: &Type, value: &Type, json: bool) -> Option<Value> {
        let LiteralKind::Map(entries) = &literal.kind else {
            let found = describe(literal);
            self.report(
                literal.span,
                format!("expected a map, found {found}"),
                "write `{}` or `{key: value}`",
            );
            return None;
        };
        let values: Vec<Option<(Value, Value)>> = entries
            .iter()
            .map(|(name, literal)| {
                let key = self.key(name, key);
                let value = self.value(literal, value, json);
                Some((key?, value?))
            })
            .collect();
        values
            .into_iter()
            .collect::<Option<Vec<_>>>()
            .map(Value::Map)
    }

    /// A key, which is text in JSON and in YAML, whatever its type.
    fn key(&mut self, name: &Text, ty: &Type) -> Option<Value> {
        let literal = Literal {
            span: name.span,
            kind: LiteralKind::Plain(name.value.clone()),
        };
        self.value(&literal, ty, false)
    }

    fn enum_value(&mut self, literal: &Literal, id: TypeId) -> Option<Value> {
        let TypeKind::Enum(body) = &self.model[id].kind else {
            return None;
        };
        let name = &self.model[id].meta.name;
        let text = match &literal.kind {
            LiteralKind::Plain(text) | LiteralKind::Quoted(text) | LiteralKind::Short(text) => text,
            LiteralKind::List(_) | LiteralKind::Map(_) => {
                let found = describe(literal);
                self.report(
                    literal.span,
                    format!("expected a value of the enum `{name}`, found {found}"),
                    "write the name of a value",
                );
                return None;
            }
        };
        let position = body
            .values
            .iter()
            .position(|value| value.meta.name == *text);
        if let Some(position) = position {
            return Some(Value::Enum(id, position));
        }
        let wire = body.values.iter().find(|value| value.wire == *text);
        let names = || body.values.iter().map(|value| value.meta.name.as_str());
        let help = match (wire, nearest(text, names())) {
            (Some(value), _) => format!(
                "{} is its text on the wire; the schema calls it `{}`",
                shown(text),
                value.meta.name
            ),
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => {
                let known: Vec<String> = names().take(12).map(|name| format!("`{name}`")).collect();
                format!("its values are {}", known.join(", "))
            }
        };
        self.report(
            literal.span,
            format!("{} is not a value of the enum `{name}`", shown(text)),
            help,
        );
        None
    }

    fn record(
        &mut self,
        literal: &Literal,
        id: TypeId,
        record: &Record,
        json: bool,
    ) -> Option<Value> {
        let name = &self.model[id].meta.name;
        let LiteralKind::Map(entries) = &literal.kind else {
            let found = describe(literal);
            self.report(
                literal.span,
                format!("expected the record `{name}`, found {found}"),
                "write `{field: value}`",
            );
            return None;
        };
        let fields: BTreeMap<&str, _> = record
            .fields
            .iter()
            .map(|field| (field.meta.name.as_str(), field))
            .collect();
        let mut complete = true;
        let mut values = Vec::new();
        let mut written = BTreeSet::new();
        let mut meant = BTreeSet::new();
        for (key, literal) in entries {
            written.insert(key.value.as_str());
            let Some(field) = fields.get(key.value.as_str()) else {
                complete = false;
                if !self.broken_fields.contains(&(id, key.value.as_str())) {
                    let help = match nearest(&key.value, fields.keys().copied()) {
                        Some(near) => {
                            meant.insert(near);
                            format!("did you mean `{near}`?")
                        }
                        None => field_list(record),
                    };
                    let message = format!("`{name}` has no field {}", shown(&key.value));
                    self.report(key.span, message, help);
                }
                continue;
            };
            let value = self.value(literal, &field.ty, json).filter(|value| {
                self.check_limits(value, &field.constraints, literal.span)
                    .is_some()
            });
            match value {
                Some(value) => values.push((field.wire.clone(), value)),
                None => complete = false,
            }
        }
        for field in &record.fields {
            let missing =
                field.presence == Presence::Required && !written.contains(field.meta.name.as_str());
            if missing {
                complete = false;
                // A misspelled key is what is missing, and that is reported.
                if meant.contains(field.meta.name.as_str()) {
                    continue;
                }
                let message = format!("field `{}` of `{name}` is missing", field.meta.name);
                self.report(
                    literal.span,
                    message,
                    "a field without a default has to be written",
                );
            }
        }
        complete.then_some(Value::Record(id, values))
    }

    fn check_limits(&mut self, value: &Value, limits: &Constraints, span: Span) -> Option<()> {
        match broken_limit(value, limits) {
            None => Some(()),
            Some(message) => {
                self.report(
                    span,
                    message,
                    "choose a value within the limits, or widen them",
                );
                None
            }
        }
    }

    fn report(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.out
            .push(Diagnostic::error("default-value", span, message).help(help));
    }
}

fn as_float(number: Number) -> f64 {
    match number {
        Number::Int(whole) => whole as f64,
        Number::Float(float) => float,
    }
}

fn field_list(record: &Record) -> String {
    let known: Vec<String> = record
        .fields
        .iter()
        .take(12)
        .map(|field| format!("`{}`", field.meta.name))
        .collect();
    if known.is_empty() {
        "it has no fields".to_owned()
    } else {
        format!("its fields are {}", known.join(", "))
    }
}

/// What a literal is, in words.
fn describe(literal: &Literal) -> String {
    match &literal.kind {
        LiteralKind::Plain(text) => shown(text),
        LiteralKind::Quoted(text) | LiteralKind::Short(text) => {
            format!("the text {}", shown(&format!("\"{text}\"")))
        }
        LiteralKind::List(_) => "a list".to_owned(),
        LiteralKind::Map(_) => "a mapping".to_owned(),
    }
}

fn scalar_help(scalar: Scalar) -> String {
    match scalar {
        Scalar::Bool => "write `true` or `false`, without quotes",
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => {
            "write a whole number such as `1`, without quotes"
        }
        Scalar::Float32 | Scalar::Float64 => "write a number such as `1.5`, without quotes",
        Scalar::String => "write text in quotes",
        Scalar::Bytes => "write base64 with its padding, such as `\"aGk=\"`",
        Scalar::Timestamp => "write `\"2026-01-31T12:00:00Z\"`",
        Scalar::Date => "write `\"2026-01-31\"`",
        Scalar::Duration => "write `\"PT1H30M\"`",
        Scalar::Decimal => "write `\"12.50\"`",
        Scalar::Uuid => "write `\"123e4567-e89b-12d3-a456-426614174000\"`",
        Scalar::Json => "write any JSON",
    }
    .to_owned()
}
