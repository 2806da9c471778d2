//! Other workflows, as the code of a workflow sees them: children that it starts, and those that run elsewhere.

use std::collections::BTreeSet;

use serde::Serialize;

use super::activities::parameters;
use super::definitions::{definition_name, id_function, message_name};
use super::modules::Module;
use super::options::child_options;
use super::print::Printer;
use super::{Emitter, docs};
use crate::emit::templates::TemplateError;
use crate::model::{Child, PackageId, Workflow};
use crate::names::generated::{WorkflowItem, child_calls};
use crate::names::python::method_name;

#[derive(Serialize)]
struct RemoteView {
    docs: Vec<String>,
    name: String,
    bases: String,
    send: String,
    signals: Vec<SignalView>,
}

#[derive(Serialize)]
struct SignalView {
    deprecated: Option<String>,
    method: String,
    parameters: String,
    docs: Vec<String>,
    definition: String,
    input: &'static str,
}

#[derive(Serialize)]
struct ChildrenView {
    docs: Vec<String>,
    name: String,
    final_: String,
    children: Vec<ChildView>,
}

#[derive(Serialize)]
struct ChildView {
    name: String,
    kind: String,
    arguments: Vec<String>,
    docs: Vec<String>,
}

#[derive(Serialize)]
struct StubView {
    name: String,
    final_: String,
    kind: String,
    arguments: String,
    docs: Vec<String>,
}

#[derive(Serialize)]
struct ExternalView {
    name: String,
    class: String,
    docs: Vec<String>,
}

/// The argument of a call that sends an input, if there is one.
pub(super) fn input_argument(has_input: bool) -> &'static str {
    match has_input {
        true => "input",
        false => "None",
    }
}

