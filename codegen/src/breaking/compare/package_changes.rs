//! What becomes of a package as a whole.

use std::collections::{BTreeMap, BTreeSet};

use super::Walk;
use super::calls::pinned_of;
use super::definition_names::Definition;
use super::definitions::Definitions;
use super::schedules::starts_by_schedules;
use super::starts::starts_by_parents;
use super::workflows::pinned_name;
use crate::breaking::change::{Change, Fate, Holder, Kind, Named, Naming};
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Party, Role, Slot, Stays};
use crate::model::{
    Activity, ActivityId, Model, NexusId, Package, PackageId, Workflow, WorkflowId,
};

/// Definitions of one package.
#[derive(Debug, Default)]
struct Members {
    workflows: Vec<WorkflowId>,
    activities: Vec<ActivityId>,
    nexus: Vec<NexusId>,
}

impl Walk<'_> {
    pub(super) fn compare_packages(&mut self, definitions: &Definitions) {
        for (old, new) in self.packages.both.clone() {
            if self.old[old].name != self.new[new].name {
                self.say_renamed_package(old, new, definitions);
            }
        }
        for id in self.packages.removed.clone() {
            // What another package has now is said by itself.
            let members = Members {
                workflows: of_package(&definitions.workflows.removed, |of| {
                    self.old[of].package == id
                }),
                activities: of_package(&definitions.activities.removed, |of| {
                    self.old[of].package == id
                }),
                nexus: of_package(&definitions.nexus.removed, |of| self.old[of].package == id),
            };
            let kind = members.kind(Fate::Removed, false);
            let package = (Some(id), None);
            self.push_package(Rule::PackageRemoved, package, (&members, kind), definitions);
        }
        for id in self.packages.added.clone() {
            let members = (&Members::default(), Kind::Source);
            self.push_package(Rule::PackageAdded, (None, Some(id)), members, definitions);
        }
    }

    fn say_renamed_package(&mut self, old: PackageId, new: PackageId, definitions: &Definitions) {
        let mut members = Members::default();
        let mut all_served = true;
        let mut is_renamed = |before: Definition, after: Definition| {
            let is_renamed = before.0 == old && self.is_renamed_with_package(before, after);
            all_served &= !is_renamed || after.1.serves(before.1.wire);
            is_renamed
        };
        for (a, b) in &definitions.workflows.both {
            let (before, after) = (&self.old[*a], &self.new[*b]);
            if is_renamed(
                (before.package, before.into()),
                (after.package, after.into()),
            ) {
                members.workflows.push(*a);
            }
        }
        for (a, b) in &definitions.activities.both {
            let (before, after) = (&self.old[*a], &self.new[*b]);
            if is_renamed(
                (before.package, before.into()),
                (after.package, after.into()),
            ) {
                members.activities.push(*a);
            }
        }
        for (a, b) in &definitions.nexus.both {
            let (before, after) = (&self.old[*a], &self.new[*b]);
            if is_renamed(
                (before.package, before.into()),
                (after.package, after.into()),
            ) {
                members.nexus.push(*a);
            }
        }
        let kind = members.kind(Fate::Renamed, all_served);
        let packages = (Some(old), Some(new));
        self.push_package(
            Rule::PackageRenamed,
            packages,
            (&members, kind),
            definitions,
        );
    }

    /// Says what becomes of a package, and of the calls of its definitions.
    fn push_package(
        &mut self,
        rule: Rule,
        (old, new): (Option<PackageId>, Option<PackageId>),
        (members, kind): (&Members, Kind),
        definitions: &Definitions,
    ) {
        let slots = members.slots(self.old, definitions).into_iter();
        let slots = slots.map(|slot| self.add_slot(slot)).collect();
        let old = old.map(|id| &self.old[id]);
        let new = new.map(|id| &self.new[id]);
        let name = |package: Option<&Package>| package.map(|package| package.name.clone());
        let element = name(new).or_else(|| name(old)).unwrap_or_default();
        self.changes.push(Change {
            rule,
            package: element.clone(),
            element,
            old: name(old).unwrap_or_default(),
            new: name(new).unwrap_or_default(),
            old_place: old.map(|package| package.span),
            new_place: new.map(|package| package.span),
            holder: Holder::Slots(slots),
            kind,
            source: rule.info().source,
            mend: None,
        });
    }
}

impl Members {
    /// What the end of these names is: of the worst of them.
    fn kind(&self, fate: Fate, old_is_served: bool) -> Kind {
        let Self {
            workflows,
            activities,
            nexus,
        } = self;
        // Replay compares the types of activities, whatever is served; where all is gone, that of the workflow counts.
        let order = match fate {
            Fate::Renamed => [
                (Named::Activity, activities.is_empty()),
                (Named::Workflow, workflows.is_empty()),
                (Named::NexusOperation, nexus.is_empty()),
            ],
            _ => [
                (Named::Workflow, workflows.is_empty()),
                (Named::Activity, activities.is_empty()),
                (Named::NexusOperation, nexus.is_empty()),
            ],
        };
        match order.into_iter().find(|(_, is_empty)| !is_empty) {
            Some((what, _)) => Kind::Name(Naming {
                what,
                fate,
                old_is_served,
                new_was_served: fate == Fate::Removed,
            }),
            None => Kind::Source,
        }
    }

