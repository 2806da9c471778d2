//! Activities: how they are called, what they take, give and remember.

use std::collections::BTreeSet;

use super::calls::Caller;
use super::definitions::{Definitions, activity_names};
use super::names::ACTIVITY;
use super::{Site, Walk};
use crate::breaking::change::Holder;
use crate::breaking::slots::{Party, Pinned, Role, Slot, SlotId};
use crate::model::{Activity, Model};

/// An activity of both versions, and who calls it.
struct SameActivity<'a> {
    old: &'a Activity,
    new: &'a Activity,
    /// The workers of all workflows that call it in either version.
    calling: BTreeSet<Party>,
    /// The workflows that call it in both.
    callers: Vec<Caller>,
}

impl<'a> Walk<'a> {
    pub(super) fn compare_activities(&mut self, definitions: &Definitions) {
        for (old, new) in &definitions.activities.both {
            let mut calling = definitions.old.of_activity(*old).workers;
            calling.extend(definitions.new.of_activity(*new).workers);
            let same = SameActivity {
                old: &self.old[*old],
                new: &self.new[*new],
                calling: named_or_any(calling),
                callers: definitions.callers.of(*new).cloned().collect(),
            };
            self.compare_activity(&same);
        }
        self.say_removed_activities(definitions);
        self.say_added_activities(definitions);
    }

    fn compare_activity(&mut self, same: &SameActivity<'a>) {
        let (old, new) = (same.old, same.new);
        let name = &new.meta.name;
        let calls = self.add_answers(same, Role::Call, "calls");
        let package = &self.new[new.package].name;
        let site = Site {
            package: package.clone(),
            element: name.clone(),
            old: old.meta.span,
            new: new.meta.span,
            holder: Holder::Slots(calls),
            as_string: (false, false),
        };
        let mut names = activity_names(old, package);
        let wires = (
            (old.package, &old.meta, old.wire.as_str()),
            (new.package, &new.meta, new.wire.as_str()),
        );
        if self.is_renamed_with_package(wires.0, wires.1) {
            names.wire = &new.wire;
        }
        let names = (
            (&old.meta, names),
            (&new.meta, activity_names(new, package)),
        );
        self.compare_names(&ACTIVITY, names.0, names.1, &site);
        self.compare_activity_options(old, new, &site);
        self.hold_final_errors(old);
        let workers = same.workers();
        let input = Slot {
            role: Role::ActivityInput,
            description: format!("the input of activity `{name}`"),
            writers: same.calling.clone(),
            readers: workers.clone(),
            replayed_by: None,
            pinned: Pinned::No,
            certain: true,
            own_is_read: true,
        };
        let heartbeat = Slot {
            role: Role::Heartbeat,
            description: format!("the heartbeats of activity `{name}`"),
            writers: workers,
            ..input.clone()
        };
        let inputs = (
            (&old.meta, old.input.as_ref()),
            (&new.meta, new.input.as_ref()),
        );
        self.compare_part("input", inputs.0, inputs.1, vec![input], &site);
        self.compare_part(
            "heartbeat_details",
            (&old.meta, old.heartbeat_details.as_ref()),
            (&new.meta, new.heartbeat_details.as_ref()),
            vec![heartbeat],
            &site,
        );
        let outputs = (
            (&old.meta, old.output.as_ref()),
            (&new.meta, new.output.as_ref()),
        );
        let answers = same.answers(Role::ActivityOutput, "the output");
        self.compare_part("output", outputs.0, outputs.1, answers, &site);
        let details = same.answers(Role::ErrorDetails, "the errors");
        let errors = ((&old.meta, &*old.errors), (&new.meta, &*new.errors));
        self.compare_operation_errors(errors.0, errors.1, details, &site);
    }

    fn add_answers(&mut self, same: &SameActivity, role: Role, what: &str) -> Vec<SlotId> {
        let slots = same.answers(role, what).into_iter();
        slots.map(|slot| self.add_slot(slot)).collect()
    }

