//! Texts of timestamps, dates and durations.
//!
//! What is allowed has at most six digits of a second that are not 0: Python's clock has no more, and cuts the
//! rest.

use super::random::Random;

pub(super) fn good_timestamp(random: &mut Random) -> String {
    if random.percent(30) {
        return random.word(EDGES).to_owned();
    }
    let date = format!(
        "{:04}-{:02}-{:02}",
        random.between(2, 9998),
        random.between(1, 12),
        random.between(1, 28)
    );
    let time = format!(
        "{:02}:{:02}:{:02}",
        random.below(24),
        random.below(60),
        random.below(60)
    );
    let separator = random.word(&["T", "T", "T", "t"]);
    let fraction = fraction(random);
    let offset = match random.below(5) {
        0..=2 => random.word(&["Z", "Z", "z", "+00:00", "-00:00"]).to_owned(),
        _ => format!(
            "{}{:02}:{:02}",
            random.word(&["+", "-"]),
            random.below(24),
            random.below(60)
        ),
    };
    format!("{date}{separator}{time}{fraction}{offset}")
}

pub(super) fn good_date(random: &mut Random) -> String {
    match random.percent(30) {
        true => random.word(DATES).to_owned(),
        false => format!(
            "{:04}-{:02}-{:02}",
            random.between(1, 9999),
            random.between(1, 12),
            random.between(1, 28)
        ),
    }
}

pub(super) fn good_duration(random: &mut Random) -> String {
    if random.percent(40) {
        return random
            .word(&[
                "PT0S",
                "-PT0S",
                "P0D",
                "PT0.000S",
                "P1D",
                "PT1.5S",
                "-PT1.5S",
                "-PT0.000001S",
                "PT0.999999S",
                "-PT0.999999S",
                "PT59.999999S",
                "PT36H",
                "PT90M",
                "PT86400S",
                "P999999999D",
                "-P999999999D",
                "PT86399999913600S",
                "-PT86399999913600S",
                "P999999998DT23H59M59.999999S",
                "PT000000000000000001S",
                "PT0.100000000S",
            ])
            .to_owned();
    }
    let sign = random.word(&["", "", "-"]);
    let days = random
        .percent(40)
        .then(|| format!("{}D", random.below(100_000)));
    let mut time = String::new();
    for (unit, most) in [("H", 100), ("M", 100)] {
        if random.percent(40) {
            time += &format!("{}{unit}", random.below(most));
        }
    }
    if random.percent(60) || (days.is_none() && time.is_empty()) {
        time += &format!("{}{}S", random.below(1_000_000), fraction(random));
    }
    let time = if time.is_empty() {
        time
    } else {
        format!("T{time}")
    };
    format!("{sign}P{}{time}", days.unwrap_or_default())
}

/// Up to six digits of a second; or more of them, of which the last are 0.
fn fraction(random: &mut Random) -> String {
    let micros = format!("{:06}", random.below(1_000_000));
    match random.below(5) {
        0 | 1 => String::new(),
        2 => format!(".{}", &micros[..1 + random.below(6)]),
        3 => format!(".{micros}"),
        _ => format!(".{micros}{}", "0".repeat(1 + random.below(3))),
    }
}

/// Timestamps as they are written, at the edges.
pub(super) const PLAIN_TIMESTAMPS: &[&str] = &[
    "1970-01-01T00:00:00Z",
    "2026-01-02T03:04:05.123456Z",
    "0001-01-01T00:00:00Z",
    "1969-12-31T23:59:59.5Z",
    "9999-12-30T22:00:00Z",
];

/// Dates at the edges.
pub(super) const DATES: &[&str] = &[
    "1970-01-01",
    "2024-02-29",
    "0001-01-01",
    "9999-12-31",
    "2000-02-29",
];

/// Durations as they are written, at the edges.
pub(super) const PLAIN_DURATIONS: &[&str] = &[
    "PT0S",
    "PT1.5S",
    "-PT1.5S",
    "PT0.000001S",
    "PT36H",
    "PT86399999913600S",
    "-PT86399999913600S",
];

const EDGES: &[&str] = &[
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00.000001Z",
    "0001-01-01T05:30:00+05:30",
    "0001-01-01T23:59:00+23:59",
    "9999-12-30T22:00:00Z",
    "9999-12-30T21:59:59.999999Z",
    "9999-12-31T21:59:00+23:59",
    "9999-12-30T20:00:00-02:00",
    "1970-01-01T00:00:00Z",
    "1969-12-31T23:59:59.999999Z",
    "1969-12-31T23:59:59.5Z",
    "2024-02-29T12:00:00Z",
    "2000-02-29T23:59:59+00:01",
    "1900-02-28T23:59:59-00:01",
    "2026-01-02T03:04:05Z",
    "2026-01-02t03:04:05z",
    "2026-01-02T03:04:05.100000000Z",
];

