//! What each task queue of a package serves.

use indexmap::IndexMap;

use crate::model::{Activity, Model, Package, Workflow};

/// What a task queue serves, in the order of the schema.
#[derive(Debug, Default)]
pub(super) struct Queue<'m> {
    pub(super) workflows: Vec<&'m Workflow>,
    pub(super) activities: Vec<&'m Activity>,
}

/// The task queues of a package, those of its workflows first.
pub(super) fn by_queue<'m>(package: &Package, model: &'m Model) -> IndexMap<&'m str, Queue<'m>> {
    let mut queues: IndexMap<&str, Queue<'_>> = IndexMap::new();
    for id in &package.workflows {
        let workflow = &model[*id];
        let queue = workflow.options.task_queue.as_deref().unwrap_or_default();
        queues.entry(queue).or_default().workflows.push(workflow);
    }
    for (queue, activities) in activities_by_queue(package, model) {
        queues.entry(queue).or_default().activities = activities;
    }
    queues
}

/// The activities of a package by the task queue that serves them, in the order of the schema.
pub(super) fn activities_by_queue<'m>(
    package: &Package,
    model: &'m Model,
) -> IndexMap<&'m str, Vec<&'m Activity>> {
    let mut queues: IndexMap<&str, Vec<&Activity>> = IndexMap::new();
    for id in &package.activities {
        let activity = &model[*id];
        let queue = activity.task_queue.as_deref().unwrap_or_default();
        queues.entry(queue).or_default().push(activity);
    }
    queues
}
