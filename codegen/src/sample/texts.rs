//! Strings.

use crate::model::Constraints;

use super::draft::{quoted, spelled};
use super::patterns::{Matcher, match_of, patterns};
use super::random::Random;

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
pub(super) fn any_text(random: &mut Random, most: usize) -> String {
    let length = random.below(most + 1);
    text_of(length, random)
}

/// Texts at the edges of their limits, the shortest first.
pub(super) fn edges(limits: &[&Constraints]) -> Vec<String> {
    let wanted = Wanted::of(limits);
    if !wanted.patterns.is_empty() {
        let mut random = Random::new(wanted.patterns.len() as u64);
        let mut texts: Vec<String> = (0..24).map(|_| wanted.text(&mut random)).collect();
        texts.sort_by_key(|text| (text.chars().count(), text.clone()));
        texts.dedup();
        return texts;
    }
    let (least, most) = lengths(limits);
    let mut texts: Vec<String> = edge_lengths(limits)
        .into_iter()
        .map(|length| "a".repeat(length))
        .collect();
    let odd = ["é日😀👩", "\"\\/\n\t\u{1}\u{7f}\u{2028}", " ", "null", "0"];
    let odd = odd.map(|text| {
        let letters = text.chars().cycle().take(text.chars().count().max(least));
        letters.take(most).collect::<String>()
    });
    texts.extend(odd);
    texts
}

/// The lengths that are tried as edges.
pub(super) fn edge_lengths(limits: &[&Constraints]) -> Vec<usize> {
    let (least, most) = lengths(limits);
    let mut lengths = vec![least, least + 1, most.min(least.max(LONG))];
    lengths.retain(|length| *length <= most);
    lengths.dedup();
    lengths
}

/// The longest text where any length is allowed.
const LONG: usize = 5000;

/// A text within its limits.
pub(super) fn good_text(limits: &[&Constraints], random: &mut Random) -> String {
    Wanted::of(limits).text(random)
}

/// What a text has to meet, its patterns compiled for all texts that are tried.
struct Wanted<'m> {
    least: usize,
    most: usize,
    patterns: Vec<(&'m str, Matcher)>,
}

impl<'m> Wanted<'m> {
    fn of(limits: &[&'m Constraints]) -> Self {
        let (least, most) = lengths(limits);
        let patterns = patterns(limits).into_iter();
        Self {
            least,
            most,
            patterns: patterns.map(|text| (text, Matcher::of(text))).collect(),
        }
    }

    fn text(&self, random: &mut Random) -> String {
        let length = pick_length(self.least, self.most, random);
        let Some(first) = self.patterns.first() else {
            return text_of(length, random);
        };
        for _ in 0..100 {
            let (pattern, _) = random.pick(&self.patterns).unwrap_or(first);
            let text = match_of(pattern, random);
            let count = text.chars().count();
            let is_met = |(_, matcher): &(&str, Matcher)| matcher.matches(&text);
            if (self.least..=self.most).contains(&count) && self.patterns.iter().all(is_met) {
                return text;
            }
        }
        // The limits are hard to meet: what is refused in both languages is a test as well.
        match_of(first.0, random)
    }
}

/// The JSON of a text that may be outside of its limits, or of what is no text.
pub(super) fn bad_text(limits: &[&Constraints], random: &mut Random) -> String {
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
                let text = random.word(&texts).to_owned();
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
            .to_owned(),
        _ => random
            .word(&["1", "null", "false", "[\"a\"]", "{}", "1.5"])
            .to_owned(),
    }
}

fn text_of(length: usize, random: &mut Random) -> String {
    let plain = random.percent(50);
    (0..length)
        .map(|_| match plain {
            true => char::from(b'a' + random.below(26) as u8),
            false => random.pick(LETTERS).copied().unwrap_or('a'),
        })
        .collect()
}

pub(super) fn pick_length(least: usize, most: usize, random: &mut Random) -> usize {
    let small = least + random.below(8);
    let length = match random.below(5) {
        0 => least,
        1 if most < 200 => most,
        2 => least + 1,
        _ => small,
    };
    length.min(most)
}

/// How long a text is made up that has to be longer.
const LONGEST: u64 = 10_000;

/// How long a text is at least and at most; too short where it has to be very long.
pub(crate) fn lengths(limits: &[&Constraints]) -> (usize, usize) {
    let least = limits.iter().filter_map(|limits| limits.min_length).max();
    let most = limits.iter().filter_map(|limits| limits.max_length).min();
    (
        least.unwrap_or(0).min(LONGEST) as usize,
        most.map_or(usize::MAX, |most| most as usize),
    )
}

fn split_first(text: &str) -> (String, String) {
    let mut letters = text.chars();
    let first = letters.next().map(String::from).unwrap_or_default();
    (first, letters.collect())
}
