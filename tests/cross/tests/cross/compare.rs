//! Whether two answers say the same.
//!
//! Everything that may differ between Rust and Python is here, each with its reason:
//!
//! * The fields of an object are in no order.
//! * A number with a fraction or an exponent is the same if its value is, as a float64: `1e-05` and `0.00001`, but not
//!   `1` and `1.0`. Python writes an exponent with two digits and uses it for other numbers than Rust does; and what is
//!   kept as it came, in a field of any JSON or one that nobody knows, is a float64 to it.
//! * To Python, the integer `-0` is `0`.
//! * Python's clock has six digits of a second, so the others are cut off timestamps and durations.
//! * A message may repeat a number, of the value or of a limit, as it was written or as it was understood.
//! * A text that is no JSON is refused by each language's own parser, in its own words. Python's reads some texts that
//!   are none: `NaN` and `Infinity`, halves of surrogate pairs, and a byte order mark. What becomes of them is found out
//!   where the value is used, so the place differs, or nobody notices; but none of it is ever written.

use std::collections::BTreeMap;

use tempoc_cross::Answer;
use tempoc_runtime::json::Node;

/// How far two answers agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Agreement {
    Same,
    /// Both refuse it at the same place, in other words.
    OtherMessage,
    /// Both refuse it, at different places.
    OtherPath,
    /// One refuses what the other takes, or they write something else.
    Different,
}

/// Compares what Rust made of a text with what Python made of it.
pub(crate) fn compare(text: &str, rust: &Answer, python: &Answer) -> Agreement {
    match (rust, python) {
        (Answer::Refused { message, .. }, _) if is_read_by_python(text, message) => match python {
            Answer::Written(written) if Node::parse(written.as_bytes()).is_err() => {
                Agreement::Different
            }
            _ => Agreement::Same,
        },
        (Answer::Written(left), Answer::Written(right)) => {
            if left == right || json_is_same(left, right) {
                Agreement::Same
            } else {
                Agreement::Different
            }
        }
        (
            Answer::Refused { path, message },
            Answer::Refused {
                path: other_path,
                message: other_message,
            },
        ) => {
            if path != other_path {
                Agreement::OtherPath
            } else if message_is_same(message, other_message) {
                Agreement::Same
            } else {
                Agreement::OtherMessage
            }
        }
        _ => Agreement::Different,
    }
}

/// Whether a text that is no JSON to Rust may be some to Python.
fn is_read_by_python(text: &str, message: &str) -> bool {
    message.starts_with(NO_JSON)
        && (message.ends_with("half of a surrogate pair")
            || text.starts_with('\u{feff}')
            || text.contains("NaN")
            || text.contains("Infinity"))
}

const NO_JSON: &str = "not valid JSON";

fn message_is_same(left: &str, right: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(' ').map(|word| word.trim_end_matches(','));
        words.map(str::to_owned).collect()
    };
    left == right
        || (left.starts_with(NO_JSON) && right.starts_with(NO_JSON))
        || (words(left).len() == words(right).len()
            && words(left)
                .iter()
                .zip(&words(right))
                .all(|(left, right)| left == right || number_is_same(left, right)))
}

/// The numbers that two messages repeat: with digits, or as the infinity that Python makes of too many of them.
fn number_is_same(left: &str, right: &str) -> bool {
    let is_huge = |text: &str| text.parse::<f64>().is_ok_and(f64::is_infinite);
    (is_huge(left) && is_huge(right))
        || number(left).is_some_and(|left| Some(left) == number(right))
}

fn json_is_same(left: &str, right: &str) -> bool {
    let values = [left, right].map(|text| Node::parse(text.as_bytes()).ok().map(Value::of));
    match values {
        [Some(left), Some(right)] => left == right,
        _ => false,
    }
}

/// JSON without what may differ.
#[derive(Debug, PartialEq)]
enum Value {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    List(Vec<Value>),
    Object(BTreeMap<String, Value>),
}

impl Value {
    fn of(node: Node<'_>) -> Self {
        match node {
            Node::Bool(value) => Self::Bool(value),
            Node::Int(value) => Self::Number(Number::of(&value.to_string())),
            Node::Number(text) => Self::Number(Number::of(&text)),
            Node::String(text) => Self::String(cut_nanoseconds(&text)),
            Node::List(items) => Self::List(items.into_iter().map(Self::of).collect()),
            Node::Object(fields) => Self::Object(
                fields
                    .into_iter()
                    .map(|(name, value)| (name.into_owned(), Self::of(value)))
                    .collect(),
            ),
            _ => Self::Null,
        }
    }
}

/// A number by its value.
#[derive(Debug, PartialEq)]
enum Number {
    /// By its digits, of which there may be any number.
    Whole(String),
    /// By its bits, as the sign of zero is a part of it.
    Float(u64),
}

impl Number {
    /// Of the text of a JSON number.
    fn of(text: &str) -> Self {
        match text {
            "-0" => Self::Whole("0".to_owned()),
            _ if text.contains(['.', 'e', 'E']) => {
                Self::Float(text.parse::<f64>().unwrap_or(f64::NAN).to_bits())
            }
            _ => Self::Whole(text.to_owned()),
        }
    }
}

/// The number that a message repeats; an integer may have become a float, and a long text is cut.
fn number(text: &str) -> Option<Number> {
    let whole = text.trim_end_matches('…');
    match Node::parse(whole.as_bytes()) {
        Ok(Node::Int(_) | Node::Number(_)) => Some(Number::of(whole)),
        _ => None,
    }
}

/// A timestamp or a duration without what is smaller than a microsecond; any other text as it is.
fn cut_nanoseconds(text: &str) -> String {
    let Some((before, after)) = text.split_once('.') else {
        return text.to_owned();
    };
    let Some(digits) = after.strip_suffix(['Z', 'S']) else {
        return text.to_owned();
    };
    let is_time = before.contains('T') && digits.len() > 6 && digits.len() <= 9;
    if !is_time || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    let unit = &after[digits.len()..];
    let micros = digits[..6].trim_end_matches('0');
    let cut = match micros {
        "" => format!("{before}{unit}"),
        micros => format!("{before}.{micros}{unit}"),
    };
    match cut.as_str() {
        "-PT0S" => "PT0S".to_owned(),
        _ => cut,
    }
}
