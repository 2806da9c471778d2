//! The errors that workflows, activities, updates and operations declare.

use super::matching::{Names, match_by_names};
use super::text::fields_text;
use super::{Pair, Site, Walk};
use crate::breaking::change::{Fate, Holder, Kind, Named, Naming};
use crate::breaking::rules::Rule;
use crate::breaking::slots::Slot;
use crate::model::{ErrorId, Meta, Model};

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
        let matched = match_by_names(&names(self.old, old), &names(self.new, new))
            .with_near_names(|id| shape(self.old, id), |id| shape(self.new, id));
        for (old, new) in matched.both {
            self.hold(Pair::Errors(old, new), holder.clone());
        }
        let place = |list: &[ErrorId], id: ErrorId| list.iter().position(|other| *other == id);
        let naming = Naming {
            what: Named::Error,
            fate: Fate::Removed,
            old_is_served: false,
            new_was_served: false,
        };
        for id in matched.removed {
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
        for id in matched.added {
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

fn names<'n>(model: &'n Model, errors: &[ErrorId]) -> Vec<(ErrorId, Names<'n>)> {
    let names = |id: &ErrorId| (*id, Names::from(&model[*id]));
    errors.iter().map(names).collect()
}

fn shape(model: &Model, id: ErrorId) -> super::matching::Shape<'_> {
    let def = &model[id];
    super::matching::Shape {
        name: &def.meta.name,
        parts: fields_text(model, &def.record),
    }
}
