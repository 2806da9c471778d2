//! Workflows: the trait that implementers write, and the typed calls that their code may make.

use std::collections::BTreeSet;

use serde::Serialize;

use super::client::{id_parameter, input_argument, input_parameter, parameters};
use super::definitions::{
    definition_name, message_name, struct_literal, template_expression, workflow_options,
};
use super::errors::{update_errors, workflow_errors};
use super::print::Printer;
use super::registrations::registrations;
use super::{Emitter, docs};
use crate::emit::templates::TemplateError;
use crate::model::{
    Activity, Child, ChildCancellation, Meta, Package, PackageId, ParentClose, Query, Scalar,
    Signal, Type, Update, Workflow, WorkflowId,
};
use crate::names::generated::{
    EXTERNAL_CALLS, WorkflowItem, activity_calls, child_calls, validator,
};
use crate::names::rust::{is_unusual_method, method_name};

#[derive(Serialize)]
struct WorkflowView {
    docs: Vec<String>,
    schema: String,
    name: String,
    unusual_names: bool,
    context: String,
    definition: String,
    init_input: String,
    input: Option<String>,
    input_or_unit: String,
    serve_input: &'static str,
    init_argument: &'static str,
    run_argument: &'static str,
    returns: String,
    messages: Vec<MessageView>,
    registrations: String,
    activities: String,
    children: String,
    external: String,
}

#[derive(Serialize)]
struct MessageView {
    docs: Vec<String>,
    method: String,
    parameters: String,
    returns: String,
}

#[derive(Serialize)]
struct StubsView {
    about: String,
    name: String,
    calls: Vec<CallView>,
}

#[derive(Serialize)]
struct CallView {
    docs: Vec<String>,
    deprecated: Option<String>,
    method: String,
    parameters: String,
    returns: String,
    body: String,
}

#[derive(Serialize)]
struct RemoteView {
    schema: String,
    name: String,
    definition: String,
    signals: Vec<RemoteSignalView>,
}

#[derive(Serialize)]
struct RemoteSignalView {
    docs: Vec<String>,
    deprecated: Option<String>,
    method: String,
    parameters: String,
    definition: String,
    input: &'static str,
    returns: String,
}

/// The name of the trait of a workflow: `ProcessOrderWorkflow`.
pub(super) fn trait_name(workflow: &Workflow) -> String {
    WorkflowItem::Workflow.of(workflow)
}

