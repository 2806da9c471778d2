//! Texts of scalars: those at the edges of what is allowed, and those beyond.

use tempoc::model::{Constraints, Number, Scalar};

use crate::draft::{quoted, spelled};
use crate::random::Random;
use crate::{floats, texts, times};

/// A scalar where it stands: its type, the limits of its newtypes and of its field, and its encoding.
#[derive(Clone, Debug)]
pub(crate) struct Place<'m> {
    pub(crate) scalar: Scalar,
    pub(crate) limits: Vec<&'m Constraints>,
    pub(crate) as_string: bool,
}

/// The JSON of a value that is allowed in its place.
pub(crate) fn good_scalar(place: &Place<'_>, random: &mut Random) -> String {
    match place.scalar {
        Scalar::Bool => random.word(&["true", "false"]).to_string(),
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => {
            good_integer(place, random)
        }
        Scalar::Float32 | Scalar::Float64 => floats::good_float(place, random),
        Scalar::String => spelled(&texts::good_text(&place.limits, random), random),
        Scalar::Bytes => quoted(&texts::good_bytes(&place.limits, random)),
        Scalar::Timestamp => spelled(&times::good_timestamp(random), random),
        Scalar::Date => quoted(&times::good_date(random)),
        Scalar::Duration => quoted(&times::good_duration(random)),
        Scalar::Decimal => quoted(&good_decimal(random)),
        Scalar::Uuid => quoted(&good_uuid(random)),
        Scalar::Json => good_json(random, 3),
    }
}

/// The JSON of a value that may not be allowed in its place.
pub(crate) fn bad_scalar(place: &Place<'_>, random: &mut Random) -> String {
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
            .to_string();
    }
    match place.scalar {
        Scalar::Bool => random
            .word(&["0", "1", "\"true\"", "\"false\"", "null", "True"])
            .to_string(),
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => {
            bad_integer(place, random)
        }
        Scalar::Float32 | Scalar::Float64 => floats::bad_float(place, random),
        Scalar::String => texts::bad_text(&place.limits, random),
        Scalar::Bytes => quoted(&texts::bad_bytes(&place.limits, random)),
        Scalar::Timestamp => quoted(random.word(times::BAD_TIMESTAMPS)),
        Scalar::Date => quoted(random.word(times::BAD_DATES)),
        Scalar::Duration => quoted(random.word(times::BAD_DURATIONS)),
        Scalar::Decimal => bad_decimal(random),
        Scalar::Uuid => quoted(random.word(BAD_UUIDS)),
        Scalar::Json => random
            .word(&["null", "nul", "[1,]", "{\"a\"}", "[", "NaN", "'a'", "01"])
            .to_string(),
    }
}

/// The name of a map's entry, for a key that is allowed.
pub(crate) fn good_key(place: &Place<'_>, random: &mut Random) -> String {
    match place.scalar {
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => {
            pick_integer(place, random).to_string()
        }
        Scalar::Uuid => good_uuid(random),
        _ => texts::good_text(&place.limits, random),
    }
}

