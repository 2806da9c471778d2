//! Runs the wire vectors in `tests/wire/records`; their README says what an entry means.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::path::Path;

use tempoc_accept::wire::*;
use tempoc_runtime::json::{self, Decode, Encode, Error, Extra, Json, Node};

/// Reads a value and writes it again; what went wrong says when it did.
type Pass = fn(&str) -> Result<String, Refused>;

enum Refused {
    Read(Error),
    Write(Error),
}

fn pass<T: Decode + Encode>(text: &str) -> Result<String, Refused> {
    let value: T = json::from_slice(text.as_bytes()).map_err(Refused::Read)?;
    json::to_string(&value).map_err(Refused::Write)
}

macro_rules! table {
    ($($name:ident),* $(,)?) => {
        BTreeMap::from([$((stringify!($name), pass::<$name> as Pass)),*])
    };
}

fn types() -> BTreeMap<&'static str, Pass> {
    table![
        Count, Defaults, Ignoring, Keys, Limited, LineItem, Method, OrderId, OrderInput, Payment,
        Percent, Pin, Preserving, Rejecting, Renamed, Secret, Shape, ShortId, Size, State, Tree,
        Wide,
    ]
}

#[test]
fn records() {
    let types = types();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../wire/records");
    let (mut count, mut wrong) = (0, Vec::new());
    let files = folder.read_dir().unwrap().map(|file| file.unwrap().path());
    let files: std::collections::BTreeSet<_> = files.collect();
    for file in files {
        let vectors: Vec<Json> = json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        for vector in vectors {
            count += 1;
            let entry: Entry = vector.decode().unwrap();
            if let Err(message) = entry.run(&types) {
                wrong.push(format!("{} {vector}\n    {message}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 60, "only {count} vectors were found");
}

#[test]
fn what_is_sensitive_is_not_shown() {
    let secret = Secret::new("4242")
        .pin(Pin::new("1234").unwrap())
        .codes(vec![77]);
    let shown = format!("{secret:?} {:?}", Pin::new("1234").unwrap());
    for hidden in ["4242", "1234", "77"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
    assert!(shown.contains("number") && shown.contains("Pin"), "{shown}");
    let error = Pin::new("123").unwrap_err().to_string();
    assert!(!error.contains("123"), "{error}");
}

struct Entry {
    ty: String,
    text: String,
    expected: Expected,
}

enum Expected {
    Written(Json),
    ReadError { path: String, message: String },
    WriteError { path: String, message: String },
}

impl Decode for Entry {
    fn decode(node: Node<'_>) -> Result<Self, Error> {
        let mut object = node.object("Entry")?;
        let ty = object.required("type")?;
        let text: Option<String> = object.optional("text")?;
        let message: Option<String> = object.optional("error")?;
        let path = object.defaulted("path", String::new)?;
        let write_message: Option<String> = object.optional("write_error")?;
        let write_path = object.defaulted("write_path", String::new)?;
        object.optional::<String>("why")?;
        // `null` is a value here, so what is left is kept as it is.
        let values: Extra = object.rest();
        let json = values.get("json").map(Json::to_string);
        let text = text.or(json).ok_or_else(|| Error::new("no `json`"))?;
        let expected = match (message, write_message, values.get("again")) {
            (Some(message), None, None) => Expected::ReadError { path, message },
            (None, Some(message), None) => Expected::WriteError {
                path: write_path,
                message,
            },
            (None, None, Some(again)) => Expected::Written(again.clone()),
            _ => Expected::Written(text.parse()?),
        };
        Ok(Self { ty, text, expected })
    }
}

impl Entry {
    fn run(&self, types: &BTreeMap<&'static str, Pass>) -> Result<(), String> {
        let pass = types.get(&*self.ty).ok_or("there is no such type")?;
        match (&self.expected, pass(&self.text)) {
            (Expected::Written(expected), Ok(written)) if is_same(expected.as_str(), &written) => {
                Ok(())
            }
            (Expected::ReadError { path, message }, Err(Refused::Read(error)))
            | (Expected::WriteError { path, message }, Err(Refused::Write(error))) => {
                match error.path() == *path && error.message() == *message {
                    true => Ok(()),
                    false => Err(format!("refused: {error}")),
                }
            }
            (_, Ok(written)) => Err(format!("written as {written}")),
            (_, Err(Refused::Read(error))) => Err(format!("not read: {error}")),
            (_, Err(Refused::Write(error))) => Err(format!("not written: {error}")),
        }
    }
}

/// Whether two texts are the same JSON, with the fields of the outer object in any order.
fn is_same(expected: &str, written: &str) -> bool {
    let fields = |text: &str| json::from_slice::<BTreeMap<String, Json>>(text.as_bytes()).ok();
    expected == written
        || fields(expected).is_some_and(|expected| Some(expected) == fields(written))
}
