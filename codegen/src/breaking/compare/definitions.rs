//! Workflows, activities and Nexus services: which are the same, and who uses them.

use std::collections::{BTreeMap, BTreeSet};

use super::Walk;
use super::calls::{
    Callers, Calls, callers_of_activities, find_callers, find_parents, parents_of_workflows,
};
use super::matching::{Matched, Names, Shape, match_by_names};
use super::packages::Packages;
use super::queues::renamed_queues;
use super::text::payloads_text;
use crate::breaking::slots::Party;
use crate::model::{Activity, ActivityId, Model, PackageId, Workflow, WorkflowId};

/// The workflows and activities of both versions, and who uses them.
#[derive(Debug)]
pub(super) struct Definitions {
    pub(super) workflows: Matched<WorkflowId>,
    pub(super) activities: Matched<ActivityId>,
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
    callers: BTreeMap<ActivityId, Callers>,
    parents: BTreeMap<WorkflowId, Callers>,
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
    pub(super) fn compare_definitions(&mut self) {
        let definitions = find_definitions(self.old, self.new, &self.packages);
        let partners = Partners::of(&definitions);
        self.renamed_queues = renamed_queues(self.old, self.new, &definitions);
        self.compare_packages(&definitions);
        self.compare_workflows(&definitions, &partners);
        self.compare_activities(&definitions);
        self.compare_nexus(&partners);
    }
}

impl Users {
    fn of(model: &Model) -> Self {
        let operations = model.nexus.iter().flat_map(|service| &service.operations);
        Self {
            callers: callers_of_activities(model),
            parents: parents_of_workflows(model),
            behind_nexus: operations
                .filter_map(|operation| operation.workflow)
                .collect(),
        }
    }

    /// Who starts a workflow and sends it messages: clients, parents, callers of Nexus operations.
    pub(super) fn of_workflow(&self, id: WorkflowId) -> BTreeSet<Party> {
        let mut users = BTreeSet::from([Party::Clients]);
        let parents = self.parents.get(&id).into_iter();
        users.extend(parents.flat_map(|parents| parents.workers.iter().cloned()));
        if self.behind_nexus.contains(&id) {
            users.insert(Party::OtherNamespaces);
        }
        users
    }

    /// The workflows that call an activity.
    pub(super) fn of_activity(&self, id: ActivityId) -> Callers {
        self.callers.get(&id).cloned().unwrap_or_default()
    }
}

fn find_definitions(old: &Model, new: &Model, packages: &Packages) -> Definitions {
    let same = |id: PackageId| {
        packages
            .both
            .get(&id)
            .copied()
            .map_or("", |id| &new[id].name)
    };
    let workflows = match_by_names(
        &workflows(old, |workflow| same(workflow.package)),
        &workflows(new, |workflow| &new[workflow.package].name),
    )
    .with_near_names(
        |id| workflow_shape(old, &old[id]),
        |id| workflow_shape(new, &new[id]),
    );
    let activities = match_by_names(
        &activities(old, |activity| same(activity.package)),
        &activities(new, |activity| &new[activity.package].name),
    )
    .with_near_names(
        |id| activity_shape(old, &old[id]),
        |id| activity_shape(new, &new[id]),
    );
    Definitions {
        callers: find_callers((old, new), &workflows.both, &activities.both),
        parents: find_parents((old, new), &workflows.both),
        workflows,
        activities,
        old: Users::of(old),
        new: Users::of(new),
    }
}

fn workflows<'n>(
    model: &'n Model,
    package: impl Fn(&'n Workflow) -> &'n str,
) -> Vec<(WorkflowId, Names<'n>)> {
    let names = |(position, workflow)| {
        let names = workflow_names(workflow, package(workflow));
        (WorkflowId(position), names)
    };
    (0..).zip(&model.workflows).map(names).collect()
}

fn activities<'n>(
    model: &'n Model,
    package: impl Fn(&'n Activity) -> &'n str,
) -> Vec<(ActivityId, Names<'n>)> {
    let names = |(position, activity)| {
        let names = activity_names(activity, package(activity));
        (ActivityId(position), names)
    };
    (0..).zip(&model.activities).map(names).collect()
}

pub(super) fn workflow_names<'n>(workflow: &'n Workflow, package: &'n str) -> Names<'n> {
    Names {
        package,
        name: &workflow.meta.name,
        wire: &workflow.wire,
        aliases: &workflow.aliases,
    }
}

pub(super) fn activity_names<'n>(activity: &'n Activity, package: &'n str) -> Names<'n> {
    Names {
        package,
        name: &activity.meta.name,
        wire: &activity.wire,
        aliases: &activity.aliases,
    }
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
