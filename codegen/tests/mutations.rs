//! Contracts with a slip in them: no panic, and every place lies inside its file.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod cases;

use std::fs;
use std::path::Path;

use tempoc::diagnostic::Diagnostics;
use tempoc::load::{Memory, load_from};
use tempoc::source::{SourceMap, Span};

const ROUNDS: usize = 6_000;

#[test]
fn contracts_with_slips_are_understood_or_refused() {
    let mut random = Random(7);
    let contracts = contracts();
    for _ in 0..ROUNDS {
        let mut files = Memory::default();
        let (name, changed) = &contracts[random.below(contracts.len())];
        for (other, text) in &contracts {
            files.insert(other.clone(), text.clone());
        }
        let slips = 1 + random.below(3);
        let text = (0..slips).fold(changed.clone(), |text, _| mutate(&text, &mut random));
        files.insert(name.clone(), text.clone());
        let mut diagnostics = Diagnostics::default();
        let entry = Path::new(name).to_path_buf();
        let loaded = load_from(&files, &[entry], Path::new(""), &mut diagnostics).unwrap();
        cases::understand(&loaded, &mut diagnostics);
        for diagnostic in diagnostics.sorted() {
            check_place(&loaded.sources, diagnostic.primary.span, &text);
            for other in &diagnostic.others {
                check_place(&loaded.sources, other.span, &text);
            }
            for suggestion in &diagnostic.suggestions {
                check_place(&loaded.sources, suggestion.span, &text);
            }
        }
    }
}

/// The samples of the language, and every case that is refused.
fn contracts() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for name in ["order.tempoc.yaml", "common.tempoc.yaml"] {
        let text = fs::read_to_string(cases::folder("schemas").join(name)).unwrap();
        found.push((name.to_owned(), text));
    }
    for case in cases::case_folders("tests/reject") {
        let name = format!("{}.tempoc.yaml", case.file_name().unwrap().display());
        // A case that is not UTF-8 is none of text.
        if let Ok(text) = fs::read_to_string(case.join("schema.tempoc.yaml")) {
            found.push((name, text));
        }
    }
    found
}

/// Removes, doubles, swaps or replaces a word, or replaces a character.
fn mutate(text: &str, random: &mut Random) -> String {
    let words: Vec<&str> = text
        .split_inclusive([' ', '\n', ',', '{', '}', ':'])
        .collect();
    let at = random.below(words.len());
    let other = random.below(words.len());
    let strange = [
        "é",
        "{input.",
        "}",
        "list<",
        "map<",
        "Order",
        "-1",
        "99999999999999999999",
        "\"",
        "null",
        "unlimited",
        "= ",
        "?: ",
        "[",
        "{",
        "common.",
        "𝄞",
    ];
    let mut out = String::with_capacity(text.len() + 16);
    for (position, word) in words.iter().enumerate() {
        if position != at {
            out.push_str(word);
            continue;
        }
        match random.below(5) {
            0 => {}
            1 => out.push_str(&word.repeat(2)),
            2 => out.push_str(words[other]),
            3 => out.push_str(strange[random.below(strange.len())]),
            _ => {
                let letters = word.chars().count();
                let broken = random.below(letters.max(1));
                out.extend(word.chars().enumerate().map(|(position, letter)| {
                    if position == broken { 'x' } else { letter }
                }));
            }
        }
    }
    out
}

fn check_place(sources: &SourceMap, span: Span, text: &str) {
    let source = &sources.get(span.file).text;
    assert!(
        source.get(span.start as usize..span.end as usize).is_some(),
        "{span:?} is no place of\n{text}"
    );
}

/// A generator of numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}
