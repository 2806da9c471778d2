//! Clients: how workflows are started and found, and handles of those that run.

use serde::Serialize;

use super::activities::parameters;
use super::definitions::{definition_name, message_name};
use super::modules::Module;
use super::print::Printer;
use super::remotes::input_argument;
use super::{Emitter, docs};
use crate::emit::templates::TemplateError;
use crate::model::{Meta, PackageId, Signal, Type, Update, UpdateWait, Workflow};
use crate::names::generated::{self, WorkflowItem};
use crate::names::python::method_name;

#[derive(Serialize)]
struct ClientView {
    docs: Vec<String>,
    name: String,
    base: String,
    workflows: Vec<PropertyView>,
}

#[derive(Serialize)]
struct PropertyView {
    deprecated: Option<String>,
    method: String,
    returns: String,
    docs: Vec<String>,
    start: String,
    definition: String,
    handle: String,
}

#[derive(Serialize)]
struct HandleView {
    docs: Vec<String>,
    name: String,
    base: String,
    contract: String,
    messages: Vec<MessageView>,
}

#[derive(Serialize)]
struct MessageView {
    is_property: bool,
    deprecated: Option<String>,
    method: String,
    parameters: String,
    returns: String,
    docs: Vec<String>,
    body: String,
}

#[derive(Serialize)]
struct StartView {
    docs: Vec<String>,
    name: String,
    base: String,
    signals: Vec<WithView>,
    updates: Vec<WithView>,
}

#[derive(Serialize)]
struct WithView {
    deprecated: Option<String>,
    method: String,
    parameters: String,
    returns: String,
    docs: Vec<String>,
    arguments: String,
}

impl Emitter<'_> {
    /// `client.py`; none if the package has no workflows.
    pub(super) fn emit_client(&self, id: PackageId) -> Result<Option<Module>, TemplateError> {
        let package = &self.model[id];
        if package.workflows.is_empty() {
            return Ok(None);
        }
        let workflows: Vec<&Workflow> = package
            .workflows
            .iter()
            .map(|id| &self.model[*id])
            .collect();
        let printer = self.printer(id);
        let name = generated::client(&package.name);
        let about = format!("Starts and finds the workflows of `{}`.", package.name);
        let client = ClientView {
            docs: docs::docstring(&about, 4),
            name: name.clone(),
            base: printer.runtime("ContractClient"),
            workflows: workflows
                .iter()
                .map(|workflow| view_property(workflow, &printer))
                .collect(),
        };
        let mut items = vec![self.templates.render("client", &client)?];
        let mut exports = vec![name];
        for workflow in workflows {
            let handle = self.view_handle(workflow, &printer);
            items.push(self.templates.render("handle", &handle)?);
            exports.push(handle.name);
            if has_own_start(workflow) {
                let start = view_start(workflow, &printer);
                items.push(self.templates.render("start", &start)?);
                exports.push(start.name);
            }
        }
        let about = format!("Calls the workflows of `{}`.", package.name);
        Ok(Some(Module {
            name: "client",
            text: self.file(package, &about, printer.imports(), items)?,
            exports,
        }))
    }

    fn view_handle(&self, workflow: &Workflow, printer: &Printer<'_>) -> HandleView {
        let meta = &workflow.meta;
        let mut messages = Vec::new();
        for signal in &workflow.signals {
            messages.push(view_signal(workflow, signal, printer));
        }
        for query in &workflow.queries {
            let definition = message(workflow, &query.meta, printer);
            let input = input_argument(query.input.is_some());
            let ask = printer.runtime("ask_query");
            messages.push(MessageView {
                is_property: false,
                deprecated: printer.deprecated(&query.meta),
                method: method_name(&query.meta.name),
                parameters: parameters(query.input.as_ref(), printer),
                returns: printer.message(query.output.as_ref()),
                docs: docs::describe(&query.meta, &format!("The query `{}`.", query.meta.name), 8),
                body: format!("return await {ask}(‹self, {definition}, {input}›)"),
            });
        }
        for update in &workflow.updates {
            messages.push(self.view_update_call(workflow, update, printer));
        }
        let output = printer.message(workflow.output.as_ref());
        let about = match messages.is_empty() {
            true => "A handle of one that runs or has run.",
            false => "A handle of one that runs or has run, with its signals, queries and updates.",
        };
        let otherwise = format!("The workflow `{}`.", meta.name);
        HandleView {
            docs: docs::describe_more(meta, &otherwise, about, 4),
            name: WorkflowItem::Handle.of(workflow),
            base: format!("{}[{output}]", printer.runtime("Handle")),
            contract: printer.definition(workflow.package, &definition_name(meta)),
            messages,
        }
    }

    fn view_update_call(
        &self,
        workflow: &Workflow,
        update: &Update,
        printer: &Printer<'_>,
    ) -> MessageView {
        let meta = &update.meta;
        let definition = message(workflow, meta, printer);
        let output = printer.message(update.output.as_ref());
        let otherwise = format!("The update `{}`.", meta.name);
        let view = MessageView {
            is_property: true,
            deprecated: printer.deprecated(meta),
            method: method_name(&meta.name),
            parameters: "self".to_owned(),
            returns: String::new(),
            docs: docs::describe_more(meta, &otherwise, &self.may_raise(&update.errors), 8),
            body: String::new(),
        };
        if update.wait == UpdateWait::Accepted {
            let start = printer.runtime("start_update");
            let input = input_argument(update.input.is_some());
            let given = parameters(update.input.as_ref(), printer);
            return MessageView {
                is_property: false,
                parameters: format!("{given}, *, id: str | None = None"),
                returns: format!("{}[{output}]", printer.runtime("UpdateHandle")),
                body: format!("return await {start}(‹self, {definition}, {input}, id›)"),
                ..view
            };
        }
        let (call, returns) = match &update.input {
            Some(input) => {
                let call = printer.runtime("UpdateCall");
                let returns = format!("{call}[‹{}, {output}›]", printer.ty(input));
                (call, returns)
            }
            None => {
                let call = printer.runtime("UpdateCallWithoutInput");
                let returns = format!("{call}[{output}]");
                (call, returns)
            }
        };
        MessageView {
            returns,
            body: format!("return {call}(‹self, {definition}›)"),
            ..view
        }
    }
}

