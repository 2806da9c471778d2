//! Texts that a pattern matches.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::model::Constraints;

use super::random::Random;

pub(super) fn patterns<'m>(limits: &[&'m Constraints]) -> Vec<&'m str> {
    let patterns = limits.iter().filter_map(|limits| limits.pattern.as_deref());
    patterns.collect()
}

pub(super) fn matches(pattern: &str, text: &str) -> bool {
    regex_lite::Regex::new(pattern).is_ok_and(|regex| regex.is_match(text))
}

/// A text that a pattern matches, most probably: what stands before and behind it is not looked at.
pub(super) fn match_of(pattern: &str, random: &mut Random) -> String {
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
            let (first, last) = random.pick(&ranges).copied().unwrap_or(('a', 'a'));
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
        HirKind::Alternation(parts) => {
            if let Some(part) = random.pick(parts) {
                push_match(part, text, random);
            }
        }
    }
}
