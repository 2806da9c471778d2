//! Texts that a pattern matches.

use std::iter::Peekable;
use std::str::Chars;

use crate::model::Constraints;

use super::random::Random;

/// The patterns of limits that hold together.
pub(crate) fn patterns<'m>(limits: &[&'m Constraints]) -> Vec<&'m str> {
    let patterns = limits.iter().filter_map(|limits| limits.pattern.as_deref());
    patterns.collect()
}

/// A pattern to hold texts against; one that is none matches nothing.
pub(super) struct Matcher(Option<regex_lite::Regex>);

impl Matcher {
    pub(super) fn of(pattern: &str) -> Self {
        Self(regex_lite::Regex::new(pattern).ok())
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

/// A text that a pattern matches, most probably: what stands before and behind it is not looked at.
pub(super) fn match_of(pattern: &str, random: &mut Random) -> String {
    let manner = Manner {
        longest: usize::MAX,
        at_ends: false,
    };
    match_in(manner, pattern, 3, random)
}

/// The same, where what may be repeated without end is, up to so many times, and all is repeated as rarely or as often as
/// it may be more often than in between. A text of thousands of letters breaks off.
pub(super) fn roomy_match_of(pattern: &str, room: u32, random: &mut Random) -> String {
    let manner = Manner {
        longest: 2_000,
        at_ends: true,
    };
    match_in(manner, pattern, room, random)
}

/// How a text is made of a pattern.
#[derive(Clone, Copy)]
struct Manner {
    /// The length in bytes after which nothing is added.
    longest: usize,
    /// Whether the least and the most that something is repeated come more often than what is between.
    at_ends: bool,
}

fn match_in(manner: Manner, pattern: &str, room: u32, random: &mut Random) -> String {
    let mut reader = Reader {
        letters: pattern.chars().peekable(),
        room,
    };
    let mut text = String::new();
    reader.alternatives().push_match(manner, &mut text, random);
    text
}

/// A part of a pattern, as far as it says what is in a text.
#[derive(Clone, Debug)]
enum Part {
    /// One character of these ranges.
    Character(Vec<(char, char)>),
    /// All of them, one after the other; none for what takes no room, such as `^`.
    Sequence(Vec<Part>),
    /// One of them.
    Alternatives(Vec<Part>),
    /// As often as this.
    Repeated(Box<Part>, u32, u32),
}

impl Part {
    fn push_match(&self, manner: Manner, text: &mut String, random: &mut Random) {
        if text.len() >= manner.longest {
            return;
        }
        match self {
            Part::Character(ranges) => {
                let Some((first, last)) = random.pick(ranges).copied() else {
                    return;
                };
                let code = random.between(first as i128, last as i128) as u32;
                text.push(char::from_u32(code).unwrap_or(first));
            }
            Part::Sequence(parts) => {
                for part in parts {
                    part.push_match(manner, text, random);
                }
            }
            Part::Alternatives(parts) => {
                if let Some(part) = random.pick(parts) {
                    part.push_match(manner, text, random);
                }
            }
            Part::Repeated(part, fewest, largest) => {
                let extra = match manner.at_ends.then(|| random.below(4)) {
                    Some(0) => 0,
                    Some(1) => largest - fewest,
                    _ => random.below((largest - fewest + 1) as usize) as u32,
                };
                for _ in 0..fewest + extra {
                    if text.len() >= manner.longest {
                        return;
                    }
                    part.push_match(manner, text, random);
                }
            }
        }
    }
}

const DIGITS: &[(char, char)] = &[('0', '9')];
const WORD: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
const SPACE: &[(char, char)] = &[('\t', '\r'), (' ', ' ')];
/// What `.` is made of, and what is left of by a class of all but some.
const ANY: &[(char, char)] = &[
    (' ', '~'),
    (' ', '~'),
    ('¡', 'ÿ'),
    ('一', '十'),
    ('😀', '😎'),
];

/// Reads the dialect of patterns, which is checked where a contract is understood.
struct Reader<'p> {
    letters: Peekable<Chars<'p>>,
    /// How often more than it has to be something is there that may be so without end.
    room: u32,
}

impl Reader<'_> {
    fn alternatives(&mut self) -> Part {
        let mut all = vec![self.sequence()];
        while self.letters.next_if_eq(&'|').is_some() {
            all.push(self.sequence());
        }
        Part::Alternatives(all)
    }

