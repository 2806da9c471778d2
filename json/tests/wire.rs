//! Runs the wire vectors in `tests/wire/scalars`; their README says what an entry means.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::path::Path;

use tempoc_json::{
    self as json, AsText, Check, Checked, Decode, Encode, Error, Extra, Json, Limited, Limits,
    Node, Text,
};

#[test]
fn scalars() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/wire/scalars");
    let (mut count, mut wrong) = (0, Vec::new());
    let mut files: Vec<_> = folder
        .read_dir()
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let vectors: Vec<Json> = json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        for vector in vectors {
            count += 1;
            let entry: Entry = vector.decode().unwrap();
            if let Err(message) = entry.run() {
                wrong.push(format!("{} {vector}\n    {message}", file.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} are wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count > 300, "only {count} vectors were found");
}

/// No contract has these, as `encoding: string` is for single numbers.
#[test]
fn lists_and_maps_of_integers_as_strings() {
    let vectors: Vec<Json> = json::from_slice(
        br#"[
            {"type": "list<int64>", "encoding": "string", "json": ["1", 2], "again": ["1", "2"]},
            {"type": "list<int64>", "encoding": "string", "json": ["1", "x"],
             "path": "[1]", "error": "expected int64, found \"x\""},
            {"type": "map<uint64>", "encoding": "string", "json": {"a": "1", "b": 2},
             "again": {"a": "1", "b": "2"}}
        ]"#,
    )
    .unwrap();
    for vector in vectors {
        let entry: Entry = vector.decode().unwrap();
        entry.run().unwrap();
    }
}

struct Entry {
    ty: String,
    string_encoding: bool,
    sensitive: bool,
    limits: &'static Limits,
    /// The JSON text to be read.
    text: String,
    expected: Expected,
}

enum Expected {
    Written(Json),
    ReadError { path: String, message: String },
    WriteError(String),
}

impl Decode for Entry {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let mut object = node.object("Entry")?;
        // `null` is a value here, so these are kept as they are.
        let mut values = Extra::new();
        for name in ["json", "again"] {
            if let Ok(value) = object.required::<Json>(name) {
                values.insert(name, value);
            }
        }
        let text: Option<String> = object.optional("text")?;
        let again: Option<String> = object.optional("again_text")?;
        let text = text.or_else(|| Some(values.get("json")?.to_string()));
        let text = text.ok_or_else(|| Error::new("neither `json` nor `text`"))?;
        let path = object.defaulted("path", String::new)?;
        let expected = match (object.optional("error")?, object.optional("write_error")?) {
            (Some(message), None) => Expected::ReadError { path, message },
            (None, Some(message)) => Expected::WriteError(message),
            _ => Expected::Written(match (&again, values.get("again")) {
                (Some(again), _) => again.parse()?,
                (None, Some(again)) => again.clone(),
                (None, None) => text.parse()?,
            }),
        };
        let encoding: Option<String> = object.optional("encoding")?;
        let entry = Entry {
            ty: object.required("type")?,
            string_encoding: encoding.is_some_and(|encoding| encoding == "string"),
            sensitive: object.defaulted("sensitive", || false)?,
            limits: object
                .optional::<BuiltLimits>("limits")?
                .map_or(&NO_LIMITS, |built| built.0),
            text,
            expected,
        };
        object.optional::<String>("why")?;
        // What Python gives instead.
        object.optional::<Json>("python")?;
        object.reject_unknown()?;
        Ok(entry)
    }
}

static NO_LIMITS: Limits = Limits::new();

struct BuiltLimits(&'static Limits);

impl Decode for BuiltLimits {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let mut object = node.object("Limits")?;
        let mut limits = Limits::new();
        if let Some(min) = object.optional::<Json>("min")? {
            limits = match min.as_str().parse() {
                Ok(min) => limits.min(min),
                Err(_) => limits.min_float(min.decode()?),
            };
        }
        if let Some(max) = object.optional::<Json>("max")? {
            limits = match max.as_str().parse() {
                Ok(max) => limits.max(max),
                Err(_) => limits.max_float(max.decode()?),
            };
        }
        let mut count = |name| {
            object
                .optional::<u32>(name)
                .map(|count| count.map(|n| n as usize))
        };
        if let Some(n) = count("min_length")? {
            limits = limits.min_length(n);
        }
        if let Some(n) = count("max_length")? {
            limits = limits.max_length(n);
        }
        if let Some(n) = count("min_items")? {
            limits = limits.min_items(n);
        }
        if let Some(n) = count("max_items")? {
            limits = limits.max_items(n);
        }
        if let Some(pattern) = object.optional::<String>("pattern")? {
            limits = limits.pattern(pattern.leak());
        }
        if object.defaulted("unique", || false)? {
            limits = limits.unique();
        }
        if object
            .optional::<String>("enforce")?
            .is_some_and(|enforce| enforce == "write")
        {
            limits = limits.on_write();
        }
        object.reject_unknown()?;
        Ok(BuiltLimits(Box::leak(Box::new(limits))))
    }
}

