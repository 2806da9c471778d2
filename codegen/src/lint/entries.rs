//! Findings as entries of `tempoc.toml` that would allow them.

use std::fmt::Write;

use crate::render::{escape_text, is_deceptive};

/// A finding as an entry of `[[lint.allow]]` names it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) rule: &'static str,
    pub(super) at: String,
    pub(super) message: String,
}

/// An entry for each rule and element, in the order of the findings, without a reason yet.
pub(super) fn entries(findings: &[Entry]) -> String {
    let mut text = String::new();
    let mut last: Option<&Entry> = None;
    for entry in findings {
        let is_same = |last: &Entry| (last.rule, &last.at) == (entry.rule, &entry.at);
        if last.is_some_and(is_same) {
            continue;
        }
        if last.is_some() {
            text.push('\n');
        }
        last = Some(entry);
        let message = escape_text(&entry.message);
        let at = in_quotes(&entry.at);
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "# {message}\n[[lint.allow]]\nrule = \"{}\"\nat = {at}\nreason = \"\"\n",
            entry.rule
        );
    }
    text
}

/// A string that shows all that is in it, in TOML and in YAML.
pub(crate) fn in_quotes(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if is_deceptive(character) => {
                let _ = write!(quoted, "\\U{:08x}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::{Entry, entries};

    #[test]
    fn any_name_is_read_back() {
        let name = "a\"b\\c\u{202e}\u{7f}\n'é";
        let entry = Entry {
            rule: "scalar-io",
            at: format!("acme.v1/{name}"),
            message: name.to_owned(),
        };
        let other = Entry {
            at: String::from("acme.v1/b"),
            ..entry.clone()
        };
        let text = entries(&[entry.clone(), entry.clone(), other]);
        let table: toml::Table = text.parse().unwrap();
        let allow = table["lint"]["allow"].as_array().unwrap();
        assert_eq!(allow.len(), 2, "{text}");
        assert_eq!(allow[0]["at"].as_str(), Some(&*entry.at));
        assert!(!text.contains('\u{202e}'));
    }
}
