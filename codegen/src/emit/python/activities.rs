//! The activities of each task queue: the class that implementers derive from, and the stubs that workflows call.

use serde::Serialize;

use super::definitions::{definition_name, tuple};
use super::modules::Module;
use super::print::Printer;
use super::{Emitter, docs};
use crate::emit::queues::activities_by_queue;
use crate::emit::templates::TemplateError;
use crate::model::{Activity, ErrorId, PackageId, Type};
use crate::names::generated::QueueItem;
use crate::names::python::{method_name, type_name};

#[derive(Serialize)]
struct ActivitiesView {
    docs: Vec<String>,
    name: String,
    base: String,
    contract: String,
    abstractmethod: String,
    activities: Vec<ActivityView>,
}

#[derive(Serialize)]
struct ActivityView {
    method: String,
    parameters: String,
    returns: String,
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

/// The parameters of a method: `self, input: OrderInput`.
pub(super) fn parameters(input: Option<&Type>, printer: &Printer<'_>) -> String {
    match input {
        Some(input) => format!("self, input: {}", printer.ty(input)),
        None => "self".to_owned(),
    }
}

/// What a handler returns that may be asynchronous.
pub(super) fn maybe_awaitable(output: Option<&Type>, printer: &Printer<'_>) -> String {
    let output = printer.message(output);
    format!("{}[{output}]", printer.runtime("MaybeAwaitable"))
}

impl Emitter<'_> {
    /// `activities.py`; none if the package has no activities.
    pub(super) fn emit_activities(&self, id: PackageId) -> Result<Option<Module>, TemplateError> {
        let package = &self.model[id];
        if package.activities.is_empty() {
            return Ok(None);
        }
        let activities = package.activities.iter().map(|id| &self.model[*id]);
        let stubs: Vec<&Activity> = activities.collect();
        let names = stubs.iter().map(|stub| method_name(&stub.meta.name));
        let printer = self.printer(id).hiding(names);
        let mut items = Vec::new();
        let mut exports = Vec::new();
        for (queue, activities) in activities_by_queue(package, self.model) {
            let name = QueueItem::Activities.of(queue, package);
            let view = self.view_activities(&name, queue, &activities, &printer);
            items.push(self.templates.render("activities", &view)?);
            exports.push(name);
        }
        for activity in stubs {
            let view = self.view_stub(activity, &printer);
            items.push(self.templates.render("stub", &view)?);
        }
        let about = format!(
            "The activities of `{}`: to be implemented, and to be called in workflows.",
            package.name
        );
        Ok(Some(Module {
            name: "activities",
            text: self.file(package, &about, printer.imports(), items)?,
            exports,
        }))
    }

    fn view_activities(
        &self,
        name: &str,
        queue: &str,
        activities: &[&Activity],
        printer: &Printer<'_>,
    ) -> ActivitiesView {
        let definition = |activity: &&Activity| {
            printer.definition(activity.package, &definition_name(&activity.meta))
        };
        let contract = tuple(activities.iter().map(definition).collect());
        let about = format!(
            "The activities of the task queue `{queue}`, to be implemented.\n\n\
             Each may be `def` or `async def`, and a class may leave some to those that derive from it."
        );
        ActivitiesView {
            docs: docs::docstring(&about, 4),
            name: name.to_owned(),
            base: printer.runtime("ActivitiesBase"),
            contract: contract.unwrap_or_default(),
            abstractmethod: printer.import("abc", "abstractmethod"),
            activities: activities
                .iter()
                .map(|activity| ActivityView {
                    method: method_name(&activity.meta.name),
                    parameters: parameters(activity.input.as_ref(), printer),
                    returns: maybe_awaitable(activity.output.as_ref(), printer),
                    docs: self.describe_activity(activity, 8),
                })
                .collect(),
        }
    }

    fn view_stub(&self, activity: &Activity, printer: &Printer<'_>) -> StubView {
        let mut arguments =
            vec![printer.definition(activity.package, &definition_name(&activity.meta))];
        let mut kind = match (activity.local, &activity.heartbeat_details) {
            (true, _) => "LocalActivityStub",
            (false, None) => "ActivityStub",
            (false, Some(details)) => {
                arguments.push(printer.payload(Some(details)));
                "HeartbeatStub"
            }
        }
        .to_owned();
        if activity.input.is_none() {
            kind.push_str("WithoutInput");
        }
        StubView {
            name: method_name(&activity.meta.name),
            final_: printer.import("typing", "Final"),
            kind: printer.runtime(&kind),
            arguments: arguments.join(", "),
            docs: self.describe_activity(activity, 0),
        }
    }

    fn describe_activity(&self, activity: &Activity, indent: usize) -> Vec<String> {
        let meta = &activity.meta;
        let otherwise = format!("The activity `{}`.", meta.name);
        docs::describe_more(meta, &otherwise, &self.may_raise(&activity.errors), indent)
    }

    /// What is said about the errors that a definition declares.
    pub(super) fn may_raise(&self, errors: &[ErrorId]) -> String {
        let names = errors
            .iter()
            .map(|id| type_name(&self.model[*id].meta.name));
        let names: Vec<String> = names.collect();
        match names.split_last() {
            None => String::new(),
            Some((only, [])) => format!("It may raise {only}."),
            Some((last, others)) => format!("It may raise {} or {last}.", others.join(", ")),
        }
    }
}
