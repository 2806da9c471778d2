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
            let read = crate::payload::read(&model, &ty, draft.to_string().as_bytes());
            assert!(read.is_err(), "{types}");
        }
    }
}

#[test]
fn patterns_are_told_apart_by_texts() {
    let any = (0, usize::MAX);
    for (matching, refusing, is_apart) in [
        (r"^[a-z0-9]+$", r"^[0-9a-z]+$", false),
        (r"^[a-z]+$", r"^[a-z_]+$", false),
        (r"^[a-z_]+$", r"^[a-z]+$", true),
        (r"^[a-z]+$", r"^[a-z]{1,100}$", true),
        (r"^[a-z]{1,64}$", r"^[a-z]{1,63}$", true),
        (r"^(?i:abc)$", r"^abc$", true),
        (r"^abc", r"^abc$", true),
        (r"^.*$", r"^a*$", true),
        (r"^((a+)+)+$", r"^a+$", false),
    ] {
        let text = text_apart(&[matching], &[refusing], any);
        assert_eq!(text.is_some(), is_apart, "{matching} {refusing}: {text:?}");
    }
    assert!(text_apart(&[], &["^a*$"], any).is_some());
    assert_eq!(text_apart(&["^a+$"], &["^a{1,3}$"], (0, 3)), None);
}
