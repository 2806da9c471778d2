//! The Rust side of the test across languages: reads a value of a contract and writes it again.
//!
//! `tests/cross` makes up the values, and has `python/answer.py` do the same with the generated Python.

use tempoc_runtime::Message;
use tempoc_runtime::json::{self, Decode, Encode, Error};
use tempoc_runtime::sdk::Payload;

include!(concat!(env!("OUT_DIR"), "/contracts.rs"));

/// The folder with the generated Python: a package for each contract, by its name.
pub const PYTHON: &str = concat!(env!("OUT_DIR"), "/python");

/// A compiled contract.
#[derive(Debug)]
pub struct Contract {
    /// `orders`
    pub name: &'static str,
    /// The folder that its schema is compiled in.
    pub root: &'static str,
    /// The path of its schema in there.
    pub schema: &'static str,
    /// What it defines, with all that it imports.
    pub definitions: &'static [Definition],
}

/// Something that reads a value.
#[derive(Debug)]
pub struct Definition {
    /// What it is.
    pub kind: Kind,
    /// The package, such as `acme.orders.v1`.
    pub package: &'static str,
    /// The name in the schema; of the id of an update, that of its workflow, a point, and its own.
    pub name: &'static str,
    /// Reads the text of a value, and writes the value again or renders its id.
    pub answer: fn(&str) -> Answer,
}

/// What a definition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the terms of the schema language")]
pub enum Kind {
    Record,
    Enum,
    Union,
    Newtype,
    /// The details of an error.
    Error,
    /// An id that is made of an input.
    Id,
}

/// What came of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was read, and this was written: JSON, or the text of an id.
    Written(String),
    /// It was not read, or not written.
    Refused {
        /// `OrderInput.items[3].quantity`, or nothing for the whole value.
        path: String,
        /// `expected uint32, found "two"`
        message: String,
    },
}

impl Answer {
    fn refused(error: &Error) -> Self {
        Self::Refused {
            path: error.path(),
            message: error.message(),
        }
    }
}

/// A type that may be a whole payload.
fn payload<T: Message>(text: &str) -> Answer {
    match read_payload::<T>(text).and_then(|value| value.to_result()) {
        Ok(payload) => Answer::Written(String::from_utf8_lossy(&payload.data).into_owned()),
        Err(error) => Answer::refused(&error),
    }
}

/// A type that is always a part of a payload.
fn part<T: Decode + Encode>(text: &str) -> Answer {
    let value = json::from_slice::<T>(text.as_bytes());
    match value.and_then(|value| json::to_string(&value)) {
        Ok(text) => Answer::Written(text),
        Err(error) => Answer::refused(&error),
    }
}

/// The id that is made of an input.
fn id<T: Message>(text: &str, render: fn(&T) -> String) -> Answer {
    match read_payload(text) {
        Ok(input) => Answer::Written(render(&input)),
        Err(error) => Answer::refused(&error),
    }
}

fn read_payload<T: Message>(text: &str) -> Result<T, Error> {
    let mut payload = Payload {
        data: text.as_bytes().to_vec(),
        ..Payload::default()
    };
    payload
        .metadata
        .insert("encoding".to_owned(), b"json/plain".to_vec());
    T::from_payloads(&[payload])
}
