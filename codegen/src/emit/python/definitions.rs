//! The definitions of a package: a constant for each, with what the contract says about it.

use serde::Serialize;

use super::literals::{Part, f_string, literal};
use super::modules::Module;
use super::options::{activity_options, workflow_options};
use super::print::Printer;
use super::{Emitter, docs};
use crate::emit::templates::TemplateError;
use crate::model::{
    Activity, ErrorId, Meta, PackageId, Query, Signal, Template, TemplatePart, Unfinished, Update,
    Versioning, Workflow,
};
use crate::names::generated;
use crate::names::python::{constant_name, message_constant, method_name, value_name};

#[derive(Serialize)]
struct DefinitionView {
    name: String,
    kind: String,
    final_: String,
    arguments: Vec<String>,
    docs: Vec<String>,
}

/// The constant of a workflow or an activity.
pub(super) fn definition_name(meta: &Meta) -> String {
    constant_name(&meta.name)
}

/// The constant of a signal, a query or an update.
pub(super) fn message_name(workflow: &Workflow, meta: &Meta) -> String {
    message_constant(&workflow.meta.name, &meta.name)
}

impl Emitter<'_> {
    /// `definitions.py`; none if the package defines nothing.
    pub(super) fn emit_definitions(&self, id: PackageId) -> Result<Option<Module>, TemplateError> {
        let package = &self.model[id];
        if package.workflows.is_empty() && package.activities.is_empty() {
            return Ok(None);
        }
        let names = self.definition_names(id);
        let printer = self.printer(id).declaring(names.iter().cloned());
        let mut views = Vec::new();
        for id in &package.activities {
            views.push(view_activity(&self.model[*id], &printer));
        }
        for id in &package.workflows {
            views.extend(view_workflow(&self.model[*id], &printer));
        }
        let mut items = Vec::new();
        for view in &views {
            items.push(self.templates.render("definition", view)?);
        }
        let about = format!(
            "The definitions of `{}`: what is addressed by name, and what the contract says about it.",
            package.name
        );
        Ok(Some(Module {
            name: "definitions",
            text: self.file(package, &about, printer.imports(), items)?,
            exports: Vec::new(),
        }))
    }

    /// The names of all definitions of a package.
    fn definition_names(&self, id: PackageId) -> Vec<String> {
        let package = &self.model[id];
        let activities = package.activities.iter().map(|id| &self.model[*id].meta);
        let mut names: Vec<String> = activities.map(definition_name).collect();
        for id in &package.workflows {
            let workflow = &self.model[*id];
            names.push(definition_name(&workflow.meta));
            names.extend(workflow.messages().map(|meta| message_name(workflow, meta)));
        }
        names
    }
}

fn view_activity(activity: &Activity, printer: &Printer<'_>) -> DefinitionView {
    let meta = &activity.meta;
    let mut arguments = Arguments::new(&activity.wire, &activity.aliases);
    arguments.add("method", Some(literal(&method_name(&meta.name))));
    arguments.add("input", Some(printer.payload(activity.input.as_ref())));
    arguments.add("output", Some(printer.payload(activity.output.as_ref())));
    arguments.add("errors", errors(&activity.errors, printer));
    let queue = activity.task_queue.as_deref().map(literal);
    arguments.add(
        "task_queue",
        Some(queue.unwrap_or_else(|| "None".to_owned())),
    );
    arguments.add("options", activity_options(activity, printer));
    DefinitionView {
        name: definition_name(meta),
        kind: printer.runtime("Activity"),
        final_: printer.import("typing", "Final"),
        arguments: arguments.0,
        docs: docs::describe(meta, &format!("The activity `{}`.", meta.name), 0),
    }
}

/// The messages of a workflow, and the workflow that lists them.
fn view_workflow(workflow: &Workflow, printer: &Printer<'_>) -> Vec<DefinitionView> {
    let meta = &workflow.meta;
    let mut views = Vec::new();
    for signal in &workflow.signals {
        views.push(view_signal(workflow, signal, printer));
    }
    for query in &workflow.queries {
        views.push(view_query(workflow, query, printer));
    }
    for update in &workflow.updates {
        views.push(view_update(workflow, update, printer));
    }
    let mut arguments = Arguments::new(&workflow.wire, &workflow.aliases);
    arguments.add("schema", Some(literal(&meta.name)));
    arguments.add("input", Some(printer.payload(workflow.input.as_ref())));
    arguments.add("output", Some(printer.payload(workflow.output.as_ref())));
    arguments.add("errors", errors(&workflow.errors, printer));
    arguments.add(
        "id",
        workflow.id.as_ref().map(|id| id_function(id, printer)),
    );
    let queue = workflow.options.task_queue.as_deref().unwrap_or_default();
    arguments.add("task_queue", Some(literal(queue)));
    arguments.add("options", workflow_options(workflow, printer));
    let versioning = workflow
        .options
        .versioning
        .map(|versioning| match versioning {
            Versioning::Pinned => "VersioningBehavior.PINNED",
            Versioning::AutoUpgrade => "VersioningBehavior.AUTO_UPGRADE",
        });
    arguments.add("versioning", versioning.map(|name| printer.runtime(name)));
    let constants = |metas: Vec<&Meta>| {
        let names = metas.into_iter().map(|meta| message_name(workflow, meta));
        tuple(names.collect())
    };
    arguments.add(
        "signals",
        constants(workflow.signals.iter().map(|signal| &signal.meta).collect()),
    );
    arguments.add(
        "queries",
        constants(workflow.queries.iter().map(|query| &query.meta).collect()),
    );
    arguments.add(
        "updates",
        constants(workflow.updates.iter().map(|update| &update.meta).collect()),
    );
    views.push(DefinitionView {
        name: definition_name(meta),
        kind: printer.runtime("Workflow"),
        final_: printer.import("typing", "Final"),
        arguments: arguments.0,
        docs: docs::describe(meta, &format!("The workflow `{}`.", meta.name), 0),
    });
    views
}

