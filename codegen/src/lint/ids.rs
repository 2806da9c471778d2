//! Ids of workflows: who makes them, and what happens to equal ones.

use std::collections::BTreeSet;

use super::found::Found;
use super::named::Named;
use crate::model::{IdConflict, IdReuse, Meta, Model, TemplatePart, Workflow, WorkflowId};

/// Workflows that clients start under ids of their own.
pub(super) fn look_at_missing_ids(named: &Named<'_>, found: &mut Found<'_>) {
    let children = declared_children(named.model);
    for (position, workflow) in named.model.workflows.iter().enumerate() {
        let is_child = children.contains(&WorkflowId(position as u32));
        // The server makes the ids of scheduled runs, and a parent those of its children.
        let is_started_by_others = is_child || !workflow.schedules.is_empty();
        if !named.model[workflow.package].entry
            || workflow.id.is_some()
            || is_started_by_others
            || starting_message(workflow).is_some()
        {
            continue;
        }
        let name = &workflow.meta.name;
        let message = format!("every caller makes up the ids of workflow `{name}`");
        let span = workflow.meta.span;
        found.push(&workflow.meta, span, message, |diagnostic| {
            diagnostic
                .note("two callers that mean the same thing by different ids start it twice")
                .help(format!(
                    "add `id: \"{name}/{{input.…}}\"` with the field that names what it is about"
                ))
        });
    }
}

/// Messages that start a workflow under an id of the sender's own.
pub(super) fn look_at_with_start(named: &Named<'_>, found: &mut Found<'_>) {
    for workflow in named.workflows().filter(|workflow| workflow.id.is_none()) {
        let Some((what, meta)) = starting_message(workflow) else {
            continue;
        };
        let name = &workflow.meta.name;
        let message = format!(
            "{what} `{}` may start workflow `{name}`, whose id every sender makes up",
            meta.name
        );
        found.push(meta, meta.span, message, |diagnostic| {
            diagnostic
                .other(workflow.meta.span, "this workflow has no `id:`")
                .note("a sender with another id starts a second workflow in place of reaching the one that runs")
                .help(format!("add `id: \"{name}/{{input.…}}\"` to the workflow"))
        });
    }
}

/// Policies that contradict each other, or that never apply.
pub(super) fn look_at_policies(named: &Named<'_>, found: &mut Found<'_>) {
    for workflow in named.workflows() {
        look_at_policies_of(named.model, workflow, found);
    }
}

fn look_at_policies_of(model: &Model, workflow: &Workflow, found: &mut Found<'_>) {
    let meta = &workflow.meta;
    let options = &workflow.options;
    let conflict = model.places.of(meta, "id_conflict");
    let reuse = model.places.of(meta, "id_reuse");
    let terminates = options.id_conflict == Some(IdConflict::TerminateExisting);
    if terminates && options.id_reuse == Some(IdReuse::RejectDuplicate) {
        let message = format!(
            "workflow `{}` ends the one of its id that runs, and then may not have its id",
            meta.name
        );
        found.push(meta, conflict, message, |diagnostic| {
            diagnostic
                .other(reuse, "an id is never used again")
                .note("the server refuses the two together")
                .help("write `id_conflict: use_existing`, or another `id_reuse`")
        });
    }
    let random = workflow.id.as_ref();
    let random = random.filter(|id| id.parts.contains(&TemplatePart::Uuid));
    for (key, place, is_set) in [
        ("id_conflict", conflict, options.id_conflict.is_some()),
        ("id_reuse", reuse, options.id_reuse.is_some()),
    ] {
        if random.is_some() && is_set {
            let message = format!(
                "`{key}` of workflow `{}` never applies, as its ids are random",
                meta.name
            );
            found.push(meta, place, message, |diagnostic| {
                diagnostic
                    .other(model.places.of(meta, "id"), "no two are equal")
                    .help(format!(
                        "leave `{key}:` out, or make the id of fields of the input"
                    ))
            });
        }
    }
    let Some((what, message_meta)) = starting_message(workflow) else {
        return;
    };
    let name = &message_meta.name;
    if terminates {
        let message = format!(
            "each {what} `{name}` that may start workflow `{}` ends the one that runs",
            meta.name
        );
        found.push(message_meta, message_meta.span, message, |diagnostic| {
            diagnostic
                .other(conflict, "because of this")
                .help("write `id_conflict: use_existing`")
        });
    }
    // A signal in its place is found by the compiler.
    let update = workflow.updates.iter().find(|update| update.with_start);
    if let (Some(update), Some(IdConflict::Fail)) = (update, options.id_conflict) {
        let message = format!(
            "update `{}` may start workflow `{}`, and is refused while that runs",
            update.meta.name, meta.name
        );
        found.push(&update.meta, update.meta.span, message, |diagnostic| {
            diagnostic
                .other(conflict, "because of this")
                .help("write `id_conflict: use_existing`, or leave `with_start:` out")
        });
    }
}

/// The first message that may start a workflow.
fn starting_message(workflow: &Workflow) -> Option<(&'static str, &Meta)> {
    let signals = workflow.signals.iter();
    let mut signals = signals.filter(|signal| signal.with_start);
    let updates = workflow.updates.iter();
    let mut updates = updates.filter(|update| update.with_start);
    let signal = signals.next().map(|signal| ("signal", &signal.meta));
    signal.or_else(|| updates.next().map(|update| ("update", &update.meta)))
}

fn declared_children(model: &Model) -> BTreeSet<WorkflowId> {
    let parents = model.workflows.iter();
    parents
        .filter(|parent| parent.children_declared)
        .flat_map(|parent| parent.children.iter())
        .map(|child| child.workflow)
        .collect()
}