impl Emitter<'_> {
    /// `workflows.rs`; none if the package has no workflows.
    pub(super) fn emit_workflows(&self, id: PackageId) -> Result<Option<String>, TemplateError> {
        let package = &self.model[id];
        if package.workflows.is_empty() {
            return Ok(None);
        }
        let printer = self.printer(id);
        let external = EXTERNAL_CALLS.to_owned();
        let mut items = Vec::new();
        let mut stubs = BTreeSet::new();
        for id in &package.workflows {
            let workflow = &self.model[*id];
            items.push(self.templates.render(
                "workflow",
                &view_workflow(workflow, package, &external, &printer),
            )?);
            for view in [
                self.view_activities(workflow, &printer),
                self.view_children(workflow, &printer),
            ] {
                // Workflows that may make all calls of the package share their stubs.
                if !view.calls.is_empty() && stubs.insert(view.name.clone()) {
                    items.push(self.templates.render("stubs", &view)?);
                }
            }
        }
        items.push(self.templates.render(
            "stubs",
            &self.view_external(&package.workflows, external, &printer),
        )?);
        for id in &package.workflows {
            let workflow = &self.model[*id];
            items.push(self.templates.render(
                "child",
                &view_remote(workflow, WorkflowItem::Child, &printer),
            )?);
            items.push(self.templates.render(
                "external",
                &view_remote(workflow, WorkflowItem::External, &printer),
            )?);
        }
        let uses = printer.uses(
            &["future::Future"],
            &["tempoc_runtime as rt"],
            vec!["super::definitions".to_owned()],
        );
        let about = format!("The workflows of `{}`, to be implemented.", package.name);
        self.file(package, &about, uses, items).map(Some)
    }

    fn view_activities(&self, workflow: &Workflow, printer: &Printer<'_>) -> StubsView {
        let call = |activity: &Activity| {
            let meta = &activity.meta;
            let definition = printer.definition(activity.package, &definition_name(&meta.name));
            let input = input_argument(activity.input.as_ref());
            CallView {
                docs: docs::describe(meta, &format!("Calls the activity `{}`.", meta.name)),
                deprecated: docs::deprecated_arguments(meta),
                method: method_name(&meta.name),
                parameters: parameters([
                    Some("&self".to_owned()),
                    input_parameter(activity.input.as_ref(), printer),
                ]),
                returns: format!("rt::ActivityCall<'a, {definition}>"),
                body: activity_call(workflow, activity, input),
            }
        };
        StubsView {
            about: match workflow.activities_declared {
                true => format!("The activities that `{}` may call.", workflow.meta.name),
                false => "The activities of the package.".to_owned(),
            },
            name: activity_calls(workflow, &self.model[workflow.package]),
            calls: workflow
                .activities
                .iter()
                .map(|id| call(&self.model[*id]))
                .collect(),
        }
    }

    fn view_children(&self, workflow: &Workflow, printer: &Printer<'_>) -> StubsView {
        StubsView {
            about: match workflow.children_declared {
                true => format!("The workflows that `{}` may start.", workflow.meta.name),
                false => "The workflows of the package, to be started as children.".to_owned(),
            },
            name: child_calls(workflow, &self.model[workflow.package]),
            calls: workflow
                .children
                .iter()
                .map(|child| self.view_child(workflow, child, printer))
                .collect(),
        }
    }

    fn view_child(&self, parent: &Workflow, child: &Child, printer: &Printer<'_>) -> CallView {
        let workflow = &self.model[child.workflow];
        let meta = &child.meta;
        let definition =
            printer.definition(workflow.package, &definition_name(&workflow.meta.name));
        let handle = printer.generated(workflow.package, &WorkflowItem::Child.of(workflow));
        let has_input = workflow.input.is_some();
        let mut body = String::new();
        let (id_argument, id) = match &child.id {
            Some(template) => (
                None,
                template_expression(template, "self.0.uuid4()", printer),
            ),
            None => (Some(id_parameter(printer)), "id.into()".to_owned()),
        };
        let options = child_options(parent, child, printer);
        body.push_str(&format!("let id = {id};\n        "));
        body.push_str(&format!("{options}\n        "));
        let input = if has_input { "input" } else { "()" };
        body.push_str(&format!("rt::ChildCall::new(self.0, OPTIONS, id, {input})"));
        // Items come first in a function.
        let body = constants_first(&body);
        CallView {
            docs: docs::describe(
                meta,
                &format!("Starts the workflow `{}`.", workflow.meta.name),
            ),
            deprecated: docs::deprecated_arguments(meta),
            method: method_name(&meta.name),
            parameters: parameters([
                Some("&self".to_owned()),
                id_argument,
                input_parameter(workflow.input.as_ref(), printer),
            ]),
            returns: format!("rt::ChildCall<'a, {definition}, {handle}>"),
            body,
        }
    }

    fn view_external(
        &self,
        workflows: &[WorkflowId],
        name: String,
        printer: &Printer<'_>,
    ) -> StubsView {
        let call = |workflow: &Workflow| {
            let meta = &workflow.meta;
            let handle = WorkflowItem::External.of(workflow);
            CallView {
                docs: vec![format!("A running `{}`, by its workflow id.", meta.name)],
                deprecated: docs::deprecated_arguments(meta),
                method: method_name(&meta.name),
                parameters: parameters([Some("&self".to_owned()), Some(id_parameter(printer))]),
                body: format!("{handle}(rt::External::new(self.0, id))"),
                returns: handle,
            }
        };
        StubsView {
            about: "The running workflows of the package, by id.".to_owned(),
            name,
            calls: workflows.iter().map(|id| call(&self.model[*id])).collect(),
        }
    }
}

/// Moves the constant of a body in front of its statements, where clippy wants items.
fn constants_first(body: &str) -> String {
    match (body.find("const OPTIONS"), body.find("rt::ChildCall::new")) {
        (Some(start), Some(end)) if start < end => {
            format!("{}{}{}", &body[start..end], &body[..start], &body[end..])
        }
        _ => body.to_owned(),
    }
}

/// The call of an activity out of a workflow.
fn activity_call(workflow: &Workflow, activity: &Activity, input: &str) -> String {
    let call = format!("rt::ActivityCall::new(self.0, {input})");
    match &activity.task_queue {
        // Without a queue of its own, the call would go to the queue of the workflow that makes it.
        Some(queue)
            if activity.options.task_queue.is_none()
                && !activity.local
                && activity.task_queue != workflow.options.task_queue =>
        {
            format!("{call}.task_queue({})", super::print::literal(queue))
        }
        _ => call,
    }
}

