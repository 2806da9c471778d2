//! Strings and bytes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use regex_syntax::hir::{Class, Hir, HirKind};
use tempoc::model::Constraints;

use crate::draft::{quoted, spelled};
use crate::random::Random;

/// Characters that are longer than they look, turn text round, end lines, or are not there at all.
const LETTERS: &[char] = &[
    'a',
    'b',
    'z',
    'A',
    'Z',
    '0',
    '9',
    '_',
    '-',
    ' ',
    '.',
    ':',
    '/',
    '"',
    '\\',
    '\'',
    '{',
    '}',
    '<',
    '\u{0}',
    '\u{1}',
    '\t',
    '\n',
    '\r',
    '\u{1f}',
    '\u{7f}',
    '\u{80}',
    '\u{85}',
    '\u{a0}',
    'é',
    'ß',
    'İ',
    'ſ',
    '\u{301}',
    '\u{200d}',
    '\u{202e}',
    '\u{2028}',
    '\u{2029}',
    '\u{d7ff}',
    '\u{e000}',
    '\u{feff}',
    '\u{fffd}',
    '\u{ffff}',
    '日',
    '٣',
    '７',
    '😀',
    '👩',
    '𝒳',
    '\u{10ffff}',
];

/// A text of so many characters at most.
pub(crate) fn any_text(random: &mut Random, most: usize) -> String {
    let length = random.below(most + 1);
    text_of(length, random)
}

/// A text within its limits.
pub(crate) fn good_text(limits: &[&Constraints], random: &mut Random) -> String {
    let (least, most) = lengths(limits);
    let length = pick_length(least, most, random);
    let patterns: Vec<&str> = patterns(limits);
    if patterns.is_empty() {
        return text_of(length, random);
    }
    for _ in 0..100 {
        let text = match_of(random.word(&patterns), random);
        let count = text.chars().count();
        if (least..=most).contains(&count) && patterns.iter().all(|pattern| matches(pattern, &text))
        {
            return text;
        }
    }
    // The limits are hard to meet: what is refused in both languages is a test as well.
    match_of(patterns[0], random)
}

/// The JSON of a text that may be outside of its limits, or of what is no text.
pub(crate) fn bad_text(limits: &[&Constraints], random: &mut Random) -> String {
    let (least, most) = lengths(limits);
    let patterns = patterns(limits);
    match random.below(8) {
        0 if least > 0 => quoted(&text_of(least - 1, random)),
        0 | 1 if most < 1000 => quoted(&text_of(most + 1, random)),
        2..=5 if !patterns.is_empty() => {
            let text = match_of(random.word(&patterns), random);
            let (first, rest) = split_first(&text);
            let texts = [
                format!("{text}\n"),
                format!("\n{text}"),
                format!("{text}!"),
                format!(" {text}"),
                format!("{text}{text}"),
                text.to_uppercase(),
                text.to_lowercase(),
                text.replace(|c: char| c.is_ascii_digit(), "٣"),
                text.replace(' ', "\u{a0}"),
                text.replace(char::is_alphabetic, "é"),
                format!("{first}\u{2028}{rest}"),
                rest,
                String::new(),
            ];
            {
                let text = random.pick(&texts).clone();
                spelled(&text, random)
            }
        }
        6 => random
            .word(&[
                r#""\ud800""#,
                r#""\udc00x""#,
                r#""a\ud83d""#,
                r#""\ud800\ud800""#,
                r#""\uDE00\uD83D""#,
                r#""\x41""#,
                r#""\u12""#,
                r#""\u00e""#,
                r#""\u 123""#,
                r#""\'""#,
                "\"a\nb\"",
                "\"a\tb\"",
                "\"a\u{0}b\"",
                "\"open",
                "'single'",
            ])
            .to_string(),
        _ => random
            .word(&["1", "null", "false", "[\"a\"]", "{}", "1.5"])
            .to_string(),
    }
}

/// Bytes within their limits, in base64.
pub(crate) fn good_bytes(limits: &[&Constraints], random: &mut Random) -> String {
    let (least, most) = lengths(limits);
    let length = pick_length(least, most, random);
    bytes_of(length, random)
}

