//! Literals of the type `json`.

use super::number::is_json_number;
use crate::ast::{Literal, LiteralKind};

/// Any literal as compact JSON, in the order written.
pub(super) fn json_text(literal: &Literal) -> String {
    let text = |text: &str| serde_json::Value::from(text).to_string();
    match &literal.kind {
        LiteralKind::Plain(plain) if matches!(plain.as_str(), "true" | "false" | "null") => {
            plain.clone()
        }
        LiteralKind::Plain(plain) if matches!(plain.as_str(), "~" | "") => "null".to_owned(),
        LiteralKind::Plain(plain) if is_json_number(plain) => plain.clone(),
        LiteralKind::Plain(plain) | LiteralKind::Quoted(plain) | LiteralKind::Short(plain) => {
            text(plain)
        }
        LiteralKind::List(items) => {
            let items: Vec<String> = items.iter().map(json_text).collect();
            format!("[{}]", items.join(","))
        }
        LiteralKind::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{}:{}", text(&key.value), json_text(value)))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
    }
}