fn view_workflow(
    workflow: &Workflow,
    package: &Package,
    external: &str,
    printer: &Printer<'_>,
) -> WorkflowView {
    let meta = &workflow.meta;
    let context = WorkflowItem::Context.of(workflow);
    let input = workflow.input.as_ref().map(|input| printer.ty(input));
    let output = printer.message(workflow.output.as_ref());
    let failure = match workflow.errors.is_empty() {
        true => "rt::Failure".to_owned(),
        false => format!(
            "rt::Failure<{}>",
            printer.error(workflow.package, workflow_errors(workflow))
        ),
    };
    let mut messages = Vec::new();
    for signal in &workflow.signals {
        messages.push(view_signal(signal, &context, printer));
    }
    for query in &workflow.queries {
        messages.push(view_query(query, printer));
    }
    for update in &workflow.updates {
        messages.push(view_update(workflow, update, &context, printer));
        if update.validator {
            messages.push(view_validator(workflow, update, printer));
        }
    }
    let has_input = input.is_some();
    let signals = workflow.signals.iter().map(|signal| &signal.meta);
    let queries = workflow.queries.iter().map(|query| &query.meta);
    let updates = workflow.updates.iter().map(|update| &update.meta);
    let mut names_of_messages = signals.chain(queries).chain(updates);
    WorkflowView {
        docs: docs::describe(meta, &format!("The workflow `{}`.", meta.name)),
        schema: meta.name.clone(),
        name: trait_name(workflow),
        unusual_names: names_of_messages.any(|meta| is_unusual_method(&meta.name)),
        definition: format!("definitions::{}", definition_name(&meta.name)),
        init_input: match &workflow.input {
            Some(Type::Scalar(Scalar::String)) => ", input: &str".to_owned(),
            Some(input) => format!(", input: &{}", printer.ty(input)),
            None => String::new(),
        },
        input_or_unit: input.clone().unwrap_or_else(|| "()".to_owned()),
        input,
        serve_input: if has_input { "input" } else { "()" },
        init_argument: if has_input { ", input" } else { "" },
        run_argument: if has_input { ", input" } else { "" },
        returns: format!("{}<{output}, {failure}>", printer.std("Result")),
        messages,
        registrations: registrations(workflow),
        activities: match workflow.activities.is_empty() {
            true => "rt::NoCalls".to_owned(),
            false => format!("{}<'a>", activity_calls(workflow, package)),
        },
        children: match workflow.children.is_empty() {
            true => "rt::NoCalls".to_owned(),
            false => format!("{}<'a>", child_calls(workflow, package)),
        },
        external: format!("{external}<'a>"),
        context,
    }
}

/// The parameters of a handler that runs at once, or of one that runs over time.
fn handler_parameters(
    receiver: &str,
    context: String,
    input: Option<&Type>,
    printer: &Printer<'_>,
) -> String {
    let receiver = if receiver.is_empty() {
        None
    } else {
        Some(receiver.to_owned())
    };
    parameters([receiver, Some(context), input_parameter(input, printer)])
}

fn view_signal(signal: &Signal, context: &str, printer: &Printer<'_>) -> MessageView {
    let meta = &signal.meta;
    let (receiver, context, returns) = match signal.rust_async {
        true => (
            "",
            format!("context: &{context}<Self>"),
            " -> impl Future<Output = ()>",
        ),
        false => ("&mut self", "context: &rt::SyncContext<'_>".to_owned(), ""),
    };
    MessageView {
        docs: docs::describe(meta, &format!("Handles the signal `{}`.", meta.name)),
        method: method_name(&meta.name),
        parameters: handler_parameters(receiver, context, signal.input.as_ref(), printer),
        returns: returns.to_owned(),
    }
}

fn view_query(query: &Query, printer: &Printer<'_>) -> MessageView {
    let meta = &query.meta;
    let context = "context: &rt::ViewContext".to_owned();
    MessageView {
        docs: docs::describe(meta, &format!("Answers the query `{}`.", meta.name)),
        method: method_name(&meta.name),
        parameters: handler_parameters("&self", context, query.input.as_ref(), printer),
        returns: match &query.output {
            Some(output) => format!(" -> {}", printer.ty(output)),
            None => String::new(),
        },
    }
}

fn view_update(
    workflow: &Workflow,
    update: &Update,
    context: &str,
    printer: &Printer<'_>,
) -> MessageView {
    let meta = &update.meta;
    let output = printer.message(update.output.as_ref());
    let error = declared(workflow, update, printer);
    let result = printer.std("Result");
    let (receiver, context, returns) = match (update.rust_async, error) {
        (true, error) => {
            let failure = error.map_or_else(
                || "rt::Failure".to_owned(),
                |error| format!("rt::Failure<{error}>"),
            );
            let returns = format!(" -> impl Future<Output = {result}<{output}, {failure}>>");
            ("", format!("context: &{context}<Self>"), returns)
        }
        (false, error) => {
            let returns = match error {
                Some(error) => format!(" -> {result}<{output}, {error}>"),
                None if update.output.is_none() => String::new(),
                None => format!(" -> {output}"),
            };
            (
                "&mut self",
                "context: &rt::SyncContext<'_>".to_owned(),
                returns,
            )
        }
    };
    MessageView {
        docs: docs::describe(meta, &format!("Handles the update `{}`.", meta.name)),
        method: method_name(&meta.name),
        parameters: handler_parameters(receiver, context, update.input.as_ref(), printer),
        returns,
    }
}

