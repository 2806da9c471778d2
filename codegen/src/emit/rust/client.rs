//! The client of a package, and for each workflow its start and its handle.

use serde::Serialize;

use super::definitions::{definition_name, message_name, takes_input};
use super::errors::{update_errors, workflow_errors};
use super::print::Printer;
use super::{Emitter, docs};
use crate::emit::templates::TemplateError;
use crate::model::{Meta, PackageId, Type, Update, UpdateWait, Workflow};
use crate::names::generated::{self, WorkflowItem};
use crate::names::rust::method_name;

#[derive(Serialize)]
struct ClientView {
    package: String,
    name: String,
    workflows: Vec<ClientWorkflowView>,
    result: String,
    string: String,
}

#[derive(Serialize)]
struct ClientWorkflowView {
    docs: Vec<String>,
    deprecated: Option<String>,
    schema: String,
    method: String,
    method_by_id: String,
    parameters: String,
    id: String,
    input: &'static str,
    start: String,
    handle: String,
    string: String,
}

#[derive(Serialize)]
struct StartView {
    schema: String,
    start: String,
    handle: String,
    definition: String,
    output: String,
    error: String,
    with_signals: Vec<WithView>,
    with_updates: Vec<WithView>,
    result: String,
    #[serde(rename = "box")]
    box_: String,
}

#[derive(Serialize)]
struct WithView {
    schema: String,
    method: String,
    parameters: String,
    definition: String,
    input: &'static str,
    handle: String,
    call: String,
    result: String,
}

#[derive(Serialize)]
struct HandleView {
    docs: Vec<String>,
    handle: String,
    definition: String,
    has_messages: bool,
    messages: Vec<HandleMessageView>,
}

#[derive(Serialize)]
struct HandleMessageView {
    docs: Vec<String>,
    deprecated: Option<String>,
    is_async: bool,
    method: String,
    parameters: String,
    returns: String,
    body: String,
}

/// The arguments that hold an input: `, input: Approval`, and what is passed on.
pub(super) fn input_parameter(input: Option<&Type>, printer: &Printer<'_>) -> Option<String> {
    input.map(|input| format!("input: {}", printer.ty(input)))
}

/// `input`, or `()` where a definition has none.
pub(super) fn input_argument(input: Option<&Type>) -> &'static str {
    if input.is_some() { "input" } else { "()" }
}

/// Parameters of a method, those that are there.
pub(super) fn parameters(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The parameter of a string that callers may give in any form.
pub(super) fn id_parameter(printer: &Printer<'_>) -> String {
    format!("id: impl Into<{}>", printer.std("String"))
}

impl Emitter<'_> {
    /// `client.rs`; none if the package has no workflows.
    pub(super) fn emit_client(&self, id: PackageId) -> Result<Option<String>, TemplateError> {
        let package = &self.model[id];
        if package.workflows.is_empty() {
            return Ok(None);
        }
        let printer = self.printer(id);
        let workflows: Vec<&Workflow> = package
            .workflows
            .iter()
            .map(|id| &self.model[*id])
            .collect();
        let client = ClientView {
            package: package.name.clone(),
            name: generated::client(&package.name),
            workflows: workflows
                .iter()
                .map(|workflow| view_client(workflow, &printer))
                .collect(),
            result: printer.std("Result"),
            string: printer.std("String"),
        };
        let mut items = vec![self.templates.render("client", &client)?];
        for workflow in workflows {
            items.push(
                self.templates
                    .render("start", &view_start(workflow, &printer))?,
            );
            items.push(
                self.templates
                    .render("handle", &view_handle(workflow, &printer))?,
            );
        }
        let uses = printer.uses(
            &[],
            &["tempoc_runtime as rt"],
            vec!["super::definitions".to_owned()],
        );
        let about = format!("Calls the workflows of `{}`.", package.name);
        self.file(package, &about, uses, items).map(Some)
    }
}

fn start_name(workflow: &Workflow) -> String {
    WorkflowItem::Start.of(workflow)
}

fn handle_name(workflow: &Workflow) -> String {
    WorkflowItem::Handle.of(workflow)
}

fn definition(workflow: &Workflow) -> String {
    format!("definitions::{}", definition_name(&workflow.meta.name))
}

fn message(workflow: &Workflow, meta: &Meta) -> String {
    format!("definitions::{}", message_name(workflow, &meta.name))
}

fn view_client(workflow: &Workflow, printer: &Printer<'_>) -> ClientWorkflowView {
    let meta = &workflow.meta;
    let method = method_name(&meta.name);
    let (id_argument, id) = match &workflow.id {
        Some(template) if takes_input(template) => {
            (None, format!("{}::id(&input)", definition(workflow)))
        }
        Some(_) => (None, format!("{}::id()", definition(workflow))),
        None => (Some(id_parameter(printer)), "id".to_owned()),
    };
    ClientWorkflowView {
        docs: docs::describe(meta, &format!("Starts the workflow `{}`.", meta.name)),
        deprecated: docs::deprecated_arguments(meta),
        schema: meta.name.clone(),
        method_by_id: generated::handle_by_id(&meta.name),
        method,
        parameters: parameters([
            Some("&self".to_owned()),
            id_argument,
            input_parameter(workflow.input.as_ref(), printer),
        ]),
        id,
        input: input_argument(workflow.input.as_ref()),
        start: start_name(workflow),
        handle: handle_name(workflow),
        string: printer.std("String"),
    }
}

