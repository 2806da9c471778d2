//! How names are spelled.

use super::Reader;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::shown::shown;
use crate::yaml::Key;

/// Which spelling a name must have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NameRule {
    /// `OrderInput`: types, errors, Nexus services.
    Type,
    /// `charge_card`: operations and enum values.
    Snake,
    /// `note` or `note?`: fields.
    Field,
    /// Whatever the server takes: search attributes.
    Free,
}

/// Reports a name that is not spelled as its rule says.
pub(super) fn check_name(reader: &mut Reader<'_>, key: &Key<'_>, rule: NameRule) {
    let (name, mark) = match (rule, key.text.strip_suffix('?')) {
        (NameRule::Field, Some(name)) => (name, "?"),
        _ => (&*key.text, ""),
    };
    let message = |spelling| format!("the name {} is not in {spelling}", shown(name));
    let (diagnostic, mended) = match rule {
        NameRule::Type if !is_pascal(name) => (
            Diagnostic::error("pascal-case", key.span, message("PascalCase")),
            to_pascal(name),
        ),
        NameRule::Snake | NameRule::Field if !is_snake(name) => (
            Diagnostic::error("snake-case", key.span, message("snake_case")),
            to_snake(name),
        ),
        NameRule::Free if name.is_empty() => {
            let empty = Diagnostic::error("empty-name", key.span, "a name is empty");
            reader.push(empty.help("write a name before the colon"));
            return;
        }
        NameRule::Type | NameRule::Snake | NameRule::Field | NameRule::Free => return,
    };
    reader.push(match mended {
        Some(mended) => diagnostic
            .help(format!("write `{mended}{mark}`{}", keep(rule)))
            .suggest(key.span, format!("{mended}{mark}")),
        None => diagnostic
            .help("use the letters a to z, digits and, in snake_case, `_`; begin with a letter"),
    });
}

/// `charge_card`
pub(super) fn is_snake(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// `OrderInput`
pub(super) fn is_pascal(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The name in `snake_case`, where it has one.
pub(super) fn to_snake(name: &str) -> Option<String> {
    let words: Vec<String> = words(name)
        .iter()
        .map(|word| word.to_ascii_lowercase())
        .collect();
    Some(words.join("_")).filter(|name| is_snake(name))
}

/// The name in `PascalCase`, where it has one.
pub(super) fn to_pascal(name: &str) -> Option<String> {
    let mut pascal = String::new();
    for word in words(name) {
        let (first, rest) = word.split_at_checked(1)?;
        pascal.push_str(&first.to_ascii_uppercase());
        pascal.push_str(rest);
    }
    Some(pascal).filter(|name| is_pascal(name))
}

/// The words of a name: `HTTPServer-id` has `HTTP`, `Server` and `id`.
fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (at, &letter) in letters.iter().enumerate() {
        let before = at
            .checked_sub(1)
            .and_then(|at| letters.get(at))
            .copied()
            .unwrap_or(' ');
        let after = letters.get(at + 1).copied().unwrap_or(' ');
        let begins_word = letter.is_ascii_uppercase()
            && (before.is_ascii_lowercase()
                || before.is_ascii_digit()
                || after.is_ascii_lowercase());
        if begins_word || matches!(letter, '_' | '-' | '.' | ' ' | '/') {
            words.push(String::new());
        }
        if !matches!(letter, '_' | '-' | '.' | ' ' | '/')
            && let Some(word) = words.last_mut()
        {
            word.push(letter);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// How the old name stays the name on the wire, for the rules where it can.
fn keep(rule: NameRule) -> &'static str {
    match rule {
        NameRule::Field => "; the key `wire` keeps another name on the wire",
        NameRule::Type | NameRule::Snake | NameRule::Free => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{to_pascal, to_snake};

    #[test]
    fn names_are_split_into_words() {
        assert_eq!(to_snake("HTTPServer-id").as_deref(), Some("http_server_id"));
        assert_eq!(to_snake("unitPrice").as_deref(), Some("unit_price"));
        assert_eq!(to_pascal("order_input").as_deref(), Some("OrderInput"));
        assert_eq!(to_pascal("orderInput").as_deref(), Some("OrderInput"));
        assert_eq!(to_snake("größe"), None);
        assert_eq!(to_snake("1st"), None);
        assert_eq!(to_pascal(""), None);
    }
}
