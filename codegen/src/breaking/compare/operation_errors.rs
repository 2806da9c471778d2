//! The errors that workflows, activities, updates and operations declare.

use super::{Pair, Site, Walk};
use crate::breaking::change::{Fate, Holder, Kind, Named, Naming};
use crate::breaking::rules::Rule;
use crate::breaking::slots::Slot;
use crate::model::{ErrorId, Meta};

impl Walk<'_> {
    /// Compares what two definitions of `site` may fail with; `slots` have the details.
    pub(super) fn compare_operation_errors(
        &mut self,
        (before, old): (&Meta, &[ErrorId]),
        (after, new): (&Meta, &[ErrorId]),
        slots: Vec<Slot>,
        site: &Site,
    ) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        let slots: Vec<_> = slots.into_iter().map(|slot| self.add_slot(slot)).collect();
        let holder = Holder::Slots(slots);
        let partner = |id: &ErrorId| {
            let partner = self.same_errors.get(id).copied();
            partner.filter(|partner| new.contains(partner))
        };
        let (both, removed): (Vec<ErrorId>, Vec<ErrorId>) =
            old.iter().partition(|id| partner(id).is_some());
        let both: Vec<(ErrorId, ErrorId)> = both
            .into_iter()
            .filter_map(|id| Some((id, partner(&id)?)))
            .collect();
        let is_added = |id: &&ErrorId| both.iter().all(|(_, known)| known != *id);
        let added: Vec<ErrorId> = new.iter().filter(is_added).copied().collect();
        for (old, new) in both {
            self.hold(Pair::Errors(old, new), holder.clone());
        }
        let place = |list: &[ErrorId], id: ErrorId| list.iter().position(|other| *other == id);
        let naming = Naming {
            what: Named::Error,
            fate: Fate::Removed,
            old_is_served: false,
            new_was_served: false,
        };
        for id in removed {
            let position = place(old, id).unwrap_or_default();
            let change = Site {
                holder: holder.clone(),
                ..site.clone()
            }
            .change(Rule::ErrorRemovedFromOperation, Kind::Name(naming))
            .with_texts(&self.old[id].meta.name, "")
            .at(Some(self.old.places.item(before, "errors", position)), None);
            self.changes.push(change);
        }
        for id in added {
            let naming = Naming {
                fate: Fate::Added,
                ..naming
            };
            let position = place(new, id).unwrap_or_default();
            let change = Site {
                holder: holder.clone(),
                ..site.clone()
            }
            .change(Rule::ErrorAddedToOperation, Kind::Name(naming))
            .with_texts("", &self.new[id].meta.name)
            .at(None, Some(self.new.places.item(after, "errors", position)));
            self.changes.push(change);
        }
    }
}
