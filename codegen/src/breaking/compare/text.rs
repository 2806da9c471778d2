//! Parts of a contract as a schema writes them.

use crate::emit::json::write_json;
use crate::model::{Model, Type, Value};

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

/// A value: `{"a":1}`.
pub(super) fn value_text(model: &Model, value: &Value) -> String {
    let mut text = String::new();
    write_json(value, model, &mut text);
    text
}
