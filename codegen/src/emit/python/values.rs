//! Values of a contract, such as defaults, as Python expressions.

use super::literals::literal;
use super::print::Printer;
use crate::emit::json::write_json;
use crate::model::{Model, Scalar, Type, TypeKind, Value};
use crate::names::python::member_name;

/// The default of a field.
pub(super) struct Default {
    /// The expression.
    pub(super) expression: String,
    /// Whether each record needs one of its own, or what it names may not be there yet.
    pub(super) made_anew: bool,
}

/// A value as a Python expression of its type.
pub(super) fn default(value: &Value, ty: &Type, model: &Model, printer: &Printer<'_>) -> Default {
    let expression = expression(value, ty, model, printer);
    let made_anew = match value {
        Value::List(_) | Value::Map(_) | Value::Record(..) => true,
        Value::Json(text) => text.starts_with(['[', '{']),
        // Packages may import each other, and then one of them is not complete when this runs.
        Value::Enum(id, _) | Value::Newtype(id, _) => printer.is_foreign(*id),
        _ => false,
    };
    Default {
        expression,
        made_anew,
    }
}

fn expression(value: &Value, ty: &Type, model: &Model, printer: &Printer<'_>) -> String {
    match value {
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Int(value) => match scalar(ty) {
            Some(Scalar::Float32 | Scalar::Float64) => format!("{:?}", *value as f64),
            _ => value.to_string(),
        },
        Value::Float(value) => format!("{value:?}"),
        Value::String(text) => text_expression(text, ty, printer),
        Value::Bytes(bytes) => bytes_literal(bytes),
        Value::Enum(id, position) => {
            let member = match &model[*id].kind {
                TypeKind::Enum(definition) => definition.values.get(*position),
                _ => None,
            };
            let member = member.map(|value| member_name(&value.meta.name));
            format!("{}.{}", printer.named(*id), member.unwrap_or_default())
        }
        Value::Newtype(id, inner) => match &model[*id].kind {
            TypeKind::Newtype(newtype) => {
                printer.newtype(*id, &expression(inner, &newtype.of, model, printer))
            }
            _ => expression(inner, ty, model, printer),
        },
        Value::List(items) => {
            let of = match ty {
                Type::List(of) => of,
                _ => ty,
            };
            let items: Vec<String> = items
                .iter()
                .map(|item| expression(item, of, model, printer))
                .collect();
            format!("[«{}»]", items.join(", "))
        }
        Value::Map(entries) => {
            let (key_type, value_type) = match ty {
                Type::Map(key, value) => (&**key, &**value),
                _ => (ty, ty),
            };
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| {
                    let key = expression(key, key_type, model, printer);
                    format!("{key}: {}", expression(value, value_type, model, printer))
                })
                .collect();
            format!("{{«{}»}}", entries.join(", "))
        }
        Value::Record(id, _) => {
            let mut text = String::new();
            write_json(value, model, &mut text);
            format!("{}(‹{}›)", printer.reader(*id), json_literal(&text))
        }
        Value::Json(text) => json_literal(text),
    }
}

/// A value that is text in the model: a string, or the canonical form of something that Python has a type for.
fn text_expression(text: &str, ty: &Type, printer: &Printer<'_>) -> String {
    let text = literal(text);
    match scalar(ty) {
        Some(Scalar::Timestamp) => format!("{}(‹{text}›)", printer.runtime("read_timestamp")),
        Some(Scalar::Date) => format!("{}(‹{text}›)", printer.runtime("read_date")),
        Some(Scalar::Duration) => format!("{}(‹{text}›)", printer.runtime("read_duration")),
        Some(Scalar::Decimal) => format!("{}(‹{text}›)", printer.import("decimal", "Decimal")),
        Some(Scalar::Uuid) => format!("{}(‹{text}›)", printer.import("uuid", "UUID")),
        _ => text,
    }
}

fn scalar(ty: &Type) -> Option<Scalar> {
    match ty {
        Type::Scalar(scalar) => Some(*scalar),
        Type::Named(_) | Type::List(_) | Type::Map(..) => None,
    }
}

fn bytes_literal(bytes: &[u8]) -> String {
    let mut out = String::from("b\"");
    for byte in bytes {
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b' '..=b'~' => out.push(char::from(*byte)),
            _ => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push('"');
    out
}

/// JSON text as a Python literal.
pub(super) fn json_literal(text: &str) -> String {
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(value) => python_literal(&value),
        Err(_) => "None".to_owned(),
    }
}

fn python_literal(value: &serde_json::Value) -> String {
    use serde_json::Value as Json;
    match value {
        Json::Null => "None".to_owned(),
        Json::Bool(true) => "True".to_owned(),
        Json::Bool(false) => "False".to_owned(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => literal(text),
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(python_literal).collect();
            format!("[«{}»]", items.join(", "))
        }
        Json::Object(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(name, value)| format!("{}: {}", literal(name), python_literal(value)))
                .collect();
            format!("{{«{}»}}", fields.join(", "))
        }
    }
}
