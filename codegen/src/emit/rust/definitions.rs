//! The definitions of a package: a marker for each, with what the contract says about it.

use std::time::Duration;

use serde::Serialize;

use super::errors::{activity_errors, update_errors, workflow_errors};
use super::print::{Printer, literal};
use super::{Emitter, docs};
use crate::emit::templates::TemplateError;
use crate::model::{
    self, Activity, ActivityCancellation, IdConflict, IdReuse, PackageId, Priority, Retry, Scalar,
    Template, TemplatePart, Type, Workflow, WorkflowOptions,
};
use crate::names::generated;
use crate::names::rust::value_name;

/// How deep the fields of an options constant are indented.
const INDENT: usize = 4;

#[derive(Serialize)]
struct WorkflowView {
    docs: Vec<String>,
    name: String,
    input: String,
    output: String,
    error: String,
    wire: String,
    aliases: Option<String>,
    options: String,
    id: Option<String>,
    id_of_input: bool,
    id_parameters: String,
    string: String,
}

#[derive(Serialize)]
struct MessageView {
    docs: Vec<String>,
    name: String,
    kind: &'static str,
    workflow: String,
    input: String,
    output: Option<String>,
    error: Option<String>,
    wire: String,
    id: Option<String>,
    id_of_input: bool,
    id_parameters: String,
    string: String,
}

#[derive(Serialize)]
struct ActivityView {
    docs: Vec<String>,
    name: String,
    input: String,
    output: String,
    error: String,
    heartbeat: String,
    wire: String,
    aliases: Option<String>,
    options: String,
}

/// The name of a workflow's or an activity's definition: `ProcessOrder`.
pub(super) fn definition_name(name: &str) -> String {
    generated::definition(name)
}

/// The name of the definition of a signal, a query or an update: `ProcessOrderApprove`.
pub(super) fn message_name(workflow: &Workflow, message: &str) -> String {
    generated::message_definition(&workflow.meta.name, message)
}

impl Emitter<'_> {
    /// `definitions.rs`; none if the package defines nothing.
    pub(super) fn emit_definitions(&self, id: PackageId) -> Result<Option<String>, TemplateError> {
        let package = &self.model[id];
        if package.workflows.is_empty() && package.activities.is_empty() {
            return Ok(None);
        }
        let printer = self.printer(id).declaring(self.definition_names(id));
        let mut items = Vec::new();
        for id in &package.activities {
            let view = self.view_activity(&self.model[*id], &printer);
            items.push(self.templates.render("definition_activity", &view)?);
        }
        for id in &package.workflows {
            let workflow = &self.model[*id];
            items.push(
                self.templates
                    .render("definition_workflow", &view_workflow(workflow, &printer))?,
            );
            for view in view_messages(workflow, &printer) {
                items.push(self.templates.render("definition_message", &view)?);
            }
        }
        let about = format!(
            "The definitions of `{}`: what is addressed by name, and what the contract says about it.",
            package.name
        );
        self.file(
            package,
            &about,
            printer.uses(&[], &["tempoc_runtime as rt"], Vec::new()),
            items,
        )
        .map(Some)
    }

    /// The names of all definitions of a package.
    fn definition_names(&self, id: PackageId) -> Vec<String> {
        let package = &self.model[id];
        let activities = package.activities.iter().map(|id| &self.model[*id].meta);
        let mut names: Vec<String> = activities.map(|meta| definition_name(&meta.name)).collect();
        for id in &package.workflows {
            let workflow = &self.model[*id];
            names.push(definition_name(&workflow.meta.name));
            let messages = workflow.messages();
            names.extend(messages.map(|meta| message_name(workflow, &meta.name)));
        }
        names
    }

    fn view_activity(&self, activity: &Activity, printer: &Printer<'_>) -> ActivityView {
        let meta = &activity.meta;
        ActivityView {
            docs: docs::describe(meta, &format!("The activity `{}`.", meta.name)),
            name: definition_name(&meta.name),
            input: printer.message(activity.input.as_ref()),
            output: printer.message(activity.output.as_ref()),
            error: match activity.errors.is_empty() {
                true => "rt::NoError".to_owned(),
                false => printer.error(activity.package, activity_errors(activity)),
            },
            heartbeat: printer.message(activity.heartbeat_details.as_ref()),
            wire: literal(&activity.wire),
            aliases: aliases(&activity.aliases),
            options: activity_options(activity, printer),
        }
    }
}

