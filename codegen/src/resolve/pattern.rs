//! The dialect of patterns: what the Rust crate `regex-lite` and Python's `re` read in the same way.
//!
//! Rust searches with `regex-lite` as it is.
//! Python searches with `re.ASCII`, and its output writes `$` as `\Z`, since Python's own `$` also matches before a last newline.
//! What one of the two does not know, or reads differently, is refused here.

use super::place::place_inside;
use crate::ast;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::SourceMap;

/// The pattern, if both languages read it in the same way.
pub(super) fn check_pattern(
    sources: &SourceMap,
    text: &ast::Text,
    out: &mut Diagnostics,
) -> Option<String> {
    let mut scan = Scan::new(&text.value);
    let mut place = text.span;
    let problem = match scan.run() {
        Err(problem) => {
            let letters = text.value.char_indices().map(|(at, _)| at);
            let at = letters.chain([text.value.len()]).nth(scan.at);
            if let Some(at) = at.filter(|at| *at < text.value.len()) {
                place = place_inside(sources, text, at..text.value.len());
            }
            problem
        }
        Ok(()) => match regex_lite::Regex::new(&text.value) {
            Ok(_) => return Some(text.value.clone()),
            Err(error) => Problem {
                message: error.to_string(),
                help: "see `tempoc explain invalid-pattern` for what a pattern may hold".to_owned(),
            },
        },
    };
    out.push(
        Diagnostic::error(
            "invalid-pattern",
            place,
            format!("this pattern cannot be used: {}", problem.message),
        )
        .help(problem.help),
    );
    None
}

#[derive(Debug)]
struct Problem {
    message: String,
    help: String,
}

fn problem(message: impl Into<String>, help: impl Into<String>) -> Problem {
    Problem {
        message: message.into(),
        help: help.into(),
    }
}

/// What stands before a repetition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing that could be repeated.
    Nothing,
    /// `^`, `$`, `\b` and the like.
    Anchor,
    /// A character, a class or a group.
    Item,
    /// A repetition, which may still be made lazy.
    Repetition,
}

/// Walks over a pattern; whether it is well formed otherwise is for `regex-lite` to say.
struct Scan {
    text: Vec<char>,
    at: usize,
    last: Last,
}

impl Scan {
    fn new(text: &str) -> Self {
        Self {
            text: text.chars().collect(),
            at: 0,
            last: Last::Nothing,
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.text.get(self.at + ahead).copied()
    }

    fn rest_starts_with(&self, prefix: &str) -> bool {
        prefix
            .chars()
            .enumerate()
            .all(|(ahead, letter)| self.peek(ahead) == Some(letter))
    }

    fn run(&mut self) -> Result<(), Problem> {
        while let Some(letter) = self.peek(0) {
            match letter {
                '\\' => self.escape()?,
                '[' => self.class()?,
                '(' => self.group()?,
                '|' => self.step(1, Last::Nothing),
                '^' | '$' => self.step(1, Last::Anchor),
                '*' | '+' | '?' => self.repetition(1)?,
                '{' => {
                    let length = self.counted_length()?;
                    self.repetition(length)?;
                }
                _ => self.step(1, Last::Item),
            }
        }
        Ok(())
    }

    fn step(&mut self, count: usize, last: Last) {
        self.at += count;
        self.last = last;
    }

    fn escape(&mut self) -> Result<(), Problem> {
        let Some(letter) = self.peek(1) else {
            return Err(problem(
                "it ends with a lone `\\`",
                "write `\\\\` for a backslash",
            ));
        };
        match letter {
            'A' | 'b' | 'B' => {
                if self.peek(2) == Some('{') {
                    return Err(problem(
                        format!("`\\{letter}{{` is read differently in Python"),
                        "write the class of characters out, such as `[a-z]`",
                    ));
                }
                self.step(2, Last::Anchor);
            }
            'x' => self.hex(2)?,
            'u' => self.hex(4)?,
            'U' => self.hex(8)?,
            'z' | 'Z' => {
                return Err(problem(
                    format!("`\\{letter}` is not known to both Rust and Python"),
                    "write `$` for the end of the text",
                ));
            }
            'p' | 'P' => {
                return Err(problem(
                    format!("`\\{letter}{{…}}` is not known to Python"),
                    "write the class of characters out, such as `[A-Za-z]`",
                ));
            }
            'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'n' | 't' | 'r' | 'f' | 'v' | 'a' => {
                self.step(2, Last::Item);
            }
            '1'..='9' | 'k' => {
                return Err(problem(
                    "a reference back to a group is not known to Rust",
                    "write what the group matches again",
                ));
            }
            '<' | '>' => {
                return Err(problem(
                    format!(
                        "`\\{letter}` is the edge of a word in Rust and a plain `{letter}` in Python"
                    ),
                    format!(
                        "write `{letter}` without the backslash, or `\\b` for the edge of a word"
                    ),
                ));
            }
            letter if letter.is_ascii_punctuation() => self.step(2, Last::Item),
            letter => {
                return Err(problem(
                    format!("`\\{letter}` is not known to both Rust and Python"),
                    "write the character without the backslash",
                ));
            }
        }
        Ok(())
    }

