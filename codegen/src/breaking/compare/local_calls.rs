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
        let (mut calls, mut callers_now) = (Vec::new(), BTreeSet::new());
        let text = |queue: &Option<String>| format!("`{}`", queue.as_deref().unwrap_or_default());
        for (before, after) in &definitions.workflows.both {
            let (before, after) = (&self.old[*before], &self.new[*after]);
            let served = service(new, after);
            // What a workflow leaves open is what its queue has: code calls it all the same.
            let may_call = || after.activities.contains(&both.1) || !after.activities_declared;
            let is_called = || before.activities.contains(&both.0) && may_call();
            if service(old, before) <= served || !is_called() {
                continue;
            }
            callers_now.insert(match served {
                Service::None => format!("on {}", text(&after.options.task_queue)),
                _ => format!("of `{}`", self.new[after.package].name),
            });
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
                certain: !is_declared && served == Service::None,
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
        let mut served = text(&new.task_queue);
        if self.package_now(old.package) != site.package {
            served = format!("{served} with package `{}`", site.package);
        }
        let change = site
            .change(Rule::LocalActivityUnserved, Kind::Unserved)
            .with_texts(
                format!("a workflow {}", several(callers_now.into_iter().collect())),
                served,
            );
        self.changes.push(change);
    }
}

/// Whether the worker that runs a workflow has a local activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Service {
    /// That of another queue has it.
    None,
    /// If it is given what is of another package.
    Perhaps,
    /// It cannot be made without.
    Certain,
}

fn service(activity: &Activity, workflow: &Workflow) -> Service {
    let is_its_queue = activity.task_queue == workflow.options.task_queue;
    match activity.task_queue.is_none() || is_its_queue {
        false => Service::None,
        true if activity.package == workflow.package => Service::Certain,
        true => Service::Perhaps,
    }
}