    fn sequence(&mut self) -> Part {
        let mut parts = Vec::new();
        while let Some(letter) = self.letters.next_if(|letter| !matches!(letter, '|' | ')')) {
            let part = match letter {
                '^' | '$' => Part::Sequence(Vec::new()),
                '.' => Part::Character(ANY.to_vec()),
                '(' => self.group(),
                '[' => Part::Character(self.class()),
                '\\' => Part::Character(self.escape()),
                letter => Part::Character(vec![(letter, letter)]),
            };
            parts.push(self.repeated(part));
        }
        Part::Sequence(parts)
    }

    fn group(&mut self) -> Part {
        if self.letters.next_if_eq(&'?').is_some() {
            // A name or flags: neither says what is in a text that matches.
            while let Some(letter) = self.letters.next_if(|letter| *letter != ')') {
                if matches!(letter, ':' | '>') {
                    break;
                }
            }
        }
        let inner = self.alternatives();
        self.letters.next_if_eq(&')');
        inner
    }

    fn repeated(&mut self, part: Part) -> Part {
        let Some(sign) = self
            .letters
            .next_if(|letter| matches!(letter, '*' | '+' | '?' | '{'))
        else {
            return part;
        };
        let (least, most) = match sign {
            '*' => (0, self.room),
            '+' => (1, 1 + self.room),
            '?' => (0, 1),
            _ => self.counts(),
        };
        // Lazily or not, the same texts match.
        self.letters.next_if_eq(&'?');
        Part::Repeated(Box::new(part), least, most.max(least))
    }

    /// What stands between braces: `2`, `2,` or `2,5`.
    fn counts(&mut self) -> (u32, u32) {
        let mut text = String::new();
        while let Some(letter) = self.letters.next_if(|letter| *letter != '}') {
            text.push(letter);
        }
        self.letters.next_if_eq(&'}');
        let (least, most) = text.split_once(',').unwrap_or((&text, &text));
        let least: u32 = least.parse().unwrap_or_default();
        (
            least,
            most.parse().unwrap_or(least.saturating_add(self.room)),
        )
    }

    /// What stands between brackets.
    fn class(&mut self) -> Vec<(char, char)> {
        let negated = self.letters.next_if_eq(&'^').is_some();
        let mut ranges = Vec::new();
        let mut is_first = true;
        while let Some(letter) = self.letters.next_if(|letter| is_first || *letter != ']') {
            is_first = false;
            let mut found = match letter {
                '\\' => self.escape(),
                letter => vec![(letter, letter)],
            };
            if let [(first, _)] = found.as_slice()
                && let Some(last) = self.end_of_range()
            {
                found = vec![(*first, last)];
            }
            ranges.extend(found);
        }
        self.letters.next_if_eq(&']');
        match negated {
            true => without(&ranges),
            false => ranges,
        }
    }

    /// What stands behind the `-` of a range, if there is one.
    fn end_of_range(&mut self) -> Option<char> {
        let mut ahead = self.letters.clone();
        if ahead.next() != Some('-') || ahead.peek().is_none_or(|letter| *letter == ']') {
            return None;
        }
        self.letters.next();
        match self.letters.next()? {
            '\\' => self.escape().first().map(|(first, _)| *first),
            letter => Some(letter),
        }
    }

    /// What stands behind a backslash; nothing for what takes no room.
    fn escape(&mut self) -> Vec<(char, char)> {
        let letter = self.letters.next().unwrap_or('\\');
        let one = match letter {
            'd' => return DIGITS.to_vec(),
            'w' => return WORD.to_vec(),
            's' => return SPACE.to_vec(),
            'D' => return without(DIGITS),
            'W' => return without(WORD),
            'S' => return without(SPACE),
            'A' | 'b' | 'B' => return Vec::new(),
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'a' => '\u{7}',
            'x' => self.numbered(2),
            'u' => self.numbered(4),
            'U' => self.numbered(8),
            letter => letter,
        };
        vec![(one, one)]
    }

    fn numbered(&mut self, digits: usize) -> char {
        let digits: String = self.letters.by_ref().take(digits).collect();
        let code = u32::from_str_radix(&digits, 16).ok();
        code.and_then(char::from_u32).unwrap_or('?')
    }
}

/// All but some.
fn without(ranges: &[(char, char)]) -> Vec<(char, char)> {
    let is_left = |letter: &char| {
        !ranges
            .iter()
            .any(|(first, last)| (first..=last).contains(&letter))
    };
    let letters = ANY.iter().flat_map(|(first, last)| *first..=*last);
    letters
        .filter(is_left)
        .map(|letter| (letter, letter))
        .collect()
}
