//! Points in time.

use jiff::civil::{DateTime, Time};
use jiff::tz::Offset;

use super::date::{digits, parse_date};
use super::{Decode, Encode, Error, Node, Timestamp, Writer};

/// 0001-01-01T00:00:00Z: Python knows no time before it.
const FIRST: i64 = -62_135_596_800;
/// 9999-12-30T22:00:00Z: jiff knows hardly any time after it.
const LAST: i64 = 253_402_207_200;

impl Encode for Timestamp {
    fn encode(&self, writer: &mut Writer) {
        if is_within_limits(*self) {
            // RFC 3339 in UTC, with as many digits of the second as needed.
            writer.display(self);
        } else {
            let range = "expected timestamp from 0001-01-01T00:00:00Z to 9999-12-30T22:00:00Z";
            writer.fail(Error::expected_value(range.into(), self));
        }
    }
}

impl Decode for Timestamp {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let text = node.string("timestamp")?;
        parse_timestamp(&text).ok_or_else(|| Error::expected_text("timestamp", &text))
    }
}

fn is_within_limits(timestamp: Timestamp) -> bool {
    let second = timestamp.as_second();
    // Seconds are cut towards zero, so that of a negative one is too large by a fraction.
    let after_first = second > FIRST || second == FIRST && timestamp.subsec_nanosecond() >= 0;
    let before_last = second < LAST || second == LAST && timestamp.subsec_nanosecond() == 0;
    after_first && before_last
}

/// A date and time of RFC 3339 with any offset, up to nine digits of the second, no leap second.
fn parse_timestamp(text: &str) -> Option<Timestamp> {
    let date = parse_date(text.get(..10)?)?;
    let rest = text.as_bytes().get(10..)?;
    let [b'T' | b't', h1, h2, b':', m1, m2, b':', s1, s2, rest @ ..] = rest else {
        return None;
    };
    let (nanosecond, rest) = match rest {
        [b'.', rest @ ..] => {
            let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let (fraction, rest) = rest.split_at(length);
            (parse_fraction(fraction)?, rest)
        }
        rest => (0, rest),
    };
    let offset = match rest {
        [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hour, minute) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?);
            if hour > 23 || minute > 59 {
                return None;
            }
            let seconds = i32::from(hour) * 3600 + i32::from(minute) * 60;
            if *sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    let time = Time::new(
        digits(&[*h1, *h2])?.try_into().ok()?,
        digits(&[*m1, *m2])?.try_into().ok()?,
        digits(&[*s1, *s2])?.try_into().ok()?,
        nanosecond,
    );
    let local = DateTime::from_parts(date, time.ok()?);
    let timestamp = Offset::from_seconds(offset)
        .ok()?
        .to_timestamp(local)
        .ok()?;
    is_within_limits(timestamp).then_some(timestamp)
}

/// The nanoseconds of one to nine digits after the point.
pub(crate) fn parse_fraction(digits: &[u8]) -> Option<i32> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    let padded = digits
        .iter()
        .copied()
        .chain(std::iter::repeat(b'0'))
        .take(9);
    padded.into_iter().try_fold(0, |value, byte| {
        byte.is_ascii_digit()
            .then(|| value * 10 + i32::from(byte - b'0'))
    })
}
