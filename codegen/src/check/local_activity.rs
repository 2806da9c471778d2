//! A local activity runs inside of the worker that runs its caller.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Model;

pub(super) fn check_local_activities(model: &Model, out: &mut Diagnostics) {
    for activity in model.activities.iter().filter(|activity| activity.local) {
        let key = ["heartbeat", "heartbeat_details"]
            .into_iter()
            .find(|key| model.places.has(&activity.meta, key));
        if let Some(key) = key {
            out.push(
                Diagnostic::error(
                    "local-activity",
                    model.places.of(&activity.meta, key),
                    format!(
                        "the local activity `{}` cannot have heartbeats",
                        activity.meta.name
                    ),
                )
                .note("heartbeats go to the server, and a local activity never does")
                .help("leave `heartbeat:` out, or `local: true`"),
            );
        }
    }
    for workflow in model
        .workflows
        .iter()
        .filter(|workflow| workflow.activities_declared)
    {
        for (position, id) in workflow.activities.iter().enumerate() {
            let activity = &model[*id];
            if !activity.local
                || activity.task_queue.is_none()
                || activity.task_queue == workflow.options.task_queue
            {
                continue;
            }
            let queue = |queue: &Option<String>| queue.as_deref().unwrap_or_default().to_owned();
            out.push(
                Diagnostic::error(
                    "local-activity",
                    model.places.item(&workflow.meta, "activities", position),
                    format!(
                        "the local activity `{}` is served on `{}`, and workflow `{}` runs on `{}`",
                        activity.meta.name,
                        queue(&activity.task_queue),
                        workflow.meta.name,
                        queue(&workflow.options.task_queue),
                    ),
                )
                .other(activity.meta.span, "the activity")
                .note("a local activity runs inside of the worker that runs its caller")
                .help("put both on one task queue, or leave `local: true` out"),
            );
        }
    }
}
