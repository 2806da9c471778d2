//! What mends add to an element, in the words of a schema.

use std::collections::BTreeSet;

use crate::breaking::change::Said;
use crate::lint::entries::in_quotes;

/// What an element says besides, in the words of a schema.
#[derive(Clone, Debug)]
pub(super) enum Addition {
    /// A value.
    Said(String),
    /// Items of a list.
    Listed(Vec<Item>),
}

/// An item of a list.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) text: String,
    /// See [`Mend::List`](crate::breaking::change::Mend::List).
    pub(super) behind: Option<Vec<String>>,
}

impl Addition {
    pub(super) fn of(value: &Said) -> Self {
        Self::Said(match value {
            Said::Word(word) => quoted(word),
            Said::Json(json) => json.clone(),
        })
    }

    pub(super) fn of_item(
        (name, said): &(String, Option<(&'static str, String)>),
        behind: &Option<Vec<String>>,
    ) -> Self {
        let name = quoted(name);
        let text = match said {
            None => name,
            Some((key, value)) => format!("{{{name}: {{{key}: {}}}}}", quoted(value)),
        };
        Self::Listed(vec![Item {
            text,
            behind: behind.clone(),
        }])
    }

    /// Lists what another one lists as well.
    pub(super) fn join(&mut self, other: Self) {
        if let (Self::Listed(items), Self::Listed(more)) = (self, other) {
            items.extend(more);
            let mut seen = BTreeSet::new();
            items.retain(|item| seen.insert(item.text.clone()));
            items.sort_by_key(|item| item.behind.as_ref().map(Vec::len));
        }
    }

    pub(super) fn text(&self) -> String {
        match self {
            Self::Said(value) => value.clone(),
            Self::Listed(items) => {
                let items: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
                format!("[{}]", items.join(", "))
            }
        }
    }
}

/// `key: value, key: value`; none where nothing is added.
pub(super) fn pairs(additions: &[(&'static str, Addition)]) -> Option<String> {
    let pairs = additions
        .iter()
        .map(|(key, addition)| format!("{key}: {}", addition.text()));
    let pairs: Vec<String> = pairs.collect();
    (!pairs.is_empty()).then(|| pairs.join(", "))
}

/// A word as YAML takes it for this word and nothing else.
pub(super) fn quoted(word: &str) -> String {
    const OTHERS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_letter = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
    let is_bare = word.starts_with(is_letter)
        && word
            .chars()
            .all(|letter| is_letter(letter) || letter.is_ascii_digit())
        && !OTHERS.contains(&&*word.to_lowercase());
    match is_bare {
        true => word.to_owned(),
        false => in_quotes(word),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;
    use crate::diagnostic::Diagnostics;
    use crate::source::FileId;
    use crate::yaml::{Kind, Report, parse_yaml};

    #[test]
    fn a_word_is_read_back_and_hides_nothing() {
        for word in [
            "amount",
            "n",
            "Off",
            "1",
            "",
            "a b",
            "a: b",
            "#a",
            "a\"b\\c",
            "a\n\tb",
            "\u{ad}\u{200b}",
            "größe 🎉",
        ] {
            let text = quoted(word);
            assert!(!text.contains(crate::render::is_deceptive), "{text}");
            let mut diagnostics = Diagnostics::default();
            let tree = parse_yaml(&text, FileId(0), &mut Report::new(&mut diagnostics));
            let root = tree.map(|tree| tree.root.kind);
            let Some(Kind::Scalar(scalar)) = root else {
                unreachable!("{text} is no scalar: {root:?}");
            };
            assert_eq!(scalar.text, word);
            assert!(diagnostics.is_empty(), "{text}");
        }
    }
}
