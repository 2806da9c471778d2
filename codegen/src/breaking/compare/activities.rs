//! Activities: how they are called, what they take, give and remember.

use std::collections::BTreeSet;

use super::calls::Caller;
use super::definitions::{Definitions, activities};
use super::matching::serving;
use super::names::ACTIVITY;
use super::other_meanings::Defined;
use super::{Site, Walk};
use crate::breaking::change::Holder;
use crate::breaking::slots::{Party, Role, Slot, SlotId, Stays};
use crate::model::{Activity, ActivityId};

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
        for both in &definitions.activities.both {
            let same = self.same_activity(*both, definitions);
            self.compare_activity(&same);
        }
        self.say_removed_activities(definitions);
        self.say_added_activities(definitions);
    }

    fn same_activity(
        &self,
        (old, new): (ActivityId, ActivityId),
        definitions: &Definitions,
    ) -> SameActivity<'a> {
        let mut calling = definitions.old.of_activity(old);
        calling.extend(definitions.new.of_activity(new));
        SameActivity {
            old: &self.old[old],
            new: &self.new[new],
            calling: named_or_any(calling),
            callers: definitions.callers.of(new).cloned().collect(),
        }
    }

    fn compare_activity(&mut self, same: &SameActivity<'a>) {
        let (old, new) = (same.old, same.new);
        self.package = Some(new.package);
        let name = &new.meta.name;
        let is_local = old.local && new.local;
        let call = match is_local {
            true => Role::LocalCall,
            false => Role::Call,
        };
        let calls = self.add_answers(same, call, "calls");
        let package = &self.new[new.package].name;
        let places = (old.meta.span, new.meta.span);
        let site = Site::new(package, name, places, Holder::Slots(calls));
        let (before, after) = ((old.package, old.into()), (new.package, new.into()));
        let named = (
            Defined::of_activity(self.package_now(old.package), old),
            Defined::of_activity(package, new),
        );
        let all = (self.old_activities(), self.new_activities());
        let taken = self.names_taken(named, all);
        self.compare_definition_names(&ACTIVITY, before, after, taken, &site);
        self.compare_activity_options(old, new, &site);
        let of = format!("activity `{}`", old.meta.name);
        let served = BTreeSet::from([Party::Workers(old.task_queue.clone())]);
        self.hold_final_errors(old.options.retry.as_ref(), &of, &served);
        let workers = same.workers();
        let input = Slot {
            rewritten_by: same.callers.iter().flat_map(Caller::rewriter).collect(),
            own_is_read: true,
            stays: Stays {
                reads: None,
                writes: match is_local {
                    true => None,
                    false => same.callers.iter().find_map(|caller| caller.stays.clone()),
                },
            },
            ..Slot::new(
                match is_local {
                    true => Role::LocalInput,
                    false => Role::ActivityInput,
                },
                format!("the input of activity `{name}`"),
                same.calling.clone(),
                workers.clone(),
            )
        };
        let heartbeat = Slot {
            rewritten_by: Vec::new(),
            role: Role::Heartbeat,
            description: format!("the heartbeats of activity `{name}`"),
            writers: workers,
            stays: Stays::default(),
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
        let served = serving(activities(self.new));
        for id in &definitions.activities.removed {
            let activity = &self.old[*id];
            let calls = calls_of_removed(activity, *id, definitions);
            let serving = served.get(activity.wire.as_str());
            let definition = (activity.package, activity.into());
            let site = self.say_removed_definition(
                &ACTIVITY,
                definition,
                calls.clone(),
                serving.is_some(),
            );
            if let (Some(site), Some(serving)) = (site, serving) {
                self.compare_taken_over_activity((activity, &self.new[*serving]), calls, &site);
            }
        }
    }

    /// Compares what an activity takes and gives with what that does which serves its name now.
    fn compare_taken_over_activity(
        &mut self,
        (old, new): (&'a Activity, &'a Activity),
        calls: Vec<Slot>,
        site: &Site,
    ) {
        let name = &old.meta.name;
        // Tasks of the old name wait for workers, and not in histories.
        let calling = calls.iter().flat_map(|calls| calls.writers.clone());
        let input = Slot {
            role: Role::ActivityInput,
            description: format!("the input of activity `{name}`"),
            stays: Stays {
                reads: None,
                writes: calls.iter().find_map(|calls| calls.stays.writes.clone()),
            },
            ..calls_of(old, calling.collect())
        };
        let input = Vec::from_iter((!old.local).then_some(input));
        let outputs = calls.iter().map(|calls| Slot {
            role: Role::ActivityOutput,
            description: calls.description.replacen("calls", "the output", 1),
            writers: calls.readers.clone(),
            readers: calls.writers.clone(),
            stays: Stays {
                reads: calls.stays.writes.clone(),
                writes: None,
            },
            ..calls.clone()
        });
        let taken = (
            (&old.meta, old.input.as_ref()),
            (&new.meta, new.input.as_ref()),
        );
        let given = (
            (&old.meta, old.output.as_ref()),
            (&new.meta, new.output.as_ref()),
        );
        self.compare_taken_over_input(taken, input, site);
        self.compare_taken_over_output(given, outputs.collect(), site);
    }

    fn say_added_activities(&mut self, definitions: &Definitions) {
        let served = serving(activities(self.old));
        for id in &definitions.activities.added {
            let activity = &self.new[*id];
            let calls = calls_of(activity, definitions.new.of_activity(*id));
            let was_served = served.contains_key(activity.wire.as_str());
            let definition = (activity.package, activity.into());
            let named = Defined::of_activity(&self.new[activity.package].name, activity);
            let site = self.say_added_definition(&ACTIVITY, definition, calls, was_served);
            let had_name = self.had_name(named, self.old_activities());
            if let Some((site, other)) = site.zip(had_name) {
                // Code that called the other one calls this one now.
                let known = |(old, _): &&(ActivityId, ActivityId)| {
                    std::ptr::eq(&self.old[*old].meta, other.meta)
                };
                let both = definitions.activities.both.iter().find(known);
                let calls = both.map(|same| self.same_activity(*same, definitions));
                let calls = calls.map(|same| self.add_answers(&same, Role::Call, "calls"));
                let site = Site {
                    holder: calls.map_or(site.holder, Holder::Slots),
                    ..site
                };
                let known = (other.meta.span, other.wire);
                self.say_other_meaning(known, &activity.wire, &site);
            }
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
                Role::Call | Role::LocalCall => (workflows, self.workers()),
                _ => (self.workers(), workflows),
            };
            Slot {
                own_is_read: true,
                ..Slot::new(
                    role,
                    format!("{what} of activity `{name}`"),
                    writers,
                    readers,
                )
            }
        };
        match self.callers.is_empty() {
            true => vec![slot(self.calling.clone())],
            false => by_callers(&self.callers, slot),
        }
    }
}