impl Entry {
    fn run(&self) -> Result<(), String> {
        let outcome = match (self.ty.as_str(), self.string_encoding) {
            ("bool", _) => self.unlimited::<bool>(),
            ("int32", _) => self.plain::<i32>(),
            ("int64", false) => self.plain::<i64>(),
            ("int64", true) => self.text::<i64>(),
            ("uint32", _) => self.plain::<u32>(),
            ("uint64", false) => self.plain::<u64>(),
            ("uint64", true) => self.text::<u64>(),
            ("float32", _) => self.plain::<f32>(),
            ("float64", _) => self.plain::<f64>(),
            ("string", _) => self.plain::<String>(),
            ("bytes", _) => self.plain::<Vec<u8>>(),
            ("timestamp", _) => self.unlimited::<json::Timestamp>(),
            ("date", _) => self.unlimited::<json::Date>(),
            ("duration", _) => self.unlimited::<json::Duration>(),
            ("decimal", _) => self.unlimited::<json::Decimal>(),
            ("uuid", _) => self.unlimited::<json::Uuid>(),
            ("json", _) => self.unlimited::<Json>(),
            ("list<uint32>", _) => self.plain::<Vec<u32>>(),
            ("list<int64>", true) => self.text::<Vec<i64>>(),
            ("list<json>", _) => self.plain::<Vec<Json>>(),
            ("list<list<string>>", _) => self.plain::<Vec<Vec<String>>>(),
            ("list<map<bool>>", _) => self.plain::<Vec<BTreeMap<String, bool>>>(),
            ("map<string>", _) => self.plain::<BTreeMap<String, String>>(),
            ("map<uint64>", true) => self.text::<BTreeMap<String, u64>>(),
            ("map<list<string>>", _) => self.plain::<BTreeMap<String, Vec<String>>>(),
            ("map<int32, bool>", _) => self.plain::<BTreeMap<i32, bool>>(),
            ("map<uint64, bool>", _) => self.plain::<BTreeMap<u64, bool>>(),
            ("map<uuid, int64>", _) => self.plain::<BTreeMap<json::Uuid, i64>>(),
            (other, _) => return Err(format!("no such type here: {other}")),
        };
        self.compare(outcome)
    }

    fn plain<T: Encode + Decode + Limited>(&self) -> Outcome {
        self.field(
            |node| T::decode(node),
            |value| value,
            |value| json::to_string(value),
        )
    }

    fn unlimited<T: Encode + Decode>(&self) -> Outcome {
        self.field(
            |node| T::decode(node).map(Unlimited),
            |value| value,
            |value| json::to_string(&value.0),
        )
    }

    fn text<T: AsText + Limited>(&self) -> Outcome {
        self.field(
            Text::<T>::decode,
            |value| &value.0,
            |value| json::to_string(&Text(&value.0)),
        )
    }

    /// What generated code does with a field, seen from the field.
    fn field<T>(
        &self,
        decode: impl Fn(Node<'_>) -> Result<T, Error>,
        limited: impl Fn(&T) -> &dyn Limited,
        encode: impl Fn(&T) -> Result<String, Error>,
    ) -> Outcome {
        let redact = |error: Error| {
            if self.sensitive {
                error.redacted()
            } else {
                error
            }
        };
        let value = match Node::parse(self.text.as_bytes())
            .and_then(decode)
            .map_err(redact)
        {
            Ok(value) => value,
            Err(error) => return Outcome::ReadError(error),
        };
        let field = Field {
            value: limited(&value),
            entry: self,
        };
        if let Err(error) = field.check_reading() {
            return Outcome::ReadError(error);
        }
        match field.check_writing().and_then(|()| encode(&value)) {
            Ok(text) => Outcome::Written(text),
            Err(error) => Outcome::WriteError(error),
        }
    }

    fn compare(&self, outcome: Outcome) -> Result<(), String> {
        match (&self.expected, outcome) {
            (Expected::Written(expected), Outcome::Written(text)) => {
                if *expected.as_str() == text || same_map(expected.as_str(), &text) {
                    return Ok(());
                }
                Err(format!("written as {text}, expected {expected}"))
            }
            (Expected::ReadError { path, message }, Outcome::ReadError(error)) => {
                let found = (error.path(), error.message());
                let paths = [path.clone(), format!("{ROOT}{path}")];
                let same = found.1 == *message
                    || message == "not valid JSON" && found.1.starts_with(message);
                if same && paths.contains(&found.0) {
                    return Ok(());
                }
                Err(format!("refused with {found:?}"))
            }
            (Expected::WriteError(message), Outcome::WriteError(error)) => {
                if error.message() == *message {
                    return Ok(());
                }
                Err(format!("not written, with {error}"))
            }
            (_, Outcome::Written(text)) => Err(format!("written as {text}")),
            (_, Outcome::ReadError(error)) => Err(format!("refused with {error}")),
            (_, Outcome::WriteError(error)) => Err(format!("not written, with {error}")),
        }
    }
}

enum Outcome {
    Written(String),
    ReadError(Error),
    WriteError(Error),
}

/// Maps are written in the order of their keys.
fn same_map(expected: &str, written: &str) -> bool {
    let map = |text: &str| json::from_slice::<BTreeMap<String, Json>>(text.as_bytes()).ok();
    map(expected).is_some_and(|expected| Some(expected) == map(written))
}

/// A record of the one field that has the limits.
struct Field<'a> {
    value: &'a dyn Limited,
    entry: &'a Entry,
}

const ROOT: &str = "Field.value";

impl Field<'_> {
    fn check_reading(&self) -> Result<(), Error> {
        Node::Object(Vec::new()).object("Field")?.check(self)
    }

    fn check_writing(&self) -> Result<(), Error> {
        let mut writer = json::Writer::new();
        writer.begin("Field");
        writer.check(self);
        writer.end();
        writer.finish().map(drop)
    }
}

impl Checked for Field<'_> {
    fn check(&self, check: &mut Check) {
        if self.entry.sensitive {
            check.sensitive("value", self.value, self.entry.limits);
        } else {
            check.field("value", self.value, self.entry.limits);
        }
    }
}

/// A type that limits do not speak of.
struct Unlimited<T>(T);

impl<T> Limited for Unlimited<T> {
    fn check_limits(&self, _: &Limits) -> Result<(), Error> {
        Ok(())
    }
}
