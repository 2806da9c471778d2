//! Text to tree.

use std::borrow::Cow;

use jiter::{Jiter, JiterError, LinePosition, Peek};

use super::{Error, MAX_DEPTH, Node};

impl<'a> Node<'a> {
    /// The tree of a whole JSON document: RFC 8259, in UTF-8 without a byte order mark.
    ///
    /// Numbers may have up to 4,300 digits in a row. NaN and the infinities are no JSON.
    pub fn parse(json: &'a [u8]) -> Result<Self, Error> {
        let text = match std::str::from_utf8(json) {
            Ok(text) => text,
            Err(error) => {
                let place = LinePosition::find(json, error.valid_up_to());
                return Err(not_json("invalid UTF-8", place));
            }
        };
        let mut parser = Parser {
            text,
            json: Jiter::new(json),
            depth: 0,
        };
        parser.document().map_err(|problem| match problem {
            Problem::Syntax(error) => not_json(
                &error.error_type.to_string(),
                LinePosition::find(json, error.index),
            ),
            Problem::TooDeep => too_deep(),
        })
    }
}

/// The error for lists and objects that are nested too deep to be read.
pub(crate) fn too_deep() -> Error {
    Error::new(format!("nested deeper than {MAX_DEPTH} lists and objects"))
}

fn not_json(problem: &str, place: LinePosition) -> Error {
    let LinePosition { line, column } = place;
    Error::new(format!(
        "not valid JSON at line {line}, column {column}: {problem}"
    ))
}

struct Parser<'a> {
    text: &'a str,
    json: Jiter<'a>,
    depth: usize,
}

enum Problem {
    Syntax(JiterError),
    TooDeep,
}

impl From<JiterError> for Problem {
    fn from(error: JiterError) -> Self {
        Problem::Syntax(error)
    }
}

impl<'a> Parser<'a> {
    fn document(&mut self) -> Result<Node<'a>, Problem> {
        let first = self.json.peek()?;
        let node = self.value(first)?;
        self.json.finish()?;
        Ok(node)
    }

    fn value(&mut self, first: Peek) -> Result<Node<'a>, Problem> {
        match first {
            Peek::Null => {
                self.json.known_null()?;
                Ok(Node::Null)
            }
            Peek::True | Peek::False => Ok(Node::Bool(self.json.known_bool(first)?)),
            Peek::String => Ok(Node::String(borrowed(self.text, self.json.known_str()?))),
            Peek::Array => self.nested(Self::list),
            Peek::Object => self.nested(Self::object),
            _ => self.number(first),
        }
    }

    fn nested(
        &mut self,
        parse: fn(&mut Self) -> Result<Node<'a>, Problem>,
    ) -> Result<Node<'a>, Problem> {
        if self.depth == MAX_DEPTH {
            return Err(Problem::TooDeep);
        }
        self.depth += 1;
        let node = parse(self)?;
        self.depth -= 1;
        Ok(node)
    }

    fn list(&mut self) -> Result<Node<'a>, Problem> {
        let mut items = Vec::new();
        let mut next = self.json.known_array()?;
        while let Some(first) = next {
            items.push(self.value(first)?);
            next = self.json.array_step()?;
        }
        Ok(Node::List(items))
    }

    fn object(&mut self) -> Result<Node<'a>, Problem> {
        let mut fields = Fields::default();
        let mut name = self
            .json
            .known_object()?
            .map(|name| borrowed(self.text, name));
        while let Some(known) = name {
            let first = self.json.peek()?;
            let value = self.value(first)?;
            fields.push(known, value);
            name = self.json.next_key()?.map(|name| borrowed(self.text, name));
        }
        Ok(Node::Object(fields.finish()))
    }

    fn number(&mut self, first: Peek) -> Result<Node<'a>, Problem> {
        let start = self.json.current_index();
        self.json.known_number_bytes(first)?;
        let text = self
            .text
            .get(start..self.json.current_index())
            .unwrap_or_default();
        // The integer 0 has no sign to keep.
        Ok(match text.parse() {
            Ok(value) if text != "-0" => Node::Int(value),
            _ => Node::Number(Cow::Borrowed(text)),
        })
    }
}

/// A decoded string as a part of the document, if it had no escapes and so still lies in it.
fn borrowed<'a>(text: &'a str, decoded: &str) -> Cow<'a, str> {
    let offset = decoded.as_ptr().addr().wrapping_sub(text.as_ptr().addr());
    match text.get(offset..offset.wrapping_add(decoded.len())) {
        Some(part) => Cow::Borrowed(part),
        None => Cow::Owned(decoded.to_owned()),
    }
}

/// The fields of an object while it is read. The last of several with one name wins.
#[derive(Default)]
pub(crate) struct Fields<'a> {
    fields: Vec<(Cow<'a, str>, Node<'a>)>,
    /// A bit for each name that has been seen, by a cheap hash: most names are new, and are found to be
    /// so without a comparison.
    seen: u128,
}

/// Up to here, names that may be double are looked up one by one; all others are sorted at the end.
const FEW: usize = 64;

impl<'a> Fields<'a> {
    pub(crate) fn push(&mut self, name: Cow<'a, str>, value: Node<'a>) {
        let bit = 1u128 << hash(name.as_bytes());
        if self.seen & bit != 0
            && self.fields.len() < FEW
            && let Some(field) = self.fields.iter_mut().find(|(known, _)| *known == name)
        {
            field.1 = value;
            return;
        }
        self.seen |= bit;
        self.fields.push((name, value));
    }

    pub(crate) fn finish(mut self) -> Vec<(Cow<'a, str>, Node<'a>)> {
        let sorted = self.fields.windows(2).all(|pair| pair[0].0 < pair[1].0);
        if self.fields.len() <= FEW || sorted {
            return self.fields;
        }
        let mut order: Vec<usize> = (0..self.fields.len()).collect();
        order.sort_by(|&a, &b| self.fields[a].0.cmp(&self.fields[b].0));
        // The sort is stable: within a name, the order is still that of the document.
        let mut repeated = false;
        let mut first = order[0];
        for &index in &order[1..] {
            if self.fields[index].0 == self.fields[first].0 {
                repeated = true;
                self.fields[first].1 = std::mem::take(&mut self.fields[index].1);
            } else {
                first = index;
            }
        }
        if repeated {
            self.fields.retain(|(_, value)| !value.is_missing());
        }
        self.fields
    }
}

/// A number below 128.
fn hash(name: &[u8]) -> u32 {
    let at = |index: usize| name.get(index).map_or(0, |&byte| u32::from(byte));
    let length = name.len();
    (length as u32)
        .wrapping_add(at(0).wrapping_mul(31))
        .wrapping_add(at(length / 2).wrapping_mul(7))
        .wrapping_add(at(length.wrapping_sub(1)).wrapping_mul(17))
        & 127
}
