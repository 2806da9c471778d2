//! Files that nobody would write: no panic, no wait, and every place lies inside its file.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempoc::diagnostic::codes::Code;
use tempoc::diagnostic::{Diagnostic, Diagnostics};
use tempoc::load::{Loaded, Memory, load_from};
use tempoc::source::{SourceMap, Span};

/// Generous for an unoptimised build on a busy machine; quadratic work on 4 MiB takes hours.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn limits_are_told_by_their_codes() {
    let head = "tempoc: 1\npackage: cases.v1\n";
    assert_eq!(
        codes(&format!("{head}{}", " ".repeat(5 << 20))),
        ["file-too-large"]
    );
    assert_eq!(
        codes(&format!("{head}x-many: [{}]\n", "a,".repeat(250_000))),
        ["too-many-nodes"]
    );
    let problems = codes(&format!(
        "{head}{}",
        (0..2_000)
            .map(|n| format!("zz{n}: 1\n"))
            .collect::<String>()
    ));
    assert_eq!(problems.len(), 1_001);
    assert!(problems.contains(&"too-many-problems"));
}

#[test]
fn a_contract_of_too_many_files_is_refused() {
    let mut files = Memory::default();
    for n in 0..1_100 {
        let next = n + 1;
        let text =
            format!("tempoc: 1\npackage: p.v{next}\nimports: {{next: ./f{next}.tempoc.yaml}}\n");
        files.insert(format!("f{n}.tempoc.yaml"), text);
    }
    let (loaded, diagnostics) = read(&files, "f0.tempoc.yaml");
    assert_eq!(loaded.files.len(), 1_000);
    let codes: Vec<&str> = diagnostics
        .sorted()
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(codes, ["contract-too-large"]);
}

#[test]
fn hostile_files_are_read_or_refused_at_once() {
    let mb4 = 4 << 20;
    let inputs: [(&str, String); 24] = [
        ("open lists", "[".repeat(200_000)),
        ("open mappings", "{a:".repeat(200_000)),
        ("dashes", "- ".repeat(100_000)),
        (
            "block levels",
            (0..2_000)
                .map(|depth| format!("{}a:\n", " ".repeat(depth)))
                .collect(),
        ),
        ("question marks", "? ".repeat(1_000_000)),
        ("bomb", bomb()),
        ("one plain line", format!("a: {}", "x".repeat(mb4 - 3))),
        (
            "one line of words",
            format!("a: {}", "x ".repeat(mb4 / 2 - 2)),
        ),
        ("one quoted line", format!("a: \"{}\"", "x".repeat(mb4 - 5))),
        ("escapes", format!("a: \"{}\"", "\\n".repeat(mb4 / 2 - 3))),
        (
            "control escapes",
            format!("a: [{}]", "\"\\0\",".repeat(150_000)),
        ),
        ("comments", "#\n".repeat(mb4 / 2)),
        ("doc comments", "## a\n".repeat(mb4 / 5)),
        (
            "doc comments for each key",
            (0..50_000)
                .map(|n| format!("## a\n## b\nk{n}: 1\n"))
                .collect(),
        ),
        (
            "comments in a list",
            format!("[{}]", "#\n".repeat(mb4 / 2 - 1)),
        ),
        ("list of many", format!("[{}]", "a,".repeat(mb4 / 2 - 1))),
        (
            "empty lists on one line",
            format!("a: [{}]", "[],".repeat(mb4 / 3 - 2)),
        ),
        (
            "unclosed list of many",
            "[a,".to_owned() + &"a,".repeat(mb4 / 2 - 2),
        ),
        ("many items", "- x\n".repeat(mb4 / 4)),
        ("same key", "a: 1\n".repeat(90_000)),
        (
            "many keys",
            (0..90_000).map(|n| format!("k{n}: 1\n")).collect(),
        ),
        ("many bad types", bad_types()),
        ("cut types", format!("{{a: map<{}}}", "b, ".repeat(90_000))),
        (
            "long type",
            format!(
                "types: {{A: {{fields: {{a: {}}}}}}}",
                "list<".repeat(200_000)
            ),
        ),
    ];
    for (name, text) in inputs {
        let start = Instant::now();
        let (sources, diagnostics) = read_text(&text);
        check_places(&sources, &diagnostics);
        let took = start.elapsed();
        assert!(took < PATIENCE, "{name} took {took:?}");
        assert!(diagnostics.has_errors(), "{name}");
    }
}

