#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::model::TypeId;

/// The model of a contract with these types.
fn model(types: &str) -> Model {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("contract.tempoc.yaml");
    let text = format!("tempoc: 1\npackage: acme.sample.v1\ntypes:\n{types}");
    std::fs::write(&path, text).unwrap();
    let config = crate::Config::new().root(folder.path()).schema(path);
    config.compile().unwrap().model().clone()
}

/// The edges of the first type, as JSON.
fn edges(types: &str) -> Vec<String> {
    let model = model(types);
    let ty = Type::Named(TypeId(0));
    let edges = Sampler::new(&model).edges(Target::Type(&ty));
    edges.iter().map(Draft::to_string).collect()
}

#[test]
fn a_field_is_absent_and_has_each_edge_of_its_limits() {
    let edges = edges("  A: {fields: {n: {type: int32, min: -2, max: 1}, b?: bool}}\n");
    assert_eq!(
        edges,
        [
            r#"{"n":0}"#,
            r#"{"n":1,"b":true}"#,
            r#"{"n":1}"#,
            r#"{"n":-1}"#,
            r#"{"n":-2}"#,
            r#"{"n":0,"b":false}"#,
            r#"{"n":0,"b":true}"#,
        ]
    );
}

#[test]
fn integers_are_tried_where_floats_lose_them() {
    let edges = edges("  A: {fields: {n: int64}}\n");
    for number in [
        "9007199254740993",
        "9223372036854775807",
        "-9223372036854775808",
    ] {
        assert!(edges.contains(&format!(r#"{{"n":{number}}}"#)), "{edges:?}");
    }
}

#[test]
fn an_open_enum_has_a_value_that_nobody_knows() {
    let open = edges("  A: {enum: [red, {blue: {wire: BLUE}}]}\n");
    assert_eq!(open, [r#""red""#, r#""BLUE""#, r#""no_such_value""#]);
    let closed = edges("  A: {enum: [red], closed: true}\n");
    assert_eq!(closed, [r#""red""#]);
}

#[test]
fn each_variant_of_a_union_is_tried() {
    let edges = edges(
        "  A: {union: {tag: kind, variants: {one: {fields: {n?: bool}}, two: {fields: {}}}}}\n",
    );
    assert_eq!(
        edges,
        [
            r#"{"kind":"one"}"#,
            r#"{"kind":"one","n":true}"#,
            r#"{"kind":"one","n":false}"#,
            r#"{"kind":"two"}"#,
            r#"{"kind":"no_such_variant","no_such_field":[1]}"#,
        ]
    );
}

#[test]
fn lists_and_maps_have_as_many_items_as_they_may() {
    let lists =
        edges("  A: {fields: {l: {type: list<bool>, min_items: 1, max_items: 3, unique: true}}}\n");
    assert_eq!(
        lists,
        [
            r#"{"l":[false]}"#,
            r#"{"l":[false,true]}"#,
            r#"{"l":[true]}"#,
        ]
    );
    let maps = edges("  A: {fields: {m: {type: \"map<uint32, bool>\", max_items: 1}}}\n");
    assert!(
        maps.contains(&r#"{"m":{"4294967295":false}}"#.to_owned()),
        "{maps:?}"
    );
    assert!(maps.contains(&r#"{"m":{}}"#.to_owned()), "{maps:?}");
}

/// What contains a list of itself, of which no item is the other, ends all the same.
#[test]
fn lists_of_what_contains_them_end() {
    let edges =
        edges("  A: {fields: {name?: string, l: {type: list<A>, max_items: 2, unique: true}}}\n");
    assert!(edges.contains(&r#"{"l":[]}"#.to_owned()), "{edges:?}");
    assert!(
        edges.contains(&r#"{"l":[{"l":[]}]}"#.to_owned()),
        "{edges:?}"
    );
}

#[test]
fn a_pattern_and_a_length_are_met_together() {
    let model = model("  A: {newtype: string, pattern: \"^[A-Z]{2,9}$\", max_length: 3}\n");
    let ty = Type::Named(TypeId(0));
    let sampler = Sampler::new(&model);
    for seed in 0..50 {
        let text = sampler.random(Target::Type(&ty), seed).to_string();
        let text: String = serde_json::from_str(&text).unwrap();
        assert!((2..=3).contains(&text.len()), "{text}");
        assert!(text.bytes().all(|letter| letter.is_ascii_uppercase()));
    }
}

#[test]
fn what_contains_itself_ends() {
    let model = model(
        r#"
  A: {fields: {name: string, more: "list<A> = []", left?: A, by: "map<A> = {}", u?: U}}
  U: {union: {tag: k, variants: {again: {fields: {a: A, u: U}}, end: {fields: {}}}}}
"#,
    );
    let sampler = Sampler::new(&model);
    let named = model.types.iter().enumerate();
    for (index, _) in named.filter(|(_, definition)| definition.variant_of.is_none()) {
        let ty = Type::Named(TypeId(index as u32));
        let edges = sampler.edges(Target::Type(&ty));
        assert!(edges.len() > 4 && edges.len() <= 1000, "{}", edges.len());
        for draft in edges {
            let text = draft.to_string();
            assert!(text.len() < 60_000, "{}", text.len());
            serde_json::from_str::<serde_json::Value>(&text).unwrap();
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_value() {
    let model = model("  A: {fields: {name: string, n: list<json>, at: timestamp}}\n");
    let ty = Type::Named(TypeId(0));
    let all = |sampler: &Sampler<'_>| {
        let seeds = 0..200;
        seeds
            .map(|seed| sampler.random(Target::Type(&ty), seed).to_string())
            .collect::<Vec<_>>()
    };
    let first = all(&Sampler::new(&model));
    assert_eq!(first, all(&Sampler::new(&model)));
    let different: std::collections::BTreeSet<&String> = first.iter().collect();
    assert!(different.len() > 190, "{}", different.len());
}

#[test]
fn every_part_of_the_dialect_is_met() {
    let mut random = Random::new(7);
    for pattern in [
        "^ord_[a-z0-9]+$",
        "^[A-Z]{2}$",
        r"^\d{4}-\d{2}(-\d{2})?$",
        "^(?:red|green|)$|^blue$",
        "(?i)^stra\u{df}e$",
        "(?P<year>^[0-9]+$)",
        "^(?i:abc)+?d$",
        "^[]x]+$",
        "^[^]x]+$",
        r"^[\[\]]$",
        r"^\x41\u00e9\U0001F600$",
        r"^[\w.-]+@[\w-]+\.[a-z]+$",
        r"^[\x30-\x39]{3,}$",
        r"^[^a-c\d]*$",
        r"^\W\S\D[+-]$",
        "^a.b$",
        r"^\bend\b$",
        "^[à-ü]{1,3}?$",
        "",
    ] {
        let regex = regex_lite::Regex::new(pattern).unwrap();
        for _ in 0..200 {
            let text = patterns::match_of(pattern, &mut random);
            assert!(regex.is_match(&text), "{pattern} and {text:?}");
        }
    }
}

/// A contract may ask for what nobody can write; the search for values ends all the same.
#[test]
fn what_has_only_huge_values_ends() {
    for types in [
        "  A: {fields: {a: {type: string, min_length: 3000000000}}}\n",
        "  A: {fields: {a: {type: bytes, min_length: 3000000000}}}\n",
        "  A: {fields: {a: {type: list<string>, min_items: 3000000000}}}\n",
        "  A: {fields: {a: {type: map<string>, min_items: 3000000000}}}\n",
    ] {
        let model = model(types);
        let ty = Type::Named(TypeId(0));
        let target = Target::Type(&ty);
        let sampler = Sampler::new(&model);
        let mut drafts = sampler.edges(target);
        drafts.extend([sampler.smallest(target), sampler.fullest(target)]);
        drafts.extend((0..20).map(|seed| sampler.doubtful(target, seed)));
        for draft in drafts {
            let read = crate::payload::PayloadReader::default().read(
                &model,
                &ty,
                draft.to_string().as_bytes(),
            );
            assert!(read.is_err(), "{types}");
        }
    }
}

#[test]
fn patterns_are_told_apart_by_their_shortest_text() {
    let any = (0, usize::MAX);
    for (matching, refusing, text) in [
        (r"^[a-z0-9]+$", r"^[0-9a-z]+$", None),
        (r"^[a-z]+$", r"^[a-z_]+$", None),
        (r"^[a-z_]+$", r"^[a-z]+$", Some("_")),
        (r"^[a-z]{1,64}$", r"^[a-z]{1,63}$", Some(&*"a".repeat(64))),
        (r"^(?i:abc)$", r"^abc$", Some("abC")),
        (r"^(?i)é$", r"^[éÉ]$", None),
        (r"^(?i)[k-m]$", r"^[k-mK-M]$", None),
        (r"^abc", r"^abc$", Some("abca")),
        (r"^.*$", r"^a*$", Some("b")),
        (r"^((a+)+)+$", r"^a+$", None),
        (r"^(a|ab)(c|bcd)$", r"^(ac|abc|abcd|abbcd)$", None),
        (r"^.$", r"^[ -~]$", Some("\u{0}")),
        (r"^(?s:.)$", r"^.$", Some("\n")),
        (r"^[^a]$", r"^[\x00-`b-\U0010ffff]$", None),
        (r"^\w+$", r"^[0-9A-Z_a-z]+$", None),
        (r"^\s$", r"^[ \t\n\v\f\r]$", None),
        (r"^[\d.]$", r"^\d$", Some(".")),
        (r"\bword\b", r"word", None),
        (r"word", r"\bword\b", Some("aword")),
        (r"^日[一-十]$", r"^日一$", Some("日丁")),
        (r"", r"", None),
        (r"a$", r"^a", Some("ba")),
    ] {
        let expected = text.map_or(Apart::Never, |text| Apart::Text(text.to_owned()));
        let found = apart(&[matching], &[refusing], any);
        assert_eq!(found, expected, "{matching} {refusing}");
    }
}

/// A pattern of the dialect, made of a few of all of its parts.
fn any_pattern(random: &mut Random, depth: usize) -> String {
    let part = |random: &mut Random| match depth {
        0 => random
            .word(&[
                "a",
                "B",
                "_",
                "é",
                ".",
                "[ab]",
                "[^a]",
                "[a-c_é]",
                r"\w",
                r"\W",
                r"\d",
                r"\s",
                r"[\S]",
                "^",
                "$",
                r"\b",
                r"\B",
                "(?s:.)",
                "(?i:A)",
                "(?i:[^b])",
                "",
            ])
            .to_owned(),
        _ => any_pattern(random, depth - 1),
    };
    let (first, second) = (part(random), part(random));
    match random.below(7) {
        0 => format!("(?:{first})*"),
        1 => format!("(?:{first})+?{second}"),
        2 => format!("(?:{first}){{1,2}}{second}"),
        3 => format!("(?:{first}|{second})"),
        4 => format!("(?i:{first}){second}"),
        5 => format!("^{first}{second}$"),
        _ => format!("{first}{second}"),
    }
}

#[test]
fn patterns_are_told_apart_by_what_matches_them() {
    let letters = ['a', 'b', 'B', '_', 'é', ' ', '\n'];
    let mut texts = vec![String::new()];
    let mut longest = texts.clone();
    for _ in 0..3 {
        let longer = |text: &String| letters.map(|letter| format!("{text}{letter}"));
        longest = longest.iter().flat_map(longer).collect();
        texts.extend(longest.iter().cloned());
    }
    let mut random = Random::new(7);
    let (mut decided, mut never) = (0, 0);
    for _ in 0..400 {
        let patterns = [2, 1].map(|depth| any_pattern(&mut random, depth));
        let compiled = patterns.each_ref().map(|text| regex_lite::Regex::new(text));
        assert!(compiled.iter().all(Result::is_ok), "{patterns:?}");
        let [Ok(first), Ok(second)] = compiled else {
            continue;
        };
        let is_apart = |text: &str| first.is_match(text) && !second.is_match(text);
        let shortest = texts.iter().find(|text| is_apart(text));
        match apart(&[&patterns[0]], &[&patterns[1]], (0, usize::MAX)) {
            Apart::Text(text) => {
                assert!(is_apart(&text), "{patterns:?} {text:?}");
                let length = shortest.map(|text| text.chars().count());
                assert!(length.is_none_or(|length| text.chars().count() <= length));
                decided += 1;
            }
            Apart::Never => {
                assert_eq!(shortest, None, "{patterns:?}");
                decided += 1;
                never += 1;
            }
            Apart::Unknown => {}
        }
    }
    assert!(decided > 390, "{decided}");
    assert!((50..350).contains(&never), "{never}");
}

#[test]
fn lengths_tell_patterns_apart() {
    let three = pattern_of_lengths(Some(3), Some(3));
    assert_eq!(
        apart(&["^[A-Z]{3}$"], &[&three], (0, usize::MAX)),
        Apart::Never
    );
    let text = Apart::Text("aaaa".to_owned());
    assert_eq!(apart(&["^[a-z]{3,4}$"], &[&three], (0, usize::MAX)), text);
    assert_eq!(apart(&["^[a-z]{3,4}$"], &[&three], (0, 3)), Apart::Never);
    assert_eq!(apart(&["^a+$"], &["^a{1,3}$"], (0, 3)), Apart::Never);
    assert_eq!(apart(&["^(aa)+$"], &["^a{1,3}$"], (3, 9)), text_of_a(4));
    assert_eq!(apart(&["^a*$"], &["^a{0,9}$"], (5, 9)), Apart::Never);
    assert_eq!(apart(&["^a*$"], &["^a{0,9}$"], (12, 20)), text_of_a(12));
    assert_eq!(apart(&[], &["^a*$"], (2, 20)), Apart::Text("ab".to_owned()));
}

fn text_of_a(count: usize) -> Apart {
    Apart::Text("a".repeat(count))
}

#[test]
fn patterns_that_are_too_large_are_tried() {
    // The state of each of the last thirty letters counts.
    let large = "[ab].{30}$";
    assert_eq!(apart(&[large], &[large], (0, usize::MAX)), Apart::Unknown);
    let found = apart(&[large], &["^b"], (0, usize::MAX));
    assert!(
        matches!(&found, Apart::Text(text) if !text.starts_with('b')),
        "{found:?}"
    );
}
