//! Values against the limits of their types.

use super::constraints::compare;
use crate::diagnostic::shown::shown;
use crate::model::{Constraints, Number, Value};

/// The limit that a value breaks, in words.
pub(super) fn broken_limit(value: &Value, limits: &Constraints) -> Option<String> {
    match value {
        Value::Newtype(_, inner) => broken_limit(inner, limits),
        Value::Int(whole) => broken_range(Number::Int(*whole), limits),
        Value::Float(float) => broken_range(Number::Float(*float), limits),
        Value::String(text) => broken_length(text.chars().count() as u64, "characters", limits)
            .or_else(|| {
                let pattern = limits.pattern.as_ref()?;
                let regex = regex_lite::Regex::new(pattern).ok()?;
                (!regex.is_match(text)).then(|| {
                    format!(
                        "{} does not match the pattern {}",
                        shown(text),
                        shown(pattern)
                    )
                })
            }),
        Value::Bytes(bytes) => broken_length(bytes.len() as u64, "bytes", limits),
        Value::List(items) => broken_count(items.len() as u64, limits).or_else(|| {
            let twice =
                limits.unique && (1..items.len()).any(|at| items[..at].contains(&items[at]));
            twice.then(|| "the items have to differ".to_owned())
        }),
        Value::Map(entries) => broken_count(entries.len() as u64, limits),
        Value::Bool(_) | Value::Enum(..) | Value::Record(..) | Value::Json(_) => None,
    }
}

fn broken_range(number: Number, limits: &Constraints) -> Option<String> {
    let shown = |number: Number| match number {
        Number::Int(whole) => whole.to_string(),
        Number::Float(float) => float.to_string(),
    };
    if let Some(min) = limits.min
        && compare(number, min)?.is_lt()
    {
        return Some(format!(
            "`{}` is less than `min`, which is {}",
            shown(number),
            shown(min)
        ));
    }
    if let Some(max) = limits.max
        && compare(number, max)?.is_gt()
    {
        return Some(format!(
            "`{}` is more than `max`, which is {}",
            shown(number),
            shown(max)
        ));
    }
    None
}

fn broken_length(length: u64, unit: &str, limits: &Constraints) -> Option<String> {
    if let Some(least) = limits.min_length.filter(|least| length < *least) {
        return Some(format!(
            "it has {length} {unit}, and `min_length` is {least}"
        ));
    }
    let most = limits.max_length.filter(|most| length > *most)?;
    Some(format!(
        "it has {length} {unit}, and `max_length` is {most}"
    ))
}

fn broken_count(count: u64, limits: &Constraints) -> Option<String> {
    if let Some(least) = limits.min_items.filter(|least| count < *least) {
        return Some(format!("it has {count} items, and `min_items` is {least}"));
    }
    let most = limits.max_items.filter(|most| count > *most)?;
    Some(format!("it has {count} items, and `max_items` is {most}"))
}
