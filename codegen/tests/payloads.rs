//! Runs the wire vectors in `tests/wire` through what the compiler itself makes of payloads; their README says
//! what an entry means.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod cases;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempoc::diagnostic::Diagnostics;
use tempoc::load::load;
use tempoc::model::{Model, Type, TypeId, TypeKind};
use tempoc::payload::{Payload, PayloadReader, Problem};
use tempoc_json::{Extra, Json};

#[test]
fn records() {
    let model = model(cases::folder("tests/wire/contract.tempoc.yaml"));
    let vectors = vectors("records");
    assert!(vectors.len() > 60, "only {} were found", vectors.len());
    report(vectors.iter().filter_map(|vector| {
        let ty = named(&model, &vector.text("type").unwrap());
        vector.compare(&vector.expected(), &model, &ty, &vector.json())
    }));
}

#[test]
fn scalars_in_fields() {
    let vectors = vectors("scalars");
    assert!(vectors.len() > 300, "only {} were found", vectors.len());
    let folder = tempfile::tempdir().unwrap();
    let schema = folder.path().join("scalars.tempoc.yaml");
    let fields = vectors.iter().enumerate().map(|(number, vector)| {
        let field = vector.field();
        format!(r#""Field{number}": {{"fields": {{"value": {field}}}}}"#)
    });
    let types = fields.collect::<Vec<_>>().join(", ");
    // JSON is YAML.
    let contract = format!(r#"{{"tempoc": 1, "package": "scalars.v1", "types": {{{types}}}}}"#);
    std::fs::write(&schema, contract).unwrap();
    let model = model(schema);

    report(vectors.iter().enumerate().filter_map(|(number, vector)| {
        let name = format!("Field{number}");
        let ty = named(&model, &name);
        let expected = vector.expected().in_field(&name);
        let json = format!(r#"{{"value":{}}}"#, vector.json());
        vector.compare(&expected, &model, &ty, &json)
    }));

    // Where nothing is said of the field but its type, the same is a payload of its own.
    report(vectors.iter().enumerate().filter_map(|(number, vector)| {
        let Type::Named(id) = named(&model, &format!("Field{number}")) else {
            return None;
        };
        let TypeKind::Record(record) = &model[id].kind else {
            return None;
        };
        let is_bare = ["limits", "encoding", "sensitive"]
            .iter()
            .all(|key| vector.keys.get(key).is_none());
        let ty = &record.fields[0].ty;
        is_bare.then(|| vector.compare(&vector.expected(), &model, ty, &vector.json()))?
    }));
}

#[test]
fn everything_that_is_wrong_is_said() {
    let model = model(cases::folder("tests/wire/contract.tempoc.yaml"));
    let read = |name: &str, json: &str| {
        PayloadReader::default().read(&model, &named(&model, name), json.as_bytes())
    };
    let said = |read: Result<Payload, Vec<Problem>>| {
        let problems = read.unwrap_err();
        problems.iter().map(Problem::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        said(read(
            "OrderInput",
            r#"{"order_id": "1", "items": [{"quantity": -1}, {"sku": "a", "size": "huge"}],
                "attributes": {"a": 1}, "discount": 101, "parent": {"order_id": 7, "items": []}}"#,
        )),
        [
            r#"OrderInput.order_id: expected text that matches `^ord_[a-z0-9]+$`, found "1""#,
            "OrderInput.items[0].sku: missing, expected string",
            "OrderInput.items[0].quantity: expected uint32, found -1",
            r#"OrderInput.items[1].size: expected one of "small", "big", found "huge""#,
            r#"OrderInput.attributes["a"]: expected string, found 1"#,
            "OrderInput.discount: expected at most 100, found 101.0",
            "OrderInput.parent.order_id: expected string, found 7",
            "OrderInput.parent.items: expected at least 1 item, found 0",
        ]
    );
    assert_eq!(
        said(read("Rejecting", r#"{"name": 1, "x": 1, "y": 2}"#)),
        [
            "Rejecting.name: expected string, found 1",
            r#"Rejecting: unknown field "x""#,
            r#"Rejecting: unknown field "y""#,
        ]
    );
    assert_eq!(
        said(read("Keys", r#"{"by_count": {"x": "y"}}"#)),
        [
            r#"Keys.by_count["x"]: expected uint32 as key, found "x""#,
            r#"Keys.by_count["x"]: expected uint32, found "y""#,
        ]
    );
}

/// As long as the payload is, and not as long as that times the record.
#[test]
fn a_payload_of_very_many_fields_is_read_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let schema = folder.path().join("large.tempoc.yaml");
    let fields: Vec<String> = (0..2_000).map(|n| format!("f{n}?: int32")).collect();
    let contract = format!(
        "tempoc: 1\npackage: large.v1\ntypes:\n  Large: {{unknown: preserve, fields: {{{}}}}}\n",
        fields.join(", ")
    );
    std::fs::write(&schema, contract).unwrap();
    let model = model(schema);
    let entries: Vec<String> = (0..100_000).map(|n| format!(r#""g{n}":{n}"#)).collect();
    let json = format!("{{{}}}", entries.join(","));
    let begin = Instant::now();
    let read = PayloadReader::default().read(&model, &named(&model, "Large"), json.as_bytes());
    assert_eq!(read.unwrap().written, Ok(json));
    // Looked for one after the other, the fields of the record take longer than that.
    assert!(
        begin.elapsed() < Duration::from_secs(20),
        "{:?}",
        begin.elapsed()
    );
}

#[test]
fn details_of_errors() {
    let model = model(cases::folder("schemas/order.tempoc.yaml"));
    let error = |name: &str| {
        let position = model
            .errors
            .iter()
            .position(|error| error.meta.name == name);
        tempoc::model::ErrorId(position.unwrap() as u32)
    };
    let read = |json: &str| {
        PayloadReader::default().read_error_details(&model, error("CardDeclined"), json.as_bytes())
    };
    let written = read(r#"{"more": 1, "message": "no", "code": "limit"}"#)
        .unwrap()
        .written;
    assert_eq!(written.unwrap(), r#"{"code":"limit","message":"no"}"#);
    assert_eq!(
        read("{}").unwrap_err()[0].to_string(),
        "CardDeclined.code: missing, expected string"
    );
}

struct Vector {
    place: String,
    keys: Extra,
}

/// What comes of it.
#[derive(Debug)]
enum Outcome {
    Written(String),
    NotRead(Problem),
    NotWritten(Problem),
}

/// The entries of all files of a folder of `tests/wire`.
fn vectors(folder: &str) -> Vec<Vector> {
    let folder = cases::folder("tests/wire").join(folder);
    let mut files: Vec<PathBuf> = folder
        .read_dir()
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files.iter().flat_map(|file| vectors_of(file)).collect()
}

fn vectors_of(file: &Path) -> Vec<Vector> {
    let entries: Vec<BTreeMap<String, Json>> =
        tempoc_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let name = file.file_name().unwrap().to_string_lossy();
    let vector = |(number, entry): (usize, BTreeMap<String, Json>)| {
        let mut keys = Extra::new();
        for (key, value) in entry {
            keys.insert(key, value);
        }
        Vector {
            place: format!("{name} entry {}", number + 1),
            keys,
        }
    };
    entries.into_iter().enumerate().map(vector).collect()
}

impl Vector {
    fn text(&self, key: &str) -> Option<String> {
        self.keys.get(key).map(|text| text.decode().unwrap())
    }

    /// The JSON to read.
    fn json(&self) -> String {
        self.either("text", "json").unwrap()
    }

    fn either(&self, text: &str, json: &str) -> Option<String> {
        let json = self.keys.get(json).map(Json::to_string);
        self.text(text).or(json)
    }

    fn expected(&self) -> Outcome {
        let problem = |path: &str, message| Problem {
            path: self.text(path).unwrap_or_default(),
            message,
        };
        match (self.text("error"), self.text("write_error")) {
            (Some(message), _) => Outcome::NotRead(problem("path", message)),
            (None, Some(message)) => Outcome::NotWritten(problem("write_path", message)),
            (None, None) => {
                let again = self.either("again_text", "again");
                Outcome::Written(again.unwrap_or_else(|| self.json()))
            }
        }
    }

    /// A field that the entry is about, as a contract has it.
    fn field(&self) -> String {
        let ty = ["type", "encoding", "sensitive"].into_iter();
        let ty = ty.filter_map(|key| Some((key.to_owned(), self.keys.get(key)?.clone())));
        let limits = self.keys.get("limits").map(|limits| {
            let limits: BTreeMap<String, Json> = limits.decode().unwrap();
            limits
        });
        let keys: BTreeMap<String, Json> = ty.chain(limits.into_iter().flatten()).collect();
        tempoc_json::to_string(&keys).unwrap()
    }

    /// What is another thing than expected.
    fn compare(&self, expected: &Outcome, model: &Model, ty: &Type, json: &str) -> Option<String> {
        let found = outcome(PayloadReader::default().read(model, ty, json.as_bytes()));
        let is_same = match (expected, &found) {
            (Outcome::Written(expected), Outcome::Written(found)) => is_same(expected, found),
            (Outcome::NotRead(expected), Outcome::NotRead(found))
                if expected.message == NOT_JSON =>
            {
                found.message.starts_with(NOT_JSON)
            }
            (Outcome::NotRead(expected), Outcome::NotRead(found))
            | (Outcome::NotWritten(expected), Outcome::NotWritten(found)) => expected == found,
            _ => false,
        };
        (!is_same).then(|| {
            let place = &self.place;
            format!("{place}: {json}\n  expected {expected:?}\n  found {found:?}")
        })
    }
}

const NOT_JSON: &str = "not valid JSON";

impl Outcome {
    /// What comes of a record, where this comes of its field.
    fn in_field(self, record: &str) -> Self {
        let located = |problem: Problem| match problem.message.as_str() {
            NOT_JSON => problem,
            _ => Problem {
                path: format!("{record}.value{}", problem.path),
                ..problem
            },
        };
        match self {
            Outcome::Written(text) => Outcome::Written(format!(r#"{{"value":{text}}}"#)),
            Outcome::NotRead(problem) => Outcome::NotRead(located(problem)),
            Outcome::NotWritten(problem) => Outcome::NotWritten(located(problem)),
        }
    }
}

fn outcome(read: Result<Payload, Vec<Problem>>) -> Outcome {
    match read.map(|payload| payload.written) {
        Ok(Ok(text)) => Outcome::Written(text),
        Ok(Err(problem)) => Outcome::NotWritten(problem),
        Err(problems) => Outcome::NotRead(problems[0].clone()),
    }
}

/// Whether two texts are the same JSON, with the fields of objects in any order.
fn is_same(expected: &str, found: &str) -> bool {
    let parsed = |text: &str| text.parse::<Json>().map(|json| sorted(&json));
    expected == found || parsed(expected).ok() == parsed(found).ok()
}

/// The text of a value, with the fields of its objects sorted.
fn sorted(json: &Json) -> String {
    if let Ok(fields) = json.decode::<BTreeMap<String, Json>>() {
        let sorted = fields
            .iter()
            .map(|(name, value)| format!("{name:?}:{}", sorted(value)));
        return format!("{{{}}}", sorted.collect::<Vec<_>>().join(","));
    }
    match json.decode::<Vec<Json>>() {
        Ok(items) => format!(
            "[{}]",
            items.iter().map(sorted).collect::<Vec<_>>().join(",")
        ),
        Err(_) => json.to_string(),
    }
}

fn model(schema: PathBuf) -> Model {
    let root = schema.parent().unwrap().to_owned();
    let mut diagnostics = Diagnostics::default();
    let loaded = load(&[schema], &root, &mut diagnostics).unwrap();
    let model = cases::understand(&loaded, &mut diagnostics);
    assert!(
        !diagnostics.has_errors(),
        "{}",
        cases::render(&loaded.sources, &diagnostics)
    );
    model
}

fn named(model: &Model, name: &str) -> Type {
    let position = model.types.iter().position(|ty| ty.meta.name == name);
    Type::Named(TypeId(
        position.unwrap_or_else(|| panic!("no type {name}")) as u32
    ))
}

fn report(wrong: impl Iterator<Item = String>) {
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
