//! Texts of integers: those at the edges of what is allowed, and those beyond.

use std::collections::BTreeSet;

use crate::model::{Number, Scalar};

use super::draft::quoted;
use super::random::Random;
use super::scalars::Place;

/// The JSON of an integer that is allowed.
pub(super) fn good_integer(place: &Place<'_>, random: &mut Random) -> String {
    let value = pick_integer(place, random);
    if place.as_string && random.percent(70) {
        return quoted(&value.to_string());
    }
    match value == 0 && random.percent(30) {
        true => "-0".to_owned(),
        false => value.to_string(),
    }
}

/// The JSON of what may be no integer, or one beyond its limits.
pub(super) fn bad_integer(place: &Place<'_>, random: &mut Random) -> String {
    let (first, last) = range(place);
    let mut texts = vec![
        (first - 1).to_string(),
        (last + 1).to_string(),
        (first - 1000).to_string(),
        i32::MIN.to_string(),
        (i64::from(i32::MIN) - 1).to_string(),
        (i64::from(i32::MAX) + 1).to_string(),
        u32::MAX.to_string(),
        (u64::from(u32::MAX) + 1).to_string(),
        i64::MIN.to_string(),
        (i128::from(i64::MIN) - 1).to_string(),
        (i128::from(i64::MAX) + 1).to_string(),
        (i128::from(u64::MAX) + 1).to_string(),
        format!("1{}", "0".repeat(70)),
        format!("-9{}", "0".repeat(25)),
        "1.0".to_owned(),
        "0.0".to_owned(),
        "-0.0".to_owned(),
        "1.5".to_owned(),
        "1e0".to_owned(),
        "1E2".to_owned(),
        "1e400".to_owned(),
        "\"1\"".to_owned(),
        "01".to_owned(),
        "+1".to_owned(),
        "0x1".to_owned(),
        "1_000".to_owned(),
        "NaN".to_owned(),
    ];
    if place.as_string {
        let wrong = [
            "07", "+7", "-0", " 7", "7 ", "7\n", "7.0", "1e2", "1_0", "٣", "", "-", "0x1", "７",
            "00", "seven",
        ];
        texts.extend(wrong.map(quoted));
        texts.extend([first - 1, last + 1].map(|value| quoted(&value.to_string())));
    }
    random.word(&texts).to_owned()
}

/// An integer that is allowed.
pub(super) fn pick_integer(place: &Place<'_>, random: &mut Random) -> i128 {
    let (first, last) = range(place);
    let mut values = edges(place);
    values.push(random.between(first, last));
    let small = random.between(-1000, 1000);
    if (first..=last).contains(&small) {
        values.push(small);
    }
    random.pick(&values).copied().unwrap_or_default()
}

/// The integers at the edges of what is allowed, the one that is nearest to 0 first.
pub(super) fn edges(place: &Place<'_>) -> Vec<i128> {
    let (first, last) = range(place);
    let mut edges = vec![
        0.clamp(first, last.max(first)),
        1,
        -1,
        first,
        last,
        first + 1,
        last - 1,
        (1 << 53) - 1,
        1 << 53,
        (1 << 53) + 1,
        -(1 << 53) - 1,
        i128::from(i64::MAX),
        i128::from(i64::MAX) + 1,
        1_000_000_000_000_000_000,
        999_999_999_999_999_999,
        i32::MAX.into(),
        i128::from(i32::MAX) + 1,
        u32::MAX.into(),
        i128::from(u32::MAX) + 1,
    ];
    let mut known = BTreeSet::new();
    edges.retain(|value| (first..=last).contains(value) && known.insert(*value));
    edges
}

/// The smallest and the largest integer that is allowed.
pub(super) fn range(place: &Place<'_>) -> (i128, i128) {
    let (mut first, mut last) = match place.scalar {
        Scalar::Int32 => (i32::MIN.into(), i32::MAX.into()),
        Scalar::Int64 => (i64::MIN.into(), i64::MAX.into()),
        Scalar::Uint32 => (0, u32::MAX.into()),
        Scalar::Uint64 => (0, u64::MAX.into()),
        _ => (0, 0),
    };
    for limits in &place.limits {
        if let Some(Number::Int(min)) = limits.min {
            first = first.max(min);
        }
        if let Some(Number::Int(max)) = limits.max {
            last = last.min(max);
        }
    }
    (first, last)
}