fn view_validator(workflow: &Workflow, update: &Update, printer: &Printer<'_>) -> MessageView {
    let name = &update.meta.name;
    let error = declared(workflow, update, printer).unwrap_or_else(|| "rt::Failure".to_owned());
    MessageView {
        docs: docs::wrap(&format!(
            "Rejects the update `{name}` before it is accepted, or lets it through."
        )),
        method: validator(&update.meta.name),
        parameters: parameters([
            Some("&self".to_owned()),
            Some("context: &rt::ViewContext".to_owned()),
            match &update.input {
                Some(Type::Scalar(Scalar::String)) => Some("input: &str".to_owned()),
                input => input
                    .as_ref()
                    .map(|input| format!("input: &{}", printer.ty(input))),
            },
        ]),
        returns: format!(" -> {}<(), {error}>", printer.std("Result")),
    }
}

fn declared(workflow: &Workflow, update: &Update, printer: &Printer<'_>) -> Option<String> {
    match update.errors.is_empty() {
        true => None,
        false => Some(printer.error(workflow.package, update_errors(workflow, update))),
    }
}

/// What the contract says about starting a child, as a constant.
fn child_options(parent: &Workflow, child: &Child, printer: &Printer<'_>) -> String {
    let indent = 8;
    let mut fields = Vec::new();
    if child.options.task_queue.is_none() || child.options.task_queue == parent.options.task_queue {
        fields.push("same_task_queue: true".to_owned());
    }
    if let Some(policy) = child.parent_close {
        fields.push(format!("parent_close: {}", parent_close(policy)));
    }
    if let Some(cancellation) = child.cancellation {
        fields.push(format!(
            "cancellation: {}",
            child_cancellation(cancellation)
        ));
    }
    let inner = if fields.is_empty() {
        indent
    } else {
        indent + 4
    };
    let workflow = workflow_options(&child.options, inner, printer);
    let rest = format!("rt::ChildOptions::of({workflow})");
    let literal = struct_literal("rt::ChildOptions", &fields, &rest, indent);
    let start = "const OPTIONS: rt::ChildOptions = ";
    let first = literal.lines().next().unwrap_or_default();
    match indent + start.len() + crate::fold::width(first) < 100 {
        true => format!("{start}{literal};"),
        false => format!("{}\n            {literal};", start.trim_end()),
    }
}

fn parent_close(policy: ParentClose) -> &'static str {
    match policy {
        ParentClose::Terminate => "rt::ParentClose::Terminate",
        ParentClose::Abandon => "rt::ParentClose::Abandon",
        ParentClose::RequestCancel => "rt::ParentClose::RequestCancel",
    }
}

fn child_cancellation(cancellation: ChildCancellation) -> &'static str {
    match cancellation {
        ChildCancellation::Abandon => "rt::ChildCancellation::Abandon",
        ChildCancellation::TryCancel => "rt::ChildCancellation::TryCancel",
        ChildCancellation::WaitCompleted => "rt::ChildCancellation::WaitCompleted",
        ChildCancellation::WaitRequested => "rt::ChildCancellation::WaitRequested",
    }
}

fn view_remote(workflow: &Workflow, item: WorkflowItem, printer: &Printer<'_>) -> RemoteView {
    let view = |signal: &Signal, meta: &Meta| RemoteSignalView {
        docs: docs::describe(meta, &format!("Sends the signal `{}`.", meta.name)),
        deprecated: docs::deprecated_arguments(meta),
        method: method_name(&meta.name),
        parameters: parameters([
            Some("&self".to_owned()),
            input_parameter(signal.input.as_ref(), printer),
        ]),
        definition: format!("definitions::{}", message_name(workflow, &meta.name)),
        input: input_argument(signal.input.as_ref()),
        returns: format!("{}<(), rt::CallFailure>", printer.std("Result")),
    };
    RemoteView {
        schema: workflow.meta.name.clone(),
        name: item.of(workflow),
        definition: format!("definitions::{}", definition_name(&workflow.meta.name)),
        signals: workflow
            .signals
            .iter()
            .map(|signal| view(signal, &signal.meta))
            .collect(),
    }
}