fn view_workflow(workflow: &Workflow, printer: &Printer<'_>) -> WorkflowView {
    let meta = &workflow.meta;
    let id = workflow.id.as_ref();
    WorkflowView {
        docs: docs::describe(meta, &format!("The workflow `{}`.", meta.name)),
        name: definition_name(&meta.name),
        input: printer.message(workflow.input.as_ref()),
        output: printer.message(workflow.output.as_ref()),
        error: match workflow.errors.is_empty() {
            true => "rt::NoError".to_owned(),
            false => printer.error(workflow.package, workflow_errors(workflow)),
        },
        wire: literal(&workflow.wire),
        aliases: aliases(&workflow.aliases),
        options: workflow_options(&workflow.options, INDENT, printer),
        id: id.map(|id| template_expression(id, "json::Uuid::new_v4()", printer)),
        id_of_input: id.is_some_and(takes_input),
        id_parameters: id
            .map(|id| id_parameters(id, workflow.input.as_ref(), printer))
            .unwrap_or_default(),
        string: printer.std("String"),
    }
}

fn view_messages(workflow: &Workflow, printer: &Printer<'_>) -> Vec<MessageView> {
    let view = |kind, meta: &model::Meta, wire: &str, input: Option<&Type>| MessageView {
        docs: docs::describe(
            meta,
            &format!(
                "The {} `{}` of `{}`.",
                str::to_lowercase(kind),
                meta.name,
                workflow.meta.name
            ),
        ),
        name: message_name(workflow, &meta.name),
        kind,
        workflow: definition_name(&workflow.meta.name),
        input: printer.message(input),
        output: None,
        error: None,
        wire: literal(wire),
        id: None,
        id_of_input: false,
        id_parameters: String::new(),
        string: printer.std("String"),
    };
    let mut views = Vec::new();
    for signal in &workflow.signals {
        views.push(view(
            "Signal",
            &signal.meta,
            &signal.wire,
            signal.input.as_ref(),
        ));
    }
    for query in &workflow.queries {
        views.push(MessageView {
            output: Some(printer.message(query.output.as_ref())),
            ..view("Query", &query.meta, &query.wire, query.input.as_ref())
        });
    }
    for update in &workflow.updates {
        let id = update.id.as_ref();
        views.push(MessageView {
            output: Some(printer.message(update.output.as_ref())),
            error: Some(match update.errors.is_empty() {
                true => "rt::NoError".to_owned(),
                false => printer.error(workflow.package, update_errors(workflow, update)),
            }),
            id: id.map(|id| template_expression(id, "json::Uuid::new_v4()", printer)),
            id_of_input: id.is_some_and(takes_input),
            id_parameters: id
                .map(|id| id_parameters(id, update.input.as_ref(), printer))
                .unwrap_or_default(),
            ..view("Update", &update.meta, &update.wire, update.input.as_ref())
        });
    }
    views
}

fn aliases(aliases: &[String]) -> Option<String> {
    let aliases: Vec<String> = aliases.iter().map(|alias| literal(alias)).collect();
    if aliases.is_empty() {
        None
    } else {
        Some(aliases.join(", "))
    }
}

/// Whether a template asks for the input.
pub(super) fn takes_input(template: &Template) -> bool {
    template
        .parts
        .iter()
        .any(|part| matches!(part, TemplatePart::Input(..) | TemplatePart::WholeInput(_)))
}

