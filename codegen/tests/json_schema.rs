//! The JSON Schema that editors use, against the compiler: what an editor lets through must not be
//! a mistake of structure, and what the compiler takes should not be underlined.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod yaml_as_json;

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Map, Value, json};
use tempoc::diagnostic::{Diagnostics, Severity};
use tempoc::load::{Memory, load_from};
use tempoc::resolve::resolve;
use yaml_as_json::{json_of_yaml, yaml_of_json};

/// What only the meaning of a contract shows; a JSON Schema has nothing to say about it.
const NOT_STRUCTURE: [&str; 3] = ["two-defaults", "optional-conflict", "repeated-key"];

/// What is plain from the text alone, although it is found where names are looked up.
const PLAIN_FROM_TEXT: [&str; 3] = ["invalid-duration", "invalid-priority", "unknown-choice"];

fn editor() -> Validator {
    let schema: Value = serde_json::from_str(tempoc::JSON_SCHEMA).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).unwrap()
}

/// The codes of all mistakes of structure that the compiler finds.
fn compiler_refuses(text: &str) -> Vec<&'static str> {
    let path = PathBuf::from("case.tempoc.yaml");
    let files = Memory::from_iter([(path.clone(), text)]);
    let mut read = Diagnostics::default();
    let loaded = load_from(&files, &[path], Path::new("."), &mut read).unwrap();
    let mut resolved = Diagnostics::default();
    resolve(
        &loaded.sources,
        &loaded.files,
        &loaded.entries,
        &loaded.imports,
        &mut resolved,
    );
    let structure = errors_of(&read).filter(|code| !code.starts_with("import-"));
    let structure = structure.filter(|code| !NOT_STRUCTURE.contains(code));
    let plain = errors_of(&resolved).filter(|code| PLAIN_FROM_TEXT.contains(code));
    structure.chain(plain).collect()
}

fn errors_of(diagnostics: &Diagnostics) -> impl Iterator<Item = &'static str> {
    let sorted = diagnostics.sorted().into_iter();
    let errors = sorted.filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.map(|diagnostic| diagnostic.code)
}

/// Every `*.tempoc.yaml` below a folder of the repository, sorted.
fn contracts(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .join(folder),
    ];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(".tempoc.yaml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_contract_that_compiles_is_valid_in_an_editor() {
    let editor = editor();
    let mut found = contracts("tests/accept");
    found.extend(contracts("schemas"));
    found.extend(contracts("codegen/support"));
    assert!(found.len() > 3, "the contracts are gone");
    for path in found {
        let text = fs::read_to_string(&path).unwrap();
        let problems: Vec<String> = editor
            .iter_errors(&json_of_yaml(&text))
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(problems.is_empty(), "{}: {problems:#?}", path.display());
    }
}

#[test]
fn both_refuse_mistakes_of_structure() {
    let editor = editor();
    let base = "tempoc: 1\npackage: acme.orders.v1\n";
    assert!(editor.is_valid(&json_of_yaml(base)));
    assert_eq!(compiler_refuses(base), Vec::<&str>::new());
    let mistakes = [
        "version: 1.4",
        "version: [1, 4, 0]",
        "since: latest",
        "imports: [./common.tempoc.yaml]",
        "imports: {Common: ./common.tempoc.yaml}",
        "defaults: {task_que: orders}",
        "defaults: {activity: {retry: {initial: [1s]}}}",
        "types: [Order]",
        "types: {order: {fields: {}}}",
        "types: {Order: string}",
        "types: {Order: {}}",
        "types: {Order: {fields: {}, enum: [a]}}",
        "types: {Order: {fields: [note]}}",
        "types: {Order: {fields: {Note: string}}}",
        "types: {Order: {fields: {note: \"string?\"}}}",
        "types: {Order: {fields: {note: \"list<string\"}}}",
        "types: {Order: {fields: {note: \"set<string>\"}}}",
        "types: {Order: {fields: {note: list}}}",
        "types: {Order: {fields: {note: {min: 1}}}}",
        "types: {Order: {fields: {note: {type: string, max_lenght: 4}}}}",
        "types: {Order: {fields: {note: {type: string, sensitive: \"yes\"}}}}",
        "types: {Order: {fields: {note: {type: string, enforce: never}}}}",
        "types: {Order: {fields: {}, unknown: drop}}",
        "types: {Order: {fields: {}, reserved: old}}",
        "types: {State: {enum: received}}",
        "types: {State: {enum: [Received]}}",
        "types: {State: {enum: [{a: {}, b: {}}]}}",
        "types: {State: {enum: [a], closed: 1}}",
        "types: {Pay: {union: {tag: type}}}",
        "types: {Pay: {union: {variants: {card: }}}}",
        "types: {Pay: {union: {variants: {card: {type: Card, fields: {}}}}}}",
        "types: {Id: {newtype: {of: string}}}",
        "errors: {declined: {}}",
        "errors: {Declined: {retryable: maybe}}",
        "errors: {Declined: {retriable: true}}",
        "activities: {charge: {input: [A]}}",
        "activities: {charge: {heartbeat: {every: 1s}}}",
        "activities: {charge: {errors: Declined}}",
        "activities: {Charge: {}}",
        "activities: {charge: }",
        "workflows: {run: {signals: {go: {inptu: A}}}}",
        "workflows: {run: {queries: {state: }}}",
        "workflows: {run: {updates: {change: Address}}}",
        "workflows: {run: {children: {ship: {id: a}}}}",
        "workflows: {run: {search_attributes: {Id: keyword}}}",
        "workflows: {run: {search_attributes: {Id: {from: input.a}}}}",
        "workflows: {run: {schedules: {nightly: \"0 2 * * *\"}}}",
        "workflows: {run: {memo: [a]}}",
        "workflows: {run: {rust: {async: true}}}",
        "activities: {charge: {start_to_close: 30}}",
        "activities: {charge: {start_to_close: soon}}",
        "activities: {charge: {retry: {initial: unlimited}}}",
        "activities: {charge: {priority: {key: 0}}}",
        "workflows: {run: {id_reuse: reject}}",
        "activities: {charge: {cancellation: wait}}",
        "activities: {charge: {heartbeat: {timeout: 1m1h}}}",
        "workflows: {run: {versioning: pined}}",
        "workflows: {run: {updates: {change: {wait: forever}}}}",
        "nexus: {orders: {}}",
        "nexus: {Orders: {operations: [submit]}}",
        "nexus: {Orders: {operations: {submit: {workflow: a.b.c}}}}",
        "workflow: {}",
    ];
    for mistake in mistakes {
        let text = format!("{base}{mistake}\n");
        assert!(!editor.is_valid(&json_of_yaml(&text)), "editor: {mistake}");
        assert!(!compiler_refuses(&text).is_empty(), "compiler: {mistake}");
    }
    for whole in [
        "",
        "[]",
        "tempoc: 1",
        "package: acme.orders.v1",
        "tempoc: 2\npackage: acme.orders.v1",
        "tempoc: 1\npackage: Acme",
        "tempoc: 1\npackage: acme.orders",
    ] {
        assert!(!editor.is_valid(&json_of_yaml(whole)), "editor: {whole}");
        assert!(!compiler_refuses(whole).is_empty(), "compiler: {whole}");
    }
}

