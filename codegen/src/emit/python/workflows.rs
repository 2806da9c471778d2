//! Workflows: the class that implementers derive from.

use serde::Serialize;

use super::activities::{maybe_awaitable, parameters};
use super::definitions::definition_name;
use super::modules::Module;
use super::print::Printer;
use super::{Emitter, docs};
use crate::emit::templates::TemplateError;
use crate::model::{PackageId, Query, Signal, Update, Workflow};
use crate::names::generated::{WorkflowItem, validator};
use crate::names::python::method_name;

#[derive(Serialize)]
struct WorkflowView {
    docs: Vec<String>,
    name: String,
    base: String,
    contract: String,
    abstractmethod: String,
    parameters: String,
    returns: String,
    run_docs: Vec<String>,
    messages: Vec<MessageView>,
}

#[derive(Serialize)]
struct MessageView {
    is_abstract: bool,
    method: String,
    parameters: String,
    returns: String,
    docs: Vec<String>,
}

impl Emitter<'_> {
    /// `workflows.py`; none if the package has no workflows.
    pub(super) fn emit_workflows(&self, id: PackageId) -> Result<Option<Module>, TemplateError> {
        let package = &self.model[id];
        if package.workflows.is_empty() {
            return Ok(None);
        }
        let printer = self.printer(id);
        let mut items = Vec::new();
        let mut exports = Vec::new();
        for id in &package.workflows {
            let view = self.view_workflow(&self.model[*id], &printer);
            items.push(self.templates.render("workflow", &view)?);
            exports.push(view.name);
        }
        let about = format!("The workflows of `{}`, to be implemented.", package.name);
        Ok(Some(Module {
            name: "workflows",
            text: self.file(package, &about, printer.imports(), items)?,
            exports,
        }))
    }

    fn view_workflow(&self, workflow: &Workflow, printer: &Printer<'_>) -> WorkflowView {
        let meta = &workflow.meta;
        let init = match &workflow.input {
            Some(_) => ", and its `__init__` may take the input",
            None => "",
        };
        let about = format!(
            "Derive from it at the top of a module: that class is a complete workflow. An object of it \
             holds the state of an execution{init}."
        );
        let mut messages = Vec::new();
        for signal in &workflow.signals {
            messages.push(view_signal(signal, printer));
        }
        for query in &workflow.queries {
            messages.push(view_query(query, printer));
        }
        for update in &workflow.updates {
            messages.push(self.view_update(update, printer));
            if update.validator {
                messages.push(view_validator(update, printer));
            }
        }
        let otherwise = format!("The workflow `{}`.", meta.name);
        let run = format!("Runs the workflow.\n\n{}", self.may_raise(&workflow.errors));
        WorkflowView {
            docs: docs::describe_more(meta, &otherwise, &about, 4),
            name: WorkflowItem::Workflow.of(workflow),
            base: printer.runtime("WorkflowBase"),
            contract: printer.definition(workflow.package, &definition_name(meta)),
            abstractmethod: printer.import("abc", "abstractmethod"),
            parameters: parameters(workflow.input.as_ref(), printer),
            returns: printer.message(workflow.output.as_ref()),
            run_docs: docs::docstring(&run, 8),
            messages,
        }
    }

    fn view_update(&self, update: &Update, printer: &Printer<'_>) -> MessageView {
        let meta = &update.meta;
        let otherwise = format!("Handles the update `{}`.", meta.name);
        MessageView {
            is_abstract: true,
            method: method_name(&meta.name),
            parameters: parameters(update.input.as_ref(), printer),
            returns: maybe_awaitable(update.output.as_ref(), printer),
            docs: docs::describe_more(meta, &otherwise, &self.may_raise(&update.errors), 8),
        }
    }
}

fn view_signal(signal: &Signal, printer: &Printer<'_>) -> MessageView {
    let meta = &signal.meta;
    MessageView {
        is_abstract: true,
        method: method_name(&meta.name),
        parameters: parameters(signal.input.as_ref(), printer),
        returns: maybe_awaitable(None, printer),
        docs: docs::describe(meta, &format!("Handles the signal `{}`.", meta.name), 8),
    }
}

fn view_query(query: &Query, printer: &Printer<'_>) -> MessageView {
    let meta = &query.meta;
    MessageView {
        is_abstract: true,
        method: method_name(&meta.name),
        parameters: parameters(query.input.as_ref(), printer),
        returns: printer.message(query.output.as_ref()),
        docs: docs::describe(meta, &format!("Answers the query `{}`.", meta.name), 8),
    }
}

fn view_validator(update: &Update, printer: &Printer<'_>) -> MessageView {
    let name = &update.meta.name;
    let about = format!(
        "Looks at the update `{name}` before it is accepted.\n\n\
         Raise an error to reject it. A class without this method accepts all."
    );
    MessageView {
        is_abstract: false,
        method: validator(name),
        parameters: parameters(update.input.as_ref(), printer),
        returns: "None".to_owned(),
        docs: docs::docstring(&about, 8),
    }
}
