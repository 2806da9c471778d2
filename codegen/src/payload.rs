//! What a JSON payload of a type is, decided from the model alone.
//!
//! Generated decoders say the same of every payload, with the same messages and paths, as what they are made of
//! is the same crate: `tempoc_json`. They stop at the first problem; here is every one.

mod key;
mod limits;
mod reader;
mod record;
mod scalar;
mod value;

use std::fmt;

use tempoc_json as json;

use crate::model::{ErrorId, Field, Model, Type};
use limits::KnownLimits;
use reader::{Read, Reader};

/// A payload that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// The JSON that generated code writes for the value that it reads, compact: defaults are filled in, and
    /// what the contract does not know is kept or dropped as the contract says. Fields stand in the order of
    /// the schema, entries of maps in the order of the texts of their keys.
    ///
    /// A problem where limits that hold only for what is written forbid it.
    pub written: Result<String, Problem>,
}

/// What is wrong with a payload.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where, such as `OrderInput.items[3].quantity`; empty for the payload itself.
    pub path: String,
    /// What, such as `expected uint32, found "two"`.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.message),
            path => write!(f, "{path}: {}", self.message),
        }
    }
}

/// Reads payloads of the types of models.
///
/// It keeps what it has compiled of their limits, so that the next payload is quicker.
#[derive(Debug, Default)]
pub struct PayloadReader {
    limits: KnownLimits,
}

impl PayloadReader {
    /// Reads a payload of a type.
    ///
    /// Fails with everything that is wrong with it; the first of these is the one that generated code reports.
    pub fn read(&self, model: &Model, ty: &Type, json: &[u8]) -> Result<Payload, Vec<Problem>> {
        read_node(json, |node| self.reader(model).read(ty, node))
    }

    /// Reads an argument or a result: nothing, or `null`, is read as an object without fields, so that a definition
    /// may gain an input whose fields are all optional.
    pub fn read_message(
        &self,
        model: &Model,
        ty: &Type,
        json: Option<&[u8]>,
    ) -> Result<Payload, Vec<Problem>> {
        let refused = match json {
            None => vec![Problem {
                path: String::new(),
                message: "expected an argument, found none".to_owned(),
            }],
            Some(json) => match self.read(model, ty, json) {
                Err(problems) if json.trim_ascii() == b"null" => problems,
                read => return read,
            },
        };
        // Of what is no record, it says nothing that such an object lacks fields.
        self.read(model, ty, b"{}").map_err(|problems| {
            match problems
                .first()
                .is_some_and(|problem| problem.path.contains('.'))
            {
                true => problems,
                false => refused,
            }
        })
    }

    /// Reads what stands for a field, such as an entry of a memo: with its limits, and redacted where it is sensitive.
    pub fn read_field(
        &self,
        model: &Model,
        field: &Field,
        json: &[u8],
    ) -> Result<Payload, Vec<Problem>> {
        read_node(json, |node| self.reader(model).read_alone(field, node))
    }

    /// Reads the details of an error.
    pub fn read_error_details(
        &self,
        model: &Model,
        error: ErrorId,
        json: &[u8],
    ) -> Result<Payload, Vec<Problem>> {
        let error = &model[error];
        read_node(json, |node| {
            self.reader(model)
                .read_record(&error.meta.name, &error.record, node)
        })
    }

    fn reader<'m>(&'m self, model: &'m Model) -> Reader<'m> {
        Reader {
            model,
            limits: &self.limits,
        }
    }
}

fn read_node<'m>(
    json: &[u8],
    read: impl FnOnce(json::Node<'_>) -> Read<'m>,
) -> Result<Payload, Vec<Problem>> {
    let value = json::Node::parse(json)
        .map_err(|error| vec![error])
        .and_then(read)
        .map_err(|errors| errors.iter().map(Problem::of).collect::<Vec<_>>())?;
    Ok(Payload {
        written: json::to_string(&value).map_err(|error| Problem::of(&error)),
    })
}

impl Problem {
    fn of(error: &json::Error) -> Self {
        Self {
            path: error.path(),
            message: error.message(),
        }
    }
}