    fn say_removed_activities(&mut self, definitions: &Definitions) {
        let served = served_names(self.new);
        for id in &definitions.activities.removed {
            let activity = &self.old[*id];
            // What goes with a package is said once, of the package.
            let Some(package) = self.packages.both.get(&activity.package).copied() else {
                continue;
            };
            let package = &self.new[package];
            let callers = definitions.old.of_activity(*id);
            let calls = Slot {
                // The calls are in the histories of those that made them.
                replayed_by: callers.example.clone(),
                ..calls_of(activity, callers.workers)
            };
            let site = Site {
                package: package.name.clone(),
                element: activity.meta.name.clone(),
                old: activity.meta.span,
                new: package.span,
                holder: Holder::Slots(vec![self.add_slot(calls)]),
                as_string: (false, false),
            };
            let is_served = served.contains(activity.wire.as_str());
            self.say_removed(&ACTIVITY, activity_names(activity, ""), is_served, &site);
        }
    }

    fn say_added_activities(&mut self, definitions: &Definitions) {
        let served = served_names(self.old);
        for id in &definitions.activities.added {
            let activity = &self.new[*id];
            let Some(old) = self.packages.old_of(activity.package) else {
                continue;
            };
            let calls = calls_of(activity, definitions.new.of_activity(*id).workers);
            let site = Site {
                package: self.new[activity.package].name.clone(),
                element: activity.meta.name.clone(),
                old: self.old[old].span,
                new: activity.meta.span,
                holder: Holder::Slots(vec![self.add_slot(calls)]),
                as_string: (false, false),
            };
            let was_served = served.contains(activity.wire.as_str());
            self.say_added(&ACTIVITY, activity_names(activity, ""), was_served, &site);
        }
    }
}

impl SameActivity<'_> {
    /// The workers that run it: those of its queue in either version, and its callers' own where it is local.
    fn workers(&self) -> BTreeSet<Party> {
        let mut workers = BTreeSet::new();
        for activity in [self.old, self.new] {
            match activity.local {
                true => workers.extend(self.calling.iter().cloned()),
                false => {
                    workers.insert(Party::Workers(activity.task_queue.clone()));
                }
            }
        }
        workers
    }

    /// What goes back to those that call it, told apart by who replays it; calls go the other way.
    fn answers(&self, role: Role, what: &str) -> Vec<Slot> {
        let name = &self.new.meta.name;
        let slot = |workflows: BTreeSet<Party>| {
            let (writers, readers) = match role {
                Role::Call => (workflows, self.workers()),
                _ => (self.workers(), workflows),
            };
            Slot {
                role,
                description: format!("{what} of activity `{name}`"),
                writers,
                readers,
                replayed_by: None,
                pinned: Pinned::No,
                certain: true,
                own_is_read: true,
            }
        };
        // Somebody calls it; where none says so, any of those that leave it open may be the one.
        let is_declared = self.callers.iter().any(|caller| caller.declared);
        let of_callers = self.callers.iter().map(|caller| Slot {
            certain: caller.declared || !is_declared,
            description: format!("{what} of activity `{name}` in {}", caller.description),
            replayed_by: caller.replayed_by.clone(),
            pinned: caller.pinned,
            ..slot(caller.workers.clone())
        });
        match self.callers.is_empty() {
            true => vec![slot(self.calling.clone())],
            false => of_callers.collect(),
        }
    }
}

/// The calls of an activity that only one version has.
fn calls_of(activity: &Activity, calling: BTreeSet<Party>) -> Slot {
    let name = &activity.meta.name;
    let writers = named_or_any(calling);
    Slot {
        role: Role::Call,
        description: format!("calls of activity `{name}`"),
        readers: match activity.local {
            true => writers.clone(),
            false => BTreeSet::from([Party::Workers(activity.task_queue.clone())]),
        },
        writers,
        replayed_by: None,
        pinned: Pinned::No,
        certain: true,
        own_is_read: true,
    }
}

/// Workflows of other contracts, where none of this one calls it.
fn named_or_any(calling: BTreeSet<Party>) -> BTreeSet<Party> {
    match calling.is_empty() {
        true => BTreeSet::from([Party::Workers(None)]),
        false => calling,
    }
}

fn served_names(model: &Model) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for activity in &model.activities {
        names.insert(activity.wire.as_str());
        names.extend(activity.aliases.iter().map(String::as_str));
    }
    names
}