#[test]
fn mutations_of_a_contract_never_panic_and_every_place_lies_inside_its_file() {
    let seed = include_str!("../../schemas/order.tempoc.yaml");
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..1_500 {
        let mut text = seed.as_bytes().to_vec();
        for _ in 0..=random.below(4) {
            mutate(&mut text, &mut random);
        }
        let mut files = Memory::default();
        files.insert("schema.tempoc.yaml", text);
        let (loaded, diagnostics) = read(&files, "schema.tempoc.yaml");
        check_places(&loaded.sources, &diagnostics);
    }
}

/// What a slip of the hand, or somebody with bad intentions, puts into a file.
const PIECES: [&str; 44] = [
    "{",
    "}",
    "[",
    "]",
    ": ",
    ":",
    ",",
    "\"",
    "'",
    "#",
    "## ",
    "\t",
    "- ",
    "? ",
    "&a ",
    "*a",
    "!!str ",
    "!x ",
    "<<: ",
    "|\n",
    ">\n",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "\u{202e}",
    "日本",
    "\u{0}",
    "\u{1b}[31m",
    "\\",
    "null",
    "~",
    "<",
    ">",
    "?",
    " = ",
    "=",
    "\r",
    "\r\n",
    "\n",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "  ",
    "\u{1F389}",
];

fn mutate(text: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(text.len() + 1);
    let end = (at + random.below(40)).min(text.len());
    match random.below(6) {
        0 | 1 => {
            let piece = PIECES[random.below(PIECES.len())];
            text.splice(at..at, piece.bytes());
        }
        2 => {
            text.drain(at..end);
        }
        3 => {
            let copy = text[at..end].to_vec();
            let target = random.below(text.len() + 1);
            text.splice(target..target, copy);
        }
        4 => text.truncate(at),
        _ => {
            if let Some(byte) = text.get_mut(at) {
                *byte = random.below(256) as u8;
            }
        }
    }
}

/// A small generator of numbers, the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

fn bomb() -> String {
    let mut text = "a0: &a0 [lol, lol]\n".to_owned();
    for n in 1..10 {
        text.push_str(&format!(
            "a{n}: &a{n} [{}]\n",
            format!("*a{},", n - 1).repeat(9)
        ));
    }
    text
}

fn bad_types() -> String {
    let fields: String = (0..60_000)
        .map(|n| format!("      f{n}: {{tpye: strng, mni: 1}}\n"))
        .collect();
    format!("tempoc: 1\npackage: a.v1\ntypes:\n  A:\n    fields:\n{fields}")
}

fn codes(text: &str) -> Vec<&'static str> {
    let (_, diagnostics) = read_text(text);
    diagnostics
        .sorted()
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect()
}

fn read_text(text: &str) -> (SourceMap, Diagnostics) {
    let files = Memory::from_iter([("schema.tempoc.yaml", text)]);
    let (loaded, diagnostics) = read(&files, "schema.tempoc.yaml");
    (loaded.sources, diagnostics)
}

fn read(files: &Memory, entry: &str) -> (Loaded, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let loaded = load_from(
        files,
        &[PathBuf::from(entry)],
        Path::new(""),
        &mut diagnostics,
    )
    .unwrap();
    (loaded, diagnostics)
}

fn check_places(sources: &SourceMap, diagnostics: &Diagnostics) {
    for diagnostic in diagnostics.sorted() {
        assert!(Code::find(diagnostic.code).is_some(), "{diagnostic:?}");
        for span in places(diagnostic) {
            let text = &sources.get(span.file).text;
            assert!(
                text.get(span.start as usize..span.end as usize).is_some(),
                "{diagnostic:?}"
            );
        }
        let said = [Some(&diagnostic.message), diagnostic.help.as_ref()];
        for text in said.into_iter().flatten().chain(&diagnostic.notes) {
            assert!(!text.contains(char::is_control), "{diagnostic:?}");
            assert!(text.len() < 2_000, "{diagnostic:?}");
        }
    }
}

fn places(diagnostic: &Diagnostic) -> Vec<Span> {
    let mut places = vec![diagnostic.primary.span];
    places.extend(diagnostic.others.iter().map(|label| label.span));
    places.extend(
        diagnostic
            .suggestions
            .iter()
            .map(|suggestion| suggestion.span),
    );
    places
}
