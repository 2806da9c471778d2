//! Scalars of two kinds: what a reader of the one makes of what a writer of the other wrote.

use crate::breaking::change::{Effect, Outcome};
use crate::breaking::rules::Rule;
use crate::model::Scalar;

/// A scalar, and whether its whole numbers are written as JSON strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) scalar: Scalar,
    pub(super) as_string: bool,
}

/// What is said of two scalars that differ.
pub(super) fn rule_of_scalars(old: Scalar, new: Scalar) -> Rule {
    match (old, new) {
        _ if is_within(old, new) => Rule::IntWidened,
        _ if range(old).is_some() && range(new).is_some() => Rule::IntNarrowed,
        (Scalar::Float32, Scalar::Float64) => Rule::FloatWidened,
        (Scalar::Float64, Scalar::Float32) => Rule::FloatNarrowed,
        _ if range(old).is_some() && is_float(new) => Rule::IntToFloat,
        _ if is_float(old) && range(new).is_some() => Rule::FloatToInt,
        _ if is_text(old) && is_text(new) => Rule::ScalarFormatChanged,
        _ => Rule::FieldTypeChanged,
    }
}

/// What becomes of a payload, in both directions.
pub(super) fn scalar_effect(old: Form, new: Form) -> Effect {
    Effect::new(outcome(old, new), outcome(new, old))
}

fn outcome(writer: Form, reader: Form) -> Outcome {
    let fine_if = |fine| match fine {
        true => Outcome::Fine,
        false => Outcome::Depends,
    };
    match (writer.scalar, reader.scalar) {
        (_, Scalar::Json) => Outcome::Fine,
        // A reader of strings also reads the numbers of older writers; a reader of numbers reads no strings.
        (from, to) if range(from).is_some() && range(to).is_some() => {
            match writer.as_string && !reader.as_string {
                true => Outcome::Refused,
                false => fine_if(is_within(from, to)),
            }
        }
        (from, Scalar::String) if range(from).is_some() => match writer.as_string {
            true => Outcome::Fine,
            false => Outcome::Refused,
        },
        (_, to) if is_float(to) && writer.as_string => Outcome::Refused,
        (Scalar::Int32 | Scalar::Uint32 | Scalar::Float32, Scalar::Float64) => Outcome::Fine,
        // Large ones are rounded.
        (from, to) if is_float(to) && (range(from).is_some() || is_float(from)) => {
            fine_if(from == to)
        }
        (Scalar::String, Scalar::String) => Outcome::Fine,
        // The text of it: read, and not meant.
        (Scalar::Bytes, Scalar::String) => Outcome::Depends,
        (from, Scalar::String) if is_text(from) => Outcome::Fine,
        (from, to) if from == to => Outcome::Fine,
        // Floats are written with a fraction, even of nothing, and readers of whole numbers take none.
        _ => Outcome::Refused,
    }
}

/// The smallest and the largest of the whole numbers.
fn range(scalar: Scalar) -> Option<(i128, i128)> {
    match scalar {
        Scalar::Int32 => Some((i32::MIN.into(), i32::MAX.into())),
        Scalar::Int64 => Some((i64::MIN.into(), i64::MAX.into())),
        Scalar::Uint32 => Some((0, u32::MAX.into())),
        Scalar::Uint64 => Some((0, u64::MAX.into())),
        _ => None,
    }
}

/// Whether all whole numbers of the one are also of the other.
fn is_within(small: Scalar, large: Scalar) -> bool {
    match (range(small), range(large)) {
        (Some(small), Some(large)) => large.0 <= small.0 && small.1 <= large.1,
        _ => false,
    }
}

fn is_float(scalar: Scalar) -> bool {
    matches!(scalar, Scalar::Float32 | Scalar::Float64)
}

/// Whether it is a string on the wire.
fn is_text(scalar: Scalar) -> bool {
    match scalar {
        Scalar::String
        | Scalar::Bytes
        | Scalar::Timestamp
        | Scalar::Date
        | Scalar::Duration
        | Scalar::Decimal
        | Scalar::Uuid => true,
        Scalar::Bool
        | Scalar::Int32
        | Scalar::Int64
        | Scalar::Uint32
        | Scalar::Uint64
        | Scalar::Float32
        | Scalar::Float64
        | Scalar::Json => false,
    }
}
