//! Spans of time.

use std::fmt;

use super::timestamp::parse_fraction;
use super::{Decode, Duration, Encode, Error, Node, Writer};

const DAY: i128 = 24 * 60 * 60;
/// What Python's `timedelta` holds.
const LONGEST: i128 = 999_999_999 * DAY;
const NANOS: i128 = 1_000_000_000;

impl Encode for Duration {
    fn encode(&self, writer: &mut Writer) {
        if is_within_limits(self.as_nanos()) {
            writer.display(Iso8601(*self));
        } else {
            let range = "expected duration of at most 999999999 days";
            writer.fail(Error::expected_value(range.into(), Iso8601(*self)));
        }
    }
}

impl Decode for Duration {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let text = node.string("duration")?;
        parse_duration(&text).ok_or_else(|| Error::expected_text("duration", &text))
    }
}

fn is_within_limits(nanos: i128) -> bool {
    nanos.abs() <= LONGEST * NANOS
}

/// Seconds only, with as many digits of the second as needed.
struct Iso8601(Duration);

impl fmt::Display for Iso8601 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0.is_negative() { "-" } else { "" };
        let (seconds, nanos) = (self.0.as_secs().unsigned_abs(), self.0.subsec_nanos().abs());
        if nanos == 0 {
            return write!(f, "{sign}PT{seconds}S");
        }
        let fraction = format!("{nanos:09}");
        write!(f, "{sign}PT{seconds}.{}S", fraction.trim_end_matches('0'))
    }
}

/// `PnDTnHnMn.nS` with a sign before it, each part optional but one of them there. There are no years,
/// months and weeks: the first two differ in length, and the last cannot stand beside the others.
fn parse_duration(text: &str) -> Option<Duration> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let rest = rest.strip_prefix('P')?;
    let (date, time) = match rest.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (rest, None),
    };
    if time.is_some_and(str::is_empty) || date.is_empty() && time.is_none() {
        return None;
    }

    let (days, date) = part(date, 'D')?;
    let (hours, time) = part(time.unwrap_or_default(), 'H')?;
    let (minutes, time) = part(time, 'M')?;
    let (seconds, nanos) = match time.strip_suffix('S') {
        Some(number) => match number.split_once('.') {
            Some((whole, fraction)) => (whole_number(whole)?, parse_fraction(fraction.as_bytes())?),
            None => (whole_number(number)?, 0),
        },
        None if time.is_empty() => (0, 0),
        None => return None,
    };
    if !date.is_empty() {
        return None;
    }

    let seconds = days * DAY + hours * 3600 + minutes * 60 + seconds;
    let nanos = seconds * NANOS + i128::from(nanos);
    let nanos = if negative { -nanos } else { nanos };
    is_within_limits(nanos).then(|| Duration::from_nanos_i128(nanos))
}

/// The number before a unit, if the unit is there, and what follows it.
fn part(text: &str, unit: char) -> Option<(i128, &str)> {
    match text.split_once(unit) {
        Some((number, rest)) => Some((whole_number(number)?, rest)),
        None => Some((0, text)),
    }
}

/// A number of at most 18 digits, so that no sum of them overflows.
fn whole_number(digits: &str) -> Option<i128> {
    let plain = !digits.is_empty()
        && digits.len() <= 18
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}
