//! Who starts a workflow: clients, parents and children, as a place that is compared.

use std::collections::BTreeSet;

use super::calls::{Caller, pinned_of};
use super::definitions::Definitions;
use super::workflows::{Both, is_pinned, pinned_name, workers_of};
use crate::breaking::slots::{Party, Role, Slot, Stays};
use crate::model::{Meta, Workflow, WorkflowId};

/// The starts of a workflow that only one version has.
pub(super) fn starts_of(workflow: &Workflow, writers: BTreeSet<Party>) -> Slot {
    let name = &workflow.meta.name;
    Slot {
        replayed_by: Some(name.clone()),
        pinned: pinned_of([workflow]),
        ..Slot::new(
            Role::Call,
            starts_text(name),
            writers,
            BTreeSet::from([Party::Workers(workflow.options.task_queue.clone())]),
        )
    }
}

/// The starts of a workflow that is gone by those that started it as a child, or may have: they are in their histories.
pub(super) fn starts_by_parents(
    workflow: &Workflow,
    id: WorkflowId,
    definitions: &Definitions,
) -> Vec<Slot> {
    let readers = starts_of(workflow, BTreeSet::new()).readers;
    let parents = definitions.parents.of_removed(id);
    parents
        .map(|parent| called_by(parent, &starts_text(&workflow.meta.name), &readers))
        .collect()
}

/// The starts of a workflow by those that leave open what they start.
pub(super) fn starts_by_open_parents(
    both: Both<'_>,
    id: WorkflowId,
    definitions: &Definitions,
) -> Vec<Slot> {
    let parents = definitions.parents.parents_of(id);
    let open = parents.filter(|parent| parent.open);
    open.map(|parent| called_by(parent, &starts_text(&both.new.meta.name), &workers_of(both)))
        .collect()
}

fn starts_text(name: &str) -> String {
    format!("starts of workflow `{name}`")
}

/// What is done to a workflow by one that may have started it: its start, or a message to it.
pub(super) fn called_by(parent: &Caller, what: &str, readers: &BTreeSet<Party>) -> Slot {
    Slot {
        replayed_by: parent.replayed_by.clone(),
        pinned: parent.pinned,
        // Whether an execution did it, its history knows.
        certain: false,
        own_is_read: true,
        stays: Stays {
            reads: None,
            writes: parent.stays.clone(),
        },
        ..Slot::new(
            Role::Call,
            format!("{what} by {}", parent.description),
            parent.workers.clone(),
            readers.clone(),
        )
    }
}

/// The starts of a child by its parent, or of any child where the parent does not say which.
pub(super) fn starts(child: Option<&Meta>, parent: Both<'_>) -> Slot {
    let name = &parent.new.meta.name;
    Slot {
        replayed_by: Some(name.clone()),
        pinned: is_pinned(parent),
        certain: child.is_some() && parent.old.children_declared && parent.new.children_declared,
        own_is_read: true,
        stays: Stays {
            reads: None,
            writes: pinned_name(parent.old),
        },
        ..Slot::new(
            Role::Call,
            match child {
                Some(child) => format!("starts of child `{}` by workflow `{name}`", child.name),
                None => format!("starts of children by workflow `{name}`"),
            },
            workers_of(parent),
            workers_of(parent),
        )
    }
}
