//! Scalars: which kind of text each one is.

use crate::model::{Constraints, Model, Scalar, Type, TypeKind};

use super::any_json::any_json;
use super::draft::{quoted, spelled};
use super::random::Random;
use super::{bytes, decimals, floats, integers, texts, times, uuids};

/// A scalar where it stands: its type, the limits of its newtypes and of its field, and its encoding.
#[derive(Clone, Debug)]
pub(super) struct Place<'m> {
    pub(super) scalar: Scalar,
    pub(super) limits: Vec<&'m Constraints>,
    pub(super) as_string: bool,
}

/// What a type is behind its newtypes, with all limits on the way.
pub(super) fn within_newtypes<'m>(
    model: &'m Model,
    ty: &'m Type,
    field: Option<&'m Constraints>,
) -> (&'m Type, Vec<&'m Constraints>) {
    let mut limits: Vec<&Constraints> = field.into_iter().collect();
    let mut ty = ty;
    while let Type::Named(id) = ty
        && let TypeKind::Newtype(newtype) = &model[*id].kind
    {
        limits.push(&newtype.constraints);
        ty = &newtype.of;
    }
    (ty, limits)
}

/// How many items are made up where there have to be more.
const MOST_ITEMS: u64 = 1000;

/// How many items there are at least and at most; too few where it takes very many.
pub(super) fn counts(limits: &[&Constraints]) -> (usize, usize) {
    let least = limits.iter().filter_map(|limits| limits.min_items).max();
    let most = limits.iter().filter_map(|limits| limits.max_items).min();
    (
        least.unwrap_or(0).min(MOST_ITEMS) as usize,
        most.map_or(usize::MAX, |most| most as usize),
    )
}

/// The JSON of the values at the edges of what is allowed, the plainest first.
pub(super) fn edges(place: &Place<'_>) -> Vec<String> {
    let quoted_all = |texts: &[&str]| texts.iter().map(|text| quoted(text)).collect();
    match place.scalar {
        Scalar::Bool => ["false", "true"].map(str::to_owned).into(),
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => {
            let values = integers::edges(place).into_iter();
            values
                .map(|value| match place.as_string {
                    true => quoted(&value.to_string()),
                    false => value.to_string(),
                })
                .collect()
        }
        Scalar::Float32 | Scalar::Float64 => floats::edges(place),
        Scalar::String => {
            let texts = texts::edges(&place.limits);
            texts.iter().map(|text| quoted(text)).collect()
        }
        Scalar::Bytes => {
            let texts = bytes::edges(&place.limits);
            texts.iter().map(|text| quoted(text)).collect()
        }
        Scalar::Timestamp => quoted_all(times::PLAIN_TIMESTAMPS),
        Scalar::Date => quoted_all(times::DATES),
        Scalar::Duration => quoted_all(times::PLAIN_DURATIONS),
        Scalar::Decimal => quoted_all(decimals::EDGES),
        Scalar::Uuid => quoted_all(uuids::EDGES),
        Scalar::Json => [
            "null",
            "true",
            "0",
            "1.5",
            "\"text\"",
            "[]",
            "{\"a\":[null]}",
        ]
        .map(str::to_owned)
        .into(),
    }
}

/// The names of entries for the keys at the edges of what is allowed.
pub(super) fn key_edges(place: &Place<'_>) -> Vec<String> {
    match place.scalar {
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => {
            let values = integers::edges(place).into_iter();
            values.map(|value| value.to_string()).collect()
        }
        Scalar::Uuid => uuids::EDGES.iter().map(|&text| text.to_owned()).collect(),
        _ => texts::edges(&place.limits),
    }
}

/// The JSON of a value that is allowed in its place.
pub(super) fn good_scalar(place: &Place<'_>, random: &mut Random) -> String {
    match place.scalar {
        Scalar::Bool => random.word(&["true", "false"]).to_owned(),
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => {
            integers::good_integer(place, random)
        }
        Scalar::Float32 | Scalar::Float64 => floats::good_float(place, random),
        Scalar::String => spelled(&texts::good_text(&place.limits, random), random),
        Scalar::Bytes => quoted(&bytes::good_bytes(&place.limits, random)),
        Scalar::Timestamp => spelled(&times::good_timestamp(random), random),
        Scalar::Date => quoted(&times::good_date(random)),
        Scalar::Duration => quoted(&times::good_duration(random)),
        Scalar::Decimal => quoted(&decimals::good_decimal(random)),
        Scalar::Uuid => quoted(&uuids::good_uuid(random)),
        Scalar::Json => any_json(random, 3),
    }
}

/// The JSON of a value that may not be allowed in its place.
pub(super) fn bad_scalar(place: &Place<'_>, random: &mut Random) -> String {
    // Of whatever else there is.
    if random.percent(30) {
        return random
            .word(&[
                "null",
                "true",
                "false",
                "0",
                "1",
                "-1",
                "1.5",
                "1e2",
                "\"\"",
                "\"text\"",
                "\"1\"",
                "\"true\"",
                "[]",
                "{}",
                "[1]",
                "{\"a\":1}",
                "[null]",
            ])
            .to_owned();
    }
    match place.scalar {
        Scalar::Bool => random
            .word(&["0", "1", "\"true\"", "\"false\"", "null", "True"])
            .to_owned(),
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => {
            integers::bad_integer(place, random)
        }
        Scalar::Float32 | Scalar::Float64 => floats::bad_float(place, random),
        Scalar::String => texts::bad_text(&place.limits, random),
        Scalar::Bytes => quoted(&bytes::bad_bytes(&place.limits, random)),
        Scalar::Timestamp => quoted(random.word(times::BAD_TIMESTAMPS)),
        Scalar::Date => quoted(random.word(times::BAD_DATES)),
        Scalar::Duration => quoted(random.word(times::BAD_DURATIONS)),
        Scalar::Decimal => decimals::bad_decimal(random),
        Scalar::Uuid => quoted(random.word(uuids::BAD_UUIDS)),
        Scalar::Json => random
            .word(&["null", "nul", "[1,]", "{\"a\"}", "[", "NaN", "'a'", "01"])
            .to_owned(),
    }
}

/// The name of a map's entry, for a key that is allowed.
pub(super) fn good_key(place: &Place<'_>, random: &mut Random) -> String {
    match place.scalar {
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => {
            integers::pick_integer(place, random).to_string()
        }
        Scalar::Uuid => uuids::good_uuid(random),
        _ => texts::good_text(&place.limits, random),
    }
}

/// The name of a map's entry, for a key that may not be allowed.
pub(super) fn bad_key(place: &Place<'_>, random: &mut Random) -> String {
    let (first, last) = integers::range(place);
    match place.scalar {
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => random
            .word(&[
                "07".to_owned(),
                "+7".to_owned(),
                "-0".to_owned(),
                " 7".to_owned(),
                "7 ".to_owned(),
                "1.0".to_owned(),
                "1e2".to_owned(),
                "1_0".to_owned(),
                "٣".to_owned(),
                String::new(),
                "seven".to_owned(),
                (first - 1).to_string(),
                (last + 1).to_string(),
                "1".repeat(40),
            ])
            .to_owned(),
        Scalar::Uuid => random.word(uuids::BAD_UUIDS).to_owned(),
        _ => random
            .word(&["", "\n", "A", "abcdefghijklmnopqrst", "é"])
            .to_owned(),
    }
}