    /// The calls of all of them: by each workflow whose replay has them, as each of them is stuck.
    fn slots(&self, old: &Model, definitions: &Definitions) -> Vec<Slot> {
        let calls = |what: String| Slot::new(Role::Call, what, BTreeSet::new(), BTreeSet::new());
        let starts = self.workflows.iter().flat_map(|id| {
            let workflow = &old[*id];
            let name = &workflow.meta.name;
            let starts = Slot {
                writers: definitions.old.of_workflow(*id),
                readers: BTreeSet::from([Party::Workers(workflow.options.task_queue.clone())]),
                replayed_by: Some(name.clone()),
                pinned: pinned_of([workflow]),
                ..calls(format!("starts of workflow `{name}`"))
            };
            let by_schedules = starts_by_schedules(workflow, &starts);
            std::iter::once(starts).chain(by_schedules)
        });
        let mut slots: Vec<Slot> = starts.collect();
        for id in &self.workflows {
            slots.extend(starts_by_parents(&old[*id], *id, definitions));
        }
        slots.extend(self.activity_calls(old, calls));
        let services = self.nexus.iter().map(|id| old[*id].meta.name.as_str());
        if !self.nexus.is_empty() {
            slots.push(Slot {
                writers: BTreeSet::from([Party::OtherNamespaces]),
                readers: BTreeSet::from([Party::Workers(None)]),
                ..calls(format!(
                    "calls of {}",
                    several("Nexus service", services.collect())
                ))
            });
        }
        slots
    }

    /// The calls of the activities, by each workflow that may make them.
    fn activity_calls(&self, old: &Model, calls: impl Fn(String) -> Slot) -> Vec<Slot> {
        let activities: Vec<&Activity> = self.activities.iter().map(|id| &old[*id]).collect();
        if activities.is_empty() {
            return Vec::new();
        }
        let calls_of_some = |activities: &[&Activity]| {
            let names = activities.iter().map(|of| of.meta.name.as_str());
            let queues = activities.iter().map(|of| of.task_queue.clone());
            Slot {
                role: match activities.iter().all(|of| of.local) {
                    true => Role::LocalCall,
                    false => Role::Call,
                },
                writers: BTreeSet::from([Party::Workers(None)]),
                readers: queues.map(Party::Workers).collect(),
                own_is_read: true,
                ..calls(format!("calls of {}", several("activity", names.collect())))
            }
        };
        let of_all = calls_of_some(&activities);
        let members: BTreeSet<ActivityId> = self.activities.iter().copied().collect();
        // Workflows that leave open what they call share one list, which is gone through once.
        let mut lists: BTreeMap<usize, bool> = BTreeMap::new();
        let callers = old.workflows.iter().filter(|workflow| {
            let list = lists.entry(workflow.activities.as_ptr().addr());
            *list.or_insert_with(|| workflow.activities.iter().any(|id| members.contains(id)))
        });
        let callers: Vec<&Workflow> = callers.collect();
        if callers.is_empty() {
            return vec![of_all];
        }
        let is_declared = callers.iter().any(|workflow| workflow.activities_declared);
        let calls_of = |workflow: &&Workflow| {
            let called = || workflow.activities.iter().filter(|id| members.contains(id));
            let calls = match workflow.activities_declared {
                true => calls_of_some(&called().map(|id| &old[*id]).collect::<Vec<_>>()),
                false => of_all.clone(),
            };
            let name = &workflow.meta.name;
            Slot {
                description: format!("{} in workflow `{name}`", calls.description),
                writers: BTreeSet::from([Party::Workers(workflow.options.task_queue.clone())]),
                replayed_by: Some(name.clone()),
                pinned: pinned_of([*workflow]),
                stays: Stays {
                    reads: None,
                    writes: pinned_name(workflow),
                },
                certain: workflow.activities_declared || !is_declared,
                ..calls
            }
        };
        callers.iter().map(calls_of).collect()
    }
}

fn of_package<T: Copy>(all: &[T], is_of_it: impl Fn(T) -> bool) -> Vec<T> {
    all.iter().copied().filter(|id| is_of_it(*id)).collect()
}

/// ``workflow `a`, `b` and 7 more``
fn several(what: &str, names: Vec<&str>) -> String {
    const NAMED: usize = 3;
    let shown: Vec<String> = names
        .iter()
        .take(NAMED)
        .map(|name| format!("`{name}`"))
        .collect();
    let shown = shown.join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => format!("{what} {shown}"),
        more => format!("{what} {shown} and {more} more"),
    }
}