fn view_start(workflow: &Workflow, printer: &Printer<'_>) -> StartView {
    let with = |meta: &Meta, input: Option<&Type>, call: String| WithView {
        schema: meta.name.clone(),
        method: generated::with_start(&meta.name),
        parameters: parameters([Some("self".to_owned()), input_parameter(input, printer)]),
        definition: message(workflow, meta),
        input: input_argument(input),
        handle: handle_name(workflow),
        call,
        result: printer.std("Result"),
    };
    let with_update = |update: &Update| {
        let input = input_argument(update.input.as_ref());
        let call = format!("self.0.with_update({input}, {})", handle_name(workflow));
        let call = match &update.id {
            Some(template) => {
                let id = update_id(workflow, update, takes_input(template));
                format!("let id = {id};\n        {call}.id(id)")
            }
            None => call,
        };
        with(&update.meta, update.input.as_ref(), call)
    };
    StartView {
        schema: workflow.meta.name.clone(),
        start: start_name(workflow),
        handle: handle_name(workflow),
        definition: definition(workflow),
        output: printer.message(workflow.output.as_ref()),
        error: errors_of_workflow(workflow, printer),
        with_signals: workflow
            .signals
            .iter()
            .filter(|signal| signal.with_start)
            .map(|signal| with(&signal.meta, signal.input.as_ref(), String::new()))
            .collect(),
        with_updates: workflow
            .updates
            .iter()
            .filter(|update| update.with_start)
            .map(with_update)
            .collect(),
        result: printer.std("Result"),
        box_: printer.std("Box"),
    }
}

fn errors_of_workflow(workflow: &Workflow, printer: &Printer<'_>) -> String {
    match workflow.errors.is_empty() {
        true => "rt::NoError".to_owned(),
        false => printer.error(workflow.package, workflow_errors(workflow)),
    }
}

fn update_id(workflow: &Workflow, update: &Update, takes_input: bool) -> String {
    let argument = if takes_input { "&input" } else { "" };
    format!("{}::id({argument})", message(workflow, &update.meta))
}

fn view_handle(workflow: &Workflow, printer: &Printer<'_>) -> HandleView {
    let result = printer.std("Result");
    let view = |meta: &Meta, kind: &str, input: Option<&Type>, returns: String, body: String| {
        HandleMessageView {
            docs: docs::describe(meta, &format!("The {kind} `{}`.", meta.name)),
            deprecated: docs::deprecated_arguments(meta),
            is_async: true,
            method: method_name(&meta.name),
            parameters: parameters([Some("&self".to_owned()), input_parameter(input, printer)]),
            returns,
            body,
        }
    };
    let mut messages = Vec::new();
    for signal in &workflow.signals {
        let input = input_argument(signal.input.as_ref());
        messages.push(view(
            &signal.meta,
            "signal",
            signal.input.as_ref(),
            format!("{result}<(), rt::SignalError>"),
            format!(
                "rt::Handle::signal::<{}>(&self.0, {input}).await",
                message(workflow, &signal.meta)
            ),
        ));
    }
    for query in &workflow.queries {
        let input = input_argument(query.input.as_ref());
        let output = printer.message(query.output.as_ref());
        messages.push(view(
            &query.meta,
            "query",
            query.input.as_ref(),
            format!("{result}<{output}, rt::QueryError>"),
            format!(
                "rt::Handle::query::<{}>(&self.0, {input}).await",
                message(workflow, &query.meta)
            ),
        ));
    }
    for update in &workflow.updates {
        let input = input_argument(update.input.as_ref());
        let definition = message(workflow, &update.meta);
        let mut call = format!("rt::Handle::update(&self.0, {input})");
        let mut body = String::new();
        if let Some(template) = &update.id {
            let id = update_id(workflow, update, takes_input(template));
            body = format!("let id = {id};\n        ");
            call.push_str(".id(id)");
        }
        let mut message = match update.wait {
            UpdateWait::Completed => view(
                &update.meta,
                "update",
                update.input.as_ref(),
                format!("rt::UpdateCall<'_, {definition}>"),
                format!("{body}{call}"),
            ),
            UpdateWait::Accepted => {
                let error = match update.errors.is_empty() {
                    true => "rt::NoError".to_owned(),
                    false => printer.error(workflow.package, update_errors(workflow, update)),
                };
                view(
                    &update.meta,
                    "update",
                    update.input.as_ref(),
                    format!("{result}<rt::UpdateHandle<{definition}>, rt::UpdateError<{error}>>"),
                    format!("{body}{call}.start().await"),
                )
            }
        };
        message.is_async = update.wait == UpdateWait::Accepted;
        messages.push(message);
    }
    HandleView {
        docs: docs::describe(
            &workflow.meta,
            &format!("The workflow `{}`.", workflow.meta.name),
        ),
        handle: handle_name(workflow),
        definition: definition(workflow),
        has_messages: !messages.is_empty(),
        messages,
    }
}