fn message(workflow: &Workflow, meta: &Meta, printer: &Printer<'_>) -> String {
    printer.definition(workflow.package, &message_name(workflow, meta))
}

/// Whether a workflow may be started by a message.
fn has_own_start(workflow: &Workflow) -> bool {
    let signals = workflow.signals.iter().map(|signal| signal.with_start);
    let updates = workflow.updates.iter().map(|update| update.with_start);
    signals.chain(updates).any(|with_start| with_start)
}

/// The class of the runtime that starts a workflow, and with its types.
fn start_class(workflow: &Workflow, printer: &Printer<'_>) -> (String, String) {
    let mut class = "Start".to_owned();
    let mut types = Vec::new();
    match &workflow.input {
        Some(input) => types.push(printer.ty(input)),
        None => class.push_str("WithoutInput"),
    }
    if workflow.id.is_none() {
        class.push_str("WithId");
    }
    types.push(printer.message(workflow.output.as_ref()));
    types.push(WorkflowItem::Handle.of(workflow));
    let class = printer.runtime(&class);
    let typed = format!("{class}[‹{}›]", types.join(", "));
    (class, typed)
}

fn view_property(workflow: &Workflow, printer: &Printer<'_>) -> PropertyView {
    let meta = &workflow.meta;
    let (start, returns) = match has_own_start(workflow) {
        true => {
            let class = WorkflowItem::Start.of(workflow);
            (class.clone(), class)
        }
        false => start_class(workflow, printer),
    };
    let otherwise = format!("Starts and finds the workflow `{}`.", meta.name);
    PropertyView {
        deprecated: printer.deprecated(meta),
        method: method_name(&meta.name),
        returns,
        docs: docs::describe(meta, &otherwise, 8),
        start,
        definition: printer.definition(workflow.package, &definition_name(meta)),
        handle: WorkflowItem::Handle.of(workflow),
    }
}