/// What may be no base64, or bytes outside of their limits.
pub(crate) fn bad_bytes(limits: &[&Constraints], random: &mut Random) -> String {
    let (least, most) = lengths(limits);
    match random.below(4) {
        0 if least > 0 => bytes_of(least - 1, random),
        0 | 1 if most < 1000 => bytes_of(most + 1, random),
        _ => random
            .word(&[
                "aGVsbG8",
                "aGVsbG8==",
                "aGVsbG9=",
                "aGVsbG8=\n",
                " aGVsbG8=",
                "aGVs bG8=",
                "aGVs\nbG8=",
                "aGVsbG8=aGVsbG8=",
                "a",
                "ab",
                "abc",
                "a===",
                "ab=c",
                "=",
                "====",
                "ab==",
                "YR==",
                "-_-_",
                "ab-_",
                "ab*c",
                "abcé",
                "YWI=YWI=",
                "YQ==YQ==",
                "YQ=",
            ])
            .to_string(),
    }
}

fn text_of(length: usize, random: &mut Random) -> String {
    let plain = random.percent(50);
    (0..length)
        .map(|_| match plain {
            true => char::from(b'a' + random.below(26) as u8),
            false => *random.pick(LETTERS),
        })
        .collect()
}

fn bytes_of(length: usize, random: &mut Random) -> String {
    let bytes: Vec<u8> = (0..length).map(|_| random.next() as u8).collect();
    STANDARD.encode(bytes)
}

fn pick_length(least: usize, most: usize, random: &mut Random) -> usize {
    let small = least + random.below(8);
    let length = match random.below(5) {
        0 => least,
        1 if most < 200 => most,
        2 => least + 1,
        _ => small,
    };
    length.min(most)
}

fn lengths(limits: &[&Constraints]) -> (usize, usize) {
    let least = limits.iter().filter_map(|limits| limits.min_length).max();
    let most = limits.iter().filter_map(|limits| limits.max_length).min();
    (
        least.unwrap_or(0) as usize,
        most.map_or(usize::MAX, |most| most as usize),
    )
}

fn patterns<'m>(limits: &[&'m Constraints]) -> Vec<&'m str> {
    let patterns = limits.iter().filter_map(|limits| limits.pattern.as_deref());
    patterns.collect()
}

fn matches(pattern: &str, text: &str) -> bool {
    regex_lite::Regex::new(pattern).is_ok_and(|regex| regex.is_match(text))
}

/// A text that a pattern matches, most probably: what stands before and behind it is not looked at.
fn match_of(pattern: &str, random: &mut Random) -> String {
    let parsed = regex_syntax::ParserBuilder::new().build().parse(pattern);
    let mut text = String::new();
    if let Ok(hir) = parsed {
        push_match(&hir, &mut text, random);
    }
    text
}

fn push_match(hir: &Hir, text: &mut String, random: &mut Random) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(Class::Unicode(class)) => {
            let mut ranges: Vec<(char, char)> = class
                .ranges()
                .iter()
                .map(|range| (range.start(), range.end()))
                .collect();
            if random.percent(90) && ranges.iter().any(|(first, _)| first.is_ascii()) {
                ranges.retain(|(first, _)| first.is_ascii());
            }
            if ranges.is_empty() {
                return;
            }
            let (first, last) = *random.pick(&ranges);
            let code = random.between(first as i128, last as i128) as u32;
            text.push(char::from_u32(code).unwrap_or(first));
        }
        HirKind::Class(Class::Bytes(_)) => {}
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(repetition.min + 3);
            let extra = random.below((most - repetition.min + 1) as usize) as u32;
            for _ in 0..repetition.min + extra {
                push_match(&repetition.sub, text, random);
            }
        }
        HirKind::Capture(capture) => push_match(&capture.sub, text, random),
        HirKind::Concat(parts) => {
            for part in parts {
                push_match(part, text, random);
            }
        }
        HirKind::Alternation(parts) => push_match(random.pick(parts), text, random),
    }
}

fn split_first(text: &str) -> (String, String) {
    let mut letters = text.chars();
    let first = letters.next().map(String::from).unwrap_or_default();
    (first, letters.collect())
}