/// What goes between an activity and those that call it, told apart by who replays it; `slot` is that of some workers.
fn by_callers(callers: &[Caller], slot: impl Fn(BTreeSet<Party>) -> Slot) -> Vec<Slot> {
    // Somebody calls it; where none says so, any of those that leave it open may be the one.
    let is_declared = callers.iter().any(|caller| caller.declared);
    let of_caller = |caller: &Caller| {
        let slot = slot(caller.workers.clone());
        Slot {
            certain: caller.declared || !is_declared,
            description: format!("{} in {}", slot.description, caller.description),
            replayed_by: caller.replayed_by.clone(),
            pinned: caller.pinned,
            stays: match slot.role {
                Role::Call => Stays {
                    reads: None,
                    writes: caller.stays.clone(),
                },
                _ => Stays {
                    reads: caller.stays.clone(),
                    writes: None,
                },
            },
            ..slot
        }
    };
    callers.iter().map(of_caller).collect()
}

/// The calls of an activity that is gone: they are in the histories of those that made them.
fn calls_of_removed(activity: &Activity, id: ActivityId, definitions: &Definitions) -> Vec<Slot> {
    let callers: Vec<Caller> = definitions.callers.of_removed(id).cloned().collect();
    let mut calls = by_callers(&callers, |workers| calls_of(activity, workers));
    // Those that are gone as well have no execution that goes on, and may have called it at last.
    let mut others = definitions.old.of_activity(id);
    for caller in &callers {
        others.retain(|party| !caller.workers.contains(party));
    }
    if callers.is_empty() || !others.is_empty() {
        calls.push(calls_of(activity, others));
    }
    calls
}

/// The calls of an activity that only one version has.
fn calls_of(activity: &Activity, calling: BTreeSet<Party>) -> Slot {
    let name = &activity.meta.name;
    let writers = named_or_any(calling);
    Slot {
        own_is_read: true,
        ..Slot::new(
            match activity.local {
                true => Role::LocalCall,
                false => Role::Call,
            },
            format!("calls of activity `{name}`"),
            writers.clone(),
            match activity.local {
                true => writers,
                false => BTreeSet::from([Party::Workers(activity.task_queue.clone())]),
            },
        )
    }
}

/// Workflows of other contracts, where none of this one calls it.
fn named_or_any(calling: BTreeSet<Party>) -> BTreeSet<Party> {
    match calling.is_empty() {
        true => BTreeSet::from([Party::Workers(None)]),
        false => calling,
    }
}