fn view_signal(workflow: &Workflow, signal: &Signal, printer: &Printer<'_>) -> MessageView {
    let meta = &signal.meta;
    let definition = message(workflow, meta, printer);
    let input = input_argument(signal.input.is_some());
    let send = printer.runtime("send_signal");
    MessageView {
        is_property: false,
        deprecated: printer.deprecated(meta),
        method: method_name(&meta.name),
        parameters: parameters(signal.input.as_ref(), printer),
        returns: "None".to_owned(),
        docs: docs::describe(meta, &format!("The signal `{}`.", meta.name), 8),
        body: format!("await {send}(‹self, {definition}, {input}›)"),
    }
}

fn view_start(workflow: &Workflow, printer: &Printer<'_>) -> StartView {
    let name = &workflow.meta.name;
    let handle = WorkflowItem::Handle.of(workflow);
    let (_, base) = start_class(workflow, printer);
    let unpack = printer.import("typing_extensions", "Unpack");
    let signals = workflow.signals.iter().filter(|signal| signal.with_start);
    let signals = signals.map(|signal| {
        let parts = with_parts(workflow, "signal", signal.input.as_ref(), printer);
        let options = printer.runtime("StartOptions");
        let definition = message(workflow, &signal.meta, printer);
        let (message, input) = (parts.message, parts.input);
        WithView {
            deprecated: printer.deprecated(&signal.meta),
            method: generated::with_start(&signal.meta.name),
            parameters: format!("{}, {}, **options: {unpack}[{options}]", parts.first, parts.id),
            returns: handle.clone(),
            docs: docs::docstring(
                &format!(
                    "Starts it with the signal `{}`, or sends the signal to the one that runs already.",
                    signal.meta.name
                ),
                8,
            ),
            arguments: format!("{definition}, {message}, {input}, id, options"),
        }
    });
    let updates = workflow.updates.iter().filter(|update| update.with_start);
    let updates = updates.map(|update| {
        let parts = with_parts(workflow, "update", update.input.as_ref(), printer);
        let options = printer.runtime("WithStartOptions");
        let definition = message(workflow, &update.meta, printer);
        let (message, input) = (parts.message, parts.input);
        let output = printer.message(update.output.as_ref());
        WithView {
            deprecated: printer.deprecated(&update.meta),
            method: generated::with_start(&update.meta.name),
            parameters: format!(
                "{}, {}, update_id: str | None = None, **options: {unpack}[{options}]",
                parts.first, parts.id
            ),
            returns: format!(
                "{}[‹{handle}, {output}›]",
                printer.runtime("UpdateWithStart")
            ),
            docs: docs::docstring(
                &format!(
                    "Starts it with the update `{}`, or sends the update to the one that runs already.\n\n\
                     Await it for the workflow's handle and the update's answer.",
                    update.meta.name
                ),
                8,
            ),
            arguments: format!("{definition}, {message}, update_id, {input}, id, options"),
        }
    });
    StartView {
        docs: docs::docstring(&format!("Starts and finds the workflow `{name}`."), 4),
        name: WorkflowItem::Start.of(workflow),
        base,
        signals: signals.collect(),
        updates: updates.collect(),
    }
}

/// What the start by a signal and by an update have in common.
struct WithParts {
    /// The parameters up to the keywords.
    first: String,
    /// The parameter of the workflow id.
    id: &'static str,
    message: &'static str,
    input: &'static str,
}

fn with_parts(
    workflow: &Workflow,
    kind: &'static str,
    message: Option<&Type>,
    printer: &Printer<'_>,
) -> WithParts {
    let mut first = parameters(workflow.input.as_ref(), printer);
    if let Some(message) = message {
        first.push_str(&format!(", {kind}: {}", printer.ty(message)));
    }
    first.push_str(", *");
    WithParts {
        first,
        id: match &workflow.id {
            Some(_) => "id: str | None = None",
            None => "id: str",
        },
        message: if message.is_some() { kind } else { "None" },
        input: input_argument(workflow.input.is_some()),
    }
}
