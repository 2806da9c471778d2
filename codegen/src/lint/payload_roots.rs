//! A payload that is not a record can never say one thing more.

use super::found::Found;
use super::named::Named;
use crate::model::{Meta, Model, Type, TypeKind};

/// Workflows.
pub(super) fn look_at_workflow_inputs(named: &Named<'_>, found: &mut Found<'_>) {
    for workflow in named.workflows() {
        let input = workflow.input.as_ref();
        look_at_input(named.model, "workflow", &workflow.meta, input, found);
    }
}

/// Activities.
pub(super) fn look_at_activity_inputs(named: &Named<'_>, found: &mut Found<'_>) {
    for activity in named.activities() {
        let input = activity.input.as_ref();
        look_at_input(named.model, "activity", &activity.meta, input, found);
    }
}

/// Signals.
pub(super) fn look_at_signal_inputs(named: &Named<'_>, found: &mut Found<'_>) {
    for signal in named.workflows().flat_map(|workflow| &workflow.signals) {
        let input = signal.input.as_ref();
        look_at_input(named.model, "signal", &signal.meta, input, found);
    }
}

/// Outputs, and the inputs of queries, updates and Nexus operations.
///
/// The answer of a query is left alone: nothing records it, and a second query can answer more.
pub(super) fn look_at_scalars(named: &Named<'_>, found: &mut Found<'_>) {
    let model = named.model;
    let mut look = |what, meta, key, ty: &Option<Type>| {
        look_at_scalar(model, what, meta, key, ty.as_ref(), found);
    };
    for workflow in named.workflows() {
        look("workflow", &workflow.meta, "output", &workflow.output);
        for query in &workflow.queries {
            look("query", &query.meta, "input", &query.input);
        }
        for update in &workflow.updates {
            look("update", &update.meta, "input", &update.input);
            look("update", &update.meta, "output", &update.output);
        }
    }
    for activity in named.activities() {
        look("activity", &activity.meta, "output", &activity.output);
        let details = &activity.heartbeat_details;
        look("activity", &activity.meta, "heartbeat_details", details);
    }
    for operation in named.nexus().flat_map(|service| &service.operations) {
        // What comes from the workflow behind it is found there.
        for (key, ty) in [("input", &operation.input), ("output", &operation.output)] {
            if model.places.has(&operation.meta, key) {
                look("operation", &operation.meta, key, ty);
            }
        }
    }
}

fn look_at_input(
    model: &Model,
    what: &str,
    meta: &Meta,
    input: Option<&Type>,
    found: &mut Found<'_>,
) {
    let Some(input) = input.filter(|input| !is_record(model, input)) else {
        return;
    };
    let kind = describe(model, input);
    let message = format!(
        "the input of {what} `{}` is {kind}, not a record",
        meta.name
    );
    let place = model.places.of(meta, "input");
    found.push(meta, place, message, |diagnostic| {
        diagnostic
            .note("a record gains an optional field and old payloads are still read; this input can only be replaced")
            .help(format!("make it a record with one field, as in `{}`", record_of(meta, "input")))
    });
}

fn look_at_scalar(
    model: &Model,
    what: &str,
    meta: &Meta,
    key: &'static str,
    ty: Option<&Type>,
    found: &mut Found<'_>,
) {
    let Some(ty) = ty.filter(|ty| model.scalar_of(ty).is_some()) else {
        return;
    };
    let part = match key {
        "heartbeat_details" => "heartbeat of",
        "input" => "input of",
        _ => "output of",
    };
    let kind = describe(model, ty);
    let message = format!(
        "the {part} {what} `{}` is {kind}, which cannot grow",
        meta.name
    );
    found.push(meta, model.places.of(meta, key), message, |diagnostic| {
        diagnostic.help(format!(
            "if it may ever say more, make it a record, as in `{}`",
            record_of(meta, key)
        ))
    });
}

fn is_record(model: &Model, ty: &Type) -> bool {
    matches!(ty, Type::Named(id) if matches!(model[*id].kind, TypeKind::Record(_)))
}

fn describe(model: &Model, ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => format!("a bare `{}`", scalar.name()),
        Type::Named(id) => {
            let kind = match model[*id].kind {
                TypeKind::Record(_) => "record",
                TypeKind::Enum(_) => "enum",
                TypeKind::Union(_) => "union",
                TypeKind::Newtype(_) => "newtype",
            };
            format!("the {kind} `{}`", model[*id].meta.name)
        }
        Type::List(_) => "a bare list".to_owned(),
        Type::Map(..) => "a bare map".to_owned(),
    }
}

/// The name of a record that would do.
fn record_of(meta: &Meta, key: &str) -> String {
    let name = crate::names::pascal_case(&meta.name);
    match key {
        "input" => format!("{name}Input"),
        "heartbeat_details" => format!("{name}Progress"),
        _ => format!("{name}Output"),
    }
}
