//! Texts of decimals.

use super::draft::quoted;
use super::random::Random;

/// Decimals at the edges.
pub(super) const EDGES: &[&str] = &[
    "0",
    "1.10",
    "-1.5",
    "0.000000000000000000000000000001",
    "100000000000000000000000000000000",
    "-0.00",
];

/// A decimal that is allowed.
pub(super) fn good_decimal(random: &mut Random) -> String {
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

/// The JSON of what may be no decimal.
pub(super) fn bad_decimal(random: &mut Random) -> String {
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
    random.word(&texts).to_owned()
}
