//! Lists whose items all differ: what makes two items the same to a reader that does not see all of them.

use super::{Site, Walk};
use crate::breaking::change::{Effect, Holder, Outcome};
use crate::breaking::rules::Rule;
use crate::model::Type;

impl Walk<'_> {
    /// Says of a list whose items differ for the old version what it drops of them: by that alone, two may differ.
    pub(super) fn compare_unique_items(&mut self, old: &Type, new: &Type, site: &Site) {
        // The list around this one has said it, and a type may contain itself.
        if self.is_of_items {
            return;
        }
        let mut items = Walk::new(self.old, self.new);
        items.is_of_items = true;
        let inside = Site {
            holder: Holder::Slots(Vec::new()),
            ..site.clone()
        };
        items.compare_values(old, new, &inside);
        items.compare_pairs();
        let is_dropped = |rule| {
            matches!(
                rule,
                Rule::FieldLostInPassthrough | Rule::FieldRequiredAdded
            )
        };
        let mut dropped = items.changes.iter().filter(|of| is_dropped(of.rule));
        if let Some(dropped) = dropped.next() {
            let effect = Effect::new(Outcome::Fine, Outcome::Depends);
            let change = site.payload(Rule::FieldLostInUniqueList, effect);
            self.changes.push(change.with_texts("", &dropped.element));
        }
    }
}
