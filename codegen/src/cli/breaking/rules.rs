//! `tempoc breaking rules`

use std::fmt::Write;

use serde_json::json;
use tempoc::Report;
use tempoc::breaking::rules::{LOST, RULES, RuleInfo};

use crate::cli::arguments::ListFormat;
use crate::cli::outcome::Outcome;

/// Lists all rules, in the order in which they are documented.
pub(crate) fn rules(format: ListFormat) -> Outcome {
    let list = match format {
        ListFormat::Text => text(),
        ListFormat::Json => json(),
        ListFormat::Markdown => markdown(),
    };
    Outcome::fine(Report::default(), list)
}

fn text() -> String {
    let width = RULES.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let line = |rule: &RuleInfo| format!("{:width$}  {}\n", rule.id, said(rule.message));
    RULES.iter().map(line).collect()
}

fn json() -> String {
    let rule = |rule: &RuleInfo| {
        json!({
            "rule": rule.id,
            "message": said(rule.message),
            "mend": said(rule.mend),
            "axes": rule.axes,
            "source": rule.source.name(),
        })
    };
    let rules: serde_json::Value = RULES.iter().map(rule).collect();
    format!("{rules:#}\n")
}

fn markdown() -> String {
    let mut table =
        String::from("| rule | can break | what is said | what to do |\n|---|---|---|---|\n");
    for rule in RULES {
        let cell = |text: &str| said(text).replace('|', "\\|");
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "| `{}` | {} | {} | {} |",
            rule.id,
            rule.axes.join(", "),
            cell(rule.message),
            cell(rule.mend)
        );
    }
    table
}

/// A text of a rule without what it is about, which is `…` here.
fn said(text: &str) -> String {
    ["{element}", "{old}", "{new}"]
        .iter()
        .fold(text.replace("{becomes}", LOST), |text, part| {
            text.replace(part, "…")
        })
}
