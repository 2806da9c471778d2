//! Workers: for each task queue, a function that must be given everything.

use serde::Serialize;

use super::definitions::tuple;
use super::literals::literal;
use super::modules::Module;
use super::print::Printer;
use super::{Emitter, docs};
use crate::emit::queues::{Queue, by_queue};
use crate::emit::templates::TemplateError;
use crate::model::{Package, PackageId};
use crate::names::generated::{QueueItem, WorkflowItem, worker_function};
use crate::names::screaming_case;

#[derive(Serialize)]
struct QueueView {
    constant: String,
    final_: String,
    queue: String,
    arguments: String,
}

#[derive(Serialize)]
struct WorkerView {
    name: String,
    client: String,
    worker: String,
    parameters: Vec<String>,
    unpack: String,
    docs: Vec<String>,
    constant: String,
}

impl Emitter<'_> {
    /// `worker.py`; none if the package serves nothing.
    pub(super) fn emit_worker(&self, id: PackageId) -> Result<Option<Module>, TemplateError> {
        let package = &self.model[id];
        let queues = by_queue(package, self.model);
        if queues.is_empty() {
            return Ok(None);
        }
        let printer = self.printer(id);
        let mut items = Vec::new();
        let mut exports = Vec::new();
        for (queue, served) in &queues {
            let view = view_queue(package, queue, served, &printer);
            items.push(self.templates.render("queue", &view)?);
        }
        for (queue, served) in &queues {
            let view = view_worker(package, queue, served, &printer);
            items.push(self.templates.render("worker", &view)?);
            exports.push(view.name);
        }
        let about = format!("The workers of `{}`.", package.name);
        Ok(Some(Module {
            name: "worker",
            text: self.file(package, &about, printer.imports(), items)?,
            exports,
        }))
    }
}

/// The constant of a task queue: `_PAYMENTS`.
fn constant(queue: &str, package: &Package) -> String {
    let name = worker_function(queue, package);
    let name = name.strip_suffix("_worker").unwrap_or(&name);
    format!("_{}", screaming_case(name))
}

fn view_queue(
    package: &Package,
    queue: &str,
    served: &Queue<'_>,
    printer: &Printer<'_>,
) -> QueueView {
    let mut arguments = vec![format!("name={}", literal(queue))];
    let classes = served.workflows.iter().map(|workflow| {
        let name = WorkflowItem::Workflow.of(workflow);
        printer.own_class("workflows", &name)
    });
    if let Some(classes) = tuple(classes.collect()) {
        arguments.push(format!("workflows={classes}"));
    }
    if !served.activities.is_empty() {
        let name = activities_class(package, queue, printer);
        arguments.push(format!("activities={name}"));
    }
    QueueView {
        constant: constant(queue, package),
        final_: printer.import("typing", "Final"),
        queue: printer.runtime("Queue"),
        arguments: arguments.join(", "),
    }
}

fn view_worker(
    package: &Package,
    queue: &str,
    served: &Queue<'_>,
    printer: &Printer<'_>,
) -> WorkerView {
    let sequence = printer.import("collections.abc", "Sequence");
    let callable = printer.import("collections.abc", "Callable");
    let any = printer.import("typing", "Any");
    let function = format!("{callable}[..., {any}]");
    let activities = match served.activities.is_empty() {
        false => {
            let class = activities_class(package, queue, printer);
            format!("activities: {class}¦| {sequence}[{class} | {function}]")
        }
        true => format!("activities: {sequence}[{function}] = ()"),
    };
    let workflow_default = if served.workflows.is_empty() {
        " = ()"
    } else {
        ""
    };
    let about = format!(
        "The worker of the task queue `{queue}`.\n\n\
         Raises a TypeError that names everything that the contract declares for the queue and that is \
         missing. What is not part of the contract may be served with it."
    );
    WorkerView {
        name: worker_function(queue, package),
        client: printer.runtime("Client"),
        worker: printer.runtime("Worker"),
        parameters: vec![
            format!("workflows: {sequence}[type]{workflow_default}"),
            activities,
            format!("task_queue: str = {}", literal(queue)),
        ],
        unpack: printer.import("typing_extensions", "Unpack"),
        docs: docs::docstring(&about, 4),
        constant: constant(queue, package),
    }
}

fn activities_class(package: &Package, queue: &str, printer: &Printer<'_>) -> String {
    printer.own_class("activities", &QueueItem::Activities.of(queue, package))
}
