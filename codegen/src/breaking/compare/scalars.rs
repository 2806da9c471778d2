//! Scalars of two kinds: what a reader of the one makes of what a writer of the other wrote.

use crate::breaking::change::Outcome;
use crate::breaking::rules::Rule;
use crate::model::Scalar;

/// A scalar as one version writes it, or may have read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) scalar: Scalar,
    /// Whether its whole numbers are JSON strings.
    pub(super) as_string: bool,
    /// The whole numbers that it may be, where it is one.
    pub(super) range: Option<(i128, i128)>,
}

/// What is said of two scalars that differ.
pub(super) fn rule_of_scalars(old: Scalar, new: Scalar) -> Rule {
    match (old, new) {
        _ if is_within(whole_range(old), whole_range(new)) => Rule::IntWidened,
        _ if whole_range(old).is_some() && whole_range(new).is_some() => Rule::IntNarrowed,
        (Scalar::Float32, Scalar::Float64) => Rule::FloatWidened,
        (Scalar::Float64, Scalar::Float32) => Rule::FloatNarrowed,
        _ if whole_range(old).is_some() && is_float(new) => Rule::IntToFloat,
        _ if is_float(old) && whole_range(new).is_some() => Rule::FloatToInt,
        _ if is_text(old) && is_text(new) => Rule::ScalarFormatChanged,
        _ => Rule::FieldTypeChanged,
    }
}

/// Whether two scalars can have the same limits: both are numbers, or both are one kind of text.
pub(super) fn have_same_limits(old: Scalar, new: Scalar) -> bool {
    old == new || (is_number(old) && is_number(new))
}

/// What a reader makes of what was written; limits of the reader are not looked at.
pub(super) fn scalar_outcome(writer: Form, reader: Scalar, reads_strings: bool) -> Outcome {
    use Scalar::{Bytes, Decimal, Float32, Float64, Json, String};
    let fine_if = |fine| match fine {
        true => Outcome::Fine,
        false => Outcome::Depends,
    };
    let is_whole = writer.range.is_some();
    match (writer.scalar, reader) {
        (_, Json) => Outcome::Fine,
        // A reader of strings also reads the numbers of older writers; a reader of numbers reads no strings.
        _ if is_whole && whole_range(reader).is_some() => {
            match writer.as_string && !reads_strings {
                true => Outcome::Refused,
                false => fine_if(is_within(writer.range, whole_range(reader))),
            }
        }
        (_, String | Decimal) if is_whole && writer.as_string => Outcome::Fine,
        (_, to) if is_float(to) && is_whole && !writer.as_string => {
            // Large ones are rounded.
            fine_if(is_within(writer.range, exact_in(to)))
        }
        (Float32 | Float64, Float64) | (Float32, Float32) => Outcome::Fine,
        (Float64, Float32) => Outcome::Depends,
        // The text of it: read, and not meant.
        (Bytes, String) => Outcome::Depends,
        (from, String) if is_text(from) => Outcome::Fine,
        (from, to) if from == to => Outcome::Fine,
        // Floats are written with a fraction, even of nothing, and readers of whole numbers take none.
        _ => Outcome::Refused,
    }
}

/// The smallest and the largest of the whole numbers.
pub(super) fn whole_range(scalar: Scalar) -> Option<(i128, i128)> {
    match scalar {
        Scalar::Int32 => Some((i32::MIN.into(), i32::MAX.into())),
        Scalar::Int64 => Some((i64::MIN.into(), i64::MAX.into())),
        Scalar::Uint32 => Some((0, u32::MAX.into())),
        Scalar::Uint64 => Some((0, u64::MAX.into())),
        _ => None,
    }
}

/// The whole numbers up to which each has a float of its own.
fn exact_in(float: Scalar) -> Option<(i128, i128)> {
    match float {
        Scalar::Float32 => Some((-(1 << 24), 1 << 24)),
        Scalar::Float64 => Some((-(1 << 53), 1 << 53)),
        _ => None,
    }
}

/// Whether all whole numbers of the one are also of the other.
fn is_within(small: Option<(i128, i128)>, large: Option<(i128, i128)>) -> bool {
    match (small, large) {
        (Some(small), Some(large)) => large.0 <= small.0 && small.1 <= large.1,
        _ => false,
    }
}

pub(super) fn is_number(scalar: Scalar) -> bool {
    whole_range(scalar).is_some() || is_float(scalar)
}

pub(super) fn is_float(scalar: Scalar) -> bool {
    matches!(scalar, Scalar::Float32 | Scalar::Float64)
}

/// Whether it is a string on the wire.
pub(super) fn is_text(scalar: Scalar) -> bool {
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
