//! Parts of a contract as a schema writes them.

use std::time::Duration;

use crate::emit::json::write_json;
use crate::model::{Field, Model, Record, Template, TemplatePart, Type, Value};

/// A type: `list<Address>`.
pub(super) fn type_text(model: &Model, ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => scalar.name().to_owned(),
        Type::Named(id) => model[*id].meta.name.clone(),
        Type::List(item) => format!("list<{}>", type_text(model, item)),
        Type::Map(key, value) => {
            format!(
                "map<{}, {}>",
                type_text(model, key),
                type_text(model, value)
            )
        }
    }
}

/// What a definition takes and gives: `OrderInput -> OrderResult`.
pub(super) fn payloads_text(model: &Model, input: Option<&Type>, output: Option<&Type>) -> String {
    let text = |ty: Option<&Type>| ty.map(|ty| type_text(model, ty)).unwrap_or_default();
    format!("{} -> {}", text(input), text(output))
}

/// The fields of a record: `code: string, message: string`.
pub(super) fn fields_text(model: &Model, record: &Record) -> String {
    let field = |field: &Field| format!("{}: {}", field.wire, type_text(model, &field.ty));
    record
        .fields
        .iter()
        .map(field)
        .collect::<Vec<_>>()
        .join(", ")
}

/// A value: `{"a":1}`.
pub(super) fn value_text(model: &Model, value: &Value) -> String {
    let mut text = String::new();
    write_json(value, model, &mut text);
    text
}

/// Whether two values are the same JSON on the wire, whatever their types are; a number is what it is in any form.
pub(super) fn is_same_value(old: (&Model, &Value), new: (&Model, &Value)) -> bool {
    let (before, after) = (inner(old.1), inner(new.1));
    match (before, after) {
        (Value::Int(whole), Value::Float(float)) | (Value::Float(float), Value::Int(whole)) => {
            float.fract() == 0.0 && *float as i128 == *whole
        }
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::List(a), Value::List(b)) => {
            let mut both = a.iter().zip(b);
            a.len() == b.len() && both.all(|(a, b)| is_same_value((old.0, a), (new.0, b)))
        }
        (Value::Map(a), Value::Map(b)) => {
            let key = |model, key: &Value| value_text(model, key);
            let mut both = a.iter().zip(b);
            a.len() == b.len()
                && both.all(|(a, b)| {
                    key(old.0, &a.0) == key(new.0, &b.0)
                        && is_same_value((old.0, &a.1), (new.0, &b.1))
                })
        }
        (Value::Record(_, a), Value::Record(_, b)) => {
            let mut both = a.iter().zip(b);
            a.len() == b.len()
                && both.all(|(a, b)| a.0 == b.0 && is_same_value((old.0, &a.1), (new.0, &b.1)))
        }
        _ => value_text(old.0, before) == value_text(new.0, after),
    }
}

/// What a value of a newtype is made of.
fn inner(value: &Value) -> &Value {
    match value {
        Value::Newtype(_, of) => inner(of),
        _ => value,
    }
}

/// A template: `order/{input.order_id}`.
pub(super) fn template_text(template: &Template) -> String {
    let part = |part: &TemplatePart| match part {
        TemplatePart::Text(text) => text.replace('{', "{{").replace('}', "}}"),
        TemplatePart::Input(path, _) => format!("{{input.{}}}", path.join(".")),
        TemplatePart::WholeInput(_) => String::from("{input}"),
        TemplatePart::ParentId => String::from("{parent.id}"),
        TemplatePart::Uuid => String::from("{uuid}"),
    };
    template.parts.iter().map(part).collect()
}

/// A duration: `1h30m`; nothing is `unlimited`.
pub(super) fn duration_text(duration: Duration) -> String {
    let units = [
        (86_400_000, "d"),
        (3_600_000, "h"),
        (60_000, "m"),
        (1_000, "s"),
        (1, "ms"),
    ];
    let mut rest = duration.as_millis();
    let mut text = String::new();
    for (length, unit) in units {
        if rest >= length {
            text.push_str(&format!("{}{unit}", rest / length));
            rest %= length;
        }
    }
    match text.is_empty() {
        true => String::from("unlimited"),
        false => text,
    }
}