fn id_parameters(template: &Template, input: Option<&Type>, printer: &Printer<'_>) -> String {
    match input {
        Some(Type::Scalar(Scalar::String)) if takes_input(template) => "input: &str".to_owned(),
        Some(input) if takes_input(template) => format!("input: &{}", printer.ty(input)),
        _ => String::new(),
    }
}

/// A template as an expression that gives its text, of an `input` and perhaps of the caller in `self`.
pub(super) fn template_expression(
    template: &Template,
    uuid: &str,
    printer: &Printer<'_>,
) -> String {
    let mut text = String::new();
    let mut arguments = Vec::new();
    for part in &template.parts {
        match part {
            TemplatePart::Text(part) => text.push_str(&part.replace('{', "{{").replace('}', "}}")),
            TemplatePart::Input(path, _) => {
                text.push_str("{}");
                let path: Vec<String> = path.iter().map(|field| value_name(field)).collect();
                arguments.push(format!("input.{}", path.join(".")));
            }
            TemplatePart::WholeInput(_) => text.push_str("{input}"),
            TemplatePart::ParentId => {
                text.push_str("{}");
                arguments.push("self.0.workflow_id()".to_owned());
            }
            TemplatePart::Uuid => {
                text.push_str("{}");
                arguments.push(uuid.to_owned());
                if uuid.starts_with("json::") {
                    printer.needs_json();
                }
            }
        }
    }
    if arguments.is_empty() && !text.contains("{input}") {
        let plain = text.replace("{{", "{").replace("}}", "}");
        return format!("{}.to_owned()", literal(&plain));
    }
    let mut all = vec![literal(&text)];
    all.extend(arguments);
    format!("format!(«{}»)", all.join(", "))
}

/// `rt::WorkflowOptions` as a constant expression.
pub(super) fn workflow_options(
    options: &WorkflowOptions,
    indent: usize,
    printer: &Printer<'_>,
) -> String {
    let mut fields = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            fields.push(format!("{name}: Some({value})"));
        }
    };
    let inner = indent + 4;
    add(
        "id_reuse",
        options.id_reuse.map(|policy| id_reuse(policy).to_owned()),
    );
    add(
        "id_conflict",
        options
            .id_conflict
            .map(|policy| id_conflict(policy).to_owned()),
    );
    add(
        "execution_timeout",
        options
            .execution_timeout
            .map(|timeout| printer.duration(timeout)),
    );
    add(
        "run_timeout",
        options.run_timeout.map(|timeout| printer.duration(timeout)),
    );
    add(
        "task_timeout",
        options
            .task_timeout
            .map(|timeout| printer.duration(timeout)),
    );
    add(
        "retry",
        options
            .retry
            .as_ref()
            .map(|policy| retry(policy, inner, printer)),
    );
    add(
        "priority",
        options
            .priority
            .as_ref()
            .map(|value| priority(value, inner)),
    );
    add("cron", options.cron.as_deref().map(foldable_literal));
    add("summary", options.summary.as_deref().map(foldable_literal));
    add("details", options.details.as_deref().map(foldable_literal));
    let queue = options.task_queue.as_deref().unwrap_or_default();
    let rest = format!("rt::WorkflowOptions::on({})", foldable_literal(queue));
    struct_literal("rt::WorkflowOptions", &fields, &rest, indent)
}

fn activity_options(activity: &Activity, printer: &Printer<'_>) -> String {
    let options = &activity.options;
    let mut fields = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            fields.push(format!("{name}: Some({value})"));
        }
    };
    let duration = |value: Option<Duration>| value.map(|value| printer.duration(value));
    let inner = INDENT + 4;
    add(
        "task_queue",
        options.task_queue.as_deref().map(foldable_literal),
    );
    add("schedule_to_close", duration(options.schedule_to_close));
    add("schedule_to_start", duration(options.schedule_to_start));
    add("start_to_close", duration(options.start_to_close));
    add("heartbeat_timeout", duration(options.heartbeat_timeout));
    add(
        "retry",
        options
            .retry
            .as_ref()
            .map(|policy| retry(policy, inner, printer)),
    );
    add(
        "priority",
        options
            .priority
            .as_ref()
            .map(|value| priority(value, inner)),
    );
    if let Some(cancellation) = options.cancellation {
        fields.push(format!(
            "cancellation: {}",
            activity_cancellation(cancellation)
        ));
    }
    if let Some(summary) = &options.summary {
        fields.push(format!("summary: Some({})", foldable_literal(summary)));
    }
    if activity.local {
        fields.push("local: true".to_owned());
    }
    struct_literal(
        "rt::ActivityOptions",
        &fields,
        "rt::ActivityOptions::DEFAULT",
        INDENT,
    )
}