impl Emitter<'_> {
    /// `children.py`; none if the package has no workflows.
    pub(super) fn emit_children(&self, id: PackageId) -> Result<Option<Module>, TemplateError> {
        let package = &self.model[id];
        if package.workflows.is_empty() {
            return Ok(None);
        }
        let workflows: Vec<&Workflow> = package
            .workflows
            .iter()
            .map(|id| &self.model[*id])
            .collect();
        let names = workflows
            .iter()
            .map(|parent| method_name(&parent.meta.name));
        let printer = self.printer(id).hiding(names);
        let mut items = Vec::new();
        let mut exports = Vec::new();
        for workflow in &workflows {
            let view = view_remote(workflow, WorkflowItem::Child, &printer);
            items.push(self.templates.render("remote", &view)?);
            exports.push(view.name);
        }
        let mut printed = BTreeSet::new();
        for parent in &workflows {
            let view = self.view_children(parent, &printer);
            // Workflows that may start all of the package share their stubs.
            if !view.children.is_empty() && printed.insert(view.name.clone()) {
                items.push(self.templates.render("children", &view)?);
            }
        }
        for parent in &workflows {
            if !parent.children.is_empty() {
                let view = StubView {
                    name: method_name(&parent.meta.name),
                    final_: printer.import("typing", "Final"),
                    kind: child_calls(parent, package),
                    arguments: String::new(),
                    docs: docs::docstring(
                        &format!("The workflows that `{}` may start.", parent.meta.name),
                        0,
                    ),
                };
                items.push(self.templates.render("stub", &view)?);
            }
        }
        let about = format!(
            "The workflows that those of `{}` may start as children.",
            package.name
        );
        Ok(Some(Module {
            name: "children",
            text: self.file(package, &about, printer.imports(), items)?,
            exports,
        }))
    }

    /// `external.py`; none if the package has no workflows.
    pub(super) fn emit_external(&self, id: PackageId) -> Result<Option<Module>, TemplateError> {
        let package = &self.model[id];
        if package.workflows.is_empty() {
            return Ok(None);
        }
        let workflows = package.workflows.iter().map(|id| &self.model[*id]);
        let workflows: Vec<&Workflow> = workflows.collect();
        let names = workflows.iter().map(|found| method_name(&found.meta.name));
        let printer = self.printer(id).hiding(names);
        let mut items = Vec::new();
        let mut exports = Vec::new();
        for workflow in &workflows {
            let view = view_remote(workflow, WorkflowItem::External, &printer);
            items.push(self.templates.render("remote", &view)?);
            exports.push(view.name);
        }
        for workflow in &workflows {
            let name = &workflow.meta.name;
            let view = ExternalView {
                name: method_name(name),
                class: WorkflowItem::External.of(workflow),
                docs: docs::docstring(&format!("A running `{name}`, by its workflow id."), 4),
            };
            items.push(self.templates.render("external", &view)?);
        }
        let about = format!(
            "The running workflows of `{}` by id, for workflows that signal them.",
            package.name
        );
        Ok(Some(Module {
            name: "external",
            text: self.file(package, &about, printer.imports(), items)?,
            exports,
        }))
    }

    fn view_children(&self, parent: &Workflow, printer: &Printer<'_>) -> ChildrenView {
        let about = match parent.children_declared {
            true => format!("The workflows that `{}` may start.", parent.meta.name),
            false => "The workflows of the package, to be started as children.".to_owned(),
        };
        let children = parent.children.iter();
        ChildrenView {
            docs: docs::docstring(&about, 4),
            name: child_calls(parent, &self.model[parent.package]),
            final_: printer.import("typing", "Final"),
            children: children
                .map(|child| self.view_child(parent, child, printer))
                .collect(),
        }
    }

    fn view_child(&self, parent: &Workflow, child: &Child, printer: &Printer<'_>) -> ChildView {
        let workflow = &self.model[child.workflow];
        let class = WorkflowItem::Child.of(workflow);
        let class = match workflow.package == parent.package {
            true => class,
            false => printer.class(workflow.package, "children", &class),
        };
        let mut kind = "ChildStub".to_owned();
        if workflow.input.is_none() {
            kind.push_str("WithoutInput");
        }
        let mut arguments = vec![
            printer.definition(workflow.package, &definition_name(&workflow.meta)),
            class,
        ];
        match &child.id {
            Some(id) => arguments.push(format!("id={}", id_function(id, printer))),
            None => kind.push_str("WithId"),
        }
        if let Some(options) = child_options(parent, child, printer) {
            arguments.push(format!("options={options}"));
        }
        let otherwise = format!("Starts the workflow `{}`.", workflow.meta.name);
        let raises = self.may_raise(&workflow.errors);
        ChildView {
            name: method_name(&child.meta.name),
            kind: printer.runtime(&kind),
            arguments,
            docs: docs::describe_more(&child.meta, &otherwise, &raises, 4),
        }
    }
}

/// What a workflow holds of another one: the signals that it may send.
fn view_remote(workflow: &Workflow, item: WorkflowItem, printer: &Printer<'_>) -> RemoteView {
    let name = &workflow.meta.name;
    let (what, bases, send) = match item {
        WorkflowItem::Child => {
            let base = printer.runtime("StartedChild");
            let output = printer.message(workflow.output.as_ref());
            let contract = printer.definition(workflow.package, &definition_name(&workflow.meta));
            let bases = format!("{base}[{output}], contract={contract}");
            ("that this workflow has started", bases, "signal_child")
        }
        _ => {
            let base = printer.runtime("External");
            ("that runs elsewhere", base, "signal_external")
        }
    };
    let with = match workflow.signals.is_empty() {
        true => "",
        false => ", with its signals",
    };
    let signals = workflow.signals.iter().map(|signal| SignalView {
        deprecated: printer.deprecated(&signal.meta),
        method: method_name(&signal.meta.name),
        parameters: parameters(signal.input.as_ref(), printer),
        docs: docs::describe(
            &signal.meta,
            &format!("Sends the signal `{}`.", signal.meta.name),
            8,
        ),
        definition: printer.definition(workflow.package, &message_name(workflow, &signal.meta)),
        input: input_argument(signal.input.is_some()),
    });
    RemoteView {
        docs: docs::docstring(&format!("A workflow `{name}` {what}{with}."), 4),
        name: item.of(workflow),
        bases,
        send: printer.runtime(send),
        signals: signals.collect(),
    }
}
