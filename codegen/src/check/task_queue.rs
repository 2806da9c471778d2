//! A workflow that is on no task queue is never run.

use super::reported::Reported;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Model;

pub(super) fn check_task_queues(model: &Model, out: &mut Diagnostics) {
    let reported = Reported::of(out);
    for workflow in &model.workflows {
        if workflow.options.task_queue.is_some() || reported.explains_absence(&workflow.meta) {
            continue;
        }
        out.push(
            Diagnostic::error(
                "missing-task-queue",
                workflow.meta.span,
                format!("workflow `{}` is on no task queue", workflow.meta.name),
            )
            .help("add `task_queue:` here, or for the whole file `defaults: {task_queue: orders}`"),
        );
    }
}
