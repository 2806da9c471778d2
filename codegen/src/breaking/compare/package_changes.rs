//! What becomes of a package as a whole.

use std::collections::BTreeSet;

use super::Walk;
use super::calls::pinned_of;
use super::definition_names::Definition;
use super::definitions::Definitions;
use crate::breaking::change::{Change, Fate, Holder, Kind, Named, Naming};
use crate::breaking::rules::Rule;
use crate::breaking::slots::{Party, Pinned, Role, Slot};
use crate::model::{ActivityId, Model, NexusId, Package, PackageId, WorkflowId};

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

    /// The calls of all of them together: a package may have thousands.
    fn slots(&self, old: &Model, definitions: &Definitions) -> Vec<Slot> {
        let calls = |what: String| Slot {
            role: Role::Call,
            description: what,
            writers: BTreeSet::new(),
            readers: BTreeSet::new(),
            replayed_by: None,
            pinned: Pinned::No,
            certain: true,
        };
        let mut slots = Vec::new();
        let workflows = self.workflows.iter().map(|id| &old[*id]);
        if let Some(first) = workflows.clone().next() {
            let names = workflows
                .clone()
                .map(|workflow| workflow.meta.name.as_str());
            let users = self
                .workflows
                .iter()
                .map(|id| definitions.old.of_workflow(*id));
            let queues = workflows
                .clone()
                .map(|workflow| &workflow.options.task_queue);
            slots.push(Slot {
                writers: users.flatten().collect(),
                readers: queues.cloned().map(Party::Workers).collect(),
                replayed_by: Some(first.meta.name.clone()),
                pinned: pinned_of(workflows.clone()),
                ..calls(format!(
                    "starts of {}",
                    several("workflow", names.collect())
                ))
            });
        }
        let activities = self.activities.iter().map(|id| &old[*id]);
        if !self.activities.is_empty() {
            let names = activities
                .clone()
                .map(|activity| activity.meta.name.as_str());
            let callers: Vec<_> = self
                .activities
                .iter()
                .map(|id| definitions.old.of_activity(*id))
                .collect();
            slots.push(Slot {
                readers: activities
                    .map(|of| Party::Workers(of.task_queue.clone()))
                    .collect(),
                replayed_by: callers.iter().find_map(|callers| callers.example.clone()),
                writers: callers
                    .into_iter()
                    .flat_map(|callers| callers.workers)
                    .collect(),
                ..calls(format!("calls of {}", several("activity", names.collect())))
            });
        }
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
