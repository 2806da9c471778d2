//! Numbers as they are written in a schema.

use crate::ast;
use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Number;

/// A whole number in plain decimal digits.
pub(super) fn parse_int(text: &str) -> Option<i128> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty()
        && digits.bytes().all(|digit| digit.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'));
    if plain { text.parse().ok() } else { None }
}

/// A finite number in the form of JSON, whole or not.
pub(super) fn parse_number(text: &str) -> Option<Number> {
    if let Some(whole) = parse_int(text) {
        return Some(Number::Int(whole));
    }
    if !is_json_number(text) {
        return None;
    }
    let float: f64 = text.parse().ok()?;
    float.is_finite().then_some(Number::Float(float))
}

/// Whether a text is a number by the grammar of JSON.
pub(super) fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|text| digits(text.strip_prefix(['+', '-']).unwrap_or(text)))
}

/// A count such as `max_length`; `key` is what the schema calls it.
pub(super) fn resolve_count(
    text: Option<&ast::Text>,
    key: &str,
    out: &mut Diagnostics,
) -> Option<u64> {
    let text = text?;
    let count = parse_int(&text.value).and_then(|number| u64::try_from(number).ok());
    if count.is_none() {
        out.push(
            Diagnostic::error(
                "invalid-number",
                text.span,
                format!("`{key}` is not a count: {}", shown(&text.value)),
            )
            .help("write a whole number of at least 0"),
        );
    }
    count
}

/// A number such as `backoff`, with the least that it may be.
pub(super) fn resolve_at_least(
    text: Option<&ast::Text>,
    key: &str,
    least: f64,
    out: &mut Diagnostics,
) -> Option<f64> {
    let text = text?;
    let number = parse_number(&text.value).map(|number| match number {
        Number::Int(whole) => whole as f64,
        Number::Float(float) => float,
    });
    let found = number.filter(|number| *number >= least);
    if found.is_none() {
        out.push(
            Diagnostic::error(
                "invalid-number",
                text.span,
                format!(
                    "`{key}` is {}, not a number of at least {least}",
                    shown(&text.value)
                ),
            )
            .help(format!("write a number of at least {least}, such as `2.0`")),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_json() {
        for text in ["0", "-1", "10", "1.5", "1e3", "-0.5E-2"] {
            assert!(parse_number(text).is_some(), "{text}");
        }
        for text in [
            "", "01", "1.", ".5", "+1", "0x1", "1_000", "nan", "inf", "1e999", "٣",
        ] {
            assert!(parse_number(text).is_none(), "{text}");
        }
        assert_eq!(
            parse_number("18446744073709551615"),
            Some(Number::Int(18446744073709551615))
        );
    }
}
