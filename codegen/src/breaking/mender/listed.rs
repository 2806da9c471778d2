//! More items of a list that is there, each in its place.

use std::collections::BTreeMap;

use super::addition::Item;
use super::{Mender, edit};
use crate::breaking::change::Edit;
use crate::source::Span;
use crate::yaml::{Kind, Node};

impl<'s> Mender<'s> {
    /// What lists more than a list that is not empty.
    pub(super) fn listed(&self, list: &Node<'s>, listed: &[Node<'s>], items: &[Item]) -> Vec<Edit> {
        let mut places: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for item in items {
            let texts = places.entry(item.position(listed)).or_default();
            texts.push(&item.text);
        }
        let is_flow = self.is_flow(list);
        let edits = places.into_iter();
        edits
            .filter_map(|(place, texts)| self.listed_before(listed, is_flow, place, texts))
            .collect()
    }

    /// More items of a list, before that of a position.
    fn listed_before(
        &self,
        listed: &[Node<'s>],
        is_flow: bool,
        place: usize,
        items: Vec<&str>,
    ) -> Option<Edit> {
        let first = listed.first()?;
        let line_break = self.line_break(first.span.file);
        match (place.checked_sub(1), is_flow) {
            (None, true) => edit(start_of(first), format!("{}, ", items.join(", "))),
            (None, false) => {
                let indent = self.indent_of_dash(first)?;
                let lines = items
                    .iter()
                    .map(|item| format!("{item}{line_break}{indent}- "));
                edit(start_of(first), lines.collect())
            }
            (Some(before), true) => {
                let place = self.after(listed.get(before)?);
                edit(place, format!(", {}", items.join(", ")))
            }
            (Some(before), false) => {
                let before = listed.get(before)?;
                let indent = self.indent_of_dash(before)?;
                let lines = items
                    .iter()
                    .map(|item| format!("{line_break}{indent}- {item}"));
                edit(self.after(before), lines.collect())
            }
        }
    }
}

impl Item {
    /// Where it is put into a list: before the item of this position.
    fn position(&self, listed: &[Node<'_>]) -> usize {
        let Some(behind) = &self.behind else {
            return listed.len();
        };
        let position = |name: &String| listed.iter().position(|item| name_of(item) == Some(name));
        let before = behind.iter().find_map(position);
        before.map_or(0, |before| before + 1)
    }
}

/// `name`, or `{name: …}`.
fn name_of<'n>(item: &'n Node<'_>) -> Option<&'n str> {
    match &item.kind {
        Kind::Scalar(scalar) => Some(&scalar.text),
        Kind::Map(entries) => entries.first().map(|entry| &*entry.key.text),
        Kind::Empty | Kind::List(_) | Kind::Broken => None,
    }
}

fn start_of(node: &Node<'_>) -> Span {
    Span {
        end: node.span.start,
        ..node.span
    }
}
