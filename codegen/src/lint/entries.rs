//! Findings as entries of `tempoc.toml` that would allow them.

use std::fmt::Write;

use crate::render::{escape_text, is_deceptive};

/// A finding as an entry of `[[lint.allow]]` names it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) rule: &'static str,
    pub(super) at: String,
    pub(super) message: String,
}

/// An entry for each rule and element, in the order of the findings, without a reason yet.
pub(super) fn entries(findings: &[Found]) -> String {
    let mut text = String::new();
    let mut last: Option<&Found> = None;
    for found in findings {
        let is_same = |last: &Found| (last.rule, &last.at) == (found.rule, &found.at);
        if last.is_some_and(is_same) {
            continue;
        }
        if last.is_some() {
            text.push('\n');
        }
        last = Some(found);
        let message = escape_text(&found.message);
        let at = in_quotes(&found.at);
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "# {message}\n[[lint.allow]]\nrule = \"{}\"\nat = {at}\nreason = \"\"\n",
            found.rule
        );
    }
    text
}

/// A string of TOML that shows all that is in it.
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
    use super::{Found, entries};

    #[test]
    fn any_name_is_read_back() {
        let name = "a\"b\\c\u{202e}\u{7f}\n'é";
        let found = Found {
            rule: "scalar-io",
            at: format!("acme.v1/{name}"),
            message: name.to_owned(),
        };
        let other = Found {
            at: String::from("acme.v1/b"),
            ..found.clone()
        };
        let text = entries(&[found.clone(), found.clone(), other]);
        let table: toml::Table = text.parse().unwrap();
        let allow = table["lint"]["allow"].as_array().unwrap();
        assert_eq!(allow.len(), 2, "{text}");
        assert_eq!(allow[0]["at"].as_str(), Some(&*found.at));
        assert!(!text.contains('\u{202e}'));
    }
}
