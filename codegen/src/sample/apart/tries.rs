//! Texts that may tell patterns apart, for patterns that are too large to be decided.

use regex_lite::Regex;

use crate::sample::patterns::roomy_match_of;
use crate::sample::random::Random;
use crate::sample::texts::any_text;

/// How often what may be repeated without end is repeated at most; short texts are tried first.
const ROOMS: [u32; 3] = [3, 20, 200];

/// How many texts are made up for each of them; each short one is tried in several spellings.
const TEXTS: usize = 60;

/// A text of a length in characters that all of some patterns match, and one of some others does not.
///
/// Where none is found among some hundred texts, there may be one.
pub(super) fn tried_apart(
    matching: &[&str],
    refusing: &[&str],
    (least, most): (usize, usize),
) -> Option<String> {
    let compiled = |patterns: &[&str]| -> Option<Vec<Regex>> {
        patterns.iter().map(|text| Regex::new(text).ok()).collect()
    };
    let (matching_all, refusing_one) = (compiled(matching)?, compiled(refusing)?);
    let is_apart = |text: &String| {
        (least..=most).contains(&text.chars().count())
            && matching_all.iter().all(|regex| regex.is_match(text))
            && !refusing_one.iter().all(|regex| regex.is_match(text))
    };
    let mut random = Random::new(matching.len() as u64);
    ROOMS.into_iter().find_map(|room| {
        let mut found: Vec<String> = Vec::new();
        for at in 0..TEXTS {
            let text = match matching.get(at % matching.len().max(1)) {
                Some(pattern) => roomy_match_of(pattern, room, &mut random),
                None => any_text(&mut random, room as usize),
            };
            match room == ROOMS[0] {
                true => found.extend(spellings(text).into_iter().filter(is_apart)),
                false => found.extend(Some(text).filter(is_apart)),
            }
        }
        found
            .into_iter()
            .min_by(|a, b| (a.len(), a).cmp(&(b.len(), b)))
    })
}

/// A text, and others that differ from it where patterns often differ: in case, at their ends, in their length.
fn spellings(text: String) -> [String; 9] {
    let mut letters = text.chars();
    letters.next();
    let without_first = letters.as_str().to_owned();
    let mut letters = text.chars();
    letters.next_back();
    let without_last = letters.as_str().to_owned();
    [
        text.to_uppercase(),
        text.to_lowercase(),
        without_first,
        without_last,
        format!("a{text}"),
        format!("{text}a"),
        format!("{text}\n"),
        String::new(),
        text,
    ]
}
