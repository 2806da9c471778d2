//! Workflows, activities and Nexus services: which are the same, and who uses them.

use std::collections::{BTreeMap, BTreeSet};

use super::Walk;
use super::calls::{Calls, find_callers, find_parents, workers_by_activity, workers_by_child};
use super::matching::{Matched, Names, Shape, match_by_names};
use super::nexus::service_shape;
use super::packages::Packages;
use super::queues::renamed_queues;
use super::text::payloads_text;
use crate::breaking::slots::Party;
use crate::model::{Activity, ActivityId, Model, NexusId, PackageId, Workflow, WorkflowId};

/// The workflows, activities and Nexus services of both versions, and who uses them.
#[derive(Debug)]
pub(super) struct Definitions {
    pub(super) workflows: Matched<WorkflowId>,
    pub(super) activities: Matched<ActivityId>,
    pub(super) nexus: Matched<NexusId>,
    /// The workflows of both versions that call an activity in both.
    pub(super) callers: Calls<ActivityId>,
    /// The workflows of both versions that start a workflow in both.
    pub(super) parents: Calls<WorkflowId>,
    pub(super) old: Users,
    pub(super) new: Users,
}

/// Who uses the definitions of one version.
#[derive(Debug)]
pub(super) struct Users {
    callers: BTreeMap<ActivityId, BTreeSet<Party>>,
    parents: BTreeMap<WorkflowId, BTreeSet<Party>>,
    /// The workflows that stand behind an operation of a Nexus service.
    behind_nexus: BTreeSet<WorkflowId>,
}

/// Which definition of the new version is which of the old one.
#[derive(Debug)]
pub(super) struct Partners {
    pub(super) workflows: BTreeMap<WorkflowId, WorkflowId>,
    pub(super) activities: BTreeMap<ActivityId, ActivityId>,
}

impl Partners {
    pub(super) fn of(definitions: &Definitions) -> Self {
        Self {
            workflows: definitions.workflows.both.iter().copied().collect(),
            activities: definitions.activities.both.iter().copied().collect(),
        }
    }
}

impl Walk<'_> {
    pub(super) fn compare_definitions(&mut self, definitions: &Definitions) {
        let partners = Partners::of(definitions);
        self.renamed_queues = renamed_queues(self.old, self.new, definitions);
        self.compare_packages(definitions);
        self.compare_shared_queues();
        self.compare_worker_names();
        self.compare_workflows(definitions, &partners);
        self.compare_activities(definitions);
        self.compare_local_service(definitions);
        self.compare_nexus(definitions, &partners);
    }
}

impl Users {
    fn of(model: &Model) -> Self {
        let operations = model.nexus.iter().flat_map(|service| &service.operations);
        Self {
            callers: workers_by_activity(model),
            parents: workers_by_child(model),
            behind_nexus: operations
                .filter_map(|operation| operation.workflow)
                .collect(),
        }
    }

    /// Who starts a workflow and sends it messages: clients, parents, callers of Nexus operations.
    pub(super) fn of_workflow(&self, id: WorkflowId) -> BTreeSet<Party> {
        let mut users = BTreeSet::from([Party::Clients]);
        users.extend(self.parents.get(&id).into_iter().flatten().cloned());
        if self.behind_nexus.contains(&id) {
            users.insert(Party::OtherNamespaces);
        }
        users
    }

    /// The workers of the workflows that call an activity.
    pub(super) fn of_activity(&self, id: ActivityId) -> BTreeSet<Party> {
        self.callers.get(&id).cloned().unwrap_or_default()
    }
}

/// Which workflow, activity and Nexus service of the old version is which of the new one.
pub(super) fn find_definitions(old: &Model, new: &Model, packages: &Packages) -> Definitions {
    let same = |id: PackageId| {
        packages
            .both
            .get(&id)
            .copied()
            .map_or("", |id| &new[id].name)
    };
    let named_now = |id: PackageId| new[id].name.as_str();
    let workflows = match_by_names(
        &in_packages(workflows(old), |id| same(old[id].package)),
        &in_packages(workflows(new), |id| named_now(new[id].package)),
    )
    .with_near_names(
        |id| workflow_shape(old, &old[id]),
        |id| workflow_shape(new, &new[id]),
    );
    let activities = match_by_names(
        &in_packages(activities(old), |id| same(old[id].package)),
        &in_packages(activities(new), |id| named_now(new[id].package)),
    )
    .with_near_names(
        |id| activity_shape(old, &old[id]),
        |id| activity_shape(new, &new[id]),
    );
    let nexus = match_by_names(
        &in_packages(services(old), |id| same(old[id].package)),
        &in_packages(services(new), |id| named_now(new[id].package)),
    )
    .with_near_names(
        |id| service_shape(old, &old[id]),
        |id| service_shape(new, &new[id]),
    );
    Definitions {
        callers: find_callers((old, new), &workflows, &activities),
        parents: find_parents((old, new), &workflows),
        workflows,
        activities,
        nexus,
        old: Users::of(old),
        new: Users::of(new),
    }
}

/// Definitions with the names that their packages have now.
fn in_packages<'n, T: Copy>(
    definitions: impl Iterator<Item = (T, Names<'n>)>,
    package: impl Fn(T) -> &'n str,
) -> Vec<(T, Names<'n>)> {
    let named = definitions.map(|(id, names)| (id, names.in_package(package(id))));
    named.collect()
}

/// The workflows of a version by their names on the wire.
pub(super) fn workflows(model: &Model) -> impl Iterator<Item = (WorkflowId, Names<'_>)> {
    let names = (0..).zip(&model.workflows);
    names.map(|(position, workflow)| (WorkflowId(position), workflow.into()))
}

/// The activities of a version by their names on the wire.
pub(super) fn activities(model: &Model) -> impl Iterator<Item = (ActivityId, Names<'_>)> {
    let names = (0..).zip(&model.activities);
    names.map(|(position, activity)| (ActivityId(position), activity.into()))
}

fn services(model: &Model) -> impl Iterator<Item = (NexusId, Names<'_>)> {
    let names = (0..).zip(&model.nexus);
    names.map(|(position, service)| (NexusId(position), service.into()))
}

fn workflow_shape<'n>(model: &'n Model, workflow: &'n Workflow) -> Shape<'n> {
    Shape {
        name: &workflow.meta.name,
        parts: payloads_text(model, workflow.input.as_ref(), workflow.output.as_ref()),
    }
}

fn activity_shape<'n>(model: &'n Model, activity: &'n Activity) -> Shape<'n> {
    Shape {
        name: &activity.meta.name,
        parts: payloads_text(model, activity.input.as_ref(), activity.output.as_ref()),
    }
}
