//! A workflow task is short; its timeout only tells that a worker has died.

use std::time::Duration;

use super::found::Found;
use super::named::Named;
use crate::model::{Meta, WorkflowOptions};

/// Three times what a task has where nothing is said.
const LONGEST: Duration = Duration::from_secs(30);

pub(super) fn look_at_task_timeouts(named: &Named<'_>, found: &mut Found<'_>) {
    let places = &named.model.places;
    let mut look = |meta: &Meta, options: &WorkflowOptions| {
        let timeout = options.task_timeout;
        if timeout.is_none_or(|timeout| timeout <= LONGEST) || !places.has(meta, "task_timeout") {
            return;
        }
        let message = format!(
            "a workflow task of `{}` may take longer than 30 seconds",
            meta.name
        );
        let place = places.of(meta, "task_timeout");
        found.push(meta, place, message, |diagnostic| {
            diagnostic
                .note("when a worker dies, its workflows stand still for that long; the server takes 120s at most")
                .help("leave it at its default of 10s, and do long work in activities")
        });
    };
    for workflow in named.workflows() {
        look(&workflow.meta, &workflow.options);
        if workflow.children_declared {
            let children = workflow.children.iter();
            // What a child takes over from its workflow is found there.
            children.for_each(|child| look(&child.meta, &child.options));
        }
    }
}