    fn hex(&mut self, digits: usize) -> Result<(), Problem> {
        let all = (2..2 + digits).all(|ahead| {
            self.peek(ahead)
                .is_some_and(|digit| digit.is_ascii_hexdigit())
        });
        if !all {
            return Err(problem(
                "the number of a character is written differently in Rust and in Python",
                "write `\\x41`, `\\u0041` or `\\U00000041`, without braces",
            ));
        }
        self.step(2 + digits, Last::Item);
        Ok(())
    }

    fn class(&mut self) -> Result<(), Problem> {
        self.at += 1;
        if self.peek(0) == Some('^') {
            self.at += 1;
        }
        // A bracket that comes first is a member.
        if self.peek(0) == Some(']') {
            self.at += 1;
        }
        while let Some(letter) = self.peek(0) {
            match letter {
                ']' => {
                    self.step(1, Last::Item);
                    return Ok(());
                }
                '\\' => {
                    if matches!(self.peek(1), Some('b' | 'B' | 'A')) {
                        return Err(problem(
                            "`\\b`, `\\B` and `\\A` mean nothing inside `[…]`",
                            "move it out of the brackets",
                        ));
                    }
                    self.escape()?;
                }
                '[' => {
                    return Err(problem(
                        "`[` inside of `[…]` is read differently in Rust and in Python",
                        "write `\\[` for the character, and classes such as `[:alpha:]` out as `A-Za-z`",
                    ));
                }
                '&' | '~' | '|' | '-' if self.peek(1) == Some(letter) => {
                    return Err(problem(
                        format!(
                            "`{letter}{letter}` inside of `[…]` is read differently in Rust and in Python"
                        ),
                        format!("write `\\{letter}` for the character, or spell the class out"),
                    ));
                }
                _ => self.at += 1,
            }
        }
        Err(problem(
            "a `[` is never closed",
            "add the `]`, or write `\\[` for the character",
        ))
    }

    fn group(&mut self) -> Result<(), Problem> {
        if self.peek(1) != Some('?') {
            self.step(1, Last::Nothing);
            return Ok(());
        }
        for (prefix, name) in [
            ("(?=", "ahead"),
            ("(?!", "ahead"),
            ("(?<=", "back"),
            ("(?<!", "back"),
        ] {
            if self.rest_starts_with(prefix) {
                return Err(problem(
                    format!("looking {name} with `{prefix}…)` is not known to Rust"),
                    "say it without looking around, or check it in code",
                ));
            }
        }
        if self.rest_starts_with("(?<") {
            return Err(problem(
                "`(?<name>…)` is not known to Python",
                "write `(?P<name>…)`, or `(…)`",
            ));
        }
        if self.rest_starts_with("(?P<") {
            return self.named_group();
        }
        self.flags()
    }

    fn named_group(&mut self) -> Result<(), Problem> {
        let mut ahead = 4;
        while self
            .peek(ahead)
            .is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        {
            ahead += 1;
        }
        let begins_well = !self.peek(4).is_some_and(|letter| letter.is_ascii_digit());
        if ahead == 4 || !begins_well || self.peek(ahead) != Some('>') {
            return Err(problem(
                "the name of a group is not a plain name",
                "use letters, digits and `_`, or leave the name out: `(…)`",
            ));
        }
        self.step(ahead + 1, Last::Nothing);
        Ok(())
    }

    fn flags(&mut self) -> Result<(), Problem> {
        let mut ahead = 2;
        while let Some(letter) = self.peek(ahead) {
            match letter {
                ':' => {
                    if ahead > 2 && self.peek(ahead - 1) == Some('-') {
                        break;
                    }
                    self.step(ahead + 1, Last::Nothing);
                    return Ok(());
                }
                ')' if ahead == 2 => break,
                ')' if self.at > 0 => {
                    return Err(problem(
                        "flags in the middle are not known to Python",
                        "put them at the very beginning, or round a part: `(?i:…)`",
                    ));
                }
                ')' => {
                    let negated = (2..ahead).any(|ahead| self.peek(ahead) == Some('-'));
                    if negated {
                        break;
                    }
                    self.step(ahead + 1, Last::Nothing);
                    return Ok(());
                }
                'i' | 's' | '-' => ahead += 1,
                'm' => {
                    return Err(problem(
                        "the flag `m` would make `^` and `$` mean lines",
                        "leave it out: a pattern is about the whole text",
                    ));
                }
                _ => break,
            }
        }
        Err(problem(
            "`(?` begins something that Rust and Python do not both know",
            "use `(…)`, `(?:…)`, `(?P<name>…)`, `(?i)` at the very beginning or `(?i:…)`",
        ))
    }