/// Changes every part of every contract in every way of [`changes`], one at a time.
#[test]
fn what_an_editor_lets_through_is_well_formed() {
    let editor = editor();
    let mut tried = 0;
    let mut let_through = 0;
    for path in contracts("schemas") {
        let contract = json_of_yaml(&fs::read_to_string(&path).unwrap());
        let whole = yaml_of_json(&contract);
        assert_eq!(compiler_refuses(&whole), Vec::<&str>::new(), "{whole}");
        let mut places = Vec::new();
        list_places(&contract, &mut Vec::new(), &mut places);
        for place in places {
            for change in changes(at(&contract, &place)) {
                let mut changed = contract.clone();
                *at_mut(&mut changed, &place) = change;
                tried += 1;
                if !editor.is_valid(&changed) {
                    continue;
                }
                let_through += 1;
                let place = place.join("/");
                // Inside of a value, nothing is a slip and `null` is a value; to an editor they are the same.
                let text = match place.ends_with("default") || place.contains("nightly/input") {
                    true => yaml_of_json(&changed).replace("\"x-free\": }", "\"x-free\": null}"),
                    false => yaml_of_json(&changed),
                };
                assert_eq!(
                    compiler_refuses(&text),
                    Vec::<&str>::new(),
                    "{place}: {text}"
                );
            }
        }
    }
    assert!(tried > 5_000, "{tried} changes were tried");
    assert!(let_through > 500, "{let_through} changes were let through");
}

/// What a part of a contract is replaced with.
fn changes(part: &Value) -> Vec<Value> {
    let mut changes = vec![
        Value::Null,
        json!(true),
        json!(3),
        json!(1.5),
        json!(""),
        json!("some text"),
        json!("snake_case"),
        json!("PascalCase"),
        json!("30s"),
        json!("1.4.0"),
        json!([]),
        json!(["a"]),
        json!([null]),
        json!({}),
        json!({"a": "b"}),
        json!({"type": "string"}),
        json!({"x-free": null}),
    ];
    if let Value::Object(entries) = part {
        for key in entries.keys() {
            let mut without = entries.clone();
            let value = without.remove(key).unwrap_or_default();
            changes.push(Value::Object(without.clone()));
            for renamed in [format!("{key}x"), key.to_uppercase(), format!("{key}?")] {
                without.insert(renamed.clone(), value.clone());
                changes.push(Value::Object(without.clone()));
                without.remove(&renamed);
            }
        }
        for added in KEYS {
            let mut with: Map<String, Value> = entries.clone();
            with.entry(*added).or_insert_with(|| json!("string"));
            changes.push(Value::Object(with));
        }
    }
    changes
}

/// Keys of the language that belong to one place and not to another.
const KEYS: &[&str] = &[
    "aliases",
    "closed",
    "default",
    "description",
    "enum",
    "fields",
    "id",
    "input",
    "name",
    "newtype",
    "output",
    "reserved",
    "rust",
    "since",
    "type",
    "union",
    "unknown",
    "wire",
];

fn list_places(value: &Value, here: &mut Vec<String>, places: &mut Vec<Vec<String>>) {
    places.push(here.clone());
    let children: Vec<(String, &Value)> = match value {
        Value::Object(entries) => entries
            .iter()
            .map(|(key, part)| (key.clone(), part))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, part)| (index.to_string(), part))
            .collect(),
        _ => Vec::new(),
    };
    for (step, part) in children {
        here.push(step);
        list_places(part, here, places);
        here.pop();
    }
}

fn at<'v>(value: &'v Value, place: &[String]) -> &'v Value {
    place.iter().fold(value, |value, step| match value {
        Value::Array(items) => &items[step.parse::<usize>().unwrap()],
        other => &other[step.as_str()],
    })
}

fn at_mut<'v>(value: &'v mut Value, place: &[String]) -> &'v mut Value {
    place.iter().fold(value, |value, step| match value {
        Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
        other => &mut other[step.as_str()],
    })
}
