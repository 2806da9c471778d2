//! The types of the language.

use tempoc_json::{
    Date, Decimal, Decode, Duration, Encode, Error, Json, Node, Text, Timestamp, Uuid,
};

use super::value::Value;
use crate::model::Scalar;

/// Reads a scalar.
pub(super) fn read_scalar<'m>(scalar: Scalar, node: Node<'_>) -> Result<Value<'m>, Error> {
    match scalar {
        Scalar::Int32 => i32::decode(node).map(|value| Value::Int(value.into())),
        Scalar::Int64 => i64::decode(node).map(Value::Int),
        Scalar::Uint32 => u32::decode(node).map(|value| Value::Uint(value.into())),
        Scalar::Uint64 => u64::decode(node).map(Value::Uint),
        Scalar::Float32 => f32::decode(node).map(Value::Float32),
        Scalar::Float64 => f64::decode(node).map(Value::Float64),
        Scalar::String => String::decode(node).map(Value::String),
        Scalar::Bytes => Vec::decode(node).map(Value::Bytes),
        Scalar::Bool => read_other::<bool>(node),
        Scalar::Timestamp => read_other::<Timestamp>(node),
        Scalar::Date => read_other::<Date>(node),
        Scalar::Duration => read_other::<Duration>(node),
        Scalar::Decimal => read_other::<Decimal>(node),
        Scalar::Uuid => read_other::<Uuid>(node),
        Scalar::Json => <Json as Decode>::decode(node).map(Value::Other),
    }
}

/// Reads a scalar of a field with `encoding: string`, which only whole numbers of 64 bits may have.
pub(super) fn read_text<'m>(scalar: Scalar, node: Node<'_>) -> Result<Value<'m>, Error> {
    match scalar {
        Scalar::Int64 => Text::decode(node).map(|text| Value::IntText(text.0)),
        Scalar::Uint64 => Text::decode(node).map(|text| Value::UintText(text.0)),
        other => read_scalar(other, node),
    }
}

fn read_other<'m, T: Decode + Encode>(node: Node<'_>) -> Result<Value<'m>, Error> {
    Json::encode(&T::decode(node)?).map(Value::Other)
}
