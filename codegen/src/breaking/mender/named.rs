//! Where a schema names something, and what it says of it.

use crate::source::Span;
use crate::yaml::{Entry, Kind, Node, Scalar};

/// What has a name in a schema.
pub(super) enum Named<'t, 's> {
    /// A key and what belongs to it, and the key of the section that it is in.
    Entry(&'t Entry<'s>, &'t str),
    /// An item of a list that is nothing but a name.
    Item(&'t Scalar<'s>, Span),
}

/// What is named at a place.
pub(super) fn find<'t, 's>(
    node: &'t Node<'s>,
    section: &'t str,
    place: Span,
) -> Option<Named<'t, 's>> {
    match &node.kind {
        Kind::Map(entries) => {
            let after = entries.partition_point(|entry| entry.key.span.start <= place.start);
            let entry = entries.get(after.checked_sub(1)?)?;
            match entry.key.span.start == place.start {
                true => Some(Named::Entry(entry, section)),
                false => find(&entry.value, &entry.key.text, place),
            }
        }
        Kind::List(items) => {
            let after = items.partition_point(|item| item.span.start <= place.start);
            let item = items.get(after.checked_sub(1)?)?;
            match &item.kind {
                Kind::Scalar(scalar) if item.span.start == place.start => {
                    Some(Named::Item(scalar, item.span))
                }
                _ => find(item, section, place),
            }
        }
        Kind::Scalar(_) | Kind::Empty | Kind::Broken => None,
    }
}

/// What a definition says under a key; a union says some of it one level deeper.
pub(super) fn written<'t, 's>(entries: &'t [Entry<'s>], key: &str) -> Option<&'t Entry<'s>> {
    let find =
        |entries: &'t [Entry<'s>], key: &str| entries.iter().find(|said| said.key.text == key);
    find(entries, key).or_else(|| match &find(entries, "union")?.value.kind {
        Kind::Map(entries) => find(entries, key),
        _ => None,
    })
}

/// Where a definition may say something.
pub(super) fn part_for<'t, 's>(entry: &'t Entry<'s>, key: &str) -> Option<&'t Node<'s>> {
    match (key, &entry.value.kind) {
        ("tag", Kind::Map(entries)) => written(entries, "union").map(|union| &union.value),
        _ => Some(&entry.value),
    }
}
