//! Where the parts of an element are written.

use std::collections::BTreeMap;

use super::Meta;
use crate::source::Span;

/// The places of the parts that elements have besides their names, so that a rule can point at them.
///
/// A part is named by its key in the schema: `task_queue`, `input`, `aliases`.
#[derive(Clone, Debug, Default)]
pub struct Places {
    map: BTreeMap<(Span, &'static str, usize), Span>,
}

impl Places {
    /// Whether the schema writes the part at the element itself, rather than leave it to a default.
    pub fn has(&self, owner: &Meta, part: &'static str) -> bool {
        self.has_at(owner.span, part)
    }

    /// The same for the element whose name is written at `owner`.
    pub(crate) fn has_at(&self, owner: Span, part: &'static str) -> bool {
        self.map.contains_key(&(owner, part, 0))
    }

    /// The place of a part, or the element's name where the part is not written.
    pub fn of(&self, owner: &Meta, part: &'static str) -> Span {
        self.item(owner, part, 0)
    }

    /// The same for the element whose name is written at `owner`.
    pub(crate) fn at(&self, owner: Span, part: &'static str) -> Span {
        self.map.get(&(owner, part, 0)).copied().unwrap_or(owner)
    }

    /// The place of one item of a part that is a list, or the element's name.
    pub fn item(&self, owner: &Meta, part: &'static str, position: usize) -> Span {
        self.map
            .get(&(owner.span, part, position))
            .copied()
            .unwrap_or(owner.span)
    }

    /// Remembers a place, where there is one, for the element whose name is written at `owner`.
    pub(crate) fn keep(&mut self, owner: Span, part: &'static str, place: Option<Span>) {
        self.keep_all(owner, part, place);
    }

    /// Remembers the places of all items of a list.
    pub(crate) fn keep_all(
        &mut self,
        owner: Span,
        part: &'static str,
        places: impl IntoIterator<Item = Span>,
    ) {
        for (position, place) in places.into_iter().enumerate() {
            self.map.insert((owner, part, position), place);
        }
    }
}
