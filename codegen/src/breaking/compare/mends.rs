//! Edits of the new version that take a change back.

use super::Walk;
use crate::breaking::change::{Change, Edit};
use crate::model::Meta;

impl Walk<'_> {
    /// An edit that gives an element the value that a key had before; `part` is where the key is kept.
    pub(super) fn edit_key(
        &self,
        owner: &Meta,
        part: &'static str,
        key: &str,
        value: &str,
    ) -> Option<Edit> {
        let places = &self.new.places;
        let room = places.room(owner)?;
        let written = places.of(owner, part);
        // What is inherited is not of this element alone: it gets a key of its own.
        let is_own = places.has(owner, part)
            && written.file == room.element.file
            && room.element.start <= written.start
            && written.end <= room.element.end;
        Some(match is_own {
            true => Edit {
                place: written,
                text: value.to_owned(),
            },
            false => Edit {
                place: room.place,
                text: format!("{}{key}: {value}{}", room.before, room.after),
            },
        })
    }
}

impl Change {
    pub(super) fn with_mend(self, mend: Option<Edit>) -> Self {
        Self {
            mend: mend.or(self.mend),
            ..self
        }
    }
}

/// A text as a schema writes it: bare where that is read as the same text, else in quotes.
pub(super) fn yaml_text(text: &str) -> String {
    let is_bare = text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'/'))
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "null" | "yes" | "no" | "on" | "off"
        );
    match is_bare {
        true => text.to_owned(),
        false => serde_json::Value::from(text).to_string(),
    }
}
