//! The activities that a workflow says it may call.

use std::collections::BTreeSet;

use super::definitions::Partners;
use super::starts::starts;
use super::workflows::Both;
use super::{Site, Walk};
use crate::breaking::change::{Holder, Kind};
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Role, Slot};
use crate::breaking::wording::several;
use crate::model::ActivityId;
use crate::source::Span;

impl<'a> Walk<'a> {
    /// Compares which activities a workflow says that it may call.
    pub(super) fn compare_calls(&mut self, both: Both<'a>, partners: &Partners, site: &Site) {
        let Both { old, new } = both;
        if !old.activities_declared && !new.activities_declared {
            return;
        }
        let called: BTreeSet<&ActivityId> = new.activities.iter().collect();
        // What is gone is said of that, with those that called it.
        let is_left_out = |id: &ActivityId| {
            let partner = partners.activities.get(id);
            partner.is_some_and(|partner| !called.contains(partner))
        };
        let left_out = old.activities.iter().enumerate();
        let left_out = left_out.filter(|(_, id)| is_left_out(id));
        let left_out: Vec<(usize, &ActivityId)> = left_out.collect();
        if old.activities_declared {
            for (position, id) in left_out {
                let place = self.old.places.item(&old.meta, "activities", position);
                let text = self.type_of(*id);
                self.say_call_removed((text, self.old[*id].local), place, both, site);
            }
        } else if !left_out.is_empty() {
            // One of them shows it.
            let is_local = left_out.first().is_some_and(|(_, id)| self.old[**id].local);
            let types = left_out.into_iter().map(|(_, id)| self.type_of(*id));
            let types = several(types.collect());
            self.say_call_removed((types, is_local), site.old, both, site);
        }
        if !new.activities_declared {
            let change = site.change(Rule::CallAdded, Kind::Source);
            self.changes
                .push(change.with_texts("", "any activity of its package"));
            return;
        }
        let was_called: BTreeSet<&ActivityId> = old
            .activities
            .iter()
            .filter_map(|id| partners.activities.get(id))
            .collect();
        for (position, id) in new.activities.iter().enumerate() {
            // What is new is said of that.
            let is_known = || partners.activities.values().any(|known| known == id);
            if was_called.contains(id) || !is_known() {
                continue;
            }
            let place = self.new.places.item(&new.meta, "activities", position);
            let change = site
                .change(Rule::CallAdded, Kind::Source)
                .with_texts("", format!("`{}`", self.new[*id].wire))
                .at(None, Some(place));
            self.changes.push(change);
        }
    }

    fn type_of(&self, activity: ActivityId) -> String {
        format!("`{}`", self.old[activity].wire)
    }

    fn say_call_removed(
        &mut self,
        (types, is_local): (String, bool),
        place: Span,
        both: Both<'a>,
        site: &Site,
    ) {
        let workflow = &both.new.meta.name;
        let slot = Slot {
            description: format!("calls of activities in workflow `{workflow}`"),
            // Whether an execution called it, its history knows.
            certain: false,
            own_is_read: true,
            role: match is_local {
                true => Role::LocalCall,
                false => Role::Call,
            },
            ..starts(None, both)
        };
        let site = Site {
            holder: Holder::Slots(vec![self.add_slot(slot)]),
            ..site.clone()
        };
        let change = site
            .change(Rule::CallRemoved, Kind::Command)
            .with_texts(types, "")
            .at(Some(place), None);
        self.changes.push(change);
    }
}
