//! Cron expressions: five fields, or a name such as `@daily`.

use crate::ast;
use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// The cron expression of a workflow.
pub(super) fn check_cron(text: &ast::Text, out: &mut Diagnostics) -> Option<String> {
    check(text, 6, out)
}

/// The cron expression of a schedule, whose Sunday may also be 7.
pub(super) fn check_schedule_cron(text: &ast::Text, out: &mut Diagnostics) -> Option<String> {
    check(text, 7, out)
}

fn check(text: &ast::Text, last_day: u32, out: &mut Diagnostics) -> Option<String> {
    match problem_of(text.value.trim(), last_day) {
        None => Some(text.value.trim().to_owned()),
        Some((message, help)) => {
            out.push(Diagnostic::error("invalid-cron", text.span, message).help(help));
            None
        }
    }
}

fn problem_of(text: &str, last_day: u32) -> Option<(String, String)> {
    const SHAPE: &str =
        "write minute, hour, day of the month, month and day of the week, such as `0 2 * * *`";
    if text.starts_with('@') {
        let known = [
            "@yearly",
            "@annually",
            "@monthly",
            "@weekly",
            "@daily",
            "@midnight",
            "@hourly",
        ];
        if known.contains(&text) {
            return None;
        }
        let help = match text.starts_with("@every") {
            true => "write five fields, or use a schedule with `every:`".to_owned(),
            false => format!("it is one of `{}`", known.join("`, `")),
        };
        return Some((format!("{} is not known to cron", shown(text)), help));
    }
    if text.starts_with("CRON_TZ=") || text.starts_with("TZ=") {
        return Some((
            "a time zone does not belong into the cron expression".to_owned(),
            "use a schedule with `timezone:`".to_owned(),
        ));
    }
    let fields: Vec<&str> = text.split_ascii_whitespace().collect();
    if fields.len() != 5 {
        let message = format!(
            "a cron expression has 5 fields, and this has {}",
            fields.len()
        );
        return Some((message, SHAPE.to_owned()));
    }
    let limits: [(&str, u32, u32, &[&str]); 5] = [
        ("minute", 0, 59, &[]),
        ("hour", 0, 23, &[]),
        ("day of the month", 1, 31, &[]),
        ("month", 1, 12, &MONTHS),
        ("day of the week", 0, last_day, &DAYS),
    ];
    for (field, (name, least, most, words)) in fields.into_iter().zip(limits) {
        let fits = field
            .split(',')
            .all(|part| is_part(part, least, most, words));
        if !fits {
            return Some((
                format!(
                    "{} does not fit the {name} of a cron expression",
                    shown(field)
                ),
                format!(
                    "write `*`, a number from {least} to {most}, a range `a-b`, a step `*/n`, or several with `,`"
                ),
            ));
        }
    }
    None
}

/// `*`, `5`, `1-5`, `*/15` or `1-5/2`.
fn is_part(part: &str, least: u32, most: u32, words: &[&str]) -> bool {
    let (range, step) = match part.split_once('/') {
        Some((range, step)) => (range, Some(step)),
        None => (part, None),
    };
    if step.is_some_and(|step| !number(step).is_some_and(|step| step >= 1 && step <= most)) {
        return false;
    }
    let value = |text: &str| {
        let word = words
            .iter()
            .position(|word| word.eq_ignore_ascii_case(text));
        let value = match word {
            Some(position) => Some(position as u32 + least),
            None => number(text),
        };
        value.filter(|value| (least..=most).contains(value))
    };
    match range.split_once('-') {
        _ if range == "*" || range == "?" => true,
        Some((from, to)) => {
            matches!((value(from), value(to)), (Some(from), Some(to)) if from <= to)
        }
        None => value(range).is_some(),
    }
}

fn number(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        for text in [
            "0 2 * * *",
            "*/15 0-6 1,15 JAN-mar mon-fri",
            "@daily",
            "59 23 31 12 6",
            "0 0 ? * 1-5/2",
        ] {
            assert_eq!(problem_of(text, 6), None, "{text}");
        }
        assert_eq!(problem_of("0 0 * * 7", 7), None);
        for text in [
            "",
            "* * * *",
            "60 * * * *",
            "* 24 * * *",
            "* * 0 * *",
            "* * * 13 *",
            "0 0 * * 7",
            "@sometimes",
            "@every 5m",
            "5-1 * * * *",
            "*/0 * * * *",
            "a * * * *",
            "1,, * * * *",
            "CRON_TZ=UTC 0 0 * * *",
        ] {
            assert!(problem_of(text, 6).is_some(), "{text}");
        }
    }
}
