//! Names that may be any text, and become names of the generated code all the same.

use std::collections::BTreeMap;

use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Model;
use crate::names;
use crate::source::Span;

pub(super) fn check_unprintable_names(model: &Model, out: &mut Diagnostics) {
    for (queue, place) in foreign_queues(model) {
        check_name(queue, place, "task queue", &names::pascal_case(queue), out);
    }
    for workflow in &model.workflows {
        for attribute in &workflow.search_attributes {
            let name = &attribute.meta.name;
            let printed = names::screaming_case(name);
            check_name(
                name,
                attribute.meta.span,
                "search attribute",
                printed.trim_start_matches('_'),
                out,
            );
        }
    }
}

fn check_name(name: &str, place: Span, what: &str, printed: &str, out: &mut Diagnostics) {
    let begins_well = printed.starts_with(|letter: char| letter.is_ascii_alphabetic());
    // An empty name is reported where it is read.
    if begins_well || name.is_empty() {
        return;
    }
    out.push(
        Diagnostic::error(
            "unprintable-name",
            place,
            format!(
                "the {what} {} cannot become a name of the generated code",
                shown(name)
            ),
        )
        .help("begin it with a letter from a to z"),
    );
}

/// The task queues that get workers of their own, each with the first place that names it.
fn foreign_queues(model: &Model) -> BTreeMap<&str, Span> {
    let mut queues = BTreeMap::new();
    let workflows = model.workflows.iter().map(|workflow| {
        (
            workflow.package,
            &workflow.meta,
            &workflow.options.task_queue,
        )
    });
    let activities = model
        .activities
        .iter()
        .map(|activity| (activity.package, &activity.meta, &activity.task_queue));
    for (package, meta, queue) in workflows.chain(activities) {
        if let Some(queue) = queue
            && model[package].task_queue.as_ref() != Some(queue)
        {
            let place = model.places.of(meta, "task_queue");
            queues.entry(queue.as_str()).or_insert(place);
        }
    }
    queues
}
