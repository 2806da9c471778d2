//! Names that Temporal keeps for itself, and names that it does not take.

use crate::diagnostic::shown::shown;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Meta, Model};
use crate::source::Span;

/// What servers take for a name unless they are configured otherwise.
const LONGEST: usize = 1000;

pub(super) fn check_temporal_names(model: &Model, out: &mut Diagnostics) {
    let mut check = |meta: &Meta, wire: &str, aliases: &[String]| {
        check_name(wire, model.places.of(meta, "wire"), out);
        for (position, alias) in aliases.iter().enumerate() {
            check_name(alias, model.places.item(meta, "aliases", position), out);
        }
    };
    for workflow in &model.workflows {
        check(&workflow.meta, &workflow.wire, &workflow.aliases);
        for signal in &workflow.signals {
            check(&signal.meta, &signal.wire, &signal.aliases);
        }
        for query in &workflow.queries {
            check(&query.meta, &query.wire, &query.aliases);
        }
        for update in &workflow.updates {
            check(&update.meta, &update.wire, &update.aliases);
        }
    }
    for activity in &model.activities {
        check(&activity.meta, &activity.wire, &activity.aliases);
    }
    for service in &model.nexus {
        check(&service.meta, &service.wire, &[]);
    }
    for error in &model.errors {
        check(&error.meta, &error.wire, &[]);
    }
    for workflow in &model.workflows {
        for attribute in &workflow.search_attributes {
            check_attribute(&attribute.meta.name, attribute.meta.span, out);
        }
        if let Some(queue) = &workflow.options.task_queue {
            check_name(queue, model.places.of(&workflow.meta, "task_queue"), out);
        }
    }
    for activity in &model.activities {
        if let Some(queue) = &activity.task_queue {
            check_name(queue, model.places.of(&activity.meta, "task_queue"), out);
        }
    }
}

/// Search attributes that the server sets by itself.
const OF_THE_SERVER: [&str; 20] = [
    "BatcherNamespace",
    "BatcherUser",
    "BinaryChecksums",
    "BuildIds",
    "CloseTime",
    "ExecutionDuration",
    "ExecutionStatus",
    "ExecutionTime",
    "HistoryLength",
    "HistorySizeBytes",
    "ParentRunId",
    "ParentWorkflowId",
    "RootRunId",
    "RootWorkflowId",
    "RunId",
    "StartTime",
    "StateTransitionCount",
    "TaskQueue",
    "WorkflowId",
    "WorkflowType",
];

fn check_attribute(name: &str, place: Span, out: &mut Diagnostics) {
    if OF_THE_SERVER.contains(&name) || name.starts_with("Temporal") {
        out.push(
            Diagnostic::error(
                "temporal-name",
                place,
                format!(
                    "the search attribute {} is set by the server itself",
                    shown(name)
                ),
            )
            .help("choose another name"),
        );
    }
}

fn check_name(name: &str, place: Span, out: &mut Diagnostics) {
    let (message, help) = if name.is_empty() {
        (
            "a name on the wire cannot be empty".to_owned(),
            "write the name, or leave the key out",
        )
    } else if name.len() > LONGEST {
        let message = format!(
            "{} is {} bytes long, and Temporal takes {LONGEST}",
            shown(name),
            name.len()
        );
        (message, "choose a shorter name")
    } else if name.starts_with("__temporal_")
        || name == "__stack_trace"
        || name == "__enhanced_stack_trace"
    {
        let message = format!("{} is a name that Temporal keeps for itself", shown(name));
        (message, "choose a name that does not begin with `__`")
    } else {
        return;
    };
    out.push(Diagnostic::error("temporal-name", place, message).help(help));
}
