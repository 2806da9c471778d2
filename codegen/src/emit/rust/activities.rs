//! The activities of each task queue: the trait that implementers write.

use serde::Serialize;

use super::client::input_argument;
use super::definitions::definition_name;
use super::errors::activity_errors;
use super::print::Printer;
use super::{Emitter, docs};
use crate::emit::queues::activities_by_queue;
use crate::emit::templates::TemplateError;
use crate::model::{Activity, Package, PackageId};
use crate::names::generated::QueueItem;
use crate::names::rust::{is_unusual_method, method_name};

#[derive(Serialize)]
struct ActivitiesView {
    queue: String,
    name: String,
    unusual_names: bool,
    activities: Vec<ActivityView>,
}

#[derive(Serialize)]
struct ActivityView {
    docs: Vec<String>,
    method: String,
    definition: String,
    heartbeat: String,
    parameters: String,
    input: String,
    arguments: &'static str,
    returns: String,
}

/// The name of the trait with the activities of a queue.
pub(super) fn trait_name(package: &Package, queue: &str) -> String {
    QueueItem::Activities.of(queue, package)
}

impl Emitter<'_> {
    /// `activities.rs`; none if the package has no activities.
    pub(super) fn emit_activities(&self, id: PackageId) -> Result<Option<String>, TemplateError> {
        let package = &self.model[id];
        if package.activities.is_empty() {
            return Ok(None);
        }
        let printer = self.printer(id);
        let mut items = Vec::new();
        for (queue, activities) in activities_by_queue(package, self.model) {
            let view = ActivitiesView {
                queue: docs::escape_inline(queue),
                name: trait_name(package, queue),
                unusual_names: activities
                    .iter()
                    .any(|activity| is_unusual_method(&activity.meta.name)),
                activities: activities
                    .into_iter()
                    .map(|activity| view_activity(activity, &printer))
                    .collect(),
            };
            items.push(self.templates.render("activities", &view)?);
        }
        let uses = printer.uses(
            &["future::Future"],
            &["tempoc_runtime as rt"],
            vec!["super::definitions".to_owned()],
        );
        let about = format!("The activities of `{}`, to be implemented.", package.name);
        self.file(package, &about, uses, items).map(Some)
    }
}

fn view_activity(activity: &Activity, printer: &Printer<'_>) -> ActivityView {
    let meta = &activity.meta;
    let heartbeat = match &activity.heartbeat_details {
        Some(details) => format!("<{}>", printer.ty(details)),
        None => String::new(),
    };
    let output = printer.message(activity.output.as_ref());
    let failure = match activity.errors.is_empty() {
        true => "rt::Failure".to_owned(),
        false => format!(
            "rt::Failure<{}>",
            printer.error(activity.package, activity_errors(activity))
        ),
    };
    let mut parameters = vec![
        "&self".to_owned(),
        format!("context: rt::ActivityContext{heartbeat}"),
    ];
    if let Some(input) = &activity.input {
        parameters.push(format!("input: {}", printer.ty(input)));
    }
    let has_input = input_argument(activity.input.as_ref()) == "input";
    ActivityView {
        docs: docs::describe(meta, &format!("The activity `{}`.", meta.name)),
        method: method_name(&meta.name),
        definition: format!("definitions::{}", definition_name(&meta.name)),
        heartbeat,
        parameters: parameters.join(", "),
        input: match &activity.input {
            Some(input) => format!("input: {}", printer.ty(input)),
            None => "(): ()".to_owned(),
        },
        arguments: if has_input {
            "context, input"
        } else {
            "context"
        },
        returns: format!("{}<{output}, {failure}>", printer.std("Result")),
    }
}
