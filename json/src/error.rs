//! What is wrong with a JSON document or with a value to be written, and where.

use std::borrow::Cow;
use std::fmt::{self, Write};

use super::Node;

/// A sentence about the first thing that is wrong, and the path to it.
///
/// ```text
/// OrderInput.items[3].quantity: expected uint32, found "two"
/// ```
///
/// Values are shown in part and escaped, so that a message is one short line whatever the document
/// holds; values of sensitive fields are not shown at all.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    /// The outermost type on the way.
    root: Option<Cow<'static, str>>,
    /// From the innermost to the outermost: they are added while the error travels outwards.
    path: Vec<Segment>,
    problem: Cow<'static, str>,
    /// What stands there instead; empty where that says nothing.
    found: Cow<'static, str>,
    /// What may be said of it in place of the value itself.
    kind: &'static str,
}

#[derive(Clone, PartialEq, Eq)]
enum Segment {
    Field(Cow<'static, str>),
    Index(usize),
    Key(String),
    RedactedKey,
}

impl Error {
    /// An error that names no value.
    pub fn new(problem: impl Into<Cow<'static, str>>) -> Self {
        Error::found(problem.into(), Cow::Borrowed(""), "")
    }

    /// `expected {what}, found …`, or `missing, expected {what}` where there is nothing.
    #[cold]
    pub fn expected(what: &str, node: &Node<'_>) -> Self {
        match node {
            Node::Missing => Error::new(format!("missing, expected {what}")),
            Node::Null => Error::found(format!("expected {what}"), "null", "null"),
            Node::Bool(true) => Error::found(format!("expected {what}"), "true", "a bool"),
            Node::Bool(false) => Error::found(format!("expected {what}"), "false", "a bool"),
            Node::Int(value) => {
                Error::found(format!("expected {what}"), value.to_string(), "a number")
            }
            Node::Number(text) => {
                Error::found(format!("expected {what}"), shortened(text), "a number")
            }
            Node::String(text) => Error::expected_text(what, text),
            Node::List(_) => Error::found(format!("expected {what}"), "a list", "a list"),
            Node::Object(_) => Error::found(format!("expected {what}"), "an object", "an object"),
        }
    }

    /// `expected {what}, found "{text}"`, for a string that does not hold what it should.
    #[cold]
    pub fn expected_text(what: &str, text: &str) -> Self {
        Error::found(format!("expected {what}"), quoted(text), "a string")
    }

    /// `expected {what}, found {value}`, for a value that is not between its limits.
    #[cold]
    pub(crate) fn expected_value(what: String, value: impl fmt::Display) -> Self {
        Error::found(what, shortened(&value.to_string()), "")
    }

    /// `expected one of …, found "{text}"`, for a closed enum or union.
    #[cold]
    pub fn expected_one_of(names: &[&str], text: &str) -> Self {
        let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
        Error::expected_text(&format!("one of {}", names.join(", ")), text)
    }

    /// `unknown field "{name}"`, for a type that refuses them.
    #[cold]
    pub fn unknown_field(name: &str) -> Self {
        Error::new(format!("unknown field {}", quoted(name)))
    }

    fn found(
        problem: impl Into<Cow<'static, str>>,
        found: impl Into<Cow<'static, str>>,
        kind: &'static str,
    ) -> Self {
        Error(Box::new(Inner {
            root: None,
            path: Vec::new(),
            problem: problem.into(),
            found: found.into(),
            kind,
        }))
    }

    /// The same error, seen from the type that it happened in.
    #[must_use]
    pub fn within(mut self, root: impl Into<Cow<'static, str>>) -> Self {
        self.0.root = Some(root.into());
        self
    }

    /// The same error, seen from the type whose field it happened in.
    #[must_use]
    pub fn at_field(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.0.path.push(Segment::Field(name.into()));
        self
    }

    /// The same error, seen from the list whose item it happened in.
    #[must_use]
    pub fn at_index(mut self, index: usize) -> Self {
        self.0.root = None;
        self.0.path.push(Segment::Index(index));
        self
    }

    /// The same error, seen from the map whose entry it happened in.
    #[must_use]
    pub fn at_key(mut self, key: &str) -> Self {
        self.0.root = None;
        self.0.path.push(Segment::Key(key.to_owned()));
        self
    }

    /// The same error, with everything left out that repeats a part of a sensitive value.
    #[must_use]
    pub fn redacted(mut self) -> Self {
        self.0.found = Cow::Borrowed(self.0.kind);
        for segment in &mut self.0.path {
            if matches!(segment, Segment::Key(_)) {
                *segment = Segment::RedactedKey;
            }
        }
        if self.0.problem.starts_with(UNKNOWN_FIELD) {
            self.0.problem = Cow::Borrowed(UNKNOWN_FIELD);
        }
        self
    }

    /// Where it is, such as `OrderInput.items[3].quantity`; empty for the document itself.
    pub fn path(&self) -> String {
        let mut path = self.0.root.as_deref().unwrap_or_default().to_owned();
        for segment in self.0.path.iter().rev() {
            match segment {
                Segment::Field(name) if path.is_empty() => path.push_str(name),
                Segment::Field(name) => {
                    path.push('.');
                    path.push_str(name);
                }
                Segment::Index(index) => {
                    path.push('[');
                    path.push_str(&index.to_string());
                    path.push(']');
                }
                Segment::Key(key) => {
                    path.push('[');
                    path.push_str(&quoted(key));
                    path.push(']');
                }
                Segment::RedactedKey => path.push_str("[…]"),
            }
        }
        path
    }

    /// What is wrong, such as `expected uint32, found "two"`.
    pub fn message(&self) -> String {
        if self.0.found.is_empty() {
            self.0.problem.to_string()
        } else {
            format!("{}, found {}", self.0.problem, self.0.found)
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        if path.is_empty() {
            f.write_str(&self.message())
        } else {
            write!(f, "{path}: {}", self.message())
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

const UNKNOWN_FIELD: &str = "unknown field";

/// The most characters of a value that a message repeats.
const SHOWN: usize = 60;

/// A string as it may stand in a message: in quotes, on one line, not too long.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown = String::from('"');
    for c in text.chars().take(SHOWN) {
        match c {
            '"' => shown.push_str("\\\""),
            '\\' => shown.push_str("\\\\"),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            c if is_invisible(c) => {
                // Writing to a string cannot fail.
                let _ = write!(shown, "\\u{:04x}", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    shown.push('"');
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// Characters that could make a message look different from what it says.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{180e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
