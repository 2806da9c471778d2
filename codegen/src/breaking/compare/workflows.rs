//! Workflows: what they take and give.

use std::collections::BTreeSet;

use super::matching::{Names, match_by_names};
use super::{Site, Walk};
use crate::breaking::change::Holder;
use crate::breaking::slots::{Party, Role, Slot};
use crate::model::{Model, Type, Versioning, Workflow, WorkflowId};
use crate::source::Span;

/// A workflow of both versions.
#[derive(Clone, Copy)]
pub(super) struct Both<'a> {
    pub(super) old: &'a Workflow,
    pub(super) new: &'a Workflow,
}

impl<'a> Walk<'a> {
    pub(super) fn compare_workflows(&mut self) {
        let matched = match_by_names(&names(self.old), &names(self.new));
        for (old, new) in matched.both {
            let both = Both {
                old: &self.old[old],
                new: &self.new[new],
            };
            self.compare_workflow_payloads(both);
        }
    }

    fn compare_workflow_payloads(&mut self, both: Both<'a>) {
        let Both { old, new } = both;
        let of = format!("workflow `{}`", new.meta.name);
        let clients = BTreeSet::from([Party::Clients]);
        let workers = workers_of(both);
        let input = Slot {
            role: Role::WorkflowInput,
            description: format!("the input of {of}"),
            writers: clients.clone(),
            readers: workers.clone(),
            replayed_by: Some(new.meta.name.clone()),
            pinned: is_pinned(both),
        };
        let types = (old.input.as_ref(), new.input.as_ref());
        self.compare_workflow_payload(both, input, "input", types);
        let output = Slot {
            role: Role::WorkflowOutput,
            description: format!("the output of {of}"),
            writers: workers,
            readers: clients,
            replayed_by: None,
            pinned: false,
        };
        let types = (old.output.as_ref(), new.output.as_ref());
        self.compare_workflow_payload(both, output, "output", types);
    }

    fn compare_workflow_payload(
        &mut self,
        Both { old, new }: Both<'a>,
        slot: Slot,
        part: &'static str,
        (before, after): (Option<&Type>, Option<&Type>),
    ) {
        let site = Site {
            package: self.new[new.package].name.clone(),
            element: format!("{}.{part}", new.meta.name),
            old: part_of(self.old, old, part),
            new: part_of(self.new, new, part),
            holder: Holder::Slots(vec![self.add_slot(slot)]),
            as_string: (false, false),
        };
        self.compare_payload(before, after, &site);
    }
}

/// The workers that run a workflow: those of the queue of either version.
pub(super) fn workers_of(both: Both) -> BTreeSet<Party> {
    [both.old, both.new]
        .map(|workflow| Party::Workers(workflow.options.task_queue.clone()))
        .into()
}

/// Whether running executions stay with the code that they began with, before and after.
pub(super) fn is_pinned(both: Both) -> bool {
    [both.old, both.new]
        .iter()
        .all(|workflow| workflow.options.versioning == Some(Versioning::Pinned))
}

fn part_of(model: &Model, workflow: &Workflow, part: &'static str) -> Span {
    model.places.of(&workflow.meta, part)
}

fn names(model: &Model) -> Vec<(WorkflowId, Names<'_>)> {
    (0..)
        .zip(&model.workflows)
        .map(|(position, workflow)| {
            let names = Names {
                package: &model[workflow.package].name,
                name: &workflow.meta.name,
                wire: &workflow.wire,
                aliases: &workflow.aliases,
            };
            (WorkflowId(position), names)
        })
        .collect()
}
