//! Texts of floating-point numbers.
//!
//! `-0` is not one of them: Python's parser takes it for an integer, and integers have no sign of zero.

use crate::model::{Number, Scalar};

use super::random::Random;
use super::scalars::Place;

const EDGES: &[&str] = &[
    "0",
    "0.0",
    "-0.0",
    "1",
    "-1",
    "0.1",
    "0.5",
    "-0.5",
    "1.5",
    "100",
    "1e2",
    "1E2",
    "1e+2",
    "1e-5",
    "0.0001",
    "0.00001",
    "1e15",
    "1e16",
    "1e17",
    "123456789012345680000",
    "1e20",
    "1e21",
    "1e22",
    "1e23",
    "100000000000000000000",
    "0.30000000000000004",
    "18.990000000000002",
    "0.1000000000000000055511151231257827021181583404541015625",
    "2.2250738585072011e-308",
    "2.2250738585072014e-308",
    "5e-324",
    "2e-324",
    "1e-400",
    "1.7976931348623157e308",
    "1.7976931348623157e+308",
    "9007199254740991",
    "9007199254740993",
    "9007199254740993.0",
    "-9007199254740993",
    "9223372036854775807",
    "18446744073709551615",
    "16777217",
    "16777216",
    "16777219.0",
    "3.4028235e38",
    "3.4028234663852886e38",
    "1e-45",
    "7.1e-46",
    "7.0064923216240853546186479164495806564013097093825788587853e-46",
    "7.0064923216240853546186479164495806564013097093825788587854e-46",
    "1.17549435e-38",
    "1.00000017881393432617187499",
    "1.00000017881393432617187500",
    "1.00000017881393432617187501",
    "1.000000178813934326171874",
    "1.000000178813934326171876",
    "3.4028235677973360e38",
    "9007199791611905",
];

/// What is allowed of these is tried as an edge.
const PLAIN: &[&str] = &[
    "0.0",
    "1.5",
    "-0.5",
    "0.1",
    "1.0",
    "-1.0",
    "1e21",
    "16777217.0",
    "9007199254740992.0",
    "5e-324",
    "3.4028235e38",
    "-3.4028235e38",
    "1.7976931348623157e308",
];

/// The floats at the edges of what is allowed, as JSON.
pub(super) fn edges(place: &Place<'_>) -> Vec<String> {
    let mut edges: Vec<String> = PLAIN.iter().map(|&text| text.to_owned()).collect();
    for limit in limits(place) {
        edges.push(format!("{limit:?}"));
        if place.scalar == Scalar::Float32 {
            // The limit itself may be none of its values.
            let nearest = limit as f32;
            edges
                .extend([nearest.next_down(), nearest.next_up()].map(|value| format!("{value:?}")));
        }
    }
    edges.retain(|text| is_allowed(place, text));
    edges
}

/// A float that is allowed.
pub(super) fn good_float(place: &Place<'_>, random: &mut Random) -> String {
    let single = place.scalar == Scalar::Float32;
    for _ in 0..50 {
        let text = match random.below(10) {
            0..=4 => random.word(EDGES).to_string(),
            5 if single => format!("{:?}", f32::from_bits(random.bits() as u32)),
            5 => format!("{:?}", f64::from_bits(random.bits())),
            6 => format!("{:.16e}", f64::from_bits(random.bits())),
            7 => edge_of_limits(place, random),
            8 => format!("{}", random.between(-1000, 1000)),
            _ => format!("{:.2}", random.between(-100_000, 100_000) as f64 / 100.0),
        };
        if is_allowed(place, &text) {
            return text;
        }
    }
    "0.1".to_owned()
}

/// What may be no float, or one beyond its limits.
pub(super) fn bad_float(place: &Place<'_>, random: &mut Random) -> String {
    let huge = format!("1{}", "0".repeat(400));
    let texts = [
        "1e400",
        "-1e400",
        "1e309",
        "1.7976931348623159e308",
        huge.as_str(),
        "3.5e38",
        "3.4028236e38",
        "3.4028235677973366e38",
        "3.4028235677973362e38",
        "1e39",
        "NaN",
        "Infinity",
        "-Infinity",
        "\"1.5\"",
        "\"NaN\"",
        "true",
        "1.",
        ".5",
        "01.5",
        "1e",
        "+1.5",
    ];
    match random.percent(30) {
        true => beyond_limits(place, random),
        false => random.word(&texts).to_owned(),
    }
}

/// A limit, in one of its spellings.
fn edge_of_limits(place: &Place<'_>, random: &mut Random) -> String {
    match limits(place).as_slice() {
        [] => "0.25".to_owned(),
        limits => format!("{:?}", random.pick(limits).copied().unwrap_or(0.25)),
    }
}

/// The next number beyond a limit, and those that a float32 rounds to the limit.
fn beyond_limits(place: &Place<'_>, random: &mut Random) -> String {
    match limits(place).as_slice() {
        [] => "null".to_owned(),
        limits => {
            let limit = random.pick(limits).copied().unwrap_or_default();
            let values = [
                limit.next_up(),
                limit.next_down(),
                f64::from((limit as f32).next_up()),
                f64::from((limit as f32).next_down()),
                limit + 1.0,
                limit - 1.0,
            ];
            format!("{:?}", random.pick(&values).copied().unwrap_or(limit))
        }
    }
}

fn limits(place: &Place<'_>) -> Vec<f64> {
    let numbers = place
        .limits
        .iter()
        .flat_map(|limits| [limits.min, limits.max]);
    numbers.flatten().map(as_float).collect()
}

fn is_allowed(place: &Place<'_>, text: &str) -> bool {
    let single = place.scalar == Scalar::Float32;
    text.parse::<f64>().is_ok_and(|value| {
        let kept = match single {
            true => f64::from(value as f32),
            false => value,
        };
        kept.is_finite() && is_within(place, kept)
    })
}

fn is_within(place: &Place<'_>, value: f64) -> bool {
    place.limits.iter().all(|limits| {
        limits.min.is_none_or(|min| as_float(min) <= value)
            && limits.max.is_none_or(|max| value <= as_float(max))
    })
}

fn as_float(number: Number) -> f64 {
    match number {
        Number::Int(value) => value as f64,
        Number::Float(value) => value,
    }
}
