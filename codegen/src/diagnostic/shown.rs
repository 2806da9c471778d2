//! Names of the schema in messages.

/// How many characters of a name a message shows.
const LONGEST: usize = 60;

/// A name of the schema as a message shows it: in back-quotes, on one line, not longer than a line.
pub fn shown(name: &str) -> String {
    let mut text = String::with_capacity(name.len().min(LONGEST) + 2);
    text.push('`');
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
    text.push('`');
    text
}

/// Names one after the other, as a message lists them.
pub fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(shown).collect::<Vec<_>>().join(", ")
}
