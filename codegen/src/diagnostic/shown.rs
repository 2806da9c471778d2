//! Names of the schema in messages.

/// How many characters of a name a message shows.
const LONGEST: usize = 60;

/// A name of the schema as a message shows it: in back-quotes, on one line, not longer than a line.
pub fn shown(name: &str) -> String {
    format!("`{}`", brief(name))
}

/// The same without the back-quotes, for a sample that holds more than the name.
pub fn brief(name: &str) -> String {
    let mut text = String::with_capacity(name.len().min(LONGEST));
    for (count, character) in name.chars().enumerate() {
        if count == LONGEST {
            text.push('…');
            break;
        }
        if character.is_control() {
            text.extend(character.escape_default());
        } else {
            text.push(character);
        }
    }
    text
}

/// Names one after the other, as a message lists them.
pub fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(shown).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{listed, shown};

    #[test]
    fn a_name_stays_on_one_line() {
        assert_eq!(shown("order_id"), "`order_id`");
        assert_eq!(shown("a\nb\u{1b}"), "`a\\nb\\u{1b}`");
        assert_eq!(shown(&"ü".repeat(1_000)), format!("`{}…`", "ü".repeat(60)));
        assert_eq!(listed(["a", "b"]), "`a`, `b`");
    }
}
