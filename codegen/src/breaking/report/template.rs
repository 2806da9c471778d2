//! The texts of rules.

use crate::breaking::change::{Change, Kind};
use crate::breaking::rules::{LOST, TAKEN_OVER};

/// A text of a rule with what it is about put in.
pub(super) fn fill(template: &str, change: &Change) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let parts = [
            ("{element}", change.element.as_str()),
            ("{old}", &change.old),
            ("{new}", &change.new),
            ("{becomes}", becomes(change)),
        ];
        let part = parts.iter().find(|(name, _)| rest.starts_with(name));
        let (taken, put) = part.map_or((1, "{"), |(name, value)| (name.len(), *value));
        text.push_str(put);
        rest = &rest[taken..];
    }
    text + rest
}

fn becomes(change: &Change) -> &'static str {
    match change.kind {
        Kind::Name(naming) if naming.old_is_served => TAKEN_OVER,
        _ => LOST,
    }
}