pub(super) const BAD_TIMESTAMPS: &[&str] = &[
    "",
    "2026-01-02",
    "2026-01-02T03:04:05",
    "2026-01-02 03:04:05Z",
    "2026-01-02T03:04Z",
    "2026-01-02T03Z",
    "2026-01-02T03:04:05.Z",
    "2026-01-02T03:04:05.1234567890Z",
    "2026-01-02T03:04:05,5Z",
    "2026-01-02T03:04:05+0530",
    "2026-01-02T03:04:05+05",
    "2026-01-02T03:04:05+5:30",
    "2026-01-02T03:04:05+24:00",
    "2026-01-02T03:04:05+05:60",
    "2026-01-02T03:04:05+05:30:15",
    "2026-01-02T03:04:05Z+00:00",
    "2026-01-02T03:04:05 Z",
    "2026-01-02T03:04:05UTC",
    "2026-01-02T03:04:05[UTC]",
    "2026-01-02T24:00:00Z",
    "2026-01-02T03:60:05Z",
    "2026-01-02T03:04:60Z",
    "2016-12-31T23:59:60Z",
    "2023-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2026-13-02T03:04:05Z",
    "2026-00-02T03:04:05Z",
    "2026-01-00T03:04:05Z",
    "2026-04-31T03:04:05Z",
    "0000-01-01T00:00:00Z",
    "-0001-01-01T00:00:00Z",
    "+2026-01-02T03:04:05Z",
    "10000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+00:01",
    "0001-01-01T00:00:00.5+00:01",
    "9999-12-30T22:00:00.000001Z",
    "9999-12-31T22:00:00+23:59",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-23:59",
    "20260102T030405Z",
    "2026-W01-5T03:04:05Z",
    "2026-002T03:04:05Z",
    "26-01-02T03:04:05Z",
    " 2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05Z ",
    "2026-01-02T03:04:05Z\n",
    "２026-01-02T03:04:05Z",
    "2026-01-02T03:04:0５Z",
    "2026-01-02T03:04:05.５Z",
    "2026-1-2T3:4:5Z",
    "2026-01-02T-3:04:05Z",
    "1735787045",
];

pub(super) const BAD_DATES: &[&str] = &[
    "",
    "2026",
    "2026-01",
    "20260102",
    "2026-1-2",
    "2026-W01-5",
    "2026-002",
    "2026-13-01",
    "2026-00-01",
    "2026-01-00",
    "2026-02-30",
    "2023-02-29",
    "1900-02-29",
    "0000-01-01",
    "-001-01-01",
    "+026-01-01",
    "10000-01-01",
    "2026/01/02",
    "2026-01-02T00:00:00Z",
    " 2026-01-02",
    "2026-01-02 ",
    "2026-01-02\n",
    "２026-01-02",
    "2026-01-0５",
    "2026-01- 2",
    "02-01-2026",
];

pub(super) const BAD_DURATIONS: &[&str] = &[
    "",
    "P",
    "PT",
    "-P",
    "P1DT",
    "PT1",
    "1S",
    "T1S",
    "PD",
    "PTS",
    "PT.5S",
    "PT1.S",
    "PT1,5S",
    "PT1.5M",
    "PT1.5H",
    "P1.5D",
    "P1W",
    "P1Y",
    "P1M",
    "P1Y2M3DT4H5M6S",
    "PT1S1M",
    "PT1M1H",
    "PT1H1H",
    "P1D2H",
    "PT1D",
    "PT-1S",
    "+PT1S",
    "--PT1S",
    "-PT-1S",
    "PT+1S",
    "pt1s",
    "PT1s",
    "PT1.1234567890S",
    "PT0000000000000000001S",
    "PT1000000000000000000S",
    "P999999999DT0.000001S",
    "-P999999999DT0.000001S",
    "P1000000000D",
    "PT86399999913601S",
    "P99999999999999999999999D",
    " PT1S",
    "PT1S ",
    "PT1S\n",
    "PT 1S",
    "PT１S",
    "PT1.５S",
    "PT1_0S",
    "1.5",
    "1:30",
    "3600.5s",
];
