//! Local activities, which run inside of the workers that run their callers, and of no others.

use std::collections::BTreeSet;

use super::definitions::Definitions;
use super::starts::starts;
use super::workflows::Both;
use super::{Site, Walk};
use crate::breaking::change::{Holder, Kind};
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Role, Slot};
use crate::breaking::wording::several;
use crate::model::{Activity, ActivityId, Workflow};

impl Walk<'_> {
    /// Says which local activities have gone from the queue of a workflow that may call them.
    pub(super) fn compare_local_service(&mut self, definitions: &Definitions) {
        for both in &definitions.activities.both {
            let (old, new) = (&self.old[both.0], &self.new[both.1]);
            if old.local && new.local {
                self.say_unserved(*both, definitions);
            }
        }
    }

    fn say_unserved(&mut self, both: (ActivityId, ActivityId), definitions: &Definitions) {
        let (old, new) = (&self.old[both.0], &self.new[both.1]);
        let mut callers = definitions.callers.of(both.1);
        let is_declared = callers.any(|caller| caller.declared);
        let (mut calls, mut queues) = (Vec::new(), BTreeSet::new());
        for (before, after) in &definitions.workflows.both {
            let (before, after) = (&self.old[*before], &self.new[*after]);
            let is_lost = is_served(old, before) && !is_served(new, after);
            // What a workflow leaves open is what its queue has: code calls it all the same.
            let may_call = || after.activities.contains(&both.1) || !after.activities_declared;
            let is_called = || before.activities.contains(&both.0) && may_call();
            if !is_lost || !is_called() {
                continue;
            }
            queues.extend(after.options.task_queue.clone());
            let workflow = Both {
                old: before,
                new: after,
            };
            calls.push(Slot {
                role: Role::LocalCall,
                description: format!(
                    "calls of activity `{}` in workflow `{}`",
                    new.meta.name, after.meta.name
                ),
                // Somebody calls it; where none says so, any of those that leave it open may be the one.
                certain: !is_declared,
                ..starts(None, workflow)
            });
        }
        if calls.is_empty() {
            return;
        }
        self.package = Some(new.package);
        let calls = calls.into_iter().map(|slot| self.add_slot(slot)).collect();
        let site = Site::new(
            &self.new[new.package].name,
            &new.meta.name,
            (
                self.old.places.of(&old.meta, "task_queue"),
                self.new.places.of(&new.meta, "task_queue"),
            ),
            Holder::Slots(calls),
        );
        let queues = queues.into_iter().map(|queue| format!("`{queue}`"));
        let queue = new.task_queue.as_deref().unwrap_or_default();
        let change = site
            .change(Rule::LocalActivityUnserved, Kind::Unserved)
            .with_texts(
                format!("a workflow on {}", several(queues.collect())),
                format!("`{queue}`"),
            );
        self.changes.push(change);
    }
}

/// Whether the workers of a workflow's queue have a local activity.
fn is_served(activity: &Activity, workflow: &Workflow) -> bool {
    activity.task_queue.is_none() || activity.task_queue == workflow.options.task_queue
}
