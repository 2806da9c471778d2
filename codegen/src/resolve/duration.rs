//! Durations of options: `250ms`, `30s`, `1h30m`, `7d`, `0`, `unlimited`.

use std::time::Duration;

use crate::ast;
use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// What Temporal can keep in a duration: ten thousand years.
const LONGEST_SECONDS: u64 = 315_576_000_000;

/// What the duration is for, and so what `0` and `unlimited` say there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A timeout: `0` and `unlimited` both say that there is none.
    Timeout,
    /// A wait or an interval, which has an end.
    Span,
    /// A wait or an interval that is longer than nothing.
    PositiveSpan,
}

/// The duration that a text says; `key` is what the schema calls it.
pub(super) fn resolve_duration(
    text: Option<&ast::Text>,
    key: &str,
    usage: Use,
    out: &mut Diagnostics,
) -> Option<Duration> {
    let text = text?;
    let problem = match parse_duration(&text.value) {
        Ok(Parsed::Length(length)) if length.is_zero() && usage == Use::PositiveSpan => {
            Problem::new("must be longer than 0", "write for example `1s`")
        }
        Ok(Parsed::Length(length)) => return Some(length),
        Ok(Parsed::Unlimited) if usage == Use::Timeout => return Some(Duration::ZERO),
        Ok(Parsed::Unlimited) => Problem::new(
            "cannot be `unlimited`",
            "write a duration such as `30s`, `5m` or `1h30m`",
        ),
        Err(problem) => problem,
    };
    out.push(
        Diagnostic::error(
            "invalid-duration",
            text.span,
            format!("`{key}` {}", problem.message),
        )
        .help(problem.help),
    );
    None
}

#[derive(Debug, PartialEq)]
enum Parsed {
    Length(Duration),
    Unlimited,
}

#[derive(Debug, PartialEq)]
struct Problem {
    message: String,
    help: String,
}

impl Problem {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

fn parse_duration(text: &str) -> Result<Parsed, Problem> {
    const HELP: &str =
        "write whole numbers with units, such as `250ms`, `30s`, `5m`, `2h`, `7d` or `1h30m`";
    let text = text.trim();
    match text {
        "0" => return Ok(Parsed::Length(Duration::ZERO)),
        "unlimited" => return Ok(Parsed::Unlimited),
        "" => return Err(Problem::new("is empty", HELP)),
        _ => {}
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::new(
            format!("is {} without a unit", shown(text)),
            format!(
                "write {} for seconds; the units are `ms`, `s`, `m`, `h` and `d`",
                shown(&format!("{text}s"))
            ),
        ));
    }
    let unreadable = || Problem::new(format!("is not a duration: {}", shown(text)), HELP);
    let mut rest = text;
    let mut total = Duration::ZERO;
    let mut last_unit = u64::MAX;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at(digits);
        let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (unit, after) = after.split_at(letters);
        let milliseconds = unit_milliseconds(unit).ok_or_else(unreadable)?;
        if number.is_empty() || milliseconds >= last_unit {
            return Err(unreadable());
        }
        last_unit = milliseconds;
        let too_long = || {
            Problem::new(
                format!("is too long: {}", shown(text)),
                "the longest duration that Temporal keeps is ten thousand years",
            )
        };
        let part = number
            .parse::<u64>()
            .ok()
            .and_then(|number| number.checked_mul(milliseconds))
            .ok_or_else(too_long)?;
        total = total
            .checked_add(Duration::from_millis(part))
            .filter(|total| total.as_secs() <= LONGEST_SECONDS)
            .ok_or_else(too_long)?;
        rest = after;
    }
    Ok(Parsed::Length(total))
}

fn unit_milliseconds(unit: &str) -> Option<u64> {
    Some(match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return None,
    })
}

/// Whether a text is a duration of options, to recognise one where another form is asked for.
pub(super) fn is_option_duration(text: &str) -> Option<Duration> {
    match parse_duration(text) {
        Ok(Parsed::Length(length)) => Some(length),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_whole_numbers_with_units() {
        for (text, milliseconds) in [
            ("250ms", 250),
            ("30s", 30_000),
            ("5m", 300_000),
            ("2h", 7_200_000),
            ("7d", 604_800_000),
            ("1h30m", 5_400_000),
            ("1d2h3m4s5ms", 93_784_005),
            ("0", 0),
            ("0s", 0),
        ] {
            let expected = Duration::from_millis(milliseconds);
            assert_eq!(parse_duration(text), Ok(Parsed::Length(expected)), "{text}");
        }
        assert_eq!(parse_duration("unlimited"), Ok(Parsed::Unlimited));
    }

    #[test]
    fn refuses_the_rest() {
        for text in [
            "",
            "30",
            "s",
            "1.5s",
            "-1s",
            "30 s",
            "1m1h",
            "1s1s",
            "5w",
            "99999999999999999999s",
            "9999999d9999999999h",
            "1h-",
            "١s",
        ] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }
}
