//! Values of a contract, such as defaults, as Rust expressions.

use crate::model::{Model, Scalar, Type, TypeKind, Value};
use crate::names::rust::variant_name;

use super::print::{Printer, literal};
use crate::emit::json::write_json;

/// A value as a Rust expression of its type.
pub(super) fn expression(value: &Value, ty: &Type, model: &Model, printer: &Printer<'_>) -> String {
    match (value, ty) {
        (Value::Bool(value), _) => value.to_string(),
        (Value::Int(value), Type::Scalar(Scalar::Float32 | Scalar::Float64)) => {
            format!("{:?}", *value as f64)
        }
        (Value::Int(value), Type::Scalar(_)) => value.to_string(),
        (Value::Float(value), Type::Scalar(_)) => format!("{value:?}"),
        (Value::String(text), Type::Scalar(Scalar::String)) if text.is_empty() => {
            format!("{}::new()", printer.std("String"))
        }
        (Value::String(text), Type::Scalar(Scalar::String)) => {
            let literal = literal(text);
            // A chain of calls this long would be broken.
            match literal.chars().count() > 48 {
                true => format!("{}::from(«{literal}»)", printer.std("String")),
                false => format!("{literal}.to_owned()"),
            }
        }
        (Value::Enum(id, position), _) => {
            let variant = match &model[*id].kind {
                TypeKind::Enum(definition) => definition
                    .values
                    .get(*position)
                    .map(|value| variant_name(&value.meta.name)),
                _ => None,
            };
            format!("{}::{}", printer.named(*id), variant.unwrap_or_default())
        }
        (Value::List(items), _) if items.is_empty() => format!("{}::new()", printer.std("Vec")),
        (Value::Bytes(bytes), _) if bytes.is_empty() => format!("{}::new()", printer.std("Vec")),
        (Value::Map(entries), _) if entries.is_empty() => format!("{}::new()", printer.map()),
        // Everything else is read from its JSON, by the code that reads a payload.
        _ => {
            let mut text = String::new();
            write_json(value, model, &mut text);
            format!("json::constant(«{}»)", literal(&text))
        }
    }
}