fn view_signal(workflow: &Workflow, signal: &Signal, printer: &Printer<'_>) -> DefinitionView {
    let mut arguments = Arguments::new(&signal.wire, &signal.aliases);
    arguments.add("method", Some(literal(&method_name(&signal.meta.name))));
    arguments.add("input", Some(printer.payload(signal.input.as_ref())));
    arguments.unfinished(signal.unfinished, printer);
    arguments.description(&signal.meta);
    view_message("Signal", workflow, &signal.meta, arguments, printer)
}

fn view_query(workflow: &Workflow, query: &Query, printer: &Printer<'_>) -> DefinitionView {
    let mut arguments = Arguments::new(&query.wire, &query.aliases);
    arguments.add("method", Some(literal(&method_name(&query.meta.name))));
    arguments.add("input", Some(printer.payload(query.input.as_ref())));
    arguments.add("output", Some(printer.payload(query.output.as_ref())));
    arguments.description(&query.meta);
    view_message("Query", workflow, &query.meta, arguments, printer)
}

fn view_update(workflow: &Workflow, update: &Update, printer: &Printer<'_>) -> DefinitionView {
    let mut arguments = Arguments::new(&update.wire, &update.aliases);
    arguments.add("method", Some(literal(&method_name(&update.meta.name))));
    let validator = update
        .validator
        .then(|| generated::validator(&update.meta.name));
    arguments.add("validator", validator.as_deref().map(literal));
    arguments.add("input", Some(printer.payload(update.input.as_ref())));
    arguments.add("output", Some(printer.payload(update.output.as_ref())));
    arguments.add("errors", errors(&update.errors, printer));
    arguments.add("id", update.id.as_ref().map(|id| id_function(id, printer)));
    arguments.unfinished(update.unfinished, printer);
    arguments.description(&update.meta);
    view_message("Update", workflow, &update.meta, arguments, printer)
}

fn view_message(
    kind: &str,
    workflow: &Workflow,
    meta: &Meta,
    arguments: Arguments,
    printer: &Printer<'_>,
) -> DefinitionView {
    let otherwise = format!(
        "The {} `{}` of `{}`.",
        kind.to_lowercase(),
        meta.name,
        workflow.meta.name
    );
    DefinitionView {
        name: message_name(workflow, meta),
        kind: printer.runtime(kind),
        final_: printer.import("typing", "Final"),
        arguments: arguments.0,
        docs: docs::describe(meta, &otherwise, 0),
    }
}

/// The arguments of a definition, each on a line of its own.
struct Arguments(Vec<String>);

impl Arguments {
    fn new(wire: &str, aliases: &[String]) -> Self {
        let mut arguments = Self(vec![format!("name={}", literal(wire))]);
        let aliases = aliases.iter().map(|alias| literal(alias)).collect();
        arguments.add("aliases", tuple(aliases));
        arguments
    }

    fn add(&mut self, name: &str, value: Option<String>) {
        self.0.extend(value.map(|value| format!("{name}={value}")));
    }

    fn unfinished(&mut self, unfinished: Unfinished, printer: &Printer<'_>) {
        let policy = match unfinished {
            Unfinished::Warn => None,
            Unfinished::Abandon => Some(printer.runtime("HandlerUnfinishedPolicy.ABANDON")),
        };
        self.add("unfinished", policy);
    }

    /// What the user interface of Temporal shows for a handler: the first paragraph of its description.
    fn description(&mut self, meta: &Meta) {
        let paragraph = meta.docs.as_deref().map(|text| {
            let lines = text
                .trim()
                .lines()
                .take_while(|line| !line.trim().is_empty());
            lines.map(str::trim).collect::<Vec<_>>().join(" ")
        });
        self.add("description", paragraph.as_deref().map(literal));
    }
}

fn errors(errors: &[ErrorId], printer: &Printer<'_>) -> Option<String> {
    tuple(errors.iter().map(|id| printer.error(*id)).collect())
}

/// A tuple; none if it is empty.
pub(super) fn tuple(items: Vec<String>) -> Option<String> {
    match items.as_slice() {
        [] => None,
        [only] => Some(format!("(«{only},»)")),
        items => Some(format!("(«{}»)", items.join(", "))),
    }
}

/// The function that makes an id of an input: `lambda input: f"order/{input.order_id}"`.
pub(super) fn id_function(template: &Template, printer: &Printer<'_>) -> String {
    let takes_input = template
        .parts
        .iter()
        .any(|part| matches!(part, TemplatePart::Input(..) | TemplatePart::WholeInput(_)));
    let parameter = if takes_input { "input" } else { "_" };
    format!(
        "lambda {parameter}: ⟨¦{}⟩",
        id_expression(template, printer)
    )
}

fn id_expression(template: &Template, printer: &Printer<'_>) -> String {
    let parts: Vec<Part> = template
        .parts
        .iter()
        .map(|part| match part {
            TemplatePart::Text(text) => Part::Text(text.clone()),
            TemplatePart::Input(path, _) => {
                let path: Vec<String> = path.iter().map(|field| value_name(field)).collect();
                Part::Expression(format!("input.{}", path.join(".")))
            }
            TemplatePart::WholeInput(_) => Part::Expression("input".to_owned()),
            TemplatePart::ParentId => Part::Expression(printer.runtime("workflow_id()")),
            TemplatePart::Uuid => Part::Expression(printer.runtime("uuid4()")),
        })
        .collect();
    f_string(&parts)
}
