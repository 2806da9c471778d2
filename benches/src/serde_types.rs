//! The types of a synthetic contract as somebody would write them by hand with serde derive.
//!
//! A date, a decimal and their like are strings here, which costs the compiler less than types of
//! their own.

use std::fmt::Write as _;

use crate::contract::{Kind, kind, name, start_of_group};

/// A module with so many types.
pub(crate) fn serde_types(types: usize) -> String {
    let mut text =
        String::from("use std::collections::BTreeMap;\n\nuse serde::{Deserialize, Serialize};\n");
    for position in 0..types {
        text.push_str("\n#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n");
        push_type(&mut text, position);
    }
    text.push_str(DEFAULTS);
    text
}

const DEFAULTS: &str = "
fn weight() -> f64 {
    1.5
}

fn quantity() -> i32 {
    1
}
";

fn push_type(text: &mut String, position: usize) {
    let own = name(position);
    let group = start_of_group(position);
    let _ = match kind(position) {
        Kind::Identifier => writeln!(text, "#[serde(transparent)]\npub struct {own}(pub String);"),
        Kind::State => writeln!(
            text,
            "#[serde(rename_all = \"snake_case\")]\npub enum {own} {{\n    Received,\n    Checked,\n    Accepted,\n    \
             Paid,\n    Packed,\n    Shipped,\n    Delivered,\n    Returned,\n    Refunded,\n    Closed,\n    \
             #[serde(untagged)]\n    Unknown(String),\n}}\n\n\
             impl Default for {own} {{\n    fn default() -> Self {{\n        Self::Received\n    }}\n}}"
        ),
        Kind::Union => writeln!(
            text,
            "#[serde(tag = \"choice\", rename_all = \"snake_case\")]\npub enum {own} {{\n    First({}),\n    \
             Second({}),\n    Third({}),\n}}",
            name(position + 1),
            name(position + 2),
            name(position + 3),
        ),
        Kind::Leaf => writeln!(
            text,
            "pub struct {own} {{\n    pub key: String,\n    pub title: String,\n    #[serde(default)]\n    pub active: bool,\n    \
             pub count: u32,\n    #[serde(default)]\n    pub size: i64,\n    pub amount: String,\n    \
             {OPTIONAL}    pub body: Option<Vec<u8>>,\n    {OPTIONAL}    pub due: Option<String>,\n    \
             {OPTIONAL}    pub patience: Option<String>,\n    pub secret: String,\n}}"
        ),
        Kind::Record => writeln!(
            text,
            "pub struct {own} {{\n    pub id: {id},\n    {OPTIONAL}    pub note: Option<String>,\n    \
             #[serde(default = \"weight\")]\n    pub weight: f64,\n    #[serde(default = \"quantity\")]\n    pub quantity: i32,\n    \
             #[serde(default)]\n    pub state: {state},\n    pub choice: {choice},\n    #[serde(default)]\n    \
             pub items: Vec<{leaf}>,\n    #[serde(default)]\n    pub attributes: BTreeMap<String, String>,\n    \
             {OPTIONAL}    pub origin: Option<{elsewhere}>,\n    #[serde(alias = \"created\")]\n    pub created_at: String,\n}}",
            id = name(group),
            state = name(group + 1),
            choice = name(group + 2),
            leaf = name(group + 3),
            elsewhere = name(group + 4),
        ),
    };
}

const OPTIONAL: &str = "#[serde(default, skip_serializing_if = \"Option::is_none\")]\n";
