//! Workers: for each task queue, a builder that must be given everything.

use serde::Serialize;

use super::activities::trait_name as activities_trait;
use super::definitions::definition_name;
use super::print::literal;
use super::workflows::trait_name as workflow_trait;
use super::{Emitter, docs};
use crate::emit::queues::{Queue, by_queue};
use crate::emit::templates::TemplateError;
use crate::model::{Package, PackageId, Workflow};
use crate::names::queue_prefix;
use crate::names::rust::method_name;

#[derive(Serialize)]
struct WorkerView {
    queue: String,
    queue_literal: String,
    name: String,
    builder: String,
    parameters: String,
    implementation: String,
    many_slots: bool,
    registered: String,
    missing: String,
    slots: Vec<SlotView>,
    string: String,
    result: String,
}

#[derive(Serialize)]
struct SlotView {
    parameter: String,
    definition: String,
    implementation: String,
    after: String,
    activities: Option<String>,
    served: Vec<String>,
    schema: String,
    method: String,
    workflow_trait: String,
}

impl Emitter<'_> {
    /// `worker.rs`; none if the package serves nothing.
    pub(super) fn emit_worker(&self, id: PackageId) -> Result<Option<String>, TemplateError> {
        let package = &self.model[id];
        let queues = by_queue(package, self.model);
        if queues.is_empty() {
            return Ok(None);
        }
        let printer = self.printer(id);
        let mut items = Vec::new();
        let mut traits = Vec::new();
        for (queue, served) in queues {
            traits.extend(
                served
                    .workflows
                    .iter()
                    .map(|workflow| format!("super::workflows::{}", workflow_trait(workflow))),
            );
            if !served.activities.is_empty() {
                traits.push(format!(
                    "super::activities::{}",
                    activities_trait(package, queue)
                ));
            }
            let view = view_worker(package, queue, &served, &printer);
            items.push(self.templates.render("worker", &view)?);
        }
        traits.push("super::definitions".to_owned());
        let uses = printer.uses(&["marker::PhantomData"], &["tempoc_runtime as rt"], traits);
        let about = format!("The workers of `{}`.", package.name);
        self.file(package, &about, uses, items).map(Some)
    }
}

fn view_worker(
    package: &Package,
    queue: &str,
    served: &Queue<'_>,
    printer: &super::print::Printer<'_>,
) -> WorkerView {
    let Queue {
        workflows,
        activities,
    } = served;
    let prefix = queue_prefix(&package.name, package.task_queue.as_deref(), queue);
    let mut names: Vec<String> = workflows
        .iter()
        .map(|workflow| slot_name(workflow, workflows))
        .collect();
    if !activities.is_empty() {
        names.push("Activities".to_owned());
    }
    let builder = format!("{prefix}WorkerBuilder");
    let count = names.len();
    let slot = |index: usize| {
        let with = |mark: &str| {
            let mut arguments = names.clone();
            if let Some(argument) = arguments.get_mut(index) {
                *argument = mark.to_owned();
            }
            arguments
        };
        let mut others = names.clone();
        others.remove(index);
        (
            others,
            with("rt::Missing"),
            with("rt::Registered").join(", "),
        )
    };
    let mut slots = Vec::new();
    for (index, workflow) in workflows.iter().enumerate() {
        let (others, before, after) = slot(index);
        slots.push(SlotView {
            parameter: slot_name(workflow, workflows),
            definition: format!("definitions::{}", definition_name(&workflow.meta.name)),
            implementation: implementation(&builder, &others, &before),
            after,
            activities: None,
            served: Vec::new(),
            schema: workflow.meta.name.clone(),
            method: method_name(&workflow.meta.name),
            workflow_trait: workflow_trait(workflow),
        });
    }
    if let Some(first) = activities.first() {
        let (others, before, after) = slot(count - 1);
        slots.push(SlotView {
            parameter: "Activities".to_owned(),
            definition: format!("definitions::{}", definition_name(&first.meta.name)),
            implementation: implementation(&builder, &others, &before),
            after,
            activities: Some(activities_trait(package, queue)),
            served: activities
                .iter()
                .map(|activity| format!("definitions::{}", definition_name(&activity.meta.name)))
                .collect(),
            schema: String::new(),
            method: String::new(),
            workflow_trait: String::new(),
        });
    }
    WorkerView {
        queue: docs::escape_inline(queue),
        queue_literal: literal(queue),
        name: format!("{prefix}Worker"),
        implementation: implementation(&builder, &names, &names),
        builder,
        many_slots: count > 9,
        registered: match names.as_slice() {
            [only] => format!("{only},"),
            names => names.join(", "),
        },
        parameters: names.join(", "),
        missing: vec!["rt::Missing"; count].join(", "),
        slots,
        string: printer.std("String"),
        result: printer.std("Result"),
    }
}

/// `impl<A> Builder<A, rt::Missing> {`, laid out like rustfmt does.
fn implementation(builder: &str, parameters: &[String], arguments: &[String]) -> String {
    let list = |names: &[String], indent: usize, before: usize| {
        let flat = format!("<{}>", names.join(", "));
        let pad = " ".repeat(indent);
        match names {
            [] => String::new(),
            _ if before + flat.len() <= 100 => flat,
            names => format!(
                "<\n{pad}    {},\n{pad}>",
                names.join(&format!(",\n{pad}    "))
            ),
        }
    };
    let ty = format!("{builder}{}", list(arguments, 4, 4 + builder.len()));
    let line = format!("impl{} {ty} {{", list(parameters, 0, 4));
    match line.len() <= 100 && !line.contains('\n') {
        true => line,
        false => format!("impl{}\n    {ty}\n{{", list(parameters, 0, 4)),
    }
}

/// The type parameter that says whether a workflow is registered: its name, unless that hides another one.
fn slot_name(workflow: &Workflow, workflows: &[&Workflow]) -> String {
    let name = definition_name(&workflow.meta.name);
    let is_trait = workflows.iter().any(|other| workflow_trait(other) == name);
    match is_trait || ["T", "PhantomData"].contains(&name.as_str()) {
        true => name + "_",
        false => name,
    }
}
