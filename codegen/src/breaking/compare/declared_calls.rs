//! The activities that a workflow says it may call.

use super::children::starts;
use super::definitions::Partners;
use super::workflows::Both;
use super::{Site, Walk};
use crate::breaking::change::{Holder, Kind};
use crate::breaking::rules::Rule;
use crate::breaking::slots::Slot;
use crate::model::ActivityId;
use crate::source::Span;

impl<'a> Walk<'a> {
    /// Compares which activities a workflow says that it may call.
    pub(super) fn compare_calls(&mut self, both: Both<'a>, partners: &Partners, site: &Site) {
        let Both { old, new } = both;
        match (old.activities_declared, new.activities_declared) {
            (false, false) => {}
            (true, true) => {
                for (position, id) in old.activities.iter().enumerate() {
                    let place = self.old.places.item(&old.meta, "activities", position);
                    let Some(partner) = partners.activities.get(id) else {
                        continue;
                    };
                    if !new.activities.contains(partner) {
                        let name = self.old[*id].meta.name.clone();
                        self.say_call_removed(&name, place, both, site);
                    }
                }
                for (position, id) in new.activities.iter().enumerate() {
                    let was_called = |old: &ActivityId| partners.activities.get(old) == Some(id);
                    let is_new = !partners.activities.values().any(|known| known == id);
                    if is_new || old.activities.iter().any(was_called) {
                        continue;
                    }
                    let place = self.new.places.item(&new.meta, "activities", position);
                    let change = site
                        .change(Rule::CallAdded, Kind::Source)
                        .with_texts("", &self.new[*id].meta.name)
                        .at(None, Some(place));
                    self.changes.push(change);
                }
            }
            (true, false) => {
                let change = site.change(Rule::CallAdded, Kind::Source);
                self.changes
                    .push(change.with_texts("", "any activity of its package"));
            }
            (false, true) => {
                let place = site.old;
                self.say_call_removed("any activity of its package", place, both, site);
            }
        }
    }

    fn say_call_removed(&mut self, activity: &str, place: Span, both: Both<'a>, site: &Site) {
        let workflow = &both.new.meta.name;
        let slot = Slot {
            description: format!("calls of activities in workflow `{workflow}`"),
            // Whether an execution called it, its history knows.
            certain: false,
            own_is_read: true,
            ..starts(None, both)
        };
        let site = Site {
            holder: Holder::Slots(vec![self.add_slot(slot)]),
            ..site.clone()
        };
        let change = site
            .change(Rule::CallRemoved, Kind::Command)
            .with_texts(activity, "")
            .at(Some(place), None);
        self.changes.push(change);
    }
}