/// The name of a map's entry, for a key that may not be allowed.
pub(crate) fn bad_key(place: &Place<'_>, random: &mut Random) -> String {
    let (first, last) = range(place);
    match place.scalar {
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => random
            .pick(&[
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
            .clone(),
        Scalar::Uuid => random.word(BAD_UUIDS).to_string(),
        _ => random
            .word(&["", "\n", "A", "abcdefghijklmnopqrst", "é"])
            .to_string(),
    }
}

fn good_integer(place: &Place<'_>, random: &mut Random) -> String {
    let value = pick_integer(place, random);
    if place.as_string && random.percent(70) {
        return quoted(&value.to_string());
    }
    match value == 0 && random.percent(30) {
        true => "-0".to_owned(),
        false => value.to_string(),
    }
}

fn bad_integer(place: &Place<'_>, random: &mut Random) -> String {
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
    random.pick(&texts).clone()
}

fn pick_integer(place: &Place<'_>, random: &mut Random) -> i128 {
    let (first, last) = range(place);
    let edges = [
        first,
        last,
        first + 1,
        last - 1,
        0,
        1,
        -1,
        (1 << 53) - 1,
        1 << 53,
        (1 << 53) + 1,
        -(1 << 53) - 1,
        i128::from(i64::MAX),
        i128::from(i64::MAX) + 1,
        1_000_000_000_000_000_000,
        999_999_999_999_999_999,
        random.between(first, last),
        random.between(-1000, 1000),
    ];
    let allowed: Vec<i128> = edges
        .into_iter()
        .filter(|value| (first..=last).contains(value))
        .collect();
    *random.pick(&allowed)
}

/// The smallest and the largest integer that is allowed.
fn range(place: &Place<'_>) -> (i128, i128) {
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

fn good_decimal(random: &mut Random) -> String {
    let digits = |count: usize, random: &mut Random| -> String {
        (0..count)
            .map(|_| char::from(b'0' + random.below(10) as u8))
            .collect()
    };
    match random.below(12) {
        0 => "0".to_owned(),
        1 => "-0".to_owned(),
        2 => "0.00".to_owned(),
        3 => "1.10".to_owned(),
        4 => "-0.000".to_owned(),
        5 => format!("0.{}1", "0".repeat(random.below(30))),
        6 => format!("1{}", "0".repeat(random.below(40))),
        7 => format!("-9.{}", digits(97, random)),
        8 => format!("8{}", digits(99, random)),
        9 => format!("{}.{}", 1 + random.below(1000), digits(2, random)),
        10 => format!(
            "-{}.{}",
            1 + random.below(9),
            digits(1 + random.below(40), random)
        ),
        _ => (1 + random.below(1_000_000)).to_string(),
    }
}

fn bad_decimal(random: &mut Random) -> String {
    let mut texts: Vec<String> = [
        "",
        "+1",
        "01",
        "00",
        "-01",
        "1.",
        ".5",
        "-.5",
        "1e5",
        "1E5",
        "NaN",
        "sNaN",
        "Infinity",
        "-Infinity",
        "inf",
        "1_0",
        " 1",
        "1 ",
        "1\n",
        "٣",
        "--1",
        "-",
        ".",
        "0x1",
        "1,5",
        "1.2.3",
        "1.５",
    ]
    .map(quoted)
    .into();
    texts.extend([
        "1".to_owned(),
        "1.5".to_owned(),
        quoted(&"1".repeat(101)),
        quoted(&format!("-1.{}", "0".repeat(98))),
    ]);
    random.pick(&texts).clone()
}

fn good_uuid(random: &mut Random) -> String {
    let (high, low) = (random.next(), random.next());
    let digits = format!("{high:016x}{low:016x}");
    let uuid = [0..8, 8..12, 12..16, 16..20, 20..32]
        .map(|part| digits[part].to_owned())
        .join("-");
    match random.below(8) {
        0 => "00000000-0000-0000-0000-000000000000".to_owned(),
        1 => "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF".to_owned(),
        2 => uuid.to_uppercase(),
        3 => uuid.replace('a', "A"),
        _ => uuid,
    }
}

const BAD_UUIDS: &[&str] = &[
    "",
    "67e5504410b1426f9247bb680e5fe0c8",
    "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
    "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8",
    "67e55044-10b1-426f-9247-bb680e5fe0c",
    "67e55044-10b1-426f-9247-bb680e5fe0c88",
    "67e55044-10b1-426f-9247-bb680e5fe0cg",
    "67e550441-0b1-426f-9247-bb680e5fe0c8",
    "67e55044-10b1426f-9247-bb68-0e5fe0c8",
    "67e55044 10b1 426f 9247 bb680e5fe0c8",
    "67e55044-10b1-426f-9247-bb680e5fe0c8\n",
    "67e5504410b1426f9247bb680e5fe0c8----",
    "67e55044-10b1-426f-9247-bb680e5fe0c٣",
    "７7e55044-10b1-426f-9247-bb680e5fe0c8",
    "67e55044-10b1-426f-9247-bb680e5fe0_8",
    "0x7e55044-10b1-426f-9247-bb680e5fe0c8",
];

/// Any JSON.
///
/// Python reads a number with a fraction or an exponent as a float, so none has more digits than a float keeps,
/// and there is no `-0`, which is no float and yet has a sign.
pub(crate) fn good_json(random: &mut Random, depth: usize) -> String {
    let kinds = if depth == 0 { 8 } else { 10 };
    match random.below(kinds) {
        0 => "null".to_owned(),
        1 => random.word(&["true", "false"]).to_string(),
        2 => random
            .word(&[
                "0",
                "1",
                "-7",
                "9007199254740993",
                "18446744073709551616",
                "-123456789012345678901234567890",
            ])
            .to_string(),
        3 => random
            .word(&[
                "1.5",
                "-0.25",
                "1.50",
                "1e2",
                "1E-7",
                "123456.789",
                "0.1",
                "2.5e20",
            ])
            .to_string(),
        4..=7 => spelled(&texts::any_text(random, 6), random),
        8 => {
            let items: Vec<String> = (0..random.below(4))
                .map(|_| good_json(random, depth - 1))
                .collect();
            format!("[{}]", items.join(","))
        }
        _ => {
            let fields: Vec<String> = (0..random.below(4))
                .map(|_| {
                    let name = match random.percent(40) {
                        true => quoted(random.word(&["a", "b"])),
                        false => spelled(&texts::any_text(random, 4), random),
                    };
                    format!("{name}:{}", good_json(random, depth - 1))
                })
                .collect();
            format!("{{{}}}", fields.join(","))
        }
    }
}
