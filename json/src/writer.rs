//! Rust value to text.

use std::fmt::Write;

use super::parse::too_deep;
use super::scan::plain_length;
use super::{Check, Checked, Encode, Error, Extra, MAX_DEPTH};

/// Writes compact JSON.
///
/// A writer is told each part of a value in turn and puts the commas. It keeps the first error and
/// writes nothing from then on; [`finish`](Writer::finish) returns it, with its path.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    /// Whether a value stands before the next one, in the same list or object.
    comma: bool,
    depth: usize,
    records: Vec<Record>,
    /// The names that were written in the open records, from the outermost to the innermost.
    names: Vec<&'static str>,
    /// The tag and its value, for the next record to begin with.
    tag: Option<(&'static str, &'static str)>,
    error: Option<Error>,
    any_depth: bool,
}

#[derive(Debug)]
struct Record {
    name: &'static str,
    /// Where its names begin.
    names: usize,
}

impl Writer {
    /// A writer that has written nothing.
    pub fn new() -> Self {
        Writer::default()
    }

    /// A writer of what may be nested as deep as it likes, and becomes a part of something else.
    pub(crate) fn of_any_depth() -> Self {
        Writer {
            any_depth: true,
            ..Writer::default()
        }
    }

    /// The text, if no part of it failed.
    pub fn finish(self) -> Result<String, Error> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.out),
        }
    }

    /// The text of a value that cannot fail.
    pub(crate) fn into_text(self) -> String {
        self.out
    }

    /// Checks the limits of a record, before its fields are written.
    pub fn check(&mut self, record: &dyn Checked) {
        if self.error.is_none() {
            self.error = Check::writing(record).err();
        }
    }

    /// Begins the object of the record `name`.
    pub fn begin(&mut self, name: &'static str) {
        self.records.push(Record {
            name,
            names: self.names.len(),
        });
        self.open('{');
        if let Some((tag, value)) = self.tag.take() {
            self.field(tag, &value);
        }
    }

    /// A field of the record.
    pub fn field(&mut self, name: &'static str, value: &dyn Encode) {
        self.names.push(name);
        if self.error.is_some() {
            return;
        }
        self.name(name);
        value.encode(self);
        self.locate(|error| error.at_field(name));
    }

    /// A field of the record that is absent when there is no value.
    pub fn optional<T: Encode>(&mut self, name: &'static str, value: &Option<T>) {
        match value {
            Some(value) => self.field(name, value),
            None => self.names.push(name),
        }
    }

    /// Fields that the record does not declare.
    pub fn extra(&mut self, extra: &Extra) {
        let first = self.records.last().map_or(0, |record| record.names);
        for (name, value) in extra.iter() {
            // A reader takes the last of two fields with one name: that must be the declared one.
            let declared = self
                .names
                .get(first..)
                .is_some_and(|names| names.contains(&name));
            if !declared {
                self.entry(name, value);
            }
        }
    }

    /// Ends the object of the record.
    pub fn end(&mut self) {
        self.close('}');
        if let Some(record) = self.records.pop() {
            self.names.truncate(record.names);
            self.locate(|error| error.within(record.name));
        }
    }

    /// A variant of a union: its record, with the tag as its first field.
    pub fn tagged(&mut self, tag: &'static str, value: &'static str, record: &dyn Encode) {
        self.tag = Some((tag, value));
        record.encode(self);
        self.tag = None;
    }

    /// Begins an object with names that are values.
    pub fn begin_map(&mut self) {
        self.open('{');
    }

    /// An entry of the object.
    pub fn entry(&mut self, name: &str, value: &dyn Encode) {
        if self.error.is_some() {
            return;
        }
        self.name(name);
        value.encode(self);
        self.locate(|error| error.at_key(name));
    }

    /// Ends the object.
    pub fn end_map(&mut self) {
        self.close('}');
    }

    /// A field of a record that is known only when the program runs. Its object begins like that of a map.
    pub fn described_field(&mut self, name: &str, value: &dyn Encode) {
        if self.error.is_some() {
            return;
        }
        self.name(name);
        value.encode(self);
        self.locate(|error| error.at_field(name.to_owned()));
    }

    /// Ends the object of such a record.
    pub fn end_described(&mut self, record: &str) {
        self.close('}');
        self.locate(|error| error.within(record.to_owned()));
    }

    /// A list.
    pub fn list<T: Encode>(&mut self, items: &[T]) {
        self.open('[');
        for (index, item) in items.iter().enumerate() {
            if self.error.is_some() {
                break;
            }
            item.encode(self);
            self.locate(|error| error.at_index(index));
        }
        self.close(']');
    }

    /// `null`
    pub fn null(&mut self) {
        self.value("null");
    }

    /// `true` or `false`
    pub fn bool(&mut self, value: bool) {
        self.value(if value { "true" } else { "false" });
    }

    /// A whole number.
    pub fn int(&mut self, value: i64) {
        self.value(itoa::Buffer::new().format(value));
    }

    /// A whole number that has no sign.
    pub fn uint(&mut self, value: u64) {
        self.value(itoa::Buffer::new().format(value));
    }

    /// A string.
    pub fn string(&mut self, value: &str) {
        self.separate();
        self.quoted(value);
    }

    /// Any value whose text needs no escapes, as a string.
    pub(crate) fn display(&mut self, value: impl std::fmt::Display) {
        self.separate();
        // Writing to a string cannot fail.
        let _ = write!(self.out, "\"{value}\"");
    }

    /// A number by its text, which must be that of a JSON number.
    pub(crate) fn number(&mut self, text: &str) {
        self.value(text);
    }

    /// A value by its text, which must be JSON.
    pub(crate) fn raw(&mut self, json: &str) {
        self.check_depth(nesting(json));
        self.value(json);
    }

    /// Records that the value cannot be written. Only the first error is kept.
    #[cold]
    pub fn fail(&mut self, error: Error) {
        if self.error.is_none() {
            self.error = Some(error);
        }
    }

    /// Leaves everything out of the error, if there is one, that repeats a part of a value.
    pub(crate) fn redact(&mut self) {
        self.locate(Error::redacted);
    }

    fn open(&mut self, bracket: char) {
        self.separate();
        self.out.push(bracket);
        self.comma = false;
        self.depth += 1;
        self.check_depth(0);
    }

    fn check_depth(&mut self, more: usize) {
        if self.depth + more > MAX_DEPTH && !self.any_depth {
            self.fail(too_deep());
        }
    }

    fn close(&mut self, bracket: char) {
        self.out.push(bracket);
        self.comma = true;
        self.depth = self.depth.saturating_sub(1);
    }

    fn name(&mut self, name: &str) {
        self.separate();
        self.quoted(name);
        self.out.push(':');
        self.comma = false;
    }

    fn value(&mut self, text: &str) {
        self.separate();
        self.out.push_str(text);
    }

    fn separate(&mut self) {
        if self.comma {
            self.out.push(',');
        }
        self.comma = true;
    }

    fn quoted(&mut self, text: &str) {
        self.out.push('"');
        let mut rest = text;
        // What needs an escape is one byte, so the text can be split before and after it.
        while let Some((plain, special)) = rest.split_at_checked(plain_length(rest.as_bytes())) {
            self.out.push_str(plain);
            let Some(c) = special.chars().next() else {
                break;
            };
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                _ => {
                    let _ = write!(self.out, "\\u{:04x}", u32::from(c));
                }
            }
            rest = special.get(1..).unwrap_or_default();
        }
        self.out.push('"');
    }

    /// Adds a step to the path of the error, if there is one.
    fn locate(&mut self, step: impl FnOnce(Error) -> Error) {
        if let Some(error) = self.error.take() {
            self.error = Some(step(error));
        }
    }
}

/// How deep lists and objects are nested in a JSON text.
fn nesting(json: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    let mut bytes = json.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' => {
                while let Some(byte) = bytes.next() {
                    match byte {
                        b'"' => break,
                        b'\\' => _ = bytes.next(),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    deepest
}
