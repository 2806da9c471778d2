//! Names of the schema in messages.

/// How many characters of a name a message shows.
const LONGEST: usize = 60;

/// A name of the schema as a message shows it: in back-quotes, on one line, not longer than a line.
pub fn shown(name: &str) -> String {
    format!("`{}`", brief(name))
}

/// A path as a message shows it: in back-quotes, on one line, and whole, as its end says most.
pub fn shown_file(path: &str) -> String {
    format!("`{}`", on_one_line(path))
}

/// The same as [`shown`] without the back-quotes, for a sample that holds more than the name.
pub fn brief(name: &str) -> String {
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", on_one_line(&name[..end])),
        None => on_one_line(name),
    }
}

fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character.is_control() {
            true => line.extend(character.escape_default()),
            false => line.push(character),
        }
    }
    line
}

/// Names one after the other, as a message lists them.
pub fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(shown).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{listed, shown, shown_file};

    #[test]
    fn a_name_stays_on_one_line() {
        assert_eq!(shown("order_id"), "`order_id`");
        assert_eq!(shown("a\nb\u{1b}"), "`a\\nb\\u{1b}`");
        assert_eq!(shown(&"ü".repeat(1_000)), format!("`{}…`", "ü".repeat(60)));
        assert_eq!(listed(["a", "b"]), "`a`, `b`");
        let path = format!("{}/a.yaml", "b".repeat(100));
        assert_eq!(shown_file(&path), format!("`{path}`"));
    }
}