    /// How long `{2}`, `{2,}` or `{2,5}` is.
    fn counted_length(&self) -> Result<usize, Problem> {
        let bad = || {
            problem(
                "a `{` does not begin a count",
                "write `{2}`, `{2,}` or `{2,5}`, or `\\{` for the character",
            )
        };
        let digits = |mut ahead: usize| {
            while self.peek(ahead).is_some_and(|digit| digit.is_ascii_digit()) {
                ahead += 1;
            }
            ahead
        };
        let least = digits(1);
        if least == 1 {
            return Err(bad());
        }
        let end = if self.peek(least) == Some(',') {
            digits(least + 1)
        } else {
            least
        };
        if self.peek(end) == Some('}') {
            Ok(end + 1)
        } else {
            Err(bad())
        }
    }

    fn repetition(&mut self, length: usize) -> Result<(), Problem> {
        match self.last {
            Last::Item => {}
            Last::Nothing => {
                return Err(problem(
                    "there is nothing to repeat",
                    "write what is to be repeated first, or a backslash before the character",
                ));
            }
            Last::Anchor => {
                return Err(problem(
                    "`^`, `$` and `\\b` cannot be repeated",
                    "leave the repetition out",
                ));
            }
            Last::Repetition => {
                return Err(problem(
                    "a repetition of a repetition is read differently in Rust and in Python",
                    "put the inner one in a group: `(?:a+)*`",
                ));
            }
        }
        self.step(length, Last::Repetition);
        if self.peek(0) == Some('?') {
            self.at += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(pattern: &str) -> bool {
        Scan::new(pattern).run().is_ok() && regex_lite::Regex::new(pattern).is_ok()
    }

    #[test]
    fn what_both_languages_read_alike() {
        for pattern in [
            "^ord_[a-z0-9]+$",
            "^cus_[a-z0-9]{8,}$",
            "^[A-Z]{2}$",
            r"^\d{4}-\d{2}$",
            "",
            "a|b",
            "a|",
            r"\bword\b",
            "(?i)abc",
            "(?i:abc)d",
            "(?P<year>[0-9]+)",
            "(?:ab)+?",
            "[]x]",
            "[^]x]",
            r"[\[\]]",
            r"\x41\u00e9\U0001F600",
            r"[\w.-]+@[\w-]+\.[a-z]+",
            "a{2}?",
            "é+",
            r"\.",
            r"\/",
            r"[+-]",
            "a{2,}b{1,3}",
            "(a|b)*",
            "()",
            r"\-",
            "x]",
            "(?s).",
            "(?-i:a)",
        ] {
            assert!(accepted(pattern), "{pattern}");
        }
    }

    #[test]
    fn what_one_of_them_does_not_know() {
        for pattern in [
            r"a\z",
            r"a\Z",
            "(?<year>a)",
            r"\p{L}",
            r"\x{41}",
            r"\u{41}",
            r"\<a",
            r"a\>",
            "[[:alpha:]]",
            "[a&&b]",
            "[a--b]",
            "[a~~b]",
            "[a||b]",
            "[a[b]]",
            "a(?i)b",
            "(?m)^a$",
            "(?x) a",
            "(?=a)",
            "(?!a)",
            "(?<=a)b",
            "(?<!a)b",
            r"(a)\1",
            "(?P=a)",
            "(?#a)",
            "a**",
            "a*+",
            "a++",
            "a???",
            "a{2}{3}",
            "^*",
            r"\b+",
            "*a",
            "a{,3}",
            "a{",
            "(a",
            "a)",
            "[a",
            "[z-a]",
            r"a\",
            r"\y",
            r"\é",
            "(?)",
            "(?-)",
            "(?-i)a",
            "(?U)a",
            "(?P<1a>b)",
            "(?P<a.b>c)",
            r"[\b]",
            "(?i-:a)",
            "a{3,2}",
            "a{99999999999999999999}",
            r"\b{start}",
        ] {
            assert!(!accepted(pattern), "{pattern}");
        }
    }
}
