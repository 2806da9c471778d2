//! Scalars that are text on the wire, in the one form that is written.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::time::Duration;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::duration::is_option_duration;
use crate::model::Scalar;

/// Why a text is not of a scalar type: what is expected, and what to write.
pub(super) struct Expected {
    pub(super) what: &'static str,
    pub(super) help: String,
}

/// The canonical form of a text scalar.
pub(super) fn canonical_text(scalar: Scalar, text: &str) -> Result<String, Expected> {
    let (canonical, what, help) = match scalar {
        Scalar::Timestamp => (
            timestamp(text),
            "a timestamp",
            "write RFC 3339 in UTC, such as `\"2026-01-31T12:00:00Z\"`".to_owned(),
        ),
        Scalar::Date => (date(text), "a date", "write `\"2026-01-31\"`".to_owned()),
        Scalar::Duration => (duration(text), "a duration", duration_help(text)),
        Scalar::Decimal => (
            decimal(text),
            "a decimal",
            "write plain digits, such as `\"12.50\"`".to_owned(),
        ),
        Scalar::Uuid => (
            uuid(text),
            "a uuid",
            "write `\"123e4567-e89b-12d3-a456-426614174000\"`".to_owned(),
        ),
        _ => (Some(text.to_owned()), "", String::new()),
    };
    canonical.ok_or(Expected { what, help })
}

fn timestamp(text: &str) -> Option<String> {
    // The library also reads laxer forms, which other languages would not.
    let strict = text.len() >= 20
        && text.as_bytes().get(10) == Some(&b'T')
        && text.ends_with('Z')
        && !text.contains([' ', '[', ',']);
    let parsed: Timestamp = text.parse().ok().filter(|_| strict)?;
    Some(parsed.to_string())
}

fn date(text: &str) -> Option<String> {
    let strict = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
    let parsed: Date = text.parse().ok().filter(|_| strict)?;
    Some(parsed.to_string())
}

fn duration(text: &str) -> Option<String> {
    let strict = text.trim_start_matches('-').starts_with("PT");
    let parsed: SignedDuration = text.parse().ok().filter(|_| strict)?;
    Some(iso_duration(parsed))
}

/// The form that every writer uses: seconds only.
fn iso_duration(duration: SignedDuration) -> String {
    let sign = if duration.is_negative() { "-" } else { "" };
    let length = duration.unsigned_abs();
    let fraction = format!("{:09}", length.subsec_nanos());
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}PT{}S", length.as_secs()),
        fraction => format!("{sign}PT{}.{fraction}S", length.as_secs()),
    }
}

fn duration_help(text: &str) -> String {
    let iso = is_option_duration(text)
        .and_then(|length: Duration| SignedDuration::try_from(length).ok())
        .map(iso_duration);
    match iso {
        Some(iso) => format!("a value of type `duration` is ISO 8601: write `\"{iso}\"`"),
        None => "write ISO 8601 with hours, minutes and seconds, such as `\"PT1H30M\"`".to_owned(),
    }
}

fn decimal(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits =
        digits(whole) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(digits);
    fits.then(|| text.to_owned())
}

fn uuid(text: &str) -> Option<String> {
    let fits = text.len() == 36
        && text
            .bytes()
            .enumerate()
            .all(|(position, byte)| match position {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            });
    fits.then(|| text.to_ascii_lowercase())
}

/// The bytes of standard base64 with its padding; every text has one meaning, as for a reader of payloads.
pub(super) fn decode_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(scalar: Scalar, text: &str) -> Option<String> {
        canonical_text(scalar, text).ok()
    }

    #[test]
    fn one_form_for_each_value() {
        for (scalar, text, canonical) in [
            (
                Scalar::Timestamp,
                "2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00Z",
            ),
            (
                Scalar::Timestamp,
                "2026-01-31T12:00:00.500Z",
                "2026-01-31T12:00:00.5Z",
            ),
            (Scalar::Date, "2026-01-31", "2026-01-31"),
            (Scalar::Duration, "PT90S", "PT90S"),
            (Scalar::Duration, "PT1H1.50S", "PT3601.5S"),
            (Scalar::Duration, "-PT0.25S", "-PT0.25S"),
            (Scalar::Decimal, "-12.50", "-12.50"),
            (
                Scalar::Uuid,
                "123E4567-E89B-12D3-A456-426614174000",
                "123e4567-e89b-12d3-a456-426614174000",
            ),
        ] {
            assert_eq!(text_of(scalar, text).as_deref(), Some(canonical), "{text}");
        }
    }

    #[test]
    fn what_is_refused() {
        for (scalar, text) in [
            (Scalar::Timestamp, "2026-01-31"),
            (Scalar::Timestamp, "2026-01-31 12:00:00Z"),
            (Scalar::Timestamp, "2026-02-30T12:00:00Z"),
            (Scalar::Date, "20260131"),
            (Scalar::Date, "2026-02-30"),
            (Scalar::Duration, "30s"),
            (Scalar::Duration, "P1D"),
            (Scalar::Decimal, "1e3"),
            (Scalar::Decimal, "01.5"),
            (Scalar::Uuid, "123e4567"),
        ] {
            assert_eq!(text_of(scalar, text), None, "{text}");
        }
    }

    #[test]
    fn base64() {
        assert_eq!(decode_base64("").as_deref(), Some(&b""[..]));
        assert_eq!(decode_base64("aGk=").as_deref(), Some(&b"hi"[..]));
        assert_eq!(decode_base64("aGkh").as_deref(), Some(&b"hi!"[..]));
        assert_eq!(decode_base64("aA==").as_deref(), Some(&b"h"[..]));
        for text in ["aGk", "aGl=", "a===", "====", "aG k", "aGk=aGk="] {
            assert_eq!(decode_base64(text), None, "{text}");
        }
    }
}
