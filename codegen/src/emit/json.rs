//! Values of a contract, such as defaults, as JSON on the wire.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt::Write;

use crate::model::{Model, TypeKind, Value};

/// A value as JSON on the wire.
pub(crate) fn write_json(value: &Value, model: &Model, out: &mut String) {
    match value {
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Int(value) => {
            let _ = write!(out, "{value}");
        }
        Value::Float(value) => {
            let _ = write!(out, "{value:?}");
        }
        Value::String(text) => write_text(text, out),
        Value::Bytes(bytes) => write_text(&STANDARD.encode(bytes), out),
        Value::Json(text) => out.push_str(text),
        Value::Newtype(_, value) => write_json(value, model, out),
        Value::Enum(id, position) => {
            if let TypeKind::Enum(definition) = &model[*id].kind
                && let Some(value) = definition.values.get(*position)
            {
                write_text(&value.wire, out);
            }
        }
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_json(item, model, out);
            }
            out.push(']');
        }
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| (key_text(key, model), value));
            write_object(entries, model, out);
        }
        Value::Record(_, fields) => {
            write_object(
                fields.iter().map(|(name, value)| (name.clone(), value)),
                model,
                out,
            );
        }
    }
}

fn write_object<'v>(
    entries: impl Iterator<Item = (String, &'v Value)>,
    model: &Model,
    out: &mut String,
) {
    out.push('{');
    for (index, (name, value)) in entries.enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_text(&name, out);
        out.push(':');
        write_json(value, model, out);
    }
    out.push('}');
}

/// A key of a map as the name of an object's field.
fn key_text(key: &Value, model: &Model) -> String {
    let mut text = String::new();
    write_json(key, model, &mut text);
    serde_json::from_str(&text).unwrap_or(text)
}

fn write_text(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}
