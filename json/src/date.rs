//! Days of the calendar.

use super::{Date, Decode, Encode, Error, Node, Writer};

/// What Python has too.
const YEARS: std::ops::RangeInclusive<i16> = 1..=9999;

impl Encode for Date {
    fn encode(&self, writer: &mut Writer) {
        if YEARS.contains(&self.year()) {
            writer.display(self);
        } else {
            writer.fail(Error::expected_value(
                "expected date from year 1 to 9999".into(),
                self,
            ));
        }
    }
}

impl Decode for Date {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let text = node.string("date")?;
        parse_date(&text).ok_or_else(|| Error::expected_text("date", &text))
    }
}

/// A date in the one form `2026-02-28`.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = digits(bytes.get(..4)?)?;
    let month = digits(bytes.get(5..7)?)?;
    let day = digits(bytes.get(8..)?)?;
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    YEARS.contains(&date.year()).then_some(date)
}

/// The number that up to four digits are.
pub(crate) fn digits(bytes: &[u8]) -> Option<i16> {
    bytes.iter().try_fold(0i16, |value, byte| {
        let digit = byte.is_ascii_digit().then(|| i16::from(byte - b'0'))?;
        value.checked_mul(10)?.checked_add(digit)
    })
}
