//! YAML as an editor understands it: by the core schema of YAML 1.2.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![allow(dead_code, reason = "every test uses another part of it")]

use serde_json::{Number, Value};
use tempoc::diagnostic::Diagnostics;
use tempoc::source::FileId;
use tempoc::yaml::{Kind, Node, Report, Style, parse_yaml};

/// The value that an editor checks.
pub(crate) fn json_of_yaml(text: &str) -> Value {
    let mut diagnostics = Diagnostics::default();
    let mut report = Report::new(&mut diagnostics);
    match parse_yaml(text, FileId(0), &mut report) {
        Some(tree) => json_of_node(&tree.root),
        None => Value::Null,
    }
}

/// The value as YAML on one line; nothing is written for null, which is the harder case.
pub(crate) fn yaml_of_json(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Array(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| match item {
                    Value::Null => String::from("~"),
                    item => yaml_of_json(item),
                })
                .collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| {
                    format!("{}: {}", Value::from(key.as_str()), yaml_of_json(value))
                })
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        scalar => scalar.to_string(),
    }
}

fn json_of_node(node: &Node<'_>) -> Value {
    match &node.kind {
        Kind::Empty | Kind::Broken => Value::Null,
        Kind::Scalar(scalar) if scalar.style == Style::Plain => json_of_plain(&scalar.text),
        Kind::Scalar(scalar) => Value::from(&*scalar.text),
        Kind::List(items) => items.iter().map(json_of_node).collect(),
        Kind::Map(entries) => entries
            .iter()
            .map(|entry| (entry.key.text.to_string(), json_of_node(&entry.value)))
            .collect(),
    }
}

fn json_of_plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let begins_like_a_number = text.starts_with(|first: char| "+-.0123456789".contains(first));
    if let Ok(whole) = text.parse::<i64>() {
        return Value::from(whole);
    }
    let number = text.parse::<f64>().ok().and_then(Number::from_f64);
    match number {
        Some(number) if begins_like_a_number => Value::Number(number),
        _ => Value::from(text),
    }
}