fn retry(retry: &Retry, indent: usize, printer: &Printer<'_>) -> String {
    let mut fields = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            fields.push(format!("{name}: Some({value})"));
        }
    };
    add(
        "initial_interval",
        retry.initial.map(|value| printer.duration(value)),
    );
    add(
        "backoff_coefficient",
        retry.backoff.map(|value| format!("{value:?}")),
    );
    add(
        "maximum_interval",
        retry.max_interval.map(|value| printer.duration(value)),
    );
    add(
        "maximum_attempts",
        retry.max_attempts.map(|value| value.to_string()),
    );
    if !retry.non_retryable.is_empty() {
        let types: Vec<String> = retry
            .non_retryable
            .iter()
            .map(|name| literal(name))
            .collect();
        fields.push(format!("non_retryable: &[{}]", types.join(", ")));
    }
    let rest = if fields.len() == 5 {
        ""
    } else {
        "rt::Retry::DEFAULT"
    };
    struct_literal("rt::Retry", &fields, rest, indent)
}

fn priority(priority: &Priority, indent: usize) -> String {
    let option = |value: Option<String>| {
        value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
    };
    let fields = [
        format!("key: {}", option(priority.key.map(|key| key.to_string()))),
        format!(
            "fairness_key: {}",
            option(priority.fairness_key.as_deref().map(literal))
        ),
        format!(
            "fairness_weight: {}",
            option(priority.fairness_weight.map(|weight| format!("{weight:?}")))
        ),
    ];
    struct_literal("rt::Priority", &fields, "", indent)
}

/// A string that stands on a line of its own if it is long.
fn foldable_literal(text: &str) -> String {
    format!("«{}»", literal(text))
}

/// A struct literal with a field a line, or only `rest` where there are no fields.
pub(super) fn struct_literal(name: &str, fields: &[String], rest: &str, indent: usize) -> String {
    if fields.is_empty() {
        return rest.to_owned();
    }
    let pad = " ".repeat(indent);
    let mut out = format!("{name} {{\n");
    for field in fields {
        out.push_str(&format!("{pad}    {field},\n"));
    }
    if !rest.is_empty() {
        out.push_str(&format!("{pad}    ..{rest}\n"));
    }
    out.push_str(&format!("{pad}}}"));
    out
}

fn id_reuse(policy: IdReuse) -> &'static str {
    match policy {
        IdReuse::AllowDuplicate => "rt::IdReuse::AllowDuplicate",
        IdReuse::AllowDuplicateFailedOnly => "rt::IdReuse::AllowDuplicateFailedOnly",
        IdReuse::RejectDuplicate => "rt::IdReuse::RejectDuplicate",
    }
}

fn id_conflict(policy: IdConflict) -> &'static str {
    match policy {
        IdConflict::Fail => "rt::IdConflict::Fail",
        IdConflict::UseExisting => "rt::IdConflict::UseExisting",
        IdConflict::TerminateExisting => "rt::IdConflict::TerminateExisting",
    }
}

fn activity_cancellation(cancellation: ActivityCancellation) -> &'static str {
    match cancellation {
        ActivityCancellation::TryCancel => "rt::ActivityCancellation::TryCancel",
        ActivityCancellation::WaitCompleted => "rt::ActivityCancellation::WaitCompleted",
        ActivityCancellation::Abandon => "rt::ActivityCancellation::Abandon",
    }
}
